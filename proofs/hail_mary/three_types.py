"""Section 3: profitability, Definition 1, and the three profiles with what is said of them."""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

from proofs.hail_mary import (
    comparative_statics,
    comparative_statics_balls,
    distance_functions,
    medium_case,
    medium_case_balls,
    threshold_function,
)
from proofs.hail_mary.action_gain_balls import break_leader_gain_rises
from proofs.hail_mary.best_response_balls import break_fixed_point
from proofs.hail_mary.equilibrium import prove_profitability_needed
from proofs.hail_mary.evidence import decided, registered, words
from proofs.hail_mary.finding import Finding
from proofs.hail_mary.hat_best_response import prove_switch_positive
from proofs.hail_mary.high_case import break_boundary_equation, prove_boundary_equation
from proofs.hail_mary.instances import equilibria, exact
from proofs.hail_mary.model_primitives import break_profitability_above_one
from proofs.hail_mary.printed import Printed
from proofs.hail_mary.printed_profiles import break_equilibrium, prove_equilibrium
from proofs.hail_mary.shown import Shown
from verify.claims import Paper, Repair, display, inline, unprinted
from verify.kernel import Verdict
from verify.reading.tree import Node

# lambda P < c: a leader for sure loses.
LOSING = exact({"lambda": "1/2", "P": "3", "c": "2", "r": "1"})


def _of_threshold(prove: Callable[[sp.Expr], Finding]) -> Callable[[Printed, Node], Finding]:
    """A leg that is handed the live f(phi)."""
    return lambda printed, node: prove(printed.as_letters().expression(printed.model.read(r"f(\phi)", printed.section)))


def _of_threshold_balls(attack: Callable[..., Finding]) -> Callable[[Printed, Node], Finding]:
    """A leg that is handed the live f(phi) as a ball evaluator."""
    return lambda printed, node: attack(printed.as_letters().ball(printed.model.read(r"f(\phi)", printed.section)))


def add_definition(paper: Paper, shown: Shown) -> None:
    """Profitability, the three cases, the function f."""
    section = paper.section("three-types-of-equilibria", "Section 3, Definition 1")
    section.define(r"\phi\equiv\lambda P/c", inline=True)
    for letter in (
        r"\phi",
        r"\phi",
    ):
        section.mention(letter)
    section.claim(
        "model/profitability-above-one",
        inline(r"\lambda P<c", **registered(prove_profitability_needed, break_profitability_above_one, LOSING)),
        remark="Below one every stay loses; at one there is no positive boundary either; above one there is one "
        "in all three cases.",
    )
    section.assume(r"\pi\leq 0", inline=False)
    section.assume(r"0<\frac{\pi}{\sigma}<\frac{\sqrt{r+\lambda}}{2}\cdot f(\phi)", inline=False)
    section.assume(r"\frac{\pi}{\sigma}\geq\frac{\sqrt{r+\lambda}}{2}\cdot f(\phi)", inline=False)
    for letter in (
        r"f(\cdot)",
        r"\phi",
        r"f(\cdot)",
    ):
        section.mention(letter)
    section.define(r"f(\phi)=\frac{\sqrt{2\phi(\sqrt{\phi^{2}+8}+\phi)-8}}{\sqrt{\phi^{2}+8}+\phi}", inline=True)
    section.claim(
        "threshold/limits",
        unprinted(
            r"f(1)=0,\quad\lim_{\phi\to\infty}f(\phi)=1",
            **decided(
                _of_threshold(threshold_function.prove_limits), _of_threshold_balls(threshold_function.break_limits)
            ),
        ),
    )
    section.claim(
        "threshold/increasing",
        unprinted(
            r"f'(\phi)>0,\quad 0<f(\phi)<1",
            given=(r"\phi>1",),
            **decided(
                _of_threshold(threshold_function.prove_increasing),
                _of_threshold_balls(threshold_function.break_increasing),
            ),
        ),
    )


def add_low(paper: Paper, shown: Shown) -> None:
    """Proposition 1 and its comparative statics."""
    section = paper.section("equilibrium-with-low-return-hail-mary-pass", "Section 3.1")
    section.assume(r"\pi\leq 0")
    shown["low boundary"] = section.state(
        inline(
            r"k^{*}>0",
            **registered(distance_functions.prove_one_boundary, lambda: break_fixed_point("low"), equilibria("low")),
        )
    )
    shown["low profile"] = section.state(
        display(
            (
                r"\text{Drop out iff }\Delta k\leq-k^{*},\text{ and otherwise }s_{i}^{*}(\Delta k)=1\text{ iff }"
                r"\Delta k<0"
            ),
            **decided(prove_equilibrium("low"), break_equilibrium("low")),
        )
    )
    for letter in (
        r"i",
        r"i",
        r"j",
        r"i",
        r"i",
        r"k^{*}",
        r"k^{*}",
        r"P/c",
        r"k^{*}",
        r"P",
        r"c",
        r"k^{*}",
        r"\pi/\sigma",
        r"k^{*}",
        r"\pi",
        r"\sigma",
        r"\varepsilon",
        r"\varepsilon",
        r"k^{*}",
        r"\lambda",
        r"\phi",
        r"\lambda",
        r"k^{*}",
        r"k^{*}",
        r"\lambda",
        r"\lambda",
    ):
        section.mention(letter)


