"""Appendix A.2: the transform of the hitting time, the two chains, the algebra of small budgets."""

from __future__ import annotations

import sympy as sp

from proofs.hail_mary.designer import (
    borderline_budget,
    chains,
    laplace_decreasing,
    laplace_transform,
    large_budget,
    low_return,
    objectives,
    only_if_small,
    prize_split,
    small_budget,
)
from proofs.hail_mary.evidence import decided, registered, words
from proofs.hail_mary.finding import Finding
from proofs.hail_mary.printed import Printed, sides
from proofs.hail_mary.printed_chains import prove_equalities
from proofs.hail_mary.printed_prizes import (
    break_arrows,
    break_range,
    prove_arrows,
    prove_denominator,
    prove_range,
)
from proofs.hail_mary.prize_allocation import ALL_TO_ONE
from proofs.hail_mary.shown import Shown
from verify.claims import Paper, Repair, display, inline, unprinted
from verify.kernel import Verdict
from verify.reading.tree import Node


def _prove_transform(printed: Printed, node: Node) -> Finding:
    """The live transform solves the boundary value problem of the reflected diffusion."""
    return laplace_transform.prove_transform(printed.expression(sides(node)[1]))


def _decide_transform(printed: Printed, node: Node) -> list[Finding]:
    """As printed, for every starting gap: a gap below 0, then the boundary value problem."""
    live = printed.expression(sides(node)[1])
    return [laplace_transform.decide_at_gap(sp.Rational(-1, 2), live), laplace_transform.prove_transform(live)]


def _break_transform(printed: Printed, node: Node) -> Finding:
    """The live transform against a nearest-neighbour walk, at gaps below 0 too."""
    return laplace_transform.break_transform(_floats(printed, node), low=-1, high=1)


def _break_repaired(printed: Printed, node: Node) -> Finding:
    """The same at gaps between 0 and k*."""
    return laplace_transform.break_transform(_floats(printed, node))


def _floats(printed: Printed, node: Node) -> laplace_transform.Transform:
    from flint import arb

    value = printed.ball(sides(node)[1])
    return lambda at: float(value({name: arb(number) for name, number in at.items()}).mid())


