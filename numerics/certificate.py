"""What a profile is worth, proved: one-shot gains at every state and the regret of the whole game.

Let W be the exact values of a stationary profile, V the stated ones. With r the largest |stage value - V| of
a player, |W - V| <= r / (1 - beta). A pure one-shot deviation that gains d when play goes on with V gains at
most d + 2 beta r / (1 - beta) when it goes on with W. And when no one-shot deviation gains more than e at any
state, no strategy whatsoever gains more than e / (1 - beta) (Blackwell 1965, for the opponent's stationary
strategy held fixed).

All numbers are upper bounds, roundings included: sums are bounded by their absolute terms times the number of
operations times the unit roundoff (Higham 2002, section 3.1), and what follows is rounded up step by step.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from numerics.errors import InvalidGameError
from numerics.stochastic_game import StochasticGame
from numerics.transition import Floats, refuse_first

UNIT_ROUNDOFF = 2.0**-53
SUM_TOLERANCE = 1e-9


@dataclass(frozen=True)
class Certificate:
    """Upper bounds that were proved for a profile.

    Attributes
    ----------
    one_shot_gains : (2, S) what player i gains at most by one deviation at state s, the profile being played
        afterwards
    value_errors : (2,) distance of the stated values from the profile's exact values
    regrets : (2,) what player i gains at most over the whole game, by any strategy, from any state
    """

    one_shot_gains: Floats
    value_errors: Floats
    regrets: Floats

    @property
    def gain(self) -> float:
        """The largest one-shot gain."""
        return float(self.one_shot_gains.max())

    @property
    def regret(self) -> float:
        """The larger of the two players' regrets."""
        return float(self.regrets.max())


def certify(game: StochasticGame, profile: tuple[ArrayLike, ArrayLike], values: ArrayLike) -> Certificate:
    """Bound the gains from deviating from a stationary profile.

    Parameters
    ----------
    game : S states, A1 x A2 actions
    profile : (S, A1) and (S, A2), nonnegative rows that sum to one to 1e-9; what is certified is the profile
        with its rows divided by their exact sums
    values : (2, S), close to the profile's; the closer, the sharper the bounds

    Examples
    --------
    >>> game = StochasticGame(np.zeros((2, 1, 1, 1)), np.ones((1, 1, 1, 1)), 0.5)
    >>> certify(game, ([[1.0]], [[1.0]]), [[0.0], [0.0]]).regret < 1e-200
    True
    """
    from numerics.bellman_kernels import stage_bounds

    x, y, V = checked_profile(game, profile, values)
    gain, shortfall, excess = np.empty_like(V), np.empty_like(V), np.empty_like(V)
    law = game.law
    unit = rounding_unit(game, x, y)
    stage_bounds(
        game.payoffs, law.successors, law.probabilities, game.discount, V, V, x, y, unit, gain, shortfall, excess
    )
    return whole_game_bounds(game.discount, gain, np.maximum(shortfall, excess).max(axis=1))


def rounding_unit(game: StochasticGame, x: Floats, y: Floats) -> float:
    """A factor that bounds the relative error of every sum of the stage bounds, in terms of its absolute
    terms.

    Each of the two nested sums and the mean has at most K + A1 + A2 + 10 operations on any term's way; a
    transition row differs from one that sums to one by K + 1 roundings; and the strategies differ from
    normalised ones by what is measured here.
    """
    operations = 3 * (game.law.successors.shape[3] + x.shape[1] + y.shape[1] + 20)
    off_one: float = max(float(np.abs(mix.sum(axis=1) - 1).max()) for mix in (x, y))
    return float(2 * operations * UNIT_ROUNDOFF + 6 * off_one)


def whole_game_bounds(discount: float, gain: Floats, residual: Floats) -> Certificate:
    """From stage bounds with the stated values to bounds with the exact ones; rounded up."""
    up = 1 + 8 * UNIT_ROUNDOFF
    patience = (1 - discount) * (1 - 2 * UNIT_ROUNDOFF)
    errors = np.maximum(residual, 0) / patience * up
    gains = np.maximum(gain + 2 * discount * errors[:, None] * up, 0) * up + np.finfo(np.float64).tiny
    return Certificate(gains, errors, gains.max(axis=1) / patience * up)


def checked_profile(
    game: StochasticGame, profile: tuple[ArrayLike, ArrayLike], values: ArrayLike
) -> tuple[Floats, Floats, Floats]:
    """The profile and its values as arrays of the game's shape, or an error that names the first wrong
    entry."""
    S, A1, A2 = game.shape
    shapes = {"profile[0]": (S, A1), "profile[1]": (S, A2), "values": (2, S)}
    checked = []
    for (name, shape), given in zip(shapes.items(), (*profile, values), strict=True):
        array = np.ascontiguousarray(given, dtype=np.float64)
        if array.shape != shape:
            raise InvalidGameError(f"{name} has shape {array.shape}; this game needs {shape}")
        if name == "values":
            refuse_first(~np.isfinite(array), name, "is not finite")
        else:
            refuse_improper(array, name)
        checked.append(array)
    return checked[0], checked[1], checked[2]


def refuse_improper(mix: Floats, name: str) -> None:
    """An error for the first entry or row that is no probability; two sums tell that there is none."""
    if mix.min() >= 0 and np.abs(mix.sum(axis=1) - 1).max() <= SUM_TOLERANCE:
        return
    refuse_first(~np.isfinite(mix), name, "is not finite")
    refuse_first(mix < 0, name, "is negative")
    refuse_first(np.abs(mix.sum(axis=1) - 1) > SUM_TOLERANCE, name, "does not sum to one")
