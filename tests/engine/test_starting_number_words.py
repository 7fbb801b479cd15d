r"""What is said of a letter's numbers is its range or a question: no real number stands in for an integer."""

from __future__ import annotations

import pytest
from starting_source import table_of

from verify.reading.notation import NONNEGATIVE, POSITIVE, REAL, Domain, Letter
from verify.starting.table import Table


def row(table: Table, spelled: str) -> Letter | None:
    return next((one for one in table.letters if one.spelled == spelled), None)


WHOLE = {
    "Let $x$ be a positive constant.": POSITIVE,
    "Here $x,w$ are nonnegative parameters.": Domain(0),
    "Take positive constants $x$.": POSITIVE,
    "Take positive constants $w$ and $x$.": POSITIVE,
    "Take positive constants $w$, $x$ and $y$.": POSITIVE,
    "Take positive constants $w$ and $y$, $x$ is any other.": REAL,
    "Take a positive constant $w$ and $x$.": REAL,
    "Let $x$, $w$ and $y$ be positive reals.": POSITIVE,
    "Let $w$, $x$, $y$ be positive reals.": POSITIVE,
    "Let $w$ and $x$ be positive integers.": Domain(1, None, integer=True),
    "Let $x$ and $w$ be integers.": Domain(integer=True),
    "Let $x$, the price, and $w$ be positive numbers.": REAL,
    "Given $x$, let $w$ and $y$ be positive numbers.": REAL,
    "Here $x$ is a constant and positive numbers are rare.": REAL,
    "Let $x \\geq 2$ be a positive integer.": Domain(2, None, integer=True),
    "Take a positive integer $x$.": Domain(1, None, integer=True),
    "Take an integer $x>1$.": Domain(1, None, integer=True, open_below=True),
    "Take nonnegative integers $x$ and $y$.": Domain(0, None, integer=True),
    "Let $x$ be a natural number.": Domain(1, None, integer=True),
    "Let $x$ be a positive integer greater than $2$.": Domain(3, None, integer=True),
    "Let $x$ be a positive integer. There is a root $\\sqrt{x}$.": Domain(1, None, integer=True),
    "Suppose that $x$ is an integer.": Domain(integer=True),
    "Take integers $w<x$.": Domain(integer=True),
    "Take the integer part $x>0$.": POSITIVE,
    "The integer is small. Take a number $x$.": REAL,
}


@pytest.mark.parametrize(("words", "domain"), WHOLE.items(), ids=WHOLE)
def test_a_letter_that_the_words_call_an_integer_is_one(words, domain, tmp_path):
    assert row(table_of(f"{words} Then\n\\[x+y=z+w.\\]\n", tmp_path), "x").domain == domain


NARROWER = {
    "primes": "Take an odd prime $x$.",
    "whole numbers in one case": "It is so for $x>w$. In this case, $x$ is a natural number.",
    "whole numbers under a condition": "It holds. If $x$ is a positive integer, it is clear.",
    "primes behind the letter": "Suppose that $x$ is prime.",
    "odd numbers": "Take an odd number $x>1$.",
    "a set of its own": r"Take $x\in\mathcal{X}$.",
    "several of a set of its own": r"Take $w,x\in\mathbf{N}$.",
    "an end of an interval elsewhere": r"Take $y\in(x,z)$. \[w=\log x.\]",
    "a negative number elsewhere": r"If $x\in(-1,1)$, \[w=x^r+r.\]",
    "the argument of two functions": r"Here \[u(x)=\sqrt x,\] and \[v(x)=x+1.\]",
    "nought in a case": r"For $x\in[0,1]$, \[w=\log x.\]",
    "nought below another letter": r"For $0\le x\le y$, \[w=\log x.\]",
    "a name for the reals": r"Take $x=\mathbb R$.",
    "a part of the reals": r"Take $x\subset\mathbb R$.",
    "beside words of complex solutions": "There are two complex solutions for $x$.",
}
AS_WIDE = {
    "a word of something else": "The prime minister pays $x$.",
    "a set of numbers": r"Take $x\in\mathbb{R}$.",
    "the argument of one function": r"Here \[u(x)=\sqrt x.\]",
    "a part of what its use needs": r"For $0<x\le y$, \[w=x^r+r.\]",
    "nought to a power": r"For $x\in[0,1]$, \[w=x^r+r.\]",
    "an interval that is not read": r"Take $x\in[0,\bar\theta(1)^+_!]$.",
    "an end of an interval alone": r"Take $y\in(x,z)$.",
    "a positive end of an interval": r"Take $y\in(0,x)$. \[w=\log x.\]",
}


@pytest.mark.parametrize("text", NARROWER.values(), ids=NARROWER)
def test_a_letter_of_fewer_numbers_than_a_range_holds_is_asked_about(text, tmp_path):
    table = table_of(f"{text} Then\n\\[x+y=z+w.\\]\n", tmp_path)
    assert row(table, "x") is None
    assert "x" in {question.about for question in table.questions}


@pytest.mark.parametrize("text", AS_WIDE.values(), ids=AS_WIDE)
def test_a_letter_of_which_nothing_narrower_is_said_keeps_its_row(text, tmp_path):
    assert row(table_of(f"{text} Then\n\\[x+y=z+w.\\]\n", tmp_path), "x") is not None


POWERS = {
    "of a positive integer": (r"Take a positive integer $T$. \[w=x^T.\]", REAL),
    "of an index": (r"\[w=\sum_{n=0}^\infty x^n.\]", REAL),
    "of any number": (r"\[w=x^T+T.\]", NONNEGATIVE),
    "of a part of an integer": (r"Take a positive integer $T$. \[w=x^{1/T}.\]", NONNEGATIVE),
}


@pytest.mark.parametrize(("text", "domain"), POWERS.values(), ids=POWERS)
def test_only_a_power_that_may_not_be_whole_leaves_its_base_no_negative_number(text, domain, tmp_path):
    assert row(table_of(f"{text} Then\n\\[x+y=z+w.\\]\n", tmp_path), "x").domain == domain


def test_what_is_said_of_the_last_member_is_not_said_of_all(tmp_path):
    table = table_of(r"Let $a_{T+1}\ge0$ be a terminal condition. \[a_{t+1}=2a_t,\quad a_{T+1}=1.\]", tmp_path)
    assert all(one.domain == REAL for one in table.letters if one.spelled.startswith("a"))


def test_what_a_letter_is_let_be_is_its_range_beside_a_narrower_one(tmp_path):
    table = table_of(r"Let $R\ge1$ be a fixed return. We use $R>1$. \[y=R+1.\]", tmp_path)
    assert row(table, "R").domain == Domain(1, None)
