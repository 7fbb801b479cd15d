"""A formula with a remainder is another form of the registered one only with the same remainder."""

from __future__ import annotations

import pytest

from verify.claims import Paper, unprinted
from verify.model import Model
from verify.obligations import Obligation
from verify.reading.notation import FUNCTION, Letter, Notation
from verify.reading.outline import outline
from verify.rewriting import equalities

NOTATION = Notation((*map(Letter, "abxy"), Letter("f", FUNCTION)))
PRINTED = "f(x)=ax+bx+O(x^2)"


def asked(live: str) -> list[Obligation] | None:
    paper = Paper("small", "Small", NOTATION)
    step = unprinted(PRINTED)
    paper.section("one", "One").claim("claim", step)
    model = Model(paper)
    return equalities(step, model.tree(step), model.read(live, ""))


@pytest.mark.parametrize("live", ["f(x)=(a+b)x+O(x^2)", "f(x)=O(x^2)+(a+b)x", "(a+b)x+O(x^2)=f(x)"])
def test_with_the_same_remainder_the_values_are_to_be_compared(live: str) -> None:
    found = asked(live)
    assert found is not None
    assert all("O" not in outline(side) for one in found for side in (one.left, one.right))
    assert any("(+ (* a x) (* b x)" in outline(one.left) for one in found)


@pytest.mark.parametrize(
    "live",
    ["f(x)=(a+b)x+O(x)", "f(x)=(a+b)x+o(x^2)", "f(x)=(a+b)x", "f(x)=(a+b)x+O(x^2)+O(x)", "f(x)+O(x)=(a+b)x+O(x^2)"],
)
def test_with_another_remainder_no_value_makes_them_one(live: str) -> None:
    assert asked(live) is None
