"""The sample paper in the place of the installed ones, decided by a record made by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
import sample_run

from verify import papers, run
from verify.claims import Paper
from verify.record import RunRecord

Install = Callable[[RunRecord], None]


@pytest.fixture
def decided_as(monkeypatch: pytest.MonkeyPatch) -> Install:
    """Installs the sample paper; whatever decides it returns the given record."""

    def install(record: RunRecord) -> None:
        paper = sample_run.sample_paper()
        for claim in record.claims:
            if claim.id not in paper.claims:
                name = claim.id.partition("/")[2]
                paper.section("limits", claim.where).claim(name, sample_run.display(claim.statement))
        monkeypatch.setattr(papers, "declared", lambda: {sample_run.NAME: _Point(paper)})
        monkeypatch.setattr(papers, "kept", papers.paper)
        monkeypatch.setattr(papers, "is_written", lambda point: True)
        monkeypatch.setattr(run, "decide", _decider(record))
        monkeypatch.setattr(run, "check_source", _checker(record))

    return install


class _Point:
    value = "sample_run:sample_paper"

    def __init__(self, paper: Paper) -> None:
        self.paper = paper

    def load(self) -> Callable[[], Paper]:
        return lambda: self.paper


def _decider(record: RunRecord) -> Callable[..., RunRecord]:
    def decide(paper: Paper, *, claims: Iterable[str] | None = None, **how: object) -> RunRecord:
        chosen = [one for one in record.claims if claims is None or one.id in set(claims)]
        return RunRecord(record.papers, _reported(chosen, how), [])

    return decide


def _checker(record: RunRecord) -> Callable[..., RunRecord]:
    def check_source(paper: Paper, source: object, **how: object) -> RunRecord:
        return RunRecord(record.papers, _reported(record.claims, how), record.formulas)

    return check_source


def _reported(claims: list, how: dict) -> list:
    progress = how.get("progress")
    for done, claim in enumerate(claims, 1):
        if callable(progress):
            progress(claim, done, len(claims))
    return list(claims)
