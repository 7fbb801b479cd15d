"""False statements made of a live formula where it differs from the registered one: does a leg read what is new there?

A leg that a paper brings for one formula may look at a part of it only. It answers for a new text if each new part,
made false, turns its answer; a canary that it passes shows a part that it does not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from verify.reading.rebuilding import without_groups
from verify.reading.tree import Chain, Inference, Node, Number, Sentence, Statements, Sum, Text

FALSE = Chain((Number("0"), Number("1")), ("=",))


def canaries(registered: Node, live: Node) -> Iterator[Node]:
    """The live formula, one new part after the other made false.

    >>> from verify.reading.tree import Symbol
    >>> x, y, z = Symbol("x"), Symbol("y"), Symbol("z")
    >>> [len(one.operands) for one in canaries(Chain((x, y), ("=",)), Chain((x, z), ("=",)))]
    [2]
    """
    if without_groups(registered) == without_groups(live):
        return
    if isinstance(live, Chain) and isinstance(registered, Chain) and registered.relations == live.relations:
        yield from _with_operands(registered, live)
    elif isinstance(live, Statements | Inference | Sentence) and _same_shape(registered, live):
        if _joints(registered) != _joints(live):
            yield FALSE
        for k, (old, new) in enumerate(zip(registered.parts, live.parts, strict=True)):  # type: ignore[attr-defined]
            for part in canaries(old, new):
                yield replace(live, parts=(*live.parts[:k], part, *live.parts[k + 1 :]))
    elif not isinstance(live, Text):
        yield FALSE


def _with_operands(registered: Chain, live: Chain) -> Iterator[Node]:
    """Operands that are new, larger by one: each side of a relation in turn."""
    for k, (old, new) in enumerate(zip(registered.operands, live.operands, strict=True)):
        if without_groups(old) != without_groups(new):
            larger = Sum(("", "+"), (new, Number("1")))
            yield Chain((*live.operands[:k], larger, *live.operands[k + 1 :]), live.relations)


def _joints(node: Node) -> tuple[Node | str, ...]:
    """The arrows between statements, or the words: another one is new in all of the formula."""
    if isinstance(node, Inference):
        return node.arrows
    return tuple(part for part in node.parts if isinstance(part, Text)) if isinstance(node, Sentence) else ()


def _same_shape(registered: Node, live: Node) -> bool:
    return type(registered) is type(live) and len(registered.parts) == len(live.parts)  # type: ignore[attr-defined]
