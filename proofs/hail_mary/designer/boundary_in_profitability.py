"""Does k* strictly increase in phi-bar in all three cases (Section 4.2, after Proposition 5)?

In the paper's reduced game, where phi-bar stands for both ratios, yes: one identity covers the three
cases, since the leader's rule seen from the boundary does not move with phi-bar. In the extended game
with lambda_low > 0 k* is no function of phi-bar: the pair below has the larger phi-bar with the smaller
k*. What is true there is `boundary_equation.prove_increasing_in_ratios`: at a fixed rule k* increases in
each of the two ratios.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from flint import ctx

from proofs.hail_mary.designer.allocation_search import solve_contests
from proofs.hail_mary.designer.boundary_equation import prove_increasing_in_distance, prove_matching
from proofs.hail_mary.designer.extended_value import ExtendedContest
from proofs.hail_mary.designer.laplace_decreasing import prove_switch_distance_fixed
from proofs.hail_mary.designer.switching_balls import always_risky, ball
from proofs.hail_mary.finding import Finding


def prove_in_reduced_game() -> list[Finding]:
    """The matching equation at d = 0, its strict rise in k*, and a switch at a distance that phi-bar does
    not move."""
    return [prove_matching(), prove_increasing_in_distance(), prove_switch_distance_fixed()]


def decide_in_extended_game(p: Fraction = Fraction(2)) -> Finding:
    """Rates 1 and 1/4, r = 11/4, c = 1 and a high return: prizes (63/50, 8/25) against (39/25, 0), in
    balls."""
    ctx.prec = 160
    q = Fraction
    shared, taken = (
        ExtendedContest(q(1), q(1, 4), win, lose, c=q(1), r=q(11, 4))
        for win, lose in ((q(63, 50), q(8, 25)), (q(39, 25), q(0)))
    )
    found = [always_risky(ball(c.profitability), ball(c.exit_profitability), ball(p)) for c in (shared, taken)]
    if found[0] is None or found[1] is None:
        return Finding("unknown", "enclosure", "one of the two is not of the high type at this p")
    larger_ratio = shared.profitability > taken.profitability
    if larger_ratio and found[0].k_star < found[1].k_star:
        ratios = f"phi-bar {shared.profitability} > {taken.profitability}"
        detail = f"{ratios}, k* {found[0].k_star.str(8)} < {found[1].k_star.str(8)}"
        witness = {
            "lambda_high": "1",
            "lambda_low": "1/4",
            "c": "1",
            "r": "11/4",
            "p": str(p),
            "prizes": "(63/50, 8/25), (39/25, 0)",
        }
        return Finding("refuted", "enclosure", detail, witness)
    return Finding("unknown", "enclosure", "k* and phi-bar are in the same order here")


def break_increase(excess_share: float = 0.0, draws: int = 60, seed: int = 0) -> Finding:
    """Raise phi-bar at drawn returns and watch the solved k*; the second ratio stays above it by a share
    of phi_0 - 1."""
    rng = np.random.default_rng(seed)
    phi, p = rng.uniform(1.1, 6, draws), rng.uniform(-1, 1, draws)
    raised = phi * rng.uniform(1.001, 1.2, draws)
    excess = excess_share * (phi - 1)
    low, high = (solve_contests(p, ratio, phi + excess if excess_share else ratio) for ratio in (phi, raised))
    against = high.k_star <= low.k_star
    if against.any():
        at = int(np.flatnonzero(against)[0])
        witness = {
            "phi": repr(float(phi[at])),
            "phi raised": repr(float(raised[at])),
            "p": repr(float(p[at])),
        }
        return Finding("refuted", "sampled", f"k* goes from {low.k_star[at]:.5f} to {high.k_star[at]:.5f}", witness)
    return Finding("unknown", "sampled", f"{draws} draws, none against")
