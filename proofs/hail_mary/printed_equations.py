r"""Printed equations for boundaries, roots and switching points against the boundary value problem."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

import sympy as sp
from flint import arb

from proofs.hail_mary import (
    best_response_balls,
    first_order_condition,
    first_order_condition_balls,
    hat_best_response,
    high_case,
    lemma_steps,
    low_case,
    medium_case,
    medium_case_balls,
)
from proofs.hail_mary.bellman_lines_balls import break_roots
from proofs.hail_mary.contest import contests
from proofs.hail_mary.finding import Finding, all_of, refuted, survived
from proofs.hail_mary.letters import curvature, eta, k_star, k_switch, lam, pi, r, sigma, slope
from proofs.hail_mary.printed import (
    AnotherShapeError,
    Printed,
    arguments_of_value,
    as_chain,
    difference,
    inference,
    sides,
)
from proofs.hail_mary.printed_signs import not_the_gain
from proofs.hail_mary.threshold_function import _condition_root
from verify.reading.rebuilding import rebuild
from verify.reading.tree import Call, Extremum, FunctionName, Node, Number, Placeholder, Sum, Symbol

Prove = Callable[[sp.Expr], Finding]
Evaluator = Callable[[Mapping[str, arb]], arb]
Attack = Callable[[Evaluator], Finding]
GAIN = pi * slope + sigma**2 * curvature / 2


def equation(prove: Prove) -> Callable[[Printed, Node], Finding]:
    """A leg that is handed left minus right."""
    return lambda printed, node: prove(printed.expression(difference(node)))


def equation_balls(attack: Attack) -> Callable[[Printed, Node], Finding]:
    """A leg that is handed left minus right as a ball evaluator."""
    return lambda printed, node: attack(printed.ball(difference(node)))


# --- the first-order conditions -------------------------------------------------------------------------------------


def prove_root_count(printed: Printed, node: Node) -> Finding:
    """Exactly one positive root of the live first-order condition, the formula that this one builds on."""
    live = printed.expression(difference(printed.given(0)))
    return first_order_condition.prove_boundary_unique(live)


def break_root_count(printed: Printed, node: Node) -> Finding:
    """Sign changes of the live first-order condition over six decades."""
    return first_order_condition_balls.break_boundary_unique(printed.ball(difference(printed.given(0))))


def prove_collapse(printed: Printed, node: Node) -> Finding:
    """The live pair equation on the diagonal is the live symmetric one."""
    pair, symmetric = (printed.expression(difference(printed.given(number))) for number in (0, 1))
    return first_order_condition.prove_collapse(pair, symmetric)


def break_collapse(printed: Printed, node: Node) -> Finding:
    """The same in balls."""
    pair, symmetric = (printed.ball(difference(printed.given(number))) for number in (0, 1))
    return first_order_condition_balls.break_collapse(pair, symmetric)


# --- characteristic roots -------------------------------------------------------------------------------------------


def branch(node: Node, plus: bool) -> Node:
    r"""One of the two values that `\pm` and `\mp` stand for."""
    if isinstance(node, Sum):
        chosen = {r"\pm": "+" if plus else "-", r"\mp": "-" if plus else "+"}
        node = Sum(tuple(chosen.get(mark, mark) for mark in node.signs), node.terms)
    return rebuild(node, lambda child: branch(child, plus))


def _characteristic(printed: Printed, node: Node, unknown: str) -> tuple[sp.Expr, Node]:
    """Right minus left of the characteristic equation, signed so that the square has a positive factor."""
    first, second = inference(node, r"\Rightarrow")
    left, right = sides(first)
    polynomial = sp.expand(printed.expression(right) - printed.expression(left))
    leading = polynomial.coeff(sp.Symbol(unknown), 2)
    if leading.subs({sigma: 1, r: 1, lam: 1}).is_negative:
        polynomial = -polynomial
    return polynomial, second


def prove_two_roots(printed: Printed, node: Node) -> Finding:
    """(A.5)."""
    characteristic, second = _characteristic(printed, node, "xi")
    left, right = sides(second)
    if left != Symbol(r"\xi_{\pm}"):
        raise AnotherShapeError("a formula for both roots")
    roots = [printed.expression(branch(right, plus)) for plus in (True, False)]
    return low_case.prove_roots(characteristic, roots)


def break_two_roots(printed: Printed, node: Node) -> Finding:
    """(A.5) in balls."""
    right = sides(inference(node, r"\Rightarrow")[1])[1]
    plus, minus = (printed.ball(branch(right, sign)) for sign in (True, False))
    return break_roots(lambda at: (plus(at), minus(at)))


def prove_one_root(printed: Printed, node: Node) -> Finding:
    """(A.7)."""
    characteristic, second = _characteristic(printed, node, "eta")
    left, right = sides(second)
    if left != Symbol(r"\eta"):
        raise AnotherShapeError("a formula for eta")
    return high_case.prove_root(characteristic, printed.expression(right))


def break_one_root(printed: Printed, node: Node) -> Finding:
    """(A.7) in balls."""
    return high_case.break_root(printed.ball(sides(inference(node, r"\Rightarrow")[1])[1]))


# --- closed forms ---------------------------------------------------------------------------------------------------


def _solved_for(node: Node, wanted: Node) -> Node:
    left, right = sides(node)
    if left != wanted:
        raise AnotherShapeError("solved for the same letter")
    return right


def grown_boundary(printed: Printed, node: Node) -> sp.Expr:
    """exp(eta k*) of a printed closed form."""
    right = printed.expression(_solved_for(node, Symbol("k^{*}")))
    return sp.exp(sp.expand(eta * right, deep=False))


def prove_boundary_closed_form(printed: Printed, node: Node) -> Finding:
    """Footnote 10: exp(eta k*) is handed to the proof."""
    return high_case.prove_closed_form(grown_boundary(printed, node))


def break_boundary_closed_form(printed: Printed, node: Node) -> Finding:
    """Footnote 10 against bisected boundaries."""
    right = printed.ball(_solved_for(node, Symbol("k^{*}")))
    return high_case.break_closed_form(lambda at: (at["eta"] * right(at)).exp())


def prove_indifference(printed: Printed, node: Node) -> Finding:
    """(A.9): the second statement is what indifference at k** amounts to; it may be printed solved for k**."""
    first, second = inference(node, r"\Rightarrow")
    left, right = sides(first)
    gain = sp.cancel(printed.expression(left) / GAIN)
    if not (gain.is_number and gain != 0) or printed.expression(right) != 0:
        raise AnotherShapeError("the gain of the risky move set to zero")
    if arguments_of_value(first) != {Symbol("k^{**}")}:
        raise AnotherShapeError("a condition at k**")
    left, right = sides(second)
    return medium_case.prove_indifference(printed.expression(left), printed.expression(right))


def break_indifference(printed: Printed, node: Node) -> Finding:
    """(A.9) at bisected boundaries and switches."""
    return medium_case_balls.break_indifference(printed.ball(difference(inference(node, r"\Rightarrow")[1])))


def _switch(printed: Printed, node: Node) -> tuple[sp.Expr, Evaluator]:
    """The printed switching point: right minus left plus k**."""
    left, right = sides(node)
    above, below = printed.ball(left), printed.ball(right)
    expression = printed.expression(right) - printed.expression(left) + k_switch
    return expression, lambda at: below({**at, "k_switch": arb(0)}) - above({**at, "k_switch": arb(0)})


def prove_switch(printed: Printed, node: Node) -> Finding:
    """The display below (A.9)."""
    return medium_case.prove_switch_closed_form(_switch(printed, node)[0])


def break_switch(printed: Printed, node: Node) -> Finding:
    """The same against bisected switches."""
    return medium_case_balls.break_switch_closed_form(_switch(printed, node)[1])


def prove_ratio_and_switch(printed: Printed, node: Node) -> Finding:
    """Indifference of agent i against the boundary of j, and the switching point that solves it."""
    ratio, solved = inference(node, r"\Rightarrow")
    left, right = sides(ratio)
    condition = medium_case.prove_indifference(printed.expression(left), printed.expression(right))
    return all_of([("indifference", condition), ("switch", prove_switch(printed, solved))])


def break_ratio_and_switch(printed: Printed, node: Node) -> Finding:
    """The same in balls."""
    ratio, solved = inference(node, r"\Rightarrow")
    condition = medium_case_balls.break_indifference(printed.ball(difference(ratio)))
    return condition if condition.outcome == "refuted" else break_switch(printed, solved)


def _reply(node: Node) -> Node:
    """The second entry of a maximum with 0."""
    right = sides(node)[1]
    if not isinstance(right, Extremum) or right.kind != "max" or len(right.items) != 2:
        raise AnotherShapeError("the larger of 0 and a switching point")
    zeros = [getattr(item, "text", "") == "0" for item in right.items]
    if zeros.count(True) != 1:
        raise AnotherShapeError("the larger of 0 and a switching point")
    return right.items[zeros.index(False)]


STEEP = {pi: 1, sigma: 1, r: sp.Rational(1, 2), lam: sp.Rational(1, 2), eta: 1}


def prove_reply(printed: Printed, node: Node) -> Finding:
    """The best-responding switch: right where t < 1, and a real number at t = 2."""
    switch = printed.expression(_reply(node))
    found = medium_case.prove_switch_closed_form(switch)
    if found.outcome != "proved":
        return found
    there = switch.subs(STEEP)
    if there.subs(k_star, 1).is_real is False:
        witness = {"pi": 1, "sigma": 1, "r": "1/2", "lambda": "1/2", "t": 2, "printed": there}
        return refuted("exact", "the logarithm of a negative number for t > 1; a division by zero at t = 1", witness)
    return all_of([("switch", found), ("t >= 1", lemma_steps.prove_switch_best_response(defined_for_all=True))])


def break_reply(printed: Printed, node: Node) -> Finding:
    """The same in balls: contests beyond t = 1 are among those tried."""
    found = medium_case_balls.break_switch_closed_form(printed.ball(_reply(node)))
    return found if found.outcome == "refuted" else lemma_steps.break_switch_best_response()


def prove_pasting(printed: Printed, node: Node) -> Finding:
    """V'(-k*) = 0 has one positive solution with the switch adapted."""
    printed.as_registered()
    return hat_best_response.prove_one_boundary()


