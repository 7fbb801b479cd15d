r"""Python text for what a source says: only literals carry text of the paper, comments hold one plain line."""

from __future__ import annotations

from fractions import Fraction

from verify.reading import notation
from verify.reading.notation import NONNEGATIVE, POSITIVE, REAL, Domain, Letter
from verify.terminal import plain

KINDS = {
    notation.FUNCTION: "FUNCTION",
    notation.MEASURE: "MEASURE",
    notation.CONSTANT: "CONSTANT",
    notation.INDEX: "INDEX",
    notation.SET: "SET",
    notation.LAW: "LAW",
}
NAMED = {POSITIVE: "POSITIVE", NONNEGATIVE: "NONNEGATIVE"}


def literal(text: str) -> str:
    r"""A string literal, raw where a raw one says the same.

    >>> literal(r"\frac12"), literal('say "x"')
    ('r"\\frac12"', '\'say "x"\'')
    """
    if '"' in text or not text.isprintable():
        return repr(text)
    if "\\" not in text:
        return f'"{text}"'
    odd = (len(text) - len(text.rstrip("\\"))) % 2
    return repr(text) if odd else f'r"{text}"'


def comment(text: str, indent: str = "    ") -> str:
    """One comment line, whatever the text holds."""
    return f"{indent}# {plain(text)}"


def docstring(text: str) -> str:
    """A docstring of one line, whatever the text holds.

    >>> docstring("A model")
    '\"\"\"A model\"\"\"'
    """
    said = plain(text).replace("\\", "/").replace('"', "'")
    return f'"""{said}"""'


def number(value: Fraction | int | None) -> str:
    """An exact end of a range."""
    if value is None or Fraction(value).denominator == 1:
        return str(None if value is None else int(value))
    return f"Fraction({Fraction(value).numerator}, {Fraction(value).denominator})"


def domain_text(domain: Domain) -> str:
    """A range as the notation table writes it.

    >>> domain_text(Domain(0, 1, open_above=True))
    'Domain(0, 1, open_above=True)'
    """
    if domain in NAMED:
        return NAMED[domain]
    marks = [name for name in ("open_below", "open_above", "integer") if getattr(domain, name)]
    return f"Domain({', '.join([number(domain.lower), number(domain.upper), *(f'{mark}=True' for mark in marks)])})"


def letter_text(row: Letter) -> str:
    """One row of the table."""
    parts = [literal(row.spelled)]
    if row.kind != notation.SCALAR:
        parts.append(KINDS[row.kind])
    if row.domain != REAL:
        parts.append(f"domain={domain_text(row.domain)}")
    if row.indices:
        parts.append(f"indices=({', '.join(literal(name) for name in row.indices)},)")
    if row.kind == notation.FUNCTION and row.arity != 1:
        parts.append(f"arity={row.arity}")
    if row.scope:
        parts.append(f"scope=({', '.join(literal(name) for name in row.scope)},)")
    if row.also:
        parts.append(f"also=({', '.join(literal(name) for name in row.also)},)")
    return f"Letter({', '.join([*parts, f'said={literal(row.said)}'])})"
