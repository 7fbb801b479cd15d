"""Proposition 1, existence: the two equations, the roots (A.5), the general solution, the two checks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import sympy as sp

from proofs.hail_mary.bellman_equation import FOLLOWER_MAXIMAND, LEADER_MAXIMAND
from proofs.hail_mary.distance_functions import G, h, k, v
from proofs.hail_mary.exact_points import separate
from proofs.hail_mary.finding import Finding, all_of, proved, refuted, unknown
from proofs.hail_mary.letters import (
    P,
    action_i,
    action_j,
    c,
    curvature,
    drift_from_roots,
    gap,
    killing_from_roots,
    lam,
    p,
    pi,
    q,
    r,
    sigma,
    slope,
    value,
    xi_minus,
    xi_plus,
)
from proofs.hail_mary.positivity import certify_positive, is_positive_on_orthant

C1, C2, C3, C4 = sp.symbols("C_1 C_2 C_3 C_4")

LEADER_SAFE = lam * (P - value) - c - pi * slope + sigma**2 * curvature / 2
FOLLOWER_RISKY = lam * (0 - value) - c + pi * slope + sigma**2 * curvature / 2
LEADER_FORM = (lam * P - c) / (r + lam) + C1 * sp.exp(-xi_plus * gap) + C2 * sp.exp(-xi_minus * gap)
FOLLOWER_FORM = -c / (r + lam) + C3 * sp.exp(xi_plus * gap) + C4 * sp.exp(xi_minus * gap)
CHARACTERISTIC = -lam + pi * sp.Symbol("xi") + sigma**2 * sp.Symbol("xi") ** 2 / 2 - r
ROOTS = tuple((-pi + sign * sp.sqrt(pi**2 + 2 * (r + lam) * sigma**2)) / sigma**2 for sign in (1, -1))

Line = tuple[sp.Expr, sp.Expr, int, int]  # printed right side, maximand of (A.1), own action, opponent's action


def lines_of_bellman(lines: Sequence[Line]) -> Finding:
    """Each printed right side r V = ... is the maximand of (A.1) at the profile's actions on that
    interval."""
    for number, (printed, maximand, own, other) in enumerate(lines, 1):
        expected = maximand.subs({action_i: own, action_j: other})
        difference = sp.expand(printed - expected)
        if difference != 0:
            return _line_witness(number, difference)
    return proved("symbolic", f"{len(lines)} lines are (A.1) at the profile's actions")


def _line_witness(number: int, difference: sp.Expr) -> Finding:
    half, tenth = sp.Rational(1, 2), sp.Rational(1, 10)
    at = {r: half, lam: half, P: sp.Rational(17, 5), c: 1, pi: tenth, sigma: 1}
    at |= {value: sp.Rational(1, 3), slope: 1, curvature: -1}
    found = sp.nsimplify(difference.subs(at))
    detail = f"line {number} differs from (A.1) by {sp.factor(difference)}"
    if found.is_Rational and found != 0:
        return refuted("exact", f"{detail}, here {found}", {str(letter): entry for letter, entry in at.items()})
    return refuted("symbolic", detail, {})


def prove_odes(leader: sp.Expr = LEADER_SAFE, follower: sp.Expr = FOLLOWER_RISKY) -> Finding:
    """Proof of Proposition 1: the two lines are (A.1) under the profile, on 0 < gap < k* and on -k* <
    gap < 0.

    The state gap = 0 itself, which the first line includes, is not covered: both play safe there as
    printed (see `tie.py`).
    """
    return lines_of_bellman([(leader, LEADER_MAXIMAND, 0, 1), (follower, FOLLOWER_MAXIMAND, 1, 0)])


def prove_roots(characteristic: sp.Expr = CHARACTERISTIC, roots: Sequence[sp.Expr] = ROOTS) -> Finding:
    """(A.5): the printed roots solve the printed characteristic equation of the follower's line; xi_+ >
    0 > xi_-.

    Signs: their product is -2 (r + lambda) / sigma^2 < 0 and xi_+ - xi_- is positive.
    """
    unknown_root = sp.Symbol("xi")
    solution = sp.exp(unknown_root * gap)
    line = FOLLOWER_RISKY + c - r * value
    homogeneous = line.subs({value: solution, slope: solution.diff(gap), curvature: solution.diff(gap, 2)})
    if sp.simplify(homogeneous / solution - characteristic) != 0:
        off = sp.simplify(homogeneous / solution - characteristic)
        return separate(off, "not the characteristic equation of the follower's line")
    for root in roots:
        if sp.simplify(characteristic.subs(unknown_root, root)) != 0:
            return separate(characteristic.subs(unknown_root, root), "a printed root is none")
    plus, minus = roots
    product = sp.simplify(plus * minus + 2 * (r + lam) / sigma**2)
    spread = sp.simplify((plus - minus) * sigma**2 / 2 - sp.sqrt(pi**2 + 2 * (r + lam) * sigma**2))
    if product == 0 and spread == 0:
        return proved("symbolic", "both solve it; product -2(r + lambda)/sigma^2 < 0, difference > 0")
    return separate(plus - sp.Symbol("xi_plus"), "the roots are not one positive and one negative, in this order")


def solves(form: sp.Expr, line: sp.Expr, relations: dict[sp.Symbol, sp.Expr]) -> bool:
    """Whether r V = line holds for the form, the primitives replaced by their expressions in the roots."""
    return bool(sp.simplify(sp.expand(residual(form, line, relations))) == 0)


def residual(form: sp.Expr, line: sp.Expr, relations: dict[sp.Symbol, sp.Expr]) -> sp.Expr:
    """line - r V with the form, its first and its second derivative filled in."""
    filled = (line - r * value).subs({value: form, slope: form.diff(gap), curvature: form.diff(gap, 2)})
    return filled.subs(relations)


def is_general(form: sp.Expr, constants: Sequence[sp.Symbol]) -> bool:
    """Whether the two constants give independent solutions: a Wronskian that is not identically zero."""
    first, second = (form.diff(constant) for constant in constants)
    wronskian = sp.simplify(first * second.diff(gap) - second * first.diff(gap))
    return bool(wronskian != 0)


def root_relations() -> dict[sp.Symbol, sp.Expr]:
    """pi and lambda by xi_+ + xi_- = -2 pi / sigma^2 and xi_+ xi_- = -2 (r + lambda) / sigma^2."""
    return {pi: -(xi_plus + xi_minus) * sigma**2 / 2, lam: -xi_plus * xi_minus * sigma**2 / 2 - r}


def prove_value_form(leader: sp.Expr = LEADER_FORM, follower: sp.Expr = FOLLOWER_FORM) -> Finding:
    """The printed exponentials solve the two lines and are their general solutions."""
    relations = root_relations()
    for name, form, line, constants in (
        ("leader", leader, LEADER_SAFE, (C1, C2)),
        ("follower", follower, FOLLOWER_RISKY, (C3, C4)),
    ):
        if not solves(form, line, relations):
            return separate(residual(form, line, {}), f"the {name}'s form does not solve its line")
        if not is_general(form, constants):
            return refuted("symbolic", f"the {name}'s two exponentials are proportional", {})
    return proved("symbolic", "both forms solve their lines, with a nonzero Wronskian (xi_+ != xi_-)")


# sigma^2 = 2 is a choice of the unit of progress squared per time; the value is in units of c / (r + lambda).
_PI, _KILLING = drift_from_roots(sp.Integer(2)), killing_from_roots(sp.Integer(2))
_E = sp.Symbol("E", positive=True)
_surplus = sp.Symbol("e", positive=True)  # p = q + e: a negative return


def leader_gain() -> sp.Expr:
    """pi V' + sigma^2 V''/2 for the safe leader at distance k from the opponent's boundary, over the
    scale of h."""
    return sp.expand(_PI * h.diff(k) - h.diff(k, 2))


def prove_leader_equivalence() -> Finding:
    """Check 1 at k*: the gain there is 2 pi V'(k*), and V'(k*) > 0; so it is <= 0 exactly if pi <= 0."""
    if sp.simplify((leader_gain() - 2 * _PI * h.diff(k)).subs(k, 0)) == 0:
        slope_there = certify_positive(h.diff(k).subs(k, 0), [p, q], "h'(0)")
        return all_of([("slope", slope_there), ("gain", proved("symbolic", "gain at k* = 2 pi V'(k*)"))])
    return refuted("symbolic", "the gain at k* is not 2 pi V'", {})


def prove_leader_second_order(sign: int = 1) -> Finding:
    """Check 1 throughout: sign * (pi V'' + sigma^2 V'''/2) >= 0 for pi <= 0, the derivative in the gap
    of the gain.

    The gap is k* minus the distance, hence the minus sign. With sign = 1 it is the printed inequality.
    """
    derivative = -sign * leader_gain().diff(k)
    grown = _in_growth_at_zero(derivative)
    cases = [("pi < 0", grown.subs(p, q + _surplus), [q, _surplus, v]), ("pi = 0", grown.subs(p, q), [q, v])]
    found = all_of([(name, certify_positive(expression, letters, name)) for name, expression, letters in cases])
    if found.outcome == "unknown" and sign == -1:
        return refuted("symbolic", "the derivative has the other sign", {"xi_plus": 1, "xi_minus": -1})
    return found


def _in_growth_at_zero(expression: sp.Expr) -> sp.Expr:
    """exp(q k) times a combination of exp(p k) and exp(-q k), as a polynomial in v."""
    scaled = sp.expand(expression * sp.exp(q * k))
    return sp.expand(scaled.replace(sp.exp, lambda power: 1 + v if sp.expand(power) != 0 else sp.Integer(1)))


@cache
def prove_leader_safe() -> Finding:
    """Check 1: with pi <= 0 the gain of a risky leader is <= 0 on all of (0, k*): it is at k* and
    increases."""
    return all_of(
        [
            ("equivalence at k*", prove_leader_equivalence()),
            ("derivative throughout", prove_leader_second_order()),
        ]
    )


def follower_gain() -> sp.Expr:
    """pi V' + sigma^2 V''/2 for the follower at distance k from his own boundary, in units of c / (r +
    lambda)."""
    return _PI * G.diff(k) + G.diff(k, 2)


@cache
def prove_follower_risky() -> Finding:
    """Check 2: the gain is (r + lambda) V + c, so it is c at -k* (>= 0 exactly if c >= 0) and increases
    with V."""
    if sp.simplify(follower_gain() - _KILLING * G) != 0:
        return refuted("symbolic", "the gain is not (r + lambda) V + c", {})
    decay = sp.exp(-q * k)
    rising = sp.simplify(G.diff(k) / decay)
    polynomial = sp.expand(sp.simplify(rising * (p + q) / (p * q)).subs(sp.exp(k * (p + q)), 1 + v))
    if is_positive_on_orthant(polynomial, [v]):
        return proved("symbolic", "gain = (r + lambda) V + c: c at -k*, increasing since V' > 0, so > 0 throughout")
    return unknown("the sign of V' was not confirmed", "symbolic")
