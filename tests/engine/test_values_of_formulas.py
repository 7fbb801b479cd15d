r"""The value of a formula at a point is that of exact arithmetic; what has none says why, in one sentence."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp
from flint import arb, ctx
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.claims import Paper
from verify.errors import UndecidedError
from verify.model import Model
from verify.reading import tree
from verify.reading.notation import CONSTANT, FUNCTION, INDEX, MEASURE, NONNEGATIVE, Domain, Letter, Notation
from verify.walk import evaluate
from verify.walk.balls import ball
from verify.walk.evaluate import DEEPEST, TestFunction, Walker, precision
from verify.walk.jets import Jet, UndefinedPointError, Value
from verify.walk.measures import Atoms

UNIT = Domain(0, 1, open_above=True)
TABLE = Notation(
    (
        *(Letter(name) for name in ("a", "b", "n", "x", "y", "z")),
        Letter("p", domain=UNIT),
        Letter("q", domain=Domain(0, 1, open_below=True)),
        Letter("s", domain=Domain(None, 2)),
        Letter("t", domain=Domain(1, None)),
        Letter("e", CONSTANT),
        Letter("v", MEASURE),
        Letter("f", FUNCTION),
        Letter("g", FUNCTION, arity=2),
        Letter("h", FUNCTION, domain=NONNEGATIVE),
        Letter("k", FUNCTION),
        Letter("i", INDEX),
        Letter("c_i", indices=("i",)),
    )
)
numbers = st.integers(-12, 12).map(lambda quarters: Fraction(quarters, 4))
few = settings(max_examples=20)


def walker(*definitions: str, **functions: TestFunction) -> Walker:
    paper = Paper("small", "", TABLE)
    section = paper.section("one", "One")
    for latex in definitions:
        section.define(latex)
    return Walker(Model(paper), "one", functions)


def value(latex: str, *definitions: str, **letters: object) -> Value:
    at = walker(*definitions)
    known = {key: ball(one) if isinstance(one, Fraction | int) else one for key, one in letters.items()}
    with precision(160):
        return at.value(at.model.read(latex, "one"), known)


def same(found: Value, exact: object) -> bool:
    """Whether the ball holds the exact number, and is narrow."""
    with precision(160):
        close = abs(found - arb(str(sp.N(exact, 60)))) < arb(2) ** -120
    return bool(close)


# --- arithmetic -----------------------------------------------------------------------------------------------------


@few
@given(numbers, numbers, numbers)
def test_arithmetic_is_that_of_fractions(a: Fraction, b: Fraction, x: Fraction) -> None:
    known = {"a": a, "b": b, "x": x}
    assert same(value("a-b+x", **known), a - b + x)
    assert same(value("-a-b-(x-2)", **known), -a - b - (x - 2))
    assert same(value("2abx(a+1)", **known), 2 * a * b * x * (a + 1))
    assert same(value("|a|x^2-x^0", **known), abs(a) * x**2 - 1)
    assert same(value("[a]^+-[-a]^+", **known), a)
    assert same(value(r"\max\{a,b,x\}", **known), max(a, b, x))
    assert same(value(r"\min\{a,b,x\}", **known), min(a, b, x))
    if x:
        assert same(value(r"\frac{a}{x}+b/x", **known), (a + b) / x)


@pytest.mark.parametrize(
    ("latex", "exact"),
    [
        ("e", sp.E),
        ("e^{2}", sp.exp(2)),
        ("2e", 2 * sp.E),
        (r"\sqrt{2}", sp.sqrt(2)),
        (r"\sqrt[3]{5}", sp.cbrt(5)),
        (r"\sqrt[4]{5}", sp.root(5, 4)),
        ("2^{1/3}", sp.cbrt(2)),
        ("x^x", 3**3),
        (r"\log(x)", sp.log(3)),
        (r"\ln x", sp.log(3)),
        (r"\exp(-x)", sp.exp(-3)),
        (r"\sinh x", sp.sinh(3)),
        (r"\cosh(x)", sp.cosh(3)),
        (r"\tanh x", sp.tanh(3)),
        (r"\coth x", sp.coth(3)),
        (r"\sin x", sp.sin(3)),
        (r"\cos(x)", sp.cos(3)),
        (r"\tan x", sp.tan(3)),
        (r"\sgn(-x)", -1),
        (r"\sgn(0)", 0),
        (r"\frac{d}{dx}\log(x)", sp.Rational(1, 3)),
        (r"\frac{d}{dx}x^3", 27),
    ],
)
def test_named_functions_have_their_values(latex: str, exact: object) -> None:
    assert same(value(latex, x=3), exact)


def test_a_letter_e_that_has_a_value_is_that_letter() -> None:
    assert same(value("e^{2}", e=3), 9)
    assert same(value("e", e=3), 3)


def test_infinity_is_beyond_every_number() -> None:
    assert value(r"\infty") == arb("+inf")
    assert value(r"-\infty") == arb("-inf")


@pytest.mark.parametrize("kind", [r"\max", r"\sup"])
@pytest.mark.parametrize("order", [(1, 2, 3), (3, 2, 1), (2, 3, 1), (1, 1, 3), (3, 3, 1)])
def test_the_best_of_a_list_does_not_depend_on_its_order(kind: str, order: tuple[int, ...]) -> None:
    listed = ",".join(map(str, order))
    assert value(rf"{kind}\{{{listed}\}}") == 3
    assert value(kind.replace("max", "min").replace("sup", "inf") + rf"\{{{listed}\}}") == 1


# --- letters and definitions ----------------------------------------------------------------------------------------


def test_a_definition_is_unfolded_where_it_stands() -> None:
    """The letters of its body have the values that are in force there."""
    assert value("f(2)", "f(x)=x+a", "a=3b", b=5) == 17
    assert value("f(a)", "f(x)=x+a", a=4) == 8
    assert value("a", "a=b^2", b=3) == 9
    assert value("a", "a=b^2", a=1, b=3) == 1
    assert value("g(1,2)", "g(x,y)=10x+y") == 12
    assert value("g(y,x)", "g(x,y)=10x+y", x=1, y=2) == 21


def test_a_family_has_a_value_for_every_index() -> None:
    assert value("c_1-c_2", **{"c_{1}": 5, "c_{2}": 3}) == 2
    with pytest.raises(UndecidedError, match=r"the letter c_\{3\} has no value"):
        value("c_3", **{"c_{1}": 5})


@pytest.mark.parametrize(
    ("latex", "reason"),
    [
        ("x+a", "the letter a has no value"),
        ("k(x)", "the function k has no definition"),
        ("k'(x)", "the function k has no definition"),
        (r"\frac{d}{dy}x", "the letter y has no value"),
        (r"\frac{d}{dx}z", "nothing says how z depends on x"),
        (r"x\pm1", r"\\pm stands for two values"),
        (r"\int_0^1 x\,dx", "against a density is left to the provers"),
        (r"\int_0^\infty x\,v(dx)", "the measure v has no value"),
        (r"x\in(0,1)", "no numerical value for a"),
    ],
)
def test_what_has_no_value_says_which_part_has_none(latex: str, reason: str) -> None:
    with pytest.raises(UndecidedError, match=reason) as refused:
        value(latex, x=1, z=1)
    assert not isinstance(refused.value, UndefinedPointError)


def test_a_prime_is_for_functions_of_one_argument() -> None:
    at = walker("g(x,y)=x+y")
    with pytest.raises(UndecidedError, match="a derivative of g in several arguments"):
        at.applied(tree.FunctionName("g", primes=1), (arb(1), arb(2)), {})


def test_a_derivative_is_by_a_letter() -> None:
    with pytest.raises(UndecidedError, match="with respect to what is no letter"):
        walker().value(tree.Derivative(tree.Number("2"), tree.Symbol("x")), {"x": arb(1)})


@pytest.mark.parametrize(
    "missing",
    [{"style": "plain"}, {"measure": None}, {"measure": tree.Number("1")}, {"variable": tree.Number("1")}],
    ids=["no measure", "none", "no letter", "no variable"],
)
def test_an_integral_needs_a_measure_and_a_letter(missing: dict[str, object]) -> None:
    parts = {
        "integrand": tree.Symbol("x"),
        "variable": tree.Symbol("x"),
        "measure": tree.Symbol("v"),
        "style": "measure",
    }
    mass = {"v": Atoms(((Fraction(2), Fraction(3)),))}
    assert walker().value(tree.Integral(**parts), mass) == 6
    with pytest.raises(UndecidedError, match="against a density"):
        walker().value(tree.Integral(**(parts | missing)), mass)


def test_the_variable_of_an_integral_is_bound_inside_it() -> None:
    mass = Atoms(((Fraction(1), Fraction(2)), (Fraction(3), Fraction(1))))
    assert value(r"x+\int_0^\infty ax^2\,v(dx)", x=5, a=2, v=mass) == 5 + 2 * (2 * 1 + 9)


def test_a_definition_that_needs_itself_is_refused_and_the_walker_goes_on() -> None:
    at = walker("a=a+1")
    with pytest.raises(UndecidedError, match="may refer to itself"):
        at.value(at.model.read("a", "one"), {})
    assert at.depth == 0
    assert at.value(at.model.read("x", "one"), {"x": arb(2)}) == 2


@pytest.mark.parametrize(("depth", "is_read"), [(DEEPEST, True), (DEEPEST + 1, False)])
def test_formulas_are_followed_as_deep_as_is_said(depth: int, is_read: bool) -> None:
    node: tree.Node = tree.Number("7")
    for _ in range(depth - 1):
        node = tree.Group("(", node, ")")
    if is_read:
        assert walker().value(node, {}) == 7
    else:
        with pytest.raises(UndecidedError, match=f"deeper than {DEEPEST}"):
            walker().value(node, {})


def test_a_walker_is_at_the_top_again_after_each_value() -> None:
    at = walker("f(x)=x^2+1")
    for _ in range(3):
        at.value(at.model.read("f(f(x))+1", "one"), {"x": arb(1)})
        assert at.depth == 0


# --- domains of defined letters -------------------------------------------------------------------------------------


@few
@given(numbers)
def test_a_defined_letter_has_values_in_its_domain_only(x: Fraction) -> None:
    """p in [0, 1), q in (0, 1], s at most 2, t at least 1."""
    for letter, inside in (("p", 0 <= x < 1), ("q", 0 < x <= 1), ("s", x <= 2), ("t", x >= 1), ("a", True)):
        if inside:
            assert value(letter, f"{letter}=x", x=x) == ball(x)
        else:
            with pytest.raises(UndefinedPointError, match=f"{letter} outside its domain"):
                value(letter, f"{letter}=x", x=x)


@few
@given(numbers)
def test_so_has_a_defined_function(x: Fraction) -> None:
    if x >= 0:
        assert value("h(x)", "h(y)=y", x=x) == ball(x)
    else:
        with pytest.raises(UndefinedPointError, match=r"h outside its domain \[0, ∞\)"):
            value("h(x)", "h(y)=y", x=x)


def test_what_may_lie_inside_is_admitted() -> None:
    assert value("p", "p=x", x=arb(0, 0.25)).contains(0)
    with pytest.raises(UndefinedPointError):
        value("p", "p=x", x=arb(-1, 0.25))


@pytest.mark.parametrize(
    ("side", "is_open", "outside"),
    [(1, False, (True, False, False)), (1, True, (True, True, False)),
     (-1, False, (False, False, True)), (-1, True, (False, True, True))],
)  # fmt: skip
def test_an_open_end_is_outside_and_a_closed_one_is_not(side: int, is_open: bool, outside: tuple[bool, ...]) -> None:
    assert tuple(evaluate._outside(arb(at), arb(1), side, is_open) for at in (0, 1, 2)) == outside


# --- derivatives ----------------------------------------------------------------------------------------------------

CURVES = {
    "x^3-2x": sp.Symbol("x") ** 3 - 2 * sp.Symbol("x"),
    "e^{2x}": sp.exp(2 * sp.Symbol("x")),
    r"\frac{x}{1+x^2}": sp.Symbol("x") / (1 + sp.Symbol("x") ** 2),
    r"\sin(x)\cos(2x)": sp.sin(sp.Symbol("x")) * sp.cos(2 * sp.Symbol("x")),
    r"\sqrt{1+x^2}": sp.sqrt(1 + sp.Symbol("x") ** 2),
    r"(2+x^2)^{x}": (2 + sp.Symbol("x") ** 2) ** sp.Symbol("x"),
    r"\tanh(x)": sp.tanh(sp.Symbol("x")),
}


@pytest.mark.parametrize("latex", CURVES)
@pytest.mark.parametrize("order", [1, 3])
@settings(max_examples=2)
@given(numbers)
def test_derivatives_are_those_of_computer_algebra(latex: str, order: int, x: Fraction) -> None:
    symbol, at = sp.Symbol("x"), sp.Rational(x.numerator, x.denominator)
    exact = sp.diff(CURVES[latex], symbol, order).subs(symbol, at)
    for side in ("", "_+", "_-"):
        assert same(value("f" + "'" * order + side + "(y)", f"f(x)={latex}", y=x), exact)
    if order == 1:
        assert same(value(rf"\frac{{d}}{{dx}}({latex})", x=x), exact)


def test_a_derivative_of_a_derivative_is_the_second() -> None:
    assert same(value(r"\frac{d}{dx}f'(x)", "f(x)=x^4", x=2), 48)
    assert same(value(r"\frac{d}{dx}\frac{d}{dx}x^4", x=2), 48)


def test_the_derivative_of_what_does_not_move_is_zero() -> None:
    assert value("f'(x)", "f(x)=5", x=2) == 0
    assert value("f''(x)", "f(x)=5", x=2) == 0
    assert value(r"\frac{d}{dx}(a+1)", x=2, a=3) == 0


def test_a_drawn_function_is_derived_too() -> None:
    at = walker(k=TestFunction("y -> y^3", lambda y: y * y * y))
    assert at.value(at.model.read("k''(x)+k'(x)+k(x)", "one"), {"x": arb(2)}) == 12 + 12 + 8


@pytest.mark.parametrize(("latex", "exact"), [("|x|", 1), ("[x]^+", 1), (r"\max\{x,2x\}", 2), (r"\min\{x,2x\}", 1)])
def test_at_a_kink_the_side_decides(latex: str, exact: int) -> None:
    below = {"|x|": -1, "[x]^+": 0}.get(latex, 3 - exact)
    assert value("f'_+(0)", f"f(x)={latex}") == exact
    assert value("f'_-(0)", f"f(x)={latex}") == below


def test_a_derivative_has_the_kinks_of_its_own_order() -> None:
    """x|x| has the derivative 2|x|, which has none at 0."""
    assert value("f'(0)", "f(x)=x|x|") == 0
    with pytest.raises(UndefinedPointError, match="kink"):
        value("f''(0)", "f(x)=x|x|")
    with pytest.raises(UndefinedPointError, match="kink"):
        value(r"\frac{d}{dx}|x|", x=0)
    assert value(r"\frac{d}{dx}|x|", x=-2) == -1


# --- limits inside formulas -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("latex", "exact"),
    [
        (r"\lim_{x\downarrow0}\frac{x^3+2x^2}{x^2}", 2),
        (r"\lim_{x\downarrow0}\frac{x^4+3x^3}{x^3}", 3),
        (r"\lim_{x\uparrow a}(x+|x-a|)", 2),
        (r"\lim_{x\downarrow a}\frac{|x-a|}{x-a}", 1),
        (r"\lim_{x\uparrow a}\frac{|x-a|}{x-a}", -1),
    ],
)
def test_a_limit_cancels_what_vanishes(latex: str, exact: int) -> None:
    assert value(f"0+{latex}", a=2) == exact


def test_further_than_its_series_a_limit_is_not_told() -> None:
    with pytest.raises(UndecidedError):
        value(r"0+\lim_{x\downarrow0}\frac{x^5}{x^5}")


# --- precision ------------------------------------------------------------------------------------------------------


def test_a_precision_lasts_as_long_as_its_block() -> None:
    before = ctx.prec
    with precision(300):
        assert ctx.prec == 300
        with precision(77):
            assert ctx.prec == 77
        assert ctx.prec == 300
    assert ctx.prec == before
    with pytest.raises(ZeroDivisionError), precision(99):
        raise ZeroDivisionError
    assert ctx.prec == before


@given(st.fractions(-100, 100))
@few
def test_a_ball_holds_its_fraction(exact: Fraction) -> None:
    with precision(200):
        assert (ball(exact) * exact.denominator - exact.numerator).contains(0)
        assert ball(exact).rad() < arb(2) ** -180
        assert ball(exact.numerator) == exact.numerator


def test_a_function_of_the_paper_may_be_called_on_a_series() -> None:
    at = walker("f(x)=x^2")
    (series,) = [at.applied(tree.FunctionName("f"), (Jet([arb(3), arb(1)]),), {})]
    assert [float(c.mid()) for c in series.coefficients] == [9, 6]
