"""Value functions solve the agents' problem: the equation, the contact, the boundary, and no gain from
deviating."""

from __future__ import annotations

import math

import numpy as np
import pytest
from contest_draws import baseline_contests, drawn, extended_contests
from hypothesis import assume, given
from hypothesis import strategies as st

from numerics.arithmetic import balls
from numerics.contest import Contest
from numerics.contest_errors import InvalidContestError, NoContestEquilibriumError
from numerics.contest_values import (
    AgentValue,
    ThresholdStrategy,
    UnboundedValue,
    strategy_of,
    symmetric_values,
)
from numerics.extended_contest import Profile, enclose_extended, solve_extended
from numerics.free_boundary import solve_free_boundary

GAME = Contest(r=1, lambda_high=1, c=1, pi=0.25, sigma=1, P_high=3)


def bellman_defect(V: AgentValue, x: np.ndarray) -> np.ndarray:
    """rho V - flow - drift V' - variance/2 V'' under both plans, relative to the size of its terms."""
    game = V.contest.exact()
    a_i, a_j = V.own.action(x), V.opposing.action(-x)
    rho = float(game.total_rate)
    flow = np.where(x >= 0, float(game.leader_value), float(game.follower_value)) * rho
    drift = (a_i - a_j) * float(game.pi) * V.slope(x)
    spread = (a_i + a_j) * float(game.sigma) ** 2 / 2 * V.curvature(x)
    terms = (rho * V.value(x), flow, drift, spread)
    return (terms[0] - flow - drift - spread) / sum(np.abs(term) for term in terms)


def interior(V: AgentValue, count: int = 20) -> np.ndarray:
    """Gaps on both sides of the tie, not the tie itself, where either agent counts as the leader."""
    shares = (np.arange(count) + 0.5) / count
    return np.concatenate((-V.own.k * shares, V.opposing.k * shares))


def assert_solves_the_agents_problem(V: AgentValue) -> None:
    x, unit = interior(V), float(V.unit)
    assert np.max(np.abs(bellman_defect(V, x))) < 1e-9
    assert abs(V.slopes[0]) < 1e-7 * (1 + abs(V.slopes[1]))
    assert V.value(-V.own.k) == pytest.approx(float(V.contest.exit_value))
    assert V.value(V.opposing.k) == pytest.approx(float(V.contest.lone_value))
    assert np.min(V.value(x)) >= float(V.contest.exit_value) - 1e-9 * unit
    assert np.max(V.deviation_gain(x)) <= 1e-7 * float(V.contest.total_rate) * unit * (1 + abs(V.slopes[1]))


@drawn(35)
@given(baseline_contests(st.floats(-8.0, 3.0)))
def test_baseline_equilibria_leave_nothing_to_gain(game: Contest) -> None:
    assert_solves_the_agents_problem(symmetric_values(game, solve_free_boundary(game)))  # type: ignore[arg-type]


@drawn(35)
@given(extended_contests(st.floats(-0.99, 3.0)))
def test_extended_equilibria_leave_nothing_to_gain(game: Contest) -> None:
    assert_solves_the_agents_problem(symmetric_values(game, solve_extended(game)))  # type: ignore[arg-type]


@drawn(30)
@given(extended_contests(st.floats(-20.0, -1.0)))
def test_extended_equilibria_at_very_low_returns_leave_nothing_to_gain(game: Contest) -> None:
    try:
        equilibrium = solve_extended(game)
    except NoContestEquilibriumError:
        assume(False)
    assert_solves_the_agents_problem(symmetric_values(game, equilibrium))  # type: ignore[arg-type]


