r"""The symbolic form of a formula has the walker's value at every point; what has no form says why, in one sentence."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp
from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.claims import Paper
from verify.errors import UndecidedError
from verify.model import Model
from verify.reading.notation import CONSTANT, FUNCTION, MEASURE, NONNEGATIVE, POSITIVE, Domain, Letter, Notation
from verify.symbolic.derivatives import derivative
from verify.symbolic.lower import Lowering, free_function, leading_coefficient, one_sided, positive_part, resolved
from verify.symbolic.normal_form import PositivePartOf
from verify.symbolic.optimum import greatest
from verify.symbolic.reals import Comparison, follows
from verify.walk.balls import ball
from verify.walk.evaluate import Walker, precision
from verify.walk.jets import UndefinedPointError

TABLE = Notation(
    (
        *(Letter(name) for name in ("x", "y", "z")),
        Letter("a", domain=POSITIVE),
        Letter("b", domain=NONNEGATIVE),
        Letter("m", domain=Domain(None, 0)),
        Letter("v", domain=Domain(0, 1)),
        Letter("e", CONSTANT),
        Letter("w", MEASURE),
        Letter("f", FUNCTION),
        Letter("g", FUNCTION, arity=2),
        Letter("h", FUNCTION),
        Letter("k", FUNCTION),
        Letter("l", FUNCTION, arity=2),
    )
)
DEFINITIONS = ("f(x)=x^3-2x", "g(x,y)=x-y^2", "k(x)=[x]^+", "v=x^2")


def model() -> Model:
    paper = Paper("small", "Small", TABLE)
    section = paper.section("one", "One")
    for latex in DEFINITIONS:
        section.define(latex)
    return Model(paper)


def lowered(latex: str) -> tuple[sp.Expr, Lowering]:
    small = model()
    lowering = Lowering(small, "one")
    return lowering.expression(small.read(latex, "one"), {}), lowering


numbers = st.integers(-12, 12).map(lambda quarters: Fraction(quarters, 4))
letters = st.sampled_from(["x", "y", "z"])
plain = st.one_of(letters, numbers.map(lambda q: rf"\left(\frac{{{q.numerator}}}{{{q.denominator}}}\right)"))


def joined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, inner).map(lambda two: rf"\left({two[0]}+{two[1]}\right)"),
        st.tuples(inner, inner).map(lambda two: rf"\left({two[0]}-{two[1]}\right)"),
        st.tuples(inner, inner).map(lambda two: rf"\left({two[0]}\right)\left({two[1]}\right)"),
        st.tuples(inner, inner).map(lambda two: rf"\frac{{{two[0]}}}{{{two[1]}}}"),
        st.tuples(inner, inner).map(lambda two: rf"\max\{{{two[0]},{two[1]}\}}"),
        st.tuples(inner, inner, inner).map(lambda three: rf"\min\{{{','.join(three)}\}}"),
        inner.map(lambda one: rf"\left({one}\right)^2"),
        inner.map(lambda one: rf"\left[{one}\right]^+"),
        inner.map(lambda one: rf"\left|0-{one}\right|"),
        inner.map(lambda one: rf"f\left({one}\right)"),
        st.tuples(inner, inner).map(lambda two: rf"g\left({two[0]},{two[1]}\right)"),
    )


@settings(max_examples=60)
@given(st.recursive(plain, joined, max_leaves=5), numbers, numbers, numbers)
def test_the_symbolic_form_has_the_walker_s_value(latex: str, x: Fraction, y: Fraction, z: Fraction) -> None:
    at = {"x": x, "y": y, "z": z}
    small = model()
    try:
        with precision(128):
            walked = Walker(small, "one").value(small.read(latex, "one"), {key: ball(q) for key, q in at.items()})
            form, lowering = lowered(latex)
    except UndecidedError:
        return
    names = lowering.names()
    there = number(form.subs({symbol: sp.Rational(*at[key].as_integer_ratio()) for symbol, key in names.items()}))
    with precision(128):
        assert abs(walked - ball(Fraction(int(there.p), int(there.q)))) < arb(2) ** -60


def number(form: sp.Expr) -> sp.Rational:
    """The value of a form without letters, positive parts from the inside out."""
    values = [number(inner) for inner in form.args]
    if isinstance(form, PositivePartOf):
        return max(values[0], sp.Integer(0))
    return form.func(*values) if values else form


@pytest.mark.parametrize(
    ("latex", "value"),
    [
        (r"\log(e)", 1),
        ("e-e^1", 0),
        (r"\sqrt[3]{8}", 2),
        (r"\sqrt{a^2}-a", 0),
        (r"4^{\frac12}", 2),
        ("2^{-2}", Fraction(1, 4)),
        (r"f'(2)", 10),
        (r"f''(2)", 12),
        (r"k'_+(0)", 1),
        (r"k'_-(0)", 0),
        (r"\frac{d}{dx}(x^2)-2x", 0),
        (r"\int_0^2x\,dx", 2),
        (r"\sinh(0)+\cosh(0)", 1),
        (r"\tanh(0)", 0),
        (r"\sgn(a)", 1),
        (r"\lim_{x\to0}\frac{x^2+x}{x}", 1),
        (r"\max_{x>0}\{axe^{-x}\}-ae^{-1}", 0),
    ],
)
def test_values_in_closed_form(latex: str, value: Fraction | int) -> None:
    assert sp.simplify(lowered(latex)[0] - sp.Rational(*Fraction(value).as_integer_ratio())) == 0


@pytest.mark.parametrize(
    ("latex", "reason"),
    [
        (r"x\pm y", "two values"),
        (r"\frac{x}{1-1}", "division by zero"),
        ("x^{65}", "beyond 64"),
        (r"k'(0)", "kink"),
        (r"\frac{d}{dx}\left(\frac{1}{x-x}\right)", "division by zero"),
        (r"\lim_{x\to0}\frac{|x|}{x}", "two sides differ"),
        (r"\max_{x>1}\{xe^{-x}\}", r"not \(0, infinity\)"),
        (r"\min_{x>0}\{xe^{-x}\}", r"not \(0, infinity\)"),
        (r"\max_{x>0}\{x-1\}", "not positive"),
        (r"\max_{x>0}\{ax\}", "no positive solution|strictly concave"),
        (r"\max_{x>0}\{ae^{x^2}\}", "strictly concave"),
    ],
)
def test_what_has_no_form_says_why(latex: str, reason: str) -> None:
    with pytest.raises(UndecidedError, match=reason):
        lowered(latex)


def test_an_exponent_of_64_is_the_last() -> None:
    form, lowering = lowered("x^{64}")
    (x,) = lowering.names()
    assert form == x**64
    assert lowered("x^{-64}")[0].args[1] == -64


def test_a_defined_letter_brings_its_range_as_a_fact() -> None:
    form, lowering = lowered("v+1")
    ((value, domain),) = lowering.facts
    assert form == value + 1
    assert domain == Domain(0, 1)


def test_symbols_have_the_signs_of_their_letters() -> None:
    signs = {}
    for name in ("a", "b", "m", "x"):
        symbol = lowered(name)[0]
        signs[name] = (symbol.is_positive, symbol.is_nonnegative, symbol.is_nonpositive, symbol.is_real)
    assert signs == {
        "a": (True, True, False, True),
        "b": (None, True, None, True),
        "m": (False, None, True, True),
        "x": (None, None, None, True),
    }


def test_a_free_function_has_derivatives_that_are_functions_again() -> None:
    form, lowering = lowered("h''(x)-h'(x)")
    (x,) = lowering.names()
    assert form == free_function("f0", 2)(x) - free_function("f0", 1)(x)
    assert sp.diff(free_function("f0")(x**2), x) == 2 * x * free_function("f0", 1)(x**2)
    assert lowered("l(x,y)-l(x,y)")[0] == 0


def test_against_a_free_measure_it_is_one_point_mass() -> None:
    form, lowering = lowered(r"\int(1-e^{-z})\,w(dz)")
    assert form == lowering.mass * (1 - sp.exp(-lowering.point))
    assert lowering.integrands == [1 - sp.exp(-lowering.point)]


def test_definitions_that_go_round_are_told() -> None:
    paper = Paper("small", "Small", TABLE)
    section = paper.section("one", "One")
    section.define("y=z+1")
    section.define("z=y-1")
    round_and_round = Model(paper)
    lowering = Lowering(round_and_round, "one")
    with pytest.raises(UndecidedError, match="refer to itself"):
        lowering.expression(round_and_round.read("y", "one"), {})
    assert lowering.depth == 0


# --- positive parts -------------------------------------------------------------------------------------------------

T = sp.Symbol("t", positive=True)
X = sp.Symbol("x", real=True)


def test_positive_parts_of_known_and_unknown_signs() -> None:
    assert positive_part(T) == T
    assert positive_part(-T) == 0
    assert positive_part(X) == PositivePartOf(X)
    for direction, value in ((1, X), (-1, sp.Integer(0)), (0, sp.Integer(0)), (None, PositivePartOf(X))):
        assert resolved(PositivePartOf(X), lambda inner, d=direction: d) == value


@pytest.mark.parametrize(
    ("inner", "value"),
    [(T - T**2, T - T**2), (T**2 - T, 0), (T**5 - T**6, T**5 - T**6), (sp.sin(T) - T, 0), (T - T, 0)],
)
def test_near_a_point_the_leading_term_decides(inner: sp.Expr, value: sp.Expr) -> None:
    assert one_sided(PositivePartOf(inner), T) == value


def test_near_a_point_an_open_sign_is_asked_for() -> None:
    inner = PositivePartOf(X * T)
    assert one_sided(inner, T, lambda leading: 1 if leading == X else None) == X * T
    assert one_sided(inner, T, lambda leading: -1) == 0
    with pytest.raises(UndecidedError, match="cannot be told near"):
        one_sided(inner, T)


def test_leading_coefficients() -> None:
    assert leading_coefficient(3 * T**2 + T**3, T) == 6
    assert leading_coefficient(sp.Integer(0), T) == 0
    assert leading_coefficient(T**5, T) == 120
    with pytest.raises(UndecidedError, match="high order"):
        leading_coefficient(T**6, T)


# --- derivatives and real arithmetic --------------------------------------------------------------------------------


def test_derivatives_have_a_value_or_there_is_none() -> None:
    assert derivative(X**3, X, 2, sp.Integer(2)) == 12
    assert derivative(sp.Abs(X - 1), X, 1, sp.Integer(0)) == -1
    for value, point in ((sp.Abs(X - 1), 1), (sp.sign(X), 0), (sp.sqrt(X), 0), (sp.log(X), 0), (1 / X, 0)):
        with pytest.raises(UndecidedError, match="derivative"):
            derivative(value, X, 1, sp.Integer(point))


def test_facts_about_generators_that_other_facts_bring() -> None:
    nested = sp.sqrt(1 + sp.exp(-X))
    assert follows(Comparison(nested - 1, ">"), [], {})
    assert not follows(Comparison(nested - 2, ">"), [], {})
    assert follows(Comparison(sp.exp(sp.sqrt(1 + X**2)) - 2, r"\ge"), [], {})
    assert not follows(Comparison(sp.exp(sp.sqrt(1 + X**2)) - 3, r"\ge"), [], {})


def test_a_maximum_is_where_the_logarithm_is_stationary() -> None:
    small = model()
    node = small.read(r"\max_{x>0}\{x^2e^{-ax}\}", "one")
    lowering = Lowering(small, "one")
    (a,) = (lowering.symbol("a", "a"),)
    assert sp.simplify(greatest(lowering, node, {}) - 4 * sp.exp(-2) / a**2) == 0


def test_an_undefined_point_is_an_undecided_one() -> None:
    assert issubclass(UndefinedPointError, UndecidedError)
