"""Draws from a domain lie in it, reach its closed ends, and come from all of it, not from one side."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import find, given
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from verify.breakers.draws import REACH, fractions
from verify.reading.notation import Domain

ends = st.one_of(st.none(), st.fractions(-9, 9, max_denominator=4))


@st.composite
def domains(draw: st.DrawFn) -> Domain:
    lower, upper = draw(ends), draw(ends)
    if lower is not None and upper is not None and not lower < upper:
        lower, upper = upper - 1, lower + 1
    return Domain(lower, upper, draw(st.booleans()), draw(st.booleans()))


@given(domains(), st.data())
def test_a_draw_lies_in_its_domain(domain: Domain, data: st.DataObject) -> None:
    assert domain.contains(data.draw(fractions(domain)))


def is_drawn(domain: Domain, low: Fraction, high: Fraction) -> bool:
    try:
        return find(fractions(domain), lambda value: low <= value <= high) is not None
    except NoSuchExample:
        return False


@pytest.mark.parametrize(
    ("domain", "low", "high"),
    [
        (Domain(), -REACH, REACH),
        (Domain(2, None), Fraction(2), 2 + REACH),
        (Domain(None, -2), -2 - REACH, Fraction(-2)),
        (Domain(-1, 1), Fraction(-1), Fraction(1)),
        (Domain(0, None, open_below=True), Fraction(0), REACH),
        (Domain(0, None, integer=True), Fraction(0), REACH),
    ],
    ids=str,
)
def test_every_quarter_of_the_range_is_drawn_from(domain: Domain, low: Fraction, high: Fraction) -> None:
    cells = [(low + (high - low) * k / 4, low + (high - low) * (k + 1) / 4) for k in range(4)]
    assert all(is_drawn(domain, *cell) for cell in cells)


@pytest.mark.parametrize("domain", [Domain(-1, 1), Domain(Fraction(1, 3), None), Domain(None, 5)], ids=str)
def test_closed_ends_are_drawn(domain: Domain) -> None:
    for end in (domain.lower, domain.upper):
        if end is not None:
            assert is_drawn(domain, Fraction(end), Fraction(end))
