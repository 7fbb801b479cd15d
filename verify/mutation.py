r"""Systematic mutants of a statement: what a slip of the pen makes of it. Each claim's legs must refuse them.

A mutant changes one place of the tree: a sign, a factor, an exponent, a number, a relation, the order of a Landau
term, the side of a derivative, a positive part, an argument, a function, an end of an integral. Some mutants are as
true as the original (a factor of what is zero, a weaker bound); whoever uses them has to expect that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from verify.reading import tree
from verify.reading.rebuilding import rebuild
from verify.reading.tree import Chain, Node, Number

OPPOSITE = {"<": ">", ">": "<", r"\le": r"\ge", r"\ge": r"\le"}
PAIRS = ((r"\exp", r"\cosh"), (r"\log", r"\sinh"), (r"\ln", r"\tanh"), (r"\sinh", r"\cosh"), (r"\max", r"\min"))
NEIGHBOUR = {one: other for pair in PAIRS for one, other in (pair, pair[::-1])}
Slip = Callable[[Node], Iterator[Node]]


@dataclass(frozen=True)
class Mutant:
    """A changed statement and what was changed."""

    kind: str
    node: Node


def mutants(node: Node) -> Iterator[Mutant]:
    """Every statement with one slip.

    >>> from verify.reading.tree import Symbol
    >>> [mutant.kind for mutant in mutants(Chain((Symbol("x"), Number("2")), ("<",)))]
    ['relation', 'constant']
    """
    for kind, slip in SLIPS.items():
        for changed in everywhere(node, slip):
            yield Mutant(kind, changed)


def everywhere(node: Node, slip: Slip) -> Iterator[Node]:
    """`node` with the slip made at one place, outermost first."""
    yield from slip(node)
    for position, child in enumerate(node.children()):
        for changed in everywhere(child, slip):
            yield _with_child(node, position, changed)


def _with_child(node: Node, position: int, changed: Node) -> Node:
    count = iter(range(1_000_000))
    return rebuild(node, lambda child: changed if next(count) == position else child)


def _sign(node: Node) -> Iterator[Node]:
    if isinstance(node, tree.Sum):
        for k, mark in enumerate(node.signs):
            if mark in ("", "+", "-") and not isinstance(node.terms[k], tree.Landau):
                turned = ("" if k == 0 else "+") if mark == "-" else "-"
                yield replace(node, signs=(*node.signs[:k], turned, *node.signs[k + 1 :]))


def _factor(node: Node) -> Iterator[Node]:
    """A factor left out."""
    if isinstance(node, tree.Product):
        for k in range(len(node.factors)):
            kept = (*node.factors[:k], *node.factors[k + 1 :])
            joints = node.joints[1:] if k == 0 else (*node.joints[: k - 1], *node.joints[k:])
            yield kept[0] if len(kept) == 1 else replace(node, factors=kept, joints=joints)


def _exponent(node: Node) -> Iterator[Node]:
    """An exponent off by one."""
    if isinstance(node, tree.Power):
        yield replace(node, exponent=_plus_one(node.exponent))


def _relation(node: Node) -> Iterator[Node]:
    if isinstance(node, Chain):
        for k, relation in enumerate(node.relations):
            if relation in OPPOSITE:
                yield replace(node, relations=(*node.relations[:k], OPPOSITE[relation], *node.relations[k + 1 :]))


def _constant(node: Node) -> Iterator[Node]:
    if isinstance(node, Number):
        yield Number(str(int(node.value) + 1)) if node.value.denominator == 1 else Number(node.text + "1")


def _order(node: Node) -> Iterator[Node]:
    """A Landau term of one order too many."""
    if isinstance(node, tree.Landau):
        yield replace(node, scale=tree.Product((node.scale, _letter_of(node.scale)), ("",)))


def _letter_of(scale: Node) -> Node:
    return next(inner for inner in scale.walk() if isinstance(inner, tree.Symbol))


def _side(node: Node) -> Iterator[Node]:
    if isinstance(node, tree.FunctionName) and node.side:
        yield replace(node, side={"+": "-", "-": "+"}[node.side])


def _positive_part(node: Node) -> Iterator[Node]:
    if isinstance(node, tree.PositivePart):
        yield node.body


def _function(node: Node) -> Iterator[Node]:
    """Another function of the same shape; the least for the greatest."""
    if isinstance(node, tree.FunctionName) and node.name in NEIGHBOUR:
        yield replace(node, name=NEIGHBOUR[node.name])
    elif isinstance(node, tree.Extremum | tree.Optimum) and node.kind in NEIGHBOUR:
        yield replace(node, kind=NEIGHBOUR[node.kind])


def _bound(node: Node) -> Iterator[Node]:
    """An end of an integral off by one."""
    if isinstance(node, tree.Integral):
        if node.lower is not None and not isinstance(node.lower, tree.Infinity):
            yield replace(node, lower=_plus_one(node.lower))
        if node.upper is not None and not isinstance(node.upper, tree.Infinity):
            yield replace(node, upper=_plus_one(node.upper))


def _plus_one(node: Node) -> Node:
    return tree.Sum(("", "+"), (node, Number("1")))


def _doubled(node: Node) -> Iterator[Node]:
    """A term twice as large."""
    if isinstance(node, tree.Sum):
        for k, term in enumerate(node.terms):
            if not isinstance(term, tree.Landau):
                twice = tree.Product((Number("2"), tree.Group("(", term, ")")), ("",))
                yield replace(node, terms=(*node.terms[:k], twice, *node.terms[k + 1 :]))


def _derivative(node: Node) -> Iterator[Node]:
    """A prime too many."""
    if isinstance(node, tree.FunctionName) and node.primes:
        yield replace(node, primes=node.primes + 1)


def _equality(node: Node) -> Iterator[Node]:
    """An equality printed as an order; up to a remainder that says less, not something else."""
    if isinstance(node, Chain) and not any(isinstance(inner, tree.Landau) for inner in node.walk()):
        for k, relation in enumerate(node.relations):
            if relation == "=":
                yield replace(node, relations=(*node.relations[:k], "<", *node.relations[k + 1 :]))


def _upside_down(node: Node) -> Iterator[Node]:
    if isinstance(node, tree.Quotient):
        yield replace(node, numerator=node.denominator, denominator=node.numerator)


def _argument(node: Node) -> Iterator[Node]:
    """Two arguments exchanged."""
    if isinstance(node, tree.Call) and len(node.arguments) > 1:
        first, second, *others = node.arguments
        if first != second:
            yield replace(node, arguments=(second, first, *others))


SLIPS: dict[str, Slip] = {
    "sign": _sign,
    "factor": _factor,
    "exponent": _exponent,
    "relation": _relation,
    "constant": _constant,
    "order": _order,
    "side": _side,
    "positive part": _positive_part,
    "argument": _argument,
    "function": _function,
    "bound": _bound,
    "doubled": _doubled,
    "derivative": _derivative,
    "equality": _equality,
    "upside down": _upside_down,
}
