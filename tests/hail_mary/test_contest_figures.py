"""The figures of the contest come from solved equilibria, and two drawings of one figure are the same bytes."""

from __future__ import annotations

import math
from xml.etree import ElementTree

import numpy as np
import pytest

from proofs.hail_mary import figures
from proofs.hail_mary.paper import build
from verify.report.figures import Figure


@pytest.fixture(scope="module")
def drawn() -> dict[str, Figure]:
    return {figure.name: figure for figure in figures.draw()}


def test_every_figure_is_whole(drawn: dict[str, Figure]) -> None:
    claims = set(build().claims)
    for figure in drawn.values():
        assert ElementTree.fromstring(figure.svg).tag.endswith("svg")
        assert len(figure.svg) < 100_000
        assert len({len(column) for column in figure.columns.values()}) == 1
        assert all(math.isfinite(number) for column in figure.columns.values() for number in column)
        assert figure.alternative
        assert set(figure.claims) <= claims


def test_two_drawings_are_the_same_bytes(drawn: dict[str, Figure]) -> None:
    for again in (figures.region_figure("medium"), figures.value_functions(), figures.allocation()):
        assert again == drawn[again.name]


@pytest.mark.parametrize("case", figures.RETURNS)
def test_the_regions_are_those_of_the_solved_case(case: str, drawn: dict[str, Figure]) -> None:
    columns = drawn[f"hail-mary-regions-{case}"].columns
    boundary = figures.solved(case).boundary
    assert boundary.case == case
    follower, leader = columns["i risks"][1:-1], columns["j risks"][1:-1][::-1]
    assert follower == leader
    assert {"low": [1, 0], "medium": [1, 1, 0, 1], "high": [1]}[case] == follower
    assert columns["to"][0] == pytest.approx(-boundary.k_star)


@pytest.mark.parametrize("case", figures.RETURNS)
def test_the_gain_of_risk_has_the_sign_of_the_action(case: str, drawn: dict[str, Figure]) -> None:
    columns, one = drawn["hail-mary-values"].columns, figures.solved(case)
    gaps, gain = np.array(columns[f"gap {case}"]), np.array(columns[f"gain of risk {case}"])
    inside = np.abs(gaps) < one.boundary.k_star - 1e-9
    risky = one.value.own.action(gaps[inside]) == 1
    assert (np.where(risky, gain[inside], -gain[inside]) > -1e-9).all()


def test_the_boundary_moves_as_the_words_say(drawn: dict[str, Figure]) -> None:
    columns = drawn["hail-mary-statics"].columns
    assert (np.diff(columns["k* over P/c"]) > 0).all()
    returns, over_return = np.array(columns["pi/sigma"]), np.array(columns["k* over pi/sigma"])
    assert (np.diff(over_return[returns < 0.58]) > 0).all()
    assert np.ptp(over_return[returns > 0.59]) < 1e-9
    signs = np.sign(np.diff(columns["k* over lambda"]))
    assert (np.diff(signs) <= 0).all()
    assert {signs[0], signs[-1]} == {1, -1}


def test_a_higher_ratio_with_a_lower_boundary(drawn: dict[str, Figure]) -> None:
    columns = drawn["hail-mary-ratio-alone"].columns
    assert columns["k* sigma=2"][0] > columns["k* sigma=0.5"][-1]
    assert np.array(columns["k* sigma=2"]) / 2 == pytest.approx(np.array(columns["k* sigma=1"]))


def test_the_split_beats_winner_takes_all_in_the_extended_game_only(drawn: dict[str, Figure]) -> None:
    columns = {name: np.array(column) for name, column in drawn["hail-mary-allocation"].columns.items()}
    split = int(np.abs(columns["loser's prize"] - 8 / 25).argmin())
    assert columns["loser's prize"][split] == pytest.approx(8 / 25)
    assert columns["stay, extended"][split] > columns["stay, extended"][0]
    assert columns["time to success, extended"][split] < columns["time to success, extended"][0]
    assert columns["k*, extended"][split] < columns["k*, extended"][0]
    assert columns["stay, reduced"].argmax() == 0
    assert columns["time to success, reduced"].argmin() == 0
    assert columns["k*, reduced"].argmax() == 0
