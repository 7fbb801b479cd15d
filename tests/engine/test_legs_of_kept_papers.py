"""Of a kept paper the engine decides what is printed; a function that the paper brings is there by its name only."""

from __future__ import annotations

from pathlib import Path

import pytest

from verify.cache import Store
from verify.claims import Paper, display
from verify.decisions import decide_legs
from verify.errors import UnbuiltError
from verify.kernel import Evidence, Level, Outcome
from verify.legs import Answers, Leg
from verify.model import Model
from verify.reading.notation import Letter, Notation

STEP = display("x=x")


def proved() -> Answers:
    return (Evidence("prove", Outcome.PROVED, Level.EXACT),)


ENGINE = Leg("small/one", "prove", (STEP,), proved)
OWN = Leg("small/one", "prove:own", (), proved, own=(__name__,))


def model(kept: str) -> Model:
    paper = Paper("small", "Small", Notation((Letter("x"),)))
    paper.kept = kept
    return Model(paper)


def test_the_engine_s_own_legs_are_decided(tmp_path: Path) -> None:
    found = decide_legs([ENGINE], model("a hash"), Store(tmp_path), 1)
    assert found.evidence(ENGINE).outcome is Outcome.PROVED


def test_a_leg_of_the_paper_s_own_has_to_be_built(tmp_path: Path) -> None:
    with pytest.raises(UnbuiltError, match="prove:own of small/one"):
        decide_legs([ENGINE, OWN], model("a hash"), Store(tmp_path), 1)


def test_unless_its_answer_is_kept_too(tmp_path: Path) -> None:
    decide_legs([ENGINE, OWN], model(""), Store(tmp_path), 1)
    found = decide_legs([ENGINE, OWN], model("a hash"), Store(tmp_path), 1)
    assert found.evidence(OWN).outcome is Outcome.PROVED
