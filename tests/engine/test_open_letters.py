r"""What a statement leaves open is what has to be drawn for it: no bound letter, nothing defined, nothing twice."""

from __future__ import annotations

import pytest

from verify.breakers.letters import LetterFinder, Open, bound_letter
from verify.claims import Paper
from verify.model import Model
from verify.reading import tree
from verify.reading.notation import CONSTANT, FUNCTION, INDEX, MEASURE, Letter, Notation

TABLE = Notation(
    (
        *(Letter(name) for name in ("a", "b", "n", "x", "y", "z")),
        Letter("e", CONSTANT),
        Letter("v", MEASURE),
        Letter("w", MEASURE),
        Letter("f", FUNCTION),
        Letter("h", FUNCTION),
        Letter("k", FUNCTION),
        Letter("i", INDEX),
        Letter("c_i", indices=("i",)),
        Letter("f_i", FUNCTION, indices=("i",)),
    )
)


def opened(latex: str, *definitions: str, bound: str = "") -> Open:
    paper = Paper("small", "", TABLE)
    section = paper.section("one", "One")
    for one in definitions:
        section.define(one)
    model = Model(paper)
    finder = LetterFinder(model, "one")
    finder.visit(model.read(latex, "one"), frozenset(bound))
    return finder.open


@pytest.mark.parametrize(
    ("latex", "letters"),
    [
        ("x+1", "x"),
        ("e^{ax}", "ax"),
        (r"\frac{a}{b}<x", "abx"),
        (r"\log(x)+\sqrt{y}", "xy"),
        (r"\exp a", "a"),
        (r"x\in[a,b)", "xab"),
        (r"\max\{x,y\}", "xy"),
        (r"\max_{x>0}\{ax-x^2\}", "a"),
        (r"\max_{x>b}\{ax-x^2\}", "ba"),
        (r"x+\max_{x>0}\{ax-x^2\}", "xa"),
        (r"\sum_{i=1}^{n}ai", "an"),
        (r"\sum_{i=a}^{3}1", "a"),
        (r"\prod_{i=1}^{n}b", "bn"),
        (r"\int_a^b x\,dx", "ab"),
        (r"\int_x^b x\,dx", "xb"),
    ],
)
def test_free_letters_are_open_and_bound_ones_are_not(latex: str, letters: str) -> None:
    found = opened(latex)
    assert set(found.letters) == set(letters)
    assert all(key == name for key, name in found.letters.items())
    assert found.functions == {}
    assert found.measures == set()


def test_a_letter_that_is_bound_from_outside_is_not_open() -> None:
    assert opened("x+y", bound="x").letters == {"y": "y"}
    assert opened(r"\max_{y>x}\{y-z\}", bound="x").letters == {"z": "z"}


@pytest.mark.parametrize(
    ("latex", "definitions", "letters", "functions"),
    [
        ("a", ("a=bx",), "bx", ""),
        ("h(y)", ("h(x)=ax",), "ya", ""),
        ("h(y)", ("h(x)=b+x", "b=z"), "yz", ""),
        ("h(x)", ("h(x)=k(x)",), "x", "k"),
        ("f(x)+h(y)", ("h(x)=f(x)",), "xy", "f"),
        ("f'(a)", (), "a", "f"),
        ("f(h(x))", ("h(y)=y^2",), "x", "f"),
        ("a+b", ("a=b", "b=z"), "z", ""),
        ("h(y)+x", ("h(x)=ax",), "yax", ""),
    ],
)
def test_definitions_are_unfolded_to_what_they_leave_open(
    latex: str, definitions: tuple[str, ...], letters: str, functions: str
) -> None:
    found = opened(latex, *definitions)
    assert set(found.letters) == set(letters)
    assert found.functions == {name: name for name in functions}


def test_a_body_is_looked_at_again_where_other_letters_are_bound() -> None:
    """In a definition of x the letter is bound under the maximum, and open beside it."""
    found = opened(r"\max_{x>0}\{a-x^2\}+a", "a=x+b")
    assert set(found.letters) == {"x", "b"}
    assert set(opened(r"\max_{x>0}\{a-x^2\}", "a=x+b").letters) == {"b"}


def test_a_definition_of_itself_ends() -> None:
    assert opened("a", "a=a+b").letters == {"b": "b"}


def test_families_are_open_by_the_slots_that_are_filled() -> None:
    found = opened("c_1+c_2+f_1(x)")
    assert set(found.letters) == {"c_{1}", "c_{2}", "x"}
    assert len(set(found.letters.values())) == 1 + 1
    assert set(found.functions) == {"f_{1}"}


def test_measures_are_open_and_their_variable_is_bound() -> None:
    found = opened(r"\int_0^a bx\,v(dx)+\int_0^\infty y\,w(dy)")
    assert found.measures == {"v", "w"}
    assert set(found.letters) == {"a", "b"}


def test_both_ends_of_an_integral_are_looked_at() -> None:
    assert set(opened(r"\int_a^y x\,v(dx)").letters) == {"a", "y"}
    assert opened(r"\int x\,v(dx)").measures == {"v"}


def test_what_an_optimum_searches_is_counted() -> None:
    assert opened("x+1").searches == 0
    assert opened(r"\max_{x>0}\{ax-x^2\}").searches == 1
    assert opened(r"\max_{x>0}\{ax-x^2\}+\min_{y>0}\{y+a\}").searches == 2
    assert opened(r"\sum_{i=1}^{3}\max_{x>0}\{ax-x^2\}").searches == 1
    assert opened(r"\sum_{i=1}^{3}i").searches == 0
    assert opened("b", r"b=\max_{x>0}\{ax-x^2\}").searches == 1


@pytest.mark.parametrize(
    ("binder", "letter"),
    [
        (tree.Symbol("x"), "x"),
        (tree.Chain((tree.Symbol("x"), tree.Number("0")), (">",)), "x"),
        (tree.Symbol("c_{i}", (tree.Number("2"),)), "c_{2}"),
        (tree.Number("1"), None),
        (tree.Chain((tree.Number("0"), tree.Symbol("x")), ("<",)), None),
    ],
)
def test_a_binder_is_about_the_letter_that_it_begins_with(binder: tree.Node, letter: str | None) -> None:
    assert bound_letter(binder) == letter


def test_a_measure_by_its_letter_alone_is_no_number() -> None:
    paper = Paper("small", "", TABLE)
    finder = LetterFinder(Model(paper), "")
    finder.visit(tree.Symbol("v"))
    finder.visit(tree.Symbol("e"))
    assert finder.open == Open(measures={"v"})


def test_an_integral_without_a_measure_or_a_letter_draws_none() -> None:
    finder = LetterFinder(Model(Paper("small", "", TABLE)), "")
    finder.visit(tree.Integral(tree.Symbol("x"), tree.Number("1")))
    assert finder.open == Open({"x": "x"})


def test_a_function_without_parentheses_has_its_argument() -> None:
    finder = LetterFinder(Model(Paper("small", "", TABLE)), "")
    finder.visit(tree.ImpliedCall(tree.FunctionName("f"), tree.Symbol("x")))
    finder.visit(tree.ImpliedCall(tree.FunctionName(r"\log"), tree.Symbol("y")))
    assert finder.open == Open({"x": "x", "y": "y"}, {"f": "f"})
