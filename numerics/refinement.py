"""From few actions to all: an equilibrium of the game on every k-th action is a start for twice as many.

On fine action grids value iteration rarely meets the supports of an equilibrium, and the logit path is long.
On a coarse grid both are short; and from one grid to the next only few actions join or leave the supports.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from numerics.homotopy import trace
from numerics.stochastic_game import StochasticGame
from numerics.support_pivoting import Candidate, Supports, pivot_supports
from numerics.transition import Floats, SparseTransition
from numerics.value_iteration import iterate_values

STRIDES = (8, 4, 2)
FEWEST_ACTIONS = 4
PATH_ACTIONS = 11  # the logit path is followed on grids of at most this many actions
SWEEPS = 40


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


def coarse_to_fine(game: StochasticGame, mirrored: bool, path_steps: int) -> Candidate | None:
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
        start = None if found is None else part.lifted(found, last)
        following = refined(part.game, start, mirrored)
        if following is None and stride > 1 and max(part.game.shape[1:]) <= PATH_ACTIONS:
            following = next(trace(part.game, mirrored=mirrored, steps=path_steps), None)
        found, last = following, stride
    return found


def refined(game: StochasticGame, start: Candidate | None, mirrored: bool) -> Candidate | None:
    """Pivot the supports of a start; then those that value iteration reaches from it."""
    if start is not None:
        at_once = pivot_supports(game, Supports.of(start.x, start.y), start, mirrored=mirrored, rounds=100)
        if at_once is not None:
            return at_once
    begin = None if start is None else (start.x, start.y, start.values)
    reached = iterate_values(game, sweeps=SWEEPS, mirrored=mirrored, start=begin)
    guess = Candidate(reached.x, reached.y, reached.values)
    return pivot_supports(game, Supports.of(reached.x, reached.y), guess, mirrored=mirrored)
