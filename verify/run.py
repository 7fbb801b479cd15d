"""Runs claims to verdicts: the entry points of the gate."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from verify.additions import additions
from verify.cache import Store
from verify.claims import REPAIR, Claim, Paper, Role, Step
from verify.decisions import Decisions, decide_legs
from verify.formula_statuses import Decided, formula_results, stale_claims
from verify.head_start import HeadStart
from verify.kernel import Evidence, Ruling, rule
from verify.legs import Leg, engine_legs, legs_of
from verify.live import StepAnswers, read_live
from verify.model import Lookup, Model
from verify.record import ClaimResult, PaperResult, RepairResult, RunRecord
from verify.removals import removals

Progress = Callable[[ClaimResult, int, int], None]
LOOSE = "#steps"


@dataclass
class Plan:
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
    plan = planned(chosen, model, loose=())
    record = RunRecord(papers=[PaperResult(paper.name, "", "", _displays(paper), paper.title)])
    _decide(plan, model, record, partial(decide_legs, store=Store(fresh=fresh), jobs=jobs), progress, {})
    return record


def check_source(
    paper: Paper,
    source: Path,
    *,
    jobs: int = 1,
    fresh: bool = False,
    progress: Progress | None = None,
    ahead: HeadStart | None = None,
) -> RunRecord:
    """Read a live source, match its formulas to the registered ones, and decide the claims under it.

    With a head start the legs that are open are decided there.
    """
    from verify.sources.read import read_source

    found = read_source(source)
    live = read_live(paper, found)
    new = additions(live)
    model = live.model
    owned = {id(step) for claim in paper.claims.values() for step in claim.steps}
    loose = [step for step in paper.steps if id(step) not in owned and step.role in (Role.ASSERTION, Role.DEFINITION)]
    loose += [step for one in new for step in one.steps]
    plan = planned(list(paper.claims.values()), model, loose)
    record = RunRecord(papers=[PaperResult(paper.name, str(source), found.sha256, len(found.displays), paper.title)])
    elsewhere = partial(ahead.answers, model, loose, jobs=jobs) if ahead and paper.kept else None
    decide_plan = partial(decide_legs, store=Store(fresh=fresh), jobs=jobs, elsewhere=elsewhere)
    decisions = _decide(plan, model, record, decide_plan, progress, stale_claims(live))
    record.formulas = formula_results(live, new, _decided(plan, decisions, record))
    record.removed = list(removals(live))
    record.renamed = [one.record for one in live.respelled]
    return record


def _decided(plan: Plan, decisions: Decisions, record: RunRecord) -> Decided:
    read: dict[str, frozenset[Lookup]] = {}
    for name, legs in plan.claim_legs.items():
        read[name] = frozenset(lookup for leg in legs if not leg.steps for lookup in decisions.lookups[id(leg)])
    return Decided(_by_step(plan, decisions), {claim.id: claim for claim in record.claims}, read)


def _by_step(plan: Plan, decisions: Decisions) -> dict[int, StepAnswers]:
    found: dict[int, tuple[Evidence, ...]] = {}
    for leg in plan.legs:
        for step, one in zip(leg.steps, decisions.answers[id(leg)], strict=False):
            found[id(step)] = (*found.get(id(step), ()), one)
    return {key: StepAnswers(evidence) for key, evidence in found.items()}


def _displays(paper: Paper) -> int:
    return sum(step.display for step in paper.steps)


def planned(claims: list[Claim], model: Model, loose: Sequence[Step]) -> Plan:
    """All legs, in an order that depends on the claims and the steps alone."""
    plan = Plan(claims)
    for claim in claims:
        plan.claim_legs[claim.id] = legs_of(claim, model)
        mended = claim.mended
        if mended is not None:
            plan.repair_legs[claim.id] = legs_of(mended, model)
    for step in loose:
        plan.loose += engine_legs(f"{LOOSE}{step.latex}", (step,), model, 60.0)
    return plan


def _decide(
    plan: Plan,
    model: Model,
    record: RunRecord,
    decide_plan: Callable[..., Decisions],
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

    decisions = decide_plan(plan.legs, model, done=told)
    record.claims += [_result(claim, plan, decisions, model, stale.get(claim.id, "")) for claim in plan.claims]
    return decisions


def _count(plan: Plan, claim: Claim) -> int:
    return len(plan.claim_legs[claim.id]) + len(plan.repair_legs.get(claim.id, ()))


def _result(claim: Claim, plan: Plan, decisions: Decisions, model: Model, stale: str) -> ClaimResult:
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


def _repair(claim: Claim, plan: Plan, decisions: Decisions) -> RepairResult | None:
    mended = claim.mended
    if claim.repair is None or mended is None:
        return None
    _, ruling = _ruled(
        replace(mended, admitted="", obstacle=claim.repair.obstacle), plan.repair_legs[claim.id], decisions, ""
    )
    return RepairResult(claim.repair.kind, claim.repair.statement, claim.repair.words, ruling.verdict, ruling.level)


def _hypotheses(claim: Claim, model: Model) -> tuple[str, ...]:
    given = [model.latex(one) if isinstance(one, Step) else one for step in claim.steps for one in step.given]
    return tuple(dict.fromkeys(given))
