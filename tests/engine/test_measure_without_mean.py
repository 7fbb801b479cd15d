"""The density n^-2 on [1, infinity) has mass one and no mean; what is finite against it is enclosed."""

from __future__ import annotations

from fractions import Fraction

from flint import arb
from hypothesis import given
from hypothesis import strategies as st

from verify.walk.balls import ball
from verify.walk.evaluate import precision
from verify.walk.jets import Jet, Value
from verify.walk.measures import ParetoWithoutMean

MEASURE = ParetoWithoutMean()
coefficients = st.lists(st.integers(-3, 3), min_size=1, max_size=4)


def of_reciprocal(coefficients: list[int], point: Value) -> Value:
    total: Value = arb(0)
    for k, c in enumerate(coefficients):
        total = total + c / point**k if k else total + c
    return total


@given(coefficients)
def test_the_integral_of_a_polynomial_in_one_over_n_is_in_its_ball(of: list[int]) -> None:
    exact = sum((Fraction(c, k + 1) for k, c in enumerate(of)), Fraction(0))
    with precision(128):
        found = MEASURE.integral(lambda point: of_reciprocal(of, point))
        assert found.contains(ball(exact))
        assert found.rad() < arb(2) ** -5


def test_a_series_is_integrated_term_by_term() -> None:
    with precision(128):
        found = MEASURE.integral(lambda point: Jet([1 / point, arb(1), 1 / point**2]))
        for term, exact in zip(found.coefficients, (Fraction(1, 2), Fraction(1), Fraction(1, 3)), strict=True):
            assert term.contains(ball(exact))


def test_the_mean_is_infinite() -> None:
    with precision(128):
        assert not MEASURE.integral(lambda point: point).is_finite()
        assert not MEASURE.integral(lambda point: point * point / 2 + 1).is_finite()
        assert MEASURE.integral(lambda point: point.sqrt() / point).is_finite()
