"""The three objectives along P_high + P_low = B, in the extended game and in the paper's reduced one.

Arrays for a figure: one row a split, from winner-takes-all to the split at which a lone agent would leave.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from proofs.hail_mary.designer.allocation_search import Array, Designs, objectives, solve_contests, transform
from proofs.hail_mary.designer.small_budget import Design


@dataclass(frozen=True)
class AllocationCurve:
    """(n,) arrays: the loser's prize; k* (units of sigma / sqrt(R)), stay and success time (time) in
    either game."""

    lose: Array
    k_star: Array
    stay: Array
    success: Array
    reduced_k_star: Array
    reduced_stay: Array
    reduced_success: Array


def allocation_curve(design: Design, points: int = 200) -> AllocationCurve:
    """All splits of the design's budget with lambda_high P_high > c, from a tied start; c is rescaled to
    1 inside.

    >>> from proofs.hail_mary.designer.small_budget import example_design
    >>> curve = allocation_curve(example_design(), 60)
    >>> int(curve.k_star.argmax()), int(curve.reduced_stay.argmax()), bool(curve.stay.argmax() > 20)
    (0, 0, True)
    """
    designs = _splits(design, points)
    found = objectives(designs)
    phi, _ = designs.ratios
    reduced = solve_contests(designs.p[0], phi[0], phi[0])
    both = designs.high[0] + designs.low[0]
    psi = transform(reduced, designs.p[0], both / (both + designs.r[0]), np.zeros(points))
    stay = (1 - psi) / both
    scale = float(design.contest.c)
    tempo = 1 / float(design.contest.lambda_high)
    return AllocationCurve(
        designs.lose[0] * scale * tempo,
        found.k_star[0],
        found.stay[0] * tempo,
        found.success[0] * tempo,
        reduced.k_star,
        stay * tempo,
        (stay + psi / designs.high[0]) * tempo,
    )


def _splits(design: Design, points: int) -> Designs:
    """Time in units of 1 / lambda_high and prizes in units of c / lambda_high."""
    c = design.contest
    high, cost = float(c.lambda_high), float(c.c)
    budget = float(design.budget) * high / cost
    lose = np.linspace(0, min(budget - 1, budget / 2), points, endpoint=False)[None, :]
    wide = np.ones((1, points))
    p = float(design.pi) / (float(design.sigma) * float(c.discount) ** 0.5)
    return Designs(
        wide,
        wide * float(c.lambda_low) / high,
        wide * float(c.r) / high,
        wide * budget,
        wide * p,
        budget - lose,
        lose,
    )
