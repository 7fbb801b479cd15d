"""The equilibrium of the baseline contest: dropping boundaries and switching points in the three cases.

Everything follows from value matching at the opponent's boundary (A.3), value matching and smooth pasting at
one's own
(A.4) and C1 contact at the tie. Lengths inside are in units of 1/eta; results are in units of progress.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from numerics.arithmetic import DOUBLES, Arithmetic, Scalar, balls
from numerics.ball_root import enclosed_root, rising_precision
from numerics.bracketing import root_between
from numerics.contest import Contest, Real
from numerics.contest_errors import InvalidContestError, NoContestEquilibriumError
from numerics.gap_basis import gap_basis
from numerics.scale_free import ScaleFree, arcosh1p, cosh_of_boundary, distance_bound, length_unit, scale_free

Case = Literal["low", "medium", "high"]


@dataclass(frozen=True)
class FreeBoundary:
    """The symmetric equilibrium of the baseline contest.

    Attributes
    ----------
    case : which of the three profiles of Section 3
    k_star : an agent drops out iff his gap is at most -k_star; progress; a float or a ball
    k_switch : the leader takes the risk iff his gap is at least k_switch: k_star (low), 0 (high), k** between
        (medium)
    """

    case: Case
    k_star: Scalar
    k_switch: Scalar


def profitability_threshold(phi: Scalar, arithmetic: Arithmetic = DOUBLES) -> Scalar:
    """f(phi) of Definition 1 (footnote 6), phi >= 1, without cancellation near phi = 1.

    With y = sqrt(phi^2 + 8) + phi it is sqrt(y^2 - 16) / y, since 2 phi y - 8 = y^2 - 16.

    Examples
    --------
    >>> float(profitability_threshold(1.0)), round(float(profitability_threshold(2.0)), 6)
    (0.0, 0.68125)
    """
    root = arithmetic.sqrt(phi * phi + 8)
    y = root + phi
    beyond_four = (phi - 1) * (1 + (phi + 1) / (root + 3))
    return arithmetic.sqrt(beyond_four * (y + 4)) / y


def return_case(contest: Contest) -> Case:
    """Low, medium or high return (Definition 1), decided exactly for rational and for float entries.

    0 < p < f(phi) holds iff 0 < p < 1 and (1 + p^2)^2 < phi^2 (1 - p^2), and p^2 is rational in the
    primitives.

    Examples
    --------
    >>> return_case(Contest(r=1, lambda_high=1, c=1, pi=0.1, sigma=1, P_high=3))
    'medium'
    """
    _require_viable_baseline(contest)
    if contest.pi <= 0:
        return "low"
    exact = contest.exact()
    phi, rate = exact.profitability, exact.r + exact.lambda_high
    p_squared = 4 * exact.pi**2 / (exact.sigma**2 * rate)
    return "medium" if p_squared < 1 and (1 + p_squared) ** 2 < phi**2 * (1 - p_squared) else "high"


def solve_free_boundary(contest: Contest) -> FreeBoundary:
    """The equilibrium of the baseline contest in double precision, boundaries tiny or huge.

    Errors
    ------
    InvalidContestError for lambda_low > 0 or P_low > 0: `solve_extended` takes those.
    NoContestEquilibriumError for phi <= 1, where even the leader leaves.

    Source: Liu, Hail Mary Pass, Propositions 1-3, (A.6), (A.8), (A.9).

    Examples
    --------
    >>> solution = solve_free_boundary(Contest(r=1, lambda_high=1, c=1, pi=0, sigma=1, P_high=3))
    >>> solution.case, round(solution.k_star, 6)
    ('low', 0.589983)
    """
    case = return_case(contest)
    numbers = scale_free(contest)
    unit = length_unit(contest)
    if case == "high":
        return FreeBoundary(case, float(unit * arcosh1p(cosh_of_boundary(numbers))), 0.0)
    d = float(np.arctanh(numbers.p)) if case == "medium" else 0.0
    beyond = _double_root(lambda e: numbers.boundary_residual(gap_basis(d + e, d, numbers.p)), numbers)
    return _assembled(case, unit, d, beyond)


def enclose_free_boundary(contest: Contest, digits: int = 30) -> FreeBoundary:
    """The equilibrium as python-flint balls with at least `digits` correct digits.

    Float entries count as the binary numbers that they are. The balls are certified: the boundary equation
    has opposite
    signs at their ends.

    Examples
    --------
    >>> solution = enclose_free_boundary(Contest(r=1, lambda_high=1, c=1, pi=0, sigma=1, P_high=3), 40)
    >>> bool(abs(float(solution.k_star) - 0.589983) < 1e-6), solution.k_star.rel_accuracy_bits() > 130
    (True, True)
    """
    start = solve_free_boundary(contest)

    def at_working_precision() -> FreeBoundary:
        exact, field = contest.exact(), balls()
        numbers, unit = scale_free(exact, field), length_unit(exact, field)
        if start.case == "high":
            return FreeBoundary("high", unit * arcosh1p(cosh_of_boundary(numbers, field), field), field.number(0))
        medium = start.case == "medium"
        d = field.atanh(numbers.p) if medium else field.number(0)

        def residual(e: Scalar) -> Scalar:
            return numbers.boundary_residual(gap_basis(d + e, d, numbers.p, arithmetic=field))

        guess = (start.k_switch if medium else start.k_star) / float(length_unit(contest))
        return _assembled(start.case, unit, d, enclosed_root(residual, guess))

    return rising_precision(at_working_precision, lambda s: (s.k_star, s.k_switch), digits)


def best_response(contest: Contest, k_j: Real, opponent_switch: Real | None = None) -> FreeBoundary:
    """The best reply of agent i to an opponent who drops out k_j behind: k_i and i's own switching point.

    Parameters
    ----------
    contest : the baseline game
    k_j : where the opponent drops out, progress, k_j >= 0
    opponent_switch : the lead from which the opponent takes the risk, progress. Without it the opponent, as a
        leader, replies to k_i as (A.2) says: this is the map whose fixed points are the equilibria.

    Source: Liu, Hail Mary Pass, (A.10) (low), the last display but two of Appendix A.1 (switching point).

    Examples
    --------
    >>> game = Contest(r=1, lambda_high=1, c=1, pi=0, sigma=1, P_high=3)
    >>> k_star = solve_free_boundary(game).k_star
    >>> bool(abs(best_response(game, k_star).k_star - k_star) < 1e-14)
    True
    """
    case = return_case(contest)
    for name, gap in (("k_j", k_j), ("opponent_switch", opponent_switch)):
        if gap is not None and not gap >= 0:
            raise InvalidContestError(f"{name} must be a nonnegative gap, not {gap!r}; change it")
    numbers, unit = scale_free(contest), float(length_unit(contest))
    d = preferred_lead(numbers.p)
    opposing = gap_basis(float(k_j) / unit, d, numbers.p)
    if opponent_switch is None:
        k_i = unit * _double_root(lambda s: numbers.follower_residual(gap_basis(s, d, numbers.p), opposing), numbers)
    else:
        lead = float(opponent_switch) / unit
        k_i = unit * _double_root(
            lambda s: numbers.follower_residual(gap_basis(s, np.maximum(s - lead, 0.0), numbers.p), opposing),
            numbers,
        )
    return FreeBoundary(case, k_i, max(0.0, float(k_j) - unit * d))


def preferred_lead(p: Scalar) -> Scalar:
    """The distance from the follower's boundary within which the leader takes the risk, in units of 1/eta.

    arctanh(p) for 0 < p < 1 (A.9), none for p <= 0, everywhere (infinite) for p >= 1 where the printed
    logarithm
    has no value.

    Examples
    --------
    >>> [round(float(preferred_lead(p)), 6) for p in (-1.0, 0.5, 1.0)]
    [0.0, 0.549306, inf]
    """
    inside = np.arctanh(np.clip(p, 0.0, np.nextafter(1.0, 0.0)))
    return np.where(np.asarray(p) >= 1, np.inf, inside)


def _double_root(residual: Scalar, numbers: ScaleFree) -> float:
    """The root of a residual that rises from below zero, sought in the logarithm of the distance."""
    upper = np.atleast_1d(np.log(distance_bound(numbers)))
    return float(np.exp(root_between(lambda x: residual(np.exp(x)), np.full(1, -80.0), upper)[0]))


def _assembled(case: Case, unit: Scalar, d: Scalar, beyond: Scalar) -> FreeBoundary:
    k_star, rest = unit * (d + beyond), unit * beyond
    if not isinstance(beyond, float):
        return FreeBoundary(case, k_star, rest if case == "medium" else k_star)
    return FreeBoundary(case, float(k_star), float(rest if case == "medium" else k_star))


def _require_viable_baseline(contest: Contest) -> None:
    if not contest.is_baseline:
        raise InvalidContestError(
            "lambda_low and P_low must be 0 in the baseline contest; `solve_extended` takes other values"
        )
    if not contest.lone_agent_stays:
        raise NoContestEquilibriumError(
            f"phi = {float(contest.profitability):g} = lambda_high P_high / c must be above 1, or the leader "
            "leaves too; raise P_high or lambda_high, or lower c"
        )
