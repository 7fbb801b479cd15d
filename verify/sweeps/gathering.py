"""Blocks through an executor: sent again when their worker is lost, a bounded number of times."""

from __future__ import annotations

import json
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from dataclasses import dataclass
from typing import Any

from verify.sweeps.code_digest import code_digest, refuse_other_code
from verify.sweeps.places import Place
from verify.sweeps.sweep import Block, Record, Sweep

TRIES = 3
Answer = tuple[Record | None, str]


@dataclass(frozen=True)
class Outcome:
    """The record of a block, or why there is none."""

    block: Block
    record: Record | None
    reason: str = ""


class Gathering:
    """The blocks that still have to be worked on, and how often each has lost its worker.

    A broken pool does not say whose block broke it. So all that were handed in are suspected, and go alone, one
    after the other: whoever breaks it again is known, and the others lose nothing by their company.
    """

    def __init__(self, sweep: Sweep, blocks: Iterable[Block], *, tries: int = TRIES) -> None:
        self.work, self.packages, self.tries = sweep.work, sweep.packages, tries
        self.digest = code_digest(sweep.packages)
        self.waiting = deque(blocks)
        self.suspected: deque[Block] = deque()
        self.losses: Counter[Block] = Counter()

    def outcomes(self, place: Place) -> Iterator[Outcome]:
        """Every block once, in the order in which they end."""
        while self.waiting or self.suspected:
            with place.opened() as executor:
                yield from self._until_broken(executor, place.at_once)

    def _until_broken(self, executor: Executor, at_once: int) -> Iterator[Outcome]:
        running: dict[Future[Answer], Block] = {}
        broken = False
        while not broken and self._hand_in(executor, running, at_once):
            ended, _ = wait(running, return_when=FIRST_COMPLETED)
            broken = any(map(_is_broken, ended))
            if broken:
                ended, _ = wait(running)
            for future in ended:
                yield from self._settle(running.pop(future), future)

    def _hand_in(self, executor: Executor, running: dict[Future[Answer], Block], at_once: int) -> bool:
        """Fill up what is running; whether anything is."""
        while len(running) < (1 if self.suspected else at_once) and (self.suspected or self.waiting):
            queue = self.suspected or self.waiting
            try:
                running[executor.submit(work_on, self.work, self.packages, self.digest, queue[0])] = queue[0]
            except BrokenExecutor:  # between two blocks; those that are running say so too
                break
            queue.popleft()
        return bool(running)

    def _settle(self, block: Block, future: Future[Answer]) -> Iterator[Outcome]:
        error = CancelledError() if future.cancelled() else future.exception()
        if error is None:
            yield Outcome(block, *future.result())
            return
        self.losses[block] += 1
        if self.losses[block] < self.tries:
            self.suspected.append(block)
        elif _is_loss(error):
            yield Outcome(block, None, f"lost its worker {self.tries} times; give workers more memory")
        else:
            yield Outcome(block, None, f"not carried out in {self.tries} tries: {type(error).__name__}: {error}")

    @property
    def resubmissions(self) -> int:
        """How often a block was lost so far."""
        return self.losses.total()


def work_on(work: Callable[[Block], Record], packages: tuple[str, ...], digest: str, block: Block) -> Answer:
    """What a worker does: the record of a block, as JSON gives it back, or why there is none.

    An error of the work is an answer; whatever else comes out of a future is the fault of the place.
    """
    try:
        refuse_other_code(packages, digest)
        as_json: Any = json.loads(json.dumps(work(block), allow_nan=False))
        return dict(as_json), ""
    except Exception as error:  # of any kind: it is told with the block
        return None, f"{type(error).__name__}: {error}"


def _is_broken(future: Future[Answer]) -> bool:
    return future.cancelled() or isinstance(future.exception(), (BrokenExecutor, CancelledError))


def _is_loss(error: BaseException) -> bool:
    """Whether the worker is to blame and not the block; Dask gives up a block after several workers of its own."""
    scheduler = sys.modules.get("distributed.scheduler")
    killed = (scheduler.KilledWorker,) if scheduler is not None else ()
    return isinstance(error, (BrokenExecutor, CancelledError, *killed))
