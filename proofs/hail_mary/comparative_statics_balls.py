"""Section 3.1 by bisected boundaries: monotone where it should be, scaled where the ratio is fixed, one
peak."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from flint import arb

from proofs.hail_mary.boundary_solver import symmetric_boundary
from proofs.hail_mary.contest import Case, Contest, contests
from proofs.hail_mary.finding import Finding, refuted, survived

Path = Callable[[Contest, Fraction], Contest]
STEPS = tuple(Fraction(5, 4) ** exponent for exponent in range(-6, 13, 2))


def rising_prize(contest: Contest, step: Fraction) -> Contest:
    """P from c/lambda upwards."""
    return replace(contest, P=contest.c / contest.lam + contest.P * step)


def falling_cost(contest: Contest, step: Fraction) -> Contest:
    """c down."""
    return replace(contest, c=contest.c / (1 + step))


def rising_return(contest: Contest, step: Fraction) -> Contest:
    """pi <= 0 up towards 0 at fixed sigma."""
    return replace(contest, pi=-contest.sigma / step)


def rising_risk(contest: Contest, step: Fraction) -> Contest:
    """sigma up at fixed pi <= 0."""
    return replace(contest, sigma=contest.sigma * step)


def break_increasing(path: Path, count: int = 3) -> Finding:
    """k* along the path, at exact points of it: certified order."""
    for contest in contests("low", count):
        boundaries = [symmetric_boundary(path(contest, step)) for step in STEPS]
        for step, (earlier, later) in zip(STEPS, pairwise(boundaries), strict=False):
            if later < earlier:
                return refuted("enclosure", "k* falls along the path", {**path(contest, step).names()})
    return survived(count * (len(STEPS) - 1), "steps")


def break_ratio_alone(count: int = 6) -> Finding:
    """A contest with a higher ratio pi/sigma and a smaller k*: found by shrinking sigma as the ratio
    rises."""
    for contest in contests("low", count):
        lower = replace(contest, pi=-contest.sigma / 10)
        higher = replace(contest, pi=-contest.sigma / 2000, sigma=contest.sigma / 100)
        first, second = symmetric_boundary(lower), symmetric_boundary(higher)
        if higher.pi / higher.sigma > lower.pi / lower.sigma and second < first:
            witness = {**lower.names(), "pi'": higher.pi, "sigma'": higher.sigma}
            return refuted("enclosure", f"k* falls from {first.str(6)} to {second.str(6)} as the ratio rises", witness)
    return survived(count, "pairs")


def break_limits(count: int = 6) -> Finding:
    """k* at pi = -10^n sigma and at sigma = 10^-n: smaller at each step, and below a thousandth in the
    end."""
    for contest in contests("low", count):
        base = replace(contest, pi=min(contest.pi, -contest.sigma / 3))
        for path in (
            [replace(base, pi=base.pi * 10**n) for n in range(6)],
            [replace(base, sigma=base.sigma / 10**n) for n in range(4)],
        ):
            boundaries = [symmetric_boundary(point) for point in path]
            shrinks = all(later < earlier for earlier, later in pairwise(boundaries))
            if not shrinks or not boundaries[-1] < boundaries[0] / 100:
                return refuted("enclosure", "k* does not fall towards 0", path[-1].names())
    return survived(2 * count, "paths")


def boundaries_over_success_rate(contest: Contest, rates: Sequence[Fraction]) -> list[arb]:
    """k* at lambda = (c/P) (1 + rate), other primitives fixed."""
    floor = contest.c / contest.P
    return [symmetric_boundary(replace(contest, lam=floor * (1 + rate))) for rate in rates]


def break_single_peaked(count: int = 1) -> Finding:
    """No certified valley: k* never falls and then rises along a geometric grid of lambda from c/P to
    10^6 c/P."""
    rates = [Fraction(2) ** exponent / 1000 for exponent in range(0, 30)]
    for contest in contests("low", count):
        boundaries = boundaries_over_success_rate(contest, rates)
        fell = False
        for rate, (earlier, later) in zip(rates, pairwise(boundaries), strict=False):
            fell = fell or bool(later < earlier)
            if fell and later > earlier:
                return refuted("enclosure", "k* rises again", {**contest.names(), "lambda": rate})
    return survived(count * len(rates), "success rates")


def break_monotone_in_success_rate(case: Case = "low", count: int = 2) -> Finding:
    """Item 3 says that k* is not monotone: a certified rise and a certified fall."""
    for contest in contests(case, count):
        first, peak, last = boundaries_over_success_rate(contest, [Fraction(1, 1000), Fraction(2), Fraction(10**6)])
        if peak > first and peak > last:
            return refuted("enclosure", "k* rises and then falls in lambda", contest.names())
    return survived(count, "contests")
