r"""Macros of a paper expanded while its formulas are cut into tokens; TeX is never run.

A token of the formula, an argument's included, keeps its place; one that a macro prints has the place of
the call.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from verify.errors import ReadError
from verify.reading.macros import Macro

if TYPE_CHECKING:
    from verify.reading.tokens import Token

BUDGET = 20_000
DEEPEST_CALL = 50
PARAMETER = re.compile(r"#([1-9])")
SKIPPED = re.compile(r"(?:\s|%[^\n]*\n?)*")
SINGLE = re.compile(r"\\(?:[A-Za-z@]+|.)|[^{}]", re.DOTALL)
BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
BRACKET = re.compile(r"\\.|[{}\]]", re.DOTALL)
PRINTED_AS_IS = re.compile(r"\\(?:ensuremath|xspace|protect)(?![A-Za-z])")
SIZE = re.compile(r"\s*\[[^\]]*\]")


@dataclass(frozen=True)
class Printed:
    """Text with the places of its characters: runs that are fixed at a call, or count on from a start."""

    text: str
    runs: tuple[tuple[int, int, int, bool], ...]  # offset, line, column, whether the place is fixed

    @classmethod
    def at(cls, text: str, line: int, column: int) -> Printed:
        return cls(text, ((0, line, column, False),))

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of the character at `offset`.

        >>> Printed.at("a\\nbc", 3, 7).place(3)
        (4, 2)
        """
        index = bisect_right(self.runs, offset, key=lambda run: run[0]) - 1
        start, line, column, fixed = self.runs[index]
        if fixed:
            return line, column
        newline = self.text.rfind("\n", start, offset)
        lines = self.text.count("\n", start, offset)
        return line + lines, (offset - newline if newline >= 0 else column + offset - start)

    def part(self, start: int, end: int) -> Printed:
        line, column = self.place(start)
        first = bisect_right(self.runs, start, key=lambda run: run[0]) - 1
        inner = tuple((run[0] - start, *run[1:]) for run in self.runs[first + 1 :] if run[0] < end)
        return Printed(self.text[start:end], ((0, line, column, self.runs[first][3]), *inner))


def joined(parts: list[Printed]) -> Printed:
    """The parts in a row, a blank between a command's name and a letter that would lengthen it."""
    texts: list[str] = []
    runs: list[tuple[int, int, int, bool]] = []
    length = 0
    for part in parts:
        if texts and re.match(r"[A-Za-z*]", part.text) and re.search(r"\\[A-Za-z]+\Z", texts[-1]):
            texts.append(" ")
            runs.append((length, *part.runs[0][1:3], True))
            length += 1
        texts.append(part.text)
        runs += [(run[0] + length, *run[1:]) for run in part.runs]
        length += len(part.text)
    return Printed("".join(texts), tuple(runs) or ((0, 1, 1, True),))


@dataclass
class Expansion:
    """The macros of one formula's paper and what their expansion has cost so far.

    `flatten` cuts a printed piece into tokens, expanding the macros in it at the given depth.
    """

    macros: Mapping[str, Macro]
    flatten: Callable[[str, int, int, Expansion | None, Printed], list[Token]]
    cost: int = 0
    depth: int = 0

    def named(self, command: str) -> str | None:
        r"""The macro that a command with or without its star calls."""
        if command in self.macros:
            return command
        name = command.removesuffix("*")
        return name if name in self.macros else None

    def call(self, piece: Printed, name: str, position: int, end: int) -> tuple[list[Token], int]:
        """What the call at `position` prints, whose name ends at `end`, and where the call ends."""
        macro, here = self.macros[name], piece.place(position)
        if macro.refusal:
            _fail(macro.refusal, here, "print what it stands for")
        arguments, end = self._arguments(macro, piece, end, here)
        body = _substituted(macro, arguments, here)
        self._pay(body, name, here)
        self.depth += 1
        tokens = self.flatten(body.text, *here, None if macro.primitive else self, body)
        self.depth -= 1
        self.cost += len(tokens)
        return tokens, end

    def _pay(self, body: Printed, name: str, here: tuple[int, int]) -> None:
        self.cost += 1 + len(body.text) // 4
        if self.depth >= DEEPEST_CALL:
            _fail(f"{name} calls itself, or macros are nested deeper than {DEEPEST_CALL}", here, "print it out")
        if self.cost > BUDGET:
            _fail(f"macros print more than {BUDGET:,} tokens", here, "print the formula out")

    def _arguments(
        self, macro: Macro, piece: Printed, position: int, here: tuple[int, int]
    ) -> tuple[list[Printed], int]:
        arguments: list[Printed] = []
        if macro.starred:
            position += piece.text[position : position + 1] == "*"
            size = SIZE.match(piece.text, position)
            position = size.end() if size else position
        if macro.default is not None:
            found = _bracketed(piece, position, here)
            arguments.append(found[0] if found else _fixed(macro.default, here))
            position = found[1] if found else position
        while len(arguments) < macro.arguments:
            argument, position = _argument(piece, position, macro.name, here)
            arguments.append(argument)
        return arguments, position


def _fixed(text: str, here: tuple[int, int]) -> Printed:
    return Printed(text, ((0, *here, True),))


def _substituted(macro: Macro, arguments: list[Printed], here: tuple[int, int]) -> Printed:
    body = PRINTED_AS_IS.sub("", macro.body)
    if not arguments:
        return _fixed(body, here)
    parts, position = [], 0
    for match in PARAMETER.finditer(body):
        if int(match[1]) > len(arguments):
            _fail(f"{macro.name} uses #{match[1]} without having it", here, "print what it stands for")
        parts += [_fixed(body[position : match.start()], here), arguments[int(match[1]) - 1]]
        position = match.end()
    parts.append(_fixed(body[position:], here))
    return joined([part for part in parts if part.text])


def _argument(piece: Printed, position: int, name: str, here: tuple[int, int]) -> tuple[Printed, int]:
    """The group in braces, or the one command or character at `position`."""
    skipped = SKIPPED.match(piece.text, position)
    position = skipped.end() if skipped else position
    if piece.text[position : position + 1] != "{":
        single = SINGLE.match(piece.text, position)
        if single is None:
            _fail(f"{name} without its argument", here, "add the missing braces")
        return piece.part(position, single.end()), single.end()
    depth = 0
    for brace in BRACE.finditer(piece.text, position):
        depth += {"{": 1, "}": -1}.get(brace.group(), 0)
        if depth == 0:
            return piece.part(position + 1, brace.start()), brace.end()
    _fail(f"an argument of {name} that is never closed", here, "add the closing }")


def _bracketed(piece: Printed, position: int, here: tuple[int, int]) -> tuple[Printed, int] | None:
    skipped = SKIPPED.match(piece.text, position)
    position = skipped.end() if skipped else position
    if piece.text[position : position + 1] != "[":
        return None
    depth = 0
    for mark in BRACKET.finditer(piece.text, position + 1):
        depth += {"{": 1, "}": -1}.get(mark.group(), 0)
        if mark.group() == "]" and depth == 0:
            return piece.part(position + 1, mark.start()), mark.end()
    return _fail("an optional argument that is never closed", here, "add the closing ]")


def _fail(reason: str, here: tuple[int, int], step: str) -> NoReturn:
    raise ReadError(reason, line=here[0], column=here[1], step=step)
