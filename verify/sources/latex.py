r"""LaTeX papers to formulas, in one pass over the text of all their files."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NoReturn

from verify.reading.macros import Definition, UnfinishedDefinitionError, definitions, gathered
from verify.sources.assembly import formula_at
from verify.sources.delimiters import ARGUMENTS, DISPLAYS, INLINE_ENVIRONMENTS, Span, span_from
from verify.sources.environments import Theorem
from verify.sources.files import digest
from verify.sources.formula import Formula, Source
from verify.sources.headings import slug
from verify.sources.inclusion import BODY, BODY_END, Inclusion
from verify.sources.latex_state import (
    BRACKETS,
    COMMANDS,
    DOCUMENT_COMMANDS,
    ONE_NAME,
    TO_BRACE,
    TWO_NAMES,
    LatexState,
)
from verify.sources.latex_words import plain
from verify.sources.leads import Leads
from verify.sources.numbered_rows import EQUATION_NUMBER, numbers_of
from verify.sources.outside import FORMULAS_ONLY, PICTURES, WITH_SIGNS
from verify.sources.own_commands import OwnCommands, own_commands
from verify.sources.places import PaperText

EVENT = re.compile(
    r"[^\\$^]*(?P<mark>\\begin\s*\{(?P<begin>[^{}]*)\}|\\end\s*\{(?P<end>[^{}]*)\}|\\(?P<open>[\[(])|(?P<stray>\\[\])])"
    r"|(?P<command>\\[A-Za-z@]+)\*?|\\.|(?P<dollars>\$\$?)|\^\^|(?P<power>\^))",
    re.DOTALL,
)
CHAPTERS = re.compile(r"\\documentclass\s*(?:\[[^\]]*\])?\s*\{\s*(?:book|report|memoir|scrbook|scrreprt|amsbook)\s*\}")
INLINE = frozenset({"(", "$", "math"})
REFERRED = re.compile(r"\\(?:eqref|refeq)\s*\{([^{}]*)\}")
DEEPEST = 100
BIBLIOGRAPHIES = frozenset({"thebibliography", "references", "bibdiv"})
TABLES = {
    "tabular": 1,
    "tabular*": 2,
    "tabularx": 2,
    "tabulary": 2,
    "longtable": 1,
    "array": 1,
    "supertabular": 1,
}
FRONT = frozenset({r"\title", r"\author", r"\date", r"\thanks", r"\subtitle", r"\keywords", r"\abstract"})
NUMBERED_FLOATS = frozenset({"figure", "figure*", "table", "table*"})


def read_latex(path: Path) -> Source:
    """The formulas of a LaTeX paper and the files that it includes; see `verify.sources.read.read_source`."""
    inclusion = Inclusion(path)
    paper = inclusion.read()
    try:
        found = list(definitions(paper.text))
    except UnfinishedDefinitionError as error:
        paper.fail(error.offset, error.reason, error.step)
    body = BODY.search(paper.text)
    macros = gathered(paper.text, found, body.start() if body else -1)
    reader = LatexReader(paper, own_commands(macros, found), {one.start: one for one in found})
    reader.read()
    state = reader.state
    return Source(str(path), digest(*inclusion.data), reader.formulas(), macros, state.title, state.references)


@dataclass(frozen=True)
class Sighting:
    """A formula that was met, before the numbers of all labels are known."""

    span: Span
    section: str
    within: str
    labels: dict[str, str]
    numbers: tuple[str, ...]


@dataclass
class OpenEnvironment:
    """An environment that is open at a place, and what has to be put back at its end."""

    name: str
    opening: int
    within: str
    current: str
    equation: tuple[int, str] | None = None


@dataclass
class LatexReader:
    """Reads the joined text of a paper once, from its start to the end of the document."""

    paper: PaperText
    own: OwnCommands
    definitions: dict[int, Definition]
    found: list[Sighting] = field(default_factory=list)
    open: list[OpenEnvironment] = field(default_factory=list)
    front_until: int = 0

    def __post_init__(self) -> None:
        text = self.paper.text
        self.state = LatexState(self.paper, CHAPTERS.search(text) is not None)
        body = BODY.search(text)
        self.body = body.start() if body else 0
        end = BODY_END.search(text, self.body)
        self.end = end.end() if end else len(text)
        self.shown = frozenset(REFERRED.findall(text)) if "showonlyrefs" in text else None

    def read(self) -> None:
        """Fills `found` and the state."""
        position = 0
        while match := EVENT.match(self.paper.text, position, self.end):
            mark = match.start("mark")
            definition = self.definitions.get(mark)
            if definition is not None:
                self._define(definition)
                position = definition.end
            else:
                position = self._event(match, mark)
        if self.open:
            self._not_closed(self.open[-1])

    def _define(self, definition: Definition) -> None:
        r"""`\renewcommand{\theequation}{...}` changes how a counter prints; others are known already."""
        name = definition.macro.name
        if name.startswith(r"\the") and name[4:] in self.state.counters.values:
            self.state.counters.formats[name[4:]] = definition.macro.body

    def _event(self, match: re.Match[str], mark: int) -> int:
        in_text = mark >= self.body or mark < self.front_until
        if match["command"]:
            return self._command(match["command"], mark, match.end(), in_text)
        if not in_text:
            return match.end()
        if match["begin"] is not None:
            return self._begin(match["begin"].strip(), mark, match.end())
        if match["end"] is not None:
            return self._finish(match["end"].strip(), mark, match.end())
        if match["stray"]:
            self.paper.fail(mark, "the end of a formula that never began", "write its beginning, or remove this mark")
        if match["power"]:
            self._refuse_outside("^", mark)
        delimiter = match["open"] or match["dollars"]
        return self._formula(mark, match.end(), delimiter, delimiter) if delimiter else match.end()

    # --- formulas -----------------------------------------------------------------------------------------

    def _formula(self, mark: int, start: int, environment: str, kind: str, label: str = "") -> int:
        span = span_from(self.paper, mark, start, environment, limit=self.end, closers=self.own.closers)
        self._keep(span if kind == environment else replace(span, environment=kind), label)
        return span.closing

    def _keep(self, span: Span, label: str = "") -> None:
        state = self.state
        numbers = numbers_of(self.paper.text[span.start : span.end], span.environment, state.counters, self.shown)
        first = numbers.printed[0] if numbers.printed else ""
        labels = ({label: first} if label else {}) | numbers.labels
        state.references |= {name: number or state.current for name, number in labels.items()}
        self.found.append(Sighting(span, state.section, state.within, labels, numbers.printed))

    def formulas(self) -> tuple[Formula, ...]:
        """All formulas, references in titles and names of proofs by their numbers."""
        references = self.state.references
        sections = {title: slug(plain(title, references)) for title in {one.section for one in self.found}}
        places = {name: plain(name, references) for name in {one.within for one in self.found}}
        leads = Leads(self.paper.text)
        return tuple(
            formula_at(
                self.paper,
                one.span,
                section=sections[one.section],
                display=one.span.environment not in INLINE,
                within=places[one.within] or leads.within(one.span.opening),
                labels=tuple(one.labels),
                numbers=one.numbers,
                number=next(iter(one.labels.values()), one.numbers[0] if one.numbers else ""),
                blanked=EQUATION_NUMBER if one.span.environment == "$$" else None,
            )
            for one in self.found
        )

    def _refuse_outside(self, sign: str, mark: int) -> None:
        """A sign of formulas in the text; a table's columns may be formulas without saying so again."""
        if not any(left.name in TABLES for left in self.open):
            around = f" (in environment {self.open[-1].name})" if self.open else ""
            step = "print the formula between delimiters that are known, as \\[ and \\]"
            self.paper.fail(mark, f"{sign} outside a formula{around}", step)

    # --- environments -------------------------------------------------------------------------------------

    def _begin(self, name: str, mark: int, position: int, label: str = "") -> int:
        kind = self.own.environments.get(name, name)
        if not kind:
            self.paper.fail(mark, f"environment {name} hides a display in its definition", "print the display itself")
        if kind in DISPLAYS or kind in INLINE_ENVIRONMENTS:
            if name == "empheq":
                kind = self.state.argument(position).strip()
            if name in ARGUMENTS:
                position = self.state.after_groups(position, ARGUMENTS[name])
            return self._formula(mark, position, name, kind, label)
        if name in BIBLIOGRAPHIES | PICTURES:
            return self._passed_over(name, mark, position)
        if len(self.open) >= DEEPEST:
            self.paper.fail(mark, f"environments nested deeper than {DEEPEST}", "close the outer ones first")
        self.open.append(OpenEnvironment(name, mark, self.state.within, self.state.current))
        position = self._entered(name, position)
        if label:
            self.state.references[label] = self.state.current
        return position

    def _entered(self, name: str, position: int) -> int:
        """What an environment that is no formula does at its beginning."""
        state = self.state
        name = self.own.theorems.get(name, name)
        if name == "subequations":
            self._subequations()
        elif name in ("restatable", "restatable*"):
            return self._restatable(position)
        elif name in state.theorems:
            return self._theorem(state.theorems[name], position)
        elif name in NUMBERED_FLOATS:
            state.current = state.counters.step(name.removesuffix("*"))
        elif name in TABLES:
            return state.after_groups(position, TABLES[name])
        return position

    def _passed_over(self, name: str, mark: int, position: int) -> int:
        """Behind a bibliography or a picture, whose formulas are none of the paper's."""
        end = re.compile(rf"\\end\s*\{{{name}\}}").search(self.paper.text, position, self.end)
        if end is None:
            self._not_closed(OpenEnvironment(name, mark, "", ""))
        return end.end()

    def _subequations(self) -> None:
        counters = self.state.counters
        self.state.current = parent = counters.step("equation")
        self.open[-1].equation = counters.values["equation"], counters.formats["equation"]
        counters.values["equation"], counters.formats["equation"] = 0, parent + r"\alph{equation}"

    def _theorem(self, theorem: Theorem, position: int) -> int:
        r"""The name in brackets may hold formulas, so the reading goes on before it."""
        note = BRACKETS.match(self.state.text, position)
        self.state.begin_theorem(theorem, note["inside"] if note else "")
        return position

    def _restatable(self, position: int) -> int:
        state = self.state
        names = TWO_NAMES.match(state.text, state.after_brackets(position))
        if names is None:
            return position
        self._theorem(state.theorems.get(names[1], Theorem(names[1])), position)
        return names.end()

    def _finish(self, name: str, mark: int, position: int) -> int:
        if not (self.open and self.open[-1].name == name) and all(left.name != name for left in self.open):
            self.paper.fail(mark, f"the end of {name}, which never began", "write its beginning, or remove this mark")
        left = self.open.pop()
        if left.name != name:
            self._not_closed(left)
        state = self.state
        state.within, state.current = left.within, left.current
        if left.equation is not None:
            state.counters.values["equation"], state.counters.formats["equation"] = left.equation
        return position

    def _not_closed(self, left: OpenEnvironment) -> NoReturn:
        self.paper.fail(left.opening, f"environment {left.name} that is not closed", rf"add \end{{{left.name}}}")

    # --- commands -----------------------------------------------------------------------------------------

    def _command(self, command: str, mark: int, position: int, in_text: bool) -> int:
        action = COMMANDS.get(command) or (DOCUMENT_COMMANDS.get(command) if in_text else None)
        if action is not None:
            position = action(self.state, mark, position)
        if mark < self.body:
            return self._front(position) if command in FRONT else position
        if action is not None:
            return position
        if command == r"\ensuremath" or command in self.own.formulas:
            return self._ensured(mark, position)
        if command in FORMULAS_ONLY:
            self._refuse_outside(command, mark)
        if command in WITH_SIGNS:
            return self.state.after_groups(position, WITH_SIGNS[command])
        return self._own_command(command, mark, position)

    def _front(self, position: int) -> int:
        """Formulas in titles and notes count, though they stand before the document."""
        start = TO_BRACE.match(self.paper.text, self.state.after_brackets(position))
        if start is None:
            return position
        self.front_until = max(self.front_until, self.state.group_end(start.end()))
        return start.end()

    def _ensured(self, mark: int, position: int) -> int:
        start = TO_BRACE.match(self.paper.text, position)
        if start is None:
            return position
        end = self.state.group_end(start.end())
        self._keep(Span(mark, start.end() + 1, end - 1, end, "math"))
        return end

    def _own_command(self, command: str, mark: int, position: int) -> int:
        """A command of the paper's own that opens, closes, hides or swallows something."""
        shorthand = self.own.openers.get(command)
        if shorthand is not None:
            label = shorthand.label
            if shorthand.arguments:
                argument = ONE_NAME.match(self.paper.text, position)
                label = label.replace("#1", argument[1].strip()) if argument else ""
                position = argument.end() if argument else position
            if shorthand.environment in ("[", "(", "$$"):
                return self._formula(mark, position, shorthand.environment, shorthand.environment)
            return self._begin(shorthand.environment, mark, position, label)
        if command in self.own.closers:
            return self._finish(self.own.closers[command], mark, position)
        if command in self.own.hiding:
            self.paper.fail(mark, f"{command} hides a display in its definition", "print the display itself")
        return (
            self.state.after_groups(position, self.own.swallowing[command])
            if command in self.own.swallowing
            else position
        )
