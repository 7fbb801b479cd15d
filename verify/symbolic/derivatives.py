"""Derivatives where there is one: not at a kink, nor where the slope has no value."""

from __future__ import annotations

from typing import Any

import sympy as sp

from verify.errors import UndecidedError
from verify.symbolic.normal_form import is_identically_zero

Expr = Any


def derivative(value: Expr, moving: Expr, order: int, point: Expr) -> Expr:
    """The derivative of this order of `value` in `moving`, at `point`; `UndecidedError` where it is known to have none.

    >>> x = sp.Symbol("x", real=True)
    >>> derivative(sp.Abs(x), x, 1, sp.Integer(-2))
    -1
    """
    for bent in value.atoms(sp.Abs, sp.sign):
        inner = bent.args[0]
        if inner.has(moving) and is_identically_zero(inner.subs(moving, point)):
            raise UndecidedError("a derivative at a kink")
    slope = sp.diff(value, moving, order).subs(moving, point)
    if slope.has(sp.nan, sp.zoo, sp.oo, -sp.oo):
        raise UndecidedError("a derivative without a value at its point")
    return slope
