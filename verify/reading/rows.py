"""Environments that only arrange rows: what they print is what stands in them."""

from __future__ import annotations

from verify.errors import ReadError
from verify.reading.tokens import NULL, Token

ARRANGING = frozenset(
    f"{{{name}}}"
    for name in "aligned gathered split align align* gather gather* equation equation* eqnarray eqnarray*".split()
)
"""Beside those of LaTeX's formulas its displays, which MathJax reads between `$$`."""
END_MARKS = frozenset(".,;")
OPENING, CLOSING = frozenset(("(", "[", r"\{", r"\langle")), frozenset((")", "]", r"\}", r"\rangle"))


def without_layout_environments(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    r"""The tokens without `aligned`, `gathered`, `split` and displays, where these stand outside of all delimiters.

    Inside a brace they are the rows of a distinction of cases, and stay.

    >>> from verify.reading.tokens import tokenize
    >>> [one.text for one in without_layout_environments(tokenize(r"\begin{aligned} x &= 1 \end{aligned}"))]
    ['x', '&', '=', '1']
    """
    if not any(one.text == r"\begin" for one in tokens):
        return tokens
    kept: list[Token] = []
    depth = position = 0
    removed: list[str] = []
    while position < len(tokens):
        token = tokens[position]
        depth += (token.text in OPENING) - (token.text in CLOSING or token.text == NULL)
        name = tokens[position + 1].text if position + 1 < len(tokens) else ""
        if token.text == r"\begin" and name in ARRANGING and depth == 0:
            removed.append(name)
            position += 2 + _placement(tokens, position + 2)
        elif token.text == r"\end" and name in ARRANGING and depth == 0:
            _require_opened(removed, name, token)
            position += 2
        else:
            kept.append(token)
            position += 1
    return tuple(kept)


def without_box(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    r"""What stands in `\boxed{}` if all of a formula does; a box around a part of it stays, and is not read.

    >>> from verify.reading.tokens import tokenize
    >>> [one.text for one in without_box(tokenize(r"\boxed{x=1}."))]
    ['x', '=', '1', '.']
    """
    if len(tokens) < 2 or tokens[0].text != r"\boxed" or any(one.text not in END_MARKS for one in tokens[2:]):
        return tokens
    return (*tokens[1].inside, *tokens[2:])


def _placement(tokens: tuple[Token, ...], position: int) -> int:
    """How many tokens the optional `[t]` takes."""
    texts = [one.text for one in tokens[position : position + 3]]
    return 3 if len(texts) == 3 and texts[0] == "[" and texts[1] in ("t", "b", "c") and texts[2] == "]" else 0


def _require_opened(removed: list[str], name: str, token: Token) -> None:
    if not removed or removed.pop() != name:
        raise ReadError(
            f"\\end{name} without its beginning", line=token.line, column=token.column, step="close what was opened"
        )
