"""Uniqueness for a low return: the best response that (A.10) defines, its slope, its limits, its fixed point.

(A.10) reads G(k_i) + G'(k_i) m(k_j) = phi (`distance_functions`), so
BR'(k_j) = -G'(k_i) m'(k_j) / (G'(k_i) + G''(k_i) m(k_j)).
"""

from __future__ import annotations

from functools import cache

import sympy as sp
import z3

from proofs.hail_mary.distance_functions import (
    G,
    in_growth,
    k,
    m,
    prove_one_boundary,
    prove_riccati,
    prove_signs,
    v,
)
from proofs.hail_mary.finding import Finding, all_of, proved, refuted, unknown
from proofs.hail_mary.letters import p, q
from proofs.hail_mary.positivity import certify_positive

_own_growth, _other_growth = sp.symbols("v_i v_j", positive=True)
_surplus = sp.Symbol("e", positive=True)  # p = q + e for a negative return
_decay = sp.Symbol("E", positive=True)


def _own(expression: sp.Expr) -> sp.Expr:
    return in_growth(expression).subs(v, _own_growth)


def _other(expression: sp.Expr) -> sp.Expr:
    return in_growth(expression).subs(v, _other_growth)


def slope_margin(lower: int | sp.Rational) -> sp.Expr:
    """G' m' less than -lower times G' + G'' m, as a difference: positive exactly if BR' > lower."""
    total = _own(G.diff(k)) + _own(G.diff(k, 2)) * _other(m)
    return sp.together(-lower * total - _own(G.diff(k)) * _other(m.diff(k)))


def prove_slope(lower: int | sp.Rational = -1) -> Finding:
    """BR' in (lower, 0) for all k_j > 0 and pi <= 0; item 2 prints lower = -1.

    The margin over -1 is G' ((p - q) m + p q m^2) + G'' m by the Riccati equation of m: positive for p >= q.
    """
    letters = [q, _own_growth, _other_growth, _decay]
    margin = slope_margin(lower)
    steps = [
        ("numerator and denominator", prove_signs()),
        ("Riccati", prove_riccati()),
        ("pi < 0", certify_positive(margin.subs(p, q + _surplus), [_surplus, *letters], "the margin")),
        ("pi = 0", certify_positive(margin.subs(p, q), letters, "the margin")),
    ]
    return all_of(steps)


def prove_slope_at_zero(claimed: int = -1) -> Finding:
    """At k_j = 0, where m = 0 and m' = 1, the slope is -1 exactly: the open interval does not hold at
    the end."""
    at_zero = {k: 0}
    if sp.simplify(m.subs(at_zero)) == 0 and sp.simplify(m.diff(k).subs(at_zero)) == 1 and claimed == -1:
        return proved("symbolic", "m(0) = 0, m'(0) = 1: BR'(0+) = -G'/G' = -1")
    return refuted("symbolic", "BR'(0+) = -1", {"k_j": 0})


@cache
def prove_limits() -> Finding:
    """BR(0+) solves G = phi and BR(infinity) solves G + G'/p = phi: both finite and positive for phi > 1.

    G and G + G'/p are 1 at 0, increase, and exceed q exp(p k) / (p + q).
    """
    far = G + G.diff(k) / p
    starts = sp.simplify(G.subs(k, 0) - 1) == 0 and sp.simplify(far.subs(k, 0) - 1) == 0
    saturates = sp.limit(in_growth(m), v, sp.oo) == 1 / p
    if not (starts and saturates):
        return unknown("the end points were not confirmed", "symbolic")
    rising = certify_positive(in_growth(far.diff(k)), [p, q, v, _decay], "(G + G'/p)'")
    return all_of([("signs", prove_signs()), ("far end", rising), ("growth", prove_one_boundary())])


def prove_slope_product(lower: int = -1) -> Finding:
    """Two slopes in (lower, 0), lower = -1, have a product in (0, 1): BR(BR(x)) - x strictly decreases."""
    first, second = z3.Reals("s_1 s_2")
    solver = z3.Solver()
    solver.add(first > lower, first < 0, second > lower, second < 0)
    solver.add(z3.Or(first * second - 1 >= 0, first * second <= 0))
    verdict = solver.check()
    if verdict == z3.unsat:
        return proved("symbolic", "z3: (BR o BR)' - 1 is in (-1, 0)")
    if verdict == z3.sat:
        model = solver.model()
        return refuted("exact", "a product outside (0, 1)", {str(s): model[s] for s in model.decls()})
    return unknown("z3 did not close", "symbolic")


@cache
def prove_fixed_point() -> Finding:
    """BR o BR has one fixed point, and it is symmetric.

    g(x) = BR(BR(x)) - x decreases strictly; g(0+) = BR(BR(0+)) > 0 because BR > 0; BR is bounded by
    BR(0+), so
    g -> -infinity. The symmetric root of the first-order condition is a fixed point of BR, hence the
    only one.
    """
    return all_of(
        [
            ("slope", prove_slope()),
            ("composition", prove_slope_product()),
            ("limits", prove_limits()),
            ("symmetric root", prove_one_boundary()),
        ]
    )
