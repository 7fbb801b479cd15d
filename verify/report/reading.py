"""How a printed formula was read: what could be taken in two ways, and what each of its letters means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import singledispatch
from typing import TYPE_CHECKING

from verify.claims import Claim, Paper
from verify.errors import GateError
from verify.reading import tree
from verify.reading.notation import CONSTANT, Letter, Notation
from verify.reading.printer import latex

if TYPE_CHECKING:
    from verify.model import Model

SIDES = {"+": "right ", "-": "left ", "": ""}


@dataclass(frozen=True)
class Note:
    """A part of a formula, in LaTeX, and how it was taken."""

    part: str
    meaning: str


@dataclass(frozen=True)
class Reading:
    """The notes on a claim's formulas, and the rows of the notation table that they use."""

    notes: tuple[Note, ...]
    letters: tuple[Letter, ...]


class Reader:
    """Reads the claims of a paper, under the registered text or that of `model`; one that cannot be read has none."""

    def __init__(self, paper: Paper, model: Model | None = None) -> None:
        self.paper = paper
        self.model = model or _model(paper)

    def reading(self, claim: Claim) -> Reading | None:
        """How the formulas of a claim were read."""
        if self.model is None:
            return None
        notes: dict[Note, None] = {}
        letters: dict[Letter, None] = {}
        try:
            for step in claim.steps:
                for node in self.model.tree(step).walk():
                    notes.update(dict.fromkeys(notes_on(node)))
                    letters.update(dict.fromkeys(_rows(node, self.model.notation, step.section)))
        except (GateError, RecursionError):
            return None
        return Reading(tuple(notes), tuple(letters))


def _model(paper: Paper) -> Model | None:
    from verify.model import Model

    try:
        return Model(paper)
    except (GateError, RecursionError):
        return None


def _rows(node: tree.Node, notation: Notation, section: str) -> Iterator[Letter]:
    if isinstance(node, tree.Symbol | tree.FunctionName):
        try:
            yield notation.named(node.name, section)
        except GateError:
            return


def assumed_letters(paper: Paper) -> tuple[Letter, ...]:
    """The letters whose range the paper does not print, because any reader would give it."""
    return tuple(letter for letter in paper.notation.letters if letter.assumed and letter.kind != CONSTANT)


@singledispatch
def notes_on(node: tree.Node) -> tuple[Note, ...]:
    """What has to be said of one part of a formula; nothing of most."""
    return ()


@notes_on.register
def _(node: tree.FunctionName) -> tuple[Note, ...]:
    if not node.primes:
        return ()
    order = "" if node.primes == 1 else f" of order {node.primes}"
    return (Note(latex(node), f"{SIDES[node.side]}derivative{order}"),)


@notes_on.register
def _(node: tree.Symbol) -> tuple[Note, ...]:
    return (Note(latex(node), "a letter of its own, not a derivative"),) if "'" in node.name else ()


@notes_on.register
def _(node: tree.Call) -> tuple[Note, ...]:
    named = node.function
    if node.opening != "(" or named.primes or named.name.lstrip("\\") in ELEMENTARY:
        return ()
    return (Note(latex(node), "the value of a function"),)


ELEMENTARY = frozenset(("log", "ln", "exp", "sin", "cos", "sinh", "cosh", "tanh"))


@notes_on.register
def _(node: tree.Product) -> tuple[Note, ...]:
    opened = any(
        isinstance(before, tree.Symbol) and isinstance(_base(after), tree.Group)
        for before, after in zip(node.factors, node.factors[1:], strict=False)
    )
    return (Note(latex(node), "a product"),) if opened else ()


def _base(node: tree.Node) -> tree.Node:
    return node.base if isinstance(node, tree.Power) else node


@notes_on.register
def _(node: tree.PositivePart) -> tuple[Note, ...]:
    return (Note(latex(node), "the positive part"),)


@notes_on.register
def _(node: tree.Landau) -> tuple[Note, ...]:
    size = "at most of" if node.order == "O" else "of smaller than"
    return (Note(latex(node), f"some term {size} this order"),)


@notes_on.register
def _(node: tree.Integral) -> tuple[Note, ...]:
    return (Note(latex(node), "an integral against a measure"),) if node.measure is not None else ()


@notes_on.register
def _(node: tree.Derivative) -> tuple[Note, ...]:
    return (Note(latex(node), "a derivative of all that follows"),)
