"""Proposition 4: are a short time to success, a long stay of the follower and a large k* one objective?

Not for every rate and start that the paper allows. At lambda_low = 0 success takes 1 / lambda_high
whatever the design. From a start with |k_0| >= k* under every design the follower leaves at once and the
other two are constant. And with lambda_low > 0 in the extended game the leader's rule moves with the
prizes, so a larger k* can be reached sooner (`small_budget`). True: 1 and 2 agree whenever lambda_low > 0
and the lone leader goes on; all three agree from |k_0| < k* where, in addition, the leader's rule seen
from the boundary is the same in all designs.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from flint import arb, ctx

from proofs.hail_mary.designer.chains import (
    prove_repaired_reason,
    prove_repaired_success_time,
    prove_success_time_without_low_rate,
)
from proofs.hail_mary.designer.laplace_decreasing import prove_decreasing
from proofs.hail_mary.designer.small_budget import (
    EXAMPLE_LOSER_PRIZE,
    EXAMPLE_START,
    Design,
    decide_objective,
    enclose,
    example_design,
    search,
)
from proofs.hail_mary.designer.switching_balls import always_risky, ball
from proofs.hail_mary.finding import Finding


def decide_without_low_rate() -> Finding:
    """At lambda_low = 0: two designs with different k* and the same expected time to success, exactly
    1/lambda_high."""
    ctx.prec = 160
    proof = prove_success_time_without_low_rate()
    boundaries = []
    for prize in (Fraction(3, 2), Fraction(2)):
        found = always_risky(ball(prize), ball(prize), ball(2))  # phi = omega = lambda_high P_high / c, pi large
        boundaries.append(found.k_star if found else arb(0))
    if proof.outcome == "proved" and boundaries[1] > boundaries[0]:
        witness = {
            "lambda_high": "1",
            "lambda_low": "0",
            "c": "1",
            "P_high": "3/2 and 2",
            "P_low": "0",
            "p": "2",
        }
        detail = f"k* {boundaries[0].str(8)} and {boundaries[1].str(8)}, the time to success 1 in both"
        return Finding("refuted", "enclosure", detail, witness)
    return Finding("unknown", "enclosure", proof.detail)


def decide_far_start(gap: Fraction = Fraction(2)) -> Finding:
    """From |k_0| beyond both boundaries: two designs with different k* and a stay of 0 in both."""
    ctx.prec = 160
    base = replace(example_design(), gap=gap)
    boundaries = [
        enclose(replace(base.split(x), gap=Fraction(0)), EXAMPLE_START)[0].k_star
        for x in (Fraction(0), EXAMPLE_LOSER_PRIZE)
    ]
    start = ball(gap)
    if boundaries[0] > boundaries[1] and all(start >= k for k in boundaries):
        detail = f"k* {boundaries[0].str(8)} and {boundaries[1].str(8)}, the stay 0 in both"
        return Finding("refuted", "enclosure", detail, base.witness)
    return Finding("unknown", "enclosure", "the start is inside a boundary")


def decide_in_extended_game(design: Design | None = None) -> list[Finding]:
    """Winner-takes-all has the larger k*, the split the longer stay and the earlier success: the same
    pair three times.

    `unknown` on the boundary says that the split does not win there.
    """
    return [decide_objective(objective, design) for objective in ("boundary", "stay", "success")]


def prove_first_two_agree() -> list[Finding]:
    """lambda_low > 0 and a lone leader who goes on: the time to success is affine and decreasing in the
    stay."""
    return [prove_repaired_success_time(), prove_repaired_reason()]


def prove_agree_at_fixed_rule() -> list[Finding]:
    """With the rule seen from the boundary fixed and |k_0| < k*: the stay strictly rises with k*."""
    return [*prove_first_two_agree(), prove_decreasing()]


def break_equivalence(gap: float = 0.0, low_zero: bool = False, seed: int = 0) -> Finding:
    """Search splits of small budgets for one with a longer stay than winner-takes-all, which has the
    largest k*."""
    return search("stay", contests=200, splits=20, seed=seed, gap=gap, low_zero=low_zero)
