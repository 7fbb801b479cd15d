"""Stationary Markov-perfect equilibria of finite two-player discounted stochastic games, with
certificates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from numerics.certificate import Certificate, certify
from numerics.errors import InvalidGameError, NoEquilibriumError
from numerics.homotopy import trace
from numerics.stochastic_game import StochasticGame
from numerics.support_pivoting import Candidate, Supports, pivot_supports
from numerics.transition import Floats
from numerics.value_iteration import iterate_values, policy_values


@dataclass(frozen=True)
class Equilibrium:
    """A stationary profile, its values, and what was proved about it.

    Attributes
    ----------
    profile : (S, A1) and (S, A2), mixed actions at every state
    values : (2, S)
    certificate : one-shot gains and whole-game regret, all upper bounds
    method : which stage of the solver found it
    """

    profile: tuple[Floats, Floats]
    values: Floats
    certificate: Certificate
    method: str


def solve(
    game: StochasticGame,
    *,
    tolerance: float = 1e-8,
    symmetric: bool | None = None,
    sweeps: int = 60,
    starts: int = 4,
    homotopy_steps: int = 800,
) -> Equilibrium:
    """One stationary equilibrium whose whole-game regret is certified to be at most `tolerance`."""
    mirrored = game.mirror is not None if symmetric is None else symmetric
    if mirrored and game.mirror is None:
        raise InvalidGameError("symmetric=True needs a game that is its own mirror; this one is not")
    best, stages = np.inf, {}
    for method, candidate in candidates(game, mirrored, sweeps, starts, homotopy_steps):
        if candidate is None:
            stages[method] = "no candidate"
            continue
        certificate = certify(game, (candidate.x, candidate.y), candidate.values)
        if certificate.regret <= tolerance:
            return Equilibrium((candidate.x, candidate.y), candidate.values, certificate, method)
        best = min(best, certificate.regret)
        stages[method] = f"regret {certificate.regret:.3g}"
    raise NoEquilibriumError(best, tolerance, stages)


def candidates(
    game: StochasticGame, mirrored: bool, sweeps: int, starts: int, homotopy_steps: int
) -> Iterator[tuple[str, Candidate | None]]:
    """Profiles that may be equilibria, cheapest first."""
    for seed in (None, *range(starts)):
        yield "supports", from_value_iteration(game, mirrored, sweeps, seed)
    for seed in (None, *range(starts)):
        for candidate in trace(game, mirrored=mirrored, steps=homotopy_steps, seed=seed):
            yield "homotopy", candidate


def from_value_iteration(
    game: StochasticGame, mirrored: bool, sweeps: int, seed: int | None
) -> Candidate | None:
    """Iterate values from zeros, or from a pure profile drawn at random, and pivot the supports that are
    reached."""
    start = None if seed is None else pure_profile(game, mirrored, seed)
    reached = iterate_values(game, sweeps=sweeps, mirrored=mirrored, start=start)
    guess = Candidate(reached.x, reached.y, reached.values)
    return pivot_supports(game, Supports.of(reached.x, reached.y), guess, mirrored=mirrored)


def pure_profile(game: StochasticGame, mirrored: bool, seed: int) -> tuple[Floats, Floats, Floats]:
    """One action for each player and state, drawn at random, and what they are worth."""
    S, A1, A2 = game.shape
    draw = np.random.default_rng(seed)
    x = np.eye(A1)[draw.integers(0, A1, size=S)]
    y = x[::-1].copy() if mirrored else np.eye(A2)[draw.integers(0, A2, size=S)]
    return x, y, policy_values(game, x, y)
