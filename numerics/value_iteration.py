"""Value iteration over stage equilibria: a start for the stationary game, and the exact finite-horizon
recursion."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from numerics.stochastic_game import StochasticGame
from numerics.transition import Floats

SETTLED_SWEEPS = 4


@dataclass(frozen=True)
class Iterate:
    """Where an iteration stands.

    Attributes
    ----------
    x, y : (S, A1) and (S, A2), the profile
    values : (2, S)
    moved : the largest change of a value in the last sweep
    settled : whether the supports stayed the same over the last sweeps
    """

    x: Floats
    y: Floats
    values: Floats
    moved: float
    settled: bool


def first_actions(game: StochasticGame) -> tuple[Floats, Floats]:
    """Everybody plays action 0 everywhere."""
    S, A1, A2 = game.shape
    x, y = np.zeros((S, A1)), np.zeros((S, A2))
    x[:, 0], y[:, 0] = 1, 1
    return x, y


def iterate_values(
    game: StochasticGame,
    *,
    sweeps: int = 60,
    mirrored: bool | None = None,
    start: tuple[Floats, Floats, Floats] | None = None,
    change: float = 1e-12,
    pace: float = 1.0,
) -> Iterate:
    """Solve the continuation game at every state again and again.

    Stops after `sweeps`, when no value moves by more than `change`, or when the supports have settled; on
    about half of all kinked games none of this ever happens, so the result is a start and not an answer.

    Parameters
    ----------
    mirrored : solve one half of the states and mirror the rest; by default where the game allows it
    start : (x, y, values) to go on from; by default first actions and zeros
    pace : in (0, 1], the part of a sweep's change that is made; at a slow pace iteration settles on many games on
        which it cycles at the full one

    Examples
    --------
    >>> game = StochasticGame(np.ones((2, 1, 1, 1)), np.ones((1, 1, 1, 1)), 0.5)
    >>> iterate_values(game, sweeps=100).settled
    True
    """
    x, y, values = start if start is not None else (*first_actions(game), np.zeros((2, game.shape[0])))
    x, y, values = x.copy(), y.copy(), values.copy()
    reflect = game.mirror is not None if mirrored is None else mirrored
    moved, calm = np.inf, 0
    played = (x > 0).tobytes() + (y > 0).tobytes()
    for _ in range(sweeps):
        before = played
        swept = bellman_nash_sweep(game, x, y, values, reflect)
        moved = float(np.abs(swept - values).max())
        values = values + pace * (swept - values)
        played = (x > 0).tobytes() + (y > 0).tobytes()
        calm = calm + 1 if played == before else 0
        if moved <= change or calm >= SETTLED_SWEEPS:
            break
    return Iterate(x, y, values, moved, calm >= SETTLED_SWEEPS or moved <= change)


def bellman_nash_sweep(game: StochasticGame, x: Floats, y: Floats, values: Floats, mirrored: bool) -> Floats:
    """One sweep: x and y are replaced by stage equilibria of the game that continues with `values`; returns
    theirs.

    In a mirrored game only the states up to the middle are solved, the middle one symmetrically.
    """
    from numerics.value_iteration_kernels import sweep

    S, law, swept = game.shape[0], game.law, values.copy()
    solved, middle = ((S + 1) // 2, S % 2 == 1) if mirrored else (S, False)
    sweep(
        game.payoffs, law.successors, law.probabilities, game.discount, values, solved, middle, x, y, swept
    )  # fmt: skip
    if mirrored:
        half = S // 2
        x[S - half :], y[S - half :] = y[:half][::-1].copy(), x[:half][::-1].copy()
        swept[:, S - half :] = swept[::-1, :half][:, ::-1]
    return swept


def average_play(game: StochasticGame, mirrored: bool, *, sweeps: int = 80, settle: int = 20) -> tuple[Floats, Floats]:
    """The mean of the stage equilibria over the sweeps after the first `settle`: where iteration cycles, what
    it cycles around."""
    x, y = first_actions(game)
    values = np.zeros((2, game.shape[0]))
    mean_x, mean_y = np.zeros_like(x), np.zeros_like(y)
    for number in range(sweeps):
        values = bellman_nash_sweep(game, x, y, values, mirrored)
        if number >= settle:
            mean_x, mean_y = mean_x + x, mean_y + y
    return mean_x / (sweeps - settle), mean_y / (sweeps - settle)


def policy_values(game: StochasticGame, x: Floats, y: Floats) -> Floats:
    """The values (2, S) of playing a profile for ever, by one linear solve."""
    from numerics.value_iteration_kernels import policy_law

    S = game.shape[0]
    chain, reward = np.zeros((S, S)), np.zeros((2, S))
    policy_law(game.payoffs, game.law.successors, game.law.probabilities, x, y, chain, reward)
    return np.ascontiguousarray(np.linalg.solve(np.eye(S) - game.discount * chain, reward.T).T)
