"""Appendix A.1, proofs of Lemmas 1 and 2."""

from __future__ import annotations

from proofs.hail_mary import lemma_steps
from proofs.hail_mary.evidence import decided
from proofs.hail_mary.finding import Finding
from proofs.hail_mary.printed import Printed
from proofs.hail_mary.printed_lines import break_one_maximand, prove_one_maximand
from proofs.hail_mary.printed_signs import break_value_bound, follower_interval, prove_value_bound
from proofs.hail_mary.shown import Shown
from verify.claims import Paper, Repair, display, inline, unprinted
from verify.kernel import Verdict
from verify.reading.tree import Node


def _prove_interval(printed: Printed, node: Node) -> Finding:
    """The interval of leads that the proof takes, its steps, and the lemma."""
    return lemma_steps.prove_leader_concave(upper=follower_interval(node))


def _break_interval(printed: Printed, node: Node) -> Finding:
    """Exact unequal boundaries at which the follower is out inside the interval."""
    return lemma_steps.break_leader_interval(upper=follower_interval(node))


def add_follower(paper: Paper, shown: Shown) -> None:
    """The follower takes the risk."""
    section = paper.section("proofs-for-section-3", "Appendix A.1, proof of Lemma 1")
    section.assume(r"s_{i}^{*}(\Delta k)=0")
    section.assume(r"-{k}^{*}_{i}<\Delta k<0")
    section.mention(r"j")
    section.assume(r"k_{j}-k_{i}=-\Delta k>0")
    section.assume(r"s_{i}^{*}=0")
    equation = section.state(
        display(
            (
                r"rV_{j}=\max_{a_{j}}\left\{{\lambda(P-V_{j})-c}+a_{j}\pi V_{j}^{\prime}+\frac{1}{2}a_{j}^{2}"
                r"\sigma^{2}V_{j}^{\prime\prime}\right\}"
            ),
            **decided(prove_one_maximand("j", 0), break_one_maximand("j", 0)),
        )
    )
    section.assume(r"a_{j}=0")
    bound = section.state(
        display(
            (r"rV_{j}\geq{\lambda(P-V_{j})-c}\quad\Rightarrow\quad V_{j}\geq\frac{\lambda P-c}{r+\lambda}"),
            **decided(prove_value_bound(0, 0, convex=False), break_value_bound(convex=False)),
        )
    )
    section.claim(
        "lemma/follower-risky",
        shown["follower risky"],
        equation,
        bound,
        inline(r"k_{j}-k_{i}=-\Delta k"),
        trusts=("Picard and Lindeloef: a solution with value and slope zero at a point vanishes",),
        remark="Decided for continuously differentiable solutions of (A.1) by a proof of its own: the ending "
        "printed in the paper (the follower "
        "would never win) needs ties to take no time, since a tie pays both.",
    )
    for letter in (
        r"j",
        r"i",
    ):
        section.mention(letter)
    section.assume(r"k_{i}-k_{j}=\Delta k<0")


def add_leader(paper: Paper, shown: Shown) -> None:
    """The leader's value is strictly concave."""
    section = paper.section("proofs-for-section-3", "Appendix A.1, proof of Lemma 2")
    for letter in (
        r"i",
        r"V_{i}(\Delta k)",
        r"i",
        r"i",
    ):
        section.mention(letter)
    interval = section.state(
        inline(r"k_{i}-k_{j}=\Delta k\in(0,k_{i}^{*})", **decided(_prove_interval, _break_interval))
    )
    section.mention(r"j")
    section.assume(r"s^{*}_{j}(-\Delta k)=1")
    section.mention(r"i")
    equation = section.state(
        display(
            (
                r"rV_{i}=\max_{a_{i}}\left\{{\lambda(P-V_{i})-c}+(a_{i}-1)\pi V_{i}^{\prime}+\frac{1}{2}(a_{i}^{2}"
                r"+1)\sigma^{2}V_{i}^{\prime\prime}\right\}"
            ),
            **decided(prove_one_maximand("i", 1), break_one_maximand("i", 1)),
        )
    )
    section.assume(r"V_{i}^{\prime\prime}\geq 0")
    section.assume(r"a_{i}=1")
    section.claim(
        "lemma/leader-concave",
        shown["leader concave"],
        interval,
        equation,
        display(
            (
                r"rV_{i}\geq{\lambda(P-V_{i})-c}+\sigma^{2}V_{i}^{\prime\prime}\geq{\lambda(P-V_{i})-c}\quad"
                r"\Rightarrow\quad V_{i}\geq\frac{\lambda P-c}{r+\lambda}"
            ),
            **decided(prove_value_bound(1, 1, convex=True), break_value_bound(convex=True)),
        ),
        expected=Verdict.FAILS,
        repair=Repair(
            "typo",
            "The interval ends at the follower's boundary k_j*.",
            (
                unprinted(
                    r"k_i-k_j=\Delta k\in(0,k_j^{*})",
                    **decided(_prove_interval, _break_interval),
                ),
            ),
        ),
        remark="The lemma holds; its proof names (0, k_i*), but the follower j stays on (0, k_j*) only.",
    )
    for letter in (
        r"i",
        r"j",
    ):
        section.mention(letter)
    section.assume(r"k_{j}-k_{i}=-\Delta k<0")
    section.mention(r"j")
