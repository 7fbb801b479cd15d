r"""With a remainder on either side an expansion says that the left one is among what the right one allows."""

from __future__ import annotations

import pytest

from verify.breakers.sampling import search
from verify.claims import Paper, unprinted
from verify.kernel import Evidence, Outcome
from verify.model import Model
from verify.obligations import Obligation, obligations
from verify.reading.notation import CONSTANT, FUNCTION, Letter, Notation
from verify.symbolic.prove import prove

TABLE = Notation((Letter("x"), Letter("f", FUNCTION), Letter("e", CONSTANT)))

TRUE = (
    "x+O(x^2)=x+O(x)",
    "x+O(x^2)=x+O(x^2)",
    "x+o(x)=x+O(x)",
    "x+O(x^3)=x+o(x^2)",
    r"x+o(x^2)=x+x^3+o(x^2)",
    "x+x^2+O(x^3)=x+O(x^2)",
)
FALSE = (
    "x+O(x)=x+O(x^2)",
    "x+O(x^2)=2x",
    "x+O(x)=x+o(x)",
    "x+O(x^2)=x+o(x^2)",
    "x+x^2+O(x^3)=x+O(x^3)",
    "x+O(x^2)+O(x)=x+O(x^2)",
)


def asked(latex: str, toward: str) -> tuple[Obligation, Model]:
    paper = Paper("small", "Small", TABLE)
    step = unprinted(latex, toward=toward)
    paper.section("one", "One").claim("claim", step)
    model = Model(paper)
    (only,) = obligations(step, model)
    return only, model


def answers(latex: str, toward: str) -> tuple[Evidence, Evidence]:
    return prove(*asked(latex, toward)), search(*asked(latex, toward))


@pytest.mark.parametrize("toward", [r"x\to0", r"x\downarrow0", r"x\uparrow0"])
@pytest.mark.parametrize("latex", TRUE)
def test_what_is_allowed_is_proved_and_meets_no_witness(latex: str, toward: str) -> None:
    proof, found = answers(latex, toward)
    assert proof.outcome is Outcome.PROVED
    assert found.outcome is Outcome.SUPPORTED


@pytest.mark.parametrize("toward", [r"x\to0", r"x\downarrow0", r"x\uparrow0"])
@pytest.mark.parametrize("latex", FALSE)
def test_what_is_larger_than_allowed_is_refuted(latex: str, toward: str) -> None:
    proof, found = answers(latex, toward)
    assert proof.outcome is not Outcome.PROVED
    assert found.outcome is Outcome.REFUTED


@pytest.mark.parametrize("latex", ["1+x+O(x^2)=e^x", "x+O(x^2)=x"])
def test_a_remainder_on_the_left_alone_may_be_meant_the_other_way_round(latex: str) -> None:
    for one in answers(latex, r"x\downarrow0"):
        assert one.outcome is Outcome.UNKNOWN
