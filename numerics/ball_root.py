"""Roots in ball arithmetic: an enclosure with a sign change at its ends, to any number of digits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from numerics.contest_errors import SolverPrecisionError

Result = TypeVar("Result")
Ball = Any


def enclosed_root(residual: Callable[[Ball], Ball], guess: float) -> Ball:
    """A ball that certainly contains a root of a continuous residual, as tight as the working precision
    allows.

    The secant method on midpoints from a guess in double precision, then signs at both ends of a ball about
    the last
    point; the ball grows until the signs are certain and opposite.

    Parameters
    ----------
    residual : maps a ball to a ball, real and continuous
    guess : close to the root, not zero

    Errors
    ------
    SolverPrecisionError when no sign change is found near the guess at this precision.

    Examples
    --------
    >>> root = enclosed_root(lambda x: x * x - 2, 1.414)
    >>> bool(root.contains(root.mid())) and bool((root * root).contains(2))
    True
    """
    from flint import arb, ctx

    before, x = arb(guess) * (1 + arb(2) ** -30), arb(guess)
    f_before = residual(before).mid()
    for _ in range(60):
        f = residual(x).mid()
        if f == f_before or f.is_zero():
            break
        before, f_before, x = x, f, (x - f * (x - before) / (f - f_before)).mid()
        if not x.is_finite() or abs(x - before) <= abs(x) * arb(2) ** (4 - ctx.prec):
            break
    for bits in range(ctx.prec - 6, 8, -4):
        radius = abs(x) * arb(2) ** -bits
        low, high = residual((x - radius).mid()), residual((x + radius).mid())
        if (low < 0 and high > 0) or (low > 0 and high < 0):
            return arb((x).mid(), (radius * (1 + arb(2) ** -8)).upper())
    raise SolverPrecisionError(
        f"no certain sign change near {guess!r} with {ctx.prec} bits; ask for more digits or check the guess"
    )


def rising_precision(
    solve: Callable[[], Result],
    parts: Callable[[Result], Iterable[Ball]],
    digits: int,
    most_bits: int = 20_000,
) -> Result:
    """Solve at rising working precision until every part has the digits that were asked for.

    Zero counts as exact. The precision of the caller is left as it was.

    Errors
    ------
    SolverPrecisionError when `most_bits` are not enough.
    """
    from flint import ctx

    wanted = int(digits * 3.3220) + 2
    bits = wanted + 40
    while bits <= most_bits:
        with ctx.workprec(bits):
            try:
                result = solve()
            except SolverPrecisionError:
                bits *= 2
                continue
            if all(part.is_zero() or part.rel_accuracy_bits() >= wanted for part in parts(result)):
                return result
        bits *= 2
    raise SolverPrecisionError(f"{most_bits} bits do not give {digits} digits; ask for fewer digits")
