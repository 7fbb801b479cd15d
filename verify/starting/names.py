r"""Letters that may name something: `playing $R$`, `$s_i=R$`, `$0.3\ \mathrm{yr}^{-1}$`.

A capital is a number where it is added, multiplied, divided, raised or ordered, or said to equal what has a number in
it; one that only stands beside commas and equalities may be the name of an action, a type or a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from verify.starting.occurrences import BINDER, EXPONENT, INDEX, LINE, Occurrence
from verify.starting.questions import Question

EDGES = frozenset(("", *r"= := \equiv \ne , ; | \mid ( ) [ ] \{ \} : \to".split()))
SIDES = frozenset(("", "=", ":=", r"\equiv"))
BELOW = re.compile(r"_(?:\{[^{}]*\}|\\[A-Za-z]+|.)")
REACHED = re.compile(
    r"[0-9+/<>-]|\\(?:frac|dfrac|tfrac|sqrt|sum|prod|int|max|min|sup|inf|exp|log|ln|lim|leq?|geq?)(?![A-Za-z])"
)
SAID = re.compile(r"^\s|\s$|^[A-Za-z]{2,}$|^\\(?:text|mbox|q?quad)")
CAPITAL = re.compile(r"[A-Z]")
UPRIGHT = re.compile(r"\\(?:mathrm|text|textrm|operatorname)\{[A-Za-z]+\}")
AMOUNT = re.compile(r"\d(?:\\[ ,;:!]|~|\s|\{|\}|\\(?:mathrm|text))*$")


def may_name_thing(here: Iterable[Occurrence]) -> Question | None:
    """The question about a plain capital that is nowhere used as a number."""
    here = list(here)
    first = here[0]
    if len(first.base) != 1 or not CAPITAL.fullmatch(first.base[0]) or any(_is_number_here(one) for one in here):
        return None
    return Question(first.spelled, first.place, "a number, or the name of something, as an action or a type?")


def _is_number_here(one: Occurrence) -> bool:
    if one.part == BINDER:
        return one.following not in ("", ",")  # `\sum_{N=1}` counts, `\mathbb{E}_{D,e}` may be over data or types
    if one.raised:
        return True
    if one.part == INDEX or (one.alone and one.part in (LINE, EXPONENT)):
        return False  # what stands alone above a letter may be a label there
    if not _is_edge(one.previous) or not _is_edge(one.following) or one.part != LINE:
        return True
    sided = one.previous in SIDES and one.following in SIDES
    return sided and REACHED.search(BELOW.sub("", "".join(one.formula.latex.split()))) is not None


def _is_edge(neighbour: str) -> bool:
    """Nothing, a comma, an equality, or words of the text inside the formula."""
    return neighbour in EDGES or SAID.search(neighbour) is not None


def may_be_unit(here: Iterable[Occurrence]) -> Question | None:
    r"""The question about an upright word behind a number: `3\,\mathrm{kg}`."""
    for one in here:
        name = "".join(one.base)
        if UPRIGHT.fullmatch(name) is None:
            continue
        text = one.formula.latex
        if any(AMOUNT.search(text[: match.start()]) for match in re.finditer(re.escape(name), text)):
            return Question(one.spelled, one.place, "a unit, or a letter?")
    return None
