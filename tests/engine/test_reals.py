"""Real arithmetic: what it proves is true, what is false it never proves."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from verify.reading.notation import NONNEGATIVE, POSITIVE, REAL, Domain
from verify.symbolic.reals import Comparison, follows, satisfiable

X, Y = sp.symbols("x y", real=True)
A = sp.Symbol("a", positive=True)
E = sp.exp(X)
UNIT = {X: Domain(0, 1)}

TRUE = {
    "a square": (X**2, r"\ge", [], {}),
    "two squares": (X**2 + Y**2 - 2 * X * Y, r"\ge", [], {}),
    "an exponential": (E, ">", [], {}),
    "an exponential above its tangent": (E - 1 - X, r"\ge", [], {}),
    "an exponential above one": (E - 1, ">", [(X, ">")], {}),
    "an exponential below one": (E - 1, "<", [(X, "<")], {}),
    "a bound on the unit interval": (X * (1 - X) - sp.Rational(1, 4), r"\le", [], UNIT),
    "a premise": (X - Y, ">", [(X - 1, ">"), (1 - Y, r"\ge")], {}),
    "an equation": (X - 2, "=", [(2 * X - 4, "=")], {}),
    "a positive letter": (A * X**2, r"\ge", [], {}),
    "an exponential of nought": (E - 1, "=", [(X, "=")], {}),
    "an exponential of a quotient that is nought": (sp.exp(X / A) - 1, "=", [(X, "=")], {}),
    "a quotient": (1 / (1 + X**2), ">", [], {}),
    "a root": (sp.sqrt(A + 1) - 1, ">", [], {}),
    "contradictory premises": (X, "<", [(X, ">"), (X, "<")], {}),
}
FALSE = {
    "a cube": (X**3, r"\ge", [], {}),
    "a strict square": (X**2, ">", [], {}),
    "an exponential above one": (E - 1, ">", [], {}),
    "an exponential is no one": (E - 1, r"\ne", [], {}),
    "an exponential of a quotient is no one": (sp.exp(X / A) - 1, r"\ne", [], {}),
    "a strict tangent": (E - 1 - X, ">", [], {}),
    "a bound too tight": (X * (1 - X) - sp.Rational(1, 5), r"\le", [], UNIT),
    "the open end": (1 - X, ">", [], UNIT),
    "a premise in the other direction": (X - Y, ">", [(X - 1, ">"), (1 - Y, r"\le")], {}),
    "a nonnegative letter": (X, ">", [], {X: NONNEGATIVE}),
    "equality": (X - Y, "=", [], {}),
    "inequality": (X**2 - 1, r"\ne", [], {}),
}


@pytest.mark.parametrize("case", TRUE.values(), ids=TRUE.keys())
def test_true_relations_follow(case: tuple) -> None:
    difference, relation, premises, domains = case
    assert follows(Comparison(difference, relation), [Comparison(*one) for one in premises], domains)


@pytest.mark.parametrize("case", FALSE.values(), ids=FALSE.keys())
def test_false_relations_do_not_follow(case: tuple) -> None:
    difference, relation, premises, domains = case
    assert not follows(Comparison(difference, relation), [Comparison(*one) for one in premises], domains)


def test_a_domain_is_used_with_its_open_ends() -> None:
    assert follows(Comparison(1 - X, ">"), [], {X: Domain(0, 1, open_above=True)})
    assert follows(Comparison(X, ">"), [], {X: POSITIVE})
    assert not follows(Comparison(X, r"\ge"), [], {X: REAL})


def test_premises_without_a_point_are_told() -> None:
    assert satisfiable([Comparison(X, ">"), Comparison(X, "<")], {}) is False
    assert satisfiable([Comparison(X**2 + 1, "=")], {}) is False
    assert satisfiable([Comparison(X - 2, "=")], {}) is True
    assert satisfiable([Comparison(X - 2, "=")], UNIT) is False


HOLDS = {
    "=": lambda v: v == 0,
    "<": lambda v: v < 0,
    ">": lambda v: v > 0,
    r"\le": lambda v: v <= 0,
    r"\ge": lambda v: v >= 0,
}
coefficients = st.tuples(*[st.integers(-3, 3)] * 4)


@settings(max_examples=40, deadline=None)
@given(
    coefficients,
    st.sampled_from(sorted(HOLDS)),
    st.fractions(-3, 3, max_denominator=4),
    st.fractions(-3, 3, max_denominator=4),
)
def test_nothing_follows_that_a_point_contradicts(c: tuple[int, ...], relation: str, x: Fraction, y: Fraction) -> None:
    """Whatever is proved of a quadratic is true at every rational point."""
    quadratic = c[0] * X**2 + c[1] * X * Y + c[2] * Y**2 + c[3]
    value = c[0] * x * x + c[1] * x * y + c[2] * y * y + c[3]
    assume(not HOLDS[relation](value))
    assert not follows(Comparison(quadratic, relation), [], {})
