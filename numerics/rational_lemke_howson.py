"""Lemke-Howson in exact rational arithmetic, for games that floating point does not get through."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike

from numerics.transition import Floats

Row = list[Fraction]
Strategies = tuple[list[Fraction], list[Fraction]]


class Tableau:
    """One player's best-response polytope with all columns: the right side, then one column for every
    variable."""

    def __init__(self, payoff: list[Row], slack: int, own: int) -> None:
        rows, columns = len(payoff), len(payoff[0])
        self.basic = [slack + r for r in range(rows)]
        self.slack = slack
        self.rows: list[Row] = []
        for r, entries in enumerate(payoff):
            row = [Fraction(1)] + [Fraction(0)] * (rows + columns)
            row[1 + slack + r] = Fraction(1)
            row[1 + own : 1 + own + columns] = entries
            self.rows.append(row)

    def enter(self, variable: int) -> int:
        """Bring a variable into the basis; return the one that leaves. Ties are broken lexicographically."""
        column = 1 + variable
        eligible = [r for r, row in enumerate(self.rows) if row[column] > 0]
        key_columns = [0, *range(1 + self.slack, 1 + self.slack + len(self.rows))]
        leaving = min(eligible, key=lambda r: [self.rows[r][k] / self.rows[r][column] for k in key_columns])
        scale = self.rows[leaving][column]
        pivot = self.rows[leaving] = [entry / scale for entry in self.rows[leaving]]
        for r, row in enumerate(self.rows):
            if r != leaving and row[column] != 0:
                factor = row[column]
                self.rows[r] = [entry - factor * above for entry, above in zip(row, pivot, strict=True)]
        left, self.basic[leaving] = self.basic[leaving], variable
        return left

    def strategy(self, first: int, count: int) -> list[Fraction]:
        """The values of the variables first .. first + count - 1, divided by their sum."""
        values = dict(zip(self.basic, (row[0] for row in self.rows), strict=True))
        mix = [values.get(first + k, Fraction(0)) for k in range(count)]
        total = sum(mix, Fraction(0))
        return [weight / total for weight in mix]


def rational_equilibrium(A: ArrayLike, B: ArrayLike, label: int = 0) -> Strategies:
    """An exact equilibrium of the bimatrix game whose payoffs are the given floats (or integers), taken
    exactly.

    Parameters
    ----------
    A, B : (A1, A2)
    label : 0 .. A1 + A2 - 1, the action whose label is dropped; every one of them leads to an equilibrium

    Examples
    --------
    >>> rational_equilibrium([[1, -1], [-1, 1]], [[-1, 1], [1, -1]])
    ([Fraction(1, 2), Fraction(1, 2)], [Fraction(1, 2), Fraction(1, 2)])
    """
    first = positive_fractions(np.asarray(A, dtype=np.float64))
    second = positive_fractions(np.asarray(B, dtype=np.float64).T)
    m, n = len(first), len(second)
    tableaus = Tableau(second, slack=m, own=0), Tableau(first, slack=0, own=m)
    side, variable = (0 if label < m else 1), label
    while (variable := tableaus[side].enter(variable)) != label:
        side = 1 - side
    return tableaus[0].strategy(0, m), tableaus[1].strategy(m, n)


def positive_fractions(payoff: Floats) -> list[Row]:
    """The matrix as exact fractions, shifted to be at least one, which changes no equilibrium."""
    exact = [[Fraction(float(entry)) for entry in row] for row in payoff]
    low = min(min(row) for row in exact)
    return [[entry - low + 1 for entry in row] for row in exact]
