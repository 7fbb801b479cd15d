"""Admissible points at which every letter and every exponential is rational: where wrong formulas are
told apart."""

from __future__ import annotations

import sympy as sp

from proofs.hail_mary.finding import Finding, refuted, unknown

Point = dict[str, sp.Rational]


def _point(lam: int, prize: sp.Rational, ret: int, plus: int, minus: int, rate: int) -> Point:
    """r = sigma = 2, c = 3; the rest belongs together: pi = -2 (xi_+ + xi_-), r + lambda = -2 xi_+ xi_- =
    4 eta^2.
    """
    primitives = {"r": 2, "lambda": lam, "P": prize, "c": 3, "pi": ret, "sigma": 2, "phi": lam * prize / 3}
    derived = {"xi_plus": plus, "xi_minus": minus, "eta": rate, "a_i": 1, "a_j": 0}
    state = {"V": sp.Rational(1, 3), "V_prime": 1, "V_second": -1, "V_third": sp.Rational(2, 5)}
    constants = {f"C_{number}": number for number in range(1, 9)}
    return {name: sp.Rational(entry) for name, entry in (primitives | derived | state | constants).items()}


LOW_POINT = _point(14, sp.Integer(1), -14, 8, -1, 2)
MEDIUM_POINT = _point(142, sp.Rational(51, 1420), 2, 8, -9, 6)
HIGH_POINT = _point(14, sp.Integer(1), 14, 1, -8, 2)
_two = sp.log(2)
PLACES = {"gap": _two, "tau": _two, "k_star": 2 * _two, "k_switch": _two, "xi": sp.Integer(3)}


def separate(difference: sp.Expr, detail: str) -> Finding:
    """Refute an equation by an exact admissible point at which left minus right is a nonzero rational.

    >>> rate, plus, minus = sp.symbols("eta xi_plus xi_minus")
    >>> separate(plus + minus, "equal roots").outcome, separate(plus * minus + 2 * rate**2, "product").outcome
    ('refuted', 'unknown')
    """
    for point in (LOW_POINT, MEDIUM_POINT, HIGH_POINT):
        at = {symbol: _value(symbol.name, point) for symbol in sorted(difference.free_symbols, key=str)}
        found = sp.nsimplify(sp.simplify(difference.subs(at)))
        if found.is_Rational and found != 0:
            witness = {symbol.name: number for symbol, number in at.items()}
            return refuted("exact", f"{detail}, here off by {found}", witness)
    return unknown(f"{detail}: not separated at the exact points", "exact")


def _value(name: str, point: Point) -> sp.Expr:
    return point.get(name, PLACES.get(name, sp.Integer(5)))
