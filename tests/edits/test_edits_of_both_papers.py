"""Edits of both papers, made of their registered formulas: no wrong one passes, no equal one is flagged."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.edits import Outcome, edits, printed, run
from benchmarks.rewrites import rewrites
from verify.claims import Paper
from verify.command_line.options import usable_cores
from verify.errors import ReadError
from verify.model import Model
from verify.papers import paper
from verify.reading.printer import latex
from verify.run import check_source

EACH, DEFINITIONS = 40, 2


@pytest.fixture(scope="module", params=["power-game", "hail-mary"])
def written(request: pytest.FixtureRequest) -> Paper:
    return paper(request.param)


@pytest.fixture(scope="module")
def outcomes(written: Paper) -> list[Outcome]:
    planned = edits(written, seed=1, each=EACH, definitions=DEFINITIONS)
    return run(written, planned, jobs=usable_cores())


def test_the_registered_formulas_are_a_paper_that_passes(written: Paper, tmp_path: Path) -> None:
    source = tmp_path / "paper.md"
    source.write_text(printed(written), encoding="utf-8")
    assert check_source(written, source, jobs=usable_cores()).passed


def test_there_are_enough_edits_of_every_kind(outcomes: list[Outcome]) -> None:
    kinds = [one.edit.kind for one in outcomes]
    assert len(outcomes) >= 75
    assert min(kinds.count("wrong"), kinds.count("equal")) >= 30
    assert kinds.count("definition") == DEFINITIONS


def test_no_wrong_edit_is_accepted(outcomes: list[Outcome]) -> None:
    missed = [(one.edit.text, one.status) for one in outcomes if one.edit.kind == "wrong" and not one.as_it_should_be]
    assert missed == []


def test_no_equal_edit_is_flagged(outcomes: list[Outcome]) -> None:
    flagged = [(one.edit.text, one.detail) for one in outcomes if one.edit.kind == "equal" and not one.as_it_should_be]
    assert flagged == []


def test_the_paper_in_other_words_is_read(written: Paper) -> None:
    """But for brackets that may hold an argument, `R(T)(x)(x)`, and a maximum over `0<n` in place of `n>0`."""
    model, made, read = Model(written), Counter[str](), Counter[str]()
    for step in written.steps:
        for kind, changed in rewrites(model.tree(step)):
            made[kind] += 1
            read[kind] += is_read(latex(changed), step.section, model)
    assert min(made.values()) > 0
    assert {kind for kind in made if read[kind] < 0.98 * made[kind]} <= {"square written out", "turned"}
    assert sum(read.values()) > 0.97 * sum(made.values())


def is_read(text: str, section: str, model: Model) -> bool:
    try:
        model.read(text, section)
    except ReadError:
        return False
    return True


def test_a_changed_definition_is_told(outcomes: list[Outcome]) -> None:
    told = {one.status for one in outcomes if one.edit.kind == "definition"}
    assert told == {"changed-definition"}
