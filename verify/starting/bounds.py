r"""Bounds of a letter that are printed beside it, whatever else bounds it: `0\le y\le\theta` has y at nought."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from verify.model import rational
from verify.reading.notation import Domain
from verify.reading.tree import Chain, Node, Symbol

MIRRORED = {"<": ">", ">": "<", r"\le": r"\ge", r"\ge": r"\le"}


def printed_bounds(tree: Node) -> Iterator[tuple[str, Domain]]:
    """Each letter that stands beside a number in an order, with what that number alone leaves it."""
    for node in tree.walk():
        if not isinstance(node, Chain):
            continue
        for (left, right), relation in zip(pairwise(node.operands), node.relations, strict=True):
            yield from _bound(left, relation, right)
            yield from _bound(right, MIRRORED.get(relation, ""), left)


def _bound(letter: Node, relation: str, number: Node) -> Iterator[tuple[str, Domain]]:
    value = rational(number) if relation in MIRRORED else None
    if value is None or not isinstance(letter, Symbol):
        return
    strict = relation in ("<", ">")
    if relation in (">", r"\ge"):
        yield letter.name, Domain(value, None, open_below=strict)
    else:
        yield letter.name, Domain(None, value, open_above=strict)
