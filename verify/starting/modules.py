"""The modules of a paper's folder as text: the notation table, one module a section, and what builds the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from verify.starting.entries import Entry, Kind
from verify.starting.naming import ClaimNames, section_modules
from verify.starting.python_text import comment, docstring, letter_text, literal
from verify.starting.statements import Statement
from verify.starting.table import PHRASES, Table

NOTATION_NAMES = (
    "CONSTANT",
    "FUNCTION",
    "INDEX",
    "MEASURE",
    "NONNEGATIVE",
    "POSITIVE",
    "SET",
    "Domain",
    "Letter",
    "Notation",
)
SECTION_NAMES = ("display", "inline")


@dataclass
class Folder:
    """What is written: the text of each file, and the id under which each step, question and statement stands."""

    files: dict[str, str]
    step_ids: dict[int, str]
    statement_ids: dict[int, str]


def folder_text(
    name: str,
    title: str,
    source: str,
    table: Table,
    entries: Sequence[Entry],
    statements: Sequence[Statement],
    titles: dict[str, str],
) -> Folder:
    """The files of a paper's folder."""
    slugs = list(dict.fromkeys([one.formula.section for one in entries] + [one.section for one in statements]))
    modules = section_modules(slugs)
    names = ClaimNames(modules)
    folder = Folder({}, {}, {})
    folder.files["__init__.py"] = docstring(f"The claims of {title}.") + "\n"
    folder.files["notation.py"] = notation_text(title, source, table)
    for slug in slugs:
        here = _Section(slug, titles.get(slug, slug.replace("-", " ").capitalize()), names, folder)
        mine = [one for one in entries if one.formula.section == slug]
        said = [one for one in statements if one.section == slug]
        folder.files[f"{modules[slug]}.py"] = here.text(mine, said)
    folder.files["paper.py"] = paper_text(name, title, [modules[slug] for slug in slugs])
    return folder


def paper_text(name: str, title: str, modules: Sequence[str]) -> str:
    """The module whose `build` returns the paper."""
    lines = [
        docstring(f"{title}: its sections in the order of the paper."),
        "",
        *FUTURE,
        "from functools import cache",
        "",
    ]
    lines += ["from verify.claims import Paper", ""]
    lines += [f"from . import {', '.join(sorted(modules))}"] if modules else []
    lines += ["from .notation import NOTATION", "", "", "@cache", "def build() -> Paper:"]
    lines += ['    """The paper with its notation, printed formulas and claims."""']
    lines += [f"    paper = Paper({literal(name)}, {literal(title)}, NOTATION)"]
    lines += [f"    {module}.add(paper)" for module in modules]
    return "\n".join([*lines, "    return paper", ""])


FUTURE = ("from __future__ import annotations", "")


def notation_text(title: str, source: str, table: Table) -> str:
    """The inferred table, with the questions that are open above it."""
    rows = [f"    {letter_text(row)}," for row in table.letters]
    words = [f"    {literal(phrase)}: {literal(kind)}," for phrase, kind in PHRASES.items()]
    body = ["LETTERS = (", *rows, ")", "PHRASES = {", *words, "}", "", "NOTATION = Notation(LETTERS, PHRASES)", ""]
    used = [name for name in NOTATION_NAMES if re.search(rf"\b{name}\b", "\n".join(body))]
    fractions = ["from fractions import Fraction", ""] if "Fraction(" in "\n".join(rows) else []
    head = [
        docstring(f"What each letter of {title} means, as inferred from {source}: `said` is what each row rests on."),
        "",
        *FUTURE,
        *fractions,
        f"from verify.reading.notation import {', '.join(used)}",
        "",
    ]
    asked = [comment("Open questions. A letter without a row is not read: add its row below, or correct one.", "")]
    asked += [comment(str(question), "") for question in table.questions]
    return "\n".join([*head, *(asked if table.questions else []), *([""] if table.questions else []), *body])


