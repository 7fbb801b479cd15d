"""Appendix A.1, proof of Propositions 2 and 3, uniqueness: the switching best response and the fixed point."""

from __future__ import annotations

from proofs.hail_mary import best_response_balls, hat_best_response, leader_ratio, lemma_steps, printed_equations
from proofs.hail_mary.equilibrium import prove_uniqueness
from proofs.hail_mary.evidence import decided, registered, words
from proofs.hail_mary.finding import Finding
from proofs.hail_mary.instances import equilibria
from proofs.hail_mary.lemma_steps import break_displays
from proofs.hail_mary.medium_case_balls import break_threshold_equivalence
from proofs.hail_mary.printed import AGAINST_J, Printed
from proofs.hail_mary.printed_lines import (
    MEDIUM_PAIR,
    break_forms,
    break_lines,
    prove_forms,
    prove_lines,
    wrong_structure,
)
from proofs.hail_mary.shown import Shown
from verify.claims import Paper, Repair, display, inline, unprinted
from verify.kernel import Verdict
from verify.reading.tree import Node


def _prove_structure(printed: Printed, node: Node) -> Finding:
    """Risky beyond k_i**, safe below it."""
    return wrong_structure(printed, node) or leader_ratio.prove_structure()


def _break_structure(printed: Printed, node: Node) -> Finding:
    """The displays of Lemma A.2 at exact draws, after the printed intervals."""
    return wrong_structure(printed, node) or break_displays("below")


def add_switch(paper: Paper, shown: Shown) -> None:
    """Equations against another boundary, the best switch."""
    section = paper.section("proofs-for-section-3", "Appendix A.1, proof of Propositions 2 and 3 (uniqueness)")
    section.assume(r"\pi>0")
    section.mention(r"({k}_{i}^{*},s_{i}^{*},{k}_{j}^{*},s_{j}^{*})")
    section.assume(r"k_{i}^{**}\equiv\inf\left\{\Delta k\in(0,k^{*}_{j}):s^{*}_{i}(\Delta k)=1\right\}")
    structure = section.state(
        display(
            (
                r"s_{i}^{*}(\Delta k)=\left\{\begin{aligned} &1,&&k_{i}^{**}<\Delta k<k^{*}_{j},\\ &0,&&0<"
                r"\Delta k<k_{i}^{**}, \end{aligned}\right."
            ),
            **decided(_prove_structure, _break_structure),
        )
    )
    section.assume(r"\frac{\pi}{\sigma}<\frac{\sqrt{r+\lambda}}{2}")
    for letter in (
        r"(k^{*}_{i},k^{*}_{j})",
        r"(k^{**}_{i},k^{**}_{j})",
        r"i",
    ):
        section.mention(letter)
    section.assume(r"\Delta k<0")
    section.assume(r"\Delta k\geq k^{**}_{i}")
    for letter in (
        r"j",
        r"{k^{*}_{j}}",
        r"k^{**}_{j}",
        r"i",
    ):
        section.mention(letter)
    lines = section.state(
        display(
            (
                r"rV_{i}=\left\{\begin{aligned} &{{\lambda(P-V_{i})-c}+\sigma^{2}V_{i}^{\prime\prime}},&&k_{i}^{**}"
                r"\leq\Delta k<k^{*}_{j},\\ &{{\lambda(P-V_{i})-c}-\pi V_{i}^{\prime}+\frac{1}{2}\sigma^{2}V_{i}^{"
                r"\prime\prime}},&&0\leq\Delta k<k_{i}^{**},\\ &{{\lambda(0-V_{i})-c}+\pi V_{i}^{\prime}+"
                r"\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime}},&&-k^{**}_{j}<\Delta k<0,\\ &{{\lambda(0-V_{i})"
                r"-c}+\sigma^{2}V_{i}^{\prime\prime}},&&-k^{*}_{i}<\Delta k<-k^{**}_{j}. \end{aligned}\right."
            ),
            **decided(prove_lines(MEDIUM_PAIR), break_lines(MEDIUM_PAIR)),
        )
    )
    forms = section.state(
        display(
            (
                r"V_{i}(\Delta k)=\left\{\begin{aligned} &\frac{\lambda P-c}{r+\lambda}+C_{1i}e^{-\eta"
                r"\Delta k}+C_{2i}e^{\eta\Delta k},&&k^{**}_{i}\leq\Delta k<k^{*}_{j},\\ &\frac{\lambda P-c}{r"
                r"+\lambda}+C_{3i}e^{-\xi_{+}\Delta k}+C_{4i}e^{-\xi_{-}\Delta k},&&0\leq\Delta k<k^{**}_{i},"
                r"\\ &-\frac{c}{r+\lambda}+C_{5i}e^{\xi_{+}\Delta k}+C_{6i}e^{\xi_{-}\Delta k},&&-k^{**}_{j}<"
                r"\Delta k<0,\\ &-\frac{c}{r+\lambda}+C_{7i}e^{\eta\Delta k}+C_{8i}e^{-\eta\Delta k},&&-k^{*}_{i}<"
                r"\Delta k<-k^{**}_{j}, \end{aligned}\right."
            ),
            **decided(prove_forms(MEDIUM_PAIR), break_forms(MEDIUM_PAIR, "medium")),
        )
    )
    for sign in (r"\xi_{+}>0", r"\xi_{-}<0", r"\eta>0"):
        section.state(inline(sign))
    for letter in (
        r"i",
        r"k^{**}_{i}",
    ):
        section.mention(letter)
    section.assume(r"\pi V_{i}^{\prime}(k^{**}_{i})+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime}(k^{**}_{i})=0")
    ratio = section.state(
        display(
            (
                r"\frac{e^{\eta(k^{*}_{j}-k^{**}_{i})}-e^{-\eta(k^{*}_{j}-k^{**}_{i})}}{e^{"
                r"\eta(k^{*}_{j}-k^{**}_{i})}"
                r"+e^{-\eta(k^{*}_{j}-k^{**}_{i})}}=\frac{2\pi}{\eta\sigma^{2}}\quad\Rightarrow\quad k^{**}_{i}"
                r"=k^{*}_{j}-\frac{1}{2\eta}\log\frac{1+\frac{2\pi}{\eta\sigma^{2}}}{1-\frac{2\pi}{\eta"
                r"\sigma^{2}}}"
            ),
            **decided(
                printed_equations.prove_ratio_and_switch, printed_equations.break_ratio_and_switch, names=AGAINST_J
            ),
        )
    )
    section.mention(r"i")
    section.claim(
        "lemma/switch-best-response",
        display(
            (
                r"k^{**}_{i}=\max\left\{0,\,k^{*}_{j}-\frac{1}{2\eta}\log\frac{1+\frac{2\pi}{\eta\sigma^{2}}}{1"
                r"-\frac{2\pi}{\eta\sigma^{2}}}\right\}"
            ),
            **decided(printed_equations.prove_reply, printed_equations.break_reply, names=AGAINST_J),
        ),
        expected=Verdict.FAILS,
        repair=Repair(
            "formula",
            "The printed maximum where 2 pi < eta sigma^2, and 0 from there on.",
            (
                unprinted(
                    r"k_i^{**}=\max\{0,k_j^{*}-\frac{1}{2\eta}\log\frac{1+\frac{2\pi}{\eta\sigma^{2}}}"
                    r"{1-\frac{2\pi}{\eta\sigma^{2}}}\}",
                    given=(r"2\pi<\eta\sigma^{2}",),
                    **words(
                        lambda: lemma_steps.prove_switch_best_response(defined_for_all=False),
                        lambda: lemma_steps.break_switch_best_response(defined_for_all=False),
                    ),
                ),
            ),
        ),
        remark="The logarithm is real only for 2 pi < eta sigma^2; the high case has larger returns.",
    )
    shown.update(structure=structure, lines=lines, forms=forms, ratio=ratio)
    section.mention(r"k_{j}^{*}")


