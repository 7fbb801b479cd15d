"""Limits, one-sided where the approach says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import sympy as sp

from verify.errors import UndecidedError
from verify.obligations import Approach
from verify.reading.tree import Infinity, Node

if TYPE_CHECKING:
    from verify.symbolic.lower import Lowering

Expr = Any


def limit_of(lowering: Lowering, node: Node, approach: Approach, at: Mapping[str, Expr]) -> Expr:
    """The limit of a tree along an approach; monotone or dominated convergence is trusted under an integral."""
    from verify.symbolic.lower import one_sided

    if isinstance(approach.point, Infinity):
        moving = sp.Dummy(positive=True)
        return _finite(sp.limit(lowering.expression(node, {**at, approach.letter: moving}), moving, sp.oo))
    away = sp.Dummy(positive=True)
    point = lowering.expression(approach.point, at)
    if point in (sp.oo, -sp.oo):
        return _finite(sp.limit(lowering.expression(node, {**at, approach.letter: -away}), away, sp.oo))
    found = []
    for side in (1, -1) if not approach.side else (1 if approach.side == "+" else -1,):
        near = lowering.expression(node, {**at, approach.letter: point + side * away})
        found.append(_finite(sp.limit(one_sided(near, away, lowering.oracle), away, 0, "+")))
    if len(found) == 2 and sp.simplify(found[0] - found[1]) != 0:
        raise UndecidedError("the limits from the two sides differ")
    return found[0]


def _finite(value: Expr) -> Expr:
    if value.has(sp.Limit) or value is sp.nan or value.has(sp.AccumBounds):
        raise UndecidedError("the limit was not found in closed form")
    return value
