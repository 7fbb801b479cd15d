"""Where the reader's choice hangs on one token: bars, differentials, binders, fractions, the braces of macros."""

from __future__ import annotations

import pytest

from proofs.hail_mary.notation import NOTATION as CONTEST
from proofs.power_game.notation import NOTATION
from verify.errors import ReadError
from verify.reading.macros import collect_macros
from verify.reading.notation import Letter, Notation
from verify.reading.statements import read_formula
from verify.reading.tokens import tokenize
from verify.reading.tree import Absolute, Differential, Group, Integral, Node, Number, Product, Quotient, Sum, Symbol

G = Symbol("g")


def read(latex: str, section: str = "") -> Node:
    return read_formula(latex, NOTATION, section=section)


def test_a_bar_after_a_factor_opens_an_absolute_value() -> None:
    assert read("2|g|") == Product((Number("2"), Absolute(G)), ("",))
    assert read("2|(g)|") == Product((Number("2"), Absolute(Group("(", G, ")"))), ("",))
    assert read("2|[g]|z") == Product((Number("2"), Absolute(Group("[", G, "]")), Symbol("z")), ("", ""))


@pytest.mark.parametrize("latex", ["2|g", "2(|g)|", "(2|g)|z|", "|g", "|(g|)"])
def test_a_bar_without_its_partner_is_refused(latex: str) -> None:
    with pytest.raises(ReadError):
        read(latex)


def test_after_an_integral_a_differential_is_an_increment_again() -> None:
    found = read_formula(r"\int_0^1\theta\,d\theta+r\,dk_{i}", CONTEST)
    assert isinstance(found, Sum)
    integral, product = found.terms
    assert isinstance(integral, Integral)
    assert isinstance(product, Product)
    assert isinstance(product.factors[1], Differential)


@pytest.mark.parametrize("latex", [r"\sum^{n}g", r"\sum g", r"\sum"])
def test_a_sum_says_below_it_what_it_binds(latex: str) -> None:
    with pytest.raises(ReadError, match="print it below"):
        read(latex)


def test_what_stands_below_a_sum_is_no_product() -> None:
    with pytest.raises(ReadError, match="side by side"):
        read(r"\sum_{gz}g")


def test_a_fraction_of_one_letter_is_no_derivative() -> None:
    assert read(r"\frac{d}{d}", "continuous-time-approximation") == Quotient(Symbol("d"), Symbol("d"))
    with pytest.raises(ReadError, match="ends too early"):
        read(r"\frac{}{dg}")


@pytest.mark.parametrize("latex", [r"\left{g\right}", r"\left {g\right}", r"\left\{g\right}", r"\left{}g"])
def test_a_fence_before_a_brace_is_refused(latex: str) -> None:
    with pytest.raises(ReadError, match="before a brace"):
        read(latex)


@pytest.mark.parametrize(
    ("body", "call"),
    [(r"\frac1", r"y^\x"), (r"\frac", r"y^\x"), (r"\frac12z", r"y^\x"), (r"\frac{1}", r"y_\x"), ("", r"y^\x")],
)
def test_a_macro_that_is_not_one_unit_is_no_exponent(body: str, call: str) -> None:
    with pytest.raises(ReadError, match=r"without braces after [\^_]"):
        list(tokenize(call, macros=collect_macros(rf"\newcommand{{\x}}{{{body}}}")))


def test_a_mark_that_is_called_like_a_macro_is_none() -> None:
    macros = collect_macros(r"\newcommand{\x}{a}")
    assert [token.text for token in tokenize(r"x\x x", macros=macros) if token.kind != "expansion"] == ["x", "a", "x"]


@pytest.mark.parametrize("declared", ["x_i!", "x^2 y", "x_i)"])
def test_more_than_a_letter_is_no_row_of_a_table(declared):
    with pytest.raises(ReadError, match="is no letter"):
        Letter(declared).name  # noqa: B018


def test_an_order_may_be_a_command():
    table = Notation((Letter("x"), Letter("y")))
    assert read_formula(r"x\lt y", table) == read_formula("x<y", table)
    assert read_formula(r"x\gt y", table) == read_formula("x>y", table)
