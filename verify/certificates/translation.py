"""From the reader's tree to quotients of polynomials, by a way of its own: neither computer algebra nor the walker.

Exponentials and square roots become letters; the exponents of one monomial share a letter, so that an identity with
exponentials becomes one of polynomials. What has no such form is refused, never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import singledispatchmethod

from verify.certificates.checker import ONE, Poly
from verify.certificates.derivatives import UntranslatableError, derivative
from verify.certificates.fractions_of_polynomials import (
    Monomial,
    Ratio,
    constant,
    named,
    number,
    ratio,
    shared_powers,
)
from verify.certificates.generators import Generating, quotient_text
from verify.reading import tree
from verify.reading.notation import CONSTANT, Domain
from verify.reading.printer import latex
from verify.reading.tree import FunctionName, Node, Symbol

Values = Mapping[str, Ratio]
HALF = Ratio(number(Fraction(1, 2)), ONE)
LARGEST_POWER = 12
DEEPEST = 60


class Translation(Generating):
    """The value of each kind of node; what has none is refused."""

    def value(self, node: Node, at: Values) -> Ratio:
        """The value of `node` where letters have the values `at`."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise UntranslatableError("definitions nested too deeply")
        found = self._value(node, at)
        self.depth -= 1
        return found

    @singledispatchmethod
    def _value(self, node: Node, at: Values) -> Ratio:
        raise UntranslatableError(f"a {type(node).__name__} is no quotient of polynomials")

    @_value.register
    def _(self, node: tree.Number, at: Values) -> Ratio:
        return constant(node.value)

    @_value.register
    def _(self, node: tree.Group, at: Values) -> Ratio:
        return self.value(node.body, at)

    @_value.register
    def _(self, node: tree.Symbol, at: Values) -> Ratio:
        key = latex(node)
        if key in at:
            return at[key]
        row = self.unfolding.row(node.name, self.section)
        if row.kind == CONSTANT and node.name == "e":
            return self.exponential(constant(1))
        body = self.unfolding.body(node.name, node.indices, ())
        if body is not None and key in self.kept:
            self.dropped.append(f"{key} is any number")
        if body is None or key in self.kept:
            return self.free(key, row.domain)
        found = self.value(body, at)
        self.inside(found, row.domain)
        return found

    @_value.register
    def _(self, node: tree.Sum, at: Values) -> Ratio:
        total = constant(0)
        for mark, term in zip(node.signs, node.terms, strict=True):
            if mark not in ("", "+", "-"):
                raise UntranslatableError(f"{mark} stands for two values")
            found = self.value(term, at)
            total = total - found if mark == "-" else total + found
        return total

    @_value.register
    def _(self, node: tree.Product, at: Values) -> Ratio:
        total = constant(1)
        for factor in node.factors:
            total = total * self.value(factor, at)
        return total

    @_value.register
    def _(self, node: tree.Quotient, at: Values) -> Ratio:
        return self.value(node.numerator, at) / self.divisor(self.value(node.denominator, at))

    @_value.register
    def _(self, node: tree.Power, at: Values) -> Ratio:
        exponent = self.value(node.exponent, at)
        if isinstance(node.base, Symbol) and node.base.name == "e" and "e" not in at:
            return self.exponential(exponent)
        base, whole = self.value(node.base, at), _whole(exponent)
        if whole is None:
            return self.exponential(exponent * self.logarithm(base))
        if abs(whole) > LARGEST_POWER:
            raise UntranslatableError(f"a power beyond {LARGEST_POWER}")
        return (self.divisor(base) if whole < 0 else base) ** whole

    @_value.register
    def _(self, node: tree.Root, at: Values) -> Ratio:
        if node.degree is not None:
            raise UntranslatableError("a root of another degree than two")
        return self.root(self.value(node.radicand, at))

    @_value.register
    def _(self, node: tree.PositivePart, at: Values) -> Ratio:
        return self.positive_part(self.value(node.body, at))

    @_value.register
    def _(self, node: tree.Extremum, at: Values) -> Ratio:
        best, *others = (self.value(item, at) for item in node.items)
        for other in others:
            if node.kind in ("max", "sup"):
                best = other + self.positive_part(best - other)
            else:
                best = other - self.positive_part(other - best)
        return best

    @_value.register
    def _(self, node: tree.Derivative, at: Values) -> Ratio:
        if not isinstance(node.variable, Symbol):
            raise UntranslatableError("a derivative with respect to what is no letter")
        key = latex(node.variable)
        moving = f"{key} moving"
        body = self.value(node.body, {**at, key: self.free(moving, self.unfolding.row(node.variable.name, "").domain)})
        return self.substituted(derivative(body, moving, self), moving, self.value(node.variable, at))

    @_value.register
    def _(self, node: tree.ImpliedCall, at: Values) -> Ratio:
        return self.value(tree.Call(node.function, (node.argument,)), at)

    @_value.register
    def _(self, node: tree.Call, at: Values) -> Ratio:
        arguments = tuple(self.value(argument, at) for argument in node.arguments)
        name = node.function
        if name.name in ELEMENTARY and len(arguments) == 1:
            return ELEMENTARY[name.name](self, arguments[0])
        return self._applied(name, arguments, at)

    def _applied(self, name: FunctionName, arguments: tuple[Ratio, ...], at: Values) -> Ratio:
        base = FunctionName(name.name, name.indices)
        defined = self.unfolding.parameters(base)
        if defined is None:
            key = f"{latex(name)}({', '.join(quotient_text(one) for one in arguments)})"
            self.dropped.append(f"{name.name} is any function")
            return self.free(key, Domain())
        if not name.primes:
            body = self.unfolding.body(name.name, name.indices, defined)
            assert body is not None
            return self.value(body, {**at, **dict(zip(defined, arguments, strict=True))})
        if len(arguments) != 1 or name.primes > LARGEST_POWER:
            raise UntranslatableError("a derivative in several arguments")
        return self._slope(base, name, arguments[0], at)

    def _slope(self, base: FunctionName, name: FunctionName, point: Ratio, at: Values) -> Ratio:
        """The derivative on the side that is printed: of the value at `point + t`, or at `point - t`, with t > 0."""
        moving = f"{name.name}{name.side} moving"
        domain = Domain(0, None, open_below=True) if name.side else Domain()
        step = self.free(moving, domain)
        found = self._applied(base, (point - step if name.side == "-" else point + step,), at)
        for _ in range(name.primes):
            found = derivative(found, moving, self)
            found = -found if name.side == "-" else found
        return self.substituted(found, moving, constant(0))

    @_value.register
    def _(self, node: tree.Integral, at: Values) -> Ratio:
        """From 0 to infinity, of products of exponentials that fall: int e^{-s t} dt = 1 / s."""
        if node.style != "plain" or node.lower != tree.Number("0") or not isinstance(node.upper, tree.Infinity):
            raise UntranslatableError("an integral over another range than from 0 to infinity")
        if not isinstance(node.variable, Symbol):
            raise UntranslatableError("an integral over what is no letter")
        key = latex(node.variable)
        moving = f"{key} moving"
        found = self.value(node.integrand, {**at, key: self.free(moving, Domain(0, None))})
        total = constant(0)
        for monomial, c in found.above.items():
            total = total + self._falling(monomial, c, found.below, moving)
        del self.letters[moving]
        self.bound.add(moving)
        return total

    def _falling(self, monomial: Monomial, c: Fraction, below: Poly, moving: str) -> Ratio:
        """The integral of one term of the integrand."""
        rate, rest = constant(0), ratio({monomial: c}, below)
        for poly, sign in ((rest.above, 1), (rest.below, -1)):
            for name, k in shared_powers(list(poly)).items():
                kind, argument = self.generators.get(name, ("", {}))
                if kind == "exp" and any(part == moving for m in argument for part, _ in m):
                    rate = rate - constant(sign * k) * derivative(Ratio(argument, ONE), moving, self)
                    rest = rest / named(name) ** (sign * k)
        if any(moving in name for poly in (rest.above, rest.below) for m in poly for name, _ in m):
            raise UntranslatableError("an integrand that is no sum of exponentials")
        if not rate.above or not all(self.is_positive_monomial({m: d}) for m, d in rate.above.items()):
            raise UntranslatableError("an integrand that may not fall")
        return rest / rate


def _whole(found: Ratio) -> int | None:
    if found.below == ONE and found.above.keys() <= {()}:
        c = found.above.get((), Fraction(0))
        return int(c) if c.denominator == 1 else None
    return None


def _up_down(where: Translation, x: Ratio) -> tuple[Ratio, Ratio]:
    return where.exponential(x), where.exponential(-x)


def _sinh(where: Translation, x: Ratio) -> Ratio:
    up, down = _up_down(where, x)
    return (up - down) * HALF


def _cosh(where: Translation, x: Ratio) -> Ratio:
    up, down = _up_down(where, x)
    return (up + down) * HALF


ELEMENTARY: dict[str, Callable[[Translation, Ratio], Ratio]] = {
    r"\exp": Translation.exponential,
    r"\log": Translation.logarithm,
    r"\ln": Translation.logarithm,
    r"\sinh": _sinh,
    r"\cosh": _cosh,
    r"\tanh": lambda where, x: _sinh(where, x) / _cosh(where, x),
    r"\coth": lambda where, x: _cosh(where, x) / where.divisor(_sinh(where, x)),
}
