"""The extended contest solved from its primitives: two success rates, a loser's prize, a lone agent who goes
on or leaves.

The value at the opponent's dropping boundary is what a lone agent is worth. With lambda_low > 0 that is not
the leader's
long-run value with both in, so a second number, psi, stands beside phi-bar. The reduction by phi-bar alone
(Section 4.1 of the paper) is `paper_reduction`, kept apart for comparison.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from numerics.arithmetic import DOUBLES, Arithmetic, Scalar, ball_series, balls
from numerics.ball_newton import enclosed_solution
from numerics.ball_root import enclosed_root, rising_precision
from numerics.contest import Contest, Real
from numerics.contest_errors import NoContestEquilibriumError
from numerics.extended_boundary import Profile, solve_boundaries
from numerics.gap_basis import GapBasis, risky_leader_basis, safe_leader_basis, through_switch
from numerics.scale_free import ScaleFree, arcosh1p, cosh_of_boundary, length_unit, scale_free


@dataclass(frozen=True)
class ExtendedEquilibrium:
    """A symmetric equilibrium: boundary, leader's switch, profile. The follower takes the risk until he drops
    out.

    Attributes
    ----------
    profile : LOW, MEDIUM, HIGH, REVERSE, NEVER or AT_ONCE
    k_star : an agent drops out iff his gap is at most -k_star, progress; inf for NEVER, 0 for AT_ONCE
    k_switch : the leader takes the risk iff his lead is at least k_switch (REVERSE: iff it is less); k_star
        for LOW
    both_leave_too : whether both leaving at once is an equilibrium beside this one (a lone agent would leave)
    """

    profile: Profile
    k_star: Scalar
    k_switch: Scalar
    both_leave_too: bool


def solve_extended(contest: Contest) -> ExtendedEquilibrium:
    """The symmetric equilibrium in double precision; with psi = 0 the paper's, whatever phi-bar.

    Errors
    ------
    NoContestEquilibriumError if no profile with one dropping boundary is an equilibrium: where `keeps_prize`
    makes
    dropping out worth more than being left alone, or where pure actions do not suffice (see
    `extended_boundary`).

    Source: Liu, Hail Mary Pass, Section 4.1, solved anew from the hazards, prizes and stopping problems
    stated there.

    Examples
    --------
    >>> game = Contest(r=1, lambda_high=1, lambda_low=0.5, c=0.9, pi=0, sigma=1, P_high=1.25, P_low=0)
    >>> equilibrium = solve_extended(game)
    >>> equilibrium.profile.name, round(equilibrium.k_star, 6)
    ('MEDIUM', 0.513669)
    """
    alone_leaves = not contest.lone_agent_stays
    if contest.never_drops_out:
        return ExtendedEquilibrium(Profile.NEVER, math.inf, _switch_without_boundary(contest), alone_leaves)
    numbers, unit = scale_free(contest), float(length_unit(contest))
    solution = solve_boundaries(numbers)
    profile, s, d = Profile(int(solution.profile[0])), float(solution.s_star[0]), float(solution.d[0])
    if profile is Profile.NONE:
        raise NoContestEquilibriumError(_why_none(numbers))
    return ExtendedEquilibrium(profile, unit * s, unit * _lead_at_switch(profile, s, d), alone_leaves)


def enclose_extended(contest: Contest, digits: int = 30) -> ExtendedEquilibrium:
    """The equilibrium as balls with at least `digits` correct digits, the switch's equations solved to the
    end.

    The ball of k_star (and of the pair with k_switch, where the leader switches) is certified to contain a
    solution of
    the boundary equations. That the signs of the leader's switching function fit the profile is
    `switching_signs`.

    Errors
    ------
    As `solve_extended`; SolverPrecisionError on the edge between two profiles.

    Examples
    --------
    >>> game = Contest(r=1, lambda_high=1, lambda_low=0.5, c=0.9, pi=0, sigma=1, P_high=1.25, P_low=0)
    >>> bool(abs(float(enclose_extended(game, 25).k_star) - solve_extended(game).k_star) < 1e-14)
    True
    """
    start, exact, field = solve_extended(contest), contest.exact(), balls()
    if start.profile in (Profile.NEVER, Profile.AT_ONCE):
        return start
    scale = float(length_unit(contest))

    def at_working_precision() -> ExtendedEquilibrium:
        numbers, unit = scale_free(exact, field), length_unit(exact, field)
        s, lead = _enclosed_lengths(numbers, start, scale)
        return ExtendedEquilibrium(start.profile, unit * s, unit * lead, start.both_leave_too)

    return rising_precision(at_working_precision, lambda e: (e.k_star, e.k_switch), digits)


def switching_signs(contest: Contest, equilibrium: ExtendedEquilibrium) -> tuple[Scalar, Scalar]:
    """S at the follower's boundary and at the tie, in units of (exit value) - (follower's long-run value).

    S = (V - L) + (2 pi / rho) V'. The leader takes the risk where it is positive, and it changes sign at most
    once, so
    two signs decide the profile: (-, -) low, (+, +) high, (+, -) medium, (-, +) reverse. Balls in, balls out.

    Errors
    ------
    NoContestEquilibriumError for NEVER and AT_ONCE, which have no boundary.

    Examples
    --------
    >>> game = Contest(r=1, lambda_high=1, lambda_low=0.5, c=0.9, pi=0, sigma=1, P_high=1.25, P_low=0)
    >>> at_boundary, at_tie = switching_signs(game, solve_extended(game))
    >>> bool(at_boundary > 0), bool(at_tie < 0)
    (True, True)
    """
    if equilibrium.profile in (Profile.NEVER, Profile.AT_ONCE):
        raise NoContestEquilibriumError(f"{equilibrium.profile.name} has no dropping boundary to look at")
    field = DOUBLES if isinstance(equilibrium.k_star, float) else balls()
    numbers, basis = scale_free(contest, field), equilibrium_basis(contest, equilibrium)
    at_boundary = numbers.psi + numbers.p * numbers.slope_at_opponent(basis)
    return at_boundary, basis.h0_minus_1 - (numbers.phi - 1) + numbers.p * basis.h0_slope


def equilibrium_basis(contest: Contest, equilibrium: ExtendedEquilibrium) -> GapBasis:
    """The boundary's basis at the tie, in the number system of the equilibrium."""
    field = DOUBLES if isinstance(equilibrium.k_star, float) else balls()
    p, unit = scale_free(contest, field).p, length_unit(contest.exact(), field)
    profile = equilibrium.profile
    s, lead = equilibrium.k_star / unit, equilibrium.k_switch / unit
    if profile is Profile.LOW:
        return safe_leader_basis(s, p, field)
    if profile is Profile.HIGH:
        return risky_leader_basis(s, field)
    return _basis_through(profile, s - lead, lead, p, field)


