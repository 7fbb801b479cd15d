"""Compiled Newton step on the support equations, one state eliminated after the other.

The mix at state s occurs in the equations of state s only. Gaussian elimination of its |J_s| unknowns from
its |I_s| + 1 equations leaves |I_s| + 1 - |J_s| equations in the values alone; over all states these are S
equations for S values when the supports balance. The cost is that of small blocks and one S x S matrix,
whatever the supports.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from numerics.compiled import compiled, compiled_part

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
States = NDArray[np.int32]

SINGULAR = 1e-13


@compiled_part
def state_equations(
    payoffs: Floats, successors: States, probabilities: Floats, discount: float, player: int,
    own: Mask, other: Mask, mix: Floats, values: Floats, s: int, block: Floats,
) -> float:  # fmt: skip
    """The equations of one state, linearised: block[e] = [by the mix on J_s | by V (S) | minus the residual].

    Returns the largest residual. block needs |I_s| + 1 rows and |J_s| + S + 1 columns.
    """
    S, width = own.shape[0], 0
    for j in range(other.shape[1]):
        width += other[s, j]
    e, largest, total = 0, 0.0, -1.0
    for i in range(own.shape[1]):
        if own[s, i]:
            for c in range(width + S + 1):
                block[e, c] = 0.0
            residual, c = -values[s], 0
            for j in range(other.shape[1]):
                if other[s, j]:
                    row, column = (i, j) if player == 0 else (j, i)
                    earned = payoffs[player, s, row, column]
                    for k in range(successors.shape[3]):
                        after = successors[s, row, column, k]
                        chance = discount * probabilities[s, row, column, k]
                        earned += chance * values[after]
                        block[e, width + after] += chance * mix[s, j]
                    block[e, c] = earned
                    residual += earned * mix[s, j]
                    c += 1
            block[e, width + s] -= 1.0
            block[e, width + S] = -residual
            largest = max(largest, abs(residual))
            e += 1
    for c in range(width + S + 1):
        block[e, c] = 1.0 if c < width else 0.0
    for j in range(other.shape[1]):
        if other[s, j]:
            total += mix[s, j]
    block[e, width + S] = -total
    return max(largest, abs(total))


@compiled_part
def eliminate(block: Floats, equations: int, unknowns: int, columns: int) -> bool:
    """Upper triangular form in the first `unknowns` columns, by row exchanges; false when they are
    dependent."""
    for c in range(unknowns):
        pivot = c
        for r in range(c + 1, equations):
            if abs(block[r, c]) > abs(block[pivot, c]):
                pivot = r
        if c >= equations or abs(block[pivot, c]) < SINGULAR:
            return False
        for q in range(c, columns):
            held = block[c, q]
            block[c, q] = block[pivot, q]
            block[pivot, q] = held
        for r in range(c + 1, equations):
            factor = block[r, c] / block[c, c]
            if factor != 0:
                for q in range(c, columns):
                    block[r, q] -= factor * block[c, q]
    return True


@compiled
def condense(
    payoffs: Floats, successors: States, probabilities: Floats, discount: float, player: int,
    own: Mask, other: Mask, mix: Floats, values: Floats, upper: Floats, reduced: Floats, block: Floats,
) -> float:  # fmt: skip
    """Eliminate every state's mix: `upper` keeps its triangular rows, `reduced` (S, S + 1) the equations in
    the values.

    Returns the largest residual, or -1 when the supports do not balance or a state's equations are dependent.
    """
    S = own.shape[0]
    kept, left, largest = 0, 0, 0.0
    for s in range(S):
        equations, unknowns = 1, 0
        for i in range(own.shape[1]):
            equations += own[s, i]
        for j in range(other.shape[1]):
            unknowns += other[s, j]
        residual = state_equations(
            payoffs, successors, probabilities, discount, player, own, other, mix, values, s, block
        )
        largest = max(largest, residual)
        columns = unknowns + S + 1
        if left + equations - unknowns > S or not eliminate(block, equations, unknowns, columns):
            return -1.0
        for c in range(unknowns):
            for q in range(columns):
                upper[kept, q] = block[c, q]
            kept += 1
        for r in range(unknowns, equations):
            for q in range(S + 1):
                reduced[left, q] = block[r, unknowns + q]
            left += 1
    return largest if left == S else -1.0


@compiled
def back_substitute(other: Mask, upper: Floats, change: Floats, step: Floats) -> None:
    """The steps of the mixes (S, A) from the triangular rows and the change of the values (S,)."""
    S = other.shape[0]
    end = 0
    for s in range(S):
        unknowns = 0
        for j in range(other.shape[1]):
            unknowns += other[s, j]
        first = end
        end += unknowns
        # Positions of the support are kept in the first entries of the row of steps until all are known.
        for c in range(unknowns - 1, -1, -1):
            total = upper[first + c, unknowns + S]
            for q in range(S):
                total -= upper[first + c, unknowns + q] * change[q]
            for q in range(c + 1, unknowns):
                total -= upper[first + c, q] * step[s, q]
            step[s, c] = total / upper[first + c, c]
        c = unknowns - 1
        for j in range(other.shape[1] - 1, -1, -1):
            if other[s, j]:
                step[s, j] = step[s, c]
                c -= 1
            else:
                step[s, j] = 0.0
