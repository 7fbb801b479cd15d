"""The legs of a claim: what each of them is asked, step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from verify.canaries import canaries
from verify.claims import Claim, CustomLeg, Role, Step, StepLeg
from verify.contrariety import clash
from verify.errors import GateError, ReadError, UndecidedError, UsageError
from verify.kernel import Evidence, Level, Outcome, Verdict, combine, rule
from verify.model import Model
from verify.obligations import Obligation, obligations
from verify.reading.printer import latex
from verify.reading.tree import Derivative, Node
from verify.registered_text import is_edited
from verify.rewriting import equalities

Answers = tuple[Evidence, ...]
Decide = Callable[[Obligation, Model], Evidence]


@dataclass(frozen=True)
class Leg:
    """One independent way of deciding a claim; `steps` are its questions, `call` answers one evidence for each.

    `own` names the modules of the registry's functions that it calls.
    """

    owner: str
    name: str
    steps: tuple[Step, ...]
    call: Callable[[], Answers]
    seconds: float = 60.0
    own: tuple[str, ...] = ()


def legs_of(claim: Claim, model: Model) -> list[Leg]:
    """The engine's own two legs on the printed steps, and the claim's."""
    return [*engine_legs(claim.id, claim.steps, model, claim.seconds), *_custom(claim, model)]


def engine_legs(owner: str, steps: Sequence[Step], model: Model, seconds: float) -> list[Leg]:
    """`prove` and `break` on the steps that assert something."""
    asked = tuple(step for step in steps if step.decided_alone)
    if not asked:
        return []
    return [
        Leg(owner, name, asked, partial(_each, asked, model, decide, own), seconds, _modules(asked, own))
        for name, decide, own in (("prove", _prove, "prover"), ("break", _break, "breaker"))
    ]


def _modules(steps: tuple[Step, ...], own: str) -> tuple[str, ...]:
    legs = (getattr(step, own) for step in steps)
    return tuple(sorted({_inner(leg).__module__ for leg in legs if leg is not None}))


def _inner(leg: Any) -> Any:
    """The function behind a partial one."""
    return getattr(leg, "func", leg)


def _custom(claim: Claim, model: Model) -> list[Leg]:
    named = [*(("prove", leg) for leg in claim.provers), *(("break", leg) for leg in claim.breakers)]
    return [_custom_leg(claim, _leg_name(kind, leg), leg, model) for kind, leg in named]


def _custom_leg(claim: Claim, name: str, leg: CustomLeg, model: Model) -> Leg:
    if name in claim.for_registered_text and is_edited(claim, model):
        return Leg(claim.id, name, (), partial(_not_asked, name, claim, model), claim.seconds)
    return Leg(claim.id, name, (), partial(_alone, leg, model), claim.seconds, (_inner(leg).__module__,))


def _not_asked(name: str, claim: Claim, model: Model) -> Answers:
    """Says nothing, for as long as the paper is edited."""
    is_edited(claim, model)
    return (Evidence(name, Outcome.UNKNOWN, Level.EXACT, "it is for the registered text"),)


def _leg_name(kind: str, leg: CustomLeg) -> str:
    return f"{kind}:{_inner(leg).__name__.strip('_').replace('_', '-')}"


def _alone(leg: CustomLeg, model: Model) -> Answers:
    return (leg(model),)


def _each(steps: tuple[Step, ...], model: Model, decide: Decide, own: str) -> Answers:
    return tuple(_one(step, model, decide, own) for step in steps)


def _one(step: Step, model: Model, decide: Decide, own: str) -> Evidence:
    """What a leg says of one formula; where a search has nothing against a new text, what is proved against it."""
    found = _answer(step, model, decide, own)
    if decide is not _break or found.outcome is Outcome.REFUTED or not model.is_changed(step):
        return found
    return _against(step, model) or found


def _answer(step: Step, model: Model, decide: Decide, own: str) -> Evidence:
    return _own(step, model, own, decide) or _step(step, model, decide)


def _own(step: Step, model: Model, kind: str, decide: Decide) -> Evidence | None:
    """What the formula's own leg of this kind says; None if the engine is asked."""
    leg: StepLeg | None = getattr(step, kind)
    if leg is not None:
        return _answered(leg, step, model, decide)
    if step.engine:
        return None
    return Evidence("step", Outcome.UNKNOWN, Level.SAMPLED, "no leg of this kind")


