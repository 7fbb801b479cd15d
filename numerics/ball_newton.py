"""Two equations in two unknowns in ball arithmetic: a box that certainly contains exactly one solution."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numerics.contest_errors import SolverPrecisionError

Series = Any
Ball = Any
System = Callable[[Series, Series], tuple[Series, Series]]


def enclosed_solution(system: System, guess: tuple[float, float]) -> tuple[Ball, Ball]:
    """Balls for (x, y) with system(x, y) = (0, 0), by Newton's method and the interval Newton test.

    Parameters
    ----------
    system : maps two `arb_series` of length 2 to two; evaluated on points and on boxes
    guess : close to the solution

    Errors
    ------
    SolverPrecisionError when the test fails for every box that was tried at this precision.

    Source: the interval Newton operator N(X) = m - J(X)^-1 f(m); N(X) inside X proves one and only one zero
    in X.

    Examples
    --------
    >>> x, y = enclosed_solution(lambda x, y: (x * y - 2, x - y), (1.4, 1.4))
    >>> bool((x * x).contains(2)) and float(x.rad()) < 1e-12
    True
    """
    from flint import arb, ctx

    x, y = arb(guess[0]), arb(guess[1])
    for _ in range(ctx.prec.bit_length() + 8):
        step = _newton_step(system, x, y, x, y)
        x, y = (x - step[0]).mid(), (y - step[1]).mid()
    scale = abs(x) + abs(y)
    for bits in range(ctx.prec - 12, 8, -8):
        radius = scale * arb(2) ** -bits
        box = arb(x, radius.upper()), arb(y, radius.upper())
        step = _newton_step(system, x, y, *box)
        image = x - step[0], y - step[1]
        if all(outer.contains_interior(inner) for outer, inner in zip(box, image, strict=True)):
            return image
    raise SolverPrecisionError(
        f"no box near {guess!r} passes the interval Newton test with {ctx.prec} bits; ask for more digits"
    )


def _newton_step(system: System, x: Ball, y: Ball, box_x: Ball, box_y: Ball) -> tuple[Ball, Ball]:
    """J(box)^-1 f(point), by Cramer's rule."""
    f, g = (_coefficients(part)[0] for part in system(_constant(x), _constant(y)))
    (f_x, g_x), (f_y, g_y) = (
        tuple(_coefficients(part)[1] for part in system(*pair))
        for pair in ((_variable(box_x), _constant(box_y)), (_constant(box_x), _variable(box_y)))
    )
    determinant = f_x * g_y - f_y * g_x
    return (f * g_y - g * f_y) / determinant, (f_x * g - g_x * f) / determinant


def _constant(x: Ball) -> Series:
    from flint import arb_series

    return arb_series([x], prec=2)


def _variable(x: Ball) -> Series:
    from flint import arb_series

    return arb_series([x, 1], prec=2)


def _coefficients(series: Series) -> tuple[Ball, Ball]:
    return series[0], series[1]
