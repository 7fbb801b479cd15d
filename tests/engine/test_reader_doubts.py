r"""Formulas whose tokens are all known and that a mathematician may still read in two ways: refused, not guessed."""

from __future__ import annotations

import pytest

from verify.errors import ReadError
from verify.reading.doubts import DoubtfulError
from verify.reading.notation import FUNCTION, INDEX, SET, Letter, Notation
from verify.reading.printer import latex
from verify.reading.statements import read_formula

TABLE = Notation(
    (
        *(Letter(name) for name in ("H", "c", "x", "y", "t", "T", r"\mathrm{best}", r"\lambda", r"\omega")),
        Letter("f", FUNCTION),
        Letter("N", FUNCTION),
        Letter(r"\mathcal{L}"),
        Letter(r"\Theta", FUNCTION),
        Letter(r"\mathcal{O}", FUNCTION),
        Letter("i", INDEX),
        Letter("j", INDEX),
        Letter("w_i", indices=("i",)),
        Letter("w_{i,j}", indices=("i", "j")),
        Letter("X", SET),
        Letter(r"\delta"),
    )
)

DOUBTFUL = {
    "a letter above and below may differentiate": r"\frac{\delta x}{\delta y}=c",
    "it may be the operator alone": r"\frac{\delta}{\delta y}=c",
    "two bounds may hold for both letters": "0<x, y<1",
    "a derivative may be of the brackets behind it": r"\frac{dy}{dx}[c+x]",
    "an index beside a value may be a value": r"i+w_1=c",
    "an arrow between sets belongs to a function": r"X\to X",
    "a value that may move in time is no constant": r"\int_0^T f(c)\,dt=x",
    "nor is it as a factor": r"\int_0^T t f(c+x)\,dt=x",
    "two indices are no product": "w_{ij}=c",
    "nor are they with a step": "w_{ij+1}=c",
    "the value of a value is called": "f(x)(y)=c",
    "an undeclared function is no factor": "c(x)=y",
    "of several arguments": "c(x,y)=t",
    "an inverse is no reciprocal": "c^{-1}(x)=y",
    "a transpose is no power": "x^Ty=c",
    "the maximum is over the difference": r"\max_x f(x)-cx",
    "the sum runs on": r"\sum_i w_i+w_ic",
    "the limit is of both terms": r"\lim_{x\to0}f(x)+x",
    "behind a factor too": r"y+c\max_x f(x)-x",
    "an upper index is no power": "x^i=c",
    "nor is it on a family": "w_i^j=c",
    "a word above a letter is no power": r"x^{\mathrm{best}}=c",
    "an order of growth is no function": r"x=\Theta(y)",
    "nor is a remainder": r"x=y+\mathcal{O}(y^2)",
    "the imaginary unit is no index": r"\lambda=\pm i\omega",
    "a set of one is not its element": r"x=\{y\}",
    "a number of elements is no absolute value": "|X|=c",
    "nor is that of what nobody called a set": "|T|=c",
    "both are positive": r"\lambda=c,\qquad x,y>0",
    "what a list behind a relation belongs to": r"x\in y,c",
    "an inverse function is no reciprocal": r"\cos^{-1}(x)=y",
    "nor is one of another function": r"\tanh^{-1}x=y",
    "the other imaginary unit": r"\lambda=\pm j\omega",
    "a transform is no factor": r"\mathcal{L}\{f(t)\}=x",
    "nor is the inverse of one": r"\mathcal{L}^{-1}(x+1)=y",
    "a functional is no factor": "c[f(x)]=y",
    "an operator on a function at a point": "(cy)(x)=t",
    "a rising factorial is no power": "x^{(c)}=y",
    "nor is a derivative": "x^{(c+1)}=y",
    "a sum over what nobody ranged": r"\sum_x f(x)=y",
    "a product over all from one on": r"\prod_{x\ge3}f(x)=y",
    "a substitution is no limit": r"x\to\frac{1}{x}",
    "further digits are no factor": r"x=0.414\ldots",
    "a logarithm of an unknown base": r"2^{\log(x)}=y",
    "a maximum of what follows": r"\max_x f(x)=cx-x^2",
    "a derivative of what follows": r"\frac{d}{dx}(1-x)f(x)=c",
    "a limit from the right is no positive part": "f(0^+)=c",
    "all but one": "w_{-i}=y",
    "a quantile": "w_{0.5}=y",
    "a conjugate transpose is no power": "x^Hy=c",
    "a norm is no absolute value": "||x-y||=c",
    "a number of neighbours is no absolute value": "|N(x)|=c",
    "a label below one of a family": "w_c=y",
    "a row behind a case": r"f(x)&=c,\quad x\ge0\\&=y",
    "a fence before an invisible brace": r"x\in\left{y,c\right}",
}

