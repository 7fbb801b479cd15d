"""The second opinion: what is as true as the original is recognised, what is false is not, by arithmetic of its own."""

from __future__ import annotations

import ast
import random
from pathlib import Path

import pytest
from mpmath import mp, mpf
from small_paper import NOTATION

import verify.strength
from verify.claims import Claim, Paper, Section, Step, display, unprinted
from verify.model import Model
from verify.reading.notation import CONSTANT, FUNCTION, NONNEGATIVE, Domain, Letter, Notation
from verify.strength.decimals import DIGITS, Decimals, NoSuchPointError, exponential, slope
from verify.strength.implication import implied
from verify.strength.random_paper import RandomPaper, number_in
from verify.strength.second_opinion import second_opinion

BINARY = Domain(0, 1, integer=True)
LETTERS = (
    Letter("e", CONSTANT),
    Letter("n", domain=BINARY),
    Letter("p", domain=NONNEGATIVE),
    Letter("t"),
    Letter("C_1"),
    Letter("C_2"),
    Letter("V", FUNCTION),
    Letter("W", FUNCTION, smooth=False),
    Letter("k", FUNCTION, bare=True),
)
WIDER = Notation(
    (*NOTATION.letters, *LETTERS), {"for all": "range", "for some": "range", "and": "connective", "iff": "connective"}
)


def section() -> Section:
    """Lines f(x) = ax and parabolas h(x) = x^2, and letters for what has no value."""
    lines = Paper("small", "A small paper", WIDER).section("lines", "Lines")
    lines.define("f(x)=ax")
    lines.define("h(x)=x^2")
    return lines


def opinion(statement: str, *, given: tuple[str, ...] = (), toward: str = "") -> bool:
    lines = section()
    claim = lines.claim("own", unprinted(statement, given=given, toward=toward))
    return second_opinion(claim.steps[0], Model(lines.paper))[0]


@pytest.mark.parametrize(
    ("statement", "given", "toward"),
    [
        ("f'(x)=a", (), ""),
        ("h''(x)=2", (), ""),
        ("h(x)+f(x)=x(x+a)", (), ""),
        ("f(x)>0", ("x>0",), ""),
        ("h(y)=a", ("y^2=a",), ""),
        ("n^3=n^2", (), ""),
        ("[x]^+\\ge x", (), ""),
        ("h(x)=O(x^2)", (), r"x\to0"),
        ("h(x)=o(x)", (), r"x\to0"),
        (r"\frac1x\to0", (), r"x\to\infty"),
        (r"\lim_{x\to\infty}\frac{a}{x}=0", (), ""),
        ("V(x+y)-V(x)-yV'(x)=O(y^2)", (), r"y\to0"),
        (r"\frac{d}{dx}h(x)=2x", (), ""),
        ("a\\in(0,a+1)", (), ""),
        ("e^{-x^2}>0", (), ""),
        ("1+e^{-x^4}>1", (), ""),
        ("h(x)+h(y)=0", ("-x=y=0",), ""),
        (r"\max_{p>0}\left\{ap-p^2/2\right\}=a^2/2", (), ""),
    ],
)
def test_what_is_true_is_seen(statement: str, given: tuple[str, ...], toward: str) -> None:
    assert opinion(statement, given=given, toward=toward)


@pytest.mark.parametrize(
    ("statement", "given", "toward"),
    [
        ("f'(x)=2a", (), ""),
        ("h''(x)=3", (), ""),
        ("f(x)>0", (), ""),
        ("f(x)>0", ("x\\ge0",), ""),
        ("p>0", (), ""),
        ("n=n^2+1", (), ""),
        ("h(x)=O(x^3)", (), r"x\to0"),
        ("h(x)=o(x^2)", (), r"x\to0"),
        (r"\frac1x\to1", (), r"x\to\infty"),
        ("V(x+y)-V(x)-yV'(x)=O(y^3)", (), r"y\to0"),
        ("W'_+(0)=W'_-(0)", (), ""),
        ("V'(x)=V'(y)", (), ""),
        ("V(x)>0", (), ""),
    ],
)
def test_what_is_false_or_cannot_be_told_is_not_vouched_for(
    statement: str, given: tuple[str, ...], toward: str
) -> None:
    assert not opinion(statement, given=given, toward=toward)


def says(before: str, after: str, **options: object) -> str:
    lines = section()
    claim: Claim = lines.claim("own", display(before, **options))
    step: Step = claim.steps[0]
    model = Model(lines.paper)
    with mp.workdps(DIGITS):
        return implied(model.tree(step), model.changing(step, after).tree(step), model, step, claim.steps)


