"""(A.6) and (A.10) against the boundary value problem in balls: no algebra, propagators of the
primitives only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import pairwise

from flint import arb

from proofs.hail_mary.boundary_solver import best_reply, symmetric_boundary
from proofs.hail_mary.contest import Contest, ball, contests, may_vanish
from proofs.hail_mary.finding import Finding, refuted, survived

Evaluator = Callable[[Mapping[str, arb]], arb]


def boundary_equation_ball(at: Mapping[str, arb]) -> arb:
    """(A.6) as printed, left minus right, at letters xi_plus, xi_minus, phi, k_star."""
    plus, minus, k = at["xi_plus"], at["xi_minus"], at["k_star"]
    bracket = plus * (2 * plus * k).exp() + minus * (2 * minus * k).exp()
    left = (plus + minus) * (plus + minus) * ((plus + minus) * k).exp() - 2 * plus * minus * bracket
    return left - at["phi"] * (plus - minus) * (plus * (plus * k).exp() - minus * (minus * k).exp())


def best_response_equation_ball(at: Mapping[str, arb]) -> arb:
    """(A.10) as printed, left minus right, at letters xi_plus, xi_minus, phi, k_i, k_j."""
    plus, minus, own, other = (at[name] for name in ("xi_plus", "xi_minus", "k_i", "k_j"))
    crossed = plus * (minus * own + plus * other).exp() + minus * (plus * own + minus * other).exp()
    parallel = (plus * (own + other)).exp() + (minus * (own + other)).exp()
    right = at["phi"] * (plus - minus) * (plus * (plus * other).exp() - minus * (minus * other).exp())
    return (plus + minus) * crossed - 2 * plus * minus * parallel - right


def break_boundary_equation(printed: Evaluator = boundary_equation_ball, count: int = 20) -> Finding:
    """At the bisected boundary of seeded low-return contests the printed difference must contain zero,
    and must not vanish a hundredth away from it.
    """
    for contest in contests("low", count):
        root = symmetric_boundary(contest)
        at = contest.balls()
        if not may_vanish(printed({**at, "k_star": root})):
            return refuted("enclosure", "the printed equation does not hold at k*", _at(contest, k_star=root))
        for shift in (Fraction(99, 100), Fraction(101, 100)):
            if may_vanish(printed({**at, "k_star": root * ball(shift)})):
                return refuted("enclosure", "the printed equation also holds away from k*", _at(contest, k_star=root))
    return survived(count, "bisected boundaries")


def break_best_response_equation(printed: Evaluator = best_response_equation_ball, count: int = 10) -> Finding:
    """The same for (A.10), at k_j from a tenth to ten times k*."""
    for contest in contests("low", count):
        scale = symmetric_boundary(contest).mid()
        for share in (Fraction(1, 10), Fraction(1), Fraction(10)):
            other = scale * ball(share)
            own = best_reply(contest, other)
            if not may_vanish(printed({**contest.balls(), "k_i": own, "k_j": other})):
                return refuted("enclosure", "(A.10) fails at a best reply", _at(contest, k_i=own, k_j=other))
    return survived(3 * count, "best replies")


def break_collapse(
    pair: Evaluator = best_response_equation_ball,
    symmetric: Evaluator = boundary_equation_ball,
    count: int = 20,
) -> Finding:
    """(A.10) on the diagonal against (A.6), both evaluated at the root of the former."""
    for contest in contests("low", count):
        root = symmetric_boundary(contest)
        at = contest.balls()
        on_diagonal = pair({**at, "k_i": root, "k_j": root})
        if may_vanish(on_diagonal) != may_vanish(symmetric({**at, "k_star": root})):
            return refuted("enclosure", "one vanishes and the other does not", _at(contest, k_star=root))
    return survived(count, "points on the diagonal")


# xi_+ = 10, xi_- = -1, phi = 3/2.
STEEP = Contest(Fraction(1), Fraction(4), Fraction(3, 8), Fraction(1), Fraction(-9, 2), Fraction(1))


def break_boundary_unique(printed: Evaluator = boundary_equation_ball, count: int = 15, cells: int = 40) -> Finding:
    """Left minus right of the printed equation changes sign exactly once over 10^-3 to 10^3 times k*:
    certified signs on a geometric grid, for seeded contests and for one with xi_+ = 10, xi_- = -1, phi = 3/2.
    """
    for contest in [*contests("low", count), STEEP]:
        at, scale = contest.balls(), symmetric_boundary(contest).mid()
        shares = [ball(Fraction(10)) ** (ball(Fraction(6 * cell, cells)) - 3) for cell in range(cells + 1)]
        differences = [printed({**at, "k_star": scale * share}) for share in shares]
        signs = [1 if found > 0 else -1 for found in differences if not may_vanish(found)]
        changes = sum(one != two for one, two in pairwise(signs))
        if changes != 1:
            return refuted("enclosure", f"{changes} sign changes over six decades", _at(contest))
    return survived((count + 1) * cells, "distances")


def repaired_equation_ball(at: Mapping[str, arb]) -> arb:
    """(A.6) with the bracket exp(2 xi_+ k*) + exp(2 xi_- k*): (A.10) on the diagonal."""
    return best_response_equation_ball({**at, "k_i": at["k_star"], "k_j": at["k_star"]})


def _at(contest: Contest, **boundaries: arb) -> dict[str, object]:
    return {**contest.names(), **{name: found.str(12) for name, found in boundaries.items()}}
