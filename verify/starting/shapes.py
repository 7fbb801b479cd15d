r"""What the shape of a formula tells of its role: a range at its end, an approach in it, a letter on both sides."""

from __future__ import annotations

from verify.errors import UsageError
from verify.obligations import ARROWS, approach_in
from verify.reading.expressions import DEFINING
from verify.reading.tree import Chain, Dots, Inference, Landau, Node, Statements
from verify.starting.ranges import domains_in

ORDERS = frozenset(("<", ">", r"\le", r"\ge", r"\ne"))


def defines_anywhere(tree: Node, *, first: bool) -> bool:
    r"""Whether the sign defines: `:=`, and `\equiv` behind a letter that stands there first."""
    return isinstance(tree, Chain) and (tree.relations[0] in DEFINING or (first and tree.relations[0] == r"\equiv"))


def recurs(equation: Chain) -> bool:
    """Whether the letter on the left stands on the right too: `let $k=k+n$`."""
    return any(equation.operands[0] == inner for side in equation.operands[1:] for inner in side.walk())


def approaches_in_a_chain(tree: Node) -> bool:
    r"""`\Delta t=T/N\to0`: an approach, of which only the first link may define."""
    return isinstance(tree, Chain) and not ARROWS.keys().isdisjoint(tree.relations)


def is_distributed(tree: Node) -> bool:
    r"""`Z=X+Y\sim N(0,2)`: a law behind an equation, of which only the first link may define."""
    return isinstance(tree, Chain) and r"\sim" in tree.relations


def ends_with_range(tree: Node) -> bool:
    r"""`g(n)=g(n-1)+1,\qquad n\ge2`: behind another relation, a letter between numbers."""
    if not isinstance(tree, Statements) or not isinstance(tree.parts[-1], Chain):
        return False
    last = tree.parts[-1]
    ordered = all(relation in ORDERS | {r"\in"} for relation in last.relations)
    return ordered and bool(list(domains_in(last))) and not all(list(domains_in(part)) for part in tree.parts[:-1])


def follows_from_a_list(tree: Node) -> bool:
    r"""`z=1,\ x=a \Rightarrow y=b`: an arrow behind several statements, of which it may join the last or all."""
    if not isinstance(tree, Statements):
        return False
    return any(isinstance(inner, Inference) for part in tree.parts[1:] for inner in part.walk())


def is_approach(tree: Node | None) -> bool:
    r"""Whether it says where a letter tends: `x\to0`."""
    try:
        return tree is not None and approach_in(tree) is not None
    except UsageError:
        return False


def is_listed(tree: Node | None) -> bool:
    r"""`h=1,\ldots,H`, which the table has as the range of an index."""
    return tree is not None and any(isinstance(inner, Dots) for inner in tree.walk())


def needs_approach(tree: Node | None) -> bool:
    """Whether a remainder or an arrow stands in it, so that one has to know which letter tends where."""
    if tree is None:
        return False
    return approaches_in_a_chain(tree) or any(isinstance(inner, Landau) for inner in tree.walk())
