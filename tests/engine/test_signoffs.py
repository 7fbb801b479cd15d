"""Signatures: what is signed, when it has to be signed again, and a file that loses nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import sample_run
from hypothesis import given
from hypothesis import strategies as st
from small_paper import small_paper

from verify.errors import UsageError
from verify.kernel import Level, Verdict
from verify.model import Model
from verify.record import ClaimResult, RepairResult, RunRecord
from verify.signoffs.agreement import Agreement, Marks, Standing, agreements
from verify.signoffs.book import HEADER, Book, Signature, read_book, write_book

SLOPE, SUM = "small/slope", "small/sum"


def agreement(name: str = SLOPE, live: dict[str, str] | None = None, **facts: object) -> Agreement:
    """What is to be signed of a claim of the small paper under edits of its text, and with facts of its result."""
    paper = small_paper()
    steps = {step.latex: step for step in (*paper.steps, *paper.background)}
    model = Model(paper, {steps[old]: new for old, new in (live or {}).items()})
    holding = ClaimResult(
        name, "small", "Lines", "", Verdict.HOLDS, Verdict.HOLDS, Level.SYMBOLIC, "the difference is zero", ()
    )
    return agreements(paper, model, RunRecord(claims=[replace(holding, **facts)]))[name]


def changed(name: str = SLOPE, live: dict[str, str] | None = None, **facts: object) -> tuple[str, ...]:
    return agreement(name).marks.changed_to(agreement(name, live, **facts).marks)


def test_the_same_claim_is_signed_once():
    assert changed() == ()


def test_blanks_and_sizes_of_brackets_are_no_change():
    assert changed(live={"f'(x)=a.": r"f'\left( x\right)\,=\,a ,"}) == ()


@pytest.mark.parametrize("text", ["f'(x)=-a.", "f'(x)=a+0.", "a=f'(x)."])
def test_another_text_is_asked_about_again_even_if_it_says_the_same(text):
    assert changed(live={"f'(x)=a.": text}) == ("what is printed", "how it is read")


def test_a_definition_that_a_claim_unfolds_belongs_to_how_it_is_read():
    assert changed(live={"f(x)=ax.": "f(x)=2ax."}) == ("how it is read",)
    assert changed(live={"h(x)=x^2.": "h(x)=x^3."}) == ()
    assert changed(SUM, live={"h(x)=x^2.": "h(x)=x^3."}) == ("how it is read",)


@pytest.mark.parametrize(
    "facts",
    [
        {"verdict": Verdict.FAILS},
        {"level": Level.SAMPLED},
        {"level": None},
        {"trusts": ("Fink 1964",)},
        {"repair": RepairResult("typo", "f'(x)=a", "the sign", Verdict.HOLDS, Level.EXACT)},
    ],
)
def test_another_decision_is_asked_about_again(facts):
    assert changed(**facts) == ("what was decided",)


def test_a_claim_under_another_hypothesis_is_asked_about_again():
    assert changed("small/positive", live={"x>0": "x<0"}) == ("what was decided",)
    assert changed(SLOPE, live={"x>0": "x<0"}) == ()
    assert agreement("small/positive").conditions == (("given x>0",),)
    assert agreement("small/near-zero").conditions == ((r"as x\to0",),)


@pytest.mark.parametrize("facts", [{"reason": "by another way"}, {"lines": (7,)}, {"remark": "well"}])
def test_how_it_was_decided_is_not_signed(facts):
    assert changed(**facts) == ()


def test_a_claim_that_cannot_be_read_has_other_marks():
    broken = agreement(live={"f'(x)=a.": r"f'(x)=\oops."})
    assert broken.formulas == ((r"f'(x)=\oops.", "cannot be read"),)
    assert broken.marks != agreement().marks


def test_what_is_read_is_the_readers_own():
    said = agreement()
    assert said.formulas == (("f'(x)=a.", "f' ( x ) = a"),)
    assert said.notes == ("f': derivative",)
    assert "a: scalar, in (0, ∞)" in said.letters
    assert said.definitions == ("f(x)=ax.",)
    assert said.decided == ("holds, symbolic",)


# --- the file -------------------------------------------------------------------------------------------------------

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=12)
HASHES = st.text("0123456789abcdef", min_size=16, max_size=16)
SIGNATURES = st.builds(Signature, st.builds(Marks, HASHES, HASHES, HASHES), st.sampled_from(["", "2026-01-31"]))
BOOKS = st.builds(Book, st.dictionaries(NAMES, st.dictionaries(NAMES, SIGNATURES, min_size=1), max_size=4))


@given(BOOKS)
def test_what_is_written_is_read_back(tmp_path_factory, book):
    path = tmp_path_factory.mktemp("book") / "signoffs.toml"
    write_book(path, book)
    assert read_book(path) == book


@given(BOOKS, NAMES, NAMES, SIGNATURES)
def test_one_more_signature_changes_no_line_of_another(book, claim, name, signature):
    signed = book.with_signature(claim, name, signature)
    before, after = book.toml().splitlines(), signed.toml().splitlines()
    replaced = name in book.signed.get(claim, {})
    gone = [line for line in before if line not in after]
    assert len(gone) <= replaced
    assert len(after) - len(before) == (0 if replaced else 1 if claim in book.signed else 3)


@given(BOOKS)
def test_the_file_is_sorted_whatever_the_order_of_signing(book):
    again = Book()
    for claim, signatures in reversed(list(book.signed.items())):
        for name, one in reversed(list(signatures.items())):
            again = again.with_signature(claim, name, one)
    assert again.toml() == book.toml()


def test_a_missing_file_is_an_empty_book(tmp_path):
    assert read_book(tmp_path / "signoffs.toml") == Book()


SIGNED = 'schema = 1\n[signed."small/slope"]\n'
FOREIGN = [
    (b"\xff\xfe", "cannot be read as text"),
    (b"{}", "no TOML"),
    (b"<<<<<<< ours\nschema = 1\n", "settle a merge conflict"),
    (b"", "no file of `verify review`"),
    (b"schema = 2\n", "no file of `verify review`"),
    (b"schema = true\n", "no file of `verify review`"),
    (b"schema = 1\n[tool.ruff]\nx = 1\n", "no file of `verify review`"),
    (b'[project]\nname = "x"\n', "no file of `verify review`"),
    (b"schema = 1\nsigned = 3\n", "no file of `verify review`"),
    (b'schema = 1\n[signed]\n"small/slope" = 3\n', "small/slope holds no table"),
    (f'{SIGNED}"Ann" = "yes"\n'.encode(), "small/slope, Ann: a signature has printed"),
    (f'{SIGNED}"Ann" = {{ printed = "a", read = "b" }}\n'.encode(), "a signature has printed"),
    (f'{SIGNED}"Ann" = {{ printed = "a", read = "b", decided = 3 }}\n'.encode(), "texts in quotes"),
    (f'{SIGNED}"Ann" = {{ printed = "a", read = "b", decided = "c", more = "d" }}\n'.encode(), "a signature has"),
    (f'{SIGNED}"Ann" = {{ printed = "a", read = "b", decided = "c", date = "soon" }}\n'.encode(), "no day"),
    (f"{SIGNED}# I am not sure\n".encode(), "line 3: a comment, which would be lost"),
    (b"schema = 1\nx = " + b"[" * 5000, "no TOML"),
]


@pytest.mark.parametrize(("content", "said"), FOREIGN)
def test_a_file_that_is_not_of_this_form_is_refused_in_one_line(tmp_path: Path, content, said):
    path = tmp_path / "signoffs.toml"
    path.write_bytes(content)
    with pytest.raises(UsageError) as refused:
        read_book(path)
    assert said in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1
    assert path.read_bytes() == content


def test_the_header_of_the_file_is_no_foreign_comment(tmp_path):
    path = tmp_path / "signoffs.toml"
    path.write_text(f"{HEADER}schema = 1\n", encoding="utf-8")
    assert read_book(path) == Book()


def test_who_has_signed_a_claim_as_it_is_and_who_before():
    now = agreement()
    then = replace(now.marks, decided="0" * 16)
    book = Book().with_signature(SLOPE, "Bob", Signature(then)).with_signature(SLOPE, "Ann", Signature(now.marks))
    assert book.standing(now) == Standing(("Ann",), {"Bob": ("what was decided",)})
    assert book.standing(now).words == "Ann; Bob before a change of what was decided"
    assert book.standing(agreement(SUM)).words == "nobody"


def test_an_erratum_is_signed_with_its_repair():
    erratum = sample_run.erratum()
    said = agreements(sample_run.sample_paper(), Model(sample_run.sample_paper()), RunRecord(claims=[erratum]))
    decided = said[erratum.id].decided
    assert decided[0] == "fails, exact"
    assert decided[-1].startswith("repair (typo): the sign of the cross term")
