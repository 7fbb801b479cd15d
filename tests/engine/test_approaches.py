r"""An approach is a letter, an arrow and a point; of anything longer no part is passed over."""

from __future__ import annotations

import pytest

from verify.claims import Paper
from verify.errors import UsageError
from verify.model import Model
from verify.obligations import Approach, approach_in
from verify.reading.notation import FUNCTION, Letter, Notation
from verify.reading.tree import Infinity, Node, Number

NOTATION = Notation((Letter("x"), Letter("y"), Letter("f", FUNCTION)))


def read(latex: str) -> Node:
    return Model(Paper("small", "Small", NOTATION)).read(latex, "")


@pytest.mark.parametrize(
    ("latex", "approach"),
    [
        (r"x\to0", Approach("x", Number("0"))),
        (r"y\to\infty", Approach("y", Infinity())),
        (r"x\downarrow1", Approach("x", Number("1"), "+")),
        (r"x\uparrow1", Approach("x", Number("1"), "-")),
    ],
)
def test_an_arrow_says_what_tends_where_and_from_which_side(latex: str, approach: Approach) -> None:
    assert approach_in(read(latex)) == approach


@pytest.mark.parametrize(
    "latex",
    [r"x\to0<y", r"y<x\to0", r"x\to y\to0", r"y=x\to0", "x=0", "x<0", r"f(x)\to0", r"0\to x", "x", r"x\to0,y\to0"],
)
def test_nothing_else_is_an_approach(latex: str) -> None:
    with pytest.raises(UsageError, match="an approach is"):
        approach_in(read(latex))
