"""Simulated contests agree with the closed forms within sampling error and the stated bias."""

from __future__ import annotations

import math

import numpy as np
import pytest

from numerics.contest import Contest
from numerics.contest_diffusion import ContestSample, GapWalk, gap_walk, simulate_contest
from numerics.contest_errors import InvalidContestError
from numerics.contest_times import follower_stay_time, laplace_transform, success_time
from numerics.contest_values import AgentValue, ThresholdStrategy, strategy_of
from numerics.extended_contest import solve_extended

BASELINE = {"r": 1, "lambda_high": 1, "c": 1, "sigma": 1, "P_high": 3}
EXTENDED = {"r": 1, "lambda_high": 1, "lambda_low": 0.5, "c": 0.9, "sigma": 1, "P_high": 1.25}
GAMES = {
    "low": Contest(**BASELINE, pi=-1),
    "medium": Contest(**BASELINE, pi=0.25),
    "high": Contest(**BASELINE, pi=0.6),
    "extended medium": Contest(**EXTENDED, pi=-0.1),
    "extended with a loser's prize": Contest(**EXTENDED, pi=0.3, P_low=0.03),
    "prize kept": Contest(**EXTENDED, pi=0.3, P_low=0.03, keeps_prize=True),
}


def within(sample: np.ndarray, mean: float, bias: float, scale: float) -> bool:
    """Whether the mean is within five standard errors and the bias; a seed is fixed, so the answer is too."""
    return abs(float(sample.mean()) - mean) < 5 * float(sample.std()) / math.sqrt(sample.size) + bias * scale


def simulated(game: Contest, start_share: float) -> tuple[ThresholdStrategy, float, ContestSample]:
    plan = strategy_of(solve_extended(game))
    nodes = gap_walk(game, plan, plan, 15).nodes
    start = float(nodes[np.argmin(np.abs(nodes - start_share * plan.k))])
    return plan, start, simulate_contest(game, plan, plan, start, paths=6000, seed=7, cells=15)


@pytest.mark.parametrize("name", list(GAMES))
@pytest.mark.parametrize("start_share", [0.0, -0.6])
def test_simulated_times_and_payoffs_are_the_closed_forms(name: str, start_share: float) -> None:
    game = GAMES[name]
    plan, start, sample = simulated(game, start_share)
    rate = float(game.lambda_high) + float(game.lambda_low)
    assert sample.bias_bound < 0.02
    assert within(sample.both_in, follower_stay_time(game, plan, start), sample.bias_bound, 1 / rate)
    assert within(sample.success, success_time(game, plan, start), sample.bias_bound, 1 / float(game.lambda_high))
    out = (sample.dropped_out > 0).astype(float)
    assert within(out, laplace_transform(game, plan, rate, start), sample.bias_bound, 1.0)
    value = AgentValue(game, plan, plan).value(start)
    prizes = float(game.P_high) + float(game.c) / float(game.r)
    assert within(sample.payoff, value, sample.bias_bound, prizes)


def test_simulation_refuses_the_times_of_another_boundary() -> None:
    plan, start, sample = simulated(GAMES["medium"], 0.0)
    wrong = ThresholdStrategy(1.2 * plan.k, plan.switch)
    assert not within(sample.both_in, follower_stay_time(GAMES["medium"], wrong, start), sample.bias_bound, 1.0)


def test_unequal_plans_are_worth_what_the_value_function_says() -> None:
    game = GAMES["extended medium"]
    own, opposing = ThresholdStrategy(0.7, 0.1), ThresholdStrategy(0.4, 0.55)
    sample = simulate_contest(game, own, opposing, 0.1, paths=8000, seed=11, cells=20)
    nodes = gap_walk(game, own, opposing, 20).nodes
    start = float(nodes[np.argmin(np.abs(nodes - 0.1))])
    assert within(sample.payoff, AgentValue(game, own, opposing).value(start), sample.bias_bound, 2.2)
    assert set(np.unique(sample.dropped_out)) == {0, 1, 2}


def hitting_time_of_the_walk(walk: GapWalk) -> np.ndarray:
    """The expected time to either end from every inner node, by first-step analysis."""
    inner = slice(1, -1)
    up, count = walk.up[inner], walk.nodes.size - 2
    mean = up * walk.duration_up[inner] + (1 - up) * walk.duration_down[inner]
    moves = np.diag(up[:-1], 1) + np.diag((1 - up)[1:], -1)
    return np.asarray(np.linalg.solve(np.eye(count) - moves, mean))


