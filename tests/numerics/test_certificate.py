"""The certificate bounds what deviations gain, rigorously, and refuses to be small where they do gain."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from numerics.arb_certificate import certify_in_balls
from numerics.certificate import certify
from numerics.errors import InvalidGameError
from numerics.stochastic_game import StochasticGame
from numerics.value_iteration import policy_values
from tests.numerics.game_draws import claim, power_games, seeds, unstructured_game


def random_profile(game, seed):
    S, A1, A2 = game.shape
    rng = np.random.default_rng(seed)
    return rng.dirichlet(np.full(A1, 0.5), size=S), rng.dirichlet(np.full(A2, 0.5), size=S)


def best_response_regret(game, x, y, player):
    """What the best strategy of one player gains, by iterating the Bellman operator against a fixed opponent."""
    values = policy_values(game, x, y)
    best = values[player].copy()
    for _ in range(120):
        stage = game.payoffs[player] + game.discount * game.law.expected(best)
        against = np.einsum("sij,sj->si", stage, y) if player == 0 else np.einsum("sij,si->sj", stage, x)
        best = against.max(axis=1)
    return float((best - values[player]).max())


@claim
@given(seeds, seeds)
def test_the_fast_bounds_contain_those_in_balls(seed, other):
    game = unstructured_game(seed)
    profile = random_profile(game, other)
    fast = certify(game, profile, policy_values(game, *profile))
    balls, values = certify_in_balls(game, profile)
    assert (fast.one_shot_gains >= balls.one_shot_gains).all()
    assert (fast.regrets >= balls.regrets).all()
    assert np.allclose(fast.one_shot_gains, balls.one_shot_gains, atol=1e-10)
    assert (np.abs(policy_values(game, *profile) - values).max(axis=1) <= fast.value_errors).all()


@claim
@given(seeds, seeds)
def test_no_strategy_gains_more_than_the_regret_bound(seed, other):
    game = unstructured_game(seed, discount=0.7)
    x, y = random_profile(game, other)
    certificate = certify(game, (x, y), policy_values(game, x, y))
    for player in range(2):
        assert best_response_regret(game, x, y, player) <= certificate.regrets[player] + 1e-12


@claim
@given(power_games(states=(5,), efforts=(3,)), seeds)
def test_wrong_values_only_widen_the_bounds(game, seed):
    profile = random_profile(game, seed)
    values = policy_values(game, *profile)
    right = certify(game, profile, values)
    wrong = certify(game, profile, values + 1e-3)
    assert (wrong.value_errors >= 1e-3 * (1 - 1e-9)).all()
    assert (wrong.regrets >= right.regrets - 1e-12).all()
    assert (wrong.one_shot_gains >= certify_in_balls(game, profile)[0].one_shot_gains).all()


def test_a_profile_that_is_no_equilibrium_gets_no_small_certificate():
    dilemma = np.array([[2.0, 0.0], [3.0, 1.0]])
    game = StochasticGame(np.stack([dilemma[None], dilemma.T[None]]), np.ones((1, 2, 2, 1)), 0.5)
    cooperate = np.array([[1.0, 0.0]])
    assert certify(game, (cooperate, cooperate), [[4.0], [4.0]]).gain >= 1.0
    defect = np.array([[0.0, 1.0]])
    assert certify(game, (defect, defect), [[2.0], [2.0]]).regret < 1e-12


@pytest.mark.parametrize(
    ("x", "entry"),
    [
        ([[0.5, 0.6]], r"profile\[0\]\[0\] does not sum to one"),
        ([[1.5, -0.5]], r"profile\[0\]\[0, 1\] is negative"),
        ([[np.nan, 1.0]], r"profile\[0\]\[0, 0\] is not finite"),
        ([[1.0]], "has shape"),
    ],
)
def test_what_is_no_profile_is_refused(x, entry):
    game = StochasticGame(np.zeros((2, 1, 2, 2)), np.ones((1, 2, 2, 1)), 0.5)
    with pytest.raises(InvalidGameError, match=entry):
        certify(game, (x, [[1.0, 0.0]]), [[0.0], [0.0]])
