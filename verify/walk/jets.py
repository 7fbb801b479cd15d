"""Truncated power series in one infinitesimal t > 0 with ball coefficients: derivatives, one-sided values, orders.

A `Jet` is c[0] + c[1] t + ... + c[n] t^n + O(t^(n+1)). Coefficients are balls (`flint.arb`) or jets again, so that
derivatives can be nested. Signs are those for small t > 0, which is what a one-sided limit needs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flint import arb

from verify.errors import UndecidedError

Value = Any  # flint.arb or Jet; flint ships no types


class UndefinedPointError(UndecidedError):
    """The expression has no real value at the point (a logarithm of a negative number, a division by zero)."""


class Jet:
    """A truncated power series; see the module.

    >>> t = Jet([arb(0), arb(1), arb(0)])
    >>> exp(t).coefficients[2] == arb(1) / 2
    True
    """

    __slots__ = ("coefficients",)

    def __init__(self, coefficients: list[Value]) -> None:
        self.coefficients = coefficients

    @property
    def order(self) -> int:
        return len(self.coefficients) - 1

    def __add__(self, other: Value) -> Jet:
        return Jet([add(x, y) for x, y in zip(self.coefficients, self._match(other), strict=True)])

    __radd__ = __add__

    def __neg__(self) -> Jet:
        return Jet([-x for x in self.coefficients])

    def __sub__(self, other: Value) -> Jet:
        return self.__add__(-other)

    def __rsub__(self, other: Value) -> Jet:
        return (-self).__add__(other)

    def __mul__(self, other: Value) -> Jet:
        left, right = self.coefficients, self._match(other)
        return Jet([_total([left[j] * right[k - j] for j in range(k + 1)]) for k in range(len(left))])

    __rmul__ = __mul__

    def __truediv__(self, other: Value) -> Jet:
        return _divide(self.coefficients, self._match(other))

    def __rtruediv__(self, other: Value) -> Jet:
        return _divide(self._match(other), self.coefficients)

    def _match(self, other: Value) -> list[Value]:
        if isinstance(other, Jet) and other.order == self.order:
            return other.coefficients
        if isinstance(other, Jet):
            raise UndecidedError(f"series of orders {self.order} and {other.order} in one expression")
        return [arb(other) if isinstance(other, int) else other] + [arb(0)] * self.order


def add(left: Value, right: Value) -> Value:
    return left + right


def _total(terms: list[Value]) -> Value:
    total = terms[0]
    for term in terms[1:]:
        total = total + term
    return total


def is_zero(value: Value) -> bool:
    """Whether the value is exactly zero, not only perhaps."""
    if isinstance(value, Jet):
        return all(is_zero(c) for c in value.coefficients)
    return bool(value.is_zero())


def _divide(above: list[Value], below: list[Value]) -> Jet:
    shift = 0
    while shift < len(below) and is_zero(below[shift]):
        shift += 1
    if shift == len(below) or any(not is_zero(c) for c in above[:shift]):
        raise UndefinedPointError("division by zero")
    above, below = above[shift:], below[shift:]
    quotient: list[Value] = []
    for k in range(len(above)):
        rest = above[k]
        for j in range(k):
            rest = rest - quotient[j] * below[k - j]
        quotient.append(divide(rest, below[0]))
    unknown: list[Value] = [arb("nan")] * shift
    return Jet(quotient + unknown)


def divide(above: Value, below: Value) -> Value:
    """A quotient that is refused where the denominator may be zero."""
    if isinstance(above, Jet) or isinstance(below, Jet):
        return above / below
    if below.contains(0):
        raise UndefinedPointError("division by zero")
    return above / below


def sign(value: Value) -> int:
    """The sign for small t > 0; undecided where a leading coefficient may be zero."""
    if isinstance(value, Jet):
        for coefficient in value.coefficients:
            if not is_zero(coefficient):
                return sign(coefficient)
        return 0
    if value.is_zero():
        return 0
    if value.contains(0) or value.is_nan():
        raise UndecidedError("the sign of a value cannot be told at this precision")
    return 1 if value > 0 else -1


def _signum(value: Value) -> int:
    """The sign as a value of its own, which the terms behind the known ones may change from 0 to 1."""
    if isinstance(value, Jet) and sign(value) == 0:
        raise UndecidedError("the sign of what vanishes to the order that is looked at")
    return sign(value)


def positive_part(value: Value) -> Value:
    """The value if positive, else zero, for small t > 0."""
    return value if sign(value) > 0 else value * 0


def exp(value: Value) -> Value:
    """Exponential."""
    if not isinstance(value, Jet):
        return value.exp()
    c = value.coefficients
    result = [exp(c[0])]
    for k in range(1, len(c)):
        result.append(_total([c[j] * result[k - j] * j for j in range(1, k + 1)]) / k)
    return Jet(result)


def log(value: Value) -> Value:
    """Natural logarithm of a positive value."""
    if not isinstance(value, Jet):
        if not value > 0:
            raise UndefinedPointError("logarithm of a value that is not positive")
        return value.log()
    c = value.coefficients
    result = [log(c[0])]
    for k in range(1, len(c)):
        rest = c[k] * k
        for j in range(1, k):
            rest = rest - result[j] * c[k - j] * j
        result.append(divide(rest, c[0]) / k)
    return Jet(result)


def power(base: Value, exponent: Value) -> Value:
    """A real power; whole exponents of any base, others of a positive base."""
    whole = _whole(exponent)
    if whole is not None:
        return _whole_power(base, whole)
    if is_zero(base) and sign(exponent) > 0:
        return _known_zero(base, exponent)
    if sign(base) <= 0:
        raise UndefinedPointError("a fractional power of a value that is not positive")
    return exp(log(base) * exponent)


def _whole(exponent: Value) -> int | None:
    if isinstance(exponent, Jet):
        if any(not is_zero(c) for c in exponent.coefficients[1:]):
            return None
        return _whole(exponent.coefficients[0])
    if not (exponent.is_exact() and exponent.is_integer()):
        return None
    if abs(exponent) > 10_000:
        raise UndecidedError("an exponent beyond 10,000")
    return int(float(exponent))


def _whole_power(base: Value, exponent: int) -> Value:
    if exponent < 0:
        return divide(arb(1), _whole_power(base, -exponent))
    if not isinstance(base, Jet) and not base.contains(0):
        return base**exponent
    result: Value = arb(1)  # a ball around 0 to a whole power by products: `**` takes its logarithm
    square: Value = base
    while exponent:
        if exponent & 1:
            result = square * result
        exponent >>= 1
        square = square * square if exponent else square
    return result if isinstance(result, Jet) or not isinstance(base, Jet) else base * 0 + result


def _known_zero(base: Value, exponent: Value) -> Value:
    """Zero to a positive power; of a series that vanishes as far as it is known, only if what follows stays out."""
    if isinstance(base, Jet) and not sign(exponent - 1) >= 0:
        raise UndecidedError("a root of what vanishes to the order that is looked at")
    return base * 0


def square_root(value: Value) -> Value:
    """A real square root."""
    if is_zero(value):
        return _known_zero(value, arb("0.5"))
    if not isinstance(value, Jet):
        if value < 0 or value.contains(0):
            raise UndefinedPointError("a square root of a value that is not positive")
        return value.sqrt()
    return exp(log(value) / 2)


def absolute(value: Value) -> Value:
    return value if sign(value) >= 0 else -value


def _odd_even(value: Value) -> tuple[Value, Value]:
    up, down = exp(value), exp(-value)
    return (up - down) / 2, (up + down) / 2


def sinh(value: Value) -> Value:
    return value.sinh() if not isinstance(value, Jet) else _odd_even(value)[0]


def cosh(value: Value) -> Value:
    return value.cosh() if not isinstance(value, Jet) else _odd_even(value)[1]


def tanh(value: Value) -> Value:
    return value.tanh() if not isinstance(value, Jet) else divide(*_odd_even(value))


def _turning(value: Jet, start: tuple[Value, Value]) -> tuple[Jet, Jet]:
    c = value.coefficients
    sines, cosines = [start[0]], [start[1]]
    for k in range(1, len(c)):
        sines.append(_total([c[j] * cosines[k - j] * j for j in range(1, k + 1)]) / k)
        cosines.append(-_total([c[j] * sines[k - j] * j for j in range(1, k + 1)]) / k)
    return Jet(sines), Jet(cosines)


def sin(value: Value) -> Value:
    return value.sin() if not isinstance(value, Jet) else _turning(value, _start(value))[0]


def cos(value: Value) -> Value:
    return value.cos() if not isinstance(value, Jet) else _turning(value, _start(value))[1]


def _start(value: Jet) -> tuple[Value, Value]:
    return sin(value.coefficients[0]), cos(value.coefficients[0])


ELEMENTARY: dict[str, Callable[[Value], Value]] = {
    r"\exp": exp,
    r"\log": log,
    r"\ln": log,
    r"\sinh": sinh,
    r"\cosh": cosh,
    r"\tanh": tanh,
    r"\coth": lambda value: divide(cosh(value), sinh(value)),
    r"\sin": sin,
    r"\cos": cos,
    r"\tan": lambda value: divide(sin(value), cos(value)),
    r"\sgn": lambda value: arb(_signum(value)),
}
