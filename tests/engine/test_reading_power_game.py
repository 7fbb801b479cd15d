"""Every formula of the Power Game is read to the meaning that was checked by hand, and prints back as it stood."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofs.power_game.paper import build
from verify.model import Model
from verify.reading.outline import outline
from verify.reading.printer import canonical, latex
from verify.reading.statements import read_formula

CHECKED = Path(__file__).parent / "readings" / "power_game.txt"
PAPER = build()


def checked_forms() -> list[tuple[str, str, str]]:
    """Section, LaTeX and the form that was checked by hand."""
    section, formula, found = "", "", []
    for line in CHECKED.read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            found.append((section, formula, line.strip()))
        elif line.startswith("[") and line.endswith("]"):
            section = line[1:-1]
        else:
            formula = line
    return found


FORMS = checked_forms()


def without_gaps(formula: str) -> list[str]:
    r"""The tokens but for `\quad`, which only sets statements apart."""
    return [token for token in canonical(formula).split() if token not in (r"\quad", r"\qquad")]


@pytest.mark.parametrize(("section", "formula", "form"), FORMS, ids=[f"{section}:{tex}" for section, tex, _ in FORMS])
def test_formula_is_read_to_its_checked_form(section: str, formula: str, form: str) -> None:
    assert outline(read_formula(formula, PAPER.notation, section=section)) == form


@pytest.mark.parametrize(("section", "formula"), [row[:2] for row in FORMS], ids=[f"{s}:{tex}" for s, tex, _ in FORMS])
def test_printing_a_tree_gives_the_formula_back(section: str, formula: str) -> None:
    tree = read_formula(formula, PAPER.notation, section=section)
    printed = latex(tree)
    assert read_formula(printed, PAPER.notation, section=section) == tree
    assert without_gaps(printed) == without_gaps(formula)


def test_every_registered_formula_has_a_checked_form() -> None:
    known = {(section, canonical(formula)) for section, formula, _ in FORMS}
    assert not [step.latex for step in PAPER.steps if (step.section, canonical(step.latex)) not in known]


def test_reading_depends_on_no_order_of_formulas() -> None:
    trees = [Model(PAPER).tree(step) for step in PAPER.steps]
    backwards = Model(PAPER)
    assert trees == [backwards.tree(step) for step in reversed(PAPER.steps)][::-1]


@pytest.mark.parametrize(
    ("section", "one", "other"),
    [
        ("continuous-time-approximation", "V'(g)", "g'"),
        ("composition", r"\pi'_+(0)", r"\pi'_-(0)"),
        ("composition", r"2\sinh(ag/2)^+", r"2\sinh(ag/2)"),
        ("two-faces", r"n^*(q)", "n"),
        ("one-period-payoff", r"R(\varepsilon^2/2)\varepsilon^2/2", r"R(\varepsilon^2/2)\varepsilon^2"),
        ("one-period-payoff", "u_1(g,x_1,x_2)", "u_1(g,x_2,x_1)"),
        ("finite-horizon-recursion", "V_{i,h-1}(g')", "V_{i,h}(g')"),
        ("continuous-time-approximation", "dV'(g)", "d+V'(g)"),
        ("one-period-payoff", "O(g^2)", "o(g^2)"),
    ],
)
def test_formulas_that_look_alike_are_read_apart(section: str, one: str, other: str) -> None:
    first, second = (outline(read_formula(text, PAPER.notation, section=section)) for text in (one, other))
    assert first != second
