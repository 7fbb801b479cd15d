"""Appendix A.1, Lemmas A.1 and A.2: when the leader always takes the risk, and where he takes it."""

from __future__ import annotations

from fractions import Fraction

import sympy as sp

from proofs.hail_mary import lemma_steps, printed_lemmas
from proofs.hail_mary.evidence import decided, words
from proofs.hail_mary.finding import Finding
from proofs.hail_mary.leader_ratio import prove_high_bound
from proofs.hail_mary.letters import lam, pi, r, sigma
from proofs.hail_mary.printed import Printed
from proofs.hail_mary.printed_lines import break_line, prove_line
from proofs.hail_mary.printed_signs import action_is
from proofs.hail_mary.shown import Shown
from verify.claims import Paper, Repair, display, inline, unprinted
from verify.kernel import Verdict
from verify.reading.tree import Node


def _break_leader_action() -> Finding:
    """The displays of Lemma A.1 at exact draws."""
    return lemma_steps.break_displays("above")


def _break_action_above() -> Finding:
    """The displays of Lemma A.2 at exact draws."""
    return lemma_steps.break_displays("below")


def _prove_cover(printed: Printed, node: Node) -> Finding:
    """The live hypotheses of the two lemmas."""
    return lemma_steps.prove_cover(*(printed.relation(printed.given(number)) for number in (0, 1)))


def _break_cover(printed: Printed, node: Node) -> Finding:
    """The live hypotheses at exact t = 2 pi / (sigma sqrt(r + lambda))."""
    hypotheses = [printed.relation(printed.given(number)) for number in (0, 1)]

    def covered(t: Fraction) -> bool:
        at = {pi: sp.Rational(t.numerator, 2 * t.denominator), sigma: 1, r: sp.Rational(1, 2), lam: sp.Rational(1, 2)}
        return any(one.subs(at) == sp.true for one in hypotheses)

    return lemma_steps.break_cover(covered)


