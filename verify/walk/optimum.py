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

STEPS = 24  # the error in the value is of second order in the cell, here 2^-21 wide
GRID = tuple(range(-24, 25, 4))


def optimum(walker: Walker, node: Optimum, at: Environment) -> Value:
    """The best value over the half line that the binder states, with the search error as radius.

    A search is kept for the walker's next question with the same values of the letters.
    """
    reached = walker.model.reached(node)
    used = {name: value for name, value in at.items() if name in reached}
    if not all(isinstance(value, arb) for value in used.values()):
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
    """The best cell of a grid on the logarithm of the distance from the end, then bisection on the sign of the slope."""
    values = [_or_nothing(objective, arb(k)) for k in GRID]
    known = [k for k, value in enumerate(values) if value is not None]
    if not known:
        raise UndecidedError("the objective has no value on the range")
    top = max(known, key=lambda k: float(values[k].mid()))
    low, high = arb(GRID[max(top - 1, 0)]), arb(GRID[min(top + 1, len(GRID) - 1)])
    for _ in range(STEPS):
        middle = (low + high) / 2
        slope = objective(Jet([middle, arb(1)]))
        if isinstance(slope, Jet) and slope.coefficients[1] > 0:
            low = middle
        else:
            high = middle
    best = objective(((low + high) / 2).mid())
    return arb(best.mid(), abs(best.mid()) * arb(2) ** -30 + arb(2) ** -60)


def _or_nothing(objective: Callable[[Value], Value], point: Value) -> Value | None:
    try:
        value = objective(point)
    except UndefinedPointError:
        return None
    return None if value.is_nan() else value
