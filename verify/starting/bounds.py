r"""Bounds of a letter that are printed beside it, whatever else bounds it: `0\le y\le\theta` has y at nought."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from verify.model import rational
from verify.reading.notation import REAL, Domain
from verify.reading.tree import Chain, Node, Symbol

ORDERS = frozenset(("<", ">", r"\le", r"\ge"))


def printed_bounds(tree: Node) -> Iterator[tuple[str, Domain]]:
    """Each letter that stands beside a number in an order, with what that number alone leaves it."""
    for node in tree.walk():
        if not isinstance(node, Chain):
            continue
        for (left, right), relation in zip(pairwise(node.operands), node.relations, strict=True):
            if relation in ORDERS:
                yield from _bound(left, right, relation, is_right=True)
                yield from _bound(right, left, relation, is_right=False)


def _bound(letter: Node, number: Node, relation: str, *, is_right: bool) -> Iterator[tuple[str, Domain]]:
    value = rational(number)
    if value is not None and isinstance(letter, Symbol):
        yield letter.name, bounded(REAL, value, relation, is_right=is_right)


def bounded(domain: Domain, value: Fraction, relation: str, *, is_right: bool) -> Domain:
    """The range cut at a number that stands to the right or to the left of the letter."""
    strict = relation in ("<", ">")
    if (relation in ("<", r"\le")) == is_right:
        return replace(domain, upper=value, open_above=strict)
    return replace(domain, lower=value, open_below=strict)
