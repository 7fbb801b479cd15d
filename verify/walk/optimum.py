"""The largest or smallest value of a function of one letter, found by search; good enough to object, never to prove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flint import arb

from verify.errors import UndecidedError
from verify.reading.tree import Chain, Node, Optimum, Symbol
from verify.walk.jets import UndefinedPointError, Value

if TYPE_CHECKING:
    from verify.walk.evaluate import Environment, Walker

STEPS = 90
SPREAD = 24


def optimum(walker: Walker, node: Optimum, at: Environment) -> Value:
    """The best value over the half line that the binder states, with the search error as radius."""
    name, start = _half_line(walker, node.binder, at)
    direction = 1 if node.kind in ("max", "sup") else -1

    def objective(log_distance: Value) -> Value:
        point = start + log_distance.exp()
        return walker.value(node.body, {**at, name: point}) * direction

    best = _climb(objective)
    return best * direction


def _half_line(walker: Walker, binder: Node, at: Environment) -> tuple[str, Value]:
    if isinstance(binder, Chain) and isinstance(binder.operands[0], Symbol) and binder.relations[0] in (">", r"\ge"):
        return binder.operands[0].name, walker.value(binder.operands[1], at)
    raise UndecidedError("an optimum over a range that is no half line")


def _climb(objective: object) -> Value:
    """Golden-section search on the logarithm of the distance from the end of the half line."""
    assert callable(objective)
    grid = [arb(k) for k in range(-SPREAD, SPREAD + 1)]
    values = [_or_nothing(objective, point) for point in grid]
    known = [k for k, value in enumerate(values) if value is not None]
    if not known:
        raise UndecidedError("the objective has no value on the range")
    top = max(known, key=lambda k: float(values[k].mid()))
    low, high = grid[max(top - 1, 0)], grid[min(top + 1, len(grid) - 1)]
    for _ in range(STEPS):
        third = (high - low) / 3
        left, right = (low + third).mid(), (high - third).mid()
        if objective(left).mid() < objective(right).mid():
            low = left
        else:
            high = right
    best = objective(((low + high) / 2).mid())
    return arb(best.mid(), abs(best.mid()) * arb(2) ** -30 + arb(2) ** -60)


def _or_nothing(objective: object, point: Value) -> Value | None:
    assert callable(objective)
    try:
        value = objective(point)
    except UndefinedPointError:
        return None
    return None if value.is_nan() else value
