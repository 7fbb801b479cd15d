"""The inequalities again, by balls over boxes, and the two legs against each other on exact draws."""

from fractions import Fraction

import pytest
import sympy as sp
from flint import arb_mat
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs.hail_mary import action_gain_balls, distance_functions, first_order_condition, lemma_steps
from proofs.hail_mary import scale_free_boxes as boxes
from proofs.hail_mary.boundary_solver import best_reply, symmetric_boundary
from proofs.hail_mary.contest import Contest, ball, may_vanish
from proofs.hail_mary.contest_value import Piece, follower_at_zero, leader_shortfall, propagate

COVERS = (
    boxes.cover_low_slope,
    boxes.cover_low_leader,
    boxes.cover_one_boundary,
    boxes.cover_medium_slope,
    boxes.cover_medium_switch,
    boxes.cover_third_derivative,
    boxes.cover_rises_in_drift,
)


@pytest.mark.parametrize("cover", COVERS, ids=lambda cover: cover.__name__)
def test_inequality_holds_on_its_box(cover) -> None:
    found = cover()
    assert (found.outcome, found.level) == ("proved", "enclosure")


@pytest.mark.parametrize(
    ("cover", "mutation"),
    [
        (boxes.cover_low_slope, Fraction(-1, 2)),
        (boxes.cover_low_leader, -1),
        (boxes.cover_third_derivative, -1),
        (boxes.cover_rises_in_drift, -1),
    ],
)
def test_false_inequality_is_refuted_on_the_box(cover, mutation) -> None:
    assert cover(mutation).outcome == "refuted"


positive = st.fractions(Fraction(1, 8), 4, max_denominator=16)
roots = st.tuples(positive, positive)


def _contest(plus: Fraction, minus: Fraction, profitability: Fraction = Fraction(2)) -> Contest:
    """sigma = 1 and the given roots xi_+ = plus, xi_- = -minus; r = lambda."""
    half = plus * minus / 4
    return Contest(half, half, profitability / half, Fraction(1), (minus - plus) / 2, Fraction(1))


@settings(max_examples=25, deadline=None, derandomize=True)
@given(roots, positive)
def test_closed_forms_agree_with_the_propagators(pair: tuple[Fraction, Fraction], distance: Fraction) -> None:
    plus, minus = pair
    contest, k = _contest(plus, minus), ball(distance)
    grow, fade = (ball(plus) * k).exp(), (-ball(minus) * k).exp()
    level = (ball(plus) * fade + ball(minus) * grow) / (ball(plus) + ball(minus))
    value, _ = follower_at_zero(contest, [Piece(k, 1, 0)])
    assert may_vanish(value * ball(contest.killing) / ball(contest.c) + 1 - level)
    shortfall, slope = leader_shortfall(contest, [Piece(k, 0, 1)])
    assert may_vanish(shortfall / -slope - (grow - fade) / (ball(plus) * grow + ball(minus) * fade))


@settings(max_examples=15, deadline=None, derandomize=True)
@given(roots, positive)
def test_propagating_there_and_back_changes_nothing(pair: tuple[Fraction, Fraction], distance: Fraction) -> None:
    contest = _contest(*pair)
    start = arb_mat([[1], [-3]])
    there = [Piece(ball(distance), 1, 0), Piece(-ball(distance), 1, 0)]
    back = propagate(contest, start, there)
    assert may_vanish(back[0, 0] - 1)
    assert may_vanish(back[1, 0] + 3)


@settings(max_examples=10, deadline=None, derandomize=True)
@given(roots, st.fractions(Fraction(11, 10), 20, max_denominator=10))
def test_symmetric_boundary_is_its_own_best_reply(pair: tuple[Fraction, Fraction], profitability: Fraction) -> None:
    contest = _contest(*pair, profitability)
    boundary = symmetric_boundary(contest)
    assert abs(best_reply(contest, boundary.mid()) - boundary) < boundary / 2**60


def test_condition_of_the_determinant_is_the_one_of_the_distance_functions() -> None:
    p, q, k = distance_functions.p, distance_functions.q, distance_functions.k
    grow, fade = sp.exp(p * k), sp.exp(-q * k)
    determinant = first_order_condition.symmetric_condition()
    by_name = {str(symbol): symbol for symbol in determinant.free_symbols}
    condition = distance_functions.G + distance_functions.G.diff(k) * distance_functions.m
    at = {by_name["X"]: grow, by_name["Y"]: fade, by_name["xi_plus"]: p, by_name["xi_minus"]: -q}
    assert sp.simplify(determinant.subs(at).subs(by_name["phi"], condition)) == 0


@pytest.mark.parametrize("case", ["low", "medium", "high"])
def test_leader_is_concave_also_at_unequal_boundaries(case) -> None:
    assert action_gain_balls.break_leader_concave(case, count=4).outcome == "unknown"
    assert action_gain_balls.break_leader_concave(case, count=1, swapped=True).outcome == "refuted"


def test_interval_of_the_concavity_proof() -> None:
    assert lemma_steps.break_leader_interval().outcome == "refuted"
    assert lemma_steps.break_leader_interval("k_j").outcome == "unknown"
