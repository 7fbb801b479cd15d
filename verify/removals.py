"""Formulas that a live source no longer prints, and the claims that rested on them."""

from __future__ import annotations

from collections.abc import Iterable

from verify.claims import Claim, Role, Step
from verify.live import LiveText
from verify.model import Model, definitions_in, family_key
from verify.record import RemovedFormula


def removals(live: LiveText) -> tuple[RemovedFormula, ...]:
    """What is gone, with the claims that assert it or unfold it; mentions rest nobody's claim and are left out."""
    gone = [step for step in live.matched.missing if step.printed and step.role is not Role.MENTION]
    return tuple(RemovedFormula(step.latex, step.section, _resting(step, live)) for step in gone)


def orphaned(live: LiveText) -> dict[str, str]:
    """Claims that unfold a definition which the source no longer prints, by id, with the reason."""
    found: dict[str, str] = {}
    for step in live.matched.missing:
        for claim in _unfolding(step, live):
            found.setdefault(claim.id, f"it rests on {step.latex}, which the live source no longer prints")
    return found


def _resting(step: Step, live: LiveText) -> tuple[str, ...]:
    asserting = [claim for claim in live.paper.claims.values() if any(one is step for one in claim.steps)]
    return tuple(dict.fromkeys(claim.id for claim in (*asserting, *_unfolding(step, live))))


def _unfolding(step: Step, live: LiveText) -> list[Claim]:
    names = _defined_nowhere_else(step, live)
    return [claim for claim in live.paper.claims.values() if names and names & _reached(claim, live.before)]


def _defined_nowhere_else(step: Step, live: LiveText) -> set[str]:
    """The names that only this definition gave a meaning to."""
    if step.role is not Role.DEFINITION or not step.printed:
        return set()
    missing = {id(one) for one in live.matched.missing if one.printed}
    others = (
        one
        for one in (*live.paper.background, *live.paper.steps)
        if one.role is Role.DEFINITION and id(one) not in missing
    )
    return _names([step], live.before) - _names(others, live.before)


def _names(steps: Iterable[Step], model: Model) -> set[str]:
    found = (one for step in steps for one in definitions_in(model.defining(step), step))
    return {family_key(one.name, one.indices) for one in found}


def _reached(claim: Claim, model: Model) -> frozenset[str]:
    return frozenset().union(*(model.reached(model.tree(step)) for step in claim.steps))
