r"""Modeling Choice, the finite-horizon recursions and the infinite-horizon game: their printed formulas."""

from __future__ import annotations

from verify.claims import Paper, display, inline, unprinted


def add_modeling_choice(paper: Paper) -> None:
    """The formulas and claims of Modeling Choice."""
    section = paper.section("modeling-choice", "Modeling Choice")
    optimal = r"V'(g)\le rx(g),\quad (V'(g)-rx(g))x(g)=0"
    section.state(display(r"x(g)=\frac{[V'(g)]^+}{r}", equivalent_to=optimal))
    section.claim(
        "modeling/kinked-at-parity",
        unprinted(r"B'_+(0)-B'_-(0)=a"),
        unprinted(r"B'_+(0)-B'_-(0)>0"),
        unprinted(r"\pi'_+(0)-\pi'_-(0)>0", given=("s<1",)),
        remark="The Bertrand term has a kink of size a at parity for every a > 0; the whole payoff has one for s < 1.",
    )


def add_recursions(paper: Paper) -> None:
    """The two- and three-period models and the recursion, in the order of the paper."""
    two = paper.section("two-period-model", "Two-Period Model")
    two.define(r"V_{i,0}(g)=0", inline=True)
    one_left = two.state(display(r"U_{i,1}(g,x_1,x_2)=u_i(g,x_1,x_2)+\beta V_{i,0}(g')."))
    ended = two.state(inline(r"V_{i,0}=0"))
    static = two.state(display(r"U_{i,1}(g,x_1,x_2)=u_i(g,x_1,x_2)."))
    two.mention(r"V_{i,1}(g)")
    two.state(display(r"U_{i,2}(g,x_1,x_2) =u_i(g,x_1,x_2)+\beta V_{i,1}(g')."))
    for formula in ("g'", "g'", r"V_{i,1}(g')"):
        two.mention(formula)
    three = paper.section("three-period-model", "Three-Period Model")
    three.state(display(r"U_{i,3}(g,x_1,x_2) =u_i(g,x_1,x_2)+\beta V_{i,2}(g')."))
    for formula in ("V_{i,1}", "V_{i,2}", "V_{i,2}"):
        three.mention(formula)
    two.claim("horizon/one-period", one_left, ended, static)
    _finite(paper)


def _finite(paper: Paper) -> None:
    section = paper.section("finite-horizon-recursion", "Finite-Horizon Recursion")
    section.mention("H")
    section.state(display("V_{i,0}(g)=0."))
    section.assume(r"h=1,\ldots,H")
    section.define(r"U_{i,h}(g,x_1,x_2) =u_i(g,x_1,x_2)+\beta V_{i,h-1}(g').")
    section.mention("g")
    section.mention("U_{1,h},U_{2,h}")
    section.mention(r"\sigma_{1,h}(g),\sigma_{2,h}(g).")


def add_infinite_horizon(paper: Paper) -> None:
    """The stationary game's formulas."""
    section = paper.section("infinite-horizon-finite-state-game", "Infinite-Horizon Finite-State Game")
    for formula in ("G", "X"):
        section.mention(formula)
