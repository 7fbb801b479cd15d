"""What is drawn for a statement: exact values of its letters, functions in words that say what they are, and atoms."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from flint import arb
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from verify.breakers import draws
from verify.breakers.draws import FINEST, REACH, Point, atoms, between, corners, fractions, functions_in, points
from verify.breakers.letters import Open
from verify.claims import Paper
from verify.model import Model
from verify.reading.notation import FUNCTION, MEASURE, NONNEGATIVE, POSITIVE, Domain, Letter, Notation
from verify.walk.balls import ball
from verify.walk.evaluate import TestFunction, precision
from verify.walk.measures import Atoms, ParetoWithoutMean

few = settings(max_examples=20)
OPEN = Domain(0, 1, open_below=True, open_above=True)


def drawn(domain: Domain) -> set[Fraction]:
    """Every value that can be drawn: the table behind the strategy."""
    return set(fractions(domain).elements)


def is_drawn(strategy: st.SearchStrategy[Any], wanted: Callable[[Any], bool]) -> bool:
    try:
        find(strategy, wanted, settings=settings(max_examples=2000, database=None, phases=[Phase.generate]))
    except NoSuchExample:
        return False
    return True


def share(domain: Domain, *edges: Fraction | int) -> Fraction:
    """How much of the table some values are."""
    table = fractions(domain).elements
    return Fraction(sum(one in edges for one in table), len(table))


# --- numbers --------------------------------------------------------------------------------------------------------


@few
@given(st.fractions(-3, 3, max_denominator=3), st.fractions(0, 2, max_denominator=3), st.integers(1, 5))
def test_between_two_ends_is_every_rational_with_a_small_denominator(low: Fraction, width: Fraction, most: int) -> None:
    high = low + width
    found = between(low, high, most)
    exact = {Fraction(k, d) for d in range(1, most + 1) for k in range(-40, 41) if low <= Fraction(k, d) <= high}
    assert set(found) == exact
    assert len(found) == len(exact)


def test_simpler_numbers_come_first() -> None:
    assert [str(one) for one in between(Fraction(-1), Fraction(1), 2)] == ["0", "1", "-1", "1/2", "-1/2"]
    found = between(-REACH, REACH, 4)
    keys = [(one.denominator, abs(one)) for one in found]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("domain", "low", "high"),
    [
        (Domain(), -REACH, REACH),
        (NONNEGATIVE, Fraction(0), REACH),
        (Domain(3, None), Fraction(3), 3 + REACH),
        (Domain(None, -3), -3 - REACH, Fraction(-3)),
        (Domain(Fraction(-1, 2), 4), Fraction(-1, 2), Fraction(4)),
    ],
    ids=str,
)
def test_draws_reach_as_far_as_is_said_and_no_farther(domain: Domain, low: Fraction, high: Fraction) -> None:
    found = drawn(domain)
    assert min(found) == low
    assert max(found) == high
    assert max(one.denominator for one in found) == FINEST
    assert found == set(between(low, high, FINEST))


def test_open_ends_are_never_drawn() -> None:
    assert not drawn(OPEN) & {0, 1}
    assert 0 not in drawn(POSITIVE)
    assert 0 in drawn(Domain(0, 1, open_above=True))
    assert 1 not in drawn(Domain(0, 1, open_above=True))


def test_whole_numbers_are_drawn_where_the_domain_is_whole() -> None:
    assert drawn(Domain(1, None, integer=True)) == set(range(1, 8))
    assert drawn(Domain(integer=True)) == set(range(-6, 7))
    assert drawn(Domain(Fraction(1, 2), 3, integer=True)) == {1, 2, 3}


@pytest.mark.parametrize(
    ("domain", "edges"),
    [
        (Domain(-1, 3), (1, 0, 2, -1, 3)),
        (Domain(5, 9), (5, 9, 7)),
        (OPEN, (Fraction(1, 2),)),
        (Domain(), (1, 0, 2, -6, 6)),
        (Domain(None, -2), (-8, -2, -5)),
    ],
    ids=str,
)
def test_half_of_the_draws_are_edges_and_simple_numbers(domain: Domain, edges: tuple[Fraction, ...]) -> None:
    assert Fraction(2, 5) < share(domain, *edges) < Fraction(3, 5)
    for one in edges:
        assert share(domain, one) >= Fraction(1, 4 * len(edges))


def test_a_domain_without_a_simple_number_is_drawn_from_all_the_same() -> None:
    thin = Domain(Fraction(1, 3), Fraction(1, 2), open_below=True, open_above=True)
    assert drawn(thin) == {one for one in between(Fraction(1, 3), Fraction(1, 2), FINEST) if thin.contains(one)}
    whole = Domain(Fraction(5, 2), Fraction(7, 2), integer=True)
    assert drawn(whole) == {3}


def test_the_simplest_value_is_the_first_that_a_search_shrinks_to() -> None:
    assert find(fractions(Domain()), lambda one: True) == 1
    assert find(fractions(Domain()), lambda one: one.denominator > 1) == Fraction(1, 2)
    assert find(fractions(Domain(0, 1, integer=True)), lambda one: True) == 1


# --- corners --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("domain", "values"),
    [
        (Domain(), [1]),
        (POSITIVE, [1]),
        (NONNEGATIVE, [0]),
        (Domain(-1, 2), [-1, 2]),
        (Domain(-1, 2, open_below=True), [2]),
        (Domain(-1, 2, open_above=True), [-1]),
        (OPEN, [Fraction(1, 2)]),
        (Domain(None, 0, open_above=True), [-1]),
    ],
    ids=str,
)
def test_a_corner_is_a_closed_end_or_a_simple_value_that_is_not_zero(domain: Domain, values: list[Fraction]) -> None:
    assert draws._ends(domain) == values


def model() -> Model:
    letters = (
        Letter("x"), Letter("p", domain=Domain(0, 1)), Letter("q", domain=Domain(2, 3)),
        Letter("f", FUNCTION), Letter("h", FUNCTION, domain=POSITIVE), Letter("v", MEASURE),
    )  # fmt: skip
    return Model(Paper("small", "", Notation(letters)))


def test_corners_give_every_open_letter_its_ends_under_its_own_name() -> None:
    found = corners(Open({"p": "p", "q_{1}": "q"}), model(), "")
    assert [one.letters for one in found] == [{"p": p, "q_{1}": q} for p in (0, 1) for q in (2, 3)]
    assert all(one.functions == one.measures == {} for one in found)
    assert corners(Open({"p": "p"}, measures={"v"}), model(), "") == []
    assert corners(Open({"p": "p"}, {"f": "f"}), model(), "") == []
    assert [one.letters for one in corners(Open(), model(), "")] == [{}]


# --- points ---------------------------------------------------------------------------------------------------------


@few
@given(st.data())
def test_a_point_has_everything_that_is_open(data: st.DataObject) -> None:
    asked = Open({"x": "x", "q_{1}": "q"}, {"f": "f", "h": "h"}, {"v"})
    point = data.draw(points(asked, model(), ""))
    assert list(point.letters) == ["x", "q_{1}"]
    assert 2 <= point.letters["q_{1}"] <= 3
    assert list(point.functions) == ["f", "h"]
    assert point.functions["h"].value(arb(1)) > 0
    assert list(point.measures) == ["v"]
    assert set(point.words()) == {"x", "q_{1}", "f", "h", "v"}


def test_a_point_is_printed_in_the_paper_s_letters() -> None:
    cube = TestFunction("y -> y^3", lambda y: y)
    mass = Atoms(((Fraction(1, 2), Fraction(3)), (Fraction(2), Fraction(1))))
    point = Point({"x": Fraction(1, 3)}, {"f": cube}, {"v": mass})
    assert point.words() == {"x": "1/3", "f": "y -> y^3", "v": "3·δ(1/2) + 1·δ(2)"}


def test_measures_with_and_without_a_mean_are_drawn() -> None:
    strategy = points(Open(measures={"v"}), model(), "")
    for kind in (Atoms, ParetoWithoutMean):
        assert is_drawn(strategy, lambda point, kind=kind: isinstance(point.measures["v"], kind))


@settings(max_examples=40)
@given(atoms())
def test_atoms_are_few_positive_points_with_masses(measure: Atoms) -> None:
    assert 1 <= len(measure.points) <= 3
    for place, mass in measure.points:
        assert Fraction(1, 4) <= place <= 4
        assert 0 <= mass <= 3


@pytest.mark.parametrize(
    "wanted",
    [
        lambda measure: len(measure.points) == 3,
        lambda measure: measure.points[0][1] == 0,
        lambda measure: measure.points[0][1] == 3,
        lambda measure: measure.points[0][0] == Fraction(1, 4),
        lambda measure: measure.points[0][0] == 4,
        lambda measure: measure.points[0][0].denominator == 4 and measure.points[0][1].denominator == 4,
    ],
)
def test_the_extremes_of_atoms_are_drawn(wanted: Callable[[Atoms], bool]) -> None:
    assert is_drawn(atoms(), wanted)


# --- functions ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("coefficients", "words"),
    [
        ([0], "y -> 0"),
        ([2], "y -> (2)y^0"),
        ([0, 3], "y -> (3)y^1"),
        ([1, 0, -2], "y -> (1)y^0 + (-2)y^2"),
        ([0, 0], "y -> 0"),
    ],
)
def test_a_polynomial_is_what_its_words_say(coefficients: list[int], words: str) -> None:
    found = draws._polynomial([Fraction(one) for one in coefficients])
    assert found.words == words
    for y in (-2, 0, 3):
        assert found.value(arb(y)) == sum(c * y**k for k, c in enumerate(coefficients))


def test_further_arguments_count_by_their_place() -> None:
    found = draws._polynomial([Fraction(1), Fraction(2)])
    assert found.value(arb(1), arb(10), arb(100)) == 1 + 2 * (1 + 2 * 10 + 3 * 100)


LINE = [Fraction(1), Fraction(2)]  # 1 + 2y, at y = 1 it is 3


@pytest.mark.parametrize(
    ("domain", "words", "value"),
    [
        (POSITIVE, "y -> exp((1)y^0 + (2)y^1)", lambda exp: exp),
        (Domain(2, None), "y -> 2 + exp((1)y^0 + (2)y^1)", lambda exp: exp + 2),
        (Domain(None, 0), "y -> -exp((1)y^0 + (2)y^1)", lambda exp: -exp),
        (Domain(None, 5), "y -> 5 - exp((1)y^0 + (2)y^1)", lambda exp: 5 - exp),
        (Domain(0, 1), "y -> 1/(1 + exp((1)y^0 + (2)y^1))", lambda exp: 1 / (1 + exp)),
        (Domain(-1, 2), "y -> -1 + 3/(1 + exp((1)y^0 + (2)y^1))", lambda exp: 3 / (1 + exp) - 1),
        (Domain(1, 2), "y -> 1 + 1/(1 + exp((1)y^0 + (2)y^1))", lambda exp: 1 / (1 + exp) + 1),
    ],
)
def test_a_function_into_an_interval_is_what_its_words_say(domain: Domain, words: str, value: object) -> None:
    with precision(128):
        found = draws._within(domain, LINE)
        assert found.words == words
        assert abs(found.value(arb(1)) - value(arb(3).exp())) < arb(2) ** -100


@few
@given(st.data())
def test_functions_into_whole_numbers_are_constant(data: st.DataObject) -> None:
    found = data.draw(functions_in(Domain(2, 4, integer=True)))
    assert found.value(arb(1)) == found.value(arb(7))
    assert found.value(arb(0)) in (2, 3, 4)


@pytest.mark.parametrize("domain", [Domain(), POSITIVE], ids=str)
def test_functions_are_drawn_that_move_and_that_do_not(domain: Domain) -> None:
    strategy = functions_in(domain)
    assert is_drawn(strategy, lambda one: "y^1" in one.words)
    assert is_drawn(strategy, lambda one: "y^1" not in one.words)
    if domain == Domain():
        assert is_drawn(strategy, lambda one: "y^3" in one.words)
        assert is_drawn(strategy, lambda one: bool(one.value(ball(0)) < 0))


@pytest.mark.parametrize("domain", [Domain(0, None), Domain(None, 1), Domain(0, 1)], ids=str)
@settings(max_examples=60)
@given(data=st.data())
def test_inside_an_exponential_stands_a_line(domain: Domain, data: st.DataObject) -> None:
    assert "y^2" not in data.draw(functions_in(domain)).words
