r"""When is inaction at parity ruled out on a finite action grid: the smallest positive action, or any?"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from numerics.bimatrix import regrets
from proofs.power_game.entries import Floats
from proofs.power_game.finite_game import Grids
from proofs.power_game.game_draws import drawn_grids
from proofs.power_game.parity_game import Balls, at_parity, enclosed, inaction_is_strict, instance
from proofs.power_game.recursion_displays import equal_by_algebra, sound, unknown
from verify.claims import Step
from verify.kernel import Evidence, Level, Outcome
from verify.model import Model
from verify.reading.tree import Chain, Sum

FINEST = 40
DRAWS, WIDE = 400, 16


@sound
def prove_gain_sign(model: Model, step: Step) -> Evidence:
    """The printed inequality says that the deviation gains: its sides differ by exactly that gain."""
    statement = model.tree(step)
    if not (isinstance(statement, Chain) and statement.relations == (">",)):
        return unknown("the threshold is not a strict inequality between benefit and cost")
    difference = Sum(("", "-"), statement.operands)
    gain = model.read(r"u_1(0,\varepsilon,0)-u_1(0,0,0)", step.section)
    return equal_by_algebra(difference, gain, model, step.section)


def smallest_action_loses_yet_another_pays(model: Model) -> Evidence:
    """A grid whose smallest positive action loses while a larger one gains: inaction is ruled out all the same."""

    def is_so(first: Balls, second: Balls) -> bool:
        return bool(first[1][0] < first[0][0] and any(row[0] > first[0][0] for row in first[2:]))

    found = instance(
        model, lambda A, _: bool(len(A) > 2 and A[1, 0] < A[0, 0] < A[2:, 0].max()), is_so, count=DRAWS, reach=WIDE
    )
    if found is None:
        return Evidence("break", Outcome.SUPPORTED, Level.SAMPLED, f"{DRAWS} drawn grids, none against")
    first, second = enclosed(model, found)
    pays = next(k for k in range(2, len(first)) if first[k][0] > first[0][0])
    witness = found.words() | {r"\varepsilon": str(found.actions[1]), "x_{1}": str(found.actions[pays])}
    detail = (
        f"the smallest positive action {found.actions[1]} loses ({_short(first[1][0] - first[0][0])}), "
        f"{found.actions[pays]} gains ({_short(first[pays][0] - first[0][0])}): inaction is ruled out"
    )
    return Evidence("break", Outcome.REFUTED, Level.ENCLOSURE, detail, witness, rechecked=is_so(first, second))


def _short(value: object) -> str:
    return f"{float(value):.4g}"  # type: ignore[arg-type]


def inaction_falls_to_any_paying_action(model: Model) -> Evidence:
    """On drawn grids (0, 0) has regret at parity exactly when the best positive action pays."""

    def objection(grids: Grids) -> str:
        A, B = at_parity(model, Grids(grids.letters, (grids.gaps[0], Fraction(0), grids.gaps[-1]), grids.actions))
        still = np.eye(len(A))[:1]
        regret = float(regrets(A[None], B[None], still, still)[0])
        gain = float(A[1:, 0].max() - A[0, 0])
        return (
            "" if abs(regret - max(gain, 0)) < 1e-12 * (1 + abs(gain)) else f"regret {regret:.3g}, best gain {gain:.3g}"
        )

    return drawn_grids(objection, what="grids", efforts=(2, 3, 5, 9), examples=40)


def smallest_paying_power(model: Model, grids: Grids) -> Fraction | None:
    """A power of 1/2 below the grid's smallest action that certainly gains against inaction."""
    for k in range(1, FINEST):
        effort = grids.actions[1] * Fraction(1, 2**k)
        finer = Grids(grids.letters, grids.gaps, (Fraction(0), effort))
        first, _ = enclosed(model, finer)
        if first[1][0] > first[0][0]:
            return effort
    return None


def grid_artifact(model: Model) -> Evidence:
    """A grid on which inaction is a strict equilibrium at parity, though a smaller effort gains with the same parameters."""

    def seems(A: Floats, B: Floats) -> bool:
        return bool((A[1:, 0] < A[0, 0]).all())

    found = instance(
        model, seems, lambda first, second: inaction_is_strict(first) and inaction_is_strict(transposed(second))
    )
    if found is None:
        return Evidence("prove", Outcome.UNKNOWN, Level.ENCLOSURE, "no drawn grid keeps inaction as an equilibrium")
    effort = smallest_paying_power(model, found)
    if effort is None:
        return Evidence("prove", Outcome.UNKNOWN, Level.ENCLOSURE, "no smaller effort was found that gains")
    words = ", ".join(f"{name} = {value}" for name, value in found.words().items() if name not in (r"\beta", "G"))
    detail = f"inaction is a strict equilibrium at {words}; effort {effort} would gain"
    return Evidence("prove", Outcome.PROVED, Level.ENCLOSURE, detail)


def transposed(balls: Balls) -> Balls:
    return [list(column) for column in zip(*balls, strict=True)]


def artifact_vanishes(model: Model) -> Evidence:
    """With a positive right slope, refining any drawn grid ends inaction."""

    def objection(grids: Grids) -> str:
        if grids.letters["s"] == 1 and grids.letters[r"\theta"] == 0:
            return ""
        return "" if smallest_paying_power(model, grids) is not None else "no effort down to 2^-40 pays"

    return drawn_grids(objection, what="grids, each refined until effort pays", efforts=(2,), examples=12)
