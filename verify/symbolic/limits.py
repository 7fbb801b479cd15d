"""Limits, one-sided where the approach says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import sympy as sp
from sympy.core.function import AppliedUndef

from verify.errors import UndecidedError
from verify.obligations import Approach
from verify.reading.tree import Infinity, Node

if TYPE_CHECKING:
    from verify.symbolic.lower import Lowering

Expr = Any


def limit_of(lowering: Lowering, node: Node, approach: Approach, at: Mapping[str, Expr]) -> Expr:
    """The limit of a tree along an approach; monotone or dominated convergence is trusted under an integral.

    Raises `UndecidedError` where a function without a definition moves with the letter: it need not be continuous.
    """
    from verify.symbolic.lower import one_sided

    if isinstance(approach.point, Infinity):
        moving = sp.Dummy(positive=True)
        return _limit(lowering.expression(node, {**at, approach.letter: moving}), moving, sp.oo)
    away = sp.Dummy(positive=True)
    point = lowering.expression(approach.point, at)
    if point in (sp.oo, -sp.oo):
        return _limit(lowering.expression(node, {**at, approach.letter: -away}), away, sp.oo)
    found = []
    for side in (1, -1) if not approach.side else (1 if approach.side == "+" else -1,):
        near = lowering.expression(node, {**at, approach.letter: point + side * away})
        found.append(_limit(one_sided(near, away, lowering.oracle), away, sp.S.Zero))
    if len(found) == 2 and sp.simplify(found[0] - found[1]) != 0:
        raise UndecidedError("the limits from the two sides differ")
    return found[0]


def _limit(value: Expr, letter: Expr, point: Expr) -> Expr:
    """From above, if the point is a number."""
    from verify.symbolic.lower import FreeFunction

    if any(function.has(letter) for function in value.atoms(FreeFunction, AppliedUndef)):
        raise UndecidedError("a limit of a function without a definition, of which nothing says that it is continuous")
    return _finite(sp.limit(value, letter, point, "+"))


def _finite(value: Expr) -> Expr:
    if value.has(sp.Limit) or value is sp.nan or value.has(sp.AccumBounds):
        raise UndecidedError("the limit was not found in closed form")
    return value
