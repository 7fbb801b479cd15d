"""The proving leg: an obligation goes down a chain of strategies, each of which proves it or passes on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sympy as sp

from verify.errors import UndecidedError
from verify.kernel import Evidence, Level, Outcome
from verify.model import Model
from verify.obligations import ARROWS, Approach, Maximand, Obligation, landau_terms, maximand, without_landau
from verify.reading.notation import NONNEGATIVE, REAL, Domain
from verify.reading.tree import Chain, Infinity, Landau, Listing, Node, Number
from verify.symbolic.integrability import integrability, require_integrable
from verify.symbolic.limits import limit_of
from verify.symbolic.lower import Lowering, assumptions, one_sided, resolved
from verify.symbolic.normal_form import is_identically_zero
from verify.symbolic.reals import Comparison, follows, satisfiable

Expr = Any
LOOK = 40_000  # of z3's steps, for contradictions among hypotheses: those that are there are found at once


@dataclass
class Question:
    """An obligation lowered: the environment of its assigned letters and its premises."""

    obligation: Obligation
    lowering: Lowering
    at: dict[str, Expr]

    @property
    def premises(self) -> list[Comparison]:
        """Hypotheses and the declared domains of defined letters."""
        found = [
            one
            for node in self.obligation.hypotheses
            if integrability(node) is None
            for one in comparisons(node, self.lowering, self.at)
        ]
        for value, domain in self.lowering.facts:
            found += _inside(value, domain)
        return found

    def value(self, node: Node) -> Expr:
        return self.lowering.expression(node, self.at)

    def sign_of(self, value: Expr) -> int | None:
        """The sign that the hypotheses force; 0 stands for zero or either weak sign that makes no difference."""
        premises, domains = self.premises, self.lowering.domains
        for relation, sign in ((r"\ge", 1), (r"\le", -1)):
            if follows(Comparison(value, relation), premises, domains):
                return sign
        return None


def _inside(value: Expr, domain: Domain) -> list[Comparison]:
    found = []
    if domain.lower is not None:
        found.append(Comparison(value - _exact(domain.lower), ">" if domain.open_below else r"\ge"))
    if domain.upper is not None:
        found.append(Comparison(value - _exact(domain.upper), "<" if domain.open_above else r"\le"))
    return found


def _exact(end: Fraction | int) -> Expr:
    return sp.Rational(end.numerator, end.denominator)


def comparisons(node: Node, lowering: Lowering, at: Mapping[str, Expr]) -> list[Comparison]:
    """The relations of a chain between values."""
    if not isinstance(node, Chain):
        raise UndecidedError("a hypothesis that is no relation")
    found: list[Comparison] = []
    for left, relation, right in zip(node.operands, node.relations, node.operands[1:], strict=False):
        found += _comparison(left, relation, right, lowering, at)
    return found


def _comparison(left: Node, relation: str, right: Node, lowering: Lowering, at: Mapping[str, Expr]) -> list[Comparison]:
    if relation == r"\in":
        if not isinstance(right, Listing) or len(right.items) != 2:
            raise UndecidedError("membership in what is no interval")
        value = lowering.expression(left, at)
        ends = [lowering.expression(item, at) for item in right.items]
        found = [Comparison(value - ends[0], r"\ge" if right.opening == "[" else ">")]
        if ends[1] != sp.oo:
            found.append(Comparison(value - ends[1], r"\le" if right.closing == "]" else "<"))
        return found
    if relation in ARROWS:
        raise UndecidedError("a convergence among the hypotheses")
    return [Comparison(lowering.expression(left, at) - lowering.expression(right, at), relation)]


def prove(obligation: Obligation, model: Model) -> Evidence:
    """Proved for all parameters of the declared domains, or unknown with the reason."""
    question = Question(obligation, Lowering(model.assigning(obligation.assigned), obligation.section), {})
    question.lowering.oracle = question.sign_of
    try:
        how = STRATEGIES[obligation.kind](question)
        require_integrable(question)
        if _contradicts_itself(question):
            return Evidence("prove", Outcome.VACUOUS, Level.SYMBOLIC, "the hypotheses contradict each other (z3)")
    except UndecidedError as error:
        return Evidence("prove", Outcome.UNKNOWN, Level.SYMBOLIC, str(error))
    except (ValueError, TypeError, ZeroDivisionError, NotImplementedError, AttributeError, RecursionError) as error:
        # Computer algebra raises these on input that it cannot handle; that is no verdict.
        return Evidence("prove", Outcome.UNKNOWN, Level.SYMBOLIC, f"computer algebra gave up: {type(error).__name__}")
    return Evidence("prove", Outcome.PROVED, Level.SYMBOLIC, how)


def _contradicts_itself(question: Question) -> bool:
    """Whether nothing satisfies the hypotheses; one may give a letter a value outside the range of the letter."""
    if not question.obligation.hypotheses and not question.obligation.assigned:
        return False
    return satisfiable(question.premises, question.lowering.domains, effort=LOOK) is False


# --- relations ------------------------------------------------------------------------------------------------------


def _prove_relation(question: Question) -> str:
    obligation = question.obligation
    return _prove_comparisons(question, obligation.left, obligation.relation, obligation.right)


def _prove_comparisons(question: Question, left: Node, relation: str, right: Node) -> str:
    wanted = _comparison(left, relation, right, question.lowering, question.at)
    return "; ".join(dict.fromkeys(prove_comparison(question, one) for one in wanted))


def prove_comparison(question: Question, one: Comparison) -> str:
    """Identity first, then the sign that the assumptions give, then real arithmetic."""
    if one.relation in ("=", r"\equiv", r"\le", r"\ge") and is_identically_zero(one.difference):
        return "both sides have the same normal form"
    premises = question.premises
    if one.relation in ("=", r"\equiv"):
        reduced = _eliminate(one.difference, premises, question.lowering.domains)
        if reduced is not None and is_identically_zero(reduced):
            return "both sides have the same normal form under the hypotheses"
    if not premises and _sign_known(one):
        return "the sign follows from the domains"
    smooth = resolved(one.difference, question.sign_of)
    if one.relation in ("=", r"\equiv", r"\le", r"\ge") and is_identically_zero(smooth):
        return "both sides have the same normal form where the hypotheses hold"
    if follows(Comparison(smooth, one.relation), premises, question.lowering.domains):
        return "real arithmetic on the polynomial core (z3)"
    raise UndecidedError("no strategy proves it")


SIGNS = {
    "<": "is_negative",
    ">": "is_positive",
    r"\le": "is_nonpositive",
    r"\ge": "is_nonnegative",
    r"\ne": "is_nonzero",
}


def _sign_known(one: Comparison) -> bool:
    """Simplified only where the sign asked for does not show already; an equation asks for none."""
    sign = SIGNS.get(one.relation)
    return sign is not None and bool(getattr(one.difference, sign) or getattr(sp.simplify(one.difference), sign))


def _eliminate(value: Expr, premises: list[Comparison], domains: dict[Expr, Domain]) -> Expr | None:
    """Use each hypothesis that is an equation linear in a symbol, with a slope that is never zero, to eliminate it."""
    changed = None
    for premise in premises:
        if premise.relation != "=":
            continue
        numerator = sp.fraction(sp.together(premise.difference))[0]
        for symbol in sorted(numerator.free_symbols, key=str):
            slope = sp.diff(numerator, symbol)
            if slope != 0 and not slope.has(symbol) and _never_zero(slope, premises, domains):
                solution = sp.solve(numerator, symbol)
                if len(solution) == 1:
                    changed = (value if changed is None else changed).subs(symbol, solution[0])
                    break
    return changed


def _never_zero(slope: Expr, premises: list[Comparison], domains: dict[Expr, Domain]) -> bool:
    return bool(slope.is_nonzero) or follows(Comparison(slope, r"\ne"), premises, domains)


# --- expansions -----------------------------------------------------------------------------------------------------


def _prove_expansion(question: Question) -> str:
    approach = question.obligation.approach
    assert approach is not None
    for side in (1, -1) if not approach.side else (1 if approach.side == "+" else -1,):
        _prove_one_sided(question, approach, side)
    return "Taylor coefficients up to the order of the remainder vanish identically"


def _prove_one_sided(question: Question, approach: Approach, side: int) -> None:
    obligation, away = question.obligation, sp.Dummy(positive=True)
    near = {**question.at, approach.letter: question.lowering.expression(approach.point, question.at) + side * away}
    left, right = landau_terms(obligation.left), landau_terms(obligation.right)
    if not right:
        raise UndecidedError("a remainder on the left only")
    allowed = min(_size(term, question, near, away) for term in right)
    if left and min(_size(term, question, near, away) for term in left) < allowed:
        raise UndecidedError("the remainder on the left is larger than the one on the right")
    difference = question.lowering.expression(without_landau(obligation.left), near) - question.lowering.expression(
        without_landau(obligation.right), near
    )
    require_vanishing(one_sided(difference, away, question.lowering.oracle), away, sum(allowed))


def require_vanishing(value: Expr, away: Expr, needed: int) -> None:
    """The first `needed` Taylor coefficients at 0 vanish identically, or `UndecidedError`."""
    current = value
    for order in range(needed):
        if not is_identically_zero(current.subs(away, 0)):
            raise UndecidedError(f"the coefficient of order {order} does not vanish")
        current = sp.diff(current, away)
    if current.subs(away, 0).has(sp.nan, sp.zoo, sp.oo):
        raise UndecidedError("the expansion point is singular")


def _order(term: Landau, question: Question, near: Mapping[str, Expr], away: Expr) -> int:
    """How many Taylor coefficients of what is within the term vanish."""
    return sum(_size(term, question, near, away))


def _size(term: Landau, question: Question, near: Mapping[str, Expr], away: Expr) -> tuple[int, int]:
    """(p, 0) for O(t^p), (p, 1) for o(t^p), which is within it and not within O(t^(p+1))."""
    scale = sp.expand(sp.simplify(question.lowering.expression(term.scale, near)))
    coefficient, power = scale.as_coeff_exponent(away)
    if coefficient.has(away) or not power.is_Integer or power < 1:
        raise UndecidedError("a Landau term whose scale is no power")
    return int(power), int(term.order == "o")


# --- convergence ----------------------------------------------------------------------------------------------------


def _prove_convergence(question: Question) -> str:
    obligation, approach = question.obligation, question.obligation.approach
    assert approach is not None
    limit = limit_of(question.lowering, obligation.left, approach, question.at)
    target = sp.oo if isinstance(obligation.right, Infinity) else None
    if target is None:
        target = limit_of(question.lowering, obligation.right, approach, question.at)
    if limit != target and not is_identically_zero(limit - target):
        raise UndecidedError("the limit is another one")
    direction = ARROWS[obligation.relation]
    if direction:
        _prove_monotone(question, approach, direction)
    return f"limit computed{' and monotone' if direction else ''}"


def _prove_monotone(question: Question, approach: Approach, direction: str) -> None:
    """The value falls to its limit, or rises to it, as the letter moves towards its point."""
    point = question.lowering.expression(approach.point, question.at)
    if not approach.side and point not in (sp.oo, -sp.oo):
        raise UndecidedError("a monotone limit whose letter comes from both sides")
    moving = question.lowering.symbol(approach.letter, approach.letter)
    slope = sp.diff(question.lowering.expression(question.obligation.left, question.at), moving)
    rising = (direction == "up") != (approach.side == "+" or point == -sp.oo)  # the letter itself may fall
    prove_comparison(question, Comparison(slope, r"\ge" if rising else r"\le"))


# --- equations with a maximisation ----------------------------------------------------------------------------------


def _prove_equation(question: Question) -> str:
    obligation = question.obligation
    earlier, later = maximand(obligation.left), maximand(obligation.right)
    if earlier.range != later.range:
        raise UndecidedError("the maximisations range over different sets")
    choice = sp.Symbol("chosen", **assumptions(NONNEGATIVE if _is_nonnegative(earlier) else REAL))
    if obligation.approach is None:
        first, second = (_at_choice(one, choice, question, question.at) for one in (earlier, later))
        if is_identically_zero(first - second):
            return "the maximands are the same"
        raise UndecidedError("the maximands differ")
    if obligation.approach.point != Number("0") or obligation.approach.side == "-":
        raise UndecidedError("the period of an equation falls to another point than zero")
    away = sp.Dummy(positive=True)
    near = {**question.at, obligation.approach.letter: away}
    first, second = (_at_choice(one, choice, question, near) for one in (earlier, later))
    remainders = landau_terms(later.value)
    if remainders:
        chosen = {**near, later.letter: choice}
        needed = min(_order(term, question, chosen, away) for term in remainders)
        require_vanishing(first - second, away, needed)
        return "the maximands agree up to the printed order"
    chosen = {**near, earlier.letter: choice}
    if any(_order(term, question, chosen, away) < 2 for term in landau_terms(earlier.value)):
        raise UndecidedError("the remainder does not vanish in the limit")
    require_vanishing(first - away * second, away, 2)
    return "divided by the period, the maximand tends to the printed one"


def _is_nonnegative(problem: Maximand) -> bool:
    """Whether the printed range, with a placeholder for the choice, is that from 0 upwards."""
    printed = problem.range
    return isinstance(printed, Chain) and printed.relations[0] in (">", r"\ge") and printed.operands[1] == Number("0")


def _at_choice(problem: Maximand, choice: Expr, question: Question, at: Mapping[str, Expr]) -> Expr:
    return question.lowering.expression(without_landau(problem.value), {**at, problem.letter: choice})


STRATEGIES: dict[str, Callable[[Question], str]] = {
    "relation": _prove_relation,
    "expansion": _prove_expansion,
    "convergence": _prove_convergence,
    "equation": _prove_equation,
}
