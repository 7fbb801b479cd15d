"""Single statements in the Power Game's letters, under its definitions, decided by the engine's two legs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from proofs.power_game import composition, market, one_period, two_faces
from proofs.power_game.notation import NOTATION
from verify.claims import Paper, Role, unprinted
from verify.kernel import Evidence, Ruling, rule
from verify.legs import engine_legs, summary
from verify.model import Model


@dataclass(frozen=True)
class Statement:
    """A statement with what it needs; `says` tells what was changed or in which form it is put."""

    says: str
    latex: str
    section: str = "composition"
    toward: str = ""
    given: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.says


@cache
def definitions() -> Paper:
    """The paper's definitions without its claims."""
    whole = Paper("power-game", "Definitions", NOTATION)
    for part in (two_faces, one_period, market, composition):
        part.add(whole)
    bare = Paper("statements", "Statements", NOTATION)
    bare.steps = [step for step in whole.steps if step.role is Role.DEFINITION]
    bare.background = [step for step in whole.background if step.role is Role.DEFINITION]
    return bare


@cache
def model() -> Model:
    return Model(definitions())


def decided(statement: Statement) -> tuple[Ruling, tuple[Evidence, Evidence]]:
    """The verdict and what the proving and the breaking leg said."""
    step = unprinted(statement.latex, toward=statement.toward, given=statement.given)
    step.section = statement.section
    legs = engine_legs(statement.says, (step,), model(), 60)
    proving, breaking = (summary(leg, leg.call(), 0.0) for leg in legs)
    return rule((proving, breaking)), (proving, breaking)
