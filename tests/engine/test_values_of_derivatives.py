"""The walker's derivatives of a polynomial are its derivatives, from either side and of every order."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb
from hypothesis import given
from hypothesis import strategies as st

from verify.claims import Paper
from verify.model import Model
from verify.reading.notation import FUNCTION, Letter, Notation
from verify.walk.balls import ball
from verify.walk.evaluate import Walker, precision

TABLE = Notation((Letter("x"), Letter("f", FUNCTION), Letter("g", FUNCTION)))


def walker(definition: str) -> Walker:
    paper = Paper("small", "Small", TABLE)
    paper.section("one", "One").define(definition)
    return Walker(Model(paper), "one")


def derived(of: list[int], order: int) -> list[int]:
    for _ in range(order):
        of = [k * c for k, c in enumerate(of)][1:]
    return of


@given(st.lists(st.integers(-3, 3), min_size=1, max_size=6), st.integers(0, 4), st.fractions(-3, 3, max_denominator=4))
def test_derivatives_of_a_polynomial(of: list[int], order: int, x: Fraction) -> None:
    at = walker("f(x)=" + "+".join(f"({c})x^{{{k}}}" for k, c in enumerate(of)))
    exact = sum((c * x**k for k, c in enumerate(derived(of, order))), Fraction(0))
    with precision(128):
        found = at.value(at.model.read("f" + "'" * order + "(x)", "one"), {"x": ball(x)})
        assert abs(found - ball(exact)) < arb(2) ** -60


@pytest.mark.parametrize(
    ("latex", "value"),
    [
        (r"g'_+(0)", 2),
        (r"g'_-(0)", -3),
        (r"g''_+(0)", 2),
        (r"g''_-(0)", -4),
        (r"g'''_-(0)", 6),
        (r"g'''_+(0)", 6),
    ],
)
def test_derivatives_at_a_kink_are_those_of_the_side_that_is_printed(latex: str, value: int) -> None:
    at = walker("g(x)=2[x]^++3[-x]^++[x]^+x-2[-x]^+[-x]^++x^3")
    with precision(128):
        assert abs(at.value(at.model.read(latex, "one"), {}) - value) < arb(2) ** -60
