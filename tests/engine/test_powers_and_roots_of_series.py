"""Powers and roots of numbers and of series, at the places where they turn from values into none."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb
from hypothesis import given
from hypothesis import strategies as st

from verify.walk.balls import ball
from verify.walk.evaluate import precision
from verify.walk.jets import Jet, UndefinedPointError, Value, power, square_root

numbers = st.fractions(-3, 3, max_denominator=4)
CLOSE = arb(2) ** -90


def same(one: Value, other: Value) -> bool:
    return all(abs(a - b) < CLOSE for a, b in zip(one.coefficients, other.coefficients, strict=True))


@given(st.lists(numbers, min_size=3, max_size=3).filter(lambda terms: terms[0] != 0), st.integers(-3, 4))
def test_an_exponent_that_does_not_move_is_a_number(terms: list[Fraction], exponent: int) -> None:
    with precision(128):
        series = Jet([ball(one) for one in terms])
        still = Jet([arb(exponent), arb(0), arb(0)])
        assert same(power(series, still), series * 0 + power(series, arb(exponent)))


@given(st.lists(numbers, min_size=3, max_size=3), st.integers(0, 4))
def test_a_whole_power_is_the_product(terms: list[Fraction], exponent: int) -> None:
    with precision(128):
        series = Jet([ball(one) for one in terms])
        product: Value = Jet([arb(1), arb(0), arb(0)])
        for _ in range(exponent):
            product = product * series
        assert same(series * 0 + power(series, arb(exponent)), product)


@given(st.fractions(0, 9, max_denominator=9))
def test_the_root_of_a_square_is_its_base(value: Fraction) -> None:
    with precision(128):
        assert abs(square_root(ball(value**2)) - ball(value)) < CLOSE or value == 0
        series = Jet([ball(value**2), ball(2 * value), arb(1)])
        if value:
            assert same(square_root(series), Jet([ball(value), arb(1), arb(0)]))


@pytest.mark.parametrize("value", [arb(-1), arb(0, 1), arb(-1, 2), arb(1, 2)])
def test_what_may_be_negative_has_no_root(value: arb) -> None:
    with pytest.raises(UndefinedPointError):
        square_root(value)


@given(numbers.filter(lambda value: value <= 0), st.sampled_from([Fraction(1, 2), Fraction(-3, 2)]))
def test_a_fractional_power_is_of_a_positive_value(value: Fraction, exponent: Fraction) -> None:
    if value == 0 and exponent > 0:
        assert power(ball(value), ball(exponent)).is_zero()
    else:
        with pytest.raises(UndefinedPointError):
            power(ball(value), ball(exponent))
