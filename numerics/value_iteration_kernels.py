"""Compiled sweeps of value iteration: at every state an equilibrium of the continuation game.

The stage game is solved on a few actions, from the last sweep's supports on: Lemke-Howson on these, then each
player's best reply among all actions joins them, until no reply gains (the double oracle of McMahan, Gordon
and Blum, 2003). The matrices of all actions are never built.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from numerics.bellman_kernels import continuation
from numerics.compiled import compiled
from numerics.lemke_howson_kernels import COLUMN_BLOCK, follow_path, follow_symmetric_path

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
States = NDArray[np.int32]

GAIN_TOLERANCE = 1e-12
PIVOT_LIMIT = 20_000


@compiled
def support(strategy: Floats, actions: Ints) -> int:
    """List the actions of positive probability; return how many they are."""
    count = 0
    for i in range(strategy.shape[0]):
        if strategy[i] > 0:
            actions[count] = i
            count += 1
    return count


@compiled
def joins(actions: Ints, count: int, candidate: int) -> int:
    """Append an action that is not listed yet; return the new length."""
    for k in range(count):
        if actions[k] == candidate:
            return count
    actions[count] = candidate
    return count + 1


@compiled
def restricted_equilibrium(
    A: Floats, B: Floats, m: int, n: int, symmetric: bool, x: Floats, y: Floats, T: Floats, numbers: Ints
) -> bool:
    """An equilibrium on the listed actions; every label is tried before it gives up."""
    if symmetric:
        for label in range(m):
            if follow_symmetric_path(A, m, label, PIVOT_LIMIT, x, T, numbers) > 0:
                for j in range(n):
                    y[j] = x[j]
                return True
        return False
    for label in range(m + n):  # noqa: SIM110 (compiled code has no generators)
        if follow_path(A, B, m, n, label, PIVOT_LIMIT, x, y, T, numbers) > 0:
            return True
    return False


@compiled
def stage_equilibrium(
    payoffs: Floats, successors: States, probabilities: Floats, discount: float, values: Floats,
    s: int, symmetric: bool, x: Floats, y: Floats, result: Floats,
) -> bool:  # fmt: skip
    """Replace x and y at state s by an equilibrium of the continuation game, result[:, s] by its values.

    With `symmetric` the game at s must be symmetric and x equal to y. False when no equilibrium was found.
    """
    A1, A2 = payoffs.shape[2], payoffs.shape[3]
    rows, columns = np.empty(A1 + 1, np.int64), np.empty(A2 + 1, np.int64)
    m, n = support(x[s], rows), support(y[s], columns)
    A, B = np.empty((A1, A2)), np.empty((A1, A2))
    mix1, mix2 = np.empty(A1), np.empty(A2)
    size = max(A1, A2)
    T, numbers = np.empty((3, size, size + COLUMN_BLOCK)), np.empty((4, A1 + A2), np.int64)
    known_m, known_n = 0, 0
    while True:
        for i in range(m):
            for j in range(n):
                if i >= known_m or j >= known_n:
                    A[i, j] = continuation(
                        payoffs, successors, probabilities, discount, values, 0, s, rows[i], columns[j]
                    )
                    B[i, j] = continuation(
                        payoffs, successors, probabilities, discount, values, 1, s, rows[i], columns[j]
                    )
        known_m, known_n = m, n
        if not restricted_equilibrium(A, B, m, n, symmetric, mix1, mix2, T, numbers):
            return False
        value1, value2 = 0.0, 0.0
        for i in range(m):
            for j in range(n):
                value1 += mix1[i] * mix2[j] * A[i, j]
                value2 += mix1[i] * mix2[j] * B[i, j]
        tolerance = GAIN_TOLERANCE * (1 + abs(value1) + abs(value2))
        best, gain = -1, tolerance
        for i in range(A1):
            earned = -value1
            for j in range(n):
                if mix2[j] > 0:
                    earned += mix2[j] * continuation(
                        payoffs, successors, probabilities, discount, values, 0, s, i, columns[j]
                    )
            if earned > gain:
                best, gain = i, earned
        if best >= 0:
            m = joins(rows, m, best)
        if symmetric:
            n = m if best < 0 else joins(columns, n, best)
        else:
            best, gain = -1, tolerance
            for j in range(A2):
                earned = -value2
                for i in range(m):
                    if i < known_m and mix1[i] > 0:
                        earned += mix1[i] * continuation(
                            payoffs, successors, probabilities, discount, values, 1, s, rows[i], j
                        )
                if earned > gain:
                    best, gain = j, earned
            if best >= 0:
                n = joins(columns, n, best)
        if m == known_m and n == known_n:
            break
    for i in range(A1):
        x[s, i] = 0.0
    for j in range(A2):
        y[s, j] = 0.0
    for i in range(m):
        x[s, rows[i]] = mix1[i]
    for j in range(n):
        y[s, columns[j]] = mix2[j]
    result[0, s], result[1, s] = value1, value2
    return True


@compiled
def sweep(
    payoffs: Floats, successors: States, probabilities: Floats, discount: float, values: Floats,
    mirrored: bool, x: Floats, y: Floats, result: Floats,
) -> int:  # fmt: skip
    """One step of value iteration; returns the number of states where no stage equilibrium was found.

    In a mirrored game only the states up to the middle are solved, the middle one symmetrically.
    """
    S = payoffs.shape[1]
    lost = 0
    for s in range((S + 1) // 2 if mirrored else S):
        middle = mirrored and 2 * s == S - 1
        if not stage_equilibrium(payoffs, successors, probabilities, discount, values, s, middle, x, y, result):
            lost += 1
        if mirrored:
            for i in range(x.shape[1]):
                x[S - 1 - s, i], y[S - 1 - s, i] = y[s, i], x[s, i]
            result[0, S - 1 - s], result[1, S - 1 - s] = result[1, s], result[0, s]
    return lost


@compiled
def policy_law(
    payoffs: Floats,
    successors: States,
    probabilities: Floats,
    x: Floats,
    y: Floats,
    law: Floats,
    reward: Floats,
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
