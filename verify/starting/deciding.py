"""Steps decided on the spot by the engine's own two legs, under the definitions and cases of the source."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from verify.cache import Store
from verify.claims import Paper, Role, Section, Step
from verify.decisions import Decisions, decide_legs
from verify.kernel import Verdict, rule
from verify.legs import Leg, engine_legs
from verify.model import Model
from verify.reading.notation import POSITIVE, REAL, SCALAR, Notation
from verify.starting.decision import Decision, decision_of
from verify.starting.entries import Entry, Kind, names_in
from verify.starting.hypotheses import foreign_hypothesis
from verify.starting.raised import resting_on, with_role
from verify.starting.ranges import domains_in
from verify.starting.resting import open_relations, unread_relation
from verify.starting.untied import untied
from verify.starting.words import constrains

SECONDS = 10.0


@dataclass(frozen=True)
class Decided:
    """Entries after the decision, those without a settled role made open, and the decisions by entry."""

    entries: tuple[Entry, ...]
    decisions: Mapping[int, Decision]


def paper_of(name: str, title: str, notation: Notation, entries: Sequence[Entry]) -> tuple[Paper, dict[int, Step]]:
    """A paper with the definitions, assumptions, cases and steps of the entries, and the steps by entry."""
    paper = Paper(name, title, notation)
    steps: dict[int, Step] = {}
    for entry in entries:
        if entry.kind in (Kind.DEFINITION, Kind.ASSUMPTION, Kind.CASE):
            steps[id(entry)] = _registered(paper.section(entry.formula.section, ""), entry)
    for entry in entries:
        if entry.kind is Kind.STEP:
            steps[id(entry)] = _step(entry, steps)
    return paper, steps


def _registered(section: Section, entry: Entry) -> Step:
    if entry.kind is Kind.DEFINITION:
        return section.define(entry.latex, inline=not entry.formula.display)
    if entry.kind is Kind.CASE and r"\in" in entry.latex:
        return section.mention(entry.latex)
    return section.assume(entry.latex, inline=not entry.formula.display)


def _step(entry: Entry, steps: Mapping[int, Step]) -> Step:
    given = tuple(steps[id(one)] for one in entry.given)
    toward: Step | str = steps[id(entry.toward)] if entry.toward else ""
    return Step(entry.latex, Role.ASSERTION, entry.formula.display, entry.formula.section, given=given, toward=toward)


Told = Callable[[], None]


def decide_steps(
    name: str,
    notation: Notation,
    entries: Sequence[Entry],
    *,
    jobs: int = 1,
    fresh: bool = False,
    told: Told | None = None,
) -> Decided:
    """Every step with what decided it; `told` is called whenever a leg has answered.

    An equation that only holds for some values of a letter of which the source says nothing becomes open.
    """
    return _Deciding(name, notation, jobs, fresh, told).decided(entries)


@dataclass(frozen=True)
class _Deciding:
    """How steps are asked about: as printed, under hypotheses, with positive letters, under relations that are open."""

    name: str
    notation: Notation
    jobs: int
    fresh: bool
    told: Told | None

    def decided(self, entries: Sequence[Entry]) -> Decided:
        asked = [entry for entry in entries if entry.kind is Kind.STEP]
        decisions, model = self._answers(self.notation, entries, asked)
        entries, decisions = self._under_hypotheses(entries, decisions, model)
        again = self._with_positive_letters(entries, decisions, model)
        kept = [
            with_role(entry, decisions[id(entry)], again.get(id(entry)), model) if id(entry) in decisions else entry
            for entry in entries
        ]
        decisions = _carried_over(decisions, entries, kept)
        asking = self._resting_on_open_relations(kept, decisions, model)
        return Decided(tuple(asking), _carried_over(decisions, kept, asking))

    def _answers(
        self, notation: Notation, entries: Sequence[Entry], asked: Sequence[Entry]
    ) -> tuple[dict[int, Decision], Model]:
        """What the two legs say of the steps that are asked, under a table."""
        paper, steps = paper_of(self.name, "", notation, entries)
        model = Model(paper)
        legs = {id(one): engine_legs(one.place, (steps[id(one)],), model, SECONDS) for one in asked}
        every = [leg for both in legs.values() for leg in both]
        answers = decide_legs(every, model, Store(fresh=self.fresh), self.jobs, self._tell)
        decisions = {}
        for entry in asked:
            evidence = [answers.evidence(leg) for leg in legs[id(entry)]]
            decisions[id(entry)] = decision_of(rule(evidence), evidence)
        return decisions, model

    def _tell(self, leg: Leg, answers: Decisions) -> None:
        if self.told is not None:
            self.told()

    def _under_hypotheses(
        self, entries: Sequence[Entry], decisions: dict[int, Decision], model: Model
    ) -> tuple[list[Entry], dict[int, Decision]]:
        """Steps that only hold under relations between letters that the source supposes, now given these."""
        weaker = _weakened(entries, decisions, model)
        tried = [weaker.get(id(entry), entry) for entry in entries]
        answers = self._answers(self.notation, tried, list(weaker.values()))[0] if weaker else {}
        kept, found = list[Entry](), dict[int, Decision]()
        for entry in entries:
            other = weaker.get(id(entry))
            better = other is not None and answers[id(other)].verdict is Verdict.HOLDS
            chosen = other if other is not None and better else entry
            foreign = foreign_hypothesis(chosen, entries) if chosen is not entry else None
            if foreign is not None:
                because = f"is it said under the hypothesis in {foreign.place}? it holds under it"
                chosen = replace(chosen, kind=Kind.OPEN, because=because)
            kept.append(chosen)
            if id(entry) in decisions:
                found[id(chosen)] = answers[id(other)] if better else decisions[id(entry)]
        return kept, found

    def _resting_on_open_relations(
        self, entries: Sequence[Entry], decisions: Mapping[int, Decision], model: Model
    ) -> list[Entry]:
        """The entries, those open that fail and may rest on relations of which the source does not say what they do."""
        resting, under = dict[int, str](), dict[int, Entry]()
        for entry in entries:
            if entry.kind is not Kind.STEP or decisions[id(entry)].verdict is not Verdict.FAILS:
                continue
            letters = _reached(entry, model)
            unread = unread_relation(entry, entries, letters)
            supposed = tuple(replace(one, kind=Kind.ASSUMPTION) for one in open_relations(entry, entries, letters))
            if unread is not None:
                resting[id(entry)] = f"the formula in {unread.place}, which could not be read"
            elif supposed:
                under[id(entry)] = replace(entry, given=(*entry.given, *supposed))
        supposed = tuple(one for entry in under.values() for one in entry.given)
        asked = list(under.values())
        answers = self._answers(self.notation, [*entries, *supposed, *asked], asked)[0] if asked else {}
        for key, tried in under.items():
            if answers[id(tried)].verdict is not Verdict.FAILS:
                resting[key] = f"${tried.given[-1].latex}$ in {tried.given[-1].place}"
        return [resting_on(one, resting[id(one)], decisions[id(one)]) if id(one) in resting else one for one in entries]

    def _with_positive_letters(
        self, entries: Sequence[Entry], decisions: Mapping[int, Decision], model: Model
    ) -> dict[int, Decision]:
        """What becomes of the displays that fail if the letters without a printed range are positive."""
        positive = with_positive(self.notation, frozenset(one.name for one in model.definitions))
        failing = [
            entry
            for entry in entries
            if id(entry) in decisions
            and decisions[id(entry)].verdict is Verdict.FAILS
            and (entry.formula.display or not untied(entry.tree, model))
            and not constrains(entry.formula)
        ]
        return self._answers(positive, entries, failing)[0] if failing and positive != self.notation else {}


def _weakened(entries: Sequence[Entry], decisions: Mapping[int, Decision], model: Model) -> dict[int, Entry]:
    """The steps that fail, given the hypotheses of the source that share a letter with them."""
    supposed = [one for one in entries if one.kind is Kind.ASSUMPTION and not any(True for _ in domains_in(one.tree))]
    return {
        id(entry): replace(entry, given=(*entry.given, *about))
        for entry in entries
        if id(entry) in decisions and decisions[id(entry)].verdict is Verdict.FAILS and not entry.scope
        if (about := [one for one in supposed if _shares_letters(one, entry, model) and one not in entry.given])
    }


def _shares_letters(hypothesis: Entry, step: Entry, model: Model) -> bool:
    """Whether the value of something in the step depends on a letter of the hypothesis."""
    return not names_in(hypothesis.tree).isdisjoint(_reached(step, model))


def _reached(step: Entry, model: Model) -> frozenset[str]:
    """The letters that the value of something in the step depends on, through definitions too."""
    assert step.tree is not None
    return frozenset(names_in(step.tree) | model.reached(step.tree))


def with_positive(notation: Notation, defined: frozenset[str]) -> Notation:
    """The table with every number taken to be positive of which the source says neither range nor definition."""
    rows = tuple(
        replace(row, domain=POSITIVE)
        if row.kind == SCALAR and row.assumed and row.domain == REAL and row.name not in defined
        else row
        for row in notation.letters
    )
    return Notation(rows, notation.phrases, notation.differentials)


def _carried_over(decisions: Mapping[int, Decision], old: Sequence[Entry], new: Sequence[Entry]) -> dict[int, Decision]:
    """The decisions of entries, by those that they have become."""
    return {id(after): decisions[id(before)] for before, after in zip(old, new, strict=True) if id(before) in decisions}
