"""The function f of Definition 1 (footnote 6) and its tie to the closed form of footnote 10."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from fractions import Fraction

import sympy as sp
import z3
from flint import arb

from proofs.hail_mary.boundary_solver import increasing_root
from proofs.hail_mary.contest import ball, may_vanish
from proofs.hail_mary.finding import Finding, proved, refuted, survived, unknown
from proofs.hail_mary.letters import phi

_SUM = sp.sqrt(phi**2 + 8) + phi
THRESHOLD = sp.sqrt(2 * phi * _SUM - 8) / _SUM
CLOSED_FORM_ARGUMENT = (_SUM + sp.sqrt(2 * phi * _SUM - 8)) / 4

# w = phi + sqrt(phi^2 + 8) solves w^2 = 2 phi w + 8, so phi is a rational function of w and f is
# algebraic in w.
_w = sp.Symbol("w", positive=True)
PROFITABILITY_OF_W = (_w**2 - 8) / (2 * _w)


def in_w(expression: sp.Expr) -> sp.Expr:
    """The expression with phi = (w^2 - 8) / (2 w) and sqrt(phi^2 + 8) = (w^2 + 8) / (2 w), for w >= 4.

    >>> in_w(THRESHOLD)
    sqrt(w**2 - 16)/w
    """
    root = sp.sqrt(phi**2 + 8)
    return sp.simplify(expression.subs(root, (_w**2 + 8) / (2 * _w)).subs(phi, PROFITABILITY_OF_W))


def is_root_form(expression: sp.Expr) -> bool:
    """Whether f = sqrt(1 - 16 / w^2): equal squares and a positive value at one point."""
    square = sp.simplify(in_w(expression) ** 2 - (1 - 16 / _w**2))
    return square == 0 and bool(expression.subs(phi, 2).evalf() > 0)


def _not_root_form(expression: sp.Expr) -> Finding:
    difference = expression.subs(phi, 2) - THRESHOLD.subs(phi, 2)
    if sp.simplify(difference) != 0:
        return refuted("symbolic", f"differs from f at phi = 2 by {sp.N(difference, 8)}", {"phi": 2})
    return unknown("not recognised as sqrt(1 - 16 / w^2)", "symbolic")


def prove_limits(expression: sp.Expr = THRESHOLD) -> Finding:
    """f(1) = 0 and f -> 1: in w these are sqrt(1 - 16/w^2) at w = 4 and as w -> infinity."""
    if not is_root_form(expression):
        return _limits_directly(expression)
    at_one = sp.simplify(expression.subs(phi, 1))
    at_infinity = sp.limit(1 - 16 / _w**2, _w, sp.oo)
    if at_one == 0 and at_infinity == 1:
        return proved("symbolic", "f = sqrt(1 - 16/w^2), w = phi + sqrt(phi^2 + 8): 0 at w = 4, 1 at infinity")
    return refuted("symbolic", f"f(1) = {at_one}, limit {at_infinity}", {"phi": 1})


def _limits_directly(expression: sp.Expr) -> Finding:
    at_one, at_infinity = sp.simplify(expression.subs(phi, 1)), sp.limit(expression, phi, sp.oo)
    if at_one == 0 and at_infinity == 1:
        return proved("symbolic", "f(1) = 0 and the limit is 1")
    return refuted("symbolic", f"f(1) = {at_one}, limit {at_infinity}", {"phi": 1})


def break_limits(evaluate: Callable[[Mapping[str, arb]], arb] | None = None) -> Finding:
    """f at phi = 1 + 10^-2n and at 10^n, in balls: 0 <= 1 - f <= 8/phi^2 far out, f <= 2 sqrt(phi - 1)
    near 1."""
    printed, tried = evaluate or threshold_ball, 0
    for power in range(1, 9):
        near, far = 1 + Fraction(1, 100**power), Fraction(10**power)
        at_near, at_far = (printed({"phi": ball(point)}) for point in (near, far))
        if not at_near < 2 * ball(near - 1).sqrt() or not 1 - at_far < 8 / ball(far) ** 2 or at_far > 1:
            return refuted("enclosure", "f misses its limit", {"phi": near})
        tried += 2
    return survived(tried, "points towards 1 and infinity")


def threshold_ball(at: Mapping[str, arb]) -> arb:
    """f(phi) as printed in footnote 6, in balls; cancellation near phi = 1 costs digits, not truth."""
    total = (at["phi"] ** 2 + 8).sqrt() + at["phi"]
    return (2 * at["phi"] * total - 8).sqrt() / total


def prove_increasing(expression: sp.Expr = THRESHOLD) -> Finding:
    """f strictly increases on (1, infinity) with values in (0, 1): w increases in phi from 4, f^2 = 1 -
    16/w^2 in w.

    The step from phi to w is z3's, for all reals; the step from w to f^2 is a difference of squares.
    """
    if not is_root_form(expression):
        return _not_root_form(expression)
    solver = z3.Solver()
    low, high, root_low, root_high = z3.Reals("phi_1 phi_2 s_1 s_2")
    solver.add(low > 1, high > low, root_low > 0, root_high > 0)
    solver.add(root_low**2 == low**2 + 8, root_high**2 == high**2 + 8)
    solver.add(z3.Not(z3.And(low + root_low > 4, high + root_high > low + root_low)))
    if solver.check() != z3.unsat:
        return unknown("z3 did not show that w increases in phi", "symbolic")
    later = sp.Symbol("d", positive=True)
    gain = sp.factor((1 - 16 / (_w + later) ** 2) - (1 - 16 / _w**2))
    if sp.simplify(gain - 16 * later * (later + 2 * _w) / (_w**2 * (_w + later) ** 2)) != 0:
        return unknown("the gain in f^2 is not manifestly positive", "symbolic")
    return proved("symbolic", "z3: w > 4 increases in phi; f^2 = 1 - 16/w^2 increases in w and lies in (0, 1)")


def break_increasing(evaluate: Callable[[Mapping[str, arb]], arb] | None = None) -> Finding:
    """f on a geometric grid of exact points from 1 + 10^-6 to 10^6: certified order and range."""
    printed = evaluate or threshold_ball
    points = [1 + Fraction(5, 4) ** exponent / 10**6 for exponent in range(124)]
    values = [printed({"phi": ball(point)}) for point in points]
    for index, (earlier, later) in enumerate(itertools.pairwise(values)):
        if not later > earlier or not later < 1 or not earlier > 0:
            return refuted("enclosure", "f does not increase inside (0, 1)", {"phi": points[index]})
    return survived(len(points) - 1, "neighbouring points")


def prove_tanh(threshold: sp.Expr = THRESHOLD, exponential: sp.Expr = CLOSED_FORM_ARGUMENT) -> Finding:
    """f(phi) = tanh(eta k*) where exp(eta k*) is the argument of footnote 10's logarithm.

    With E that argument, tanh = (E^2 - 1) / (E^2 + 1); both sides are algebraic in w.
    """
    grown = in_w(exponential)
    hyperbolic = (grown**2 - 1) / (grown**2 + 1)
    root = sp.Symbol("root", positive=True)  # sqrt(w^2 - 16), reduced by its square
    reduced = sp.together((hyperbolic - in_w(threshold)).subs(sp.sqrt(_w**2 - 16), root))
    numerator = sp.rem(sp.expand(sp.fraction(reduced)[0]), root**2 - _w**2 + 16, root)
    if sp.simplify(numerator) == 0:
        return proved("symbolic", "(E^2 - 1)/(E^2 + 1) = f modulo sqrt(w^2 - 16)^2 = w^2 - 16")
    at = sp.Rational(17, 10)
    gap = sp.nsimplify(sp.simplify((hyperbolic - in_w(threshold)).subs(_w, 5)))
    return refuted("exact", f"the sides differ by {gap}", {"phi": at})


def break_tanh(evaluate: Callable[[Mapping[str, arb]], arb] | None = None) -> Finding:
    """tanh of the root of cosh 2x = phi cosh x, found by bisection without any closed form, against f."""
    printed, count = evaluate or threshold_ball, 0
    for step in range(1, 40):
        point = 1 + Fraction(step**4, 4000)
        root = _condition_root(ball(point))
        if not may_vanish(root.tanh() - printed({"phi": ball(point)})):
            return refuted("enclosure", "tanh(eta k*) differs from f", {"phi": point})
        count += 1
    return survived(count, "bisected roots")


def _condition_root(profitability: arb) -> arb:
    """x > 0 with cosh 2x = phi cosh x."""

    def condition(x: arb) -> arb:
        return (2 * x).cosh() - profitability * x.cosh()

    return increasing_root(condition, ball(1))
