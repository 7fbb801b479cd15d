"""A letter that a coauthor writes otherwise: told in one line, accepted with the table's leave, never guessed."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from small_paper import SOURCE, small_paper

from verify.claims import Paper
from verify.command_line import deciding
from verify.errors import ReadError, UsageError
from verify.kernel import Verdict
from verify.reading.notation import FUNCTION, Letter, Notation
from verify.reading.statements import read_formula
from verify.reading.tree import Symbol
from verify.record import RunRecord
from verify.run import check_source

FORMULAS_WITH_A = 3


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def checked(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch):
    """The record of the small paper after replacements of formulas, with further spellings of some letters."""
    monkeypatch.setenv("VERIFY_CACHE", str(cache))

    def check(*edits: tuple[str, str], **also: str) -> RunRecord:
        text = SOURCE
        for old, new in edits:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        path = tmp_path / "paper.md"
        path.write_text(text, encoding="utf-8")
        return check_source(allowing(**also), path)

    return check


def allowing(**also: str) -> Paper:
    paper = small_paper()
    rows = tuple(
        replace(row, also=(also[row.spelled],)) if row.spelled in also else row for row in paper.notation.letters
    )
    return replace(paper, notation=Notation(rows, paper.notation.phrases))


def verdicts(record: RunRecord) -> dict[str, Verdict]:
    return {claim.id.partition("/")[2]: claim.verdict for claim in record.claims}


EVERYWHERE = (
    ("f(x)=ax.", r"f(x)=\gamma x."),
    ("f'(x)=a.", r"f'(x)=\gamma."),
    ("h(x)+f(x)=x(x+a).", r"h(x)+f(x)=x(x+\gamma)."),
)


def test_a_renamed_letter_is_told_in_one_line_and_nothing_is_green(checked) -> None:
    record = checked(*EVERYWHERE)
    (renamed,) = record.renamed
    assert (renamed.letter, renamed.written, renamed.lines, renamed.kept) == ("a", r"\gamma", (6, 10, 25), ())
    assert [one.status for one in record.objections] == ["unread"] * FORMULAS_WITH_A
    assert verdicts(record)["slope"] is verdicts(record)["sum"] is Verdict.STALE
    said = io.StringIO()
    deciding.say(record, said, table=False, accepted=Path("none"))
    (line,) = [one for one in said.getvalue().splitlines() if one.startswith("renamed:")]
    assert line == (
        r"renamed: a is written \gamma at lines 6, 10, 25; "
        r"to accept it, add also=(r'\gamma',) to the row of a in the notation table"
    )


def test_with_the_tables_leave_the_formulas_are_what_they_were(checked) -> None:
    record = checked(*EVERYWHERE, a=r"\gamma")
    assert record.passed
    assert record.renamed == []
    assert verdicts(record) == verdicts(checked())


def test_a_letter_may_be_renamed_from_one_place_on(checked) -> None:
    later = checked(*EVERYWHERE[1:])
    assert [one.kept for one in later.renamed] == [()]
    assert checked(*EVERYWHERE[1:], a=r"\gamma").passed


def test_with_leave_a_wrong_formula_is_still_refuted(checked) -> None:
    record = checked(*EVERYWHERE[:2], ("h(x)+f(x)=x(x+a).", r"h(x)+f(x)=x(x-\gamma)."), a=r"\gamma")
    (objection,) = record.objections
    assert (objection.status, objection.line) == ("refuted", 25)


def test_a_place_that_is_left_over_is_pointed_to(checked) -> None:
    record = checked(EVERYWHERE[0], EVERYWHERE[2], a=r"\gamma")
    (objection,) = record.objections
    assert (objection.status, objection.line) == ("unread", 10)
    assert "since line 6" in objection.detail
    assert verdicts(record)["slope"] is Verdict.STALE


def test_without_leave_too_what_keeps_the_letter_is_named(checked) -> None:
    (renamed,) = checked(EVERYWHERE[0], EVERYWHERE[2]).renamed
    assert (renamed.lines, renamed.kept) == ((6, 25), (10,))
    assert "line 10" in renamed.advice


def test_two_letters_are_not_renamed_to_one(checked) -> None:
    captured = (("f(x)=ax.", r"f(\gamma)=\gamma\gamma."), ("f'(x)=a.", r"f'(\gamma)=\gamma."))
    record = checked(*captured)
    assert {one.letter for one in record.renamed} == {"a", "x"}
    assert all(r"is written \gamma too" in one.advice for one in record.renamed)
    assert {one.status for one in record.objections} >= {"unread"}
    assert not record.passed


def test_the_letter_of_another_row_is_no_new_spelling(checked) -> None:
    record = checked(("f'(x)=a.", "f'(x)=y."), ("h(x)+f(x)=x(x+a).", "h(x)+f(x)=x(x+y)."))
    assert record.renamed == []
    assert [one.status for one in record.objections] == ["refuted", "refuted"]


def test_two_letters_that_change_places_are_decided_as_they_stand(checked) -> None:
    record = checked(("h(x)+f(x)=x(x+a).", "h(a)+f(a)=a(a+x)."), ("f'(x)=a.", "f'(a)=x."))
    assert record.renamed == []
    refuted = {one.line: one.status for one in record.objections}
    assert refuted == {10: "refuted", 25: "refuted"}


def test_a_function_is_renamed_with_its_primes(checked) -> None:
    edits = (("f(x)=ax.", "w(x)=ax."), ("f'(x)=a.", "w'(x)=a."), ("f(x)>0.", "w(x)>0."))
    edits += (("h(x)+f(x)=x(x+a).", "h(x)+w(x)=x(x+a)."), ("h(x)=f(x)+O(x^2).", "h(x)=w(x)+O(x^2)."))
    (renamed,) = checked(*edits).renamed
    assert (renamed.letter, renamed.written) == ("f", "w")
    assert checked(*edits, f="w").passed


# --- the reader -----------------------------------------------------------------------------------------------------

TABLE = Notation((Letter("x", also=(r"\xi",)), Letter("q_i", indices=("i",), also=("p_i",)), Letter("i", also=("n",))))


def test_a_further_spelling_is_the_letter() -> None:
    assert read_formula(r"\xi", TABLE) == Symbol("x")
    assert read_formula("p_n", TABLE) == read_formula("q_i", TABLE)


def test_one_formula_prints_one_spelling() -> None:
    with pytest.raises(ReadError, match="two spellings of one letter"):
        read_formula(r"\xi+x", TABLE)


@pytest.mark.parametrize(
    "rows",
    [
        (Letter("x", also=("y",)), Letter("y")),
        (Letter("x", also=("z",)), Letter("y", also=("z",))),
        (Letter("q_i", indices=("i",), also=("p",)),),
    ],
    ids=["another letter", "two letters", "without its index"],
)
def test_a_spelling_of_two_letters_is_refused(rows: tuple[Letter, ...]) -> None:
    with pytest.raises(UsageError):
        read_formula("1", Notation(rows))


def test_an_argument_may_be_renamed() -> None:
    table = Notation((Letter("t", also=("u",)), Letter("a", FUNCTION, bare=True, called_with=("t",))))
    assert read_formula("a(u)", table) == read_formula("a(t)", table)


def test_an_argument_may_be_renamed_to_one_with_an_accent() -> None:
    table = Notation((Letter("t", also=(r"\tilde G",)), Letter("a", FUNCTION, bare=True, called_with=("t",))))
    assert read_formula(r"a(\tilde G)", table) == read_formula("a(t)", table)
