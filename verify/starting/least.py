r"""The least number that an index takes where its range is not printed: `\sum_{j=0}^\infty` has j=0 too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from verify.starting.occurrences import BINDER, Below, Occurrence

BOUNDS = frozenset(("=", ">", r"\ge", r"\in"))
FIRST = 1  # individuals are counted from one where nothing else is printed
DATES = frozenset(("t", r"\tau"))
FIRST_DATE = 0


def least_index(name: str, found: Iterable[Occurrence]) -> int | None:
    """The least of 1, of the numbers that the source prints for the index, and of those in its place below a letter.

    A date of which nothing is printed begins at nought. None if a sum begins at what is no number,
    `\\sum_{s=t}^\\infty`, or runs over all of them and no number is printed.
    """
    found = list(found)
    begins = set(_beginnings(name, found))
    filled = list(_filled_in(name, found))
    if any(text is None for text in begins) or (not begins and not filled and _runs_over_all(name, found)):
        return None
    first = FIRST_DATE if name in DATES and not begins else FIRST
    return min([first, *(number for number in begins if number is not None), *filled])


def _runs_over_all(name: str, found: Iterable[Occurrence]) -> bool:
    """Whether a sum over the index has no end: `\\sum_nP_n`, which may begin at nought."""
    return any(one.base == (name,) and one.part == BINDER and one.alone for one in found)


def _beginnings(name: str, found: Iterable[Occurrence]) -> Iterator[int | None]:
    """Where sums over the index and its printed ranges begin: `t=0,\\ldots,T`, `t\\ge0`."""
    letter = re.escape(name)
    for one in found:
        if one.base != (name,) or one.following not in BOUNDS:
            continue
        text = "".join(one.formula.latex.split())
        if one.part == BINDER and one.following == "=":
            for begin in re.findall(rf"_\{{{letter}=([^}},\\]*)", text):
                yield int(begin) if re.fullmatch(r"-?\d+", begin) else None
        for number in re.findall(rf"(?<![A-Za-z\\]){letter}(?:=|>|\\geq?(?:slant)?|\\in(?:\\left)?\\\{{)(-?\d+)", text):
            yield int(number)


def _filled_in(name: str, found: Iterable[Occurrence]) -> Iterator[int]:
    """The numbers below a letter in the place in which the index stands elsewhere: the 0 of `k_0` beside `k_i`."""
    below: dict[tuple[str, ...], set[Below]] = {}
    for one in found:
        if one.below:
            below.setdefault(one.base, set()).add(one.below)
    for patterns in below.values():
        for k in {k for parts in patterns for k, part in enumerate(parts) if name in part}:
            inside = ("".join(parts[k]) for parts in patterns if len(parts) > k)
            yield from (int(text) for text in inside if re.fullmatch(r"-?\d+", text))
