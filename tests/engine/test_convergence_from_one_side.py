r"""`\downarrow` and `\uparrow` say from where, and that it comes nearer all the way; infinity is beyond numbers."""

from __future__ import annotations

import pytest

from verify.breakers.sampling import search
from verify.claims import Paper, unprinted
from verify.kernel import Outcome
from verify.model import Model
from verify.obligations import obligations
from verify.reading.notation import POSITIVE, Letter, Notation

TABLE = Notation((Letter("x", domain=POSITIVE), Letter("a", domain=POSITIVE), Letter("e", "constant")))
FAR = r"x\to\infty"
NEAR = r"x\downarrow0"

TRUE = (
    (r"\frac{1}{x^2}\downarrow 0", FAR),
    (r"-\frac{1}{x^2}\uparrow 0", FAR),
    (r"1+e^{-x}\downarrow 1", FAR),
    (r"a-\frac{a}{x^3}\uparrow a", FAR),
    (r"ax\downarrow 0", NEAR),
    (r"1-x\uparrow 1", NEAR),
    (r"\frac{1}{x^2}\to 0", FAR),
    (r"a<\infty", ""),
    (r"-\infty<a", ""),
    (r"x^2\to\infty", FAR),
    (r"e^{x}\to\infty", FAR),
    (r"\frac{a}{x}\to\infty", NEAR),
)
FALSE = (
    (r"\frac{1}{x}\uparrow 0", FAR),
    (r"-\frac{1}{x}\downarrow 0", FAR),
    (r"1+e^{-x}\uparrow 1", FAR),
    (r"1-x\downarrow 1", NEAR),
    (r"\frac{1}{x}\downarrow 1", FAR),
    (r"\frac{1}{x}\to 1", FAR),
    (r"a\ge\infty", ""),
    (r"a=\infty", ""),
    (r"a-e^{-x}\to\infty", FAR),
    (r"a-\frac{1}{x^3}\to\infty", FAR),
    (r"ax\to\infty", NEAR),
)


def outcome(latex: str, toward: str) -> Outcome:
    paper = Paper("small", "Small", TABLE)
    step = unprinted(latex, toward=toward)
    paper.section("one", "One").claim("claim", step)
    model = Model(paper)
    (asked,) = obligations(step, model)
    return search(asked, model).outcome


TURNS = ((r"\frac{(x-100)^2}{x^3}\downarrow 0", FAR), (r"\frac{x}{(x-9)^2+1}\downarrow 0", FAR))


@pytest.mark.parametrize(("latex", "toward"), TURNS)
def test_what_turns_before_it_comes_nearer_is_not_refuted(latex: str, toward: str) -> None:
    assert outcome(latex, toward) is Outcome.UNKNOWN


@pytest.mark.parametrize(("latex", "toward"), TRUE)
def test_what_comes_from_the_side_that_is_said_meets_no_witness(latex: str, toward: str) -> None:
    assert outcome(latex, toward) is Outcome.SUPPORTED


@pytest.mark.parametrize(("latex", "toward"), FALSE)
def test_what_comes_from_the_other_side_or_ends_elsewhere_is_refuted(latex: str, toward: str) -> None:
    assert outcome(latex, toward) is Outcome.REFUTED
