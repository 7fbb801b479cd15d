"""Two bars are an absolute value; one bar alone stands between arguments, and anywhere else it is an error."""

from __future__ import annotations

import pytest

from verify.errors import ReadError
from verify.reading.notation import FUNCTION, Letter, Notation
from verify.reading.outline import outline
from verify.reading.statements import read_formula

TABLE = Notation((*map(Letter, "cxy"), Letter("f", FUNCTION), Letter("g", FUNCTION, arity=2)))


@pytest.mark.parametrize(
    ("formula", "read"),
    [
        ("g(x|y)=c", "(= (call g x y) c)"),
        ("g(x+1|2y)=c", "(= (call g (+ x 1) (* 2 y)) c)"),
        ("g(f(x)|y)|x|=c", "(= (* (call g (call f x) y) (abs x)) c)"),
        ("|x|y=c", "(= (* (abs x) y) c)"),
        ("y|x|=c", "(= (* y (abs x)) c)"),
        ("|x||y|=c", "(= (* (abs x) (abs y)) c)"),
        ("f(|x|)=c", "(= (call f (abs x)) c)"),
        ("|x+|y||=c", "(= (abs (+ x (abs y))) c)"),
        ("|f(|x|)|=c", "(= (abs (call f (abs x))) c)"),
    ],
)
def test_bars_that_match_are_read(formula: str, read: str) -> None:
    assert outline(read_formula(formula, TABLE)) == read


@pytest.mark.parametrize("formula", ["c=x|y", "c=|x", "c=x|", "(x|y)=c", "[c|x]|y|=1", "y(x|c)|x|=1", "f(x|y)=c"])
def test_a_bar_alone_is_an_error(formula: str) -> None:
    with pytest.raises(ReadError):
        read_formula(formula, TABLE)