def break_pasting(printed: Printed, node: Node) -> Finding:
    """The same with bisected best replies."""
    printed.as_registered()
    return best_response_balls.break_fixed_point("medium")


# --- the threshold of Definition 1 ----------------------------------------------------------------------------------


def threshold_in(printed: Printed, node: Node, mark: str) -> list[Node]:
    """The bounds that a chain pi/sigma <mark> bound = bound puts on the ratio."""
    chain = as_chain(node)
    if chain.relations[0] != mark or set(chain.relations[1:]) - {"="}:
        raise AnotherShapeError(f"pi/sigma {mark} a bound")
    if sp.simplify(printed.expression(chain.operands[0]) - pi / sigma) != 0:
        raise AnotherShapeError("a bound on pi/sigma")
    return list(chain.operands[1:])


def _relative(printed: Printed, bound: Node) -> sp.Expr:
    return printed.expression(bound) * 2 / sp.sqrt(r + lam)


def _gain_at_tie(printed: Printed, node: Node) -> tuple[Finding | None, bool]:
    """Whether a statement is a sign of the gain at 0+, and whether it says that the gain is at least 0."""
    chain = as_chain(node)
    if len(chain.relations) != 1 or chain.relations[0] not in (r"\ge", r"\le"):
        raise AnotherShapeError("one weak inequality at 0+")
    if arguments_of_value(node) != {Sum(("", "+"), (Number("0"), Placeholder()))}:
        raise AnotherShapeError("a sign at 0+")
    expression = printed.expression(chain.operands[0]) - printed.expression(chain.operands[1])
    wrong = not_the_gain(expression, (GAIN,))
    positive = wrong is None and bool(sp.cancel(expression / GAIN) > 0)
    return wrong, positive == (chain.relations[0] == r"\ge")


