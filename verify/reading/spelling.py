r"""How a letter is spelled: base, primes, subscript, superscript, in one canonical form.

The canonical spelling `V_{i,h}`, `k^{**}_{i}`, `g'`, `\bar{Q}`, `\Delta k` is the name of the letter everywhere:
in the notation table, in the tree and in witnesses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from verify.errors import ReadError
from verify.reading.tokens import ACCENTS, Token, tokenize

STARS = re.compile(r"[*†‡]+|\\(?:dagger|ast|star)")


@dataclass(frozen=True)
class Spelling:
    """`base` is a row of token texts; `primes` a count; `subscript` and `superscript` rows of rows split at commas."""

    base: tuple[str, ...]
    primes: int = 0
    subscript: tuple[tuple[str, ...], ...] = ()
    superscript: str = ""

    @property
    def name(self) -> str:
        r"""The canonical form.

        >>> spelling_of(r"k_i^{**}").name
        'k_{i}^{**}'
        """
        subscript = ",".join("".join(part) for part in self.subscript)
        below = "_{" + subscript + "}" if subscript else ""
        above = "^{" + self.superscript + "}" if self.superscript else ""
        return join(self.base) + "'" * self.primes + below + above


def join(base: tuple[str, ...]) -> str:
    """Token texts in a row, with a space only where TeX needs one to end a command."""
    text = ""
    for piece in base:
        gap = " " if re.search(r"\\[A-Za-z]+$", text) and piece[:1].isalpha() else ""
        text += gap + piece
    return text


def base_length(tokens: tuple[Token, ...], start: int) -> int:
    """How many tokens the accent group or single letter at `start` takes; 0 if no letter starts there."""
    token = tokens[start]
    if token.text in ACCENTS:
        return 2
    return 1 if token.kind == "letter" or (token.kind == "command" and token.text[1:].isalpha()) else 0


def spelling_of(declared: str) -> Spelling:
    r"""The spelling of a letter as a notation table writes it.

    >>> spelling_of(r"\Delta k").base, spelling_of("V_{i,h}").subscript
    (('\\Delta', 'k'), (('i',), ('h',)))

    Raises `ReadError` where more than a letter stands there.
    """
    tokens = tokenize(declared)
    end = next((k for k, token in enumerate(tokens) if token.text in ("^", "_", "'")), len(tokens))
    base = tuple(token.text for token in tokens[:end])
    primes, superscript = 0, ""
    subscript: tuple[tuple[str, ...], ...] = ()
    index = end
    while index < len(tokens):
        if tokens[index].text == "'":
            primes, index = primes + 1, index + 1
            continue
        if tokens[index].text not in ("_", "^") or index + 1 == len(tokens):
            reason = f"{declared} is no letter: {tokens[index].text} stands behind it"
            raise ReadError(reason, line=1, column=tokens[index].column, step="declare the letter alone, as x_i")
        inside = tokens[index + 1].inside
        if tokens[index].text == "_":
            subscript = split_at_commas(inside)
        else:
            superscript = "".join(token.text for token in inside)
        index += 2
    return Spelling(base, primes, subscript, superscript)


def split_at_commas(tokens: tuple[Token, ...]) -> tuple[tuple[str, ...], ...]:
    """Token texts between top-level commas."""
    return tuple(tuple(token.text for token in part) for part in token_rows(tokens))


def token_rows(tokens: tuple[Token, ...]) -> list[tuple[Token, ...]]:
    """The tokens between top-level commas."""
    rows: list[list[Token]] = [[]]
    for token in tokens:
        if token.text == ",":
            rows.append([])
        else:
            rows[-1].append(token)
    return [tuple(row) for row in rows]
