r"""One-Period Payoff: the gap update, the rental price, and the deviation from inactive parity."""

from __future__ import annotations

from proofs.power_game.continuity import continuity_does_not_bound_the_rate
from proofs.power_game.grid_claims import add_grid_claims
from verify.claims import Paper, Repair, display, inline, unprinted
from verify.kernel import Verdict

SMALL = r"\varepsilon\downarrow0"


def add(paper: Paper) -> None:
    """The section's formulas and claims, in the order of the paper."""
    section = paper.section("one-period-payoff", "One-Period Payoff")
    section.define(r"u_2(g,x_1,x_2)=u_1(-g,x_2,x_1)", printed=False)
    section.define(r"\pi(g)=\omega\left(s\left(L(\theta ag)-\frac12\right)+(1-s)B(g)\right)", printed=False)
    section.define("r_0=R(0)", printed=False)
    section.define(r"g'=(1-\mu)g+x_1-x_2.")
    section.define(r"T_1=x_1^2/2,\qquad T_2=x_2^2/2,")
    section.define(r"T=\frac{x_1^2+x_2^2}{2}.")
    section.define(r"S=\bar Q-T.")
    price = section.define(r"R(T)=\frac{\bar W}{S}=\frac{\bar W}{\bar Q-T}.")
    section.claim(
        "market/rental-price",
        price,
        unprinted(r"T=T_1+T_2"),
        unprinted(r"R(T)S=\bar W"),
        unprinted(r"\frac{d}{dz}R(z)>0", given=(r"z<\bar Q",)),
        unprinted(r"\frac{d}{dz}\frac{d}{dz}R(z)>0", given=(r"z<\bar Q",)),
        remark="Increasing and strictly convex wherever serving compute is positive.",
    )
    section.define(r"u_1(g,x_1,x_2)=\pi(g')-R(T)x_1^2/2.")
    _parity(paper)
    _deviation(paper)
    _slope(paper)


def _parity(paper: Paper) -> None:
    section = paper.section("one-period-payoff", "One-Period Payoff")
    section.claim(
        "one-period/parity-payoff",
        display(r"g=0,\quad x_1=x_2=0,\quad g'=0,\quad T=0.", premises=2),
        display(r"\pi(0)=0,"),
        display(r"u_1(0,0,0)=0."),
        remark="The payoff of Composition is zero at parity by itself; no separate normalisation is needed.",
    )


def _deviation(paper: Paper) -> None:
    section = paper.section("one-period-payoff", "One-Period Payoff")
    moved = section.assume(r"x_1=\varepsilon>0")
    inactive = section.assume(r"x_2=0")
    section.claim(
        "one-period/deviation",
        display(r"g'=\varepsilon, \qquad T=\varepsilon^2/2.", given=(moved, inactive, "g=0")),
        display(r"u_1(0,\varepsilon,0) =\pi(\varepsilon)-R(\varepsilon^2/2)\varepsilon^2/2."),
    )
    section.mention("R")
    price = r"R(\varepsilon^2/2)=R(0)+O(\varepsilon^2)=r_0+O(\varepsilon^2)"
    section.claim(
        "one-period/rental-expansion-display",
        display(price + ".", toward=SMALL),
        remark="The display alone, without the reason printed for it: true of the R that the paper defines.",
    )
    reason = section.claim(
        "one-period/rental-expansion",
        unprinted(r"R(\varepsilon^2/2)=R(0)+O(\varepsilon^2)", engine=False),
        expected=Verdict.FAILS,
        repair=Repair(
            "assumption",
            "Because R is differentiable at zero (from the right).",
            (unprinted(price, toward=SMALL), unprinted(r"R'_+(0)=\bar W/\bar Q^2")),
        ),
        uses=("power-game/one-period/rental-expansion-display",),
        remark="'Because R is continuous at zero': the display is true, the reason does not give it. Continuity gives no rate; "
        "a derivative does.",
    )
    reason.breaker(continuity_does_not_bound_the_rate)
    cost = r"R(\varepsilon^2/2)\varepsilon^2/2 =\frac{r_0}{2}\varepsilon^2+O(\varepsilon^4)."
    section.claim("one-period/cost-expansion", display(cost, toward=SMALL))
    section.mention("g")
    near = section.state(display(r"\pi(g)=\pi'_+(0)g+o(g).", toward=r"g\downarrow0"))
    section.assume(r"g=\varepsilon")
    along = section.state(display(r"\pi(\varepsilon)=\pi'_+(0)\varepsilon+o(\varepsilon).", toward=SMALL))
    gain = r"u_1(0,\varepsilon,0)-u_1(0,0,0) =\pi'_+(0)\varepsilon-\frac{r_0}{2}\varepsilon^2"
    section.claim(
        "one-period/gain-expansion",
        near,
        along,
        display(gain + r"+o(\varepsilon).", toward=SMALL),
        unprinted(gain + r"+O(\varepsilon^3)", toward=SMALL),
        remark="True, but o(epsilon) swallows the printed quadratic term: with it any coefficient of epsilon^2 would be as "
        "true. The last step is the sharper remainder that fixes it.",
    )


def _slope(paper: Paper) -> None:
    section = paper.section("one-period-payoff", "One-Period Payoff")
    composed = r"\pi'_+(0)=\omega a\left(1-s+\frac{s\theta}{4}\right)"
    section.claim(
        "one-period/right-slope",
        display(r"\pi'_+(0)=\omega a(1-3s/4)."),
        expected=Verdict.FAILS,
        repair=Repair("formula", "The slope that Composition derives.", (unprinted(composed),)),
        remark="Contradicts Composition unless theta = 1 or s = 0: 1 - 3s/4 is 1 - s + s theta/4 at theta = 1.",
    )
    section.assume(r"s\in[0,1]")
    positive = display(r"1-3s/4\ge1/4>0.")
    section.claim(
        "one-period/slope-positive",
        positive,
        inline(r"\pi'_+(0)>0"),
        expected=Verdict.FAILS,
        repair=Repair(
            "assumption",
            "Suppose theta > 0, or s < 1.",
            (unprinted(r"\pi'_+(0)>0", given=(r"\theta>0",)), unprinted(r"\pi'_+(0)>0", given=("s<1",))),
        ),
        remark="The bound is true; the slope it bounds is not the payoff's. The payoff's right slope is positive unless "
        "s = 1 and theta = 0, where the payoff is constant.",
    )
    section.mention(r"\varepsilon")
    gain = r"\lim_{\varepsilon\downarrow0}\frac{u_1(0,\varepsilon,0)-u_1(0,0,0)}{\varepsilon}"
    section.claim(
        "one-period/inaction-not-equilibrium",
        unprinted(gain + ">0"),
        expected=Verdict.FAILS,
        repair=Repair(
            "assumption",
            "Suppose theta > 0, or s < 1.",
            (unprinted(gain + ">0", given=(r"\theta>0",)), unprinted(gain + ">0", given=("s<1",))),
        ),
        remark="With a continuum of actions some small effort pays whenever the limit of gain over effort is positive. At "
        "s = 1 and theta = 0 the payoff is constant, effort only costs, and inaction is an equilibrium.",
    )
    add_grid_claims(section)
