"""A measure of finitely many masses integrates to the weighted sum of values, exactly."""

from __future__ import annotations

from fractions import Fraction

from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.walk.balls import ball
from verify.walk.evaluate import precision
from verify.walk.jets import Jet, Value
from verify.walk.measures import Atoms

masses = st.fractions(0, 5, max_denominator=7)
places = st.fractions(Fraction(1, 7), 5, max_denominator=7)
measures = st.lists(st.tuples(places, masses), min_size=1, max_size=5).map(lambda points: Atoms(tuple(points)))


@settings(max_examples=30)
@given(measures)
def test_every_mass_counts(measure: Atoms) -> None:
    def integrand(point: Value) -> Value:
        return point * point + 1

    exact = sum((mass * (point**2 + 1) for point, mass in measure.points), Fraction(0))
    with precision(128):
        assert abs(measure.integral(integrand) - ball(exact)) < arb(2) ** -90


@settings(max_examples=30)
@given(measures, measures)
def test_the_integral_against_two_measures_is_the_sum(one: Atoms, other: Atoms) -> None:
    def near(point: Value) -> Value:
        return Jet([point, arb(1), arb(0)]) * point

    with precision(128):
        apart = one.integral(near) + other.integral(near)
        together = Atoms((*one.points, *other.points)).integral(near)
        for a, b in zip(apart.coefficients, together.coefficients, strict=True):
            assert abs(a - b) < arb(2) ** -90
