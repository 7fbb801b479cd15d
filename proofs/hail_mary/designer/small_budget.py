"""Is winner-takes-all optimal for a small budget, (lambda_high + lambda_low) B / 2 < c, in the extended
game itself?

For the continuation region: yes (`winner_takes_all_boundary`). For the expected stay and the expected
time to success: no. Near the borderline budget and with a medium return, winner-takes-all makes the
leader so eager to be alone that he takes the risk at every lead; leaving some prize to the loser shrinks
k* but makes him play safe at small leads, and the contest stays close for longer. The witness below is
exact and its four numbers are enclosed in balls. With lambda_low = 0, or with a low return (pi <= 0,
`low_return`), winner-takes-all is optimal for all three.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import sympy as sp
from flint import arb, ctx

from proofs.hail_mary.designer.allocation_search import draw_designs, objectives
from proofs.hail_mary.designer.boundary_equation import (
    prove_increasing_in_distance,
    prove_increasing_in_ratios,
)
from proofs.hail_mary.designer.extended_value import ExtendedContest
from proofs.hail_mary.designer.laplace_decreasing import prove_decreasing
from proofs.hail_mary.designer.prize_split import decide_conclusion_by_smt
from proofs.hail_mary.designer.replacement import PRIMITIVE
from proofs.hail_mary.designer.switching_balls import (
    SwitchingEquilibrium,
    equilibrium,
    stay_time,
    success_time,
)
from proofs.hail_mary.designer.winner_takes_all_boundary import prove_boundary_largest
from proofs.hail_mary.finding import Finding


@dataclass(frozen=True)
class Design:
    """An exact contest, its budget, the risky move, and the start |Delta k| = `gap` sigma / sqrt(R)."""

    contest: ExtendedContest
    budget: Fraction
    pi: Fraction
    sigma: Fraction = Fraction(1)
    gap: Fraction = Fraction(0)

    def split(self, lose: Fraction) -> Design:
        """The same design with P_low = `lose` and the rest of the budget to the winner."""
        return replace(self, contest=replace(self.contest, P_high=self.budget - lose, P_low=lose))

    @property
    def witness(self) -> dict[str, str]:
        """Exact values as text."""
        c = self.contest
        names = ("lambda_high", "lambda_low", "P_high", "P_low", "c", "r")
        rest = {"B": self.budget, "pi": self.pi, "sigma": self.sigma, "gap": self.gap}
        return {name: str(getattr(c, name)) for name in names} | {name: str(v) for name, v in rest.items()}


def example_design() -> Design:
    """Rates 1 and 1/4, discounting 11/4, cost 1, budget 79/50 (borderline 8/5), pi = 16/25, sigma = 1, a
    tied start.

    >>> design = example_design()
    >>> (design.contest.lambda_high + design.contest.lambda_low) * design.budget / 2 < design.contest.c
    True
    """
    q = Fraction
    contest = ExtendedContest(q(1), q(1, 4), q(79, 50), q(0), c=q(1), r=q(11, 4))
    return Design(contest, budget=q(79, 50), pi=q(16, 25))


EXAMPLE_LOSER_PRIZE = Fraction(8, 25)
EXAMPLE_START = (0.47065, 0.21545)  # only where Newton starts; the box around the root is proved


def enclose(design: Design, start: tuple[float, float] = EXAMPLE_START) -> tuple[SwitchingEquilibrium, arb, arb]:
    """Equilibrium, expected stay and expected time to success of a design, as balls."""
    found = equilibrium(design.contest, design.pi, design.sigma, start)
    gap = arb(design.gap.numerator) / design.gap.denominator
    return found, stay_time(design.contest, found, gap), success_time(design.contest, found, gap)


def decide_objective(
    objective: str,
    design: Design | None = None,
    lose: Fraction = EXAMPLE_LOSER_PRIZE,
    start: tuple[float, float] = EXAMPLE_START,
) -> Finding:
    """Does the split with P_low = `lose` beat winner-takes-all on `boundary`, `stay` or `success`? Balls,
    160 bits."""
    ctx.prec = 160
    design = design or example_design()
    taken, shared = enclose(design.split(Fraction(0)), start), enclose(design.split(lose), start)
    all_to_winner, split = (
        {"boundary": found.k_star, "stay": stay, "success": success}[objective]
        for found, stay, success in (taken, shared)
    )
    beats = split < all_to_winner if objective == "success" else split > all_to_winner
    detail = f"{objective}: winner-takes-all {all_to_winner.str(10)}, the split {split.str(10)}"
    if beats:
        return Finding("refuted", "enclosure", detail, design.split(lose).witness)
    return Finding("unknown", "enclosure", detail)


def prove_boundary_objective() -> list[Finding]:
    """Objective 3 for every split of a small budget: phi, then d, then k* (see
    `winner_takes_all_boundary`)."""
    steps = [decide_conclusion_by_smt(), prove_increasing_in_distance(), prove_increasing_in_ratios()]
    return steps + prove_boundary_largest()


def prove_fixed_rule_class() -> list[Finding]:
    """Where the leader's rule, seen from the boundary, is the same for all splits, the three objectives
    agree with phi.

    So for lambda_low = 0 (d = 0, the rule depends on p only), and for pi / sigma <= -sqrt(R) / 2 (he
    never takes the risk): there omega is largest at winner-takes-all too, k* rises in both ratios, and
    Psi falls in k*.
    """
    without = sp.simplify((PRIMITIVE.exit_profitability - PRIMITIVE.profitability).subs(PRIMITIVE.lambda_low, 0))
    same = Finding("proved" if without == 0 else "refuted", "symbolic", "d = 0 at lambda_low = 0")
    omega = prove_exit_ratio_largest()
    return [same, decide_conclusion_by_smt(), omega, prove_increasing_in_ratios(), prove_decreasing()]


def prove_exit_ratio_largest() -> Finding:
    """omega - 1 = lone worth / follower's loss is largest at winner-takes-all, below the borderline.

    Along P_high + P_low = B its slope in P_low has the sign of lambda_high^2 B - (2 lambda_high -
    lambda_low) c, which is -(2 lambda_high - lambda_low) smallness - lambda_low (lambda_high -
    lambda_low) B / 2 < 0; a larger P_high raises it.
    """
    p = PRIMITIVE
    budget = sp.Symbol("B", positive=True)
    worth = (p.lone_level / p.follower_loss).subs(p.P_high, budget - p.P_low)
    core = p.lambda_high**2 * budget - (2 * p.lambda_high - p.lambda_low) * p.c
    rest = sp.factor(worth.diff(p.P_low) * p.follower_loss.subs(p.P_high, budget - p.P_low) ** 2 * p.discount / core)
    small = p.c - (p.lambda_high + p.lambda_low) * budget / 2
    certificate = (
        -(2 * p.lambda_high - p.lambda_low) * small - p.lambda_low * (p.lambda_high - p.lambda_low) * budget / 2
    )
    if sp.simplify(rest - 1 / (p.r + p.lambda_high)) == 0 and sp.expand(core - certificate) == 0:
        return Finding("proved", "symbolic", "decreases in P_low along the budget, increases in P_high")
    return Finding("refuted", "symbolic", f"slope is {rest} times the core")


def search(
    objective: str,
    contests: int = 60,
    splits: int = 20,
    seed: int = 0,
    gap: float = 0.0,
    low_zero: bool = False,
) -> Finding:
    """Solve contests x splits allocations in floats; `gap` is the start in units of winner-takes-all's k*."""
    designs = draw_designs(contests, splits, seed)
    if low_zero:
        designs = replace(designs, low=designs.low * 0, budget=designs.budget, win=designs.win)
    found = objectives(designs, gap)
    value = {"boundary": found.k_star, "stay": found.stay, "success": -found.success}[objective]
    gain = value.max(axis=1) - value[:, 0] * (1 + np.sign(value[:, 0]) * 1e-7)
    at = int(gain.argmax())
    if gain[at] <= 0:
        return Finding("unknown", "sampled", f"{value.size} allocations solved, none beats winner-takes-all")
    best = int(value[at].argmax())
    names = ("low", "r", "budget", "p", "win", "lose")
    witness = {name: repr(float(getattr(designs, name)[at, best])) for name in names}
    return Finding("refuted", "sampled", f"{value[at, best]:.6f} against {value[at, 0]:.6f}", witness)
