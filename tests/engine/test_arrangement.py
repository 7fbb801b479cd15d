"""Formulas that differ in their arrangement only are one formula; anything else about them counts."""

from __future__ import annotations

import pytest

from verify.arrangement import is_rearranged
from verify.reading.notation import CONSTANT, FUNCTION, Letter, Notation
from verify.reading.statements import read_formula

NOTATION = Notation((*map(Letter, "abcxyn"), Letter("f", FUNCTION), Letter("e", CONSTANT)))

SAME = [
    ("a+b", "b+a"),
    ("a-b", "-b+a"),
    ("abc", "cba"),
    ("x^2", r"x\cdot x"),
    ("(a+b)^2", "(b+a)(a+b)"),
    (r"\frac{a}{b}", r"a\cdot\frac{1}{b}"),
    (r"\frac{a}{2}", r"\frac{1}{2}a"),
    ("2", r"\frac{4}{2}"),
    ("a+0", "a"),
    ("a=b", "b=a"),
    ("a<b=c", "c=b>a"),
    ("f(x+y)", "f(y+x)"),
    (r"\max_{x>0}\{ab-x^2/2\}", r"\max_{x>0}\{ba-\frac{1}{2}x\cdot x\}"),
    (r"\int_0^1 ax\,dx", r"\int_0^1 xa\,dx"),
    ("e^{a+b}", "e^{b+a}"),
    (r"\bm{1}(a<b)+x", r"x+\bm{1}(b>a)"),
    (r"a=b\Leftrightarrow x<y", r"b=a\Leftrightarrow y>x"),
]

DIFFERENT = [
    ("a-b", "b-a"),
    ("x^2", "2x"),
    (r"\frac{a}{b}", r"\frac{b}{a}"),
    ("a<b", "b<a"),
    ("f(x)+f(y)", "f(x+y)"),
    ("(a+b)^2", "a^2+b^2"),
    ("e^{ab}", "e^ae^b"),
    (r"\max_{x>0}\{a-x\}", r"\min_{x>0}\{a-x\}"),
    (r"\max_{x>0}\{a-x\}", r"\max_{x>1}\{a-x\}"),
    (r"\int_0^1 ax\,dx", r"\int_0^2 ax\,dx"),
    ("a+a", "a"),
    (r"\frac{x}{x}", "1"),
    (r"\frac{x}{0}", "x"),
    ("0^0", "1"),
    ("(a-b)^2", "(a+b)^2"),
    ("xy^2", "x^2y"),
    ("x=O(a)-O(a)", "x=0"),
    ("f'(x)", "f(x)"),
    (r"\bm{1}(a<b)", r"\bm{1}(b<a)"),
    (r"\bm{1}(a<b)", r"\bm{1}(b\ge a)"),
    (r"a=b\Leftrightarrow x<y", r"x<y\Leftrightarrow a=b"),
]


def read(text: str):
    return read_formula(text, NOTATION)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_only_the_arrangement_differs(one: str, other: str) -> None:
    assert is_rearranged(read(one), read(other))
    assert is_rearranged(read(other), read(one))


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_more_than_the_arrangement_differs(one: str, other: str) -> None:
    assert not is_rearranged(read(one), read(other))
    assert not is_rearranged(read(other), read(one))


def test_a_definition_may_not_be_turned() -> None:
    assert not is_rearranged(read("f(x)=a"), read("a=f(x)"), ends=False)
