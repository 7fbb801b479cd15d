r"""Two equations with a maximisation at one point: the same at the drawn choice, or to the order that is printed."""

from __future__ import annotations

import pytest

from verify.breakers.checks import holds_at
from verify.claims import Paper, unprinted
from verify.model import Model
from verify.obligations import obligations
from verify.reading.notation import POSITIVE, Letter, Notation
from verify.walk.balls import ball
from verify.walk.evaluate import Walker, precision
from verify.walk.jets import UndefinedPointError

TABLE = Notation((*(Letter(name) for name in ("v", "w", "x", "y")), Letter("t", domain=POSITIVE)))
MODEL = Model(Paper("small", "Small", TABLE))


def answer(latex: str, toward: str, follows: str, **letters: int) -> bool | None:
    (asked,) = obligations(unprinted(latex, toward=toward, follows=follows), MODEL)
    with precision(160):
        return holds_at(asked, Walker(MODEL), {name: ball(one) for name, one in letters.items()})


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (r"v=\max_{x\ge0}\{wx-x^2\}", r"v=\max_{x\ge0}\{xw-x^2\}", True),
        (r"v=\max_{x\ge0}\{wx-x^2\}", r"v=\max_{y\ge0}\{yw-y^2\}", True),
        (r"v=\max_{x\ge0}\{wx-x^2\}", r"v=\max_{x\ge1-1}\{wx-x^2\}", True),
        (r"v=\max_{x\ge0}\{wx-x^2\}", r"v=\max_{x\ge1}\{wx-x^2\}", False),
        (r"v=\max_{x\ge0}\{wx-x^2\}", r"v=\max_{x>0}\{wx-x^2\}", None),
        (r"v=\max_{x\ge0}\{wx-x^2\}", r"v=\max_{x\ge0}\{wx-2x^2\}", False),
        (r"v=\max_{x\ge0}\{wx-x^2\}", r"w=\max_{x\ge0}\{wx-x^2\}", False),
        (r"v=\max_{x\ge0}\{|x|-x^2\}", r"v=\max_{x\ge0}\{x-x^2\}", True),
    ],
)
def test_an_equation_is_another_if_its_maximands_agree_at_the_choice(
    before: str, after: str, expected: bool | None
) -> None:
    assert answer(after, "", before, v=1, w=2, chosen=3) is expected


def test_a_choice_outside_the_range_says_nothing() -> None:
    equation = r"v=\max_{x\ge0}\{|x|-x^2\}"
    with pytest.raises(UndefinedPointError, match="outside its range"):
        answer(equation, "", equation, v=1, chosen=-1)
    assert answer(equation, "", equation, v=1, chosen=0) is True


BEFORE = r"v=\max_{x\ge0}\{v+t(w-x^2)+R\}"


@pytest.mark.parametrize(
    ("remainder", "after", "expected"),
    [
        ("O(t^2)", r"0=\max_{x\ge0}\{w-x^2\}", True),
        ("o(t)", r"0=\max_{x\ge0}\{w-x^2\}", True),
        ("O(t)", r"0=\max_{x\ge0}\{w-x^2\}", None),
        ("t^2", r"0=\max_{x\ge0}\{w-x^2\}", True),
        ("t", r"0=\max_{x\ge0}\{w-x^2\}", False),
        ("1", r"0=\max_{x\ge0}\{w-x^2\}", False),
        ("t^2", r"0=\max_{x\ge0}\{w-x^2+t\}", True),
        ("t^2", r"v=\max_{x\ge0}\{v+t(w-x^2)+O(t^2)\}", True),
        ("t^2", r"v=\max_{x\ge0}\{v+t(w-x^2)+O(t^3)\}", False),
        ("t^2", r"v=\max_{x\ge0}\{v+t(w-x^2)+o(t)+O(t^4)\}", True),
        ("t", r"v=\max_{x\ge0}\{v+t(w-x^2)+O(t)\}", True),
        ("t", r"v=\max_{x\ge0}\{v+t(w-x^2)+o(t)\}", False),
    ],
)
def test_what_is_left_in_the_limit_is_the_leading_term(remainder: str, after: str, expected: bool | None) -> None:
    assert answer(after, r"t\downarrow0", BEFORE.replace("R", remainder), v=1, w=2, chosen=3) is expected


def test_what_does_not_move_with_the_period_is_compared_as_it_is() -> None:
    still = r"v=\max_{x\ge0}\{w-x^2\}"
    assert answer(still, r"t\downarrow0", still, v=1, w=2, chosen=3) is True
    assert answer(still.replace("w", "2w"), r"t\downarrow0", still, v=1, w=2, chosen=3) is False
