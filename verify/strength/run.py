"""The trials of many claims, each in a process of its own within its limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from verify.claims import Claim, Paper
from verify.decisions import import_once
from verify.isolation import Task, run_all
from verify.kernel import Verdict
from verify.model import Model
from verify.strength.hypotheses import dropped
from verify.strength.record import Strength, strength_of
from verify.strength.slips import COUNT, trials

SECONDS = 900.0


def strengths(
    paper: Paper, claims: Iterable[Claim], *, jobs: int = 1, count: int = COUNT
) -> Iterator[tuple[str, Strength | str]]:
    """The strength of each claim as it comes, or why there is none; admitted claims have none."""
    model = Model(paper)
    import_once(("prove", "break"))
    tasks = [
        Task(claim.id, partial(_strength, claim, model, count), SECONDS)
        for claim in claims
        if claim.expected is not Verdict.ADMITTED
    ]
    for answer in run_all(tasks, jobs):
        yield answer.name, answer.failure or answer.value


def _strength(claim: Claim, model: Model, count: int) -> Strength:
    meant = _true(claim)
    return strength_of(claim, trials(meant, model, count), dropped(meant, model))


def _true(claim: Claim) -> Claim:
    """The claim, or what it should have been where it is on record as an erratum."""
    return (claim.expected is Verdict.FAILS and claim.mended) or claim
