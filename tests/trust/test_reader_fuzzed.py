"""What the fuzzer found in the reader, one test each: refused at its place, or read to what is printed."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType

import pytest

from proofs.hail_mary.paper import build as contest
from proofs.power_game.paper import build as power_game
from verify.errors import ReadError
from verify.reading.echo import said
from verify.reading.printer import latex
from verify.reading.statements import read_formula
from verify.reading.tree import Derivative, Product
from verify.sources.read import read_source

CONTEST, GAME = contest().notation, power_game().notation

TWO_SUPERSCRIPTS = [
    r"k^{**}_{i}^*>0",
    r"k^*^*>0",
    r"k_{j}^{**}^{*}>0",
    r"s''_{i}^{*}(\Delta k)=0",
    r"V_{i}^{\prime}'(\Delta k)=0",
]
REFUSED = {
    "a dot that holds no argument's place, added": r"\frac{\pi}{\sigma}\ge\frac{\sqrt{r+\cdot}}{2}",
    "a dot that holds no argument's place, multiplied": r"\sigma\cdot\cdot\pi>0",
    "a function of one argument given two": r"\log(1,2)=0",
    "an exponential of an interval": r"\exp[0,1]=1",
    "a list closed by another bracket": r"\max(0,\pi]=0",
    "cases closed by another environment": r"\pi=\begin{cases}0&\sigma>0\end{array}",
    "slashes without end": "r" + "/2" * 300 + "=0",
}


@pytest.mark.parametrize("formula", TWO_SUPERSCRIPTS)
def test_of_two_superscripts_none_is_dropped(formula: str) -> None:
    with pytest.raises(ReadError, match="a second superscript"):
        read_formula(formula, CONTEST)


@pytest.mark.parametrize("formula", [r"\pi'_+(0)-\pi'_-'=0", r"\pi'_-'(0)=0"])
def test_a_prime_behind_the_side_of_a_derivative_is_refused(formula: str) -> None:
    with pytest.raises(ReadError, match="a second superscript"):
        read_formula(formula, GAME, section="composition")


@pytest.mark.parametrize("formula", REFUSED.values(), ids=REFUSED.keys())
def test_what_has_no_one_meaning_is_refused(formula: str) -> None:
    with pytest.raises(ReadError):
        read_formula(formula, CONTEST)


def test_a_fraction_that_is_a_derivative_takes_nothing_behind_it() -> None:
    r"""\frac{dC}{dq} e^{-q} is a product; it printed as the derivative of C e^{-q}."""
    inside = read_formula(r"\frac{dC}{dq}e^{-q}", GAME, section="two-faces")
    before = read_formula(r"\frac{d}{dq}C(q)e^{-q}", GAME, section="two-faces")
    assert isinstance(inside, Product)
    assert isinstance(before, Derivative)
    for tree in (inside, before):
        assert read_formula(latex(tree), GAME, section="two-faces") == tree


@pytest.mark.parametrize("formula", [r"\frac{\partial C}{\partial q}=0", r"\frac{d}{dq}C(q)=0", r"\frac{dC}{dq}=0"])
def test_a_derivative_prints_back_with_its_own_mark(formula: str) -> None:
    assert said(latex(read_formula(formula, GAME, section="two-faces"))) == said(formula)


def test_binders_nested_in_indices_are_read_in_time_that_grows_with_their_number() -> None:
    """Each level was read twice: 40 levels would take longer than anybody waits."""
    formula = "1"
    for _ in range(18):
        formula = rf"\max_{{k_{{{formula}}}>0}} 1"
    assert said(latex(read_formula(formula, CONTEST))) == said(formula)


def test_statements_in_a_row_are_read_in_work_that_grows_with_their_number() -> None:
    """Whether a mapping is declared was asked of all tokens at every statement."""
    work = [calls_to_read("V'(g)." * length) for length in (50, 100, 200)]
    assert work[2] - work[1] == pytest.approx(2 * (work[1] - work[0]), rel=0.02)


def calls_to_read(formula: str) -> int:
    """How often Python enters a function or a generator."""
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(counted)
    try:
        read_formula(formula, GAME, section="continuous-time-approximation")
    finally:
        sys.setprofile(None)
    return count


def test_a_file_name_that_no_file_can_have_is_the_name_of_no_file(tmp_path: Path) -> None:
    name = "t" * 5000
    paper = tmp_path / "paper.tex"
    paper.write_text(rf"\documentclass{{{name}}}\usepackage{{{name}}}\begin{{document}}$x$\end{{document}}")
    assert [formula.latex for formula in read_source(paper).formulas] == ["x"]
    paper.write_text(rf"\begin{{document}}\input{{{name}}}\end{{document}}")
    with pytest.raises(ReadError, match="is missing"):
        read_source(paper)


def test_markup_that_html_does_not_have_is_refused_at_its_place(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>\\(x\\)</p>\n<![[>")
    with pytest.raises(ReadError, match="no HTML") as caught:
        read_source(page)
    assert caught.value.line == 2


@pytest.mark.parametrize("formula", [r"\int v(dn)", r"\int 1v(dn)"])
def test_an_integral_of_one_prints_back_as_it_stood(formula: str) -> None:
    tree = read_formula(formula, GAME, section="two-faces")
    assert said(latex(tree)) == said(formula)
    assert tree == read_formula(r"\int 1v(dn)", GAME, section="two-faces")
