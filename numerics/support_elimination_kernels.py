"""Compiled linearisation of the support equations, one state eliminated after the other.

The mix at state s occurs in the equations of state s only. Gaussian elimination of its |J_s| unknowns from
its |I_s| + 1 equations leaves |I_s| + 1 - |J_s| equations in the values alone; over all states these are S
equations for S values when the supports balance. The cost is that of small blocks and one S x S matrix,
whatever the supports.

A mix may hold a share of a fixed prior beside the unknown weights; the equations are linearised in that share
too. Along a path a single state may have two more unknowns than indifferent actions. It then keeps one unknown
that no equation determines.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from numerics.compiled import compiled, compiled_part

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
States = NDArray[np.int32]

SINGULAR = 1e-13


@compiled_part
def state_equations(
    payoffs: Floats, successors: States, probabilities: Floats, discount: float, player: int,
    own: Mask, other: Mask, mix: Floats, prior: Floats, bonus: Floats, share: float,
    values: Floats, s: int, block: Floats,
) -> float:  # fmt: skip
    """The equations of one state, linearised: block[e] = [by the mix on J_s | by V (S) | minus the residual | by the
    prior's share].

    Returns the largest residual. block needs |I_s| + 1 rows and |J_s| + S + 2 columns.
    """
    S, width = own.shape[0], 0
    for j in range(other.shape[1]):
        width += other[s, j]
    e, largest, total = 0, 0.0, -1.0
    for i in range(own.shape[1]):
        if own[s, i]:
            for c in range(width + S + 2):
                block[e, c] = 0.0
            residual, by_share, c = share * bonus[s, i] - values[s], bonus[s, i], 0
            for j in range(other.shape[1]):
                if other[s, j] or prior[s, j] > 0:
                    row, column = (i, j) if player == 0 else (j, i)
                    earned = payoffs[player, s, row, column]
                    for k in range(successors.shape[3]):
                        after = successors[s, row, column, k]
                        chance = discount * probabilities[s, row, column, k]
                        earned += chance * values[after]
                        block[e, width + after] += chance * mix[s, j]
                    residual += earned * mix[s, j]
                    by_share += earned * prior[s, j]
                    if other[s, j]:
                        block[e, c] = earned
                        c += 1
            block[e, width + s] -= 1.0
            block[e, width + S], block[e, width + S + 1] = -residual, by_share
            largest = max(largest, abs(residual))
            e += 1
    for c in range(width + S + 2):
        block[e, c] = 1.0 if c < width else 0.0
    for j in range(other.shape[1]):
        if other[s, j] or prior[s, j] > 0:
            total += mix[s, j]
            block[e, width + S + 1] += prior[s, j]
    block[e, width + S] = -total
    return max(largest, abs(total))


@compiled_part
def exchange_columns(block: Floats, equations: int, a: int, b: int, order: Ints) -> None:
    """Exchange two unknowns and their places in the order."""
    order[a], order[b] = order[b], order[a]
    for r in range(equations):
        held = block[r, a]
        block[r, a] = block[r, b]
        block[r, b] = held


@compiled_part
def eliminate(block: Floats, equations: int, unknowns: int, columns: int, order: Ints) -> int:
    """Upper triangular form in the unknowns with the largest pivots first, `order` exchanged with the columns.

    Returns the rank: the equations after it no longer hold unknowns, the unknowns after it stay undetermined.
    """
    for c in range(min(unknowns, equations)):
        pivot, at = c, c
        for r in range(c, equations):
            for q in range(c, unknowns):
                if abs(block[r, q]) > abs(block[pivot, at]):
                    pivot, at = r, q
        if abs(block[pivot, at]) < SINGULAR * (1 + abs(block[0, 0])):
            return c
        if at != c:
            exchange_columns(block, equations, c, at, order)
        for q in range(c, columns):
            held = block[c, q]
            block[c, q] = block[pivot, q]
            block[pivot, q] = held
        for r in range(c + 1, equations):
            factor = block[r, c] / block[c, c]
            if factor != 0:
                for q in range(c, columns):
                    block[r, q] -= factor * block[c, q]
    return min(unknowns, equations)


@compiled
def condense(
    payoffs: Floats, successors: States, probabilities: Floats, discount: float, player: int,
    own: Mask, other: Mask, mix: Floats, prior: Floats, bonus: Floats, share: float, values: Floats,
    upper: Floats, order: Ints, ranks: Ints, reduced: Floats, block: Floats,
) -> float:  # fmt: skip
    """Eliminate every state's mix: `upper` keeps its triangular rows and `order` (S, A) the actions of their columns.

    `ranks` (S + 2,) gets how many rows of `upper` each state has, then how many equations `reduced` (S + 2, S + 2) has
    in [values | minus the residual | share], and how many unknowns stay undetermined. Returns the largest residual, or
    -1 when there are more than S + 2 equations left.
    """
    S = own.shape[0]
    kept, left, undetermined, largest = 0, 0, 0, 0.0
    for s in range(S):
        equations, unknowns = 1, 0
        for i in range(own.shape[1]):
            equations += own[s, i]
        for j in range(other.shape[1]):
            if other[s, j]:
                order[s, unknowns] = j
                unknowns += 1
        residual = state_equations(
            payoffs, successors, probabilities, discount, player, own, other, mix, prior, bonus, share,
            values, s, block,
        )  # fmt: skip
        largest = max(largest, residual)
        columns = unknowns + S + 2
        rank = eliminate(block, equations, unknowns, columns, order[s])
        if left + equations - rank > S + 2:
            return -1.0
        for c in range(rank):
            for q in range(columns):
                upper[kept, q] = block[c, q]
            kept += 1
        for r in range(rank, equations):
            for q in range(S + 2):
                reduced[left, q] = block[r, unknowns + q]
            left += 1
        ranks[s], undetermined = rank, undetermined + unknowns - rank
    ranks[S], ranks[S + 1] = left, undetermined
    return largest


@compiled
def back_substitute(
    other: Mask, upper: Floats, order: Ints, ranks: Ints, weight: float, change: Floats, share: float, spare: float,
    step: Floats,
) -> None:  # fmt: skip
    """The steps of the mixes (S, A) from the triangular rows, given those of the values (S,) and of the share.

    `weight` multiplies the residuals: one for a Newton step, zero for a direction. Undetermined unknowns move by
    `spare`.
    """
    S = other.shape[0]
    end = 0
    for s in range(S):
        unknowns = 0
        for j in range(other.shape[1]):
            unknowns += other[s, j]
            step[s, j] = 0.0
        first, solved = end, ranks[s]
        end += solved
        for c in range(solved, unknowns):
            step[s, order[s, c]] = spare
        for c in range(solved - 1, -1, -1):
            total = weight * upper[first + c, unknowns + S] - share * upper[first + c, unknowns + S + 1]
            for q in range(S):
                total -= upper[first + c, unknowns + q] * change[q]
            for q in range(c + 1, unknowns):
                total -= upper[first + c, q] * step[s, order[s, q]]
            step[s, order[s, c]] = total / upper[first + c, c]
