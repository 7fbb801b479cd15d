"""Appendix A.1, proof of Proposition 3: four equations, four solutions, (A.9), the two checks."""

from __future__ import annotations

from proofs.hail_mary import printed_equations
from proofs.hail_mary.evidence import decided, registered
from proofs.hail_mary.hat_best_response import prove_switch_positive
from proofs.hail_mary.instances import equilibria
from proofs.hail_mary.medium_case_balls import break_threshold_equivalence
from proofs.hail_mary.printed_lines import MEDIUM, break_forms, break_lines, prove_forms, prove_lines
from proofs.hail_mary.printed_profiles import break_equilibrium, prove_equilibrium
from proofs.hail_mary.printed_signs import break_equivalence, break_sign, prove_equivalence, prove_sign
from proofs.hail_mary.shown import Shown
from proofs.hail_mary.state_signs import Side
from verify.claims import Paper, Repair, display, inline, unprinted
from verify.kernel import Verdict

BEYOND: Side = "leader beyond k_switch"
BELOW: Side = "leader below k_switch"
MENDED = (
    r"\text{Drop out iff }\Delta k\leq-k^{*},\text{ and otherwise }s_{i}^{*}(\Delta k)=1\text{ iff }"
    r"(\Delta k\le0\text{ or }\Delta k\ge k^{**})"
)
LINES = decided(prove_lines(MEDIUM), break_lines(MEDIUM))
FORMS = decided(prove_forms(MEDIUM), break_forms(MEDIUM, "medium"))
LINES_REPAIRED = (
    r"rV_{i}=\left\{\begin{aligned}&\lambda(P-V_i)-c+\sigma^{2}V_i'',&&k^{**}\leq\Delta k<k^{*},\\"
    r"&\lambda(P-V_i)-c-\pi V_i'+\frac{1}{2}\sigma^{2}V_i'',&&0\leq\Delta k<k^{**},\\"
    r"&\lambda(0-V_i)-c+\pi V_i'+\frac{1}{2}\sigma^{2}V_i'',&&-k^{**}<\Delta k<0,\\"
    r"&\lambda(0-V_i)-c+\sigma^{2}V_i'',&&-k^{*}<\Delta k<-k^{**}\end{aligned}\right."
)
FORMS_REPAIRED = (
    r"V_i(\Delta k)=\left\{\begin{aligned}"
    r"&\frac{\lambda P-c}{r+\lambda}+C_{1}e^{-\eta\Delta k}+C_{2}e^{\eta\Delta k},&&k^{**}\leq\Delta k<k^{*},\\"
    r"&\frac{\lambda P-c}{r+\lambda}+C_{3}e^{-\xi_{+}\Delta k}+C_{4}e^{-\xi_{-}\Delta k},&&0\leq\Delta k<k^{**},\\"
    r"&-\frac{c}{r+\lambda}+C_{5}e^{\xi_{+}\Delta k}+C_{6}e^{\xi_{-}\Delta k},&&-k^{**}<\Delta k<0,\\"
    r"&-\frac{c}{r+\lambda}+C_{7}e^{\eta\Delta k}+C_{8}e^{-\eta\Delta k},&&-k^{*}<\Delta k<-k^{**}"
    r"\end{aligned}\right."
)


def add_solution(paper: Paper, shown: Shown) -> None:
    """The candidate profile, its equations and their solution."""
    section = paper.section("proofs-for-section-3", "Appendix A.1, proof of Proposition 3")
    again = section.state(
        display(
            (
                r"\text{Drop out iff }\Delta k\leq-k^{*},\text{ and otherwise }s_{i}^{*}(\Delta k)=1\text{ iff }("
                r"\Delta k<0\text{ or }\Delta k\geq k^{**})"
            ),
            **decided(prove_equilibrium("medium"), break_equilibrium("medium")),
        )
    )
    section.claim(
        "medium/bellman",
        display(
            (
                r"rV_{i}=\left\{\begin{aligned} &\lambda(P-V_{i})-c+\sigma^{2}V_{i}^{\prime\prime},&&k^{**}"
                r"\leq\Delta k<k^{*},\\ &\lambda(P-V_{i})-c-\pi V_{i}^{\prime\prime}+\frac{1}{2}\sigma^{2}V_{i}^{"
                r"\prime\prime},&&0\leq\Delta k<k^{**},\\ &\lambda(0-V_{i})-c+\pi V_{i}^{\prime\prime}+\frac{1}{2}"
                r"\sigma^{2}V_{i}^{\prime\prime},&&-k^{**}\leq\Delta k<0,\\ &\lambda(0-V_{i})-c+\sigma^{2}V_{i}^{"
                r"\prime\prime},&&-k^{*}<\Delta k<-k^{**}. \end{aligned}\right."
            ),
            **LINES,
        ),
        expected=Verdict.FAILS,
        repair=Repair("typo", "The drift terms carry V', not V''.", (unprinted(LINES_REPAIRED, **LINES),)),
        remark="The second derivative stands in the drift terms of the two middle lines; the third line also "
        "includes a gap at which the "
        "leader is risky already, which is a null set.",
    )
    section.claim(
        "medium/value-form",
        display(
            (
                r"V_{i}(\Delta k)=\left\{\begin{aligned} &\frac{\lambda P-c}{r+\lambda}+C_{1}e^{-\eta\Delta k}"
                r"+C_{2}e^{-\eta\Delta k},&&k^{**}\leq\Delta k<k^{*},\\ &\frac{\lambda P-c}{r+\lambda}+C_{3}e^{"
                r"-\xi_{+}\Delta k}+C_{4}e^{-\xi_{-}\Delta k},&&0\leq\Delta k<k^{**},\\ &-\frac{c}{r+\lambda}"
                r"+C_{5}e^{\xi_{+}\Delta k}+C_{6}e^{\xi_{-}\Delta k},&&-k^{**}<\Delta k<0,\\ &-\frac{c}{r+"
                r"\lambda}+C_{7}e^{\eta\Delta k}+C_{8}e^{-\eta\Delta k},&&-k^{*}<\Delta k<-k^{**}, \end{aligned}"
                r"\right."
            ),
            **FORMS,
        ),
        expected=Verdict.FAILS,
        repair=Repair("typo", "The second exponential grows.", (unprinted(FORMS_REPAIRED, **FORMS),)),
        remark="The first case prints the same exponential twice, which leaves one constant for two conditions.",
    )
    for sign in (r"\xi_{+}>0", r"\xi_{-}<0", r"\eta>0"):
        section.state(inline(sign))
    boundary = inline(
        r"k^{*}>0", **registered(prove_switch_positive, break_threshold_equivalence, equilibria("medium"))
    )
    section.state(boundary)
    pasting = section.state(
        display(
            r"V_{i}^{\prime}(-k^{*})=0", **decided(printed_equations.prove_pasting, printed_equations.break_pasting)
        )
    )
    inside = section.state(
        inline(
            r"k^{**}\in(0,k^{*})",
            **registered(prove_switch_positive, break_threshold_equivalence, equilibria("medium")),
        )
    )
    section.claim(
        "medium/equilibrium",
        shown["medium boundaries"],
        shown["medium profile"],
        again,
        boundary,
        pasting,
        inside,
        expected=Verdict.FAILS,
        trusts=("verification theorem for continuously differentiable solutions of the Bellman equation",),
        repair=Repair(
            "formula",
            "Risky if and only if the gap is at most 0 or at least k**: the tie is played risky.",
            (unprinted(MENDED, **decided(prove_equilibrium("medium"), break_equilibrium("medium"))),),
        ),
        remark="Only the action at a tie fails, as in the low case.",
        seconds=120,
    )


