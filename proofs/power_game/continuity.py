"""Continuity at zero gives no rate: an exact rental price that is continuous and not O(T) near zero."""

from __future__ import annotations

from fractions import Fraction

from verify.kernel import Evidence, Level, Outcome
from verify.model import Model

BOUNDS = tuple(Fraction(10) ** k for k in range(7))


def continuity_does_not_bound_the_rate(model: Model) -> Evidence:
    """R(T) = r_0 + sqrt(T) is continuous at 0; R(e^2/2) - R(0) = e/sqrt(2) exceeds every C e^2 for small e.

    For each C the point e = 1/(2C) is checked in rational arithmetic: (e/sqrt 2)^2 > (C e^2)^2.
    """
    for bound in BOUNDS:
        epsilon = 1 / (2 * bound)
        if not epsilon**2 / 2 > (bound * epsilon**2) ** 2:
            return Evidence("reason", Outcome.UNKNOWN, Level.EXACT, "the continuous price stays within the order")
    return Evidence(
        "reason",
        Outcome.REFUTED,
        Level.EXACT,
        "the reason does not suffice: R(T) = r_0 + sqrt(T) is continuous at 0, yet R(ε²/2) - R(0) = ε/√2 is above C ε² at ε = 1/(2C)",
        {"R": "T -> r_0 + sqrt(T)", r"\varepsilon": "1/(2C) for every C > 0"},
        rechecked=True,
    )
