"""The value of a tree in decimals: neither the provers' algebra nor the breakers' balls and jets.

Derivatives are difference quotients in many digits, maxima are searched for, limits are values close by. Slow, and good
for nothing but a second opinion at a few points.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import singledispatchmethod
from typing import Any

from mpmath import mp, mpf

from verify.errors import UndecidedError
from verify.model import family_key
from verify.obligations import Approach, approach_in
from verify.reading import tree
from verify.reading.notation import CONSTANT, MEASURE, SET, Domain
from verify.reading.printer import latex
from verify.reading.tree import FunctionName, Node, Symbol
from verify.strength.random_paper import RandomPaper

Value = Any  # mpmath ships no types
At = Mapping[str, Value]
DIGITS = 80
TOLERANCE = mpf(10) ** -9
DEEPEST = 60
GRID, NARROWER, FURTHEST = 40, 200, 10
LARGE = 2_000  # binary digits of an exponent


class NoSuchPointError(UndecidedError):
    """The paper says nothing of this point: a letter leaves its domain, or a value does not exist."""


@dataclass
class Decimals:
    """Evaluates trees of one paper under one random choice of what it leaves open."""

    chosen: RandomPaper
    depth: int = 0

    def value(self, node: Node, at: At) -> Value:
        """The value where the letters in `at` have theirs; `UndecidedError` where it has none."""
        if self.depth > DEEPEST:
            raise UndecidedError("definitions nested deeper than 60")
        self.depth += 1
        try:
            found = self._value(node, at)
        except (ZeroDivisionError, ValueError, OverflowError) as error:
            raise NoSuchPointError(str(error)) from error
        finally:
            self.depth -= 1
        if isinstance(found, mp.mpc) or found != found:
            raise NoSuchPointError("no real value")
        return found

    @singledispatchmethod
    def _value(self, node: Node, at: At) -> Value:
        raise UndecidedError(f"no decimal value for a {type(node).__name__}")

    @_value.register
    def _(self, node: tree.Number, at: At) -> Value:
        return mpf(node.value.numerator) / node.value.denominator

    @_value.register
    def _(self, node: tree.Infinity, at: At) -> Value:
        return mp.inf

    @_value.register
    def _(self, node: tree.Group, at: At) -> Value:
        return self.value(node.body, at)

    @_value.register
    def _(self, node: tree.Symbol, at: At) -> Value:
        key = family_key(node.name, node.indices)
        if key in at:
            return at[key]
        row = self.chosen.model.letter(node.name, self.chosen.section)
        if row.kind == CONSTANT and node.name == "e":
            return mp.e
        found = self.chosen.model.definition(node.name, node.indices)
        if found is None:
            return self.chosen.letter(key, node.name)
        return _inside(self.value(found.body, at), row.domain)

    @_value.register
    def _(self, node: tree.Sum, at: At) -> Value:
        if any(mark not in ("", "+", "-") for mark in node.signs):
            raise UndecidedError("a sign that stands for two values")
        signed = zip(node.signs, (self.value(term, at) for term in node.terms), strict=True)
        return sum((-value if mark == "-" else value for mark, value in signed), mpf(0))

    @_value.register
    def _(self, node: tree.Product, at: At) -> Value:
        return mp.fprod(self.value(factor, at) for factor in node.factors)

    @_value.register
    def _(self, node: tree.Quotient, at: At) -> Value:
        return self.value(node.numerator, at) / self.value(node.denominator, at)

    @_value.register
    def _(self, node: tree.Power, at: At) -> Value:
        base, exponent = self.value(node.base, at), self.value(node.exponent, at)
        if mp.isinf(base) or mp.isinf(exponent) or exponent == mp.nint(exponent) or base <= 0:
            return base**exponent if mp.mag(exponent) < LARGE else _too_large()
        return exponential(exponent * mp.log(base))

    @_value.register
    def _(self, node: tree.Root, at: At) -> Value:
        degree = self.value(node.degree, at) if node.degree else mpf(2)
        return self.value(node.radicand, at) ** (1 / degree)

    @_value.register
    def _(self, node: tree.PositivePart, at: At) -> Value:
        return max(self.value(node.body, at), mpf(0))

    @_value.register
    def _(self, node: tree.Absolute, at: At) -> Value:
        return abs(self.value(node.body, at))

    @_value.register
    def _(self, node: tree.Extremum, at: At) -> Value:
        values = [self.value(item, at) for item in node.items]
        return max(values) if node.kind in ("max", "sup") else min(values)

    @_value.register
    def _(self, node: tree.FunctionName, at: At) -> Value:
        """A function printed without an argument: some number, the same wherever it stands."""
        if self.chosen.model.definition(node.name, node.indices) is not None:
            raise UndecidedError(f"{node.name} without its argument")
        return self.chosen.unknown(latex(node))

    @_value.register
    def _(self, node: tree.Differential, at: At) -> Value:
        return self.chosen.unknown(f"d {latex(node.of)}")

    @_value.register
    def _(self, node: tree.Expectation, at: At) -> Value:
        """Of the same body under the same law it is the same number."""
        law, condition = (latex(part) if part else "" for part in (node.law, node.condition))
        return self.chosen.unknown(f"{node.operator} {law} {condition} {mp.nstr(self.value(node.body, at), 20)}")

    @_value.register
    def _(self, node: tree.Derivative, at: At) -> Value:
        if not isinstance(node.variable, Symbol):
            raise UndecidedError("a derivative with respect to what is no letter")
        key = family_key(node.variable.name, node.variable.indices)
        return slope(lambda moved: self.value(node.body, {**at, key: moved}), self.value(node.variable, at), 1)

    @_value.register
    def _(self, node: tree.Integral, at: At) -> Value:
        if not isinstance(node.variable, Symbol):
            raise UndecidedError("an integral over what is no letter")
        name = node.variable.name
        if node.style == "measure" and isinstance(node.measure, Symbol) and self._kind(node.measure) == MEASURE:
            atoms = self.chosen.measure(node.measure.name)
            return mp.fsum(self.value(node.integrand, {**at, name: point}) * mass for point, mass in atoms)
        if node.style != "plain" or node.lower is None or node.upper is None:
            raise UndecidedError("an integral whose measure is not known")
        ends = [self.value(end, at) for end in (node.lower, node.upper)]
        return mp.quad(lambda moved: self.value(node.integrand, {**at, name: moved}), ends)

    @_value.register
    def _(self, node: tree.Summation, at: At) -> Value:
        match node.binder:
            case tree.Chain((Symbol() as letter, Symbol() as among), (r"\in",)) if self._kind(among) == SET:
                key = family_key(letter.name, letter.indices)
                return mp.fsum(self.value(node.body, {**at, key: one}) for one in self.chosen.elements(among.name))
        raise UndecidedError("a sum over what is no finite set")

    @_value.register
    def _(self, node: tree.Optimum, at: At) -> Value:
        letter = node.binder.operands[0] if isinstance(node.binder, tree.Chain) else node.binder
        if not isinstance(letter, Symbol):
            raise UndecidedError("an optimum over what is no letter")
        key, domain = family_key(letter.name, letter.indices), self._row(letter).domain
        sign = 1 if node.kind in ("max", "sup") else -1
        return sign * _greatest(lambda moved: sign * self.value(node.body, {**at, key: moved}), domain)

    @_value.register
    def _(self, node: tree.Limit, at: At) -> Value:
        values = [self.value(node.body, {**at, **near}) for near in self.approaching(approach_in(node.approach), at)]
        return _settled(values)

    @_value.register
    def _(self, node: tree.ImpliedCall, at: At) -> Value:
        return self.value(tree.Call(node.function, (node.argument,)), at)

    @_value.register
    def _(self, node: tree.Call, at: At) -> Value:
        arguments = [self.value(argument, at) for argument in node.arguments]
        if node.function.name in ELEMENTARY:
            return ELEMENTARY[node.function.name](arguments[0])
        return self._applied(node.function, arguments, at)

    def _applied(self, name: FunctionName, arguments: list[Value], at: At) -> Value:
        if not name.primes:
            return self._plain(name, arguments, at)
        if len(arguments) != 1:
            raise UndecidedError("a derivative of a function of several letters")
        base = replace(name, primes=0, side="")
        return slope(lambda moved: self._plain(base, [moved], at), arguments[0], name.primes, name.side)

    def _plain(self, name: FunctionName, arguments: list[Value], at: At) -> Value:
        found = self.chosen.model.definition(name.name, name.indices)
        if found is None:
            key = family_key(name.name, name.indices)
            return self.chosen.function(key, name.name, len(arguments))(*arguments)
        bound = dict(zip(found.parameters, arguments, strict=True)) if found.parameters else {}
        row = self.chosen.model.letter(name.name, self.chosen.section)
        return _inside(self.value(found.body, {**at, **bound}), row.domain)

    def approaching(self, approach: Approach, at: At) -> list[At]:
        """Three values of the letter that tends somewhere, ever closer."""
        end = self.value(approach.point, at)
        if end in (mp.inf, -mp.inf):
            return [{approach.letter: mp.sign(end) * mpf(10) ** power} for power in (3, 7, 14)]
        side = -1 if approach.side == "-" else 1
        return [{approach.letter: end + side * mpf(10) ** -power} for power in (4, 8, 16)]

    def _row(self, letter: Symbol) -> Any:
        return self.chosen.model.letter(letter.name, self.chosen.section)

    def _kind(self, letter: Symbol) -> str:
        return str(self._row(letter).kind)


def _inside(value: Value, domain: Domain) -> Value:
    """The value of a defined letter; where it leaves its domain the paper says nothing."""
    for end, side in ((domain.lower, 1), (domain.upper, -1)):
        if end is not None and side * (value - mpf(end.numerator) / end.denominator) < -TOLERANCE:
            raise NoSuchPointError(f"outside {domain}")
    return value


def slope(value: Callable[[Value], Value], point: Value, order: int, side: str = "") -> Value:
    """The derivative from one side, or from both where they agree."""
    if side:
        return _quotient(value, point, order, 1 if side == "+" else -1)
    above, below = (_quotient(value, point, order, way) for way in (1, -1))
    if abs(above - below) > TOLERANCE * (1 + abs(above)):
        raise NoSuchPointError("the derivatives from the two sides differ")
    return (above + below) / 2


def _quotient(value: Callable[[Value], Value], point: Value, order: int, way: int) -> Value:
    """The difference quotient of an order, with steps that leave digits on both sides."""
    step = way * mpf(10) ** (-mpf(DIGITS) / (order + 2))
    terms = ((-1) ** (order - k) * mp.binomial(order, k) * value(point + k * step) for k in range(order + 1))
    return mp.fsum(terms) / step**order


def _greatest(value: Callable[[Value], Value], domain: Domain) -> Value:
    """The greatest value over the domain: all whole numbers of it, or the best of a grid made ever narrower."""
    low, high = domain.lower, domain.upper
    if domain.integer and low is not None and high is not None:
        return max(value(mpf(k)) for k in range(int(low), int(high) + 1))
    if low is None or high is not None:
        raise UndecidedError("a maximum over other than a half line")
    bottom = mpf(low.numerator) / low.denominator
    left, right = _bracket(lambda log: value(bottom + mp.exp(log)))
    for _ in range(NARROWER):
        first, second = left + (right - left) * mpf("0.382"), left + (right - left) * mpf("0.618")
        better = value(bottom + mp.exp(first)) > value(bottom + mp.exp(second))
        left, right = (left, second) if better else (first, right)
    return value(bottom + mp.exp((left + right) / 2))


def _bracket(value: Callable[[Value], Value]) -> tuple[Value, Value]:
    """Two places with a larger value between them; looked for ever further out."""
    left, right = mpf(-12), mpf(12)
    for _ in range(FURTHEST):
        grid = [left + (right - left) * k / GRID for k in range(GRID + 1)]
        best = max(range(GRID + 1), key=lambda k: value(grid[k]))
        if 0 < best < GRID:
            return grid[best - 1], grid[best + 1]
        left, right = (left, 2 * right) if best else (2 * left, right)
    raise NoSuchPointError("a maximum at the end of the range")


def _settled(values: list[Value]) -> Value:
    """The limit that three values suggest."""
    first, second, third = values
    if abs(third - second) <= TOLERANCE * 1000 * (1 + abs(third)):
        return third
    if abs(third) > 2 * abs(second) > 4 * abs(first):
        return mp.sign(third) * mp.inf
    raise NoSuchPointError("no limit to be seen")


def exponential(x: Value) -> Value:
    """The exponential; zero where no digit of it is left, and no value where it would take all memory."""
    if mp.isinf(x) or mp.mag(x) < LARGE:
        return mp.exp(x)
    return mpf(0) if x < 0 else _too_large()


def _too_large() -> Value:
    raise NoSuchPointError("a number too large to write down")


ELEMENTARY: dict[str, Callable[[Value], Value]] = {
    r"\exp": exponential,
    r"\log": mp.log,
    r"\ln": mp.log,
    r"\sinh": mp.sinh,
    r"\cosh": mp.cosh,
    r"\tanh": mp.tanh,
    r"\coth": mp.coth,
    r"\sin": mp.sin,
    r"\cos": mp.cos,
    r"\tan": mp.tan,
    r"\sgn": mp.sign,
}
