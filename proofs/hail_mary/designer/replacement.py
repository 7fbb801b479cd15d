"""Do the derivations of Section 3 carry over when phi gives way to phi-bar (Section 4.1, equation (2))?

Inside the region where both are in, they do: the ratio is the right one. At the boundary they do not:
(A.3) becomes the lone leader's worth, which is not the interior level. The two differ by lambda_low
(worth - P_low) / R, so the sentence is true exactly when lambda_low = 0 or P_low is what the lone leader
is worth.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping
from fractions import Fraction

import mpmath as mp
import sympy as sp

from proofs.hail_mary.designer.extended_value import RATES, ExtendedContest
from proofs.hail_mary.designer.letters import LETTER, in_letters
from proofs.hail_mary.finding import Finding

Values = Mapping[str, Fraction]
PRIMITIVE = ExtendedContest.at(LETTER)
PHI_BAR = ((LETTER["lambda_high"] - LETTER["lambda_low"]) * (LETTER["P_high"] - LETTER["P_low"])) / (
    LETTER["c"] - (LETTER["lambda_low"] * LETTER["P_high"] + LETTER["lambda_high"] * LETTER["P_low"])
)


def phi_bar(v: Values) -> Fraction:
    """Equation (2) as printed, at exact values."""
    return ((v["lambda_high"] - v["lambda_low"]) * (v["P_high"] - v["P_low"])) / (
        v["c"] - (v["lambda_low"] * v["P_high"] + v["lambda_high"] * v["P_low"])
    )


def draw_contest(rng: random.Random) -> dict[str, Fraction]:
    """Exact values with lambda_high > lambda_low >= 0, P_high >= P_low >= 0 and a follower who loses by
    staying."""

    def q(least: int, most: int) -> Fraction:
        return Fraction(rng.randint(least, most), rng.randint(1, 12))

    low, prize = rng.choice([Fraction(0), q(0, 12)]), rng.choice([Fraction(0), q(0, 12)])
    v = {
        "lambda_low": low,
        "lambda_high": low + q(1, 12),
        "P_low": prize,
        "P_high": prize + q(1, 12),
        "r": q(1, 12),
    }
    v["c"] = v["lambda_low"] * v["P_high"] + v["lambda_high"] * v["P_low"] + q(1, 12)
    return v


def prove_profitability(printed: sp.Expr = PHI_BAR) -> Finding:
    """phi-bar is (leader's level + follower's loss) / follower's loss, and lambda_high P_high / c in the
    baseline."""
    formula = in_letters(printed)
    gap = sp.factor(formula - PRIMITIVE.profitability)
    baseline = formula.subs({LETTER["lambda_low"]: 0, LETTER["P_low"]: 0})
    rest = sp.factor(baseline - LETTER["lambda_high"] * LETTER["P_high"] / LETTER["c"])
    if gap == 0 and rest == 0:
        return Finding(
            "proved",
            "symbolic",
            "equals the ratio of interior levels; the baseline's phi is the special case",
        )
    return Finding(
        "refuted",
        "symbolic",
        f"differs from the ratio of interior levels by {gap}, in the baseline by {rest}",
    )


def _staying_worth(v: Values, wins: str, loses: str) -> mp.mpf:
    """Worth of holding one place for ever, as an integral over time (per unit: rate of each end times its
    prize)."""
    total = sum(float(v[name]) for name in ("r", "lambda_high", "lambda_low"))
    flow = v[wins] * v["P_high"] + v[loses] * v["P_low"] - v["c"]
    return mp.quad(lambda t: mp.exp(-total * t), [0, mp.inf]) * mp.mpf(flow.numerator) / flow.denominator


def break_profitability(printed: Callable[[Values], Fraction] = phi_bar, draws: int = 60, seed: int = 0) -> Finding:
    """Compare with values integrated over time at exact draws; a difference is a counterexample."""
    rng = random.Random(seed)
    for _ in range(draws):
        v = draw_contest(rng)
        lead = _staying_worth(v, "lambda_high", "lambda_low")
        follow = _staying_worth(v, "lambda_low", "lambda_high")
        value = printed(v)
        if abs((lead - follow) / -follow - mp.mpf(value.numerator) / value.denominator) > mp.mpf(10) ** -9 * (
            1 + abs(value)
        ):
            return Finding(
                "refuted", "sampled", "differs from the integrated values", {k: str(x) for k, x in v.items()}
            )
    return Finding("unknown", "sampled", f"{draws} draws, none against")


def boundary_gap() -> sp.Expr:
    """Lone leader's worth minus the interior level that the replacement would put into (A.3), factored.

    >>> boundary_gap().subs({LETTER["lambda_low"]: 0})
    0
    """
    return sp.factor(PRIMITIVE.lone_level - PRIMITIVE.leader_level)


def prove_replacement_class() -> Finding:
    """The gap is lambda_low (lone worth - P_low) / R: zero exactly for lambda_low = 0 or P_low = lone
    worth."""
    expected = LETTER["lambda_low"] * (PRIMITIVE.lone_level - LETTER["P_low"]) / PRIMITIVE.discount
    ratios = sp.factor(PRIMITIVE.exit_profitability - PRIMITIVE.profitability - expected / PRIMITIVE.follower_loss)
    if sp.factor(boundary_gap() - expected) == 0 and ratios == 0:
        return Finding(
            "proved",
            "symbolic",
            "both ratios agree exactly if lambda_low = 0 or P_low is the lone leader's worth",
        )
    return Finding("refuted", "symbolic", "the gap at the boundary is not lambda_low (worth - P_low)/R")


WITNESS: dict[str, Fraction] = dict(
    zip(RATES, (Fraction(2), Fraction(1), Fraction(1), Fraction(0), Fraction(3, 2), Fraction(1)), strict=True)
)


def decide_replacement(at: Values = WITNESS) -> Finding:
    """At exact values: does (A.3) with phi-bar give the lone leader's worth? Exact arithmetic, no solver."""
    contest = ExtendedContest.at(at)
    interior, lone = contest.leader_level, contest.lone_level
    detail = f"(A.3) under the replacement says {interior}, the lone leader is worth {lone}"
    if interior == lone:
        return Finding("unknown", "exact", detail)
    return Finding("refuted", "exact", detail, {k: str(v) for k, v in at.items()})


