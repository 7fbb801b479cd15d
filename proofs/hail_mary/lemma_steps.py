"""Lemmas 1, 2, A.1 and A.2, step by step as displayed, over the reals with z3.

Letters: v1, v2, v3 for V', V'', V''' at one gap; R = r + lambda; W = (lambda P - c) / R, the value of
winning.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from random import Random

import sympy as sp
import z3

from proofs.hail_mary.contest import contests, may_vanish
from proofs.hail_mary.finding import Finding, all_of, proved, refuted, unknown
from proofs.hail_mary.leader_ratio import (
    prove_concave,
    prove_high_bound,
    prove_medium_crossing,
    prove_structure,
)
from proofs.hail_mary.letters import lam, pi, r, sigma
from proofs.hail_mary.medium_case_balls import switch_distance
from proofs.hail_mary.smt import solver

v1, v2, v3, PI, SIGMA, R, V, W = z3.Reals("V_prime V_second V_third pi sigma R V W")
POSITIVE = z3.And(PI > 0, SIGMA > 0, R > 0)
GAIN = PI * v1 + SIGMA * SIGMA * v2 / 2
GAIN_SLOPE = PI * v2 + SIGMA * SIGMA * v3 / 2


def implies(premise: z3.BoolRef, conclusion: z3.BoolRef, name: str) -> Finding:
    """Whether the premise forces the conclusion for all reals; a model of the opposite is the witness."""
    asked = solver(premise, z3.Not(conclusion))
    verdict = asked.check()
    if verdict == z3.unsat:
        return proved("symbolic", f"z3: {name}")
    if verdict == z3.sat:
        model = asked.model()
        return refuted("exact", f"{name} does not follow", {str(letter): model[letter] for letter in model.decls()})
    return unknown(f"z3 did not decide: {name}", "symbolic")


def prove_follower_bellman_step(strict: bool = False) -> Finding:
    """Lemma 1: with s_i = 0 the leader's equation at a_j = 0 gives R V_j >= R W, that is V_j >= W
    (strict: >)."""
    return implies(z3.And(R > 0, R * V >= R * W), V > W if strict else V >= W, "R V >= R W implies V >= W")


@cache
def prove_follower_risky() -> Finding:
    """Lemma 1 for C1 solutions of (A.1): a follower who stays is risky almost everywhere.

    V_j <= W always (no strategy pays more than winning for sure). Where s_i = 0, V_j >= W, so the
    shortfall h is 0
    there, and h' = 0 (interior minimum). Where h > 0 all around, s_i = 1 and h solves an equation h'' =
    F(h, h') with
    F Lipschitz and F(0, 0) = 0; at an end with h = h' = 0 it would vanish identically (Picard and
    Lindeloef). So
    h = 0 on the whole interval, and V_j(0) = W, V_j'(0) = 0. Just below a tie j follows: R V = -c + max,
    so the maximum is lambda P there, hence V'' >= lambda P / sigma^2 > 0 near 0-, and V_j > W there: a
    contradiction.
    The paper's own ending (the follower would never win) needs ties to take no time, since a tie pays both.
    """
    action, other, hazard_prize = z3.Reals("a_j s_i lambdaP")
    at_zero = z3.And(
        SIGMA > 0,
        hazard_prize > 0,
        z3.Or(action == 0, action == 1),
        z3.Or(other == 0, other == 1),
        (action + other) * SIGMA * SIGMA * v2 / 2 == hazard_prize,
    )
    curved = implies(at_zero, v2 >= hazard_prize / (SIGMA * SIGMA), "V'' >= lambda P / sigma^2 just below a tie")
    lipschitz = implies(
        z3.And(POSITIVE, v1 == 0, V == 0, SIGMA * SIGMA * v2 == R * V),
        v2 == 0,
        "h = h' = 0 gives h'' = 0, risky",
    )
    safe = implies(z3.And(POSITIVE, v1 == 0, V == 0, SIGMA * SIGMA * v2 / 2 == R * V - PI * v1), v2 == 0, "and safe")
    return all_of([("V >= W", prove_follower_bellman_step()), ("tie", curved), ("risky", lipschitz), ("safe", safe)])


def prove_leader_concave_step() -> Finding:
    """Lemma 2: V'' >= 0 and the risky action give R V >= R W + sigma^2 V'' >= R W, hence V >= W."""
    return implies(z3.And(R > 0, v2 >= 0, R * W + SIGMA * SIGMA * v2 <= R * V), V >= W, "V'' >= 0 implies V >= W")


def prove_leader_interval(upper: str = "k_i") -> Finding:
    """The proof of Lemma 2 takes gaps in (0, k_i*); the follower j stays on (0, k_j*) only.

    `upper` is "k_i" (as printed) or "k_j" (as the lemma states it).

    >>> prove_leader_interval().outcome, prove_leader_interval("k_j").outcome
    ('refuted', 'proved')
    """
    own, other, lead = z3.Reals("k_i k_j gap")
    end = own if upper == "k_i" else other
    premise = z3.And(own > 0, other > 0, lead > 0, lead < end)
    return implies(premise, -lead > -other, f"0 < gap < {upper} implies that the follower j stays")


def break_leader_interval(upper: str = "k_i", count: int = 60) -> Finding:
    """Exact unequal boundaries: is the follower still in at every lead of the interval that the proof
    names?"""
    random = Random(19)
    for _ in range(count):
        own, other = (Fraction(random.randint(1, 60), 12) for _ in range(2))
        lead = (own if upper == "k_i" else other) * Fraction(random.randint(1, 99), 100)
        if -lead <= -other:
            return refuted("exact", "the follower is out", {"k_i": own, "k_j": other, "gap": lead})
    return unknown(f"{count} exact pairs, none against")


def prove_leader_concave(upper: str = "k_i") -> Finding:
    """Lemma 2 with the interval that its proof names: the steps, the interval, and the lemma by the
    leader's ratio."""
    return all_of(
        [
            ("interval", prove_leader_interval(upper)),
            ("Bellman step", prove_leader_concave_step()),
            ("lemma", prove_concave()),
        ]
    )


