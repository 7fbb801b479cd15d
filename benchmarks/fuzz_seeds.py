"""What the fuzzer of the reader starts from: the registered formulas of every paper, and documents made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verify.claims import Paper

MACROS = (
    r"\newcommand{\half}[1][2]{\frac{1}{#1}}\def\ep{\varepsilon}\let\eps=\varepsilon\newcommand{\pair}[2]{(#1,#2)}"
    r"\DeclareMathOperator{\BR}{BR}\newenvironment{eqn}{\begin{equation}}{\end{equation}}\newcommand{\twice}[1]{#1#1}"
)
FORMULAS_A_DOCUMENT = 6


@dataclass(frozen=True)
class Seed:
    """One input: a formula of a section of a paper, or a document with an ending (`.tex`, `.md`, `.html`)."""

    text: str
    paper: str = ""
    section: str = ""
    ending: str = ""

    def saying(self, text: str) -> Seed:
        """The same kind of input with another text."""
        return replace(self, text=text)


def seeds(papers: Sequence[Paper]) -> list[Seed]:
    """Every printed formula once, then documents of six formulas each in the three languages that are read."""
    formulas = [Seed(step.latex, paper.name, step.section) for paper in papers for step in paper.steps]
    return [*dict.fromkeys(formulas), *_documents([one.text for one in formulas])]


def _documents(formulas: list[str]) -> Iterator[Seed]:
    for start in range(0, len(formulas), FORMULAS_A_DOCUMENT):
        part = formulas[start : start + FORMULAS_A_DOCUMENT]
        yield Seed(_latex(part), ending=".tex")
        yield Seed(_markdown(part), ending=".md")
        yield Seed(_html(part), ending=".html")


def _latex(formulas: list[str]) -> str:
    shown = "\n".join(
        rf"\begin{{equation}}\label{{eq:{k}}} {one} \end{{equation}} as in \eqref{{eq:{k}}}, ${one}$ % said twice"
        for k, one in enumerate(formulas)
    )
    rows = r" \\ ".join(one.replace("=", "&=", 1) for one in formulas)
    body = rf"\section{{One}}{shown}\begin{{proof}}\begin{{align*}}{rows}\end{{align*}}\[{formulas[0]}\]\end{{proof}}"
    return rf"\documentclass{{article}}{MACROS}\begin{{document}}{body}\end{{document}}"


def _markdown(formulas: list[str]) -> str:
    shown = "\n\n".join(f"Let \\({one}\\).\n\\[\n{one}\n\\]\nor ${one}$ and\n$$\n{one}\n$$" for one in formulas)
    return f"# Title\n\n## One\n\n{shown}\n\n```\n$a$\n```\n\n<!-- $b$ -->\n\n> quoted ${formulas[0]}$\n"


def _html(formulas: list[str]) -> str:
    shown = "".join(f"<p id=p{k}>where \\({one}\\), \\[{one}\\]</p>" for k, one in enumerate(formulas))
    return f"<!doctype html><title>t</title><body><h2>One</h2>{shown}<pre>$a$</pre><!-- $b$ --></body>"
