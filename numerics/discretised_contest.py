"""The contest on a grid of gaps: two coupled stopping-and-control problems, solved by policy iteration.

Nothing of the closed form enters. The gap moves to a neighbouring node at rates that match the drift (a_i -
a_j) pi and the
variance (a_i + a_j) sigma^2 (a Markov chain approximation; central differences where they give rates, upwind
where not). An
agent chooses at every node whether to drop out and which action to take. Against a given opponent that is a
finite
Markov decision problem, which Howard's policy iteration solves exactly; the two agents reply in turn until
neither changes.

Arrays are indexed by an agent's own gap, node n at n * spacing with n = -N..N, so the opponent's arrays enter
reversed. At
a tie success and prizes are shared evenly, the limit from both sides; the action there is an agent's choice
like any other.

Source: Liu, Hail Mary Pass, Section 2 and (A.1); Kushner and Dupuis, Numerical Methods for Stochastic
Control, ch. 5.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from numerics.contest import Contest
from numerics.contest_errors import InvalidContestError, NoContestEquilibriumError

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class GridStrategy:
    """What an agent does at every node of his own gap.

    Attributes
    ----------
    stays : (2N,) bool
    risky : (2N,) bool, the action where he stays; numbers in [0, 1] mix drift and variance of both actions
    """

    stays: Mask
    risky: Mask | Floats

    def same_as(self, other: GridStrategy) -> bool:
        """Whether both do the same everywhere; an action after dropping out does not count."""
        return bool(
            np.array_equal(self.stays, other.stays)
            and np.array_equal(self.risky * self.stays, other.risky * other.stays)
        )

    def seen_by_opponent(self) -> GridStrategy:
        """The same strategy indexed by the opponent's gap."""
        return GridStrategy(self.stays[::-1], self.risky[::-1])


