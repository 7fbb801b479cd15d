"""Uniqueness for a positive return: the best response when leaders switch as they should.

With t < 1 the functions G and m of a distance (`distance_functions`) have two pieces, joined at s =
atanh(t) / eta:
  up to s (leader risky):  G = cosh(eta k), m = tanh(eta k) / eta;
  beyond s (leader safe):  G'' = (p - q) G' + p q G, m' = (1 - p m)(1 + q m).
With t >= 1 only the first piece exists. The first-order condition is G(k_i) + G'(k_i) m(k_j) = phi in
all cases, since the follower's leader switches at distance s from the follower's boundary.
"""

from __future__ import annotations

from functools import cache

import sympy as sp

from proofs.hail_mary.best_response import prove_slope_product
from proofs.hail_mary.finding import Finding, all_of, proved, unknown
from proofs.hail_mary.leader_ratio import MEDIUM_ROOTS, e, g, prove_structure
from proofs.hail_mary.letters import eta, p, q
from proofs.hail_mary.positivity import certify_positive
from proofs.hail_mary.threshold_function import prove_increasing, prove_tanh

_k, _x = sp.symbols("k x", positive=True)
_above = sp.Symbol("u", positive=True)


@cache
def prove_near_piece() -> Finding:
    """Up to s: G', G'' > 0 and 0 < m' = 1 - tanh^2 < 1 for k > 0 (1 at k = 0)."""
    G, m = sp.cosh(eta * _k), sp.tanh(eta * _k) / eta
    exact = (
        sp.simplify(G.diff(_k) - eta * sp.sinh(eta * _k)),
        sp.simplify(G.diff(_k, 2) - eta**2 * sp.cosh(eta * _k)),
        sp.simplify(m.diff(_k) - 1 / sp.cosh(eta * _k) ** 2),
    )
    if all(entry == 0 for entry in exact):
        return proved("symbolic", "G' = eta sinh, G'' = eta^2 cosh, m' = 1/cosh^2")
    return unknown("not confirmed", "symbolic")


@cache
def prove_far_ratio() -> Finding:
    """Beyond s: m lies in [2 (q - p)/(p q), 1/p), so m' = (1 - p m)(1 + q m) > 0, and
    1 - m' = m (p q m - (q - p)) >= m (q - p) > 0.
    """
    m = 2 * (q - p) / (p * q) + _above
    below_one = certify_positive((m * (p * q * m - (q - p))).subs(MEDIUM_ROOTS), [e, g, _above], "1 - m'")
    identity = sp.expand(1 - (1 - p * _x) * (1 + q * _x) - _x * (p * q * _x - (q - p)))
    entry = certify_positive((1 / p - 2 * (q - p) / (p * q)).subs(MEDIUM_ROOTS), [e, g], "1/p - m(s)")
    if identity != 0:
        return unknown("the factorisation failed", "symbolic")
    return all_of([("1 - m'", below_one), ("m(s) < 1/p", entry)])


@cache
def prove_far_value() -> Finding:
    """Beyond s: y = G'/G starts at q - p and rises to p, since y' = (p - y)(q + y) and q - p < p; hence
    G''/G = p q - (q - p) y > p q - (q - p) p = p^2 > 0.
    """
    y = sp.Symbol("y")
    riccati = sp.expand(p * q + (p - q) * y - y**2 - (p - y) * (q + y))
    start_square = sp.simplify((p * q / 2) * (2 * (q - p) ** 2 / (p * q)) - (q - p) ** 2)  # (eta t)^2 = (q - p)^2
    convex = sp.expand(p * q - (q - p) * p - p**2)
    room = certify_positive((p - (q - p)).subs(MEDIUM_ROOTS), [e, g], "p - (q - p)")
    if riccati == 0 and start_square == 0 and convex == 0:
        return all_of([("start below p", room), ("curvature", proved("symbolic", "G''/G > p^2"))])
    return unknown("a step was not confirmed", "symbolic")


@cache
def prove_slope() -> Finding:
    """The slope of the best response is in (-1, 0) for k_j > 0: G'(1 - m') + G'' m > 0 and G' m' > 0,
    piece by piece."""
    return all_of([("near", prove_near_piece()), ("far m", prove_far_ratio()), ("far G", prove_far_value())])


@cache
def prove_one_boundary() -> Finding:
    """One k* > 0 for each phi > 1: G + G' m is 1 at 0, its derivative G' + G'' m + G' m' is positive,
    and it exceeds G, which is convex and increasing, hence unbounded.
    """
    ends = proved("symbolic", "cosh(0) + sinh(0) tanh(0) = 1; G convex and increasing")
    at_zero = sp.simplify((sp.cosh(_x) + sp.sinh(_x) * sp.tanh(_x)).subs(_x, 0) - 1)
    if at_zero != 0:
        return unknown("the value at zero is not 1", "symbolic")
    return all_of([("terms", prove_slope()), ("ends", ends)])


@cache
def prove_fixed_point() -> Finding:
    """BR-hat o BR-hat has one fixed point, which is symmetric, for every pi > 0 (t = 1 and t > 1
    included)."""
    return all_of(
        [
            ("leader", prove_structure()),
            ("slope", prove_slope()),
            ("composition", prove_slope_product()),
            ("symmetric root", prove_one_boundary()),
        ]
    )


@cache
def prove_switch_positive() -> Finding:
    """For 0 < t < 1: k* > atanh(t) / eta exactly if t < f(phi).

    The left side of the first-order condition at s is cosh 2x / cosh x with tanh x = t, that is
    (1 + t^2) / sqrt(1 - t^2), which increases in t and equals phi at t = f(phi).
    """
    t, w = sp.symbols("t w", positive=True)
    at_switch = (1 + t**2) / sp.sqrt(1 - t**2)
    hyperbolic = (sp.cosh(2 * _x) / sp.cosh(_x)) ** 2 - (at_switch**2).subs(t, sp.tanh(_x))
    same = sp.simplify(hyperbolic.rewrite(sp.exp)) == 0
    derivative = sp.simplify(at_switch.diff(t) * (1 - t**2) ** sp.Rational(3, 2) - t * (3 - t**2)) == 0
    at_threshold = sp.simplify((at_switch**2).subs(t, sp.sqrt(1 - 16 / w**2)) - ((w**2 - 8) / (2 * w)) ** 2) == 0
    if not (same and derivative and at_threshold):
        return unknown("a step was not confirmed", "symbolic")
    detail = "(1 + t^2)/sqrt(1 - t^2) has derivative t (3 - t^2)/(1 - t^2)^(3/2) > 0 and is phi at t = f(phi)"
    return all_of(
        [
            ("increasing condition", prove_one_boundary()),
            ("at the switch", proved("symbolic", detail)),
            ("f", prove_tanh()),
            ("f below 1", prove_increasing()),
        ]
    )
