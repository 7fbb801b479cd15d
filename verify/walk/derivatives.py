"""Derivatives of what can be evaluated: the coefficients of its series to the right and to the left of a point."""

from __future__ import annotations

from collections.abc import Callable
from math import factorial

from flint import arb

from verify.walk.jets import Jet, UndefinedPointError, Value, is_zero

Curve = Callable[[Value], Value]


def both_ways(curve: Curve, point: Value, order: int) -> Value:
    """The derivative of this order; `UndefinedPointError` at a kink or a jump, where the two sides give two.

    >>> both_ways(lambda x: x * x, arb(3), 1) == 6
    True
    """
    right, left = (_series(curve, point, order, side) for side in (1, -1))
    for k in range(order + 1):
        if _are_apart(right[k], left[k] * (-1) ** k):
            raise UndefinedPointError("a derivative at a kink")
    return right[order] * factorial(order)


def one_way(curve: Curve, point: Value, order: int, side: int) -> Value:
    """The derivative of this order to the right of the point (`side` 1) or to its left (-1)."""
    return _series(curve, point, order, side)[order] * (side**order * factorial(order))


def _series(curve: Curve, point: Value, order: int, side: int) -> list[Value]:
    value = curve(Jet([point, arb(side)] + [arb(0)] * (order - 1)))
    return [coefficient(value, k) for k in range(order + 1)]


def _are_apart(right: Value, left: Value) -> bool:
    gap = right - left
    while isinstance(gap, Jet):
        gap = gap.coefficients[0]
    return not is_zero(gap) and not gap.contains(0)


def coefficient(value: Value, order: int) -> Value:
    """Of a value that does not move: itself, and nothing of any further order."""
    if not isinstance(value, Jet):
        return value if order == 0 else arb(0)
    return value.coefficients[order]
