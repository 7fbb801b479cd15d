"""Which letters and free functions a statement leaves open once definitions are unfolded."""

from __future__ import annotations

from dataclasses import dataclass, field

from verify.model import Model, family_key
from verify.reading import tree
from verify.reading.notation import CONSTANT, MEASURE
from verify.reading.tree import Call, Node, Symbol
from verify.walk.jets import ELEMENTARY


@dataclass
class Open:
    """Letters, functions and measures to draw; `searches` counts the optima that a value has to search for."""

    letters: dict[str, str] = field(default_factory=dict)
    functions: dict[str, str] = field(default_factory=dict)
    measures: set[str] = field(default_factory=set)
    searches: int = 0


class LetterFinder:
    """Collects what is open in trees of one section; `key` fills the slots of families as the walker does."""

    def __init__(self, model: Model, section: str) -> None:
        self.model, self.section = model, section
        self.open = Open()
        self._seen: set[tuple[str, frozenset[str]]] = set()

    def visit(self, node: Node, bound: frozenset[str] = frozenset()) -> None:
        """Add what is open in `node` where the letters in `bound` have a value."""
        if isinstance(node, Symbol):
            self._symbol(node, bound)
        elif isinstance(node, Call | tree.ImpliedCall):
            self._call(node, bound)
        elif isinstance(node, tree.Integral):
            self._integral(node, bound)
        elif isinstance(node, tree.Optimum | tree.Summation | tree.Series):
            self._binder(node, bound)
        else:
            for child in node.children():
                self.visit(child, bound)

    def _symbol(self, node: Symbol, bound: frozenset[str]) -> None:
        key = family_key(node.name, node.indices)
        row = self.model.letter(node.name, self.section)
        if key in bound or row.kind == CONSTANT:
            return
        if row.kind == MEASURE:
            self.open.measures.add(node.name)
            return
        found = self.model.definition(node.name, node.indices)
        if found is None:
            self.open.letters[key] = node.name
        else:
            self._body(key, found.body, bound)

    def _body(self, key: str, body: Node, bound: frozenset[str]) -> None:
        if (key, bound) not in self._seen:
            self._seen.add((key, bound))
            self.visit(body, bound)

    def _call(self, node: Call | tree.ImpliedCall, bound: frozenset[str]) -> None:
        arguments = node.arguments if isinstance(node, Call) else (node.argument,)
        for argument in arguments:
            self.visit(argument, bound)
        if node.function.name in ELEMENTARY:
            return
        found = self.model.definition(node.function.name, node.function.indices)
        key = family_key(node.function.name, node.function.indices)
        if found is None:
            self.open.functions[key] = node.function.name
        else:
            self._body(key, found.body, bound | set(found.parameters))

    def _integral(self, node: tree.Integral, bound: frozenset[str]) -> None:
        if isinstance(node.measure, Symbol):
            self.open.measures.add(node.measure.name)
        inner = bound | ({node.variable.name} if isinstance(node.variable, Symbol) else set())
        self.visit(node.integrand, inner)
        for end in (node.lower, node.upper):
            if end is not None:
                self.visit(end, bound)

    def _binder(self, node: tree.Optimum | tree.Summation | tree.Series, bound: frozenset[str]) -> None:
        self.open.searches += isinstance(node, tree.Optimum)
        name = bound_letter(node.binder)
        inner = bound | ({name} if name else set())
        self.visit(node.binder, inner)
        self.visit(node.body, inner)
        if isinstance(node, tree.Series) and node.upper is not None:
            self.visit(node.upper, bound)


def bound_letter(binder: Node) -> str | None:
    """The letter that a binder's condition is about."""
    first = binder.operands[0] if isinstance(binder, tree.Chain) else binder
    return family_key(first.name, first.indices) if isinstance(first, Symbol) else None
