r"""Letters that shift time: `(1-\rho L)y_t` has the lag operator in it, and no number.

The polynomial in L is multiplied out and divided by as if L were one, so that only what stands beside it tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from verify.sources.formula import Formula, Source
from verify.starting.occurrences import Occurrence
from verify.starting.questions import Question

SHIFTS = frozenset("LBFD")
WORDS = re.compile(r"\b(?:lag|backshift|shift|backward shift|lead|forward|difference) (?:operators?|polynomials?)\b")
DATED = r"(?:\\[A-Za-z]+|[A-Za-z])_\{?t(?![A-Za-z])"
APPLIED = re.compile(
    rf"L(?:\^\{{?-?\w+\}}?)?(?:{DATED}|[)\]}}](?:\^\{{?-?\d\}}?)?{DATED})|[)\]]L(?:\^\{{?-?\d+\}}?)?{DATED}"
)
INVERSE = re.compile(r"L\^\{-")
BRACKET = re.compile(rf"[(\[][^()\[\]]*L[^()\[\]]*[)\]](?:\^\{{?-?\d\}}?)?{DATED}")


def speaks_of_lags(source: Source) -> str:
    """The place of the first formula with words beside it that name an operator in time; empty without."""
    return next((one.place for one in source.formulas if WORDS.search(one.before) or WORDS.search(one.after)), "")


def may_shift_time(here: list[Occurrence], found: Iterable[Occurrence], spoken: str) -> Question | None:
    r"""The question about an L that stands before a letter with a date, or to a negative power beside such letters.

    Labour has dates itself where others do: L beside `L_t` is a number.
    """
    base = here[0].base
    if len(base) > 1 or base[0] not in SHIFTS or any(one.base == base and one.below for one in found):
        return None
    shown = here[0] if spoken else next((one for one in here if base == ("L",) and _applies(one.formula)), None)
    if shown is None and base == ("L",) and any("t" in part for one in found for part in one.below):
        shown = next((one for one in here if INVERSE.search("".join(one.formula.latex.split()))), None)
    return Question(shown.spelled, shown.place, "a number, or an operator that shifts time?") if shown else None


def _applies(formula: Formula) -> bool:
    text = "".join(formula.latex.split()).replace(r"\left", "").replace(r"\right", "")
    return APPLIED.search(text) is not None or BRACKET.search(text) is not None
