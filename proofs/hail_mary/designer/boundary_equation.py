"""The equation for k* in the extended contest, for every profile in which only the distance to the
boundary matters.

Let y be the distance to the boundary at which the follower leaves, in units of sigma / sqrt(R), and p =
pi / (sigma sqrt(R)). The follower's value (plus his loss) and the leader's (minus his interior level), in
units of the loss, solve one equation in y: f'' = f where the leader takes the risk, f'' = 2 f - 2 p f'
where he does not. With C and S its solutions from (1, 0) and (0, 1), phi = `profitability`, omega =
`exit_profitability`, d = omega - phi,

    phi = (1 - d) C + (1 + d) C' S / S'    at y = k*.

Equations (A.6), (A.8) and the medium case's first-order condition are this with d = 0.
"""

from __future__ import annotations

import sympy as sp

from proofs.hail_mary.finding import Finding

Y = sp.Symbol("y", positive=True)
A, BRAKE, EXCESS = sp.symbols("a b d", real=True)  # f'' = a f - b f'; a = 1, b = 0 or a = 2, b = 2 p
C, S = sp.Function("C")(Y), sp.Function("S")(Y)
WRONSKIAN = C * S.diff(Y) - C.diff(Y) * S


def on_solutions(expression: sp.Expr) -> sp.Expr:
    """Replace second derivatives of C and S by what f'' = a f - b f' makes of them."""
    swaps = {f.diff(Y, 2): A * f - BRAKE * f.diff(Y) for f in (C, S)}
    return sp.expand(expression.doit().subs(swaps))


def boundary_profitability() -> sp.Expr:
    """Right-hand side of the equation for k*.

    >>> sp.simplify(boundary_profitability().subs(EXCESS, 1) - 2 * C.diff(Y) * S / S.diff(Y))
    0
    """
    return (1 - EXCESS) * C + (1 + EXCESS) * C.diff(Y) * S / S.diff(Y)


def prove_matching() -> Finding:
    """Value matching, smooth pasting and C1 contact at a tie eliminate to the equation above."""
    slope, phi = sp.symbols("s phi")
    c, s, c1, s1 = C, S, C.diff(Y), S.diff(Y)
    leader, leader_slope = EXCESS * c - slope * s, EXCESS * c1 - slope * s1
    solved = sp.solve([leader - (c - phi), -leader_slope - c1], [slope, phi], dict=True)
    if len(solved) == 1 and sp.simplify(solved[0][phi] - boundary_profitability()) == 0:
        return Finding(
            "proved", "symbolic", "the matching conditions have this one solution; the slope is (1 + d) C'/S'"
        )
    return Finding("refuted", "symbolic", f"elimination gives {solved}")


def prove_increasing_in_distance() -> Finding:
    """For d > -1 the right-hand side strictly increases from 1 - d to infinity: one k* > 0 exactly when
    omega > 1.

    Its derivative is 2 C' + (1 + d) a S W / S'^2. From (e^{int b} f')' = a e^{int b} f, C' and S' are
    positive for y > 0, and so is the Wronskian W; then S is.
    """
    claimed = 2 * C.diff(Y) + (1 + EXCESS) * A * S * WRONSKIAN / S.diff(Y) ** 2
    gap = sp.simplify(on_solutions(boundary_profitability().diff(Y) - claimed))
    abel = sp.simplify(on_solutions(WRONSKIAN.diff(Y) + BRAKE * WRONSKIAN))
    if gap == 0 and abel == 0:
        return Finding("proved", "symbolic", "derivative 2C' + (1+d) a S W / S'^2 > 0 and W' = -b W, W(0) = 1")
    return Finding("refuted", "symbolic", f"derivative differs by {gap}, Abel's identity by {abel}")


def prove_increasing_in_ratios() -> Finding:
    """With the leader's switch at a fixed distance, k* increases in phi and, for omega, too.

    Cleared of S', the equation is G = (1 - d) C S' + (1 + d) C' S - phi S' = 0 with G_omega = -W < 0 and
    G_phi = W - S' < 0: e^{int b} S' starts at 1 and increases, e^{int b} W stays at 1.
    """
    phi, omega = sp.symbols("phi omega", real=True)
    c1, s1 = C.diff(Y), S.diff(Y)
    cleared = (1 - omega + phi) * C * s1 + (1 + omega - phi) * c1 * S - phi * s1
    in_omega = sp.simplify(cleared.diff(omega) + WRONSKIAN)
    in_phi = sp.simplify(cleared.diff(phi) - WRONSKIAN + s1)
    lift = sp.Symbol("E", positive=True)  # e^{int b}, so E' = b E
    grows = sp.simplify(on_solutions(lift * s1.diff(Y) + BRAKE * lift * s1) - lift * A * S)
    if in_omega == 0 and in_phi == 0 and grows == 0:
        return Finding("proved", "symbolic", "G_omega = -W, G_phi = W - S' and (e^{int b} S')' = a e^{int b} S")
    return Finding("refuted", "symbolic", f"off by {in_omega}, {in_phi}, {grows}")


def prove_high_closed_form() -> Finding:
    """Both take the risk: with X = cosh k*, the equation is 2 X^2 - 1 - phi X + phi - omega = 0."""
    phi, omega, k = sp.symbols("phi omega k", positive=True)
    values = {C.diff(Y): sp.sinh(k), S.diff(Y): sp.cosh(k), C: sp.cosh(k), S: sp.sinh(k), EXCESS: omega - phi}
    equation = sp.expand((boundary_profitability().subs(values) - phi) * sp.cosh(k))
    quadratic = 2 * sp.cosh(k) ** 2 - 1 - phi * sp.cosh(k) + phi - omega
    if sp.expand((equation - quadratic).subs(sp.sinh(k) ** 2, sp.cosh(k) ** 2 - 1)) == 0:
        return Finding("proved", "symbolic", "the equation is quadratic in cosh k*")
    return Finding("refuted", "symbolic", "not the quadratic")
