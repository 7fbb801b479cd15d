"""The figures of the Power Game come from solved games, and two drawings of one figure are the same bytes."""

from __future__ import annotations

import math
from xml.etree import ElementTree

import numpy as np
import pytest

from proofs.power_game import figures
from proofs.power_game.paper import build
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
    for again in (figures.payoff_kink(), figures.equilibria_over_the_gap()):
        assert again == drawn[again.name]


def test_the_jump_of_the_slope_is_that_of_the_composition_section() -> None:
    for s in figures.SHARES:
        left, right = figures.one_sided_slopes(s)
        assert right - left == pytest.approx(figures.OMEGA * figures.A * (1 - s), abs=1e-5)


def test_the_measured_slope_is_on_one_of_the_two_printed_lines(drawn: dict[str, Figure]) -> None:
    columns = drawn["power-game-right-slope"].columns
    measured = np.array(columns["measured"])
    assert measured == pytest.approx(np.array(columns["composition section"]), abs=1e-5)
    assert measured[-1] != pytest.approx(columns["one-period section"][-1], abs=0.1)


def test_the_words_on_the_equilibria_are_true_of_the_numbers(drawn: dict[str, Figure]) -> None:
    columns, words = drawn["power-game-equilibria"].columns, drawn["power-game-equilibria"].alternative
    gaps = np.array(columns["gap"])
    for s in figures.SHARES:
        value, effort = np.array(columns[f"value s={s:g}"]), np.array(columns[f"mean effort s={s:g}"])
        parity = int(np.abs(gaps).argmin())
        assert (value[parity + 1 :] > value[:parity][::-1]).all()
        assert columns[f"spread of effort s={s:g}"][parity] > 0.05 or s == 1
        share = (value[parity + 1] - value[parity - 1]) / (value[-1] - value[0])
        assert f"s = {s:g}: value {value[parity]:z.3f}, effort {effort[parity]:z.3f}" in words
        assert f"{share:.0%} of the difference" in words


def test_the_distance_to_the_equation_shrinks_with_the_period(drawn: dict[str, Figure]) -> None:
    distance = np.array(drawn["power-game-short-periods"].columns["distance s=1"])
    assert (distance[:-1] / distance[1:] > 1.8).all()
