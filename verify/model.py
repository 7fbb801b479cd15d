"""What a paper's symbols mean: definitions and domains, taken from the printed text, live text included."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from verify.claims import Paper, Role, Step
from verify.errors import UndecidedError, UsageError
from verify.reading.expressions import DEFINING
from verify.reading.macros import Macro
from verify.reading.notation import INDEX, Domain, Letter, Notation
from verify.reading.printer import latex
from verify.reading.rebuilding import rebuild, without_groups
from verify.reading.statements import read_formula
from verify.reading.tree import (
    Call,
    Chain,
    FunctionName,
    Group,
    Inference,
    Listing,
    Node,
    Number,
    Quotient,
    Statements,
    Sum,
    Symbol,
)

Indices = tuple[Node, ...]


@dataclass(frozen=True)
class Definition:
    """A symbol, its index pattern and parameters, and the value that they stand for."""

    name: str
    indices: Indices
    parameters: tuple[str, ...]
    body: Node
    step: Step | None = None

    def bindings(self, indices: Indices, index_letters: frozenset[str]) -> dict[str, Node] | None:
        """What the index letters of the pattern stand for, or None if the pattern does not match."""
        if len(indices) != len(self.indices):
            return None
        found: dict[str, Node] = {}
        for pattern, actual in zip(self.indices, indices, strict=True):
            if isinstance(pattern, Symbol) and pattern.name in index_letters:
                found[pattern.name] = actual
            elif pattern != actual:
                return None
        return found


@dataclass(frozen=True, order=True)
class Lookup:
    """Something that was looked up: the `latex` or the `tree` of a step, by its registered text, or a `definition`."""

    kind: str
    section: str
    text: str


class Model:
    """Definitions, domains and printed trees of a paper; `live` replaces the text of steps, in the paper's `macros`.

    `rewritten` definitions have a live text of the same value: what they define is taken from the registered one.
    `looked_up` has what was asked since `watch`: an answer can depend on the paper in no other way than by these,
    the notation and the registry's own code.
    """

    def __init__(
        self,
        paper: Paper,
        live: Mapping[Step, str] | None = None,
        *,
        macros: Mapping[str, Macro] | None = None,
        rewritten: Container[Step] = (),
    ) -> None:
        self.paper = paper
        self.live: dict[Step, str] = dict(live or {})
        self.macros = macros or {}
        self.rewritten = rewritten
        self._trees: dict[Step, Node] = {}
        self._readings = paper.notation.readings
        self._reached: dict[Node, frozenset[str]] = {}
        self._found: dict[tuple[str, Indices], Definition | None] = {}
        self.found_once: dict[tuple[object, ...], Any] = {}
        self._names = set[str]()
        self._texts = set[tuple[str, Step]]()
        self.notation: Notation = paper.notation
        self._restrict_domains()
        self.index_letters = frozenset(row.name for row in self.notation.letters if row.kind == INDEX)
        self.definitions = tuple(self._collect())

    def changing(self, step: Step, text: str) -> Model:
        """The same model with another text of an assertion; all that was read before is kept."""
        other = copy(self)
        other.live = {**self.live, step: text}
        other._trees = {one: tree for one, tree in self._trees.items() if one is not step}
        other._reached, other.found_once = {}, {}
        return other

    def under(self, notation: Notation) -> Model:
        """The same text under another notation table."""
        other = copy(self)
        other.notation, other._readings = notation, notation.readings
        other._reached, other.found_once = {}, {}
        return other

    def watch(self) -> None:
        """Begin to note what is looked up; what was found before is forgotten, so that it is looked up again."""
        self._names.clear()
        self._texts.clear()
        self._reached.clear()
        self.found_once.clear()

    def registered(self, step: Step) -> Node:
        """The tree of what the registry prints, whatever the live text is."""
        return self.read(step.latex, step.section)

    def is_changed(self, step: Step) -> bool:
        """Whether the live text means something else than the registered one."""
        return step in self.live and not same_meaning(self.tree(step), self.registered(step))

    @property
    def looked_up(self) -> tuple[Lookup, ...]:
        """What was looked up since `watch`."""
        texts = (Lookup(kind, step.section, step.latex) for kind, step in self._texts)
        return tuple(sorted({*texts, *(Lookup("definition", "", name) for name in self._names)}))

    def latex(self, step: Step) -> str:
        """The text of a step, live where there is one."""
        self._texts.add(("latex", step))
        return self.live.get(step, step.latex)

    def assigning(self, assigned: Iterable[tuple[str, Node]]) -> Model:
        """The same model with letters that hypotheses give a value; these win over the paper's definitions."""
        local = tuple(Definition(name, (), (), body) for name, body in assigned)
        if not local:
            return self
        other = copy(self)
        other._found = {(one.name, one.indices): one for one in local}
        other.found_once = {}
        other._reached = {}
        other.definitions = local + self.definitions
        return other

    def tree(self, step: Step) -> Node:
        """The typed tree of a step."""
        self._texts.add(("tree", step))
        if step not in self._trees:
            live = self.live.get(step)
            self._trees[step] = self.registered(step) if live is None else self._live(live, step.section)
        return self._trees[step]

    def _live(self, text: str, section: str) -> Node:
        if not self.macros:
            return self.read(text, section)
        return read_formula(text, self.notation, section=section, macros=self.macros)

    def read(self, latex: str, section: str) -> Node:
        """A formula of the registry in the notation of a section."""
        key = (section, latex)
        if key not in self._readings:
            self._readings[key] = read_formula(latex, self.notation, section=section)
        return self._readings[key]

    def letter(self, name: str, section: str = "") -> Letter:
        return self.notation.named(name, section)

    def definition(self, name: str, indices: Indices = ()) -> Definition | None:
        """The most particular definition of a symbol with these indices, its index letters filled in."""
        self._names.add(name)
        key = (name, indices)
        if key not in self._found:
            self._found[key] = self._most_particular(name, indices)
        return self._found[key]

    def require_dependence(self, node: Node, letter: str) -> None:
        """Raises `UndecidedError` where another letter is differentiated by `letter` and nothing defines it."""
        while isinstance(node, Group):
            node = node.body
        if not isinstance(node, Symbol) or family_key(node.name, node.indices) == letter:
            return
        if self.definition(node.name, node.indices) is None:
            raise UndecidedError(f"nothing says how {node.name} depends on {letter}")

    def _most_particular(self, name: str, indices: Indices) -> Definition | None:
        matching = [
            (found, one)
            for one in self.definitions
            if one.name == name and (found := one.bindings(indices, self.index_letters)) is not None
        ]
        if not matching:
            return None
        bindings, definition = min(matching, key=lambda pair: len(pair[0]))
        return replace(definition, body=with_indices(definition.body, bindings)) if bindings else definition

    def reached(self, node: Node) -> frozenset[str]:
        """The names of all letters and functions that the value of a tree can depend on, through definitions."""
        if node not in self._reached:  # emptied by `watch`: the names behind it are noted once
            names, waiting = set[str](), [node]
            while waiting:
                for inner in waiting.pop().walk():
                    if isinstance(inner, Symbol | FunctionName):
                        key = family_key(inner.name, inner.indices)
                        found = None if key in names else self.definition(inner.name, inner.indices)
                        names.add(key)
                        waiting += [found.body] if found else []
            self._reached[node] = frozenset(names)
        return self._reached[node]

    def _collect(self) -> Iterator[Definition]:
        for step in (*self.paper.background, *self.paper.steps):
            if step.role is Role.DEFINITION:
                yield from definitions_in(self.defining(step), step)

    def defining(self, step: Step) -> Node:
        """The statement that defines; a value printed alone defines the letter that the registry names."""
        said = self.registered(step) if step in self.rewritten else self.tree(step)
        if not step.defines:
            return said
        return Chain((self.read(step.defines, step.section), said), ("=",))

    def _restrict_domains(self) -> None:
        """Assumptions of the form `s in [0, 1]` set the domain of their letter."""
        rows = {row.name: row for row in self.notation.letters}
        for step in self.paper.steps:
            if step.role is Role.ASSUMPTION and not step.premises:
                found = membership(self.tree(step))
                if found and found[0] in rows:
                    name, domain = found
                    rows[name] = replace(rows[name], domain=domain)
        changed = tuple(
            replace(row, domain=rows[row.name].domain) if row.domain != rows[row.name].domain and not row.scope else row
            for row in self.notation.letters
        )
        self.notation = Notation(changed, self.notation.phrases, self.notation.differentials)


