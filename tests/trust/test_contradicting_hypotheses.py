"""What is said under hypotheses that contradict each other is vacuous; under others it is decided as before."""

from __future__ import annotations

import pytest
from claims_of_each_kind import Said, decided

from verify.kernel import Verdict


@pytest.mark.parametrize(
    "given",
    [("x<x",), ("x=1", "x=2"), ("x^2<0",), ("x>y", "y>x"), (r"x\ge2", "x^2<4"), ("a<0",), (r"\max\{x,y\}<x",)],
    ids=str,
)
@pytest.mark.parametrize("latex", ["a=b", "a>b", "a=a"])
def test_nothing_holds_under_a_contradiction(latex: str, given: tuple[str, ...]) -> None:
    assert decided(Said(latex, True, given))[0].verdict is Verdict.VACUOUS


@pytest.mark.parametrize(
    ("latex", "given"),
    [
        ("x^3>y^3", ("x>y",)),
        (r"x\ge2", (r"x\ge2",)),
        ("x+y=2x", ("x=y",)),
        ("x>1", (r"x^2\ge4", "x>0")),
        ("x=1", ("x=1", "x=y", "y=1")),
    ],
)
def test_hypotheses_that_some_point_satisfies_are_not_vacuous(latex: str, given: tuple[str, ...]) -> None:
    assert decided(Said(latex, True, given))[0].verdict is Verdict.HOLDS


@pytest.mark.parametrize(
    "latex",
    [
        r"\log(-a)=\log(-a)",
        r"\log(-a)=\log a",
        r"\sqrt{-a}>0",
        r"\sqrt{-1-x^2}=\sqrt{-1-x^2}",
        r"\frac{1}{a-a}=\frac{1}{a-a}",
    ],
)
def test_a_formula_without_a_value_anywhere_says_nothing(latex: str) -> None:
    ruling = decided(Said(latex, True, ()))[0]
    assert ruling.verdict is Verdict.VACUOUS
    assert "no real value" in ruling.reason


@pytest.mark.parametrize("latex", [r"\log a=\log a", r"\sqrt{x^2}=|x|", r"\log(x^2+1)\ge0"])
def test_a_formula_with_values_is_decided(latex: str) -> None:
    assert decided(Said(latex, True, ()))[0].verdict is Verdict.HOLDS
