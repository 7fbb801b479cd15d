"""The logit path: its directions solve the linearised equations, and its end is an equilibrium."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from numerics.certificate import certify
from numerics.homotopy import corrected, follow, logit_system, noisy_start, trace
from tests.numerics.game_draws import claim, power_games, seeds, unstructured_game


def residual(system, at):
    """The logit equations, written out with full arrays."""
    game, tau = system.game, np.exp(at.t)
    stage = game.stage_games(at.values)
    first = tau * (at.u - system.prior1) - np.einsum("sij,sj->si", stage[0], at.y) + at.values[0][:, None]
    second = tau * (at.w - system.prior2) - np.einsum("sij,si->sj", stage[1], at.x) + at.values[1][:, None]
    return np.concatenate([first.ravel(), second.ravel(), at.x.sum(axis=1) - 1, at.y.sum(axis=1) - 1])


@pytest.mark.parametrize("mirrored", [True, False])
@claim
@given(power_games(states=(4, 5), efforts=(3,)), seeds)
def test_newton_directions_solve_the_linearised_equations(mirrored, game, seed):
    system = logit_system(game, mirrored, seed)
    at = noisy_start(system)
    directions = system.newton_directions(at)
    correction, derivative, size = directions.correction, directions.derivative, directions.residual
    before = residual(system, at)
    assert size == pytest.approx(np.abs(before[: -2 * game.shape[0]]).max() / np.exp(at.t), rel=1e-6, abs=1e-9)
    step = 1e-6
    moved = residual(system, at.plus(correction, step))
    assert np.allclose((moved - before) / step, -before, atol=1e-4 * (1 + np.abs(before).max()))
    along = type(derivative)(derivative.u, derivative.w, derivative.values, 1.0)
    assert np.allclose(residual(system, at.plus(along, step)), before, atol=1e-8 * (1 + np.exp(at.t)))


@claim
@given(seeds)
def test_the_path_of_a_generic_game_ends_near_an_equilibrium(seed):
    game = unstructured_game(seed, S=3)
    end = list(follow(logit_system(game, False), steps=400, least_noise=1e-6))[-1]
    x, y = end.x / end.x.sum(axis=1, keepdims=True), end.y / end.y.sum(axis=1, keepdims=True)
    assert np.exp(end.t) < 2e-6
    assert certify(game, (x, y), end.values).regret < 1e-3


@claim
@given(seeds)
def test_newton_takes_over_from_the_path_and_reaches_a_certificate(seed):
    game = unstructured_game(seed, S=3)
    found = next(trace(game, mirrored=False), None)
    assert found is not None
    assert certify(game, (found.x, found.y), found.values).regret < 1e-8


def test_points_of_the_path_solve_the_equations():
    game = unstructured_game(7, S=3)
    system = logit_system(game, False)
    start = corrected(system, noisy_start(system))
    assert start is not None
    for at in follow(system, steps=60, least_noise=1e-4):
        assert np.abs(residual(system, at)).max() < 5e-3 * max(1.0, np.exp(at.t))
