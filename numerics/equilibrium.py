"""Stationary Markov-perfect equilibria of finite two-player discounted stochastic games, with
certificates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from numerics.certificate import Certificate, certify
from numerics.errors import InvalidGameError, NoEquilibriumError
from numerics.stochastic_game import StochasticGame
from numerics.support_pivoting import Candidate, Supports, pivot_supports
from numerics.transition import Floats
from numerics.value_iteration import iterate_values


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
) -> Equilibrium:
    """One stationary equilibrium whose whole-game regret is certified to be at most `tolerance`."""
    mirrored = game.mirror is not None if symmetric is None else symmetric
    if mirrored and game.mirror is None:
        raise InvalidGameError("symmetric=True needs a game that is its own mirror; this one is not")
    best, stages = np.inf, {}
    for method, candidate in candidates(game, mirrored, sweeps):
        if candidate is None:
            stages[method] = "no candidate"
            continue
        certificate = certify(game, (candidate.x, candidate.y), candidate.values)
        if certificate.regret <= tolerance:
            return Equilibrium((candidate.x, candidate.y), candidate.values, certificate, method)
        best = min(best, certificate.regret)
        stages[method] = f"regret {certificate.regret:.3g}"
    raise NoEquilibriumError(best, tolerance, stages)


def candidates(game: StochasticGame, mirrored: bool, sweeps: int) -> Iterator[tuple[str, Candidate | None]]:
    """Profiles that may be equilibria, cheapest first."""
    reached = iterate_values(game, sweeps=sweeps, mirrored=mirrored)
    start = Candidate(reached.x, reached.y, reached.values)
    yield "supports", pivot_supports(game, Supports.of(reached.x, reached.y), start, mirrored=mirrored)