def prove_threshold_at_tie(printed: Printed, node: Node) -> Finding:
    """Check 1 of the high case at 0+: the printed bounds are both the f of Definition 1 times sqrt(r + lambda)/2."""
    gain, bound = inference(node, r"\Leftrightarrow")
    wrong, at_least = _gain_at_tie(printed, gain)
    if wrong is not None:
        return wrong
    bounds = threshold_in(printed, bound, r"\ge" if at_least else r"\le")
    return all_of(
        (f"bound {k}", high_case.prove_leader_risky(_relative(printed, one))) for k, one in enumerate(bounds, 1)
    )


def break_threshold_at_tie(printed: Printed, node: Node) -> Finding:
    """Certified signs: with both risky the gain at 0+ has the sign of t - tanh(eta k*), the bound that of t - f."""
    gain, relation = inference(node, r"\Leftrightarrow")
    wrong, at_least = _gain_at_tie(printed, gain)
    chain = as_chain(relation)
    left, bounds = printed.ball(chain.operands[0]), [printed.ball(one) for one in chain.operands[1:]]
    senses = [(mark, bounds[0] if k == 0 else bounds[k]) for k, mark in enumerate(chain.relations) if mark != "="]
    sample = [] if wrong is not None else contests("medium", 12) + contests("high", 12)
    for contest in sample:
        at = contest.balls()
        true = contest.relative_return() - _condition_root(at["phi"]).tanh()
        said = [(left(at) - bound(at), mark == r"\ge") for mark, bound in senses]
        said += [(left(at) - bound(at), senses[0][0] == r"\ge") for bound in bounds[1:]]
        for off, more in said:
            decided = not (true.contains(0) or off.contains(0))
            if decided and bool(true > 0) == at_least and bool(off > 0) != more:
                return refuted("enclosure", "the gain has its sign and the bound does not", contest.names())
            if decided and bool(true > 0) != at_least and bool(off > 0) == more:
                return refuted("enclosure", "the bound holds and the gain has another sign", contest.names())
    return wrong or survived(len(sample), "contests")


