r"""Letters that name things: `i\in\{A,B\}` beside `q_A` says that A and B are firms, and not numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from verify.starting.occurrences import INDEX, Occurrence
from verify.starting.questions import Question

AMONG = re.compile(
    r"(?P<who>\\?[A-Za-z]+(?:,\\?[A-Za-z]+)*)\\in(?:\\left)?\\\{(?P<names>(?:\\?[A-Za-z]+|\d+)(?:,(?:\\?[A-Za-z]+|\d+))*)(?:\\right)?\\\}"
)
NAME = re.compile(r"\\?[A-Za-z]+")


def names_of_things(found: Iterable[Occurrence]) -> dict[tuple[str, ...], Question]:
    """The letters of lists of names, of which one stands below another letter, and the letters that run over them."""
    found = list(found)
    below = {one.base[0] for one in found if one.part == INDEX and one.alone and len(one.base) == 1}
    places = {one.formula.latex: one for one in reversed(found)}
    doubtful: dict[tuple[str, ...], Question] = {}
    for latex, one in places.items():
        listed = AMONG.match("".join(latex.split()))
        names = NAME.findall(listed["names"]) if listed else []
        if listed and below.intersection(names):
            for name in (*NAME.findall(listed["who"]), *names):
                doubtful.setdefault((name,), Question(name, one.place, "a number, or a name below other letters?"))
    return doubtful
