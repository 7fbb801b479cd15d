"""Runs a sweep to its record: the same one wherever, in whatever order and after however many interruptions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verify.sweeps.code_digest import code_digest
from verify.sweeps.gathering import TRIES, Gathering, Outcome
from verify.sweeps.places import Place
from verify.sweeps.results_file import SECONDS_BETWEEN, ResultsFile
from verify.sweeps.sweep import Block, Record, Sweep

SCHEMA = 1


@dataclass(frozen=True)
class Standing:
    """How far a run is: points done now and in earlier runs, of how many, and how often a block was sent again."""

    done: int
    earlier: int
    points: int
    resubmissions: int


Told = Callable[[Standing], None]


@dataclass(frozen=True)
class SweepRecord:
    """What a sweep found: `records` in the order of the blocks, and the blocks that have none."""

    name: str
    points: int
    seed: int
    records: tuple[Record, ...]
    summary: Record
    missing: tuple[Outcome, ...]

    def as_json(self) -> dict[str, Any]:
        """One object; equal sweeps give equal text."""
        missing = [{"first": one.block.first, "count": one.block.count, "reason": one.reason} for one in self.missing]
        head = {"schema": SCHEMA, "sweep": self.name, "points": self.points, "seed": self.seed}
        return {**head, "summary": self.summary, "missing": missing}


def run_sweep(
    name: str,
    sweep: Sweep,
    place: Place,
    *,
    points: int | None = None,
    seed: int = 0,
    resume: Path | None = None,
    tries: int = TRIES,
    between: float = SECONDS_BETWEEN,
    told: Told | None = None,
) -> SweepRecord:
    """Work on every block that `resume` does not have yet.

    Parameters
    ----------
    place : where blocks run, see `verify.sweeps.places` and `verify.sweeps.cluster`
    points : how many; by default what the sweep says
    resume : file of results, read first if there, written all the while, also when the run is interrupted
    tries : how often a block may lose its worker
    between : least seconds between two writings of the file
    told : called after every block

    Raises
    ------
    UsageError : `resume` belongs to something else, or the place cannot be reached
    """
    points = sweep.points if points is None else points
    blocks = list(sweep.blocks(points, seed))
    kept = None if resume is None else ResultsFile(resume, _head(name, sweep, points, seed), between)
    records = kept.read() if kept is not None else {}
    earlier = sum(block.count for block in blocks if block.first in records)
    gathering = Gathering(sweep, [block for block in blocks if block.first not in records], tries=tries)
    missing: dict[int, Outcome] = {}
    done = earlier
    try:
        for outcome in gathering.outcomes(place):
            done += outcome.block.count
            _enter(outcome, records, missing)
            if kept is not None:
                kept.keep(records)
            if told is not None:
                told(Standing(done, earlier, points, gathering.resubmissions))
    finally:
        if kept is not None:
            kept.flush(records)
    return _record(name, sweep, blocks, records, missing)


def _head(name: str, sweep: Sweep, points: int, seed: int) -> dict[str, Any]:
    code = code_digest(sweep.packages)
    return {"schema": SCHEMA, "sweep": name, "points": points, "seed": seed, "block": sweep.block, "code": code}


def _enter(outcome: Outcome, records: dict[int, Record], missing: dict[int, Outcome]) -> None:
    if outcome.record is None:
        missing[outcome.block.first] = outcome
    else:
        records[outcome.block.first] = outcome.record


def _record(
    name: str, sweep: Sweep, blocks: list[Block], records: dict[int, Record], missing: dict[int, Outcome]
) -> SweepRecord:
    ordered = tuple(records[block.first] for block in blocks if block.first in records)
    lost = tuple(missing[first] for first in sorted(missing))
    points, seed = blocks[0].points, blocks[0].seed
    return SweepRecord(name, points, seed, ordered, sweep.summary(ordered), lost)
