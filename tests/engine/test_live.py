"""Edits of a paper: equal rewrites change nothing, wrong ones are refuted in place, definitions name what falls."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_paper import SOURCE, small_paper

from verify.kernel import Verdict
from verify.record import FormulaResult, RunRecord
from verify.run import check_source


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Decisions of formulas that an edit leaves alone are kept between the tests."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def edited(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch):
    """The record of the paper after the replacements."""
    monkeypatch.setenv("VERIFY_CACHE", str(cache))

    def check(*edits: tuple[str, str]) -> RunRecord:
        text = SOURCE
        for old, new in edits:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        path = tmp_path / "paper.md"
        path.write_text(text, encoding="utf-8")
        return check_source(small_paper(), path)

    return check


def at(record: RunRecord, words: str) -> FormulaResult:
    """The formula whose text holds the words."""
    (found,) = [one for one in record.formulas if words in one.latex]
    return found


def verdicts(record: RunRecord) -> dict[str, Verdict]:
    return {claim.id.partition("/")[2]: claim.verdict for claim in record.claims}


def test_the_paper_as_it_stands_passes(edited) -> None:
    record = edited()
    assert record.passed
    assert {one.status for one in record.displays} == {"definition", "verified", "erratum"}
    assert [one.line for one in record.displays] == [6, 10, 14, 21, 25, 29]
    assert verdicts(record)["near-zero"] is Verdict.FAILS


def test_every_formula_says_which_registered_one_it_is(edited) -> None:
    record = edited(("h(x)=x^2.", r"h(x)=x\cdot x."), ("The slope is", "\\[\nx+y=y+x.\n\\]\nThe slope is"))
    names = {one.latex: one.registered for one in record.formulas}
    assert names["f(x)=ax."] == "lines/1"
    assert names["x>0"] == "lines/3"
    assert names[r"h(x)=x\cdot x."] == "parabolas/1"
    assert names["x+y=y+x."] == ""


EQUAL = [
    ("f'(x)=a.", r"f'(x)=\frac{2a}{2}."),
    ("f'(x)=a.", r"\frac{d}{dx}f(x) = a"),
    ("f(x)>0.", "0<f(x)."),
    ("h(x)+f(x)=x(x+a).", r"f(x)+h(x) = x^{2}+xa"),
    ("h(x)+f(x)=x(x+a).", r"h\left(x\right) + f(x) = (a+x)\cdot x,"),
    ("f(x)=ax.", r"f(x)=\frac{ax+xa}{2}."),
    ("h'(x)=2x", r"h'(x)=x+x"),
    ("h(x)=f(x)+O(x^2).", r"h(x) = O(x^2)+f(x)."),
]


@pytest.mark.parametrize(("old", "new"), EQUAL, ids=[f"{old} -> {new}" for old, new in EQUAL])
def test_a_rewrite_of_the_same_meaning_changes_nothing(edited, old: str, new: str) -> None:
    record = edited((old, new))
    assert [one.latex for one in record.objections] == []
    assert record.passed


WRONG = [
    ("f'(x)=a.", "f'(x)=2a.", 10),
    ("f'(x)=a.", "f'(x)=-a.", 10),
    ("f(x)>0.", "f(x)<0.", 14),
    ("f(x)>0.", "f(x)>1.", 14),
    ("h(x)+f(x)=x(x+a).", "h(x)+f(x)=x(x-a).", 25),
    ("h(x)+f(x)=x(x+a).", "h(x)+f(x)=x^2(x+a).", 25),
    ("h'(x)=2x", "h'(x)=x", 32),
]


@pytest.mark.parametrize(("old", "new", "line"), WRONG, ids=[f"{old} -> {new}" for old, new, _ in WRONG])
def test_a_wrong_edit_is_refuted_at_its_line_with_a_witness(edited, old: str, new: str, line: int) -> None:
    record = edited((old, new))
    assert not record.passed
    (objection,) = record.objections
    assert (objection.status, objection.line) == ("refuted", line)
    assert "false at" in objection.detail
    (fallen,) = record.unexpected
    assert fallen.verdict is Verdict.FAILS
    assert objection.claims == (fallen.id,)


def test_a_changed_definition_names_the_claims_that_fall(edited) -> None:
    record = edited(("f(x)=ax.", "f(x)=2ax."))
    assert at(record, "2ax").status == "changed-definition"
    assert "false at" in at(record, "2ax").detail
    fallen = {claim.id for claim in record.unexpected}
    assert fallen == {"small/slope", "small/sum"}
    assert verdicts(record)["positive"] is Verdict.HOLDS


def test_a_changed_assumption_is_a_changed_definition(edited) -> None:
    record = edited((r"\(x>0\)", r"\(x<0\)"))
    assert at(record, "x<0").status == "changed-definition"
    assert verdicts(record)["positive"] is Verdict.FAILS


def test_a_definition_of_another_letter_is_told(edited) -> None:
    record = edited(("h(x)=x^2.", "h(y)=y^2."))
    assert at(record, "h(y)").status in ("changed-definition", "definition")


@pytest.mark.parametrize("broken", [r"f'(x)=\oops.", "f'(x)="])
def test_a_formula_that_cannot_be_read_makes_its_claim_stale(edited, broken: str) -> None:
    record = edited(("f'(x)=a.", broken))
    (objection,) = record.objections
    assert (objection.status, objection.line) == ("unread", 10)
    assert "line 11, column" in objection.detail
    assert verdicts(record)["slope"] is Verdict.STALE
    assert not record.passed


def test_a_definition_that_cannot_be_read_is_unread(edited) -> None:
    record = edited(("h(x)=x^2.", r"h(x)=\oops."))
    assert at(record, "oops").status == "unread"
    assert not record.passed


def test_a_formula_that_is_gone_makes_its_claim_stale(edited) -> None:
    record = edited(("\\[\nf'(x)=a.\n\\]\n", "no formula\n"))
    assert verdicts(record)["slope"] is Verdict.STALE
    assert not record.passed


def test_a_definition_that_is_gone_takes_what_rests_on_it_along(edited) -> None:
    record = edited(("\\[\nh(x)=x^2.\n\\]\n", "a parabola.\n"))
    fallen = {"sum", "near-zero", "parabola-slope"}
    assert {name for name, verdict in verdicts(record).items() if verdict is Verdict.STALE} == fallen
    (gone,) = record.removed
    assert set(gone.claims) == {f"small/{name}" for name in fallen}


def test_a_definition_that_is_printed_elsewhere_too_may_go(edited) -> None:
    record = edited(("\\[\nh(x)=x^2.\n\\]\nThen", "a parabola\n\\[\nh(x)=x\\cdot x.\n\\]\nThen"))
    assert record.passed
    assert not record.removed


NEW_AND_TRUE = ["x+y=y+x", "f(x)+f(y)=f(x+y)", "h(x)-h(y)=(x-y)(x+y)", r"h(x)=x^2\ge0"]
NEW_AND_FALSE = ["x+y=y-x", "f(x)f(y)=f(x+y)", "h(x)-h(y)=(x-y)^2", r"h(x)=x^2>0"]


@pytest.mark.parametrize("formula", NEW_AND_TRUE)
def test_a_new_true_formula_is_decided_on_the_spot(edited, formula: str) -> None:
    record = edited(("The slope is", f"\\[\n{formula}.\n\\]\nThe slope is"))
    assert [one.status for one in record.displays][-1] == "verified"
    assert record.passed


@pytest.mark.parametrize("formula", NEW_AND_FALSE)
def test_a_new_false_formula_is_refuted_with_a_witness(edited, formula: str) -> None:
    record = edited(("The slope is", f"\\[\n{formula}.\n\\]\nThe slope is"))
    (one,) = record.objections
    assert (one.status, one.line) == ("refuted", 32)
    assert " = " in one.detail


def test_a_new_formula_holds_under_the_hypotheses_of_its_section(edited) -> None:
    record = edited(("## Parabolas", "\\[\nf(x)+a>a.\n\\]\n\n## Parabolas"))
    assert at(record, "+a>a").status == "verified"
    assert "x>0" in at(record, "+a>a").detail


def test_a_new_formula_that_says_nothing_is_unlinked(edited) -> None:
    record = edited(("The slope is", "\\[\nx+y.\n\\]\nThe slope is"))
    assert at(record, "x+y").status == "unlinked"
    assert not record.passed


def test_a_chain_may_be_split_and_grow(edited) -> None:
    record = edited(("h(x)+f(x)=x(x+a).", "h(x)+f(x)=x^2+ax.\n\\]\nSo\n\\[\nh(x)+f(x)=x^2+xa=x(x+a)."))
    assert record.passed
    assert len(record.displays) == 7


def test_a_macro_of_the_author_is_read_as_what_it_prints(edited) -> None:
    macro = "$$\\newcommand{\\half}{\\frac{1}{2}}$$\n\n## Lines"
    assert edited(("## Lines", macro), ("f'(x)=a.", "f'(x)=\\half\\cdot2a.")).passed
    wrong = edited(("## Lines", macro), ("f'(x)=a.", "f'(x)=\\half a."))
    assert at(wrong, "half a").status == "refuted"


def test_a_definition_that_becomes_an_inequality_is_told_as_none(edited) -> None:
    record = edited(("h(x)=x^2.", r"h(x)\ge x^2."))
    assert at(record, "ge").status == "unread"
    assert not record.passed


def test_a_formula_that_moves_is_found(edited) -> None:
    moved = "Then\n\\[\nh(x)+f(x)=x(x+a).\n\\]\n"
    record = edited((moved, ""), ("The slope is", moved + "The slope is"))
    assert record.passed
    assert at(record, "x(x+a)").line == 29


def test_a_corrected_erratum_asks_for_its_record_to_go(edited) -> None:
    record = edited(("h(x)=f(x)+O(x^2).", "h(x)=f(x)+O(x)."))
    assert verdicts(record)["near-zero"] is Verdict.HOLDS
    assert [claim.id for claim in record.unexpected] == ["small/near-zero"]


def test_another_error_in_the_place_of_a_recorded_one_is_refuted(edited) -> None:
    record = edited(("h(x)=f(x)+O(x^2).", "h(x)=2f(x)+O(x^2)."))
    assert at(record, "2f(x)").status == "refuted"
    assert not record.passed


def test_prose_alone_changes_nothing(edited) -> None:
    record = edited(("It has the slope", "Its slope, as everybody knows, is"), ("Near zero", "Close to zero"))
    assert record.passed