@drawn(40)
@given(extended_contests(st.floats(-3.0, 3.0)), st.floats(0.2, 3.0), st.floats(0.2, 3.0), st.floats(0.1, 2.0))
def test_any_pair_of_plans_is_evaluated_with_c1_contact(game: Contest, k_i: float, k_j: float, switch: float) -> None:
    unit = 1 / game.eta
    own, opposing = (
        ThresholdStrategy(k_i * unit, switch * unit),
        ThresholdStrategy(k_j * unit, switch * unit / 2),
    )
    V = AgentValue(game, own, opposing)
    assert np.max(np.abs(bellman_defect(V, interior(V)))) < 1e-8
    for contact in (0.0, min(own.switch, 0.9 * opposing.k), -min(opposing.switch, 0.9 * own.k)):
        step = 1e-7 * unit
        scale = abs(V.slope(contact)) + float(V.unit) * game.eta
        assert V.slope(contact + step) == pytest.approx(V.slope(contact - step), abs=1e-5 * scale)
        difference = (V.value(contact + step) - V.value(contact - step)) / (2 * step)
        assert difference == pytest.approx(V.slope(contact), abs=1e-5 * scale)


@pytest.mark.parametrize(("factor", "sign"), [(0.98, 1), (1.02, -1)])
def test_a_boundary_off_the_equilibrium_leaves_a_kink(factor: float, sign: int) -> None:
    plan = strategy_of(solve_free_boundary(GAME))
    moved = ThresholdStrategy(plan.k * factor, plan.switch)
    assert sign * AgentValue(GAME, moved, plan).slopes[0] > 1e-3


@pytest.mark.parametrize("switch", [0.2, 0.6])
def test_a_switch_off_the_equilibrium_leaves_a_gain(switch: float) -> None:
    plan = strategy_of(solve_free_boundary(GAME))
    V = AgentValue(GAME, ThresholdStrategy(plan.k, switch), plan)
    assert np.max(V.deviation_gain(interior(V, 200))) > 1e-3


def test_the_low_profile_is_refused_at_a_medium_return() -> None:
    plan = ThresholdStrategy(solve_free_boundary(GAME).k_star, math.inf)
    V = AgentValue(GAME, plan, plan)
    assert np.max(V.deviation_gain(interior(V))) > 1e-2


def test_balls_enclose_the_values_in_doubles() -> None:
    game = Contest(r=1, lambda_high=1, lambda_low=0.5, c=0.9, pi=0, sigma=1, P_high=1.25)
    plan = strategy_of(enclose_extended(game, 25))
    exact = AgentValue(game, plan, plan, balls())
    double = symmetric_values(game, solve_extended(game))
    for x in (-0.4, -0.1, 0.0, 0.2, 0.45, 0.6):
        ball = exact.value(balls().number(x))
        assert float(ball) == pytest.approx(double.value(x), rel=1e-11)
        slope = exact.slope(balls().number(x))
        assert float(slope) == pytest.approx(float(double.slope(x)), rel=1e-10, abs=1e-12)
        curvature = exact.curvature(balls().number(x))
        assert float(curvature) == pytest.approx(float(double.curvature(x)), rel=1e-10, abs=1e-12)


def test_without_a_boundary_the_value_tends_to_the_long_run_values() -> None:
    game = Contest(r=1, lambda_high=2, lambda_low=1, c=1, pi=0.3, sigma=1, P_high=1, P_low=0.5)
    V = symmetric_values(game, solve_extended(game))
    assert isinstance(V, UnboundedValue)
    assert V.value(-60.0) == pytest.approx(float(game.follower_value))
    assert V.value(60.0) == pytest.approx(float(game.leader_value))
    x = np.array([-2.0, -0.5, 0.5, 2.0])
    drift = np.where(x > 0, -1, 1) * float(game.pi) * V.slope(x)
    flow = np.where(x > 0, float(game.leader_value), float(game.follower_value)) * float(game.total_rate)
    assert np.allclose(float(game.total_rate) * V.value(x), flow + drift + V.curvature(x) / 2)


def test_both_leaving_at_once_leaves_nothing() -> None:
    game = Contest(r=1, lambda_high=1, lambda_low=0.1, c=2, pi=0, sigma=1, P_high=1)
    equilibrium = solve_extended(game)
    assert equilibrium.profile is Profile.AT_ONCE
    assert symmetric_values(game, equilibrium).value(np.array([-1.0, 0.0, 1.0])).tolist() == [0, 0, 0]


def test_an_infinite_boundary_is_refused_with_the_way_out() -> None:
    with pytest.raises(InvalidContestError, match="symmetric_values"):
        AgentValue(GAME, ThresholdStrategy(math.inf, 1.0), ThresholdStrategy(1.0, 1.0))
