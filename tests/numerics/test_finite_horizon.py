"""Backward induction gives equilibria of every horizon, by rules that have a name."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerics.errors import InvalidGameError, TooManyEquilibriaError
from numerics.finite_horizon import backward_induction, equilibrium_values
from numerics.selection import payoff_dominant
from numerics.stochastic_game import StochasticGame
from tests.numerics.game_draws import claim, power_games, seeds, unstructured_game

rules = st.sampled_from(["symmetric", "first found", "payoff-dominant"])


@claim
@given(power_games(states=(3, 4, 5), efforts=(2, 3)), rules, st.integers(1, 4))
def test_backward_induction_satisfies_the_recursion_without_profitable_deviations(game, rule, horizon):
    solution = backward_induction(game, horizon, selection=rule)
    assert solution.certificate.regret <= 1e-8
    for h, (x, y) in enumerate(solution.profiles, start=1):
        stage = game.stage_games(solution.values[h - 1])
        value = np.einsum("si,psij,sj->ps", x, stage, y)
        assert np.allclose(solution.values[h], value, atol=1e-10)


@claim
@given(power_games(states=(4, 5), efforts=(2, 3)), st.integers(1, 3))
def test_the_symmetric_rule_keeps_the_mirror(game, horizon):
    solution = backward_induction(game, horizon)
    assert solution.mirrored
    assert np.allclose(solution.values[:, 1], solution.values[:, 0, ::-1], atol=1e-12)
    assert all(np.allclose(x, y[::-1]) for x, y in solution.profiles)


@claim
@given(seeds, st.sampled_from(["first found", "payoff-dominant"]))
def test_three_periods_by_recursion_are_among_all_equilibria_by_brute_force(seed, rule):
    game = unstructured_game(seed, S=2, A1=2, A2=2)
    value = backward_induction(game, 3, selection=rule).values[3]
    assert min(np.abs(value - other).max() for other in equilibrium_values(game, 3)) < 1e-9


def test_the_payoff_dominant_rule_differs_from_the_first_found_where_there_are_several():
    payoff = np.diag([1.0, 2.0])[None]
    game = StochasticGame(np.stack([payoff, payoff]), np.ones((1, 2, 2, 1)), 0.5)
    first = backward_induction(game, 2, selection="first found").values[2, 0, 0]
    dominant = backward_induction(game, 2, selection="payoff-dominant").values[2, 0, 0]
    assert (first, dominant) == (1.5, 3.0)
    assert {round(float(v[0, 0]), 9) for v in equilibrium_values(game, 2)} >= {1.5, 3.0}


def test_a_callable_selects_and_is_named_in_the_result():
    game = unstructured_game(2, S=2, A1=2, A2=2)
    solution = backward_induction(game, 2, selection=payoff_dominant)
    assert solution.selection == "payoff_dominant"


def test_a_choice_that_is_no_equilibrium_is_refused():
    def cooperate(A, B):
        return np.array([1.0, 0.0]), np.array([1.0, 0.0])

    dilemma = np.array([[2.0, 0.0], [3.0, 1.0]])
    game = StochasticGame(np.stack([dilemma[None], dilemma.T[None]]), np.ones((1, 2, 2, 1)), 0.5)
    with pytest.raises(InvalidGameError, match="state 0 is no equilibrium"):
        backward_induction(game, 1, selection=cooperate)


@pytest.mark.parametrize(
    ("arguments", "entry"),
    [
        ({"horizon": 0}, "horizon is 0"),
        ({"horizon": 1, "selection": "best"}, "selection is 'best'"),
        ({"horizon": 1, "terminal": np.zeros((2, 5))}, "terminal has shape (2, 5)"),
    ],
)
def test_wrong_arguments_are_refused(arguments, entry):
    with pytest.raises(InvalidGameError, match=re.escape(entry)):
        backward_induction(unstructured_game(1), **arguments)


def test_brute_force_says_when_there_is_too_much_of_it():
    with pytest.raises(TooManyEquilibriaError, match="fewer states"):
        equilibrium_values(unstructured_game(1, S=3), 3, limit=0)
