"""Each hypothesis of a claim left out in turn: needed, with the witness that shows it, not needed, or not settled.

The engine decides what is left, also where the claim has legs of its own, which know their hypotheses by heart. There
its breaker counts only if it finds nothing against the formula as long as the hypothesis is kept: then the formula as
the engine reads it is what the claim says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from verify.claims import Claim, Role
from verify.model import Model
from verify.obligations import Obligation
from verify.strength.by_engine import Answer, ByEngine, concludes
from verify.strength.no_value import Inside, without_value
from verify.strength.without import Without, stated, unbounded

NEEDED, NOT_NEEDED, CONCLUDED, NOT_SETTLED = "needed", "not needed", "concluded", "not settled"
FALSE, NO_VALUE = "false", "no value"
BUILT_IN = "the claim's own legs have it built in"


@dataclass(frozen=True)
class Dropped:
    """A hypothesis (LaTeX, or the range of a letter) and what the claim is without it.

    `need` is `needed`, `not needed`, `concluded` (a formula of the claim says it, and own legs decide that formula) or
    `not settled`. `why` says of what is needed whether at the witness the claim is `false` or a formula has
    `no value`; `assumed` marks a range that the paper does not state.
    """

    hypothesis: str
    need: str
    detail: str = ""
    witness: dict[str, str] = field(default_factory=dict)
    assumed: bool = False
    why: str = ""


def dropped(claim: Claim, model: Model) -> Iterator[Dropped]:
    """The stated hypotheses of the claim's formulas, then the declared ranges of the letters that they leave open."""
    engine, tried = ByEngine(), dict[Obligation, Inside]()
    for question in chain(stated(claim, model), unbounded(claim, model)):
        yield _settled(question, engine, tried)


def _settled(question: Without, engine: ByEngine, tried: dict[Obligation, Inside]) -> Dropped:
    asserted = [pair for pair in question.pairs if pair[0].role in (Role.ASSERTION, Role.DEFINITION)]
    answers = [engine.answer(step, rest, question) for step, rest in asserted if not concludes(step, question)]
    found = _false(question, answers) or _without_value(question, tried)
    if found is None and len(answers) < len(asserted):
        return _said(question, CONCLUDED, "a formula of the claim says it")
    return found or _proved(question, answers) or _open(question, answers)


def _false(question: Without, answers: list[Answer]) -> Dropped | None:
    found = next((one.against for one in answers if one.against), None)
    if found is None:
        return None
    return _said(question, NEEDED, found.detail, dict(found.witness), FALSE)


def _without_value(question: Without, tried: dict[Obligation, Inside]) -> Dropped | None:
    found = without_value(question, tried)
    if found is None:
        return None
    return _said(question, NEEDED, f"{found.formula}: {found.reason}", found.witness, NO_VALUE)


def _proved(question: Without, answers: list[Answer]) -> Dropped | None:
    proofs = [one.proof for one in answers if one.proof is not None]
    if not proofs or not all(one.is_proved for one in answers):
        return None
    return _said(question, NOT_NEEDED, proofs[0].detail)


def _open(question: Without, answers: list[Answer]) -> Dropped:
    """What stands in the way; an own leg that the engine does not replace, before all else."""
    stands = [one for one in answers if not one.is_proved]
    if any(one.own for one in stands) or not stands:
        return _said(question, NOT_SETTLED, BUILT_IN)
    details = [one.detail for answer in stands for one in (answer.proof, answer.attack) if one and one.detail]
    return _said(question, NOT_SETTLED, next(iter(details), ""))


def _said(question: Without, need: str, detail: str, witness: dict[str, str] | None = None, why: str = "") -> Dropped:
    assumed = question.letter is not None and question.letter.assumed
    return Dropped(question.said, need, detail, witness or {}, assumed, why)
