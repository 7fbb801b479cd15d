"""Simulation of a contest: the gap as a walk between nodes with exact exit laws, success as an exponential
clock.

Between two neighbouring nodes the gap's drift and variance are constant, so from every node the probabilities
of reaching
either neighbour, and the mean time that takes given which, are elementary: they come from the scale function
and the speed
measure of the two cells beside the node, nothing from the solution of a boundary value problem. The walk thus
visits nodes
with exactly the law of the diffusion, boundaries, tie and switches included, and its expected hitting times
are exact. The
only approximation is that a move takes its conditional mean time instead of a random one.

Bias: with killing at rate theta, one move errs by at most theta^2 E[xi^2] / 2 <= theta^2 M E[xi]
(Khas'minskii), M the
longest mean exit time from any point of the two cells, so a quantity between 0 and 1 is off by at most theta
M / (1 -
theta M). M falls with the square of the cells.

At the tie the gap goes to either side; with both safe there (`tie="safe"`) it has no drift and no volatility
and stays.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from numerics.contest import Contest
from numerics.contest_errors import InvalidContestError
from numerics.contest_values import ThresholdStrategy

Floats = NDArray[np.float64]
TieAction = Literal["risky", "safe"]


@dataclass(frozen=True)
class GapWalk:
    """The nodes of a simulated gap and the exact law of the next node.

    Attributes
    ----------
    nodes : (M,) gaps, progress, increasing; agent i drops out at the first, agent j at the last
    up : (M,) probability of moving up, 0 at the ends
    duration_up, duration_down : (M,) mean time of a move given its direction, time; inf at the ends
    longest : the longest mean time of a move from any gap between two nodes, time
    tie : index of the node at gap 0
    ahead_at_tie : share of the time of a move from the tie that agent i spends ahead
    """

    nodes: Floats
    up: Floats
    duration_up: Floats
    duration_down: Floats
    longest: float
    tie: int
    ahead_at_tie: float


@dataclass(frozen=True)
class ContestSample:
    """What happened in every simulated contest, from agent i's side.

    Attributes
    ----------
    both_in : (N,) time until success or dropping out, time; inf if the gap sticks and nothing can end it
    dropped_out : (N,) int, 0 nobody before success, 1 agent i, 2 agent j
    success : (N,) time of success, inf if the one who went on left too
    payoff : (N,) agent i's discounted prizes less costs, value
    bias_bound : how far the expectation of exp(-r * both_in), of `both_in` and of `success`, each relative to
        its scale
        (1, 1/Lambda, 1/lambda_high), can be off because moves take their mean time
    """

    both_in: Floats
    dropped_out: NDArray[np.int_]
    success: Floats
    payoff: Floats
    bias_bound: float


def gap_walk(contest: Contest, own: ThresholdStrategy, opposing: ThresholdStrategy, cells: int = 40) -> GapWalk:
    """Nodes at the boundaries, the tie and the switches, and about `cells` between the tie and the farther
    boundary.

    Examples
    --------
    >>> game = Contest(r=1, lambda_high=1, c=1, pi=0, sigma=1, P_high=3)
    >>> plan = ThresholdStrategy(1.0, math.inf)
    >>> walk = gap_walk(game, plan, plan, 2)
    >>> walk.nodes.tolist(), walk.up[1:-1].tolist(), walk.duration_up[1:-1].round(9).tolist()
    ([-1.0, -0.5, 0.0, 0.5, 1.0], [0.5, 0.5, 0.5], [0.25, 0.25, 0.25])
    """
    if not (math.isfinite(own.k) and math.isfinite(opposing.k) and own.k > 0 and opposing.k > 0):
        raise InvalidContestError(
            "both boundaries must be finite and positive; cut an infinite one at many length units"
        )
    if cells < 1:
        raise InvalidContestError(f"cells must be at least 1, not {cells!r}; 40 keeps the bias below a thousandth")
    marks = {-float(own.k), 0.0, float(opposing.k)}
    marks |= {float(own.switch)} if 0 < own.switch < opposing.k else set()
    marks |= {-float(opposing.switch)} if 0 < opposing.switch < own.k else set()
    width = max(own.k, opposing.k) / cells
    ordered = sorted(marks)
    parts = [np.linspace(a, b, max(1, math.ceil((b - a) / width)) + 1)[:-1] for a, b in pairwise(ordered)]
    nodes = np.append(np.concatenate(parts), ordered[-1])
    return _walk(nodes, *_cell_coefficients(contest, own, opposing, nodes))


def simulate_contest(
    contest: Contest,
    own: ThresholdStrategy,
    opposing: ThresholdStrategy,
    start: float,
    *,
    paths: int,
    seed: int,
    cells: int = 40,
    tie: TieAction = "risky",
) -> ContestSample:
    """Independent contests that start at one gap.

    Parameters
    ----------
    own, opposing : threshold strategies with finite boundaries; they need not be an equilibrium
    start : agent i's lead at time 0, progress; moved to the nearest node
    paths, seed : how many, and the seed of numpy's PCG64
    cells : nodes between the tie and the farther boundary; the bias falls with its square
    tie : whether the gap passes through zero ("risky") or sticks there ("safe", both safe at a tie)

    Examples
    --------
    >>> game = Contest(r=1, lambda_high=1, c=1, pi=0, sigma=1, P_high=3)
    >>> plan = ThresholdStrategy(0.59, math.inf)
    >>> sample = simulate_contest(game, plan, plan, 0.0, paths=2000, seed=1)
    >>> bool(abs(sample.success.mean() - 1) < 0.1)
    True
    """
    walk = gap_walk(contest, own, opposing, cells)
    generator = np.random.default_rng(seed)
    high, low = float(contest.lambda_high), float(contest.lambda_low)
    clock = generator.exponential(1 / (high + low), paths)
    place = np.full(paths, int(np.argmin(np.abs(walk.nodes - start))))
    elapsed = np.zeros(paths)
    last = walk.nodes.size - 1
    running = np.flatnonzero((place > 0) & (place < last))
    while running.size:
        here = place[running]
        rises = generator.random(running.size) < walk.up[here]
        duration = np.where(rises, walk.duration_up[here], walk.duration_down[here])
        if tie == "safe":
            duration = np.where(here == walk.tie, np.inf, duration)
        done = elapsed[running] + duration >= clock[running]
        elapsed[running] = np.where(done, clock[running], elapsed[running] + duration)
        place[running] = np.where(done, here, here + np.where(rises, 1, -1))
        running = running[~done & (place[running] > 0) & (place[running] < last)]
    return _settled(contest, walk, place, elapsed, generator)


def _settled(
    contest: Contest, walk: GapWalk, place: NDArray[np.int_], elapsed: Floats, generator: np.random.Generator
) -> ContestSample:
    """Who won, when, and what agent i got."""
    r, c = float(contest.r), float(contest.c)
    high, low = float(contest.lambda_high), float(contest.lambda_low)
    out = np.where(place == 0, 1, np.where(place == walk.nodes.size - 1, 2, 0))
    leads = np.where(place == walk.tie, generator.random(place.size) < walk.ahead_at_tie, place > walk.tie)
    leader_wins = generator.random(place.size) < high / (high + low)
    i_wins = np.where(leader_wins, leads, ~leads)
    alone = generator.exponential(1 / high, place.size) if contest.lone_agent_stays else np.inf
    success = np.where(out == 0, elapsed, elapsed + alone)
    prize = np.where(out == 0, i_wins, out == 2) * (float(contest.P_high) - float(contest.P_low))
    prize = prize + float(contest.P_low) * ((out != 1) | contest.keeps_prize)
    paying = np.where((out == 2) & contest.lone_agent_stays, success, elapsed)
    payoff = np.exp(-r * success) * prize - c * -np.expm1(-r * paying) / r
    theta_m = (r + high + low) * walk.longest
    bound = theta_m / (1 - theta_m) if theta_m < 1 else math.inf
    return ContestSample(elapsed, out, success, payoff, bound)


def _cell_coefficients(
    contest: Contest, own: ThresholdStrategy, opposing: ThresholdStrategy, nodes: Floats
) -> tuple[Floats, Floats]:
    """Drift and variance in every cell, (M - 1,) each."""
    middle = (nodes[:-1] + nodes[1:]) / 2
    a_i, a_j = own.action(middle), opposing.action(-middle)
    return (a_i - a_j) * float(contest.pi), (a_i + a_j) * float(contest.sigma) ** 2


def _walk(nodes: Floats, drift: Floats, variance: Floats) -> GapWalk:
    """The law of the next node, from the cell on either side of every inner node.

    In a cell, with x the distance from the node, G the generator and all solutions vanishing at the node: S
    has G S = 0 and
    S' = 1 there, H has G H = 1 and H' = 0, K has G K = S and K' = 0. The chance of going up is affine in S;
    the mean time,
    and the mean time on the event of going up, are w(0) + w'(0) S minus H-terms, C1 at the node and zero at
    both ends.
    """
    width = np.diff(nodes)
    s_left, h_left, k_left = _cell_solutions(-drift[:-1], variance[:-1], width[:-1])
    s_right, h_right, k_right = _cell_solutions(drift[1:], variance[1:], width[1:])
    up = s_left / (s_left + s_right)
    mean = up * h_right + (1 - up) * h_left
    slope = up / s_left
    on_up = up * (up * h_right + slope * k_right) + (1 - up) * (up * h_left - slope * k_left)
    tie = int(np.argmin(np.abs(nodes)))

    def padded(inner: Floats, edge: float) -> Floats:
        return np.concatenate(([edge], inner, [edge]))

    return GapWalk(
        nodes,
        padded(up, 0.0),
        padded(on_up / up, np.inf),
        padded((mean - on_up) / (1 - up), np.inf),
        float(np.max([h_left, h_right, mean])),
        tie,
        float(up[tie - 1] * h_right[tie - 1] / mean[tie - 1]),
    )


def _cell_solutions(outward: Floats, variance: Floats, width: Floats) -> tuple[Floats, Floats, Floats]:
    """S, H and K at the far end of a cell whose drift points away from the node at `outward`."""
    rate = 2 * outward / variance
    z = rate * width
    small = np.abs(z) < 0.02
    r, decay = np.where(small, 1.0, rate), np.exp(-z)
    scale = np.where(small, width * _series(z, (1, -1 / 2, 1 / 6, -1 / 24, 1 / 120, -1 / 720)), -np.expm1(-z) / r)
    hold = np.where(
        small,
        width**2 * _series(z, (1, -1 / 3, 1 / 12, -1 / 60, 1 / 360, -1 / 2520)),
        2 * (width - scale) / r,
    )
    both = np.where(
        small,
        width**3 * _series(z, (1 / 3, -1 / 6, 1 / 20, -1 / 90, 1 / 504, -1 / 3360)),
        2 * (width * (1 + decay) - 2 * scale) / r**2,
    )
    return scale, hold / variance, both / variance


def _series(z: Floats, coefficients: tuple[float, ...]) -> Floats:
    return np.asarray(np.polynomial.polynomial.polyval(z, coefficients))
