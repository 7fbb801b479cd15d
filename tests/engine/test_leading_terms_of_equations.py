r"""An equation with a maximisation, divided by a step that tends to zero: its leading term is what is printed."""

from __future__ import annotations

import pytest

from verify.breakers.sampling import search
from verify.claims import Paper, unprinted
from verify.kernel import Evidence, Outcome
from verify.model import Model
from verify.obligations import Obligation, obligations
from verify.reading.notation import POSITIVE, Letter, Notation
from verify.symbolic.prove import prove

TABLE = Notation((*(Letter(name) for name in ("v", "c", "w")), Letter("x"), Letter("t", domain=POSITIVE), Letter("r")))
STEP = r"v=\max_{x\ge0}\{v+t(c+wx-x^2-rv)+O(t^2)\}"
DISCOUNTED = r"v=\max_{x\ge0}\{t(c-x^2)+(1-rt)(v+twx)\}"

TRUE = (
    (STEP, r"0=\max_{x\ge0}\{c+wx-x^2-rv\}"),
    (STEP, r"rv=\max_{x\ge0}\{c+wx-x^2\}"),
    (STEP, r"rv=c+\max_{x\ge0}\{wx-x^2\}"),
    (DISCOUNTED, r"rv=c+\max_{x\ge0}\{wx-x^2\}"),
)
FALSE = (
    (STEP, r"0=\max_{x\ge0}\{c+wx-2x^2-rv\}"),
    (STEP, r"rv=\max_{x\ge0}\{c-wx-x^2\}"),
    (STEP, r"v=\max_{x\ge0}\{c+wx-x^2\}"),
    (STEP, r"rv=\max_{x\ge1}\{c+wx-x^2\}"),
    (DISCOUNTED, r"rv=2c+\max_{x\ge0}\{wx-x^2\}"),
)


def asked(before: str, after: str, toward: str = r"t\downarrow0") -> tuple[Obligation, Model]:
    paper = Paper("small", "Small", TABLE)
    step = unprinted(after, follows=before, toward=toward)
    paper.section("one", "One").claim("claim", step)
    model = Model(paper)
    (only,) = obligations(step, model)
    return only, model


def answers(before: str, after: str) -> tuple[Evidence, Evidence]:
    return prove(*asked(before, after)), search(*asked(before, after))


@pytest.mark.parametrize(("before", "after"), TRUE)
def test_the_leading_term_is_proved_and_meets_no_witness(before: str, after: str) -> None:
    proof, found = answers(before, after)
    assert proof.outcome is Outcome.PROVED
    assert found.outcome is Outcome.SUPPORTED


@pytest.mark.parametrize(("before", "after"), FALSE)
def test_another_term_is_refuted(before: str, after: str) -> None:
    proof, found = answers(before, after)
    assert proof.outcome is not Outcome.PROVED
    assert found.outcome is Outcome.REFUTED


def test_a_remainder_as_large_as_the_step_leaves_the_leading_term_open() -> None:
    proof, found = answers(STEP.replace("O(t^2)", "O(t)"), TRUE[0][1])
    assert proof.outcome is not Outcome.PROVED
    assert found.outcome is not Outcome.REFUTED


@pytest.mark.parametrize("toward", [r"t\to1", r"t\downarrow1", r"t\to\infty", r"t\uparrow0"])
def test_only_a_period_that_falls_to_zero_leaves_the_leading_term(toward: str) -> None:
    exact = STEP.replace("+O(t^2)", "")
    for before in (STEP, exact):
        assert prove(*asked(before, TRUE[0][1], toward)).outcome is not Outcome.PROVED
    assert search(*asked(exact, TRUE[0][1], toward)).outcome is Outcome.REFUTED
