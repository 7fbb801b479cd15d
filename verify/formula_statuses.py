"""The formulas of a live source with what was decided of each, in the order of the source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from verify.additions import Addition, addition_status
from verify.claims import Claim, Paper, Role, Step
from verify.kernel import Verdict
from verify.live import (
    LiveText,
    StepAnswers,
    assertion_status,
    asserts,
    assumption_changed,
    result,
    same_statement,
)
from verify.model import Lookup
from verify.record import ClaimResult, FormulaResult
from verify.removals import orphaned
from verify.sources.formula import Formula


@dataclass(frozen=True)
class Decided:
    """What a run found: answers by step, verdicts by claim, and what each claim's own legs looked up."""

    steps: Mapping[int, StepAnswers]
    claims: Mapping[str, ClaimResult]
    read: Mapping[str, frozenset[Lookup]]
    none: StepAnswers = field(default_factory=lambda: StepAnswers(()))

    def answers(self, step: Step) -> StepAnswers:
        return self.steps.get(id(step), self.none)


def stale_claims(live: LiveText) -> dict[str, str]:
    """Claims whose text is gone or cannot be read, or that rest on a definition which is gone, with the reason."""
    found: dict[str, str] = {}
    missing = {id(step) for step in live.matched.missing}
    for claim in live.paper.claims.values():
        for step in claim.steps:
            if step in live.unread:
                found[claim.id] = f"the live formula cannot be read: {live.unread[step]}"
            elif id(step) in missing and step.printed:
                found.setdefault(claim.id, f"the live source no longer prints {step.latex}")
    return orphaned(live) | found


def formula_results(live: LiveText, new: Sequence[Addition], decided: Decided) -> list[FormulaResult]:
    """Every formula that says something, in the order of the source."""
    owners: dict[int, list[Claim]] = {}
    for claim in live.paper.claims.values():
        for step in claim.steps:
            owners.setdefault(id(step), []).append(claim)
    names = registered_names(live.paper)
    results = [
        replace(one, registered=names[id(step)])
        for formula, step in live.matched.pairs
        for one in _matched(formula, step, live, decided, owners.get(id(step), []))
    ]
    results += [result(one.formula, *_added(one, decided)) for one in new]
    return sorted(results, key=lambda one: (one.file, one.line, one.column))


def registered_names(paper: Paper) -> dict[int, str]:
    """The section and the number there, from 1, of every registered formula, by identity."""
    counted: Counter[str] = Counter()
    names: dict[int, str] = {}
    for step in paper.steps:
        counted[step.section] += 1
        names[id(step)] = f"{step.section}/{counted[step.section]}"
    return names


def _added(one: Addition, decided: Decided) -> tuple[str, Sequence[str], str]:
    status, detail = addition_status(one, [decided.answers(step) for step in one.steps])
    return status, [], detail


def _matched(
    formula: Formula, step: Step, live: LiveText, decided: Decided, owners: list[Claim]
) -> list[FormulaResult]:
    names = [claim.id for claim in owners]
    if step in live.unread:
        return [result(formula, "unread", names, str(live.unread[step]))]
    if step.role is Role.MENTION:
        if step in live.texts and asserts(live.model.tree(step)):
            return [result(formula, "unlinked", [], "nothing decides this formula; register it as a claim")]
        return []
    status, detail = _status(step, live, decided, owners)
    return [result(formula, status, names, detail)]


def _status(step: Step, live: LiveText, decided: Decided, owners: list[Claim]) -> tuple[str, str]:
    if live.changed.get(step):
        return "changed-definition", live.changed[step]
    if step.role is Role.ASSUMPTION:
        changed = assumption_changed(step, live.before, live.model) if step in live.texts else ""
        return ("changed-definition", changed) if changed else ("definition", "")
    on_record = any(claim.expected is Verdict.FAILS for claim in owners)
    if not step.decided_alone:
        return _by_claim(step, live, decided, owners)
    status, detail = assertion_status(step, decided.answers(step), on_record, live.before, live.model)
    if status == "verified" and step.role is Role.DEFINITION:
        return "definition", detail
    return status, detail


def _by_claim(step: Step, live: LiveText, decided: Decided, owners: list[Claim]) -> tuple[str, str]:
    """A formula that only its claims' own legs decide; a new text counts only for a leg that read it."""
    results = [decided.claims[claim.id] for claim in owners]
    names = "; ".join(one.id for one in results)
    if step in live.texts and not same_statement(step, live.before, live.model):
        fallen = next((one for one in results if one.verdict in (Verdict.FAILS, Verdict.DISPUTED)), None)
        if fallen is not None and fallen.expected is not Verdict.FAILS:
            return "refuted", fallen.reason
        if not any(_was_read(step, one.id, decided) for one in results) or not all(one.as_expected for one in results):
            return "unlinked", f"the new text is not decided: the legs of {names} do not read it; register it anew"
    undecided = next((one for one in results if one.verdict is Verdict.UNDECIDED), None)
    if undecided is not None:
        return "unlinked", f"{undecided.id} is undecided: {undecided.reason}"
    return ("erratum" if any(one.expected is Verdict.FAILS for one in results) else "verified"), names


def _was_read(step: Step, claim: str, decided: Decided) -> bool:
    return any((one.section, one.text) == (step.section, step.latex) for one in decided.read.get(claim, ()))
