r"""Two relations on linear values: what is said to exclude each other has no point in common, exactly."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from verify.claims import Paper
from verify.contrariety import clash
from verify.model import Model
from verify.reading.notation import FUNCTION, Letter, Notation
from verify.reading.tree import Chain, Node, Number, Product, Sum, Symbol

COMPARED: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "=": operator.eq, r"\equiv": operator.eq, r"\ne": operator.ne,
    "<": operator.lt, ">": operator.gt, r"\le": operator.le, r"\ge": operator.ge,
}  # fmt: skip
NOTATION = Notation((Letter("k"), Letter("x"), Letter("g", FUNCTION), Letter("h", FUNCTION)))
numbers, marks = st.integers(-3, 3), st.sampled_from(list(COMPARED))
forms = st.tuples(numbers, numbers, numbers)
Form = tuple[int, int, int]
GRID = [(Fraction(i, 2), Fraction(j, 2)) for i in range(-13, 14) for j in range(-13, 14)]


def printed_number(n: int) -> Node:
    return Number(str(n)) if n >= 0 else Sum(("-",), (Number(str(-n)),))


def against_zero(form: Form, mark: str) -> Chain:
    """a x + b y + c beside zero."""
    terms = [Product((printed_number(n), Symbol(name)), ("",)) for n, name in zip(form, "xy", strict=False)]
    return Chain((Sum(("", "+", "+"), (*terms, printed_number(form[2]))), Number("0")), (mark,))


def is_true(form: Form, mark: str, x: Fraction, y: Fraction) -> bool:
    return COMPARED[mark](form[0] * x + form[1] * y + form[2], Fraction(0))


def samples(*roots: Fraction) -> list[Fraction]:
    """A point of each sign pattern of linear functions with these roots: the roots, between them and beyond."""
    ends = sorted(roots)
    return [ends[0] - 1, *ends, *((a + b) / 2 for a, b in pairwise(ends)), ends[-1] + 1]


@given(forms, marks, forms, marks)
def test_what_excludes_another_has_no_point_in_common_with_it(first: Form, one: str, second: Form, other: str) -> None:
    if clash(against_zero(first, one), against_zero(second, other)) is not None:
        assert not any(is_true(first, one, *point) and is_true(second, other, *point) for point in GRID)


@given(numbers, numbers, marks, numbers, numbers, marks)
def test_of_one_letter_that_is_seen_if_and_only_if_it_is_so(
    a: int, c: int, one: str, b: int, d: int, other: str
) -> None:
    assume(a != 0)
    first, second = (a, 0, c), (b, 0, d)
    points = samples(Fraction(-c, a), Fraction(-d, b) if b else Fraction(0))
    together = any(is_true(first, one, x, Fraction(0)) and is_true(second, other, x, Fraction(0)) for x in points)
    assert together is (clash(against_zero(first, one), against_zero(second, other)) is None)


@pytest.mark.parametrize(
    ("holds", "printed", "witness"),
    [
        ("g(k)=0", "g(k)=1", {"g(k)": "0"}),
        ("0=g(k)", "g(k)=1", {"g(k)": "0"}),
        (r"g(k)\equiv 0", "g(k)=1", {"g(k)": "0"}),
        (r"g(k)=h(k)\equiv 0", "g(k)<0", {"g(k)": "0"}),
        ("g(k)<1", "g(k)>2", {"g(k)": "< 1"}),
        ("1>g(k)", "g(k)>2", {"g(k)": "< 1"}),
        (r"1\le g(k)", "g(k)=0", {"g(k)": r"\ge 1"}),
        (r"g(k)\ne 1", "g(k)=1", {"g(k)": r"\ne 1"}),
        (r"g(x)\to 0", r"g(x)\to 1", {"g(x)": "0"}),
    ],
)
def test_the_witness_is_the_value_or_the_bound_that_leaves_no_room(
    holds: str, printed: str, witness: dict[str, str]
) -> None:
    model = Model(Paper("small", "Small", NOTATION))
    found = clash(model.read(holds, ""), model.read(printed, ""))
    assert found is not None
    assert {name.replace(" ", ""): value for name, value in found.witness.items()} == witness
