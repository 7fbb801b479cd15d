"""The contest on a grid, solved from the primitives alone, converges to the closed form."""

from __future__ import annotations

import math

import numpy as np
import pytest

from numerics.contest import Contest
from numerics.contest_errors import InvalidContestError, NoContestEquilibriumError
from numerics.contest_values import symmetric_values
from numerics.discretised_contest import GridContest, GridStrategy, grid_contest, solve_on_grid
from numerics.extended_contest import Profile, paper_reduction, solve_extended
from numerics.fitted_contest import solve_fitted

BASELINE = {"r": 1, "lambda_high": 1, "c": 1, "sigma": 1, "P_high": 3}
EXTENDED = {"r": 1, "lambda_high": 1, "lambda_low": 0.5, "c": 0.9, "sigma": 1, "P_high": 1.25}
GAMES = {
    "low": Contest(**BASELINE, pi=-1),
    "high": Contest(**BASELINE, pi=0.6),
    "medium": Contest(**BASELINE, pi=0.25),
    "extended medium at a negative return": Contest(**EXTENDED, pi=-0.1),
    "extended high": Contest(**EXTENDED, pi=1.2),
    "extended low": Contest(r=1, lambda_high=1, lambda_low=0.3, c=1, pi=0, sigma=1, P_high=1.2, P_low=0.4),
    "extended reverse": Contest(
        r=0.5, lambda_high=1, lambda_low=0.36, c=0.523, pi=0.9, sigma=1, P_high=0.77, P_low=0.23
    ),
    "prize kept": Contest(**EXTENDED, pi=0.1, P_low=0.02, keeps_prize=True),
}


@pytest.mark.parametrize("name", list(GAMES))
def test_policy_iteration_finds_the_closed_form_to_two_cells(name: str) -> None:
    game = GAMES[name]
    equilibrium = solve_extended(game)
    grid = grid_contest(game, 120)
    found = solve_on_grid(grid, tolerance=1e-3)
    values = symmetric_values(game, equilibrium).value(grid.gaps)
    assert found.k_star == pytest.approx(equilibrium.k_star, abs=2 * grid.spacing)
    assert np.max(np.abs(found.values[0] - values)) < 0.02 * np.max(values)
    if equilibrium.profile in (Profile.MEDIUM, Profile.REVERSE):
        assert found.switches(0) == pytest.approx([equilibrium.k_switch], abs=2 * grid.spacing)
    else:
        assert found.switches(0).size == 0


@pytest.mark.parametrize("name", ["low", "high", "extended low", "extended high"])
def test_the_fitted_boundary_converges_with_the_square_of_the_cell(name: str) -> None:
    game = GAMES[name]
    k_star = solve_extended(game).k_star
    coarse, fine = (abs(solve_fitted(game, cells).k_star - k_star) for cells in (40, 80))
    assert 1.9 < math.log2(coarse / fine) < 2.1
    assert fine < 1e-4 * k_star


@pytest.mark.parametrize("name", ["medium", "extended medium at a negative return", "extended reverse"])
def test_so_it_does_where_the_leader_switches(name: str) -> None:
    game = GAMES[name]
    exact = solve_extended(game)
    fitted = [solve_fitted(game, cells) for cells in (50, 200)]
    boundary = [abs(solution.k_star - exact.k_star) for solution in fitted]
    assert math.log(boundary[0] / boundary[1], 4) > 1.7
    assert boundary[1] < 1e-4 * exact.k_star
    assert fitted[1].switches == pytest.approx([exact.k_switch], rel=1e-4)


@pytest.mark.parametrize("name", list(GAMES))
def test_the_fitted_value_is_the_closed_form(name: str) -> None:
    game = GAMES[name]
    fitted = solve_fitted(game, 80)
    values = symmetric_values(game, solve_extended(game)).value(fitted.grid.gaps)
    assert np.max(np.abs(fitted.values - values)) < 5e-4 * np.max(values)


def test_the_grid_sides_with_the_primitives_against_the_reduction() -> None:
    game = GAMES["extended medium at a negative return"]
    fitted = solve_fitted(game, 200)
    assert fitted.k_star == pytest.approx(solve_extended(game).k_star, rel=1e-5)
    assert fitted.switches.size == 1
    assert abs(paper_reduction(game).k_star / fitted.k_star - 1) > 0.01


def test_an_equilibrium_of_the_grid_leaves_no_regret() -> None:
    grid = grid_contest(GAMES["medium"], 60)
    found = solve_on_grid(grid)
    assert found.regret == 0
    for agent in (0, 1):
        reply, value = grid.best_response(found.strategies[1 - agent], found.strategies[agent])
        assert reply.same_as(found.strategies[agent])
        assert np.array_equal(value, found.values[agent])


def test_at_a_low_return_the_extended_contest_has_further_equilibria() -> None:
    # where the leader is worth more than his long-run value, who takes the risk can be swapped
    game = Contest(r=0.1, lambda_high=1, lambda_low=0.875, c=0.94, pi=-2.8, sigma=1, P_high=1)
    grid = GridContest(game, 0.6 / 100, 100)
    distance = np.abs(grid.gaps)
    swapped = (grid.gaps > 0) == ((distance > 0.15) & (distance < 0.25))
    usual = solve_on_grid(grid)
    other = solve_on_grid(grid, GridStrategy(np.full(grid.gaps.shape, True), swapped))
    assert usual.regret == other.regret == 0
    assert abs(usual.boundaries[0] - usual.boundaries[1]) < 2 * grid.spacing
    assert max(other.boundaries) > min(other.boundaries) + 0.1


def test_nobody_drops_out_on_the_grid_where_being_behind_pays() -> None:
    game = Contest(r=1, lambda_high=2, lambda_low=1, c=1, pi=0, sigma=1, P_high=2 / 3, P_low=1 / 3)
    grid = grid_contest(game, 40)
    found = solve_on_grid(grid)
    assert found.boundaries == (math.inf, math.inf)
    V = symmetric_values(game, solve_extended(game))
    assert np.max(np.abs(found.values[0] - V.value(grid.gaps))) < 1e-3
    with pytest.raises(NoContestEquilibriumError, match="no positive finite boundary"):
        solve_fitted(game, 20)


def test_both_leave_at_once_on_the_grid_where_even_the_leader_cannot_cover_his_cost() -> None:
    game = Contest(r=1, lambda_high=1, lambda_low=0.1, c=2, pi=0, sigma=1, P_high=1)
    found = solve_on_grid(GridContest(game, 0.01, 50))
    assert not found.strategies[0].stays.any()
    assert np.all(found.values == 0)


@pytest.mark.parametrize(("spacing", "nodes"), [(0.0, 10), (math.inf, 10), (0.1, 1)])
def test_a_grid_without_room_is_refused(spacing: float, nodes: int) -> None:
    with pytest.raises(InvalidContestError, match=r"spacing|nodes"):
        GridContest(GAMES["low"], spacing, nodes)
