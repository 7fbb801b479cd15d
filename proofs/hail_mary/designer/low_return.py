"""Low returns, pi <= 0: winner-takes-all is optimal for all three objectives when the budget is small.

That is the largest natural class: with a medium return it is false (`small_budget`). Step by step, for
-1/2 < p <= 0:

1. A split is carried to winner-takes-all as in `winner_takes_all_boundary`: d rises at a fixed phi, then
   phi along d = kappa (phi - 1). On the way m and k* move by `switch_response`, and there is one
   equilibrium at every point.
2. Psi falls in k* at a fixed m, and moves by j (E2' S(m) - E2(0) ...) with m: from a tie the two effects
   are in the ratio j S(m) S'(k*) / (2 rho S(k*)), with C, S and u of rate rho and j = rho u(m) - 2 p
   u'(m) <= rho (`prove_transform_response`). S(m) and S'(k*) / S(k*) increase in rho, so the ratio is at
   most its value at rho = 1, sinh m S' / (2 S). It remains that sinh m S' / (2 S) dm < dk on both legs;
   linear in (dphi, dd), this is

       P u + c_m Q / (1 + d)^2 + (sinh m S' / (2 S)) (g G_k u - A / (1 + d)^2) > 0   and   P > 0,

   which balls decide over a cover of all (k*, m / k*, -p / k*).
3. From another start |k_0| < k* the sign is the same: if j <= 0 both effects lower Psi; if j > 0 and w
   does not shrink, seen from the tie the boundary and the safe stretch grow; if w shrinks, the time from
   the tie to k_0 does not get longer, so Psi from k_0 falls by more than from the tie.

For p <= -1/2 the leader never takes the risk, and a fixed rule suffices
(`small_budget.prove_fixed_rule_class`).
"""

from __future__ import annotations

import sympy as sp
from flint import arb

from proofs.hail_mary.designer.box_cover import Box, cover
from proofs.hail_mary.designer.switch_response import (
    LARGEST_K,
    ONE,
    SwitchPoint,
    outside_small_budgets,
    prove_response,
    prove_steep_returns,
    switch_point,
    switch_slope,
)
from proofs.hail_mary.finding import Finding

EVERYTHING: Box = ((0.0, LARGEST_K), (0.0, 1.0), (0.0, 1.0))


def stay_margin(at: SwitchPoint, weight: float = 1.0) -> arb:
    """(1 + d)^2 times the first expression of step 2, over the unit; `weight` scales the effect of the
    switch."""
    share_u = at.cm * at.wronskian / at.n1  # (1 + d) u
    own = at.wronskian / (at.n1 * at.n1) * switch_slope(at) + at.cm * (at.e2_k + at.y * at.s_k / at.s1)
    gain = share_u * share_u * at.sm_u / (at.cm * at.s_k)
    return own + weight * at.sh_k * (gain - at.s1 * at.c1_k / at.s_k - share_u)


def prove_stay_rises(box: Box = EVERYTHING, weight: float = 1.0, sign: int = -1) -> Finding:
    """Both inequalities of step 2 over the cover; `sign` = 1 looks at positive returns instead."""

    def holds(unit: arb, mu: arb, size: arb) -> bool:
        if unit * size > 0.5:
            return True
        at = switch_point(unit, mu, ONE, sign * size)
        return outside_small_budgets(at) or bool(stay_margin(at, weight) > 0 and switch_slope(at) > 0)

    done = cover(box, holds)
    if done.complete:
        return Finding("proved", "enclosure", f"the stay rises along both legs: {done.pieces} pieces")
    return Finding("unknown", "enclosure", f"{done.pieces} pieces, open at {done.open_piece}")


def prove_transform_response() -> Finding:
    """The two effects on Psi from a tie, in the ratio j S(m) S'(k*) / (2 rho S(k*)).

    At fixed m, dPsi/dk* = -2 rho S W / S'^2. Risk a little further at m changes u'' there by -j; with the
    ends kept, Psi moves by j (E2' S - E2 S') / S', and E2' S - E2 S' is S(m) W(k*) / W(m), with W(m) = 1.
    """
    c, s, c1, s1, e2, e2_, j, rho = sp.symbols("C S C1 S1 E2 E2p j rho", real=True)
    moved = -j * e2 + (j * e2_ / s1) * s
    by_switch = sp.simplify(moved - j * (e2_ * s - e2 * s1) / s1)
    wronskian = c * s1 - c1 * s
    # the tie's transform is W / S', W' = -2 p W and S'' = 2 rho S - 2 p S'
    p = sp.Symbol("p", real=True)
    slope = (-2 * p * wronskian * s1 - wronskian * (2 * rho * s - 2 * p * s1)) / s1**2
    by_boundary = sp.simplify(slope + 2 * rho * s * wronskian / s1**2)
    if by_switch == by_boundary == 0:
        return Finding("proved", "symbolic", "dPsi = -2 rho S W / S'^2 dk + j S(m) W / S' dm")
    return Finding("refuted", "symbolic", f"off by {by_switch}, {by_boundary}")


def prove_rate_monotone() -> Finding:
    """y = S'/S solves y' = a rho - b y - y^2, so it increases in rho; S(m) = sinh(sqrt(rho) m) /
    sqrt(rho) does too.

    Two solutions with rho < rho' start together (y ~ 1 / y_0 at the boundary) and cannot cross: at a
    contact the one with rho' has the larger slope.
    """
    rho, a, b, s, s1 = sp.symbols("rho a b S S1", positive=True)
    riccati = sp.simplify((a * rho * s - b * s1) / s - s1**2 / s**2 - (a * rho - b * s1 / s - (s1 / s) ** 2))
    if riccati == 0:
        return Finding("proved", "symbolic", "comparison for the Riccati equation")
    return Finding("refuted", "symbolic", f"off by {riccati}")


def prove_low_return_class() -> list[Finding]:
    """All steps for -1/2 < p <= 0 beyond those of `small_budget.prove_boundary_objective`."""
    return [
        prove_response(),
        prove_transform_response(),
        prove_rate_monotone(),
        prove_steep_returns(),
        prove_stay_rises(),
    ]
