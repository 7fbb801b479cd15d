"""The leader's ratio m = h / h' of shortfall to slope, a function of the distance to the opponent's boundary.

Against a risky follower the leader's Bellman equation is homogeneous in the shortfall h, so it is a
first-order
equation for m alone, with m = 0 at the boundary. Risky pays exactly while m <= 2 pi / (r + lambda):
  risky:  m' = 1 - (r + lambda) m^2 / sigma^2,
  safe:   m' = 1 + 2 pi m / sigma^2 - 2 (r + lambda) m^2 / sigma^2 = (1 - p m)(1 + q m).
With t = 2 pi / (sigma sqrt(r + lambda)), and p = xi_+, q = -xi_-:
  t <= 0: safe throughout;  0 < t < 1: risky up to distance atanh(t) / eta, safe beyond;  t >= 1: risky
  throughout.
This covers every return, t = 1 included, and gives both lemmas of the appendix at once.
"""

from __future__ import annotations

from functools import cache

import sympy as sp
import z3

from proofs.hail_mary.finding import Finding, all_of, proved, refuted, unknown
from proofs.hail_mary.letters import drift_from_roots, killing_from_roots, p, q
from proofs.hail_mary.positivity import certify_positive

PI, KILLING, SIGMA = sp.symbols("pi R sigma", positive=True)
_ratio = sp.Symbol("m", positive=True)
_first, _second = sp.symbols("h_1 h_2")

# 0 < t < 1 in the roots: p < q < 2 p, that is p = e + g, q = 2 e + g with e, g > 0.
e, g = sp.symbols("e g", positive=True)
MEDIUM_ROOTS = {p: e + g, q: 2 * e + g}


@cache
def prove_gain_sign() -> Finding:
    """Under either action the gain pi V' + sigma^2 V''/2 has the sign of 2 pi - (r + lambda) m.

    V' = h' and V'' = -h'' in the distance. Risky: sigma^2 h'' = R h. Safe: sigma^2 h''/2 = R h - pi h'.
    """
    gain = PI * _first - SIGMA**2 * _second / 2
    shortfall = _ratio * _first
    risky = gain.subs(_second, KILLING * shortfall / SIGMA**2)
    safe = gain.subs(_second, 2 * (KILLING * shortfall - PI * _first) / SIGMA**2)
    common = (2 * PI - KILLING * _ratio) * _first
    if sp.expand(risky - common / 2) == 0 and sp.expand(safe - common) == 0:
        return proved("symbolic", "gain = (2 pi - R m) h' if safe, half of it if risky")
    return unknown("not proportional", "symbolic")


@cache
def prove_equations() -> Finding:
    """The two first-order equations of m from the two second-order equations of h: m' = 1 - m h'' / h'."""
    risky = 1 - _ratio * (KILLING * _ratio / SIGMA**2)
    safe = 1 - _ratio * 2 * (KILLING * _ratio - PI) / SIGMA**2
    in_roots = {PI: drift_from_roots(SIGMA**2), KILLING: killing_from_roots(SIGMA**2)}
    factored = sp.expand(safe.subs(in_roots) - (1 - p * _ratio) * (1 + q * _ratio))
    if factored == 0 and sp.expand(risky - (1 - KILLING * _ratio**2 / SIGMA**2)) == 0:
        return proved("symbolic", "the safe right side factors as (1 - p m)(1 + q m)")
    return unknown("not confirmed", "symbolic")


@cache
def prove_low() -> Finding:
    """pi <= 0: the bound 2 pi / R is not positive and m > 0 off the boundary, so safe is best throughout."""
    pi_, killing, ratio_ = z3.Reals("pi R m")
    solver = z3.Solver()
    solver.add(pi_ <= 0, killing > 0, ratio_ > 0, 2 * pi_ - killing * ratio_ >= 0)
    if solver.check() == z3.unsat:
        return all_of([("sign", prove_gain_sign()), ("low", proved("symbolic", "z3: 2 pi - R m < 0 for m > 0"))])
    return unknown("z3 did not close", "symbolic")


