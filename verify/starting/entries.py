"""One formula of a source with the role that it has there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from verify.errors import ReadError
from verify.reading.tree import FunctionName, Node, Symbol
from verify.sources.formula import Formula


class Kind(Enum):
    """What a formula does in the registry; an open one is a claim that nothing decides, a value alone nothing."""

    DEFINITION = "definition"
    ASSUMPTION = "assumption"
    CASE = "case"
    STEP = "step"
    VALUE = "value"
    OPEN = "open"
    UNREAD = "unread"


def names_in(tree: Node | None) -> set[str]:
    """The letters and functions of a tree."""
    if tree is None:
        return set()
    return {inner.name for inner in tree.walk() if isinstance(inner, Symbol | FunctionName)}


@dataclass(frozen=True)
class Entry:
    """One formula with its role; `because` is what the role rests on, or why there is none.

    `given` are the cases that its sentence names, `toward` the approach of a limit, both as entries. `scope` is what
    in its sentence may limit where it is said, so that it is a step only if it holds without it.
    """

    formula: Formula
    kind: Kind
    latex: str
    tree: Node | None
    because: str
    given: tuple[Entry, ...] = ()
    toward: Entry | None = None
    error: ReadError | None = None
    scope: str = ""

    @property
    def place(self) -> str:
        """`file:line:column`, of what cannot be read if it is unread."""
        at = self.error or self.formula
        return f"{self.formula.file}:{at.line}:{at.column}"

    @property
    def letters(self) -> frozenset[str]:
        """The letters and functions that stand in it; none if it is unread."""
        return frozenset(names_in(self.tree))

    @property
    def registered(self) -> bool:
        if self.kind is Kind.OPEN:
            return bool(self.latex)
        return self.kind in (Kind.DEFINITION, Kind.ASSUMPTION, Kind.CASE, Kind.STEP)
