r"""Relations that tie letters together, of which nothing else is known: no slip of algebra can be told in them."""

from __future__ import annotations

from collections.abc import Iterator

from verify.model import Model, rational
from verify.reading.binding import binding
from verify.reading.notation import CONSTANT, FUNCTION
from verify.reading.tree import (
    Call,
    Chain,
    Derivative,
    FunctionName,
    Inference,
    Node,
    Number,
    Sentence,
    Statements,
    Symbol,
)

NO_DEFINITION = "has no definition"
ELEMENTARY = frozenset(r"\log \ln \exp \sinh \cosh \tanh \coth \sin \cos \tan \arctan \sgn".split())


def untied(tree: Node | None, model: Model) -> str:
    """The question that a relation raises about a letter without a definition; empty if it raises none."""
    if isinstance(tree, Statements):
        return next(filter(None, (untied(part, model) for part in tree.parts)), "")
    if isinstance(tree, Sentence):
        return untied(tree.parts[0], model)
    if isinstance(tree, Inference):
        return "under which hypotheses does it follow? what stands before the arrow is not enough"
    if not isinstance(tree, Chain):
        return ""
    links = zip(tree.operands, tree.relations, tree.operands[1:], strict=False)
    return next(filter(None, (_of_link(left, relation, right, model) for left, relation, right in links)), "")


def _of_link(left: Node, relation: str, right: Node, model: Model) -> str:
    for side in (left, right):
        name = _free_alone(side, model)
        if name:
            return f"{name} {NO_DEFINITION}: is this one, an assumption, or from what does it follow?"
    free = [_free(side, model) for side in (left, right)]
    functions = [name for name in free[0] | free[1] if _is_function(name, model)]
    if relation != "=" and functions:
        return f"nothing is known of {functions[0]}: what follows this from?"
    if free[0] | free[1] and any(rational(side) is not None for side in (left, right)):
        what = "an equation for its letters" if relation == "=" else "a condition on its letters"
        return f"{what}, or a step? (assume, given=..., or a definition that it follows from)"
    unknown = sorted(free[0] | free[1])
    if len(unknown) == 1 and relation == "=" and not model.notation.named(unknown[0]).domain.integer:
        return f"an equation for {unknown[0]}, or a step?"
    lonely = sorted(free[0] ^ free[1])
    return f"{', '.join(lonely)}: on one side only, what ties them to the other?" if lonely else ""


def _free_alone(side: Node, model: Model) -> str:
    """The letter or function without a definition that is the whole side."""
    if isinstance(side, Symbol) and model.definition(side.name, side.indices) is None:
        return side.name
    named = side.function if isinstance(side, Call) else side
    if isinstance(named, FunctionName) and named.name not in ELEMENTARY:
        return named.name if model.definition(named.name, named.indices) is None else ""
    return ""


def _free(side: Node, model: Model) -> frozenset[str]:
    """The letters and functions without a definition that the value of a side depends on."""
    if isinstance(side, Number):
        return frozenset()
    bound = {name for one in model.definitions for name in one.parameters}
    direct = {inner.name for inner in side.walk() if isinstance(inner, Symbol)}
    closed = direct - set(_unbound(side, frozenset()))
    return frozenset(
        name for name in model.reached(side) - closed if _is_free(name, model) and (name in direct or name not in bound)
    )


def _unbound(node: Node, bound: frozenset[str]) -> Iterator[str]:
    """The letters of a side that no sum, integral, limit or maximum over them stands around."""
    if isinstance(node, Symbol) and node.name not in bound:
        yield node.name
    found = None if isinstance(node, Derivative) else binding(node)
    for child in node.children():
        inside = found is not None and any(child is one for one in found[1])
        yield from _unbound(child, bound | {found[0].name} if found and inside else bound)


def _is_free(name: str, model: Model) -> bool:
    rows = [row for row in model.notation.letters if row.name == name]
    if name in ELEMENTARY or not rows or rows[0].kind == CONSTANT:
        return False
    return not any(one.name == name for one in model.definitions)


def _is_function(name: str, model: Model) -> bool:
    return any(row.name == name and row.kind == FUNCTION for row in model.notation.letters)
