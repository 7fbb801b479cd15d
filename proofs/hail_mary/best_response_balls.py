"""Best responses by bisection from the primitives: secant slopes, limits, and the fixed point of their
square."""

from __future__ import annotations

from fractions import Fraction

from flint import arb

from proofs.hail_mary.boundary_solver import best_reply, symmetric_boundary
from proofs.hail_mary.contest import Case, Contest, ball, contests
from proofs.hail_mary.finding import Finding, refuted, survived

SHARES = tuple(Fraction(2) ** exponent for exponent in (-7, -4, -2, -1, 0, 1, 2, 4))


def break_slope(case: Case = "low", count: int = 5, lower: Fraction = Fraction(-1)) -> Finding:
    """Secant slopes of the best response between k_j = k*/128 and 16 k*: each must lie in (lower, 0).

    By the mean value theorem a secant outside the interval refutes the slope claim.
    """
    for contest in contests(case, count):
        scale = symmetric_boundary(contest).mid()
        points = [scale * ball(share) for share in SHARES]
        replies = [best_reply(contest, point) for point in points]
        for index in range(len(points) - 1):
            rise, run = replies[index + 1] - replies[index], points[index + 1] - points[index]
            if rise > 0 or rise < ball(lower) * run:
                return refuted("enclosure", "a secant slope is outside the interval", _at(contest, points[index]))
    return survived(count * (len(SHARES) - 1), "secants")


def break_slope_at_zero(count: int = 8) -> Finding:
    """The secant over (0, k*/10^6] is within 10^-5 of -1: slope -1 at k_j = 0, not inside (-1, 0)."""
    for contest in contests("low", count):
        near = symmetric_boundary(contest).mid() / 10**6
        slope = (best_reply(contest, 2 * near) - best_reply(contest, near)) / near
        if abs(slope + 1) > ball(Fraction(1, 10**4)):
            return refuted("enclosure", "the slope at 0 is not -1", _at(contest, near))
    return survived(count, "secants at zero")


def break_limits(count: int = 5) -> Finding:
    """BR at k*/10^9 and at 200 k* is positive and finite, and the second is the smaller."""
    for contest in contests("low", count):
        scale = symmetric_boundary(contest).mid()
        near, far = best_reply(contest, scale / 10**9), best_reply(contest, 200 * scale)
        if not (near.is_finite() and far > 0 and near > far):
            return refuted("enclosure", "a limit of BR is not finite and positive", _at(contest, scale))
    return survived(2 * count, "limits")


def break_fixed_point(case: Case = "low", count: int = 4, claimed: Fraction = Fraction(1)) -> Finding:
    """BR(BR(x)) - x is positive below `claimed` times the symmetric boundary and negative above it."""
    for contest in contests(case, count):
        root = symmetric_boundary(contest).mid() * ball(claimed)
        for share in SHARES:
            if share == 1:
                continue
            start = root * ball(share)
            drift = best_reply(contest, best_reply(contest, start).mid()) - start
            if drift > 0 if share > 1 else drift < 0:
                return refuted("enclosure", "another fixed point of BR o BR", _at(contest, start))
    return survived(count * (len(SHARES) - 1), "starting points")


def _at(contest: Contest, point: arb) -> dict[str, object]:
    return {**contest.names(), "k_j": point.str(12)}
