"""The path of logit equilibria from uniform mixes to an equilibrium, by predictor and corrector along its
length.

The path may turn back in the noise, so steps go along its arc length (Turocy 2005; Eibelshaeuser and Poensgen
2019). It need not be followed to its end: every few steps the probable actions are tried as supports, and
Newton takes over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from numerics.logit_system import LogitPoint, LogitSystem, NewtonDirections
from numerics.stochastic_game import StochasticGame
from numerics.support_pivoting import Candidate, Supports, pivot_supports
from numerics.transition import Floats
from numerics.value_iteration import average_play, policy_values

ON_PATH = 1e-3
CORRECTIONS = 6
SHORTEST_STEP = 1e-5
SHARP_STEP = 1e-2  # below this length a corner is passed as it is
LONGEST_STEP = 3.0
STEP_FACTORS = (2.0, 2.0, 2.0, 1.2, 0.7, 0.7)  # by the number of corrections
SHARPEST_TURN = 0.6  # cosine between successive tangents
LARGEST_RESIDUAL = 1e6
LARGEST_CORRECTION = 2.0  # of log tau


@dataclass(frozen=True)
class PathPoint:
    """A point of the path, its unit tangent, the orientation that leads to less noise, and the Newton steps
    to it."""

    at: LogitPoint
    tangent: LogitPoint
    less_noise: int
    corrections: int


def inner(at: LogitPoint, a: LogitPoint, b: LogitPoint) -> float:
    """The product of two directions at a point: Fisher's metric for the mixes, values in units of their
    size."""
    scale = 1e-3 + float(np.abs(at.values).max())
    mixes = float((at.x * a.u * b.u).sum() + (at.y * a.w * b.w).sum())
    return mixes + float((a.values * b.values).sum()) / (scale * scale) + a.t * b.t


def cosine(there: PathPoint, forward: LogitPoint) -> float:
    """Of the angle between the tangent at a point and a direction, in the metric of that point."""
    size = inner(there.at, forward, forward)
    return inner(there.at, there.tangent, forward) / float(np.sqrt(size))


def with_noise(direction: LogitPoint) -> LogitPoint:
    """The derivative by t as a direction that moves t by one."""
    return LogitPoint(direction.u, direction.w, direction.values, 1.0)


def combined(a: LogitPoint, b: LogitPoint, weight: float) -> LogitPoint:
    """a + weight b."""
    return LogitPoint(a.u + weight * b.u, a.w + weight * b.w, a.values + weight * b.values, a.t + weight * b.t)


def unit_tangent(at: LogitPoint, directions: NewtonDirections, less_noise: int) -> LogitPoint:
    """The path's direction of length one, to less noise where the orientation is `less_noise`, else to more.

    The sign of the determinant, and not the angle with the last step, decides which way is on: so a step that
    lands on a neighbouring stretch of the path does not send it back to where it came from.
    """
    along = with_noise(directions.derivative)
    sign = -1.0 if directions.orientation == less_noise else 1.0
    return along.scaled(sign / float(np.sqrt(inner(at, along, along))))


def logit_system(game: StochasticGame, mirrored: bool, seed: int | None = None) -> LogitSystem:
    """The equations with uniform mixes at the start, or with mixes drawn from the simplex."""
    S, A1, A2 = game.shape
    if seed is None:
        return with_prior(game, mirrored, np.full((S, A1), 1 / A1), np.full((S, A2), 1 / A2))
    draw = np.random.default_rng(seed)
    x, y = draw.dirichlet(np.ones(A1), size=S), draw.dirichlet(np.ones(A2), size=S)
    return with_prior(game, mirrored, x, x[::-1] if mirrored else y)


def averaged_system(game: StochasticGame, mirrored: bool) -> LogitSystem:
    """The equations whose mixes at the start are half uniform and half what value iteration plays on
    average."""
    _, A1, A2 = game.shape
    x, y = average_play(game, mirrored)
    return with_prior(game, mirrored, x / 2 + 1 / (2 * A1), y / 2 + 1 / (2 * A2))


def with_prior(game: StochasticGame, mirrored: bool, x: Floats, y: Floats) -> LogitSystem:
    """The equations with given mixes at the start, none smaller than a millionth."""
    return LogitSystem(game, mirrored, np.log(np.maximum(x, 1e-6)), np.log(np.maximum(y, 1e-6)))


def noisy_start(system: LogitSystem) -> LogitPoint:
    """The mixes without payoffs and their values, at a noise far above all payoffs."""
    values = policy_values(system.game, np.exp(system.prior1), np.exp(system.prior2))
    largest = max(float(np.abs(system.game.payoffs).max()), float(np.abs(values).max()), 1e-6)
    return LogitPoint(system.prior1, system.prior2, values, float(np.log(2 * largest)))


def corrected(
    system: LogitSystem, guess: LogitPoint, forward: LogitPoint | None = None, less_noise: int = 0
) -> PathPoint | None:
    """The point of the path nearest a guess, across the direction `forward` (at fixed noise without one).

    Without `less_noise` the orientation at the point that is found becomes that of less noise.
    """
    at = guess
    for count in range(CORRECTIONS):
        try:
            directions = system.newton_directions(at)
        except np.linalg.LinAlgError:
            return None
        correction = directions.correction
        if not directions.residual < LARGEST_RESIDUAL or not inner(at, correction, correction) < LARGEST_RESIDUAL:
            return None
        if directions.residual <= ON_PATH:
            orientation = less_noise or directions.orientation
            return PathPoint(at, unit_tangent(at, directions, orientation), orientation, count)
        if forward is None:
            at = at.plus(correction)
        else:
            along = with_noise(directions.derivative)
            weight = -inner(at, forward, correction) / inner(at, forward, along)
            if not abs(at.t + weight - guess.t) < LARGEST_CORRECTION:
                return None
            at = at.plus(combined(correction, along, weight))
    return None


def follow(system: LogitSystem, *, steps: int, least_noise: float) -> Iterator[LogitPoint]:
    """Points along the path, from mixes without payoffs on, until the noise is small or the steps are used
    up."""
    here = corrected(system, noisy_start(system))
    length, highest = 0.5, noisy_start(system).t + 1
    for _ in range(steps):
        if here is None or length < SHORTEST_STEP or not np.log(least_noise) < here.at.t < highest:
            return
        there = corrected(system, here.at.plus(here.tangent, length), here.tangent, here.less_noise)
        if there is None or (cosine(there, here.tangent) < SHARPEST_TURN and length > SHARP_STEP):
            length /= 2
            continue
        length = min(length * STEP_FACTORS[there.corrections], LONGEST_STEP)
        here = there
        yield here.at


def trace(
    game: StochasticGame,
    *,
    mirrored: bool,
    steps: int = 800,
    seed: int | None = None,
    averaged: bool = False,
    handover: float = 0.01,
) -> Iterator[Candidate]:
    """Equilibrium candidates met along the path: the probable actions as supports, pivoted to consistent
    signs."""
    system = averaged_system(game, mirrored) if averaged else logit_system(game, mirrored, seed)
    spread = float(np.ptp(game.payoffs)) or 1.0
    seen: set[bytes] = set()
    for count, at in enumerate(follow(system, steps=steps, least_noise=1e-9 * spread)):
        if np.exp(at.t) > handover * spread or count % 3:
            continue
        for threshold in (1e-2, 1e-3):
            supports = Supports.of(at.x, at.y, threshold)
            if supports.key in seen:
                continue
            seen.add(supports.key)
            guess = Candidate(at.x, at.y, at.values)
            found = pivot_supports(game, supports, guess, mirrored=mirrored, rounds=10)
            if found is not None:
                yield found
