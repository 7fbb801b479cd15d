"""Compiled sums over actions and successors: continuation payoffs, payoffs of deviations, error bounds.

`payoffs` is (2, S, A1, A2), `successors` and `probabilities` are (S, A1, A2, K), `values` is (2, S), x is (S,
A1) and y is (S, A2). Only actions of positive probability are visited, so the cost grows with the supports
and not with A1 * A2.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from numerics.compiled import compiled, inlined

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
States = NDArray[np.int32]


@inlined
def continuation(
    payoffs: Floats, successors: States, probabilities: Floats, discount: float, values: Floats,
    player: int, s: int, i: int, j: int,
) -> float:  # fmt: skip
    """One entry of the paper's A_player(s; i, j)."""
    expected = 0.0
    for k in range(successors.shape[3]):
        expected += probabilities[s, i, j, k] * values[player, successors[s, i, j, k]]
    return float(payoffs[player, s, i, j] + discount * expected)


@compiled
def deviation_payoffs(
    payoffs: Floats, successors: States, probabilities: Floats, discount: float, values: Floats,
    x: Floats, y: Floats, first: Floats, second: Floats,
) -> None:  # fmt: skip
    """What each pure action earns: first (S, A1) against y, second (S, A2) against x, continuing with
    `values`."""
    S, A1, A2 = payoffs.shape[1], payoffs.shape[2], payoffs.shape[3]
    for s in range(S):
        for i in range(A1):
            first[s, i] = 0.0
        for j in range(A2):
            second[s, j] = 0.0
            if y[s, j] != 0:
                for i in range(A1):
                    first[s, i] += y[s, j] * continuation(
                        payoffs, successors, probabilities, discount, values, 0, s, i, j
                    )
        for i in range(A1):
            if x[s, i] != 0:
                for j in range(A2):
                    second[s, j] += x[s, i] * continuation(
                        payoffs, successors, probabilities, discount, values, 1, s, i, j
                    )


@compiled
def stage_bounds(
    payoffs: Floats, successors: States, probabilities: Floats, discount: float,
    values: Floats, next_values: Floats, x: Floats, y: Floats, unit: float,
    gain: Floats, shortfall: Floats, excess: Floats,
) -> None:  # fmt: skip
    """Upper bounds at every state, roundings included: the gain of a pure deviation, and how far the stage
    value of the profile lies below and above `values`; each (2, S).

    `unit` times the sum of the absolute terms bounds the error of every sum; the caller chooses it from the
    number of operations.
    """
    S, A = payoffs.shape[1], max(payoffs.shape[2], payoffs.shape[3])
    payoff, size = np.empty(A), np.empty(A)
    for player in range(2):
        for s in range(S):
            own, other = (x, y) if player == 0 else (y, x)
            actions, replies = own.shape[1], other.shape[1]
            for i in range(actions):
                payoff[i], size[i] = 0.0, 0.0
            for j in range(replies):
                weight = other[s, j]
                if weight > 0:
                    for i in range(actions):
                        row, column = (i, j) if player == 0 else (j, i)
                        expected, magnitude = 0.0, 0.0
                        for k in range(successors.shape[3]):
                            after = successors[s, row, column, k]
                            term = probabilities[s, row, column, k] * next_values[player, after]
                            expected += term
                            magnitude += abs(term)
                        reward = payoffs[player, s, row, column]
                        payoff[i] += weight * (reward + discount * expected)
                        size[i] += weight * (abs(reward) + discount * magnitude)
            best, mean, mean_size = -np.inf, 0.0, 0.0
            for i in range(actions):
                best = max(best, payoff[i] + unit * size[i])
                mean += own[s, i] * payoff[i]
                mean_size += own[s, i] * size[i]
            slack = unit * (mean_size + abs(values[player, s]))
            gain[player, s] = (best - mean + slack) * (1 + unit)
            shortfall[player, s] = values[player, s] - mean + slack
            excess[player, s] = mean - values[player, s] + slack
