"""Transforms and expected times solve their boundary value problems, in every profile and from every gap."""

from __future__ import annotations

import math

import numpy as np
import pytest
from contest_draws import drawn, spread
from hypothesis import given
from hypothesis import strategies as st

from numerics.arithmetic import balls
from numerics.contest import Contest
from numerics.contest_errors import InvalidContestError
from numerics.contest_times import (
    follower_stay_time,
    laplace_transform,
    printed_success_time,
    success_time,
)
from numerics.contest_values import ThresholdStrategy

EXTENDED = Contest(r=1, lambda_high=1, lambda_low=0.5, c=0.9, pi=0.2, sigma=1, P_high=1.25)


def game(pi: float, sigma: float) -> Contest:
    return Contest(r=1, lambda_high=1, c=1, pi=pi, sigma=sigma, P_high=3)


def by_finite_differences(contest: Contest, plan: ThresholdStrategy, theta: float, nodes: int = 4000) -> np.ndarray:
    """Psi at the nodes of [0, k*]: a three-point scheme that reflects at zero and knows only the
    coefficients."""
    from scipy.linalg import solve_banded

    step = plan.k / nodes
    gap = step * (np.arange(nodes) + 0.5)
    risky = plan.action(gap).astype(float)
    diffusion = (1 + risky) * float(contest.sigma) ** 2 / (2 * step**2)
    drift = (risky - 1) * float(contest.pi) / (2 * step)
    up, down = diffusion + drift, diffusion - drift
    bands, source = np.zeros((3, nodes)), np.zeros(nodes)
    bands[0, 1:], bands[2, :-1] = -up[:-1], -down[1:]
    bands[1] = theta + up + down
    bands[1, 0] -= down[0]
    # the boundary lies half a step beyond the last node: the value there is 2 - the last one
    bands[1, -1] += up[-1]
    source[-1] = 2 * up[-1]
    return np.asarray(solve_banded((1, 1), bands, source))


@drawn(30)
@given(
    st.floats(-2.0, 2.0),
    st.floats(0.5, 3.0),
    st.floats(0.2, 2.0),
    st.integers(0, 48),
    spread(0.05, 5.0),
    st.booleans(),
)
def test_the_transform_solves_its_boundary_value_problem(
    pi: float, sigma: float, k: float, fortieths: int, theta: float, above: bool
) -> None:
    # the switch lies between two nodes of the scheme, which then errs by a few times 1e-4 at most: the steepest
    # exponential in the domain is exp(16 x), and 16^3 step^2 k / 12 = 2e-4
    plan = ThresholdStrategy(k, k * fortieths / 40, above)
    contest = game(pi, sigma)
    numeric = by_finite_differences(contest, plan, theta)
    gaps = k * (np.arange(4000) + 0.5) / 4000
    assert np.allclose(laplace_transform(contest, plan, theta, gaps), numeric, rtol=5e-4, atol=1e-12)


@drawn(60)
@given(st.floats(-3.0, 0.0), st.floats(0.3, 3.0), st.floats(0.2, 3.0), st.floats(0.0, 1.0), spread(0.01, 10.0))
def test_low_transform_is_the_printed_one_up_to_the_boundary(
    pi: float, sigma: float, k: float, share: float, theta: float
) -> None:
    root = math.sqrt(pi**2 + 2 * theta * sigma**2)

    def printed(gap: float) -> float:
        return root * math.cosh(gap * root / sigma**2) - pi * math.sinh(gap * root / sigma**2)

    k_0 = share * k
    footnote = math.exp(-pi * (k - k_0) / sigma**2) * printed(k_0) / printed(k)
    plan = ThresholdStrategy(k, math.inf)
    assert laplace_transform(game(pi, sigma), plan, theta, k_0) == pytest.approx(footnote, rel=1e-10)


def test_beyond_the_boundary_the_follower_is_out_at_once_whatever_the_printed_formula_gives() -> None:
    plan = ThresholdStrategy(1.0, math.inf)
    for gap in (1.0, 1.5, -7.0):
        assert laplace_transform(game(-0.3, 1.0), plan, 0.7, gap) == 1
        assert follower_stay_time(EXTENDED, plan, gap) == 0
        assert success_time(EXTENDED, plan, gap) == pytest.approx(1.0)


@drawn(40)
@given(st.floats(-2.0, 2.0), st.floats(0.2, 3.0), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_for_a_fixed_law_of_the_gap_a_farther_boundary_is_hit_later(
    pi: float, k: float, share: float, switch: float
) -> None:
    contest = game(pi, 1.0)
    near, far = ThresholdStrategy(k, switch), ThresholdStrategy(1.1 * k, switch)
    transforms = [laplace_transform(contest, plan, 1.0, share * k) for plan in (near, far)]
    assert transforms[1] < transforms[0]
    assert follower_stay_time(contest, near, share * k) <= follower_stay_time(contest, far, share * k)


def test_with_a_moving_switch_a_farther_boundary_can_be_hit_sooner() -> None:
    near, far = ThresholdStrategy(1.0, 0.9), ThresholdStrategy(1.1, 0.0)
    slow, fast = (laplace_transform(game(0.1, 1.0), plan, 1.0) for plan in (near, far))
    assert fast > slow


def test_with_one_rate_success_takes_as_long_for_every_boundary() -> None:
    contest = game(-0.2, 1.0)
    times = [success_time(contest, ThresholdStrategy(k, math.inf), 0.1) for k in (0.2, 1.0, 5.0, math.inf)]
    assert times == pytest.approx([1.0] * 4, rel=1e-14)


def test_with_two_rates_the_printed_success_time_is_another_number() -> None:
    plan = ThresholdStrategy(0.5, 0.3)
    assert printed_success_time(EXTENDED, plan) > 1.05 * success_time(EXTENDED, plan)
    mean_by_rate = 1 / 1.5 + laplace_transform(EXTENDED, plan, 1.5) * (1 - 1 / 1.5)
    assert success_time(EXTENDED, plan) == pytest.approx(mean_by_rate, rel=1e-14)


def test_where_a_lone_agent_leaves_success_may_never_come() -> None:
    contest = Contest(r=1, lambda_high=1, lambda_low=0.5, c=2, pi=0, sigma=1, P_high=1)
    assert success_time(contest, ThresholdStrategy(1.0, 0.5)) == math.inf
    assert success_time(contest, ThresholdStrategy(math.inf, 0.5)) == pytest.approx(1 / 1.5)


def test_balls_enclose_the_times() -> None:
    plan, field = ThresholdStrategy(0.8, 0.3), balls()
    exact = ThresholdStrategy(field.number(0.8), field.number(0.3))
    contest = EXTENDED.exact()
    transform = laplace_transform(contest, exact, 1.5, 0.1, arithmetic=field)
    assert float(transform) == pytest.approx(laplace_transform(EXTENDED, plan, 1.5, 0.1), rel=1e-13)
    for time in (follower_stay_time, success_time):
        ball = time(contest, exact, 0.1, arithmetic=field)
        assert ball.rel_accuracy_bits() > 30
        assert float(ball) == pytest.approx(time(EXTENDED, plan, 0.1), rel=1e-12)


def test_a_transform_needs_a_positive_rate() -> None:
    with pytest.raises(InvalidContestError, match=r"^theta"):
        laplace_transform(EXTENDED, ThresholdStrategy(1.0, 0.5), 0.0)
