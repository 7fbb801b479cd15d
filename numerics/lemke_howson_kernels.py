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

from numerics.compiled import compiled

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PIVOT_TOLERANCE = 1e-11
TIE_TOLERANCE = 1e-13
COLUMN_BLOCK = 4  # rows are padded to whole vector registers


@compiled
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


@compiled
def leaving_row(T: Floats, place: Ints, c: int, rows: int, slack: int) -> int:
    """Row of the smallest ratio in column c, ties broken lexicographically; -1 when the column is
    unbounded."""
    best, ratio = -1, np.inf
    for i in range(rows):
        if T[i, c] > PIVOT_TOLERANCE:
            candidate = T[i, 0] / T[i, c]
            if candidate < ratio - TIE_TOLERANCE:
                best, ratio = i, candidate
            elif candidate <= ratio + TIE_TOLERANCE and lexicographically_less(
                T, place, i, best, c, rows, slack
            ):
                best, ratio = i, min(ratio, candidate)
    return best


@compiled
def exchange(T: Floats, r: int, c: int, rows: int, width: int) -> None:
    """Pivot on T[r, c]: the variable of column c becomes basic in row r, and column c takes the one that
    leaves."""
    inverse = 1 / T[r, c]
    T[r, c] = 1.0
    for k in range(width):
        T[r, k] *= inverse
    for i in range(rows):
        if i != r:
            factor = T[i, c]
            T[i, c] = 0.0
            for k in range(width):
                T[i, k] -= factor * T[r, k]


@compiled
def enter(T: Floats, basic: Ints, place: Ints, entering: int, rows: int, width: int, slack: int) -> int:
    """Bring a variable into the basis; return the one that leaves, or -1."""
    c = -place[entering]
    r = leaving_row(T, place, c, rows, slack)
    if r < 0:
        return -1
    leaving = int(basic[r])
    exchange(T, r, c, rows, width)
    basic[r], place[entering], place[leaving] = entering, r, -c
    return leaving


@compiled
def fill(T: Floats, payoff: Floats, transposed: bool, rows: int, columns: int) -> None:
    """T = [1 | payoffs between 1 and 2]; the transposed matrix where the opponent's rows constrain."""
    low, high = np.inf, -np.inf
    for i in range(rows):
        for k in range(columns):
            entry = payoff[k, i] if transposed else payoff[i, k]
            low, high = min(low, entry), max(high, entry)
    scale = 1 / (high - low) if high > low else 1.0
    for i in range(rows):
        T[i, 0] = 1.0
        for k in range(columns):
            entry = payoff[k, i] if transposed else payoff[i, k]
            T[i, k + 1] = (entry - low) * scale + 1
        for k in range(columns + 1, T.shape[1]):
            T[i, k] = 0.0


@compiled
def follow_path(A: Floats, B: Floats, m: int, n: int, label: int, limit: int, x: Floats, y: Floats) -> int:
    """The equilibrium of the game A[:m, :n], B[:m, :n] at the end of a label's path, written to x[:m] and
    y[:n].

    Returns the number of pivots, or -1 when the path broke or exceeded the limit.
    """
    width = (max(m, n) // COLUMN_BLOCK + 1) * COLUMN_BLOCK
    T1, T2 = np.empty((n, width)), np.empty((m, width))
    fill(T1, B, True, n, m)
    fill(T2, A, False, m, n)
    basic1, basic2 = np.empty(n, np.int64), np.empty(m, np.int64)
    place1, place2 = np.empty(m + n, np.int64), np.empty(m + n, np.int64)
    for i in range(m):
        basic2[i], place1[i], place2[i] = i, -i - 1, i
    for j in range(n):
        basic1[j], place1[m + j], place2[m + j] = m + j, j, -j - 1
    variable, in_first = label, label < m
    for pivots in range(1, limit + 1):
        if in_first:
            variable = enter(T1, basic1, place1, variable, n, width, m)
        else:
            variable = enter(T2, basic2, place2, variable, m, width, 0)
        if variable < 0:
            return -1
        if variable == label:
            read_strategy(T1, place1, 0, m, x)
            read_strategy(T2, place2, m, n, y)
            return pivots
        in_first = not in_first
    return -1


@compiled
def follow_symmetric_path(A: Floats, n: int, label: int, limit: int, x: Floats) -> int:
    """A symmetric equilibrium of the symmetric game A[:n, :n], B = A', written to x[:n]; pivots, or -1.

    One tableau does for both players: the complement of the slack i is x_i, numbered n + i.
    """
    width = (n // COLUMN_BLOCK + 1) * COLUMN_BLOCK
    T = np.empty((n, width))
    fill(T, A, False, n, n)
    basic, place = np.empty(n, np.int64), np.empty(2 * n, np.int64)
    for i in range(n):
        basic[i], place[i], place[n + i] = i, i, -i - 1
    variable = n + label
    for pivots in range(1, limit + 1):
        variable = enter(T, basic, place, variable, n, width, 0)
        if variable < 0:
            return -1
        if variable % n == label:
            read_strategy(T, place, n, n, x)
            return pivots
        variable = variable + n if variable < n else variable - n
    return -1


@compiled
def read_strategy(T: Floats, place: Ints, first: int, actions: int, strategy: Floats) -> None:
    """The values of a tableau's own variables, divided by their sum."""
    total = 0.0
    for i in range(actions):
        at = place[first + i]
        strategy[i] = max(T[at, 0], 0.0) if at >= 0 else 0.0
        total += strategy[i]
    for i in range(actions):
        strategy[i] /= total


@compiled
def stage_regret(A: Floats, B: Floats, x: Floats, y: Floats) -> float:
    """The larger of the two players' gains from their best pure deviation."""
    m, n = A.shape
    best1, mean1 = -np.inf, 0.0
    for i in range(m):
        gain = 0.0
        for j in range(n):
            gain += A[i, j] * y[j]
        best1 = max(best1, gain)
        mean1 += gain * x[i]
    best2, mean2 = -np.inf, 0.0
    for j in range(n):
        gain = 0.0
        for i in range(m):
            gain += B[i, j] * x[i]
        best2 = max(best2, gain)
        mean2 += gain * y[j]
    return max(best1 - mean1, best2 - mean2)


@compiled
def follow_paths(A: Floats, B: Floats, label: int, x: Floats, y: Floats, regret: Floats) -> None:
    """One path for each of N games: A, B (N, m, n) into x (N, m), y (N, n) and regret (N,), infinite where it
    broke."""
    N, m, n = A.shape
    for k in range(N):
        pivots = follow_path(A[k], B[k], m, n, label, 1000 * (m + n), x[k], y[k])
        regret[k] = stage_regret(A[k], B[k], x[k], y[k]) if pivots > 0 else np.inf