def test_the_walk_hits_the_boundary_after_the_exact_mean_time() -> None:
    # reflected at zero with drift -pi = 1/2 and variance 1: m(x) solves m''/2 + m'/2 = -1, m'(0) = 0, m(k) =
    # 0
    game, k = Contest(**BASELINE, pi=-0.5), 1.3
    plan = ThresholdStrategy(k, math.inf)
    walk = gap_walk(game, plan, plan, 7)
    x = np.abs(walk.nodes[1:-1])
    exact = 2 * (k - x) + 2 * (math.exp(-k) - np.exp(-x))
    assert np.allclose(hitting_time_of_the_walk(walk), exact, rtol=1e-12)


def test_moves_up_and_down_take_times_that_add_up() -> None:
    # from one node between unequal cells with different variances, against quadratures of the exit problem
    game = Contest(**BASELINE, pi=0.8)
    walk = gap_walk(game, ThresholdStrategy(1.0, 0.37), ThresholdStrategy(1.0, 0.37), 3)
    node = int(np.argmin(np.abs(walk.nodes - 0.37)))
    a, b = walk.nodes[node] - walk.nodes[node - 1], walk.nodes[node + 1] - walk.nodes[node]
    count = 4000
    x = np.linspace(-a, b, 2 * count + 1)
    drift, variance = np.where(x < 0, -0.8, 0.0), np.where(x < 0, 1.0, 2.0)
    density = np.exp(np.where(x < 0, 1.6 * x, 0.0))
    scale = np.concatenate(([0.0], np.cumsum((density[1:] + density[:-1]) / 2 * np.diff(x))))
    rises = scale / scale[-1]
    here = int(np.argmin(np.abs(x)))
    assert drift[0] == -0.8
    green = np.where(x < 0, scale * (1 - rises[here]), rises[here] * (scale[-1] - scale))
    speed = 2 / (variance * density)
    total, on_up = np.trapezoid(green * speed, x), np.trapezoid(green * speed * rises, x)
    assert walk.up[node] == pytest.approx(rises[here], rel=1e-3)
    assert walk.duration_up[node] == pytest.approx(on_up / rises[here], rel=3e-3)
    assert walk.duration_down[node] == pytest.approx((total - on_up) / (1 - rises[here]), rel=3e-3)


def test_the_bias_bound_falls_with_the_square_of_the_cells() -> None:
    game = GAMES["medium"]
    plan = strategy_of(solve_extended(game))
    coarse, fine = (gap_walk(game, plan, plan, cells).longest for cells in (10, 40))
    assert 12 < coarse / fine < 20


def test_a_gap_that_sticks_at_the_tie_never_drops_out_from_there() -> None:
    game, plan = Contest(**BASELINE, pi=0), ThresholdStrategy(0.5, math.inf)
    stuck = simulate_contest(game, plan, plan, 0.0, paths=500, seed=3, cells=5, tie="safe")
    assert not stuck.dropped_out.any()
    off = simulate_contest(game, plan, plan, 0.3, paths=6000, seed=3, cells=5, tie="safe")
    out = (off.dropped_out > 0).astype(float)
    expected = laplace_transform(game, plan, 1.0, 0.3, tie="safe")
    assert within(out, expected, off.bias_bound, 1.0)
    assert set(np.unique(off.dropped_out)) == {0, 2}


def test_a_seed_fixes_the_sample() -> None:
    game, plan = GAMES["low"], ThresholdStrategy(0.5, math.inf)
    first, second, other = (simulate_contest(game, plan, plan, 0.1, paths=50, seed=seed, cells=5) for seed in (1, 1, 2))
    assert np.array_equal(first.payoff, second.payoff)
    assert not np.array_equal(first.payoff, other.payoff)


def test_an_infinite_boundary_cannot_be_simulated() -> None:
    with pytest.raises(InvalidContestError, match="finite and positive"):
        gap_walk(GAMES["low"], ThresholdStrategy(math.inf, 1.0), ThresholdStrategy(1.0, 1.0))
