"""All equilibria of a small bimatrix game, by the vertices of its best-response polytopes, in exact
arithmetic.

Vertices x of P = {x >= 0, B'x <= 1} and y of Q = {A y <= 1, y >= 0} (payoffs made positive) are labelled by
their binding inequalities; a pair that carries every label is an equilibrium, and in a nondegenerate game
these are all. Where a vertex has more labels than dimensions the game is degenerate: the pairs are then the
extreme points of its sets of equilibria. Source: von Stengel (2002), Computing equilibria for two-person
games, sections 2.4 to 2.6.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import comb

import numpy as np
from flint import fmpq, fmpq_mat
from numpy.typing import ArrayLike

from numerics.errors import TooManyEquilibriaError
from numerics.rational_lemke_howson import positive_fractions
from numerics.transition import Floats

LARGEST_ENUMERATION = 200_000

Mix = tuple[Fraction, ...]


@dataclass(frozen=True)
class BimatrixEquilibria:
    """The extreme equilibria of a bimatrix game.

    Attributes
    ----------
    extreme : pairs (x, y) of exact mixes
    degenerate : whether some mix has more pure best replies than actions; then there may be more equilibria
        than these, all of them mixtures of extreme ones
    """

    extreme: tuple[tuple[Mix, Mix], ...]
    degenerate: bool

    @property
    def profiles(self) -> list[tuple[Floats, Floats]]:
        """The extreme equilibria as arrays."""
        return [(np.array(x, dtype=float), np.array(y, dtype=float)) for x, y in self.extreme]


@dataclass(frozen=True)
class Vertex:
    """A vertex of a best-response polytope as a mix, and the labels of its binding inequalities."""

    mix: Mix
    labels: frozenset[int]


def all_equilibria(A: ArrayLike, B: ArrayLike) -> BimatrixEquilibria:
    """All extreme equilibria of the game with payoffs A, B (A1, A2), floats or integers taken exactly.

    Raises
    ------
    TooManyEquilibriaError : more than 200,000 vertex candidates, which A1 + A2 up to 18 does not reach

    Examples
    --------
    >>> found = all_equilibria([[2, 0], [0, 1]], [[1, 0], [0, 2]])
    >>> len(found.extreme), found.degenerate
    (3, False)
    """
    first = positive_fractions(np.asarray(A, dtype=np.float64))
    second = positive_fractions(np.asarray(B, dtype=np.float64).T)
    m, n = len(first), len(second)
    if comb(m + n, m) > LARGEST_ENUMERATION:
        raise TooManyEquilibriaError(
            f"{comb(m + n, m)} vertex candidates of a {m} x {n} game; enumerate at most {LARGEST_ENUMERATION}, "
            "or ask solve_bimatrix for one equilibrium"
        )
    P = vertices(second, own=list(range(m)), reply=list(range(m, m + n)))
    Q = vertices(first, own=list(range(m, m + n)), reply=list(range(m)))
    every = frozenset(range(m + n))
    pairs = tuple((p.mix, q.mix) for p in P for q in Q if p.labels | q.labels == every)
    crowded = any(len(p.labels) > m for p in P) or any(len(q.labels) > n for q in Q)
    return BimatrixEquilibria(pairs, crowded)


def vertices(payoff: list[list[Fraction]], own: list[int], reply: list[int]) -> list[Vertex]:
    """The vertices other than zero of {z >= 0, payoff z <= 1}; z_k = 0 has label own[k], row r has
    reply[r]."""
    rows, d = len(payoff), len(payoff[0])
    exact = [[fmpq(entry.numerator, entry.denominator) for entry in row] for row in payoff]
    found: dict[Mix, frozenset[int]] = {}
    for binding in combinations(range(d + rows), d):
        zero = [k for k in binding if k < d]
        tight = [k - d for k in binding if k >= d]
        free = [k for k in range(d) if k not in zero]
        if not free:
            continue
        solution = solved([[exact[r][k] for k in free] for r in tight])
        if solution is None or any(weight < 0 for weight in solution):
            continue
        point = [fmpq(0)] * d
        for k, weight in zip(free, solution, strict=True):
            point[k] = weight
        earned = [sum((a * z for a, z in zip(row, point, strict=True)), fmpq(0)) for row in exact]
        if all(value <= 1 for value in earned):
            labels = [own[k] for k in range(d) if point[k] == 0]
            labels += [reply[r] for r in range(rows) if earned[r] == 1]
            found[as_mix(point)] = frozenset(labels)
    return [Vertex(mix, labels) for mix, labels in found.items()]


def solved(square: list[list[fmpq]]) -> list[fmpq] | None:
    """The solution of square . z = 1, or None where the matrix is singular."""
    matrix = fmpq_mat(square)
    if matrix.det() == 0:
        return None
    solution = matrix.solve(fmpq_mat([[fmpq(1)]] * len(square)))
    return [solution[k, 0] for k in range(len(square))]


def as_mix(point: list[fmpq]) -> Mix:
    """A vertex divided by its sum, as fractions."""
    total = sum(point, fmpq(0))
    shares = [weight / total for weight in point]
    return tuple(Fraction(int(share.p), int(share.q)) for share in shares)
