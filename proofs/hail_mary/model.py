"""Introduction and Section 2: the law of motion, the hazard rate, the ex post payoff, Markov strategies."""

from __future__ import annotations

from proofs.hail_mary.bellman_equation import prove_markov_sufficiency
from proofs.hail_mary.evidence import decided, whole
from proofs.hail_mary.printed_primitives import break_log_progress, break_payoff, prove_log_progress, prove_payoff
from proofs.hail_mary.shown import Shown
from verify.claims import Paper, display, inline
from verify.kernel import Verdict


def add_introduction(paper: Paper, shown: Shown) -> None:
    """The introduction."""
    section = paper.section("introduction", "Introduction")
    for letter in (
        r"\varepsilon",
        r"\varepsilon",
    ):
        section.mention(letter)


def add_motion(paper: Paper, shown: Shown) -> None:
    """The agents, their actions, the law of motion."""
    section = paper.section("model", "Section 2, Model")
    section.assume(r"i\in\{1,2\}")
    section.assume(r"P>0")
    section.mention(r"r")
    section.assume(r"t\in[0,\infty)")
    for letter in (
        r"(k_{1}(t),k_{2}(t))",
        r"k_{i}(0)",
        r"i",
        r"c",
    ):
        section.mention(letter)
    section.assume(r"a_{i}(t)\in\left\{0,1\right\}")
    section.assume(r"a_{i}=0")
    section.mention(r"1")
    section.assume(r"a_{i}=1")
    for letter in (
        r"i",
        r"1+\pi",
        r"\sigma^{2}",
        r"i",
        r"t",
    ):
        section.mention(letter)
    law = section.assume(r"dk_{i}=(1+a_{i}\pi)\,dt+a_{i}\sigma\,dw_{i}", inline=False)
    section.mention(r"w_{1},w_{2}")
    section.assume(r"k_{i}=\log K_{i}")
    section.claim(
        "model/log-progress",
        inline(
            r"dK_{i}/K_{i}=(1+a_{i}(\pi+\frac{1}{2}\sigma^{2}))\,dt+a_{i}\sigma\,dw_{i}",
            given=law,
            **decided(prove_log_progress, break_log_progress),
        ),
        remark="With k = log K; half the variance enters the drift of K, whatever the action.",
    )
    for letter in (
        r"\lambda",
        r"t",
        r"dt",
        r"(t,t+dt)",
        r"\lambda dt",
        r"i",
    ):
        section.mention(letter)
    section.assume(r"h(k_{i},k_{j})=\lambda\cdot\bm{1}(k_{i}\geq k_{j})")
    section.assume(
        r"h(k_{i},k_{j})=\overline{\lambda}\cdot\bm{1}(k_{i}\geq k_{j})+\underline{\lambda}\cdot\bm{1}(k_{i}<k_{j})"
    )
    section.assume(r"\overline{\lambda}>\underline{\lambda}\geq 0")
    for letter in (
        r"P",
        r"\overline{P}",
        r"\underline{P}",
    ):
        section.mention(letter)
    section.assume(r"\overline{P}\geq\underline{P}\geq 0")


def add_payoff(paper: Paper, shown: Shown) -> None:
    """The payoff (1), the state, Markov strategies."""
    section = paper.section("model", "Section 2, Model")
    for letter in (
        r"i",
        r"\tau",
    ):
        section.mention(letter)
    section.claim(
        "model/payoff",
        display(
            (
                r"e^{-r\tau}P\cdot\bm{1}(k_{i}(\tau)\geq k_{j}(\tau))-\int_{0}^{\tau}e^{-rt}cdt=e^{-r\tau}P"
                r"\cdot\bm{1}(k_{i}(\tau)\geq k_{j}(\tau))-\frac{c}{r}(1-e^{-r\tau})"
            ),
            **decided(prove_payoff, break_payoff),
        ),
        remark="True for r > 0. It leaves out an agent who drops out before the end (his cost stops then), and "
        "at a tie both indicators "
        "are 1, so the prize is paid twice.",
    )
    section.define(r"\Delta k\equiv k_{i}-k_{j}", inline=True)
    markov = section.claim(
        "model/markov-partition",
        expected=Verdict.ADMITTED,
        admitted="That the difference in progress is the coarsest consistent partition is Theorem 3.3 of Maskin "
        "and Tirole (2001), cited "
        "and not proved here. That it is sufficient is shown: hazards, payoffs and laws of motion do not change "
        "when both shift.",
        trusts=("Maskin and Tirole (2001), Theorem 3.3",),
    )
    markov.prover(whole(prove_markov_sufficiency))
    for letter in (
        r"\Delta k",
        r"(\hat{k}_{i},s_{i})",
        r"i",
        r"\Delta k",
    ):
        section.mention(letter)
    section.assume(r"\Delta k\leq-\hat{k}_{i}")
    section.assume(r"s_{i}(\cdot):(-\hat{k}_{i},\infty)\to\left\{0,1\right\}")
    section.assume(r"({k}^{*},s^{*})=({k}_{i}^{*},s_{i}^{*},{k}_{j}^{*},s_{j}^{*})")
