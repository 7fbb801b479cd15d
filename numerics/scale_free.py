"""The contest in units in which only three numbers are left.

Values are measured from the follower's long-run value F in units of (exit value D) - F, and gaps in 1/eta.
Then an agent's
own boundary has value 1 and slope 0, the leader's long-run value is phi, the value at the opponent's boundary
is
phi + psi, and the return of the risky move is p:

    phi = (L - F) / (D - F),  psi = (Phi - L) / (D - F),  p = 2 pi / (sigma sqrt(rho)),

with L the leader's long-run value and Phi what a lone agent is worth. With D = 0, phi is phi-bar of equation
(2). In
the baseline game Phi = L, so psi = 0 and phi, p are all that matters; the paper's thresholds are p = 0 and p
= f(phi).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from numerics.arithmetic import DOUBLES, Arithmetic, Scalar
from numerics.contest import Contest
from numerics.contest_errors import NoContestEquilibriumError
from numerics.gap_basis import GapBasis, safe_leader_roots


@dataclass(frozen=True)
class ScaleFree:
    """The three numbers of a contest whose follower drops out somewhere; floats, balls or arrays of one
    shape.

    Attributes
    ----------
    phi : (L - F) / (D - F)
    psi : (Phi - L) / (D - F)
    p : 2 pi / (sigma sqrt(rho))
    margin : phi + psi - 1 = (Phi - D) / (D - F), held apart because it may be tiny
    """

    phi: Scalar
    psi: Scalar
    p: Scalar
    margin: Scalar

    def boundary_residual(self, basis: GapBasis) -> Scalar:
        """Zero where smooth pasting, value matching and C1 contact at the tie meet in a symmetric profile.

        (1 - psi)(h0 - 1) + (1 + psi) h0' h1 / h1' - margin at the distance of the tie from the boundary. For
        psi = 0
        this is (h0 h1)' = phi h1', which is the paper's first-order condition: cosh 2s = phi cosh s when both
        take the
        risk (A.8).
        """
        pull = basis.h0_slope * (basis.h1 / basis.h1_slope)
        return (1 - self.psi) * basis.h0_minus_1 + (1 + self.psi) * pull - self.margin

    def follower_residual(self, own: GapBasis, opposing: GapBasis) -> Scalar:
        """Zero where the own boundary is the best reply to the opponent's boundary (A.10 in general form).

        `own` is the basis at the distance of the tie from the own boundary, `opposing` from the opponent's.
        """
        m = opposing.h1 / opposing.h1_slope
        kept = opposing.h0_minus_1 - m * opposing.h0_slope
        return own.h0_minus_1 + m * own.h0_slope - self.margin - self.psi * kept

    def slope_at_opponent(self, basis: GapBasis) -> Scalar:
        """b: the leader's slope at the follower's boundary in a symmetric profile, (1 + psi) h0' / h1'."""
        return (1 + self.psi) * basis.h0_slope / basis.h1_slope


def scale_free(contest: Contest, arithmetic: Arithmetic = DOUBLES) -> ScaleFree:
    """The three numbers of a contest.

    Errors
    ------
    NoContestEquilibriumError if being behind for ever is worth dropping out or more: there is no boundary
    then.

    Examples
    --------
    >>> from numerics.contest import Contest
    >>> numbers = scale_free(Contest(r=1, lambda_high=1, c=1, pi=0, sigma=1, P_high=3))
    >>> float(numbers.phi), float(numbers.psi), float(numbers.p)
    (3.0, 0.0, 0.0)
    """
    contest = contest.exact()  # differences of nearly equal constants are taken before they are rounded
    if contest.never_drops_out:
        raise NoContestEquilibriumError(
            "nobody ever drops out, being behind for ever is worth it, so there is no boundary; "
            "ask `solve_extended`, which returns an infinite one"
        )
    unit = contest.exit_value - contest.follower_value
    number = arithmetic.number
    risk = number(contest.sigma) * arithmetic.sqrt(number(contest.total_rate))
    return ScaleFree(
        number(contest.leader_value - contest.follower_value) / number(unit),
        number(contest.lone_value - contest.leader_value) / number(unit),
        2 * number(contest.pi) / risk,
        number(contest.lone_value - contest.exit_value) / number(unit),
    )


def length_unit(contest: Contest, arithmetic: Arithmetic = DOUBLES) -> Scalar:
    """1/eta = sigma / sqrt(rho), progress."""
    number = arithmetic.number
    return number(contest.sigma) / arithmetic.sqrt(number(contest.total_rate))


def cosh_of_boundary(numbers: ScaleFree, arithmetic: Arithmetic = DOUBLES) -> Scalar:
    """cosh(eta k*) - 1 when both agents take the risk throughout: 2 C^2 - phi C - (1 + psi) = 0 at C =
    cosh(eta k*).

    With psi = 0 this is footnote 10, C = (sqrt(phi^2 + 8) + phi) / 4.
    """
    phi, psi = numbers.phi, numbers.psi
    root = arithmetic.sqrt(phi * phi + 8 * (1 + psi))
    # (root + phi) / 4 - 1, for small phi with the rationalised numerator: it vanishes with the margin
    return arithmetic.select(phi < 3, 2 * numbers.margin / (root + 4 - phi), (root + phi - 4) / 4)


def arcosh1p(w: Scalar, arithmetic: Arithmetic = DOUBLES) -> Scalar:
    """arcosh(1 + w) for w >= 0, with full relative precision near zero."""
    return arithmetic.log1p(w + arithmetic.sqrt(w * (w + 2)))


def distance_bound(numbers: ScaleFree) -> Scalar:
    """A distance at which the boundary residual is positive, for brackets (floats and arrays only)."""
    up, down = safe_leader_roots(numbers.p)
    top = np.log(8 * (2 + np.abs(numbers.phi) + np.abs(numbers.psi)) * (up + down) ** 2)
    return np.minimum((top + 2) / np.where(np.abs(numbers.p) < 1, 1.0, up), 700.0)
