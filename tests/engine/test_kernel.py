"""The verdict kernel: every branch, and the laws that no evidence can break."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import FrozenInstanceError
from itertools import combinations_with_replacement, product
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify import kernel
from verify.kernel import PROVING, Evidence, Level, Outcome, Ruling, Verdict, combine, rule

EVIDENCE = [
    Evidence("leg", outcome, level, "a detail", {"x": "1"} if witness else {}, rechecked=rechecked)
    for outcome, level, witness, rechecked in product(Outcome, Level, (True, False), (True, False))
]
SMALL = [
    one
    for one in EVIDENCE
    if one.level in (Level.EXACT, Level.SYMBOLIC, Level.SAMPLED) and bool(one.witness) is one.rechecked
]
evidence = st.lists(st.sampled_from(EVIDENCE), max_size=5)


def proofs(parts: list[Evidence]) -> list[Evidence]:
    return [one for one in parts if one.outcome is Outcome.PROVED and one.level in PROVING]


def expected(parts: tuple[Evidence, ...], obstacle: str) -> Verdict:
    """The table of the design, written once more from its words."""
    outcomes = {one.outcome for one in parts}
    proved = bool(proofs(list(parts)))
    solid = any(one.outcome is Outcome.REFUTED and one.rechecked and one.witness for one in parts)
    if Outcome.VACUOUS in outcomes:
        return Verdict.VACUOUS
    if Outcome.REFUTED in outcomes:
        return Verdict.DISPUTED if proved else (Verdict.FAILS if solid else Verdict.UNDECIDED)
    if proved or (Outcome.SUPPORTED in outcomes and obstacle):
        return Verdict.HOLDS
    return Verdict.UNDECIDED


@pytest.mark.parametrize("obstacle", ["", "out of reach"])
@pytest.mark.parametrize("legs", [0, 1, 2])
def test_the_verdict_of_every_combination_of_evidence(legs: int, obstacle: str) -> None:
    for parts in combinations_with_replacement(EVIDENCE, legs):
        assert rule(parts, obstacle=obstacle).verdict is expected(parts, obstacle)


def test_the_verdict_of_every_combination_of_three_legs() -> None:
    for parts in combinations_with_replacement(SMALL, 3):
        assert rule(parts).verdict is expected(parts, "")


@given(evidence, st.permutations(range(5)), st.sampled_from(["", "out of reach"]))
def test_the_order_of_the_legs_does_not_matter(parts: list[Evidence], order: list[int], obstacle: str) -> None:
    shuffled = [parts[k] for k in order if k < len(parts)]
    assert rule(shuffled, obstacle=obstacle).verdict is rule(parts, obstacle=obstacle).verdict


@given(evidence)
def test_unknown_evidence_never_changes_a_verdict(parts: list[Evidence]) -> None:
    silent = Evidence("silent", Outcome.UNKNOWN, Level.KERNEL)
    assert rule([*parts, silent]).verdict is rule(parts).verdict


@given(evidence)
def test_nothing_holds_without_a_proof(parts: list[Evidence]) -> None:
    if rule(parts).verdict is Verdict.HOLDS:
        assert proofs(parts)
        assert all(one.outcome is not Outcome.REFUTED for one in parts)


@given(evidence)
def test_nothing_fails_without_a_witness_that_was_checked_again(parts: list[Evidence]) -> None:
    if rule(parts).verdict is Verdict.FAILS:
        assert any(one.outcome is Outcome.REFUTED and one.rechecked and one.witness for one in parts)


@given(evidence)
def test_the_level_of_a_verdict_is_that_of_its_strongest_evidence(parts: list[Evidence]) -> None:
    ruling = rule(parts)
    if ruling.verdict is Verdict.HOLDS:
        assert ruling.level is min((one.level for one in proofs(parts)), key=lambda level: level.rank)
    if ruling.verdict in (Verdict.DISPUTED, Verdict.UNDECIDED, Verdict.VACUOUS):
        assert ruling.level is None


@given(evidence)
def test_stale_and_admitted_come_before_any_evidence(parts: list[Evidence]) -> None:
    assert rule(parts, stale="gone", admitted="why") == Ruling(Verdict.STALE, None, "gone")
    assert rule(parts, admitted="why") == Ruling(Verdict.ADMITTED, None, "why")


def test_sampling_alone_holds_only_with_the_sentence_that_says_why() -> None:
    sampled = Evidence("break", Outcome.SUPPORTED, Level.SAMPLED)
    assert rule([sampled]).verdict is Verdict.UNDECIDED
    assert rule([sampled], obstacle="no closed form") == Ruling(Verdict.HOLDS, Level.SAMPLED, "no closed form")


def test_a_proof_by_sampling_is_no_proof() -> None:
    assert rule([Evidence("prove", Outcome.PROVED, Level.SAMPLED)]).verdict is Verdict.UNDECIDED
    assert rule([Evidence("prove", Outcome.PROVED, Level.SIMULATED)], obstacle="x").verdict is Verdict.UNDECIDED


# --- several steps in one leg ---------------------------------------------------------------------------------------


@given(evidence)
def test_a_leg_proves_its_claim_only_if_it_proves_every_step(parts: list[Evidence]) -> None:
    whole = combine(parts, "prove")
    assert (whole.outcome is Outcome.PROVED) == (bool(parts) and all(part.outcome is Outcome.PROVED for part in parts))


@given(evidence)
def test_a_leg_refutes_its_claim_if_it_refutes_one_step(parts: list[Evidence]) -> None:
    whole = combine(parts, "break")
    outcomes = {part.outcome for part in parts}
    assert (whole.outcome is Outcome.REFUTED) == (Outcome.REFUTED in outcomes and Outcome.VACUOUS not in outcomes)
    if whole.outcome is Outcome.REFUTED:
        first = next(part for part in parts if part.outcome is Outcome.REFUTED)
        assert (whole.witness, whole.rechecked) == (first.witness, first.rechecked)


@given(evidence)
def test_a_leg_is_as_strong_as_its_weakest_step(parts: list[Evidence]) -> None:
    whole = combine(parts, "prove")
    alike = [part for part in parts if part.outcome is whole.outcome]
    assert whole.level.rank == max((part.level.rank for part in alike), default=Level.SAMPLED.rank)


def test_a_leg_without_steps_decides_nothing() -> None:
    assert combine([], "prove").outcome is Outcome.UNKNOWN
    assert rule([combine([], "prove")]).verdict is Verdict.UNDECIDED


def test_time_is_added_and_kept() -> None:
    parts = [Evidence("step", Outcome.PROVED, Level.EXACT).timed(seconds) for seconds in (1.0, 2.0)]
    assert combine(parts, "prove").seconds == 3.0


# --- coverage -------------------------------------------------------------------------------------------------------


def test_every_line_of_the_kernel_is_reached() -> None:
    """The lines that a trace visits while all combinations of two pieces of evidence are judged."""
    reached: set[int] = set()

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        if frame.f_code.co_filename != kernel.__file__:
            return None
        if event == "line":
            reached.add(frame.f_lineno)
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        for parts in combinations_with_replacement(SMALL, 2):
            rule(parts), rule(parts, obstacle="x"), combine(parts, "leg")
        rule([]), rule([], stale="x"), rule([], admitted="x"), combine([], "leg")
        EVIDENCE[0].timed(1.0)
    finally:
        sys.settrace(before)
    functions = [kernel.rule, kernel._weigh, kernel._strongest, kernel.combine, Evidence.timed]
    assert not [number for function in functions for number in _lines(function) if number not in reached]


def _lines(function: Any) -> Iterator[int]:
    code = function.__code__
    for _, _, number in code.co_lines():
        if number is not None and number != code.co_firstlineno:
            yield number


def test_evidence_says_nothing_that_was_not_said() -> None:
    bare = Evidence("prove", Outcome.PROVED, Level.EXACT)
    assert (bare.detail, bare.witness, bare.seconds, bare.rechecked) == ("", {}, 0.0, False)


@pytest.mark.parametrize(
    "record", [Evidence("prove", Outcome.PROVED, Level.EXACT), rule([])], ids=["evidence", "ruling"]
)
def test_what_was_found_cannot_be_changed(record: object) -> None:
    with pytest.raises(FrozenInstanceError):
        record.reason = record.detail = "another"  # type: ignore[attr-defined]


def test_reasons_are_those_of_the_first_leg_that_has_one() -> None:
    def said(leg: str, outcome: Outcome, *, solid: bool = True) -> Evidence:
        return Evidence(leg, outcome, Level.EXACT, f"said by {leg}", {"x": "1"}, rechecked=solid)

    proofs = [said("first", Outcome.PROVED), said("second", Outcome.PROVED)]
    against = [said("third", Outcome.REFUTED), said("fourth", Outcome.REFUTED)]
    assert rule(proofs).reason == "said by first"
    assert rule(against).reason == "said by third"
    assert rule(proofs + against).reason == "first proves it, third refutes it"
    loose = [said("third", Outcome.REFUTED, solid=False), said("fourth", Outcome.REFUTED, solid=False)]
    assert rule(loose).reason.startswith("third objects")


def test_the_first_that_found_nothing_to_decide_says_why() -> None:
    empty = [Evidence(leg, Outcome.VACUOUS, Level.SYMBOLIC, f"said by {leg}") for leg in ("prove", "break")]
    assert rule(empty).reason == "said by prove"
    assert rule([Evidence("break", Outcome.VACUOUS, Level.EXACT)]).reason == "no exact point satisfies the hypotheses"
