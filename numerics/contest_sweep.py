"""Many extended contests at once: equilibrium and the designer's three objectives, on arrays of
primitives."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from numerics.contest_errors import InvalidContestError
from numerics.extended_boundary import Floats, Profile, solve_boundaries
from numerics.gap_basis import GapBasis, risky_leader_basis, safe_leader_basis, through_switch
from numerics.scale_free import ScaleFree


@dataclass(frozen=True)
class ContestSweep:
    """One entry for every contest, all of the shape (N,) or the broadcast shape of the primitives.

    Attributes
    ----------
    profile : codes of `Profile`; NONE where no symmetric equilibrium with one boundary exists
    k_star, k_switch : progress, as in `ExtendedEquilibrium`; inf for NEVER, 0 for AT_ONCE, nan for NONE
    stay_time : expected time with both in, from the starting gap
    success_time : expected time to success; inf where a lone agent leaves before it may come
    phi, psi, p : the scale-free numbers; phi is phi-bar of equation (2) when a drop-out gets nothing
    """

    profile: NDArray[np.int_]
    k_star: Floats
    k_switch: Floats
    stay_time: Floats
    success_time: Floats
    phi: Floats
    psi: Floats
    p: Floats


def sweep_contests(
    *,
    r: ArrayLike,
    lambda_high: ArrayLike,
    c: ArrayLike,
    pi: ArrayLike,
    sigma: ArrayLike,
    P_high: ArrayLike,
    lambda_low: ArrayLike = 0.0,
    P_low: ArrayLike = 0.0,
    start: ArrayLike = 0.0,
    keeps_prize: bool = False,
    reduction: bool = False,
) -> ContestSweep:
    """Solve every contest of an array, about 15,000 a second on one core.

    Constants are taken in doubles; within rounding of an edge between two profiles an entry may fall on either side,
    which `enclose_extended` decides.

    Parameters
    ----------
    r, lambda_high, c, pi, sigma, P_high, lambda_low, P_low : as in `Contest`, arrays that broadcast
    start : the gap at time 0, progress, any sign
    keeps_prize : as in `Contest`
    reduction : solve the paper's reduction instead (psi = 0, phi-bar; both out at once where phi-bar <= 1)

    Errors
    ------
    InvalidContestError names the first entry outside its domain and its index.

    Source: as `solve_extended`, `success_time` and `follower_stay_time`, entry by entry.

    Examples
    --------
    >>> sweep = sweep_contests(r=1, lambda_high=1, lambda_low=0.5, c=0.9, pi=0, sigma=1,
    ...                        P_high=np.array([1.25, 1.2]), P_low=np.array([0.0, 0.05]))
    >>> [Profile(code).name for code in sweep.profile], sweep.k_star.round(6).tolist()
    (['MEDIUM', 'MEDIUM'], [0.513669, 0.487326])
    """
    given = (r, lambda_high, c, pi, sigma, P_high, lambda_low, P_low, start)
    arrays = np.broadcast_arrays(*(np.asarray(entry, dtype=np.float64) for entry in given))
    shape = arrays[0].shape
    rate_r, high, cost, drift, risk, first, low, second, gap = (np.ravel(entry) for entry in arrays)
    _refuse_outside(rate_r, high, cost, drift, risk, first, low, second)
    rho = rate_r + high + low
    leader, follower = (high * first + low * second - cost) / rho, (low * first + high * second - cost) / rho
    stays_alone = high * first > cost
    lone = np.where(stays_alone, (high * first - cost) / (rate_r + high), 0.0)
    leaves = np.where(stays_alone & keeps_prize, high * second / (rate_r + high), 0.0)
    never = follower >= leaves
    unit = np.where(never, 1.0, leaves - follower)
    p = 2 * drift / (risk * np.sqrt(rho))
    phi = (leader - follower) / unit
    psi = np.where((low == 0) & (second == 0) & stays_alone, 0.0, (lone - leader) / unit)
    margin = (lone - leaves) / unit
    if reduction:
        psi, margin = np.zeros_like(phi), np.maximum(leader / unit, 0.0)
    solved = np.flatnonzero(~never)
    profile = np.full(phi.shape, Profile.NEVER)
    s, d = np.full(phi.shape, np.inf), np.zeros(phi.shape)
    part = ScaleFree(phi[solved], psi[solved], p[solved], margin[solved])
    profile[solved], s[solved], d[solved] = solve_boundaries(part)
    length = risk / np.sqrt(rho)
    lead = _lead_at_switch(profile, s, d, p)
    transform = _transform(profile, s * length, lead * length, gap, high + low, drift, risk)
    total = high + low
    with np.errstate(invalid="ignore"):
        success = 1 / total + transform * (1 / high - 1 / total)
    success = np.where(~stays_alone & (transform > 0), np.inf, success)
    stay = (1 - transform) / total
    ordered = (s * length, lead * length, stay, success, phi, psi, p)
    k_star, k_switch, stay, success, phi, psi, p = (np.reshape(entry, shape) for entry in ordered)
    return ContestSweep(np.reshape(profile, shape), k_star, k_switch, stay, success, phi, psi, p)


def _lead_at_switch(profile: NDArray[np.int_], s: Floats, d: Floats, p: Floats) -> Floats:
    """The leader's switching lead in units of 1/eta, as `ExtendedEquilibrium.k_switch` has it."""
    switched = (profile == Profile.MEDIUM) | (profile == Profile.REVERSE)
    with np.errstate(invalid="ignore"):
        inside = np.where(switched, s - d, np.where(profile == Profile.LOW, s, 0.0))
    return np.where(profile == Profile.NEVER, np.where(p < 1, np.inf, 0.0), inside)


