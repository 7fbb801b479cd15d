r"""What a product can be read as instead: a value and its argument, further digits, what an operator is applied to."""

from __future__ import annotations

from collections.abc import Iterator

from verify.reading.notation import INDEX, Scope
from verify.reading.tree import (
    Call,
    Derivative,
    Dots,
    Group,
    Listing,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Symbol,
)

DIFFERENTIATING = frozenset((r"\delta", r"\Delta", "D", "d"))
TRANSPOSING = frozenset("TH")
IMAGINARY = frozenset("ij")
SCRIPT = (r"\mathcal{", r"\mathscr{", r"\mathfrak{")


def doubts_of_product(node: Product, scope: Scope, bound: frozenset[str]) -> Iterator[tuple[str, str]]:
    for before, joint, factor in zip(node.factors, node.joints, node.factors[1:], strict=False):
        if not joint and _takes_arguments(before, scope) and _is_argument(factor):
            yield "a value in parentheses behind a letter, which is its argument or a factor", "print \\cdot"
        if not joint and isinstance(before, Number) and _is_proper_fraction(factor):
            yield "a fraction of numbers behind a number, which may be added to it", "print \\cdot, or the sum"
        if not joint and isinstance(factor, Dots) and _goes_on(before, factor):
            yield "dots behind a number, which may be its further digits", "print \\approx, or \\cdots for a product"
        if not joint and isinstance(before, Derivative) and isinstance(factor, Group):
            yield (
                "brackets behind a derivative, which may be what it is taken of",
                "print \\cdot, or no other value above",
            )
        if not joint and _may_apply(before, factor):
            yield "brackets behind an operator or around one value, which may be what it is applied to", "print \\cdot"
        if not joint and isinstance(before, Power) and _transposes(before.exponent):
            yield "an exponent T or H before a factor, which may transpose", "print \\cdot if it is a power"
    for factor in node.factors:
        name = factor.name if isinstance(factor, Symbol) else ""
        if name in IMAGINARY and name not in bound and kind_of(factor, scope) == INDEX:
            yield f"the index {name} as a factor, which may be the imaginary unit", "name the index otherwise"


def _is_proper_fraction(factor: Node) -> bool:
    r"""The `\frac{2}{3}` of `26\frac{2}{3}`."""
    if not isinstance(factor, Quotient):
        return False
    above, below = factor.numerator, factor.denominator
    return isinstance(above, Number) and isinstance(below, Number) and float(above.text) < float(below.text)


def may_differentiate(node: Quotient) -> bool:
    r"""`\frac{\delta\Pi}{\delta N}`: nobody prints a factor above and below that could be left out."""
    above, below = (_first(one) for one in (node.numerator, node.denominator))
    return (
        above is not None and above == below and above.name in DIFFERENTIATING and isinstance(node.denominator, Product)
    )


def _first(node: Node) -> Symbol | None:
    leading = node.factors[0] if isinstance(node, Product) else node
    return leading if isinstance(leading, Symbol) else None


def _transposes(exponent: Node) -> bool:
    return isinstance(exponent, Symbol) and exponent.name in TRANSPOSING


def _takes_arguments(node: Node, scope: Scope) -> bool:
    """Whether what follows may be an argument; a row with `called_with` has said which ones are."""
    base = node.base if isinstance(node, Power) else node
    row = scope.by_name.get(base.name) if isinstance(base, Symbol) else None
    return isinstance(base, Symbol | Call) and not (row and row.called_with)


def _goes_on(before: Node, dots: Dots) -> bool:
    return isinstance(before, Number) and ("." in before.text or dots.text == r"\ldots")


def _may_apply(before: Node, factor: Node) -> bool:
    r"""`\mathcal L\{f(t)\}`, `F[u]`, `(Tf)(x)`: a value alone in brackets would need none as a factor."""
    if not isinstance(factor, Group):
        return False
    if isinstance(before, Group):
        return factor.opening == "(" and isinstance(factor.body, Symbol) and _may_be_operator(before.body)
    base = before.base if isinstance(before, Power) else before
    if not isinstance(base, Symbol):
        return False
    alone = factor.opening != "(" and isinstance(factor.body, Symbol | Number | Call)
    return alone or base.name.startswith(SCRIPT)


def _may_be_operator(body: Node) -> bool:
    """`Tf`: letters alone, and more than one of them."""
    return isinstance(body, Product) and all(isinstance(one, Symbol) for one in body.factors)


def _is_argument(node: Node) -> bool:
    """A list, or one letter or numeral alone in parentheses, where a factor would need none."""
    if isinstance(node, Listing):
        return True
    return isinstance(node, Group) and node.opening == "(" and isinstance(node.body, Symbol | Number)


def kind_of(node: Node, scope: Scope) -> str:
    """The kind of a letter in the notation table; empty for what is no letter, or has no row."""
    row = scope.by_name.get(node.name) if isinstance(node, Symbol) else None
    return row.kind if row else ""
