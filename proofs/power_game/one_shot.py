r"""No one-shot deviation gains: what it has to do with the Bellman-Nash conditions and with whole-game deviations.

Three facts carry every proof here, each decided by real arithmetic. A mixed deviation earns a weighted mean of what pure ones earn.
Later values enter the stage payoff with a weight beta P >= 0, so lower ones never raise it. Two values of one profile differ by at
most beta times their largest difference, so not at all.
"""

from __future__ import annotations

import numpy as np
import sympy as sp

from numerics.bimatrix import regrets
from numerics.equilibrium import solve
from proofs.power_game.entries import Floats
from proofs.power_game.finite_game import FiniteGame, Grids
from proofs.power_game.game_draws import drawn_grids
from proofs.power_game.recursion_displays import equal_by_algebra, mix
from verify.claims import CustomLeg, Step
from verify.kernel import Evidence, Level, Outcome
from verify.model import Model
from verify.reading.notation import NONNEGATIVE, Domain
from verify.reading.rebuilding import replace_everywhere
from verify.reading.tree import Call, Chain, FunctionName, Number, Symbol
from verify.symbolic.reals import Comparison, follows

PATIENT = Domain(0, 1, open_above=True)
UNIT = Domain(0, 1)
SECTION = "finite-horizon-recursion"
CLEAR = 1e-7


def mixing_gains_nothing() -> bool:
    """If no pure action earns more than v, no mixture does: every term w (a - v) of w a + ... - v is at most zero."""
    weight, action, value = sp.symbols("w a v", real=True)
    at_most = Comparison(weight * (action - value), r"\le")
    return follows(at_most, [Comparison(action - value, r"\le")], {weight: UNIT})


def pure_actions_are_mixtures() -> bool:
    """The mean of w_1, w_2 = 1 - w_1 over two actions, less v, is the mean of the differences; with w_1 = 1 it is one of them."""
    w, first, second, v = sp.symbols("w a b v", real=True)
    mean = w * first + (1 - w) * second - v
    same = sp.expand(mean - (w * (first - v) + (1 - w) * (second - v))) == 0
    return bool(same and mean.subs(w, 1) == first - v)


def values_are_unique(model: Model, patience: Step) -> bool:
    """The largest difference d of two values of one profile satisfies d <= beta d, so it is zero, by the printed beta < 1."""
    printed = model.tree(patience)
    if not (isinstance(printed, Chain) and printed.operands == (Symbol(r"\beta"), Number("1"))):
        return False
    d, beta = sp.symbols("d beta", real=True)
    premises = [Comparison(beta * d - d, r"\ge"), Comparison(beta - 1, printed.relations[0])]
    return follows(Comparison(d, "="), premises, {d: NONNEGATIVE, beta: NONNEGATIVE})


def lower_values_never_help() -> bool:
    """W <= V implies beta P W <= beta P V, term by term."""
    beta, chance, low, high = sp.symbols("beta p W V", real=True)
    kept = Comparison(beta * chance * low - beta * chance * high, r"\le")
    return follows(kept, [Comparison(low - high, r"\le")], {beta: PATIENT, chance: UNIT})


def _proved(detail: str) -> Evidence:
    return Evidence("prove", Outcome.PROVED, Level.SYMBOLIC, detail)


def _unknown(detail: str) -> Evidence:
    return Evidence("prove", Outcome.UNKNOWN, Level.SYMBOLIC, detail)


def conditions_are_no_one_shot_gain(patience: Step) -> CustomLeg:
    """With V the profile's values, Nash at every state is the absence of a gain by one pure action at one state."""

    def conditions_are_no_one_shot_gain(model: Model) -> Evidence:
        if not (mixing_gains_nothing() and pure_actions_are_mixtures()):
            return _unknown("mixed and pure deviations were not proved equivalent")
        if not values_are_unique(model, patience):
            return _unknown("the displayed equation was not proved to fix the values")
        return _proved(
            "V is the profile's value (d <= beta d gives d = 0); a mixed action gains the mean of what pure ones gain, "
            "so Nash in A_i(g; .) is that no pure action at g gains"
        )

    return conditions_are_no_one_shot_gain


