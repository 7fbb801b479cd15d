"""Whether two formulas differ only in their arrangement: order of terms and factors, squares written out, fractions.

Trees are compared up to the laws of commutative arithmetic with exact numbers; nothing is expanded, cancelled in a
fraction, or looked up. What stands inside a maximum, an integral or an unknown function is compared in the same way.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from fractions import Fraction
from typing import Any

from verify.reading import tree
from verify.reading.tree import Chain, Node, Number

Monomial = frozenset[tuple[Any, int]]
Terms = dict[Monomial, Fraction]

ONE: Monomial = frozenset()
ONE_OVER, ZERO_TO_THE = "one over", "zero to the"
TURNED = {"=": "=", r"\equiv": r"\equiv", "<": ">", ">": "<", r"\le": r"\ge", r"\ge": r"\le", r"\ne": r"\ne"}
INEXACT = (tree.Landau, tree.Dots, tree.Sign, tree.Placeholder, tree.Text)


def turned(chain: Chain) -> Chain | None:
    """The chain from its other end, None if one of its relations has no converse."""
    if any(relation not in TURNED for relation in chain.relations):
        return None
    return Chain(chain.operands[::-1], tuple(TURNED[relation] for relation in chain.relations[::-1]))


def is_rearranged(one: Node, other: Node, *, ends: bool = True) -> bool:
    """Whether the two are one formula, arranged in another way; with `ends` a chain may begin at its other end.

    >>> x, two = tree.Symbol("x"), Number("2")
    >>> is_rearranged(tree.Power(x, two), tree.Product((x, x), ("",)))
    True
    >>> is_rearranged(tree.Power(x, two), tree.Product((x, two), ("",)))
    False
    """
    if any(isinstance(inner, INEXACT) for node in (one, other) for inner in node.walk()):
        return False
    if arranged(one) == arranged(other):
        return True
    back = turned(other) if ends and isinstance(other, Chain) else None
    return back is not None and arranged(one) == arranged(back)


def arranged(node: Node) -> Any:
    """A value that is the same for every arrangement of a formula."""
    if isinstance(node, Number | tree.Sum | tree.Product | tree.Quotient | tree.Power | tree.Group):
        return _frozen(terms_of(node))
    return _atom(node)


def _part(value: Any) -> Any:
    if isinstance(value, Chain):
        return _from_either_end(value)
    if isinstance(value, Node):
        return arranged(value)
    return tuple(_part(one) for one in value) if isinstance(value, tuple) else value


def _from_either_end(chain: Chain) -> Any:
    """A relation inside a formula: `a<b` and `b>a` are one."""
    return "chain", frozenset(arranged(one) for one in (chain, turned(chain)) if one is not None)


def _frozen(terms: Terms) -> Any:
    """A sum as its terms; a single factor as itself."""
    kept = _kept(terms)
    if len(kept) == 1:
        ((monomial, share),) = kept.items()
        if share == 1 and len(monomial) == 1:
            ((factor, exponent),) = monomial
            if exponent == 1:
                return factor
    return ("sum", frozenset(kept.items()))


def _kept(terms: Terms) -> Terms:
    """All but what vanishes: nothing times a factor that may have no value is not nothing."""
    return {monomial: share for monomial, share in terms.items() if share or any(map(_may_have_none, monomial))}


def _may_have_none(power: tuple[Any, int]) -> bool:
    (kind, *_), _ = power
    return kind in (ONE_OVER, ZERO_TO_THE)


def terms_of(node: Node) -> Terms:
    """A value as a sum of monomials in what arithmetic does not look into.

    >>> sorted(terms_of(tree.Sum(("", "-"), (Number("3"), Number("1")))).values())
    [Fraction(2, 1)]
    """
    if isinstance(node, Number):
        return {ONE: node.value}
    if isinstance(node, tree.Group):
        return terms_of(node.body)
    if isinstance(node, tree.Sum) and set(node.signs) <= {"", "+", "-"}:
        return _added(node)
    if isinstance(node, tree.Product | tree.Quotient | tree.Power):
        return _multiplied(node)
    return {frozenset({(_atom(node), 1)}): Fraction(1)}


def _atom(node: Node) -> Any:
    """A part that arithmetic does not look into."""
    return (type(node).__name__, *(_part(getattr(node, field.name)) for field in fields(node) if field.compare))


def _added(node: tree.Sum) -> Terms:
    found: Terms = {}
    for sign, term in zip(node.signs, node.terms, strict=True):
        for monomial, share in terms_of(term).items():
            found[monomial] = found.get(monomial, Fraction(0)) + (-share if sign == "-" else share)
    return found


def _multiplied(node: Node) -> Terms:
    share, exponents = _factors(node)
    return {frozenset((factor, power) for factor, power in exponents.items() if power): share}


def _factors(node: Node) -> tuple[Fraction, Counter[Any]]:
    """A product as a number and the exponents of its other factors."""
    if isinstance(node, tree.Group):
        return _factors(node.body)
    if isinstance(node, tree.Product):
        return _joined([_factors(factor) for factor in node.factors])
    if isinstance(node, tree.Quotient):
        return _joined([_factors(node.numerator), _raised(_factors(node.denominator), -1)])
    if isinstance(node, tree.Power) and isinstance(node.exponent, Number) and node.exponent.value.denominator == 1:
        return _raised(_factors(node.base), int(node.exponent.value))
    if isinstance(node, tree.Power):
        return Fraction(1), Counter({("Power", arranged(node.base), arranged(node.exponent)): 1})
    return _factor(terms_of(node))


def _factor(terms: Terms) -> tuple[Fraction, Counter[Any]]:
    """A sum of one term is a product; any other is a factor by itself."""
    kept = _kept(terms)
    if not kept:
        return Fraction(0), Counter()
    if len(kept) == 1:
        ((monomial, share),) = kept.items()
        return share, Counter(dict(monomial))
    return Fraction(1), Counter({_frozen(kept): 1})


def _joined(parts: list[tuple[Fraction, Counter[Any]]]) -> tuple[Fraction, Counter[Any]]:
    share, exponents = Fraction(1), Counter[Any]()
    for factor, powers in parts:
        share *= factor
        for one, power in powers.items():
            exponents[one] += power
    return share, exponents


def _raised(part: tuple[Fraction, Counter[Any]], power: int) -> tuple[Fraction, Counter[Any]]:
    share, exponents = part
    if not share and power <= 0:
        return Fraction(1), Counter({(ZERO_TO_THE, power): 1})
    named = {_inverse(one) if power < 0 else one: count for one, count in exponents.items()}
    return share**power, Counter({one: count * abs(power) for one, count in named.items()})


def _inverse(factor: Any) -> Any:
    """Kept apart from the factor itself: x / x has no value at zero."""
    return factor[1] if factor[0] == ONE_OVER else (ONE_OVER, factor)
