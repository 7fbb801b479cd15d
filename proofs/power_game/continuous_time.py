r"""Continuous-Time Approximation: from the discrete Bellman equation to the HJB equation and its policy."""

from __future__ import annotations

from verify.claims import Paper, Repair, Section, Step, display, inline, unprinted
from verify.kernel import Verdict

SHORT = r"\Delta\downarrow0"
OPTIMAL = r"V'(g)\le rx,\quad (V'(g)-rx)x=0"


def add(paper: Paper) -> None:
    """The section's formulas and claims, in the order of the paper."""
    section = paper.section("continuous-time-approximation", "Continuous-Time Approximation")
    section.mention(r"\Delta")
    section.claim(
        "continuous/discount-expansion",
        display(r"\beta=e^{-\rho\Delta}=1-\rho\Delta+O(\Delta^2).", toward=SHORT, given=(r"\beta=e^{-\rho\Delta}",)),
    )
    _equation(paper, _law(paper))
    _policy(paper)


def _law(paper: Paper) -> Step:
    section = paper.section("continuous-time-approximation", "Continuous-Time Approximation")
    law = section.assume(r"g'=g+\Delta(x_1-x_2-\mu g).", inline=False)
    section.define("d=x_1-x_2-\\mu g.")
    section.claim(
        "continuous/scaled-law",
        display(r"g'=g+\Delta d.", given=(law,)),
        unprinted(
            r"g'=(1-\mu\Delta)g+\Delta x_1-\Delta x_2",
            given=(law,),
        ),
        remark="The one-period law with mu, x_1 and x_2 replaced by mu Delta, x_1 Delta and x_2 Delta. For the limit to be this "
        "equation the payoff and the training cost must be flows too: Delta pi and Delta R x^2/2 with effort x per unit of time; "
        "the printed cost of effort x Delta, R (x Delta)^2/2, would be of order Delta^2 and vanish.",
    )
    _taylor(section)
    return law


def _taylor(section: Section) -> None:
    section.claim(
        "continuous/taylor",
        display(r"V(g+\Delta d)=V(g)+\Delta dV'(g)+O(\Delta^2).", toward=SHORT),
        trusts=("Taylor's theorem for a function with bounded second derivative",),
        remark="Needs a value function that is twice differentiable near g. At a kink of V it fails.",
    )


def _equation(paper: Paper, law: Step) -> None:
    section = paper.section("continuous-time-approximation", "Continuous-Time Approximation")
    discount = r"\beta=e^{-\rho\Delta}"
    bellman = section.state(
        display(
            r"V(g)=\max_{x_1\ge0} \left\{ \Delta\left[\pi(g)-rx_1^2/2\right] +\beta V(g+\Delta d) \right\}.",
            follows=r"V(g)=\max_{x_1\ge0}\left\{\Delta\left[\pi(g')-R(T)x_1^2/2\right]+\beta V(g')\right\}",
            given=(law,),
        )
    )
    substituted = display(
        r"V(g)=\max_{x_1\ge0} \left\{ \Delta\left[\pi(g)-rx_1^2/2\right] +(1-\rho\Delta)\left[V(g)+\Delta dV'(g)\right] "
        r"+O(\Delta^2) \right\}.",
        follows=bellman,
        toward=SHORT,
        given=(discount,),
    )
    expanded = display(
        r"V(g)=\max_{x_1\ge0} \left\{ V(g)+\Delta\left[\pi(g)-rx_1^2/2+dV'(g)-\rho V(g)\right] +O(\Delta^2) \right\}.",
        follows=substituted,
        toward=SHORT,
    )
    section.state(substituted)
    section.state(expanded)
    section.mention("V(g)")
    section.assume(r"\Delta\to0")
    limit = display(
        r"0=\max_{x_1\ge0} \left\{ \pi(g)-rx_1^2/2+(x_1-x_2-\mu g)V'(g)-\rho V(g) \right\}.",
        follows=expanded,
        toward=SHORT,
    )
    rearranged = display(
        r"\rho V(g)=\pi(g)+\max_{x_1\ge0} \left\{x_1V'(g)-rx_1^2/2\right\} -x_2V'(g)-\mu gV'(g).", follows=limit
    )
    section.claim("continuous/hjb", substituted, expanded, limit, rearranged)
    _discrete(paper, bellman)
    symmetric = section.assume(r"x_2=x(-g)")
    section.claim(
        "continuous/symmetric-hjb",
        display(
            r"\rho V(g)=\pi(g)+\max_{x\ge0} \left\{xV'(g)-rx^2/2\right\} -x(-g)V'(g)-\mu gV'(g).",
            follows=rearranged,
            given=(symmetric,),
        ),
    )


def _discrete(paper: Paper, bellman: Step) -> None:
    section = paper.section("continuous-time-approximation", "Continuous-Time Approximation")
    section.claim(
        "continuous/discrete-bellman",
        bellman,
        expected=Verdict.FAILS,
        repair=Repair(
            "formula",
            "The discrete game pays pi at the next gap and charges the market's price; both agree with the printed flow payoff to "
            "first order in the period when the price is held at r = R(T).",
            (
                unprinted(
                    r"\Delta\left[\pi(g+\Delta d)-rx_1^2/2\right]=\Delta\left[\pi(g)-rx_1^2/2\right]+O(\Delta^2)",
                    toward=SHORT,
                    given=("g>0",),
                ),
            ),
        ),
        remark="The printed equation is not the discrete game's: the game pays pi(g') and charges R(T), the equation pi(g) and a "
        "constant r.",
    )


def _policy(paper: Paper) -> None:
    section = paper.section("continuous-time-approximation", "Continuous-Time Approximation")
    maximand = r"xV'(g)-rx^2/2"
    slope = display(r"V'(g)-rx.", equals=rf"\frac{{\partial}}{{\partial x}}\left({maximand}\right)")
    section.state(slope)
    rising = section.assume(r"V'(g)>0")
    interior = section.state(display(r"x=V'(g)/r.", equivalent_to=r"V'(g)-rx=0", given=(rising,)))
    falling = section.assume(r"V'(g)\le0")
    section.assume(r"x\ge0")
    corner = section.state(inline("x=0", equivalent_to=OPTIMAL, given=(falling,)))
    policy = display(r"x=[V'(g)]^+/r.", equivalent_to=OPTIMAL)
    best = r"z V'(g)-rz^2/2\le xV'(g)-rx^2/2"
    section.claim(
        "continuous/policy",
        slope,
        interior,
        corner,
        policy,
        unprinted(best, given=(rising, "x=V'(g)/r", r"z\ge0")),
        unprinted(best, given=(falling, "x=0", r"z\ge0")),
        unprinted(best, given=("x=[V'(g)]^+/r", r"z\ge0")),
        remark="With a constant rental price r. A firm that moves the price faces R(T) + R'(T) x^2/2 in the place of r: its first-order "
        "condition is V'(g) = x (R(T) + R'(T) x^2/2).",
    )
