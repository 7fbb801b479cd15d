"""Signs of polynomials on an orthant, by a certificate that anybody can re-check: no negative coefficient."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from proofs.hail_mary.finding import Finding, proved, unknown


def is_positive_on_orthant(expression: sp.Expr, positive: Sequence[sp.Symbol]) -> bool:
    """True if the polynomial, expanded, has only nonnegative rational coefficients and at least one positive.

    Such a polynomial is > 0 wherever all `positive` are > 0. False decides nothing.

    >>> x, y = sp.symbols("x y")
    >>> is_positive_on_orthant((x + y)**2 - x*y, [x, y]), is_positive_on_orthant(x - y, [x, y])
    (True, False)
    """
    polynomial = sp.Poly(sp.expand(expression), *positive)
    coefficients = polynomial.coeffs()
    return (
        bool(coefficients)
        and all(entry.is_Rational and entry >= 0 for entry in coefficients)
        and any(entry > 0 for entry in coefficients)
    )


def certify_positive(expression: sp.Expr, positive: Sequence[sp.Symbol], name: str) -> Finding:
    """`expression` > 0 for all positive values of the letters: numerator and denominator have no
    negative coefficient."""
    numerator, denominator = sp.fraction(sp.together(expression))
    if is_positive_on_orthant(numerator, positive) and is_positive_on_orthant(denominator, positive):
        return proved("exact", f"{name} has only nonnegative coefficients in {', '.join(map(str, positive))}")
    return unknown(f"{name} has a coefficient of the other sign", "exact")
