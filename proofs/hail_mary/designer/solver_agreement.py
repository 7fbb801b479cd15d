"""Do the two solutions of the extended contest agree? One is this folder's, the other
`numerics.extended_contest`.

They share no code: here the switch is a root of the leader's gain in the distance from the boundary,
there the profile is read off an angle in the plane of value and slope.
"""

from __future__ import annotations

import math

import numpy as np

from numerics.contest import Contest
from numerics.contest_times import follower_stay_time
from numerics.contest_values import strategy_of
from numerics.extended_contest import solve_extended
from proofs.hail_mary.designer.allocation_search import Designs, draw_designs, objectives
from proofs.hail_mary.finding import Finding


def compare_solvers(contests: int = 25, splits: int = 6, seed: int = 0, shift: float = 0.0) -> Finding:
    """k* and the stay from a tie, by both, at drawn splits of small budgets; `shift` perturbs p in one of
    them."""
    designs = draw_designs(contests, splits, seed)
    found = objectives(designs)
    phi, omega = designs.ratios
    for at in np.ndindex(phi.shape):
        if omega[at] <= 1 + 1e-6:
            continue
        game = _contest(designs, at, shift)
        unit = 1 / math.sqrt(game.total_rate)
        other = solve_extended(game)
        stay = follower_stay_time(game, strategy_of(other))
        gap = abs(float(other.k_star) / unit - found.k_star[at]) + abs(stay - found.stay[at]) * float(game.total_rate)
        if gap > 1e-7:
            witness = {name: repr(float(getattr(designs, name)[at])) for name in ("low", "r", "p", "win", "lose")}
            return Finding("refuted", "sampled", f"the two differ by {gap:.2g}", witness)
    return Finding("unknown", "sampled", f"{phi.size} splits, the two solvers agree to 1e-7")


def _contest(designs: Designs, at: tuple[int, ...], shift: float) -> Contest:
    low, r, p, win, lose = (float(x[at]) for x in (designs.low, designs.r, designs.p, designs.win, designs.lose))
    pi = (p + shift) * math.sqrt(r + 1 + low)
    return Contest(r=r, lambda_high=1.0, lambda_low=low, c=1.0, pi=pi, sigma=1.0, P_high=win, P_low=lose)
