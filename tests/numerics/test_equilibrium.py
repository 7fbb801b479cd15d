"""`solve` returns certified equilibria of power games and of games without structure, or says how far it got."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.ensembles import hard_games
from numerics.arb_certificate import certify_in_balls
from numerics.certificate import certify
from numerics.enclosure import enclose
from numerics.equilibrium import search, solve
from numerics.errors import InvalidGameError, NoEquilibriumError, NotEnclosedError
from numerics.power_game import power_game
from numerics.stochastic_game import StochasticGame
from numerics.value_iteration import iterate_values
from tests.numerics.game_draws import claim, power_games, seeds, unstructured_game


def unsettled_game():
    """A kinked game on which stage equilibria never settle."""
    rng = np.random.default_rng(1)
    for _ in range(100):
        largest, theta = rng.uniform(0.3, 1.2), rng.uniform(0, 4)
        game = power_game(
            1.0, theta, 0.0, 1.0, rng.uniform(0, 1), 0.9, 2 * largest**2, 1.0,
            gaps=np.linspace(-2, 2, 21), actions=np.linspace(0, largest, 6),
        )  # fmt: skip
        if iterate_values(game, sweeps=400).moved > 1e-3:
            return game
    raise AssertionError("value iteration settled on every game")


@claim
@given(power_games())
def test_power_games_are_solved_symmetrically_with_a_certificate(game):
    solution = solve(game)
    x, y = solution.profile
    assert solution.certificate.regret <= 1e-8
    assert np.allclose(x, y[::-1], atol=1e-12)
    assert np.allclose(solution.values[1], solution.values[0, ::-1], atol=1e-12)


@claim
@given(power_games(states=(5,), efforts=(3,)))
def test_the_certificate_of_a_solution_holds_in_balls_and_so_do_its_values(game):
    solution = solve(game)
    balls, values = certify_in_balls(game, solution.profile)
    assert (balls.regrets <= solution.certificate.regrets).all()
    assert (np.abs(values - solution.values).max(axis=1) <= solution.certificate.value_errors).all()


@claim
@given(seeds)
def test_games_without_structure_are_solved(seed):
    assert solve(unstructured_game(seed)).certificate.regret <= 1e-8


@claim
@given(seeds)
def test_dense_and_sparse_transitions_give_the_same_game(seed):
    game = unstructured_game(seed, S=3)
    dense = StochasticGame(game.payoffs, game.law.dense(), game.discount)
    assert np.allclose(solve(game).values, solve(dense).values)


def test_a_solution_is_found_where_value_iteration_settles_nowhere():
    game = unsettled_game()
    solution = solve(game)
    assert solution.certificate.regret <= 1e-8


@claim
@given(power_games(states=(5, 11), efforts=(3, 5)), st.sampled_from([1.0, 0.5, 0.2]))
def test_where_value_iteration_stands_still_it_stands_on_an_equilibrium_at_any_pace(game, pace):
    reached = iterate_values(game, sweeps=400, pace=pace)
    if reached.moved <= 1e-12:
        assert certify(game, (reached.x, reached.y), reached.values).regret < 1e-8


@pytest.mark.parametrize(("name", "game"), list(hard_games()))
def test_games_on_which_value_iteration_at_full_pace_leads_to_no_supports_are_solved(name, game):
    assert solve(game).certificate.regret <= 1e-8, name


def test_several_starts_find_several_equilibria_of_a_coordination_game():
    payoff = np.diag([1.0, 2.0])[None]
    game = StochasticGame(np.stack([payoff, payoff]), np.ones((1, 2, 2, 1)), 0.5)
    found = search(game, symmetric=False, starts=12).found
    assert len(found) >= 2
    assert all(equilibrium.certificate.regret <= 1e-8 for equilibrium in found)
    assert not any(a.same_as(b) for k, a in enumerate(found) for b in found[:k])


def test_without_a_certificate_the_answer_is_an_error_that_says_how_far_it_got():
    with pytest.raises(NoEquilibriumError, match="supports: regret") as failure:
        solve(unstructured_game(3), tolerance=1e-30, homotopy_steps=0)
    assert 0 < failure.value.best_regret < 1e-8


def test_symmetry_can_only_be_asked_of_a_game_that_has_it():
    with pytest.raises(InvalidGameError, match="mirror"):
        solve(unstructured_game(1), symmetric=True)


@claim
@given(seeds)
def test_generic_equilibria_are_enclosed_and_the_enclosures_hold_the_approximations(seed):
    game = unstructured_game(seed)
    solution = solve(game)
    enclosure = enclose(game, solution)
    assert enclosure.radius < 1e-8
    assert enclosure.least_probability > 0
    assert enclosure.least_loss > 0
    assert np.abs(enclosure.values - solution.values).max() < 1e-8


def test_an_equilibrium_in_a_tie_is_not_enclosed():
    game = StochasticGame(np.zeros((2, 1, 2, 2)), np.ones((1, 2, 2, 1)), 0.5)
    with pytest.raises(NotEnclosedError):
        enclose(game, solve(game, symmetric=False))
