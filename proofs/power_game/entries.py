"""Whole arrays in the place of single values, so that one walk over a definition evaluates it on a grid."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


class Entries:
    """Numbers of a grid, in any shape that broadcasts; they add and multiply entry by entry.

    Examples
    --------
    >>> (Entries([1.0, 2.0]) * 2 + 1).array.tolist()
    [3.0, 5.0]
    """

    __array_ufunc__ = None
    __slots__ = ("array",)

    def __init__(self, array: ArrayLike) -> None:
        self.array: Floats = np.asarray(array, dtype=np.float64)

    def __add__(self, other: Any) -> Entries:
        return Entries(self.array + plain(other))

    __radd__ = __add__

    def __neg__(self) -> Entries:
        return Entries(-self.array)

    def __sub__(self, other: Any) -> Entries:
        return Entries(self.array - plain(other))

    def __rsub__(self, other: Any) -> Entries:
        return Entries(plain(other) - self.array)

    def __mul__(self, other: Any) -> Entries:
        return Entries(self.array * plain(other))

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Entries:
        return Entries(self.array / plain(other))

    def __rtruediv__(self, other: Any) -> Entries:
        return Entries(plain(other) / self.array)

    def __pow__(self, exponent: Any) -> Entries:
        return Entries(self.array ** plain(exponent))

    def __gt__(self, other: Any) -> bool:
        return bool((self.array > plain(other)).all())

    def __lt__(self, other: Any) -> bool:
        return bool((self.array < plain(other)).all())

    def contains(self, number: float) -> bool:
        """Whether the number lies between the smallest and the largest entry."""
        return bool(self.array.min() <= number <= self.array.max())

    def is_zero(self) -> bool:
        """Whether all entries are."""
        return not self.array.any()

    def is_nan(self) -> bool:
        """Whether some entry is no number."""
        return bool(np.isnan(self.array).any())

    def exp(self) -> Entries:
        return Entries(np.exp(self.array))

    def log(self) -> Entries:
        return Entries(np.log(self.array))

    def sinh(self) -> Entries:
        return Entries(np.sinh(self.array))

    def cosh(self) -> Entries:
        return Entries(np.cosh(self.array))

    def tanh(self) -> Entries:
        return Entries(np.tanh(self.array))

    def sqrt(self) -> Entries:
        return Entries(np.sqrt(self.array))

    def positive_part(self) -> Entries:
        """Entries below zero replaced by zero."""
        return Entries(np.maximum(self.array, 0))


def plain(value: Any) -> Floats:
    """The entries of a grid, or a ball's midpoint, as an array.

    Examples
    --------
    >>> float(plain(2))
    2.0
    """
    return value.array if isinstance(value, Entries) else np.asarray(float(value))
