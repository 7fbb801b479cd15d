"""A formula in another form of the same value, one place changed: what a coauthor who tidies up may print."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from verify.mutation import everywhere
from verify.reading import tree
from verify.reading.tree import Chain, Node, Number

Rewrite = Callable[[Node], Iterator[Node]]
TURNED = {"<": ">", ">": "<", r"\le": r"\ge", r"\ge": r"\le", "=": "="}


def rewrites(node: Node) -> Iterator[tuple[str, Node]]:
    """Every statement with one value printed in another form; statements with remainders are left alone.

    >>> from verify.reading.tree import Symbol
    >>> [kind for kind, _ in rewrites(Chain((Symbol("x"), Number("2")), ("<",)))]
    ['turned', 'as a fraction', 'plus nothing']
    """
    if any(isinstance(inner, tree.Landau | tree.Text | tree.Dots) for inner in node.walk()):
        return
    for kind, rewrite in REWRITES.items():
        for changed in everywhere(node, rewrite):
            yield kind, changed


def _turned(node: Node) -> Iterator[Node]:
    if isinstance(node, Chain) and all(relation in TURNED for relation in node.relations):
        yield Chain(node.operands[::-1], tuple(TURNED[one] for one in node.relations[::-1]))


def _last_term_first(node: Node) -> Iterator[Node]:
    if isinstance(node, tree.Sum) and len(node.terms) == 2 and set(node.signs) <= {"", "+", "-"}:
        first, second = node.signs
        yield tree.Sum(("-" if second == "-" else "", "-" if first == "-" else "+"), node.terms[::-1])


def _fraction(node: Node) -> Iterator[Node]:
    if isinstance(node, Number) and node.value.denominator == 1:
        yield tree.Quotient(Number(str(2 * int(node.value))), Number("2"))


def _square_written_out(node: Node) -> Iterator[Node]:
    if isinstance(node, tree.Power) and node.exponent == Number("2"):
        base = tree.Group("(", node.base, ")")
        yield tree.Product((base, base), ("",))


def _times_reciprocal(node: Node) -> Iterator[Node]:
    if isinstance(node, tree.Quotient):
        above = tree.Group("(", node.numerator, ")")
        yield tree.Product((above, replace(node, numerator=Number("1"), style="frac")), (r"\cdot",))


def _plus_nothing(node: Node) -> Iterator[Node]:
    if isinstance(node, Chain) and node.relations[-1] in TURNED:
        last = tree.Sum(("", "+"), (tree.Group("(", node.operands[-1], ")"), Number("0")))
        yield Chain((*node.operands[:-1], last), node.relations)


REWRITES: dict[str, Rewrite] = {
    "turned": _turned,
    "last term first": _last_term_first,
    "as a fraction": _fraction,
    "square written out": _square_written_out,
    "times the reciprocal": _times_reciprocal,
    "plus nothing": _plus_nothing,
}
