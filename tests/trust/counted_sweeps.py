"""Sweeps whose blocks can be told to stop, crash or fail once; in a module that workers import."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from verify.sweeps.sweep import Block, Record, Sweep

FOLDER = "COUNTED_SWEEPS_FOLDER"
STUCK, POISONED, RAISING = 12, 9, 3


def folder() -> Path:
    return Path(os.environ[FOLDER])


def sums(block: Block) -> Record:
    """Seeds depend on the point alone, so the sums tell whether a point was drawn as it should be."""
    return {"first": block.first, "sum": sum(block.seed_of(point) % 1000 for point in block.indices)}


def sums_with_a_stuck_block(block: Block) -> Record:
    """The first worker that gets the block STUCK says who it is and waits to be killed; a second one goes on."""
    if block.first == STUCK:
        try:
            with (folder() / "stuck").open("x") as mark:
                mark.write(f"{os.getpid()}\n")
        except FileExistsError:
            return sums(block)
        time.sleep(600)
    return sums(block)


def sums_with_a_poisoned_block(block: Block) -> Record:
    """Whoever gets the block POISONED dies."""
    if block.first == POISONED:
        os.kill(os.getpid(), signal.SIGKILL)
    return sums(block)


def sums_with_a_raising_block(block: Block) -> Record:
    if block.first == RAISING and not (folder() / "mended").exists():
        raise ValueError("no sum here")
    with (folder() / "worked").open("a") as log:
        log.write(f"{block.first}\n")
    return sums(block)


def not_a_number(block: Block) -> Record:
    return {"sum": float("nan")}


def total(records: Sequence[Record]) -> Record:
    return {"sum": sum(record["sum"] for record in records), "order": [record["first"] for record in records]}


def of(work: object, block: int = 3) -> Sweep:
    return Sweep("sums of seeds", work, total, points=40, block=block, rests_on=("counted_sweeps",))  # type: ignore[arg-type]
