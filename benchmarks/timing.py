"""How long something takes: the shortest of several runs, a stop after so many seconds, and ratios."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def seconds(run: Callable[[], object], repeat: int = 5) -> float:
    """The shortest of several runs."""
    spent = []
    for _ in range(repeat):
        start = time.perf_counter()
        run()
        spent.append(time.perf_counter() - start)
    return min(spent)


def by_turns(ours: Callable[[], object], theirs: Callable[[], object], turns: int = 15) -> tuple[float, float]:
    """The shortest runs of both sides of a ratio, by turns, so that a busy moment hits both."""
    spent = [(seconds(ours, 3), seconds(theirs, 1)) for _ in range(turns)]
    return min(mine for mine, _ in spent), min(other for _, other in spent)


def milliseconds(ours: float, theirs: float) -> list[str]:
    """Two times and their ratio, printed."""
    return [f"{ours * 1e3:.1f}", f"{theirs * 1e3:.1f}", f"{theirs / ours:.1f}"]


@contextmanager
def stopped_after(limit: float, *, computing: bool = False) -> Iterator[None]:
    """TimeoutError in the block after so many seconds; for solvers that may go on for ever.

    `computing` counts the seconds of this process alone, so that a busy machine does not stop it sooner.
    """
    timer, alarm = (signal.ITIMER_PROF, signal.SIGPROF) if computing else (signal.ITIMER_REAL, signal.SIGALRM)

    def interrupt(*_: object) -> None:
        raise TimeoutError(f"stopped after {limit:g} s")

    before = signal.signal(alarm, interrupt)
    signal.setitimer(timer, limit)
    try:
        yield
    finally:
        signal.setitimer(timer, 0)
        signal.signal(alarm, before)


def load() -> str:
    """How busy the machine is, so that a reader can judge the seconds."""
    return f"{len(os.sched_getaffinity(0))} cores, load {os.getloadavg()[0]:.1f}"
