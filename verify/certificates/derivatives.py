"""Derivatives of quotients of polynomials with respect to a letter, exponentials and square roots included."""

from __future__ import annotations

from fractions import Fraction
from typing import Protocol

from verify.certificates.checker import ONE, Poly
from verify.certificates.fractions_of_polynomials import Ratio, constant, exact_quotient, named
from verify.errors import GateError


class UntranslatableError(GateError):
    """What is printed is no quotient of polynomials in letters, exponentials and square roots."""


class Generated(Protocol):
    """What says which letters are exponentials and roots, and of what."""

    generators: dict[str, tuple[str, Poly]]
    logarithms: dict[str, Ratio]


def derivative(found: Ratio, name: str, known: Generated) -> Ratio:
    """d found / d name, by the quotient rule."""
    above, below = (Ratio(poly, ONE) for poly in (found.above, found.below))
    slope = _polynomial(found.above, name, known)
    if found.below == ONE:
        return slope
    top = slope * below - above * _polynomial(found.below, name, known)
    shared = exact_quotient(top.above, found.below) if top.above else None
    if shared is not None:
        return Ratio(shared, top.below) / below
    return top / (below * below)


def _polynomial(poly: Poly, name: str, known: Generated) -> Ratio:
    total = constant(0)
    for monomial, c in poly.items():
        for k, (inner, exponent) in enumerate(monomial):
            slope = _letter(inner, name, known)
            if not slope.above:
                continue
            rest: Poly = {(*monomial[:k], *monomial[k + 1 :]): c * exponent}
            total = total + Ratio(rest, ONE) * named(inner) ** (exponent - 1) * slope
    return total


def _letter(inner: str, name: str, known: Generated) -> Ratio:
    if inner == name:
        return constant(1)
    if inner in known.generators:
        kind, argument = known.generators[inner]
        slope = _polynomial(argument, name, known)
        if not slope.above:
            return slope
        half = constant(Fraction(1, 2))
        return slope * named(inner) if kind == "exp" else slope * half / named(inner)
    if inner in known.logarithms:
        logged = known.logarithms[inner]
        slope = derivative(logged, name, known)
        return slope / logged if slope.above else slope
    if name in inner:
        raise UntranslatableError(f"{inner} depends on {name}")
    return constant(0)
