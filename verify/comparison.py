"""Two records of one paper against each other: which formulas and which claims are no longer what they were."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from verify.baseline import verdict_line
from verify.errors import ReadError
from verify.kernel import Verdict
from verify.reading.printer import canonical
from verify.record import ACCEPTED, ClaimResult, FormulaResult, RunRecord

LIKE = 0.45
GRAVITY = {"unlinked": 1, "changed-definition": 2, "unread": 2, "refuted": 3}
"""How bad a status is; one that is not accepted and not listed counts as the worst."""

Equal = Callable[[FormulaResult, FormulaResult], bool]


class Kind(Enum):
    """What became of a formula; the words are those that are printed."""

    REFUTED = "refuted"
    UNREAD = "unread"
    DEFINITION = "changed definition"
    UNDECIDED = "not decided"
    NEW = "new"
    REMOVED = "removed"
    REWRITTEN = "rewritten"
    EQUAL = "equal in another form"
    MENDED = "mended"
    SAME = "same"


OBJECTIONS = {"refuted": Kind.REFUTED, "unread": Kind.UNREAD, "changed-definition": Kind.DEFINITION}


@dataclass(frozen=True)
class FormulaChange:
    """A formula before and after; one of the two is None for a formula that is new or removed."""

    old: FormulaResult | None
    new: FormulaResult | None
    kind: Kind

    @property
    def fell(self) -> bool:
        """Whether the formula is worse than before; a new one is measured by what is accepted."""
        return self.new is not None and gravity(self.new) > (gravity(self.old) if self.old else 0)


@dataclass(frozen=True)
class ClaimChange:
    """A claim whose verdict, level or repair is not what it was."""

    old: ClaimResult
    new: ClaimResult

    @property
    def fell(self) -> bool:
        """Whether the gate objects now and did not before, or objects to something else.

        A recorded erratum that holds now has not fallen, although its record has to go.
        """
        standing = self.new.as_expected or self.new.verdict is Verdict.HOLDS
        return not standing and (self.old.as_expected or self.old.verdict is not self.new.verdict)

    def __str__(self) -> str:
        return f"{self.new.id}: {verdict_line(self.new)} (was {verdict_line(self.old)})"


@dataclass(frozen=True)
class Comparison:
    """All formulas of both records, and the claims that changed."""

    formulas: tuple[FormulaChange, ...]
    claims: tuple[ClaimChange, ...]

    def of_kind(self, kind: Kind) -> list[FormulaChange]:
        return [one for one in self.formulas if one.kind is kind]

    @property
    def changed(self) -> list[FormulaChange]:
        """All formulas that are not the same, in the order of the new source."""
        return [one for one in self.formulas if one.kind is not Kind.SAME]

    @property
    def fallen_formulas(self) -> list[FormulaChange]:
        return [one for one in self.formulas if one.fell]

    @property
    def fallen_claims(self) -> list[ClaimChange]:
        return [one for one in self.claims if one.fell]


def compare(old: RunRecord, new: RunRecord, equal: Equal | None = None) -> Comparison:
    """What became of each formula and each claim of `old`.

    `equal` decides whether two accepted texts of one formula say the same; without it they count as rewritten.
    """
    formulas = tuple(
        FormulaChange(before, after, _kind(before, after, equal))
        for before, after in paired(old.formulas, new.formulas)
    )
    return Comparison(formulas, tuple(_changed_claims(old, new)))


def gravity(formula: FormulaResult) -> int:
    """0 for what is accepted, more for what is worse."""
    return 0 if formula.status in ACCEPTED else GRAVITY.get(formula.status, max(GRAVITY.values()))


def _changed_claims(old: RunRecord, new: RunRecord) -> Iterator[ClaimChange]:
    before = {claim.id: claim for claim in old.claims}
    for claim in new.claims:
        if claim.id in before and verdict_line(before[claim.id]) != verdict_line(claim):
            yield ClaimChange(before[claim.id], claim)


def _kind(old: FormulaResult | None, new: FormulaResult | None, equal: Equal | None) -> Kind:
    if new is None:
        return Kind.REMOVED
    if old is None:
        return OBJECTIONS.get(new.status, Kind.NEW)
    rewritten = text_of(old) != text_of(new)
    if not rewritten and old.status == new.status:
        return Kind.SAME
    if new.status not in ACCEPTED:
        return OBJECTIONS.get(new.status, Kind.UNDECIDED)
    if old.status not in ACCEPTED:
        return Kind.MENDED
    return _accepted(old, new, equal) if rewritten else Kind.SAME


def _accepted(old: FormulaResult, new: FormulaResult, equal: Equal | None) -> Kind:
    """Both texts are accepted; two definitions are so only because their values are those on record."""
    if old.status == new.status == "definition" or (equal is not None and equal(old, new)):
        return Kind.EQUAL
    return Kind.REWRITTEN


def text_of(formula: FormulaResult) -> str:
    """The formula without what has no meaning in print."""
    try:
        return canonical(formula.latex)
    except ReadError:
        return formula.latex


# --- which formula is which -----------------------------------------------------------------------------------------

Pair = tuple[FormulaResult | None, FormulaResult | None]


def paired(old: Sequence[FormulaResult], new: Sequence[FormulaResult]) -> list[Pair]:
    """Each formula of `old` with the one of `new` that took its place: as the same registered one, else by text, label,
    likeness, neighbours.

    In the order of `new`, what was removed at the end.
    """
    pairing = _Pairing(old, new)
    by_text = (pairing.in_order, pairing.moved, pairing.labelled, pairing.alike, pairing.in_place)
    for take in (pairing.registered, *by_text):
        take()
    found = [(old[pairing.of_new[k]] if k in pairing.of_new else None, one) for k, one in enumerate(new)]
    taken = set(pairing.of_new.values())
    return [*found, *((one, None) for k, one in enumerate(old) if k not in taken)]


class _Pairing:
    """Places in `new` with the places in `old` that they are paired with."""

    def __init__(self, old: Sequence[FormulaResult], new: Sequence[FormulaResult]) -> None:
        self.old, self.new = old, new
        self.texts = ([text_of(one) for one in old], [text_of(one) for one in new])
        self.of_new: dict[int, int] = {}

    def registered(self) -> None:
        """Both were matched with the same registered formula; of several, the one with the same text."""
        names = [[one.registered for one in side] for side in (self.old, self.new)]
        self._by(lambda side, k: names[side][k] and f"{names[side][k]} {self.texts[side][k]}")
        self._by(lambda side, k: names[side][k])

    def in_order(self) -> None:
        """The same texts in the same order, of what is left."""
        old, new = self._open_old(), list(self._open_new())
        rows = [self.texts[0][i] for i in old], [self.texts[1][k] for k in new]
        for start, other, length in SequenceMatcher(None, *rows, autojunk=False).get_matching_blocks():
            self.of_new.update({new[other + k]: old[start + k] for k in range(length)})

    def moved(self) -> None:
        """The same text elsewhere."""
        self._by(lambda side, k: self.texts[side][k])

    def labelled(self) -> None:
        """The same label, whatever stands behind it."""
        self._by(lambda side, k: (self.old, self.new)[side][k].label)

    def _by(self, key: Callable[[int, int], str]) -> None:
        waiting: dict[str, list[int]] = {}
        for k in self._open_old():
            waiting.setdefault(key(0, k), []).append(k)
        for k in self._open_new():
            if key(1, k) and waiting.get(key(1, k)):
                self.of_new[k] = waiting[key(1, k)].pop(0)

    def alike(self) -> None:
        """What is left, the likest first."""
        rest = [(self._likeness(i, k), -abs(i - k), i, k) for i in self._open_old() for k in self._open_new()]
        taken: set[int] = set()
        for score, _, i, k in sorted(rest, reverse=True):
            if score >= LIKE and k not in self.of_new and i not in taken:
                self.of_new[k] = i
                taken.add(i)

    def in_place(self) -> None:
        """As many displays on either side between the same neighbours: one took the place of the other."""
        for old, new in self._gaps():
            shapes = [
                [one.display for one in side] for side in ([self.old[i] for i in old], [self.new[k] for k in new])
            ]
            if shapes[0] == shapes[1]:
                self.of_new.update(zip(new, old, strict=True))

    def _gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """The open places of both sides between two pairs that follow each other in both."""
        taken, ends = (
            {i: k for k, i in self.of_new.items()},
            [*sorted(self.of_new.items()), (len(self.new), len(self.old))],
        )
        start = (-1, -1)
        for k, i in ends:
            old, new = range(start[1] + 1, i), range(start[0] + 1, k)
            if not any(one in taken for one in old):
                yield list(old), list(new)
            start = (k, i)

    def _likeness(self, i: int, k: int) -> float:
        """Common symbols; the claims and the section that two formulas share speak for them."""
        old, new = self.old[i], self.new[k]
        if old.display is not new.display:
            return 0.0
        shared = 0.4 * bool(set(old.claims) & set(new.claims)) + 0.1 * (old.section == new.section)
        matcher = SequenceMatcher(None, self.texts[0][i].split(" "), self.texts[1][k].split(" "), autojunk=False)
        return matcher.ratio() + shared if matcher.quick_ratio() + shared >= LIKE else 0.0

    def _open_old(self) -> list[int]:
        taken = set(self.of_new.values())
        return [k for k in range(len(self.old)) if k not in taken]

    def _open_new(self) -> Iterable[int]:
        return [k for k in range(len(self.new)) if k not in self.of_new]
