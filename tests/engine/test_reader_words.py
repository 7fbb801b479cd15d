r"""Words inside formulas, mappings, signs printed alone, letters that are called with few arguments only."""

from __future__ import annotations

import pytest

from verify.errors import ReadError
from verify.reading.notation import FUNCTION, Letter, Notation
from verify.reading.printer import latex
from verify.reading.statements import read_formula
from verify.reading.tree import (
    Call,
    Cases,
    Chain,
    Inference,
    Node,
    Product,
    Sentence,
    Sign,
    Sum,
    Symbol,
    Text,
)

TABLE = Notation(
    (
        Letter("x"),
        Letter("y"),
        Letter("t"),
        Letter(r"\pi"),
        Letter("a_i", FUNCTION, indices=("i",), bare=True, called_with=("t", "0")),
        Letter("i"),
        Letter("s", FUNCTION, bare=True),
    ),
    {"at": "qualifier", "iff": "connective", "undecided": "value"},
)


def read(formula: str) -> Node:
    return read_formula(formula, TABLE)


def test_a_place_belongs_to_its_statement_and_not_to_what_it_implies() -> None:
    found = read(r"x\le0\Rightarrow\quad&y<0\quad\text{at }t=1\\\Rightarrow\quad&y<x\quad\text{at }t=1.")
    assert isinstance(found, Inference)
    assert found.arrows == (r"\Rightarrow", r"\Rightarrow")
    assert isinstance(found.parts[0], Chain)
    assert all(isinstance(part, Sentence) and part.parts[1] == Text("at") for part in found.parts[1:])


def test_other_words_join_whole_inferences() -> None:
    found = read(r"x>0\text{ iff }y>0\Rightarrow t>0")
    assert isinstance(found, Sentence)
    assert isinstance(found.parts[2], Inference)


@pytest.mark.parametrize("words", ["near", "at about"])
def test_undeclared_words_are_an_error(words: str) -> None:
    with pytest.raises(ReadError, match="undeclared words"):
        read(rf"x>0\text{{ {words} }}y=1")


def test_a_mapping_keeps_its_two_relations() -> None:
    found = read(r"s(\cdot):(x,\infty)\to\{0,1\}")
    assert isinstance(found, Chain)
    assert found.relations == (":", r"\to")


@pytest.mark.parametrize("formula", [r"s(x):(0,1)\to\{0,1\}", r"s(\cdot):(0,1)", r"x:(0,1)\to\{0\}"])
def test_half_a_mapping_is_an_error(formula: str) -> None:
    with pytest.raises(ReadError):
        read(formula)


@pytest.mark.parametrize("sign", ["+", "-", r"\pm"])
def test_a_sign_printed_alone(sign: str) -> None:
    assert read(sign) == Sign(sign)
    assert latex(read(sign)) == sign


def test_two_signs_are_an_error() -> None:
    with pytest.raises(ReadError):
        read("+-")


@pytest.mark.parametrize("argument", ["t", "0"])
def test_a_declared_argument_makes_a_call(argument: str) -> None:
    assert isinstance(read(rf"a_i({argument})"), Call)


@pytest.mark.parametrize("factor", [r"\pi+1", "x", r"t+1", "1"])
def test_any_other_parenthesis_is_a_factor(factor: str) -> None:
    found = read(rf"a_i({factor})")
    assert isinstance(found, Product)
    assert found.factors[0] == Symbol("a_{i}", (Symbol("i"),))


def test_a_case_may_be_a_declared_word() -> None:
    found = read(r"x=\left\{\begin{aligned}&1,&&y>0,\\&\text{undecided},&&y=0\end{aligned}\right.")
    assert isinstance(found, Chain)
    cases = found.operands[1]
    assert isinstance(cases, Cases)
    assert cases.values[1] == Text("undecided")
    assert read(latex(found)) == found


def test_a_case_of_undeclared_words_is_an_error() -> None:
    with pytest.raises(ReadError, match="undeclared words"):
        read(r"x=\left\{\begin{aligned}&\text{who knows},&&y=0\end{aligned}\right.")


def test_a_value_from_one_side_prints_back() -> None:
    found = read(r"s(0+)")
    assert isinstance(found, Call)
    assert isinstance(found.arguments[0], Sum)
    assert read(latex(found)) == found


@pytest.mark.parametrize(
    "formula",
    [
        r"f(x)>0,\ \forall x\ge1",
        r"f(x)>0\quad\forall\,0\le x\le1",
        r"\forall x\ge1,\ f(x)>0",
        r"f(x)>0\text{ \ and}\\ x>1",
        r"x>0\Longrightarrow f(x)>0\qedhere",
    ],
)
def test_a_quantifier_and_blanks_in_words_are_read_as_words(formula: str) -> None:
    table = Notation((Letter("x"), Letter("f", FUNCTION)), {r"\forall": "range", "and": "connective"})
    found = read_formula(formula, table)
    assert read_formula(latex(found), table) == found


def test_a_quantifier_is_refused_where_the_table_does_not_have_it() -> None:
    with pytest.raises(ReadError, match="undeclared words"):
        read_formula(r"x>0,\ \forall x\ge1", Notation((Letter("x"),)))
