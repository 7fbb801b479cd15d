"""Winner-takes-all makes k* largest among all splits of a small budget, in the extended game itself: the
proof, checked.

Letters as in `boundary_equation`: C, S, C', S' at the tie, W their Wronskian, u = W / S' <= 1, d = omega
- phi, and kappa = lambda_low / (r + lambda_high) < 1. Let m be the distance below which the leader takes
the risk, |p| < 1/2.

1. From the primitives kappa (phi - 1) - d = kappa P_low / follower_loss >= 0, with equality at
   winner-takes-all, and phi is largest there (`prize_split`). So one gets from any split to it by raising
   d at fixed phi up to kappa (phi - 1) < phi - 1 and then raising phi along d = kappa (phi - 1).
2. At a fixed m, k* rises on both legs (`boundary_equation.prove_increasing_in_ratios`), and so, once d >
   0, does the leader's gain at m: it has the sign of d / (1 + d) - g G, G = C'/S', g depending on m and p
   only, and where that is zero its slope is positive (`prove_first_leg`, `prove_second_leg`). For g <= 0
   the sign is plain.
3. At winner-takes-all the leader therefore takes the risk at least up to m, and letting him do so
   further, where he gains by it, raises k* again (`prove_switch_raises_boundary`).

A split at which he always takes the risk is carried along with him doing so, until his gain at a tie is
zero, and then as above; one at which he never does is m = 0. For p <= -1/2 he never does, for p >= 1/2
and d >= 0 always (`prove_extreme_returns`), and step 2's first sentence suffices. Left out: p >= 1/2 with
d < 0.
"""

from __future__ import annotations

import sympy as sp

from proofs.hail_mary.designer.replacement import PRIMITIVE
from proofs.hail_mary.finding import Finding

C, S, C1, S1, D, PHI, KAPPA, U = sp.symbols("C S C1 S1 d phi kappa u", positive=True)
P, Q, G = sp.symbols("p q g", real=True)
WRONSKIAN = C * S1 - C1 * S
AT_TIE = {PHI: 2 * C - (1 + D) * WRONSKIAN / S1}


def _zero(expression: sp.Expr) -> bool:
    return bool(sp.simplify(sp.together(expression)) == 0)


def _finding(parts: dict[str, sp.Expr], detail: str) -> Finding:
    wrong = [name for name, part in parts.items() if not _zero(part)]
    if wrong:
        return Finding("refuted", "symbolic", f"does not hold: {', '.join(wrong)}")
    return Finding("proved", "symbolic", detail)


def prove_excess_below_ray() -> Finding:
    """kappa (phi - 1) - d = kappa P_low / follower_loss: nonnegative, zero exactly at P_low = 0."""
    kappa = PRIMITIVE.lambda_low / (PRIMITIVE.r + PRIMITIVE.lambda_high)
    excess = PRIMITIVE.exit_profitability - PRIMITIVE.profitability
    gap = kappa * (PRIMITIVE.profitability - 1) - excess
    return _finding({"ray": gap - kappa * PRIMITIVE.P_low / PRIMITIVE.follower_loss}, "d <= kappa (phi - 1)")


def boundary_response(d_phi: sp.Expr, d_excess: sp.Expr) -> sp.Expr:
    """dk* at a fixed rule, in the safe part (a = 2), from the equation's total differential."""
    steepness = 2 * C1 + 2 * (1 + D) * S * WRONSKIAN / S1**2
    return (d_phi + WRONSKIAN / S1 * d_excess) / steepness


def gain_slope(d_phi: sp.Expr, d_excess: sp.Expr) -> sp.Expr:
    """Slope of log(d / (1 + d)) - log G along a leg; its sign is the gain's slope where the gain is zero."""
    log_g_slope = 2 * WRONSKIAN / (S1 * C1)
    return d_excess / (D * (1 + D)) - log_g_slope * boundary_response(d_phi, d_excess)


def prove_equation_at_tie() -> Finding:
    """phi = (1 - d) C + (1 + d) C'S/S' is 2 C - (1 + d) u, so C <= phi when 1 + d <= phi and u <= 1."""
    equation = (1 - D) * C + (1 + D) * C1 * S / S1
    bound = (2 * C - PHI) - (1 + D) * U
    slack = sp.expand(bound.subs(C, PHI) - (PHI - 1 - D) - (1 + D) * (1 - U))
    return _finding({"form": equation - AT_TIE[PHI], "bound": slack}, "C <= phi")


def prove_first_leg() -> Finding:
    """Raising d at fixed phi: positive once d <= S C'/W, and d <= phi - 1 gives that.

    Cleared: 2 C'^2 S' + 2 (1 + d) u (S C' - W d) > 0. With phi = 2 C - (1 + d) u, d <= phi - 1 says d (1
    + u) <= 2 C - 1
    - u, and C / u - 1 - (2 C - 1 - u) / (1 + u) = C (1 - u) / (u (1 + u)) >= 0.
    """
    positive = D * (1 + D) * (2 * C1**2 * S1 + 2 * (1 + D) * S * WRONSKIAN * C1 / S1)
    cleared = gain_slope(sp.Integer(0), sp.Integer(1)) * positive
    claimed = 2 * C1**2 * S1 + 2 * (1 + D) * WRONSKIAN / S1 * (S * C1 - WRONSKIAN * D)
    bound = C / U - 1 - (2 * C - 1 - U) / (1 + U) - C * (1 - U) / (U * (1 + U))
    ratio = S * C1 / WRONSKIAN - (C / (WRONSKIAN / S1) - 1)
    return _finding({"slope": cleared - claimed, "bound": bound, "ratio": ratio}, "the gain's slope is positive")


