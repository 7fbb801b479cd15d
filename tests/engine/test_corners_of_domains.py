"""The corners of a statement: every letter at each of its closed ends, at one value inside where it has none."""

from __future__ import annotations

from fractions import Fraction
from math import prod

from hypothesis import given
from hypothesis import strategies as st

from verify.breakers.draws import MOST_CORNERS, corners
from verify.breakers.letters import Open
from verify.claims import Paper
from verify.model import Model
from verify.reading.notation import FUNCTION, POSITIVE, Domain, Letter, Notation

ends = st.one_of(st.none(), st.integers(-4, 4))


@st.composite
def domains(draw: st.DrawFn) -> Domain:
    lower, upper = draw(ends), draw(ends)
    if lower is not None and upper is not None and lower >= upper:
        lower, upper = upper - 1, lower + 1
    return Domain(lower, upper, draw(st.booleans()), draw(st.booleans()))


def closed_ends(domain: Domain) -> set[Fraction]:
    known = (domain.lower, domain.upper)
    return {Fraction(end) for end in known if end is not None and domain.contains(Fraction(end))}


@given(st.lists(domains(), min_size=1, max_size=4))
def test_every_combination_of_closed_ends_is_a_corner(chosen: list[Domain]) -> None:
    letters = dict(zip("abcd", chosen, strict=False))
    model = Model(Paper("small", "Small", Notation(tuple(Letter(name, domain=one) for name, one in letters.items()))))
    found = [point.letters for point in corners(Open({name: name for name in letters}), model, "")]
    for name, domain in letters.items():
        values = {point[name] for point in found}
        assert values == closed_ends(domain) or (not closed_ends(domain) and len(values) == 1)
        assert all(domain.contains(value) for value in values)
    assert len(found) == len({tuple(point.items()) for point in found})
    assert len(found) == min(prod(max(len(closed_ends(domain)), 1) for domain in chosen), MOST_CORNERS)


def test_there_are_no_more_corners_than_can_be_looked_at() -> None:
    names = "abcdefgh"
    model = Model(Paper("small", "Small", Notation(tuple(Letter(name, domain=Domain(0, 1)) for name in names))))
    assert len(corners(Open({name: name for name in names}), model, "")) == MOST_CORNERS


def test_where_functions_are_open_too_everything_is_drawn() -> None:
    model = Model(Paper("small", "Small", Notation((Letter("k", domain=POSITIVE), Letter("f", FUNCTION)))))
    assert corners(Open({"k": "k"}, {"f": "f"}), model, "") == []
