"""Sums and products over whole numbers between two ends, term by term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flint import arb

from verify.errors import UndecidedError
from verify.model import with_indices
from verify.reading.tree import Chain, Node, Number, Series, Symbol
from verify.walk.jets import Value

if TYPE_CHECKING:
    from verify.walk.evaluate import Environment, Walker

MOST = 400
"""How many terms are added at most."""
FARTHEST = 2**50
"""Whole numbers below this are exact as floats."""


def series(walker: Walker, node: Series, at: Environment) -> Value:
    """The sum or product of the terms, 0 or 1 where the last stands one before the first."""
    letter, first = _start(node)
    ends = [_whole(walker.value(end, at)) for end in (first, node.upper) if end is not None]
    if len(ends) < 2:
        raise UndecidedError("a sum or product over what is no range of whole numbers")
    if ends[1] < ends[0] - 1:
        raise UndecidedError("a sum or product that ends before it begins")
    if ends[1] - ends[0] >= MOST:
        raise UndecidedError(f"a sum or product of more than {MOST} terms")
    total: Value = arb(0 if node.kind == "sum" else 1)
    for count in range(ends[0], ends[1] + 1):
        term = walker.value(with_indices(node.body, {letter: Number(str(count))}), {**at, letter: arb(count)})
        total = total + term if node.kind == "sum" else total * term
    return total


def _start(node: Series) -> tuple[str, Node]:
    binder = node.binder
    if isinstance(binder, Chain) and binder.relations == ("=",) and isinstance(binder.operands[0], Symbol):
        return binder.operands[0].name, binder.operands[1]
    raise UndecidedError("a sum or product over what is no range of whole numbers")


def _whole(value: Value) -> int:
    if not isinstance(value, arb) or not value.is_integer() or not abs(value) < FARTHEST:
        raise UndecidedError("a sum or product between ends that are no whole numbers")
    return round(float(value))