def add_times(paper: Paper, shown: Shown) -> None:
    """The transform and the two expected times."""
    section = paper.section("proofs-for-section-4", "Appendix A.2, proof of Proposition 4")
    section.assume(r"\tau_{k^{*}}\equiv\inf\left\{t\geq 0:|k_{i}(t)-k_{j}(t)|\geq k^{*}\right\}")
    section.assume(
        (
            r"\Psi(\theta;k^{*},k_{0})\equiv\mathbb{E}[e^{-\theta\tau_{k^{*}}}\middle|{k_{i}(0)-k_{j}(0)}"
            r"=k_{0}],\quad\theta>0"
        ),
        inline=False,
    )
    for letter in (
        r"(\overline{\lambda}+\underline{\lambda})",
        r"\overline{\lambda}",
        r"T",
        r"1/(\overline{\lambda}+\underline{\lambda})",
        r"1/{\overline{\lambda}}",
    ):
        section.mention(letter)
    section.claim(
        "design/stay-time",
        display(
            (
                r"\mathbb{E}[\int_{0}^{\infty}\bm{1}(\tau_{k^{*}}>t\,\&\,T>t)\,dt\middle|k_{0}] &=\mathbb{E}["
                r"\int_{0}^{\infty}\bm{1}(\tau_{k^{*}}>t)\cdot\bm{1}(T>t)\,dt\middle|k_{0}]\\ &=\int_{0}^{"
                r"\infty}\mathbb{P}(\tau_{k^{*}}>t\middle|k_{0})\cdot e^{-(\overline{\lambda}+\underline{"
                r"\lambda})t}\,dt\\ &=\int_{0}^{\infty}\frac{1-e^{-(\overline{\lambda}+\underline{\lambda})x}}{"
                r"\overline{\lambda}+\underline{\lambda}}\,dF_{\tau_{k^{*}}}(x)\\ &=\frac{1-\Psi(\overline{"
                r"\lambda}+\underline{\lambda};k^{*},k_{0})}{\overline{\lambda}+\underline{\lambda}}"
            ),
            **decided(prove_equalities, lambda printed, node: chains.break_chain_end(chains.printed_stay_time, False)),
        ),
    )
    for letter in (
        r"\Psi",
        r"k^{*}",
        r"\Psi",
        r"k^{*}",
        r"k_{i}-k_{j}",
        r"\tau_{k^{*}}",
        r"k^{*}",
        r"e^{-\theta x}",
        r"x",
        r"\tau_{k^{*}}",
    ):
        section.mention(letter)
    section.assume(r"\Psi(\theta;k^{*},k_{0})=\mathbb{E}[e^{-\theta\tau_{k^{*}}}\middle|k_{i}(0)-k_{j}(0)=k_{0}]")
    section.mention(r"k^{*}")
    section.assume(r"\pi\leq 0")
    for letter in (
        r"|\Delta k|",
        r"-\pi",
        r"\sigma",
    ):
        section.mention(letter)
    section.claim(
        "design/laplace-decreasing",
        unprinted(
            r"\frac{\partial\Psi(\theta;k^{*},k_{0})}{\partial k^{*}}<0",
            given=(r"|k_{0}|<k^{*}",),
            **words(laplace_decreasing.prove_decreasing, laplace_decreasing.break_decreasing),
        ),
        unprinted(
            r"k^{*}-k^{**}=\frac{1}{2\eta}\log\frac{1+\frac{2\pi}{\eta\sigma^{2}}}{1-\frac{2\pi}{\eta\sigma^{2}}}",
            **words(laplace_decreasing.prove_switch_distance_fixed),
        ),
        remark="In the medium case the switching point moves with the boundary; seen from the boundary the law "
        "of the gap is fixed, because "
        "the distance k* - k** is. Continuous paths alone do not say that. From k* on the transform is 1.",
    )
    section.claim(
        "design/laplace-transform",
        inline(
            (
                r"\Psi(\theta;k^{*},k_{0})=e^{\frac{(-\pi)(k^{*}-k_{0})}{\sigma^{2}}}\frac{\sqrt{\pi^{2}+2"
                r"\theta\sigma^{2}}\cosh(\frac{k_{0}\sqrt{\pi^{2}+2\theta\sigma^{2}}}{\sigma^{2}})+(-\pi)"
                r"\sinh(\frac{k_{0}\sqrt{\pi^{2}+2\theta\sigma^{2}}}{\sigma^{2}})}{\sqrt{\pi^{2}+2\theta"
                r"\sigma^{2}}\cosh(\frac{k^{*}\sqrt{\pi^{2}+2\theta\sigma^{2}}}{\sigma^{2}})+(-\pi)\sinh("
                r"\frac{k^{*}\sqrt{\pi^{2}+2\theta\sigma^{2}}}{\sigma^{2}})}"
            ),
            **decided(_decide_transform, _break_transform),
        ),
        expected=Verdict.FAILS,
        repair=Repair(
            "assumption",
            "For a starting gap between 0 and k* (else its absolute value, up to k*).",
            (
                unprinted(
                    (
                        r"\Psi(\theta;k^{*},k_{0})=e^{\frac{(-\pi)(k^{*}-k_{0})}{\sigma^{2}}}\frac{\sqrt{\pi^{2}+2"
                        r"\theta\sigma^{2}}\cosh(\frac{k_{0}\sqrt{\pi^{2}+2\theta\sigma^{2}}}{\sigma^{2}})+(-\pi)"
                        r"\sinh(\frac{k_{0}\sqrt{\pi^{2}+2\theta\sigma^{2}}}{\sigma^{2}})}{\sqrt{\pi^{2}+2\theta"
                        r"\sigma^{2}}\cosh(\frac{k^{*}\sqrt{\pi^{2}+2\theta\sigma^{2}}}{\sigma^{2}})+(-\pi)\sinh("
                        r"\frac{k^{*}\sqrt{\pi^{2}+2\theta\sigma^{2}}}{\sigma^{2}})}"
                    ),
                    given=(r"0\le k_{0}\le k^{*}",),
                    **decided(_prove_transform, _break_repaired),
                ),
            ),
        ),
        remark="The formula is that of a reflected diffusion that starts at |k_0|: for k_0 < 0 it is another "
        "number, beyond k* it exceeds 1.",
    )
    section.mention(r"k^{*}")
    section.claim(
        "design/success-time",
        display(
            (
                r"\mathbb{E}[\int_{0}^{\infty}\bm{1}(T>t)\,dt\middle|k_{0}] &=\mathbb{E}[\int_{0}^{\infty}"
                r"\bm{1}(\tau_{k^{*}}>t)\cdot\bm{1}(T>t)\,dt\middle|k_{0}]+\mathbb{E}[\int_{0}^{\infty}\bm{1}("
                r"\tau_{k^{*}}\leq t)\cdot\bm{1}(T>t)\,dt\middle|k_{0}]\\ &=\int_{0}^{\infty}\mathbb{P}("
                r"\tau_{k^{*}}>t"
                r"\middle|k_{0})\cdot e^{-(\overline{\lambda}+\underline{\lambda})t}\,dt+\int_{0}^{\infty}"
                r"\mathbb{P}(\tau_{k^{*}}\leq t\middle|k_{0})\cdot e^{-\overline{\lambda}t}\,dt\\ &=\int_{0}^{"
                r"\infty}\frac{1-e^{-(\overline{\lambda}+\underline{\lambda})x}}{\overline{\lambda}+"
                r"\underline{\lambda}}\,dF_{\tau_{k^{*}}}(x)+\int_{0}^{\infty}\frac{e^{-\overline{\lambda}x}}{"
                r"\overline{\lambda}}\,dF_{\tau_{k^{*}}}(x)\\ &=\frac{1-\Psi(\overline{\lambda}+\underline{"
                r"\lambda};k^{*},k_{0})}{\overline{\lambda}+\underline{\lambda}}+\frac{\Psi(\overline{"
                r"\lambda};k^{*},k_{0})}{\overline{\lambda}}"
            ),
            **decided(
                prove_equalities, lambda printed, node: chains.break_chain_end(chains.printed_success_time, True)
            ),
        ),
        expected=Verdict.FAILS,
        repair=Repair(
            "formula",
            "The last term takes the transform at the summed rate.",
            (
                unprinted(
                    r"\frac{1-\Psi(\overline{\lambda}+\underline{\lambda};k^{*},k_{0})}{\overline{\lambda}+"
                    r"\underline{\lambda}}"
                    r"+\frac{\Psi(\overline{\lambda}+\underline{\lambda};k^{*},k_{0})}{\overline{\lambda}}",
                    **words(
                        chains.prove_repaired_success_time,
                        lambda: chains.break_chain_end(chains.repaired_success_time, True),
                    ),
                ),
            ),
        ),
        remark="The second equality gives a success that came before the follower left a second chance: given "
        "tau, T survives to t > tau with "
        "e^{-(sum) tau - lambda_high (t - tau)}, not e^{-lambda_high t}.",
    )
    section.claim(
        "design/success-time-decreasing",
        unprinted(
            r"\frac{\partial}{\partial k^{*}}(\frac{1-\Psi(\overline{\lambda}+\underline{\lambda};k^{*},k_{0})}"
            r"{\overline{\lambda}+\underline{\lambda}}+\frac{\Psi(\overline{\lambda};k^{*},k_{0})}{\overline{"
            r"\lambda}})<0",
            **words(chains.decide_monotonicity_reason),
        ),
        expected=Verdict.FAILS,
        repair=Repair(
            "formula",
            "With the repaired sum: affine in one transform with a positive slope, for a positive low rate.",
            (
                unprinted(
                    r"\frac{1}{\overline{\lambda}}-\frac{1}{\overline{\lambda}+\underline{\lambda}}>0",
                    given=(r"\underline{\lambda}>0", r"\overline{\lambda}>0"),
                ),
                unprinted(
                    r"\frac{\partial\Psi(\theta;k^{*},k_{0})}{\partial k^{*}}<0",
                    **words(lambda: [chains.prove_repaired_reason(), laplace_decreasing.prove_decreasing()]),
                ),
            ),
        ),
        remark="Psi enters the printed sum with both signs, so its monotonicity at every rate is not enough; "
        "without a low rate the time does "
        "not depend on k* at all.",
    )
    section.claim(
        "design/objectives-equivalent",
        unprinted(
            r"\frac{\partial k^{*}}{\partial\overline{\phi}}>0",
            **words(objectives.decide_without_low_rate, objectives.break_equivalence),
        ),
        expected=Verdict.FAILS,
        repair=Repair(
            "assumption",
            "A positive low rate and a leader's rule that, seen from the boundary, does not depend on the "
            "prizes, with |k_0| < k*.",
            (
                unprinted(
                    r"\frac{\partial\Psi(\theta;k^{*},k_{0})}{\partial k^{*}}<0",
                    given=(r"\underline{\lambda}>0", r"|k_{0}|<k^{*}"),
                    **words(objectives.prove_agree_at_fixed_rule),
                ),
            ),
        ),
        remark="Without a low rate the first objective is constant; from a start beyond k* the follower is out "
        "under every design; in the "
        "extended game the leader's switch moves with the prizes.",
    )


