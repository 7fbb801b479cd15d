r"""Letters that vary with a letter which is bound around them: `\int_0^1 c_i\,di` is no c_i, and `dx_t/dt` is not 0.

An index says which letter is meant. Where an integral, a derivative, a limit or a maximum runs over it, the formula
says nothing of how the letter depends on it, so that it is refused; a sum over a family takes one letter after another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from verify.reading.binding import BINDING, binding
from verify.reading.doubts import DoubtfulError
from verify.reading.tokens import Token
from verify.reading.tree import FunctionName, Node, Series, Summation, Symbol

WORDS = re.compile(r"\\[A-Za-z]+|[A-Za-z]+")
LABEL = 3
"""From this many letters on a subscript is a word and no row of indices."""


def require_fixed(tree: Node, first: Token) -> None:
    """Raise `DoubtfulError` at the formula's first token where a letter's index is bound around it."""
    for node in tree.walk():
        for name, letter in _varying(node) if isinstance(node, BINDING) else ():
            reason = f"{name} varies with {letter}, which is bound around it, and nothing says how"
            step = "declare it with indices" if _goes_through(node) else f"print it as a function of {letter}"
            raise DoubtfulError(reason, line=first.line, column=first.column, step=step)


def _varying(node: Node) -> Iterator[tuple[str, str]]:
    bound = binding(node)
    if bound is None or bound[0].indices:
        return
    letter, (_, body) = bound
    for inner in body.walk():
        if not isinstance(inner, Symbol | FunctionName) or (inner.indices and _goes_through(node)):
            continue
        if letter.name in index_letters(inner):
            yield inner.name, letter.name


def _goes_through(node: Node) -> bool:
    """Whether it takes one letter of a family after the other."""
    return isinstance(node, Series | Summation)


def index_letters(node: Symbol | FunctionName) -> frozenset[str]:
    """The letters in the indices; in the name's subscript, where the table tells no indices apart.

    >>> sorted(index_letters(Symbol("w_{it}"))), sorted(index_letters(Symbol(r"x_{max}")))
    (['i', 'it', 't'], ['max'])
    """
    if node.indices:
        slots = (part for index in node.indices for part in index.walk())
        return frozenset(part.name for part in slots if isinstance(part, Symbol))
    words = WORDS.findall(node.name.partition("_")[2])
    return frozenset(letter for word in words for letter in ({word, *word} if _is_row(word) else {word}))


def _is_row(word: str) -> bool:
    """Whether letters side by side are indices and no word."""
    return word[0] != "\\" and len(word) < LABEL
