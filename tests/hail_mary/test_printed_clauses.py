"""Every clause of a printed profile and every end of a printed interval is read: another one is not held true."""

from __future__ import annotations

import pytest

from proofs.hail_mary.paper import build
from verify.claims import Step
from verify.kernel import Verdict, rule
from verify.legs import engine_legs, summary
from verify.model import Model

PAPER = build()
MODEL = Model(PAPER)

OTHER = [
    ("high/uniqueness", 0, r"k^{*}>0", r"k^{*}>1"),
    ("high/uniqueness", 0, r"for some", r"for all"),
    ("high/uniqueness", 0, r"\leq-k", r"<-k"),
    ("high/uniqueness", 0, r"s_{i}^{*}", r"s_{j}^{*}"),
    ("medium/uniqueness", 0, r"k^{*}>k^{**}>0", r"k^{*}>k^{**}>1"),
    ("lemma/leader-concave", 0, r"=\Delta k", r"<\Delta k"),
    ("lemma/leader-concave", 0, r"(0,", r"[0,"),
    ("lemma/leader-concave", 0, r"k_j^{*})", r"k_j^{*}]"),
    ("high/value-form", 0, r"<k^{*}", r"\le k^{*}"),
    ("high/value-form", 0, r"\Delta k<0", r"\Delta k\le 0"),
]


def meant(claim: str, number: int) -> Step:
    """The formula, or what mends it."""
    found = PAPER.claims[f"hail-mary/{claim}"]
    return ((found.expected is Verdict.FAILS and found.mended) or found).steps[number]


def verdict(step: Step, model: Model) -> Verdict:
    return rule([summary(leg, leg.call(), 0.0) for leg in engine_legs("clause", (step,), model, 60)]).verdict


@pytest.mark.parametrize(("claim", "number", "old", "new"), OTHER)
def test_another_clause_or_end_is_not_held_true(claim: str, number: int, old: str, new: str) -> None:
    step = meant(claim, number)
    assert old in step.latex, step.latex
    assert verdict(step, MODEL.changing(step, step.latex.replace(old, new, 1))) is not Verdict.HOLDS


@pytest.mark.parametrize("claim", sorted({claim for claim, *_ in OTHER}))
def test_what_is_printed_or_mended_holds(claim: str) -> None:
    assert verdict(meant(claim, 0), MODEL) is Verdict.HOLDS


@pytest.mark.parametrize(
    ("claim", "old", "new"),
    [
        ("design/replacement", r"\Rightarrow", r"\Leftarrow"),
        ("lemma/cover-the-boundary", r"\text{ or }", r"\text{ and }"),
    ],
)
def test_another_arrow_or_joint_is_not_held_true(claim: str, old: str, new: str) -> None:
    step = meant(claim, 0)
    assert old in step.latex, step.latex
    assert verdict(step, MODEL) is Verdict.HOLDS
    assert verdict(step, MODEL.changing(step, step.latex.replace(old, new, 1))) is not Verdict.HOLDS
