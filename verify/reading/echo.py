"""Whether a tree says what was printed: the printer, which shares nothing with the parser, gives the tokens back.

A parser that drops, adds or moves a token is found out here, in the formula where it does, before anything is decided.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from verify.errors import ReadError
from verify.reading.printer import latex
from verify.reading.tokens import LONGEST, Token, spoken, tokenize
from verify.reading.tree import Node

LAYOUT = frozenset((r"\quad", r"\qquad", r"\\", "&", ",", ".", ";", "and"))
MOST_PRINTED = 4 * LONGEST  # braces and blanks that an author may leave out are printed
PRIMES = ("'", r"\prime")


class MisreadError(ReadError):
    """A formula was read as another one: a fault of the reader, not of the formula."""


def require_echo(tree: Node, tokens: Sequence[Token]) -> None:
    """Raise `MisreadError` at the first token that the tree does not print back."""
    end = ("the end", tokens[-1])
    printed = tokenize(latex(tree), longest=MOST_PRINTED)
    for (text, token), (back, _) in zip_longest(_said(tokens), _said(printed), fillvalue=end):
        if text != back:
            raise MisreadError(
                f"{text} was read as {back}",
                line=token.line,
                column=token.column,
                step="print the formula in another way, and report this fault of the reader",
            )


def said(formula: str) -> list[str]:
    r"""Tokens without layout, primes as marks, subscripts before superscripts, empty braces and their mark dropped.

    >>> said(r"k^{*}_{i}=V_i^{\prime},\quad x^{}") == said("k_i^*=V'_{i} x")
    True
    """
    return [text for text, _ in _said(tokenize(formula))]


def _said(tokens: Sequence[Token]) -> Iterator[tuple[str, Token]]:
    position = 0
    while position < len(tokens):
        if _is_script(tokens[position]):
            position, scripts = _scripts(tokens, position)
            yield from scripts
            continue
        yield from _one(tokens[position])
        position += 1


def _is_script(token: Token) -> bool:
    return token.kind == "mark" and token.text in ("'", "^", "_")


def _one(token: Token) -> Iterator[tuple[str, Token]]:
    if token.kind == "braced":
        yield "{", token
        yield from _said(token.inside)
        yield "}", token
    elif token.kind == "text":
        words = spoken(token.text)
        if words and words not in LAYOUT:
            yield words, token
    elif token.text not in LAYOUT:
        yield token.text, token


def _scripts(tokens: Sequence[Token], position: int) -> tuple[int, list[tuple[str, Token]]]:
    """All that is printed on one letter, in the order prime, subscript, superscript."""
    primes: list[tuple[str, Token]] = []
    scripts: dict[str, list[tuple[str, Token]]] = {"_": [], "^": []}
    while position < len(tokens) and _is_script(tokens[position]):
        token = tokens[position]
        if token.text == "'":
            primes.append(("'", token))
            position += 1
            continue
        inside = tokens[position + 1].inside if position + 1 < len(tokens) else ()
        if inside and all(one.text in PRIMES for one in inside):
            primes += [("'", token)] * len(inside)
        elif inside:
            scripts[token.text] += [(token.text, token), *_said(inside)]
        position += 2
    return position, [*primes, *scripts["_"], *scripts["^"]]
