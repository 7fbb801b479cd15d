r"""The displays that say what values and continuation payoffs are: V_{i,h}(g), A_i(g; x_1, x_2), V_i(g).

Proved by reading them: the law is the pair of strategies of the state, and what is averaged is the stage payoff. Tried to break
on drawn finite games, where they are evaluated from the live text and compared with arrays that come from elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from proofs.power_game.entries import Entries, Floats
from proofs.power_game.finite_game import FiniteGame, Grids
from proofs.power_game.game_draws import drawn_grids
from proofs.power_game.game_walker import interpolated, transition_table
from verify.claims import CustomLeg, Step, StepLeg
from verify.errors import UndecidedError
from verify.kernel import Evidence, Level, Outcome, combine
from verify.model import Model, same_meaning, with_indices
from verify.obligations import Obligation
from verify.reading.rebuilding import replace_everywhere
from verify.reading.tree import Chain, Expectation, Node, Number, Summation, Symbol

FINITE, STATIONARY = "finite-horizon-recursion", "infinite-horizon-finite-state-game"
ROUNDING = 1e-9
LATER = {"h": Number("2")}


def unknown(reason: str) -> Evidence:
    return Evidence("prove", Outcome.UNKNOWN, Level.SYMBOLIC, reason)


def sound(leg: Callable[[Model, Step], Evidence]) -> Callable[[Model, Step], Evidence]:
    """The leg, with `unknown` where it meets a formula that it cannot value."""

    def sounded(model: Model, step: Step) -> Evidence:
        try:
            return leg(model, step)
        except UndecidedError as error:
            return unknown(str(error))

    return sounded


def sides(tree: Node) -> tuple[Node, Node]:
    """Left and right of an equation with one equals sign."""
    if not (isinstance(tree, Chain) and tree.relations == ("=",)):
        raise UndecidedError("the display is no equation with one equals sign")
    return tree.operands[0], tree.operands[1]


def equal_by_algebra(left: Node, right: Node, model: Model, section: str) -> Evidence:
    """The engine's proof that two values are equal."""
    from verify.symbolic.prove import prove

    return prove(Obligation("relation", left, "=", right, section), model)


def for_formula(leg: CustomLeg) -> StepLeg:
    """A leg of the whole claim as the leg of one formula, so that no other formula's proof can stand in for it."""
    return lambda model, step: leg(model)


def both(first: StepLeg, second: StepLeg) -> StepLeg:
    """Proved only if both are."""
    return lambda model, step: combine([first(model, step), second(model, step)], "prove")


# --- proofs ---------------------------------------------------------------------------------------------------------


def prove_mixed_value(value: str, law: str, payoff: str) -> Callable[[Model, Step], Evidence]:
    """A prover of `value = E_law[payoff]`: the mixed extension of the stage game, read from the live display."""

    def prover(model: Model, step: Step) -> Evidence:
        left, right = sides(model.tree(step))
        wanted = {name: model.read(text, step.section) for name, text in (("value", value), ("law", law))}
        if not same_meaning(left, wanted["value"]):
            return unknown(f"the display is not about {value}")
        if not isinstance(right, Expectation) or right.condition is not None or right.law is None:
            return unknown("the value is not an expectation over mixed actions")
        if not same_meaning(right.law, wanted["law"]):
            return unknown(f"the law is not {law}: play at a state is independent and depends on the state only")
        same = same_meaning(right.body, model.read(payoff, step.section))
        found = equal_by_algebra(right.body, model.read(payoff, step.section), model, step.section)
        if not same and found.outcome is not Outcome.PROVED:
            return unknown(f"what is averaged is not proved to be {payoff}")
        detail = f"the expectation of {payoff} under the product of the two mixed actions"
        return Evidence("prove", Outcome.PROVED, Level.SYMBOLIC, detail)

    return sound(prover)


@sound
def prove_continuation(model: Model, step: Step) -> Evidence:
    r"""A_i = u_i + beta sum over all of G of P V_i: the sum is read as a whole, the rest by algebra."""
    left, right = sides(model.tree(step))
    sums = [node for node in right.walk() if isinstance(node, Summation)]
    wanted = model.read(r"\sum_{g''\in G}P(g''\mid g,x_1,x_2)V_i(g'')", step.section)
    if len(sums) != 1 or not same_meaning(sums[0], wanted):
        return unknown("the sum is not the expected next value over the whole grid")
    if not same_meaning(left, model.read("A_i(g;x_1,x_2)", step.section)):
        return unknown("the display is not about A_i(g; x_1, x_2)")
    opened = replace_everywhere(right, sums[0], Symbol("z"))
    return equal_by_algebra(opened, model.read(r"u_i(g,x_1,x_2)+\beta z", step.section), model, step.section)


