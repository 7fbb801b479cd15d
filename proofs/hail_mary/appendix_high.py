"""Appendix A.1, proof of Proposition 2: the equations, (A.7), (A.8), footnote 10, the two checks."""

from __future__ import annotations

from proofs.hail_mary import high_case, printed_equations, threshold_function
from proofs.hail_mary.evidence import decided, registered
from proofs.hail_mary.finding import Finding
from proofs.hail_mary.instances import equilibria
from proofs.hail_mary.printed import Printed
from proofs.hail_mary.printed_equations import equation, equation_balls
from proofs.hail_mary.printed_lines import HIGH, break_forms, break_lines, prove_forms, prove_lines
from proofs.hail_mary.printed_profiles import break_equilibrium, prove_equilibrium
from proofs.hail_mary.printed_signs import break_equivalence, break_sign, prove_equivalence, prove_sign
from proofs.hail_mary.shown import Shown
from verify.claims import Paper, display, inline, unprinted
from verify.reading.tree import Node


def _prove_tanh(printed: Printed, node: Node) -> Finding:
    """The live f against the live closed form of footnote 10."""
    letters = printed.as_letters()
    threshold = letters.expression(printed.model.read(r"f(\phi)", printed.section))
    return threshold_function.prove_tanh(threshold, printed_equations.grown_boundary(letters, printed.given(0)))


def _break_tanh(printed: Printed, node: Node) -> Finding:
    """The live f against bisected roots of cosh 2x = phi cosh x."""
    return threshold_function.break_tanh(printed.as_letters().ball(printed.model.read(r"f(\phi)", printed.section)))


def add_solution(paper: Paper, shown: Shown) -> None:
    """The candidate profile, its equations and their solution."""
    section = paper.section("proofs-for-section-3", "Appendix A.1, proof of Proposition 2")
    again = section.state(
        display(
            r"\text{Drop out iff }\Delta k\leq-k^{*},\text{ and otherwise }s_{i}^{*}(\Delta k)=1",
            **decided(prove_equilibrium("high"), break_equilibrium("high")),
        )
    )
    section.claim(
        "high/equilibrium",
        shown["high boundary"],
        shown["high profile"],
        again,
        trusts=("verification theorem for continuously differentiable solutions of the Bellman equation",),
        seconds=120,
    )
    lines = section.state(
        display(
            (
                r"rV_{i}=\left\{\begin{aligned} &\lambda(P-V_{i})-c+\sigma^{2}V_{i}^{\prime\prime},&&0\leq"
                r"\Delta k<k^{*},\\ &\lambda(0-V_{i})-c+\sigma^{2}V_{i}^{\prime\prime},&&-k^{*}<\Delta k<0. "
                r"\end{aligned}\right."
            ),
            **decided(prove_lines(HIGH), break_lines(HIGH)),
        )
    )
    section.claim(
        "high/value-form",
        lines,
        display(
            (
                r"V_{i}(\Delta k)=\left\{\begin{aligned} &\frac{\lambda P-c}{r+\lambda}+C_{1}e^{-\eta\Delta k}"
                r"+C_{2}e^{\eta\Delta k},&&0\leq\Delta k<k^{*},\\ &-\frac{c}{r+\lambda}+C_{3}e^{\eta\Delta k}"
                r"+C_{4}e^{-\eta\Delta k},&&-k^{*}<\Delta k<0, \end{aligned}\right."
            ),
            **decided(prove_forms(HIGH), break_forms(HIGH, "high")),
        ),
    )
    section.claim(
        "high/root",
        inline(r"\eta>0"),
        display(
            r"r=-\lambda+\sigma^{2}\eta^{2}\quad\Rightarrow\quad\eta=\frac{\sqrt{r+\lambda}}{\sigma}",
            **decided(printed_equations.prove_one_root, printed_equations.break_one_root),
        ),
    )
    only = section.state(
        inline(
            r"k^{*}>0",
            **registered(high_case.prove_boundary_equation, high_case.break_boundary_equation, equilibria("high")),
        )
    )
    closed = section.claim(
        "high/closed-form",
        inline(
            (
                r"k^{*}=\frac{1}{\eta}\log\frac{(\sqrt{\phi^{2}+8}+\phi)+\sqrt{2\phi(\sqrt{\phi^{2}+8}+\phi)"
                r"-8}}{4}"
            ),
            **decided(printed_equations.prove_boundary_closed_form, printed_equations.break_boundary_closed_form),
        ),
    )
    section.claim(
        "high/boundary-equation",
        only,
        display(
            r"e^{2\eta k^{*}}+e^{-2\eta k^{*}}=\phi(e^{\eta k^{*}}+e^{-\eta k^{*}})",
            **decided(equation(high_case.prove_boundary_equation), equation_balls(high_case.break_boundary_equation)),
        ),
    )
    section.claim(
        "threshold/tanh",
        unprinted(r"f(\phi)=\tanh(\eta k^{*})", given=closed.steps, **decided(_prove_tanh, _break_tanh)),
    )


def add_checks(paper: Paper, shown: Shown) -> None:
    """No profitable deviation."""
    section = paper.section("proofs-for-section-3", "Appendix A.1, proof of Proposition 2")
    section.mention(r"i")
    section.assume(r"a_{i}=1")
    section.assume(r"a_{i}=0")
    section.assume(r"\Delta k>0")
    section.claim(
        "high/leader-risky",
        display(
            r"\pi V_{i}^{\prime}+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime}\geq 0",
            **decided(prove_sign("high", "leader"), break_sign("high", "leader")),
        ),
        display(
            (
                r"\pi V_{i}^{\prime}(k^{*})+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime}(k^{*})\geq 0\quad"
                r"\Leftrightarrow\quad\pi\geq 0"
            ),
            **decided(prove_equivalence("high"), break_equivalence("high")),
        ),
        display(
            (
                r"\pi V_{i}^{\prime}(0+)+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime}(0+)\geq 0\quad"
                r"\Leftrightarrow\quad\frac{\pi}{\sigma}\geq\frac{\sqrt{r+\lambda}}{2}\cdot\frac{\sqrt{2\phi("
                r"\sqrt{\phi^{2}+8}+\phi)-8}}{\sqrt{\phi^{2}+8}+\phi}=\frac{\sqrt{r+\lambda}}{2}\cdot f(\phi)"
            ),
            **decided(printed_equations.prove_threshold_at_tie, printed_equations.break_threshold_at_tie),
        ),
        remark="The paper checks the two ends; in between the sign follows because tanh is monotone, although "
        "the gain need not be.",
    )
    section.mention(r"i")
    section.assume(r"a_{i}=1")
    section.assume(r"a_{i}=0")
    section.assume(r"\Delta k<0")
    section.claim(
        "high/follower-risky",
        display(
            r"\pi V_{i}^{\prime}+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime}\geq 0",
            **decided(prove_sign("high", "follower"), break_sign("high", "follower")),
        ),
        display(
            (
                r"\pi V_{i}^{\prime}(-k^{*})+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime}(-k^{*})\geq 0\quad"
                r"\Leftrightarrow\quad c\geq 0"
            ),
            **decided(prove_equivalence("high"), break_equivalence("high")),
        ),
        inline(
            r"\pi V_{i}^{\prime\prime}+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime\prime}\geq 0",
            **decided(prove_sign("high", "follower"), break_sign("high", "follower")),
        ),
    )
