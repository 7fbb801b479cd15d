"""One equilibrium of a bimatrix game, or of each of many, checked by its regret."""

from __future__ import annotations

import _thread
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from queue import SimpleQueue

import numpy as np
from numpy.typing import ArrayLike, NDArray

from numerics.errors import InvalidGameError
from numerics.transition import Floats, refuse_first

REGRET_TOLERANCE = 1e-9
LOCKSTEP_WORK = 2_000_000  # entries; about what array operations solve while the kernel would compile
CALL_WORK = 5_000  # what a call costs whatever the games
THREAD_WORK = 20_000
PORTIONS = 2  # for each core


@dataclass
class Work:
    """What this process has solved so far without a compiled kernel."""

    lockstep: int = 0


work = Work()


def solve_bimatrix(A: ArrayLike, B: ArrayLike) -> tuple[Floats, Floats]:
    """An equilibrium (x, y) of the game with payoffs x'Ay and x'By.

    Parameters
    ----------
    A, B : (A1, A2), finite

    Returns
    -------
    x (A1,), y (A2,), whose regret is at most 1e-9 in units of the payoffs' range

    Raises
    ------
    InvalidGameError : wrong shapes or an entry that is not finite

    Examples
    --------
    >>> x, y = solve_bimatrix([[1, -1], [-1, 1]], [[-1, 1], [1, -1]])
    >>> x.round(12).tolist(), y.round(12).tolist()
    ([0.5, 0.5], [0.5, 0.5])
    """
    x, y = solve_bimatrices(np.asarray(A)[None], np.asarray(B)[None])
    return x[0], y[0]


def solve_bimatrices(A: ArrayLike, B: ArrayLike) -> tuple[Floats, Floats]:
    """An equilibrium of each of N games: (N, A1, A2) payoffs to x (N, A1) and y (N, A2).

    A pure equilibrium is taken where there is one, else the end of a Lemke-Howson path. Every answer is
    checked by its regret; where it fails, the paths of all other labels are followed, and at last one in
    exact rational arithmetic.

    Examples
    --------
    >>> x, y = solve_bimatrices([[[1, 0], [0, 2]]], [[[1, 0], [0, 2]]])
    >>> x.tolist()
    [[1.0, 0.0]]
    """
    first, second = games_of_one_shape(A, B)
    x, y, regret = by_any_path(first, second)
    if np.isnan(regret).any():
        refuse_infinite(first, second)
    for k in np.flatnonzero(~(regret <= REGRET_TOLERANCE)):
        tolerance = REGRET_TOLERANCE * (1 + max(float(np.ptp(first[k])), float(np.ptp(second[k]))))
        if not regret[k] <= tolerance:
            x[k], y[k] = solved_again(first[k], second[k], tolerance)
    return x, y


def by_any_path(A: Floats, B: Floats) -> tuple[Floats, Floats, Floats]:
    """x, y and regrets; in lockstep until as much work was done as compiling the kernel costs, then by the
    kernel, whose regrets tell the games that have an infinite payoff (a look of their own at all payoffs costs a
    tenth of the whole)."""
    work.lockstep += A.size + CALL_WORK
    if "numerics.lemke_howson_kernels" in sys.modules or work.lockstep > LOCKSTEP_WORK:
        return by_kernel(A, B, 0)
    refuse_infinite(A, B)
    return by_lockstep(A, B)


def by_lockstep(A: Floats, B: Floats) -> tuple[Floats, Floats, Floats]:
    """Pure equilibria, then array operations on the games that have none."""
    from numerics.lemke_howson_lockstep import lockstep_equilibria, replied_rows

    x, y, pure = pure_equilibria(A, B)
    mixed = np.flatnonzero(~pure)
    done = pure.copy()
    if mixed.size:
        first, second = A[mixed], B[mixed]
        x[mixed], y[mixed], done[mixed] = lockstep_equilibria(first, second, replied_rows(first, second))
    return x, y, np.where(done, regrets(A, B, x, y), np.inf)


