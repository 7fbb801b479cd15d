"""A drawn point is moved onto an equation by one letter that the equation is affine in, or not at all."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import arb
from hypothesis import assume, given
from hypothesis import strategies as st

from verify.breakers.equations import solve_for_a_letter
from verify.claims import Paper
from verify.model import Model
from verify.reading.notation import POSITIVE, Letter, Notation
from verify.reading.tree import Chain
from verify.walk.balls import ball
from verify.walk.evaluate import Walker, precision

TABLE = Notation((Letter("x"), Letter("y"), Letter("k", domain=POSITIVE), Letter("z")))
coefficients = st.integers(-4, 4).filter(bool)
values = st.integers(-12, 12).map(lambda quarters: Fraction(quarters, 4))  # exact as balls
Point = dict[str, Any]


def moved(latex: str, point: dict[str, Fraction]) -> tuple[Point, arb]:
    """The point after the equation was solved, and left less right there."""
    model = Model(Paper("small", "Small", TABLE))
    equation = model.read(latex, "")
    assert isinstance(equation, Chain)
    walker, at = Walker(model), {name: ball(value) for name, value in point.items()}
    solve_for_a_letter(equation, walker, at, model, "")
    return at, walker.value(equation.operands[0], at) - walker.value(equation.operands[1], at)


@given(coefficients, coefficients, st.integers(-4, 4), values, values)
def test_an_affine_equation_is_met_by_moving_one_letter(a: int, b: int, c: int, x: Fraction, y: Fraction) -> None:
    with precision(160):
        at, gap = moved(f"({a})x+({b})y={c}", {"x": x, "y": y})
        assert abs(gap) < arb(2) ** -120
        assert at["x"] == ball(x) or at["y"] == ball(y)


@given(coefficients, coefficients, values.filter(bool), values)
def test_so_is_one_in_a_reciprocal(a: int, b: int, z: Fraction, x: Fraction) -> None:
    assume(x != 0)
    with precision(160):
        _, gap = moved(rf"\frac{{{a}}}{{z}}={b}x^3", {"z": z, "x": x})
        assert abs(gap) < arb(2) ** -100


@given(values.filter(lambda k: k > 0), st.integers(1, 4))
def test_a_letter_does_not_leave_its_domain(k: Fraction, c: int) -> None:
    with precision(160):
        at, _ = moved(f"k=-{c}", {"k": k})
        assert at["k"] == ball(k)


@given(values)
def test_what_is_affine_in_no_letter_leaves_the_point(x: Fraction) -> None:
    with precision(160):
        at, _ = moved("x^2=2", {"x": x})
        assert at["x"] == ball(x)
