"""Rules that pick one equilibrium of a stage game."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from numerics.all_equilibria import all_equilibria
from numerics.bimatrix import regrets, solve_bimatrix
from numerics.errors import InvalidGameError
from numerics.transition import Floats

Selection = Callable[[Floats, Floats], tuple[Floats, Floats]]


def first_found(A: Floats, B: Floats) -> tuple[Floats, Floats]:
    """The equilibrium that `solve_bimatrix` returns: a pure one where there is one.

    Examples
    --------
    >>> first_found(np.eye(2), np.eye(2))[0].tolist()
    [1.0, 0.0]
    """
    return solve_bimatrix(A, B)


def payoff_dominant(A: Floats, B: Floats) -> tuple[Floats, Floats]:
    """The extreme equilibrium with the largest sum of payoffs, which is the payoff-dominant one where there
    is one.

    Examples
    --------
    >>> payoff_dominant(np.diag([1.0, 2.0]), np.diag([1.0, 2.0]))[0].tolist()
    [0.0, 1.0]
    """
    profiles = all_equilibria(A, B).profiles
    return max(profiles, key=lambda profile: float(profile[0] @ (A + B) @ profile[1]))


def symmetric(A: Floats, B: Floats) -> tuple[Floats, Floats]:
    """An equilibrium x = y of a symmetric game, B = A'; in any other game the first found.

    Examples
    --------
    >>> A = np.array([[0.0, 2.0], [1.0, 0.0]])
    >>> [mix.round(12).tolist() for mix in symmetric(A, A.T)]
    [[0.666666666667, 0.333333333333], [0.666666666667, 0.333333333333]]
    """
    if A.shape[0] != A.shape[1] or np.abs(B - A.T).max() > 1e-12 * (1 + float(np.abs(A).max())):
        return first_found(A, B)
    from numerics.lemke_howson_kernels import follow_symmetric_path

    n = A.shape[0]
    x, T, numbers = np.empty(n), np.empty((5, n, n + 4)), np.empty((4, 2 * n), dtype=np.int64)
    tolerance = 1e-9 * (1 + float(np.ptp(A)))
    for label in range(n):
        if follow_symmetric_path(A, n, label, 10_000, x, T, numbers) > 0 and regret_of(A, B, x, x) <= tolerance:
            return x, x.copy()
    raise InvalidGameError("no symmetric path ended in an equilibrium; select by 'first found' instead")


def regret_of(A: Floats, B: Floats, x: Floats, y: Floats) -> float:
    """The larger of the two players' gains from their best pure deviation."""
    return float(regrets(A[None], B[None], x[None], y[None])[0])


SELECTIONS: dict[str, Selection] = {
    "first found": first_found,
    "symmetric": symmetric,
    "payoff-dominant": payoff_dominant,
}
