"""The symmetric contest on a grid whose ends are the dropping boundaries: nothing is rounded to a node.

`discretised_contest` finds who stays where, node by node, so its boundary is right to one cell. Here the cell
size is the
unknown instead: both agents drop out at the ends of the grid, actions come from policy iteration, and the
spacing is moved
until the follower's value leaves his boundary with slope zero. Where the leader's action changes between two
nodes, the
node's cell is shared: with a share w of it risky, the action w / (2 - w) gives the cell's mean of 1/variance
and of
drift/variance at once. The boundary then converges with the square of the spacing in every profile.
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
        """Leads at which the risky move's gain over the safe one changes sign, progress.

        The gain has a kink there, so it is continued from two nodes whose differences lie on one side of it.
        """
        gaps, gain = self.grid.gaps, self.grid.risky_gain(self.values)
        within = (gaps[:-4] > 0) & (gaps[3:-1] < self.k_star)
        changes = np.flatnonzero(within & ((gain[2:-2] > 0) != (gain[3:-1] > 0)))
        share = gain[changes] / (gain[changes] - gain[changes + 1])
        return np.asarray(gaps[changes] + share * self.grid.spacing)


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
    raise NoContestEquilibriumError(f"smooth pasting has no root near the grid's boundary {k:g}; take more cells")


def _with_boundary(contest: Contest, k: float, cells: int) -> FittedEquilibrium:
    """Both drop out at k; actions by policy iteration against the mirror image, then shared cells at the
    switches."""
    grid = GridContest(contest, k / (cells - 0.5), cells)
    stays = grid.gaps > grid.gaps[0]
    plan = GridStrategy(stays, grid.gaps < 0)
    for _ in range(100 + cells):
        value = grid.evaluate(plan, plan)
        better = GridStrategy(stays, grid.improved_actions(plan, plan, value))
        if better.same_as(plan):
            return _with_shared_cells(FittedEquilibrium(grid, plan, value))
        plan = better
    raise NoContestEquilibriumError(f"the actions did not settle for a boundary at {k:g}; take more cells")


def _with_shared_cells(rounded: FittedEquilibrium) -> FittedEquilibrium:
    """The value when every switch lies where the gain vanishes instead of halfway between nodes.

    The leader's own switch hardly moves his value, so the shares settle in a few rounds.
    """
    grid, solution = rounded.grid, rounded
    for _ in range(40):
        before = solution.switches
        if not before.size:
            break
        plan = GridStrategy(rounded.strategy.stays, _shared_actions(solution))
        solution = FittedEquilibrium(grid, rounded.strategy, grid.evaluate(plan, plan))
        after = solution.switches
        if after.shape == before.shape and np.all(np.abs(after - before) < 1e-13 * rounded.k_star):
            break
    return solution


def _shared_actions(solution: FittedEquilibrium) -> Floats:
    """The action at every node, a number in [0, 1] where a switch crosses the node's cell."""
    gaps, spacing = solution.grid.gaps, solution.grid.spacing
    gain = solution.grid.risky_gain(solution.values)
    action = np.where(gaps < 0, 1.0, (gain > 0).astype(float))
    action[-1] = action[-2]
    for switch in solution.switches:
        node = int(np.argmin(np.abs(gaps - switch)))
        above = (gaps[node] + spacing / 2 - switch) / spacing
        share = above if gain[int(np.searchsorted(gaps, switch))] > 0 else 1 - above
        action[node] = share / (2 - share)
    return np.asarray(action)


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
    return float((difference - spacing * excess / (2 * half_variance)) / (1 - spacing * drift / (2 * half_variance)))
