"""The definitions of a paper as its printed text gives them, found without the engine's model."""

from __future__ import annotations

from verify.claims import Paper, Role, Step
from verify.reading.notation import Letter
from verify.reading.statements import read_formula
from verify.reading.tree import Call, Chain, FunctionName, Node, Statements, Symbol

Definition = tuple[tuple[Node, ...], tuple[str, ...], Node]


class Unfolding:
    """Bodies of letters and functions by name; of several definitions of one name the first in the paper counts."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.known: dict[str, list[Definition]] = {}
        for step in (*paper.background, *paper.steps):
            if step.role is Role.DEFINITION:
                self._add(self.tree(step), step)

    def tree(self, step: Step) -> Node:
        """The tree of a step's registered text."""
        return self.read(step.latex, step.section)

    def read(self, text: str, section: str) -> Node:
        return read_formula(text, self.paper.notation, section=section)

    def row(self, name: str, section: str) -> Letter:
        """The notation table's row, the section's own first."""
        return self.paper.notation.named(name, section)

    def _add(self, node: Node, step: Step) -> None:
        if isinstance(node, Statements) and not step.defines:
            for part in node.parts:
                self._add(part, step)
        elif step.defines:
            self._keep(self.read(step.defines, step.section), node)
        elif isinstance(node, Chain):
            self._keep(node.operands[0], node.operands[1])

    def _keep(self, left: Node, body: Node) -> None:
        if isinstance(left, Symbol):
            self.known.setdefault(left.name, []).append((left.indices, (), body))
        elif isinstance(left, Call) and all(isinstance(one, Symbol) for one in left.arguments):
            names = tuple(one.name for one in left.arguments if isinstance(one, Symbol))
            self.known.setdefault(left.function.name, []).append((left.function.indices, names, body))

    def body(self, name: str, indices: tuple[Node, ...], parameters: tuple[str, ...]) -> Node | None:
        """What a letter, or a function of these parameters, stands for."""
        for known, names, body in self.known.get(name, []):
            if known == indices and names == parameters:
                return body
        return None

    def parameters(self, function: FunctionName) -> tuple[str, ...] | None:
        """The parameters of a defined function; None for one that the paper leaves free."""
        for known, names, _ in self.known.get(function.name, []):
            if known == function.indices and names:
                return names
        return None
