"""Transition laws: rows of few successors, and the law of a state that moves on a line between grid
points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from numerics.errors import InvalidGameError

Floats = NDArray[np.float64]
ROW_SUM_TOLERANCE = 1e-9


@dataclass(frozen=True)
class SparseTransition:
    """A kernel whose rows have at most K successors.

    Parameters
    ----------
    successors : (S, A1, A2, K) integers in 0..S-1
    probabilities : (S, A1, A2, K) nonnegative, each row sums to one (to 1e-9; rows are then divided by their
        sum)

    Examples
    --------
    >>> law = SparseTransition(np.zeros((1, 1, 1, 2), int), np.full((1, 1, 1, 2), 0.5))
    >>> law.dense().tolist()
    [[[[1.0]]]]
    """

    successors: NDArray[np.int32]
    probabilities: Floats

    def __post_init__(self) -> None:
        successors = np.asarray(self.successors)
        if successors.ndim != 4 or not np.issubdtype(successors.dtype, np.integer):
            raise InvalidGameError("successors must be integers of shape (S, A1, A2, K)")
        if successors.size == 0 or successors.min() < 0 or successors.max() >= successors.shape[0]:
            raise InvalidGameError(f"successors must be states 0..{successors.shape[0] - 1}")
        probabilities = np.asarray(self.probabilities, dtype=np.float64)
        if probabilities.shape != successors.shape:
            raise InvalidGameError(
                f"probabilities have shape {probabilities.shape}, successors {successors.shape}; make them equal"
            )
        object.__setattr__(self, "successors", np.ascontiguousarray(successors, dtype=np.int32))
        object.__setattr__(self, "probabilities", normalised_rows(probabilities, "probabilities"))

    @property
    def shape(self) -> tuple[int, int, int]:
        """(S, A1, A2)."""
        S, A1, A2, _ = self.successors.shape
        return S, A1, A2

    def expected(self, values: ArrayLike) -> Floats:
        """The expected next value after every action pair: values (S,) -> (S, A1, A2)."""
        of_state = np.asarray(values, dtype=np.float64)
        total = self.probabilities[..., 0] * of_state[self.successors[..., 0]]
        for k in range(1, self.successors.shape[-1]):
            total += self.probabilities[..., k] * of_state[self.successors[..., k]]
        return np.asarray(total)

    def dense(self) -> Floats:
        """The kernel as an array (S, A1, A2, S)."""
        S, A1, A2 = self.shape
        kernel = np.zeros((S * A1 * A2, S))
        rows = np.arange(S * A1 * A2)[:, None]
        flat = (rows.size, -1)
        np.add.at(kernel, (rows, self.successors.reshape(flat)), self.probabilities.reshape(flat))
        return kernel.reshape(S, A1, A2, S)


def normalised_rows(probabilities: Floats, name: str) -> Floats:
    """Rows divided by their sum; an error that names the first entry or row that is no probability."""
    refuse_first(~np.isfinite(probabilities), name, "is not finite")
    refuse_first(probabilities < 0, name, "is negative")
    total = probabilities.sum(axis=-1)
    refuse_first(np.abs(total - 1) > ROW_SUM_TOLERANCE, name, "is a row that does not sum to one")
    return np.ascontiguousarray(probabilities / total[..., None])


def refuse_first(wrong: NDArray[np.bool_], name: str, why: str) -> None:
    """Raise for the first index at which `wrong` is true."""
    if wrong.any():
        entry = ", ".join(str(int(index)) for index in np.argwhere(wrong)[0])
        raise InvalidGameError(f"{name}[{entry}] {why}")


def sparse_from_dense(kernel: ArrayLike) -> SparseTransition:
    """Rows of a dense kernel (S, A1, A2, S) cut to as many successors as its fullest row has.

    Examples
    --------
    >>> sparse_from_dense(np.ones((1, 2, 2, 1))).successors.shape
    (1, 2, 2, 1)
    """
    rows = np.asarray(kernel, dtype=np.float64)
    if rows.ndim != 4 or rows.shape[0] != rows.shape[3] or rows.size == 0:
        raise InvalidGameError(f"transition has shape {rows.shape}; it must be (S, A1, A2, S)")
    width = max(1, int((rows != 0).sum(axis=-1).max()))
    # A stable sort on "is zero" brings the successors forward in the order of the states.
    order = np.argsort(rows == 0, axis=-1, kind="stable")[..., :width]
    normal = normalised_rows(rows, "transition")
    return SparseTransition(order.astype(np.int32), np.take_along_axis(normal, order, axis=-1))


@dataclass(frozen=True)
class LineMove:
    """A move to points of a line, clipped to a grid and split between its two neighbouring grid points.

    Attributes
    ----------
    intended : (S, A1, A2) the points before clipping
    realised : (S, A1, A2) the points after clipping
    transition : to the two neighbours, by linear interpolation, so that the mean next point is `realised`
    """

    intended: Floats
    realised: Floats
    transition: SparseTransition

    @property
    def clipped(self) -> NDArray[np.bool_]:
        """(S, A1, A2): where the grid's end cut the move."""
        return np.asarray(self.intended != self.realised)


def move_on_line(grid: ArrayLike, intended: ArrayLike) -> LineMove:
    """Interpolate moves to real points onto a grid.

    Parameters
    ----------
    grid : (S,) strictly increasing, S >= 2
    intended : (S, A1, A2) next points, any real numbers; those beyond the grid's ends are clipped and
        recorded

    Examples
    --------
    >>> move = move_on_line([0.0, 1.0], [[[0.25]], [[3.0]]])
    >>> move.transition.dense().tolist()
    [[[[0.75, 0.25]]], [[[0.0, 1.0]]]]
    >>> move.clipped.ravel().tolist()
    [False, True]
    """
    points = strictly_increasing(grid, "grid")
    target = np.asarray(intended, dtype=np.float64)
    if points.size < 2 or target.ndim != 3 or target.shape[0] != points.size:
        raise InvalidGameError("intended moves must have shape (S, A1, A2) over a grid of S >= 2 points")
    refuse_first(~np.isfinite(target), "intended", "is not finite")
    realised = np.clip(target, points[0], points[-1])
    lower = np.clip(np.searchsorted(points, realised, side="right") - 1, 0, points.size - 2)
    upper_share = (realised - points[lower]) / (points[lower + 1] - points[lower])
    transition = SparseTransition(
        np.stack([lower, lower + 1], axis=-1), np.stack([1 - upper_share, upper_share], axis=-1)
    )
    return LineMove(target, realised, transition)


def strictly_increasing(grid: ArrayLike, name: str) -> Floats:
    """A grid as an array, or an error that names its first entry out of order."""
    points = np.asarray(grid, dtype=np.float64)
    if points.ndim != 1 or points.size == 0:
        raise InvalidGameError(f"{name} must be a list of numbers")
    refuse_first(~np.isfinite(points), name, "is not finite")
    refuse_first(np.r_[False, np.diff(points) <= 0], name, "is not larger than the entry before it")
    return points
