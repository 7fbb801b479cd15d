"""Appendix A.1, proof of Proposition 1, uniqueness: the leader is safe, (A.10), the best response."""

from __future__ import annotations

from proofs.hail_mary import (
    action_gain_balls,
    best_response,
    best_response_balls,
    first_order_condition,
    first_order_condition_balls,
    lemma_steps,
    printed_equations,
)
from proofs.hail_mary.appendix_low import REPAIRED
from proofs.hail_mary.evidence import decided, registered, words
from proofs.hail_mary.finding import Finding
from proofs.hail_mary.instances import equilibria
from proofs.hail_mary.printed import Printed
from proofs.hail_mary.printed_equations import equation, equation_balls
from proofs.hail_mary.printed_lines import LOW_PAIR, break_forms, break_lines, prove_forms, prove_lines
from proofs.hail_mary.printed_signs import break_gain_negative, printed_actions, prove_gain_negative
from proofs.hail_mary.shown import Shown
from verify.claims import Paper, Repair, display, inline, unprinted
from verify.kernel import Verdict
from verify.reading.tree import Node


def _is_against_safety(node: Node) -> bool:
    """Whether what is printed of the action excludes the safe one."""
    return 0 not in printed_actions(node)


def _prove_action(printed: Printed, node: Node) -> Finding:
    """The printed action against the sign of the leader's gain."""
    return lemma_steps.prove_leader_action(int(_is_against_safety(node)))


def _break_action(printed: Printed, node: Node) -> Finding:
    """The printed action against certified gains in low-return equilibria."""
    return action_gain_balls.break_leader_action("low", swapped=_is_against_safety(node))


ACTION = decided(_prove_action, _break_action)


def add_leader(paper: Paper, shown: Shown) -> None:
    """The leader's action in any well-behaved equilibrium."""
    section = paper.section("proofs-for-section-3", "Appendix A.1, proof of Proposition 1 (uniqueness)")
    for letter in (
        r"V_{j}(-\Delta k)",
        r"j",
        r"({k}_{i}^{*},s_{i}^{*},{k}_{j}^{*},s_{j}^{*})",
    ):
        section.mention(letter)
    first = section.state(inline(r"s^{*}_{i}(\Delta k)=1", **ACTION))
    section.mention(r"(0,k^{*}_{j})")
    section.assume(r"\Delta k\in(0,k^{*}_{j})")
    section.assume(r"V_{i}^{\prime\prime}(\Delta k)<0")
    section.assume(r"\pi\leq 0")
    section.assume(r"V_{i}^{\prime\prime}(\Delta k)<0")
    gain = section.state(
        inline(
            r"\pi V_{i}^{\prime}(\Delta k)+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime}(\Delta k)<0",
            **decided(prove_gain_negative, break_gain_negative),
        )
    )
    section.claim(
        "low/leader-safe-in-any",
        first,
        gain,
        inline(r"s^{*}_{i}(\Delta k)=1", **ACTION),
        expected=Verdict.FAILS,
        repair=Repair("typo", "The action is 0.", (unprinted(r"s_i^{*}(\Delta k)=0", **ACTION),)),
        remark="The proof prints the risky action twice where (A.2) gives the safe one. The sign of the gain "
        "needs V' >= 0 too, which holds "
        "since V is concave with its maximum at k_j*.",
    )
    section.mention(r"(k^{*}_{i},k^{*}_{j})")
    section.assume(r"\Delta k<0")
    section.mention(r"j")


