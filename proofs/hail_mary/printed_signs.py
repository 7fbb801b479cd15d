r"""Printed signs of the gain from the risky move, along a path and at single states, and what the lemmas derive from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from random import Random

import sympy as sp

from proofs.hail_mary import lemma_displays, lemma_steps, low_case, state_signs
from proofs.hail_mary.bellman_equation import LEADER_MAXIMAND
from proofs.hail_mary.contest import Case, ball, contests
from proofs.hail_mary.finding import Finding, all_of, proved, refuted, survived
from proofs.hail_mary.lemma_displays import DIFFERENTIATED, PREMISES, Lemma, third
from proofs.hail_mary.letters import P, c, curvature, k_i, k_j, lam, pi, r, sigma, slope, value
from proofs.hail_mary.printed import (
    AnotherShapeError,
    Printed,
    arguments_of_value,
    as_chain,
    inference,
    sides,
    unqualified,
)
from proofs.hail_mary.real_implications import prove_implication
from proofs.hail_mary.state_signs import Sense, Side
from verify.reading.tree import Inference, Limit, Listing, Node, Number, Sentence, Sum, Symbol, Text

GAIN = pi * slope + sigma**2 * curvature / 2
SLOPE = pi * curvature + sigma**2 * third / 2
WIN = (lam * P - c) / (r + lam)
SENSES: dict[str, Sense] = {r"\ge": ">=", r"\le": "<="}
OPPOSITE: dict[Sense, Sense] = {">=": "<=", "<=": ">="}
PLACES = {Symbol("k^{*}"): "k_star", Sum(("-",), (Symbol("k^{*}"),)): "-k_star"}


def _weak(node: Node) -> tuple[Node, Node, Sense]:
    """Two sides of a weak inequality and its sense."""
    chain = as_chain(node)
    if len(chain.relations) != 1 or chain.relations[0] not in SENSES:
        raise AnotherShapeError("one weak inequality")
    return chain.operands[0], chain.operands[1], SENSES[chain.relations[0]]


def not_the_gain(expression: sp.Expr, known: Sequence[sp.Expr]) -> Finding | None:
    """Exact values at which an expression has another sign than the gain that it is printed for (or its derivative).

    None if it is a multiple of one of them by a positive or negative number.
    """
    for one in known:
        share = sp.cancel(expression / one)
        if share.is_number and share != 0:
            return None
    random = Random(43)
    for _ in range(200):
        at = {name: sp.Rational(random.randint(-20, 20), 4) for name in ("pi", "V_prime", "V_second", "V_third")}
        at |= {name: sp.Rational(random.randint(1, 24), 4) for name in ("sigma", "r", "lambda", "c", "P")}
        point = {letter: at[letter.name] for letter in (expression.free_symbols | known[0].free_symbols) if letter.name in at}
        said, true = expression.subs(point), known[0].subs(point)
        if said.is_Rational and true.is_Rational and sp.sign(said) != sp.sign(true):
            return refuted("exact", "not the gain from the risky move: another sign here", {str(k): v for k, v in point.items()})
    return None


def prove_sign(case: Case, side: Side) -> Callable[[Printed, Node], Finding]:
    """A printed weak sign at every state of one side."""

    def decide(printed: Printed, node: Node) -> Finding:
        left, right, sense = _weak(node)
        expression = printed.expression(left) - printed.expression(right)
        registered = as_chain(printed.registered)
        order = SLOPE if third in printed.expression(registered.operands[0]).free_symbols else GAIN
        return not_the_gain(expression, (order,)) or state_signs.prove_sign(case, side, expression, sense)

    return decide


def break_sign(case: Case, side: Side) -> Callable[[Printed, Node], Finding]:
    """The same at certified states of seeded equilibria."""

    def decide(printed: Printed, node: Node) -> Finding:
        left, right, sense = _weak(node)
        above, below = printed.ball(left), printed.ball(right)
        return state_signs.break_sign(case, side, lambda at: above(at) - below(at), sense)

    return decide


def _equivalence(node: Node) -> tuple[tuple[Node, Node, Sense], tuple[Node, Node, Sense], str]:
    gain, bound = inference(node, r"\Leftrightarrow")
    places = arguments_of_value(gain)
    if len(places) != 1 or next(iter(places)) not in PLACES:
        raise AnotherShapeError("a sign at k* or at -k*")
    return _weak(gain), _weak(bound), PLACES[next(iter(places))]


def prove_equivalence(case: Case) -> Callable[[Printed, Node], Finding]:
    """A sign at a boundary and what it is said to amount to."""

    def decide(printed: Printed, node: Node) -> Finding:
        (a, b, left_sense), (x, y, right_sense), place = _equivalence(node)
        left = printed.expression(a) - printed.expression(b)
        right = printed.expression(x) - printed.expression(y)
        wrong = not_the_gain(left, (GAIN,))
        if wrong is not None:
            return wrong
        return state_signs.prove_equivalence(case, place, left, left_sense, right, right_sense)

    return decide


def break_equivalence(case: Case, count: int = 12) -> Callable[[Printed, Node], Finding]:
    """Certified signs of both sides at the boundaries of seeded contests."""

    def decide(printed: Printed, node: Node) -> Finding:
        (a, b, left_sense), (x, y, right_sense), place = _equivalence(node)
        side: Side = "leader" if place == "k_star" else "follower"
        left = [printed.ball(one) for one in (a, b)]
        right = [printed.ball(one) for one in (x, y)]
        sample = contests(case, count)
        for contest in sample:
            at = {**contest.balls(), **state_signs.derivatives(contest, side, ball(0))}
            signs = [one[0](at) - one[1](at) for one in (left, right)]
            if any(sign.contains(0) for sign in signs):
                continue
            said = [(sign > 0) == (sense == ">=") for sign, sense in zip(signs, (left_sense, right_sense), strict=True)]
            if said[0] != said[1]:
                return refuted("enclosure", "one side is true and the other is not", contest.names())
        return survived(len(sample), "contests")

    return decide


# --- implications between rational statements -----------------------------------------------------------------------


def break_implication(
    premises: Sequence[Callable[[Mapping[str, Fraction]], bool]],
    conclusion: Callable[[Mapping[str, Fraction]], bool],
    count: int = 600,
) -> Finding:
    """Random exact rationals at which the premises are true: the conclusion must be."""
    random, tried = Random(29), 0
    for _ in range(count):
        at = {name: Fraction(random.randint(-20, 20), 4) for name in ("pi", "V", "V_prime", "V_second", "V_third")}
        at |= {name: Fraction(random.randint(1, 40), 8) for name in ("r", "lambda", "P", "c", "sigma")}
        if not all(premise(at) for premise in premises):
            continue
        tried += 1
        if not conclusion(at):
            return refuted("exact", "the premises are true and the conclusion is not", at)
    return survived(tried, "exact points")


def prove_value_bound(own: int, other: int, *, convex: bool) -> Callable[[Printed, Node], Finding]:
    """r V at least the maximand at one feasible action, hence V at least the value of winning (Lemmas 1 and 2)."""

    def decide(printed: Printed, node: Node) -> Finding:
        first, second = inference(node, r"\Rightarrow")
        chain = as_chain(first)
        bound = printed.expression(chain.operands[1]) - printed.expression(chain.operands[0]) + r * value
        if chain.relations[0] != r"\ge":
            raise AnotherShapeError("r V at least the maximand of (A.1) at the named action")
        feasible = low_case.lines_of_bellman([(bound, LEADER_MAXIMAND, own, other)])
        if feasible.outcome != "proved":
            return feasible
        given = (curvature >= 0,) if convex else ()
        premise = sp.Ge(printed.expression(chain.operands[0]), printed.expression(chain.operands[1]))
        whole = prove_implication((*given, premise), printed.relation(first), "the chain")
        links = (*given, *sp.And.make_args(printed.relation(first)))
        return all_of([("chain", whole), ("bound", lemma_displays.prove_value_bound(links, printed.relation(second)))])

    return decide


def break_value_bound(*, convex: bool) -> Callable[[Printed, Node], Finding]:
    """The same at exact points."""

    def decide(printed: Printed, node: Node) -> Finding:
        first, second = inference(node, r"\Rightarrow")
        given = [lambda at: at["V_second"] >= 0] if convex else []
        return break_implication([*given, printed.holds(first)], printed.holds(second))

    return decide


def prove_gain_negative(printed: Printed, node: Node) -> Finding:
    """Low return: from pi <= 0, V'' < 0 and V' >= 0 (V is concave with its maximum at k_j)."""
    chain = as_chain(node)
    wrong = not_the_gain(printed.expression(chain.operands[0]) - printed.expression(chain.operands[-1]), (GAIN,))
    if wrong is not None:
        return wrong
    premises = (pi <= 0, curvature < 0, slope >= 0)
    return prove_implication(premises, printed.relation(node), "the sign of the gain")


