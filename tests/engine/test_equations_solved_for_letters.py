r"""Which letter an equation is solved for, with what value, and when the point stays as it is."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.breakers import equations
from verify.breakers.equations import solve_for_a_letter
from verify.claims import Paper
from verify.model import Model
from verify.reading.notation import FUNCTION, POSITIVE, Domain, Letter, Notation
from verify.reading.tree import Chain
from verify.walk.balls import ball
from verify.walk.evaluate import Walker, precision

TABLE = Notation(
    (
        *(Letter(name) for name in ("a", "b", "x", "y", "z")),
        Letter("k", domain=POSITIVE),
        Letter("p", domain=Domain(0, 1)),
        Letter("q", domain=Domain(0, 1, open_below=True, open_above=True)),
        Letter("f", FUNCTION),
        Letter("A"),
    )
)


def model(*definitions: str) -> Model:
    paper = Paper("small", "", TABLE)
    section = paper.section("one", "One")
    for latex in definitions:
        section.define(latex)
    return Model(paper)


def solved(latex: str, *definitions: str, **point: Fraction | int) -> dict[str, arb]:
    """The point after the equation was solved."""
    about = model(*definitions)
    equation = about.read(latex, "one")
    assert isinstance(equation, Chain)
    with precision(160):
        at = {name: ball(value) for name, value in point.items()}
        solve_for_a_letter(equation, Walker(about, "one"), at, about, "one")
    return at


def close(found: arb, exact: Fraction | int) -> bool:
    with precision(160):
        return bool(abs(found - ball(exact)) < arb(2) ** -120)


@settings(max_examples=20)
@given(st.integers(-5, 5).filter(bool), st.integers(-5, 5), st.integers(1, 5))
def test_the_root_of_a_line_is_exact(slope: int, constant: int, x: int) -> None:
    at = solved(f"({slope})x=({constant})+0y", x=x, y=1)
    assert close(at["x"], Fraction(constant, slope))


@settings(max_examples=20)
@given(st.integers(-5, 5).filter(bool), st.integers(1, 5), st.integers(1, 5))
def test_so_is_that_of_one_in_the_reciprocal(slope: int, constant: int, x: int) -> None:
    assert close(solved(rf"\frac{{{slope}}}{{x}}={constant}", x=x)["x"], Fraction(slope, constant))


def test_a_point_that_satisfies_the_equation_is_not_moved() -> None:
    assert solved("x+y=3", x=1, y=2) == {"x": 1, "y": 2}


def test_the_first_letter_that_can_be_moved_is_moved_and_no_other() -> None:
    at = solved("x+y=3", x=5, y=2)
    assert (at["x"], at["y"]) == (1, 2)
    at = solved("x^2+y=3", x=5, y=2)
    assert (at["x"], at["y"]) == (5, -22)


def test_letters_outside_calls_are_tried_before_those_inside() -> None:
    """In f(x) + y = 0 it is y that is moved, although x is printed first and the equation is affine in both."""
    at = solved("f(x)+y=0", "f(x)=2x", x=1, y=1)
    assert (at["x"], at["y"]) == (1, -2)
    at = solved("f(x)=y^2", "f(x)=2x", x=1, y=4)
    assert (at["x"], at["y"]) == (8, 4)


def test_printed_letters_are_tried_before_those_behind_definitions() -> None:
    at = solved("A+f(b)=0", "A=a", "f(x)=x", a=1, b=2)
    assert (at["a"], at["b"]) == (1, -1)
    at = solved("A=b^2", "A=a", a=1, b=2)
    assert (at["a"], at["b"]) == (4, 2)


def test_what_is_printed_comes_in_the_order_that_is_said() -> None:
    about = model("A=a", "f(x)=z+x")
    equation = about.read("f(y)+A=x", "one")
    assert isinstance(equation, Chain)
    keys = [key for key, _ in equations._candidates(equation, about, "one")]
    assert keys[0] == "x"
    assert keys[1] == "y"
    assert set(keys[2:]) == {"a", "z"}
    assert about.found_once
    assert equations._candidates(equation, about, "one") is equations._candidates(equation, about, "one")


@pytest.mark.parametrize("latex", ["x^2=2", "x^3+x=1", "x^2+y^2=5", r"\log(x)=1"])
def test_where_no_letter_is_affine_the_point_stays(latex: str) -> None:
    assert solved(latex, x=1, y=3) == {"x": 1, "y": 3}


def test_a_letter_that_the_equation_does_not_depend_on_stays() -> None:
    assert solved("x-x=1", x=2) == {"x": 2}


def test_letters_that_are_not_of_the_point_are_passed_over() -> None:
    about = model()
    equation = about.read("z+x=3", "one")
    assert isinstance(equation, Chain)
    walker, at = Walker(about, "one"), {"x": arb(1)}
    about.found_once["affine in", equation, "one"] = [("y", "y"), ("x", "x")]
    solve_for_a_letter(equation, _with(walker, z=arb(1)), at, about, "one")
    assert at == {"x": 2}


def _with(walker: Walker, **known: arb) -> Walker:
    """The walker in a place where further letters have a value."""
    value = walker.value
    walker.value = lambda node, at: value(node, {**known, **at})  # type: ignore[method-assign]
    return walker


@pytest.mark.parametrize(
    ("latex", "point", "moved"),
    [
        ("k=y+2", {"k": 1, "y": -5}, {"k": 1, "y": -1}),
        ("k=y+2", {"k": 1, "y": 5}, {"k": 7, "y": 5}),
        ("k=y+2", {"k": 1, "y": -2}, {"k": 1, "y": -1}),
        ("p=y", {"p": Fraction(1, 2), "y": 1}, {"p": 1, "y": 1}),
        ("p=y", {"p": Fraction(1, 2), "y": 0}, {"p": 0, "y": 0}),
        ("p=y", {"p": Fraction(1, 2), "y": 2}, {"p": Fraction(1, 2), "y": Fraction(1, 2)}),
        ("q=y", {"q": Fraction(1, 2), "y": 1}, {"q": Fraction(1, 2), "y": Fraction(1, 2)}),
        ("q=y", {"q": Fraction(1, 2), "y": 0}, {"q": Fraction(1, 2), "y": Fraction(1, 2)}),
        ("q=y", {"q": Fraction(1, 2), "y": Fraction(1, 4)}, {"q": Fraction(1, 4), "y": Fraction(1, 4)}),
        ("p=2", {"p": 1}, {"p": 1}),
    ],
)
def test_no_letter_leaves_its_domain(latex: str, point: dict[str, Fraction], moved: dict[str, Fraction]) -> None:
    at = solved(latex, **point)
    assert all(close(at[name], exact) for name, exact in moved.items())


@pytest.mark.parametrize(
    ("domain", "inside"),
    [
        (Domain(), (True, True, True, True, True)),
        (Domain(0, 1), (False, True, True, True, False)),
        (Domain(0, 1, open_below=True), (False, False, True, True, False)),
        (Domain(0, 1, open_above=True), (False, True, True, False, False)),
        (Domain(0, None), (False, True, True, True, True)),
        (Domain(None, 1), (True, True, True, True, False)),
    ],
    ids=str,
)
def test_the_ends_of_a_domain_are_in_it_as_they_are_printed(domain: Domain, inside: tuple[bool, ...]) -> None:
    values = (Fraction(-1), Fraction(0), Fraction(1, 2), Fraction(1), Fraction(2))
    assert tuple(equations._inside(ball(one), domain) for one in values) == inside


def test_what_may_lie_outside_is_not_inside() -> None:
    assert not equations._inside(arb(0, 0.1), Domain(0, 1))
    assert not equations._inside(arb(1, 0.1), Domain(0, 1))


@pytest.mark.parametrize(
    ("latex", "inverse", "root"),
    [
        ("2x=6", False, 3),
        ("2x=6", True, None),
        (r"\frac{2}{x}=6", True, Fraction(1, 3)),
        (r"\frac{2}{x}=6", False, None),
        (r"\frac{2}{x}=0", True, None),
        ("x-x=6", False, None),
        ("x^2=4", False, None),
        (r"\log(x-5)=0", False, None),
    ],
)
def test_a_root_is_that_of_what_is_affine(latex: str, inverse: bool, root: Fraction | None) -> None:
    about = model()
    equation = about.read(latex, "one")
    assert isinstance(equation, Chain)
    with precision(160):
        found = equations._affine_root(equation, Walker(about, "one"), {"x": arb(7)}, "x", inverse)
    assert (found is None) is (root is None)
    assert root is None or close(found, root)