def add_above(paper: Paper, shown: Shown) -> None:
    """Lemma A.1 and (A.11)."""
    section = paper.section("proofs-for-section-3", "Appendix A.1, Lemma A.1")
    shown["above"] = section.assume(r"\frac{\pi}{\sigma}>\frac{\sqrt{r+\lambda}}{2}")
    always = section.state(
        inline(
            r"s_{i}^{*}(\Delta k)=1",
            **decided(action_is(1, lemma_steps.prove_leader_always_risky), action_is(1, _break_leader_action)),
        )
    )
    section.mention(r"(0,k^{*}_{j})")
    section.assume(r"s_{i}^{*}(k^{**}_{i})=0")
    section.assume(r"k^{**}_{i}\in(0,k^{*}_{j})")
    section.assume(r"V_{i}^{\prime\prime}(k^{**}_{i})<0")
    section.assume(r"\frac{\pi}{\sigma}>\frac{\sqrt{r+\lambda}}{2}")
    chain = section.state(
        display(
            (
                r"\pi V_{i}^{\prime}+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime}\leq 0\quad\Rightarrow\quad &"
                r"\frac{V_{i}^{\prime}}{-V_{i}^{\prime\prime}}\leq\frac{\frac{1}{2}\sigma^{2}}{\pi}<\frac{"
                r"\pi}{\frac{1}{2}(r+\lambda)}\quad\text{at }\Delta k=k^{**}_{i}\nonumber\\ \quad\Rightarrow"
                r"\quad&\pi V_{i}^{\prime\prime}+\frac{1}{2}(r+\lambda)V_{i}^{\prime}<0\quad\text{at }"
                r"\Delta k=k^{**}_{i}"
            ),
            **decided(printed_lemmas.prove_chain("above"), printed_lemmas.break_chain("above")),
        )
    )
    section.mention(r"j")
    section.assume(r"s^{*}_{j}(-k^{**}_{i})=1")
    section.mention(r"i")
    line = section.state(
        display(
            (
                r"rV_{i}={\lambda(P-V_{i})-c}-\pi V_{i}^{\prime}+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime}"
                r"\quad\text{for }\Delta k\text{ within a neighborhood of }k^{**}_{i}"
            ),
            **decided(prove_line(0, 1), break_line(0, 1)),
        )
    )
    differentiated = section.state(
        display(
            (
                r"rV_{i}^{\prime}=-\lambda V_{i}^{\prime}-\pi V_{i}^{\prime\prime}+\frac{1}{2}\sigma^{2}V_{i}^{"
                r"\prime\prime\prime}\quad\Rightarrow\quad(r+\lambda)V_{i}^{\prime}=\frac{1}{2}\sigma^{2}V_{i}^{"
                r"\prime\prime\prime}-\pi V_{i}^{\prime\prime}"
            ),
            **decided(printed_lemmas.prove_differentiated("above"), printed_lemmas.break_differentiated("above")),
        )
    )
    at_switch = decided(printed_lemmas.prove_at_switch("above"), printed_lemmas.break_at_switch("above"))
    substituted = section.state(
        display(
            (
                r"\pi V_{i}^{\prime\prime}+\frac{1}{4}\sigma^{2}V_{i}^{\prime\prime\prime}-\frac{1}{2}\pi V_{i}^{"
                r"\prime\prime}<0\quad\text{at }\Delta k=k^{**}_{i}"
            ),
            **at_switch,
        )
    )
    slope = section.state(
        display(
            (
                r"\pi V_{i}^{\prime\prime}+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime\prime}<0\quad\text{at }"
                r"\Delta k=k^{**}_{i}"
            ),
            **at_switch,
        )
    )
    whenever = section.state(
        display(
            (
                r"\pi V_{i}^{\prime\prime}+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime\prime}<0\quad\text{whenever}"
                r"\quad\pi V_{i}^{\prime}+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime}\leq 0"
            ),
            **decided(printed_lemmas.prove_whenever("above"), printed_lemmas.break_whenever("above")),
        )
    )
    beyond = section.state(
        display(
            (r"\pi V_{i}^{\prime}+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime}<0\quad\text{for all }\Delta k>k^{**}_{i}"),
            **decided(printed_lemmas.prove_beyond("above"), printed_lemmas.break_beyond("above")),
        )
    )
    safe = section.state(
        inline(
            r"s_{i}^{*}(\Delta k)=0",
            **decided(action_is(0, lemma_steps.prove_displays_above), action_is(0, _break_leader_action)),
        )
    )
    section.assume(r"\Delta k>k^{**}_{i}")
    section.assume(r"\Delta k\in(k^{**}_{i},k^{*}_{j})")
    section.mention(r"i")
    subject = section.state(
        display(
            (
                r"rV_{i}=\lambda(P-V_{i})-c-\pi V_{i}^{\prime}+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime}"
                r"\text{ subject to }V_{i}(k^{*}_{j})=\frac{\lambda P-c}{r+\lambda}"
            ),
            **decided(prove_line(0, 1), break_line(0, 1)),
        )
    )
    limit = section.state(
        display(
            (
                r"\lim_{\Delta k\uparrow k^{*}_{j}}(-\pi V_{i}^{\prime}+\frac{1}{2}\sigma^{2}V_{i}^{\prime"
                r"\prime})=0"
            ),
            **decided(printed_lemmas.prove_boundary_limit, printed_lemmas.break_boundary_limit),
        )
    )
    section.assume(r"\pi>0")
    section.assume(r"V_{i}^{\prime\prime}<0")
    section.claim(
        "lemma/leader-always-risky-last-limit",
        display(
            (
                r"\lim_{\Delta k\uparrow k^{*}_{j}}V_{i}^{\prime}=\lim_{\Delta k\uparrow k^{*}_{j}}V_{i}^{"
                r"\prime\prime}=0"
            ),
            **decided(printed_lemmas.prove_last_limit, printed_lemmas.break_last_limit),
        ),
        expected=Verdict.FAILS,
        repair=Repair(
            "assumption",
            "V' >= 0 at the opponent's boundary, which holds because the value never exceeds its value there.",
            (
                unprinted(
                    r"\lim_{\Delta k\uparrow k_j^{*}}V_i'=\lim_{\Delta k\uparrow k_j^{*}}V_i''=0",
                    given=(r"V_i'\ge0",),
                    **words(lambda: lemma_steps.prove_last_limit(with_slope_sign=True)),
                ),
            ),
        ),
        remark="A true conclusion whose printed reason (pi > 0 and V'' < 0) does not give it.",
    )
    constant = section.state(
        display(
            (r"V_{i}(\Delta k)=\frac{\lambda P-c}{r+\lambda}\quad\text{ for all }\Delta k\in(k^{**}_{i},k^{*}_{j})"),
            **decided(printed_lemmas.prove_constant_solution, printed_lemmas.break_constant_solution),
        )
    )
    section.claim(
        "lemma/leader-always-risky",
        always,
        chain,
        line,
        differentiated,
        substituted,
        slope,
        whenever,
        beyond,
        safe,
        subject,
        limit,
        constant,
        uses=("hail-mary/lemma/leader-always-risky-last-limit",),
        remark="The lemma and every other display hold; the step whose reason does not suffice is a claim of its own.",
        seconds=120,
    )
    for letter in (
        r"i",
        r"j",
    ):
        section.mention(letter)
    section.assume(r"k_{j}-k_{i}=-k_{i}^{**}<0")
    for letter in (
        r"j",
        r"V_{j}(-k_{i}^{**})",
        r"j",
    ):
        section.mention(letter)


