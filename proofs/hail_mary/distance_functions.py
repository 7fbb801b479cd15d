"""The three functions of a distance that carry every proof: G, H and m, for the roots p = xi_+ and -q = xi_-.

Seen from a player's own boundary at distance k, the follower's value is (c / (r + lambda)) (G(k) - 1):
it does not
depend on where the boundaries are. Seen from the opponent's boundary, the leader's shortfall h from the
value of
winning has m = h / h' (derivative in the distance). Contact at zero reads G(k_i) + G'(k_i) m(k_j) = phi. With
z = exp((p + q) k) all of it is rational in p, q, z apart from one factor exp(-q k).
"""

from __future__ import annotations

from functools import cache

import sympy as sp

from proofs.hail_mary.finding import Finding, all_of, proved, unknown
from proofs.hail_mary.letters import p, q
from proofs.hail_mary.positivity import certify_positive

k = sp.Symbol("k", positive=True)
v = sp.Symbol("v", positive=True)  # z = 1 + v > 1 for k > 0

G = (p * sp.exp(-q * k) + q * sp.exp(p * k)) / (p + q)
H = (p * sp.exp(q * k) + q * sp.exp(-p * k)) / (p + q)
h = sp.exp(p * k) - sp.exp(-q * k)
m = h / h.diff(k)


def in_growth(expression: sp.Expr) -> sp.Expr:
    """The expression with exp(p k) = (1 + v) exp(-q k), and exp(-q k) as the letter `E`; k itself must
    not occur.

    >>> sp.factor(in_growth(m))
    v/(p*v + p + q)
    """
    decay = sp.Symbol("E", positive=True)
    rewritten = sp.expand(expression, power_exp=True) if expression.is_polynomial() else expression
    rewritten = rewritten.replace(sp.exp, lambda power: _growth_power(sp.expand(power), decay))
    return sp.factor(sp.cancel(sp.together(rewritten)))


def _growth_power(power: sp.Expr, decay: sp.Symbol) -> sp.Expr:
    in_p, in_q = power.coeff(p * k), power.coeff(q * k)
    if sp.expand(power - in_p * p * k - in_q * q * k) != 0:
        raise ValueError(f"exponent {power} is not a combination of p k and q k")
    return (1 + v) ** in_p * decay ** (in_p - in_q)


@cache
def prove_ode() -> Finding:
    """G, H and h are what the boundary value problem makes them.

    G'' = (p - q) G' + p q G from (1, 0) (the follower against a safe leader, distance from his own boundary);
    H the same with p - q of the other sign; h'' = (p - q) h' + p q h from h(0) = 0 (the safe leader,
    distance from
    the opponent's boundary). In primitives p - q = -2 pi / sigma^2 and p q = 2 (r + lambda) / sigma^2.
    """
    residuals = [
        G.diff(k, 2) - (p - q) * G.diff(k) - p * q * G,
        H.diff(k, 2) + (p - q) * H.diff(k) - p * q * H,
        h.diff(k, 2) - (p - q) * h.diff(k) - p * q * h,
        *(G.subs(k, 0) - 1, G.diff(k).subs(k, 0), H.subs(k, 0) - 1, H.diff(k).subs(k, 0), h.subs(k, 0)),
    ]
    if all(in_growth(residual) == 0 for residual in residuals):
        return proved("symbolic", "G, H, h solve their equations and initial conditions")
    return unknown("an equation is not met", "symbolic")


@cache
def prove_riccati() -> Finding:
    """m' = 1 - (p - q) m - p q m^2 with m(0) = 0."""
    residual = in_growth(m.diff(k) - 1 + (p - q) * m + p * q * m**2)
    if residual == 0 and m.subs(k, 0) == 0:
        return proved("symbolic", "m' = 1 - (p - q) m - p q m^2, m(0) = 0")
    return unknown(f"residual {residual}", "symbolic")


@cache
def prove_signs() -> Finding:
    """G', G'', m, m', 1/p - m, G - 1 > 0 for all k, p, q > 0."""
    named = {"G'": G.diff(k), "G''": G.diff(k, 2), "m": m, "m'": m.diff(k), "1/p - m": 1 / p - m}
    decay = sp.Symbol("E", positive=True)
    steps = [
        (name, certify_positive(in_growth(expression), [p, q, v, decay], name)) for name, expression in named.items()
    ]
    return all_of(steps)


@cache
def prove_contact() -> Finding:
    """G + G' m = 2 G - 1/H: the left side of the first-order condition at k_i = k_j."""
    residual = in_growth(G + G.diff(k) * m - 2 * G + 1 / H)
    if residual == 0:
        return proved("symbolic", "G + G' m = 2 G - 1/H")
    return unknown(f"residual {residual}", "symbolic")


@cache
def prove_one_boundary() -> Finding:
    """G + G' m increases strictly from 1 to infinity: one k* > 0 for each phi > 1, none for phi <= 1.

    The derivative is G' + G'' m + G' m', every term of it positive; at 0 the sum is 1; it exceeds
    q exp(p k) / (p + q), which is unbounded.
    """
    start = sp.simplify((G + G.diff(k) * m).subs(k, 0) - 1)
    rest = sp.simplify(G - q * sp.exp(p * k) / (p + q) - p * sp.exp(-q * k) / (p + q))
    if start == 0 and rest == 0:
        ends = proved("symbolic", "1 at k = 0 and above q exp(p k) / (p + q)")
        return all_of([("terms", prove_signs()), ("ends", ends)])
    return unknown("the end points were not confirmed", "symbolic")