def with_indices(node: Node, bindings: Mapping[str, Node]) -> Node:
    """The tree with index letters filled in and index arithmetic carried out: V_{i,h-1} at h = 1 is V_{i,0}."""
    if isinstance(node, Symbol) and node.name in bindings and not node.indices:
        return bindings[node.name]
    filled = rebuild(node, lambda child: with_indices(child, bindings))
    if isinstance(filled, Symbol | FunctionName):
        return replace(filled, indices=tuple(_whole(index) for index in filled.indices))
    return filled


def _whole(index: Node) -> Node:
    value = integer(index)
    return index if value is None else Number(str(value))


def integer(node: Node) -> int | None:
    """The value of a sum of whole numbers."""
    if isinstance(node, Number) and node.value.denominator == 1:
        return int(node.value)
    if isinstance(node, Sum):
        terms = [integer(term) for term in node.terms]
        if None not in terms:
            return sum(-(t or 0) if mark == "-" else (t or 0) for mark, t in zip(node.signs, terms, strict=True))
    return None


def definitions_in(tree: Node, step: Step | None = None) -> Iterator[Definition]:
    """The definitions that a printed statement makes, one for each part of a list."""
    if isinstance(tree, Statements):
        for part in tree.parts:
            yield from definitions_in(part, step)
    elif isinstance(tree, Inference):
        yield from definitions_in(tree.parts[-1], step)
    elif isinstance(tree, Chain) and tree.relations[0] in ("=", r"\equiv", *DEFINING):
        yield _definition(tree.operands[0], tree.operands[1], step)
    elif isinstance(tree, Chain):
        raise UsageError(f"a definition needs = or \\equiv first, found {tree.relations[0]}; register it as a claim")


