"""Lemke-Howson on many games in lockstep, in array operations alone: nothing to compile.

It does for a few thousand games in a fresh process, where compiling the kernel of
`numerics.lemke_howson_kernels` would take longer than solving them. A game in which a ratio test ties is left
to the others, which break ties properly.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from numerics.transition import Floats

PIVOT_TOLERANCE = 1e-11
TIE_TOLERANCE = 1e-12
Ints = NDArray[np.int64]


class LockstepTableaus:
    """N tableaus (N, rows, 1 + columns) of nonbasic columns, with the places of all variables.

    place[k, v] is the row of variable v in game k, or -c where it stands in column c.
    """

    def __init__(self, payoff: Floats, slack: int, own: int) -> None:
        N, rows, columns = payoff.shape
        low = payoff.min(axis=(1, 2), keepdims=True)
        width = np.maximum(np.ptp(payoff, axis=(1, 2), keepdims=True), np.finfo(np.float64).tiny)
        self.table = np.concatenate([np.ones((N, rows, 1)), (payoff - low) / width + 1], axis=2)
        self.basic = np.tile(np.arange(slack, slack + rows), (N, 1))
        self.place = np.empty((N, rows + columns), dtype=np.int64)
        self.place[:, slack : slack + rows] = np.arange(rows)
        self.place[:, own : own + columns] = -1 - np.arange(columns)

    def enter(self, games: Ints, variables: Ints) -> tuple[Ints, NDArray[np.bool_]]:
        """Pivot the given games; return the variables that leave, and where the ratio test was clear."""
        table, at = self.table[games], np.arange(len(games))
        columns = -self.place[games, variables]
        entries = table[at, :, columns]
        with np.errstate(divide="ignore", invalid="ignore"):
            ratios = np.where(entries > PIVOT_TOLERANCE, table[:, :, 0] / entries, np.inf)
        rows = ratios.argmin(axis=1)
        least = ratios[at, rows]
        clear = (ratios <= least[:, None] * (1 + TIE_TOLERANCE) + TIE_TOLERANCE).sum(axis=1) == 1
        leaving = self.basic[games, rows]
        pivots = entries[at, rows]
        table[at, :, columns] = 0
        table[at, rows, columns] = 1
        pivot_rows = table[at, rows] / pivots[:, None]
        entries[at, rows] = 0
        table -= entries[:, :, None] * pivot_rows[:, None, :]
        table[at, rows] = pivot_rows
        self.table[games] = table
        self.basic[games, rows] = variables
        self.place[games, variables], self.place[games, leaving] = rows, -columns
        return leaving, clear

    def strategies(self, first: int, count: int) -> Floats:
        """(N, count): the values of the variables first .. first + count - 1, divided by their sum."""
        place = self.place[:, first : first + count]
        values = np.take_along_axis(self.table[:, :, 0], np.maximum(place, 0), axis=1)
        mix = np.where(place >= 0, np.maximum(values, 0), 0.0)
        total = mix.sum(axis=1, keepdims=True)
        return np.asarray(mix / np.where(total > 0, total, 1.0))


def replied_rows(A: Floats, B: Floats, row: int = 0) -> Ints:
    """(N,): player 1's best reply to player 2's best reply to a row, where a path of N games begins best.

    >>> replied_rows(np.array([[[0.0, 1], [2, 0]]]), np.array([[[1.0, 0], [0, 1]]])).tolist()
    [1]
    """
    columns = B[:, row].argmax(axis=1)
    return np.asarray(A[np.arange(len(A)), :, columns].argmax(axis=1))


def lockstep_equilibria(A: Floats, B: Floats, rows: Ints) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Follow one path in each of N games at once.

    Parameters
    ----------
    A, B : (N, A1, A2)
    rows : (N,), the label that each path drops, an action of player 1

    Returns
    -------
    x (N, A1), y (N, A2), and (N,) whether the path ended without a tie; where it did not, x and y mean
    nothing

    Examples
    --------
    >>> games = np.array([[[2.0, 0], [0, 1]]]), np.array([[[1.0, 0], [0, 2]]])
    >>> x, y, done = lockstep_equilibria(*games, np.array([0]))
    >>> x.tolist(), bool(done[0])
    ([[1.0, 0.0]], True)
    """
    N, m, n = A.shape
    sides = LockstepTableaus(B.transpose(0, 2, 1), slack=m, own=0), LockstepTableaus(A, slack=0, own=m)
    games, variables = np.arange(N), rows.copy()
    done = np.zeros(N, dtype=bool)
    for pivot in range(100 * (m + n)):
        if games.size == 0:
            break
        variables, clear = sides[pivot % 2].enter(games, variables)
        done[games[clear & (variables == rows[games])]] = True
        going = clear & (variables != rows[games])
        games, variables = games[going], variables[going]
    return sides[0].strategies(0, m), sides[1].strategies(m, n), done
