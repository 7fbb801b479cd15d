"""The budget that neither part of Proposition 5 covers: (lambda_high + lambda_low) B / 2 = c.

phi-bar is 2 at every split of the whole budget with P_high > P_low, and less if some is kept back: in the
paper's reduced game all these splits are equally good. In the extended game with lambda_low > 0 the
second ratio tells them apart: it rises with P_high, so winner-takes-all alone has the largest k*; and
near an equal split, where a lone agent would lose, both leave at once. At the equal split itself
following and leading earn exactly nothing, phi-bar is 0/0, and staying for ever and leaving at once are
both equilibria, worth 0 to both.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction

import sympy as sp

from proofs.hail_mary.designer.extended_value import ExtendedContest
from proofs.hail_mary.designer.letters import LETTER
from proofs.hail_mary.designer.replacement import PRIMITIVE, Values, phi_bar
from proofs.hail_mary.finding import Finding

HIGH, LOW, WIN, LOSE, BUDGET, COST, EPSILON, R = (
    LETTER[n] for n in ("lambda_high", "lambda_low", "P_high", "P_low", "B", "c", "varepsilon", "r")
)
ON_BORDERLINE = {COST: (HIGH + LOW) * BUDGET / 2}
SPLIT = {WIN: BUDGET / 2 + EPSILON, LOSE: BUDGET / 2 - EPSILON}


def prove_constant_profitability() -> Finding:
    """2 denominator - numerator = (lambda_high + lambda_low) (B - P_high - P_low) on the borderline."""
    denominator = COST - (LOW * WIN + HIGH * LOSE)
    numerator = (HIGH - LOW) * (WIN - LOSE)
    gap = sp.expand((2 * denominator - numerator).subs(ON_BORDERLINE) - (HIGH + LOW) * (BUDGET - WIN - LOSE))
    if gap == 0:
        return Finding("proved", "exact", "phi-bar is 2 when all is paid out, below 2 when not")
    return Finding("refuted", "symbolic", f"off by {gap}")


def exit_ratio_at(epsilon: sp.Expr) -> sp.Expr:
    """omega at B/2 +- epsilon on the borderline."""
    return PRIMITIVE.exit_profitability.subs(SPLIT).subs(ON_BORDERLINE).subs(EPSILON, epsilon)


def prove_exit_ratio_increases() -> Finding:
    """omega = 1 + R (lambda_high - lambda_low B / (2 epsilon)) / ((r + lambda_high) (lambda_high -
    lambda_low))."""
    total = R + HIGH + LOW
    claimed = 1 + total * (HIGH - LOW * BUDGET / (2 * EPSILON)) / ((R + HIGH) * (HIGH - LOW))
    slope = sp.simplify(claimed.diff(EPSILON) - total * LOW * BUDGET / (2 * EPSILON**2 * (R + HIGH) * (HIGH - LOW)))
    if sp.simplify(exit_ratio_at(EPSILON) - claimed) == 0 and slope == 0:
        return Finding(
            "proved",
            "symbolic",
            "omega rises with the spread; at most 1 if lambda_high epsilon <= lambda_low B/2",
        )
    return Finding("refuted", "symbolic", "another omega")


def decide_equal_split(budget: Fraction = Fraction(4, 3)) -> Finding:
    """Rates 2 and 1, c = 3 B / 2: at the equal split both places earn 0 and a lone agent loses."""
    half = budget / 2
    contest = ExtendedContest(Fraction(2), Fraction(1), half, half, c=3 * half, r=Fraction(1))
    levels = contest.leader_level, contest.follower_loss, contest.lone_level
    if levels[0] == levels[1] == 0 > levels[2]:
        witness = {
            "lambda_high": "2",
            "lambda_low": "1",
            "B": str(budget),
            "c": str(3 * half),
            "P_high": str(half),
        }
        detail = f"both places are worth 0, going on alone {levels[2]}: staying and leaving are both equilibria"
        return Finding("refuted", "exact", detail, witness)
    return Finding("unknown", "exact", f"levels {levels}")


def break_constant_profitability(
    printed: Callable[[Values], Fraction] = phi_bar, draws: int = 200, off: Fraction = Fraction(0)
) -> Finding:
    """Exact draws on the borderline (or `off` above it, in units of c): phi-bar must be 2."""
    rng = random.Random(8)
    for _ in range(draws):
        high, budget = Fraction(rng.randint(1, 12), 4), Fraction(rng.randint(1, 12), 4)
        low, spread = high * Fraction(rng.randint(0, 7), 8), budget / 2 * Fraction(rng.randint(1, 8), 8)
        v = {
            "lambda_high": high,
            "lambda_low": low,
            "P_high": budget / 2 + spread,
            "P_low": budget / 2 - spread,
        }
        v["c"] = (high + low) * budget / 2 * (1 + off)
        if printed(v) != 2:
            return Finding("refuted", "exact", f"phi-bar is {printed(v)}", {k: str(x) for k, x in v.items()})
    return Finding("unknown", "sampled", f"{draws} draws, none against")
