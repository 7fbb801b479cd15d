"""Truncated series in ball arithmetic against exact Taylor coefficients from computer algebra."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
import sympy as sp
from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.errors import UndecidedError
from verify.walk import jets
from verify.walk.balls import ball
from verify.walk.evaluate import precision
from verify.walk.jets import Jet, UndefinedPointError

T = sp.Symbol("t")
ORDER = 5
small = st.fractions(-2, 2, max_denominator=5)
series = st.lists(small, min_size=ORDER + 1, max_size=ORDER + 1)
positive = st.builds(lambda first, rest: [abs(first) + 1, *rest[1:]], small, series)


def jet(coefficients: list[Fraction]) -> Jet:
    return Jet([ball(c) for c in coefficients])


def polynomial(coefficients: list[Fraction]) -> sp.Expr:
    return sum((sp.Rational(c.numerator, c.denominator) * T**k for k, c in enumerate(coefficients)), sp.Integer(0))


def same(found: Jet, expected: sp.Expr) -> bool:
    """Whether each ball holds the Taylor coefficient, and is narrow."""
    current = expected
    for k, coefficient in enumerate(found.coefficients):
        exact = sp.N(current.subs(T, 0) / sp.factorial(k), 40)
        if not (abs(coefficient - arb(str(exact))) < arb(2) ** -90):
            return False
        current = sp.diff(current, T)
    return True


@settings(max_examples=8, deadline=None)
@given(series, series)
def test_sums_and_products(one: list[Fraction], other: list[Fraction]) -> None:
    x, y = polynomial(one), polynomial(other)
    with precision(160):
        assert same(jet(one) + jet(other), x + y)
        assert same(jet(one) - jet(other), x - y)
        assert same(jet(one) * jet(other), sp.expand(x * y))
        assert same(-jet(one) * 3 + 1, -3 * x + 1)


@settings(max_examples=12, deadline=None)
@given(series, positive)
def test_quotients_times_their_divisor(one: list[Fraction], other: list[Fraction]) -> None:
    with precision(160):
        again = (jet(one) / jet(other)) * jet(other)
        assert all(
            a.overlaps(ball(b)) and a.rad() < arb(2) ** -90 for a, b in zip(again.coefficients, one, strict=True)
        )


FUNCTIONS: dict[str, tuple[Callable[[Jet], Jet], Callable[[sp.Expr], sp.Expr]]] = {
    "exp": (jets.exp, sp.exp),
    "log": (jets.log, sp.log),
    "root": (jets.square_root, sp.sqrt),
    "sinh": (jets.sinh, sp.sinh),
    "cosh": (jets.cosh, sp.cosh),
    "tanh": (jets.tanh, sp.tanh),
    "sin": (jets.sin, sp.sin),
    "cos": (jets.cos, sp.cos),
    "power 5/3": (lambda x: jets.power(x, ball(Fraction(5, 3))), lambda x: x ** sp.Rational(5, 3)),
    "power -2": (lambda x: jets.power(x, arb(-2)), lambda x: x**-2),
}


@pytest.mark.parametrize("name", FUNCTIONS)
@settings(max_examples=3, deadline=None)
@given(positive)
def test_elementary_functions(name: str, inner: list[Fraction]) -> None:
    found, expected = FUNCTIONS[name]
    inner = [*inner[:3], *[Fraction(0)] * (ORDER - 2)]
    with precision(160):
        assert same(found(jet(inner)), expected(polynomial(inner)))


@given(series)
def test_logarithm_undoes_the_exponential(inner: list[Fraction]) -> None:
    with precision(160):
        back = jets.log(jets.exp(jet(inner)))
        assert all(a.overlaps(ball(b)) for a, b in zip(back.coefficients, inner, strict=True))


@given(series)
def test_the_sign_is_that_of_the_first_coefficient(inner: list[Fraction]) -> None:
    first = next((c for c in inner if c), Fraction(0))
    assert jets.sign(jet(inner)) == (first > 0) - (first < 0)


@given(series)
def test_a_value_is_its_positive_part_less_that_of_its_negative(inner: list[Fraction]) -> None:
    x = jet(inner)
    difference = jets.positive_part(x) - jets.positive_part(-x)
    assert all(a.overlaps(ball(b)) for a, b in zip(difference.coefficients, inner, strict=True))
    total = jets.positive_part(x) + jets.positive_part(-x) - jets.absolute(x)
    assert all(c.contains(0) for c in total.coefficients)


def test_a_removable_singularity_loses_as_many_coefficients_as_it_removes() -> None:
    above, below = jet([Fraction(c) for c in (0, 2, 4, 6)]), jet([Fraction(c) for c in (0, 1, 0, 0)])
    quotient = (above / below).coefficients
    assert [float(c.mid()) for c in quotient[:3]] == [2, 4, 6]
    assert quotient[3].is_nan()


@pytest.mark.parametrize(
    "undefined",
    [
        lambda: jets.divide(arb(1), arb(0)),
        lambda: jet([Fraction(1), Fraction(1)]) / jet([Fraction(0), Fraction(1)]),
        lambda: jets.log(arb(0)),
        lambda: jets.log(arb(-1)),
        lambda: jets.square_root(arb(-1)),
        lambda: jets.power(arb(-1), ball(Fraction(1, 2))),
        lambda: jets.power(arb(0), arb(-1)),
    ],
)
def test_what_has_no_real_value_is_refused(undefined: Callable[[], object]) -> None:
    with pytest.raises(UndefinedPointError):
        undefined()


@pytest.mark.parametrize(
    "unclear",
    [
        lambda: jets.sign(arb(0, 1)),
        lambda: jets.sign(Jet([arb(0), arb(0, 1)])),
        lambda: jets.ELEMENTARY[r"\sgn"](Jet([arb(0), arb(0)])),
        lambda: jet([Fraction(0)] * 2) + jet([Fraction(0)] * 3),
        lambda: jets.power(arb(2), arb(10) ** 6),
    ],
)
def test_what_cannot_be_told_is_undecided(unclear: Callable[[], object]) -> None:
    with pytest.raises(UndecidedError):
        unclear()


def test_nested_series_give_mixed_derivatives() -> None:
    inner = Jet([Jet([arb(1), arb(1), arb(0)]), arb(1), arb(0)])
    value = jets.exp(inner * inner)
    exact = sp.exp((1 + T + sp.Symbol("u")) ** 2)
    mixed = sp.N(exact.diff(T).diff(sp.Symbol("u")).subs({T: 0, sp.Symbol("u"): 0}), 30)
    assert abs(value.coefficients[1].coefficients[1] - arb(str(mixed))) < arb(2) ** -40
