"""Section 3.1: how the low-return boundary k* moves with P/c, with return and risk, and with the success
rate.

k* solves Phi(k) = phi with Phi = G + G' m = 2 G - 1/H (`distance_functions`), where G, H depend on d = p - q
= -2 pi / sigma^2 >= 0 and on kappa = p q = 2 (r + lambda) / sigma^2 only. Two tools: a linear equation
with zero initial values and a positive source has a positive solution (its kernel is positive), and so has a
first-order one.
"""

from __future__ import annotations

from functools import cache

import sympy as sp

from proofs.hail_mary.distance_functions import (
    G,
    H,
    h,
    in_growth,
    k,
    m,
    prove_contact,
    prove_one_boundary,
    prove_signs,
)
from proofs.hail_mary.finding import Finding, all_of, proved, refuted, unknown
from proofs.hail_mary.letters import P, c, lam, p, q

_d, _kappa = sp.symbols("d kappa")


def prove_prize_over_cost(direction: int = 1) -> Finding:
    """Item 1: k* strictly increases in P/c and tends to infinity with it; direction = -1 says that it falls.

    phi = lambda (P / c), and the condition's left side increases from 1 to infinity, finite at every
    finite k.
    """
    ratio_ = sp.Symbol("ratio", positive=True)
    if sp.simplify((lam * P / c).subs(P, ratio_ * c) - lam * ratio_) != 0:
        return refuted("symbolic", "phi is not lambda times P/c", {})
    if direction != 1:
        condition = (G + G.diff(k) * h / h.diff(k)).subs({p: 1, q: 1})
        pairs = {f"phi at k_star=log({n})": sp.simplify(condition.subs(k, sp.log(n))) for n in (2, 3)}
        return refuted("exact", "k* rises with phi", pairs)
    return all_of([("left side increases to infinity", prove_one_boundary())])


def refute_ratio_alone() -> Finding:
    """Item 2 as printed, a function of the ratio pi/sigma: k* scales with (pi, sigma), so the ratio does
    not fix it.

    pi = 0 at sigma = 1 and sigma = 2, r + lambda = 1/2, phi = 17/10: roots 1 and 1/2, k* = log 2 and 2
    log 2.
    """
    condition = G + G.diff(k) * h / h.diff(k)
    first = sp.simplify(condition.subs({p: 1, q: 1, k: sp.log(2)}))
    half = sp.Rational(1, 2)
    second = sp.simplify(condition.subs({p: half, q: half, k: 2 * sp.log(2)}))
    if first == second == sp.Rational(17, 10):
        witness = {"pi/sigma": 0, "r+lambda": "1/2", "phi": "17/10", "k_star at sigma=1": "log(2)"}
        detail = "equal ratios, two boundaries: the ratio alone does not determine k*"
        return refuted("exact", detail, {**witness, "k_star at sigma=2": "2*log(2)"})
    return unknown("the two boundaries were not confirmed", "exact")


@cache
def prove_scaling() -> Finding:
    """(pi, sigma) -> (a pi, a sigma) divides both roots by a and leaves phi: k* is multiplied by a."""
    a = sp.Symbol("a", positive=True)
    s, R = sp.symbols("s R", positive=True)
    ret = sp.Symbol("pi", real=True)
    root = (-ret + sp.sqrt(ret**2 + 2 * R * s**2)) / s**2
    scaled = root.subs({ret: a * ret, s: a * s}, simultaneous=True)
    if sp.simplify(scaled - root / a) == 0:
        return proved("symbolic", "xi_+(a pi, a sigma) = xi_+(pi, sigma) / a, the same for xi_-")
    return unknown("not confirmed", "symbolic")


def _along_d(expression: sp.Expr) -> sp.Expr:
    """d/dd at fixed kappa = p q: p moves by p/(p + q), q by -q/(p + q)."""
    return (p * expression.diff(p) - q * expression.diff(q)) / (p + q)


@cache
def prove_kernel_positive() -> Finding:
    """w'' = d w' + kappa w + f with w(0) = w'(0) = 0 has the kernel h/(p + q), positive for k > 0: f > 0
    gives w > 0."""
    kernel = h / (p + q)
    start = (sp.simplify(kernel.subs(k, 0)), sp.simplify(kernel.diff(k).subs(k, 0)))
    equation = in_growth(kernel.diff(k, 2) - (p - q) * kernel.diff(k) - p * q * kernel)
    if start != (0, 1) or equation != 0:
        return unknown("not the kernel", "symbolic")
    return all_of([("kernel", proved("symbolic", "K(0) = 0, K'(0) = 1")), ("sign", prove_signs())])


