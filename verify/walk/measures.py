"""Finite nonnegative measures on the positive half line, to be drawn where a paper leaves one free."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from flint import arb

from verify.walk.balls import ball
from verify.walk.jets import Jet, Value

Integrand = Callable[[Value], Value]


@dataclass(frozen=True)
class Atoms:
    """Masses at points, both exact."""

    points: tuple[tuple[Fraction, Fraction], ...]

    @property
    def words(self) -> str:
        return " + ".join(f"{mass}·δ({point})" for point, mass in self.points)

    def integral(self, integrand: Integrand) -> Value:
        """The weighted sum of values."""
        terms = [integrand(ball(point)) * ball(mass) for point, mass in self.points]
        return sum(terms[1:], terms[0])


@dataclass(frozen=True)
class ParetoWithoutMean:
    """The density n^-2 on [1, infinity): mass one, infinite mean."""

    words: str = "density n^(-2) on [1, ∞), which has no mean"
    cells: int = 64

    def integral(self, integrand: Integrand) -> Value:
        """With u = 1/n the measure is uniform on (0, 1]; infinite where the integrand is at least a multiple of n.

        Otherwise the midpoint rule on 64 cells, with twice the difference to 32 cells as radius: an objection may
        rest on the infinite value, never on the rule alone.
        """
        if self._grows_linearly(integrand):
            return arb("+inf")
        fine, coarse = self._rule(integrand, self.cells), self._rule(integrand, self.cells // 2)
        if isinstance(fine, Jet):
            pairs = zip(fine.coefficients, coarse.coefficients, strict=True)
            return Jet([_blurred(one, other) for one, other in pairs])
        return _blurred(fine, coarse)

    def _grows_linearly(self, integrand: Integrand) -> bool:
        far = [integrand(arb(2) ** power) for power in (40, 60, 80)]
        if any(isinstance(value, Jet) for value in far):
            return False
        return all(value > arb(2) ** (power - 8) for value, power in zip(far, (40, 60, 80), strict=True))

    def _rule(self, integrand: Integrand, cells: int) -> Value:
        terms = [integrand(arb(2 * cells) / (2 * k + 1)) for k in range(cells)]
        return sum(terms[1:], terms[0]) * (arb(1) / cells)


def _blurred(fine: Value, coarse: Value) -> Value:
    spread = abs(fine - coarse) * 2 + arb(2) ** -40
    return arb(fine.mid(), spread.upper())
