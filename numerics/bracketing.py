"""Roots of many functions of one variable at once, each inside its own bracket."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def root_between(
    residual: Callable[[Floats], Floats],
    lower: Floats,
    upper: Floats,
    *,
    steps: int = 200,
    relative: float = 4e-16,
) -> Floats:
    """The roots of an elementwise residual that changes sign between `lower` and `upper`.

    Chandrupatla's method, all entries in step: inverse quadratic interpolation where it is safe, bisection
    where not. An
    entry whose residual has the same sign at both ends returns the end with the smaller residual.

    Parameters
    ----------
    residual : maps (N,) to (N,)
    lower, upper : (N,)
    steps : how many evaluations at most
    relative : an entry stops when its bracket is this small, relative to its root

    Source: Chandrupatla (1997), A new hybrid quadratic/bisection algorithm.

    Examples
    --------
    >>> root = root_between(lambda x: x * x - 2, np.array([0.0]), np.array([2.0]))
    >>> bool(abs(root[0] - 2**0.5) < 1e-15)
    True
    """
    x2, x1 = np.array(lower, dtype=np.float64), np.array(upper, dtype=np.float64)
    f2, f1 = residual(x2), residual(x1)
    best = np.where(np.abs(f1) < np.abs(f2), x1, x2)
    active = (np.sign(f1) != np.sign(f2)) & (f1 != 0) & (f2 != 0)
    t = np.full_like(x1, 0.5)
    for _ in range(steps):
        if not active.any():
            break
        x = np.where(active, x1 + t * (x2 - x1), x1)
        f = residual(x)
        same = np.sign(f) == np.sign(f1)
        x3, f3 = np.where(same, x1, x2), np.where(same, f1, f2)
        x2, f2 = np.where(same, x2, x1), np.where(same, f2, f1)
        x1, f1 = x, f
        nearest = np.abs(f1) < np.abs(f2)
        best = np.where(active, np.where(nearest, x1, x2), best)
        with np.errstate(all="ignore"):
            shortest = np.fmin(relative * np.abs(best) / np.abs(x2 - x1), 0.5)
            active &= (shortest < 0.5) & (np.where(nearest, f1, f2) != 0)
            t = np.clip(_interpolated(x1, f1, x2, f2, x3, f3), shortest, 1 - shortest)
    return best


def _interpolated(x1: Floats, f1: Floats, x2: Floats, f2: Floats, x3: Floats, f3: Floats) -> Floats:
    """The next point as a fraction of the way from x1 to x2."""
    xi, phi = (x1 - x2) / (x3 - x2), (f1 - f2) / (f3 - f2)
    t = f1 / (f2 - f1) * f3 / (f2 - f3) + (x3 - x1) / (x2 - x1) * f1 / (f3 - f1) * f2 / (f3 - f2)
    safe = (phi**2 < xi) & ((1 - phi) ** 2 < 1 - xi) & np.isfinite(t)
    return np.where(safe, t, 0.5)