@cache
def prove_rises_in_drift() -> Finding:
    """Phi rises with d >= 0 at fixed kappa, so k* rises with pi at fixed sigma.

    G: w = dG/dd solves w'' = d w' + kappa w + G' with w(0) = w'(0) = 0, so w > 0. And Phi = G (1 + y m) with
    1/(y m) = 1 + D^2 / (4 kappa sinh^2(D k / 2)), D^2 = d^2 + 4 kappa; x / sinh x falls in x = D k / 2.
    """
    w = _along_d(G)
    equation = in_growth(w.diff(k, 2) - (p - q) * w.diff(k) - p * q * w - G.diff(k))
    start = (sp.simplify(w.subs(k, 0)), sp.simplify(w.diff(k).subs(k, 0)))
    product = (G.diff(k) / G) * m
    claimed = 1 / (1 + (p + q) ** 2 / (4 * p * q * sp.sinh((p + q) * k / 2) ** 2))
    same = sp.simplify(sp.expand_power_exp((product - claimed).rewrite(sp.exp)))
    x = sp.Symbol("x", positive=True)
    falling = sp.simplify((sp.sinh(x) - x * sp.cosh(x)).diff(x) + x * sp.sinh(x)) == 0
    if equation != 0 or start != (0, 0) or same != 0 or not falling:
        return unknown("a step was not confirmed", "symbolic")
    return all_of([("kernel", prove_kernel_positive()), ("source G' > 0", prove_signs())])


def prove_return_over_risk_repaired() -> Finding:
    """Repair of item 2: k* strictly increases in pi at fixed sigma, and in sigma at fixed pi <= 0;
    k*/sigma is a strictly increasing function of pi/sigma.

    At fixed pi <= 0 the ratio rises weakly with sigma and k* = sigma (k*/sigma).
    """
    return all_of(
        [
            ("pi at fixed sigma", prove_rises_in_drift()),
            ("scaling", prove_scaling()),
            ("k*", prove_one_boundary()),
        ]
    )


def lower_bound() -> sp.Expr:
    """1 + kappa (exp(d k) - 1 - d k) / d^2: what G is at least."""
    return 1 + _kappa * (sp.exp(_d * k) - 1 - _d * k) / _d**2


@cache
def prove_lower_bound() -> Finding:
    """G >= 1 + kappa (exp(d k) - 1 - d k)/d^2 for d > 0: the difference u solves u'' = d u' + kappa (G -
    1), u(0) = u'(0) = 0, and G > 1; for the operator u'' - d u' the kernel is (exp(d k) - 1)/d > 0.
    """
    bound = lower_bound()
    equation = sp.simplify(bound.diff(k, 2) - _d * bound.diff(k) - _kappa)
    start = (sp.simplify(bound.subs(k, 0) - 1), sp.simplify(bound.diff(k).subs(k, 0)))
    if equation == 0 and start == (0, 0):
        return proved("symbolic", "the bound solves u'' = d u' + kappa with G's initial values")
    return unknown("not confirmed", "symbolic")


def prove_return_over_risk_limits() -> Finding:
    """Item 2: k* -> 0 as pi -> -infinity and as sigma -> 0 (pi <= 0).

    At any fixed k > 0 the lower bound of Phi tends to infinity, so k* < k in the end; at pi = 0, k* is a
    multiple
    of sigma. The bound on k*: exp(d k*) <= 1 + d k* + phi d^2 / kappa, so k* = O(log(d) / d), d = 2 |pi|
    / sigma^2.
    """
    ret, s, R = sp.symbols("n s R", positive=True)  # pi = -n
    bound = lower_bound().subs({_d: 2 * ret / s**2, _kappa: 2 * R / s**2})
    down = sp.limit(bound.subs({s: 1, R: 1, k: 1}), ret, sp.oo)
    inverse = sp.Symbol("b", positive=True)
    thin = sp.limit(bound.subs({ret: 1, R: 1, k: 1}).subs(s, 1 / sp.sqrt(inverse)), inverse, sp.oo)
    general = sp.simplify(bound - 1 - R * s**2 / (2 * ret**2) * (sp.exp(2 * ret * k / s**2) - 1 - 2 * ret * k / s**2))
    if down == sp.oo and thin == sp.oo and general == 0:
        steps = proved("symbolic", "coefficient R sigma^2/(2 pi^2), exponent 2 |pi| k/sigma^2: the exponential wins")
        return all_of([("bound", prove_lower_bound()), ("growth", steps), ("pi = 0", prove_scaling())])
    return unknown("a limit was not found", "symbolic")