def _transform(
    profile: NDArray[np.int_],
    k: Floats,
    switch: Floats,
    gap: Floats,
    theta: Floats,
    drift: Floats,
    risk: Floats,
) -> Floats:
    """Psi(theta; k*, gap), as `laplace_transform`; 0 for NEVER, 1 for AT_ONCE, nan for NONE."""
    scale = np.sqrt(theta) / risk
    p = -2 * drift / (risk * np.sqrt(theta))
    finite = np.isfinite(k) & (k > 0)
    boundary, turn = np.where(finite, k, 1.0), np.where(finite, switch, 0.5)
    safe_first = profile != Profile.REVERSE

    def basis(distance: Floats) -> GapBasis:
        near = np.minimum(turn, distance)
        safe, risky = safe_leader_basis, risky_leader_basis
        usual = through_switch(safe(scale * near, p), risky(scale * (distance - near)))
        other = through_switch(risky(scale * near), safe(scale * (distance - near), p))
        return GapBasis(*(np.where(safe_first, a, b) for a, b in zip(usual, other, strict=True)))

    ratio = basis(np.minimum(np.abs(gap), boundary)).h0 / basis(boundary).h0
    ended = np.where(profile == Profile.NEVER, 0.0, np.where(profile == Profile.AT_ONCE, 1.0, np.nan))
    return np.where(finite, ratio, ended)


def _refuse_outside(
    r: Floats,
    high: Floats,
    cost: Floats,
    drift: Floats,
    risk: Floats,
    first: Floats,
    low: Floats,
    second: Floats,
) -> None:
    demands = {
        "r": (r, r > 0, "positive"),
        "lambda_high": (high, high > 0, "positive"),
        "c": (cost, cost > 0, "positive"),
        "pi": (drift, np.isfinite(drift), "finite"),
        "sigma": (risk, risk > 0, "positive"),
        "P_high": (first, first > 0, "positive"),
        "lambda_low": (low, (low >= 0) & (low < high), "at least 0 and less than lambda_high"),
        "P_low": (second, (second >= 0) & (second <= first), "at least 0 and at most P_high"),
    }
    for name, (entry, holds, domain) in demands.items():
        wrong = np.flatnonzero(~(holds & np.isfinite(entry)))
        if wrong.size:
            raise InvalidContestError(
                f"{name}[{wrong[0]}] must be {domain}, not {entry[wrong[0]]!r}; change this entry"
            )