def break_gain_negative(printed: Printed, node: Node) -> Finding:
    """The same at exact points."""
    premise = [lambda at: at["pi"] <= 0 and at["V_second"] < 0 and at["V_prime"] >= 0]
    return break_implication(premise, printed.holds(node))


# --- Lemmas A.1 and A.2 ---------------------------------------------------------------------------------------------

SWITCH = as_place = Symbol("k_{i}^{**}", (Symbol("i"),))


def at_switch(node: Node) -> Node:
    """A statement said of the gap k_i**, without that."""
    if isinstance(node, Sentence):
        chain = as_chain(node.parts[-1])
        if node.parts[1] != Text("at") or chain.operands != (Symbol(r"\Delta k"), SWITCH) or chain.relations != ("=",):
            raise AnotherShapeError("a statement at k_i**")
    return unqualified(node)


def _steps(node: Node) -> tuple[Node, list[Node]]:
    if not isinstance(node, Inference) or set(node.arrows) != {r"\Rightarrow"}:
        raise AnotherShapeError("statements joined by arrows")
    return node.parts[0], [at_switch(part) for part in node.parts[1:]]


def prove_chain(lemma: Lemma) -> Callable[[Printed, Node], Finding]:
    """(A.11) and (A.12): the best response at k_i**, and what follows from it."""

    def decide(printed: Printed, node: Node) -> Finding:
        first, rest = _steps(node)
        hypothesis = prove_implication((PREMISES[lemma][-1],), printed.relation(first), "the best response")
        found = [("best response", hypothesis)]
        for number, one in enumerate(rest, 1):
            found.append((f"step {number}", lemma_displays.prove_display(lemma, printed.relation(one))))
        return all_of(found)

    return decide


