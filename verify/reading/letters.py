"""Which letter of the notation table stands at the cursor, with its primes, indices and side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from verify.reading.cursor import Cursor
from verify.reading.notation import FUNCTION, Letter, Scope
from verify.reading.spelling import STARS, base_length, join, token_rows
from verify.reading.tokens import Token
from verify.reading.tree import FunctionName, Node, Symbol

PRIME = r"\prime"
SIDES = {"{+}": "+", "{-}": "-"}


def _is_long_number(part: tuple[str, ...]) -> bool:
    return len(part) == 1 and part[0].isdigit() and len(part[0]) > 1


def _is_index(token: Token) -> bool:
    """What may stand beside another index without a comma."""
    named = token.kind == "letter" or (token.kind == "command" and token.text[1:].isalpha())
    return named or (token.kind == "number" and len(token.text) == 1)


@dataclass
class Decoration:
    """What was printed on a base letter; `raised` counts superscripts, a row of primes and what follows it as one."""

    primes: int = 0
    below: Token | None = None
    above: str = ""
    side: str = ""
    raised: int = 0


class LetterReader:
    """Resolves letters against the rows in force; unknown letters are errors, never guesses."""

    def __init__(self, scope: Scope, parse_index: Callable[[tuple[Token, ...]], Node]) -> None:
        self.scope, self.parse_index = scope, parse_index
        self.bound: list[str] = []

    def starts(self, cursor: Cursor) -> bool:
        """Whether a declared base stands at the cursor."""
        return self.base_at(cursor) is not None

    def base_at(self, cursor: Cursor) -> tuple[str, ...] | None:
        """The longest declared base that the next tokens spell."""
        pieces: list[str] = []
        best: tuple[str, ...] | None = None
        ahead = 0
        while len(pieces) < self.scope.longest_base:
            index = cursor.position + ahead
            size = base_length(cursor.tokens, index) if index < len(cursor.tokens) else 0
            if size == 0:
                break
            pieces += [token.text for token in cursor.tokens[index : index + size]]
            ahead += size
            if tuple(pieces) in self.scope.by_base:
                best = tuple(pieces)
        return best

    def read(self, cursor: Cursor) -> Symbol | FunctionName:
        """The letter at the cursor; a primed function is a derivative, a declared primed letter is itself."""
        base = self.base_at(cursor)
        if base is None:
            cursor.fail(f"undeclared letter {cursor.peek()}", "declare it in the notation table")
        start = cursor.position
        cursor.position += self.token_count(cursor, base)
        rows = self.scope.by_base[base]
        found = self._decoration(cursor, rows)
        letter, indices = self._matching(cursor, start, base, rows, found)
        return self._node(cursor, start, letter, indices, found)

    def token_count(self, cursor: Cursor, base: tuple[str, ...]) -> int:
        """How many tokens the base at the cursor takes."""
        index, seen = cursor.position, 0
        while seen < len(base):
            size = base_length(cursor.tokens, index)
            index, seen = index + size, seen + size
        return index - cursor.position

    def _decoration(self, cursor: Cursor, rows: tuple[Letter, ...]) -> Decoration:
        found, after_prime = Decoration(), False
        while True:
            mark = cursor.peek()
            if mark in ("'", "^") and (mark == "'" or self._is_decoration(cursor, rows, found)):
                found.raised += not after_prime
                self._raise(cursor, found)
            elif mark == "_" and cursor.peek(1) in SIDES and found.primes and not found.side and found.below is None:
                found.side = SIDES[cursor.peek(1)]
                cursor.position += 2
            elif mark == "_" and found.below is None and not found.side and self._subscripted(rows, cursor):
                cursor.take()
                found.below = cursor.braced("_")
            else:
                return found
            after_prime = mark == "'"

    def _raise(self, cursor: Cursor, found: Decoration) -> None:
        """Take a prime or a superscript; TeX has one superscript a letter, and of two either could be meant."""
        if found.raised > 1:
            cursor.fail("a second superscript on one letter", "print one of them, or bracket the letter")
        if cursor.accept("'"):
            found.primes += 1
        else:
            cursor.expect("^")
            self._superscript(cursor.braced("^"), found)

    def _subscripted(self, rows: tuple[Letter, ...], cursor: Cursor) -> bool:
        if not any(row.spelling.subscript for row in rows):
            cursor.fail("a subscript on a letter that has none", "declare the subscripted letter in the notation table")
        return True

    def _is_decoration(self, cursor: Cursor, rows: tuple[Letter, ...], found: Decoration) -> bool:
        token = cursor.token(1)
        if token is None or token.kind != "braced":
            return False
        inside = "".join(inner.text for inner in token.inside)
        primes = all(inner.text in (PRIME, "'") for inner in token.inside) and bool(token.inside)
        named = not found.above and any(row.spelling.superscript == inside for row in rows)
        return primes or named or STARS.fullmatch(inside) is not None

    def _superscript(self, token: Token, found: Decoration) -> None:
        if all(inner.text in (PRIME, "'") for inner in token.inside):
            found.primes += len(token.inside)
        else:
            found.above = "".join(inner.text for inner in token.inside)

    def _matching(
        self, cursor: Cursor, start: int, base: tuple[str, ...], rows: tuple[Letter, ...], found: Decoration
    ) -> tuple[Letter, tuple[Node, ...]]:
        printed = tuple(tuple(t.text for t in row) for row in token_rows(found.below.inside)) if found.below else ()
        same_star = [row for row in rows if row.spelling.superscript == found.above]
        literal = [row for row in same_star if not row.indices and row.spelling.subscript == printed]
        for row in sorted(literal, key=lambda row: -row.spelling.primes):
            if row.spelling.primes == found.primes or (row.spelling.primes == 0 and row.kind == FUNCTION):
                return row, ()
        if any(row.joined for row in same_star) and any(_is_long_number(part) for part in printed):
            cursor.position = start
            cursor.fail("a numeral that may be two indices", "print a comma between them")
        for row in same_star:
            if row.joined and len(printed) == 1 and self._primes_fit(row, found):
                assert found.below is not None
                inside = found.below.inside
                if len(inside) == len(row.indices) and all(_is_index(token) for token in inside):
                    return row, tuple(self.parse_index((part,)) for part in inside)
        for row in same_star:
            if row.indices and not row.joined and len(printed) == len(row.indices) and self._primes_fit(row, found):
                assert found.below is not None
                if any(part[0] == "(" and part[-1] == ")" for part in printed if part):
                    cursor.position = start
                    cursor.fail(
                        "an index in parentheses, which may count by size", "print it without, or a letter for it"
                    )
                return row, tuple(self.parse_index(part) for part in token_rows(found.below.inside))
        cursor.position = start
        spelled = join(base) + "'" * found.primes + (f"_{found.below.text}" if found.below else "")
        spelled += f"^{{{found.above}}}" if found.above else ""
        cursor.fail(f"undeclared letter {spelled}", "declare it in the notation table")

    def _primes_fit(self, row: Letter, found: Decoration) -> bool:
        return row.spelling.primes == found.primes or row.kind == FUNCTION

    def _is_called(self, cursor: Cursor, letter: Letter) -> bool:
        """Whether an argument follows; of a letter with `called_with` only those are arguments."""
        inside = cursor.position + 1
        if cursor.peek() != "(" or not letter.called_with:
            return cursor.peek() == "("
        width = max(base_length(cursor.tokens, inside), 1) if inside < len(cursor.tokens) else 1
        argument = join(tuple(token.text for token in cursor.tokens[inside : inside + width]))
        return argument in letter.called_with and cursor.peek(1 + width) == ")"

    def _node(
        self, cursor: Cursor, start: int, letter: Letter, indices: tuple[Node, ...], found: Decoration
    ) -> Symbol | FunctionName:
        primes = found.primes - letter.spelling.primes
        value = letter.bare and not primes and not self._is_called(cursor, letter)
        if letter.kind == FUNCTION and letter.name not in self.bound and not value:
            if primes and letter.arity != 1:
                cursor.position = start
                cursor.fail(f"a prime on {letter.name} of several arguments", "print which partial derivative is meant")
            return FunctionName(letter.name, indices, primes, found.side)
        if found.side or primes:
            cursor.position = start
            cursor.fail(
                f"a derivative of {letter.name}, which is no function", "declare the primed letter or the function"
            )
        return Symbol(letter.name, indices)
