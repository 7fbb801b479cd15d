"""Appendix A.1, proof of Proposition 1: the equations, (A.5), (A.6), the two checks."""

from __future__ import annotations

from proofs.hail_mary import first_order_condition, first_order_condition_balls, printed_equations
from proofs.hail_mary.evidence import decided
from proofs.hail_mary.printed_equations import equation, equation_balls
from proofs.hail_mary.printed_lines import LOW, break_forms, break_lines, prove_forms, prove_lines
from proofs.hail_mary.printed_profiles import break_equilibrium, prove_equilibrium
from proofs.hail_mary.printed_signs import break_equivalence, break_sign, prove_equivalence, prove_sign
from proofs.hail_mary.shown import Shown
from verify.claims import Paper, Repair, display, inline, unprinted
from verify.kernel import Verdict

MENDED = r"\text{Drop out iff }\Delta k\leq-k^{*},\text{ and otherwise }s_{i}^{*}(\Delta k)=1\text{ iff }\Delta k\le0"
FIRST_ORDER = decided(
    equation(first_order_condition.prove_boundary_equation),
    equation_balls(first_order_condition_balls.break_boundary_equation),
)
REPAIRED = (
    r"(\xi_{+}+\xi_{-})^{2}e^{(\xi_{+}+\xi_{-})k^{*}}-2\xi_{+}\xi_{-}(e^{2\xi_{+}k^{*}}+e^{2\xi_{-}k^{*}})"
    r"=\phi(\xi_{+}-\xi_{-})(\xi_{+}e^{\xi_{+}k^{*}}-\xi_{-}e^{\xi_{-}k^{*}})"
)


def add_solution(paper: Paper, shown: Shown) -> None:
    """The candidate profile, its equations and their solution."""
    section = paper.section("proofs-for-section-3", "Appendix A.1, proof of Proposition 1")
    again = section.state(
        display(
            (
                r"\text{Drop out iff }\Delta k\leq-k^{*},\text{ and otherwise }s_{i}^{*}(\Delta k)=1\text{ iff }"
                r"\Delta k<0"
            ),
            **decided(prove_equilibrium("low"), break_equilibrium("low")),
        )
    )
    section.claim(
        "low/equilibrium",
        shown["low boundary"],
        shown["low profile"],
        again,
        expected=Verdict.FAILS,
        trusts=("verification theorem for continuously differentiable solutions of the Bellman equation",),
        repair=Repair(
            "formula",
            "Risky if and only if the gap is at most 0: the tie is played risky.",
            (unprinted(MENDED, **decided(prove_equilibrium("low"), break_equilibrium("low"))),),
        ),
        remark="Only the action at a tie fails: both safe there, the gap has neither drift nor volatility, so "
        "the profile does not determine "
        "the process, and (A.1) at 0 asks for more than the profile's value.",
        seconds=120,
    )
    section.claim(
        "low/odes",
        display(
            (
                r"rV_{i}=\left\{\begin{aligned} &\lambda(P-V_{i})-c-\pi V_{i}^{\prime}+\frac{1}{2}\sigma^{2}V_{i}^{"
                r"\prime\prime},&&0\leq\Delta k<k^{*},\\ &\lambda(0-V_{i})-c+\pi V_{i}^{\prime}+\frac{1}{2}"
                r"\sigma^{2}V_{i}^{\prime\prime},&&-k^{*}<\Delta k<0. \end{aligned}\right."
            ),
            **decided(prove_lines(LOW), break_lines(LOW)),
        ),
    )
    section.claim(
        "low/value-form",
        display(
            (
                r"V_{i}(\Delta k)=\left\{\begin{aligned} &\frac{\lambda P-c}{r+\lambda}+C_{1}e^{-\xi_{+}"
                r"\Delta k}+C_{2}e^{-\xi_{-}\Delta k},&&0\leq\Delta k<k^{*},\\ &-\frac{c}{r+\lambda}+C_{3}e^{"
                r"\xi_{+}\Delta k}+C_{4}e^{\xi_{-}\Delta k},&&-k^{*}<\Delta k<0, \end{aligned}\right."
            ),
            **decided(prove_forms(LOW), break_forms(LOW, "low")),
        ),
    )
    section.claim(
        "low/roots",
        inline(r"\xi_{+}>0"),
        inline(r"\xi_{-}<0"),
        display(
            (
                r"r=-\lambda+\pi\xi+\frac{1}{2}\sigma^{2}\xi^{2}\quad\Rightarrow\quad\xi_{\pm}=\frac{-{\pi}"
                r"\pm\sqrt{{\pi}^{2}+2(r+\lambda)\sigma^{2}}}{\sigma^{2}}"
            ),
            **decided(printed_equations.prove_two_roots, printed_equations.break_two_roots),
        ),
    )


