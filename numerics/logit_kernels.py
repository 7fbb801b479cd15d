"""Compiled Newton steps on the logit equations, one state eliminated after the other.

At state s the unknowns are the logarithms u_i, w_j of the actions that are not negligible, and the two
values; the equations are those of `numerics.logit_system`. The block of the state is factored, its answer to
the values of the next states is kept, and after the values of all states are known the actions follow. What
is negligible does not act on the others and follows last.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from numerics.bellman_kernels import continuation
from numerics.block_elimination_kernels import factor, solve_factored, solve_transposed
from numerics.compiled import compiled, compiled_part

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
States = NDArray[np.int32]

NEGLIGIBLE = -25.0  # of a log-probability


@compiled_part
def list_probable(log_mix: Floats, actions: Ints) -> int:
    """List the actions that are not negligible; return how many."""
    count = 0
    for i in range(log_mix.shape[0]):
        if log_mix[i] > NEGLIGIBLE:
            actions[count] = i
            count += 1
    return count


@compiled_part
def residuals(
    payoffs: Floats, successors: States, probabilities: Floats, discount: float, tau: float,
    prior1: Floats, prior2: Floats, u: Floats, w: Floats,
    x: Floats, y: Floats, values: Floats, s: int, rows: Ints, m: int, columns: Ints, n: int,
    left1: Floats, left2: Floats,
) -> None:  # fmt: skip
    """Minus the residual of the mixing equations of all actions at state s, into left1[s] and left2[s]."""
    A1, A2 = u.shape[1], w.shape[1]
    for i in range(A1):
        earned = -values[0, s] - tau * (u[s, i] - prior1[s, i])
        for c in range(n):
            j = columns[c]
            earned += y[s, j] * continuation(payoffs, successors, probabilities, discount, values, 0, s, i, j)
        left1[s, i] = earned
    for j in range(A2):
        earned = -values[1, s] - tau * (w[s, j] - prior2[s, j])
        for r in range(m):
            i = rows[r]
            earned += x[s, i] * continuation(payoffs, successors, probabilities, discount, values, 1, s, i, j)
        left2[s, j] = earned


@compiled_part
def fill_block(
    payoffs: Floats, successors: States, probabilities: Floats, discount: float, tau: float,
    u: Floats, w: Floats, x: Floats, y: Floats, values: Floats, s: int,
    rows: Ints, m: int, columns: Ints, n: int,
    symmetric: bool, block: Floats,
) -> None:  # fmt: skip
    """The Jacobian of state s by (u, w, V_1(s), V_2(s)); in a symmetric state w = u and V_2 = V_1 instead of
    player 2's equations."""
    for r in range(m + n + 2):
        for c in range(m + n + 2):
            block[r, c] = 0.0
    for r in range(m):
        block[r, r], block[r, m + n] = tau, 1.0
        block[m + n, r] = x[s, rows[r]]
    for c in range(n):
        block[m + c, m + c], block[m + c, m + n + 1] = tau, 1.0
        block[m + n + 1, m + c] = y[s, columns[c]]
    for r in range(m):
        for c in range(n):
            i, j = rows[r], columns[c]
            first = continuation(payoffs, successors, probabilities, discount, values, 0, s, i, j)
            block[r, m + c] -= first * y[s, j]
            if not symmetric:
                second = continuation(payoffs, successors, probabilities, discount, values, 1, s, i, j)
                block[m + c, r] -= second * x[s, i]
    if symmetric:
        for c in range(n):
            block[m + c, c], block[m + c, m + c], block[m + c, m + n + 1] = -1.0, 1.0, 0.0
            block[m + n + 1, m + c] = 0.0
        block[m + n + 1, m + n], block[m + n + 1, m + n + 1] = -1.0, 1.0


@compiled_part
def respond(
    successors: States, probabilities: Floats, discount: float, x: Floats, y: Floats,
    s: int, rows: Ints, m: int, columns: Ints, n: int, symmetric: bool, weights: Floats, by_next: Floats,
) -> None:  # fmt: skip
    """The derivative of weights . equations by the next values, into by_next (2, S)."""
    for player in range(1 if symmetric else 2):
        for r in range(m):
            for c in range(n):
                i, j = rows[r], columns[c]
                by_first = weights[r] * y[s, j]
                by_second = weights[m + c] * x[s, i]
                weight = discount * (by_first if player == 0 else by_second)
                for k in range(successors.shape[3]):
                    by_next[player, successors[s, i, j, k]] += weight * probabilities[s, i, j, k]


