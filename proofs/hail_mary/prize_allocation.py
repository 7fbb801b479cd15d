"""Section 4: the extended contest, its profitability, the designer's problem."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from proofs.hail_mary.designer import (
    boundary_in_profitability,
    budget_remarks,
    cases,
    large_budget,
    replacement,
    small_budget,
)
from proofs.hail_mary.evidence import decided, registered, words
from proofs.hail_mary.finding import Finding, all_of
from proofs.hail_mary.instances import exact
from proofs.hail_mary.printed import Printed, sides
from proofs.hail_mary.shown import Shown
from proofs.hail_mary.threshold_function import break_tanh, prove_increasing
from verify.claims import Paper, Repair, inline, unprinted
from verify.kernel import Verdict
from verify.reading.tree import Node

RATIO = r"\overline{\phi}"
TOO_SMALL = exact({"lambda_high": "2", "lambda_low": "1/2", "B": "1", "c": "5/2", "r": "2"})
LARGE_ENOUGH = exact({"lambda_high": "2", "lambda_low": "3/2", "B": "1", "c": "5/4", "r": "2"})
ALL_TO_ONE = exact({"B": "3", "P_high": "3", "P_low": "0", "varepsilon": "1/4"})
NEARLY_EQUAL = exact({"B": "3", "P_high": "7/4", "P_low": "5/4", "varepsilon": "1/4"})


def _prove_profitability(printed: Printed, node: Node) -> Finding:
    """The live right side of (2)."""
    return replacement.prove_profitability(printed.expression(_ratio(printed)))


def _break_profitability(printed: Printed, node: Node) -> Finding:
    """The live right side of (2) at exact draws."""
    value = printed.exact(_ratio(printed))

    def evaluate(at: Mapping[str, Fraction]) -> Fraction:
        return value(at)

    return replacement.break_profitability(evaluate)


def _prove_recalled(printed: Printed, node: Node) -> Finding:
    """The recalled closed form and the live f of footnote 6, both as the function of Definition 1."""
    original = printed.as_letters().expression(printed.model.read(r"f(\phi)", printed.section))
    return all_of(
        [("recalled", prove_increasing(printed.expression(sides(node)[1]))), ("f", prove_increasing(original))]
    )


def _ratio(printed: Printed) -> Node:
    found = printed.model.definition(RATIO)
    if found is None:
        from proofs.hail_mary.printed import AnotherShapeError

        raise AnotherShapeError("a definition of the generalised profitability")
    return found.body


def add_extension(paper: Paper, shown: Shown) -> None:
    """The extended contest and its three cases."""
    section = paper.section("extending-baseline-model", "Section 4.1")
    for letter in (
        r"\overline{\lambda}",
        r"\underline{\lambda}",
    ):
        section.mention(letter)
    section.assume(r"\overline{\lambda}>\underline{\lambda}\geq 0")
    section.mention(r"i")
    section.assume(
        (
            r"h(k_{i},k_{j})=\left\{\begin{aligned} &\overline{\lambda},&&k_{i}\geq k_{j},\\ &\underline{"
            r"\lambda},&&{k_{i}<k_{j}}. \end{aligned}\right."
        ),
        inline=False,
    )
    for letter in (
        r"\overline{P}",
        r"\underline{P}",
    ):
        section.mention(letter)
    section.assume(r"\overline{P}\geq\underline{P}\geq 0")
    section.define(r"\phi=\lambda P/c", inline=True)
    section.define(
        r"\overline{\phi}\equiv\frac{(\overline{\lambda}-\underline{\lambda})(\overline{P}-"
        r"\underline{P})}{c-(\underline{\lambda}\overline{P}+\overline{\lambda}\underline{P})}"
    )
    section.claim(
        "design/profitability",
        unprinted(
            r"\overline{\phi}=\frac{(\overline{\lambda}-\underline{\lambda})(\overline{P}-\underline{P})}"
            r"{c-(\underline{\lambda}\overline{P}+\overline{\lambda}\underline{P})}",
            **decided(_prove_profitability, _break_profitability),
        ),
        remark="The ratio of level and unit of the follower's value; lambda P / c without a low rate and a "
        "loser's prize.",
    )
    section.claim(
        "design/replacement",
        unprinted(
            r"\phi=\overline{\phi}",
            **words(replacement.decide_replacement, replacement.break_replacement),
        ),
        expected=Verdict.FAILS,
        repair=Repair(
            "formula",
            "Two ratios take the place of one, because the lone leader is worth more than the leader who is sure "
            "to stay ahead; with no "
            "low rate, or a loser's prize equal to the lone worth, one ratio is enough.",
            (
                unprinted(
                    r"\underline{\lambda}=0\Rightarrow\phi=\overline{\phi}",
                    **words(
                        replacement.prove_replacement_class, lambda: replacement.break_replacement(lambda_low_zero=True)
                    ),
                ),
            ),
        ),
        remark="Once the follower has left, the lone leader succeeds at the high rate alone and is worth W, not "
        "the level A of a leader who "
        "stays ahead: W - A = lambda_low (W - P_low) / R. The sentence also leaves out that r + lambda becomes R.",
        seconds=120,
    )
    section.assume(r"\pi\leq 0", inline=False)
    section.mention(r"f(\cdot)")
    section.claim(
        "design/threshold-recalled",
        inline(
            (
                r"f(\overline{\phi})=\frac{\sqrt{2\overline{\phi}(\sqrt{\overline{\phi}^{2}+8}+\overline{"
                r"\phi})-8}}{\sqrt{\overline{\phi}^{2}+8}+\overline{\phi}}"
            ),
            **decided(
                _prove_recalled,
                lambda printed, node: break_tanh(printed.ball(sides(node)[1])),
            ),
        ),
        remark="The recalled closed form is that of footnote 6.",
    )
    section.assume(
        (
            r"0<\frac{\pi}{\sigma}<\frac{\sqrt{r+\overline{\lambda}+\underline{\lambda}}}{2}\cdot f("
            r"\overline{\phi})"
        ),
        inline=False,
    )
    section.assume(
        (
            r"\frac{\pi}{\sigma}\geq\frac{\sqrt{r+\overline{\lambda}+\underline{\lambda}}}{2}\cdot f("
            r"\overline{\phi})"
        ),
        inline=False,
    )
    for letter in (
        r"k^{*}",
        r"k^{**}",
    ):
        section.mention(letter)
    section.claim(
        "design/cases",
        unprinted(
            r"\pi\le0\Rightarrow s_i^{*}(\Delta k)=0",
            given=(r"\Delta k>0",),
            **words(cases.decide_low_case, lambda: cases.break_definition(0.3)),
        ),
        unprinted(
            r"\frac{\pi}{\sigma}\geq\frac{\sqrt{r+\overline{\lambda}+\underline{\lambda}}}{2}\cdot f(\overline{\phi})"
            r"\Rightarrow s_i^{*}(\Delta k)=1",
            given=(r"\Delta k>0",),
            **words(cases.decide_high_case),
        ),
        expected=Verdict.FAILS,
        repair=Repair(
            "assumption",
            "No low rate.",
            (
                unprinted(
                    r"\underline{\lambda}=0",
                    **words(cases.prove_threshold_without_low_rate, lambda: cases.break_definition(0.0)),
                ),
            ),
        ),
        remark="The leader's gain at the boundary is 2 pi V' + lambda_low (W - P_low): at pi = 0 he takes the "
        "risk, so the low profile is no "
        "equilibrium, and the threshold of the high case lies elsewhere.",
        seconds=120,
    )


def add_exercise(paper: Paper, shown: Shown) -> None:
    """Budget, objectives, Propositions 4 and 5 as stated."""
    section = paper.section("a-contest-design-exercise", "Section 4.2")
    section.mention(r"(\overline{P},\underline{P})")
    section.assume(r"\overline{P}+\underline{P}\leq B")
    section.mention(r"B")
    section.assume(r"\overline{\lambda}B>c>\underline{\lambda}B")
    section.claim(
        "design/budget-remarks",
        inline(
            r"\overline{\lambda}B<c",
            **registered(budget_remarks.prove_too_small, lambda: budget_remarks.break_remark("too small"), TOO_SMALL),
        ),
        inline(
            r"\underline{\lambda}B>c",
            **registered(
                budget_remarks.prove_large_enough, lambda: budget_remarks.break_remark("large enough"), LARGE_ENOUGH
            ),
        ),
        remark="With the whole budget paid out and nothing for an agent who drops out.",
    )
    small = registered(small_budget.prove_boundary_objective, lambda: small_budget.search("boundary"), ALL_TO_ONE)
    large = registered(large_budget.prove_bound_reached, large_budget.break_staying, NEARLY_EQUAL)
    section.mention(r"k^{*}")
    section.assume(r"\tau_{k^{*}}\equiv\inf\left\{t\geq 0:|k_{i}(t)-k_{j}(t)|\geq k^{*}\right\}")
    for letter in (
        r"k_{i}-k_{j}",
        r"\tau_{k^{*}}",
        r"k^{*}",
        r"(\overline{\lambda}+\underline{\lambda})",
        r"\overline{\lambda}",
    ):
        section.mention(letter)
    section.assume(r"(\overline{\lambda}+\underline{\lambda})B/2<c")
    shown["winner takes all"] = section.state(inline(r"\overline{P}=B", **small))
    shown["loser takes nothing"] = section.state(inline(r"\underline{P}=0", **small))
    section.assume(r"(\overline{\lambda}+\underline{\lambda})B/2>c")
    shown["winner's share"] = section.state(inline(r"\overline{P}=B/2+\varepsilon", **large))
    shown["loser's share"] = section.state(inline(r"\underline{P}=B/2-\varepsilon", **large))
    section.assume(r"\varepsilon>0")
    section.claim(
        "design/boundary-increases-in-profitability",
        unprinted(
            r"\frac{\partial k^{*}}{\partial\overline{\phi}}>0",
            **words(boundary_in_profitability.prove_in_reduced_game, boundary_in_profitability.break_increase),
        ),
        uses=("hail-mary/design/replacement",),
        remark="In the game that the replacement describes, all three cases; in the extended game itself see the "
        "claim of that name.",
    )
    section.claim(
        "design/boundary-increases-in-the-extended-game",
        unprinted(
            r"\frac{\partial k^{*}}{\partial\overline{\phi}}>0",
            **words(
                boundary_in_profitability.decide_in_extended_game,
                lambda: boundary_in_profitability.break_increase(excess_share=0.3),
            ),
        ),
        expected=Verdict.FAILS,
        repair=Repair(
            "assumption",
            "No low rate.",
            (
                unprinted(
                    r"\frac{\partial k^{*}}{\partial\overline{\phi}}>0",
                    given=(r"\underline{\lambda}=0",),
                    **words(boundary_in_profitability.prove_in_reduced_game, boundary_in_profitability.break_increase),
                ),
            ),
        ),
        remark="With a low rate the boundary depends on a second ratio, and two designs can be ordered one way "
        "by phi-bar and the other way "
        "by the boundary.",
    )
    for letter in (
        r"(\overline{P},\underline{P})",
        r"k^{*}",
        r"\overline{\phi}",
    ):
        section.mention(letter)
    section.assume(r"\overline{P}=B")
    section.assume(r"\underline{P}=0")
    section.mention(r"k^{*}")