@cache
def prove_third_derivative_positive() -> Finding:
    """The third derivative of Phi = 2 G - 1/H in kappa (that is, in lambda) is positive at every k > 0,
    for every d.

    G_n = d^n G / d kappa^n solves G_n'' = d G_n' + kappa G_n + n G_(n-1), zero initial values: positive.
    u = H'/H
    solves u' = kappa - d u - u^2, u(0) = 0; its derivatives in kappa solve first-order linear equations
    with zero
    initial values and sources 1 > 0, -2 u_1^2 < 0, -6 u_1 u_2 > 0. So L = log H = integral of u has L_1
    > 0 > L_2, L_3 > 0, and (1/H)''' = -(L_3 - 3 L_1 L_2 + L_1^3)/H < 0.
    """
    one, two, three, x = sp.symbols("L_1 L_2 L_3 x")
    log_h = one * x + two * x**2 / 2 + three * x**3 / 6
    reciprocal = sp.simplify(sp.exp(-log_h).diff(x, 3).subs(x, 0) + three - 3 * one * two + one**3)
    steps = [_source_of_riccati(), _source_of_linear(), _is_riccati()]
    if reciprocal != 0 or not all(steps):
        return unknown("an identity failed", "symbolic")
    return all_of(
        [
            ("kernel", prove_kernel_positive()),
            ("Phi", prove_contact()),
            ("identities", proved("symbolic", "checked")),
        ]
    )


def _source_of_riccati() -> bool:
    """Differentiate u' = kappa - d u - u^2 three times in kappa, at fixed k."""
    u = sp.Function("u")(_kappa)
    right = _kappa - _d * u - u**2
    first, second, third = (u.diff(_kappa, order) for order in (1, 2, 3))
    expected = (
        1 - (_d + 2 * u) * first,
        -(_d + 2 * u) * second - 2 * first**2,
        -(_d + 2 * u) * third - 6 * first * second,
    )
    return all(sp.expand(right.diff(_kappa, order) - expected[order - 1]) == 0 for order in (1, 2, 3))


def _source_of_linear() -> bool:
    """Differentiate G'' = d G' + kappa G three times in kappa: the source is n G_(n-1)."""
    level = sp.Function("G")(_kappa)
    product = _kappa * level
    return all(
        sp.expand(product.diff(_kappa, n) - _kappa * level.diff(_kappa, n) - n * level.diff(_kappa, n - 1)) == 0
        for n in (1, 2, 3)
    )


def _is_riccati() -> bool:
    u = H.diff(k) / H
    residual = in_growth(u.diff(k) - p * q + (p - q) * u + u**2)
    return bool(residual == 0 and sp.simplify(u.subs(k, 0)) == 0)


def prove_success_rate() -> Finding:
    """Item 3: k* is single-peaked in lambda on (c/P, infinity): strictly up, then strictly down.

    Fix k. k*(lambda) >= k exactly if D(lambda) = Phi(k) - (P/c) lambda <= 0. D''' > 0, so D is concave
    up to a point
    and convex from there; D > 0 at lambda = c/P. Hence {D <= 0} is an interval for every k: k* is
    quasi-concave. It
    is constant on no interval, since D is analytic in lambda and unbounded for fixed k. It is 0 in the
    limit at both
    ends: phi -> 1 at c/P, and Phi >= G >= 1 + kappa k^2/2 + kappa^2 k^4/24 outgrows phi as lambda ->
    infinity.
    """
    series = [sp.Integer(1), sp.Integer(0)]
    for _ in range(3):
        series.append(sp.expand(_d * series[-1] + _kappa * series[-2]))
    quartic = sp.Poly(series[4], _d, _kappa)
    nonnegative = all(entry > 0 for entry in quartic.coeffs()) and quartic.coeff_monomial(_kappa**2) == 1
    if not nonnegative:
        return unknown("the series of G was not confirmed", "symbolic")
    return all_of([("third derivative", prove_third_derivative_positive()), ("one boundary", prove_one_boundary())])