SURE = (
    r"\frac{\delta x}{y}=c",
    r"\frac{\delta x}{1-\delta}=c",
    "0<x<1, y<1",
    r"\frac{dy}{dx}\cdot[c+x]=t",
    "i+1=x",
    "w_{i+1}=i+2",
    "w_{i,j}=c",
    "w_{i+1}=c",
    "w_{2t}=c",
    "f(x)f(y)=c",
    "f(x)(1-y)=c",
    r"c\cdot(x)=y",
    "c(1-x)=y",
    r"x^T\cdot y=c",
    "x^t y=c",
    r"\max_x (f(x)-cx)",
    r"\max_x f(x)-c",
    r"\sum_i w_i+\sum_i w_ic",
    r"\sum_i x^i=c",
    "(x)^i=c",
    r"\sum_i iw_i",
    r"x\{y-c\}=t",
    r"x\in\{y,c\}",
    "|x|=c",
    "|(T)|=c",
    "x,y>0",
    r"x>0,\qquad y>0",
    r"\left\{x+y\right\}c",
    r"\cos^2(x)=y",
    r"(\cos x)^{-1}=y",
    "c[1-f(x)]=y",
    "(1-c)(1-x)=y",
    r"(1-c)f(x)=y",
    r"\mathcal{L}\cdot(x+1)=y",
    "x^{c}=y",
    "x^{(cy)}=t",
    "(x)(x)=y",
    "(x+c)(x)=y",
    "2^{(c)}=y",
    r"\sum_{x\in X}f(x)=y",
    r"\sum_i w_i=y",
    r"\prod_{i\ge3}w_i=y",
    r"x\to\frac{1}{y}",
    r"x=1\cdot 2\cdots c",
    r"w_i=\sum_j w_j",
    r"2^x\log x=y",
    r"2^{\ln(x)}=y",
    "f(0+)=c",
    "(x-c)^+=y",
    r"\max_x f(x)=c-y",
    r"\max_x f(x)=\max_x (cx)",
    r"\frac{d}{dx}[(1-x)f(x)]=c",
    r"\frac{d}{dx}[f(x)]\cdot c=y",
    "|f(x)|=c",
    "|(N(x))|=c",
    "|N(x)-c|=y",
    r"x^H\cdot y=c",
    "w_{i-1}=y",
    r"f(x)&=c+y\\&=t,\quad x\ge0",
)


@pytest.mark.parametrize("formula", DOUBTFUL.values(), ids=DOUBTFUL)
def test_a_second_reading_is_an_error_with_a_next_step(formula: str) -> None:
    with pytest.raises(ReadError, match=r"line 1, column .*; "):
        read_formula(formula, TABLE)


@pytest.mark.parametrize("formula", SURE)
def test_what_has_one_reading_is_read(formula: str) -> None:
    found = read_formula(formula, TABLE)
    assert read_formula(latex(found), TABLE) == found


def test_the_doubt_is_at_the_formulas_own_place() -> None:
    with pytest.raises(DoubtfulError) as found:
        read_formula("w_{ij}=c", TABLE, line=7, column=3)
    assert (found.value.line, found.value.column) == (7, 3)


def test_a_table_that_says_what_is_an_argument_leaves_no_doubt() -> None:
    table = Notation((Letter("x"), Letter("t"), Letter("a", FUNCTION, bare=True, called_with=("t",))))
    assert latex(read_formula("a(x)=a(t)", table))


def test_a_meaning_in_the_table_makes_a_function_of_an_order() -> None:
    table = Notation((Letter("x"), Letter(r"\Theta", FUNCTION, meaning="the temperature at a place")))
    assert latex(read_formula(r"\Theta(x)=x", table))
