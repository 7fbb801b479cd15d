r"""Which operations of a formula have a value at a point, and which have none: what is divided, logged, rooted.

An operation has no value only where ball arithmetic is certain of it: a denominator that is zero without a radius, a
logarithm or a root of a number below zero. What cannot be told counts for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import singledispatchmethod

from verify.breakers.checks import condition_at
from verify.breakers.letters import bound_letter
from verify.errors import GateError, UndecidedError
from verify.model import Definition, Model, family_key
from verify.obligations import approach_in
from verify.reading import tree
from verify.reading.notation import Domain
from verify.reading.tree import Node
from verify.strength.ranges import freed
from verify.walk.balls import ball
from verify.walk.evaluate import Environment, Walker
from verify.walk.jets import Value

Bound = tuple[tuple[str, Node], ...]
Asked = tuple[tuple[Node, str], str]
DEEPEST = 60
LOGARITHMS = (r"\log", r"\ln")


class InadmissiblePointError(UndecidedError):
    """A defined letter lies outside its declared range, so that the point breaks another hypothesis."""


@dataclass(frozen=True)
class Operation:
    r"""An operation, and the printed formula `within` which it is reached, through definitions or not.

    `bound` are the arguments that the parameters of those definitions stand for. `needs` says of which part the
    operation asks what: `x / y` asks `y \ne 0`.
    """

    node: Node
    within: Node
    bound: Bound
    needs: tuple[Node, str]


@dataclass
class Survey:
    """The operations that are reached at a point: the reason why one has no value, or nothing where it has one.

    Functions that the paper leaves free have no value, so nothing that rests on them is in the survey; neither is what
    stands under words, in a case whose condition is not certain, or what rests on a letter that a sum, an integral, a
    limit or an optimum binds.
    """

    model: Model
    section: str
    reasons: dict[Operation, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.walker = Walker(_unbounded(self.model), self.section)
        self._depth = 0

    def visit(self, node: Node, at: Environment, within: Node | None = None, bound: Bound = ()) -> None:
        """Add the operations of `node`; raises `InadmissiblePointError` where a defined letter leaves its range."""
        self._depth += 1
        if self._depth <= DEEPEST:
            self._parts(node, at, within, bound)
            self._operation(node, at, within, bound)
        self._depth -= 1

    def _operation(self, node: Node, at: Environment, within: Node | None, bound: Bound) -> None:
        try:
            found = self._reason(node, at)
        except (GateError, ValueError):
            return
        if found is not None:
            needs, reason = found
            self.reasons[Operation(node, within or node, bound, needs)] = reason

    # --- what has no value --------------------------------------------------------------------------------------

    @singledispatchmethod
    def _reason(self, node: Node, at: Environment) -> Asked | None:
        return None

    @_reason.register
    def _(self, node: tree.Quotient, at: Environment) -> Asked:
        zero = is_zero(self.walker.value(node.denominator, at))
        return (node.denominator, r"\ne"), "division by zero" if zero else ""

    @_reason.register
    def _(self, node: tree.Root, at: Environment) -> Asked | None:
        if node.degree is not None:
            return None
        negative = self.walker.value(node.radicand, at) < 0
        return (node.radicand, r"\ge"), "a square root of a negative number" if negative else ""

    @_reason.register
    def _(self, node: tree.Power, at: Environment) -> Asked:
        base, exponent = self.walker.value(node.base, at), self.walker.value(node.exponent, at)
        broken = not exponent.contains_integer()
        if is_zero(base) and exponent < 0:
            return (node.base, r"\ne"), "a negative power of zero"
        if base < 0 and broken:
            return (node.base, r"\ge"), "a fractional power of a negative number"
        return (node.base, r"\ge" if broken else r"\ne"), ""

    @_reason.register
    def _(self, node: tree.Call, at: Environment) -> Asked | None:
        if node.function.name not in LOGARITHMS:
            return None
        value = self.walker.value(node.arguments[0], at)
        below = value < 0 or is_zero(value)
        return (node.arguments[0], ">"), "a logarithm of a number that is not positive" if below else ""

    # --- where the operations are -------------------------------------------------------------------------------

    @singledispatchmethod
    def _parts(self, node: Node, at: Environment, within: Node | None, bound: Bound) -> None:
        for child in node.children():
            self.visit(child, at, within, bound)

    @_parts.register(tree.Sentence)
    @_parts.register(tree.Text)
    @_parts.register(tree.SetBuilder)
    @_parts.register(tree.Landau)
    def _(self, node: Node, at: Environment, within: Node | None, bound: Bound) -> None:
        return

    @_parts.register
    def _(self, node: tree.Symbol, at: Environment, within: Node | None, bound: Bound) -> None:
        found = self.model.definition(node.name, node.indices)
        if found is not None and family_key(node.name, node.indices) not in at:
            self._unfold(node, found, at, within, bound)

    @_parts.register
    def _(self, node: tree.ImpliedCall, at: Environment, within: Node | None, bound: Bound) -> None:
        self.visit(tree.Call(node.function, (node.argument,)), at, within, bound)

    @_parts.register
    def _(self, node: tree.Call, at: Environment, within: Node | None, bound: Bound) -> None:
        for argument in node.arguments:
            self.visit(argument, at, within, bound)
        found = self.model.definition(node.function.name, node.function.indices)
        if found is None:
            return
        try:
            values = [self.walker.value(argument, at) for argument in node.arguments]
        except (GateError, ValueError):
            return
        inner = {**at, **dict(zip(found.parameters, values, strict=False))}
        self._unfold(node, found, inner, within, bound + _arguments(found.parameters, node.arguments))

    def _unfold(self, node: Node, found: Definition, at: Environment, within: Node | None, bound: Bound) -> None:
        self.visit(found.body, at, within or node, bound)
        try:
            value = self.walker.value(found.body, at)
        except (GateError, ValueError):
            return
        if not getattr(node, "function", tree.FunctionName("")).primes and self._leaves(value, found.name):
            raise InadmissiblePointError(f"{found.name} outside its range")

    def _leaves(self, value: Value, name: str) -> bool:
        return is_outside(value, self.model.letter(name, self.section).domain)

    @_parts.register
    def _(self, node: tree.Cases, at: Environment, within: Node | None, bound: Bound) -> None:
        for value, condition in zip(node.values, node.conditions, strict=False):
            if self._is_true(condition, at):
                self.visit(value, at, within, bound)

    @_parts.register
    def _(self, node: tree.Inference, at: Environment, within: Node | None, bound: Bound) -> None:
        self.visit(node.parts[0], at, within, bound)
        if r"\Leftarrow" not in node.arrows and self._is_true(node.parts[0], at):
            self.visit(node.parts[1], at, within, bound)

    def _is_true(self, condition: Node, at: Environment) -> bool:
        try:
            return condition_at(condition, self.walker, at) is True
        except (GateError, ValueError):
            return False

    @_parts.register(tree.Integral)
    @_parts.register(tree.Expectation)
    @_parts.register(tree.Optimum)
    @_parts.register(tree.Summation)
    @_parts.register(tree.Series)
    @_parts.register(tree.Limit)
    def _(self, node: Node, at: Environment, within: Node | None, bound: Bound) -> None:
        name = _bound_in(node)
        if name is not None:
            rest = {key: value for key, value in at.items() if key != name}
            for child in node.children():
                self.visit(child, rest, within, bound)


def _arguments(parameters: tuple[str, ...], arguments: tuple[Node, ...]) -> Bound:
    """What parameters stand for, where that is not a letter of the same name."""
    return tuple((name, one) for name, one in zip(parameters, arguments, strict=False) if one != tree.Symbol(name))


def _bound_in(node: Node) -> str | None:
    """The letter that has no value of its own inside; None where it is not known."""
    if isinstance(node, tree.Limit):
        return approach_in(node.approach).letter
    if isinstance(node, tree.Optimum | tree.Summation | tree.Series):
        return bound_letter(node.binder)
    first = node.variable if isinstance(node, tree.Integral) else getattr(node, "law", None)
    return family_key(first.name, first.indices) if isinstance(first, tree.Symbol) else None


def is_zero(value: Value) -> bool:
    """Zero without a radius."""
    return bool(value.is_zero())


def is_outside(value: Value, domain: Domain) -> bool:
    """Whether a ball lies outside an interval for certain.

    >>> is_outside(ball(0), Domain(0, None, open_below=True)), is_outside(ball(1), Domain(0, 1))
    (True, False)
    """
    ends = ((domain.lower, 1, domain.open_below), (domain.upper, -1, domain.open_above))
    return any(end is not None and _beyond((value - ball(end)) * side, is_open) for end, side, is_open in ends)


def _beyond(distance: Value, is_open: bool) -> bool:
    return bool(distance < 0 or (is_open and is_zero(distance)))


def _unbounded(model: Model) -> Model:
    """The model without declared ranges: whether a defined letter keeps to its range is asked one by one."""
    return freed(model, {row.name for row in model.notation.letters})


def operations(nodes: tuple[Node, ...], model: Model, section: str, at: Mapping[str, Value]) -> dict[Operation, str]:
    """The operations of several formulas at a point, each with the reason why it has no value, empty if it has one."""
    survey = Survey(model, section)
    for node in nodes:
        survey.visit(node, at)
    return survey.reasons
