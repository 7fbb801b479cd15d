"""Exact rationals as balls."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import arb, fmpq


def ball(value: Fraction | int) -> Any:
    """An exact rational as a ball at the current precision.

    >>> ball(Fraction(1, 2)) == arb(0.5)
    True
    """
    exact = Fraction(value)
    return arb(fmpq(exact.numerator, exact.denominator))