def prove_high_bound(strict: bool = False) -> Finding:
    """t >= 1: the risky equation keeps m below sigma / sqrt(R) <= 2 pi / R, so it never leaves the risky
    regime.

    The borderline 2 pi = sigma sqrt(R) is included; with strict=True it is left out, as Lemma A.1 prints.
    """
    pi_, killing, sigma_, root = z3.Reals("pi R sigma root")
    solver = z3.Solver()
    solver.add(killing > 0, sigma_ > 0, root > 0, root * root == killing)
    solver.add(2 * pi_ > sigma_ * root if strict else 2 * pi_ >= sigma_ * root)
    solver.add(sigma_ * killing > 2 * pi_ * root)
    tanh = sp.tanh(sp.sqrt(KILLING) / SIGMA * sp.Symbol("k")) * SIGMA / sp.sqrt(KILLING)
    residual = tanh.diff(sp.Symbol("k")) - 1 + KILLING * tanh**2 / SIGMA**2
    if solver.check() == z3.unsat and sp.simplify(residual) == 0:
        detail = "m = tanh(eta k)/eta < 1/eta; z3: 1/eta <= 2 pi / R for t >= 1"
        return all_of([("sign", prove_gain_sign()), ("bound", proved("symbolic", detail))])
    return unknown("the bound was not confirmed", "symbolic")


@cache
def prove_medium_crossing() -> Finding:
    """0 < t < 1: m reaches 2 pi / R at distance atanh(t) / eta, with slope 1 - t^2 > 0 under both
    equations, and the safe equation then carries it up towards 1/p > 2 pi / R: safe beyond, risky before.
    """
    bound = 2 * PI / KILLING
    square = 4 * PI**2 / (SIGMA**2 * KILLING)
    risky = 1 - KILLING * bound**2 / SIGMA**2
    safe = 1 + 2 * PI * bound / SIGMA**2 - 2 * KILLING * bound**2 / SIGMA**2
    reach = sp.sqrt(square) * SIGMA / sp.sqrt(KILLING)  # tanh(eta k) / eta at tanh = t
    if any(sp.simplify(entry) != 0 for entry in (risky - 1 + square, safe - 1 + square, reach - bound)):
        return unknown("the crossing was not confirmed", "symbolic")
    above = certify_positive((1 / p - 2 * (q - p) / (p * q)).subs(MEDIUM_ROOTS), [e, g], "1/p - 2 pi / R")
    return all_of(
        [
            ("sign", prove_gain_sign()),
            ("equations", prove_equations()),
            (
                "crossing",
                proved("symbolic", "both slopes are 1 - t^2 at m = 2 pi / R = tanh(eta k)/eta, tanh = t"),
            ),
            ("limit", above),
        ]
    )


@cache
def prove_medium_roots() -> Finding:
    """0 < t < 1 is p < q < 2 p: t^2 = 2 (q - p)^2 / (p q), and 1 - t^2 has the sign of (2 p - q)(2 q - p)."""
    square = (4 * PI**2 / (SIGMA**2 * KILLING)).subs(
        {PI: drift_from_roots(SIGMA**2), KILLING: killing_from_roots(SIGMA**2)}
    )
    if sp.simplify((1 - square) * p * q - (2 * p - q) * (2 * q - p)) == 0:
        return proved("symbolic", "(1 - t^2) p q = (2 p - q)(2 q - p)")
    return refuted("symbolic", "another factorisation", {})


@cache
def prove_structure() -> Finding:
    """For every pi the best-responding leader switches at most once, from safe to risky as the lead grows."""
    return all_of(
        [
            ("pi <= 0", prove_low()),
            ("0 < t < 1", prove_medium_crossing()),
            ("t >= 1", prove_high_bound()),
            ("roots", prove_medium_roots()),
        ]
    )


@cache
def prove_concave() -> Finding:
    """Lemma 2 by the ratio: h'' > 0, that is V'' < 0, wherever the leader plays his best action.

    Risky: h''/h' = R m / sigma^2 > 0. Safe with p >= q: (p - q) + p q m > 0. Safe with p < q: there
    m >= 2 (q - p)/(p q), so (p - q) + p q m >= q - p > 0.
    """
    surplus = sp.Symbol("s", positive=True)
    curvature = (p - q) + p * q * _ratio
    low = certify_positive(curvature.subs(p, q + surplus), [q, surplus, _ratio], "h''/h', pi < 0")
    zero = certify_positive(curvature.subs(p, q), [q, _ratio], "h''/h', pi = 0")
    beyond = (curvature.subs(_ratio, 2 * (q - p) / (p * q) + surplus)).subs(MEDIUM_ROOTS)
    medium = certify_positive(beyond, [e, g, surplus], "h''/h' beyond the switch")
    return all_of([("pi < 0", low), ("pi = 0", zero), ("medium, safe", medium), ("sign", prove_gain_sign())])