def add_below(paper: Paper, shown: Shown) -> None:
    """Lemma A.2 and (A.12), and what the two lemmas cover."""
    section = paper.section("proofs-for-section-3", "Appendix A.1, Lemma A.2")
    below = section.assume(r"0<\frac{\pi}{\sigma}<\frac{\sqrt{r+\lambda}}{2}")
    section.assume(r"s_{i}^{*}(k^{**}_{i})=1")
    section.assume(r"k^{**}_{i}\in(0,k^{*}_{j})")
    first = section.state(
        inline(
            r"s_{i}^{*}(\Delta k)=1",
            **decided(action_is(1, lemma_steps.prove_risky_above), action_is(1, _break_action_above)),
        )
    )
    for letter in (
        r"[k^{**}_{i},k^{*}_{j})",
        r"i",
    ):
        section.mention(letter)
    section.assume(r"s_{i}^{*}(k^{**}_{i})=1")
    section.assume(r"k^{**}_{i}\in(0,k^{*}_{j})")
    section.assume(r"V_{i}^{\prime\prime}(k^{**}_{i})<0")
    section.assume(r"0<\frac{\pi}{\sigma}<\frac{\sqrt{r+\lambda}}{2}")
    chain = section.state(
        display(
            (
                r"\pi V_{i}^{\prime}+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime}\geq 0\quad\Rightarrow\quad &"
                r"\frac{V_{i}^{\prime}}{-V_{i}^{\prime\prime}}\geq\frac{\frac{1}{2}\sigma^{2}}{\pi}>\frac{"
                r"\pi}{\frac{1}{2}(r+\lambda)}\quad\text{at }\Delta k=k^{**}_{i}\nonumber\\ \quad\Rightarrow"
                r"\quad&\pi V_{i}^{\prime\prime}+\frac{1}{2}(r+\lambda)V_{i}^{\prime}>0\quad\text{at }"
                r"\Delta k=k^{**}_{i}"
            ),
            **decided(printed_lemmas.prove_chain("below"), printed_lemmas.break_chain("below")),
        )
    )
    section.mention(r"j")
    section.assume(r"s^{*}_{j}(-k^{**}_{i})=1")
    section.mention(r"i")
    line = section.state(
        display(
            (
                r"rV_{i}={\lambda(P-V_{i})-c}+\sigma^{2}V_{i}^{\prime\prime}\quad\text{for }\Delta k"
                r"\text{ within a neighborhood of }k^{**}_{i}"
            ),
            **decided(prove_line(1, 1), break_line(1, 1)),
        )
    )
    differentiated = section.state(
        display(
            (
                r"rV_{i}^{\prime}=-\lambda V_{i}^{\prime}+\sigma^{2}V_{i}^{\prime\prime\prime}\quad"
                r"\Rightarrow\quad(r+\lambda)V_{i}^{\prime}=\sigma^{2}V_{i}^{\prime\prime\prime}"
            ),
            **decided(printed_lemmas.prove_differentiated("below"), printed_lemmas.break_differentiated("below")),
        )
    )
    slope = section.state(
        display(
            (
                r"\pi V_{i}^{\prime\prime}+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime\prime}>0\quad\text{at }"
                r"\Delta k=k^{**}_{i}"
            ),
            **decided(printed_lemmas.prove_at_switch("below"), printed_lemmas.break_at_switch("below")),
        )
    )
    whenever = section.state(
        display(
            (
                r"\pi V_{i}^{\prime\prime}+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime\prime}>0\quad\text{whenever}"
                r"\quad\pi V_{i}^{\prime}+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime}\geq 0"
            ),
            **decided(printed_lemmas.prove_whenever("below"), printed_lemmas.break_whenever("below")),
        )
    )
    beyond = section.state(
        display(
            (r"\pi V_{i}^{\prime}+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime}>0\quad\text{for all }\Delta k>k^{**}_{i}"),
            **decided(printed_lemmas.prove_beyond("below"), printed_lemmas.break_beyond("below")),
        )
    )
    last = inline(
        r"s_{i}^{*}(\Delta k)=1",
        **decided(action_is(1, lemma_steps.prove_risky_above), action_is(1, _break_action_above)),
    )
    section.claim("lemma/risky-above", first, chain, line, differentiated, slope, whenever, beyond, last, seconds=120)
    section.claim(
        "lemma/cover-the-boundary",
        unprinted(
            r"\frac{\pi}{\sigma}>\frac{\sqrt{r+\lambda}}{2}\text{ or }0<\frac{\pi}{\sigma}<\frac{\sqrt{r+"
            r"\lambda}}{2}",
            given=(shown["above"], below),
            **decided(_prove_cover, _break_cover),
        ),
        expected=Verdict.FAILS,
        repair=Repair(
            "assumption",
            "Lemma A.1 with at least in the place of more than.",
            (
                unprinted(
                    r"\frac{\pi}{\sigma}\ge\frac{\sqrt{r+\lambda}}{2}\text{ or }0<\frac{\pi}{\sigma}<\frac{"
                    r"\sqrt{r+\lambda}}{2}",
                    given=(r"\frac{\pi}{\sigma}\ge\frac{\sqrt{r+\lambda}}{2}", below),
                    **decided(_prove_cover, _break_cover),
                ),
                unprinted(
                    r"s_i^{*}(\Delta k)=1",
                    given=(r"\frac{\pi}{\sigma}\ge\frac{\sqrt{r+\lambda}}{2}",),
                    **words(prove_high_bound, _break_leader_action),
                ),
            ),
        ),
        remark="At pi / sigma = sqrt(r + lambda) / 2 neither lemma applies.",
    )
    section.assume(r"\Delta k>k^{**}_{i}")