@compiled
def condense_states(
    payoffs: Floats, successors: States, probabilities: Floats, discount: float, tau: float,
    prior1: Floats, prior2: Floats, u: Floats, w: Floats,
    x: Floats, y: Floats, values: Floats, solved: int, middle: bool,
    blocks: Floats, orders: Ints, left1: Floats, left2: Floats, sums: Floats, by_next: Floats, known: Floats,
) -> int:  # fmt: skip
    """Factor the blocks of the first `solved` states and express their values by those of the next states.

    Writes blocks (R, L, L) and orders (R, L), the residuals left1 (S, A1), left2 (S, A2), sums (R, 2), and
    for the values of both players by_next (R, 2, 2, S), zeros before, and known (R, 2, 2): constant parts of
    the Newton step and of the derivative by log tau. Returns the sign of the
    product of the blocks' determinants, 0 when one is singular.
    """
    A1, A2 = u.shape[1], w.shape[1]
    rows, columns = np.empty(A1, np.int64), np.empty(A2, np.int64)
    weights = np.empty(A1 + A2 + 2)
    sign = 1
    for s in range(solved):
        symmetric = middle and s == solved - 1
        m, n = list_probable(u[s], rows), list_probable(w[s], columns)
        residuals(
            payoffs,
            successors,
            probabilities,
            discount,
            tau,
            prior1,
            prior2,
            u,
            w,
            x,
            y,
            values,
            s,
            rows,
            m,
            columns,
            n,
            left1,
            left2,
        )
        fill_block(
            payoffs, successors, probabilities, discount, tau, u, w, x, y, values, s, rows, m, columns, n,
            symmetric, blocks[s],
        )  # fmt: skip
        sums[s, 0], sums[s, 1] = 1.0, 1.0
        for r in range(m):
            sums[s, 0] -= x[s, rows[r]]
        for c in range(n):
            sums[s, 1] -= y[s, columns[c]]
        sign *= factor(blocks[s], orders[s], m + n + 2)
        if sign == 0:
            return 0
        for e in range(2):
            for r in range(m + n + 2):
                weights[r] = 0.0
            weights[m + n + e] = 1.0
            solve_transposed(blocks[s], orders[s], m + n + 2, weights)
            respond(
                successors, probabilities, discount, x, y, s, rows, m, columns, n, symmetric, weights,
                by_next[s, e],
            )  # fmt: skip
            known[s, e, 0] = weights[m + n] * sums[s, 0]
            known[s, e, 1] = 0.0
            for r in range(m):
                known[s, e, 0] += weights[r] * left1[s, rows[r]]
                known[s, e, 1] -= weights[r] * tau * (u[s, rows[r]] - prior1[s, rows[r]])
            if not symmetric:
                known[s, e, 0] += weights[m + n + 1] * sums[s, 1]
                for c in range(n):
                    known[s, e, 0] += weights[m + c] * left2[s, columns[c]]
                    known[s, e, 1] -= weights[m + c] * tau * (w[s, columns[c]] - prior2[s, columns[c]])
    return sign


@compiled
def expand_states(
    payoffs: Floats, successors: States, probabilities: Floats, discount: float, tau: float,
    prior1: Floats, prior2: Floats, u: Floats, w: Floats,
    x: Floats, y: Floats, values: Floats, solved: int, middle: bool,
    blocks: Floats, orders: Ints, left1: Floats, left2: Floats, sums: Floats,
    change: Floats, derivative: bool, du: Floats, dw: Floats,
) -> None:  # fmt: skip
    """The steps du (S, A1), dw (S, A2) of the first `solved` states once the change (2, S) of the values is
    known.

    `derivative` asks for the derivative by log tau instead of the Newton step.
    """
    A1, A2 = u.shape[1], w.shape[1]
    rows, columns = np.empty(A1, np.int64), np.empty(A2, np.int64)
    right = np.empty(A1 + A2 + 2)
    for s in range(solved):
        symmetric = middle and s == solved - 1
        m, n = list_probable(u[s], rows), list_probable(w[s], columns)
        for i in range(A1):
            du[s, i] = -tau * (u[s, i] - prior1[s, i]) if derivative else left1[s, i]
            for c in range(n):
                j = columns[c]
                for k in range(successors.shape[3]):
                    chance = discount * y[s, j] * probabilities[s, i, j, k]
                    du[s, i] += chance * change[0, successors[s, i, j, k]]
        for j in range(A2):
            dw[s, j] = -tau * (w[s, j] - prior2[s, j]) if derivative else left2[s, j]
            for r in range(m):
                i = rows[r]
                for k in range(successors.shape[3]):
                    chance = discount * x[s, i] * probabilities[s, i, j, k]
                    dw[s, j] += chance * change[1, successors[s, i, j, k]]
        for r in range(m):
            right[r] = du[s, rows[r]]
        for c in range(n):
            right[m + c] = 0.0 if symmetric else dw[s, columns[c]]
        right[m + n] = 0.0 if derivative else sums[s, 0]
        right[m + n + 1] = 0.0 if derivative or symmetric else sums[s, 1]
        solve_factored(blocks[s], orders[s], m + n + 2, right)
        for i in range(A1):
            du[s, i] -= change[0, s]
            for c in range(n):
                j = columns[c]
                du[s, i] += (
                    right[m + c]
                    * y[s, j]
                    * continuation(payoffs, successors, probabilities, discount, values, 0, s, i, j)
                )
            du[s, i] /= tau
        for j in range(A2):
            dw[s, j] -= change[1, s]
            for r in range(m):
                i = rows[r]
                dw[s, j] += (
                    right[r] * x[s, i] * continuation(payoffs, successors, probabilities, discount, values, 1, s, i, j)
                )
            dw[s, j] /= tau
        for r in range(m):
            du[s, rows[r]] = right[r]
        for c in range(n):
            dw[s, columns[c]] = right[m + c]
        if symmetric:
            for j in range(A2):
                dw[s, j] = du[s, j]
