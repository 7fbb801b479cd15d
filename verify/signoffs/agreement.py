"""What somebody agrees to who signs a claim: what is printed, how it was read, what was decided."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from verify.claims import Claim, Paper, Step
from verify.errors import GateError, ReadError
from verify.model import Model
from verify.reading.notation import CONSTANT, FUNCTION, SCALAR, Letter
from verify.reading.printer import canonical, latex
from verify.reading.tree import FunctionName, Node, Symbol
from verify.record import ClaimResult, RunRecord
from verify.report.reading import Reader

UNREADABLE = "cannot be read"
DIGITS = 16


@dataclass(frozen=True)
class Marks:
    """A hash of each part of an agreement, so that one can say which part is no longer what was signed."""

    printed: str
    read: str
    decided: str

    def changed_to(self, other: Marks) -> tuple[str, ...]:
        """The parts that differ, in words.

        >>> Marks("a", "b", "c").changed_to(Marks("a", "x", "c"))
        ('how it is read',)
        """
        pairs = (
            (self.printed, other.printed, "what is printed"),
            (self.read, other.read, "how it is read"),
            (self.decided, other.decided, "what was decided"),
        )
        return tuple(words for mine, theirs, words in pairs if mine != theirs)


@dataclass(frozen=True)
class Agreement:
    """A claim as an author is asked about it.

    `formulas` are pairs of the printed LaTeX and what the reader printed back, `unprinted` the places in it that
    stand in the paper as words only, `conditions` what each formula was decided under; `notes` what could have been
    taken in two ways, `letters` what each means, `definitions` those that the formulas unfold to, `decided` the
    verdict, what it trusts, and the repair.
    """

    claim: str
    formulas: tuple[tuple[str, str], ...]
    unprinted: frozenset[int]
    conditions: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    letters: tuple[str, ...]
    definitions: tuple[str, ...]
    decided: tuple[str, ...]
    as_expected: bool

    @property
    def marks(self) -> Marks:
        """The hashes that are signed; blanks and the sizes of brackets do not count."""
        printed = [_unspaced(text) for text, _ in self.formulas]
        read = [*(read for _, read in self.formulas), *self.notes, *self.letters, *map(_unspaced, self.definitions)]
        under = [" ".join(map(_unspaced, one)) for one in self.conditions]
        return Marks(_hash(printed), _hash(read), _hash([*under, *self.decided]))


def agreements(paper: Paper, model: Model, record: RunRecord) -> dict[str, Agreement]:
    """What is to be signed of each claim of `paper` in `record`; `model` is the one that was decided under."""
    reader = Reader(paper, model)
    results = {claim.id: claim for claim in record.claims if claim.id in paper.claims}
    return {name: agreement(paper.claims[name], result, reader) for name, result in results.items()}


def agreement(claim: Claim, result: ClaimResult, reader: Reader) -> Agreement:
    """One claim; a claim that cannot be read says so, and its verdict is `stale`."""
    model, reading = reader.model, reader.reading(claim)
    texts = [model.latex(step) if model else step.latex for step in claim.steps]
    return Agreement(
        claim.id,
        tuple((text, _read_back(step, model)) for text, step in zip(texts, claim.steps, strict=True)),
        frozenset(place for place, step in enumerate(claim.steps) if not step.printed),
        tuple(tuple(_conditions(step, model)) for step in claim.steps),
        tuple(f"{note.part}: {note.meaning}" for note in reading.notes) if reading else (),
        tuple(_row(one) for one in reading.letters if one.kind != CONSTANT) if reading else (),
        tuple(definitions_reached(claim.steps, model)) if model else (),
        tuple(_decided(result)),
        result.as_expected,
    )


def _read_back(step: Step, model: Model | None) -> str:
    try:
        return " ".join(latex(model.tree(step)).split()) if model else UNREADABLE
    except (GateError, RecursionError):
        return UNREADABLE


def _row(letter: Letter) -> str:
    domain = f", in {letter.domain}" if letter.kind in (SCALAR, FUNCTION) else ""
    return f"{letter.spelled}: {letter.meaning or letter.kind}{domain}"


def _conditions(step: Step, model: Model | None) -> Iterator[str]:
    """The hypotheses of a formula, the approach of its limit, and what it is said to be or to follow from."""

    def told(one: Step | str) -> str:
        return one if isinstance(one, str) else model.latex(one) if model else one.latex

    yield from (f"given {told(one)}" for one in step.given)
    rest = (
        ("as", step.toward),
        ("equal to", step.equals),
        ("amounting to", step.equivalent_to),
        ("from", step.follows),
    )
    yield from (f"{words} {told(one)}" for words, one in rest if one)


def definitions_reached(steps: Iterable[Step], model: Model) -> Iterator[str]:
    """The texts of the definitions that the formulas unfold to, in the paper's order."""
    found: dict[Step, None] = {}
    for step in steps:
        try:
            _reach(model.tree(step), model, found)
        except (GateError, RecursionError):
            continue
    for step in (*model.paper.background, *model.paper.steps):
        if step in found and step not in steps:
            yield f"{step.defines} = {model.latex(step)}" if step.defines else model.latex(step)


def _reach(tree: Node, model: Model, found: dict[Step, None]) -> None:
    waiting, seen = [tree], set[Node]()
    while waiting:
        for node in waiting.pop().walk():
            if isinstance(node, Symbol | FunctionName) and node not in seen:
                seen.add(node)
                definition = model.definition(node.name, node.indices)
                if definition is not None:
                    waiting.append(definition.body)
                    found.update({definition.step: None} if definition.step else {})


def _decided(result: ClaimResult) -> Iterator[str]:
    yield f"{result.verdict.value}, {result.level.value}" if result.level else result.verdict.value
    if result.trusts:
        yield f"trusting {', '.join(result.trusts)}"
    if result.repair is not None:
        mended = result.repair
        level = f", {mended.level.value}" if mended.level else ""
        yield f"repair ({mended.kind}): {mended.words} {mended.statement}: {mended.verdict.value}{level}"


def _unspaced(text: str) -> str:
    try:
        return canonical(text)
    except ReadError:
        return " ".join(text.split())


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


@dataclass(frozen=True)
class Standing:
    """Who has signed a claim as it is now, and who has signed it in an earlier form, with the parts that changed."""

    signed: tuple[str, ...]
    changed: Mapping[str, tuple[str, ...]]

    @property
    def words(self) -> str:
        """One line.

        >>> Standing(("Ann",), {"Bob": ("what is printed",)}).words
        'Ann; Bob before a change of what is printed'
        """
        earlier = [f"{name} before a change of {' and '.join(parts)}" for name, parts in self.changed.items()]
        return "; ".join([*self.signed, *earlier]) or "nobody"
