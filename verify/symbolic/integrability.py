"""Whether the integrals of a statement exist for every finite measure that its hypotheses admit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sympy as sp

from verify.errors import UndecidedError
from verify.reading.tree import Chain, Infinity, Integral, Node
from verify.symbolic.integrals import continuity
from verify.symbolic.reals import follows

if TYPE_CHECKING:
    from verify.symbolic.lower import Lowering
    from verify.symbolic.prove import Question

Expr = Any


def integrability(hypothesis: Node) -> Integral | None:
    """The integral that a hypothesis of the form `integral < infinity` speaks of."""
    if (
        isinstance(hypothesis, Chain)
        and hypothesis.relations == ("<",)
        and isinstance(hypothesis.operands[1], Infinity)
    ):
        first = hypothesis.operands[0]
        return first if isinstance(first, Integral) else None
    return None


def require_integrable(question: Question) -> None:
    """Each integrand is bounded, or at most a multiple of one that a hypothesis makes integrable.

    A bounded function is integrable against every finite measure; an unbounded one is not.
    """
    lowering = question.lowering
    known = [sp.Integer(1)]
    used = list(lowering.integrands)
    for hypothesis in question.obligation.hypotheses:
        integral = integrability(hypothesis)
        if integral is not None:
            known.append(lowering.integrand(integral, question.at))
    for integrand in used:
        if not any(_bounded(integrand / bound, lowering) for bound in known):
            raise UndecidedError("an integrand is unbounded, so its integral need not exist for every finite measure")


def _bounded(value: Expr, lowering: Lowering) -> bool:
    """Continuous on (0, infinity), with finite limits at both ends."""
    point = lowering.point
    try:
        ends = (sp.limit(value, point, 0, "+"), sp.limit(value, point, sp.oo))
    except (NotImplementedError, ValueError):
        return False
    needed = continuity(sp.together(value), point)
    return all(end.is_finite for end in ends) and all(follows(one, (), lowering.domains) for one in needed)
