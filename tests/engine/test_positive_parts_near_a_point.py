"""Near a point a positive part is its inside or nothing, by the first term that does not vanish; never by a guess."""

from __future__ import annotations

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.errors import UndecidedError
from verify.symbolic.lower import one_sided
from verify.symbolic.normal_form import PositivePartOf

AWAY = sp.Dummy(positive=True)
coefficients = st.lists(st.integers(-2, 2), min_size=2, max_size=9).filter(any)


def polynomial(of: list[int]) -> sp.Expr:
    return sum((c * AWAY**k for k, c in enumerate(of)), sp.Integer(0))


@settings(max_examples=40)
@given(coefficients)
def test_the_first_term_decides_or_nothing_does(of: list[int]) -> None:
    inside = polynomial(of)
    order = next(k for k, c in enumerate(of) if c)
    try:
        found = one_sided(PositivePartOf(inside), AWAY)
    except UndecidedError:
        assert order > 4
    else:
        assert sp.expand(found - (inside if of[order] > 0 else 0)) == 0


@pytest.mark.parametrize(
    "inside",
    [(AWAY + 1) ** 2 - AWAY**2 - 2 * AWAY - 1, sp.sin(AWAY) ** 2 + sp.cos(AWAY) ** 2 - 1],
    ids=["a square written out", "a circle"],
)
def test_the_positive_part_of_nothing_is_nothing(inside: sp.Expr) -> None:
    assert one_sided(PositivePartOf(inside), AWAY) == 0


@pytest.mark.parametrize("order", [6, 9])
def test_what_vanishes_to_a_high_order_is_not_taken_for_nothing(order: int) -> None:
    with pytest.raises(UndecidedError, match="high order"):
        one_sided(PositivePartOf(AWAY**order - AWAY ** (order + 1)), AWAY)