def prove_displays_above(above: bool = True) -> Finding:
    """(A.11) and the displays after it: with 2 pi > sigma sqrt(R), V'' < 0 and gain <= 0 the gain's
    slope is < 0. above=False turns the hypothesis round, which must be refused.
    """
    hypothesis = 4 * PI * PI > SIGMA * SIGMA * R if above else 4 * PI * PI < SIGMA * SIGMA * R
    premise = z3.And(POSITIVE, hypothesis, v2 < 0, GAIN <= 0)
    third = SIGMA * SIGMA * v3 / 2 == R * v1 + PI * v2  # the safe equation, differentiated
    return all_of(
        [
            ("ratio", implies(premise, v1 * R / 2 < -v2 * PI, "V'/(-V'') < pi / (R/2)")),
            ("(A.11)", implies(premise, PI * v2 + R * v1 / 2 < 0, "pi V'' + R V'/2 < 0")),
            (
                "substituted",
                implies(z3.And(premise, third), PI * v2 + SIGMA * SIGMA * v3 / 4 - PI * v2 / 2 < 0, "with V'''"),
            ),
            ("slope", implies(z3.And(premise, third), GAIN_SLOPE < 0, "pi V'' + sigma^2 V'''/2 < 0")),
        ]
    )


def prove_last_limit(with_slope_sign: bool = False) -> Finding:
    """Lemma A.1, last limit: -pi V' + sigma^2 V''/2 = 0 with pi > 0 and V'' <= 0 gives V' = V'' = 0.

    As printed it does not follow: V' may be negative. It needs V' >= 0 at the opponent's boundary, which
    holds because the value never exceeds its value W there.
    """
    premise = z3.And(POSITIVE, v2 <= 0, -PI * v1 + SIGMA * SIGMA * v2 / 2 == 0)
    if with_slope_sign:
        premise = z3.And(premise, v1 >= 0)
    return implies(premise, z3.And(v1 == 0, v2 == 0), "V' = V'' = 0 at the boundary")


