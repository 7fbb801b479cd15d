r"""The numbered statements of a LaTeX source, theorems and the like: number, name, place and words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from verify.reading.macros import definitions, gathered
from verify.sources.environments import Theorem
from verify.sources.headings import slug
from verify.sources.inclusion import BODY, Inclusion
from verify.sources.latex import LatexReader
from verify.sources.latex_state import BRACKETS
from verify.sources.latex_words import plain
from verify.sources.own_commands import own_commands

ASSERTING = ("theorem", "proposition", "lemma", "corollary", "claim", "fact", "conjecture", "observation", "result")
LABEL = re.compile(r"\\label\s*\{([^{}]*)\}")
DISPLAY = re.compile(r"\\\[.*?\\\]|\$\$.*?\$\$|\\begin\{(equation|align|gather)(\*?)\}.*?\\end\{\1\2\}", re.DOTALL)
LONGEST = 300


@dataclass(frozen=True)
class Statement:
    """One numbered statement: `within` as formulas say it (`proposition 1`), `name` as printed in brackets."""

    within: str
    name: str
    label: str
    file: str
    line: int
    end_line: int
    section: str
    words: str

    @property
    def place(self) -> str:
        """`file:line` of its beginning."""
        return f"{self.file}:{self.line}"


@dataclass
class _Statements(LatexReader):
    """Reads a source as for its formulas and notes the statements that it enters and leaves."""

    entered: list[tuple[int, int, str, str, str]] = field(default_factory=list)
    left: list[tuple[int, int, int, str, str, str]] = field(default_factory=list)
    titles: dict[str, None] = field(default_factory=dict)

    def _theorem(self, theorem: Theorem, position: int) -> int:
        position = super()._theorem(theorem, position)
        note = BRACKETS.match(self.state.text, position)
        kind = self.state.within
        if kind.startswith(ASSERTING):
            start = note.end() if note else position
            opening = self.open[-1].opening
            self.entered.append((opening, start, kind, note["inside"] if note else "", self.state.section))
        return position

    def _finish(self, name: str, mark: int, position: int) -> int:
        opening = self.open[-1].opening if self.open else -1
        for one in [one for one in self.entered if one[0] == opening]:
            self.entered.remove(one)
            self.left.append((one[0], one[1], mark, *one[2:]))
        return super()._finish(name, mark, position)


def numbered_statements(path: Path) -> tuple[list[Statement], dict[str, str]]:
    """The statements of a LaTeX source in order, and the titles of its sections by slug; none for other sources."""
    if path.suffix.lower() != ".tex":
        return [], {}
    inclusion = Inclusion(path)
    paper = inclusion.read()
    found = list(definitions(paper.text))
    body = BODY.search(paper.text)
    macros = gathered(paper.text, found, body.start() if body else -1)
    reader = _Statements(paper, own_commands(macros, found), {one.start: one for one in found})
    reader.read()
    references = reader.state.references
    titles = {slug(plain(one.section, references)): plain(one.section, references) for one in reader.found}
    return [_statement(reader, *one) for one in sorted(reader.left)], titles


def _statement(
    reader: _Statements, opening: int, start: int, end: int, within: str, name: str, section: str
) -> Statement:
    references = reader.state.references
    text = reader.paper.text[start:end]
    label = LABEL.search(text)
    first, last = reader.paper.place(opening), reader.paper.place(end)
    return Statement(
        within=within,
        name=plain(name, references),
        label=label[1].strip() if label else "",
        file=first.file,
        line=first.line,
        end_line=last.line,
        section=slug(plain(section, references)),
        words=_words(text),
    )


def _words(text: str) -> str:
    """What the statement says, its formulas as written, displays as dots, cut between words."""
    said = " ".join(DISPLAY.sub(" ... ", LABEL.sub("", text)).split())
    return said if len(said) <= LONGEST else said[: said.rfind(" ", 0, LONGEST)] + " ..."
