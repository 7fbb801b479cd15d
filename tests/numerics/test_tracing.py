"""Traced paths: every point solves its equations, every beginning is a solution, and the ends are equilibria."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from numerics.certificate import certify
from numerics.stochastic_game import StochasticGame
from numerics.support_newton import SupportSystem
from numerics.tracing import TracedPath, traced_average, traced_profile
from numerics.tracing_system import from_prior, from_profile
from numerics.value_iteration import iterate_values
from tests.numerics.game_draws import claim, power_games, seeds, unstructured_game


def stage_payoffs(system, at):
    """What every action earns at a point of the path, written out with full arrays."""
    game, x, y = system.game, at.share * system.prior1 + at.x, at.share * system.prior2 + at.y
    stage = game.stage_games(at.values)
    first = np.einsum("sij,sj->si", stage[0], y) + at.share * system.bonus1
    second = np.einsum("sij,si->sj", stage[1], x) + at.share * system.bonus2
    return first, second


def random_prior(game, seed, mirrored):
    S, A1, A2 = game.shape
    draw = np.random.default_rng(seed)
    x, y = draw.dirichlet(np.ones(A1), size=S), draw.dirichlet(np.ones(A2), size=S)
    return x, x[::-1].copy() if mirrored else y


def assert_solves(system, at, tolerance=1e-9):
    """Nobody earns more than the value, weights belong to those that earn it, and all weight is spoken for."""
    for payoff, weight, prior, value in zip(
        stage_payoffs(system, at), (at.x, at.y), (system.prior1, system.prior2), at.values, strict=True
    ):
        loss = value[:, None] - payoff
        assert loss.min() > -tolerance
        assert weight.min() > -tolerance
        assert (np.minimum(weight, loss) < tolerance).all()
        assert np.allclose(weight.sum(axis=1) + at.share * prior.sum(axis=1), 1, atol=tolerance)


@pytest.mark.parametrize("mirrored", [True, False])
@claim
@given(power_games(states=(4, 5), efforts=(2, 4)), seeds)
def test_all_points_of_a_path_solve_the_equations(mirrored, game, seed):
    path = TracedPath(from_prior(game, mirrored, *random_prior(game, seed, mirrored)))
    for piece in path.pieces(40):
        assert_solves(path.system, piece.at)


@claim
@given(seeds)
def test_the_path_from_a_prior_ends_in_an_equilibrium_of_a_generic_game(seed):
    game = unstructured_game(seed, S=3)
    end = TracedPath(from_prior(game, False, *random_prior(game, seed, False))).end(2000)
    assert end is not None
    assert certify(game, (end.x, end.y), end.values).regret < 1e-8


@claim
@given(seeds)
def test_a_bonus_makes_any_profile_an_equilibrium(seed):
    game = unstructured_game(seed)
    x, y = random_prior(game, seed, False)
    x, y = np.eye(3)[x.argmax(axis=1)], np.eye(2)[y.argmax(axis=1)]
    beginning = from_profile(game, False, x, y)
    assert_solves(beginning.system, beginning.at)


@claim
@given(power_games(states=(5, 11)))
def test_where_the_bonus_can_be_taken_away_an_equilibrium_is_left(game):
    reached = iterate_values(game, sweeps=5)
    end = traced_profile(game, reached.x, reached.y, mirrored=True)
    if end is not None:
        assert certify(game, (end.x, end.y), end.values).regret < 1e-8


@claim
@given(power_games(states=(5, 11), efforts=(5,)))
def test_tracing_from_average_play_ends_in_a_symmetric_equilibrium_if_it_ends(game):
    end = traced_average(game, mirrored=True, steps=300)
    if end is not None:
        assert certify(game, (end.x, end.y), end.values).regret < 1e-8
        assert np.allclose(end.x, end.y[::-1], atol=1e-12)


@claim
@given(seeds)
def test_elimination_gives_the_newton_step_of_the_full_jacobian(seed):
    game = unstructured_game(seed, S=3)
    y = random_prior(game, seed, False)[1]
    everywhere = np.ones((3, 2), dtype=bool)
    square = StochasticGame(game.payoffs[:, :, :2], game.law.dense()[:, :2], game.discount)
    system = SupportSystem(square, 0, everywhere, everywhere)
    values = np.random.default_rng(seed).standard_normal(3)
    residual, jacobian = system.evaluate(y, values)
    move, shift, size = system.newton_step(y, values)
    full = np.linalg.solve(jacobian, -residual)
    assert np.allclose(np.concatenate([move.ravel(), shift]), full, rtol=1e-6, atol=1e-8 * np.abs(full).max())
    assert size == pytest.approx(np.abs(residual).max())
