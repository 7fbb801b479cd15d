"""Kept decisions: found again while nothing that they rest on has changed, never where something has."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from verify.cache import Keys, Store
from verify.claims import Paper, Step, unprinted
from verify.decisions import decide_legs
from verify.kernel import Evidence, Level, Outcome
from verify.legs import Leg, engine_legs
from verify.model import Model
from verify.reading.notation import FUNCTION, POSITIVE, Letter, Notation

NOTATION = Notation(
    (Letter("x"), Letter("y"), Letter("a", domain=POSITIVE), Letter("f", FUNCTION), Letter("h", FUNCTION))
)
ANSWERS = (Evidence("prove", Outcome.PROVED, Level.SYMBOLIC, "a reason", {"x": "1/2"}, rechecked=True),)


def paper(statement: str = "f(x)=ax", **options: object) -> Paper:
    """f is used by the claim, h is not."""
    built = Paper("small", "Small", NOTATION)
    section = built.section("one", "One")
    section.define("f(x)=ax")
    section.define("h(x)=x^2")
    section.claim("line", unprinted(statement, **options))
    return built


def leg(built: Paper, model: Model, name: str = "prove") -> Leg:
    claim = built.claims["small/line"]
    return next(one for one in engine_legs(claim.id, claim.steps, model, 60) if one.name == name)


def key(built: Paper, live: dict[Step, str] | None = None, name: str = "prove") -> str:
    model = Model(built, live)
    return Keys(model).key(leg(built, model, name))


def test_the_same_question_has_the_same_key() -> None:
    assert key(paper()) == key(paper())


def test_another_statement_leg_or_hypothesis_has_another_key() -> None:
    keys = [
        key(paper()),
        key(paper(), name="break"),
        key(paper("f(x)=ax+0")),
        key(paper(given=("x>0",))),
        key(paper(given=("x>1",))),
        key(paper("f(x)", equals="ax")),
        key(paper(toward=r"x\to0")),
    ]
    assert len(set(keys)) == len(keys)


def test_a_changed_definition_changes_the_key_of_what_uses_it_only() -> None:
    built = paper()
    used, unused = built.steps[0], built.steps[1]
    assert key(built, {used: "f(x)=2ax"}) != key(built)
    assert key(built, {unused: "h(x)=x^3"}) == key(built)


def test_a_changed_definition_behind_a_definition_changes_the_key() -> None:
    built = paper()
    built.steps[0].latex = "f(x)=ah(x)/x"
    assert key(built, {built.steps[1]: "h(x)=x^3"}) != key(built)


def test_a_changed_domain_changes_the_key() -> None:
    built, other = paper(), paper()
    other.notation = Notation(
        tuple(replace(row, domain=POSITIVE) if row.name == "x" else row for row in NOTATION.letters)
    )
    assert key(built) != key(other)


def test_a_changed_assumption_changes_the_key() -> None:
    built = paper()
    step = built.section("one", "One").assume("x>0")
    assert key(built, {step: "x>1"}) != key(built)


def test_what_is_put_is_got(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("ab12", ANSWERS, 1.5)
    assert store.get("ab12") == (ANSWERS, 1.5)
    assert store.get("ab13") is None
    assert Store(tmp_path, fresh=True).get("ab12") is None


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"answers": [], "seconds": "x"}',
        b'{"answers": [{"outcome": "proved"}], "seconds": 1}',
        b'{"answers": [{"leg": "p", "outcome": "sure", "level": "exact"}], "seconds": 1}',
        b'{"answers": [1], "seconds": 1}',
        b'{"answers": 3, "seconds": 1}',
        b"\xff\xfe",
        b'{"seconds": 1}',
    ],
)
def test_a_truncated_or_foreign_file_is_as_good_as_none(tmp_path: Path, text: bytes) -> None:
    store = Store(tmp_path)
    store.put("ab12", ANSWERS, 1.5)
    (path,) = tmp_path.rglob("*.json")
    path.write_bytes(text)
    assert store.get("ab12") is None
    assert store.ignored == 1
    store.put("ab12", ANSWERS, 1.5)
    assert store.get("ab12") == (ANSWERS, 1.5)


def test_every_truncation_is_ignored(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("ab12", ANSWERS, 1.5)
    (path,) = tmp_path.rglob("*.json")
    whole = path.read_bytes()
    for end in range(len(whole)):
        path.write_bytes(whole[:end])
        assert store.get("ab12") is None


def test_a_folder_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    store = Store(blocked / "cache")
    store.put("ab12", ANSWERS, 1.0)
    assert store.get("ab12") is None


def test_a_decision_is_made_once(tmp_path: Path) -> None:
    built = paper()
    for expected in (1, 0):
        model, asked = Model(built), []
        one = leg(built, model)
        watched = replace(one, call=lambda inner=one, asked=asked: (asked.append(1), inner.call())[1])
        store = Store(tmp_path)
        known = len(list(tmp_path.rglob("*.json")))
        decisions = decide_legs([watched], model, store, 1)
        assert decisions.evidence(watched).outcome is Outcome.PROVED
        assert len(list(tmp_path.rglob("*.json"))) - known == expected


def test_kept_files_are_plain_json(tmp_path: Path) -> None:
    Store(tmp_path).put("ab12", ANSWERS, 1.5)
    (path,) = tmp_path.rglob("*.json")
    assert json.loads(path.read_text())["answers"][0]["witness"] == {"x": "1/2"}