def add_boundary(paper: Paper, shown: Shown) -> None:
    """The first-order condition (A.6)."""
    section = paper.section("proofs-for-section-3", "Appendix A.1, proof of Proposition 1")
    condition = display(
        (
            r"(\xi_{+}+\xi_{-})^{2}e^{(\xi_{+}+\xi_{-})k^{*}}-2\xi_{+}\xi_{-}(\xi_{+}e^{2\xi_{+}k^{*}}+"
            r"\xi_{-}e^{2\xi_{-}k^{*}})=\phi(\xi_{+}-\xi_{-})(\xi_{+}e^{\xi_{+}k^{*}}-\xi_{-}e^{\xi_{-}k^{*}})"
        ),
        **FIRST_ORDER,
    )
    only = inline(
        r"k^{*}>0", given=condition, **decided(printed_equations.prove_root_count, printed_equations.break_root_count)
    )
    section.state(only)
    section.state(condition)
    shown["A6"] = condition
    repaired = unprinted(REPAIRED, **FIRST_ORDER)
    section.claim(
        "low/boundary-equation",
        condition,
        expected=Verdict.FAILS,
        repair=Repair("typo", "The bracket holds the two exponentials without the roots before them.", (repaired,)),
        remark="Each exponential in the bracket carries a root too many; (A.10) on the diagonal has it right.",
    )
    section.claim(
        "low/boundary-unique",
        only,
        expected=Verdict.FAILS,
        repair=Repair(
            "typo",
            "With the repaired (A.6): exactly one positive root if and only if phi > 1.",
            (
                unprinted(
                    r"k^{*}>0",
                    given=(REPAIRED,),
                    **decided(printed_equations.prove_root_count, printed_equations.break_root_count),
                ),
            ),
        ),
        remark="As printed, (A.6) may have no positive root.",
    )


def add_checks(paper: Paper, shown: Shown) -> None:
    """No profitable deviation."""
    section = paper.section("proofs-for-section-3", "Appendix A.1, proof of Proposition 1")
    section.mention(r"i")
    section.assume(r"a_{i}=0")
    section.assume(r"a_{i}=1")
    section.assume(r"\Delta k>0")
    section.claim(
        "low/leader-safe",
        display(
            r"\pi V_{i}^{\prime}+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime}\leq 0",
            **decided(prove_sign("low", "leader"), break_sign("low", "leader")),
        ),
        display(
            (
                r"\pi V_{i}^{\prime}(k^{*})+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime}(k^{*})\leq 0\quad"
                r"\Leftrightarrow\quad\pi\leq 0"
            ),
            **decided(prove_equivalence("low"), break_equivalence("low")),
        ),
        inline(
            r"\pi V_{i}^{\prime\prime}+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime\prime}\geq 0",
            **decided(prove_sign("low", "leader"), break_sign("low", "leader")),
        ),
    )
    section.mention(r"i")
    section.assume(r"a_{i}=1")
    section.assume(r"a_{i}=0")
    section.assume(r"\Delta k<0")
    section.claim(
        "low/follower-risky",
        display(
            r"\pi V_{i}^{\prime}+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime}\geq 0",
            **decided(prove_sign("low", "follower"), break_sign("low", "follower")),
        ),
        display(
            (
                r"\pi V_{i}^{\prime}(-k^{*})+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime}(-k^{*})\geq 0\quad"
                r"\Leftrightarrow\quad c\geq 0"
            ),
            **decided(prove_equivalence("low"), break_equivalence("low")),
        ),
        inline(
            r"\pi V_{i}^{\prime\prime}+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime\prime}\geq 0",
            **decided(prove_sign("low", "follower"), break_sign("low", "follower")),
        ),
    )
