r"""A superscript that the table declares belongs to the letter; any other is a power, and a star never is."""

from __future__ import annotations

import pytest

from verify.errors import ReadError
from verify.reading.notation import FUNCTION, Letter, Notation
from verify.reading.printer import latex
from verify.reading.statements import read_formula
from verify.reading.tree import Chain, Group, Node, Power, Symbol

TABLE = Notation((*map(Letter, ("x", "y", "H", "n", "n^*", "x^{H}", r"x^{\mathrm{low}}")), Letter("f^{H}", FUNCTION)))


def left(formula: str) -> Node:
    found = read_formula(f"{formula}=1", TABLE)
    assert isinstance(found, Chain)
    assert read_formula(latex(found), TABLE) == found
    return found.operands[0]


@pytest.mark.parametrize("formula", ["x^H", "x^{H}", "n^*", "n^{*}", r"x^{\mathrm{low}}"])
def test_a_declared_superscript_is_part_of_the_name(formula: str) -> None:
    found = left(formula)
    assert isinstance(found, Symbol)
    assert found.name not in ("x", "n")


@pytest.mark.parametrize("formula", ["x^y", "x^{2}", "y^H", "n^H", "x^{H+1}", "x^{2H}"])
def test_any_other_is_a_power(formula: str) -> None:
    assert isinstance(left(formula), Power)


@pytest.mark.parametrize("formula", ["x^*", "y^{*}", "y^{**}", r"y^{\mathrm{low}}"])
def test_a_star_or_a_word_that_nobody_declared_is_no_power(formula: str) -> None:
    with pytest.raises(ReadError):
        left(formula)


def test_a_power_of_a_letter_with_a_superscript_is_in_brackets() -> None:
    found = left("(x^H)^2")
    assert isinstance(found, Power)
    assert isinstance(found.base, Group)
    assert found.base.body == left("x^H")
