"""Compiled sweeps of value iteration: at every state an equilibrium of the continuation game.

The stage game is solved on a few actions, from the last sweep's supports on: Lemke-Howson on these, then each player's
best reply among all actions joins them, until no reply gains (the double oracle of McMahan, Gordon and Blum, 2003).
The matrices of all actions are never built.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from numerics.bellman_kernels import continuation
from numerics.compiled import compiled, compiled_part
from numerics.lemke_howson_kernels import COLUMN_BLOCK, follow_path, follow_symmetric_path

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
States = NDArray[np.int32]

GAIN_TOLERANCE = 1e-12
PIVOT_LIMIT = 20_000


@compiled_part
def support(strategy: Floats, actions: Ints) -> int:
    """List the actions of positive probability; return how many they are."""
    count = 0
    for i in range(strategy.shape[0]):
        if strategy[i] > 0:
            actions[count] = i
            count += 1
    return count


@compiled_part
def complete(
    payoffs: Floats, successors: States, probabilities: Floats, discount: float, values: Floats,
    player: int, s: int, rows: Ints, m: int, columns: Ints, n: int, known_m: int, known_n: int, stage: Floats,
) -> None:  # fmt: skip
    """Fill in a player's stage payoffs on the listed actions beyond the first known_m x known_n."""
    for r in range(m):
        for c in range(n):
            if r >= known_m or c >= known_n:
                stage[r, c] = continuation(
                    payoffs, successors, probabilities, discount, values, player, s, rows[r], columns[c]
                )


@compiled_part
def with_best_reply(
    payoffs: Floats, successors: States, probabilities: Floats, discount: float, values: Floats,
    player: int, s: int, own: Ints, count: int, other: Ints, others: int, mix: Floats, least: float,
) -> int:  # fmt: skip
    """List the player's best reply to the opponent's mix too, if it earns more than `least`; return the new length."""
    actions = payoffs.shape[2] if player == 0 else payoffs.shape[3]
    best = -1
    for a in range(actions):
        earned = 0.0
        for b in range(others):
            if mix[b] > 0:
                i, j = (a, other[b]) if player == 0 else (other[b], a)
                earned += mix[b] * continuation(payoffs, successors, probabilities, discount, values, player, s, i, j)
        if earned > least:
            best, least = a, earned
    for k in range(count):
        if own[k] == best:
            return count
    if best < 0:
        return count
    own[count] = best
    return count + 1


@compiled
def sweep(
    payoffs: Floats, successors: States, probabilities: Floats, discount: float, values: Floats,
    solved: int, middle: bool, x: Floats, y: Floats, result: Floats,
) -> int:  # fmt: skip
    """Replace x and y at the first `solved` states by equilibria of the continuation games, result by their values.

    With `middle` the game at the last of these states is symmetric, and so is the equilibrium there. Returns the
    number of states where none was found, which keep what they had.
    """
    A1, A2 = payoffs.shape[2], payoffs.shape[3]
    size = max(A1, A2)
    rows, columns = np.empty(A1 + 1, np.int64), np.empty(A2 + 1, np.int64)
    A, B, mix1, mix2 = np.empty((A1, A2)), np.empty((A1, A2)), np.empty(size), np.empty(size)
    T, numbers = np.empty((5, size, size + COLUMN_BLOCK)), np.empty((4, A1 + A2), np.int64)
    lost = 0
    for s in range(solved):
        symmetric = middle and s == solved - 1
        m, n = support(x[s], rows), support(y[s], columns)
        known_m, known_n, value1, value2, pivots = 0, 0, 0.0, 0.0, 1
        while pivots > 0 and (m > known_m or n > known_n):
            complete(
                payoffs, successors, probabilities, discount, values, 0, s, rows, m, columns, n,
                known_m, known_n, A,
            )  # fmt: skip
            complete(
                payoffs, successors, probabilities, discount, values, 1, s, rows, m, columns, n,
                known_m, known_n, B,
            )  # fmt: skip
            known_m, known_n, pivots, label = m, n, -1, 0
            while pivots < 0 and label < (m if symmetric else m + n):
                if symmetric:
                    pivots = follow_symmetric_path(A, m, label, PIVOT_LIMIT, mix1, T, numbers)
                    for j in range(n):
                        mix2[j] = mix1[j]
                else:
                    pivots = follow_path(A, B, m, n, label, PIVOT_LIMIT, mix1, mix2, T, numbers)
                label += 1
            value1, value2 = 0.0, 0.0
            for r in range(m):
                for c in range(n):
                    value1 += mix1[r] * mix2[c] * A[r, c]
                    value2 += mix1[r] * mix2[c] * B[r, c]
            slack = GAIN_TOLERANCE * (1 + abs(value1) + abs(value2))
            m = with_best_reply(
                payoffs, successors, probabilities, discount, values, 0, s, rows, m, columns, known_n,
                mix2, value1 + slack,
            )  # fmt: skip
            if symmetric:
                n, columns[m - 1] = m, rows[m - 1]
            else:
                n = with_best_reply(
                    payoffs, successors, probabilities, discount, values, 1, s, columns, n, rows, known_m,
                    mix1, value2 + slack,
                )  # fmt: skip
        if pivots < 0:
            lost += 1
            continue
        for i in range(A1):
            x[s, i] = 0.0
        for j in range(A2):
            y[s, j] = 0.0
        for r in range(m):
            x[s, rows[r]] = mix1[r]
        for c in range(n):
            y[s, columns[c]] = mix2[c]
        result[0, s], result[1, s] = value1, value2
    return lost


@compiled
def policy_law(
    payoffs: Floats, successors: States, probabilities: Floats, x: Floats, y: Floats, law: Floats, reward: Floats
) -> None:
    """The Markov chain (S, S) and the mean payoffs (2, S) of a profile; both must come in as zeros."""
    for s in range(x.shape[0]):
        for i in range(x.shape[1]):
            for j in range(y.shape[1]):
                weight = x[s, i] * y[s, j]
                if weight > 0:
                    reward[0, s] += weight * payoffs[0, s, i, j]
                    reward[1, s] += weight * payoffs[1, s, i, j]
                    for k in range(successors.shape[3]):
                        law[s, successors[s, i, j, k]] += weight * probabilities[s, i, j, k]