def prove_leader_always_risky(above: bool = True) -> Finding:
    """Lemma A.1: every display, the last limit with V' >= 0 supplied, and the lemma by the leader's ratio."""
    return all_of(
        [
            ("displays", prove_displays_above(above)),
            ("last limit, V' >= 0", prove_last_limit(with_slope_sign=True)),
            ("lemma", prove_high_bound(strict=True)),
        ]
    )


def prove_risky_above(below: bool = True) -> Finding:
    """Lemma A.2: (A.12), the displays after it, and the lemma by the leader's ratio.

    below=False turns the hypothesis round, which must be refused.
    """
    hypothesis = 4 * PI * PI < SIGMA * SIGMA * R if below else 4 * PI * PI > SIGMA * SIGMA * R
    premise = z3.And(POSITIVE, hypothesis, v2 < 0, GAIN >= 0)
    third = SIGMA * SIGMA * v3 == R * v1  # the risky equation, differentiated
    return all_of(
        [
            ("ratio", implies(premise, v1 * R / 2 > -v2 * PI, "V'/(-V'') > pi / (R/2)")),
            ("(A.12)", implies(premise, PI * v2 + R * v1 / 2 > 0, "pi V'' + R V'/2 > 0")),
            ("slope", implies(z3.And(premise, third), GAIN_SLOPE > 0, "pi V'' + sigma^2 V'''/2 > 0")),
            ("lemma", prove_medium_crossing()),
        ]
    )


FIRST_LEMMA = sp.Gt(pi / sigma, sp.sqrt(r + lam) / 2)
SECOND_LEMMA = sp.And(sp.Lt(0, pi / sigma), sp.Lt(pi / sigma, sp.sqrt(r + lam) / 2))


def prove_cover(first: sp.Basic = FIRST_LEMMA, second: sp.Basic = SECOND_LEMMA) -> Finding:
    """Do the hypotheses of Lemmas A.1 and A.2 cover every pi/sigma > 0? Decided at t = 1/2, 1, 2 exactly.

    Both hypotheses depend on t = 2 pi / (sigma sqrt(r + lambda)) alone and change only at t = 1, so the
    three points decide.
    """
    half = sp.Rational(1, 2)
    for ret in (sp.Rational(1, 4), half, sp.Integer(1)):
        at = {pi: ret, sigma: sp.Integer(1), r: half, lam: half}
        if not (bool(first.subs(at)) or bool(second.subs(at))):
            return refuted("exact", "neither lemma applies", {str(letter): number for letter, number in at.items()})
    return all_of([("three points", proved("exact", "t = 1/2, 1, 2")), ("borderline", prove_high_bound())])


def break_cover(hypotheses: Callable[[Fraction], bool] | None = None) -> Finding:
    """The same over exact t on a grid through 1: which t > 0 satisfies neither hypothesis."""
    covered = hypotheses or (lambda t: t > 1 or 0 < t < 1)
    for step in range(1, 41):
        t = Fraction(step, 20)
        if not covered(t):
            return refuted("exact", "neither lemma applies", {"pi": t / 2, "sigma": 1, "r+lambda": 1})
    return unknown("40 exact points, none against")


