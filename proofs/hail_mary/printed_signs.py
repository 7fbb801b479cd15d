r"""Printed signs of the gain from the risky move, along a path and at single states, and what the lemmas derive from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from random import Random

import sympy as sp

from proofs.hail_mary import exact_walk, lemma_displays, low_case, state_signs
from proofs.hail_mary.bellman_equation import LEADER_MAXIMAND
from proofs.hail_mary.contest import Case, ball, contests
from proofs.hail_mary.finding import Finding, all_of, refuted, survived
from proofs.hail_mary.lemma_displays import third
from proofs.hail_mary.letters import P, c, curvature, lam, pi, r, sigma, slope, value
from proofs.hail_mary.printed import (
    AnotherShapeError,
    Printed,
    arguments_of_value,
    as_chain,
    inference,
)
from proofs.hail_mary.real_implications import prove_implication
from proofs.hail_mary.state_signs import Sense, Side
from verify.reading.tree import Call, FunctionName, Listing, Node, Number, Sum, Symbol

GAIN = pi * slope + sigma**2 * curvature / 2
SLOPE = pi * curvature + sigma**2 * third / 2
WIN = (lam * P - c) / (r + lam)
SENSES: dict[str, Sense] = {r"\ge": ">=", r"\le": "<="}
OPPOSITE: dict[Sense, Sense] = {">=": "<=", "<=": ">="}
ACTION = Call(FunctionName("s_{i}^{*}", (Symbol("i"),)), (Symbol(r"\Delta k"),))
LEAD = Sum(("", "-"), (Symbol("k_{i}", (Symbol("i"),)), Symbol("k_{i}", (Symbol("j"),))))
PLACES = {Symbol("k^{*}"): "k_star", Sum(("-",), (Symbol("k^{*}"),)): "-k_star"}


def _weak(node: Node) -> tuple[Node, Node, Sense]:
    """Two sides of a weak inequality and its sense."""
    chain = as_chain(node)
    if len(chain.relations) != 1 or chain.relations[0] not in SENSES:
        raise AnotherShapeError("one weak inequality")
    return chain.operands[0], chain.operands[1], SENSES[chain.relations[0]]


NO_GAIN = "not the gain from the risky move"


def not_the_gain(expression: sp.Expr, known: Sequence[sp.Expr], detail: str = NO_GAIN) -> Finding | None:
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
        letters = sorted(expression.free_symbols | known[0].free_symbols, key=str)
        point = {letter: at[letter.name] for letter in letters if letter.name in at}
        said, true = expression.subs(point), known[0].subs(point)
        if said.is_Rational and true.is_Rational and sp.sign(said) != sp.sign(true):
            return refuted(
                "exact", "not the gain from the risky move: another sign here", {str(k): v for k, v in point.items()}
            )
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


# --- words about actions and intervals ------------------------------------------------------------------------------


def printed_actions(node: Node) -> frozenset[int]:
    r"""The actions, 0 and 1 being all there are, that a printed relation of s(gap) to a number leaves: `s<1` is `s=0`."""
    chain = as_chain(node)
    if chain.operands[0] != ACTION or len(chain.relations) != 1:
        raise AnotherShapeError("the action of i at the gap")
    bound = exact_walk.value(chain.operands[1], {})
    return frozenset(action for action in (0, 1) if exact_walk.compare(Fraction(action), chain.relations[0], bound))


def printed_action(node: Node) -> int:
    """The one action that a formula about s(gap) leaves."""
    left = printed_actions(node)
    if len(left) != 1:
        raise AnotherShapeError("one action, 0 or 1")
    return next(iter(left))


def action_is(true: int, prove: Callable[[], Finding]) -> Callable[[Printed, Node], Finding]:
    """The printed action is the one that a lemma establishes."""

    def decide(printed: Printed, node: Node) -> Finding:
        if true not in printed_actions(node):
            wrong = refuted("symbolic", f"the action is {true}", {"action": true})
            return all_of([("lemma", prove()), ("action", wrong)])
        return prove()

    return decide


def follower_interval(node: Node) -> str:
    """Whose boundary ends the interval of leads that a proof takes: `k_i` or `k_j`."""
    chain = as_chain(node)
    *lead, interval = chain.operands
    if chain.relations != ("=", r"\in") or lead != [LEAD, Symbol(r"\Delta k")]:
        raise AnotherShapeError("the lead of i over j")
    if not isinstance(interval, Listing) or len(interval.items) != 2 or interval.items[0] != Number("0"):
        raise AnotherShapeError("a lead in an interval from 0")
    if (interval.opening, interval.closing) != ("(", ")"):
        raise AnotherShapeError("a lead in an open interval")
    ends = {Symbol("k_{i}^{*}", (Symbol(agent),)): f"k_{agent}" for agent in "ij"}
    if interval.items[1] not in ends:
        raise AnotherShapeError("a lead below a stopping boundary")
    return ends[interval.items[1]]