def add_switch(paper: Paper, shown: Shown) -> None:
    """Indifference at the switching point."""
    section = paper.section("proofs-for-section-3", "Appendix A.1, proof of Proposition 3")
    section.claim(
        "medium/indifference",
        display(
            (
                r"\pi V_{i}^{\prime}(k^{**})+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime}(k^{**})=0\quad"
                r"\Rightarrow\quad\frac{e^{\eta(k^{*}-k^{**})}-e^{-\eta(k^{*}-k^{**})}}{e^{\eta(k^{*}-k^{**})}"
                r"+e^{-\eta(k^{*}-k^{**})}}=\frac{\pi}{\sigma}\cdot\frac{2}{\sqrt{r+\lambda}}"
            ),
            **decided(printed_equations.prove_indifference, printed_equations.break_indifference),
        ),
    )
    section.claim(
        "medium/switch-closed-form",
        display(
            (
                r"k^{**}=k^{*}-\frac{1}{2\eta}\log\frac{1+\frac{\pi}{\sigma}\cdot\frac{2}{\sqrt{r+\lambda}}}{1"
                r"-\frac{\pi}{\sigma}\cdot\frac{2}{\sqrt{r+\lambda}}}"
            ),
            **decided(printed_equations.prove_switch, printed_equations.break_switch),
        ),
        remark="Real because 2 pi / (sigma sqrt(r + lambda)) < f(phi) < 1 in the medium case.",
    )


def add_checks(paper: Paper, shown: Shown) -> None:
    """No profitable deviation."""
    section = paper.section("proofs-for-section-3", "Appendix A.1, proof of Proposition 3")
    section.mention(r"i")
    section.assume(r"a_{i}=1")
    section.assume(r"a_{i}=0")
    section.assume(r"\Delta k>k^{**}")
    far = section.state(
        display(
            r"\pi V_{i}^{\prime}+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime}\geq 0",
            **decided(prove_sign("medium", BEYOND), break_sign("medium", BEYOND)),
        )
    )
    section.assume(r"0<\Delta k<k^{**}")
    near = section.state(
        display(
            r"\pi V_{i}^{\prime}+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime}\leq 0",
            **decided(prove_sign("medium", BELOW), break_sign("medium", BELOW)),
        )
    )
    section.claim(
        "medium/leader-switches",
        far,
        near,
        inline(
            r"\pi V_{i}^{\prime\prime}+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime\prime}\geq 0",
            **decided(prove_sign("medium", "leader"), break_sign("medium", "leader")),
        ),
    )
    section.mention(r"i")
    section.assume(r"a_{i}=1")
    section.assume(r"a_{i}=0")
    section.assume(r"\Delta k<0")
    section.claim(
        "medium/follower-risky",
        display(
            r"\pi V_{i}^{\prime}+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime}\geq 0",
            **decided(prove_sign("medium", "follower"), break_sign("medium", "follower")),
        ),
        display(
            (
                r"\pi V_{i}^{\prime}(-k^{*})+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime}(-k^{*})\geq 0\quad"
                r"\Leftrightarrow\quad c\geq 0"
            ),
            **decided(prove_equivalence("medium"), break_equivalence("medium")),
        ),
        inline(
            r"\pi V_{i}^{\prime\prime}+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime\prime}\geq 0",
            **decided(prove_sign("medium", "follower"), break_sign("medium", "follower")),
        ),
    )
