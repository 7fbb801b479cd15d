"""The two solutions of the gap's equation that start at a boundary, through one switch of the leader.

Lengths are measured in 1/eta = sigma / sqrt(rho), and s >= 0 is the distance from a dropping boundary. While
the follower
takes the risk, what an agent is worth beyond his long-run value solves, in s,

    y'' = y              where the leader takes the risk too,
    y''/2 + (p/2) y' = y where the leader is safe,       p = 2 pi / (sigma sqrt(rho)),

the same equation for the follower (seen from his own boundary) and for the leader (seen from the follower's
boundary).
h0 and h1 are the solutions with h0(0) = 1, h0'(0) = 0 and h1(0) = 0, h1'(0) = 1. All four of h0 - 1, h0', h1,
h1' are sums of
nonnegative terms here, so they keep full relative precision for tiny and for huge s.

Source: Liu, Hail Mary Pass, equations (A.5) and (A.7), in units of 1/eta.
"""

from __future__ import annotations

from typing import NamedTuple

from numerics.arithmetic import DOUBLES, Arithmetic, Scalar


class GapBasis(NamedTuple):
    """h0 - 1, h0', h1 and h1' at one distance (or at an array of distances)."""

    h0_minus_1: Scalar
    h0_slope: Scalar
    h1: Scalar
    h1_slope: Scalar

    @property
    def h0(self) -> Scalar:
        """The solution with value 1 and slope 0 at the boundary."""
        return 1 + self.h0_minus_1


def safe_leader_roots(p: Scalar, arithmetic: Arithmetic = DOUBLES) -> tuple[Scalar, Scalar]:
    """z_+ > 0 and -z_- > 0, where z_+- = (-p +- sqrt(p^2 + 8)) / 2 solve z^2/2 + (p/2) z = 1 (A.5 times
    1/eta).

    Examples
    --------
    >>> [round(float(z), 12) for z in safe_leader_roots(1.0)]
    [1.0, 2.0]
    """
    spread = arithmetic.sqrt(p * p + 8)
    larger = (spread + arithmetic.select(p > 0, p, -p)) / 2
    smaller = 2 / larger
    return arithmetic.select(p > 0, smaller, larger), arithmetic.select(p > 0, larger, smaller)


def safe_leader_basis(s: Scalar, p: Scalar, arithmetic: Arithmetic = DOUBLES) -> GapBasis:
    """The basis at distance s with the leader safe throughout.

    Examples
    --------
    >>> basis = safe_leader_basis(0.0, -1.0)
    >>> [float(entry) for entry in basis]
    [0.0, 0.0, 0.0, 1.0]
    """
    up, down = safe_leader_roots(p, arithmetic)
    spread = up + down
    h1 = (arithmetic.expm1(up * s) - arithmetic.expm1(-down * s)) / spread
    return GapBasis(
        (down * arithmetic.expm1_minus(up * s) + up * arithmetic.expm1_minus(-down * s)) / spread,
        2 * h1,
        h1,
        (up * arithmetic.exp(up * s) + down * arithmetic.exp(-down * s)) / spread,
    )


def risky_leader_basis(s: Scalar, arithmetic: Arithmetic = DOUBLES) -> GapBasis:
    """The basis at distance s with both agents taking the risk throughout: cosh and sinh.

    Examples
    --------
    >>> basis = risky_leader_basis(1.0)
    >>> round(float(basis.h0 ** 2 - basis.h1 ** 2), 12)
    1.0
    """
    sinh = (arithmetic.expm1(s) - arithmetic.expm1(-s)) / 2
    half = (arithmetic.expm1(s / 2) - arithmetic.expm1(-s / 2)) / 2
    return GapBasis(2 * half * half, sinh, sinh, 1 + 2 * half * half)


def through_switch(near: GapBasis, beyond: GapBasis) -> GapBasis:
    """The basis at distance d + e, from the one at d and the one at e of the piece beyond the switch."""
    return GapBasis(
        near.h0_minus_1 + near.h0 * beyond.h0_minus_1 + near.h0_slope * beyond.h1,
        near.h0 * beyond.h0_slope + near.h0_slope * beyond.h1_slope,
        near.h1 * beyond.h0 + near.h1_slope * beyond.h1,
        near.h1 * beyond.h0_slope + near.h1_slope * beyond.h1_slope,
    )


def gap_basis(
    s: Scalar, d: Scalar, p: Scalar, *, risky_near: bool = True, arithmetic: Arithmetic = DOUBLES
) -> GapBasis:
    """The basis at distance s when the leader switches at distance d from the follower's boundary.

    Parameters
    ----------
    s, d : floats, balls or arrays that broadcast, 0 <= s; the switch lies at min(d, s)
    p : 2 pi / (sigma sqrt(rho))
    risky_near : whether the leader takes the risk within d of the boundary and is safe beyond (the paper's
        medium
        profile), or the other way around

    Examples
    --------
    >>> high = gap_basis(0.7, 2.0, 0.3)
    >>> high == risky_leader_basis(0.7)
    True
    """
    near = arithmetic.select(d < s, d, s)
    if risky_near:
        return through_switch(risky_leader_basis(near, arithmetic), safe_leader_basis(s - near, p, arithmetic))
    return through_switch(safe_leader_basis(near, p, arithmetic), risky_leader_basis(s - near, arithmetic))
