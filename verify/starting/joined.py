r"""Letters that may be one name: `\Delta k`, and capitals that never stand apart, as in `BR(k)`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from verify.starting.occurrences import INDEX, LETTERS, Occurrence
from verify.starting.questions import Question

DELTA = (r"\Delta",)


def with_differences(found: list[Occurrence]) -> list[Occurrence]:
    r"""`\Delta k` as one letter, if every `\Delta` of the source stands before the same letter.

    Where `\Delta` also stands for itself, the occurrences stay as they are.
    """
    deltas = [k for k, one in enumerate(found) if one.base == DELTA]
    bases = {_next_base(found, k) for k in deltas}
    if not deltas or len(bases) != 1 or None in bases:
        return found
    taken = {k + 1 for k in deltas}
    return [_merged(found, k) if k in deltas else one for k, one in enumerate(found) if k not in taken]


def _next_base(found: list[Occurrence], k: int) -> tuple[str, ...] | None:
    """The base of the letter printed right behind the occurrence, None if something else is."""
    one = found[k]
    follows = found[k + 1] if k + 1 < len(found) else None
    if follows is None or not one.undecorated or one.following != follows.base[0]:
        return None
    same_row = follows.formula is one.formula and follows.part == one.part
    return follows.base if same_row and follows.previous == DELTA[0] else None


def _merged(found: list[Occurrence], k: int) -> Occurrence:
    first, second = found[k], found[k + 1]
    alone = first.previous == "" and second.following == ""
    return replace(
        second,
        base=DELTA + second.base,
        previous=first.previous,
        alone=alone,
        line=first.line,
        column=first.column,
    )


def sections_of_difference(found: Iterable[Occurrence]) -> dict[str, Occurrence]:
    r"""Sections in which every `\Delta` stands before a letter though it stands apart elsewhere.

    There `\Delta V(g)` may be a product or one letter.
    """
    deltas: dict[str, list[Occurrence]] = defaultdict(list)
    for one in found:
        if one.base == DELTA and not one.alone:
            deltas[one.formula.section].append(one)
    bound = {
        section: here[0]
        for section, here in deltas.items()
        if all(one.undecorated and (one.following in LETTERS or one.following.isalpha()) for one in here)
    }
    return bound if len(bound) < len(deltas) else {}


def one_name_of_several(found: Iterable[Occurrence]) -> dict[tuple[str, ...], Question]:
    """Latin letters that stand nowhere without the same neighbour: perhaps they are no letters.

    Capitals count in pairs (`BR`), small letters in rows of three or more (`log` without its backslash).
    """
    places: dict[str, list[Occurrence]] = defaultdict(list)
    for one in found:
        if len(one.base) == 1 and one.base[0].isalpha() and one.part != INDEX:
            places[one.base[0]].append(one)
    doubtful: dict[tuple[str, ...], Question] = {}
    for letter, here in places.items():
        name = _name_around(letter, here)
        if name:
            text = f"does {name} name one thing, or is it a product? declare one letter, or both"
            doubtful[(letter,)] = Question(letter, here[0].place, text)
    return doubtful


def _name_around(letter: str, here: list[Occurrence]) -> str:
    before = {one.previous for one in here}
    after = {one.following if one.undecorated else "" for one in here}
    for neighbours, name in ((before, "{0}{1}"), (after, "{1}{0}")):
        (only,) = neighbours if len(neighbours) == 1 else ("",)
        if len(only) == 1 and only.isalpha() and only.isupper() and letter.isupper():
            return name.format(only, letter)
    if letter.islower() and all(_inside_a_word(one) for one in here) and len(before | after) <= 2:
        return "".join((*before, letter, *after))
    return ""


def _inside_a_word(one: Occurrence) -> bool:
    """Whether small letters stand on both sides, without decorations on this one."""
    sides = (one.previous, one.following)
    return one.undecorated and all(len(side) == 1 and side.isalpha() and side.islower() for side in sides)
