"""Compiled residual and Jacobian of the equations that a pair of supports puts on an equilibrium.

On supports I_s of the player and J_s of the opponent the opponent's mix and the player's values solve

    sum_j mix(s, j) A(s; i, j; V) = V(s)   for i in I_s,      sum_j mix(s, j) = 1,

for every state s: as many equations as unknowns exactly when the sizes of the I_s and of the J_s have the
same sum. The player's own mix and the opponent's values do not occur, so the two players' systems are solved
one by one. The system is quadratic: each equation is bilinear in (mix, V) plus linear terms.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from numerics.compiled import compiled

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
States = NDArray[np.int32]


@compiled
def assemble(
    payoffs: Floats, successors: States, probabilities: Floats, discount: float, player: int,
    unknown: Ints, equation: Ints, z: Floats, residual: Floats, jacobian: Floats,
) -> None:  # fmt: skip
    """Fill residual (n,) and jacobian (n, n), which must come in as zeros.

    unknown (S, opponent's actions) and equation (S, player's actions) hold positions in z and in the
    residual, -1 for actions outside the supports. z ends with the S values, the residual with the S sums to
    one.
    """
    S = unknown.shape[0]
    values = z.shape[0] - S
    sums = residual.shape[0] - S
    for s in range(S):
        residual[sums + s] = -1.0
        for j in range(unknown.shape[1]):
            if unknown[s, j] >= 0:
                residual[sums + s] += z[unknown[s, j]]
                jacobian[sums + s, unknown[s, j]] = 1.0
        for i in range(equation.shape[1]):
            e = equation[s, i]
            if e >= 0:
                residual[e] -= z[values + s]
                jacobian[e, values + s] -= 1.0
                for j in range(unknown.shape[1]):
                    u = unknown[s, j]
                    if u >= 0:
                        row, column = (i, j) if player == 0 else (j, i)
                        earned = payoffs[player, s, row, column]
                        for k in range(successors.shape[3]):
                            after = values + successors[s, row, column, k]
                            weight = discount * probabilities[s, row, column, k]
                            earned += weight * z[after]
                            jacobian[e, after] += weight * z[u]
                        residual[e] += z[u] * earned
                        jacobian[e, u] += earned
