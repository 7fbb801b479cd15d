"""The letters of the contest as sympy symbols, and the scale-free pair of roots that most proofs work with.

A printed formula that is handed to a proof must be written in these symbols (compare by name: the
symbols carry no assumptions, since the proofs state the domains that they use).
"""

from __future__ import annotations

import sympy as sp

r, lam, P, c, pi, sigma, phi = sp.symbols("r lambda P c pi sigma phi")
xi_plus, xi_minus, eta = sp.symbols("xi_plus xi_minus eta")
k_star, k_switch, k_i, k_j, gap = sp.symbols("k_star k_switch k_i k_j gap")
value, slope, curvature = sp.symbols("V V_prime V_second")
action_i, action_j = sp.symbols("a_i a_j")

# Positive roots of the follower's and the leader's equation: xi_+ = p, xi_- = -q.
p, q = sp.symbols("p q", positive=True)

BY_NAME: dict[str, sp.Symbol] = {
    str(letter): letter
    for letter in (
        *(r, lam, P, c, pi, sigma, phi, xi_plus, xi_minus, eta),
        *(k_star, k_switch, k_i, k_j, gap, value, slope, curvature, action_i, action_j),
    )
}


def drift_from_roots(variance: sp.Expr) -> sp.Expr:
    """pi = sigma^2 (q - p) / 2, since the roots of r = -lambda + pi xi + sigma^2 xi^2 / 2 sum to -2 pi /
    sigma^2."""
    return variance * (q - p) / 2


def killing_from_roots(variance: sp.Expr) -> sp.Expr:
    """r + lambda = sigma^2 p q / 2, since the product of the roots is -2 (r + lambda) / sigma^2."""
    return variance * p * q / 2
