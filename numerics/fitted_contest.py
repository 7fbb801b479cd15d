"""The symmetric contest on a grid whose ends are the dropping boundaries: the boundary itself is not rounded
to a node.

`discretised_contest` finds who stays where, node by node, so its boundary is right to one cell. Here the cell
size is the
unknown instead: both agents drop out at the ends of the grid, actions come from policy iteration, and the
spacing is moved
until the follower's value leaves his boundary with slope zero. Low and high profiles then converge with the
square of the
spacing; where the leader switches, the switch is still rounded to a node.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from numerics.contest import Contest
from numerics.contest_errors import NoContestEquilibriumError
from numerics.discretised_contest import Floats, GridContest, GridStrategy, grid_contest, solve_on_grid


@dataclass(frozen=True)
class FittedEquilibrium:
    """A symmetric equilibrium on a grid from -k_star to k_star.

    Attributes
    ----------
    grid : 2 cells nodes, the ends at the boundaries
    strategy : what both play
    values : (2 cells,) by the own gap
    """

    grid: GridContest
    strategy: GridStrategy
    values: Floats

    @property
    def k_star(self) -> float:
        """The dropping boundary, progress."""
        return self.grid.spacing * (self.grid.nodes - 0.5)

    @property
    def switches(self) -> Floats:
        """Leads at which the leader's action changes, progress, halfway between nodes."""
        gaps, risky = self.grid.gaps, self.strategy.risky
        ahead = (gaps[:-1] > 0) & (gaps[1:] < self.k_star)
        changes = np.flatnonzero(ahead & (risky[:-1] != risky[1:]))
        return (gaps[changes] + gaps[changes + 1]) / 2


def solve_fitted(contest: Contest, cells: int = 200) -> FittedEquilibrium:
    """The symmetric equilibrium with `cells` cells between the tie and the boundary.

    Errors
    ------
    NoContestEquilibriumError if the coarse grid game has no boundary (nobody drops out, or both at once), or
    if smooth
    pasting has no sign change near the one that it has.

    Source: Liu, Hail Mary Pass, (A.1), (A.3), (A.4), by finite differences.

    Examples
    --------
    >>> game = Contest(r=1, lambda_high=1, c=1, pi=0, sigma=1, P_high=3)
    >>> abs(solve_fitted(game, 100).k_star - 0.589983) < 1e-4
    True
    """
    k = solve_on_grid(grid_contest(contest, 100), tolerance=0.01).k_star
    if not 0 < k < math.inf:
        raise NoContestEquilibriumError(
            "the contest on a grid has no positive finite boundary; `solve_on_grid` tells who stays where"
        )
    # scipy.optimize takes a quarter of a second to import
    from scipy.optimize import brentq

    def slope(candidate: float) -> float:
        return _slope_at_boundary(_with_boundary(contest, candidate, cells))

    for reach in (0.03, 0.1, 0.3):
        low, high = k * (1 - reach), k * (1 + reach)
        if slope(low) > 0 > slope(high):
            return _with_boundary(contest, float(brentq(slope, low, high, xtol=1e-14 * k, rtol=1e-13)), cells)
    raise NoContestEquilibriumError(
        f"smooth pasting has no root near the grid's boundary {k:g}; take more cells"
    )


def _with_boundary(contest: Contest, k: float, cells: int) -> FittedEquilibrium:
    """Both drop out at k; actions by policy iteration against the mirror image."""
    grid = GridContest(contest, k / (cells - 0.5), cells)
    gaps = grid.gaps
    stays = gaps > gaps[0]
    plan = GridStrategy(stays, gaps < 0)
    for _ in range(100 + cells):
        value = grid.evaluate(plan, plan)
        better = GridStrategy(stays, grid.improved_actions(plan, plan, value))
        if better.same_as(plan):
            return FittedEquilibrium(grid, plan, value)
        plan = better
    raise NoContestEquilibriumError(f"the actions did not settle for a boundary at {k:g}; take more cells")


def _slope_at_boundary(solution: FittedEquilibrium) -> float:
    """V'(-k*) to second order: the one-sided difference, with V'' at the boundary from the Bellman
    equation."""
    game, spacing = solution.grid.contest, solution.grid.spacing
    # at the very end the opponent is out, the node before says what he does there
    opposing = float(solution.strategy.risky[-2])
    half_variance = (1 + opposing) * float(game.sigma) ** 2 / 2
    drift = (1 - opposing) * float(game.pi)
    excess = float(game.total_rate) * float(game.exit_value) - float(solution.grid.flows[0])
    difference = (solution.values[1] - solution.values[0]) / spacing
    return float(
        (difference - spacing * excess / (2 * half_variance)) / (1 - spacing * drift / (2 * half_variance))
    )
