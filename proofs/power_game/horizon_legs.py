r"""Two, three and H periods on the solver: values by the recursion, and a brute-force solution beside it."""

from __future__ import annotations

import numpy as np

from numerics.bimatrix import regrets, solve_bimatrices
from numerics.finite_horizon import backward_induction
from proofs.power_game.brute_force import best_plan_values
from proofs.power_game.entries import Floats
from proofs.power_game.finite_game import FiniteGame, Grids
from proofs.power_game.game_draws import drawn_grids
from proofs.power_game.game_walker import interpolated
from verify.claims import CustomLeg
from verify.kernel import Evidence, Level, Outcome
from verify.model import Model

TOLERANCE = 1e-7
Profile = tuple[Floats, Floats]


def solved_stage(stages: Floats) -> tuple[Profile, Floats]:
    """Mixed equilibria of the stage games (2, S, A, A) at every state, and their values (2, S)."""
    x, y = solve_bimatrices(*stages)
    return (x, y), np.einsum("psij,si,sj->ps", stages, x, y)


def recursion(game: FiniteGame, horizon: int) -> tuple[list[Profile], list[Floats]]:
    """Profiles and values with 1, ..., H periods left, from the finite game's arrays."""
    values, profiles = [np.zeros((2, game.shape[0]))], list[Profile]()
    for _ in range(horizon):
        profile, value = solved_stage(game.stochastic.stage_games(values[-1]))
        profiles.append(profile)
        values.append(value)
    return profiles, values


def scale(game: FiniteGame) -> float:
    return 1 + float(np.abs(game.payoffs).max())


def displayed_payoffs(periods: int) -> CustomLeg:
    """A breaker: the live U_{i,h}, with the solver's values one period later, is the stage game that the solver solves."""

    def displayed_payoffs_on_the_solver(model: Model) -> Evidence:
        def objection(grids: Grids) -> str:
            game = FiniteGame(model, grids)
            _, values = recursion(game, periods - 1)
            names = {f"V_{{{i},{periods - 1}}}": interpolated(game.gaps, values[-1][i - 1], f"V_{i}") for i in (1, 2)}
            printed = FiniteGame(model, grids, functions=names)
            stages = game.stochastic.stage_games(values[-1])
            for i in (1, 2):
                shown = printed.value(rf"U_{{{i},{periods}}}(g,x_1,x_2)", "three-period-model")
                if np.abs(shown - stages[i - 1]).max() > TOLERANCE * scale(game):
                    return f"U_{i},{periods} is not the stage game with {periods} periods left"
            return ""

        return drawn_grids(objection, what=f"games of {periods} periods", examples=8)

    return displayed_payoffs_on_the_solver


def training_moves_tomorrow(model: Model) -> Evidence:
    """Tomorrow's value V_{1,1}(g') differs between efforts today in some drawn game, so the second period matters."""
    moved: list[float] = []

    def objection(grids: Grids) -> str:
        game = FiniteGame(model, grids)
        _, values = recursion(game, 1)
        tomorrow = game.stochastic.law.expected(values[1][0])
        moved.append(float(np.ptp(tomorrow, axis=1).max()))
        return ""

    drawn_grids(objection, what="games", examples=8)
    if max(moved) > TOLERANCE:
        share = sum(one > TOLERANCE for one in moved)
        detail = f"effort moves tomorrow's value in {share} of {len(moved)} games, by up to {max(moved):.3g}"
        return Evidence("break", Outcome.SUPPORTED, Level.SAMPLED, detail)
    return Evidence("break", Outcome.UNKNOWN, Level.SAMPLED, "no drawn game in which effort moves tomorrow's value")


def no_plan_gains(horizon: int) -> CustomLeg:
    """A breaker: no plan over the whole horizon gains against the recursion's profile; its values are what it earns."""

    def no_plan_gains_by_brute_force(model: Model) -> Evidence:
        def objection(grids: Grids) -> str:
            game = FiniteGame(model, grids)
            profiles, values = recursion(game, horizon)
            law, beta = game.stochastic.law.dense(), game.stochastic.discount
            best = best_plan_values(game.payoffs, law, beta, profiles[::-1])
            gain = float((best - values[-1]).max())
            short = float((values[-1] - best).max())
            if max(gain, short) > TOLERANCE * scale(game):
                return f"a plan gains {gain:.3g}, or the stated value is {short:.3g} above what any plan earns"
            return ""

        return drawn_grids(
            objection, what=f"games of {horizon} periods, every plan", examples=8, states=(3,), efforts=(2,)
        )

    return no_plan_gains_by_brute_force


def stage_equilibria(model: Model) -> Evidence:
    """At every state of drawn games, with values drawn for later, a mixed equilibrium is found and its regret is rounding."""

    def objection(grids: Grids) -> str:
        game = FiniteGame(model, grids)
        values = np.random.default_rng(game.shape[0]).normal(size=(2, game.shape[0]))
        stages = game.stochastic.stage_games(values)
        x, y = solve_bimatrices(*stages)
        worst = float(regrets(stages[0], stages[1], x, y).max())
        return f"a stage game is left with regret {worst:.3g}" if worst > TOLERANCE * scale(game) else ""

    return drawn_grids(
        objection, what="games, an equilibrium at every state", states=(5, 9), efforts=(2, 4), examples=12
    )


def certified_recursion(model: Model) -> Evidence:
    """Backward induction of eight periods with its certificate: one-shot gains and whole-horizon regret at rounding level."""

    def objection(grids: Grids) -> str:
        game = FiniteGame(model, grids)
        found = backward_induction(game.stochastic, 8, selection="first found")
        worst = max(found.certificate.gain, found.certificate.regret)
        return f"a deviation may gain {worst:.3g}" if worst > TOLERANCE * scale(game) else ""

    return drawn_grids(objection, what="games of 8 periods, certified", states=(5, 9), efforts=(2, 4), examples=10)
