"""The baseline equilibrium satisfies the boundary equations as they stand in the literature, at any scale."""

from __future__ import annotations

import math
from fractions import Fraction

import mpmath
import numpy as np
import pytest
from contest_draws import baseline_contests, drawn, spread
from hypothesis import example, given
from hypothesis import strategies as st

from numerics.contest import Contest
from numerics.contest_errors import InvalidContestError, NoContestEquilibriumError
from numerics.free_boundary import (
    best_response,
    enclose_free_boundary,
    profitability_threshold,
    return_case,
    solve_free_boundary,
)

GAME = Contest(r=1, lambda_high=1, c=1, pi=0, sigma=1, P_high=3)


def roots(game: Contest) -> tuple[mpmath.mpf, mpmath.mpf]:
    """xi_+ and xi_- of (A.5), at the working precision of mpmath."""
    pi, sigma = mpmath.mpf(game.pi), mpmath.mpf(game.sigma)
    spread = mpmath.sqrt(pi**2 + 2 * (mpmath.mpf(game.r) + mpmath.mpf(game.lambda_high)) * sigma**2)
    return (-pi + spread) / sigma**2, (-pi - spread) / sigma**2


def low_condition(game: Contest, k_i: mpmath.mpf, k_j: mpmath.mpf) -> mpmath.mpf:
    """The two sides of (A.10), left minus right, relative to the right."""
    up, down, exp = *roots(game), mpmath.exp
    phi = mpmath.mpf(game.lambda_high) * mpmath.mpf(game.P_high) / mpmath.mpf(game.c)
    left = (up + down) * (up * exp(down * k_i + up * k_j) + down * exp(up * k_i + down * k_j))
    left -= 2 * up * down * (exp(up * (k_i + k_j)) + exp(down * (k_i + k_j)))
    right = phi * (up - down) * (up * exp(up * k_j) - down * exp(down * k_j))
    return left / right - 1


@drawn(40)
@given(baseline_contests(st.floats(-30.0, 0.0)))
def test_low_boundary_solves_the_printed_best_response_condition(game: Contest) -> None:
    with mpmath.workdps(60):
        k = mpmath.mpf(enclose_free_boundary(game, 40).k_star.mid().str(55, radius=False))
        assert abs(low_condition(game, k, k)) < mpmath.mpf(10) ** -35
        assert abs(low_condition(game, k * (1 + mpmath.mpf(10) ** -6), k)) > mpmath.mpf(10) ** -25


def test_the_printed_low_boundary_equation_has_a_factor_too_many() -> None:
    game = Contest(r=1, lambda_high=1, c=1, pi=Fraction(-7, 10), sigma=Fraction(13, 10), P_high=3)
    k = solve_free_boundary(game).k_star
    up, down = (float(root) for root in roots(Contest(r=1, lambda_high=1, c=1, pi=-0.7, sigma=1.3, P_high=3)))
    right = 3 * (up - down) * (up * math.exp(up * k) - down * math.exp(down * k))
    first = (up + down) ** 2 * math.exp((up + down) * k)
    printed = first - 2 * up * down * (up * math.exp(2 * up * k) + down * math.exp(2 * down * k))
    mended = first - 2 * up * down * (math.exp(2 * up * k) + math.exp(2 * down * k))
    assert mended == pytest.approx(right, rel=1e-12)
    assert printed > 1.9 * right


@drawn(40)
@given(baseline_contests(st.floats(1.0, 1e6)))
def test_high_boundary_solves_the_quartic_and_is_the_printed_logarithm(game: Contest) -> None:
    solution = enclose_free_boundary(game, 30)
    with mpmath.workdps(50):
        phi = mpmath.mpf(game.lambda_high) * mpmath.mpf(game.P_high) / mpmath.mpf(game.c)
        eta = mpmath.sqrt(mpmath.mpf(game.r) + mpmath.mpf(game.lambda_high)) / mpmath.mpf(game.sigma)
        y = mpmath.sqrt(phi**2 + 8) + phi
        printed = mpmath.log((y + mpmath.sqrt(2 * phi * y - 8)) / 4) / eta
        k = mpmath.mpf(solution.k_star.mid().str(45, radius=False))
        assert solution.case == "high"
        assert abs(k / printed - 1) < mpmath.mpf(10) ** -20
        assert abs(mpmath.cosh(2 * eta * k) / (phi * mpmath.cosh(eta * k)) - 1) < mpmath.mpf(10) ** -20


@drawn(35)
@given(baseline_contests())
def test_doubles_agree_with_balls_to_full_precision(game: Contest) -> None:
    double, ball = solve_free_boundary(game), enclose_free_boundary(game, 25)
    assert double.case == ball.case
    assert double.k_star == pytest.approx(float(ball.k_star), rel=1e-12)
    assert double.k_switch == pytest.approx(float(ball.k_switch), rel=1e-12)


@drawn(40)
@given(spread(1e-7, 1e6), st.floats(1e-9, 1.0), st.sampled_from([1e-12, 1e-6, 1e-2, 1.0]))
def test_medium_boundary_is_the_switch_plus_the_printed_logarithm(excess: float, share: float, near: float) -> None:
    phi = 1 + excess
    p = float(profitability_threshold(phi)) * (1 - near * share)
    game = Contest(r=1, lambda_high=3, c=1, pi=p, sigma=1, P_high=phi / 3)
    if return_case(game) != "medium":
        return
    solution = solve_free_boundary(game)
    assert 0 < solution.k_switch < solution.k_star
    assert solution.k_star - solution.k_switch == pytest.approx(math.atanh(game.return_ratio) / 2, rel=1e-6)


