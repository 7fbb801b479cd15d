r"""One letter under two spellings: which letters a formula prints, and the same formula under their first spellings.

A row of the notation table may allow further spellings of its letter (`also`). What is printed is read under the
spelling that stands there; only then the letter gets its own name, so that every spelling is decided as one letter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from verify.errors import ReadError
from verify.reading.cursor import Cursor
from verify.reading.letters import LetterReader
from verify.reading.notation import Scope
from verify.reading.rebuilding import rebuild
from verify.reading.spelling import base_length, join
from verify.reading.tokens import ACCENTS, Token
from verify.reading.tree import FunctionName, ImpliedCall, Node, Number, Symbol

WHOLE = ACCENTS | {r"\begin", r"\end"}
"""Commands whose argument is a part of their name."""


@dataclass(frozen=True)
class PrintedLetter:
    """A declared letter in a row of tokens: its base ends before `base_end`, what is printed on it before `end`."""

    name: str
    start: int
    base_end: int
    end: int


def letter_at(tokens: tuple[Token, ...], start: int, scope: Scope) -> PrintedLetter | None:
    """The declared letter that starts here, None if there is none."""
    reader = LetterReader(scope, lambda part: Number("0"))
    cursor = Cursor(tokens, 1, 1)
    cursor.position = start
    base = reader.base_at(cursor)
    if base is None:
        return None
    size, width = 0, 0
    while width < len(base):
        step = base_length(tokens, start + size)
        size, width = size + step, width + step
    try:
        name = reader.read(cursor).name
    except ReadError:
        return None
    return PrintedLetter(name, start, start + size, cursor.position)


def names_printed(tokens: tuple[Token, ...], scope: Scope) -> frozenset[str]:
    """The names of the declared letters in a row of tokens, indices and exponents included.

    >>> from verify.reading.notation import Letter, Notation
    >>> from verify.reading.tokens import tokenize
    >>> scope = Notation((Letter("x"), Letter("q_L"), Letter("L"))).in_scope("")
    >>> sorted(names_printed(tokenize(r"q_L^x+\\frac{1}{x}"), scope))
    ['q_{L}', 'x']
    """
    return frozenset(_names(tokens, scope))


def _names(tokens: tuple[Token, ...], scope: Scope) -> Iterator[str]:
    position = 0
    while position < len(tokens):
        found = letter_at(tokens, position, scope)
        if found is not None:
            yield found.name
            if scope.by_name[found.name].indices:
                for token in tokens[found.base_end : found.end]:
                    yield from _names(token.inside, scope)
            position = found.end
        elif tokens[position].text in WHOLE:
            position += 2
        else:
            yield from _names(tokens[position].inside, scope)
            position += 1


def first_spelling(tokens: tuple[Token, ...], scope: Scope) -> tuple[Token, ...]:
    """The tokens with every letter under the first spelling of its row."""
    found: list[Token] = []
    position = 0
    while position < len(tokens):
        letter = letter_at(tokens, position, scope)
        if letter is not None and letter.name in scope.first_names:
            row = scope.by_name[scope.first_names[letter.name]]
            here = tokens[position]
            found.append(Token("letter", join(row.spelling.base), here.line, here.column))
            position = letter.base_end
        elif tokens[position].text in WHOLE:
            found += tokens[position : position + 2]
            position += 2
        elif tokens[position].kind == "braced":
            inside = first_spelling(tokens[position].inside, scope)
            spelled = "{" + "".join(token.text for token in inside) + "}"
            found.append(tokens[position]._replace(text=spelled, inside=inside))
            position += 1
        else:
            found.append(tokens[position])
            position += 1
    return tuple(found)


def settled(tree: Node, scope: Scope, first: Token) -> Node:
    """The tree with the name of its row for every letter; raises `ReadError` if two spellings of one are printed."""
    if not scope.first_names:
        return tree
    printed = _names_in(tree)
    spelled: dict[str, str] = {}
    for name in sorted(printed):
        other = spelled.setdefault(scope.first_names.get(name, name), name)
        if other != name and not joined(name, other):
            raise ReadError(
                f"{other} and {name} are two spellings of one letter",
                line=first.line,
                column=first.column,
                step="print one of them in one formula",
            )
    return with_names(tree, scope.first_names) if printed & scope.first_names.keys() else tree


def joined(one: str, other: str) -> bool:
    """Whether two spellings differ only in the commas between indices: `x_{it}` beside `x_{i,t+1}`.

    >>> joined("x_{it}", "x_{i,t}"), joined("x_{it}", "y_{i,t}")
    (True, False)
    """
    return one.replace(",", "").replace(" ", "") == other.replace(",", "").replace(" ", "")


def _names_in(tree: Node) -> frozenset[str]:
    """The letters that are printed; an argument that the table implies is none of them."""
    found = {tree.name} if isinstance(tree, Symbol | FunctionName) else set()
    for child in (tree.function,) if isinstance(tree, ImpliedCall) else tree.children():
        found |= _names_in(child)
    return frozenset(found)


def with_names(tree: Node, names: Mapping[str, str]) -> Node:
    """The tree with other names for some letters.

    >>> with_names(Symbol("x_{i}", (Symbol("i"),)), {"i": "n"})
    Symbol(name='x_{i}', indices=(Symbol(name='n', indices=()),))
    """
    named = rebuild(tree, lambda child: with_names(child, names))
    if isinstance(named, Symbol | FunctionName) and named.name in names:
        return replace(named, name=names[named.name])
    return named
