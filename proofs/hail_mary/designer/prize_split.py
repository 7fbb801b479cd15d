"""The algebra in part 1 of Proposition 5: the positive denominator, every arrow of the chain, and where
it is tight.

Everything is a polynomial inequality under lambda_high > lambda_low >= 0, P_high >= P_low >= 0, P_high +
P_low <= B, (lambda_high + lambda_low) B / 2 < c. The proofs are identities with nonnegative factors,
re-expanded exactly, and z3; the breaker draws exact rationals, corners included.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import sympy as sp
import z3

from proofs.hail_mary.designer.letters import LETTER, in_letters
from proofs.hail_mary.finding import Finding
from proofs.hail_mary.smt import solver

HIGH, LOW, WIN, LOSE, BUDGET, COST = (LETTER[n] for n in ("lambda_high", "lambda_low", "P_high", "P_low", "B", "c"))
SLACK, TILT, SPREAD = BUDGET - WIN - LOSE, HIGH - LOW, WIN - LOSE
SMALLNESS = COST - (HIGH + LOW) * BUDGET / 2

DENOMINATOR = COST - (LOW * WIN + HIGH * LOSE)
WINNER_TAKES_ALL_DENOMINATOR = COST - LOW * BUDGET
LEFT = TILT * SPREAD / DENOMINATOR
RIGHT = TILT * BUDGET / WINNER_TAKES_ALL_DENOMINATOR
LINES = (
    COST * BUDGET - COST * WIN + (COST - HIGH * BUDGET - LOW * BUDGET) * LOSE,
    COST * BUDGET - COST * (BUDGET - LOSE) + (COST - HIGH * BUDGET - LOW * BUDGET) * LOSE,
    (COST - (HIGH + LOW) * BUDGET / 2) * LOSE,
)


def _identity(name: str, left: sp.Expr, right: sp.Expr) -> Finding:
    gap = sp.expand(sp.together(left - right))
    if gap == 0:
        return Finding("proved", "exact", name)
    return Finding("refuted", "symbolic", f"{name}: differs by {gap}")


def prove_denominator_positive(printed: sp.Expr = DENOMINATOR) -> Finding:
    """c - (lambda_low P_high + lambda_high P_low) = smallness + sum/2 slack + tilt/2 spread, each
    nonnegative."""
    certificate = SMALLNESS + (HIGH + LOW) / 2 * SLACK + TILT / 2 * SPREAD
    return _identity("a positive number plus two nonnegative products", in_letters(printed), certificate)


def prove_other_denominator_positive() -> Finding:
    """c - lambda_low B = smallness + tilt B / 2, what the cross-multiplication needs too."""
    return _identity("two positive terms", WINNER_TAKES_ALL_DENOMINATOR, SMALLNESS + TILT * BUDGET / 2)


def prove_first_arrow(left: sp.Expr = LEFT, right: sp.Expr = RIGHT, line: sp.Expr = LINES[0]) -> Finding:
    """right - left is the first line times tilt over the two positive denominators: an equivalence."""
    difference = (in_letters(right) - in_letters(left)) * DENOMINATOR * WINNER_TAKES_ALL_DENOMINATOR
    return _identity(
        "difference of the ratios = tilt times the first line", sp.cancel(difference), TILT * in_letters(line)
    )


def prove_second_arrow(line: sp.Expr = LINES[0], weaker: sp.Expr = LINES[1]) -> Finding:
    """The first line exceeds the second by c times the slack: the printed arrow to the left holds."""
    return _identity("first line - second line = c slack", in_letters(line) - in_letters(weaker), COST * SLACK)


def prove_third_arrow(line: sp.Expr = LINES[1], last: sp.Expr = LINES[2]) -> Finding:
    """The second line is twice the last: an equivalence, and the last is nonnegative."""
    return _identity("second line = 2 (last line)", in_letters(line), 2 * in_letters(last))


def prove_equality_case() -> Finding:
    """First line = c slack + 2 smallness P_low: zero exactly at P_low = 0, P_high = B."""
    return _identity("c slack + 2 smallness P_low", LINES[0], COST * SLACK + 2 * SMALLNESS * LOSE)


def prove_chain() -> list[Finding]:
    """All steps in the order in which the proof takes them."""
    steps = (
        prove_denominator_positive,
        prove_other_denominator_positive,
        prove_first_arrow,
        prove_second_arrow,
    )
    return [step() for step in steps] + [prove_third_arrow(), prove_equality_case()]


def _reals(drop: str = "") -> tuple[Any, ...]:
    h, low, win, lose, budget, c = z3.Reals("h l H L B c")
    facts = {
        "rates": z3.And(h > low, low >= 0),
        "prizes": z3.And(win >= lose, lose >= 0),
        "budget": win + lose <= budget,
        "small": (h + low) * budget < 2 * c,
        "cost": z3.And(c > 0, budget > 0),
    }
    return h, low, win, lose, budget, c, z3.And(*(f for name, f in facts.items() if name != drop))


def decide_conclusion_by_smt(drop: str = "") -> Finding:
    """z3 on: phi-bar of a split is below winner-takes-all's, or it is winner-takes-all; `drop` leaves a
    hypothesis out."""
    h, low, win, lose, budget, c, facts = _reals(drop)
    denominator, other = c - (low * win + h * lose), c - low * budget
    worse = z3.And(denominator > 0, (win - lose) * other < budget * denominator)
    asked = solver(facts, z3.Not(z3.Or(worse, z3.And(win == budget, lose == 0))))
    answer = asked.check()
    if answer == z3.unsat:
        return Finding("proved", "symbolic", "no split does as well; equality only at P_high = B, P_low = 0")
    if answer == z3.sat:
        model = asked.model()
        return Finding(
            "refuted", "exact", f"without {drop or 'nothing'}", {str(d): str(model[d]) for d in model.decls()}
        )
    return Finding("unknown", "symbolic", "z3 gave up")


Values = Mapping[str, Fraction]


def draw_split(rng: random.Random, small: bool = True) -> dict[str, Fraction]:
    """Exact rates, budget, prizes within it, and a cost above (or below) (lambda_high + lambda_low) B / 2."""

    def part() -> Fraction:
        return Fraction(rng.choice([0, 0, 1, 2, 3, 5, 7, 8, 8]), 8)

    high, budget = Fraction(rng.randint(1, 20), 4), Fraction(rng.randint(1, 20), 4)
    low = high * Fraction(rng.choice([0, 1, 3, 5, 7]), 8)
    lose = budget / 2 * part()
    win = lose + (budget - 2 * lose) * part()
    factor = 1 + Fraction(rng.choice([1, 10, 100]), 100) if small else 1 - Fraction(rng.choice([1, 10, 50]), 100)
    return {
        "lambda_high": high,
        "lambda_low": low,
        "P_high": win,
        "P_low": lose,
        "B": budget,
        "c": (high + low) * budget / 2 * factor,
    }


def printed_comparison(v: Values) -> tuple[Fraction, Fraction]:
    """The two sides of the chain's first inequality."""
    tilt, spread = v["lambda_high"] - v["lambda_low"], v["P_high"] - v["P_low"]
    left = tilt * spread / (v["c"] - (v["lambda_low"] * v["P_high"] + v["lambda_high"] * v["P_low"]))
    return left, tilt * v["B"] / (v["c"] - v["lambda_low"] * v["B"])


def break_chain(
    printed: Callable[[Values], tuple[Fraction, Fraction]] = printed_comparison,
    draws: int = 400,
    small: bool = True,
) -> Finding:
    """Exact draws: an inequality that fails, or an equality off winner-takes-all, is a counterexample."""
    rng = random.Random(11)
    for _ in range(draws):
        v = draw_split(rng, small)
        if (
            v["c"] <= v["lambda_low"] * v["B"]
            or v["c"] == v["lambda_low"] * v["P_high"] + v["lambda_high"] * v["P_low"]
        ):
            continue
        left, right = printed(v)
        winner_takes_all = v["P_high"] == v["B"] and v["P_low"] == 0
        if left > right or (left == right) != winner_takes_all or left < 0:
            return Finding("refuted", "exact", f"{left} against {right}", {k: str(x) for k, x in v.items()})
    return Finding("unknown", "sampled", f"{draws} draws, none against")
