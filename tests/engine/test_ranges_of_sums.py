r"""A sum from m to n has n - m + 1 terms, none for n = m - 1, and no value below that."""

from __future__ import annotations

from fractions import Fraction
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.claims import Paper
from verify.errors import UndecidedError
from verify.model import Model
from verify.reading.notation import INDEX, Domain, Letter, Notation
from verify.walk.balls import ball
from verify.walk.evaluate import Walker
from verify.walk.jets import Value
from verify.walk.series import MOST

TABLE = Notation(
    (
        Letter("n"),
        Letter("i", INDEX, domain=Domain(integer=True)),
    )
)


def value(latex: str) -> Value:
    model = Model(Paper("sums", "", TABLE))
    found: Value = Walker(model).value(model.read(latex, ""), {})
    return found


@given(st.integers(-9, 9), st.integers(-9, 9))
def test_a_sum_has_every_term_of_its_range(first: int, last: int) -> None:
    latex = rf"_{{i={first}}}^{{{last}}}(i+1)"
    terms = [k + 1 for k in range(first, last + 1)]
    if last < first - 1:
        for kind in (r"\sum", r"\prod"):
            with pytest.raises(UndecidedError, match="before it begins"):
                value(kind + latex)
    else:
        assert value(r"\sum" + latex) == sum(terms)
        assert value(r"\prod" + latex) == prod(terms)


def test_a_sum_of_too_many_terms_has_no_value() -> None:
    assert value(rf"\sum_{{i=1}}^{{{MOST}}}1") == MOST
    with pytest.raises(UndecidedError, match="more than"):
        value(rf"\sum_{{i=1}}^{{{MOST + 1}}}1")


@given(st.fractions(-3, 9, max_denominator=4))
def test_only_whole_numbers_end_a_sum(end: Fraction) -> None:
    model = Model(Paper("sums", "", TABLE))
    terms = model.read(r"\sum_{i=1}^{n}i", "")
    if end.denominator > 1:
        with pytest.raises(UndecidedError, match="whole numbers"):
            Walker(model).value(terms, {"n": ball(end)})
    elif end >= 0:
        assert Walker(model).value(terms, {"n": ball(end)}) == sum(range(1, int(end) + 1))