@dataclass(frozen=True)
class GridContest:
    """The contest on the gaps (n + 1/2) spacing, n = -nodes..nodes - 1; the ends reflect.

    Attributes
    ----------
    contest : the primitives, baseline or extended
    spacing : progress between neighbouring nodes
    nodes : N, nodes on either side of the tie
    """

    contest: Contest
    spacing: float
    nodes: int

    def __post_init__(self) -> None:
        if not (self.spacing > 0 and math.isfinite(self.spacing)):
            raise InvalidContestError(f"spacing must be positive and finite, not {self.spacing!r}")
        if self.nodes < 2:
            raise InvalidContestError(f"nodes must be at least 2, not {self.nodes!r}; take 100 or more")

    @property
    def gaps(self) -> Floats:
        """(2N,) an agent's lead, progress."""
        return np.asarray(self.spacing * (np.arange(-self.nodes, self.nodes) + 0.5))

    @property
    def flows(self) -> Floats:
        """(2N,) expected prizes less cost a unit of time with both in, value/time."""
        rate = float(self.contest.total_rate)
        ahead, behind = rate * float(self.contest.leader_value), rate * float(self.contest.follower_value)
        return np.where(self.gaps > 0, ahead, behind)

    def rates(self, own_risky: Mask | Floats, opposing_risky: Mask | Floats) -> tuple[Floats, Floats]:
        """(2N,) rates down and up, 1/time."""
        own, opposing = own_risky.astype(float), opposing_risky.astype(float)
        diffusion = (own + opposing) * float(self.contest.sigma) ** 2 / (2 * self.spacing**2)
        drift = (own - opposing) * float(self.contest.pi) / self.spacing
        central = np.abs(drift) / 2 <= diffusion
        up = diffusion + np.where(central, drift / 2, np.maximum(drift, 0.0))
        down = diffusion + np.where(central, -drift / 2, np.maximum(-drift, 0.0))
        up[-1] = down[0] = 0.0
        return down, up

    def risky_gain(self, value: Floats) -> Floats:
        """(2N,) pi V' + sigma^2 V'' / 2 by central differences, value/time: its sign is the best action
        (A.2); 0 at the ends."""
        slope = (value[2:] - value[:-2]) / (2 * self.spacing)
        curvature = (value[2:] - 2 * value[1:-1] + value[:-2]) / self.spacing**2
        gain = float(self.contest.pi) * slope + float(self.contest.sigma) ** 2 / 2 * curvature
        return np.concatenate(([0.0], gain, [0.0]))

    def evaluate(self, own: GridStrategy, opposing: GridStrategy) -> Floats:
        """(2N,) an agent's value of `own` against `opposing`, both indexed by their owner's gap."""
        return self._evaluate(own, opposing.seen_by_opponent())

    def best_response(self, opposing: GridStrategy, start: GridStrategy) -> tuple[GridStrategy, Floats]:
        """The best reply to `opposing` and its value, by policy iteration from `start`.

        A change that gains less than 1e-12 of the largest value is not made, so that ties do not go round in
        circles.

        Errors
        ------
        NoContestEquilibriumError if policy iteration does not end within 200 steps plus four for every node.
        """
        seen, policy = opposing.seen_by_opponent(), start
        for _ in range(200 + 4 * self.nodes):
            value = self._evaluate(policy, seen)
            better = self._improved(policy, seen, value)
            if better.same_as(policy):
                return policy, value
            policy = better
        raise NoContestEquilibriumError(
            "policy iteration did not end; take a finer grid, so that drift is small against diffusion"
        )

    def _evaluate(self, own: GridStrategy, seen: GridStrategy) -> Floats:
        # scipy.linalg takes a third of a second to import
        from scipy.linalg import solve_banded

        down, up = self.rates(own.risky, seen.risky)
        inside = own.stays & seen.stays
        bands = np.zeros((3, inside.size))
        bands[0, 1:] = np.where(inside, -up, 0.0)[:-1]
        bands[1] = np.where(inside, float(self.contest.total_rate) + down + up, 1.0)
        bands[2, :-1] = np.where(inside, -down, 0.0)[1:]
        source = np.where(inside, self.flows, self._ended(own, seen))
        return np.asarray(solve_banded((1, 1), bands, source, check_finite=False))

    def _ended(self, own: GridStrategy, seen: GridStrategy) -> Floats:
        alone = np.where(own.stays, float(self.contest.lone_value), 0.0)
        return np.where(seen.stays, float(self.contest.exit_value), alone)

    def improved_actions(self, own: GridStrategy, opposing: GridStrategy, value: Floats) -> Mask:
        """(2N,) bool: the better action at every node given `value`; it keeps an action that is as
        good."""
        return self._better_actions(own, opposing.seen_by_opponent(), value)[0]

    def _improved(self, own: GridStrategy, seen: GridStrategy, value: Floats) -> GridStrategy:
        """One step of policy improvement: greedy, but it keeps what is as good."""
        takes_risk, continued = self._better_actions(own, seen, value)
        goes_on = np.where(seen.stays, continued, float(self.contest.lone_value))
        leaves = np.where(seen.stays, float(self.contest.exit_value), 0.0)
        slack = _slack(value)
        stays = np.where(own.stays, goes_on >= leaves - slack, goes_on > leaves + slack)
        return GridStrategy(stays, takes_risk)

    def _better_actions(self, own: GridStrategy, seen: GridStrategy, value: Floats) -> tuple[Mask, Floats]:
        safe, risky = (self._continued(np.full(own.risky.shape, a), seen, value) for a in (False, True))
        slack = _slack(value)
        turn = np.where(own.risky, safe > risky + slack, risky > safe + slack) & seen.stays
        takes_risk = own.risky.astype(bool) ^ turn
        return takes_risk, np.where(takes_risk, risky, safe)

    def _continued(self, own_risky: Mask, seen: GridStrategy, value: Floats) -> Floats:
        """The value of one action until the next move, then `value`."""
        down, up = self.rates(own_risky, seen.risky)
        ahead, behind = np.append(value[1:], 0.0), np.append(0.0, value[:-1])
        goes_on = self.flows + up * ahead + down * behind
        return np.asarray(goes_on / (float(self.contest.total_rate) + down + up))


@dataclass(frozen=True)
class GridEquilibrium:
    """A pure equilibrium of the contest on a grid, exact or up to its regret.

    Attributes
    ----------
    grid : the grid
    strategies : the two agents' strategies, each indexed by its owner's gap
    values : (2, 2N), by the owner's gap
    regret : the most that either gains anywhere by his best reply, value; 0 where both reply exactly
    rounds : how often each agent replied
    """

    grid: GridContest
    strategies: tuple[GridStrategy, GridStrategy]
    values: Floats
    regret: float
    rounds: int

    @property
    def boundaries(self) -> tuple[float, float]:
        """How far behind each agent drops out, progress: the node nearest to the tie where he does; inf for
        never."""
        return self._boundary(0), self._boundary(1)

    @property
    def k_star(self) -> float:
        """The mean of both boundaries, progress."""
        return sum(self.boundaries) / 2

    def switches(self, agent: int) -> Floats:
        """The leads at which the agent's action as a leader changes, progress, halfway between nodes."""
        risky, gaps = self.strategies[agent].risky, self.grid.gaps
        within = (gaps > 0) & (gaps < self._boundary(1 - agent))
        changes = np.flatnonzero(within[:-1] & within[1:] & (risky[:-1] != risky[1:]))
        return (gaps[changes] + gaps[changes + 1]) / 2

    def _boundary(self, agent: int) -> float:
        out = self.grid.gaps[~self.strategies[agent].stays & (self.grid.gaps <= 0)]
        return float(-out.max()) if out.size else math.inf