def _answered(leg: StepLeg, step: Step, model: Model, decide: Decide) -> Evidence:
    """The answer of a formula's own leg.

    On a text that is not the registered one it counts only if the leg reads all that is new; where the leg cannot, it
    is asked for the registered text, provided that the engine finds the two to be one statement.
    """
    found = leg(model, step)
    if not model.is_changed(step) or (found.outcome is not Outcome.UNKNOWN and _reads(leg, found, step, model)):
        return found
    if _is_rewritten(step, model, decide):
        return leg(model.changing(step, step.latex), step)
    if found.outcome is Outcome.UNKNOWN:
        return found
    reason = f"{_inner(leg).__name__} does not read all that is new in the formula"
    return Evidence("step", Outcome.UNKNOWN, Level.SAMPLED, reason)


def _reads(leg: StepLeg, found: Evidence, step: Step, model: Model) -> bool:
    """Whether the leg's answer turns as soon as a new part of the formula is made false."""
    if found.outcome is Outcome.REFUTED:
        return True
    made_false = canaries(model.registered(step), model.tree(step))
    return all(leg(model.changing(step, latex(one)), step).outcome is not found.outcome for one in made_false)


def _is_rewritten(step: Step, model: Model, decide: Decide) -> bool:
    """Whether a leg of the engine finds every value of the live text equal to the registered one.

    Not where something is differentiated: the engine does not know what a claim's letters depend on.
    """
    asked = equalities(step, model.registered(step), model.tree(step))
    if asked is None or any(isinstance(inner, Derivative) for one in asked for inner in _sides(one)):
        return False
    agreed = (Outcome.PROVED, Outcome.SUPPORTED)
    return all(_decided(one, model, decide).outcome in agreed for one in asked)


def _against(step: Step, model: Model) -> Evidence | None:
    """A refutation of the live text where both legs find the registered one true, and the two cannot be so together."""
    found = clash(model.registered(step), model.tree(step)) if _asserts_all(step) else None
    if found is None:
        return None
    before = model.changing(step, step.latex)
    known = _answer(step, before, _prove, "prover"), _answer(step, before, _break, "breaker")
    if rule(known).verdict is not Verdict.HOLDS:
        return None
    detail = f"{found.holds.latex} is proved and leaves no room for {found.printed.latex}"
    return replace(known[0], outcome=Outcome.REFUTED, detail=detail, witness=found.witness, rechecked=True)


def _asserts_all(step: Step) -> bool:
    """Whether all that the formula prints is asserted: no part of it is a hypothesis, or one side of an equivalence."""
    return not (step.premises or step.equivalent_to or step.follows or step.equals)


def _sides(one: Obligation) -> Iterator[Node]:
    yield from one.left.walk()
    yield from one.right.walk()


def _step(step: Step, model: Model, decide: Decide) -> Evidence:
    """One evidence for all that a step asserts; a definition that asserts nothing further needs no proof."""
    try:
        asked = obligations(step, model)
    except ReadError:
        raise
    except (UsageError, UndecidedError) as error:
        return Evidence("step", Outcome.UNKNOWN, Level.SYMBOLIC, str(error))
    if not asked:
        defines = step.role is Role.DEFINITION
        outcome = Outcome.PROVED if defines else Outcome.UNKNOWN
        return Evidence("step", outcome, Level.EXACT, "a definition" if defines else "it asserts nothing")
    return combine([_decided(one, model, decide) for one in asked], "step")


def _decided(one: Obligation, model: Model, decide: Decide) -> Evidence:
    try:
        return decide(one, model)
    except GateError as error:
        return Evidence("step", Outcome.UNKNOWN, Level.SAMPLED, str(error))


def _prove(obligation: Obligation, model: Model) -> Evidence:
    from verify.symbolic.prove import prove

    return prove(obligation, model)


def _break(obligation: Obligation, model: Model) -> Evidence:
    from verify.breakers.sampling import search

    return search(obligation, model)


def summary(leg: Leg, answers: Answers, seconds: float) -> Evidence:
    """A leg's evidence on its whole claim."""
    whole = combine(answers, leg.name)
    return replace(whole, leg=leg.name, seconds=seconds)


def failed(leg: Leg, reason: str) -> Answers:
    """What a leg that was stopped or crashed says: nothing, with the reason."""
    unknown = Evidence(leg.name, Outcome.UNKNOWN, Level.SAMPLED, reason)
    return tuple(unknown for _ in leg.steps) or (unknown,)
