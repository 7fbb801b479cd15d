"""Which live formula is which registered one: unchanged ones always, changed and moved ones by likeness."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from verify.claims import Paper, Step
from verify.matching import Match, match
from verify.reading.notation import Notation
from verify.sources.formula import Formula, Source

TEXTS = (
    "g'=(1-\\mu)g+x_1-x_2",
    "T=\\frac{x_1^2+x_2^2}{2}",
    "S=\\bar Q-T",
    "R(T)=\\frac{\\bar W}{S}",
    "\\pi(0)=0",
    "L(z)=\\frac{1}{1+e^{-z}}",
    "\\beta=e^{-\\rho\\Delta}",
    "C'(q)=e^{-q}\\int n e^{-\\lambda(q)n}v(dn)",
)


def paper(texts: tuple[str, ...] = TEXTS, section: str = "one") -> Paper:
    built = Paper("small", "Small", Notation(()))
    for text in texts:
        built.section(section, "One").define(text)
    return built


def live(texts: list[str], *, display: bool = True, section: str = "one") -> Source:
    formulas = (Formula(text, "paper.md", k + 1, 1, k + 1, k + 1, section, display) for k, text in enumerate(texts))
    return Source("paper.md", "", tuple(formulas))


def paired(found: Match) -> dict[str, str]:
    return {step.latex: formula.latex for formula, step in found.pairs}


def test_an_unchanged_paper_is_matched_one_to_one() -> None:
    found = match(live(list(TEXTS)), paper())
    assert paired(found) == {text: text for text in TEXTS}
    assert not found.unregistered
    assert not found.missing


def test_spacing_and_delimiters_are_no_change() -> None:
    found = match(live([r"T = \frac{x_{1}^{2} + x_2^2}{2} \,."]), paper(("T=\\frac{x_1^2+x_2^2}{2}",)))
    assert len(found.pairs) == 1


@given(st.integers(0, len(TEXTS) - 1))
def test_one_changed_formula_is_matched_in_its_place(place: int) -> None:
    texts = list(TEXTS)
    texts[place] = texts[place].replace("=", "=2", 1)
    found = match(live(texts), paper())
    assert paired(found)[TEXTS[place]] == texts[place]
    assert not found.missing


@given(st.integers(0, len(TEXTS) - 1))
def test_a_removed_formula_is_missing_and_nothing_else_is(place: int) -> None:
    texts = [text for k, text in enumerate(TEXTS) if k != place]
    found = match(live(texts), paper())
    assert [step.latex for step in found.missing] == [TEXTS[place]]
    assert not found.unregistered


@given(st.integers(0, len(TEXTS)))
def test_an_added_formula_is_unregistered_and_nothing_else_is(place: int) -> None:
    texts = [*TEXTS[:place], "\\sum_{k}y_k\\ne7", *TEXTS[place:]]
    found = match(live(texts), paper())
    assert [one.latex for one in found.unregistered] == ["\\sum_{k}y_k\\ne7"]
    assert not found.missing


@settings(max_examples=20)
@given(st.randoms(use_true_random=False))
def test_formulas_that_move_are_found(shuffle: random.Random) -> None:
    texts = list(TEXTS)
    shuffle.shuffle(texts)
    assert paired(match(live(texts), paper())) == {text: text for text in TEXTS}


def test_displays_are_never_matched_with_inline_formulas() -> None:
    found = match(live(["\\pi(0)=0"], display=False), paper(("\\pi(0)=0",)))
    assert not found.pairs
    assert [step.latex for step in found.missing] == ["\\pi(0)=0"]


def test_a_formula_that_cannot_be_tokenized_keeps_its_place() -> None:
    texts = list(TEXTS)
    texts[2] = "S=\\bar Q-T}"
    found = match(live(texts), paper())
    assert paired(found)[TEXTS[2]] == texts[2]


def test_repeated_formulas_are_matched_in_order() -> None:
    found = match(live(["x=1", "y=2", "x=1"]), paper(("x=1", "y=2", "x=1")))
    assert [(formula.line, step.latex) for formula, step in found.pairs] == [(1, "x=1"), (2, "y=2"), (3, "x=1")]


@settings(max_examples=30)
@given(st.lists(st.sampled_from(TEXTS), max_size=8), st.lists(st.sampled_from(TEXTS), max_size=8))
def test_every_formula_and_every_step_is_accounted_for_once(texts: list[str], known: list[str]) -> None:
    built = paper(tuple(known))
    found = match(live(texts), built)
    lines = [formula.line for formula, _ in found.pairs] + [formula.line for formula in found.unregistered]
    steps: list[Step] = [step for _, step in found.pairs] + list(found.missing)
    assert sorted(lines) == list(range(1, len(texts) + 1))
    assert sorted(map(id, steps)) == sorted(map(id, built.steps))


def test_a_label_outweighs_likeness_and_place() -> None:
    built = paper(("x=1", "y=2", "z=3"))
    built.steps[2].label = "eq:last"
    texts = ("w=x+y+5", "x=1", "y=2")
    formulas = tuple(
        Formula(text, "paper.tex", k, 1, k, k, "one", True, labels=("eq:last",) if k == 0 else ())
        for k, text in enumerate(texts)
    )
    found = paired(match(Source("paper.tex", "", formulas), built))
    assert found == {"z=3": "w=x+y+5", "x=1": "x=1", "y=2": "y=2"}
