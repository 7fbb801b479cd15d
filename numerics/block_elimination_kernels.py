"""Compiled factors of the small blocks that a Newton step leaves at each state."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from numerics.compiled import compiled_part

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@compiled_part
def factor(block: Floats, order: Ints, n: int) -> int:
    """Replace block[:n, :n] by its LU factors; order[:n] are the exchanged rows. Returns the determinant's sign."""
    sign = 1
    for c in range(n):
        pivot = c
        for r in range(c + 1, n):
            if abs(block[r, c]) > abs(block[pivot, c]):
                pivot = r
        order[c] = pivot
        if not abs(block[pivot, c]) > 0:
            return 0
        if (block[pivot, c] < 0) != (pivot != c):
            sign = -sign
        if pivot != c:
            for q in range(n):
                held = block[c, q]
                block[c, q] = block[pivot, q]
                block[pivot, q] = held
        for r in range(c + 1, n):
            if block[r, c] != 0:
                multiple = block[r, c] / block[c, c]
                block[r, c] = multiple
                for q in range(c + 1, n):
                    block[r, q] -= multiple * block[c, q]
    return sign


@compiled_part
def solve_factored(block: Floats, order: Ints, n: int, right: Floats) -> None:
    """Overwrite right[:n] by the solution."""
    for c in range(n):
        held = right[c]
        right[c] = right[order[c]]
        right[order[c]] = held
    for r in range(n):
        for c in range(r):
            right[r] -= block[r, c] * right[c]
    for r in range(n - 1, -1, -1):
        for c in range(r + 1, n):
            right[r] -= block[r, c] * right[c]
        right[r] /= block[r, r]


@compiled_part
def solve_transposed(block: Floats, order: Ints, n: int, right: Floats) -> None:
    """Overwrite right[:n] by the solution of the transposed system."""
    for r in range(n):
        right[r] /= block[r, r]
        for c in range(r + 1, n):
            right[c] -= block[r, c] * right[r]
    for r in range(n - 1, -1, -1):
        for c in range(r):
            right[c] -= block[r, c] * right[r]
    for c in range(n - 1, -1, -1):
        held = right[c]
        right[c] = right[order[c]]
        right[order[c]] = held
