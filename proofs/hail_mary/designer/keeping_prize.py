"""The variant in which a drop-out is paid the loser's prize when the other succeeds: Section 4 decided
beside it.

Dropping out is then worth lambda_high P_low / (r + lambda_high), so the unit of value is the follower's
loss plus that, and both ratios change: even at lambda_low = 0 phi-bar is not the right ratio (it is
lambda_high (P_high - P_low) / c there). Both ratios fall in P_low along the budget, the argument of
`winner_takes_all_boundary` needs nothing else, and so winner-takes-all has the largest k* for every
budget with lambda_high B > c > lambda_low B: part 1 of Proposition 5 survives without its condition, part
2 and "only if the budget is small" do not.
"""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import sympy as sp

from proofs.hail_mary.designer.extended_value import RATES, ExtendedContest
from proofs.hail_mary.designer.letters import LETTER
from proofs.hail_mary.designer.replacement import PRIMITIVE
from proofs.hail_mary.finding import Finding

HIGH, LOW, WIN, LOSE, BUDGET, COST, R = (
    LETTER[n] for n in ("lambda_high", "lambda_low", "P_high", "P_low", "B", "c", "r")
)
VARIANT = replace(ExtendedContest.at(LETTER), keeps_loser_prize=True)
ALONE = R + HIGH


def prove_ratio_without_low_rate() -> Finding:
    """At lambda_low = 0 both ratios of the variant are lambda_high (P_high - P_low) / c, not phi-bar."""
    claimed = HIGH * (WIN - LOSE) / COST
    gaps = [sp.simplify(ratio.subs(LOW, 0) - claimed) for ratio in (VARIANT.profitability, VARIANT.exit_profitability)]
    printed = sp.simplify(PRIMITIVE.profitability.subs(LOW, 0) - claimed)
    if gaps == [0, 0] and printed != 0:
        return Finding("proved", "symbolic", "one ratio, lambda_high (P_high - P_low) / c")
    return Finding("refuted", "symbolic", f"off by {gaps}")


def prove_unit() -> Finding:
    """R (r + lambda_high) times the unit is (r + lambda_high)(c - lambda_low P_high) + lambda_high
    lambda_low P_low.

    So it is positive for c > lambda_low B. Along P_high = B - P_low it rises in P_low, by (r + 2 lambda_high)
    lambda_low; in P_high it falls.
    """
    cleared = sp.expand(sp.together(VARIANT.unit * VARIANT.discount * ALONE))
    form = ALONE * (COST - LOW * WIN) + HIGH * LOW * LOSE
    along = sp.expand(form.subs(WIN, BUDGET - LOSE)).diff(LOSE) - (R + 2 * HIGH) * LOW
    if sp.expand(cleared - form) == 0 and sp.expand(along) == 0:
        return Finding("proved", "symbolic", "positive, rising in P_low along the budget, falling in P_high")
    return Finding("refuted", "symbolic", "another unit")


def prove_numerators() -> Finding:
    """R (leader + loss) = (lambda_high - lambda_low)(P_high - P_low); (lone - dropout) falls in P_low,
    rises in P_high.

    Both fall in P_low along the budget, over a unit that rises: phi, and omega where it exceeds 1, are
    largest at winner-takes-all.
    """
    spread = VARIANT.discount * (VARIANT.leader_level + VARIANT.follower_loss) - (HIGH - LOW) * (WIN - LOSE)
    jump = (VARIANT.lone_level - VARIANT.dropout_level) * ALONE - (HIGH * (WIN - LOSE) - COST)
    if sp.simplify(spread) == 0 and sp.simplify(jump) == 0:
        return Finding("proved", "symbolic", "both numerators increase in P_high - P_low")
    return Finding("refuted", "symbolic", f"off by {sp.simplify(spread)}, {sp.simplify(jump)}")


def prove_excess_below_ray() -> Finding:
    """kappa (phi - 1) - d = kappa r P_low / ((r + lambda_high) unit) >= 0, zero at P_low = 0."""
    kappa = LOW / ALONE
    gap = kappa * (VARIANT.profitability - 1) - (VARIANT.exit_profitability - VARIANT.profitability)
    if sp.simplify(gap - kappa * R * LOSE / (ALONE * VARIANT.unit)) == 0:
        return Finding("proved", "symbolic", "d <= kappa (phi - 1), with equality at winner-takes-all")
    return Finding("refuted", "symbolic", "another gap")


def prove_winner_takes_all() -> list[Finding]:
    """What `winner_takes_all_boundary` asks of the two ratios, for every budget with c > lambda_low B."""
    return [prove_unit(), prove_numerators(), prove_excess_below_ray()]


def break_winner_takes_all(draws: int = 400, seed: int = 0, keeps: bool = True) -> Finding:
    """Exact draws of budgets on both sides of the borderline: a split with a larger phi or omega is
    against it.

    With `keeps` off the same draws are taken to the game in which a drop-out gets nothing.
    """
    rng = random.Random(seed)
    for _ in range(draws):
        high, budget = Fraction(rng.randint(2, 12), 4), Fraction(rng.randint(2, 12), 4)
        low, r = high * Fraction(rng.randint(0, 7), 8), Fraction(rng.randint(1, 12), 4)
        cost = low * budget + (high - low) * budget * Fraction(rng.randint(1, 15), 16)
        lose = budget / 2 * Fraction(rng.randint(1, 7), 8)
        taken, shared = (
            ExtendedContest(high, low, budget - part, part, cost, r, keeps) for part in (Fraction(0), lose)
        )
        worse = shared.unit <= 0 or shared.profitability > taken.profitability
        jump = shared.unit > 0 and shared.exit_profitability > max(1, taken.exit_profitability)
        if worse or jump:
            witness = {name: str(getattr(shared, name)) for name in RATES}
            return Finding("refuted", "exact", "the split has the larger ratio, or no finite one", witness)
    return Finding("unknown", "sampled", f"{draws} draws, none against")
