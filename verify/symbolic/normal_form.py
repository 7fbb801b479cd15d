"""Exponential-rational expressions as quotients of polynomials in independent generators.

exp(c m) with rational c becomes a power of one generator for each monomial m, logarithms of positive products are
split, roots become generators with their defining relation. An expression whose numerator is the zero polynomial is
identically zero: an identity with exponentials has become one of polynomials.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import lcm
from typing import Any

import sympy as sp

Expr = Any


class PositivePartOf(sp.Function):  # type: ignore[misc]
    """max(x, 0), kept until the sign of x is known."""

    nargs = 1


@dataclass
class Generators:
    """The generators that a normal form uses: exponentials by monomial, roots by radicand, opaque values."""

    exponentials: dict[Expr, Expr] = field(default_factory=dict)
    roots: dict[tuple[Expr, int], Expr] = field(default_factory=dict)
    logarithms: dict[Expr, Expr] = field(default_factory=dict)
    opaque: dict[Expr, Expr] = field(default_factory=dict)

    def exponential(self, monomial: Expr) -> Expr:
        return self.exponentials.setdefault(monomial, sp.Dummy(f"E{len(self.exponentials)}", positive=True))

    def root(self, radicand: Expr, degree: int) -> Expr:
        return self.roots.setdefault((radicand, degree), sp.Dummy(f"R{len(self.roots)}", positive=True))

    def logarithm(self, argument: Expr) -> Expr:
        return self.logarithms.setdefault(argument, sp.Dummy(f"l{len(self.logarithms)}", real=True))

    def value(self, expression: Expr) -> Expr:
        known = {"real": True}
        if expression.is_positive:
            known["positive"] = True
        return self.opaque.setdefault(expression, sp.Dummy(f"v{len(self.opaque)}", **known))


@dataclass(frozen=True)
class NormalForm:
    """numerator / denominator, both expanded polynomials in symbols and generators."""

    numerator: Expr
    denominator: Expr
    generators: Generators

    @property
    def vanishes(self) -> bool:
        return bool(self.numerator == 0)


def normal_form(expression: Expr, generators: Generators | None = None) -> NormalForm:
    """The normal form of an expression.

    >>> x = sp.Symbol("x", real=True)
    >>> normal_form((sp.exp(x) - sp.exp(-x)) * sp.exp(x) - sp.exp(2 * x) + 1).vanishes
    True
    """
    used = generators if generators is not None else Generators()
    rational = _whole_powers(_transform(expression, used), used)
    numerator, denominator = sp.fraction(sp.together(rational))
    return NormalForm(_reduced(sp.expand(numerator), used), sp.expand(denominator), used)


def is_identically_zero(expression: Expr) -> bool:
    """Whether the normal form is zero: then the expression is zero wherever it is defined."""
    return normal_form(expression).vanishes


def _transform(e: Expr, used: Generators) -> Expr:
    if e.is_Symbol or e.is_Rational:
        return e
    if e.is_Add or e.is_Mul:
        return e.func(*[_transform(argument, used) for argument in e.args])
    if e == sp.E:
        return used.exponential(sp.Integer(1))
    if isinstance(e, sp.exp):
        return _exponential(e.args[0], used)
    if isinstance(e, sp.log):
        return _logarithm(e.args[0], used)
    if isinstance(e, sp.sinh | sp.cosh | sp.tanh):
        return _transform(e.rewrite(sp.exp), used)
    if isinstance(e, sp.Abs):
        return _absolute(e.args[0], used)
    if isinstance(e, PositivePartOf):
        return (_transform(e.args[0], used) + _absolute(e.args[0], used)) / 2
    if e.is_Pow:
        return _power(e.base, e.exp, used)
    if e.args and not e.is_number:
        return used.value(e.func(*[_flat(argument) for argument in e.args]))
    return used.value(e)


def _flat(argument: Expr) -> Expr:
    return sp.expand(argument) if isinstance(argument, sp.Expr) else argument


def _exponential(argument: Expr, used: Generators) -> Expr:
    """exp of a sum as a product of powers of generators; whole multiples of logarithms are taken out."""
    result: Expr = sp.Integer(1)
    for coefficient, monomial in _monomials(argument):
        if isinstance(monomial, sp.log) and coefficient.is_Integer:
            result *= _transform(monomial.args[0], used) ** coefficient
        else:
            result *= used.exponential(monomial) ** coefficient
    return result


def _monomials(argument: Expr) -> list[tuple[Expr, Expr]]:
    """The terms of an expanded sum as (rational coefficient, monomial)."""
    expanded = sp.expand(sp.expand_log(sp.expand(_combined(argument)), force=False))
    return [term.as_coeff_Mul() for term in sp.Add.make_args(expanded) if term != 0]


def _combined(argument: Expr) -> Expr:
    """Over one denominator if there is one, so that equal exponents look equal."""
    if all(not factor.is_Add for power in argument.atoms(sp.Pow) if power.exp.is_negative for factor in (power.base,)):
        return argument
    numerator, denominator = sp.fraction(sp.together(argument))
    return sp.expand(numerator) / sp.factor(denominator)


def _logarithm(argument: Expr, used: Generators) -> Expr:
    total: Expr = sp.Integer(0)
    pieces = sp.expand_log(sp.log(sp.factor(argument)), force=False)
    for term in sp.Add.make_args(pieces):
        coefficient, logarithm = term.as_independent(sp.log, as_Add=False)
        if isinstance(logarithm, sp.log):
            total += _transform(coefficient, used) * used.logarithm(logarithm.args[0])
        else:
            total += _transform(term, used) if not term.has(sp.log) else used.value(term)
    return total


def _power(base: Expr, exponent: Expr, used: Generators) -> Expr:
    if exponent.is_Integer:
        return _transform(base, used) ** exponent
    if exponent.is_Rational:
        inner = sp.factor(sp.together(base))
        return used.root(inner, int(exponent.q)) ** exponent.p
    return _exponential(exponent * sp.log(base), used)


def _absolute(argument: Expr, used: Generators) -> Expr:
    """|x| as the root of x^2; x and -x have the same root, and rational factors stand before it."""
    factor, primitive = sp.expand(argument).as_content_primitive()
    if primitive.could_extract_minus_sign():
        primitive = -primitive
    squared = sp.Pow(sp.expand(primitive), 2, evaluate=False)
    return abs(factor) * used.root(squared, 2)


def _whole_powers(e: Expr, used: Generators) -> Expr:
    """Replace each exponential generator by a power of a finer one, so that only whole exponents remain."""
    for monomial, generator in list(used.exponentials.items()):
        sizes = [power.exp.q for power in e.atoms(sp.Pow) if power.base == generator and power.exp.is_Rational]
        fine = lcm(*[int(size) for size in sizes]) if sizes else 1
        if fine > 1:
            finer = sp.Dummy(f"{generator.name}f", positive=True)
            e = e.xreplace(
                {
                    power: finer ** (power.exp * fine)
                    for power in e.atoms(sp.Pow)
                    if power.base == generator and power.exp.is_Rational
                }
            ).xreplace({generator: finer**fine})
            del used.exponentials[monomial]
            used.exponentials[monomial / fine] = finer
    return e


def _reduced(numerator: Expr, used: Generators) -> Expr:
    """Modulo the relations of the roots."""
    done: set[Expr] = set()
    while waiting := [row for row in used.roots.items() if row[1] not in done]:  # a radicand may bring roots of its own
        (radicand, degree), generator = waiting[0]
        done.add(generator)
        if numerator.has(generator):
            inner = _transform(radicand, used)
            above, below = sp.fraction(sp.together(inner))
            relation = sp.expand(below * generator**degree - above)
            numerator = sp.expand(sp.prem(numerator, relation, generator))
    return numerator
