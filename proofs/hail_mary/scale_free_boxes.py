"""The inequalities behind the propositions, a second time: balls over boxes of the scale-free parameters.

Distances are measured in units of 1 / (p + q): a = p / (p + q), so p = a, q = 1 - a; a low return is a
>= 1/2, and 0 < t < 1 is 1/3 < a < 1/2. Boxes stop short of the edges where a margin vanishes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from flint import arb, arb_series

from proofs.hail_mary.box_cover import Interval, cover
from proofs.hail_mary.contest import ball
from proofs.hail_mary.finding import Finding

At = Mapping[str, arb]

LOW_SHARE: Interval = (Fraction(1, 2), Fraction(31, 32))
MEDIUM_SHARE: Interval = (Fraction(11, 32), Fraction(31, 64))
DISTANCE: Interval = (Fraction(1, 16), Fraction(16))
FARTHER: Interval = (Fraction(1, 4), Fraction(12))  # the slope margin vanishes with k_j


def ratio(a: arb, s: arb) -> arb:
    """m at distance s against a safe leader."""
    return (1 - (-s).exp()) / (a + (1 - a) * (-s).exp())


def ratio_slope(a: arb, s: arb) -> arb:
    """m' at distance s."""
    bottom = a + (1 - a) * (-s).exp()
    return (-s).exp() / (bottom * bottom)


def curvature_over_slope(a: arb, s: arb) -> arb:
    """G'' / G' at distance s."""
    return (a + (1 - a) * (-s).exp()) / (1 - (-s).exp())


def cover_low_slope(lower: Fraction = Fraction(-1)) -> Finding:
    """BR' > lower for a low return: -lower (1 + (G''/G')(k_i) m(k_j)) - m'(k_j) > 0."""

    def margin(at: At) -> arb:
        bound = 1 + curvature_over_slope(at["a"], at["s_i"]) * ratio(at["a"], at["s_j"])
        return -ball(lower) * bound - ratio_slope(at["a"], at["s_j"])

    return cover(margin, {"a": LOW_SHARE, "s_i": FARTHER, "s_j": FARTHER}, "slope margin", 8000)


def cover_low_leader(sign: int = 1) -> Finding:
    """The safe leader's loss from the risky move, in units of exp(p s): p (2p - q) - q (2q - p) exp(-s)."""

    def margin(at: At) -> arb:
        p, q = at["a"], 1 - at["a"]
        return sign * (p * (2 * p - q) - q * (2 * q - p) * (-at["s"]).exp())

    return cover(margin, {"a": LOW_SHARE, "s": DISTANCE}, "leader's loss")


def cover_one_boundary() -> Finding:
    """The condition's left side rises: 1 + (G''/G') m + m' > 0, for low returns."""

    def margin(at: At) -> arb:
        a, s = at["a"], at["s"]
        return curvature_over_slope(a, s) * ratio(a, s) + 1 + ratio_slope(a, s)

    return cover(margin, {"a": LOW_SHARE, "s": DISTANCE}, "slope of the condition")


def cover_medium_slope() -> Finding:
    """m' < 1 for a safe leader beyond the switch, 0 < t < 1: m (p q m - (q - p)) > 0 on m from 2 (q -
    p)/(p q) to 1/p.

    x in [0, 1] runs between the two ends.
    """

    def margin(at: At) -> arb:
        p, q = at["a"], 1 - at["a"]
        first, last = 2 * (q - p) / (p * q), 1 / p
        m = first + at["x"] * (last - first)
        return p * q * m - (q - p)

    return cover(margin, {"a": MEDIUM_SHARE, "x": (Fraction(0), Fraction(1))}, "1 - m' over m")


def cover_medium_switch() -> Finding:
    """0 < t < 1 keeps 2 pi / R below 1/p: the safe equation carries m up from the switch."""

    def margin(at: At) -> arb:
        p, q = at["a"], 1 - at["a"]
        return 1 / p - 2 * (q - p) / (p * q)

    return cover(margin, {"a": MEDIUM_SHARE}, "1/p - 2 pi / R")


def condition_series(d: arb, kappa: arb, order: int = 4) -> arb_series:
    """Phi = 2 G - 1/H at distance 1 as a series in kappa around the given ball (d >= 0, kappa > 0)."""
    shifted = arb_series([kappa, 1], order)
    root = (4 * shifted + d * d).sqrt()
    half = root / 2
    grow, fade = half.exp(), (-half).exp()
    even, odd = (grow + fade) / 2, (grow - fade) / root
    up, down = (d / 2).exp(), (-d / 2).exp()
    level = (even - odd * (d / 2)) * up
    mirrored = (even + odd * (d / 2)) * down
    return 2 * level - 1 / mirrored


def _coefficient(series: Callable[[arb, arb], arb_series], at: At, order: int) -> arb:
    """One coefficient; on a cell so large that a denominator contains zero, a ball that decides nothing."""
    try:
        return series(at["d"], at["kappa"])[order]
    except ValueError:
        return arb(0, 1)


def cover_third_derivative(sign: int = 1) -> Finding:
    """Phi''' in the success rate is positive: third coefficient of the series, at distance 1 (d k and
    kappa k^2 are the scale-free parameters).
    """

    def margin(at: At) -> arb:
        return sign * _coefficient(condition_series, at, 3)

    box = {"d": (Fraction(0), Fraction(1, 2)), "kappa": (Fraction(1), Fraction(3, 2))}
    return cover(margin, box, "third derivative", 12000)


def cover_rises_in_drift(sign: int = 1) -> Finding:
    """Phi rises with d >= 0 at fixed kappa: first coefficient of the series in d, at distance 1."""

    def margin(at: At) -> arb:
        return sign * _coefficient(_drift_series, at, 1)

    box = {"d": (Fraction(0), Fraction(2)), "kappa": (Fraction(1, 2), Fraction(4))}
    return cover(margin, box, "slope in the drift", 6000)


def _drift_series(d: arb, kappa: arb) -> arb_series:
    shifted = arb_series([d, 1], 2)
    root = (shifted * shifted + 4 * kappa).sqrt()
    half = root / 2
    grow, fade = half.exp(), (-half).exp()
    even, odd = (grow + fade) / 2, (grow - fade) / root
    up, down = (shifted / 2).exp(), (-shifted / 2).exp()
    level = (even - odd * (shifted / 2)) * up
    mirrored = (even + odd * (shifted / 2)) * down
    return 2 * level - 1 / mirrored
