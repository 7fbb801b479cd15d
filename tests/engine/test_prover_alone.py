"""The proving leg by itself: what is true in an unusual form it proves, what is false it never does."""

from __future__ import annotations

import pytest
from statements import Statement, model
from test_true_statements import TRUE

from verify.claims import Step, unprinted
from verify.kernel import Evidence, Outcome
from verify.obligations import obligations
from verify.reading.notation import Domain
from verify.symbolic import prove as proving
from verify.symbolic.lower import assumptions
from verify.symbolic.prove import prove

SHORT, CONTINUOUS = r"\Delta\downarrow0", "continuous-time-approximation"

MORE = [
    Statement("a root", r"\sqrt{a^2}=a"),
    Statement("a cube root", r"\sqrt[3]{a^3}=a"),
    Statement("a root is positive", r"\sqrt{a+1}>1"),
    Statement("an integral of an absolute value", r"\int_{-a}^{a}|q|\,dq=a^2"),
    Statement("a hyperbolic cotangent", r"\coth(a)=\frac{\cosh(a)}{\sinh(a)}"),
    Statement("a free function near a point", r"V(g+\Delta)=V(g)+\Delta V'(g)+O(\Delta^2)", CONTINUOUS, SHORT),
    Statement(
        "a positive part that z3 can tell",
        r"[(\beta-1)\varepsilon]^+=O(\varepsilon^2)",
        toward=r"\varepsilon\downarrow0",
    ),
    Statement("flat on the left, to any order", r"B(g)=O(g^5)", toward=r"g\uparrow0"),
    Statement("a closed interval", r"s\in[0,1]"),
    Statement("a half-open interval", r"\beta\in[0,1)"),
    Statement("a wider interval", r"\beta\in[0,1]"),
    Statement("an open interval", r"L(z)\in(0,1)"),
    Statement("an interval without end", r"a\in(0,\infty)"),
    Statement("an equation with a negative slope used", r"e^z=e^{1-a}", given=("1-z=a",)),
    Statement("the tangent of an exponential of a sum", r"e^{z+q}\ge1+z+q", "two-faces"),
    Statement("the other tangent", r"e^z(1-z)\le1"),
    Statement("an exponential of a quotient", r"e^{z/a}\ge1", given=(r"z\ge0",)),
    Statement("a positive part that the hypothesis decides", r"[z]^+=0", given=(r"z\le0",)),
    Statement("an absolute value is at least its argument", r"|z-q|\ge z-q"),
    Statement("an absolute value of a product", r"|az|=a|z|"),
]

FALSE = [
    Statement("a root is no square", r"\sqrt{a}=a"),
    Statement("a root is not below its argument's", r"\sqrt{a+1}<1"),
    Statement("a root is not zero", r"\sqrt{a}=0"),
    Statement("an integral without its absolute value", r"\int_{-a}^{a}q\,dq=a^2"),
    Statement("a hyperbolic tangent", r"\coth(a)=\frac{\sinh(a)}{\cosh(a)}"),
    Statement("a derivative at a kink", r"B'(0)=0"),
    Statement("not flat on the right", r"B(g)=O(g^2)", toward=r"g\downarrow0"),
    Statement("an open end that is reached", r"s\in(0,1]"),
    Statement("an open end above that is reached", r"s\in[0,1)"),
    Statement("a narrower interval", r"L(z)\in(0,1/2)"),
    Statement("an interval elsewhere", r"a\in(1,\infty)"),
    Statement("a free function is not linear", r"V(g+\Delta)=V(g)+\Delta V'(g)+O(\Delta^3)", CONTINUOUS, SHORT),
    Statement("an exponential of what may be negative", r"e^{z/a}\ge1"),
]


def outcomes(statement: Statement) -> set[Outcome]:
    step = unprinted(statement.latex, toward=statement.toward, given=statement.given)
    step.section = statement.section
    return {one.outcome for one in answers(step)}


def answers(step: Step) -> list[Evidence]:
    asked = obligations(step, model())
    assert asked
    return [prove(one, model()) for one in asked]


@pytest.mark.parametrize("statement", [*TRUE, *MORE], ids=str)
def test_what_is_true_is_proved(statement: Statement) -> None:
    assert outcomes(statement) == {Outcome.PROVED}


@pytest.mark.parametrize("statement", FALSE, ids=str)
def test_what_is_false_is_not_proved(statement: Statement) -> None:
    assert Outcome.PROVED not in outcomes(statement)


@pytest.mark.parametrize(("maximand", "expected"), [("-n^2+an", Outcome.PROVED), ("-n^2+2an", Outcome.UNKNOWN)])
def test_a_maximisation_is_rewritten_or_it_is_another(maximand: str, expected: Outcome) -> None:
    step = unprinted(rf"A(q)=\max_{{n>0}}\left\{{{maximand}\right\}}", follows=r"A(q)=\max_{n>0}\left\{an-n^2\right\}")
    step.section = "two-faces"
    assert {one.outcome for one in answers(step)} == {expected}


@pytest.mark.parametrize(
    "error", [ValueError, TypeError, ZeroDivisionError, NotImplementedError, AttributeError, RecursionError]
)
def test_computer_algebra_that_breaks_down_proves_nothing(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(question: proving.Question) -> str:
        raise error("no")

    monkeypatch.setitem(proving.STRATEGIES, "relation", breaks)
    step = unprinted("a=a")
    step.section = "composition"
    (found,) = answers(step)
    assert found.outcome is Outcome.UNKNOWN
    assert error.__name__ in found.detail


@pytest.mark.parametrize(
    ("domain", "sign"),
    [
        (Domain(None, 0), "nonpositive"),
        (Domain(None, 0, open_above=True), "negative"),
        (Domain(None, -1), "negative"),
        (Domain(0, None), "nonnegative"),
        (Domain(0, None, open_below=True), "positive"),
        (Domain(1, 2), "positive"),
    ],
)
def test_a_domain_gives_a_sign(domain: Domain, sign: str) -> None:
    assert assumptions(domain) == {"real": True, sign: True}