def solve_on_grid(
    grid: GridContest, start: GridStrategy | None = None, *, rounds: int = 100, tolerance: float = 0.0
) -> GridEquilibrium:
    """An equilibrium of the contest on a grid, by best replies in turn.

    Parameters
    ----------
    grid : wide enough that both drop out on it, or as wide as the value is to be known where nobody does
    start : what both play at first; without it both stay everywhere and take the risk when behind
    rounds : how often each may reply
    tolerance : the regret, relative to the largest value, at which a profile is returned though the replies
        went round
        in a circle between neighbouring nodes. Zero asks for an exact equilibrium of the grid.

    Errors
    ------
    NoContestEquilibriumError if the replies do not settle.

    Examples
    --------
    >>> game = Contest(r=1, lambda_high=1, c=1, pi=0, sigma=1, P_high=3)
    >>> equilibrium = solve_on_grid(GridContest(game, 0.01, 150))
    >>> abs(equilibrium.k_star - 0.589983) < 0.01
    True
    """
    gaps = grid.gaps
    first = start or GridStrategy(np.full(gaps.shape, True), gaps < 0)
    plans = [first, first]
    closest: GridEquilibrium | None = None
    for count in range(1, rounds + 1):
        replies = [grid.best_response(plans[1 - agent], plans[agent]) for agent in (0, 1)]
        values = np.stack([grid.evaluate(plans[agent], plans[1 - agent]) for agent in (0, 1)])
        regret = max(float(np.max(replies[agent][1] - values[agent])) for agent in (0, 1))
        settled = all(replies[agent][0].same_as(plans[agent]) for agent in (0, 1))
        found = GridEquilibrium(grid, (plans[0], plans[1]), values, 0.0 if settled else regret, count)
        if settled:
            return found
        if closest is None or found.regret < closest.regret:
            closest = found
        # in turn, not at once: two decreasing replies after one another make an increasing map, which settles
        plans[0] = replies[0][0]
        plans[1] = grid.best_response(plans[0], plans[1])[0]
    if closest is not None and closest.regret <= tolerance * max(1e-300, float(np.max(np.abs(closest.values)))):
        return closest
    reached = closest.regret if closest is not None else math.inf
    raise NoContestEquilibriumError(
        f"best replies did not settle in {rounds} rounds, the best profile has regret {reached:.3g}; give "
        "another start, a finer grid or a larger tolerance"
    )


def grid_contest(contest: Contest, cells: int = 400) -> GridContest:
    """A grid with `cells` nodes between the tie and the boundary, roughly, wide enough for every best reply.

    The farthest that anybody stays is his reply to an opponent who leaves as soon as he is behind; a narrower
    grid would cut
    such a reply off and could settle on an equilibrium that the contest does not have. Where nobody drops out
    the grid
    has 4 `cells` nodes a side over 16 length units sigma / sqrt(rho).

    Errors
    ------
    NoContestEquilibriumError if sixty nodes a side find no equilibrium.

    Examples
    --------
    >>> grid = grid_contest(Contest(r=1, lambda_high=1, c=1, pi=0, sigma=1, P_high=3), 100)
    >>> 0.005 < grid.spacing < 0.007
    True
    """
    unit = float(contest.sigma) / math.sqrt(contest.total_rate)
    if contest.never_drops_out:
        return GridContest(contest, 16 * unit / (4 * cells), 4 * cells)
    width = 1.1 * max(_boundary_of_reply(contest, unit, to_leaver) for to_leaver in (True, False))
    for _ in range(12):
        k = solve_on_grid(GridContest(contest, width / 60, 60), tolerance=0.02).k_star
        if not width / 60 <= k < width / 6:
            break
        # sixty nodes across a far wider grid place a small boundary badly
        width = max(4 * k, width / 4)
    spacing = (k if width / 60 <= k < width else width) / cells
    return GridContest(contest, spacing, math.ceil(width / spacing))


def _boundary_of_reply(contest: Contest, unit: float, to_leaver: bool) -> float:
    """The boundary of the best reply to an opponent who leaves when behind, or never, to a tenth; at least
    `unit` / 4."""
    width = unit
    for _ in range(60):
        grid = GridContest(contest, width / 40, 40)
        opposing = GridStrategy((grid.gaps > 0) | (not to_leaver), grid.gaps < 0)
        reply, _ = grid.best_response(opposing, opposing)
        out = ~reply.stays & (grid.gaps < 0)
        k = float(-grid.gaps[out].max()) if out.any() else math.inf
        if k < 0.9 * width:
            return max(k, unit / 4)
        width *= 2
    raise NoContestEquilibriumError("no grid is wide enough for the contest's best replies; scale the primitives")


def _slack(value: Floats) -> float:
    return 1e-12 * float(np.max(np.abs(value)))
