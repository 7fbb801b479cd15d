"""From few actions to all: an equilibrium of the game on every k-th action is a start for twice as many.

On fine action grids value iteration rarely meets the supports of an equilibrium, and paths are long. On a
coarse grid they are short; and from one grid to the next only few actions join or leave the supports.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from numerics.stochastic_game import StochasticGame
from numerics.support_pivoting import Candidate, Supports, pivot_supports
from numerics.tracing import traced_average, traced_profile
from numerics.transition import Floats, SparseTransition

STRIDES = (8, 4, 2)
FEWEST_ACTIONS = 4


@dataclass(frozen=True)
class Thinned:
    """The game on every stride-th action of both players."""

    game: StochasticGame
    stride: int

    @classmethod
    def of(cls, game: StochasticGame, stride: int) -> Thinned:
        """Keep the actions 0, stride, 2 stride, ..."""
        part = (slice(None), slice(None, None, stride), slice(None, None, stride))
        law = SparseTransition(game.law.successors[part], game.law.probabilities[part])
        return cls(StochasticGame(game.payoffs[(slice(None), *part)], law, game.discount), stride)

    def lifted(self, coarse: Candidate, stride: int) -> Candidate:
        """A candidate of the game at a larger stride, on this one's actions."""
        step = stride // self.stride
        return Candidate(
            spaced(coarse.x, step, self.game.shape[1]), spaced(coarse.y, step, self.game.shape[2]), coarse.values
        )


def spaced(mix: Floats, step: int, actions: int) -> Floats:
    """(S, a) to (S, actions), with action k moved to step k."""
    wide = np.zeros((mix.shape[0], actions))
    wide[:, ::step] = mix
    return wide


def coarse_to_fine(game: StochasticGame, mirrored: bool, steps: int) -> Candidate | None:
    """A candidate of the game from its coarser versions; None where a refinement fails or the grid has no
    coarser one.

    Examples
    --------
    >>> from numerics.power_game import power_game
    >>> gaps, actions = np.linspace(-1, 1, 5), np.linspace(0, 0.8, 9)
    >>> game = power_game(1, 1, 0.5, 1, 0.1, 0.5, 1, 0.5, gaps=gaps, actions=actions)
    >>> coarse_to_fine(game, True, 100).x.shape
    (5, 9)
    """
    found, last = None, 0
    for stride in (*STRIDES, 1):
        if min(game.shape[1:]) <= stride * (FEWEST_ACTIONS - 1):
            continue
        part = Thinned.of(game, stride)
        if found is None:
            following = traced_average(part.game, mirrored=mirrored, steps=steps)
        else:
            following = refined(part.game, part.lifted(found, last), mirrored, steps // 4)
        if following is not None:
            found, last = following, stride
    return found if last == 1 else None


def refined(game: StochasticGame, start: Candidate, mirrored: bool, steps: int) -> Candidate | None:
    """Pivot the supports of a start; then admit the new actions bit by bit."""
    at_once = pivot_supports(game, Supports.of(start.x, start.y), start, mirrored=mirrored, rounds=100)
    return at_once or traced_profile(game, start.x, start.y, mirrored=mirrored, steps=steps)
