"""What counts as a game, and what is refused."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given

from numerics.errors import InvalidGameError
from numerics.stochastic_game import StochasticGame
from numerics.transition import SparseTransition, move_on_line, sparse_from_dense
from tests.numerics.game_draws import claim, power_games, seeds, unstructured_game

PAYOFFS = np.zeros((2, 2, 2, 1))
KERNEL = np.full((2, 2, 1, 2), 0.5)


def changed(array, index, value):
    copy = np.array(array)
    copy[index] = value
    return copy


@pytest.mark.parametrize(
    ("payoffs", "transition", "discount", "entry"),
    [
        (changed(PAYOFFS, (1, 0, 1, 0), np.nan), KERNEL, 0.5, "payoffs[1, 0, 1, 0]"),
        (PAYOFFS[0], KERNEL, 0.5, "payoffs have shape (2, 2, 1)"),
        (PAYOFFS, changed(KERNEL, (1, 1, 0, 0), -0.5), 0.5, "transition[1, 1, 0, 0] is negative"),
        (PAYOFFS, changed(KERNEL, (0, 1, 0, 0), 0.6), 0.5, "transition[0, 1, 0]"),
        (PAYOFFS, KERNEL[:, :1], 0.5, "make them equal"),
        (PAYOFFS, KERNEL, 1.0, "discount is 1.0"),
        (PAYOFFS, KERNEL, -0.1, "discount is -0.1"),
        (PAYOFFS, KERNEL, np.nan, "discount is nan"),
    ],
)
def test_bad_input_is_refused_with_its_first_wrong_entry(payoffs, transition, discount, entry):
    with pytest.raises(InvalidGameError, match=re.escape(entry)):
        StochasticGame(payoffs, transition, discount)


def test_successors_outside_the_states_are_refused():
    with pytest.raises(InvalidGameError, match=r"states 0\.\.1"):
        SparseTransition(np.full((2, 1, 1, 1), 2), np.ones((2, 1, 1, 1)))


@claim
@given(seeds)
def test_a_dense_kernel_and_its_sparse_form_are_the_same_law(seed):
    rng = np.random.default_rng(seed)
    kernel = rng.dirichlet(np.full(6, 0.2), size=(6, 2, 3))
    kernel[rng.random(kernel.shape) < 0.5] = 0
    kernel[..., 0] += 1 - kernel.sum(axis=-1)
    law = sparse_from_dense(kernel)
    values = rng.standard_normal(6)
    assert np.allclose(law.dense(), kernel, atol=1e-15)
    assert np.allclose(law.expected(values), kernel @ values, atol=1e-14)


@claim
@given(seeds)
def test_interpolation_keeps_the_mean_next_point(seed):
    rng = np.random.default_rng(seed)
    grid = np.cumsum(rng.uniform(0.1, 1, size=7))
    move = move_on_line(grid, rng.uniform(-1, 8, size=(7, 3, 2)))
    assert np.allclose(move.transition.expected(grid), move.realised, atol=1e-12)
    assert (move.transition.probabilities >= 0).all()
    assert np.array_equal(move.clipped, (move.intended < grid[0]) | (move.intended > grid[-1]))


@claim
@given(power_games())
def test_the_power_game_is_its_own_mirror_image_and_a_perturbed_one_is_not(game):
    assert game.mirror is not None
    uneven = StochasticGame(changed(game.payoffs, (0, 0, 0, 0), 9.0), game.law, game.discount)
    assert uneven.mirror is None


def test_a_game_without_structure_has_no_mirror():
    assert unstructured_game(1, A1=2, A2=2).mirror is None