def prove_threshold_equivalence(printed: Printed, node: Node) -> Finding:
    """k** > 0 exactly below the threshold: both sides of the last equivalence."""
    beyond, below = inference(node, r"\Leftrightarrow")
    chain = as_chain(beyond)
    if chain.relations != (">",) or chain.operands[0] != Symbol("k^{*}"):
        raise AnotherShapeError("k* beyond a distance")
    reach = medium_case.prove_switch_closed_form(k_star - printed.expression(chain.operands[1]))
    bounds = [
        (f"bound {k}", medium_case.prove_threshold_equivalence(_relative(printed, one)))
        for k, one in enumerate(threshold_in(printed, below, "<"), 1)
    ]
    return all_of([("distance", reach), *bounds])


def break_threshold_equivalence(printed: Printed, node: Node) -> Finding:
    """The same in balls."""
    beyond, below = inference(node, r"\Leftrightarrow")
    reach = printed.ball(as_chain(beyond).operands[1])
    found = medium_case_balls.break_switch_closed_form(lambda at: at["k_star"] - reach(at))
    for bound in as_chain(below).operands[1:]:
        if found.outcome == "refuted":
            break
        found = medium_case_balls.break_threshold_equivalence(_relative_ball(printed, bound))
    return found


def _relative_ball(printed: Printed, bound: Node) -> Evaluator:
    whole = printed.ball(bound)
    return lambda at: whole(at) * 2 / (at["r"] + at["lambda"]).sqrt()


# --- slopes of best responses ---------------------------------------------------------------------------------------


def slope_interval(node: Node) -> tuple[Fraction, Fraction]:
    """The ends of the interval in which a slope is said to lie."""
    from verify.model import rational

    chain = as_chain(node)
    ends = [rational(item) for item in getattr(chain.operands[-1], "items", ())]
    said = chain.operands[0]
    wanted = Call(FunctionName("BR", (), 1), (Symbol("k_{i}^{*}", (Symbol("j"),)),))
    if said != wanted:
        raise AnotherShapeError("the slope of BR at k_j*")
    if chain.relations != (r"\in",) or len(ends) != 2 or ends[0] is None or ends[1] is None:
        raise AnotherShapeError("a slope in an interval")
    return ends[0], ends[1]


def prove_slope(printed: Printed, node: Node) -> Finding:
    """BR' lies in the printed interval, (-1, 0) or a wider one below 0."""
    from proofs.hail_mary import best_response

    lower, upper = slope_interval(node)
    if upper < 0:
        return refuted("symbolic", "the slope tends to 0 from below as k_j grows", {"k_j": "infinity", "slope": 0})
    return best_response.prove_slope(sp.Rational(lower.numerator, lower.denominator))


def break_slope(printed: Printed, node: Node) -> Finding:
    """The same by implicit slopes in balls."""
    lower, _ = slope_interval(node)
    return best_response_balls.break_slope("low", lower=lower)
