"""The value of a tree at a point: a walk over the nodes in ball arithmetic.

The environment maps letters to values; letters without a value are unfolded through the paper's definitions where
they stand (dynamic scope: in u_1(0, x, 0) the total training T is that of x and 0). Nothing is simplified.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import singledispatchmethod

from flint import arb, ctx

from verify.errors import UndecidedError
from verify.model import Model, family_key
from verify.reading import tree
from verify.reading.notation import CONSTANT
from verify.reading.tree import Call, FunctionName, Node, Symbol
from verify.walk import jets
from verify.walk.balls import ball
from verify.walk.derivatives import both_ways, coefficient, one_way
from verify.walk.jets import Jet, UndefinedPointError, Value

DEEPEST = 200


@dataclass(frozen=True)
class TestFunction:
    """A function drawn in the place of one that the paper leaves free; `value` works on balls and on jets."""

    words: str
    value: Callable[..., Value]
    __test__ = False


Environment = Mapping[str, Value]
RULES: dict[type[Node], Callable[..., Value]] = {}  # the rule of each kind of node, found once


class precision:  # noqa: N801 - reads as a word in `with precision(256):`
    """Working precision in bits inside a `with` block."""

    def __init__(self, bits: int) -> None:
        self.bits = bits

    def __enter__(self) -> None:
        self.before, ctx.prec = ctx.prec, self.bits

    def __exit__(self, *_: object) -> None:
        ctx.prec = self.before


@dataclass
class Walker:
    """Evaluates trees of one paper; `functions` are drawn for the letters that it leaves free."""

    model: Model
    section: str = ""
    functions: Mapping[str, TestFunction] = field(default_factory=dict)
    depth: int = 0
    found: dict[object, Value] = field(default_factory=dict)

    def value(self, node: Node, at: Environment) -> Value:
        """The value of `node` where letters have the values `at`; errors where it has none."""
        self.depth += 1
        if self.depth > DEEPEST:
            self.depth = 0
            raise UndecidedError("definitions nested deeper than 200; one of them may refer to itself")
        result = self._value(node, at)
        self.depth -= 1
        return result

    def _value(self, node: Node, at: Environment) -> Value:
        kind = type(node)
        if kind not in RULES:
            RULES[kind] = Walker.__dict__["_rule"].dispatcher.dispatch(kind)
        return RULES[kind](self, node, at)

    @singledispatchmethod
    def _rule(self, node: Node, at: Environment) -> Value:
        raise UndecidedError(f"no numerical value for a {type(node).__name__}")

    @_rule.register
    def _(self, node: tree.Number, at: Environment) -> Value:
        return ball(node.value)

    @_rule.register
    def _(self, node: tree.Infinity, at: Environment) -> Value:
        return arb("+inf")

    @_rule.register
    def _(self, node: tree.Group, at: Environment) -> Value:
        return self.value(node.body, at)

    @_rule.register
    def _(self, node: tree.Symbol, at: Environment) -> Value:
        key = family_key(node.name, node.indices)
        if key in at:
            return at[key]
        if self.model.letter(node.name, self.section).kind == CONSTANT and node.name == "e":
            return arb(1).exp()
        found = self.model.definition(node.name, node.indices)
        if found is None:
            raise UndecidedError(f"the letter {key} has no value")
        return self._admissible(node.name, self.value(found.body, at))

    def _admissible(self, name: str, value: Value) -> Value:
        """The value of a defined letter; outside its declared domain the point is not admissible."""
        domain = self.model.letter(name, self.section).domain
        if domain.lower is None and domain.upper is None:
            return value
        for end, side, is_open in ((domain.lower, 1, domain.open_below), (domain.upper, -1, domain.open_above)):
            if end is not None and _outside(value, ball(end), side, is_open):
                raise UndefinedPointError(f"{name} outside its domain {domain}")
        return value

    @_rule.register
    def _(self, node: tree.Sum, at: Environment) -> Value:
        total: Value = None
        for mark, term in zip(node.signs, node.terms, strict=True):
            if mark not in ("", "+", "-"):
                raise UndecidedError(f"{mark} stands for two values")
            value = self.value(term, at)
            value = -value if mark == "-" else value
            total = value if total is None else total + value
        return total

    @_rule.register
    def _(self, node: tree.Product, at: Environment) -> Value:
        result = self.value(node.factors[0], at)
        for factor in node.factors[1:]:
            result = result * self.value(factor, at)
        return result

    @_rule.register
    def _(self, node: tree.Quotient, at: Environment) -> Value:
        return jets.divide(self.value(node.numerator, at), self.value(node.denominator, at))

    @_rule.register
    def _(self, node: tree.Power, at: Environment) -> Value:
        exponent = self.value(node.exponent, at)
        if isinstance(node.base, Symbol) and node.base.name == "e" and "e" not in at:
            return jets.exp(exponent)
        return jets.power(self.value(node.base, at), exponent)

    @_rule.register
    def _(self, node: tree.Root, at: Environment) -> Value:
        radicand = self.value(node.radicand, at)
        if node.degree is None:
            return jets.square_root(radicand)
        return jets.power(radicand, jets.divide(arb(1), self.value(node.degree, at)))

    @_rule.register
    def _(self, node: tree.PositivePart, at: Environment) -> Value:
        return jets.positive_part(self.value(node.body, at))

    @_rule.register
    def _(self, node: tree.Absolute, at: Environment) -> Value:
        return jets.absolute(self.value(node.body, at))

    @_rule.register
    def _(self, node: tree.Extremum, at: Environment) -> Value:
        values = [self.value(item, at) for item in node.items]
        better = 1 if node.kind in ("max", "sup") else -1
        best = values[0]
        for value in values[1:]:
            best = value if jets.sign(value - best) * better > 0 else best
        return best

    @_rule.register
    def _(self, node: tree.Derivative, at: Environment) -> Value:
        if not isinstance(node.variable, Symbol):
            raise UndecidedError("a derivative with respect to what is no letter")
        name = family_key(node.variable.name, node.variable.indices)
        if name not in at:
            raise UndecidedError(f"the letter {name} has no value")
        self.model.require_dependence(node.body, name)
        return both_ways(lambda moved: self.value(node.body, {**at, name: moved}), at[name], 1)

    @_rule.register
    def _(self, node: tree.Integral, at: Environment) -> Value:
        if node.style != "measure" or not isinstance(node.measure, Symbol) or not isinstance(node.variable, Symbol):
            raise UndecidedError("an integral against a density is left to the provers")
        measure = at.get(node.measure.name)
        if measure is None:
            raise UndecidedError(f"the measure {node.measure.name} has no value")
        name = node.variable.name
        return measure.integral(lambda point: self.value(node.integrand, {**at, name: point}))

    @_rule.register
    def _(self, node: tree.Optimum, at: Environment) -> Value:
        from verify.walk.optimum import optimum

        return optimum(self, node, at)

    @_rule.register
    def _(self, node: tree.Series, at: Environment) -> Value:
        from verify.walk.series import series

        return series(self, node, at)

    @_rule.register
    def _(self, node: tree.Limit, at: Environment) -> Value:
        from verify.obligations import approach_in

        approach = approach_in(node.approach)
        if isinstance(approach.point, tree.Infinity) or not approach.side:
            raise UndecidedError("the value of a limit at infinity or from both sides")
        step = -1 if approach.side == "-" else 1
        near = Jet([self.value(approach.point, at), arb(step), *[arb(0)] * 3])
        return coefficient(self.value(node.body, {**at, approach.letter: near}), 0)

    @_rule.register
    def _(self, node: tree.ImpliedCall, at: Environment) -> Value:
        return self.value(Call(node.function, (node.argument,)), at)

    @_rule.register
    def _(self, node: tree.Call, at: Environment) -> Value:
        arguments = tuple(self.value(argument, at) for argument in node.arguments)
        name = node.function
        if name.name in jets.ELEMENTARY:
            return jets.ELEMENTARY[name.name](arguments[0])
        return self.applied(name, arguments, at)

    def applied(self, name: FunctionName, arguments: tuple[Value, ...], at: Environment) -> Value:
        """A function of the paper, or one of its derivatives, at the arguments."""
        if name.primes == 0:
            return self._plain(name, arguments, at)
        if len(arguments) != 1:
            raise UndecidedError(f"a derivative of {name.name} in several arguments")
        return self._derivative(name, arguments[0], at)

    def _derivative(self, name: FunctionName, point: Value, at: Environment) -> Value:
        base = replace(name, primes=0, side="")

        def function(moved: Value) -> Value:
            return self._plain(base, (moved,), at)

        if not name.side:
            return both_ways(function, point, name.primes)
        return one_way(function, point, name.primes, -1 if name.side == "-" else 1)

    def _plain(self, name: FunctionName, arguments: tuple[Value, ...], at: Environment) -> Value:
        found = self.model.definition(name.name, name.indices)
        if found is not None:
            bound = dict(zip(found.parameters, arguments, strict=True)) if found.parameters else {}
            return self._admissible(name.name, self.value(found.body, {**at, **bound}))
        drawn = self.functions.get(family_key(name.name, name.indices))
        if drawn is None:
            raise UndecidedError(f"the function {name.name} has no definition")
        return drawn.value(*arguments)


def _outside(value: Value, end: Value, side: int, is_open: bool) -> bool:
    try:
        direction = jets.sign(value - end) * side
    except UndecidedError:
        return False
    return direction < 0 or (is_open and direction == 0)