def paper_reduction(contest: Contest) -> ExtendedEquilibrium:
    """What Section 4.1 of the paper says of the extended contest: phi replaced by phi-bar, r + lambda by rho.

    An infinite boundary where the denominator of phi-bar is not positive, both out at once where phi-bar <=
    1.

    Source: Liu, Hail Mary Pass, equation (2) and the adapted Definition 1.

    Examples
    --------
    >>> game = Contest(r=1, lambda_high=1, lambda_low=0.5, c=0.9, pi=0, sigma=1, P_high=1.25, P_low=0)
    >>> reduced = paper_reduction(game)
    >>> reduced.profile.name, bool(abs(reduced.k_star - solve_extended(game).k_star) > 0.01)
    ('LOW', True)
    """
    phi_bar: Real = contest.generalised_profitability
    if phi_bar == math.inf:
        return ExtendedEquilibrium(Profile.NEVER, math.inf, _switch_without_boundary(contest), False)
    if phi_bar <= 1:
        return ExtendedEquilibrium(Profile.AT_ONCE, 0.0, 0.0, True)
    phi, unit = np.float64(phi_bar), float(length_unit(contest))
    solution = solve_boundaries(ScaleFree(phi, 0.0 * phi, contest.return_ratio, np.float64(phi_bar - 1)))
    profile, s, d = Profile(int(solution.profile[0])), float(solution.s_star[0]), float(solution.d[0])
    return ExtendedEquilibrium(profile, unit * s, unit * _lead_at_switch(profile, s, d), False)


def _enclosed_lengths(numbers: ScaleFree, start: ExtendedEquilibrium, scale: float) -> tuple[Scalar, Scalar]:
    """s and the lead at the switch, in units of 1/eta, from a solution in doubles."""
    field, profile = balls(), start.profile
    if profile is Profile.HIGH:
        return arcosh1p(cosh_of_boundary(numbers, field), field), field.number(0)
    if profile is Profile.LOW:
        s = enclosed_root(
            lambda s: numbers.boundary_residual(safe_leader_basis(s, numbers.p, field)), start.k_star / scale
        )
        return s, s
    lead = start.k_switch / scale
    d, e = enclosed_solution(lambda d, e: switch_system(numbers, profile, d, e), (start.k_star / scale - lead, lead))
    return d + e, e


def switch_system(numbers: ScaleFree, profile: Profile, d: Scalar, e: Scalar) -> tuple[Scalar, Scalar]:
    """The boundary residual and S at the switch, for a switch d from the boundary and e from the tie (ball
    series)."""
    field = ball_series()
    basis = _basis_through(profile, d, e, numbers.p, field)
    near = _near_piece(profile, d, numbers.p, field)
    b = numbers.slope_at_opponent(basis)
    m = numbers.psi * near.h0 - b * near.h1
    u = b * near.h1_slope - numbers.psi * near.h0_slope
    return numbers.boundary_residual(basis), m + numbers.p * u


def _basis_through(profile: Profile, d: Scalar, e: Scalar, p: Scalar, field: Arithmetic) -> GapBasis:
    beyond = safe_leader_basis(e, p, field) if profile is Profile.MEDIUM else risky_leader_basis(e, field)
    return through_switch(_near_piece(profile, d, p, field), beyond)


def _near_piece(profile: Profile, d: Scalar, p: Scalar, field: Arithmetic) -> GapBasis:
    return risky_leader_basis(d, field) if profile is Profile.MEDIUM else safe_leader_basis(d, p, field)


def _lead_at_switch(profile: Profile, s: float, d: float) -> float:
    if profile is Profile.LOW:
        return s
    return s - d if profile in (Profile.MEDIUM, Profile.REVERSE) else 0.0


def _switch_without_boundary(contest: Contest) -> float:
    """With nobody dropping out the leader's V - L decays like exp(-z_+ x), so S < 0 iff p z_+ < 1 iff p <
    1."""
    return math.inf if contest.return_ratio < 1 else 0.0


def _why_none(numbers: ScaleFree) -> str:
    if numbers.margin < 0:
        return (
            "dropping out with the loser's prize is worth more than being left alone, so each waits for "
            "the other to go on and no symmetric boundary exists; lower P_low, or set keeps_prize=False"
        )
    parameters = f"phi={float(numbers.phi):g}, psi={float(numbers.psi):g}, p={float(numbers.p):g}"
    return (
        f"at {parameters} the leader takes the risk only with the follower and the follower only without "
        "him: no equilibrium in pure actions with one boundary; raise pi/sigma above -sqrt(rho)/2"
    )
