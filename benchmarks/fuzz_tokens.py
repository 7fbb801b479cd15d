"""What a formula says token by token, up to what has no meaning in print: two formulas that say the same look alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verify.reading.tokens import Token, tokenize

LAYOUT = frozenset((r"\quad", r"\qquad", r"\\", "&", ",", ".", ";", "and"))
PRIMES = ("'", r"\prime")


def said(formula: str) -> list[str]:
    r"""Tokens without layout, primes as marks, subscripts before superscripts, empty braces and their mark dropped.

    >>> said(r"k^{*}_{i}=V_i^{\prime},\quad x^{}") == said("k_i^*=V'_{i} x")
    True
    """
    return list(_said(tokenize(formula)))


def _said(tokens: Sequence[Token]) -> Iterator[str]:
    position = 0
    while position < len(tokens):
        if tokens[position].text in ("'", "^", "_") and tokens[position].kind == "mark":
            position, scripts = _scripts(tokens, position)
            yield from scripts
            continue
        yield from _one(tokens[position])
        position += 1


def _one(token: Token) -> Iterator[str]:
    if token.kind == "braced":
        yield from ("{", *_said(token.inside), "}")
    elif token.kind == "text":
        words = " ".join(token.text.replace("~", " ").split()).strip(" ,.;")
        yield from [words] if words and words not in LAYOUT else []
    elif token.text not in LAYOUT:
        yield token.text


def _scripts(tokens: Sequence[Token], position: int) -> tuple[int, list[str]]:
    """All that is printed on one letter, in the order prime, subscript, superscript."""
    primes: list[str] = []
    scripts: dict[str, list[str]] = {"_": [], "^": []}
    while position < len(tokens) and tokens[position].text in ("'", "^", "_") and tokens[position].kind == "mark":
        mark, after = tokens[position].text, tokens[position + 1 : position + 2]
        if mark == "'":
            primes.append("'")
            position += 1
            continue
        inside = after[0].inside if after else ()
        if inside and all(one.text in PRIMES for one in inside):
            primes += ["'"] * len(inside)
        elif inside:
            scripts[mark] += [mark, *_said(inside)]
        position += 2
    return position, [*primes, *scripts["_"], *scripts["^"]]
