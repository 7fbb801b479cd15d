"""Hypotheses of one argument or one theorem, which do not hold in the rest of the source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verify.starting.entries import Entry
from verify.starting.words import is_for_argument

STATED = re.compile(r"(?:theorem|lemma|proposition|corollary|claim|example|exercise|problem|remark|case|fact)\b")


def foreign_hypothesis(step: Entry, entries: Sequence[Entry]) -> Entry | None:
    """The first hypothesis given to a step that the source makes for another argument; None if there is none.

    One that stands in a theorem is that of the theorem and of what follows it, up to the next one.
    """
    places = {id(one.formula): k for k, one in enumerate(entries)}
    at = places[id(step.formula)]
    for one in step.given:
        if is_for_argument(one.formula) or _ends_before(places[id(one.formula)], at, entries):
            return one
    return None


def _ends_before(hypothesis: int, step: int, entries: Sequence[Entry]) -> bool:
    own = entries[hypothesis].formula.within
    if not STATED.match(own):
        return False
    inside = (one.formula.within for one in entries[hypothesis : step + 1])
    return step < hypothesis or any(STATED.match(other) and other != own for other in inside)
