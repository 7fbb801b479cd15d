"""The contest paper's formulas are read as they are printed: none wrong, none left over."""

from __future__ import annotations

import pytest

from proofs.hail_mary.notation import NOTATION
from proofs.hail_mary.paper import build
from tests.hail_mary.compact_form import compact
from tests.hail_mary.printed_readings import READINGS
from verify.claims import Role
from verify.errors import ReadError
from verify.model import Model
from verify.reading.printer import latex
from verify.reading.statements import read_formula

PAPER = build()


@pytest.mark.parametrize(("formula", "reading"), READINGS, ids=[str(k) for k in range(len(READINGS))])
def test_what_a_formula_says(formula: str, reading: str) -> None:
    assert compact(read_formula(formula, NOTATION)) == reading


def test_every_registered_formula_prints_back() -> None:
    for step in (*PAPER.steps, *PAPER.background):
        once = read_formula(step.latex, NOTATION, section=step.section)
        assert read_formula(latex(once), NOTATION, section=step.section) == once


def test_every_display_and_inline_formula_is_registered() -> None:
    assert sum(step.display for step in PAPER.steps) == 87
    assert sum(not step.display for step in PAPER.steps) == 363


def test_every_assertion_has_a_leg() -> None:
    assert all(step.decided_alone for step in PAPER.steps if step.role is Role.ASSERTION)


def test_definitions_are_read_from_the_text() -> None:
    names = {definition.name for definition in Model(PAPER).definitions}
    assert {r"\phi", r"\overline{\phi}", "f", r"\Delta k", "g"} <= names


@pytest.mark.parametrize(
    "unreadable",
    [
        r"V_{m}=0",
        r"\kappa>0",
        r"k^{***}>0",
        r"C_{9}e^{\eta\Delta k}",
        r"\text{Drop out whenever }\Delta k\le0",
        r"\xi_{0}>0",
        r"\tau_{k}>0",
        r"\sigma'=0",
        r"e^{\eta k^{*}",
        r"\pi V_i'+\frac{1}{2}\sigma^{2}V_i''\ge",
    ],
)
def test_what_the_table_does_not_know_is_an_error(unreadable: str) -> None:
    with pytest.raises(ReadError):
        read_formula(unreadable, NOTATION)


def test_an_action_times_a_bracket_is_no_call() -> None:
    assert compact(read_formula(r"a_i(\pi+1)", NOTATION)) == r"a_{i}[i]*({\pi +1})"
    assert compact(read_formula(r"a_i(t)", NOTATION)) == "a_{i}[i]@(t)"


def test_the_value_of_the_other_agent_has_no_implied_gap() -> None:
    assert compact(read_formula(r"V_i''", NOTATION)) == r"V_{i}''@@\Delta k"
    assert compact(read_formula(r"V_j''", NOTATION)) == "V_{j}''"
