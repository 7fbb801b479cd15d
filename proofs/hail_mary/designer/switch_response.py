"""How k* and the leader's switch answer to the two ratios, where he takes the risk only near the boundary.

With E1, E2 the solutions of f'' = 2 f - 2 p f' over the safe stretch w, X = E1', Y = E2', c_m = cosh m - 2 p
sinh m, s_m = sinh m - 2 p cosh m and N = 2 p E1 + E2, an equilibrium that switches at distance m has

    1 + d = c_m S' / N',   d = s_m C' / N',   phi = C + C' N / N'.

Moving (phi, d) by (dphi, dd) moves m and k* by

    A dk = dphi + u dd + c_m Q dm,     dd / (1 + d)^2 = P dm + g G_k dk,
    A = 2 (C' + (1 + d) S u / S'),  Q = E2 + Y S / S',  u = W / S',  G_k = 2 u / S',  g = s_m / c_m,
    P = (1 - 4 p^2) C' / (c_m^2 S') - s_m Y N' / (c_m S'^2),

with determinant A P + g G_k c_m Q. Where it is positive the leader's gain at m, as a function of m with k*
following, crosses zero downwards only: there is one switch, hence one symmetric equilibrium. It is positive
for every |p| < 1/2 and every split of a small budget, by covers that divide out what vanishes at k* = 0.
"""

from __future__ import annotations

from typing import NamedTuple

import sympy as sp
from flint import arb

from proofs.hail_mary.designer.box_cover import Box, cosh, cover, sinh_ratio
from proofs.hail_mary.finding import Finding

LARGEST_K = 1.3203125  # above arccosh 2, and cosh k* <= C(k*) <= phi <= 2


class SwitchPoint(NamedTuple):
    """Balls at one piece: names in _k are divided by k*, names in _u by the unit (they vanish with p and
    k*)."""

    p: arb
    k_u: arb
    unit: arb
    y: arb
    e2_k: arb
    sh_k: arb
    n_u: arb
    n1: arb
    sm_u: arb
    cm: arb
    c: arb
    c1_k: arb
    s_k: arb
    s1: arb
    wronskian: arb


def switch_point(unit: arb, mu: arb, k_u: arb, p_u: arb) -> SwitchPoint:
    """Everything at k* = unit k_u, m = mu k*, p = unit p_u; the Wronskian is e^{-2 p w}."""
    k, p = unit * k_u, unit * p_u
    m, w = mu * k, (1 - mu) * k
    root, fade = (p * p + 2).sqrt(), (-p * w).exp()
    ratio = sinh_ratio(root * w)
    e2_k, sh_k = (1 - mu) * fade * ratio, mu * sinh_ratio(m)
    e1, e2, ch, sh = fade * (cosh(root * w) + p * w * ratio), k * e2_k, cosh(m), k * sh_k
    y = e1 - 2 * p * e2
    n1, cm, s1 = y + 4 * p * e2, ch - 2 * p * sh, 2 * sh * e2 + ch * y
    return SwitchPoint(
        p,
        k_u,
        unit,
        y,
        e2_k,
        sh_k,
        n_u=2 * p_u * e1 + k_u * e2_k,
        n1=n1,
        sm_u=k_u * sh_k - 2 * p_u * ch,
        cm=cm,
        c=ch * e1 + sh * e2,
        c1_k=2 * ch * e2_k + sh_k * y,
        s_k=sh_k * e1 + ch * e2_k,
        s1=s1,
        wronskian=(-2 * p * w).exp(),
    )


def outside_small_budgets(at: SwitchPoint) -> bool:
    """Certainly no split of a small budget: phi > 2, d > phi - 1 or omega < 1.

    C - 1 <= k* C'/2, since C' is convex; with it the last two are decided near k* = 0 too.
    """
    scale = at.unit * at.unit * at.k_u * at.c1_k / at.n1
    phi, d, rim = at.c + scale * at.n_u, scale * at.sm_u, at.n1 * at.k_u / 2
    too_far = phi > 2 or d > phi - 1 or phi + d < 1
    return bool(too_far or at.sm_u - at.n_u > rim or at.sm_u + at.n_u < -rim)


def switch_slope(at: SwitchPoint) -> arb:
    """P c_m^2 S' over the unit."""
    return (1 - 4 * at.p * at.p) * at.k_u * at.c1_k - at.cm * at.sm_u * at.y * at.n1 / at.s1


def determinant(at: SwitchPoint) -> arb:
    """(A P + g G_k c_m Q) c_m^2 S' / 2 over k* times the unit, with (1 + d) u = c_m W / N'."""
    a = at.c1_k + at.cm * at.wronskian * at.s_k / (at.n1 * at.s1)
    rest = at.cm * at.cm * at.sm_u * at.wronskian / at.s1 * (at.e2_k + at.y * at.s_k / at.s1)
    return a * switch_slope(at) + rest