def add_fixed_point(paper: Paper, shown: Shown) -> None:
    """The fixed point and the threshold."""
    section = paper.section("proofs-for-section-3", "Appendix A.1, proof of Propositions 2 and 3 (uniqueness)")
    fixed = registered(
        hat_best_response.prove_fixed_point,
        lambda: best_response_balls.break_fixed_point("medium"),
        equilibria("medium"),
    )
    for letter in (
        r"k_{i}^{**}",
        r"k_{i}^{*}",
    ):
        section.mention(letter)
    section.assume(r"k_{i}^{*}=\widehat{BR}(k_{j}^{*})")
    inside = section.state(inline(r"k^{*}\in(0,\infty)", **fixed))
    twice = section.state(inline(r"k^{*}=\widehat{BR}(\widehat{BR}(k^{*}))", **fixed))
    section.mention(r"k^{*}")
    section.claim("lemma/best-response-hat", inside, twice, inline(r"k^{*}=\widehat{BR}(k^{*})", **fixed), seconds=120)
    section.claim(
        "medium/threshold-equivalence",
        display(
            (
                r"k^{*}>\frac{1}{2\eta}\log\frac{1+\frac{2\pi}{\eta\sigma^{2}}}{1-\frac{2\pi}{\eta\sigma^{2}}}"
                r"\quad\Leftrightarrow\quad\frac{\pi}{\sigma}<\frac{\sqrt{r+\lambda}}{2}\cdot\frac{\sqrt{2"
                r"\phi(\sqrt{\phi^{2}+8}+\phi)-8}}{\sqrt{\phi^{2}+8}+\phi}=\frac{\sqrt{r+\lambda}}{2}\cdot f("
                r"\phi)"
            ),
            **decided(printed_equations.prove_threshold_equivalence, printed_equations.break_threshold_equivalence),
        ),
        remark="Where the printed logarithm is real, that is for 2 pi < eta sigma^2.",
    )
    symmetric = section.state(inline(r"k_{i}^{**}=k_{j}^{**}=k^{**}", **fixed))
    positive = section.state(
        inline(
            r"k^{**}>0",
            **registered(hat_best_response.prove_switch_positive, break_threshold_equivalence, equilibria("medium")),
        )
    )
    zero = section.state(
        inline(
            r"k^{**}=0",
            **registered(hat_best_response.prove_switch_positive, break_threshold_equivalence, equilibria("high")),
        )
    )
    section.claim(
        "medium/uniqueness",
        shown["medium unique"],
        shown["structure"],
        shown["lines"],
        shown["forms"],
        shown["ratio"],
        symmetric,
        positive,
        remark="Up to actions on null sets of gaps, the tie among them.",
        seconds=120,
    )
    section.claim(
        "high/uniqueness",
        shown["high unique"],
        zero,
        unprinted(
            r"k^{*}=\widehat{BR}(k^{*})",
            **words(lambda: prove_uniqueness("high"), lambda: best_response_balls.break_fixed_point("high")),
        ),
        remark="For every pi / sigma of the high case, the borderline that the two lemmas leave out included.",
        seconds=120,
    )
