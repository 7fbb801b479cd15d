"""A formula that cannot be read or asked about is undecided with its reason, and harms no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from verify.cache import Store
from verify.claims import Paper, Step, display, unprinted
from verify.decisions import decide_legs
from verify.kernel import Evidence, Level, Outcome
from verify.legs import Answers, Leg, _asserts_all, engine_legs
from verify.model import Model
from verify.obligations import Obligation, obligations
from verify.reading.notation import FUNCTION, Letter, Notation

PROVED = Evidence("prove", Outcome.PROVED, Level.EXACT)


def small(*steps: Step) -> Model:
    paper = Paper("small", "Small", Notation((Letter("x"), Letter("y"), Letter("f", FUNCTION))))
    for k, step in enumerate(steps):
        paper.section("one", "One").claim(f"claim-{k}", step)
    return Model(paper)


def leg(owner: str, latex: str) -> Leg:
    def call() -> Answers:
        return (PROVED,)

    return Leg(owner, "prove", (display(latex),), call)


def test_what_cannot_be_read_is_stale_and_what_stands_beside_it_is_decided(tmp_path: Path) -> None:
    unread, read = leg("small/unread", r"x=\oops"), leg("small/read", "x=x")
    found = decide_legs([unread, read], small(), Store(tmp_path), 1)
    assert found.evidence(unread).outcome is Outcome.UNKNOWN
    assert "oops" in found.stale[id(unread)]
    assert found.evidence(read).outcome is Outcome.PROVED
    assert id(read) not in found.stale


@pytest.mark.parametrize(("latex", "reason"), [("x+y", "asserts nothing"), (r"x=\pm y", "plus-minus|two values")])
def test_what_cannot_be_asked_is_undecided_in_both_legs_with_the_reason(latex: str, reason: str) -> None:
    step = unprinted(latex)
    for one in engine_legs("small/one", (step,), small(step), 20.0):
        (found,) = one.call()
        assert found.outcome is Outcome.UNKNOWN
        assert any(part in found.detail for part in reason.split("|"))


def test_only_a_plain_statement_asserts_all_that_it_prints() -> None:
    assert _asserts_all(display("x=y"))
    for options in ({"premises": 1}, {"equivalent_to": "y=x"}, {"follows": "y=x"}, {"equals": "y"}):
        assert not _asserts_all(display("x=y", **options))  # type: ignore[arg-type]


def asked(*given: str) -> Obligation:
    step = unprinted("x=y", given=given)
    (found,) = obligations(step, small(step))
    return found


def test_each_letter_has_one_value_and_a_second_one_is_a_condition() -> None:
    two = asked("x=1", "y=2")
    assert [name for name, _ in two.assigned] == ["x", "y"]
    assert two.hypotheses == ()
    again = asked("x=1", "x=1")
    assert {name for name, _ in again.assigned} == {"x"}
    assert again.hypotheses == ()
    other = asked("x=1", "x=2")
    assert [name for name, _ in other.assigned] == ["x"]
    assert len(other.hypotheses) == 1
