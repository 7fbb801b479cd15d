"""Kept decisions: found again while nothing that they rest on has changed, never where something has."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from verify.cache import KEPT, Store
from verify.claims import Paper, Step, unprinted
from verify.decisions import decide_legs
from verify.dependencies import Dependencies
from verify.kernel import Evidence, Level, Outcome
from verify.legs import Leg, engine_legs, legs_of
from verify.model import Lookup, Model
from verify.reading.notation import FUNCTION, POSITIVE, Letter, Notation

NOTATION = Notation(
    (Letter("x"), Letter("y"), Letter("a", domain=POSITIVE), Letter("f", FUNCTION), Letter("h", FUNCTION))
)
LOOKUPS = (Lookup("tree", "one", "f(x)=ax"), Lookup("definition", "", "f"))
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
    return Dependencies(model).key(leg(built, model, name))


def asked_again(built: Paper, live: dict[Step, str], tmp_path: Path) -> bool:
    """Whether the claim is decided again under a live text, once it has been decided under the registered one."""
    tmp_path.mkdir(exist_ok=True)
    counts = []
    for text in ({}, live):
        model, asked = Model(built, text), tmp_path / "asked"
        one = leg(built, model)
        watched = replace(one, call=lambda inner=one, asked=asked: (asked.touch(), inner.call())[1])
        decide_legs([watched], model, Store(tmp_path / "cache"), 1)
        counts.append(asked.exists())
        asked.unlink(missing_ok=True)
    assert counts[0]
    return counts[1]


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


def test_a_changed_definition_decides_again_what_uses_it_only(tmp_path: Path) -> None:
    built = paper()
    used, unused = built.steps[0], built.steps[1]
    assert asked_again(built, {used: "f(x)=2ax"}, tmp_path / "used")
    assert not asked_again(built, {unused: "h(x)=x^3"}, tmp_path / "unused")


def test_a_definition_printed_with_other_spaces_decides_nothing_again(tmp_path: Path) -> None:
    built = paper()
    assert not asked_again(built, {built.steps[0]: "f( x ) = a x"}, tmp_path)


def test_a_changed_definition_behind_a_definition_decides_again(tmp_path: Path) -> None:
    built = paper("f(x)=ah(x)/x")
    built.steps[0].latex = "f(x)=ah(x)/x"
    assert asked_again(built, {built.steps[1]: "h(x)=x^3"}, tmp_path)


def test_what_a_leg_of_the_registry_reads_decides_it_again(tmp_path: Path) -> None:
    built = paper()
    claim, (used, unused) = built.claims["small/line"], built.steps[:2]

    @claim.breaker
    def read_one(model: Model) -> Evidence:
        return Evidence("break", Outcome.SUPPORTED, Level.SAMPLED, repr(model.tree(used)))

    def evidence(live: dict[Step, str]) -> tuple[str, int]:
        model = Model(built, live)
        own = next(one for one in legs_of(claim, model) if one.own)
        decided = decide_legs([own], model, Store(tmp_path), 1)
        return decided.evidence(own).detail, len(list(tmp_path.rglob("*.json")))

    first, _ = evidence({})
    assert evidence({unused: "h(x)=x^3"}) == (first, 1)
    changed, kept = evidence({used: "f(x)=2ax"})
    assert changed != first
    assert kept == 2
    assert evidence({}) == (first, 2)


def test_a_changed_domain_changes_the_key() -> None:
    built, other = paper(), paper()
    other.notation = Notation(
        tuple(replace(row, domain=POSITIVE) if row.name == "x" else row for row in NOTATION.letters)
    )
    assert key(built) != key(other)


def test_a_changed_membership_changes_the_key() -> None:
    built = paper()
    step = built.section("one", "One").assume(r"x\in[0,1]")
    assert key(built, {step: r"x\in[0,2]"}) != key(built)


def put(store: Store, key: str, found: str = "as it was") -> None:
    store.put(key, LOOKUPS, lambda lookup: found, ANSWERS, 1.5)


def got(store: Store, key: str, found: str = "as it was") -> object:
    kept = store.get(key, lambda lookup: found)
    return kept and (kept.answers, kept.seconds)


def test_what_is_put_is_got(tmp_path: Path) -> None:
    store = Store(tmp_path)
    put(store, "ab12")
    assert got(store, "ab12") == (ANSWERS, 1.5)
    assert got(store, "ab13") is None
    assert got(Store(tmp_path, fresh=True), "ab12") is None


def test_an_answer_is_good_only_where_its_lookups_find_what_they_found(tmp_path: Path) -> None:
    store = Store(tmp_path)
    put(store, "ab12")
    assert got(store, "ab12", "something else") is None
    put(store, "ab12", "something else")
    assert got(store, "ab12", "something else") == got(store, "ab12") == (ANSWERS, 1.5)


def test_old_states_of_a_question_are_forgotten(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for k in range(KEPT + 5):
        put(store, "ab12", str(k))
    assert len(list(tmp_path.rglob("*.json"))) == KEPT
    assert got(store, "ab12", str(KEPT + 4))


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
        b'{"key": "ab12", "found": [], "answers": [], "seconds": NaN}',
        b'{"key": "another", "found": [], "answers": [], "seconds": 1}',
        b"[" * 100_000,
    ],
)
def test_a_truncated_or_foreign_file_is_as_good_as_none(tmp_path: Path, text: bytes) -> None:
    store = Store(tmp_path)
    put(store, "ab12")
    (path,) = tmp_path.rglob("*.json")
    path.write_bytes(text)
    assert got(store, "ab12") is None
    assert store.ignored == 1
    put(store, "ab12")
    assert got(store, "ab12") == (ANSWERS, 1.5)


def test_every_truncation_is_ignored(tmp_path: Path) -> None:
    store = Store(tmp_path)
    put(store, "ab12")
    (path,) = tmp_path.rglob("*.json")
    whole = path.read_bytes()
    for end in range(len(whole)):
        path.write_bytes(whole[:end])
        assert got(store, "ab12") is None


def test_a_folder_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    store = Store(blocked / "cache")
    put(store, "ab12")
    assert got(store, "ab12") is None


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


@pytest.mark.parametrize("answer", [None, (), ("proved",), [ANSWERS[0]], ANSWERS * 2])
def test_a_leg_that_gives_no_evidence_decides_nothing(tmp_path: Path, answer: object) -> None:
    built = paper()
    model = Model(built)
    odd = replace(leg(built, model), call=lambda: answer)
    decisions = decide_legs([odd], model, Store(tmp_path), 1)
    assert decisions.evidence(odd).outcome is Outcome.UNKNOWN
    assert not list(tmp_path.rglob("*.json"))


def test_an_assertion_that_has_lost_its_conclusion_is_not_proved() -> None:
    built = paper()
    claim = built.section("one", "One").claim("lost", unprinted("x>0", premises=1))
    for one in engine_legs(claim.id, claim.steps, Model(built), 60):
        assert [answer.outcome for answer in one.call()] == [Outcome.UNKNOWN]


def test_kept_files_are_plain_json(tmp_path: Path) -> None:
    put(Store(tmp_path), "ab12")
    (path,) = tmp_path.rglob("*.json")
    assert json.loads(path.read_text())["answers"][0]["witness"] == {"x": "1/2"}
