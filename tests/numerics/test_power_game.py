"""The Power Game's arrays are its definitions."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerics.errors import InvalidGameError
from numerics.power_game import power_game
from tests.numerics.game_draws import claim, power_games, unit_interval

GRID = {"gaps": np.linspace(-1, 1, 5), "actions": [0.0, 0.3, 0.9]}


def game_with(**changes):
    parameters = {"a": 1, "theta": 2, "s": 0.25, "omega": 1.5, "mu": 0.1, "beta": 0.9, "Q": 2.0, "W": 0.5}
    return power_game(**{**parameters, **GRID, **changes})


@claim
@given(
    st.floats(0.1, 2), unit_interval(0, 4), unit_interval(0, 1), unit_interval(0, 1),
    st.integers(0, 4), st.integers(0, 2), st.integers(0, 2),
)  # fmt: skip
def test_payoffs_are_those_of_the_paper_entry_by_entry(a, theta, s, mu, state, first, second):
    game = game_with(a=a, theta=theta, s=s, mu=mu)

    def u1(g, x1, x2):
        after = (1 - mu) * g + x1 - x2
        logistic = 1 / (1 + math.exp(-theta * a * after))
        reward = 1.5 * (s * (logistic - 0.5) + (1 - s) * max(2 * math.sinh(a * after / 2), 0))
        return reward - 0.5 / (2.0 - (x1**2 + x2**2) / 2) * x1**2 / 2

    g, x1, x2 = game.gaps[state], game.actions[first], game.actions[second]
    assert game.payoffs[0, state, first, second] == pytest.approx(u1(g, x1, x2), abs=1e-12)
    assert game.payoffs[1, state, first, second] == pytest.approx(u1(-g, x2, x1), abs=1e-12)


@claim
@given(power_games())
def test_the_next_gap_is_clipped_to_the_grid_and_the_clipping_recorded(game):
    x = game.actions
    assert game.law.expected(game.gaps) == pytest.approx(game.move.realised, abs=1e-12)
    assert (np.abs(game.move.realised) <= game.gaps[-1]).all()
    assert np.array_equal(game.clipped, np.abs(game.move.intended) > game.gaps[-1])
    assert np.allclose(game.total_training, (x[:, None] ** 2 + x[None, :] ** 2) / 2)


def test_paying_at_the_intended_or_the_realised_gap_differs_only_where_the_move_is_clipped():
    intended, realised = game_with(paid_at="intended"), game_with(paid_at="realised")
    differs = np.abs(intended.payoffs[0] - realised.payoffs[0]) > 0
    assert intended.clipped.any()
    assert np.array_equal(differs, intended.clipped)


def test_payoff_rental_price_and_training_cost_can_be_handed_in():
    game = game_with(
        payoff=lambda gap: gap, rental_price=lambda total: 2 + 0 * total, training_cost=lambda x, price: price * x
    )
    assert game.payoffs[0, 2, 1, 0] == pytest.approx(0.3 - 2 * 0.3)
    assert game.payoffs[1, 2, 1, 0] == pytest.approx(-0.3)


@pytest.mark.parametrize(
    ("changes", "entry"),
    [
        ({"Q": 0.81}, r"actions\[2\] = 0.9 exhausts the compute"),
        ({"s": 1.5}, "s is 1.5"),
        ({"mu": -0.1}, "mu is -0.1"),
        ({"beta": 1.0}, "discount is 1.0"),
        ({"omega": float("nan")}, "omega is nan"),
        ({"gaps": [-1.0, 0.0, 2.0]}, "symmetric about zero"),
        ({"gaps": [-1.0, 0.5, -0.5, 1.0]}, r"gaps\[2\]"),
        ({"actions": [-0.1, 0.5]}, r"actions\[0\] is negative"),
        ({"paid_at": "later"}, "paid_at is 'later'"),
        ({"payoff": lambda gap: gap / 0.0 * np.nan}, "payoff"),
    ],
)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_bad_parameters_are_refused_with_their_name(changes, entry):
    with pytest.raises(InvalidGameError, match=entry):
        game_with(**changes)
