"""Both safe at a tie: the same printed profile, another process, another boundary."""

from __future__ import annotations

import math

import pytest
from contest_draws import baseline_contests, drawn
from hypothesis import given
from hypothesis import strategies as st

from numerics.contest import Contest
from numerics.contest_errors import NoContestEquilibriumError
from numerics.contest_times import laplace_transform
from numerics.contest_values import ThresholdStrategy
from numerics.free_boundary import solve_free_boundary
from numerics.sticky_tie import solve_sticky_tie, tie_value

GAME = Contest(r=1, lambda_high=1, c=1, pi=0, sigma=1, P_high=4)


def test_a_gap_that_sticks_is_an_equilibrium_with_another_boundary() -> None:
    # V(0) = 1 and V = (cosh 2 (x + k) - 1) / 2 behind, so cosh 2k = 3
    sticky = solve_sticky_tie(GAME)
    assert sticky.k_star == pytest.approx(math.acosh(3) / 2, rel=1e-14)
    assert sticky.is_equilibrium
    assert solve_free_boundary(GAME).k_star < 0.82 * sticky.k_star


@drawn(60)
@given(baseline_contests(st.floats(-10.0, 0.0)))
def test_with_shared_success_at_the_tie_somebody_leaves_it(game: Contest) -> None:
    # being tied for ever is the mean of both long-run values, which any chance of a drop-out improves on
    try:
        sticky = solve_sticky_tie(game, "shared")
    except NoContestEquilibriumError:
        assert tie_value(game, "shared") <= 0
        return
    assert sticky.leaving_the_tie_gains
    assert not sticky.is_equilibrium
    assert sticky.k_star < solve_free_boundary(game).k_star * (1 + 1e-9)


def test_a_gap_that_sticks_leaves_the_interval_less_often() -> None:
    plan = ThresholdStrategy(1.0, math.inf)
    through, stuck = (laplace_transform(GAME, plan, 1.0, 0.5, tie=tie) for tie in ("risky", "safe"))
    assert through == pytest.approx(math.cosh(math.sqrt(2) / 2) / math.cosh(math.sqrt(2)))
    assert stuck == pytest.approx(math.sinh(math.sqrt(2) / 2) / math.sinh(math.sqrt(2)))
    assert stuck < through
    assert laplace_transform(GAME, plan, 1.0, 0.0, tie="safe") == 0