def prove_switch_best_response(defined_for_all: bool = True) -> Finding:
    """The printed maximum {0, k_j* - log((1 + t)/(1 - t)) / (2 eta)}: right for 0 < t < 1, undefined for
    t >= 1.

    defined_for_all: whether the formula is used for every pi > 0 (as printed) or for t < 1 only, with
    k_i** = 0 else.
    """
    if defined_for_all:
        argument = (1 + sp.Integer(2)) / (1 - sp.Integer(2))
        if argument.is_negative:
            witness = {"pi": 1, "sigma": 1, "r+lambda": 1, "t": 2, "argument": argument}
            return refuted("exact", "the logarithm of a negative number; at t = 1 a division by zero", witness)
    t, x = sp.symbols("t x", positive=True)
    growth = (1 + t) / (1 - t)
    same = sp.simplify((growth - 1) / (growth + 1) - t) == 0
    sign = sp.simplify(sp.tanh(x).diff(x) - 1 / sp.cosh(x) ** 2) == 0
    if same and sign:
        return all_of([("formula", proved("symbolic", "tanh of half the log is t")), ("leader", prove_structure())])
    return unknown("not confirmed", "symbolic")


def break_displays(lemma: str, turned: bool = False, count: int = 200) -> Finding:
    """The chains (A.11) ("above") and (A.12) ("below") at exact draws: hypothesis and first display to
    last display.

    turned: draw from the opposite hypothesis, where the chain must break.
    """
    random = Random(17)
    for _ in range(count):
        killing, sigma_, second = (Fraction(random.randint(1, 90), 9) for _ in range(3))
        share = Fraction(random.randint(1, 99), 100)
        above = (lemma == "above") != turned
        square = sigma_**2 * killing / 4 * (1 / share if above else share)  # pi^2 on one side of sigma^2 R / 4
        # The first display fixes V' on one side of sigma^2 (-V'') / (2 pi); at the edge, V' = scale / pi.
        scale = sigma_**2 * second / 2
        last = -square * second + killing * scale / 2  # pi times (pi V'' + R V'/2)
        if last >= 0 if lemma == "above" else last <= 0:
            witness = {"pi^2": square, "sigma": sigma_, "R": killing, "V_second": -second}
            return refuted("exact", "the last display does not follow from the first", witness)
    return unknown(f"{count} exact draws at the edge of the first display, none against")


def break_switch_best_response(defined_for_all: bool = True, count: int = 6) -> Finding:
    """The printed maximum in balls against the bisected switch; a logarithm that is not real counts
    against it."""
    sample = contests("medium", count) + contests("high", count)
    for contest in sample:
        t = contest.relative_return()
        if 4 * contest.pi**2 >= contest.sigma**2 * contest.killing:
            if defined_for_all:
                return refuted("enclosure", "the logarithm is not a real number", contest.names())
            continue
        at = contest.balls()
        reach = ((1 + t) / (1 - t)).log() / (2 * at["eta"])
        if not may_vanish(reach - switch_distance(contest)):
            return refuted("enclosure", "not the best-responding switch", contest.names())
    return unknown(f"{len(sample)} contests, none against")


def prove_leader_action(printed_action: int = 1) -> Finding:
    """Proof of Proposition 1 (uniqueness): from pi <= 0, V'' < 0 (and V' >= 0) the gain is < 0, so (A.2)
    gives the action 0. The proof prints 1, twice.

    >>> prove_leader_action().outcome, prove_leader_action(0).outcome
    ('refuted', 'proved')
    """
    negative = implies(z3.And(PI <= 0, SIGMA > 0, v1 >= 0, v2 < 0), GAIN < 0, "the gain is negative")
    if negative.outcome != "proved" or printed_action == 0:
        return negative
    at = {"pi": 0, "sigma": 1, "V_prime": 1, "V_second": -1, "gain": Fraction(-1, 2)}
    return refuted("exact", "the gain is negative, so (A.2) names the safe action 0, not 1", at)


def prove_leader_action_without_slope() -> Finding:
    """The same step without V' >= 0, as its text reads: it does not follow for pi < 0."""
    return implies(z3.And(PI <= 0, SIGMA > 0, v2 < 0), GAIN < 0, "pi <= 0 and V'' < 0 alone")
