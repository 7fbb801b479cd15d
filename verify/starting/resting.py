r"""What a step that is false as it stands may rest on: relations before it whose role is open, or that are unread.

A hypothesis in words that are not understood, `Given that $a+b=1$, prove that`, makes a true step look false.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verify.live import asserts
from verify.reading.spelling import join, spelling_of
from verify.starting.entries import Entry, Kind
from verify.starting.sentences import RELATED


def open_relations(step: Entry, entries: Sequence[Entry], letters: frozenset[str]) -> list[Entry]:
    """The relations printed before a step that have a letter of it, and of which the source does not say what they do.

    `letters` are those that the value of something in the step depends on.
    """
    return [
        one
        for one in _before(step, entries)
        if one.kind is Kind.OPEN and one.tree is not None and asserts(one.tree) and letters & one.letters
    ]


def unread_relation(step: Entry, entries: Sequence[Entry], letters: frozenset[str]) -> Entry | None:
    """The last relation that could not be read and has a letter of the step, back to the display before the step."""
    bases = {join(spelling_of(letter).base) for letter in letters}
    for one in reversed(list(_before(step, entries))):
        near = one.kind is Kind.UNREAD and one.formula.section == step.formula.section
        if near and RELATED.search(one.formula.latex) and any(base in one.formula.latex for base in bases):
            return one
        if one.formula.display:
            return None
    return None


def _before(step: Entry, entries: Sequence[Entry]) -> Iterator[Entry]:
    for one in entries:
        if one.formula is step.formula:
            return
        yield one
