"""Exponential sums as rational functions: exp(xi_+ k) and exp(xi_- k) become letters of their own.

Two exponential sums agree for all k and all roots exactly when they agree as rational functions, because
exponentials with rationally independent exponents are algebraically independent (Lindemann is not needed: the
exponents are indeterminates).
"""

from __future__ import annotations

from collections.abc import Mapping

import sympy as sp


class ForeignExponentError(ValueError):
    """An exponent is not an integer combination of the declared ones."""

    def __init__(self, exponent: sp.Expr) -> None:
        super().__init__(f"exponent {exponent} is not an integer combination of the declared ones; declare it first")


def exponentials_to_letters(expression: sp.Expr, letters: Mapping[sp.Expr, sp.Symbol]) -> sp.Expr:
    """Replace exp(sum n_m m) by the product of letters[m]**n_m, for integer n_m.

    letters: monomial such as xi_plus*k_star -> the symbol that stands for its exponential.

    >>> k, x, X = sp.symbols("k x X")
    >>> exponentials_to_letters(sp.exp(2*x*k) + sp.exp(-x*k), {x*k: X})
    X**2 + 1/X
    """
    return expression.replace(sp.exp, lambda exponent: _monomial(exponent, letters))


def _monomial(exponent: sp.Expr, letters: Mapping[sp.Expr, sp.Symbol]) -> sp.Expr:
    remainder = sp.expand(exponent)
    result: sp.Expr = sp.Integer(1)
    for monomial, letter in letters.items():
        multiplicity = remainder.coeff(monomial)
        if multiplicity.is_Integer:
            remainder = sp.expand(remainder - multiplicity * monomial)
            result *= letter**multiplicity
    if remainder != 0:
        raise ForeignExponentError(exponent)
    return result


def ratio(first: sp.Expr, second: sp.Expr, letters: Mapping[sp.Expr, sp.Symbol]) -> sp.Expr:
    """first / second in lowest terms, as a rational function of the letters and the other symbols."""
    return sp.factor(
        sp.cancel(
            sp.together(exponentials_to_letters(first, letters)) / sp.together(exponentials_to_letters(second, letters))
        )
    )