def break_chain(lemma: Lemma) -> Callable[[Printed, Node], Finding]:
    """The same at exact draws."""

    def decide(printed: Printed, node: Node) -> Finding:
        first, rest = _steps(node)
        parts = [printed.holds(one) for one in (first, *rest)]
        return lemma_displays.break_display(lemma, lambda at: all(part(at) for part in parts))

    return decide


def prove_at_switch(lemma: Lemma) -> Callable[[Printed, Node], Finding]:
    """A relation at k_i** follows from the lemma's premises and the differentiated equation."""
    return lambda printed, node: lemma_displays.prove_display(lemma, printed.relation(at_switch(node)))


def break_at_switch(lemma: Lemma) -> Callable[[Printed, Node], Finding]:
    """The same at exact draws."""
    return lambda printed, node: lemma_displays.break_display(lemma, printed.holds(at_switch(node)))


def _whenever(node: Node) -> tuple[Node, Node]:
    if not isinstance(node, Sentence) or len(node.parts) != 3 or node.parts[1] != Text("whenever"):
        raise AnotherShapeError("a statement that holds whenever another does")
    return node.parts[0], node.parts[2]


def prove_whenever(lemma: Lemma) -> Callable[[Printed, Node], Finding]:
    """The slope of the gain has its sign whenever the gain has the other, at every gap where the equation holds."""

    def decide(printed: Printed, node: Node) -> Finding:
        conclusion, condition = _whenever(node)
        for statement, known in ((conclusion, SLOPE), (condition, GAIN)):
            chain = as_chain(statement)
            off = not_the_gain(printed.expression(chain.operands[0]) - printed.expression(chain.operands[-1]), (known,))
            if off is not None:
                return off
        premises = (*PREMISES[lemma][:-1], printed.relation(condition), DIFFERENTIATED[lemma])
        return prove_implication(premises, printed.relation(conclusion), "the sign of the slope")

    return decide


