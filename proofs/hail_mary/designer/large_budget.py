"""Part 2 of Proposition 5: does the printed split of a large budget keep both agents in for ever?

With (lambda_high + lambda_low) B / 2 > c > lambda_low B and P = B/2 +- epsilon, following earns
(lambda_high + lambda_low) B / 2 - c - (lambda_high - lambda_low) epsilon per unit of time, positive
exactly on the printed range, whose upper end is at most B / 2. Leading earns no less. So nobody who
expects the other to stay leaves, success comes at the summed rate throughout, and no design does better
on any of the three objectives. Both ends of the range do as well. Two limits: a drop-out must receive
nothing (if he keeps the loser's prize, every split has a finite boundary), and where lambda_high P_high
<= c leaving together at once is an equilibrium too.
"""

from __future__ import annotations

import random
from fractions import Fraction

import sympy as sp

from proofs.hail_mary.designer.budget_remarks import simulated_worth
from proofs.hail_mary.designer.extended_value import ExtendedContest
from proofs.hail_mary.designer.letters import LETTER, in_letters
from proofs.hail_mary.designer.replacement import PRIMITIVE
from proofs.hail_mary.finding import Finding

HIGH, LOW, BUDGET, COST, EPSILON, R = (LETTER[n] for n in ("lambda_high", "lambda_low", "B", "c", "varepsilon", "r"))
WIN, LOSE = LETTER["P_high"], LETTER["P_low"]
PRINTED_END = ((HIGH + LOW) * BUDGET / 2 - COST) / (HIGH - LOW)
FOLLOWER_FLOW = LOW * (BUDGET / 2 + EPSILON) + HIGH * (BUDGET / 2 - EPSILON) - COST


def prove_range(printed: sp.Expr = PRINTED_END) -> Finding:
    """Following earns (lambda_high - lambda_low) (end - epsilon); B/2 - end = (c - lambda_low B) / (high
    - low) > 0."""
    end = in_letters(printed)
    flow = sp.simplify(FOLLOWER_FLOW - (HIGH - LOW) * (end - EPSILON))
    room = sp.simplify(BUDGET / 2 - end - (COST - LOW * BUDGET) / (HIGH - LOW))
    lead = sp.expand(HIGH * WIN + LOW * LOSE - LOW * WIN - HIGH * LOSE - (HIGH - LOW) * (WIN - LOSE))
    if flow == room == lead == 0:
        return Finding(
            "proved",
            "symbolic",
            "following earns a positive flow exactly below the printed end, P_low stays positive",
        )
    return Finding("refuted", "symbolic", f"the flow is off by {flow}, the room by {room}")


def prove_bound_reached() -> Finding:
    """While both are in success comes at the summed rate, never faster: 1/sum is the least time, and the
    longest stay."""
    t, total = sp.symbols("t total", positive=True)
    mean = sp.integrate(sp.exp(-total * t), (t, 0, sp.oo))
    alone = sp.simplify(1 / HIGH - 1 / (HIGH + LOW) - LOW / (HIGH * (HIGH + LOW)))
    if sp.simplify(mean - 1 / total) == 0 and alone == 0:
        return Finding("proved", "symbolic", "both objectives reach the bound 1/(lambda_high + lambda_low)")
    return Finding("refuted", "symbolic", "the bound is not 1/(lambda_high + lambda_low)")


def prove_no_split_keeps_prize() -> Finding:
    """If a drop-out keeps P_low: leaving beats following for ever at every split with c > lambda_low B.

    The difference, times R (r + lambda_high), is (r + lambda_high) (c - lambda_low B + lambda_low (B -
    P_high)) + lambda_high lambda_low P_low, so every boundary is finite.
    """
    contest = ExtendedContest(HIGH, LOW, WIN, LOSE, COST, R, keeps_loser_prize=True)
    cleared = contest.unit * contest.discount * (R + HIGH)
    certificate = (R + HIGH) * (COST - LOW * BUDGET + LOW * (BUDGET - WIN)) + HIGH * LOW * LOSE
    if sp.expand(sp.together(cleared - certificate)) == 0:
        return Finding("proved", "symbolic", "leaving is worth more than following for ever")
    return Finding("refuted", "symbolic", "another difference")


