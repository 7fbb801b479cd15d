"""The symmetric equilibrium of the extended contest in scale-free units, for many parameters at once.

Seen from the follower's boundary, with m the leader's value beyond his long-run value and u its slope towards
larger
leads, the leader's Bellman equation against a risky follower is m'' = m + min(0, S) with S = m + p u: he
takes the risk
iff S > 0, whichever action he takes now. It is homogeneous of degree one, so the angle of (m, u) moves one
way and S
changes sign at most once. Hence there are four profiles: S < 0 throughout (low), S > 0 throughout (high), S >
0 near the
follower's boundary and S < 0 near the tie (medium, p < 1), and the other way around (reverse, p > 1). The
start is
(psi, b), with b fixed by C1 contact at the tie. In the baseline game psi = 0, S has the sign of p at the
boundary, and the
reverse profile cannot occur.

The follower prefers the risk as long as n + p n' > 0 wherever the leader takes it, n his value beyond the
long-run one.
That can fail only for p < -1 in the medium profile (psi < -1: the leader wants to keep the follower in). A
leader behind
his long-run value then takes the risk only if the follower does, and the follower only if the leader does
not: no pure
profile is left, and the code is NONE.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from numerics.bracketing import root_between
from numerics.gap_basis import GapBasis, gap_basis, risky_leader_basis, safe_leader_basis
from numerics.scale_free import ScaleFree, arcosh1p, cosh_of_boundary, distance_bound

Floats = NDArray[np.float64]
_Candidate = tuple[NDArray[np.int_], Floats, Floats]


class Profile(IntEnum):
    """Where the leader takes the risk; the follower always does, until he drops out."""

    LOW = 0  # nowhere
    MEDIUM = 1  # from a lead k** on, up to the follower's boundary
    HIGH = 2  # everywhere
    REVERSE = 3  # up to a lead k**, and no longer close to the follower's boundary
    NEVER = 4  # nobody ever drops out
    AT_ONCE = 5  # both leave at once
    NONE = 6  # no symmetric equilibrium in pure actions with one dropping boundary


class BoundarySolution(NamedTuple):
    """Arrays of one shape (N,), lengths in units of 1/eta.

    Attributes
    ----------
    profile : codes of `Profile`
    s_star : distance of the tie from the dropping boundary; inf for NEVER, 0 for AT_ONCE, nan for NONE
    d : distance from the boundary at which the leader switches, for MEDIUM and REVERSE; 0 or s_star otherwise
    """

    profile: NDArray[np.int_]
    s_star: Floats
    d: Floats


def solve_boundaries(numbers: ScaleFree) -> BoundarySolution:
    """The equilibrium profile and boundary for arrays of phi, psi, p and margin, each (N,).

    Entries with margin < 0 have no symmetric equilibrium of this form (dropping out is worth more than being
    left alone);
    with margin = 0 (a lone agent leaves) the largest boundary is returned, AT_ONCE if there is no positive
    one.

    Examples
    --------
    >>> one = np.ones(1)
    >>> solution = solve_boundaries(ScaleFree(3 * one, 0 * one, 0.5 * one, 2 * one))
    >>> Profile(solution.profile[0]).name, bool(abs(solution.d[0] - np.arctanh(0.5)) < 1e-14)
    ('MEDIUM', True)
    """
    phi, psi, p, margin = (np.atleast_1d(np.asarray(part, dtype=np.float64)) for part in _parts(numbers))
    numbers = ScaleFree(phi, psi, p, margin)
    profile = np.where(margin == 0, Profile.AT_ONCE, Profile.NONE)
    s_star = np.where(margin == 0, 0.0, np.nan)
    d = s_star.copy()
    # near a boundary of distance 0 the residual is (3 + psi) s^2 / 2 - margin
    open_entries = np.flatnonzero((margin > 0) | ((margin == 0) & (psi < -3)))
    for solve in (_all_risky, _all_safe, _one_switch):
        if open_entries.size:
            codes, s, lead = solve(_taken(numbers, open_entries))
            found = codes != Profile.NONE
            where = open_entries[found]
            profile[where], s_star[where], d[where] = codes[found], s[found], lead[found]
            open_entries = open_entries[~found]
    return BoundarySolution(profile, s_star, d)


def switching_value(numbers: ScaleFree, s: Floats, d: Floats, *, risky_near: bool) -> Floats:
    """S = m + p u at the switch of a symmetric profile with boundary s; the leader takes the risk where S >
    0."""
    basis = gap_basis(s, d, numbers.p, risky_near=risky_near)
    b = numbers.slope_at_opponent(basis)
    near = np.minimum(d, s)
    piece = risky_leader_basis(near) if risky_near else safe_leader_basis(near, numbers.p)
    m = numbers.psi * piece.h0 - b * piece.h1
    u = b * piece.h1_slope - numbers.psi * piece.h0_slope
    return np.asarray(m + numbers.p * u)


def _all_risky(numbers: ScaleFree) -> _Candidate:
    with np.errstate(invalid="ignore"):
        w = cosh_of_boundary(numbers)
        s = np.where(w > 0, arcosh1p(np.maximum(w, 0.0)), np.nan)
    agrees = _signs_agree(numbers, s, risky_leader_basis(s), 1.0)
    return np.where(agrees, Profile.HIGH, Profile.NONE), s, np.where(numbers.p < 1, s, 0.0)


def _all_safe(numbers: ScaleFree) -> _Candidate:
    s = _outer_root(numbers, lambda s: safe_leader_basis(s, numbers.p))
    agrees = _signs_agree(numbers, s, safe_leader_basis(s, numbers.p), -1.0)
    return np.where(agrees, Profile.LOW, Profile.NONE), s, np.where(numbers.p < 1, 0.0, s)


def _signs_agree(numbers: ScaleFree, s: Floats, basis: GapBasis, sign: float) -> NDArray[np.bool_]:
    """Whether S has the given sign at the boundary and at the tie, hence throughout."""
    at_boundary = numbers.psi + numbers.p * numbers.slope_at_opponent(basis)
    # at the tie the leader's m is the follower's value minus phi, and both slopes are h0'
    at_tie = basis.h0_minus_1 - (numbers.margin - numbers.psi) + numbers.p * basis.h0_slope
    return np.asarray((s > 0) & (sign * at_boundary >= 0) & (sign * at_tie >= 0))


def _outer_root(numbers: ScaleFree, basis_at: Callable[[Floats], GapBasis]) -> Floats:
    """The root of the boundary residual, sought in the logarithm of the distance; nan without a sign
    change."""

    def residual(x: Floats) -> Floats:
        return np.asarray(numbers.boundary_residual(basis_at(np.exp(x))))

    upper = np.log(distance_bound(numbers))
    lower = np.full_like(upper, -40.0)
    with np.errstate(over="ignore", invalid="ignore"):
        bracketed = (residual(lower) < 0) & (residual(upper) > 0)
        return np.where(bracketed, np.exp(root_between(residual, lower, upper)), np.nan)


def _one_switch(numbers: ScaleFree) -> _Candidate:
    """MEDIUM where p < 1, REVERSE where p >= 1: boundary outside, switch inside."""
    codes = np.full(numbers.p.shape, Profile.NONE)
    s_star, d = np.full(codes.shape, np.nan), np.full(codes.shape, np.nan)
    for near, code in ((True, Profile.MEDIUM), (False, Profile.REVERSE)):
        where = np.flatnonzero((numbers.p < 1) == near)
        if not where.size:
            continue
        part = _taken(numbers, where)
        s = _outer_root(part, partial(_switched_basis, part, risky_near=near))
        lead = _switch(part, np.where(np.isfinite(s), s, 1.0), near)
        # cosh d + p sinh d > 0: the follower takes the risk on all of (0, d), where the leader does
        follower_risky = -part.p * np.tanh(lead) < 1 if near else np.full(s.shape, True)
        s_star[where], d[where] = s, lead
        codes[where] = np.where(np.isfinite(s) & follower_risky, code, Profile.NONE)
    return codes, s_star, d


def _switched_basis(numbers: ScaleFree, s: Floats, *, risky_near: bool) -> GapBasis:
    return gap_basis(s, _switch(numbers, s, risky_near), numbers.p, risky_near=risky_near)


def _switch(numbers: ScaleFree, s: Floats, risky_near: bool) -> Floats:
    """The distance from the boundary, in [0, s], at which S changes sign in a profile with boundary s."""
    toward = 1.0 if risky_near else -1.0
    at_boundary = toward * switching_value(numbers, s, np.zeros_like(s), risky_near=risky_near)
    at_tie = toward * switching_value(numbers, s, s, risky_near=risky_near)
    d = np.where(at_boundary <= 0, 0.0, s)
    inside = np.flatnonzero((at_boundary > 0) & (at_tie < 0))
    d[inside], settled = _switch_by_iteration(_taken(numbers, inside), s[inside], risky_near)
    rest = inside[~settled]
    if rest.size:
        part, top = _taken(numbers, rest), s[rest]
        d[rest] = root_between(
            lambda d: switching_value(part, top, d, risky_near=risky_near), np.zeros_like(top), top, relative=1e-15
        )
    return d


def _switch_by_iteration(numbers: ScaleFree, s: Floats, risky_near: bool) -> tuple[Floats, NDArray[np.bool_]]:
    """The switch that the slope b asks for, fed back into b; and where that settled."""
    d, settled = np.zeros_like(s), np.zeros(s.shape, dtype=bool)
    for _ in range(8):
        b = numbers.slope_at_opponent(gap_basis(s, d, numbers.p, risky_near=risky_near))
        wanted = np.clip(_switch_for_slope(numbers, b, risky_near), 0.0, s)
        settled = np.abs(wanted - d) <= 2e-15 * s
        d = wanted
        if settled.all():
            break
    return d, settled


def _switch_for_slope(numbers: ScaleFree, b: Floats, risky_near: bool) -> Floats:
    """The distance at which S = 0 on the path that starts with slope b: h1'/h1 = (b + p psi) / (psi + p b)
    there."""
    psi, p = numbers.psi, numbers.p
    with np.errstate(invalid="ignore", divide="ignore"):
        if risky_near:
            return np.asarray(np.nan_to_num(np.arctanh((psi + p * b) / (b + p * psi))))
        half = np.sqrt(p * p + 8) / 2
        return np.asarray(np.nan_to_num(np.arctanh(half / ((b + p * psi) / (psi + p * b) + p / 2)) / half))


def _parts(numbers: ScaleFree) -> tuple[object, object, object, object]:
    return numbers.phi, numbers.psi, numbers.p, numbers.margin


def _taken(numbers: ScaleFree, where: NDArray[np.intp]) -> ScaleFree:
    return ScaleFree(numbers.phi[where], numbers.psi[where], numbers.p[where], numbers.margin[where])
