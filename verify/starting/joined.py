r"""Letters that may be one name: `\Delta k`, and capitals that never stand apart, as in `BR(k)`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from verify.starting.calls import is_measured
from verify.starting.occurrences import INDEX, LETTERS, Occurrence
from verify.starting.questions import Question

WELL_KNOWN = frozenset(
    "Var Cov Corr Pr Prob var cov prob log ln exp max min sup inf arg argmax argmin lim sin cos tan det tr sgn "
    "if for and or where with all otherwise iff then".split()
)
DELTA = (r"\Delta",)
ACTING: dict[tuple[str, ...], str] = {
    DELTA: "a letter of its own, or a difference of what follows?",
    (r"\delta",): "a factor, or one letter with what follows?",
    (r"\Sigma",): "a letter of its own, or the sum of what follows?",
    (r"\Pi",): "a letter of its own, or the product of what follows?",
}
FUNCTIONS = frozenset(r"\log \ln \exp \sin \cos \tan \sinh \cosh \tanh \frac \left (".split())


def with_differences(found: list[Occurrence]) -> list[Occurrence]:
    r"""`\Delta k` as one letter, if every `\Delta` of the source stands right before a letter.

    Where `\Delta` also stands for itself, the occurrences stay as they are.
    """
    deltas = [k for k, one in enumerate(found) if one.base == DELTA]
    bases = {_next_base(found, k) for k in deltas}
    if not deltas or None in bases:
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


def acting_on_what_follows(found: Iterable[Occurrence]) -> dict[tuple[str, ...], Question]:
    r"""Greek letters that never stand for themselves and may act on the letter behind them.

    `\Delta\ln V` is a difference, `\Sigma X_i` a sum, and `\delta\omega=b-a` gives one letter its value.
    """
    found = list(found)
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for k, one in enumerate(found):
        if one.base in ACTING:
            places[one.base].append(k)
    return {
        base: Question(base[0], found[here[0]].place, ACTING[base])
        for base, here in places.items()
        if not any(_stands_for_itself(found[k]) for k in here)
        and (base != (r"\delta",) or any(_heads_an_equation(found, k) for k in here))
    }


def _stands_for_itself(one: Occurrence) -> bool:
    before_letter = one.following in LETTERS or one.following.isalpha()
    return one.alone or not one.undecorated or not (before_letter or one.following in FUNCTIONS)


def _heads_an_equation(found: list[Occurrence], k: int) -> bool:
    behind = found[k + 1] if k + 1 < len(found) else None
    return found[k].previous == "" and behind is not None and behind.following in ("=", ":=", r"\equiv")


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
    """Latin letters that may be parts of one name: of a well-known one, or of one in which they only ever stand.

    Two capitals (`BR`), a capital with small letters before a bracket (`Pr(x)`), and rows of three or more count; two
    small letters side by side are a product to every reader, unless the first is printed in this row alone (`mc_t`).
    """
    rows = list(_rows(found))
    apart = {row[0].base[0] for row in rows if len(row) == 1}
    places = Counter(one.base[0] for row in rows for one in row)
    doubtful: dict[tuple[str, ...], Question] = {}
    for row in rows:
        word = "".join(one.base[0] for one in row)
        if len(row) > 1 and (word in WELL_KNOWN or _may_be_a_name(row, word) or _is_seen_once(row, places)):
            for one in row:
                if word in WELL_KNOWN or one.base[0] not in apart:
                    text = f"does {word} name one thing, or is it a product? declare one letter, or its parts"
                    doubtful.setdefault(one.base, Question(one.base[0], row[0].place, text))
    return doubtful


def _is_seen_once(row: list[Occurrence], places: Counter[str]) -> bool:
    """Two small letters, the second with an index, of which the first stands nowhere else in the source."""
    first, second = row[0], row[-1]
    return len(row) == 2 and first.base[0].islower() and bool(second.below) and places[first.base[0]] == 1


def _rows(found: Iterable[Occurrence]) -> Iterator[list[Occurrence]]:
    """Latin letters that are printed side by side; only the last of a row has something on it or behind it."""
    row: list[Occurrence] = []
    for one in found:
        if (
            len(one.base) > 1
            or not one.base[0].isalpha()
            or one.base == ("d",)
            or one.part == INDEX
            or is_measured(one)
        ):
            continue
        if row and not _goes_on(row[-1], one):
            yield row
            row = []
        row.append(one)
    if row:
        yield row


def _goes_on(one: Occurrence, following: Occurrence) -> bool:
    same = one.formula is following.formula and one.part == following.part
    touching = one.following == following.base[0] and following.previous == one.base[0]
    return same and touching and one.undecorated and one.arguments is None


def _may_be_a_name(row: list[Occurrence], word: str) -> bool:
    if len(row) > 2 or word.isupper():
        return True
    return word[0].isupper() and word[1:].islower() and row[-1].following in ("(", "[")
