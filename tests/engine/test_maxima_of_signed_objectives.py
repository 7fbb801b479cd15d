r"""The stationary point of a logarithm is a maximum of what is positive, and of nothing else."""

from __future__ import annotations

import pytest

from verify.breakers.sampling import search
from verify.claims import Paper, unprinted
from verify.kernel import Evidence, Outcome
from verify.model import Model
from verify.obligations import obligations
from verify.reading.notation import CONSTANT, POSITIVE, Letter, Notation
from verify.symbolic.prove import prove

TABLE = Notation(
    (Letter("q", domain=POSITIVE), Letter("b", domain=POSITIVE), Letter("a"), Letter("c"), Letter("e", CONSTANT))
)

TRUE = (
    r"\max_{q>0}\{qe^{-q}\}=e^{-1}",
    r"\max_{q>0}\{bqe^{-q}\}=be^{-1}",
    r"\max_{q>0}\{bq^be^{-q}\}=b^{b+1}e^{-b}",
)
FALSE = (
    r"\max_{q>0}\{-qe^{-q}\}=-e^{-1}",
    r"\max_{q>0}\{-bqe^{-q}\}=-be^{-1}",
    r"\max_{q>0}\{aqe^{-q}\}=ae^{-1}",
    r"\max_{q>0}\{caqe^{-q}\}=cae^{-1}",
    r"\max_{q>0}\{bqe^{-q}\}=be^{-2}",
)


def answers(latex: str) -> tuple[Evidence, Evidence]:
    paper = Paper("small", "Small", TABLE)
    step = unprinted(latex)
    paper.section("one", "One").claim("claim", step)
    model = Model(paper)
    (asked,) = obligations(step, model)
    return prove(asked, model), search(asked, model)


@pytest.mark.parametrize("latex", TRUE)
def test_the_maximum_of_a_positive_objective_is_proved(latex: str) -> None:
    proof, found = answers(latex)
    assert proof.outcome is Outcome.PROVED
    assert found.outcome is Outcome.SUPPORTED


@pytest.mark.parametrize("latex", FALSE)
def test_where_the_objective_may_be_negative_the_stationary_value_is_refuted(latex: str) -> None:
    proof, found = answers(latex)
    assert proof.outcome is not Outcome.PROVED
    assert found.outcome is Outcome.REFUTED
