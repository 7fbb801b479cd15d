"""The leg that rests on kept certificates: exact where they cover the claim, silent where they do not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from proofs import certified
from proofs.certificate_leg import certificate
from verify.kernel import Level, Outcome
from verify.model import Model

PAPERS = {name: build() for name, build in certified.PAPERS.items()}


def asked(claim: str, live: dict[Any, str] | None = None) -> Any:
    paper = PAPERS[claim.partition("/")[0]]
    return certificate(paper.claims[claim], Model(paper, live))


@pytest.mark.parametrize(
    "claim",
    ["power-game/composition/kink", "power-game/composition/logistic-derivatives", "power-game/market/bounds"],
)
def test_a_claim_whose_relations_all_have_certificates_is_exact(claim: str) -> None:
    found = asked(claim)
    assert (found.outcome, found.level) == (Outcome.PROVED, Level.EXACT)


@pytest.mark.parametrize("claim", ["power-game/one-period/right-slope", "hail-mary/model/win-value"])
def test_a_point_refutes_a_recorded_erratum(claim: str) -> None:
    found = asked(claim)
    assert (found.outcome, found.level) == (Outcome.REFUTED, Level.EXACT)
    assert found.rechecked
    assert found.witness


def test_a_claim_without_certificates_or_with_some_is_not_decided() -> None:
    for claim in ("hail-mary/model/ito", "power-game/household/limit", "hail-mary/threshold/increasing"):
        assert asked(claim).outcome is Outcome.UNKNOWN


def test_under_another_text_the_certificates_say_nothing() -> None:
    paper = PAPERS["power-game"]
    step = paper.claims["power-game/composition/kink"].steps[0]
    assert asked("power-game/composition/kink", {step: step.latex}).outcome is Outcome.UNKNOWN


def test_a_certificate_of_another_statement_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = certified.file_of("power-game", "power-game/composition/kink")
    whole = json.loads(path.read_text())
    statement = whole["certificates"][0]["steps"][0]["statement"]
    statement["sides"] = [statement["sides"][0], statement["sides"][0]]
    statement["letters"]["a"][0] = "1"
    other = tmp_path / "kink.json"
    other.write_text(json.dumps(whole))
    monkeypatch.setattr(certified, "file_of", lambda paper, claim: other)
    found = asked("power-game/composition/kink")
    assert found.outcome is Outcome.UNKNOWN
    assert "states something else" in found.detail
