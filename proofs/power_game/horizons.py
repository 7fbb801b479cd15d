r"""The two-, three- and finite-horizon recursions and the infinite-horizon game: their printed formulas and claims."""

from __future__ import annotations

from proofs.power_game.fink import (
    equilibria_are_found,
    hypotheses_of_fink,
    nash_applies,
    several_equilibria,
    several_in_small_stage_games,
)
from proofs.power_game.horizon_legs import (
    certified_recursion,
    displayed_payoffs,
    no_plan_gains,
    stage_equilibria,
    training_moves_tomorrow,
)
from proofs.power_game.one_shot import (
    conditions_are_no_one_shot_gain,
    conditions_on_games,
    recursion_is_markov_perfect,
)
from proofs.power_game.path_bounds import bounds_on_solved_paths
from proofs.power_game.recursion_displays import (
    both,
    break_display,
    break_kernel,
    for_formula,
    paid_at_the_intended_gap,
    prove_continuation,
    prove_mixed_value,
    prove_names,
)
from proofs.power_game.selection_needed import a_selection_fixes_the_value, one_period_values_differ
from verify.claims import Claim, Paper, Repair, Section, display, inline, unprinted
from verify.kernel import Verdict

COMPILING = 180.0
ONE_PERIOD_VALUE = r"V_{i,1}(g)=\mathbb E_{\sigma_{1,1}(g),\sigma_{2,1}(g)}\left[U_{i,1}(g,x_1,x_2)\right]"
STATIONARY_VALUE = r"V_i(g) =\mathbb E_{\sigma_1(g),\sigma_2(g)} \left[A_i(g;x_1,x_2)\right]"


def add_recursions(paper: Paper) -> None:
    """The two- and three-period models and the recursion, in the order of the paper."""
    _two_periods(paper)
    _three_periods(paper)
    _finite(paper)


def _two_periods(paper: Paper) -> None:
    two = paper.section("two-period-model", "Two-Period Model")
    two.define(r"V_{i,0}(g)=0", inline=True)
    one_left = two.state(display(r"U_{i,1}(g,x_1,x_2)=u_i(g,x_1,x_2)+\beta V_{i,0}(g')."))
    ended = two.state(inline(r"V_{i,0}=0"))
    static = two.state(display(r"U_{i,1}(g,x_1,x_2)=u_i(g,x_1,x_2)."))
    two.mention(r"V_{i,1}(g)")
    two.claim("horizon/one-period", one_left, ended, static)
    _selection(two)
    later = two.claim(
        "horizon/two-periods",
        display(r"U_{i,2}(g,x_1,x_2) =u_i(g,x_1,x_2)+\beta V_{i,1}(g')."),
        unprinted(r"\frac{\partial}{\partial x_1}g'>0"),
        remark="Training moves tomorrow's gap, and through V_{i,1} tomorrow's value, except at beta = 0 and where V_{i,1} is flat.",
    )
    later.breaker(displayed_payoffs(2))
    later.breaker(training_moves_tomorrow)
    for formula in ("g'", "g'", r"V_{i,1}(g')"):
        two.mention(formula)


def _selection(two: Section) -> None:
    value = two.claim(
        "horizon/one-period-value",
        unprinted(ONE_PERIOD_VALUE, engine=False),
        expected=Verdict.FAILS,
        repair=Repair(
            "assumption",
            "Suppose a rule that selects one equilibrium of every stage game.",
            (unprinted(ONE_PERIOD_VALUE, engine=False),),
            legs=(a_selection_fixes_the_value,),
        ),
        trusts=("Nash 1951",),
        remark="'Solving gives V_{i,1}(g)', read as: whichever equilibrium of the matrix game at g is played, its value is the same. They need not: the "
        "matrix game at parity can have several equilibria of different values. A selection rule, which the finite-horizon section "
        "asks for, is needed here already.",
    )
    value.breaker(one_period_values_differ)


def _three_periods(paper: Paper) -> None:
    three = paper.section("three-period-model", "Three-Period Model")
    again = three.claim(
        "horizon/three-periods",
        display(r"U_{i,3}(g,x_1,x_2) =u_i(g,x_1,x_2)+\beta V_{i,2}(g')."),
        remark="Solved by the recursion and, without it, by playing every plan of three periods forward.",
    )
    again.breaker(displayed_payoffs(3))
    again.breaker(no_plan_gains(3))
    for formula in ("V_{i,1}", "V_{i,2}", "V_{i,2}"):
        three.mention(formula)


