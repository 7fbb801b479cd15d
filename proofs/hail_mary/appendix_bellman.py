"""Appendix A.1, first page: the Bellman equation, Ito, the best response, the boundary conditions."""

from __future__ import annotations

from proofs.hail_mary import printed_lines, printed_primitives
from proofs.hail_mary.evidence import decided
from proofs.hail_mary.shown import Shown
from verify.claims import Paper, Repair, display, inline, unprinted
from verify.kernel import Verdict


def add_equation(paper: Paper, shown: Shown) -> None:
    """From the Bellman equation in increments to the best response."""
    section = paper.section("proofs-for-section-3", "Appendix A.1")
    for letter in (
        r"j",
        r"(\hat{k}_{j},s_{j})",
        r"i",
        r"(\hat{k}_{i},s_{i})",
    ):
        section.mention(letter)
    section.assume(r"-\hat{k}_{i}<\Delta k<\hat{k}_{j}")
    for letter in (
        r"i",
        r"V_{i}(\Delta k)",
    ):
        section.mention(letter)
    in_time = section.state(
        display(
            (
                r"rV_{i}\,dt=\left\{\begin{aligned} &\max_{a_{i}}\left\{[\lambda(P-V_{i})-c]\,dt+\mathbb{E}[dV_{i}]"
                r"\right\},&&0\leq\Delta k<\hat{k}_{j},\\ &\max_{a_{i}}\left\{[\lambda(0-V_{i})-c]\,dt+"
                r"\mathbb{E}[dV_{i}]\right\},&&-\hat{k}_{i}<\Delta k<0. \end{aligned}\right."
            ),
            **decided(printed_lines.prove_in_time, printed_lines.break_in_time),
        )
    )
    section.state(inline(r"\Delta k=k_{i}-k_{j}"))
    law = section.assume(r"dk_{i}=(1+a_{i}\pi)\,dt+a_{i}\sigma\,dw_{i}")
    section.claim(
        "model/ito",
        display(
            (
                r"&dV_{i}=V_{i}^{\prime}\,dk_{i}-V_{i}^{\prime}\,dk_{j}+(\frac{1}{2}a_{i}^{2}\sigma^{2}V_{i}^{"
                r"\prime\prime}+\frac{1}{2}a_{j}^{2}\sigma^{2}V_{i}^{\prime\prime})\,dt\\ \quad\Rightarrow"
                r"\quad&\mathbb{E}[dV_{i}]=[(a_{i}-a_{j})\pi V_{i}^{\prime}+\frac{1}{2}(a_{i}^{2}+a_{j}^{2})"
                r"\sigma^{2}V_{i}^{\prime\prime}]\,dt"
            ),
            given=law,
            **decided(printed_primitives.prove_ito, printed_primitives.break_ito),
        ),
        trusts=("Ito-Tanaka formula: no local time at a gap where the value is continuously differentiable",),
    )
    section.claim(
        "model/bellman",
        in_time,
        display(
            (
                r"rV_{i}=\left\{\begin{aligned} &\max_{a_{i}}\left\{{\lambda(P-V_{i})-c}+(a_{i}-s_{j})\pi V_{i}^{"
                r"\prime}+\frac{1}{2}(a_{i}^{2}+s_{j}^{2})\sigma^{2}V_{i}^{\prime\prime}\right\},&&0\leq"
                r"\Delta k<\hat{k}_{j},\\ &\max_{a_{i}}\left\{{\lambda(0-V_{i})-c}+(a_{i}-s_{j})\pi V_{i}^{"
                r"\prime}+\frac{1}{2}(a_{i}^{2}+s_{j}^{2})\sigma^{2}V_{i}^{\prime\prime}\right\},&&-\hat{k}_{i}<"
                r"\Delta k<0, \end{aligned}\right."
            ),
            **decided(printed_lines.prove_two_maximands, printed_lines.break_two_maximands),
        ),
    )
    for letter in (
        r"i",
        r"s_{i}^{*}(\cdot)",
    ):
        section.mention(letter)
    section.claim(
        "model/best-response",
        display(
            (
                r"s_{i}^{*}=\left\{\begin{aligned} &1,&&\pi V_{i}^{\prime}+\frac{1}{2}\sigma^{2}V_{i}^{"
                r"\prime\prime}>0,\\ &\text{indifferent},&&\pi V_{i}^{\prime}+\frac{1}{2}\sigma^{2}V_{i}^{"
                r"\prime\prime}=0,\\ &0,&&\pi V_{i}^{\prime}+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime}<0. "
                r"\end{aligned}\right."
            ),
            **decided(printed_primitives.prove_best_response, printed_primitives.break_best_response),
        ),
    )
    section.mention(r"i")


def add_boundaries(paper: Paper, shown: Shown) -> None:
    """Value matching, smooth pasting, the value of winning."""
    section = paper.section("proofs-for-section-3", "Appendix A.1")
    section.claim(
        "model/boundary-conditions",
        display(
            r"V_{i}(\hat{k}_{j})=\frac{\lambda P-c}{r+\lambda}",
            **decided(printed_primitives.prove_value_matching, printed_primitives.break_value_matching),
        ),
        display(
            r"V_{i}(-{k}_{i}^{*})=V_{i}^{\prime}(-{k}_{i}^{*})=0",
            **decided(printed_primitives.prove_smooth_pasting, printed_primitives.break_smooth_pasting),
        ),
        remark="The two values printed as the reason give the two value matchings; smooth pasting is the "
        "first-order condition of the "
        "boundary, with volatility there.",
    )
    section.claim(
        "model/win-value",
        display(
            (
                r"\mathbb{E}_{\tau}[e^{-r\tau}q-\frac{c}{r}(1-e^{-r\tau})]=\int_{0}^{\infty}[e^{-r\tau}q-"
                r"\frac{c}{r}(1-e^{-r\tau})]\lambda e^{-\lambda\tau}d\tau=\frac{\lambda P-c}{r+\lambda}"
            ),
            **decided(printed_primitives.prove_win_value, printed_primitives.break_win_value),
        ),
        expected=Verdict.FAILS,
        repair=Repair(
            "typo",
            "The prize is P, not q.",
            (
                unprinted(
                    r"\mathbb{E}_{\tau}\left[e^{-r\tau}P-\frac{c}{r}\left(1-e^{-r\tau}\right)\right]"
                    r"=\int_{0}^{\infty}\left[e^{-r\tau}P-\frac{c}{r}\left(1-e^{-r\tau}\right)\right]"
                    r"\lambda e^{-\lambda\tau}d\tau"
                    r"=\frac{\lambda P-c}{r+\lambda}",
                    **decided(printed_primitives.prove_win_value, printed_primitives.break_win_value),
                ),
            ),
        ),
        remark="Equal only where q = P.",
    )
