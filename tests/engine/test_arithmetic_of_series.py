r"""Truncated series against exact arithmetic of polynomials; what their known terms leave open is not told."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
import sympy as sp
from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.errors import UndecidedError
from verify.walk import jets
from verify.walk.balls import ball
from verify.walk.evaluate import precision
from verify.walk.jets import ELEMENTARY, Jet, UndefinedPointError, Value

few = settings(max_examples=25)
numbers = st.integers(-8, 8).map(lambda quarters: Fraction(quarters, 4))  # exact as balls
Terms = list[Fraction]
series = st.lists(numbers, min_size=4, max_size=4)
starting = st.builds(lambda first, rest: [first, *rest[1:]], numbers.filter(bool), series)
CLOSE = arb(2) ** -100


def jet(terms: Terms) -> Jet:
    return Jet([ball(one) for one in terms])


def times(one: Terms, other: Terms) -> Terms:
    return [sum((one[j] * other[k - j] for j in range(k + 1)), Fraction(0)) for k in range(len(one))]


def over(above: Terms, below: Terms) -> Terms:
    found: Terms = []
    for k, one in enumerate(above):
        found.append((one - sum((found[j] * below[k - j] for j in range(k)), Fraction(0))) / below[0])
    return found


def is_close(found: Value, exact: Terms) -> bool:
    assert isinstance(found, Jet)
    assert found.order == len(exact) - 1
    return all(abs(c - ball(one)) < CLOSE for c, one in zip(found.coefficients, exact, strict=True))


@few
@given(series, series, numbers, st.integers(-3, 3))
def test_sums_and_products_are_those_of_polynomials(one: Terms, other: Terms, number: Fraction, whole: int) -> None:
    still, count = [number, *[Fraction(0)] * 3], [Fraction(whole), *[Fraction(0)] * 3]
    with precision(160):
        x, y = jet(one), jet(other)
        assert is_close(x * y, times(one, other))
        assert is_close(x * ball(number), times(one, still))
        assert is_close(ball(number) * x, times(one, still))
        assert is_close(x - y, [a - b for a, b in zip(one, other, strict=True)])
        assert is_close(x - ball(number), [a - b for a, b in zip(one, still, strict=True)])
        assert is_close(ball(number) - x, [b - a for a, b in zip(one, still, strict=True)])
        assert is_close(whole + x, [a + b for a, b in zip(one, count, strict=True)])
        assert is_close(x * whole, times(one, count))
        assert is_close(whole - x, [b - a for a, b in zip(one, count, strict=True)])


@few
@given(series, starting, numbers)
def test_quotients_are_those_of_power_series(one: Terms, other: Terms, number: Fraction) -> None:
    with precision(160):
        assert is_close(jet(one) / jet(other), over(one, other))
        assert is_close(ball(number) / jet(other), over([number, *[Fraction(0)] * 3], other))
        assert is_close(jets.divide(arb(1), jet(other)), over([Fraction(1), *[Fraction(0)] * 3], other))
        if number:
            assert is_close(jets.divide(jet(one), ball(number)), [c / number for c in one])


@few
@given(starting, starting, st.integers(1, 3))
def test_common_powers_cancel_and_leave_as_many_terms_open(one: Terms, other: Terms, shift: int) -> None:
    zeros = [Fraction(0)] * shift
    above, below = (zeros + terms[: 4 - shift] for terms in (one, other))
    with precision(160):
        quotient = (jet(above) / jet(below)).coefficients
        exact = over(one[: 4 - shift], other[: 4 - shift])
        assert all(abs(c - ball(k)) < CLOSE for c, k in zip(quotient[: 4 - shift], exact, strict=True))
        assert len(quotient) == 4
        assert all(c.is_nan() for c in quotient[4 - shift :])


@pytest.mark.parametrize("above", [[1, 0, 0], [0, 1, 0], [1, 1, 1]])
def test_nothing_larger_is_divided_by_what_vanishes(above: list[int]) -> None:
    for below in ([0, 0, 1], [0, 0, 0]):
        with pytest.raises(UndefinedPointError, match="division by zero"):
            Jet([arb(c) for c in above]) / Jet([arb(c) for c in below])
    for divisor in (arb(0), arb(0, 1)):
        with pytest.raises(UndefinedPointError, match="division by zero"):
            jets.divide(arb(1), divisor)


def test_series_of_different_orders_do_not_meet() -> None:
    for apply in (lambda x, y: x + y, lambda x, y: x * y, lambda x, y: x / y, lambda x, y: x - y):
        with pytest.raises(UndecidedError, match="series of orders 1 and 2"):
            apply(Jet([arb(1)] * 2), Jet([arb(1)] * 3))


# --- signs ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("terms", "sign"), [([0, 0, 0], 0), ([0, 0, 2], 1), ([0, -2, 5], -1), ([3, -9, -9], 1), ([-1, 9, 9], -1)]
)
def test_the_first_term_that_is_not_zero_has_the_sign(terms: list[int], sign: int) -> None:
    value = Jet([arb(one) for one in terms])
    assert jets.sign(value) == sign
    assert jets.is_zero(value) is (sign == 0)
    assert jets.positive_part(value).coefficients == (terms if sign > 0 else [0, 0, 0])
    assert jets.absolute(value).coefficients == [-one for one in terms] if sign < 0 else terms


@pytest.mark.parametrize("unclear", [arb(0, 1), arb("nan"), Jet([arb(0), arb(0, 1)]), Jet([arb("nan"), arb(1)])])
def test_what_may_be_zero_has_no_sign(unclear: Value) -> None:
    assert not jets.is_zero(unclear)
    for asked in (jets.sign, jets.positive_part, jets.absolute, ELEMENTARY[r"\sgn"]):
        with pytest.raises(UndecidedError, match="cannot be told at this precision"):
            asked(unclear)


@pytest.mark.parametrize(("value", "sign"), [(arb(2), 1), (arb(-3), -1), (arb(0), 0), (arb(3, 2), 1), (arb(-3, 2), -1)])
def test_the_sign_is_a_number(value: arb, sign: int) -> None:
    assert ELEMENTARY[r"\sgn"](value) == sign
    assert jets.absolute(value).mid() == sign * value.mid()
    assert jets.positive_part(value).mid() == max(value.mid(), arb(0))


def test_the_sign_of_a_series_is_that_near_its_point() -> None:
    assert ELEMENTARY[r"\sgn"](Jet([arb(0), arb(-2)])) == -1
    with pytest.raises(UndecidedError, match="vanishes to the order"):
        ELEMENTARY[r"\sgn"](Jet([arb(0), arb(0)]))
    assert ELEMENTARY[r"\sgn"](arb(0)) == 0


# --- elementary functions -------------------------------------------------------------------------------------------

T = sp.Symbol("t")
FUNCTIONS: dict[str, Callable[[sp.Expr], sp.Expr]] = {
    r"\exp": sp.exp, r"\log": sp.log, r"\ln": sp.log, r"\sinh": sp.sinh, r"\cosh": sp.cosh, r"\tanh": sp.tanh,
    r"\coth": sp.coth, r"\sin": sp.sin, r"\cos": sp.cos, r"\tan": sp.tan,
}  # fmt: skip


@pytest.mark.parametrize("name", FUNCTIONS)
def test_elementary_functions_have_their_taylor_series(name: str) -> None:
    """At 3/4 + 2t - t^2, and of the number 3/4."""
    inner = sp.Rational(3, 4) + 2 * T - T**2
    exact = [sp.diff(FUNCTIONS[name](inner), T, k).subs(T, 0) / sp.factorial(k) for k in range(4)]
    with precision(160):
        found = ELEMENTARY[name](jet([Fraction(3, 4), Fraction(2), Fraction(-1), Fraction(0)]))
        for coefficient, term in zip(found.coefficients, exact, strict=True):
            assert abs(coefficient - arb(str(sp.N(term, 60)))) < CLOSE
        assert abs(ELEMENTARY[name](ball(Fraction(3, 4))) - arb(str(sp.N(exact[0], 60)))) < CLOSE


def test_no_other_function_is_elementary() -> None:
    assert set(ELEMENTARY) == {*FUNCTIONS, r"\sgn"}


@pytest.mark.parametrize("value", [arb(0), arb(-1), arb(0, 1), arb("nan")])
def test_only_what_is_positive_has_a_logarithm(value: arb) -> None:
    for inner in (value, Jet([value, arb(1)])):
        with pytest.raises(UndefinedPointError, match="logarithm of a value that is not positive"):
            jets.log(inner)


@pytest.mark.parametrize("name", [r"\coth", r"\tan"])
def test_a_pole_is_no_value(name: str) -> None:
    pole = {r"\coth": arb(0), r"\tan": arb.pi() / 2}[name]
    with pytest.raises(UndefinedPointError, match="division by zero"):
        ELEMENTARY[name](pole)


# --- powers and roots -----------------------------------------------------------------------------------------------


@few
@given(starting, st.integers(-4, 6))
def test_whole_powers_are_products(terms: Terms, exponent: int) -> None:
    exact: Terms = [Fraction(1), *[Fraction(0)] * 3]
    for _ in range(abs(exponent)):
        exact = times(exact, terms)
    if exponent < 0:
        exact = over([Fraction(1), *[Fraction(0)] * 3], exact)
    with precision(200):
        for moving in (arb(exponent), Jet([arb(exponent), *[arb(0)] * 3])):
            assert is_close(jets.power(jet(terms), moving), exact)
        if terms[0]:
            assert abs(jets.power(ball(terms[0]), arb(exponent)) - ball(terms[0] ** exponent)) < CLOSE


@pytest.mark.parametrize("exponent", range(6))
def test_a_ball_around_zero_has_whole_powers(exponent: int) -> None:
    found = jets.power(arb(0, 0.5), arb(exponent))
    assert found.contains(arb(0.5) ** exponent)
    assert found.contains(arb(-0.5) ** exponent)
    assert found.rad() <= 0.51**exponent
    assert jets.power(arb(0), arb(exponent)) == (0 if exponent else 1)


@pytest.mark.parametrize(("exponent", "is_read"), [(10_000, True), (10_001, False), (-10_000, True), (-10_001, False)])
def test_exponents_have_a_bound(exponent: int, is_read: bool) -> None:
    if is_read:
        assert jets.power(arb(-1), arb(exponent)) == 1
    else:
        with pytest.raises(UndecidedError, match=r"beyond 10,000"):
            jets.power(arb(-1), arb(exponent))


@pytest.mark.parametrize(
    ("exponent", "whole"),
    [
        (arb(3), 3),
        (arb(-2), -2),
        (arb(0.5), None),
        (arb(3, 0.1), None),
        (Jet([arb(3), arb(0)]), 3),
        (Jet([arb(3), arb(1)]), None),
        (Jet([arb(3), arb(0), arb(1)]), None),
        (Jet([arb(3), arb(0, 1)]), None),
        (Jet([Jet([arb(2), arb(0)]), arb(0)]), 2),
        (Jet([Jet([arb(2), arb(1)]), arb(0)]), None),
    ],
)
def test_an_exponent_is_whole_if_it_is_exactly_and_does_not_move(exponent: Value, whole: int | None) -> None:
    assert jets._whole(exponent) == whole


@pytest.mark.parametrize("root", [lambda x: jets.square_root(x), lambda x: jets.power(x, arb(0.5))])
def test_the_root_of_what_vanishes_to_the_known_order_is_open(root: Callable[[Value], Value]) -> None:
    r"""\(\sqrt{t^4} = t^2\) is not zero, and of \(t^4\) the first three coefficients are."""
    assert root(arb(0)) == 0
    with pytest.raises(UndecidedError, match="vanishes to the order"):
        root(Jet([arb(0)] * 3))


def test_a_power_above_one_of_what_vanishes_does() -> None:
    zero = Jet([arb(0)] * 3)
    assert jets.is_zero(jets.power(zero, arb(1.5)))
    assert jets.is_zero(jets.power(zero, arb(2)))
    assert jets.power(arb(0), arb(0.25)) == 0


@pytest.mark.parametrize("exponent", [-0.5, -1.5])
def test_zero_has_no_negative_power(exponent: float) -> None:
    for base in (arb(0), Jet([arb(0), arb(0)])):
        with pytest.raises(UndefinedPointError, match="a fractional power of a value that is not positive"):
            jets.power(base, arb(exponent))


@pytest.mark.parametrize("base", [arb(-2), Jet([arb(-2), arb(1)]), Jet([arb(0), arb(-1)])])
def test_a_negative_value_has_no_fractional_power(base: Value) -> None:
    with pytest.raises(UndefinedPointError, match="a fractional power"):
        jets.power(base, arb(0.5))


@few
@given(numbers.filter(lambda one: one > 0), numbers, numbers)
def test_a_moving_exponent_is_one_of_the_exponential(base: Fraction, start: Fraction, slope: Fraction) -> None:
    with precision(160):
        exponent = Jet([ball(start), ball(slope)])
        found = jets.power(ball(base), exponent)
        first = (ball(base).log() * ball(start)).exp()
        if slope:
            assert abs(found.coefficients[0] - first) < CLOSE * (1 + first)
            assert abs(found.coefficients[1] - first * ball(base).log() * ball(slope)) < CLOSE * (1 + first)