def _finite(paper: Paper) -> None:
    section = paper.section("finite-horizon-recursion", "Finite-Horizon Recursion")
    section.mention("H")
    section.state(display("V_{i,0}(g)=0."))
    section.assume(r"h=1,\ldots,H")
    section.define(r"U_{i,h}(g,x_1,x_2) =u_i(g,x_1,x_2)+\beta V_{i,h-1}(g').")
    section.mention("g")
    section.mention("U_{1,h},U_{2,h}")
    pair = r"\sigma_{1,h}(g),\sigma_{2,h}(g)"
    induction = both(prove_names(pair), for_formula(recursion_is_markov_perfect))
    strategies = section.state(
        display(pair + ".", engine=False, prover=induction, breaker=for_formula(certified_recursion))
    )
    value = section.state(
        display(
            r"V_{i,h}(g) =\mathbb E_{\sigma_{1,h}(g),\sigma_{2,h}(g)} \left[U_{i,h}(g,x_1,x_2)\right].",
            engine=False,
            prover=both(prove_mixed_value("V_{i,h}(g)", pair, "U_{i,h}(g,x_1,x_2)"), for_formula(nash_applies)),
            breaker=break_display(mixed=True),
        )
    )
    stage = section.claim(
        "horizon/stage-equilibrium",
        value,
        trusts=("Nash 1951",),
        uses=("power-game/one-period/feasible-training",),
        remark="Two laboratories, finitely many efforts, real payoffs where training leaves compute: a mixed equilibrium exists (Nash). "
        "The display is its value. It depends on the equilibrium that is selected.",
    )
    stage.breaker(stage_equilibria)
    perfect = section.claim(
        "horizon/markov-perfect",
        strategies,
        uses=("power-game/horizon/stage-equilibrium",),
        remark="No deviation gains, at one period or over the whole horizon, history-dependent ones included: against strategies "
        "that look at the gap only, no history helps.",
    )
    perfect.breaker(no_plan_gains(3))
    perfect.seconds = COMPILING


def add_infinite_horizon(paper: Paper) -> None:
    """The stationary game's formulas."""
    section = paper.section("infinite-horizon-finite-state-game", "Infinite-Horizon Finite-State Game")
    for formula in ("G", "X"):
        section.mention(formula)
    _continuation(section)
    _bellman_nash(section)
    _paths(paper)


def _continuation(section: Section) -> None:
    kernel = r"P(g''\mid g,x_1,x_2)"
    named = section.state(display(kernel, engine=False, prover=prove_names(kernel), breaker=break_kernel))
    for formula in ("g", "g''", "V_1,V_2"):
        section.mention(formula)
    continuation = section.define(
        r"A_i(g;x_1,x_2) =u_i(g,x_1,x_2) +\beta\sum_{g''\in G}P(g''\mid g,x_1,x_2)V_i(g'').",
        engine=False,
        prover=prove_continuation,
        breaker=break_display(mixed=False),
    )
    payoffs = section.claim(
        "infinite/continuation-payoff",
        named,
        continuation,
        remark="As printed the current payoff u_i(g, x_1, x_2) is paid at the intended next gap g' = (1 - mu) g + x_1 - x_2, while "
        "the values are those of the gaps g'' that P reaches. The two differ where g' is off the grid or beyond its ends; paying at "
        "the realised gap is another game.",
    )
    payoffs.breaker(paid_at_the_intended_gap)


def _bellman_nash(section: Section) -> None:
    section.mention("g")
    patience = section.assume(r"\beta<1")
    mixed = prove_mixed_value("V_i(g)", r"\sigma_1(g),\sigma_2(g)", "A_i(g;x_1,x_2)")
    value = section.state(
        display(
            STATIONARY_VALUE + ".",
            engine=False,
            prover=both(mixed, for_formula(conditions_are_no_one_shot_gain(patience))),
            breaker=break_display(mixed=True),
        )
    )
    conditions = section.claim(
        "infinite/bellman-nash",
        value,
        uses=("power-game/infinite/continuation-payoff",),
        trusts=("Blackwell 1965",),
        seconds=COMPILING,
        remark="Nash at every state with the displayed values is exactly the absence of a gain by one action at one state; by "
        "Blackwell it is then the absence of any gain over the whole game.",
    )
    conditions.breaker(conditions_on_games)
    existence = section.claim(
        "infinite/existence",
        unprinted(STATIONARY_VALUE, engine=False),
        trusts=("Fink 1964",),
        uses=("power-game/one-period/feasible-training",),
        seconds=COMPILING,
        remark="Fink's hypotheses hold where training leaves compute. The equilibrium need not be unique: see infinite/several-equilibria.",
    )
    existence.prover(hypotheses_of_fink(patience))
    existence.breaker(equilibria_are_found)
    several = section.claim(
        "infinite/several-equilibria",
        unprinted(STATIONARY_VALUE, engine=False),
        uses=("power-game/infinite/bellman-nash",),
        seconds=COMPILING,
        remark="The conditions can have several solutions of different values: two exact ones of one game, enclosed apart.",
    )
    several.prover(several_equilibria)
    several.breaker(several_in_small_stage_games)


def _paths(paper: Paper) -> Claim:
    section = paper.section("compute-market-discipline", "Compute-Market Discipline")
    efforts = (r"x_1^2\le\bar Q-\delta", r"x_2^2\le\bar Q-\delta")
    bounds = section.claim(
        "market/bounds-along-paths",
        unprinted(r"T\le\bar Q-\delta", given=efforts),
        unprinted(r"R(T)\le\frac{\bar W}{\delta}", given=efforts),
        unprinted(r"E_T\le\frac{\bar W(\bar Q-\delta)}{\delta}", given=efforts),
        uses=("power-game/market/bounds",),
        seconds=COMPILING,
        remark="On an action grid with x_max^2 < Q-bar both bounds hold with delta = Q-bar - x_max^2 on every path of every profile, "
        "solved or not.",
    )
    bounds.breaker(bounds_on_solved_paths)
    return bounds