def add_best_response(paper: Paper, shown: Shown) -> None:
    """The best response of a boundary and its fixed point."""
    section = paper.section("proofs-for-section-3", "Appendix A.1, proof of Proposition 1 (uniqueness)")
    section.assume(r"{k^{*}_{j}}>0")
    section.mention(r"i")
    lines = section.state(
        display(
            (
                r"rV_{i}=\left\{\begin{aligned} &{{\lambda(P-V_{i})-c}-\pi V_{i}^{\prime}+\frac{1}{2}"
                r"\sigma^{2}V_{i}^{"
                r"\prime\prime}},&&0\leq\Delta k<k^{*}_{j},\\ &{{\lambda(0-V_{i})-c}+\pi V_{i}^{\prime}+"
                r"\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime}},&&-k^{*}_{i}<\Delta k<0, \end{aligned}\right."
            ),
            **decided(prove_lines(LOW_PAIR), break_lines(LOW_PAIR)),
        )
    )
    forms = section.state(
        display(
            (
                r"V_{i}(\Delta k)=\left\{\begin{aligned} &\frac{\lambda P-c}{r+\lambda}+C_{1i}e^{-\xi_{+}"
                r"\Delta k}+C_{2i}e^{-\xi_{-}\Delta k},&&0\leq\Delta k<k^{*}_{j},\\ &-\frac{c}{r+\lambda}+C_{3i}e^{"
                r"\xi_{+}\Delta k}+C_{4i}e^{\xi_{-}\Delta k},&&-k^{*}_{i}<\Delta k<0, \end{aligned}\right."
            ),
            **decided(prove_forms(LOW_PAIR), break_forms(LOW_PAIR, "low")),
        )
    )
    section.claim(
        "low/uniqueness",
        shown["low unique"],
        lines,
        forms,
        remark="Up to actions on null sets of gaps, the tie among them: its action is decided in low/equilibrium.",
        seconds=120,
    )
    section.state(inline(r"\xi_{+}>0"))
    section.state(inline(r"\xi_{-}<0"))
    section.mention(r"k_{i}^{*}")
    pair = display(
        (
            r"(\xi_{+}+\xi_{-})(\xi_{+}e^{\xi_{-}k^{*}_{i}+\xi_{+}k^{*}_{j}}+\xi_{-}e^{\xi_{+}k^{*}_{i}+"
            r"\xi_{-}k^{*}_{j}})-2\xi_{+}\xi_{-}(e^{\xi_{+}(k^{*}_{i}+k^{*}_{j})}+e^{\xi_{-}(k^{*}_{i}+k^{*}_{j})})"
            r"=\phi(\xi_{+}-\xi_{-})(\xi_{+}e^{\xi_{+}k^{*}_{j}}-\xi_{-}e^{\xi_{-}k^{*}_{j}})"
        ),
        **decided(
            equation(first_order_condition.prove_best_response_equation),
            equation_balls(first_order_condition_balls.break_best_response_equation),
        ),
    )
    section.claim("low/best-response-equation", pair)
    section.claim(
        "low/boundary-equation-collapses",
        unprinted(
            r"k_i^{*}=k_j^{*}=k^{*}",
            given=(pair, shown["A6"]),
            **decided(printed_equations.prove_collapse, printed_equations.break_collapse),
        ),
        expected=Verdict.FAILS,
        repair=Repair(
            "typo",
            "With the repaired (A.6).",
            (
                unprinted(
                    r"k_i^{*}=k_j^{*}=k^{*}",
                    given=(pair, REPAIRED),
                    **decided(printed_equations.prove_collapse, printed_equations.break_collapse),
                ),
            ),
        ),
        remark="The misprint of (A.6) once more; (A.10) is right.",
    )


def add_fixed_point(paper: Paper, shown: Shown) -> None:
    """Slope and limits of the best response, and its one fixed point."""
    section = paper.section("proofs-for-section-3", "Appendix A.1, proof of Proposition 1 (uniqueness)")
    section.assume(r"k^{*}_{i}=BR(k^{*}_{j})")
    for letter in (
        r"BR(\cdot)",
        r"BR(k^{*}_{j})",
        r"k^{*}_{j}",
    ):
        section.mention(letter)
    section.claim(
        "low/best-response-slope",
        inline(
            r"BR^{\prime}(k^{*}_{j})\in(-1,0)", **decided(printed_equations.prove_slope, printed_equations.break_slope)
        ),
        display(
            (
                r"\lim_{k^{*}_{j}\downarrow 0}BR(k^{*}_{j})<\infty\quad\text{and}\quad\lim_{k^{*}_{j}\to"
                r"\infty}BR(k^{*}_{j})>0"
            ),
            **registered(best_response.prove_limits, best_response_balls.break_limits),
        ),
        unprinted("BR'(0)=-1", **words(best_response.prove_slope_at_zero, best_response_balls.break_slope_at_zero)),
        remark="Strictly between -1 and 0 for every positive boundary of the opponent; at 0 the slope is -1.",
    )
    section.assume(r"k^{*}_{j}>0")
    section.define(r"g(x)=BR(BR(x))-x", inline=True)
    fixed = registered(
        best_response.prove_fixed_point, lambda: best_response_balls.break_fixed_point("low"), equilibria("low")
    )
    signs = [section.state(inline(sign, **fixed)) for sign in (r"g(0)>0", r"g(\infty)<0", r"k^{*}\in(0,\infty)")]
    twice = section.state(inline(r"k^{*}=BR(BR(k^{*}))", **fixed))
    section.mention(r"k^{*}")
    section.claim("low/fixed-point", *signs, twice, inline(r"k^{*}=BR(k^{*})", **fixed))
    section.assume(r"k_{i}^{*}=k_{j}^{*}=k^{*}")
