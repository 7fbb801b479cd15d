"""Sums and products over whole numbers: term by term between numbers, else in a closed form that induction confirms.

Computer algebra proposes the form. It is used where it is shown to begin as the sum does, to grow by each next term,
and to have a value at all points of the letters' domains.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sympy as sp

from verify.errors import UndecidedError
from verify.model import with_indices
from verify.reading.tree import Chain, Infinity, Node, Number, Series, Symbol
from verify.symbolic.normal_form import is_identically_zero

if TYPE_CHECKING:
    from verify.symbolic.lower import Lowering

Expr = Any
Oracle = Callable[[Any], int | None]
MOST = 64
"""How many terms are written out at most."""


def sum_or_product(lowering: Lowering, node: Series, at: Mapping[str, Expr]) -> Expr:
    """The value of a printed sum or product; raises `UndecidedError` where none is shown to be it."""
    letter, first = _start(node)
    begin = lowering.expression(first, at)
    if not begin.is_Integer or begin < 0:
        raise UndecidedError("a sum or product that begins at what is no whole number")
    if isinstance(node.upper, Infinity):
        return _closed_form(lowering, node, letter, begin, at).limit()
    end = lowering.expression(node.upper, at) if node.upper is not None else sp.nan
    if end.is_Integer:
        return _written_out(lowering, node, letter, range(int(begin), int(end) + 1), at)
    return _closed_form(lowering, node, letter, begin, at).up_to(end, begin, lowering.oracle)


def _start(node: Series) -> tuple[str, Node]:
    binder = node.binder
    if isinstance(binder, Chain) and binder.relations == ("=",) and isinstance(binder.operands[0], Symbol):
        return binder.operands[0].name, binder.operands[1]
    raise UndecidedError("a sum or product over what is no range of whole numbers")


def _written_out(lowering: Lowering, node: Series, letter: str, counts: range, at: Mapping[str, Expr]) -> Expr:
    if counts.stop < counts.start:
        raise UndecidedError("a sum or product that ends before it begins")
    if len(counts) > MOST:
        raise UndecidedError(f"a sum or product of more than {MOST} terms")
    terms = [
        lowering.expression(with_indices(node.body, {letter: Number(str(count))}), {**at, letter: sp.Integer(count)})
        for count in counts
    ]
    return sp.Add(*terms) if node.kind == "sum" else sp.Mul(*terms)


# --- closed forms ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ClosedForm:
    """The sum up to `count`, a whole number from the first one on, in letters of its own for some of the paper's."""

    value: Expr
    count: Expr
    letters: Mapping[Expr, Expr]

    def up_to(self, end: Expr, begin: Expr, sign_of: Oracle) -> Expr:
        """Its value at an end that is a whole number from the first one on, or the one before it, where a sum is 0."""
        if not end.is_integer:
            raise UndecidedError("a sum to an end that is not known to be a whole number")
        empty = self.value.xreplace({self.count: begin - 1})
        if sign_of(end - begin) != 1 and not (sign_of(end - begin + 1) == 1 and is_identically_zero(empty)):
            raise UndecidedError("a sum that may end before it begins")
        return self.value.xreplace({self.count: end}).xreplace(self.letters)

    def limit(self) -> Expr:
        """The sum of the series."""
        value = sp.limit(self.value, self.count, sp.oo)
        if value.has(sp.Limit, sp.AccumBounds, sp.oo, sp.zoo, sp.nan):
            raise UndecidedError("the sum of the series was not found")
        return value.xreplace(self.letters)


def _closed_form(lowering: Lowering, node: Series, letter: str, begin: Expr, at: Mapping[str, Expr]) -> ClosedForm:
    if node.kind != "sum":
        raise UndecidedError("a product to an end that is no number")
    count = sp.Dummy("n", integer=True, nonnegative=True)
    term = lowering.expression(node.body, {**at, letter: count})
    inside = _inside_domains(lowering, term.free_symbols - {count})
    open_term = term.xreplace({symbol: moved for symbol, (moved, _, _) in inside.items()})
    form = _proposed(open_term, count, begin)
    _require_induction(form, open_term, count, begin)
    return ClosedForm(form, count, {free: back for _, free, back in inside.values()})


def _inside_domains(lowering: Lowering, symbols: set[Expr]) -> dict[Expr, tuple[Expr, Expr, Expr]]:
    """Letters of an open interval by a positive one: the letter in it, the positive one, and this in the letter.

    That delta is below 1 is no assumption that computer algebra knows; of 1/(1+u) it sees it.
    """
    found = {}
    for symbol, key in lowering.names().items():
        domain = lowering.model.letter(key, lowering.section).domain
        if symbol in symbols and domain.lower is not None and domain.open_below and not domain.integer:
            free = sp.Dummy("u", positive=True)
            low = sp.Rational(domain.lower.numerator, domain.lower.denominator)
            if domain.upper is None:
                found[symbol] = low + free, free, symbol - low
            elif domain.open_above:
                width = sp.Rational(domain.upper.numerator, domain.upper.denominator) - low
                found[symbol] = low + width / (1 + free), free, width / (symbol - low) - 1
    return found


def _proposed(term: Expr, count: Expr, begin: Expr) -> Expr:
    """For each piece of the expanded term, or for the whole of one that has a form only together."""
    powers = term.rewrite(sp.Pow)
    expanded = sp.expand(powers, power_base=False, power_exp=False, log=False)
    for pieces in (sp.Add.make_args(expanded), (powers,)):
        forms = [_geometric(piece, count, begin) for piece in pieces]
        if not any(form.has(sp.Sum, sp.Piecewise, sp.zoo, sp.oo, sp.nan, sp.harmonic) for form in forms):
            return sp.Add(*forms)
    raise UndecidedError("no closed form of the sum was found")


def _geometric(piece: Expr, count: Expr, begin: Expr) -> Expr:
    """A factor times powers of one ratio: the form is proposed for a letter in the place of the ratio."""
    ratio = factor = sp.Integer(1)
    for one in sp.Mul.make_args(piece):
        base, exponent = one.as_base_exp()
        slope = sp.diff(exponent, count)
        if base.has(count) or slope.has(count):
            factor *= one
        else:
            ratio, factor = ratio * base**slope, factor * base ** (exponent - slope * count)
    index, letter = sp.Dummy("k", integer=True, nonnegative=True), sp.Dummy("r", positive=True)
    power = sp.Integer(1) if ratio == 1 else letter**index
    fixed, counted = factor.as_independent(count, as_Add=False)
    form = sp.summation(counted.xreplace({count: index}) * power, (index, begin, count))
    generic = form.args[-1][0] if isinstance(form, sp.Piecewise) else form  # the others are for single ratios
    return fixed * generic.xreplace({letter: ratio})


def _require_induction(form: Expr, term: Expr, count: Expr, begin: Expr) -> None:
    """It begins with the first term, each step adds the next one, and it can be divided by all its denominators."""
    begins = form.xreplace({count: begin}) - term.xreplace({count: begin})
    step = form - form.xreplace({count: count - 1}) - term
    later = begin + sp.Dummy("m", integer=True, nonnegative=True)
    below = sp.factor(sp.fraction(sp.together(form.xreplace({count: later})))[1])
    if not (is_identically_zero(begins) and is_identically_zero(step) and below.is_nonzero):
        raise UndecidedError("the closed form of the sum is not confirmed")
