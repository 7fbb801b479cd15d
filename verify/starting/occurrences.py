r"""Where each letter of a source stands: its decorations, what follows it, and in which part of a formula.

No notation table is asked: this is what a table can be inferred from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from verify.errors import ReadError
from verify.reading.binders import BLACKBOARD
from verify.reading.letters import PRIME
from verify.reading.spelling import STARS, join, split_at_commas
from verify.reading.tokens import ACCENTS, Token, tokenize
from verify.sources.formula import Formula, Source
from verify.sources.outside import GREEK

LETTERS = frozenset("\\" + name for name in GREEK) | {r"\ell", r"\varpi", r"\varrho", r"\varsigma", r"\hbar"}
OPERATORS = frozenset({"{E}", "{P}", "{1}"})
UNNAMED = re.compile(r"\\mathrm\{(?![A-Za-z0-9]+\})")
BINDING = frozenset(r"\sum \prod \max \min \sup \inf \lim \int \arg".split())
OPENING, CLOSING = frozenset(("(", "[", r"\{")), frozenset((")", "]", r"\}"))
LAYOUT = frozenset((r"\begin", r"\end"))
LINE, INSIDE, EXPONENT, INDEX, BINDER = "line", "inside", "exponent", "index", "binder"
Below = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Occurrence:
    r"""One letter where it is printed.

    `base` has the texts of its tokens, `star` a star or dagger, `below` the texts between the commas of its subscript;
    `arguments` are the token rows in the parentheses that follow at once, None without; `previous` and `following` are
    the texts of its neighbours, empty at an end; `part` is where in the formula it stands (`line`, `inside` a fraction
    or root, `exponent`, `index` of a letter, `binder` of an operator); `alone` says that nothing else is in the row,
    `joined` that its indices stand there without commas.
    """

    base: tuple[str, ...]
    star: str
    primes: int
    side: bool
    below: Below
    raised: bool
    arguments: tuple[tuple[Token, ...], ...] | None
    previous: str
    following: str
    part: str
    alone: bool
    formula: Formula
    line: int
    column: int
    joined: bool = False

    @property
    def place(self) -> str:
        """`file:line:column`."""
        return f"{self.formula.file}:{self.line}:{self.column}"

    @property
    def spelled(self) -> str:
        r"""The letter as a notation table writes it, primes left out.

        Braces stand around what is below and above: `k_{i}^{*}`.
        """
        inner = ",".join(join(part) for part in self.below)
        below = "_{" + inner + "}" if inner else ""
        return join(self.base) + below + ("^{" + self.star + "}" if self.star else "")

    @property
    def name(self) -> str:
        """The canonical name that a row of its own would have, primes behind the base."""
        return self.spelled.replace(join(self.base), join(self.base) + "'" * self.primes, 1)

    @property
    def undecorated(self) -> bool:
        return not (self.below or self.star or self.primes or self.raised)


def occurrences(source: Source) -> list[Occurrence]:
    """All letters of a source in its order; formulas that cannot be cut into tokens have none."""
    found: list[Occurrence] = []
    for formula in source.formulas:
        tokens = tokens_of(formula, source)
        if tokens is not None:
            found += _Row(formula, tokens, LINE).letters()
    return found


def tokens_of(formula: Formula, source: Source) -> tuple[Token, ...] | None:
    """The tokens of a formula, None if there are none to be had."""
    try:
        return tokenize(formula.latex, formula.line, formula.column, source.macros)
    except ReadError:
        return None


def is_letter(tokens: tuple[Token, ...], index: int) -> int:
    """How many tokens the letter at `index` takes; 0 if none stands there."""
    token = tokens[index]
    if token.text in ACCENTS:
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if following is None or following.kind != "braced":
            return 0
        if token.text in BLACKBOARD and following.text in OPERATORS:
            return 0
        return 2
    return 1 if (token.kind == "letter" and not UNNAMED.match(token.text)) or token.text in LETTERS else 0


@dataclass(frozen=True)
class _Row:
    """Tokens side by side."""

    formula: Formula
    tokens: tuple[Token, ...]
    part: str

    def letters(self) -> Iterator[Occurrence]:
        position = 0
        while position < len(self.tokens):
            size = is_letter(self.tokens, position)
            if size:
                printed = _Decorations(self.tokens, position + size)
                printed.read()
                yield from self._letter(position, size, printed)
                position = printed.position
            else:
                yield from self._below(position)
                position += 1

    def _below(self, position: int) -> Iterator[Occurrence]:
        """The letters inside a braced token."""
        token = self.tokens[position]
        owner = self.tokens[position - 1].text if position else ""
        if token.kind == "braced" and owner not in LAYOUT | ACCENTS:
            yield from _Row(self.formula, token.inside, self._part_of(owner, position)).letters()

    def _part_of(self, owner: str, position: int) -> str:
        if owner == "_":
            operator = self.tokens[position - 2].text if position > 1 else ""
            return BINDER if operator in BINDING | OPERATORS else INDEX
        return EXPONENT if owner == "^" else INSIDE

    def _letter(self, start: int, size: int, found: _Decorations) -> Iterator[Occurrence]:
        token = self.tokens[start]
        yield Occurrence(
            base=tuple(one.text for one in self.tokens[start : start + size]),
            star=found.star,
            primes=found.primes,
            side=found.side,
            below=found.below,
            raised=found.raised,
            arguments=arguments_at(self.tokens, found.position),
            previous=self._text(start - 1),
            following=self._following(found.position),
            part=self.part,
            alone=start == 0 and found.position >= len(self.tokens) and not found.raised,
            formula=self.formula,
            line=token.line,
            column=token.column,
        )
        for part, inside in found.inner:
            yield from _Row(self.formula, inside, part).letters()

    def _following(self, index: int) -> str:
        """The text behind a letter, the equality of a definition as one."""
        defines = self._text(index) in (":", r"\colon") and self._text(index + 1) == "="
        return ":=" if defines else self._text(index)

    def _text(self, index: int) -> str:
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""


@dataclass
class _Decorations:
    """What is printed on a letter, read from the token behind it."""

    tokens: tuple[Token, ...]
    position: int
    primes: int = 0
    star: str = ""
    below: Below = ()
    raised: bool = False
    side: bool = False
    inner: list[tuple[str, tuple[Token, ...]]] = field(default_factory=list)

    def read(self) -> None:
        while self.position < len(self.tokens):
            text = self.tokens[self.position].text
            if text == "'":
                self.primes += 1
                self.position += 1
            elif text in ("_", "^") and self.position + 1 < len(self.tokens) and self._attached(text):
                self.position += 2
            else:
                return

    def _attached(self, mark: str) -> bool:
        inside = self.tokens[self.position + 1].inside
        texts = "".join(token.text for token in inside)
        if mark == "_":
            return self._subscript(inside, texts)
        if inside and all(token.text in (PRIME, "'") for token in inside):
            self.primes += len(inside)
        elif STARS.fullmatch(texts) and not self.star:
            self.star = texts
        elif not self.raised:
            self.raised = True
            self.inner.append((EXPONENT, inside))
        else:
            return False
        return True

    def _subscript(self, inside: tuple[Token, ...], texts: str) -> bool:
        if self.primes and texts in ("+", "-"):
            self.side = True
            return True
        if self.below or self.raised:
            return False
        self.below = split_at_commas(inside)
        self.inner.append((INDEX, inside))
        return True


def arguments_at(tokens: tuple[Token, ...], start: int) -> tuple[tuple[Token, ...], ...] | None:
    """The rows between the commas, semicolons and bars of the parentheses that open at `start`; None without.

    >>> [len(row) for row in arguments_at(tokenize("(x+1,y)"), 0)]
    [3, 1]
    """
    if start >= len(tokens) or tokens[start].text != "(":
        return None
    rows: list[list[Token]] = [[]]
    depth = 0
    for token in tokens[start:]:
        depth += (token.text in OPENING) - (token.text in CLOSING)
        if depth == 0:
            return tuple(tuple(row) for row in rows)
        if depth == 1 and token.text in (",", ";", "|", r"\mid"):
            rows.append([])
        elif token.text != "(" or depth > 1:
            rows[-1].append(token)
    return None