def decide_keeping_prize(at: dict[str, Fraction] | None = None) -> Finding:
    """Part 2 in the variant, at an exact split in the printed range."""
    q = Fraction
    v = at or {
        "lambda_high": q(2),
        "lambda_low": q(1),
        "B": q(7, 5),
        "c": q(2),
        "r": q(1),
        "varepsilon": q(1, 20),
    }
    win, lose = v["B"] / 2 + v["varepsilon"], v["B"] / 2 - v["varepsilon"]
    contest = ExtendedContest(v["lambda_high"], v["lambda_low"], win, lose, v["c"], v["r"], keeps_loser_prize=True)
    if contest.follower_loss < 0 < contest.unit:
        detail = f"following for ever is worth {-contest.follower_loss}, leaving {contest.dropout_level}"
        return Finding("refuted", "exact", detail, {k: str(x) for k, x in v.items()})
    return Finding("unknown", "exact", "following for ever is worth at least as much here")


def decide_joint_exit_range() -> Finding:
    """Some epsilon in the range has lambda_high P_high > c exactly if lambda_high^2 B > (2 lambda_high -
    lambda_low) c.

    Where it has not, a lone agent leaves, and leaving at once together is an equilibrium beside staying
    for ever.
    """
    highest = HIGH * (BUDGET / 2 + PRINTED_END) - COST
    claimed = (HIGH**2 * BUDGET - (2 * HIGH - LOW) * COST) / (HIGH - LOW)
    if sp.simplify(highest - claimed) == 0:
        return Finding(
            "proved",
            "symbolic",
            "the lone agent's flow at the end of the range has the sign of the printed difference",
        )
    return Finding("refuted", "symbolic", "another sign")


def draw_large(rng: random.Random) -> dict[str, Fraction]:
    """Exact rates, budget and cost with (lambda_high + lambda_low) B / 2 > c > lambda_low B, and the
    range's end."""
    high, budget = Fraction(rng.randint(1, 12), 4), Fraction(rng.randint(1, 12), 4)
    low = high * Fraction(rng.randint(0, 7), 8)
    least, most = low * budget, (high + low) * budget / 2
    cost = least + (most - least) * Fraction(rng.randint(1, 7), 8)
    end = (most - cost) / (high - low)
    return {
        "lambda_high": high,
        "lambda_low": low,
        "B": budget,
        "c": cost,
        "r": Fraction(rng.randint(1, 8), 4),
        "end": end,
    }


def break_range(factor: Fraction = Fraction(7, 8), draws: int = 300, seed: int = 0) -> Finding:
    """Exact draws: following for ever at epsilon = factor times the printed end must be worth something
    positive."""
    rng = random.Random(seed)
    for _ in range(draws):
        v = draw_large(rng)
        epsilon = v["end"] * factor
        win, lose = v["B"] / 2 + epsilon, v["B"] / 2 - epsilon
        worth = (v["lambda_low"] * win + v["lambda_high"] * lose - v["c"]) / (
            v["r"] + v["lambda_high"] + v["lambda_low"]
        )
        if worth <= 0 or lose < 0:
            witness = {k: str(x) for k, x in v.items()} | {"varepsilon": str(epsilon)}
            return Finding("refuted", "exact", f"following for ever is worth {worth}, P_low = {lose}", witness)
    return Finding("unknown", "sampled", f"{draws} draws, none against")


def break_staying(cases: int = 6, runs: int = 4_000, factor: Fraction = Fraction(1, 2), seed: int = 4) -> Finding:
    """Simulate following for ever at drawn splits; a mean 5 standard errors below zero is against the
    claim."""
    rng = random.Random(seed)
    for case in range(cases):
        v = draw_large(rng)
        win, lose = v["B"] / 2 + v["end"] * factor, v["B"] / 2 - v["end"] * factor
        contest = ExtendedContest(v["lambda_high"], v["lambda_low"], win, lose, v["c"], v["r"])
        mean, error = simulated_worth(contest, False, runs, case)
        if mean < -5 * error:
            witness = {k: str(x) for k, x in v.items()}
            return Finding("refuted", "simulated", f"following is worth {mean:.3f} +- {error:.3f}", witness)
    return Finding("unknown", "simulated", f"{cases} splits, {runs} runs each, none against")


def prove_interior_levels() -> Finding:
    """The follower's level of `extended_value` at the split is his flow over R: the two derivations agree."""
    split = PRIMITIVE.follower_loss.subs({WIN: BUDGET / 2 + EPSILON, LOSE: BUDGET / 2 - EPSILON})
    if sp.simplify(split * PRIMITIVE.discount + FOLLOWER_FLOW) == 0:
        return Finding("proved", "symbolic", "minus his flow over R")
    return Finding("refuted", "symbolic", "the levels differ")
