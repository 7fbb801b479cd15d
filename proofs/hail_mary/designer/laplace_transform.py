"""Footnote 11's Laplace transform of the time to the boundary when the leader plays safe: for which gaps k_0?

|Delta k| reflects at 0 with drift -pi and volatility sigma, so u(k_0) = E e^{-theta tau} solves sigma^2
u''/2 - pi u' = theta u with u'(0) = 0 and u(k*) = 1. The printed formula does, so it is right for 0 <=
k_0 <= k*. It is not even in k_0 unless pi = 0, so a trailing first agent (k_0 < 0) needs |k_0| in its
place; and beyond k* the time is 0 and the transform 1, while the printed value exceeds 1.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable

import sympy as sp
from flint import arb, ctx

from proofs.hail_mary.designer.letters import LETTER, in_letters
from proofs.hail_mary.finding import Finding

PI, SIGMA, THETA, STAR, START = (LETTER[name] for name in ("pi", "sigma", "theta", "k_star", "k_0"))
ROOT = sp.sqrt(PI**2 + 2 * THETA * SIGMA**2)


def _shape(gap: sp.Expr) -> sp.Expr:
    return ROOT * sp.cosh(gap * ROOT / SIGMA**2) + (-PI) * sp.sinh(gap * ROOT / SIGMA**2)


PRINTED = sp.exp((-PI) * (STAR - START) / SIGMA**2) * _shape(START) / _shape(STAR)


def boundary_value_problem(printed: sp.Expr) -> tuple[sp.Expr, sp.Expr, sp.Expr]:
    """What is left of the equation, of reflection at 0 and of u(k*) = 1; all zero when the formula solves
    it."""
    u = in_letters(printed)
    inside = SIGMA**2 / 2 * u.diff(START, 2) - PI * u.diff(START) - THETA * u
    at_tie = u.diff(START).subs(START, 0)
    parts = inside, at_tie, u.subs(START, STAR) - 1
    return tuple(sp.simplify(part.rewrite(sp.exp)) for part in parts)


def prove_transform(printed: sp.Expr = PRINTED) -> Finding:
    """The formula solves the boundary value problem, whose solution is unique, so it is the transform on
    [0, k*]."""
    left = boundary_value_problem(printed)
    if all(part == 0 for part in left):
        return Finding("proved", "symbolic", "solves the equation, reflects at 0 and is 1 at k*, for 0 <= k_0 <= k*")
    names = [name for name, part in zip(("equation", "reflection", "boundary"), left, strict=True) if part != 0]
    return _another_value(printed, f"violates: {', '.join(names)}")


def _ball(formula: sp.Expr, at: dict[sp.Symbol, sp.Rational]) -> arb:
    """Ball around an exp/cosh/sinh/sqrt formula at exact values, by walking its tree."""
    if formula.is_Symbol:
        return _ball(at[formula], at)
    if formula.is_Rational:
        return arb(int(formula.p)) / int(formula.q)
    parts = [_ball(part, at) for part in formula.args]
    if formula.is_Add or formula.is_Mul:
        total = parts[0]
        for part in parts[1:]:
            total = total + part if formula.is_Add else total * part
        return total
    if formula.is_Pow and formula.exp.is_Rational and formula.exp.q in (1, 2):
        base = parts[0].sqrt() if formula.exp.q == 2 else parts[0]
        return base ** int(formula.exp.p)
    return {"cosh": arb.cosh, "sinh": arb.sinh, "exp": arb.exp}[type(formula).__name__](parts[0])


AT = {PI: sp.Integer(-1), SIGMA: sp.Integer(1), THETA: sp.Rational(3, 2), STAR: sp.Integer(1)}
# All numbers different, so that no letter does in another's place.
APART = {PI: sp.Rational(-3, 4), SIGMA: sp.Integer(2), THETA: sp.Rational(5, 3), STAR: sp.Rational(7, 5)}
STARTS = (sp.Rational(1, 2), sp.Rational(0), sp.Rational(5, 4))


def _another_value(printed: sp.Expr, violated: str) -> Finding:
    """A formula that does not solve the problem, with a gap at which its ball misses that of the solution."""
    ctx.prec = 160
    for start in STARTS:
        at = APART | {START: start}
        value, solution = (_ball(in_letters(formula), at) for formula in (printed, PRINTED))
        if value < solution or value > solution:
            witness = {str(k): str(v) for k, v in at.items()}
            detail = f"{violated}; {value.str(8)} where the transform is {solution.str(8)}"
            return Finding("refuted", "enclosure", detail, witness)
    return Finding("refuted", "symbolic", violated)


def decide_at_gap(start: sp.Rational, printed: sp.Expr = PRINTED) -> Finding:
    """At pi = -1, sigma = 1, theta = 3/2, k* = 1 and this k_0: is the printed value the transform? Balls.

    The two swapped starts of one contest have the same time to the boundary, and nothing exceeds 1.
    """
    ctx.prec = 160
    value, mirrored = (_ball(in_letters(printed), AT | {START: k}) for k in (start, -start))
    witness = {str(k): str(v) for k, v in (AT | {START: start}).items()}
    if abs(start) > 1 and (value > 1 or value < 1):
        return Finding("refuted", "enclosure", f"the time is 0, so 1, but the formula gives {value.str(8)}", witness)
    if start < 0 and (value < mirrored or value > mirrored):
        return Finding(
            "refuted", "enclosure", f"{value.str(8)} here, {mirrored.str(8)} with the agents swapped", witness
        )
    return Finding("unknown", "enclosure", f"nothing against it at k_0 = {start}: {value.str(8)}")


def prove_repaired_transform() -> Finding:
    """With |k_0| the formula is right on [-k*, k*]: it is even, and on [0, k*] it is the one proved above."""
    return prove_transform(PRINTED)


def prove_decreasing_in_boundary() -> Finding:
    """The slope of log Psi in k* is -2 theta sinh / (root cosh - pi sinh) < 0, for either sign of pi."""
    gap = STAR * ROOT / SIGMA**2
    slope = sp.log(PRINTED).diff(STAR)
    claimed = -2 * THETA * sp.sinh(gap) / _shape(STAR)
    if sp.simplify((slope - claimed).rewrite(sp.exp)) == 0:
        return Finding(
            "proved", "symbolic", "slope of log Psi is -2 theta sinh / (root cosh - pi sinh), and root > |pi|"
        )
    return Finding("refuted", "symbolic", "another slope")


Transform = Callable[[dict[str, float]], float]


def printed_transform(v: dict[str, float]) -> float:
    """Footnote 11 as printed, at floats."""
    root = math.sqrt(v["pi"] ** 2 + 2 * v["theta"] * v["sigma"] ** 2)
    start, end = (
        root * math.cosh(k * root / v["sigma"] ** 2) - v["pi"] * math.sinh(k * root / v["sigma"] ** 2)
        for k in (v["k_0"], v["k_star"])
    )
    return math.exp(-v["pi"] * (v["k_star"] - v["k_0"]) / v["sigma"] ** 2) * start / end


def chain_transform(v: dict[str, float], cells: int = 400) -> float:
    """Psi of a nearest-neighbour walk on |Delta k| (second-order in the step), solved by one elimination
    sweep."""
    h = v["k_star"] / cells
    move, drift = v["sigma"] ** 2 / h**2, -v["pi"] / (2 * h)
    up, down, stay = move / 2 + drift, move / 2 - drift, move + v["theta"]
    # u_n = ratio_n u_{n+1}; at a tie both neighbours are the same state
    ratios = [move / stay]
    for _ in range(1, cells):
        ratios.append(up / (stay - down * ratios[-1]))
    start = abs(v["k_0"]) / h
    if start >= cells:
        return 1.0
    whole = int(start)
    return math.prod(ratios[whole:]) * math.pow(ratios[whole], whole - start)


def draw_gap(rng: random.Random, low: float, high: float) -> dict[str, float]:
    """pi in [-2, 0], and k_0 between the given multiples of k*."""
    v = {
        "pi": -rng.uniform(0, 2),
        "sigma": rng.uniform(0.5, 2),
        "theta": rng.uniform(0.2, 3),
        "k_star": rng.uniform(0.2, 1.5),
    }
    return v | {"k_0": rng.uniform(low, high) * v["k_star"]}


def break_transform(
    printed: Transform = printed_transform, low: float = 0, high: float = 1, draws: int = 30
) -> Finding:
    """Against a nearest-neighbour walk at drawn parameters; k_0 between `low` and `high` times k*."""
    rng = random.Random(5)
    for _ in range(draws):
        v = draw_gap(rng, low, high)
        claimed, walked = printed(v), chain_transform(v)
        if abs(claimed - walked) > 2e-3:
            return Finding(
                "refuted",
                "sampled",
                f"{claimed:.5f}, the walk gives {walked:.5f}",
                {k: str(x) for k, x in v.items()},
            )
    return Finding("unknown", "sampled", f"{draws} draws, none against")
