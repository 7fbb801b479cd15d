"""The largest or smallest value of a function of one letter, found by search; good enough to object, never to prove."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from flint import arb

from verify.errors import UndecidedError
from verify.reading.tree import Chain, Node, Optimum, Symbol
from verify.walk.jets import Jet, UndefinedPointError, Value, exp

if TYPE_CHECKING:
    from verify.walk.evaluate import Environment, Walker

STEPS = 32
CLOSE = arb(2) ** -24  # the error in the value is of second order in this distance
GRID = tuple(range(-24, 25, 4))


def optimum(walker: Walker, node: Optimum, at: Environment) -> Value:
    """The best value over the half line that the binder states, with the search error as radius.

    A search is kept for the walker's next question with the same values of the letters.
    """
    reached = walker.model.reached(node)
    used = {name: value for name, value in at.items() if name in reached}
    if not all(isinstance(value, arb) and value.is_finite() for value in used.values()):
        return _searched(walker, node, at)
    key = (node, tuple(sorted((name, _exact(value)) for name, value in used.items())))
    if key not in walker.found:
        walker.found[key] = _searched(walker, node, at)
    return walker.found[key]


def _exact(value: Value) -> tuple[object, object]:
    return value.mid().man_exp(), value.rad().man_exp()


def _searched(walker: Walker, node: Optimum, at: Environment) -> Value:
    name, start = _half_line(walker, node.binder, at)
    direction = 1 if node.kind in ("max", "sup") else -1

    def objective(log_distance: Value) -> Value:
        point = exp(log_distance) + start
        return walker.value(node.body, {**at, name: point}) * direction

    return _climb(objective) * direction


def _half_line(walker: Walker, binder: Node, at: Environment) -> tuple[str, Value]:
    if isinstance(binder, Chain) and isinstance(binder.operands[0], Symbol) and binder.relations[0] in (">", r"\ge"):
        return binder.operands[0].name, walker.value(binder.operands[1], at)
    raise UndecidedError("an optimum over a range that is no half line")


def _climb(objective: Callable[[Value], Value]) -> Value:
    """The best cell of a grid on the logarithm of the distance from the end, then Newton on the slope inside it."""
    values = {k: value for k, point in enumerate(GRID) if (value := _or_nothing(objective, arb(point))) is not None}
    if not values:
        raise UndecidedError("the objective has no value on the range")
    top = max(values, key=lambda k: float(values[k].mid()))
    beyond = _beyond(values, top)
    low, high = arb(GRID[max(top - 1, 0)]), arb(GRID[min(top + 1, len(GRID) - 1)])
    best, slope, _ = _expanded(objective, _stationary(objective, low, high))
    searched = abs(best.mid()) * arb(2) ** -30 + arb(2) ** -60 + abs(slope) * 2 * CLOSE  # a kink has a slope
    return arb(best.mid(), (searched + beyond).upper())


def _beyond(values: dict[int, Value], top: int) -> Value:
    """How much better it gets beyond the grid: less than by the last rise, if that is less than half the one before."""
    if 0 < top < len(GRID) - 1:
        return arb(0)
    inward = 1 if top == 0 else -1
    last, before, further = (values.get(top + k * inward) for k in range(3))
    if before is not None and further is not None:
        if not last > before:
            return abs(last - before)
        if 2 * (last - before) < before - further:
            return last - before
    raise UndecidedError("the best value lies beyond what is searched")


def _expanded(objective: Callable[[Value], Value], point: Value) -> tuple[Value, Value, Value]:
    """The value, the slope and half the curvature at a point."""
    value = objective(Jet([point, arb(1), arb(0)]))
    return tuple(value.coefficients) if isinstance(value, Jet) else (value, arb(0), arb(0))


def _stationary(objective: Callable[[Value], Value], low: Value, high: Value) -> Value:
    """Where the slope changes its sign: Newton's step where it stays in the cell, else bisection."""
    point = (low + high) / 2
    for _ in range(STEPS):
        _, slope, half = _expanded(objective, point)
        curvature = half * 2
        low, high = (point, high) if slope > 0 else (low, point)
        newton = (point - slope / curvature).mid() if curvature < 0 else None
        inside = newton is not None and low <= newton and newton <= high
        chosen = newton if inside else ((low + high) / 2).mid()
        if abs(chosen - point) < CLOSE:
            return chosen
        point = chosen
    return point


def _or_nothing(objective: Callable[[Value], Value], point: Value) -> Value | None:
    try:
        value = objective(point)
    except UndefinedPointError:
        return None
    if isinstance(value, Jet):
        raise UndecidedError("the derivative of an optimum is left to the provers")
    return None if value.is_nan() else value
