r"""What a command takes: whole groups, one letter, one digit; an optional argument only where there is one."""

from __future__ import annotations

import pytest

from verify.errors import ReadError
from verify.reading.notation import Letter, Notation
from verify.reading.outline import outline
from verify.reading.statements import read_formula
from verify.reading.tokens import Token, _is_open, _long_number, tokenize

TABLE = Notation(tuple(map(Letter, ("a", "b", "x", "y", r"\tilde x", "d"))))


def read(latex: str) -> str:
    return outline(read_formula(latex, TABLE))


@pytest.mark.parametrize(
    ("latex", "same"),
    [
        (r"\frac ab", r"\frac{a}{b}"),
        (r"\frac12", r"\frac{1}{2}"),
        (r"\frac{a}b", r"\frac{a}{b}"),
        (r"\sqrt x", r"\sqrt{x}"),
        (r"\sqrt[3]{x}", r"\sqrt[{3}]{x}"),
        (r"\sqrt[3] x", r"\sqrt[3]{x}"),
        ("x^2y", "x^{2}y"),
        (r"\tilde x", r"\tilde{x}"),
    ],
)
def test_braces_may_be_left_out_around_one(latex: str, same: str) -> None:
    assert read(latex) == read(same)


@pytest.mark.parametrize(
    "latex", [r"\frac 123", "x^12", r"x^\frac12", r"\tilde[x]", r"\frac[3]{x}{y}", r"\frac{a}", r"\sqrt[3"]
)
def test_more_than_one_without_braces_is_refused(latex: str) -> None:
    with pytest.raises(ReadError):
        read(latex)


def test_only_a_brace_opens_a_group_and_only_digits_make_a_long_number() -> None:
    marks = {text: _is_open(Token("mark", text, 1, 1)) for text in "({[+^"}
    assert marks == {"(": False, "{": True, "[": False, "+": False, "^": False}
    assert not _is_open(Token("letter", "{", 1, 1))
    assert _long_number(Token("number", "12", 1, 1))
    assert not _long_number(Token("number", "1", 1, 1))
    assert not _long_number(Token("command", r"\alpha", 1, 1))


def test_groups_of_groups_keep_every_token_in_its_place() -> None:
    kept = [one.text for one in tokenize("{a{b}}{x}y") if one.kind != "end"]
    assert "".join(kept).count("y") == 1
    assert read("{a{b}}{x}y") == read("abxy")


def test_a_d_is_a_letter_unless_the_paper_says_that_it_is_a_differential() -> None:
    assert Notation(()).differentials is False
    assert read("dx") == read(r"d\cdot x")
