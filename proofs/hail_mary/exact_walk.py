"""The value of a rational formula at exact rationals, by a walk over its tree: no algebra, no rounding."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from verify.errors import UndecidedError
from verify.model import family_key
from verify.reading.tree import Group, Node, Number, Power, Product, Quotient, Sum, Symbol

LARGEST_EXPONENT = 16


class NotRationalFormulaError(UndecidedError):
    """The formula is not built of numbers, letters, sums, products, quotients and whole powers."""

    def __init__(self, node: Node) -> None:
        super().__init__(f"no exact rational value for a {type(node).__name__}")


def value(node: Node, at: Mapping[str, Fraction]) -> Fraction:
    """The exact value of `node` where letters, by their printed keys, have the values `at`.

    >>> value(Quotient(Number("1"), Symbol("c")), {"c": Fraction(3)})
    Fraction(1, 3)
    """
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Group):
        return value(node.body, at)
    if isinstance(node, Symbol):
        return _letter(node, at)
    if isinstance(node, Sum):
        return _sum(node, at)
    if isinstance(node, Product):
        product = Fraction(1)
        for factor in node.factors:
            product *= value(factor, at)
        return product
    if isinstance(node, Quotient):
        return _quotient(node, at)
    if isinstance(node, Power):
        return _power(node, at)
    raise NotRationalFormulaError(node)


def _letter(node: Symbol, at: Mapping[str, Fraction]) -> Fraction:
    key = family_key(node.name, node.indices)
    if key not in at:
        raise UndecidedError(f"the letter {key} has no value here")
    return at[key]


def _sum(node: Sum, at: Mapping[str, Fraction]) -> Fraction:
    if any(mark not in ("", "+", "-") for mark in node.signs):
        raise NotRationalFormulaError(node)
    terms = zip(node.signs, node.terms, strict=True)
    return sum((-value(term, at) if mark == "-" else value(term, at) for mark, term in terms), Fraction(0))


def _quotient(node: Quotient, at: Mapping[str, Fraction]) -> Fraction:
    below = value(node.denominator, at)
    if below == 0:
        raise UndecidedError("division by zero")
    return value(node.numerator, at) / below


def _power(node: Power, at: Mapping[str, Fraction]) -> Fraction:
    exponent = value(node.exponent, at)
    if exponent.denominator != 1 or abs(exponent) > LARGEST_EXPONENT:
        raise NotRationalFormulaError(node)
    base = value(node.base, at)
    if base == 0 and exponent < 0:
        raise UndecidedError("division by zero")
    return base ** int(exponent)


def compare(left: Fraction, mark: str, right: Fraction) -> bool:
    r"""Whether `left mark right` is true.

    >>> compare(Fraction(1), r"\le", Fraction(1))
    True
    """
    found = {
        "=": left == right,
        r"\equiv": left == right,
        "<": left < right,
        ">": left > right,
        r"\le": left <= right,
        r"\ge": left >= right,
        r"\ne": left != right,
    }
    if mark not in found:
        raise UndecidedError(f"no exact comparison for the relation {mark}")
    return found[mark]
