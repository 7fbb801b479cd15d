"""What became of formulas and claims, in lines that editors follow."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import takewhile

from verify.comparison import ClaimChange, FormulaChange, Kind, text_of
from verify.record import FormulaResult, RunRecord
from verify.terminal import WIDTH, plain, shortened, witnesses

LONGEST = 160
"""Characters of a formula that are quoted."""
CONTEXT = 40
"""Characters that are left on either side of a difference."""


def formula_lines(change: FormulaChange) -> Iterator[str]:
    """A line `file:line:column: what: claims; why`, the formula, and what stood there before."""
    shown = change.new or change.old
    if shown is None:
        return
    said = "; ".join(part for part in (", ".join(shown.claims), _why(change)) if part)
    yield f"{place(shown)}: {_what(change)}" + (f": {plain(said)}" if said else "")
    if change.old is None or change.new is None or text_of(change.old) == text_of(change.new):
        yield f"    {shortened(plain(shown.latex), LONGEST)}"
    else:
        now, before = difference(plain(change.new.latex), plain(change.old.latex))
        yield from (f"    {now}", f"    was {before}")


def place(formula: FormulaResult) -> str:
    """`file:line:column`."""
    return f"{plain(formula.file)}:{formula.line}:{formula.column}"


def difference(now: str, before: str) -> tuple[str, str]:
    """Both texts, cut to where they differ if they are long.

    >>> now, before = difference("x" * 200 + "+" + "y" * 200, "x" * 200 + "-" + "y" * 200)
    >>> now == "…" + "x" * 40 + "+" + "y" * 40 + "…"
    True
    """
    if max(len(now), len(before)) <= LONGEST:
        return now, before
    start = max(0, _common(now, before) - CONTEXT)
    common = _common(now[start:][::-1], before[start:][::-1])
    return _cut(now, start, common), _cut(before, start, common)


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _cut(text: str, start: int, common: int) -> str:
    """The text from `start`, without all but a little of its common end."""
    end = len(text) - max(0, common - CONTEXT)
    return shortened(("…" if start else "") + text[start:end] + ("…" if end < len(text) else ""), LONGEST)


def _what(change: FormulaChange) -> str:
    """The kind of the change, with the status where the kind leaves it open."""
    said = change.kind.value
    if change.new is not None and change.kind in (Kind.NEW, Kind.REWRITTEN, Kind.MENDED, Kind.EQUAL):
        said += f" ({change.new.status})"
    if change.old is None or change.new is None or change.new.status == change.old.status:
        return said
    return f"{said}, was {change.old.status}"


def _why(change: FormulaChange) -> str:
    return change.new.detail if change.new is not None and change.kind in WHY else ""


WHY = frozenset((Kind.REFUTED, Kind.UNREAD, Kind.DEFINITION, Kind.UNDECIDED))


def claim_change_lines(change: ClaimChange) -> Iterator[str]:
    """The verdicts, and where the claim fails now or why it is what it is."""
    yield plain(str(change))
    points = witnesses(change.new) if change.fell else []
    said = f"at {points[0]}" if points else change.new.reason if change.fell else ""
    if said:
        yield from textwrap.wrap(plain(said), WIDTH, initial_indent=" " * 4, subsequent_indent=" " * 8)


def standing_line(record: RunRecord) -> str:
    """How a version stands by itself."""
    if record.passed:
        return "all as expected"
    counted = (
        (len(record.unexpected), "claim", "not as expected"),
        (len(record.objections), "formula", "not accepted"),
    )
    return ", ".join(f"{counted_noun(count, noun)} {said}" for count, noun, said in counted if count)


def counted_noun(count: int, noun: str) -> str:
    """A number with its noun.

    >>> counted_noun(1, "claim"), counted_noun(2, "claim")
    ('1 claim', '2 claims')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
