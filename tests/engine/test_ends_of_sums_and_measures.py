r"""Between which ends a sum is taken term by term, and what is integrated against the measures that are drawn."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb

from verify.claims import Paper
from verify.errors import UndecidedError
from verify.model import Model
from verify.reading import tree
from verify.reading.notation import INDEX, Domain, Letter, Notation
from verify.reading.tree import Chain, Number, Series, Symbol
from verify.walk import measures
from verify.walk.balls import ball
from verify.walk.evaluate import Walker, precision
from verify.walk.jets import Jet, Value
from verify.walk.measures import Atoms, ParetoWithoutMean
from verify.walk.series import FARTHEST, MOST

TABLE = Notation(
    (
        *(Letter(name) for name in ("a", "b", "n", "x")),
        Letter("i", INDEX, domain=Domain(integer=True)),
        Letter("x_i", indices=("i",)),
    )
)
WALKER = Walker(Model(Paper("sums", "", TABLE)))
INDEXED, ONE, TWO, THREE = Symbol("i"), Number("1"), Number("2"), Number("3")


def value(latex: str, **letters: object) -> Value:
    known = {key: ball(one) if isinstance(one, Fraction | int) else one for key, one in letters.items()}
    return WALKER.value(WALKER.model.read(latex, ""), known)


# --- sums -----------------------------------------------------------------------------------------------------------


def test_the_terms_may_be_letters_of_a_family() -> None:
    known = {"x_{1}": 2, "x_{2}": 3, "x_{3}": 7}
    assert value(r"\sum_{i=1}^{3}x_i", **known) == 12
    assert value(r"\prod_{i=1}^{3}x_i", **known) == 42
    assert value(r"\sum_{i=1}^{2}ix_{i+1}", **known) == 3 + 2 * 7
    assert value(r"\sum_{i=2}^{3}x_{i-1}", **known) == 5


def test_a_sum_of_no_terms_is_zero_and_a_product_one() -> None:
    assert value(r"\sum_{i=1}^{0}a", a=5) == 0
    assert value(r"\prod_{i=1}^{0}a", a=5) == 1
    assert value(r"\sum_{i=3}^{3}a", a=5) == 5
    assert value(r"\prod_{i=3}^{3}a", a=5) == 5


def test_the_letter_of_a_sum_is_bound_inside_it() -> None:
    assert value(r"i+\sum_{i=1}^{2}i", i=100) == 103


@pytest.mark.parametrize(
    "binder",
    [
        Chain((INDEXED, ONE), ("<",)),
        Chain((INDEXED, ONE), (r"\in",)),
        Chain((INDEXED, ONE, ONE), ("=", "=")),
        Chain((ONE, INDEXED), ("=",)),
        INDEXED,
    ],
    ids=["below", "in", "twice", "turned", "alone"],
)
@pytest.mark.parametrize("kind", ["sum", "product"])
def test_a_sum_begins_at_what_its_letter_equals(binder: tree.Node, kind: str) -> None:
    with pytest.raises(UndecidedError, match="over what is no range of whole numbers"):
        WALKER.value(Series(kind, binder, THREE, INDEXED), {"i": arb(1)})


def test_a_sum_without_an_upper_end_has_no_range() -> None:
    begin = Chain((INDEXED, ONE), ("=",))
    with pytest.raises(UndecidedError, match="over what is no range of whole numbers"):
        WALKER.value(Series("sum", begin, None, INDEXED), {})
    assert WALKER.value(Series("sum", begin, TWO, INDEXED), {}) == 3


@pytest.mark.parametrize(
    "end",
    [Fraction(1, 2), arb("+inf"), arb("nan"), arb(3, 0.1), Jet([arb(3), arb(0)]), FARTHEST, -FARTHEST, FARTHEST + 1],
)
def test_ends_are_whole_numbers_that_can_be_counted(end: object) -> None:
    for latex in (r"\sum_{i=1}^{n}i", r"\sum_{i=n}^{1}i"):
        with pytest.raises(UndecidedError, match="between ends that are no whole numbers"):
            value(latex, n=end)


@pytest.mark.parametrize("sign", [1, -1])
def test_large_ends_are_exact(sign: int) -> None:
    far = sign * (FARTHEST - 1)
    known = {"a": far, "n": far}
    assert value(r"\sum_{i=a}^{n}i", **known) == far


@pytest.mark.parametrize(("first", "last"), [(1, MOST), (0, MOST - 1), (-5, MOST - 6)])
def test_so_many_terms_are_added_and_no_more(first: int, last: int) -> None:
    assert value(r"\sum_{i=a}^{n}1", a=first, n=last) == MOST
    with pytest.raises(UndecidedError, match=f"more than {MOST} terms"):
        value(r"\sum_{i=a}^{n}1", a=first, n=last + 1)


def test_a_sum_ends_at_the_earliest_one_before_it_begins() -> None:
    assert value(r"\sum_{i=a}^{n}1", a=4, n=3) == 0
    with pytest.raises(UndecidedError, match="before it begins"):
        value(r"\sum_{i=a}^{n}1", a=4, n=2)


# --- measures -------------------------------------------------------------------------------------------------------


def test_a_measure_of_masses_says_what_it_is() -> None:
    assert Atoms(((Fraction(1, 2), Fraction(3)),)).words == "3·δ(1/2)"
    assert Atoms(((Fraction(1), Fraction(0)), (Fraction(2), Fraction(1, 4)))).words == "0·δ(1) + 1/4·δ(2)"
    assert "no mean" in ParetoWithoutMean().words


@pytest.mark.parametrize(
    ("integrand", "is_infinite"),
    [
        (lambda point: point, True),
        (lambda point: point / 2**7, True),
        (lambda point: point / 2**8, False),
        (lambda point: point / 2**9, False),
        (lambda point: -point, False),
        (lambda point: point * point, True),
        (lambda point: arb(1), False),
        (lambda point: point if point > arb(2) ** 70 else arb(0), False),
        (lambda point: point if point < arb(2) ** 70 else arb(0), False),
        (lambda point: point if point > arb(2) ** 50 else arb(0), False),
        (lambda point: Jet([point, arb(0)]), False),
    ],
)
def test_what_is_at_least_a_multiple_of_n_has_no_integral(integrand: object, is_infinite: bool) -> None:
    with precision(160):
        assert ParetoWithoutMean()._grows_linearly(integrand) is is_infinite
        if is_infinite:
            assert ParetoWithoutMean().integral(integrand) == arb("+inf")


@pytest.mark.parametrize("cells", [1, 2, 8])
def test_the_midpoint_rule_is_exact_for_lines_and_known_for_squares(cells: int) -> None:
    """In u = 1/n; of u^2 it has 1/3 - 1/(12 cells^2)."""
    rule = ParetoWithoutMean()._rule
    with precision(160):
        for integrand, exact in (
            (lambda point: arb(1), Fraction(1)),
            (lambda point: 1 / point, Fraction(1, 2)),
            (lambda point: 1 / point**2, Fraction(1, 3) - Fraction(1, 12 * cells**2)),
        ):
            assert abs(rule(integrand, cells) - ball(exact)) < arb(2) ** -120


def test_the_ball_is_as_wide_as_twice_what_more_cells_change() -> None:
    with precision(160):
        found = ParetoWithoutMean().integral(lambda point: 1 / point**2)
        fine, coarse = Fraction(1, 12 * 64**2), Fraction(1, 12 * 32**2)
        assert abs(found.mid() - ball(Fraction(1, 3) - fine)) < arb(2) ** -100
        assert abs(found.rad() - ball(2 * (coarse - fine))) < arb(2) ** -35
        assert found.rad() >= ball(2 * (coarse - fine))


def test_two_values_are_blurred_to_a_ball_around_the_finer() -> None:
    found = measures._blurred(arb(3), arb(5))
    assert found.mid() == 3
    assert 4 <= found.rad() < 4.001
    still = measures._blurred(arb(3), arb(3))
    assert arb(2) ** -41 < still.rad() < arb(2) ** -39


def test_a_series_is_blurred_term_by_term() -> None:
    with precision(160):
        found = ParetoWithoutMean().integral(lambda point: Jet([1 / point**2, arb(1)]))
        assert isinstance(found, Jet)
        assert found.coefficients[0].contains(ball(Fraction(1, 3)))
        assert found.coefficients[0].rad() > arb(2) ** -13
        assert found.coefficients[1].contains(1)
        assert found.coefficients[1].rad() < arb(2) ** -30
