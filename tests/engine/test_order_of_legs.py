"""What takes long is begun first: a paper's own legs, then the engine's on claims of many formulas."""

from __future__ import annotations

from pathlib import Path

from verify.cache import Store
from verify.claims import Paper, display
from verify.decisions import Decisions, decide_legs
from verify.kernel import Evidence, Level, Outcome
from verify.legs import Answers, Leg
from verify.model import Model
from verify.reading.notation import Letter, Notation

PROVED = Evidence("prove", Outcome.PROVED, Level.EXACT)


def leg(owner: str, formulas: int, *own: str) -> Leg:
    steps = tuple(display("x=x") for _ in range(formulas))

    def call() -> Answers:
        return (PROVED,) * max(formulas, 1)

    return Leg(owner, "prove:own" if own else "prove", steps, call, 20.0, own)


def told(legs: list[Leg], folder: Path) -> list[str]:
    """The owners of the legs in the order in which their answers were told."""
    begun: list[str] = []

    def done(one: Leg, decisions: Decisions) -> None:
        assert decisions.evidence(one).outcome is Outcome.PROVED
        begun.append(one.owner)

    decide_legs(legs, Model(Paper("small", "Small", Notation((Letter("x"),)))), Store(folder), 1, done)
    return begun


def test_own_legs_come_first_and_then_those_of_many_formulas(tmp_path: Path) -> None:
    legs = [leg("small/one", 1), leg("small/three", 3), leg("small/own", 0, __name__), leg("small/two", 2)]
    assert told(legs, tmp_path) == ["small/own", "small/three", "small/two", "small/one"]


def test_what_is_kept_is_told_too_and_first(tmp_path: Path) -> None:
    legs = [leg("small/new", 1), leg("small/one", 1), leg("small/two", 2)]
    assert sorted(told(legs[1:], tmp_path)) == ["small/one", "small/two"]
    assert told(legs, tmp_path) == ["small/one", "small/two", "small/new"]
