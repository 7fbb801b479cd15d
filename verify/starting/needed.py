r"""The ranges that the use of a letter needs: a logarithm that is taken of it, a power that may be any number."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction

from verify.model import rational
from verify.reading.notation import NONNEGATIVE, POSITIVE, Domain
from verify.reading.tree import Call, Chain, Dots, Listing, Node, Power, Quotient, Root, Series, Symbol
from verify.sources.formula import Formula

LOGARITHMS = frozenset((r"\log", r"\ln"))


@dataclass(frozen=True)
class Range:
    """A range that the source gives a letter, with its place and words."""

    name: str
    domain: Domain
    place: str
    words: str
    section: str = ""


def needed_ranges(tree: Node, formula: Formula, whole: Collection[str] = ()) -> Iterator[Range]:
    """Letters whose logarithm or square root is taken, or that are raised to a power that is no whole number.

    A power with none but `whole` letters is one of any number.
    """
    place = f"{formula.file}:{formula.line}"
    whole = {*whole, *_counted_by_series(tree)}
    for node in tree.walk():
        if isinstance(node, Call) and node.function.name in LOGARITHMS and isinstance(node.arguments[0], Symbol):
            yield Range(node.arguments[0].name, POSITIVE, place, "positive, since its logarithm is taken")
        elif isinstance(node, Root) and node.degree is None and isinstance(node.radicand, Symbol):
            yield Range(node.radicand.name, NONNEGATIVE, place, "not negative, since its square root is taken")
        elif _end_of_list(node):
            counted = Domain(_least_end(node), None, integer=True)
            yield Range(_end_of_list(node), counted, place, "a whole number, since a list of such ends with it")
        elif isinstance(node, Power) and isinstance(node.base, Symbol) and _is_real_power(node, whole):
            words = "not negative, since it is raised to a power that may be any number"
            yield Range(node.base.name, NONNEGATIVE, place, words)  # 0 to a positive power is a number


def _counted_by_series(tree: Node) -> Iterator[str]:
    r"""The n of `\sum_{n=0}^\infty`, which runs through whole numbers."""
    for node in tree.walk():
        if isinstance(node, Series) and isinstance(node.binder, Chain) and isinstance(node.binder.operands[0], Symbol):
            yield node.binder.operands[0].name


def _end_of_list(node: Node) -> str:
    r"""The n of `1,\ldots,n`."""
    if isinstance(node, Listing) and any(isinstance(item, Dots) for item in node.items):
        last, first = node.items[-1], rational(node.items[0])
        return last.name if isinstance(last, Symbol) and first is not None and first.denominator == 1 else ""
    return ""


def _least_end(node: Node) -> Fraction:
    r"""Of `1,\ldots,n` it is 1, of `0,\ldots,n` it is 0; a list that ends with `X_t` may be empty at some date."""
    assert isinstance(node, Listing)
    first = min(Fraction(1), rational(node.items[0]) or Fraction(0))
    last = node.items[-1]
    return first - 1 if isinstance(last, Symbol) and last.indices else first


def _is_real_power(node: Power, whole: Collection[str]) -> bool:
    """Whether the exponent has a letter that need not be whole, or a quotient."""
    inside = list(node.exponent.walk())
    symbols = [inner for inner in inside if isinstance(inner, Symbol)]
    broken = any(isinstance(inner, Quotient | Root | Call) for inner in inside)
    return any(broken or inner.name not in whole for inner in symbols)
