"""Is winner-takes-all optimal only if the budget is small?

Let (lambda_high + lambda_low) B / 2 > c > lambda_low B. Under winner-takes-all the follower loses by
staying for ever, so both ratios and k* are finite and Psi > 0, while a split keeps both in:
winner-takes-all falls short strictly on the continuation region and on the stay, and on the time to
success by Psi lambda_low / (lambda_high (lambda_high + lambda_low)), so not at lambda_low = 0, where
every design takes 1 / lambda_high. If a drop-out keeps the loser's prize the statement is false: at
lambda_low = 0 both ratios are lambda_high (P_high - P_low) / c, largest at winner-takes-all for every
budget. On the borderline winner-takes-all is optimal among unequal splits (`borderline_budget`).
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import sympy as sp

from proofs.hail_mary.designer.allocation_search import solve_contests
from proofs.hail_mary.designer.chains import repaired_success_integrand
from proofs.hail_mary.designer.extended_value import ExtendedContest
from proofs.hail_mary.designer.large_budget import prove_range
from proofs.hail_mary.designer.letters import LETTER
from proofs.hail_mary.finding import Finding

HIGH, LOW, BUDGET, COST, R, X = (LETTER[n] for n in ("lambda_high", "lambda_low", "B", "c", "r", "x"))


def prove_finite_boundary() -> Finding:
    """Winner-takes-all: the follower's loss is (c - lambda_low B) / R > 0, so both ratios are finite."""
    contest = ExtendedContest(HIGH, LOW, BUDGET, sp.Integer(0), COST, R)
    gap = sp.simplify(contest.follower_loss * contest.discount - (COST - LOW * BUDGET))
    if gap == 0:
        return Finding("proved", "symbolic", "finite ratios, so a finite k*, for c > lambda_low B")
    return Finding("refuted", "symbolic", f"off by {gap}")


def prove_shortfall() -> Finding:
    """Success takes longer than 1/sum by lambda_low / (lambda_high sum) at tau = x, times e^{-sum x}."""
    total = HIGH + LOW
    gap = repaired_success_integrand() - 1 / total - LOW / (HIGH * total) * sp.exp(-total * X)
    if sp.simplify(gap) == 0:
        return Finding("proved", "symbolic", "strictly longer exactly when lambda_low > 0")
    return Finding("refuted", "symbolic", "another shortfall")


def prove_only_if() -> list[Finding]:
    """The steps for the continuation region and the stay, and for the time to success with lambda_low > 0."""
    return [prove_finite_boundary(), prove_range(), prove_shortfall()]


def decide_success_time_without_low_rate() -> Finding:
    """At lambda_low = 0 a large budget leaves winner-takes-all optimal for the time to success: all
    designs tie."""
    slope = sp.simplify(repaired_success_integrand().subs(LOW, 0).diff(X))
    if slope == 0:
        witness = {"lambda_high": "2", "lambda_low": "0", "B": "2", "c": "1", "P_high": "2", "P_low": "0"}
        return Finding("refuted", "exact", "every design takes 1/lambda_high: winner-takes-all is optimal too", witness)
    return Finding("unknown", "symbolic", "designs differ")


def decide_keeping_prize() -> Finding:
    """Variant, lambda_low = 0, a large budget: compare winner-takes-all with the near-equal split exactly."""
    q = Fraction
    taken, shared = (
        ExtendedContest(q(2), q(0), win, q(2) - win, c=q(1), r=q(1), keeps_loser_prize=True)
        for win in (q(2), q(11, 10))
    )
    if taken.profitability == taken.exit_profitability > shared.profitability == shared.exit_profitability:
        witness = {"lambda_high": "2", "lambda_low": "0", "B": "2", "c": "1", "r": "1", "P_high": "11/10"}
        detail = f"phi = omega = {taken.profitability} at winner-takes-all, {shared.profitability} at the split"
        return Finding("refuted", "exact", detail, witness)
    return Finding("unknown", "exact", "the split has the larger ratios")


def break_only_if(draws: int = 300, seed: int = 0, small: bool = False) -> Finding:
    """Solve winner-takes-all at drawn large budgets (or small ones): it must have a finite k*, a split none.

    With `small` no split keeps both in, and the first draw is reported as against the statement's converse.
    """
    rng = np.random.default_rng(seed)
    low, r, p = rng.uniform(0, 0.95, draws), 10 ** rng.uniform(-1, 1, draws), rng.uniform(-0.4, 0.6, draws)
    least, most = (1.0, 2 / (1 + low)) if small else (2 / (1 + low), np.minimum(1 / np.maximum(low, 0.05), 12.0))
    budget = least + (most - least) * rng.uniform(0.05, 0.9, draws)
    loss = (1 - low * budget) / (r + 1 + low)
    phi, omega = 1 + (budget - 1) / (r + 1 + low) / loss, 1 + (budget - 1) / (r + 1) / loss
    found = solve_contests(p, phi, omega)
    equal_split_flow = (1 + low) * budget / 2 - 1
    against = (found.shape == 0) | (found.k_star >= 8) | (equal_split_flow <= 0)
    if against.any():
        at = int(np.flatnonzero(against)[0])
        witness = {
            "lambda_low": repr(float(low[at])),
            "B": repr(float(budget[at])),
            "r": repr(float(r[at])),
            "p": repr(float(p[at])),
        }
        return Finding(
            "refuted",
            "sampled",
            f"k* = {found.k_star[at]:.4f}, equal split earns {equal_split_flow[at]:.4f}",
            witness,
        )
    return Finding("unknown", "sampled", f"{draws} draws, none against")