def by_kernel(A: Floats, B: Floats, label: int, *, pure_first: bool = True) -> tuple[Floats, Floats, Floats]:
    """The compiled paths, on all cores; no game knows of the rest.

    The games are handed out in portions, to this thread too, so that nobody waits for a thread that the system lets
    wait.
    """
    from numerics.lemke_howson_kernels import solve_games

    N, m, n = A.shape
    x, y, regret = np.empty((N, m)), np.empty((N, n)), np.full(N, np.inf)
    cores = len(os.sched_getaffinity(0)) if A.size > THREAD_WORK else 1
    count = min(N, PORTIONS * cores) if cores > 1 else 1
    portions = [slice(N * k // count, N * (k + 1) // count) for k in range(count)]
    left: Iterator[slice] = iter(portions)
    ended: SimpleQueue[slice] = SimpleQueue()

    def solve_portions() -> None:
        for part in left:
            try:
                solve_games(A[part], B[part], label, pure_first, x[part], y[part], regret[part])
            finally:
                ended.put(part)

    for _ in range(cores - 1):
        # A `Thread` is started only when it runs, and that may take as long as all the games.
        _thread.start_new_thread(solve_portions, ())
    solve_portions()
    for _ in portions:
        ended.get()
    return x, y, regret


def solved_again(A: Floats, B: Floats, tolerance: float) -> tuple[Floats, Floats]:
    """The first path of another label that ends in an equilibrium, else the exact path of the first label."""
    from numerics.rational_lemke_howson import rational_equilibrium

    for label in range(sum(A.shape)):
        x, y, regret = by_kernel(A[None], B[None], label, pure_first=False)
        if regret[0] <= tolerance:
            return x[0], y[0]
    exact = rational_equilibrium(A, B)
    return np.array([float(p) for p in exact[0]]), np.array([float(q) for q in exact[1]])


def pure_equilibria(A: Floats, B: Floats) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """The first pure equilibrium of every game that has one: x (N, A1), y (N, A2) and which games (N,)."""
    N, m, n = A.shape
    mutual = (A.max(axis=1, keepdims=True) == A) & (B.max(axis=2, keepdims=True) == B)
    flat = mutual.reshape(N, -1)
    rows, columns = np.divmod(flat.argmax(axis=1), n)
    found = flat.any(axis=1)
    return np.eye(m)[rows] * found[:, None], np.eye(n)[columns] * found[:, None], found


def regrets(A: ArrayLike, B: ArrayLike, x: ArrayLike, y: ArrayLike) -> Floats:
    """(N,): the larger of the two players' gains from their best pure deviation, for N profiles of N
    games."""
    first = np.einsum("kij,kj->ki", np.asarray(A), np.asarray(y))
    second = np.einsum("kij,ki->kj", np.asarray(B), np.asarray(x))
    gain1 = first.max(axis=1) - np.einsum("ki,ki->k", first, np.asarray(x))
    gain2 = second.max(axis=1) - np.einsum("kj,kj->k", second, np.asarray(y))
    return np.asarray(np.maximum(gain1, gain2))


def games_of_one_shape(A: ArrayLike, B: ArrayLike) -> tuple[Floats, Floats]:
    """Both payoffs as contiguous arrays (N, A1, A2), or an error that names the wrong shape."""
    first, second = (np.ascontiguousarray(payoff, dtype=np.float64) for payoff in (A, B))
    if first.ndim != 3 or first.size == 0:
        raise InvalidGameError(f"A has shape {first.shape}; it must be (A1, A2), or (N, A1, A2) for many games")
    if second.shape != first.shape:
        raise InvalidGameError(f"B has shape {second.shape}, A {first.shape}; make them equal")
    return first, second


def refuse_infinite(A: Floats, B: Floats) -> None:
    """An error that names the first payoff that is no finite number, if there is one."""
    refuse_first(~np.isfinite(A), "A", "is not finite")
    refuse_first(~np.isfinite(B), "B", "is not finite")
