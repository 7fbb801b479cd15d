"""Formulas that nobody registered: steps to decide on the spot, under the hypotheses that their section uses.

A new line of a derivation holds under what its neighbours hold under. Words that a reader would need are not read: a
formula that is false under each of the contexts tried is refuted only if these are all that the section has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verify.claims import Paper, Role, Step
from verify.kernel import Outcome, Verdict, rule
from verify.live import LiveText, StepAnswers, asserts, reading_error
from verify.matching import likeness
from verify.reading.statements import read_formula
from verify.sources.formula import Formula

MOST = 5
Context = tuple[tuple[Step | str, ...], Step | str]


@dataclass(frozen=True)
class Addition:
    """A new formula and the steps that ask for it, one a context; `every` if these are all that its section has."""

    formula: Formula
    steps: tuple[Step, ...] = ()
    every: bool = True
    unread: str = ""


def additions(live: LiveText) -> tuple[Addition, ...]:
    """Every new formula that asserts something or cannot be read; the live text has their steps from here on."""
    found = tuple(one for formula in live.matched.unregistered for one in _addition(formula, live))
    for one in found:
        live.texts |= dict.fromkeys(one.steps, one.formula.latex)
    return found


def _addition(formula: Formula, live: LiveText) -> Iterator[Addition]:
    error = live.refused.get(id(formula)) or reading_error(formula, live.paper, live.source)
    if error is not None:
        yield Addition(formula, unread=str(error))
        return
    tree = read_formula(formula.latex, live.paper.notation, section=formula.section, macros=live.source.macros)
    if asserts(tree):
        contexts = _contexts(formula, live.paper)
        steps = tuple(_asked(formula, context) for context in contexts[:MOST])
        yield Addition(formula, steps, len(contexts) <= MOST)
    elif formula.display:
        yield Addition(formula)


def _contexts(formula: Formula, paper: Paper) -> list[Context]:
    """No hypothesis, then those of the section's steps, the likest formula first, each once."""
    near = [step for step in paper.steps if step.section == formula.section and step.role is not Role.MENTION]
    near.sort(key=lambda step: -likeness(formula.latex, step.latex))
    found: list[Context] = [((), "")]
    for step in near:
        if (step.given, step.toward) not in found:
            found.append((step.given, step.toward))
    return found


def _asked(formula: Formula, context: Context) -> Step:
    given, toward = context
    return Step(formula.latex, Role.ASSERTION, formula.display, formula.section, given=given, toward=toward)


def addition_status(one: Addition, answers: Sequence[StepAnswers]) -> tuple[str, str]:
    """`verified` if a context proves it, `refuted` if all of them refute it, else `unlinked`; and why."""
    if one.unread:
        return "unread", one.unread
    if not one.steps:
        return "unlinked", "no claim decides this formula; register it, or say what it is"
    for step, found in zip(one.steps, answers, strict=True):
        if rule(found.evidence).verdict is Verdict.HOLDS:
            return "verified", f"new, and it holds{_under(step)}; register it to keep it"
    refuted = [found for found in answers if any(leg.outcome is Outcome.REFUTED for leg in found.evidence)]
    if len(refuted) == len(one.steps) and one.every:
        return "refuted", f"new: {refuted[0].detail}"
    if refuted:
        return "unlinked", f"new, and without further hypotheses {refuted[0].detail}; register it with what it rests on"
    return "unlinked", f"new, and not decided: {answers[0].detail}; register it"


def _under(step: Step) -> str:
    said = [one.latex if isinstance(one, Step) else one for one in (*step.given, step.toward) if one]
    return f" given {', '.join(said)}" if said else ""
