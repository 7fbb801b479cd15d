"""Whether a claim and all that the paper defines stand as they are registered."""

from __future__ import annotations

from verify.claims import Claim, Role, Step
from verify.model import Model


def is_edited(claim: Claim, model: Model) -> bool:
    """Whether the claim or any definition has a live text of another value; each is looked up, so that it counts."""
    for one in model.definitions:
        model.definition(one.name, one.indices)
    given = [one for step in claim.steps for one in (*step.given, step.toward) if isinstance(one, Step)]
    for step in (*claim.steps, *given):
        model.tree(step)
    definitions = [step for step in model.live if step.role is Role.DEFINITION and step not in model.rewritten]
    return bool(definitions) or any(step in model.live for step in (*claim.steps, *given))
