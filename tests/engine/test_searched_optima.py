r"""The best value over a half line is searched for: its ball holds the exact one, or it is said that there is none."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.claims import Paper
from verify.errors import UndecidedError
from verify.model import Model
from verify.reading.notation import CONSTANT, FUNCTION, Letter, Notation
from verify.walk import optimum as searched
from verify.walk.balls import ball
from verify.walk.evaluate import Walker, precision
from verify.walk.jets import Jet, Value

TABLE = Notation((*(Letter(name) for name in "abqxy"), Letter("e", CONSTANT), Letter("f", FUNCTION)))
parameters = st.fractions(Fraction(1, 3), 5, max_denominator=3)
NARROW = arb(2) ** -20


def walker(*definitions: str) -> Walker:
    paper = Paper("small", "", TABLE)
    section = paper.section("one", "One")
    for latex in definitions:
        section.define(latex)
    return Walker(Model(paper), "one")


def value(latex: str, **letters: Fraction | int) -> Value:
    at = walker()
    with precision(160):
        return at.value(at.model.read(latex, "one"), {name: ball(one) for name, one in letters.items()})


def holds(found: Value, exact: Fraction | int) -> bool:
    return bool(found.contains(ball(exact)) and found.rad() < NARROW)


@settings(max_examples=6)
@given(parameters, parameters)
def test_the_top_of_a_parabola_is_in_its_ball(a: Fraction, b: Fraction) -> None:
    assert holds(value(r"\max_{q>0}\{aq-bq^2\}", a=a, b=b), a**2 / (4 * b))
    assert holds(value(r"\sup_{q\ge0}\{aq-bq^2\}", a=a, b=b), a**2 / (4 * b))
    assert holds(value(r"\min_{q>0}\{bq^2-aq\}", a=a, b=b), -(a**2) / (4 * b))
    assert holds(value(r"\inf_{q\ge0}\{bq^2-aq\}", a=a, b=b), -(a**2) / (4 * b))


@settings(max_examples=4)
@given(st.fractions(-3, 3, max_denominator=2), parameters)
def test_the_range_begins_at_its_end(x: Fraction, a: Fraction) -> None:
    r"""The best of \(a(q-x) - (q-x)^2\) over \(q>x\) does not depend on x."""
    assert holds(value(r"\max_{q>x}\{a(q-x)-(q-x)^2\}", x=x, a=a), a**2 / 4)


@settings(max_examples=4)
@given(st.integers(1, 5))
def test_at_a_kink_the_ball_holds_the_value(b: int) -> None:
    found = value(r"\max_{q>0}\min\{q,\frac{a}{q}\}", a=b * b)
    assert holds(found, b)
    assert not found.contains(ball(b + Fraction(1, 1000)))
    assert found.rad() > 0


@pytest.mark.parametrize(
    ("latex", "exact"),
    [
        (r"\max_{q\ge0}\{-q\}", 0),
        (r"\max_{q\ge0}\{1-q^2\}", 1),
        (r"\sup_{q>0}\frac{q}{1+q}", 1),
        (r"\inf_{q>0}\frac{1}{1+q}", 0),
        (r"\inf_{q>0}q", 0),
        (r"\max_{q>0}\{a-0q\}", 3),
        (r"\sup_{q>2}\{-q\}", -2),
    ],
)
def test_what_is_approached_at_an_end_is_in_its_ball(latex: str, exact: int) -> None:
    assert holds(value(latex, a=3), exact)


@pytest.mark.parametrize("power", [1, 2])
def test_the_ball_is_no_wider_than_the_last_rise(power: int) -> None:
    found = value(rf"\inf_{{q>0}}q^{{{power}}}")
    assert found.rad() < 3 * arb(-20 * power).exp()


@pytest.mark.parametrize("latex", [r"\sup_{q>0}q", r"\sup_{q>0}\log(q)", r"\inf_{q>0}\log(q)", r"\inf_{q>0}(a-q)"])
def test_what_keeps_getting_better_has_no_value(latex: str) -> None:
    with pytest.raises(UndecidedError, match="beyond what is searched"):
        value(latex, a=3)


@pytest.mark.parametrize("binder", ["q=1", "q<1", r"q\le1", "q", r"q\in[0,1]"])
def test_only_half_lines_above_an_end_are_searched(binder: str) -> None:
    at = walker()
    node = at.model.read(rf"\max_{{{binder}}}\{{2q-q^2\}}", "one")
    with pytest.raises(UndecidedError, match="no half line"):
        at.value(node, {"q": arb(1)})


def test_an_objective_without_a_value_anywhere_has_no_best_one() -> None:
    with pytest.raises(UndecidedError, match="no value on the range"):
        value(r"\max_{q>0}\log(-q)")


def test_where_the_objective_has_no_value_it_is_not_best() -> None:
    assert holds(value(r"\max_{q\ge0}\{\log(q-1)\cdot0+2q-q^2/4\}"), 4)


def test_of_an_optimum_no_derivative_is_taken() -> None:
    at = walker()
    node = at.model.read(r"\max_{q>0}\{aq-q^2\}", "one")
    with pytest.raises(UndecidedError, match="left to the provers"):
        at.value(node, {"a": Jet([arb(1), arb(1)])})


def test_a_search_is_kept_for_the_same_values_of_its_letters_only() -> None:
    at = walker("f(x)=ax-x^2")
    node = at.model.read(r"\max_{q>0}f(q)", "one")
    with precision(160):
        first = at.value(node, {"a": arb(2), "b": arb(1)})
        assert at.value(node, {"a": arb(2), "b": arb(5)}) is first
        assert len(at.found) == 1
        assert holds(at.value(node, {"a": arb(4)}), 4)
        assert holds(at.value(node, {"a": arb(2)}), 1)
        assert len(at.found) == 2


def test_letters_without_an_exact_finite_value_are_searched_anew() -> None:
    at = walker()
    node = at.model.read(r"\max_{q>0}\{q-q^2+a-a\}", "one")
    with pytest.raises(UndecidedError, match="no value on the range"):
        at.value(node, {"a": arb("+inf")})
    assert at.found == {}


def test_balls_of_different_width_are_different_values() -> None:
    at = walker()
    node = at.model.read(r"\max_{q>0}\{aq-q^2\}", "one")
    at.value(node, {"a": arb(2)})
    at.value(node, {"a": arb(2, 0.001)})
    assert len(at.found) == 2


@given(st.integers(-20, 20), st.integers(1, 9))
@settings(max_examples=20)
def test_the_slope_changes_its_sign_where_it_is_said_to(top: int, steep: int) -> None:
    def objective(point: Value) -> Value:
        gap = point - arb(top) / 8
        return gap * gap * (-steep)

    with precision(160):
        found = searched._stationary(objective, arb(top) / 8 - 3, arb(top) / 8 + 4)
        assert abs(found - arb(top) / 8) < searched.CLOSE


def test_the_search_begins_in_the_middle_of_its_cell_and_a_parabola_is_done_in_one_step() -> None:
    asked: list[Value] = []

    def objective(point: Value) -> Value:
        asked.append(point.coefficients[0])
        return (point - 1) * (point - 1) * -1

    assert searched._stationary(objective, arb(-2), arb(5)) == 1
    assert asked[0] == 1.5
    assert len(asked) == 2


def test_without_a_curvature_the_cell_is_halved_until_it_is_small() -> None:
    asked: list[Value] = []

    def objective(point: Value) -> Value:
        asked.append(point.coefficients[0])
        return searched.exp(point) * 0 + (point - 1 if point.coefficients[0] < 1 else 1 - point)

    found = searched._stationary(objective, arb(-3), arb(4))
    assert abs(found - 1) < 2 * searched.CLOSE
    assert asked[:3] == [0.5, 2.25, 1.375]
    assert len(asked) < searched.STEPS


def test_a_search_that_does_not_settle_ends() -> None:
    """The slope is steep and the same everywhere: steps halve the cell, and the last point is what is returned."""
    asked: list[Value] = []

    def objective(point: Value) -> Value:
        asked.append(point.coefficients[0])
        return point

    found = searched._stationary(objective, arb(0), arb(2) ** 40)
    assert len(asked) == searched.STEPS
    assert found < arb(2) ** 40
    assert found > arb(2) ** 39


@pytest.mark.parametrize("at_end", [-4, 4])
def test_a_slope_of_one_sign_leads_to_that_end_of_the_cell(at_end: int) -> None:
    found = searched._stationary(lambda point: point * at_end, arb(-4), arb(4))
    assert abs(found - at_end) < 4 * searched.CLOSE
    assert -4 <= found <= 4


def test_newton_does_not_leave_the_cell() -> None:
    """The curvature of exp(-x^2) changes its sign at 0.7: a step from beyond leads away from the top."""

    def objective(point: Value) -> Value:
        return searched.exp(point * point * -1)

    with precision(160):
        assert abs(searched._stationary(objective, arb(-5), arb(3.5))) < 4 * searched.CLOSE
        assert abs(searched._stationary(objective, arb(-1), arb(6))) < 4 * searched.CLOSE
