"""A claim without one of its hypotheses: the steps and the model in which it is then decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from verify.breakers.letters import LetterFinder
from verify.claims import Claim, Step
from verify.errors import GateError
from verify.model import Model
from verify.obligations import Obligation, obligations
from verify.reading.notation import Letter
from verify.strength.ranges import freed, is_bounded, with_consequences


@dataclass(frozen=True)
class Without:
    """A claim's steps and model with a hypothesis, and the same without it.

    The hypothesis is a stated one, `given`, or the range of the row `letter`.
    """

    said: str
    claim: Claim
    printed: Model
    steps: tuple[Step, ...]
    model: Model
    given: Step | str | None = None
    letter: Letter | None = None

    @property
    def pairs(self) -> Iterator[tuple[Step, Step]]:
        """Each step with the hypothesis and without it."""
        return zip(self.claim.steps, self.steps, strict=True)


def stated(claim: Claim, model: Model) -> Iterator[Without]:
    """The claim without each of its stated hypotheses."""
    for given in dict.fromkeys(one for step in claim.steps for one in step.given):
        rest = tuple(_less(step, given) if given in step.given else step for step in claim.steps)
        said = model.latex(given) if isinstance(given, Step) else given
        yield Without(said, claim, model, rest, model, given=given)


def _less(step: Step, given: Step | str) -> Step:
    return replace(step, given=tuple(one for one in step.given if one != given))


def unbounded(claim: Claim, model: Model) -> Iterator[Without]:
    """The claim without the range of each letter that its formulas leave open."""
    everything = [one for step in claim.steps for one in asked(step, model)]
    for letter in _bounded_letters(claim, model):
        wider = with_consequences(letter, everything, model, freed(model, {letter.name}, only=letter))
        said = f"{letter.name} \\in {letter.domain}".replace("∞", r"\infty")
        yield Without(said, claim, model, claim.steps, wider, letter=letter)


def _bounded_letters(claim: Claim, model: Model) -> list[Letter]:
    """Rows of the notation table with a range, for the scalar letters that the claim's formulas leave open."""
    found: dict[str, Letter] = {}
    for step in claim.steps:
        for one in asked(step, model):
            for name in opened(one, model).values():
                row = model.letter(name, step.section)
                if is_bounded(row.domain):
                    found[row.name] = row
    return list(found.values())


def asked(step: Step, model: Model) -> tuple[Obligation, ...]:
    """What the step asserts, as far as the engine reads it."""
    try:
        return obligations(step, model)
    except GateError:
        return ()


def opened(one: Obligation, model: Model, *, hypotheses: bool = False) -> dict[str, str]:
    """The letters that an obligation leaves open, by key; one that tends somewhere is bound."""
    finder = LetterFinder(model.assigning(one.assigned) if hypotheses else model, one.section)
    bound = frozenset({one.approach.letter}) if one.approach is not None else frozenset[str]()
    for node in (one.left, one.right, *(one.hypotheses if hypotheses else ())):
        finder.visit(node, bound)
    return finder.open.letters
