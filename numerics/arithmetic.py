"""The elementary functions over two number systems, so that a formula is written once.

`DOUBLES` takes floats and numpy arrays (vectorised), `balls()` takes python-flint's `arb` and returns
enclosures. A formula
that takes an `Arithmetic` is evaluated in whichever system its arguments are in.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any, Protocol

import numpy as np

Scalar = Any  # a float, a numpy array or an arb: all three carry +, -, *, / and comparisons


class Arithmetic(Protocol):
    """exp, expm1, sqrt, log1p, atanh and exp(x) - 1 - x, and how a rational enters."""

    def number(self, x: Scalar) -> Scalar: ...
    def exp(self, x: Scalar) -> Scalar: ...
    def expm1(self, x: Scalar) -> Scalar: ...
    def expm1_minus(self, x: Scalar) -> Scalar: ...
    def sqrt(self, x: Scalar) -> Scalar: ...
    def log1p(self, x: Scalar) -> Scalar: ...
    def atanh(self, x: Scalar) -> Scalar: ...
    def select(self, condition: Scalar, yes: Scalar, no: Scalar) -> Scalar: ...


class _Doubles:
    def number(self, x: Scalar) -> Scalar:
        return np.asarray(x, dtype=np.float64) if isinstance(x, np.ndarray) else np.float64(x)

    def exp(self, x: Scalar) -> Scalar:
        return np.exp(x)

    def expm1(self, x: Scalar) -> Scalar:
        return np.expm1(x)

    def expm1_minus(self, x: Scalar) -> Scalar:
        """exp(x) - 1 - x without cancellation: the Taylor polynomial where |x| < 1/10."""
        small = np.abs(x) < 0.1
        if not np.any(small):
            return np.expm1(x) - x
        near = np.clip(x, -0.1, 0.1)
        tail = np.ones_like(near)
        for n in range(11, 2, -1):
            tail = 1 + tail * near / n
        return np.where(small, near * near / 2 * tail, np.expm1(x) - x)

    def sqrt(self, x: Scalar) -> Scalar:
        return np.sqrt(x)

    def log1p(self, x: Scalar) -> Scalar:
        return np.log1p(x)

    def atanh(self, x: Scalar) -> Scalar:
        return np.arctanh(x)

    def select(self, condition: Scalar, yes: Scalar, no: Scalar) -> Scalar:
        return np.where(condition, yes, no)


class _Balls:
    def number(self, x: Scalar) -> Scalar:
        from flint import arb, fmpq

        return fmpq(x.numerator, x.denominator) + arb(0) if isinstance(x, Fraction) else arb(x)

    def exp(self, x: Scalar) -> Scalar:
        return x.exp()

    def expm1(self, x: Scalar) -> Scalar:
        return x.expm1()

    def expm1_minus(self, x: Scalar) -> Scalar:
        return x.expm1() - x

    def sqrt(self, x: Scalar) -> Scalar:
        return x.sqrt()

    def log1p(self, x: Scalar) -> Scalar:
        return x.log1p()

    def atanh(self, x: Scalar) -> Scalar:
        return x.atanh()

    def select(self, condition: Scalar, yes: Scalar, no: Scalar) -> Scalar:
        return yes if condition else no


DOUBLES: Arithmetic = _Doubles()


@cache
def balls() -> Arithmetic:
    """Ball arithmetic at the precision that `flint.ctx.prec` has when a formula is evaluated."""
    return _Balls()


class _BallSeries(_Balls):
    """Power series over balls: the second coefficient carries a derivative along."""

    def number(self, x: Scalar) -> Scalar:
        from flint import arb_series

        return arb_series([super().number(x)], prec=2)

    def expm1(self, x: Scalar) -> Scalar:
        return x.exp() - 1

    def expm1_minus(self, x: Scalar) -> Scalar:
        return x.exp() - 1 - x


@cache
def ball_series() -> Arithmetic:
    """Ball arithmetic on series of length 2: value and derivative of a formula in one pass."""
    return _BallSeries()
