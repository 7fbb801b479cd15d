"""Compiled Lemke-Howson on condensed tableaux, with lexicographic pivoting.

Player 1's best-response polytope is {x >= 0, B'x <= 1}, player 2's is {y >= 0, A y <= 1} (payoffs made
positive). A tableau holds the nonbasic columns only, the right-hand side first: T[r, 0] is the value of the
basic variable of row r. Variable i < m is x_i in the first tableau and the slack of row i in the second;
variable m + j is the slack of column j in the first and y_j in the second. So the complement of a variable
has the same number in the other tableau. Sources: Lemke and Howson (1964); von Stengel (2007), Algorithmic
Game Theory, chapter 3.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from numerics.compiled import compiled, compiled_part, inlined

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PIVOT_TOLERANCE = 1e-11
TIE_TOLERANCE = 1e-13
COLUMN_BLOCK = 4  # rows are padded to whole vector registers


@compiled_part
def lexicographically_less(T: Floats, place: Ints, i: int, r: int, c: int, rows: int, slack: int) -> bool:
    """Whether row i comes before row r in the ratio test of column c after the right-hand sides tied.

    The columns of the first basis decide; a slack that is basic has a unit column. The slacks are the
    variables slack .. slack + rows - 1; place[v] is a row >= 0 or, for a nonbasic variable in column k, -k.
    """
    for variable in range(slack, slack + rows):
        at = place[variable]
        if at < 0:
            left, right = T[i, -at] / T[i, c], T[r, -at] / T[r, c]
        else:
            left = 1 / T[i, c] if at == i else 0.0
            right = 1 / T[r, c] if at == r else 0.0
        if left < right - TIE_TOLERANCE:
            return True
        if left > right + TIE_TOLERANCE:
            return False
    return False


@compiled_part
def first_tied_row(T: Floats, place: Ints, c: int, rows: int, slack: int, ratio: Floats, bound: float) -> int:
    """Of the rows whose ratio in column c is at most the bound the lexicographically first."""
    best = -1
    for i in range(rows):
        if ratio[i] <= bound and (best < 0 or lexicographically_less(T, place, i, best, c, rows, slack)):
            best = i
    return best


@compiled_part
def pivot_until_complementary(
    T: Floats, basic: Ints, place: Ints, m: int, n: int, label: int, symmetric: bool, limit: int,
    row: Floats, column: Floats, ratio: Floats,
) -> int:  # fmt: skip
    """Pivot in the tableaus T[0] (n rows) and T[1] (m rows) by turns until the label leaves; pivots, or -1.

    A symmetric game has T[1] alone, and variable i + n there is the complement of variable i. It is one long loop on
    purpose: a pivot is so short that handing arrays to a function would take as long again. The ratio test takes the
    minimum without branches, which a processor could not predict, and looks for ties afterwards.
    """
    width = (max(m, n) // COLUMN_BLOCK + 1) * COLUMN_BLOCK
    side = 1 if symmetric or label >= m else 0
    variable = n + label if symmetric else label
    for pivots in range(1, limit + 1):
        rows, slack = (m, 0) if side == 1 else (n, m)
        c = -place[side, variable]
        least = np.inf
        for i in range(rows):
            column[i] = T[side, i, c]
            quotient = T[side, i, 0] / column[i]
            ratio[i] = quotient if column[i] > PIVOT_TOLERANCE else np.inf
            least = ratio[i] if ratio[i] < least else least
        if least == np.inf:
            return -1
        r, tied, bound = 0, 0, least + TIE_TOLERANCE * (1 + least)
        for i in range(rows):
            smallest = int(ratio[i] <= bound)
            tied += smallest
            r += smallest * i
        if tied > 1:
            r = first_tied_row(T[side], place[side], c, rows, slack, ratio, bound)
        inverse = 1 / column[r]
        for k in range(width):
            row[k] = T[side, r, k] * inverse
        row[c] = inverse
        for i in range(rows):
            factor = column[i]
            for k in range(width):
                T[side, i, k] -= factor * row[k]
        # The column comes last: a vector read after a narrower write to the same place would have to wait for it.
        for i in range(rows):
            T[side, i, c] = -column[i] * inverse
        for k in range(width):
            T[side, r, k] = row[k]
        leaving = basic[side, r]
        basic[side, r], place[side, variable], place[side, leaving] = variable, r, -c
        if leaving == label or (symmetric and leaving == n + label):
            return pivots
        if symmetric:
            variable = leaving + n if leaving < n else leaving - n
        else:
            variable, side = leaving, 1 - side
    return -1


@compiled_part
def fill(T: Floats, payoff: Floats, transposed: bool, rows: int, columns: int, width: int) -> None:
    """T = [1 | payoffs between 1 and 2]; the transposed matrix where the opponent's rows constrain.

    Each row of payoffs has extremes of its own first: short chains of comparisons, which a processor follows side by
    side, where one long chain would wait for each of its links.
    """
    least = most = payoff[0, 0]
    for i in range(columns if transposed else rows):
        low = high = payoff[i, 0]
        for k in range(1, rows if transposed else columns):
            low = payoff[i, k] if payoff[i, k] < low else low
            high = payoff[i, k] if payoff[i, k] > high else high
        least, most = min(least, low), max(most, high)
    scale = 1 / (most - least) if most > least else 1.0
    shift = 1 - least * scale
    for i in range(rows):
        T[i, 0] = 1.0
        for k in range(columns):
            T[i, k + 1] = scale * (payoff[k, i] if transposed else payoff[i, k]) + shift
        for k in range(columns + 1, width):
            T[i, k] = 0.0


@compiled_part
def follow_path(
    A: Floats, B: Floats, m: int, n: int, label: int, limit: int, x: Floats, y: Floats, T: Floats, numbers: Ints
) -> int:
    """The equilibrium of the game A[:m, :n], B[:m, :n] at the end of a label's path, written to x[:m] and
    y[:n].

    Work space: T (5, max(m, n), table_width) and numbers (4, m + n). Returns the number of pivots, or -1 when
    the path broke or exceeded the limit.
    """
    width = (max(m, n) // COLUMN_BLOCK + 1) * COLUMN_BLOCK
    basic, place = numbers[:2], numbers[2:]
    fill(T[0], B, True, n, m, width)
    fill(T[1], A, False, m, n, width)
    for i in range(m):
        basic[1, i], place[0, i], place[1, i] = i, -i - 1, i
    for j in range(n):
        basic[0, j], place[0, m + j], place[1, m + j] = m + j, j, -j - 1
    pivots = pivot_until_complementary(T, basic, place, m, n, label, False, limit, T[2, 0], T[3, 0], T[4, 0])
    if pivots > 0:
        read_strategy(T[0], place[0], 0, m, x)
        read_strategy(T[1], place[1], m, n, y)
    return pivots


@compiled
def follow_symmetric_path(A: Floats, n: int, label: int, limit: int, x: Floats, T: Floats, numbers: Ints) -> int:
    """A symmetric equilibrium of the symmetric game A[:n, :n], B = A', written to x[:n]; pivots, or -1.

    One tableau does for both players: the complement of the slack i is x_i, numbered n + i.
    """
    width = (n // COLUMN_BLOCK + 1) * COLUMN_BLOCK
    basic, place = numbers[:2], numbers[2:]
    fill(T[1], A, False, n, n, width)
    for i in range(n):
        basic[1, i], place[1, i], place[1, n + i] = i, i, -i - 1
    pivots = pivot_until_complementary(T, basic, place, n, n, label, True, limit, T[2, 0], T[3, 0], T[4, 0])
    if pivots > 0:
        read_strategy(T[1], place[1], n, n, x)
    return pivots


@compiled_part
def read_strategy(T: Floats, place: Ints, first: int, actions: int, strategy: Floats) -> None:
    """The values of a tableau's own variables, divided by their sum."""
    total = 0.0
    for i in range(actions):
        at = place[first + i]
        strategy[i] = max(T[at, 0], 0.0) if at >= 0 else 0.0
        total += strategy[i]
    for i in range(actions):
        strategy[i] /= total


