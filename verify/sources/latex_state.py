r"""What a LaTeX document has said up to a place, counters to theorems, and what changes it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from verify.sources.environments import Theorem, new_theorem, well_known_theorems
from verify.sources.latex_words import closing_brace, plain
from verify.sources.numbering import SECTIONS, Counters
from verify.sources.places import PaperText

BRACKETS = re.compile(r"\s*\[(?P<inside>(?:[^\]{}]|\{(?:[^{}]|\{[^{}]*\})*\}){0,500})\]")
TO_BRACE = re.compile(r"\s*(?=\{)")
COUNTER_VALUE = re.compile(r"\s*\{([^{}]*)\}\s*\{\s*(-?\d{1,6}|\\value\s*\{[^{}]*\})\s*\}")
TWO_NAMES = re.compile(r"\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
LEVELS = {level: depth for depth, level in enumerate(SECTIONS, -1)}
CAPITAL = re.compile(r"(\\[A-Za-z]*ref\*?\s*\{[^{}]*\}|\\[A-Za-z]+)|[A-Z]+")
ONE_NAME = re.compile(r"\s*\{([^{}]*)\}")


@dataclass
class LatexState:
    """The document's state; `current` is what a label refers to, `within` the theorem or proof."""

    paper: PaperText
    chapters: bool
    text: str = field(init=False)
    counters: Counters = field(init=False)
    theorems: dict[str, Theorem] = field(default_factory=well_known_theorems)
    references: dict[str, str] = field(default_factory=dict)
    section: str = ""  # the title as written; its references are known at the end
    within: str = ""
    current: str = ""
    title: str = ""

    def __post_init__(self) -> None:
        self.text = self.paper.text
        self.counters = Counters(chapters=self.chapters)

    def argument(self, position: int) -> str:
        """The group in braces at `position`, behind a group in brackets."""
        start = TO_BRACE.match(self.text, self.after_brackets(position))
        if start is None:
            return ""
        return self.text[start.end() + 1 : self.group_end(start.end()) - 1]

    def group_end(self, opening: int) -> int:
        """Behind the group in braces that opens at `opening`."""
        end = closing_brace(self.text, opening)
        if end < 0:
            self.paper.fail(opening, "a { that is never closed", "add the closing }")
        return end

    def after_brackets(self, position: int) -> int:
        brackets = BRACKETS.match(self.text, position)
        return brackets.end() if brackets else position

    def after_groups(self, position: int, count: int) -> int:
        """Behind a group in brackets and `count` groups in braces."""
        position = self.after_brackets(position)
        for _ in range(count):
            start = TO_BRACE.match(self.text, position)
            position = self.group_end(start.end()) if start else position
        return position

    def begin_theorem(self, theorem: Theorem, name: str) -> None:
        """Enters a theorem-like environment with the name that is printed in brackets, if there is one."""
        self.within = theorem.title.lower()
        if theorem.counter:
            self.current = self.counters.step(theorem.counter)
            self.within += f" {self.current}"
        elif theorem.title == "proof" and name:
            self.within = CAPITAL.sub(lambda match: match[1] or match[0].lower(), name)
        elif name:
            self.within += f" ({name})"


Command = Callable[[LatexState, int, int], int]


def heading(level: str) -> Command:
    """The command of a heading; formulas in the title are read afterwards."""

    def act(state: LatexState, mark: int, position: int) -> int:
        if state.text[position - 1] != "*" and LEVELS[level] <= state.counters.values["secnumdepth"]:
            state.current = state.counters.step(level)
        state.section = state.argument(position)
        return position

    return act


def _title(state: LatexState, mark: int, position: int) -> int:
    state.title = plain(state.argument(position))
    return position


def _appendix(state: LatexState, mark: int, position: int) -> int:
    state.counters.appendix(chapters=state.chapters)
    return position


def _label(state: LatexState, mark: int, position: int) -> int:
    match = ONE_NAME.match(state.text, position)
    if match is None:
        return position
    state.references[match[1].strip()] = state.current
    return match.end()


def _counter_value(*, add: bool) -> Command:
    def act(state: LatexState, mark: int, position: int) -> int:
        match = COUNTER_VALUE.match(state.text, position)
        if match is None:
            return position
        values, name = state.counters.values, match[1].strip()
        other = ONE_NAME.search(match[2])
        value = values.get(other[1].strip(), 0) if other else int(match[2])
        values[name] = value + (values.get(name, 0) if add else 0)
        return match.end()

    return act


def _step(state: LatexState, mark: int, position: int) -> int:
    match = ONE_NAME.match(state.text, position)
    if match is None:
        return position
    state.counters.step(match[1].strip())
    return match.end()


def _reference_step(state: LatexState, mark: int, position: int) -> int:
    match = ONE_NAME.match(state.text, position)
    if match is None:
        return position
    state.current = state.counters.step(match[1].strip())
    return match.end()


def _within(state: LatexState, mark: int, position: int) -> int:
    match = TWO_NAMES.match(state.text, state.after_brackets(position))
    if match is None:
        return position
    state.counters.within(match[1].strip(), match[2].strip())
    return match.end()


def _resets(state: LatexState, mark: int, position: int) -> int:
    match = TWO_NAMES.match(state.text, position)
    if match is None:
        return position
    state.counters.resets(match[1].strip(), match[2].strip())
    return match.end()


def _new_theorem(state: LatexState, mark: int, position: int) -> int:
    declared = new_theorem(state.text, mark, state.counters)
    if declared:
        state.theorems[declared[0]] = declared[1]
    return position


DOCUMENT_COMMANDS: dict[str, Command] = {rf"\{level}": heading(level) for level in SECTIONS} | {r"\label": _label}
COMMANDS: dict[str, Command] = {
    r"\title": _title,
    r"\appendix": _appendix,
    r"\setcounter": _counter_value(add=False),
    r"\addtocounter": _counter_value(add=True),
    r"\stepcounter": _step,
    r"\refstepcounter": _reference_step,
    r"\numberwithin": _within,
    r"\counterwithin": _within,
    r"\@addtoreset": _resets,
    r"\newtheorem": _new_theorem,
    r"\spnewtheorem": _new_theorem,
    r"\declaretheorem": _new_theorem,
}
