"""Two further ways to the times in a design: the game on a grid of gaps, and simulation of the diffusion.

The grid game knows no closed form: two agents reply to each other by policy iteration until neither
changes, and the expected stay is then one linear solve on the chain that their strategies make. The
simulation takes the equilibrium's two distances and nothing else: it draws the gap forward and discounts
success along the way.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from numerics.contest import Contest
from numerics.discretised_contest import GridContest, GridEquilibrium, solve_on_grid
from proofs.hail_mary.designer.extended_value import ExtendedContest
from proofs.hail_mary.designer.small_budget import EXAMPLE_LOSER_PRIZE, Design, enclose, example_design
from proofs.hail_mary.finding import Finding, Level, Outcome

Floats = NDArray[np.float64]


def as_numeric(design: Design) -> Contest:
    """The design for the solvers, in doubles."""
    c: ExtendedContest = design.contest
    return Contest(
        r=float(c.r),
        lambda_high=float(c.lambda_high),
        lambda_low=float(c.lambda_low),
        c=float(c.c),
        pi=float(design.pi),
        sigma=float(design.sigma),
        P_high=float(c.P_high),
        P_low=float(c.P_low),
    )


def grid_equilibrium(design: Design, cells: int = 160) -> GridEquilibrium:
    """The design's equilibrium on a grid of `cells` nodes per sigma / sqrt(R), one and a half of them
    wide."""
    contest = as_numeric(design)
    unit = float(contest.sigma) / float(contest.total_rate) ** 0.5
    return solve_on_grid(GridContest(contest, unit / cells, 3 * cells // 2))


def grid_stay_time(design: Design, found: GridEquilibrium) -> float:
    """Expected stay from a tie on the grid's own chain, time."""
    from scipy.linalg import solve_banded

    own, other = found.strategies[0], found.strategies[1].seen_by_opponent()
    down, up = found.grid.rates(own.risky, other.risky)
    inside = own.stays & other.stays
    rate = float(design.contest.lambda_high + design.contest.lambda_low)
    bands = np.zeros((3, inside.size))
    bands[0, 1:] = np.where(inside, -up, 0.0)[:-1]
    bands[1] = np.where(inside, rate + down + up, 1.0)
    bands[2, :-1] = np.where(inside, -down, 0.0)[1:]
    stay = solve_banded((1, 1), bands, np.where(inside, 1.0, 0.0))
    return float(np.interp(0.0, found.grid.gaps, stay))


def simulated_stay_time(
    design: Design,
    k_star: float,
    k_switch: float,
    paths: int = 20_000,
    steps_per_unit: int = 600,
    seed: int = 0,
) -> tuple[float, float]:
    """Mean and standard error of the stay from a tie; time in 1/R and gaps in sigma / sqrt(R) inside.

    Euler steps with the boundary moved in by 0.5826 standard deviations of a step, the first-order
    correction for watching it at discrete times (Broadie, Glasserman and Kou 1997).
    """
    rng = np.random.default_rng(seed)
    total = float(design.contest.discount)
    p = float(design.pi) / (float(design.sigma) * total**0.5)
    rate = float(design.contest.lambda_high + design.contest.lambda_low) / total
    step, stays = 1 / steps_per_unit, np.zeros(paths)
    gap, alive, clock, kept = np.zeros(paths), np.ones(paths, bool), 0.0, 1.0
    while alive.any() and kept > 1e-4:
        safe = gap[alive] < k_switch
        spread = np.where(safe, 1.0, 2**0.5) * step**0.5
        stays[alive] += kept * (1 - np.exp(-rate * step)) / rate
        moved = np.abs(gap[alive] - np.where(safe, p, 0.0) * step + spread * rng.standard_normal(safe.size))
        gap[alive] = moved
        alive[alive] = moved < k_star - 0.5826 * 2**0.5 * step**0.5
        clock += step
        kept = float(np.exp(-rate * clock))
    return float(stays.mean()) / total, float(stays.std()) / paths**0.5 / total


def confirm_stay(lose: Fraction, way: str, design: Design | None = None, tolerance: float = 0.02) -> Finding:
    """Compare the ball for the expected stay with one of the two other ways, `grid` or `simulation`."""
    base = (design or example_design()).split(lose)
    found, stay, _ = enclose(base)
    exact = float(stay.mid())
    level: Level = "sampled" if way == "grid" else "simulated"
    if way == "grid":
        other, slack = grid_stay_time(base, grid_equilibrium(base)), tolerance * exact
    else:
        k, w = float(found.k_star.mid()), float(found.w.mid())
        other, error = simulated_stay_time(base, k, w)
        slack = 4 * error + 0.005 * exact
    detail = f"balls {exact:.6f}, {way} {other:.6f}"
    if abs(other - exact) > slack:
        return Finding("refuted", level, detail, base.witness)
    return Finding("unknown", level, detail)


def confirm_order(way: str, design: Design | None = None, lose: Fraction = EXAMPLE_LOSER_PRIZE) -> Finding:
    """Does this way too find a longer stay under the split than under winner-takes-all?"""
    base = design or example_design()
    values = []
    for prize in (Fraction(0), lose):
        split = base.split(prize)
        if way == "grid":
            values.append((grid_stay_time(split, grid_equilibrium(split)), 0.0))
        else:
            found, _, _ = enclose(split)
            values.append(simulated_stay_time(split, float(found.k_star.mid()), float(found.w.mid())))
    (taken, error), (shared, error_) = values
    level: Level = "sampled" if way == "grid" else "simulated"
    detail = f"{way}: winner-takes-all {taken:.5f}, the split {shared:.5f}"
    outcome: Outcome = "refuted" if shared - taken > 4 * (error**2 + error_**2) ** 0.5 else "unknown"
    return Finding(outcome, level, detail, base.split(lose).witness if outcome == "refuted" else None)