@inlined
def pure_equilibrium(A: Floats, B: Floats, x: Floats, y: Floats, best: Floats) -> bool:
    """Write the first pure equilibrium into x and y; false when there is none. best (n,) is work space."""
    m, n = A.shape
    for j in range(n):
        best[j], y[j] = A[0, j], 0.0
    for i in range(m):
        x[i] = 0.0
        for j in range(n):
            best[j] = A[i, j] if A[i, j] > best[j] else best[j]
    for i in range(m):
        top = B[i, 0]
        for j in range(n):
            top = B[i, j] if B[i, j] > top else top
        # Without branches, which a processor could not predict.
        mutual = False
        for j in range(n):
            mutual |= (B[i, j] == top) & (A[i, j] == best[j])
        if mutual:
            for j in range(n):
                if B[i, j] == top and A[i, j] == best[j]:
                    x[i], y[j] = 1.0, 1.0
                    return True
    return False


@inlined
def replied_row(A: Floats, B: Floats, row: int) -> int:
    """Player 1's best reply to player 2's best reply to a row; the first where several tie."""
    m, n = A.shape
    j = 0
    for k in range(1, n):
        j = k if B[row, k] > B[row, j] else j
    i = 0
    for k in range(1, m):
        i = k if A[k, j] > A[i, j] else i
    return i


