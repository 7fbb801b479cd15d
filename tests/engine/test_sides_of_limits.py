r"""A monotone limit is that of a letter from one side, and o(t) lies between O(t) and O(t^2)."""

from __future__ import annotations

import pytest
from small_statements import is_proved, is_refuted

TRUE = (
    (r"e^{x}\downarrow0", r"x\to-\infty"),
    (r"-e^{x}\uparrow0", r"x\to-\infty"),
    (r"e^{-x}\downarrow0", r"x\to\infty"),
    (r"e^{-x}\uparrow1", r"x\downarrow0"),
    (r"e^{-x}\downarrow1", r"x\uparrow0"),
    (r"\frac{|t|}{t}\to1", r"t\downarrow0"),
    ("x+O(t^2)=x+o(t)", r"t\downarrow0"),
    ("x+o(t^2)=x+O(t^2)", r"t\downarrow0"),
    ("e^t=1+t+o(t)", r"t\downarrow0"),
)
FALSE = (
    (r"e^{x}\uparrow0", r"x\to-\infty"),
    (r"e^{-x}\uparrow0", r"x\to\infty"),
    (r"e^{-x}\downarrow1", r"x\downarrow0"),
    (r"e^{-x}\downarrow1", r"x\to0"),
    (r"\frac{|t|}{t}\to1", r"t\to0"),
    (r"\frac{|t|}{t}\to1", r"t\uparrow0"),
    ("x+o(t)=x+O(t^2)", r"t\downarrow0"),
    ("x+O(t)=x+o(t)", r"t\downarrow0"),
    ("e^t=1+t+o(t^2)", r"t\downarrow0"),
)


@pytest.mark.parametrize(("latex", "toward"), TRUE)
def test_true_ones_are_proved(latex: str, toward: str) -> None:
    assert is_proved(latex, toward)
    assert not is_refuted(latex, toward)


@pytest.mark.parametrize(("latex", "toward"), FALSE)
def test_false_ones_are_refuted(latex: str, toward: str) -> None:
    assert not is_proved(latex, toward)
    assert is_refuted(latex, toward)


@pytest.mark.parametrize(
    ("over", "proved"), [("t>0", True), (r"t\ge0", True), (r"t\ge-1", False), (r"t\in[-1,1]", False)]
)
def test_a_choice_is_nonnegative_only_where_its_range_is(over: str, proved: bool) -> None:
    earlier = rf"A(x)=\max_{{{over}}}\left\{{xt-t^2\right\}}"
    later = rf"A(x)=\max_{{{over}}}\left\{{x|t|-t^2\right\}}"
    assert is_proved(later, follows=earlier) is proved