def break_whenever(lemma: Lemma) -> Callable[[Printed, Node], Finding]:
    """The same at exact draws at which the gain has the lemma's sign."""

    def decide(printed: Printed, node: Node) -> Finding:
        conclusion, condition = (printed.holds(part) for part in _whenever(node))
        return lemma_displays.break_display(lemma, lambda at: condition(at) and conclusion(at))

    return decide


def _beyond(node: Node) -> Node:
    """A statement said of all gaps beyond k_i**."""
    if isinstance(node, Sentence) and len(node.parts) == 3 and node.parts[1] == Text("for all"):
        chain = as_chain(node.parts[2])
        if chain.operands == (Symbol(r"\Delta k"), SWITCH) and chain.relations == (">",):
            return node.parts[0]
    raise AnotherShapeError("a statement for all gaps beyond k_i**")


def prove_beyond(lemma: Lemma) -> Callable[[Printed, Node], Finding]:
    """Beyond k_i** the gain keeps its sign: it has it at k_i**, and its slope carries it on wherever it might turn.

    Above the bound a gain <= 0 has a negative slope, below it a gain >= 0 has a positive one; so the gain is strictly
    of that sign just beyond k_i** and cannot come back to 0.
    """

    def decide(printed: Printed, node: Node) -> Finding:
        said = printed.relation(_beyond(node))
        strict = sp.Lt(GAIN, 0) if lemma == "above" else sp.Gt(GAIN, 0)
        same = [
            ("as the gain's sign", prove_implication((strict,), said, "the printed sign")),
            ("and conversely", prove_implication((said,), strict, "the gain's sign")),
        ]
        slope_sign = lemma_displays.SLOPE_ABOVE if lemma == "above" else lemma_displays.SLOPE_BELOW
        return all_of([*same, ("slope", lemma_displays.prove_display(lemma, slope_sign))])

    return decide


def break_beyond(lemma: Lemma) -> Callable[[Printed, Node], Finding]:
    """A step of the gain along its slope from each exact draw: there the printed sign must hold."""

    def decide(printed: Printed, node: Node) -> Finding:
        said = printed.holds(_beyond(node))

        def after_a_step(at: Mapping[str, Fraction]) -> bool:
            step = Fraction(1, 10**6)
            moved = {
                **at,
                "V_prime": at["V_prime"] + step * at["V_second"],
                "V_second": at["V_second"] + step * at["V_third"],
            }
            return said(moved)

        return lemma_displays.break_display(lemma, after_a_step)

    return decide


def _equations(node: Node) -> tuple[Node, Node]:
    return inference(node, r"\Rightarrow")


def prove_differentiated(lemma: Lemma) -> Callable[[Printed, Node], Finding]:
    """Both equations are the derivative of the leader's line."""

    def decide(printed: Printed, node: Node) -> Finding:
        found = []
        for number, one in enumerate(_equations(node), 1):
            left, right = sides(one)
            printed_equation = sp.Eq(printed.expression(left), printed.expression(right), evaluate=False)
            found.append((f"equation {number}", lemma_displays.prove_differentiated(lemma, printed_equation)))
        return all_of(found)

    return decide


def break_differentiated(lemma: Lemma) -> Callable[[Printed, Node], Finding]:
    """Both equations at exact draws whose V''' is that of the differentiated line."""

    def decide(printed: Printed, node: Node) -> Finding:
        both = [printed.holds(one) for one in _equations(node)]
        return lemma_displays.break_display(lemma, lambda at: all(one(at) for one in both))

    return decide


BOUNDARY = Symbol("k_{i}^{*}", (Symbol("j"),))


def _limit_at_boundary(node: Node) -> Node:
    if not isinstance(node, Limit):
        raise AnotherShapeError("a limit at the opponent's boundary")
    chain = as_chain(node.approach)
    if chain.operands != (Symbol(r"\Delta k"), BOUNDARY) or chain.relations != (r"\uparrow",):
        raise AnotherShapeError("a limit at the opponent's boundary")
    return node.body


