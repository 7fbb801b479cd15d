r"""Which formula of a sentence is a case, and of which claim: where the words leave it open, it is a question."""

from __future__ import annotations

import pytest
from starting_source import entries_of, kinds_of

from verify.starting.entries import Kind

LINE = "# Lines\n\nA line is\n\\[f(x)=ax+b.\\]\n"

NEXT_CLAUSES = {
    "a reason's own case": ("It cannot be high, for if $b=1$ it is low.", Kind.CASE),
    "what is affirmed at once": ("It is steep if and only if $b=1$, which is true.", Kind.OPEN),
    "behind a comma": ("It is steep for $a>b$, and $b=1$.", Kind.OPEN),
    "with its own case": ("It is $f(x)>0$ if $a>b$ and $b=1$ if $a<b$.", Kind.OPEN),
    "the second half of a case": ("It is steep for $a>b$ and $b=1$.", Kind.CASE),
}


@pytest.mark.parametrize(("words", "kind"), NEXT_CLAUSES.values(), ids=NEXT_CLAUSES)
def test_and_joins_a_case_or_begins_a_clause(words, kind, tmp_path):
    assert kinds_of(LINE + words, tmp_path)["b=1"] is kind


@pytest.mark.parametrize("mark", ["\\item", "-", "2."])
def test_the_case_of_the_next_item_is_none_of_the_item_before_it(mark, tmp_path):
    text = LINE + f"Here\n{mark} the first is $f(1)>b$\n{mark} if $a<0$ then it is low\n"
    (claim,) = [one for one in entries_of(text, tmp_path) if one.formula.latex == "f(1)>b"]
    assert claim.given == ()


def test_the_case_of_a_reason_is_none_of_the_claim_before_it(tmp_path):
    entries = entries_of(LINE + "It is $b\\ne1$, for if $b=1$, then it is low.", tmp_path)
    (claim,) = [one for one in entries if one.formula.latex == r"b\ne1"]
    assert claim.given == ()


def test_a_law_behind_an_equation_makes_it_no_definition(tmp_path):
    text = "# Laws\n\nAs both are normal,\n\\[Z=aX+bY\\sim W.\\]\nIt has a mean.\n"
    assert Kind.DEFINITION not in {one.kind for one in entries_of(text, tmp_path)}


def test_what_is_said_on_a_set_is_no_definition_elsewhere(tmp_path):
    assert kinds_of("# Laws\n\nLet $F(v)=v$ on $[0,1]$. It is $F(1)$.", tmp_path)["F(v)=v"] is Kind.OPEN


def test_a_letter_that_is_renamed_is_no_case(tmp_path):
    kinds = kinds_of(LINE + "Then $f(x)=b+ax$. Let $x=x+1$. It is $f(x)=ax+a+b$.", tmp_path)
    assert kinds["x=x+1"] is Kind.OPEN