def prove_names(printed: str) -> Callable[[Model, Step], Evidence]:
    """A prover of a display that only names something: the live text still names it."""

    def prover(model: Model, step: Step) -> Evidence:
        if same_meaning(model.tree(step), model.read(printed, step.section)):
            return Evidence("prove", Outcome.PROVED, Level.SYMBOLIC, "named as in the displays around it")
        return unknown(f"the formulas around it speak of {printed}")

    return sound(prover)


# --- attempts to break them -----------------------------------------------------------------------------------------


def mix(states: int, actions: int, seed: int) -> Floats:
    """Mixed actions (S, A) with weights that are multiples of 1/16 before division, some of them zero."""
    weights = np.random.default_rng(seed).integers(0, 4, size=(states, actions)) * 1.0
    weights[:, 0] += weights.sum(axis=1) == 0
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def tables(model: Model, grids: Grids) -> tuple[FiniteGame, Floats, tuple[Floats, Floats]]:
    """A game with drawn next values (2, S) and strategies, known to the walker under all their printed names."""
    states, actions = len(grids.gaps), len(grids.actions)
    bare = FiniteGame(model, grids)
    values = np.random.default_rng(states + 7 * actions).integers(-8, 9, size=(2, states)) / 4
    profile = mix(states, actions, 3), mix(states, actions, 5)
    functions = {"P": transition_table(bare.gaps, bare.actions, bare.stochastic.law.dense())}
    strategies = {}
    for i in (1, 2):
        for name in (f"V_{{{i}}}", f"V_{{{i},1}}"):
            functions[name] = interpolated(bare.gaps, values[i - 1], name)
        for name in (rf"\sigma_{{{i}}}", rf"\sigma_{{{i},2}}"):
            strategies[name] = profile[i - 1]
    return FiniteGame(model, grids, functions=functions, strategies=strategies), values, profile


def averaged(stage: Floats, profile: tuple[Floats, Floats]) -> Floats:
    """(S, A, A) -> (S, 1, 1): what the mixes earn on average."""
    return np.asarray(np.einsum("sij,si,sj->s", stage, *profile)[:, None, None])


def break_display(mixed: bool) -> Callable[[Model, Step], Evidence]:
    """A breaker of the displays: the right side from the live text, against the arrays of the finite game."""

    def breaker(model: Model, step: Step) -> Evidence:
        def objection(grids: Grids) -> str:
            game, values, profile = tables(model, grids)
            stages = game.stochastic.stage_games(values)
            for i in (1, 2):
                _, right = sides(with_indices(model.tree(step), {"i": Number(str(i)), **LATER}))
                meant = averaged(stages[i - 1], profile) if mixed else stages[i - 1]
                gap = float(np.abs(game.value(right, step.section) - meant).max())
                if gap > ROUNDING * (1 + float(np.abs(stages).max())):
                    return f"the right side for laboratory {i} is off by {gap:.3g}"
            return ""

        return drawn_grids(objection, what="games, both laboratories, all states", examples=8)

    return sound(breaker)


def paid_at_the_intended_gap(model: Model) -> Evidence:
    """With V = 0 the display pays pi at the intended gap; paying at the clipped one differs, and only where the move is clipped."""
    clipped = 0

    def objection(grids: Grids) -> str:
        nonlocal clipped
        intended, realised = FiniteGame(model, grids), FiniteGame(model, grids, realised=True)
        differs = np.abs(intended.payoffs[0] - realised.payoffs[0]) > ROUNDING
        clipped += bool(differs.any())
        zero = {f"V_{{{i}}}": interpolated(intended.gaps, 0 * intended.gaps, "0") for i in (1, 2)}
        zero["P"] = transition_table(intended.gaps, intended.actions, intended.stochastic.law.dense())
        shown = FiniteGame(model, grids, functions=zero).value("A_1(g;x_1,x_2)", STATIONARY)
        if np.abs(shown - intended.payoffs[0]).max() > ROUNDING:
            return "without later values the display is not the payoff at the intended gap"
        return "the two payoffs differ where nothing is clipped" if (differs & ~intended.move.clipped).any() else ""

    found = drawn_grids(objection, what="games", examples=12)
    return replace(found, detail=f"{found.detail}; {clipped} in which paying at the realised gap is another game")


@sound
def break_kernel(model: Model, step: Step) -> Evidence:
    """The displayed P at all next gaps: nonnegative, adding up to one, and with the clipped next gap as its mean."""

    def objection(grids: Grids) -> str:
        game, _, _ = tables(model, grids)
        chances = [
            game.value(model.tree(step), step.section, more={"g''": Entries(np.full((1, 1, 1), gap))})
            for gap in game.gaps
        ]
        total = sum(chances)
        mean = sum(chance * gap for chance, gap in zip(chances, game.gaps, strict=True))
        if min(float(chance.min()) for chance in chances) < 0 or np.abs(total - 1).max() > ROUNDING:
            return "the displayed chances are no probabilities"
        return "their mean is not the next gap" if np.abs(mean - game.move.realised).max() > ROUNDING else ""

    return drawn_grids(objection, what="games, every row of P", examples=8)
