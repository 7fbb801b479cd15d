"""The two chains in the proof of Proposition 4, equality by equality, for every law of the hitting time
at once.

Every line of both chains is linear in the law of tau, so an equality of two lines holds for all laws
exactly when it holds for a tau that is known, tau = x (Tonelli; x = infinity included, where e^{-theta x}
= 0). Given tau = x, success comes at the summed rate before x and at lambda_high after it: P(T > t) =
e^{-(lambda_high + lambda_low) min(t, x)
- lambda_high (t - x)^+}. The second chain's second line has e^{-lambda_high t} there instead, which is
  right only at lambda_low = 0.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise

import sympy as sp

from proofs.hail_mary.designer.letters import LETTER, in_letters
from proofs.hail_mary.finding import Finding

HIGH, LOW, T, X = LETTER["lambda_high"], LETTER["lambda_low"], LETTER["t"], LETTER["x"]
SUM = HIGH + LOW


def survival(before: bool) -> sp.Expr:
    """P(T > t given tau = x) for t < x (`before`) or t > x, from the rates alone.

    >>> sp.simplify(survival(True).subs(T, X) - survival(False).subs(T, X))
    0
    """
    return sp.exp(-SUM * T) if before else sp.exp(-SUM * X - HIGH * (T - X))


def stay_chain() -> list[sp.Expr]:
    """First chain at tau = x: the primitive line, the printed integral over t, the printed integrand in x."""
    return [
        sp.integrate(survival(True), (T, 0, X)),
        sp.integrate(sp.exp(-(HIGH + LOW) * T), (T, 0, X)),
        (1 - sp.exp(-(HIGH + LOW) * X)) / (HIGH + LOW),
    ]


def success_chain() -> list[sp.Expr]:
    """Second chain at tau = x: the primitive line and the three printed ones."""
    stay = sp.integrate(sp.exp(-(HIGH + LOW) * T), (T, 0, X))
    printed = (1 - sp.exp(-(HIGH + LOW) * X)) / (HIGH + LOW) + sp.exp(-HIGH * X) / HIGH
    return [
        sp.integrate(survival(True), (T, 0, X)) + sp.integrate(survival(False), (T, X, sp.oo)),
        stay + sp.integrate(sp.exp(-HIGH * T), (T, X, sp.oo)),
        printed,
        printed,
    ]


def repaired_success_integrand() -> sp.Expr:
    """What the last two lines should integrate over the law of tau."""
    return (1 - sp.exp(-SUM * X)) / SUM + sp.exp(-SUM * X) / HIGH


def decide_chain(lines: Sequence[sp.Expr]) -> list[Finding]:
    """One finding per equality of a chain whose lines are given at tau = x; a witness is exact in
    e^{-lambda_low x}."""
    return [_decide_equality(in_letters(left), in_letters(right)) for left, right in pairwise(lines)]


def _decide_equality(left: sp.Expr, right: sp.Expr) -> Finding:
    gap = sp.simplify(left - right)
    if gap == 0:
        return Finding("proved", "symbolic", "equal at tau = x for every x; linear in the law of tau")
    at = {HIGH: sp.Integer(2), LOW: sp.Integer(1), X: sp.log(2)}
    values = sp.simplify(left.subs(at)), sp.simplify(right.subs(at))
    if values[0].is_Rational and values[1].is_Rational and values[0] != values[1]:
        return Finding("refuted", "exact", f"{values[0]} against {values[1]}", {str(k): str(v) for k, v in at.items()})
    return Finding("unknown", "symbolic", f"difference {gap} not decided at the witness")


def prove_stay_time() -> list[Finding]:
    """Every equality of the first chain."""
    return decide_chain(stay_chain())


def decide_success_time() -> list[Finding]:
    """Every equality of the second chain: the second fails for lambda_low > 0, the others hold."""
    return decide_chain(success_chain())


def prove_repaired_success_time() -> Finding:
    """(1 - Psi(sum)) / sum + Psi(sum) / lambda_high is the expected time to success."""
    return _decide_equality(success_chain()[0], repaired_success_integrand())


def prove_success_time_without_low_rate() -> Finding:
    """At lambda_low = 0 the printed line is right too, and both are 1 / lambda_high whatever the law of
    tau."""
    true, printed = (sp.simplify(line.subs(LOW, 0) - 1 / HIGH) for line in success_chain()[:3:2])
    if true == 0 and printed == 0:
        return Finding("proved", "symbolic", "both sides are 1/lambda_high at every x")
    return Finding("refuted", "symbolic", f"off by {true} and {printed}")


Transform = Callable[[float], float]


def printed_stay_time(high: float, low: float, psi: Transform) -> float:
    """Last line of the first chain."""
    return (1 - psi(high + low)) / (high + low)


def printed_success_time(high: float, low: float, psi: Transform) -> float:
    """Last line of the second chain."""
    return (1 - psi(high + low)) / (high + low) + psi(high) / high


def repaired_success_time(high: float, low: float, psi: Transform) -> float:
    """Last line of the second chain with the transform taken at the summed rate."""
    return (1 - psi(high + low)) / (high + low) + psi(high + low) / high


def simulate_times(high: float, low: float, taus: Sequence[float], runs: int, seed: int) -> tuple[float, float, float]:
    """Mean stay, mean success time and the latter's standard error, by drawing who succeeds when; taus
    equally likely."""
    rng = random.Random(seed)
    stay, success = [], []
    for _ in range(runs):
        tau = rng.choice(taus)
        leader, follower = rng.expovariate(high), rng.expovariate(low) if low else math.inf
        end = leader if follower >= min(tau, leader) else follower
        stay.append(min(end, tau))
        success.append(end)
    mean = sum(success) / runs
    spread = (sum((s - mean) ** 2 for s in success) / (runs - 1) / runs) ** 0.5
    return sum(stay) / runs, mean, spread


def _transform_of(taus: Sequence[float]) -> Transform:
    return lambda theta: sum(math.exp(-theta * x) for x in taus) / len(taus)


def break_chain_end(
    printed: Callable[[float, float, Transform], float],
    of_success: bool,
    cases: int = 4,
    runs: int = 40_000,
    seed: int = 0,
) -> Finding:
    """Simulate competing successes at drawn rates and two-point laws of tau; beyond 6 standard errors is
    against it."""
    rng = random.Random(seed)
    for case in range(cases):
        high = rng.uniform(0.5, 2)
        low, taus = high * rng.uniform(0.4, 0.9), [rng.uniform(0.1, 1), rng.uniform(0.2, 2)]
        stay, success, error = simulate_times(high, low, taus, runs, seed + case)
        claimed = printed(high, low, _transform_of(taus))
        if abs(claimed - (success if of_success else stay)) > 6 * error:
            witness = {"lambda_high": str(high), "lambda_low": str(low), "tau": str(taus)}
            return Finding(
                "refuted",
                "simulated",
                f"printed {claimed:.4f}, simulated {success:.4f} +- {error:.4f}",
                witness,
            )
    return Finding("unknown", "simulated", f"{cases} laws of tau, {runs} runs each, none against")


def _two_point_success(q: Fraction, weight_at_zero: Fraction) -> Fraction:
    """Printed last line at lambda_high = 2, lambda_low = 1: tau is 0 with the given weight, else e^{-tau}
    = q."""
    late = (1 - q**3) / 3 + q**2 / 2
    return weight_at_zero / 2 + (1 - weight_at_zero) * late


def decide_monotonicity_reason() -> Finding:
    """Does "Psi decreases in k* at every theta" alone make the printed sum decrease? Exact counterexample.

    Compare tau' = x for sure with tau = 0 or 2x at even odds: by Jensen Psi is lower for tau' at every
    theta, yet the printed sum is higher, since Psi enters it with both signs. Rates: lambda_high = 2,
    lambda_low = 1.
    """
    q = Fraction(9, 10)
    spread, sure = _two_point_success(q**2, Fraction(1, 2)), _two_point_success(q, Fraction(0))
    if sure > spread:
        witness = {
            "e^{-x}": str(q),
            "printed sum, tau = 0 or 2x": str(spread),
            "printed sum, tau = x": str(sure),
        }
        return Finding("refuted", "exact", "Psi lower at every theta, the printed sum higher", witness)
    return Finding("unknown", "exact", "this pair does not separate the two orders")


def prove_repaired_reason() -> Finding:
    """Repaired: 1/sum + Psi(sum) lambda_low / (lambda_high sum), increasing in Psi exactly when
    lambda_low > 0."""
    psi = sp.Symbol("Psi", positive=True)
    form = (1 - psi) / SUM + psi / HIGH
    slope = sp.factor(sp.together(form.diff(psi)))
    if sp.simplify(slope - LOW / (HIGH * SUM)) == 0:
        return Finding(
            "proved",
            "symbolic",
            "affine in Psi(sum) with slope lambda_low/(lambda_high (lambda_high+lambda_low))",
        )
    return Finding("refuted", "symbolic", f"slope {slope}")


def prove_printed_sum_decreases_in_tau() -> Finding:
    """The printed sum decreases too when tau rises in first-order dominance: its slope in x is e^{-sum x}
    - e^{-high x}."""
    slope = sp.simplify(success_chain()[2].diff(X) - (sp.exp(-SUM * X) - sp.exp(-HIGH * X)))
    if slope == 0:
        return Finding(
            "proved",
            "symbolic",
            "slope in x is -e^{-lambda_high x}(1 - e^{-lambda_low x}), negative for lambda_low > 0",
        )
    return Finding("refuted", "symbolic", f"slope differs by {slope}")
