"""Each hypothesis of a claim left out in turn: needed, with the witness that shows it, not needed, or not settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from verify.breakers.letters import LetterFinder
from verify.claims import Claim, Step
from verify.errors import GateError
from verify.kernel import Evidence, Outcome, Verdict, rule
from verify.legs import engine_legs, summary
from verify.model import Model
from verify.obligations import obligations
from verify.reading.notation import Domain, Letter, Notation
from verify.reading.tree import Node


@dataclass(frozen=True)
class Dropped:
    """A hypothesis (LaTeX, or the range of a letter) and what the claim is without it.

    `need` is `needed`, `not needed` or `not settled`; `assumed` marks a range that the paper does not state.
    """

    hypothesis: str
    need: str
    detail: str = ""
    witness: dict[str, str] = field(default_factory=dict)
    assumed: bool = False


def dropped(claim: Claim, model: Model) -> Iterator[Dropped]:
    """The stated hypotheses of the claim's formulas, then the declared ranges of the letters that they leave open."""
    yield from _stated(claim, model)
    yield from _ranges(claim, model)


def _stated(claim: Claim, model: Model) -> Iterator[Dropped]:
    for given in dict.fromkeys(one for step in claim.steps for one in step.given):
        without = tuple(replace(step, given=tuple(one for one in step.given if one != given)) for step in claim.steps)
        said = model.latex(given) if isinstance(given, Step) else given
        yield _settled(said, claim, without, model)


def _ranges(claim: Claim, model: Model) -> Iterator[Dropped]:
    for letter in _bounded_letters(claim, model):
        free = replace(letter, domain=Domain(integer=letter.domain.integer))
        rows = tuple(free if row is letter else row for row in model.notation.letters)
        wider = model.under(Notation(rows, model.notation.phrases, model.notation.differentials))
        found = _settled(f"{letter.name} \\in {letter.domain}".replace("∞", r"\infty"), claim, claim.steps, wider)
        yield replace(found, assumed=letter.assumed)


def _settled(said: str, claim: Claim, steps: tuple[Step, ...], model: Model) -> Dropped:
    asked = [step for step in steps if step.engine and step.prover is None and step.breaker is None]
    if len(asked) < len([step for step in steps if step.decided_alone]) or not asked:
        return Dropped(said, "not settled", "the claim's own legs have it built in")
    evidence = [summary(leg, leg.call(), 0.0) for leg in engine_legs(claim.id, asked, model, claim.seconds)]
    verdict = rule(evidence).verdict
    if verdict is Verdict.FAILS:
        against = next(one for one in evidence if one.outcome is Outcome.REFUTED)
        return Dropped(said, "needed", against.detail, dict(against.witness))
    if verdict is Verdict.HOLDS:
        return Dropped(said, "not needed", _proof(evidence))
    return Dropped(said, "not settled", next((one.detail for one in evidence if one.detail), ""))


def _proof(evidence: list[Evidence]) -> str:
    return next(one.detail for one in evidence if one.outcome is Outcome.PROVED)


def _bounded_letters(claim: Claim, model: Model) -> list[Letter]:
    """Rows of the notation table with a range, for the scalar letters that the claim's formulas leave open."""
    found: dict[str, Letter] = {}
    for step in claim.steps:
        finder = LetterFinder(model, step.section)
        for node in _asked(step, model):
            finder.visit(node)
        for name in finder.open.letters.values():
            row = model.letter(name, step.section)
            if (row.domain.lower, row.domain.upper) != (None, None):
                found[row.name] = row
    return list(found.values())


def _asked(step: Step, model: Model) -> list[Node]:
    try:
        return [node for one in obligations(step, model) for node in (one.left, one.right)]
    except GateError:
        return []
