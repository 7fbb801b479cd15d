r"""A kink has no derivative, in either leg: what is said of one is neither proved nor refuted."""

from __future__ import annotations

import pytest
from flint import arb
from small_statements import answers, is_proved, is_refuted

from verify.errors import UndecidedError
from verify.kernel import Outcome
from verify.walk.derivatives import both_ways, one_way
from verify.walk.jets import Jet, UndefinedPointError, absolute, power, square_root

AT_KINKS = ("F'(0)=0", "F'(0)=1", "G'(0)=0")
ELSEWHERE = (r"F'(x)=\sgn(x)", r"G'(x)=\sgn(x)", "F'(1)=1", "F'(-1)=-1", r"\frac{d}{dx}|x|=\sgn(x)")
FALSE = ("F'(1)=-1", r"\frac{d}{dx}\sqrt{x^2}=1", r"\frac{d}{dx}(x|x|)=2x")


@pytest.mark.parametrize("latex", AT_KINKS)
def test_at_a_kink_neither_leg_has_a_derivative(latex: str) -> None:
    for proof, found in answers(latex):
        assert proof is not Outcome.PROVED
        assert found is not Outcome.REFUTED


@pytest.mark.parametrize("latex", ELSEWHERE)
def test_elsewhere_it_is_the_slope(latex: str) -> None:
    assert is_proved(latex)
    assert not is_refuted(latex)


@pytest.mark.parametrize("latex", FALSE)
def test_another_slope_is_refuted(latex: str) -> None:
    assert not is_proved(latex)
    assert is_refuted(latex)


def test_the_two_sides_of_a_kink_have_slopes_of_their_own() -> None:
    assert one_way(absolute, arb(0), 1, 1) == 1
    assert one_way(absolute, arb(0), 1, -1) == -1
    with pytest.raises(UndefinedPointError, match="kink"):
        both_ways(absolute, arb(0), 1)
    assert both_ways(absolute, arb(-2), 1) == -1


def test_a_jump_has_no_derivative_of_any_order() -> None:
    def step(x: Jet) -> Jet:
        return x * x + (1 if x.coefficients[1] > 0 else 0)

    for order in (1, 2):
        with pytest.raises(UndefinedPointError):
            both_ways(step, arb(0), order)


def test_higher_derivatives_from_the_left_have_their_sign() -> None:
    def cube(x: Jet) -> Jet:
        return x * x * x

    for side in (1, -1):
        assert [one_way(cube, arb(2), order, side) for order in (1, 2, 3)] == [12, 12, 6]
    assert [both_ways(cube, arb(2), order) for order in (1, 2, 3)] == [12, 12, 6]


def test_a_root_of_what_vanishes_as_far_as_it_is_known_is_not_zero() -> None:
    flat = Jet([arb(0), arb(0)])
    for root in (square_root, lambda value: power(value, arb("0.5")), lambda value: power(value, arb(3) / 4)):
        with pytest.raises(UndecidedError, match="vanishes to the order"):
            root(flat)
    assert power(flat, arb("1.5")).coefficients == [0, 0]
    assert square_root(arb(0)) == 0
    assert power(arb(0), arb("0.5")) == 0
