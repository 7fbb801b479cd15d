"""A one-sided limit inside a formula has the value that its body has near the point, also where it does not move."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb
from hypothesis import given
from hypothesis import strategies as st

from verify.claims import Paper, unprinted
from verify.errors import UndecidedError
from verify.kernel import Outcome
from verify.model import Model
from verify.obligations import obligations
from verify.reading.notation import FUNCTION, Letter, Notation
from verify.symbolic.prove import prove
from verify.walk.balls import ball
from verify.walk.evaluate import Walker, precision
from verify.walk.jets import Value

TABLE = Notation((Letter("x"), Letter("a")))


def value(latex: str, a: Fraction | int = 0) -> Value:
    model = Model(Paper("small", "Small", TABLE))
    found: Value = Walker(model).value(model.read(latex, ""), {"a": ball(a)})
    return found


@given(st.fractions(-3, 3, max_denominator=4), st.sampled_from([r"\downarrow", r"\uparrow"]))
def test_a_limit_of_a_constant_is_the_constant(a: Fraction, arrow: str) -> None:
    with precision(128):
        assert abs(value(rf"1+\lim_{{x{arrow}0}}a", a) - ball(a + 1)) < arb(2) ** -100


@pytest.mark.parametrize(
    ("latex", "exact"),
    [
        (r"1+\lim_{x\downarrow0}\frac{x^2+2x}{x}", 3),
        (r"1+\lim_{x\uparrow0}\frac{x^2+2x}{x}", 3),
        (r"1+\lim_{x\downarrow0}\frac{[x]^+}{x}", 2),
        (r"1+\lim_{x\uparrow0}\frac{[x]^+}{x}", 1),
        (r"1+\lim_{x\downarrow0}\sgn(x)", 2),
        (r"1+\lim_{x\uparrow0}\sgn(x)", 0),
        (r"2\lim_{x\downarrow1}x^2", 2),
    ],
)
def test_the_side_is_the_one_that_is_printed(latex: str, exact: int) -> None:
    with precision(128):
        assert abs(value(latex) - exact) < arb(2) ** -100


@pytest.mark.parametrize("latex", [r"1+\lim_{x\to\infty}\frac{1}{x}", r"1+\lim_{x\to0}\sgn(x)"])
def test_at_infinity_or_from_both_sides_none_is_computed(latex: str) -> None:
    with pytest.raises(UndecidedError, match="at infinity or from both sides"):
        value(latex)


CONTINUOUS = (r"\lim_{x\to a}f(x)=f(a)", r"\lim_{x\downarrow a}xg(x,a)=ag(a,a)", r"\lim_{x\to a}f'(x)=f'(a)")


@pytest.mark.parametrize("latex", CONTINUOUS)
def test_a_function_without_a_definition_need_not_be_continuous(latex: str) -> None:
    table = Notation((*TABLE.letters, Letter("f", FUNCTION), Letter("g", FUNCTION, arity=2)))
    paper, step = Paper("small", "Small", table), unprinted(latex)
    paper.section("one", "One").claim("claim", step)
    (asked,) = obligations(step, Model(paper))
    assert prove(asked, Model(paper)).outcome is Outcome.UNKNOWN
