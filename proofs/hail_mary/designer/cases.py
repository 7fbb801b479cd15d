"""Do the adapted thresholds of Definition 1 separate the three types of equilibrium in the extended game?

The leader's gain from the risk at the follower's boundary is 2 pi V' + R (lone worth - interior level)
times a positive number. In the baseline the second term is zero; here it is lambda_low (lone worth -
P_low). At pi = 0, a low return, it is positive as soon as P_low is below the lone worth, so the
low-return profile is no equilibrium: the leader takes the risk near the boundary. At lambda_low = 0 the
thresholds are right. What takes their place for d = omega - phi >= 0:

    low     iff  pi <= 0 and d <= 2 |p| s at the boundary of the all-safe profile (always, if p <= -1/2),
    high    iff  p >= (phi - X) / (2 sqrt(X^2 - 1)),  X = (phi + sqrt(phi^2 + 8 (1 + d))) / 4,
    medium  in between, for either sign of pi,

with p = pi / (sigma sqrt(R)) and s = (1 + d) C'/S' the slope of the leader's value there.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np
import sympy as sp

from proofs.hail_mary.designer.allocation_search import SHAPES, solve_contests
from proofs.hail_mary.designer.extended_value import ExtendedContest
from proofs.hail_mary.designer.replacement import PRIMITIVE, WITNESS, Values
from proofs.hail_mary.finding import Finding

PHI, EXCESS = sp.symbols("phi d", positive=True)
Threshold = Callable[[float], float]


def printed_factor(phi: sp.Expr) -> sp.Expr:
    """f of footnote 6: Definition 1 compares pi / sigma with sqrt(R) f / 2."""
    root = sp.sqrt(phi**2 + 8)
    return sp.sqrt(2 * phi * (root + phi) - 8) / (root + phi)


def high_threshold(phi: sp.Expr, excess: sp.Expr) -> sp.Expr:
    """Smallest p at which a leader who always takes the risk gains by it at a tie.

    >>> high_threshold(sp.Integer(2), sp.Integer(0)).evalf(6)
    0.340625
    """
    x = (phi + sp.sqrt(phi**2 + 8 * (1 + excess))) / 4
    return (phi - x) / (2 * sp.sqrt(x**2 - 1))


def gain_at_boundary() -> sp.Expr:
    """pi V' + sigma^2 V''/2 at the boundary under the low profile, from the leader's equation there."""
    pi, sigma, slope = sp.symbols("pi sigma slope", real=True)
    second = sp.Symbol("second", real=True)
    equation = (
        PRIMITIVE.discount * PRIMITIVE.lone_level
        - PRIMITIVE.discount * PRIMITIVE.leader_level
        + pi * slope
        - sigma**2 * second / 2
    )
    curvature = sp.solve(equation, second)[0]
    return sp.factor(pi * slope + sigma**2 * curvature / 2 - 2 * pi * slope)


def decide_low_case(at: Values | None = None) -> Finding:
    """At pi = 0 the printed low profile fails where the leader's gain at the boundary, R (worth - level),
    is positive."""
    v = at or WITNESS
    contest = ExtendedContest.at(v)
    gain = contest.discount * (contest.lone_level - contest.leader_level)
    if gain > 0:
        witness = {k: str(x) for k, x in v.items()} | {"pi": "0"}
        return Finding(
            "refuted",
            "exact",
            f"the leader gains {gain} per unit of time from the risk at the boundary",
            witness,
        )
    return Finding("unknown", "exact", f"the gain at the boundary is {gain}")


def prove_boundary_gain() -> Finding:
    """Apart from 2 pi V', the gain at the boundary is lambda_low (lone worth - P_low)."""
    claimed = PRIMITIVE.lambda_low * (PRIMITIVE.lone_level - PRIMITIVE.P_low)
    if sp.simplify(gain_at_boundary() - claimed) == 0:
        return Finding("proved", "symbolic", "gain = 2 pi V' + lambda_low (lone worth - P_low)")
    return Finding("refuted", "symbolic", f"gain is {gain_at_boundary()}")


def prove_threshold_without_low_rate() -> Finding:
    """At d = 0 (lambda_low = 0) the threshold is the printed f / 2."""
    x = sp.Symbol("X", positive=True)  # phi = (2 X^2 - 1) / X parametrises phi > 1 by X > 1
    phi = (2 * x**2 - 1) / x
    root = 4 * x - phi  # sqrt(phi^2 + 8), the positive root for X > 1
    squares = sp.simplify(root**2 - phi**2 - 8)
    printed = (2 * phi * (root + phi) - 8) / (root + phi) ** 2 / 4
    own = (phi - x) ** 2 / (4 * (x**2 - 1))
    if squares == 0 and sp.simplify(printed - own) == 0:
        return Finding("proved", "symbolic", "f(phi)^2 / 4 = ((phi - X) / (2 sqrt(X^2 - 1)))^2, both positive")
    return Finding("refuted", "symbolic", f"{squares}, {sp.simplify(printed - own)}")


def decide_high_case(contest: ExtendedContest | None = None, p: Fraction = Fraction(17, 50)) -> Finding:
    """Between the two thresholds the printed definition says high, and the leader loses by the risk at a
    tie (or not)."""
    q = Fraction
    contest = contest or ExtendedContest(q(1), q(1, 4), q(63, 50), q(8, 25), c=q(1), r=q(11, 4))
    phi, d = (sp.Rational(str(x)) for x in (contest.profitability, contest.exit_profitability - contest.profitability))
    printed, own = printed_factor(phi) / 2, high_threshold(phi, d)
    level = sp.Rational(str(p))
    says, true = bool(level >= printed), bool(level >= own)
    detail = f"printed threshold {sp.N(printed, 8)}, in the game {sp.N(own, 8)}, p = {p}"
    if says != true:
        return Finding("refuted", "exact", detail, {"contest": str(contest), "p": str(p)})
    return Finding("unknown", "exact", detail)


def shape_found(phi: float, omega: float, p: float) -> str:
    """Which rule of the leader is consistent in the solved contest."""
    found = solve_contests(np.array([p]), np.array([phi]), np.array([omega]))
    return SHAPES[int(found.shape[0])]


def break_definition(excess_share: float, draws: int = 40, seed: int = 2) -> Finding:
    """Solve drawn contests with d = excess_share (phi - 1) and compare the shape found with what
    Definition 1 says."""
    rng = np.random.default_rng(seed)
    phi, p = rng.uniform(1.05, 4, draws), rng.uniform(-0.3, 0.6, draws)
    found = solve_contests(p, phi, phi + excess_share * (phi - 1))
    for shape, ratio, level in zip(found.shape, phi, p, strict=True):
        root = (ratio**2 + 8) ** 0.5
        bound = (2 * ratio * (root + ratio) - 8) ** 0.5 / (root + ratio) / 2
        said = "safe" if level <= 0 else "near" if level < bound else "risky"
        if SHAPES[int(shape)] != said:
            witness = {"phi": str(ratio), "omega": str(ratio + excess_share * (ratio - 1)), "p": str(level)}
            return Finding(
                "refuted",
                "sampled",
                f"Definition 1 says {said}, the equilibrium is {SHAPES[int(shape)]}",
                witness,
            )
    return Finding("unknown", "sampled", f"{draws} draws, none against")