def add_small_budget(paper: Paper, shown: Shown) -> None:
    """Small budgets."""
    section = paper.section("proofs-for-section-4", "Appendix A.2, proof of Proposition 5")
    equality = registered(prize_split.prove_equality_case, prize_split.break_chain, ALL_TO_ONE)
    denominator = r"c-(\underline{\lambda}\overline{P}+\overline{\lambda}\underline{P})>0"
    for letter in (
        r"\Psi",
        r"k^{*}",
        r"\overline{\phi}",
    ):
        section.mention(letter)
    section.assume(r"\overline{P}+\underline{P}\leq B")
    section.assume(r"(\overline{\lambda}+\underline{\lambda})B/2<c")
    for letter in (
        r"(\overline{P},\underline{P})",
        r"\overline{\phi}",
        r"c-(\underline{\lambda}\overline{P}+\overline{\lambda}\underline{P})",
    ):
        section.mention(letter)
    section.claim(
        "design/small-budget-algebra",
        unprinted(
            denominator,
            given=(r"(\overline{\lambda}+\underline{\lambda})B/2<c", r"\overline{P}+\underline{P}\le B"),
            **decided(prove_denominator, lambda printed, node: prize_split.break_chain()),
        ),
        display(
            (
                r"\frac{(\overline{\lambda}-\underline{\lambda})(\overline{P}-\underline{P})}{c-(\underline{"
                r"\lambda}\overline{P}+\overline{\lambda}\underline{P})}\leq\frac{(\overline{\lambda}-"
                r"\underline{\lambda})B}{c-\underline{\lambda}B}\quad &\Leftrightarrow\quad cB-c\overline{P}"
                r"+(c-\overline{\lambda}B-\underline{\lambda}B)\underline{P}\geq 0\\ &\Leftarrow\quad cB-c(B"
                r"-\underline{P})+(c-\overline{\lambda}B-\underline{\lambda}B)\underline{P}\geq 0\\ &"
                r"\Leftrightarrow\quad(c-(\overline{\lambda}+\underline{\lambda})B/2)\underline{P}\geq 0"
            ),
            **decided(prove_arrows, break_arrows),
        ),
        inline(r"\overline{P}=B", **equality),
        inline(r"\underline{P}=0", **equality),
    )
    section.claim(
        "design/small-budget",
        shown["winner takes all"],
        shown["loser takes nothing"],
        unprinted(
            r"\overline{P}=B,\quad\underline{P}=0",
            given=(r"(\overline{\lambda}+\underline{\lambda})B/2<c",),
            **words(
                lambda: [small_budget.decide_objective("stay"), small_budget.decide_objective("success")],
                lambda: small_budget.search("stay"),
            ),
        ),
        expected=Verdict.FAILS,
        repair=Repair(
            "assumption",
            "For the third objective (the boundary), or with a low return.",
            (
                unprinted(
                    r"\overline{P}=B,\quad\underline{P}=0",
                    given=(r"(\overline{\lambda}+\underline{\lambda})B/2<c", r"\pi\le0"),
                    **words(lambda: [*small_budget.prove_boundary_objective(), *low_return.prove_low_return_class()]),
                ),
            ),
        ),
        remark="Optimal for the boundary; with a medium return and a positive low rate another split keeps the "
        "follower in longer and brings "
        "success sooner.",
        seconds=180,
    )


