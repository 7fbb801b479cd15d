"""Letters of a paper written otherwise: what is a renaming, what is none, and what the gate makes of each.

Every text is printed from the registered formulas. `renamed` has a new letter everywhere or from one place on,
`allowed` the same with leave of the notation table, `left over` one place with the old letter behind new ones,
`captured` a new letter for two, `taken` the letter of another row, `swapped` two letters exchanged.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from verify.claims import Paper
from verify.live import LiveText, read_live
from verify.model import Model
from verify.reading.notation import Notation
from verify.reading.printer import latex
from verify.reading.respelling import with_names
from verify.reading.spelling import spelling_of
from verify.renaming import is_taken
from verify.sources.read import read_source

Printing = Callable[[Paper, dict[int, str]], str]
KINDS = ("renamed", "allowed", "left over", "captured", "taken", "swapped")
NEW = (r"\gamma", r"\nu", r"\tilde G", r"\mathfrak z", r"\zeta")


@dataclass(frozen=True)
class Rewriting:
    """Letters with what is written in their place, and the texts of the formulas that this changes, by identity."""

    kind: str
    written: Mapping[str, str]
    texts: Mapping[int, str]
    kept: int = 0

    def __str__(self) -> str:
        said = ", ".join(f"{old} as {new}" for old, new in self.written.items())
        return f"{self.kind}: {said}"


class Letters:
    """The letters that a paper prints, and its texts with other ones."""

    def __init__(self, paper: Paper) -> None:
        self.paper, model = paper, Model(paper)
        self.trees = {id(step): model.tree(step) for step in paper.steps}
        names = {row.name for row in paper.notation.letters}
        self.printed = {name: steps for name in sorted(names) if (steps := self._texts({name: "!"}))}

    def _texts(self, written: Mapping[str, str]) -> dict[int, str]:
        found: dict[int, str] = {}
        for key, tree in self.trees.items():
            text = latex(with_names(tree, written))
            if text != latex(tree):
                found[key] = text
        return found

    def new(self, name: str, start: int = 0) -> str:
        """The name under a base that the table has not."""
        free = [one for base in NEW if not is_taken(one := self._under(name, base), self.paper.notation)]
        return free[start % len(free)]

    def _under(self, name: str, base: str) -> str:
        return replace(spelling_of(name), base=spelling_of(base).base).name

    def of_kind(self, kind: str, name: str, dice: random.Random) -> Rewriting:
        """One rewriting of a letter; `dice` chooses the place or the other letter."""
        written = {name: self.new(name, dice.randrange(3))}
        if kind in ("captured", "taken", "swapped"):
            other = dice.choice([one for one in self.printed if one != name and _alike(one, name, self.paper)])
            written = {
                "captured": {name: written[name], other: written[name]},
                "taken": {name: other},
                "swapped": {name: other, other: name},
            }[kind]
        texts = self._texts(written)
        order = [id(step) for step in self.paper.steps if id(step) in texts]
        if kind == "left over":
            kept = dice.choice(order[1:])
            return Rewriting(kind, written, {key: text for key, text in texts.items() if key != kept}, kept)
        if kind == "renamed":
            since = dice.choice((0, 0, dice.randrange(len(order))))
            texts = {key: texts[key] for key in order[since:]}
        return Rewriting(kind, written, texts)

    def can(self, kind: str, name: str) -> bool:
        """Whether there is a rewriting of this kind: a place to be left over, another letter of the same form."""
        if kind == "left over":
            return len(self.printed[name]) > 1
        needs_other = kind in ("captured", "taken", "swapped")
        return not needs_other or any(one != name and _alike(one, name, self.paper) for one in self.printed)


def _alike(one: str, other: str, paper: Paper) -> bool:
    """Whether one letter may stand wherever the other does."""
    first, second = (paper.notation.named(name) for name in (one, other))
    same = (first.kind, first.arity, first.argument, first.bare, first.called_with, first.scope) == (
        *(second.kind, second.arity, second.argument, second.bare, second.called_with, second.scope),
    )
    shapes = [(row.spelling.primes, row.spelling.subscript, row.spelling.superscript) for row in (first, second)]
    return same and not first.indices and not second.indices and shapes[0] == shapes[1]


def with_leave(paper: Paper, written: Mapping[str, str]) -> Paper:
    """The paper whose notation table allows the spellings."""
    table = paper.notation
    rows = tuple(
        replace(row, also=(*row.also, written[row.name])) if row.name in written else row for row in table.letters
    )
    return replace(paper, notation=Notation(rows, table.phrases, table.differentials))


def read_rewritten(paper: Paper, text: str, folder: Path) -> LiveText:
    """The live text of a rewritten paper."""
    path = folder / "rewritten.md"
    path.write_text(text, encoding="utf-8")
    return read_live(paper, read_source(path))


def faults(found: Rewriting, live: LiveText, allowed: LiveText) -> Iterator[str]:
    """What the gate makes of a rewriting otherwise than it should; `allowed` is read with leave of the table."""
    refused = {id(step) for step in live.unread}
    if found.kind == "allowed":
        yield from _differences(allowed, "with leave")
    elif found.kind == "renamed":
        yield from _told(found, live)
        yield from _differences(allowed, "with leave")
    elif found.kind == "left over":
        if {id(step) for step in allowed.unread} != ({found.kept} if _is_behind(found, live) else set()):
            yield "the place that is left over is not told"
        if not any(one.kept for one in live.respelled) and _is_behind(found, live):
            yield "what is kept is not told without leave"
    elif found.kind == "captured":
        if not all(one.conflict for one in live.respelled) or not live.respelled:
            yield "two letters under one spelling are not told"
        if refused != set(found.texts):
            yield "a formula with one spelling for two letters is read"
    elif live.respelled:
        yield "a declared letter is taken for a new spelling"


def counted(paper: Paper, printed: Printing, seed: int, each: int) -> list[list[str]]:
    """Rows of a table: the kind, how many rewritings were tried, how many of them were met as they should be."""
    letters, dice, rows = Letters(paper), random.Random(seed), []
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            names = [name for name in letters.printed if letters.can(kind, name)]
            tried = [letters.of_kind(kind, name, dice) for name in dice.sample(names, min(each, len(names)))]
            met = sum(not list(faults_of(one, letters, printed, Path(folder))) for one in tried)
            rows.append([kind, str(len(tried)), str(met)])
    return rows


def faults_of(found: Rewriting, letters: Letters, printed: Printing, folder: Path) -> Iterator[str]:
    """What the gate makes of a rewriting otherwise than it should."""
    text = printed(letters.paper, dict(found.texts))
    live = read_rewritten(letters.paper, text, folder)
    new = {old: one for old, one in found.written.items() if one not in letters.printed}
    told = found.kind in ("renamed", "allowed", "left over")
    allowed = read_rewritten(with_leave(letters.paper, new), text, folder) if told else live
    return faults(found, live, allowed)


def _is_behind(found: Rewriting, live: LiveText) -> bool:
    """Whether the place that is left over stands behind one that is not."""
    order = [id(step) for step in live.paper.steps]
    return order.index(found.kept) > min(order.index(key) for key in found.texts)


def _told(found: Rewriting, live: LiveText) -> Iterator[str]:
    told = [(one.letter, one.written, one.conflict) for one in live.respelled]
    if told != [(*pair, "") for pair in found.written.items()]:
        yield "it is not told as one renaming"
    if {id(step) for step in live.unread} != set(found.texts) or live.texts:
        yield "the formulas that are refused are not those that print the new letter"


def _differences(live: LiveText, said: str) -> Iterator[str]:
    if live.unread or live.texts or live.matched.missing or live.matched.unregistered:
        yield f"{said} it is not the registered text"
