r"""Sums and products with two ends: a wrong closed form meets a witness, a true one meets none."""

from __future__ import annotations

import pytest

from verify.breakers.sampling import search
from verify.claims import Paper, Role, Step
from verify.kernel import Outcome
from verify.model import Model
from verify.obligations import obligations
from verify.reading.notation import INDEX, POSITIVE, Domain, Letter, Notation

WHOLE = Domain(1, None, integer=True)
TABLE = Notation(
    (
        Letter("n", domain=WHOLE),
        Letter("a", domain=POSITIVE),
        Letter("i", INDEX, domain=WHOLE),
        Letter("j", INDEX, domain=WHOLE),
        Letter("x_i", indices=("i",)),
    )
)

TRUE = (
    r"\sum_{i=1}^{n}i=\frac{n(n+1)}{2}",
    r"\sum_{i=0}^{n-1}(1+a)^{i}=\frac{(1+a)^n-1}{a}",
    r"\prod_{i=1}^{n}\frac{i+1}{i}=n+1",
    r"\sum_{i=1}^{n}\sum_{j=1}^{i}1=\frac{n(n+1)}{2}",
    r"\sum_{i=1}^{0}a=0",
)
FALSE = (
    r"\sum_{i=1}^{n}i=\frac{n(n-1)}{2}",
    r"\sum_{i=0}^{n}(1+a)^{i}=\frac{(1+a)^n-1}{a}",
    r"\prod_{i=1}^{n}\frac{i+1}{i}=n",
    r"\sum_{i=1}^{n}ai<an",
)
OPEN = (r"\sum_{i=1}^{n}x_i=x_i", r"\sum_{i=1}^{-3}a=0", r"\sum_{i=1}^{1000}a=1000a")


def outcome(formula: str) -> Outcome:
    model = Model(Paper("sums", "", TABLE))
    (asked,) = obligations(Step(formula, Role.ASSERTION, True), model)
    return search(asked, model).outcome


@pytest.mark.parametrize("formula", TRUE)
def test_a_true_sum_meets_no_witness(formula: str) -> None:
    assert outcome(formula) is Outcome.SUPPORTED


@pytest.mark.parametrize("formula", FALSE)
def test_a_wrong_sum_is_refuted(formula: str) -> None:
    assert outcome(formula) is Outcome.REFUTED


@pytest.mark.parametrize("formula", OPEN)
def test_without_whole_ends_or_terms_nothing_is_said(formula: str) -> None:
    assert outcome(formula) is not Outcome.REFUTED
