"""Witnesses of recorded errata are confirmed by a way that shares neither walker nor balls with what found them."""

from __future__ import annotations

import pytest

from proofs.power_game.paper import build
from verify.certificates.counterexamples import confirmed
from verify.legs import legs_of
from verify.model import Model

PAPER = build()
ERRATA = ("one-period/right-slope", "one-period/slope-positive", "access/consistent-with-composition")


@pytest.mark.parametrize("name", ERRATA)
def test_the_breaker_s_witness_is_confirmed(name: str) -> None:
    claim = PAPER.claims[f"power-game/{name}"]
    (breaking,) = [leg for leg in legs_of(claim, Model(PAPER)) if leg.name == "break"]
    witnesses = [one.witness for one in breaking.call() if one.witness]
    assert witnesses
    assert any(confirmed(claim, PAPER, witness) for witness in witnesses)


@pytest.mark.parametrize(
    ("name", "witness"),
    [
        ("composition/kink", {r"\omega": "1", "s": "1/2", r"\theta": "1", "a": "1"}),
        ("one-period/right-slope", {r"\omega": "1", "s": "0", r"\theta": "1", "a": "1"}),
        ("market/rental-price", {r"\bar{W}": "1", r"\bar{Q}": "2", "x_{1}": "1", "x_{2}": "1", "z": "1"}),
    ],
)
def test_an_objection_to_what_is_true_there_is_not_confirmed(name: str, witness: dict[str, str]) -> None:
    assert confirmed(PAPER.claims[f"power-game/{name}"], PAPER, witness) is False


def test_what_does_not_translate_or_is_no_point_is_left_open() -> None:
    claim = PAPER.claims["power-game/one-period/right-slope"]
    assert confirmed(claim, PAPER, {"a": "y -> 2y"}) is None
    assert confirmed(claim, PAPER, {"a": "1"}) is None
    assert confirmed(PAPER.claims["power-game/infinite/existence"], PAPER, {"g": "1"}) is None