FAMILY = r"V(t)=\left\{\begin{aligned}C_1e^{t}+C_2e^{-t}&0<t<a\\a&-a<t\le0\end{aligned}\right."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x+y=a", "y+x=a"),
        ("V(x)=n^2", "V(x)=n^3"),
        ("V(x)<1", r"V(x)\le1"),
        ("V(x)<1", "V(x)<2"),
        ("V(x)>1", "V(x)>0"),
        ("V(x)=a", r"V(x)\le a"),
        (r"V'(x)\in(-1,0)", r"V'(x)\in(-2,0)"),
        (r"V'(x)\in(-1,0)", r"V'(x)\in[-1,1)"),
        (r"x<y\Leftrightarrow V(x)<1", r"x<y\Rightarrow V(x)<1"),
        (r"x\le y\Rightarrow V(x)<1", r"x<y\Rightarrow V(x)<1"),
        (r"V(x)>0\text{ for all }x>0", r"V(x)>0\text{ for some }x>0"),
        (FAMILY, FAMILY.replace("e^{t}", "e^{t+1}")),
        (FAMILY, FAMILY.replace("+C_2", "-C_2")),
        (FAMILY, FAMILY.replace(r"\le0", "<0")),
    ],
)
def test_what_says_the_same_or_less_follows(before: str, after: str) -> None:
    assert says(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x+y=a", "x-y=a"),
        ("V(x)=p^2", "V(x)=p^3"),
        (r"V(x)\le1", "V(x)<1"),
        ("V(x)<2", "V(x)<1"),
        ("V(x)>0", "V(x)>1"),
        (r"V(x)\le a", "V(x)=a"),
        (r"V(x)\le a", r"V(x)\ne a"),
        (r"V'(x)\in(-1,0)", r"V'(x)\in(-1,-1)"),
        (r"V'(x)\in(-1,0]", r"V'(x)\in(-1,0)"),
        (r"x<y\Rightarrow V(x)<1", r"x\le y\Rightarrow V(x)<1"),
        (r"x<y\Rightarrow V(x)<1", r"x<y\Leftarrow V(x)<1"),
        (r"V(x)>0\text{ for some }x>0", r"V(x)>0\text{ for all }x>0"),
        (r"x<0\text{ iff }V(x)<1", r"x\le0\text{ iff }V(x)<1"),
        (FAMILY, FAMILY.replace("e^{t}", "e^{2t}")),
        (FAMILY, FAMILY.replace("C_1e^{t}+", "")),
        (FAMILY, FAMILY.replace("C_1e^{t}", "C_1e^{t}+1")),
        (FAMILY, FAMILY.replace("<a", r"\le a")),
    ],
)
def test_what_says_something_else_does_not_follow(before: str, after: str) -> None:
    assert not says(before, after)


def test_less_is_not_as_true_where_it_is_a_premise_or_an_equivalence() -> None:
    assert not says("x<1", r"x\le1", equivalent_to="x-1<0")
    assert not says(r"x<1,\quad x<2", r"x\le1,\quad x<2", premises=1)


def test_constants_that_another_formula_has_are_not_arbitrary() -> None:
    lines = section()
    claim = lines.claim("own", display(FAMILY), display("C_1=a"))
    model, step = Model(lines.paper), claim.steps[0]
    changed = model.changing(step, FAMILY.replace("e^{t}", "e^{t+1}"))
    with mp.workdps(DIGITS):
        assert not implied(model.tree(step), changed.tree(step), model, step, claim.steps)


def test_difference_quotients_are_good_to_many_digits_and_see_a_kink() -> None:
    with mp.workdps(DIGITS):
        assert abs(slope(mp.exp, mpf(1), 2) - mp.e) < mpf(10) ** -15
        assert slope(abs, mpf(0), 1, "+") == 1
        assert slope(abs, mpf(0), 1, "-") == -1
        with pytest.raises(Exception, match="two sides differ"):
            slope(abs, mpf(0), 1)


def test_numbers_too_large_to_write_down_are_no_values() -> None:
    with mp.workdps(DIGITS):
        assert exponential(-mp.exp(10**6)) == 0
        with pytest.raises(NoSuchPointError):
            exponential(mp.exp(10**6))


def test_the_same_name_has_the_same_value_under_one_choice_and_lies_in_its_domain() -> None:
    model = Model(section().paper)
    one, other = (RandomPaper(model, "lines", "seed") for _ in range(2))
    assert [one.letter(name, name) for name in "anp"] == [other.letter(name, name) for name in "anp"]
    for k in range(200):
        at = Decimals(RandomPaper(model, "lines", str(k)))
        assert at.chosen.letter("n", "n") in (0, 1)
        assert at.chosen.letter("a", "a") > 0
        assert at.chosen.letter("p", "p") >= 0


def test_closed_ends_are_drawn_and_open_ones_are_not() -> None:
    closed = {number_in(Domain(0, 1), random.Random(k)) for k in range(200)}
    opened = {number_in(Domain(0, 1, open_below=True, open_above=True), random.Random(k)) for k in range(200)}
    assert {0, 1} <= closed
    assert not {0, 1} & opened
    assert {0, 1} <= {number_in(Domain(), random.Random(k)) for k in range(200)}


def test_the_second_opinion_shares_no_arithmetic_with_the_legs() -> None:
    folder = Path(verify.strength.__file__).parent
    for name in ("decimals", "random_paper", "families", "implication", "second_opinion"):
        tree = ast.parse((folder / f"{name}.py").read_text(encoding="utf-8"))
        modules = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        modules |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        legs = ("sympy", "z3", "flint", "verify.symbolic", "verify.walk", "verify.breakers")
        assert not [one for one in modules if one.startswith(legs)], name