@inlined
def all_finite(A: Floats, B: Floats, nothing: Floats) -> bool:
    """Whether every payoff is a finite number, as nothing else times zero is zero; nothing (n,) is work space."""
    m, n = A.shape
    for j in range(n):
        nothing[j] = 0.0
    for i in range(m):
        for j in range(n):
            nothing[j] += A[i, j] * 0.0 + B[i, j] * 0.0
    total = 0.0
    for j in range(n):
        total += nothing[j]
    return total == 0.0


@inlined
def stage_regret(A: Floats, B: Floats, x: Floats, y: Floats, gain: Floats) -> float:
    """The larger of the two players' gains from their best pure deviation; gain (2, max(m, n)) is work
    space."""
    m, n = A.shape
    for i in range(m):
        gain[0, i] = 0.0
    for j in range(n):
        gain[1, j] = 0.0
        if y[j] > 0:
            for i in range(m):
                gain[0, i] += A[i, j] * y[j]
    best1, mean1 = -np.inf, 0.0
    for i in range(m):
        if x[i] > 0:
            for j in range(n):
                gain[1, j] += B[i, j] * x[i]
        best1 = max(best1, gain[0, i])
        mean1 += gain[0, i] * x[i]
    best2, mean2 = -np.inf, 0.0
    for j in range(n):
        best2 = max(best2, gain[1, j])
        mean2 += gain[1, j] * y[j]
    return max(best1 - mean1, best2 - mean2)


@compiled
def solve_games(A: Floats, B: Floats, label: int, pure_first: bool, x: Floats, y: Floats, regret: Floats) -> None:
    """One equilibrium of each of N games: A, B (N, m, n) into x (N, m), y (N, n); regret (N,), infinite where
    it failed, and no number where a payoff is not finite.

    With `pure_first` a pure equilibrium is taken where there is one, else the path of the best reply to the best
    reply to the row `label`: where replies lead, a path is a fifth shorter than from just anywhere (11 x 11 normal
    payoffs). Without it the path of the label itself.
    """
    N, m, n = A.shape
    size = max(m, n)
    T, numbers = (
        np.empty((5, size, (size // COLUMN_BLOCK + 1) * COLUMN_BLOCK)),
        np.empty((4, m + n), np.int64),
    )
    gain = np.empty((2, size))
    for k in range(N):
        if not all_finite(A[k], B[k], gain[0]):
            regret[k] = np.nan
            continue
        regret[k] = 0.0
        if not (pure_first and pure_equilibrium(A[k], B[k], x[k], y[k], gain[0])):
            start = replied_row(A[k], B[k], label) if pure_first else label
            pivots = follow_path(A[k], B[k], m, n, start, 1000 * (m + n), x[k], y[k], T, numbers)
            regret[k] = stage_regret(A[k], B[k], x[k], y[k], gain) if pivots > 0 else np.inf