def _march(
    level: float, discount: float, sigma: float, start: tuple[float, float], length: float
) -> tuple[float, float]:
    """Runge-Kutta for R V = R level + sigma^2 V'' over `length`; returns (V, V') at the end."""
    steps = 400
    h, (v, slope) = length / steps, start

    def rise(value: float) -> float:
        return discount * (value - level) / sigma**2

    for _ in range(steps):
        k1, l1 = slope, rise(v)
        k2, l2 = slope + h / 2 * l1, rise(v + h / 2 * k1)
        k3, l3 = slope + h / 2 * l2, rise(v + h / 2 * k2)
        k4, l4 = slope + h * l3, rise(v + h * k3)
        v, slope = v + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4), slope + h / 6 * (l1 + 2 * l2 + 2 * l3 + l4)
    return v, slope


def boundary_value_reached(contest: ExtendedContest, k_star: float, sigma: float = 1.0) -> float:
    """Leader's value at k_star that value matching, smooth pasting and C1 contact force when both take
    the risk."""
    c = {name: float(getattr(contest, name)) for name in ("discount", "leader_level", "follower_loss", "dropout_level")}
    tie = _march(-c["follower_loss"], c["discount"], sigma, (c["dropout_level"], 0.0), k_star)
    return _march(c["leader_level"], c["discount"], sigma, tie, k_star)[0]


def high_boundary(profitability: float, exit_profitability: float, discount: float, sigma: float = 1.0) -> float:
    """k* when both take the risk: cosh is the root of 2x^2 - 1 - phi x + phi - omega (footnote 10 at
    omega = phi)."""
    radical = math.sqrt(profitability**2 + 8 * (1 + exit_profitability - profitability))
    return sigma * math.acosh((profitability + radical) / 4) / math.sqrt(discount)


def break_replacement(draws: int = 40, seed: int = 0, lambda_low_zero: bool = False) -> Finding:
    """March the ODEs out to footnote 10's k* with phi-bar and compare what is reached with the lone
    leader's worth."""
    rng = random.Random(seed)
    for _ in range(draws):
        v = draw_contest(rng) | ({"lambda_low": Fraction(0)} if lambda_low_zero else {})
        contest = ExtendedContest.at({k: float(x) for k, x in v.items()})
        phi = contest.profitability
        if not (contest.lone_level > 0 and 1 < phi < 50):
            continue
        reached = boundary_value_reached(contest, high_boundary(phi, phi, contest.discount))
        if abs(reached - contest.lone_level) > 1e-6 * (1 + abs(reached)):
            detail = f"the replaced boundary leads to {reached:.6g}, not to {contest.lone_level:.6g}"
            return Finding("refuted", "sampled", detail, {k: str(x) for k, x in v.items()})
    return Finding("unknown", "sampled", f"{draws} draws, none against")


def break_two_ratio_boundary(draws: int = 40, seed: int = 1) -> Finding:
    """The repair: with both ratios the same march ends at the lone leader's worth."""
    rng = random.Random(seed)
    for _ in range(draws):
        v = draw_contest(rng)
        contest = ExtendedContest.at({k: float(x) for k, x in v.items()})
        phi, omega = contest.profitability, contest.exit_profitability
        if not (1 < omega < 50 and 1 < phi < 50):
            continue
        reached = boundary_value_reached(contest, high_boundary(phi, omega, contest.discount))
        if abs(reached - contest.lone_level) > 1e-6 * (1 + abs(reached)):
            return Finding(
                "refuted",
                "sampled",
                f"{reached} against {contest.lone_level}",
                {k: str(x) for k, x in v.items()},
            )
    return Finding("unknown", "sampled", f"{draws} draws, none against")
