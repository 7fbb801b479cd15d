"""Runs claims to verdicts: the entry points of the gate."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from verify.cache import Store
from verify.claims import Claim, Paper, Repair, Role, Step
from verify.decisions import Decisions, decide_legs
from verify.kernel import Evidence, Ruling, Verdict, rule
from verify.legs import Leg, engine_legs, legs_of
from verify.live import (
    LiveText,
    StepAnswers,
    assertion_status,
    asserts,
    assumption_changed,
    read_live,
    reading_error,
    result,
)
from verify.model import Model
from verify.reading.statements import read_formula
from verify.record import ClaimResult, FormulaResult, PaperResult, RepairResult, RunRecord
from verify.sources.formula import Formula

Progress = Callable[[ClaimResult, int, int], None]
REPAIR = "#repair"
LOOSE = "#steps"


@dataclass
class _Plan:
    """All legs of a run: those of claims, of their repairs, and of printed steps that belong to no claim."""

    claims: list[Claim]
    claim_legs: dict[str, list[Leg]] = field(default_factory=dict)
    repair_legs: dict[str, list[Leg]] = field(default_factory=dict)
    loose: list[Leg] = field(default_factory=list)

    @property
    def legs(self) -> list[Leg]:
        grouped = (*self.claim_legs.values(), *self.repair_legs.values(), self.loose)
        return [leg for group in grouped for leg in group]


def decide(
    paper: Paper,
    *,
    claims: Iterable[str] | None = None,
    jobs: int = 1,
    fresh: bool = False,
    progress: Progress | None = None,
) -> RunRecord:
    """Decide the claims of `paper` (all, or those whose ids are given) from the registered text.

    `progress` is called after each claim with its result, how many are done and how many there are.
    """
    wanted = None if claims is None else set(claims)
    chosen = [claim for name, claim in paper.claims.items() if wanted is None or name in wanted]
    model = Model(paper)
    plan = _plan(chosen, model, loose=())
    record = RunRecord(papers=[PaperResult(paper.name, "", "", _displays(paper), paper.title)])
    _decide(plan, model, record, Store(fresh=fresh), jobs, progress, {})
    return record


def check_source(
    paper: Paper, source: Path, *, jobs: int = 1, fresh: bool = False, progress: Progress | None = None
) -> RunRecord:
    """Read a live source, match its formulas to the registered ones, and decide the claims under it."""
    from verify.sources.read import read_source

    found = read_source(source)
    live = read_live(paper, found)
    model = live.model
    owned = {id(step) for claim in paper.claims.values() for step in claim.steps}
    loose = [step for step in paper.steps if id(step) not in owned and step.role in (Role.ASSERTION, Role.DEFINITION)]
    plan = _plan(list(paper.claims.values()), model, loose)
    record = RunRecord(papers=[PaperResult(paper.name, str(source), found.sha256, len(found.displays), paper.title)])
    decisions = _decide(plan, model, record, Store(fresh=fresh), jobs, progress, _stale(live))
    record.formulas = _formulas(live, model, plan, decisions)
    return record


def default_jobs() -> int:
    """All cores that this process may use."""
    return len(os.sched_getaffinity(0))


def _displays(paper: Paper) -> int:
    return sum(step.display for step in paper.steps)


def _plan(claims: list[Claim], model: Model, loose: Sequence[Step]) -> _Plan:
    plan = _Plan(claims)
    for claim in claims:
        plan.claim_legs[claim.id] = legs_of(claim, model)
        if claim.repair is not None:
            plan.repair_legs[claim.id] = legs_of(_repaired(claim, claim.repair), model)
    for step in loose:
        plan.loose += engine_legs(f"{LOOSE}{step.latex}", (step,), model, 60.0)
    return plan


def _repaired(claim: Claim, repair: Repair) -> Claim:
    """The repair as a claim of its own, in the section of what it mends."""
    for step in repair.steps:
        step.section = step.section or claim.steps[0].section
    return replace(
        claim, id=claim.id + REPAIR, steps=repair.steps, provers=list(repair.legs), breakers=list(repair.breakers)
    )


def _decide(
    plan: _Plan,
    model: Model,
    record: RunRecord,
    store: Store,
    jobs: int,
    progress: Progress | None,
    stale: dict[str, str],
) -> Decisions:
    waiting = {claim.id: _count(plan, claim) for claim in plan.claims}
    done = 0

    def told(leg: Leg, so_far: Decisions) -> None:
        nonlocal done
        name = leg.owner.removesuffix(REPAIR)
        if name in waiting:
            waiting[name] -= 1
            done += waiting[name] == 0
            if waiting[name] == 0 and progress is not None:
                claim = model.paper.claims[name]
                progress(_result(claim, plan, so_far, model, stale.get(name, "")), done, len(waiting))

    decisions = decide_legs(plan.legs, model, store, jobs, told)
    record.claims += [_result(claim, plan, decisions, model, stale.get(claim.id, "")) for claim in plan.claims]
    return decisions


def _count(plan: _Plan, claim: Claim) -> int:
    return len(plan.claim_legs[claim.id]) + len(plan.repair_legs.get(claim.id, ()))


def _result(claim: Claim, plan: _Plan, decisions: Decisions, model: Model, stale: str) -> ClaimResult:
    evidence, ruling = _ruled(claim, plan.claim_legs[claim.id], decisions, stale)
    return ClaimResult(
        id=claim.id,
        paper=claim.paper,
        where=claim.where,
        statement=r" \quad ".join(model.latex(step) for step in claim.steps),
        verdict=ruling.verdict,
        expected=claim.expected,
        level=ruling.level,
        reason=ruling.reason,
        legs=evidence,
        repair=_repair(claim, plan, decisions),
        uses=claim.uses,
        trusts=claim.trusts,
        hypotheses=_hypotheses(claim, model),
        remark=claim.remark,
    )


def _ruled(claim: Claim, legs: list[Leg], decisions: Decisions, stale: str) -> tuple[tuple[Evidence, ...], Ruling]:
    evidence = tuple(decisions.evidence(leg) for leg in legs)
    unread = next((decisions.stale[id(leg)] for leg in legs if id(leg) in decisions.stale), "")
    return evidence, rule(evidence, obstacle=claim.obstacle, admitted=claim.admitted, stale=stale or unread)


def _repair(claim: Claim, plan: _Plan, decisions: Decisions) -> RepairResult | None:
    if claim.repair is None:
        return None
    repaired = _repaired(claim, claim.repair)
    _, ruling = _ruled(
        replace(repaired, admitted="", obstacle=claim.repair.obstacle), plan.repair_legs[claim.id], decisions, ""
    )
    return RepairResult(claim.repair.kind, claim.repair.statement, claim.repair.words, ruling.verdict, ruling.level)


def _hypotheses(claim: Claim, model: Model) -> tuple[str, ...]:
    given = [model.latex(one) if isinstance(one, Step) else one for step in claim.steps for one in step.given]
    return tuple(dict.fromkeys(given))


# --- the formulas of a live source ----------------------------------------------------------------------------------


def _stale(live: LiveText) -> dict[str, str]:
    """Claims whose text is gone or cannot be read."""
    found: dict[str, str] = {}
    missing = {id(step) for step in live.matched.missing}
    for claim in live.paper.claims.values():
        for step in claim.steps:
            if step in live.unread:
                found[claim.id] = f"the live formula cannot be read: {live.unread[step]}"
            elif id(step) in missing and step.printed:
                found.setdefault(claim.id, f"the live source no longer prints {step.latex}")
    return found


def _formulas(live: LiveText, model: Model, plan: _Plan, decisions: Decisions) -> list[FormulaResult]:
    before = live.before
    answered = _by_step(plan, decisions)
    owners: dict[int, list[Claim]] = {}
    for claim in plan.claims:
        for step in claim.steps:
            owners.setdefault(id(step), []).append(claim)
    results = [
        one
        for formula, step in live.matched.pairs
        for one in _matched(formula, step, live, before, model, answered, owners.get(id(step), []))
    ]
    results += [one for formula in live.matched.unregistered for one in _unregistered(formula, live)]
    return sorted(results, key=lambda one: (one.file, one.line, one.column))


def _by_step(plan: _Plan, decisions: Decisions) -> dict[int, StepAnswers]:
    found: dict[int, tuple[Evidence, ...]] = {}
    for leg in plan.legs:
        for step, one in zip(leg.steps, decisions.answers[id(leg)], strict=False):
            found[id(step)] = (*found.get(id(step), ()), one)
    return {key: StepAnswers(evidence) for key, evidence in found.items()}


def _matched(
    formula: Formula,
    step: Step,
    live: LiveText,
    before: Model,
    after: Model,
    answered: dict[int, StepAnswers],
    owners: list[Claim],
) -> list[FormulaResult]:
    names = [claim.id for claim in owners]
    if step in live.unread:
        return [result(formula, "unread", names, str(live.unread[step]))]
    if step.role is Role.MENTION:
        if step in live.texts and asserts(after.tree(step)):
            return [result(formula, "unlinked", [], "nothing decides this formula; register it as a claim")]
        return []
    status, detail = _status(step, live, before, after, answered, owners)
    return [result(formula, status, names, detail)]


def _status(
    step: Step, live: LiveText, before: Model, after: Model, answered: dict[int, StepAnswers], owners: list[Claim]
) -> tuple[str, str]:
    if live.changed.get(step):
        return "changed-definition", live.changed[step]
    if step.role is Role.ASSUMPTION:
        changed = assumption_changed(step, before, after) if step in live.texts else ""
        return ("changed-definition", changed) if changed else ("definition", "")
    on_record = any(claim.expected is Verdict.FAILS for claim in owners)
    if not step.decided_alone:
        return _by_claim(step, live, on_record, owners)
    answers = answered.get(id(step), StepAnswers(()))
    status, detail = assertion_status(step, answers, on_record, before, after)
    if status == "verified" and step.role is Role.DEFINITION:
        return "definition", detail
    return status, detail


def _by_claim(step: Step, live: LiveText, on_record: bool, owners: list[Claim]) -> tuple[str, str]:
    """A formula that only its claim's own legs decide: they see the live text."""
    return ("erratum" if on_record else "verified"), "; ".join(claim.id for claim in owners)


def _unregistered(formula: Formula, live: LiveText) -> list[FormulaResult]:
    error = reading_error(formula, live.paper, live.source)
    if error is not None:
        return [result(formula, "unread", [], str(error))]
    tree = read_formula(formula.latex, live.paper.notation, section=formula.section, macros=live.source.macros)
    if not formula.display and not asserts(tree):
        return []
    return [result(formula, "unlinked", [], "no claim decides this formula; register it, or say what it is")]