def recursion_is_markov_perfect(model: Model) -> Evidence:
    """Induction over the periods left: whatever a plan earns later is at most V, so it earns at most V now."""
    body = model.definition("U_{i,h}", (Number("1"), Number("2")))
    if body is None:
        return _unknown("the recursion defines no stage payoff with two periods left")
    later = Call(FunctionName("V_{i,h}", (Number("1"), Number("1"))), (Symbol("g'"),))
    opened = replace_everywhere(body.body, later, Symbol("z"))
    stage = equal_by_algebra(opened, model.read(r"u_1(g,x_1,x_2)+\beta z", SECTION), model, SECTION)
    if opened == body.body or stage.outcome is not Outcome.PROVED:
        return _unknown("later values do not enter the stage payoff as beta V_{i,h-1}(g')")
    ended = equal_by_algebra(model.read("V_{1,0}(g)", SECTION), Number("0"), model, SECTION)
    if ended.outcome is not Outcome.PROVED:
        return _unknown("the terminal values are not zero, where the induction starts")
    if not (lower_values_never_help() and mixing_gains_nothing()):
        return _unknown("the step of the induction was not proved")
    return _proved("induction from V_{i,0} = 0: W <= V later implies u + beta P W <= u + beta P V <= V now (z3)")


# --- on games -------------------------------------------------------------------------------------------------------


def policy_values(game: FiniteGame, profile: tuple[Floats, Floats]) -> Floats:
    """(2, S): what a stationary profile is worth, from (I - beta P) V = u."""
    x, y = profile
    reward = np.einsum("psij,si,sj->ps", game.payoffs, x, y)
    chain = np.einsum("sijt,si,sj->st", game.stochastic.law.dense(), x, y)
    system = np.eye(len(x)) - game.stochastic.discount * chain
    return np.asarray(np.linalg.solve(system, reward.T).T)


def best_reply_values(game: FiniteGame, profile: tuple[Floats, Floats], player: int) -> Floats:
    """(S,): the most that any strategy of one player earns against the other's stationary one; policy iteration."""

    def turn(array: Floats) -> Floats:
        return array if player == 0 else array.swapaxes(1, 2)

    other = profile[1 - player]
    reward = np.einsum("sij,sj->si", turn(game.payoffs[player]), other)
    law = np.einsum("sijt,sj->sit", turn(game.stochastic.law.dense()), other)
    states, beta = np.arange(len(other)), game.stochastic.discount
    chosen, value = np.zeros(len(other), dtype=int), np.zeros(len(other))
    for _ in range(100):
        value = np.linalg.solve(np.eye(len(other)) - beta * law[states, chosen], reward[states, chosen])
        total = reward + beta * law @ value
        better = total.max(axis=1) > total[states, chosen] + 1e-12
        if not better.any():
            return np.asarray(value)
        chosen = np.where(better, total.argmax(axis=1), chosen)
    return np.asarray(value)


def disagreement(game: FiniteGame, profile: tuple[Floats, Floats]) -> str:
    """Whether Nash at every state and no gain over the whole game part company at a profile."""
    values = policy_values(game, profile)
    stages = game.stochastic.stage_games(values)
    regret = float(regrets(stages[0], stages[1], *profile).max())
    gain = max(float((best_reply_values(game, profile, i) - values[i]).max()) for i in (0, 1))
    unit = 1 + float(np.abs(values).max())
    if (regret > CLEAR * unit and gain < CLEAR * unit / 10) or (
        gain > CLEAR * unit * 20 and regret < CLEAR * unit / 10
    ):
        return f"regret {regret:.3g} at some state, gain {gain:.3g} over the whole game"
    return ""


def conditions_on_games(model: Model) -> Evidence:
    """At drawn profiles and at solved ones: stage regret and whole-game gain vanish together."""

    def objection(grids: Grids) -> str:
        game = FiniteGame(model, grids)
        size = len(grids.gaps), len(grids.actions)
        drawn = [(mix(*size, seed), mix(*size, seed + 1)) for seed in (0, 10)]
        return next(filter(None, (disagreement(game, one) for one in [*drawn, solve(game.stochastic).profile])), "")

    return drawn_grids(objection, what="games, two drawn profiles and a solved one each", states=(3, 5, 9), examples=12)
