"""A product with zero and a positive power of it vanish; what is divided by something may have no value at all."""

from __future__ import annotations

import pytest

from verify.arrangement import is_rearranged
from verify.reading.notation import Letter, Notation
from verify.reading.statements import read_formula
from verify.reading.tree import Node

NOTATION = Notation(tuple(map(Letter, "xy")))


def read(text: str) -> Node:
    return read_formula(text, NOTATION)


@pytest.mark.parametrize("text", ["0^1", "0^2", "0x", "x(1-1)", "(x-x)^3", "0^2+0", r"\frac{0}{2}", "xy-yx"])
def test_what_vanishes_is_zero_in_any_arrangement(text: str) -> None:
    assert is_rearranged(read(text), read("0"))
    assert is_rearranged(read(f"{text}+y"), read("y"))


@pytest.mark.parametrize(
    "text", ["0^0", "(x-x)^0", "0^{-1}", r"\frac{1}{0}", r"\frac{0}{0}", r"\frac{0}{x}", r"x-x+\frac{1}{y}-\frac{1}{y}"]
)
@pytest.mark.parametrize("number", ["0", "1"])
def test_what_has_no_value_is_no_number(text: str, number: str) -> None:
    assert not is_rearranged(read(text), read(number))
    assert is_rearranged(read(text), read(text))