def add_large_budget(paper: Paper, shown: Shown) -> None:
    """Large budgets, the borderline, winner-takes-all only if small."""
    section = paper.section("proofs-for-section-4", "Appendix A.2, proof of Proposition 5")
    section.assume(r"(\overline{\lambda}+\underline{\lambda})B/2>c")
    for letter in (
        r"\overline{\phi}",
        r"c-(\underline{\lambda}\overline{P}+\overline{\lambda}\underline{P})",
    ):
        section.mention(letter)
    section.assume(r"\overline{P}=B/2+\varepsilon")
    section.assume(r"\underline{P}=B/2-\varepsilon")
    span = section.state(
        inline(
            (
                r"\varepsilon\in(0,((\overline{\lambda}+\underline{\lambda})B/2-c)/(\overline{\lambda}-"
                r"\underline{\lambda}))"
            ),
            **decided(prove_range, break_range),
        )
    )
    section.mention(r"(\overline{P},\underline{P})")
    section.claim(
        "design/large-budget",
        shown["winner's share"],
        shown["loser's share"],
        span,
        inline(r"\overline{\phi}=\infty", **registered(large_budget.prove_bound_reached, large_budget.break_staying)),
        remark="With nothing for an agent who drops out. If he kept the loser's prize, no split would keep both in.",
    )
    section.claim(
        "design/budget-borderline",
        unprinted(
            r"\overline{\phi}=2",
            given=(r"(\overline{\lambda}+\underline{\lambda})B/2=c", r"\overline{P}+\underline{P}=B"),
            **words(borderline_budget.prove_constant_profitability, borderline_budget.break_constant_profitability),
        ),
        remark="Not covered by the paper. The printed ratio is 2 for every unequal split of the whole budget; in "
        "the extended game with a "
        "low rate winner-takes-all alone is best for the boundary.",
    )
    section.claim(
        "design/only-if-small",
        unprinted(
            r"(\overline{\lambda}+\underline{\lambda})B/2\le c",
            given=(r"\overline{P}=B", r"\underline{P}=0"),
            **words(only_if_small.decide_success_time_without_low_rate),
        ),
        expected=Verdict.FAILS,
        repair=Repair(
            "assumption",
            "A positive low rate, or the second or third objective.",
            (
                unprinted(
                    r"(\overline{\lambda}+\underline{\lambda})B/2\le c",
                    given=(r"\overline{P}=B", r"\underline{P}=0", r"\underline{\lambda}>0"),
                    **words(only_if_small.prove_only_if, only_if_small.break_only_if),
                ),
            ),
        ),
        remark="Without a low rate the time to success is the same under every design, so winner-takes-all is "
        "optimal for it at any budget.",
    )