def prove_second_leg() -> Finding:
    """Raising phi with d = kappa (phi - 1): positive once C'^2 > (1 + d) u (C - 1).

    (1 + d) u = 2 C - phi <= C + 1 since C <= phi, and C'^2 >= C^2 - 1 (`prove_energy`).
    """
    ray = {KAPPA: D / (PHI - 1)}
    positive = (PHI - 1) * (1 + D) * (2 * C1**2 * S1 + 2 * (1 + D) * S * WRONSKIAN * C1 / S1)
    cleared = (gain_slope(sp.Integer(1), KAPPA) * positive).subs(ray).subs(AT_TIE)
    claimed = 2 * S1 * (C1**2 - (1 + D) * WRONSKIAN / S1 * (C - 1))
    last = (C + 1) * (C - 1) - (2 * C - PHI) * (C - 1) - (PHI + 1 - C) * (C - 1)
    return _finding({"slope": cleared - claimed, "last": last}, "the gain's slope is positive")


def prove_energy() -> Finding:
    """E = C'^2 - C^2 + 1 starts at 0 and stays nonnegative for p < 1/2.

    E' is 0 where the leader takes the risk and 2 C' (C - 2 p C') where not; at E = 0, C' < C, so E' > 0
    there.
    """
    y = sp.Symbol("y")
    c = sp.Function("c")(y)
    energy = (c.diff(y) ** 2 - c**2 + 1).diff(y)
    safe = energy.subs(c.diff(y, 2), 2 * c - 2 * P * c.diff(y)) - 2 * c.diff(y) * (c - 2 * P * c.diff(y))
    return _finding({"risky": energy.subs(c.diff(y, 2), c), "safe": safe}, "C'^2 >= C^2 - 1")


def prove_gain_sign() -> Finding:
    """The gain at m is cosh m - 2 p sinh m times d - g s, with g increasing in m for |p| < 1/2, and s =
    (1 + d) G."""
    t, s = sp.symbols("T s", real=True)
    g = (t - 2 * P) / (1 - 2 * P * t)
    gain = D * (1 - 2 * P * t) - s * (t - 2 * P)  # q(m) / cosh m
    rise = g.diff(t) - (1 - 4 * P**2) / (1 - 2 * P * t) ** 2
    return _finding(
        {"sign": gain - (1 - 2 * P * t) * (D - g * s), "rise": rise},
        "sign of d/(1+d) - g G; g increases in m",
    )


def prove_switch_raises_boundary() -> Finding:
    """Letting the leader take the risk a little further, where he gains q >= 0, lowers the equation's
    right-hand side.

    The change of f'' at m is 2 p f' - f: it moves C by -c E2, C' by -c E2', z by -q E2 and z' by -q E2',
    where c = cosh m - 2 p sinh m > 0. Eliminating the slope, phi moves by -c (E2 + E2'S/S') - q (E2'S -
    E2 S') / S', and E2'S - E2 S' = S(m) W(k*) / W(m) > 0. The right-hand side rises with k*, so k* rises.
    """
    c, e2, e2_, slope = sp.symbols("c E2 E2p slope", real=True)
    turned = sp.solve(Q * e2_ + slope * S1 + c * e2_, slope)[0]
    moved = -c * e2 + Q * e2 + turned * S
    claimed = -c * (e2 + e2_ * S / S1) - Q * (e2_ * S - e2 * S1) / S1
    return _finding({"phi": moved - claimed}, "phi falls at fixed k*, so k* rises at fixed phi")


def prove_extreme_returns() -> Finding:
    """At a zero of q, q_y = z (1 - 4 p^2) / (2 p) in either regime; and 3 |p| < sqrt(p^2 + 2) exactly for
    |p| < 1/2.

    For p <= -1/2, q cannot be positive: it is negative where z <= 0 (z_y < 0), and where z > 0 it could
    only rise. For p >= 1/2 and d >= 0, q cannot turn negative: it is positive where z >= 0, and where z <
    0 it could only rise.
    """
    z = sp.Symbol("z", real=True)
    z_y = z / (2 * P)
    risky = z_y - 2 * P * z
    safe = z_y - 2 * P * (2 * z - 2 * P * z_y)
    root = sp.expand((9 * P**2 - P**2 - 2) - 8 * (P**2 - sp.Rational(1, 4)))
    claimed = z * (1 - 4 * P**2) / (2 * P)
    parts = {"risky": risky - claimed, "safe": safe - claimed, "root": root}
    return _finding(parts, "never risky for p <= -1/2; always for p >= 1/2 and d >= 0")


def prove_boundary_largest() -> list[Finding]:
    """All steps; together with `prize_split` and `boundary_equation` they prove the claim in the module's
    text."""
    return [
        prove_excess_below_ray(),
        prove_equation_at_tie(),
        prove_first_leg(),
        prove_second_leg(),
        prove_energy(),
        prove_gain_sign(),
        prove_switch_raises_boundary(),
        prove_extreme_returns(),
    ]
