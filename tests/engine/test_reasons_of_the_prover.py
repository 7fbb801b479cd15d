r"""What the prover cannot decide it leaves with a reason in one sentence, and what stands just beside it it proves."""

from __future__ import annotations

import pytest
import sympy as sp
from small_statements import model

from verify.claims import unprinted
from verify.kernel import Evidence, Outcome
from verify.obligations import obligations
from verify.reading.notation import Domain
from verify.symbolic.prove import _inside, prove

DOWN, UP = r"t\downarrow0", r"t\to\infty"


def found(latex: str, toward: str = "", given: tuple[str, ...] = (), follows: str | None = None) -> Evidence:
    step = unprinted(latex, toward=toward, given=given, follows=follows)
    step.section = "one"
    small = model()
    (asked,) = obligations(step, small)
    return prove(asked, small)


UNDECIDED = [
    (r"x\in\{1,2,3\}", "", "no interval"),
    ("O(t)=t^2", DOWN, "on the left only"),
    (r"t=O(\sqrt{t})", DOWN, "no power"),
    (r"t=O(1+t)", DOWN, "no power"),
    (r"t=O(1)", DOWN, "no power"),
    ("t=O(t^2)", DOWN, "order 1 does not vanish"),
    (r"\frac{1}{t}=O(t)", DOWN, "does not vanish|singular"),
    (r"\frac{x}{1+t}\to x", UP, "another one"),
    (r"\frac{1}{t}\to\infty", UP, "another one"),
    (r"\sin(t)\to0", UP, "closed form"),
    (r"\frac{|x-t|}{x-t}\to1", r"t\to x", "two sides differ"),
    (r"x^2\ge x", "", "no strategy"),
    (r"\int x\,w(dx)\ge0", "", "unbounded"),
]
PROVED = [
    (r"u\in[0,1]", "", "z3|domains|normal"),
    ("O(t^2)=O(t)", DOWN, "Taylor"),
    ("t=O(t)", DOWN, "Taylor"),
    ("t^2=o(t)", DOWN, "Taylor"),
    (r"t^2=2\,O(t)", DOWN, "Taylor"),
    (r"\frac{x}{1+t}\to0", UP, "limit"),
    (r"t\to\infty", UP, "limit"),
    (r"\frac{1}{t}\downarrow0", UP, "monotone"),
    (r"\frac{t}{1+t}\uparrow1", UP, "monotone"),
    (r"\frac{x-t}{x-t}\to1", r"t\to x", "limit"),
    (r"x^2\ge2x-1", "", "z3"),
    (r"\int e^{-x}\,w(dx)\ge0", "", "domains|z3"),
    ("a+1>0", "", "domains"),
    ("(x+1)^2=x^2+2x+1", "", "same normal form"),
]


@pytest.mark.parametrize(("latex", "toward", "reason"), UNDECIDED)
def test_what_is_not_proved_has_its_reason(latex: str, toward: str, reason: str) -> None:
    answer = found(latex, toward)
    assert answer.outcome is Outcome.UNKNOWN
    assert any(part in answer.detail for part in reason.split("|")), answer.detail


@pytest.mark.parametrize(("latex", "toward", "how"), PROVED)
def test_what_is_proved_says_how(latex: str, toward: str, how: str) -> None:
    answer = found(latex, toward)
    assert answer.outcome is Outcome.PROVED, answer.detail
    assert any(part in answer.detail for part in how.split("|")), answer.detail


@pytest.mark.parametrize(
    ("latex", "given", "outcome"),
    [
        ("y=1", ("x+y=2", "x=1"), Outcome.PROVED),
        ("y=2", ("x+y=2", "x=1"), Outcome.UNKNOWN),
        ("2y=x", ("ax=2ay",), Outcome.PROVED),
        ("2y=x", ("zx=2zy",), Outcome.UNKNOWN),
        ("2y=x", ("zx=2zy", "z>1"), Outcome.PROVED),
        ("2y=x", ("zx=2zy", r"z\ge0"), Outcome.UNKNOWN),
        ("y=x", ("y^2=x^2",), Outcome.UNKNOWN),
        ("x>0", (r"x\in(0,1]",), Outcome.PROVED),
        ("x>0", (r"x\in[0,1]",), Outcome.UNKNOWN),
        ("x<1", (r"x\in[0,1)",), Outcome.PROVED),
        ("x<1", (r"x\in[0,1]",), Outcome.UNKNOWN),
        (r"x\le7", (r"x\in(-\infty,7]",), Outcome.PROVED),
        ("x>3", (r"x\in(3,\infty)",), Outcome.PROVED),
        (r"x\ge3", (r"x\in(2,\infty)",), Outcome.UNKNOWN),
        ("x=1", ("x>1", "x<0"), Outcome.VACUOUS),
        ("a=1", ("a=-1",), Outcome.VACUOUS),
        (r"[x]^+=x", (r"x\ge0",), Outcome.PROVED),
        (r"[x]^+=x", (r"x\ge-1",), Outcome.UNKNOWN),
        (r"|x|=-x", (r"x\le0",), Outcome.PROVED),
    ],
)
def test_hypotheses_decide(latex: str, given: tuple[str, ...], outcome: Outcome) -> None:
    assert found(latex, given=given).outcome is outcome


@pytest.mark.parametrize(
    ("domain", "relations"),
    [
        (Domain(1, 2), [r"\ge", r"\le"]),
        (Domain(1, 2, open_below=True), [">", r"\le"]),
        (Domain(1, 2, open_above=True), [r"\ge", "<"]),
        (Domain(1, None), [r"\ge"]),
        (Domain(None, 2, open_above=True), ["<"]),
        (Domain(None, None), []),
    ],
)
def test_a_range_is_what_holds_at_its_ends(domain: Domain, relations: list[str]) -> None:
    x = sp.Symbol("x", real=True)
    found = _inside(x, domain)
    assert [one.relation for one in found] == relations
    ends = [end for end in (domain.lower, domain.upper) if end is not None]
    assert [one.difference for one in found] == [x - end for end in ends]


MAXIMUM = r"A(x)=\max_{t>0}\left\{xt-t^2\right\}"


@pytest.mark.parametrize(
    ("latex", "reason"),
    [
        (r"A(x)=\max_{t>0}\left\{t(x-t)\right\}", ""),
        (r"A(x)-1=\max_{t>0}\left\{xt-t^2-1\right\}", ""),
        (r"A(x)=\max_{t>0}\left\{xt-2t^2\right\}", "maximands differ"),
        (r"A(x)=\max_{t>0}\left\{xt-t^2+1\right\}", "maximands differ"),
        (r"A(x)=\max_{t>1}\left\{xt-t^2\right\}", "different sets"),
        (r"A(x)=\max_{t\ge0}\left\{xt-t^2\right\}", "different sets"),
    ],
)
def test_a_maximisation_in_another_form(latex: str, reason: str) -> None:
    answer = found(latex, follows=MAXIMUM)
    assert answer.outcome is (Outcome.UNKNOWN if reason else Outcome.PROVED)
    assert reason in answer.detail
