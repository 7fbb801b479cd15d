"""Quotients of polynomials over the rationals, with just enough cancelling to keep them small."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from verify.certificates.checker import ONE, Poly, plus, times

Monomial = tuple[tuple[str, int], ...]


def number(value: Fraction | int) -> Poly:
    return {(): Fraction(value)} if value else {}


def letter(name: str) -> Poly:
    return {((name, 1),): Fraction(1)}


@dataclass(frozen=True)
class Ratio:
    """`above / below`, both polynomials; `below` is not zero."""

    above: Poly
    below: Poly

    def __add__(self, other: Ratio) -> Ratio:
        if self.below == other.below:
            return ratio(plus(self.above, other.above), self.below)
        for one, two in ((self, other), (other, self)):
            factor = exact_quotient(two.below, one.below)
            if factor is not None:
                return ratio(plus(times(one.above, factor), two.above), two.below)
        above = plus(times(self.above, other.below), times(other.above, self.below))
        return ratio(above, times(self.below, other.below))

    def __neg__(self) -> Ratio:
        return Ratio(times(number(-1), self.above), self.below)

    def __sub__(self, other: Ratio) -> Ratio:
        return self + -other

    def __mul__(self, other: Ratio) -> Ratio:
        return ratio(times(self.above, other.above), times(self.below, other.below))

    def __truediv__(self, other: Ratio) -> Ratio:
        if not other.above:
            raise ZeroDivisionError("division by zero")
        return self * ratio(other.below, other.above)

    def __pow__(self, exponent: int) -> Ratio:
        if exponent < 0:
            return constant(1) / self**-exponent
        result = constant(1)
        for _ in range(exponent):
            result = result * self
        return result


def constant(value: Fraction | int) -> Ratio:
    return Ratio(number(value), ONE)


def named(name: str) -> Ratio:
    return Ratio(letter(name), ONE)


def ratio(above: Poly, below: Poly) -> Ratio:
    """The quotient with common monomials, and a denominator that divides, cancelled; constants go above."""
    if not above:
        return Ratio({}, ONE)
    whole = exact_quotient(above, below)
    if whole is not None:
        return Ratio(whole, ONE)
    shared = shared_powers([*above, *below])
    above, below = _without(above, shared), _without(below, shared)
    lead = below[max(below, key=_rank)]
    return Ratio(times(number(1 / lead), above), times(number(1 / lead), below))


def shared_powers(monomials: list[Monomial]) -> dict[str, int]:
    """The largest monomial that divides all."""
    common = dict(monomials[0])
    for monomial in monomials[1:]:
        powers = dict(monomial)
        common = {name: min(k, powers[name]) for name, k in common.items() if name in powers}
    return common


def _without(poly: Poly, shared: dict[str, int]) -> Poly:
    divided: Poly = {}
    for monomial, c in poly.items():
        rest = tuple((name, k - shared.get(name, 0)) for name, k in monomial if k > shared.get(name, 0))
        divided[rest] = c
    return divided


def _rank(monomial: Monomial) -> tuple[int, tuple[tuple[str, int], ...]]:
    """An order that products keep: by total degree, then by letters."""
    return sum(k for _, k in monomial), tuple((name, k) for name, k in monomial)


def exact_quotient(above: Poly, below: Poly) -> Poly | None:
    """`above / below` if it is a polynomial.

    >>> x, one = letter("x"), number(1)
    >>> exact_quotient(plus(times(x, x), number(-1)), plus(x, one)) == plus(x, number(-1))
    True
    """
    names = sorted({name for monomial in (*above, *below) for name, _ in monomial})

    def place(monomial: Monomial) -> tuple[int, ...]:
        powers = dict(monomial)
        return tuple(powers.get(name, 0) for name in names)

    lead = max(below, key=place)
    rest, quotient = dict(above), dict[Monomial, Fraction]()
    while rest:
        top = max(rest, key=place)
        powers = {
            name: k - dict(lead).get(name, 0) for name, k in {**dict.fromkeys(dict(lead), 0), **dict(top)}.items()
        }
        if any(k < 0 for k in powers.values()):
            return None
        term: Poly = {tuple(sorted((name, k) for name, k in powers.items() if k)): rest[top] / below[lead]}
        quotient = plus(quotient, term)
        rest = plus(rest, times(term, below), -1)
    return quotient
