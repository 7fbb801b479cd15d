"""The certificate once more, in ball arithmetic: slow, and nothing in common with the fast one but its
theorem."""

from __future__ import annotations

import numpy as np
from flint import arb, arb_mat, ctx
from numpy.typing import ArrayLike

from numerics.certificate import Certificate, checked_profile
from numerics.stochastic_game import StochasticGame
from numerics.transition import Floats

Balls = list[arb]


def certify_in_balls(
    game: StochasticGame, profile: tuple[ArrayLike, ArrayLike], *, precision: int = 128
) -> tuple[Certificate, Floats]:
    """Gains and regrets of a profile from its exact values, which are enclosed by a linear solve in balls.

    Returns
    -------
    the certificate (value errors are the radii of the enclosed values), and the midpoints of the values (2,
    S)

    Examples
    --------
    >>> game = StochasticGame(np.ones((2, 1, 1, 1)), np.ones((1, 1, 1, 1)), 0.5)
    >>> certify_in_balls(game, ([[1.0]], [[1.0]]))[1].tolist()
    [[2.0], [2.0]]
    """
    S = game.shape[0]
    x, y, _ = checked_profile(game, profile, np.zeros((2, S)))
    before, ctx.prec = ctx.prec, precision
    try:
        mixes = [[normalised(row) for row in mix] for mix in (x, y)]
        values = [profile_values(game, mixes, player) for player in range(2)]
        gains = np.array([[stage_gain(game, mixes, values, player, s) for s in range(S)] for player in range(2)])
        radii = np.array([max(float(v.rad().upper()) for v in of_player) for of_player in values])
        middle = np.array([[float(v.mid()) for v in of_player] for of_player in values])
        patience = arb(1) - arb(game.discount)
        regrets = np.array([float((arb(gain) / patience).upper()) * (1 + 1e-15) for gain in gains.max(axis=1)])
        return Certificate(gains, radii, regrets), middle
    finally:
        ctx.prec = before


def normalised(row: Floats) -> Balls:
    """A strategy divided by its exact sum."""
    exact = [arb(float(weight)) for weight in row]
    total = sum(exact, arb(0))
    return [weight / total for weight in exact]


def chances(game: StochasticGame, s: int, i: int, j: int) -> list[tuple[int, arb]]:
    """The successors of an action pair and their probabilities, divided by their exact sum."""
    successors = game.law.successors[s, i, j]
    return list(zip(successors.tolist(), normalised(game.law.probabilities[s, i, j]), strict=True))


def profile_values(game: StochasticGame, mixes: list[list[Balls]], player: int) -> Balls:
    """Enclosures of the exact values of a player, from (I - beta P) W = u."""
    S, A1, A2 = game.shape
    beta = arb(game.discount)
    matrix = [[arb(int(s == t)) for t in range(S)] for s in range(S)]
    reward = [[arb(0)] for _ in range(S)]
    for s in range(S):
        for i in range(A1):
            for j in range(A2):
                weight = mixes[0][s][i] * mixes[1][s][j]
                if weight != 0:
                    reward[s][0] += weight * arb(float(game.payoffs[player, s, i, j]))
                    for after, chance in chances(game, s, i, j):
                        matrix[s][after] -= beta * weight * chance
    solution = arb_mat(matrix).solve(arb_mat(reward))
    return [solution[s, 0] for s in range(S)]


def stage_gain(game: StochasticGame, mixes: list[list[Balls]], values: list[Balls], player: int, s: int) -> float:
    """An upper bound on what one pure deviation at state s gains."""
    own, other = mixes[player][s], mixes[1 - player][s]
    beta, best = arb(game.discount), 0.0
    for a in range(len(own)):
        earned = -values[player][s]
        for b, weight in enumerate(other):
            if weight != 0:
                i, j = (a, b) if player == 0 else (b, a)
                after = sum((chance * values[player][t] for t, chance in chances(game, s, i, j)), arb(0))
                earned += weight * (arb(float(game.payoffs[player, s, i, j])) + beta * after)
        best = max(best, float(earned.upper()) * (1 + 1e-15))
    return best
