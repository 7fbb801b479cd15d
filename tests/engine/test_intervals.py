"""A domain contains what its printed interval contains, and is closed at an end unless it is said to be open there."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.reading.notation import NONNEGATIVE, POSITIVE, REAL, Domain

ends = st.one_of(st.none(), st.fractions(-3, 3, max_denominator=2))
domains = st.builds(Domain, ends, ends, st.booleans(), st.booleans(), st.booleans())
numbers = st.fractions(-4, 4, max_denominator=4)


@pytest.mark.parametrize(
    ("domain", "printed"),
    [
        (Domain(), "(-∞, ∞)"),
        (REAL, "(-∞, ∞)"),
        (POSITIVE, "(0, ∞)"),
        (NONNEGATIVE, "[0, ∞)"),
        (Domain(0, 1), "[0, 1]"),
        (Domain(0, 1, open_above=True), "[0, 1)"),
        (Domain(0, 1, open_below=True), "(0, 1]"),
        (Domain(None, Fraction(1, 2)), "(-∞, 1/2]"),
        (Domain(None, 2, open_above=True), "(-∞, 2)"),
        (Domain(1, None, integer=True), "[1, ∞) integers"),
    ],
)
def test_a_domain_prints_as_its_interval(domain: Domain, printed: str) -> None:
    assert str(domain) == printed


@given(domains, numbers)
def test_what_is_in_the_domain_is_in_the_printed_interval(domain: Domain, value: Fraction) -> None:
    interval = str(domain).removesuffix(" integers")
    low, high = (None if "∞" in end else Fraction(end) for end in interval[1:-1].split(", "))
    above = low is None or value > low or (value == low and interval[0] == "[")
    below = high is None or value < high or (value == high and interval[-1] == "]")
    assert domain.contains(value) is (above and below and (not domain.integer or value.denominator == 1))


@pytest.mark.parametrize("end", [Fraction(0), Fraction(1)])
def test_an_end_belongs_to_the_domain_unless_it_is_said_to_be_open(end: Fraction) -> None:
    assert Domain(0, 1).contains(end)
    assert not Domain(0, 1, open_below=True, open_above=True).contains(end)
    assert NONNEGATIVE.contains(Fraction(0))
    assert not POSITIVE.contains(Fraction(0))
