"""Integrals over an interval, of integrands that are continuous between its ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy as sp

from verify.errors import UndecidedError
from verify.reading.notation import Domain
from verify.symbolic.reals import Comparison, follows

Expr = Any
WITH_POLES = (sp.tan, sp.cot, sp.sec, sp.csc)


def integral(body: Expr, moving: Expr, lower: Expr, upper: Expr, domains: dict[Expr, Domain]) -> Expr:
    """The integral in closed form; `UndecidedError` where the integrand may have a pole or no real value on the way.

    Computer algebra puts the ends into a primitive, which is blind for what lies between them: it has
    1/t^2 integrated from -1 to 1 as -2. Of the ends themselves it takes limits.

    >>> t = sp.Symbol("t", real=True)
    >>> integral(1 / (1 + t) ** 2, t, sp.Integer(0), sp.Integer(1), {})
    1/2
    """
    between = _between(moving, lower, upper)
    for needed in continuity(body, moving):
        if not follows(needed, between, domains):
            raise UndecidedError("an integrand that may have a pole, or no real value, between the ends")
    return sp.integrate(body, (moving, lower, upper))


def _between(moving: Expr, lower: Expr, upper: Expr) -> list[Comparison]:
    """Strictly between the ends, whichever of them is the larger."""
    if lower.is_finite is not False and upper.is_finite is not False:
        return [Comparison((moving - lower) * (upper - moving), ">")]
    finite = [Comparison(moving - lower, ">")] if lower.is_finite is not False else []
    return [*finite, *([Comparison(upper - moving, ">")] if upper.is_finite is not False else [])]


def continuity(body: Expr, moving: Expr) -> Iterator[Comparison]:
    """What makes the integrand real and continuous where it holds."""
    if any(inner.has(moving) for inner in body.atoms(*WITH_POLES)):
        raise UndecidedError("an integrand with poles of its own")
    for power in body.atoms(sp.Pow):
        if power.base.has(moving) and not power.exp.is_Integer:
            yield Comparison(power.base, ">")
        elif power.base.has(moving) and power.exp < 0:
            yield Comparison(power.base, r"\ne")
    for logarithm in body.atoms(sp.log):
        if logarithm.has(moving):
            yield Comparison(logarithm.args[0], ">")