def test_case_is_decided_exactly_on_the_edge() -> None:
    # f(phi) = 3/5 at phi = (1 + 9/25) / (4/5) = 17/10, and p = pi when r + lambda = 4 and sigma = 1
    edge = {"r": 1, "lambda_high": 3, "c": 1, "sigma": 1, "P_high": Fraction(17, 30)}
    tiny = Fraction(1, 10**30)
    assert return_case(Contest(**edge, pi=Fraction(3, 5))) == "high"
    assert return_case(Contest(**edge, pi=Fraction(3, 5) - tiny)) == "medium"
    assert return_case(Contest(**edge, pi=tiny)) == "medium"
    assert return_case(Contest(**edge, pi=0)) == "low"
    assert return_case(Contest(**edge, pi=1)) == "high"


def test_balls_resolve_a_switch_that_doubles_cannot() -> None:
    edge = {"r": 1, "lambda_high": 3, "c": 1, "sigma": 1, "P_high": Fraction(17, 30)}
    solution = enclose_free_boundary(Contest(**edge, pi=Fraction(3, 5) - Fraction(1, 10**30)), 20)
    assert solution.case == "medium"
    assert 0 < float(solution.k_switch) < 1e-29


@drawn(40)
@given(baseline_contests(st.floats(-5.0, 2.0)), st.floats(0.001, 8.0))
def test_best_responses_are_substitutes_with_slope_above_minus_one(game: Contest, scaled: float) -> None:
    unit = 1 / game.eta
    k_j, step = scaled * unit, 1e-3 * scaled * unit
    here, there = best_response(game, k_j).k_star, best_response(game, k_j + step).k_star
    assert here - step <= there <= here * (1 + 1e-13)


@given(baseline_contests(st.floats(-5.0, 2.0)))
@drawn(40)
def test_equilibrium_is_its_own_best_response(game: Contest) -> None:
    solution = solve_free_boundary(game)
    reply = best_response(game, solution.k_star)
    fixed = best_response(game, solution.k_star, opponent_switch=solution.k_switch)
    assert reply.k_star == pytest.approx(solution.k_star, rel=1e-9)
    if solution.case != "low":
        assert fixed.k_star == pytest.approx(solution.k_star, rel=1e-6)


def test_the_slope_of_the_best_response_at_zero_is_minus_one() -> None:
    step = 1e-6
    slope = (best_response(GAME, step).k_star - best_response(GAME, 0).k_star) / step
    assert slope == pytest.approx(-1, abs=1e-4)


@drawn(100)
@given(spread(1e-12, 1e9))
@example(1e-15)
def test_threshold_is_the_hyperbolic_tangent_of_the_high_boundary(excess: float) -> None:
    phi = 1 + excess
    with mpmath.workdps(50):
        y = mpmath.sqrt(mpmath.mpf(phi) ** 2 + 8) + mpmath.mpf(phi)
        high_boundary = mpmath.acosh(y / 4)
        assert float(profitability_threshold(phi)) == pytest.approx(float(mpmath.tanh(high_boundary)), rel=1e-14)


def test_tiny_and_huge_boundaries_keep_their_digits() -> None:
    # near phi = 1 with pi = 0: 3 (sqrt 2 eta k)^2 / 2 = phi - 1 to first order
    tiny = solve_free_boundary(Contest(r=1, lambda_high=1, c=1, pi=0, sigma=1, P_high=1 + 2.0**-50)).k_star
    assert tiny == pytest.approx(math.sqrt(2 * 2.0**-50 / 3) / 2, rel=1e-9)
    huge = solve_free_boundary(Contest(r=1, lambda_high=1, c=1, pi=0, sigma=1e9, P_high=1e80)).k_star
    assert huge == pytest.approx(80 * math.log(10) / 2 * 1e9, rel=1e-6)


def test_an_unprofitable_contest_is_refused() -> None:
    with pytest.raises(NoContestEquilibriumError, match="must be above 1"):
        solve_free_boundary(Contest(r=1, lambda_high=1, c=1, pi=0, sigma=1, P_high=1))


def test_an_extended_contest_is_sent_to_its_solver() -> None:
    with pytest.raises(InvalidContestError, match="solve_extended"):
        solve_free_boundary(Contest(r=1, lambda_high=1, lambda_low=0.1, c=1, pi=0, sigma=1, P_high=3))


def test_a_negative_boundary_has_no_best_response() -> None:
    with pytest.raises(InvalidContestError, match=r"^k_j must be"):
        best_response(GAME, -0.1)


def test_roots_of_many_functions_at_once() -> None:
    from numerics.bracketing import root_between

    target = np.geomspace(1e-8, 1e8, 50)
    found = root_between(lambda x: np.exp(x) - target, np.full(50, -30.0), np.full(50, 30.0))
    assert np.allclose(found, np.log(target), rtol=1e-13, atol=1e-14)