def _determined(unit: arb, mu: arb, k_u: arb, p_u: arb) -> bool:
    if abs(unit * p_u) > 0.5:
        return True
    at = switch_point(unit, mu, k_u, p_u)
    return outside_small_budgets(at) or bool(determinant(at) > 0)


ONE = arb(1)
CHARTS: dict[str, Box] = {
    "k* >= p >= 0": ((0.0, LARGEST_K), (0.0, 1.0), (0.0, 1.0)),
    "p >= k* >= 0": ((0.0, 0.5), (0.0, 1.0), (0.0, 1.0)),
    "k* >= -p >= 0": ((0.0, LARGEST_K), (0.0, 1.0), (0.0, 1.0)),
}


def prove_one_switch(chart: str) -> Finding:
    """The determinant is positive on one of the three charts that cover |p| <= 1/2 (see
    `prove_steep_returns`)."""
    tests = {
        "k* >= p >= 0": lambda unit, mu, p_u: _determined(unit, mu, ONE, p_u),
        "p >= k* >= 0": lambda unit, mu, k_u: _determined(unit, mu, k_u, ONE),
        "k* >= -p >= 0": lambda unit, mu, q_u: _determined(unit, mu, ONE, -q_u),
    }
    done = cover(CHARTS[chart], tests[chart])
    if done.complete:
        return Finding("proved", "enclosure", f"positive on {chart}: {done.pieces} pieces")
    return Finding("unknown", "enclosure", f"{done.pieces} pieces, open at {done.open_piece}")


def prove_steep_returns() -> Finding:
    """For -p >= k* no split of a small budget has a switch: s_m - N > N' k*/2, so d > phi - 1.

    Over k*, with q_ = -p / k* >= 1: s_m - N >= sinh m / k* + 2 q_ (cosh m + E1) - E2 / k*, at least its value
    at q_ = 1 in the second term; p itself runs over [-1/2, 0] and k* <= -p <= 1/2.
    """

    def holds(k: arb, mu: arb, q: arb) -> bool:
        w, m = (1 - mu) * k, mu * k
        root, fade = (q * q + 2).sqrt(), (q * w).exp()
        ratio = sinh_ratio(root * w)
        e2_, e1 = (1 - mu) * fade * ratio, fade * (cosh(root * w) - q * w * ratio)
        n1 = e1 - 2 * q * k * e2_
        return bool(mu * sinh_ratio(m) + 2 * (cosh(m) + e1) - e2_ > n1 / 2)

    done = cover(((0.0, 0.5), (0.0, 1.0), (0.0, 0.5)), holds)
    if done.complete:
        return Finding("proved", "enclosure", f"no switch where -p >= k*: {done.pieces} pieces")
    return Finding("unknown", "enclosure", f"{done.pieces} pieces, open at {done.open_piece}")


def prove_response() -> Finding:
    """Both displayed equations for dm and dk, from d(m, w) and phi(m, w), with E1' = 2 E2 and E2' = E1 -
    2 p E2."""
    p, e1, e2 = sp.symbols("p E1 E2", real=True)
    ch, sh = sp.symbols("ch sh", positive=True)
    x, y = 2 * e2, e1 - 2 * p * e2
    c, s, c1, s1 = ch * e1 + sh * e2, sh * e1 + ch * e2, ch * x + sh * y, sh * x + ch * y
    cm, sm, n, n1 = ch - 2 * p * sh, sh - 2 * p * ch, 2 * p * e1 + e2, 2 * p * x + y

    def along_m(f: sp.Expr) -> sp.Expr:
        return f.diff(ch) * sh + f.diff(sh) * ch

    def along_w(f: sp.Expr) -> sp.Expr:
        return f.diff(e1) * x + f.diff(e2) * y

    d, phi, share = sm * c1 / n1, c + c1 * n / n1, cm * s1 / n1
    wronskian = c * s1 - c1 * s
    u = wronskian / s1
    a, q = 2 * (c1 + share * s * u / s1), e2 + y * s / s1
    p_slope = (1 - 4 * p**2) * c1 / (cm**2 * s1) - sm * y * n1 / (cm * s1**2)
    circle = sh**2 - ch**2 + 1
    gaps = [share - 1 - d]
    for derivative, moved in ((along_m, 1), (along_w, 0)):
        gaps.append(a - derivative(phi) - u * derivative(d) - cm * q * moved)
        gaps.append(derivative(d) / share**2 - p_slope * moved - sm / cm * 2 * u / s1)
    numerators = [sp.numer(sp.together(gap)) for gap in gaps]
    wrong = [i for i, numerator in enumerate(numerators) if sp.rem(numerator, circle, sh) != 0]
    if wrong:
        return Finding("refuted", "symbolic", f"identities {wrong} do not hold")
    return Finding("proved", "symbolic", "both equations hold along m and along w")