@dataclass
class _Section:
    """One section's module."""

    slug: str
    title: str
    names: ClaimNames
    folder: Folder
    variables: dict[int, str] = field(default_factory=dict)
    needed: set[int] = field(default_factory=set)

    def text(self, entries: Sequence[Entry], statements: Sequence[Statement]) -> str:
        self.needed = {id(one) for entry in entries for one in (*entry.given, entry.toward) if one is not None}
        waiting = list(statements)
        lines: list[str] = []
        for entry in entries:
            while waiting and (waiting[0].file, waiting[0].line) <= (entry.formula.file, entry.formula.line):
                lines += self._statement(waiting.pop(0))
            lines += self._entry(entry)
        for statement in waiting:
            lines += self._statement(statement)
        code = [line for line in lines if not line.lstrip().startswith("#")]
        used = [name for name in SECTION_NAMES if any(f" {name}(" in line for line in code)]
        head = [docstring(f"{self.title}: its formulas in the order of the source."), "", *FUTURE]
        head += [f"from verify.claims import {', '.join(['Paper', *used])}", "", "", "def add(paper: Paper) -> None:"]
        head += ['    """The formulas and claims of the section."""']
        head += [f"    section = paper.section({literal(self.slug)}, {literal(self.title)})"]
        body = lines if code else [*lines, "    del section"]
        return "\n".join([*head, *body, ""])

    def _entry(self, entry: Entry) -> list[str]:
        if entry.kind is Kind.VALUE:
            return []
        if entry.kind is Kind.UNREAD:
            return [comment(f"{entry.place}: not read: {entry.because}")] if entry.formula.display else []
        if entry.kind is Kind.OPEN:
            return self._open(entry)
        because = f": {entry.because}" if entry.because else ""
        said = [comment(f"{entry.formula.place}{because}")]
        return [*said, *(self._step(entry) if entry.kind is Kind.STEP else self._registered(entry))]

    def _open(self, entry: Entry) -> list[str]:
        """The question, and the formula as a claim that nothing decides until it is answered."""
        said = [comment(f"{entry.formula.place}: open: {entry.because}")]
        if not entry.latex:
            return said
        name = self.names.of_step(entry)
        self.folder.step_ids[id(entry)] = name
        form = "display" if entry.formula.display else "inline"
        return [*said, f"    section.claim({literal(name)}, {form}({literal(entry.latex)}, engine=False))"]

    def _registered(self, entry: Entry) -> list[str]:
        shown = entry.formula.display
        call = {
            Kind.DEFINITION: f"section.define({literal(entry.latex)}{'' if shown else ', inline=True'})",
            Kind.ASSUMPTION: f"section.assume({literal(entry.latex)}{', inline=False' if shown else ''})",
            Kind.CASE: f"section.assume({literal(entry.latex)})",
        }[entry.kind]
        if entry.kind is Kind.CASE and r"\in" in entry.latex:
            call = f"section.mention({literal(entry.latex)})"
        if id(entry) not in self.needed:
            return [f"    {call}"]
        self.variables[id(entry)] = f"case_{len(self.variables) + 1}"
        return [f"    {self.variables[id(entry)]} = {call}"]

    def _step(self, entry: Entry) -> list[str]:
        name = self.names.of_step(entry)
        self.folder.step_ids[id(entry)] = name
        options = [literal(entry.latex)]
        if entry.given:
            options.append(f"given=({', '.join(self._case(one) for one in entry.given)},)")
        if entry.toward is not None:
            options.append(f"toward={self._case(entry.toward)}")
        form = "display" if entry.formula.display else "inline"
        return [f"    section.claim({literal(name)}, {form}({', '.join(options)}))"]

    def _case(self, entry: Entry) -> str:
        """The case that stands above, or its text where it stands below."""
        return self.variables.get(id(entry)) or literal(entry.latex)

    def _statement(self, statement: Statement) -> Iterator[str]:
        name = self.names.of_statement(statement)
        self.folder.statement_ids[id(statement)] = name
        titled = f" ({statement.name})" if statement.name else ""
        yield comment(
            f"{statement.place}: {statement.within}{titled}: undecided until steps or legs of its own decide it"
        )
        yield f"    section.claim({literal(name)}, remark={literal(statement.words)})"
