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


def test_own_legs_come_first_and_then_those_of_many_formulas(tmp_path: Path) -> None:
    legs = [leg("small/one", 1), leg("small/three", 3), leg("small/own", 0, __name__), leg("small/two", 2)]
    begun: list[str] = []

    def done(one: Leg, decisions: Decisions) -> None:
        begun.append(one.owner)

    model = Model(Paper("small", "Small", Notation((Letter("x"),))))
    decide_legs(legs, model, Store(tmp_path), 1, done)
    assert begun == ["small/own", "small/three", "small/two", "small/one"]
