r"""Formula text to tokens with exact source positions; TeX is never run.

Spacing commands and `\left`, `\right` and their `\big` relatives carry no meaning and are dropped (the delimiter
after them stays). Braces that belong to a command, `^` or `_` become one `Braced` token; all others are invisible in
print and are spliced.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from verify.errors import ReadError
from verify.reading.expansion import Expansion, Printed
from verify.reading.macros import Macro

SPACING = frozenset(
    r"\, \; \: \! \> \  \displaystyle \textstyle \nonumber \notag \limits \nolimits \hfill \qedhere \allowbreak".split(
        " "
    )
) | {"\\ "}
STRETCH = frozenset(
    r"\left \right \middle \big \Big \bigg \Bigg \bigl \bigr \Bigl \Bigr \biggl \biggr \Biggl \Biggr \bigm".split()
)
FENCES = frozenset((r"\left", r"\right", r"\middle"))
WORDS = frozenset(r"\text \textrm \mbox \textit \mathrm \operatorname".split())
REFERENCES = frozenset(r"\label \tag \eqref \ref".split())
ARGUMENTS = {
    r"\frac": 2,
    r"\dfrac": 2,
    r"\tfrac": 2,
    r"\nicefrac": 2,
    r"\sqrt": 1,
    r"\begin": 1,
    r"\end": 1,
    r"\boxed": 1,
}
ACCENTS = frozenset(
    r"\bar \hat \tilde \overline \underline \widehat \widetilde \vec \dot \ddot \mathbb \mathbf \bm \boldsymbol "
    r"\mathcal \mathfrak \mathscr \mathsf".split()
)
ALIASES = {
    r"\lt": "<",
    r"\gt": ">",
    "\N{MINUS SIGN}": "-",
    r"\leqslant": r"\le",
    r"\geqslant": r"\ge",
    r"\leq": r"\le",
    r"\geq": r"\ge",
    r"\rightarrow": r"\to",
    r"\neq": r"\ne",
    r"\dfrac": r"\frac",
    r"\tfrac": r"\frac",
    r"\nicefrac": r"\frac",
    r"\lbrace": r"\{",
    r"\rbrace": r"\}",
    r"\lbrack": "[",
    r"\rbrack": "]",
    r"\vert": "|",
    r"\lvert": "|",
    r"\rvert": "|",
    r"\implies": r"\Rightarrow",
    r"\iff": r"\Leftrightarrow",
    r"\Longrightarrow": r"\Rightarrow",
    r"\Longleftrightarrow": r"\Leftrightarrow",
    r"\dots": r"\ldots",
    r"\bold": r"\mathbf",
    r"\cr": r"\\",
}
COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)", re.DOTALL)
BLANK = re.compile(r"\\[ ,;:!>]|\\q?quad(?![A-Za-z])|~")
NULL = r"\null"
ROW = r"\\"
FORALL = r"\forall"  # words to the reader, as "for all" is
FIXED = {"null": NULL, "row": ROW}
KINDS = {"null": "command", "row": "command", "minus": "mark"}
PLAIN = frozenset(("letter", "number", "mark"))
SILENT = frozenset(("space", "comment"))
UNSEEN = SPACING | STRETCH | {"~"}
DEEPEST = 60
LONGEST = 20_000
TEX = re.compile(
    r"(?P<space>\s+)|(?P<comment>%[^\n]*\n?)|(?P<null>\\(?:left|right)\s*\.)"
    r"|(?P<row>\\\\(?:\[-?[\d.]+(?:pt|em|ex|mm|cm)\])?)|(?P<command>\\(?:[A-Za-z]+\*?|.|\n))|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<mark>[\^_{}&'()\[\]|=<>+\-*/,;:.!~])|(?P<minus>\N{MINUS SIGN})|(?P<letter>[^\W\d_])",
    re.DOTALL,
)


class Token(NamedTuple):
    """One lexical unit. `kind`: `command`, `letter`, `number`, `mark`, `text` or `braced` (with `inside`)."""

    kind: str
    text: str
    line: int
    column: int
    inside: tuple[Token, ...] = ()


def tokenize(
    latex: str,
    line: int = 1,
    column: int = 1,
    macros: Mapping[str, Macro] | None = None,
    *,
    longest: int = LONGEST,
) -> tuple[Token, ...]:
    r"""Tokens of one formula that starts at `line` and `column` of its file, with the paper's `macros` expanded.

    >>> [token.text for token in tokenize(r"\frac12+x_{1}^2")]
    ['\\frac', '{1}', '{2}', '+', 'x', '_', '{1}', '^', '{2}']
    """
    if len(latex) > longest:
        raise ReadError("a formula of more than 20,000 characters", line=line, column=column, step="split it")
    if macros and not macros.keys().isdisjoint(COMMAND.findall(latex)):
        expansion, printed = Expansion(macros, _flat), Printed.at(latex, line, column)
        return _grouped(_without_joined_digits(_flat(latex, line, column, expansion, printed)))
    return _grouped(_flat(latex, line, column))


def _flat(
    latex: str, line: int, column: int, expansion: Expansion | None = None, printed: Printed | None = None
) -> list[Token]:
    """Tokens in a row, braces not yet matched; `printed` has the places where a macro prints some of the text."""
    tokens: list[Token] = []
    position, start = 0, -(column - 1)
    while position < len(latex):
        match = TEX.match(latex, position)
        here = printed.place(position) if printed else (line, position - start + 1)
        if match is None:
            raise ReadError(f"unexpected character {latex[position]!r}", line=here[0], column=here[1], step="remove it")
        kind, text, end = str(match.lastgroup), match.group(), match.end()
        if kind in PLAIN and text != "~":
            tokens.append(Token(kind, text, *here))
            position = end
            continue
        if text in FENCES and latex[end:].lstrip()[:1] in ("{", "}"):
            raise ReadError(
                f"{text} before a brace", line=here[0], column=here[1], step="print the brace as \\{ or \\}"
            )
        if expansion and printed and kind == "command" and (name := expansion.named(text)):
            called, end = expansion.call(printed, name, position, position + len(name))
            tokens.extend(as_argument(called, name, here))
        elif kind == "command" and text.rstrip("*") in WORDS | REFERENCES:
            words, end = _raw_argument(latex, end, here)
            if text.rstrip("*") in WORDS:
                tokens.append(_word(text, words, here))
        elif kind not in SILENT and text not in UNSEEN:
            named = "text" if text == FORALL else KINDS.get(kind, kind)
            tokens.append(Token(named, FIXED.get(kind) or ALIASES.get(text, text), *here))
        if latex.find("\n", position, end) >= 0:
            line, start = line + latex.count("\n", position, end), latex.rfind("\n", position, end) + 1
        position = end
    return tokens


def as_argument(called: list[Token], name: str, here: tuple[int, int]) -> list[Token]:
    r"""What a macro prints, in braces if it is one argument in every reading, marked by an `expansion` otherwise.

    Braces that are no argument are invisible, so that `\R^n` and `x_\R` are both read with `\R` as one letter.
    """
    if len(called) == 1 and called[0].text not in ("^", "_") and not _owes(called[0]) and not _long_number(called[0]):
        return called
    mark = Token("expansion", name, *here)
    if not called or not _is_unit(_in_digits(called)):
        return [mark, *called]
    return [Token("mark", "{", *here), *called, Token("mark", "}", *here)]


def _owes(token: Token) -> int:
    """How many arguments a command takes."""
    return ARGUMENTS.get(token.text, int(token.text in ACCENTS)) if token.kind == "command" else 0


def _long_number(token: Token) -> bool:
    return token.kind == "number" and len(token.text) > 1


def _in_digits(tokens: list[Token]) -> list[Token]:
    """Numerals digit by digit, as TeX takes them for arguments without braces."""
    return [token._replace(text=digit) for token in tokens for digit in _digits(token)]


def _digits(token: Token) -> Iterable[str]:
    return token.text if token.kind == "number" else (token.text,)


def _without_joined_digits(flat: list[Token]) -> list[Token]:
    """Numerals side by side print as one; which one, the blanks between them do not say."""
    printed = [token for token in flat if token.kind != "expansion"]
    for first, second in pairwise(printed):
        if first.kind == second.kind == "number":
            raise ReadError(
                f"the numerals {first.text} and {second.text} side by side",
                line=second.line,
                column=second.column,
                step="print them as one, or a sign between them",
            )
    return flat


def _is_unit(tokens: list[Token]) -> bool:
    """Whether the tokens are one group in braces, or one command with its arguments."""
    arguments, index = _owes(tokens[0]) or 1, 1 if _owes(tokens[0]) else 0
    for _ in range(arguments):
        if index >= len(tokens) or (not _is_open(tokens[index]) and (_owes(tokens[index]) or index == 0)):
            return False
        index = _group_end(tokens, index)
    return index == len(tokens)


def _is_open(token: Token) -> bool:
    return token.kind == "mark" and token.text == "{"


def _group_end(tokens: list[Token], index: int) -> int:
    depth = 0
    for end in range(index, len(tokens)):
        depth += {"{": 1, "}": -1}.get(tokens[end].text, 0) if tokens[end].kind == "mark" else 0
        if depth == 0:
            return end + 1
    return len(tokens) + 1


def _word(command: str, words: str, here: tuple[int, int]) -> Token:
    """Upright letters are words, but `\\mathrm{BR}` and `\\operatorname{BR}` name one letter."""
    if command.rstrip("*") in (r"\mathrm", r"\operatorname"):
        return Token("letter", r"\mathrm{" + words.strip() + "}", *here)
    return Token("text", words, *here)


def spoken(text: str) -> str:
    r"""The words of a text with single blanks, its spacing commands left out.

    >>> spoken("\\ and~ so\\quad")
    'and so'
    """
    return " ".join(BLANK.sub(" ", text).split()).strip(" ,.;")


def _raw_argument(latex: str, position: int, here: tuple[int, int]) -> tuple[str, int]:
    opening = re.compile(r"\s*\{").match(latex, position)
    if opening is None:
        raise ReadError("words without braces", line=here[0], column=here[1], step="write \\text{...}")
    depth, index = 1, opening.end()
    while index < len(latex) and depth:
        depth += {"{": 1, "}": -1}.get(latex[index], 0)
        index += 2 if latex[index] == "\\" else 1
    if depth:
        raise ReadError("a brace that is never closed", line=here[0], column=here[1], step="add the closing }")
    return latex[opening.end() : index - 1], index


def _grouped(flat: list[Token]) -> tuple[Token, ...]:
    """Argument braces become `braced` tokens, invisible braces are spliced, bare arguments are wrapped."""
    stack: list[_Level] = [_Level(None)]
    for token in flat:
        level = stack[-1]
        if token.kind == "expansion":
            level.refuse_expansion(token)
        elif token.text == "{" and token.kind == "mark":
            if len(stack) > DEEPEST:
                raise ReadError("braces nested deeper than 60", line=token.line, column=token.column, step="flatten it")
            stack.append(_Level(token, belongs=level.takes_argument()))
        elif token.text == "}" and token.kind == "mark":
            if level.opening is None:
                raise ReadError("a } without its {", line=token.line, column=token.column, step="remove it")
            stack.pop()
            stack[-1].close(level)
        else:
            level.add(token)
    if stack[-1].opening is not None:
        opening = stack[-1].opening
        raise ReadError("a { that is never closed", line=opening.line, column=opening.column, step="add its }")
    stack[0].finish()
    return tuple(stack[0].tokens)


class _Level:
    """The tokens inside one pair of braces while it is open."""

    def __init__(self, opening: Token | None, belongs: bool = False) -> None:
        self.opening, self.belongs = opening, belongs
        self.tokens: list[Token] = []
        self.owed: Token | None = None
        self.arguments = 0
        self.optional = False

    def takes_argument(self) -> bool:
        return self.arguments > 0 and not self.optional

    def add(self, token: Token) -> None:
        if self.optional:
            self.tokens.append(token)
            self.optional = token.text != "]"
        elif self.arguments and self.owed is not None and self.owed.text == r"\sqrt" and token.text == "[":
            self.tokens.append(token)
            self.optional = True
        elif self.arguments and token.text not in ("^", "_", "&", r"\\") and token.text not in ARGUMENTS:
            self._bare_argument(token)
        elif self.arguments and token.text in ARGUMENTS and self.owed is not None and self.owed.text in "^_":
            raise ReadError(
                f"{token.text} without braces after {self.owed.text}",
                line=token.line,
                column=token.column,
                step="put the exponent or index in braces",
            )
        else:
            self.finish()
            self._append(token)

    def refuse_expansion(self, token: Token) -> None:
        """Which part of what a macro prints TeX takes for a bare argument depends on the command before it."""
        if self.takes_argument():
            raise ReadError(
                f"{token.text} without braces after {self.owed.text if self.owed else 'a command'}",
                line=token.line,
                column=token.column,
                step="put the exponent, index or argument in braces",
            )

    def _bare_argument(self, token: Token) -> None:
        """`\\frac12` and `x^a` take one token; digits of a longer numeral are taken singly, as TeX does."""
        if token.kind == "number" and len(token.text) > 1:
            first = Token("number", token.text[0], token.line, token.column)
            rest = Token("number", token.text[1:], token.line, token.column + 1)
            if "." in token.text[:2]:
                raise ReadError("a decimal without braces", line=token.line, column=token.column, step="use braces")
            self._bare_argument(first)
            self.add(rest)
            return
        if token.text in ACCENTS:
            self.finish_argument_with_accent(token)
            return
        self.tokens.append(Token("braced", "{" + token.text + "}", token.line, token.column, (token,)))
        self.arguments -= 1

    def finish_argument_with_accent(self, token: Token) -> None:
        raise ReadError(
            f"{token.text} without braces after {self.owed.text if self.owed else 'a command'}",
            line=token.line,
            column=token.column,
            step="put the exponent, index or argument in braces",
        )

    def _append(self, token: Token) -> None:
        self.tokens.append(token)
        if token.kind == "mark" and token.text in "^_":
            self.arguments, self.owed = 1, token
        elif token.kind == "command" and (token.text in ARGUMENTS or token.text in ACCENTS):
            self.arguments, self.owed = ARGUMENTS.get(token.text, 1), token

    def close(self, level: _Level) -> None:
        level.finish()
        opening = level.opening
        assert opening is not None
        if level.belongs:
            spelled = "{" + "".join(inner.text for inner in level.tokens) + "}"
            self.tokens.append(Token("braced", spelled, opening.line, opening.column, tuple(level.tokens)))
            self.arguments -= 1
            return
        self.tokens.extend(level.tokens)

    def finish(self) -> None:
        if self.arguments and self.owed is not None:
            raise ReadError(
                f"{self.owed.text} without its argument",
                line=self.owed.line,
                column=self.owed.column,
                step="add the missing braces",
            )
