r"""At a point a relation is true, false with certainty, or has no value; and what has a value nowhere is vacuous."""

from __future__ import annotations

import operator
from fractions import Fraction

import pytest
from flint import arb
from hypothesis import given
from hypothesis import strategies as st

from verify.breakers.checks import related
from verify.breakers.sampling import search
from verify.claims import Paper, unprinted
from verify.kernel import Outcome
from verify.model import Model
from verify.obligations import obligations
from verify.reading.notation import Letter, Notation
from verify.walk.balls import ball
from verify.walk.jets import Jet

TABLE = Notation((Letter("x"), Letter("y")))
COMPARED = {
    "=": operator.eq, r"\equiv": operator.eq, r"\ne": operator.ne,
    "<": operator.lt, ">": operator.gt, r"\le": operator.le, r"\ge": operator.ge,
}  # fmt: skip
numbers, marks = st.fractions(-2, 2, max_denominator=8), st.sampled_from(list(COMPARED))


@given(numbers, marks)
def test_an_exact_value_is_related_to_zero_as_its_fraction_is(value: Fraction, mark: str) -> None:
    assert related(ball(value), mark) is COMPARED[mark](value, 0)


@given(st.lists(st.integers(-1, 1), min_size=1, max_size=4), marks)
def test_a_series_is_related_to_zero_as_its_first_term_is(terms: list[int], mark: str) -> None:
    """Where all known terms vanish it agrees with 0, and the ones behind them have a sign that is not known."""
    first = next((one for one in terms if one), 0)
    expected = COMPARED[mark](first, 0) if first or mark in ("=", r"\equiv") else None
    assert related(Jet([arb(one) for one in terms]), mark) is expected


@given(marks)
def test_a_wide_ball_around_zero_says_nothing(mark: str) -> None:
    assert related(arb(0, 1), mark) is None


def outcome(latex: str) -> Outcome:
    paper = Paper("small", "Small", TABLE)
    step = unprinted(latex)
    paper.section("one", "One").claim("claim", step)
    model = Model(paper)
    (asked,) = obligations(step, model)
    return search(asked, model).outcome


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"x\ne x+1", Outcome.SUPPORTED),
        (r"x^2+1\ne 0", Outcome.SUPPORTED),
        (r"x\ne x", Outcome.REFUTED),
        (r"(x+y)^2\ne x^2+2xy+y^2", Outcome.REFUTED),
        (r"\sqrt{-1-x^2}=x", Outcome.VACUOUS),
        (r"\log(-1-x^2)>y", Outcome.VACUOUS),
        (r"\log x\le x-1", Outcome.SUPPORTED),
        (r"\log x\ge x", Outcome.REFUTED),
        (r"\frac{1}{x}=1", Outcome.REFUTED),
    ],
)
def test_what_has_a_value_somewhere_is_decided_there(latex: str, expected: Outcome) -> None:
    assert outcome(latex) is expected