def _definition(left: Node, body: Node, step: Step | None) -> Definition:
    if isinstance(left, Symbol):
        return Definition(left.name, left.indices, (), body, step)
    if isinstance(left, Call):
        names = tuple(argument.name for argument in left.arguments if isinstance(argument, Symbol))
        if len(names) == len(left.arguments):
            return Definition(left.function.name, left.function.indices, names, body, step)
    if isinstance(left, FunctionName) and not left.primes:
        return Definition(left.name, left.indices, (), body, step)
    raise UsageError("the left side of a definition must be a letter or a function of letters; register it as a claim")


def membership(tree: Node) -> tuple[str, Domain] | None:
    """The letter and domain of `s in [0, 1]`; None for other statements."""
    if not (isinstance(tree, Chain) and tree.relations == (r"\in",) and isinstance(tree.operands[0], Symbol)):
        return None
    interval = tree.operands[1]
    if not isinstance(interval, Listing) or len(interval.items) != 2 or not interval.opening:
        return None
    ends = [rational(item) for item in interval.items]
    if ends[0] is None or ends[1] is None or interval.opening == r"\{":
        return None
    domain = Domain(ends[0], ends[1], interval.opening == "(", interval.closing == ")")
    return tree.operands[0].name, domain


def rational(node: Node) -> Fraction | None:
    """The exact value of a signed number or a quotient of two."""
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Group):
        return rational(node.body)
    if isinstance(node, Sum) and len(node.terms) == 1:
        inner = rational(node.terms[0])
        return None if inner is None else (-inner if node.signs[0] == "-" else inner)
    if isinstance(node, Quotient):
        above, below = rational(node.numerator), rational(node.denominator)
        return above / below if above is not None and below else None
    return None


def same_meaning(left: Node, right: Node) -> bool:
    """Whether two trees differ only in their printed delimiters."""
    return without_groups(left) == without_groups(right)


def family_key(name: str, indices: tuple[Node, ...]) -> str:
    """The name of a letter with the slots of its family filled: `k_{i}` with index 1 is `k_{1}`."""
    if not indices:
        return name
    head, _, rest = name.partition("_{")
    filled = ",".join(_index(index) for index in indices)
    return head + "_{" + filled + "}" + rest.partition("}")[2]


def _index(index: Node) -> str:
    return getattr(index, "text", None) or getattr(index, "name", None) or latex(index)
