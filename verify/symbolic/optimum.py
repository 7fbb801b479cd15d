"""The greatest value of a positive function on (0, infinity), from the first-order condition and log-concavity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import sympy as sp

from verify.errors import UndecidedError
from verify.reading.tree import Chain, Node, Number, Optimum, Symbol
from verify.symbolic.normal_form import is_identically_zero

if TYPE_CHECKING:
    from verify.symbolic.lower import Lowering

Expr = Any


def greatest(lowering: Lowering, node: Optimum, at: Mapping[str, Expr]) -> Expr:
    """The maximum in closed form, or `UndecidedError`.

    With F > 0 and (log F)' strictly decreasing, a zero of (log F)' is the one global maximiser.
    """
    name = _over_positive_half_line(node)
    choice = sp.Dummy(positive=True)
    objective = lowering.expression(node.body, {**at, name: choice})
    if not objective.is_positive:
        raise UndecidedError("the objective is not positive for all parameters")
    slope = sp.simplify(sp.diff(sp.expand_log(sp.log(objective), force=False), choice))
    return objective.subs(choice, _maximiser(slope, choice))


def _over_positive_half_line(node: Optimum) -> str:
    binder = node.binder
    positive = isinstance(binder, Chain) and binder.relations == (">",) and binder.operands[1] == Number("0")
    if node.kind != "max" or not positive or not isinstance(_first(binder), Symbol):
        raise UndecidedError("a maximum over a range that is not (0, infinity)")
    return _first(binder).name


def _first(binder: Node) -> Symbol:
    assert isinstance(binder, Chain)
    first = binder.operands[0]
    assert isinstance(first, Symbol)
    return first


def _maximiser(slope: Expr, choice: Expr) -> Expr:
    curvature = sp.simplify(sp.diff(slope, choice))
    if not curvature.is_negative:
        raise UndecidedError("the logarithm of the objective is not strictly concave for all parameters")
    for candidate in sp.solve(slope, choice):
        if candidate.is_positive and is_identically_zero(slope.subs(choice, candidate)):
            return candidate
    raise UndecidedError("the first-order condition has no positive solution in closed form")
