r"""A formula as the registry has it: on one line, the paper's own commands written out."""

from __future__ import annotations

from verify.errors import ReadError
from verify.reading.notation import Notation
from verify.reading.printer import canonical
from verify.reading.statements import read_formula
from verify.reading.tokens import COMMAND, FORALL, Token, tokenize
from verify.sources.formula import Formula, Source


def registered_text(formula: Formula, source: Source, notation: Notation) -> str | None:
    """The text that a registry may hold: it is read, without macros, as the formula is; None if there is none.

    >>> from verify.reading.notation import Letter
    >>> one = Formula("x\\n =1", "a.tex", 1, 1, 1, 1, "", True)
    >>> registered_text(one, Source("a.tex", "", (one,)), Notation((Letter("x"),)))
    'x =1'
    """
    joined = " ".join(formula.latex.split())
    own = not source.macros.keys().isdisjoint(COMMAND.findall(formula.latex))
    for text in (_written_out(formula, source),) if own else (joined, formula.latex):
        if text is not None and _same(text, formula, source, notation, own=own):
            return text
    return None


def _same(text: str, formula: Formula, source: Source, notation: Notation, *, own: bool) -> bool:
    """Whether the text reads as the formula does; without macros its tokens are the same, too."""
    try:
        read = read_formula(text, notation, section=formula.section)
        meant = read_formula(formula.latex, notation, section=formula.section, macros=source.macros)
        return read == meant and (own or canonical(text) == canonical(formula.latex))
    except ReadError:
        return False


def _written_out(formula: Formula, source: Source) -> str | None:
    try:
        return _joined(tokenize(formula.latex, macros=source.macros))
    except ReadError:
        return None


def _joined(tokens: tuple[Token, ...]) -> str:
    return " ".join(_text(token) for token in tokens)


def _text(token: Token) -> str:
    if token.kind == "braced":
        return "{" + _joined(token.inside) + "}"
    return rf"\text{{{token.text}}}" if token.kind == "text" and token.text != FORALL else token.text
