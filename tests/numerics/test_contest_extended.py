"""The extended contest: what the second parameter changes, and every profile that can occur."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from contest_draws import baseline_contests, drawn, extended_contests
from hypothesis import assume, given
from hypothesis import strategies as st

from numerics.contest import Contest
from numerics.contest_errors import InvalidContestError, NoContestEquilibriumError
from numerics.contest_sweep import sweep_contests
from numerics.contest_times import follower_stay_time, success_time
from numerics.contest_values import strategy_of, symmetric_values
from numerics.extended_boundary import switching_value
from numerics.extended_contest import (
    ExtendedEquilibrium,
    Profile,
    enclose_extended,
    paper_reduction,
    solve_extended,
    switching_signs,
)
from numerics.free_boundary import solve_free_boundary
from numerics.scale_free import scale_free

SIGNS = {Profile.LOW: (-1, -1), Profile.MEDIUM: (1, -1), Profile.HIGH: (1, 1), Profile.REVERSE: (-1, 1)}


@drawn(15)
@given(baseline_contests(st.floats(-10.0, 3.0)))
def test_without_a_second_rate_and_prize_it_is_the_baseline_contest(game: Contest) -> None:
    extended, baseline = solve_extended(game), solve_free_boundary(game)
    assert extended.k_star == pytest.approx(baseline.k_star, rel=1e-9)
    assert extended.profile.name.lower() == baseline.case or baseline.k_switch < 1e-6 * baseline.k_star


@drawn(15)
@given(baseline_contests(st.floats(-3.0, 2.0)), st.floats(0.01, 0.95))
def test_a_losers_prize_alone_is_what_the_reduction_says(game: Contest, share: float) -> None:
    prize = share * float(game.c) / float(game.lambda_high)
    with_prize = Contest(
        r=game.r,
        lambda_high=game.lambda_high,
        c=game.c,
        pi=game.pi,
        sigma=game.sigma,
        P_high=game.P_high,
        P_low=prize,
    )
    reduced = paper_reduction(with_prize)
    assume(reduced.profile is not Profile.AT_ONCE)
    assert solve_extended(with_prize).k_star == pytest.approx(reduced.k_star, rel=1e-6)


def test_a_second_rate_makes_the_reduction_false() -> None:
    game = Contest(
        r=1, lambda_high=1, lambda_low=Fraction(1, 2), c=Fraction(9, 10), pi=0, sigma=1, P_high=Fraction(5, 4)
    )
    true, reduced = enclose_extended(game, 20), paper_reduction(game)
    assert true.profile is Profile.MEDIUM
    assert reduced.profile is Profile.LOW
    assert not true.k_star.contains(reduced.k_star)
    at_boundary, at_tie = switching_signs(game, true)
    assert at_boundary > 0 > at_tie


@drawn(15)
@given(extended_contests(st.floats(-1.0, 4.0)))
def test_switching_signs_fit_the_profile(game: Contest) -> None:
    equilibrium = solve_extended(game)
    signs = [float(sign) for sign in switching_signs(game, equilibrium)]
    size = 1e-6 * (1 + abs(signs[0]) + abs(signs[1]))
    assert all(sign * wanted > -size for sign, wanted in zip(signs, SIGNS[equilibrium.profile], strict=True))


@drawn(15)
@given(extended_contests(st.floats(-1.0, 4.0)))
def test_balls_agree_with_doubles(game: Contest) -> None:
    double = solve_extended(game)
    inside = 1e-3 * double.k_star < double.k_switch < 0.999 * double.k_star
    assume(inside or double.profile in (Profile.LOW, Profile.HIGH))
    ball = enclose_extended(game, 20)
    assert ball.profile is double.profile
    assert double.k_star == pytest.approx(float(ball.k_star), rel=1e-9)
    assert double.k_switch == pytest.approx(float(ball.k_switch), rel=1e-6)


@drawn(8)
@given(st.lists(extended_contests(st.floats(-3.0, 4.0)), min_size=5, max_size=5), st.booleans())
def test_a_sweep_is_the_single_solver_entry_by_entry(games: list[Contest], keeps: bool) -> None:
    names = ("r", "lambda_high", "lambda_low", "c", "pi", "sigma", "P_high", "P_low")
    arrays = {name: np.array([float(getattr(game, name)) for game in games]) for name in names}
    start = 0.1 / np.array([game.eta for game in games])
    sweep = sweep_contests(**arrays, start=start, keeps_prize=keeps)  # type: ignore[arg-type]
    for n in range(len(games)):
        single = Contest(**{name: float(arrays[name][n]) for name in names}, keeps_prize=keeps)  # type: ignore[arg-type]
        exact = single.exact()
        # a sweep rounds its constants: on an edge between two profiles it may fall on either side
        assume(abs(exact.lone_value - exact.exit_value) > 1e-9 * exact.leader_value)
        try:
            equilibrium = solve_extended(single)
        except NoContestEquilibriumError:
            assert Profile(sweep.profile[n]) is Profile.NONE
            assert math.isnan(sweep.k_star[n])
            continue
        assert Profile(sweep.profile[n]) is equilibrium.profile
        assert sweep.k_star[n] == pytest.approx(equilibrium.k_star, rel=1e-9)
        if equilibrium.profile in (Profile.NEVER, Profile.AT_ONCE):
            continue
        plan = strategy_of(equilibrium)
        assert sweep.stay_time[n] == pytest.approx(follower_stay_time(single, plan, start[n]), rel=1e-6, abs=1e-12)
        assert sweep.success_time[n] == pytest.approx(success_time(single, plan, start[n]), rel=1e-9)


def test_the_reduction_in_a_sweep_is_the_reduction() -> None:
    games = {"r": 1.0, "lambda_high": 1.0, "lambda_low": 0.5, "c": 0.9, "sigma": 1.0, "P_high": 1.25}
    sweep = sweep_contests(**games, pi=np.array([-0.5, 0.1, 1.0]), reduction=True)  # type: ignore[arg-type]
    for n, pi in enumerate((-0.5, 0.1, 1.0)):
        reduced = paper_reduction(Contest(**games, pi=pi))  # type: ignore[arg-type]
        assert (Profile(sweep.profile[n]), sweep.k_star[n]) == (
            reduced.profile,
            pytest.approx(reduced.k_star),
        )


OTHER_PROFILES = {
    Profile.LOW: {"r": 2.6, "lambda_low": 0.13, "c": 0.918, "pi": 0.1, "P_low": 0.08},
    Profile.MEDIUM: {"r": 2.3, "lambda_low": 0.76, "c": 0.894, "pi": -0.1, "P_low": 0.01},
    Profile.REVERSE: {"r": 2.7, "lambda_low": 0.17, "c": 0.777, "pi": 1.1, "P_low": 0.22},
}


@pytest.mark.parametrize("profile", list(OTHER_PROFILES))
def test_returns_do_not_separate_the_profiles_as_the_adapted_definition_says(profile: Profile) -> None:
    # low at a positive return, medium at a negative one, and a fourth profile; a budget of 1 is spent
    entries = OTHER_PROFILES[profile]
    game = Contest(**entries, lambda_high=1, sigma=1, P_high=1 - entries["P_low"])  # type: ignore[arg-type]
    equilibrium = solve_extended(game)
    assert equilibrium.profile is profile
    assert paper_reduction(game).profile is not profile
    V = symmetric_values(game, equilibrium)
    x = np.linspace(-0.999, 0.999, 400) * equilibrium.k_star
    assert np.max(V.deviation_gain(x)) < 1e-9  # type: ignore[union-attr]


def test_switching_value_is_the_slope_rule_at_the_switch() -> None:
    game = Contest(r=1, lambda_high=1, lambda_low=0.5, c=0.9, pi=0, sigma=1, P_high=1.25)
    equilibrium, numbers = solve_extended(game), scale_free(game)
    s, d = equilibrium.k_star * game.eta, (equilibrium.k_star - equilibrium.k_switch) * game.eta
    assert float(switching_value(numbers, np.array(s), np.array(d), risky_near=True)) == pytest.approx(0, abs=1e-12)


def test_nobody_drops_out_where_being_behind_pays() -> None:
    game = Contest(r=1, lambda_high=2, lambda_low=1, c=1, pi=0, sigma=1, P_high=Fraction(2, 3), P_low=Fraction(1, 3))
    equilibrium = solve_extended(game)
    assert (equilibrium.profile, equilibrium.k_star, equilibrium.k_switch) == (
        Profile.NEVER,
        math.inf,
        math.inf,
    )
    assert not equilibrium.both_leave_too
    with pytest.raises(NoContestEquilibriumError, match="NEVER"):
        switching_signs(game, equilibrium)


def test_staying_for_ever_and_leaving_at_once_can_both_be_equilibria() -> None:
    half = Fraction(1, 2)
    game = Contest(
        r=1,
        lambda_high=1,
        lambda_low=Fraction(9, 10),
        c=Fraction(9, 10),
        pi=0,
        sigma=1,
        P_high=half,
        P_low=half,
    )
    equilibrium = solve_extended(game)
    assert equilibrium.profile is Profile.NEVER
    assert equilibrium.both_leave_too


def test_a_lone_agent_who_would_leave_can_still_be_kept_by_the_other() -> None:
    # both stay near the tie only because the other does
    game = Contest(r=1, lambda_high=1, lambda_low=0.95, c=1.0, pi=0, sigma=1, P_high=0.9, P_low=0.14)
    equilibrium = solve_extended(game)
    assert not game.lone_agent_stays
    assert equilibrium.both_leave_too
    assert equilibrium.profile in (Profile.LOW, Profile.MEDIUM, Profile.HIGH)
    V = symmetric_values(game, equilibrium)
    x = np.linspace(-0.999, 0.999, 400) * equilibrium.k_star
    assert np.min(V.value(x)) >= 0
    assert np.max(V.deviation_gain(x)) < 1e-9  # type: ignore[union-attr]


def test_keeping_the_prize_can_leave_no_boundary() -> None:
    kept = Contest(r=1, lambda_high=1, lambda_low=0.1, c=0.9, pi=0, sigma=1, P_high=1.0, P_low=0.5, keeps_prize=True)
    with pytest.raises(NoContestEquilibriumError, match="keeps_prize"):
        solve_extended(kept)


def test_where_pure_actions_do_not_suffice_it_says_so() -> None:
    # the leader wants to keep the follower in, the follower wants the leader to provide the volatility
    game = Contest(r=0.6, lambda_high=1, lambda_low=0.13, c=0.488, pi=-2.5, sigma=1, P_high=0.6, P_low=0.4)
    with pytest.raises(NoContestEquilibriumError, match="pure actions"):
        solve_extended(game)


def test_a_losers_prize_can_keep_the_follower_longer_though_the_boundary_shrinks() -> None:
    def solved(prize: Fraction) -> tuple[ExtendedEquilibrium, float]:
        game = Contest(
            r=50,
            lambda_high=1,
            lambda_low=Fraction(3, 4),
            c=Fraction(22, 25),
            pi=Fraction(12, 5),
            sigma=1,
            P_high=1 - prize,
            P_low=prize,
        )
        equilibrium = solve_extended(game)
        return equilibrium, follower_stay_time(game, strategy_of(equilibrium))

    (winner_takes_all, stay), (shared, stay_shared) = solved(Fraction(0)), solved(Fraction(3, 100))
    assert shared.k_star < 0.87 * winner_takes_all.k_star
    assert stay_shared > 1.11 * stay


def test_a_baseline_only_solver_is_not_called_by_mistake() -> None:
    with pytest.raises(InvalidContestError, match="solve_extended"):
        solve_free_boundary(Contest(r=1, lambda_high=1, c=1, pi=0, sigma=1, P_high=3, P_low=0.5))
