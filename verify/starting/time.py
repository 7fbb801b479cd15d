r"""Letters that move in time: where `\dot c` is printed, c is short for c(t), and no constant under an integral."""

from __future__ import annotations

import re
from collections.abc import Iterable

from verify.starting.customs import DOTS
from verify.starting.occurrences import INDEX, Occurrence
from verify.starting.questions import Question

OVER_TIME = re.compile(r"(?<![A-Za-z\\])(?:d|\\mathrm\{d\}|\\partial)\s*t(?![A-Za-z])|\\lim\s*_\s*\{?\s*t(?![A-Za-z])")


def moves_in_time(here: list[Occurrence], found: Iterable[Occurrence]) -> Question | None:
    r"""The question about a letter that has a rate of change and stands under an integral or a limit in t."""
    base = here[0].base
    dotted = next((one for one in found if one.base[0] in DOTS and one.base[1].strip("{}") == "".join(base)), None)
    if dotted is None:
        return None
    shown = (one for one in here if one.part != INDEX and one.arguments is None)
    held = next((one for one in shown if OVER_TIME.search(one.formula.latex)), None)
    if held is None:
        return None
    text = f"a constant here, or a function of time, as {dotted.spelled} in {dotted.place} says?"
    return Question(held.spelled, held.place, text)
