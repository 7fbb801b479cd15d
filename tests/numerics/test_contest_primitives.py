"""The primitives refuse what is no contest, and stay exact where they are rational."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from contest_draws import drawn, extended_contests
from hypothesis import given

from numerics.contest import Contest
from numerics.contest_errors import InvalidContestError
from numerics.contest_sweep import sweep_contests

GAME = {"r": 1, "lambda_high": 1, "c": 1, "pi": 0, "sigma": 1, "P_high": 3}


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("r", 0),
        ("lambda_high", -1),
        ("c", 0),
        ("sigma", 0.0),
        ("pi", math.nan),
        ("pi", math.inf),
        ("pi", "0"),
        ("r", True),
        ("P_high", 0),
        ("lambda_low", 1),
        ("lambda_low", -0.5),
        ("P_low", 4),
        ("P_low", -1),
    ],
)
def test_an_entry_outside_its_domain_is_named(name: str, entry: object) -> None:
    with pytest.raises(InvalidContestError, match=f"^{name} must be"):
        Contest(**{**GAME, name: entry})  # type: ignore[arg-type]


def test_a_sweep_names_the_entry_and_its_place() -> None:
    with pytest.raises(InvalidContestError, match=r"^sigma\[1\] must be positive"):
        sweep_contests(r=1, lambda_high=1, c=1, pi=0, sigma=np.array([1.0, -1.0]), P_high=3)


def test_rational_primitives_give_rational_constants() -> None:
    game = Contest(r=1, lambda_high=2, lambda_low=Fraction(1, 3), c=Fraction(7, 5), pi=0, sigma=1, P_high=3, P_low=1)
    assert game.leader_value == Fraction(2 * 3 + Fraction(1, 3) - Fraction(7, 5), 1) / Fraction(10, 3)
    assert game.lone_value == Fraction(23, 15)
    assert game.exit_value == 0


def test_an_agent_who_keeps_the_prize_waits_for_the_lone_agent() -> None:
    game = Contest(**GAME, P_low=2, keeps_prize=True)
    assert game.exit_value == 1
    assert Contest(**{**GAME, "P_high": Fraction(1, 2)}, P_low=Fraction(1, 4), keeps_prize=True).exit_value == 0


@drawn(50)
@given(extended_contests())
def test_generalised_profitability_is_the_scaled_spread_of_long_run_values(game: Contest) -> None:
    exact = game.exact()
    spread = exact.leader_value - exact.follower_value
    assert spread / -exact.follower_value == exact.generalised_profitability


def test_generalised_profitability_reduces_to_the_baseline_one() -> None:
    game = Contest(**GAME)
    assert game.generalised_profitability == game.profitability == 3


def test_without_a_positive_denominator_profitability_is_infinite() -> None:
    game = Contest(r=1, lambda_high=2, lambda_low=1, c=1, pi=0, sigma=1, P_high=1, P_low=0)
    assert game.generalised_profitability == math.inf
    assert game.never_drops_out
