"""(A.6) and (A.10) against the boundary value problem in balls: no algebra, propagators of the
primitives only."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from fractions import Fraction

from flint import arb

from proofs.hail_mary.boundary_solver import best_reply, symmetric_boundary
from proofs.hail_mary.contest import Contest, ball, contests, may_vanish
from proofs.hail_mary.contest_value import Piece, contact_residual
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
                return refuted(
                    "enclosure", "the printed equation also holds away from k*", _at(contest, k_star=root)
                )
    return survived(count, "bisected boundaries")


def break_best_response_equation(
    printed: Evaluator = best_response_equation_ball, count: int = 10
) -> Finding:
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


def break_boundary_unique(count: int = 15, cells: int = 60) -> Finding:
    """The contact residual changes sign once: certified order on a grid of distances around k* for
    seeded contests."""
    for contest in contests("low", count):
        root = symmetric_boundary(contest).mid()
        distances = [root * ball(Fraction(step, 12)) for step in range(1, cells)]
        residuals = [
            contact_residual(contest, [Piece(distance, 1, 0)], [Piece(distance, 0, 1)])
            for distance in distances
        ]
        for earlier, later in itertools.pairwise(residuals):
            if later < earlier:
                return refuted("enclosure", "the condition is not monotone", _at(contest))
    return survived(count * (cells - 1), "distances")


def _at(contest: Contest, **boundaries: arb) -> dict[str, object]:
    return {**contest.names(), **{name: found.str(12) for name, found in boundaries.items()}}