def add_statics(paper: Paper, shown: Shown) -> None:
    """The three comparative statics, which are words in the paper."""
    section = paper.section("equilibrium-with-low-return-hail-mary-pass", "Section 3.1")
    section.claim(
        "statics/prize-over-cost",
        unprinted(
            r"\frac{\partial k^{*}}{\partial(P/c)}>0,\quad\lim_{P\to\infty}k^{*}=\infty,\quad\lim_{c"
            r"\downarrow0}k^{*}=\infty",
            given=(r"\pi\le0", r"\phi>1"),
            **words(
                comparative_statics.prove_prize_over_cost,
                lambda: comparative_statics_balls.break_increasing(comparative_statics_balls.rising_prize),
            ),
        ),
    )
    section.claim(
        "statics/return-over-risk",
        unprinted(
            r"\frac{\partial k^{*}}{\partial(\pi/\sigma)}>0",
            given=(r"\pi\le0", r"\phi>1"),
            **words(comparative_statics.refute_ratio_alone, comparative_statics_balls.break_ratio_alone),
        ),
        expected=Verdict.FAILS,
        repair=Repair(
            "formula",
            "The boundary rises in pi at fixed sigma, in sigma at fixed pi, and the boundary in units of sigma "
            "rises in pi / sigma.",
            (
                unprinted(
                    r"\frac{\partial k^{*}}{\partial\pi}>0,\quad\frac{\partial k^{*}}{\partial\sigma}>0,"
                    r"\quad\frac{\partial(k^{*}/\sigma)}{\partial(\pi/\sigma)}>0",
                    **words(
                        comparative_statics.prove_return_over_risk_repaired,
                        lambda: comparative_statics_balls.break_increasing(comparative_statics_balls.rising_return),
                    ),
                ),
            ),
        ),
        remark="The ratio alone does not determine the boundary: with pi and sigma both multiplied by a, so is k*.",
    )
    section.claim(
        "statics/return-over-risk-limits",
        unprinted(
            r"\lim_{\pi\to-\infty}k^{*}=0,\quad\lim_{\sigma\downarrow0}k^{*}=0",
            given=(r"\pi\le0", r"\phi>1"),
            **words(comparative_statics.prove_return_over_risk_limits, comparative_statics_balls.break_limits),
        ),
        remark="At rate log d / d with d = 2 |pi| / sigma^2; at pi = 0 the boundary is proportional to sigma.",
    )
    section.claim(
        "statics/success-rate",
        unprinted(
            r"\frac{\partial k^{*}}{\partial\lambda}>0\Leftrightarrow\lambda<x",
            given=(r"\pi\le0", r"\phi>1"),
            **words(comparative_statics.prove_success_rate, comparative_statics_balls.break_single_peaked),
        ),
        remark="Strictly up to one peak x, then strictly down, 0 at both ends, for all parameters.",
        seconds=120,
    )


def add_high(paper: Paper, shown: Shown) -> None:
    """Proposition 2."""
    section = paper.section("equilibrium-with-high-return", "Section 3.2")
    shown["high boundary"] = section.state(
        inline(r"k^{*}>0", **registered(prove_boundary_equation, break_boundary_equation, equilibria("high")))
    )
    shown["high profile"] = section.state(
        display(
            r"\text{Drop out iff }\Delta k\leq-k^{*},\text{ and otherwise }s_{i}^{*}(\Delta k)=1",
            **decided(prove_equilibrium("high"), break_equilibrium("high")),
        )
    )
    for letter in (
        r"i",
        r"i",
    ):
        section.mention(letter)


def add_medium(paper: Paper, shown: Shown) -> None:
    """Proposition 3 and its limits."""
    section = paper.section("equilibrium-with-medium-return-hail-mary-pass-preemption", "Section 3.3")
    section.mention(r"+")
    shown["medium boundaries"] = section.state(
        inline(
            r"k^{*}>k^{**}>0",
            **registered(prove_switch_positive, medium_case_balls.break_threshold_equivalence, equilibria("medium")),
        )
    )
    shown["medium profile"] = section.state(
        display(
            (
                r"\text{Drop out iff }\Delta k\leq-k^{*},\text{ and otherwise }s_{i}^{*}(\Delta k)=1\text{ iff }("
                r"\Delta k<0\text{ or }\Delta k\geq k^{**})"
            ),
            **decided(prove_equilibrium("medium"), break_equilibrium("medium")),
        )
    )
    near = section.state(
        inline(
            r"k^{*}-k^{**}\to 0",
            **registered(medium_case.refute_limits_in_the_ratio, medium_case_balls.break_limits_in_the_ratio),
        )
    )
    section.assume(r"\frac{\pi}{\sigma}\downarrow 0")
    far = section.state(inline(r"k^{**}\to 0", **registered(medium_case.prove_limits, medium_case_balls.break_limits)))
    section.claim(
        "medium/limits",
        near,
        far,
        expected=Verdict.FAILS,
        repair=Repair(
            "assumption",
            "Hold sigma (and r, lambda, P, c) fixed.",
            (unprinted(r"k^{*}-k^{**}\to 0", **words(medium_case.prove_limits, medium_case_balls.break_limits)),),
        ),
        remark="As a limit in pi / sigma the first half is false: along pi = 1, sigma = n, r + lambda = 1 the "
        "distance tends to 2. At fixed "
        "sigma it is of order 2 pi / (r + lambda).",
    )
    section.claim(
        "medium/motive-strongest-at-boundary",
        unprinted(
            r"\pi V_i''+\frac{1}{2}\sigma^{2}V_i'''>0",
            given=(r"0<\Delta k<k^{*}",),
            **words(
                medium_case.prove_motive_strongest_at_boundary,
                lambda: break_leader_gain_rises("medium"),
            ),
        ),
        remark="The gain from the risky move rises strictly with the lead on all of (0, k*).",
    )
    section.assume(r"\frac{\pi}{\sigma}\uparrow\frac{\sqrt{r+\lambda}}{2}\cdot f(\phi)")
    for letter in (
        r"i",
        r"i",
        r"+",
    ):
        section.mention(letter)