def prove_boundary_limit(printed: Printed, node: Node) -> Finding:
    """At the opponent's boundary the second-order terms of the safe line tend to the printed value."""
    left, right = sides(node)
    body = printed.expression(_limit_at_boundary(left)) - printed.expression(right)
    return lemma_displays.prove_boundary_limit(body)


def break_boundary_limit(printed: Printed, node: Node) -> Finding:
    """The same at exact rationals with V at the value of winning and V'' from the line."""
    left, right = sides(node)
    body, said = printed.exact(_limit_at_boundary(left)), printed.exact(right)
    random = Random(31)
    for _ in range(40):
        at = {name: Fraction(random.randint(1, 30), 6) for name in ("r", "lambda", "P", "c", "sigma", "pi", "V_prime")}
        at["V_second"] = 2 * at["pi"] * at["V_prime"] / at["sigma"] ** 2
        if body(at) != said(at):
            return refuted("exact", "the line leaves another limit", at)
    return survived(40, "exact points")


def prove_last_limit(printed: Printed, node: Node) -> Finding:
    """Do pi > 0 and V'' <= 0 make V' and V'' vanish at the boundary, as the reason printed for it says?"""
    printed.as_registered()
    return lemma_steps.prove_last_limit()


def prove_constant_solution(printed: Printed, node: Node) -> Finding:
    """The solution with V = W and V' = 0 at the boundary is constant: h = h' = 0 gives h'' = 0."""
    if not isinstance(node, Sentence) or len(node.parts) != 3 or node.parts[1] != Text("for all"):
        raise AnotherShapeError("a value for all gaps of an interval")
    interval = as_chain(node.parts[2]).operands[-1]
    if not isinstance(interval, Listing) or interval.items != (SWITCH, BOUNDARY):
        raise AnotherShapeError("a value on (k_i**, k_j*)")
    off = sp.simplify(printed.expression(sides(node.parts[0])[1]) - WIN)
    if off != 0:
        from proofs.hail_mary.exact_points import separate

        return separate(off, "not the value of winning for sure")
    return all_of(
        [("value", proved("symbolic", "W solves the line")), ("only one", lemma_steps.prove_follower_risky())]
    )


def break_constant_solution(printed: Printed, node: Node) -> Finding:
    """The printed constant in the safe line with V' = V'' = 0, at exact rationals."""
    said = printed.exact(sides(unqualified(node))[1])
    random = Random(37)
    for _ in range(40):
        at = {name: Fraction(random.randint(1, 30), 6) for name in ("r", "lambda", "P", "c")}
        constant = said(at)
        if at["r"] * constant != at["lambda"] * (at["P"] - constant) - at["c"]:
            return refuted("exact", "the constant does not solve the line", at)
    return survived(40, "exact points")


# --- words about actions and intervals ------------------------------------------------------------------------------


def printed_action(node: Node) -> int:
    """The action that a formula s(gap) = action names."""
    chain = as_chain(node)
    last = chain.operands[-1]
    if chain.relations != ("=",) or not isinstance(last, Number) or last.text not in ("0", "1"):
        raise AnotherShapeError("an action, 0 or 1")
    return int(last.text)


def action_is(true: int, prove: Callable[[], Finding]) -> Callable[[Printed, Node], Finding]:
    """The printed action is the one that a lemma establishes."""

    def decide(printed: Printed, node: Node) -> Finding:
        if printed_action(node) != true:
            witness = {"action": true, "printed": 1 - true}
            return all_of([("lemma", prove()), ("action", refuted("symbolic", f"the action is {true}", witness))])
        return prove()

    return decide


def follower_interval(node: Node) -> str:
    """Whose boundary ends the interval of leads that a proof takes: `k_i` or `k_j`."""
    interval = as_chain(node).operands[-1]
    if not isinstance(interval, Listing) or len(interval.items) != 2 or interval.items[0] != Number("0"):
        raise AnotherShapeError("a lead in an interval from 0")
    ends = {Symbol("k_{i}^{*}", (Symbol(agent),)): f"k_{agent}" for agent in "ij"}
    if interval.items[1] not in ends:
        raise AnotherShapeError("a lead below a stopping boundary")
    return ends[interval.items[1]]


__all__ = ["OPPOSITE", "k_i", "k_j", "third"]
