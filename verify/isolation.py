"""Runs legs in processes of their own, each within a time and a memory limit.

A leg that is killed, runs out of memory, hangs or crashes in native code costs its own answer only.
"""

from __future__ import annotations

import multiprocessing
import resource
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any

MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Task:
    """A call with its limits: wall-clock seconds and megabytes of address space beyond what is in use."""

    name: str
    call: Callable[[], Any]
    seconds: float = 60.0
    megabytes: int = 4096


@dataclass(frozen=True)
class Answer:
    """The value of a task, or the reason why there is none."""

    task: Task
    value: Any
    failure: str
    seconds: float


def run_all(tasks: Sequence[Task], jobs: int) -> Iterator[Answer]:
    """Answers in the order in which they come; at most `jobs` processes at once.

    >>> [answer.value for answer in run_all([Task("one", lambda: 1)], 1)]
    [1]
    """
    waiting, running = deque(tasks), dict[Connection, _Child]()
    try:
        while waiting or running:
            while waiting and len(running) < max(jobs, 1):
                child = _Child(waiting.popleft())
                running[child.connection] = child
            yield from _collect(running)
    finally:
        for child in running.values():
            child.stop()


def _collect(running: dict[Connection, _Child]) -> Iterator[Answer]:
    nearest = min(child.remaining for child in running.values())
    ready = wait(list(running), timeout=max(nearest, 0))
    for connection in [one for one in ready if isinstance(one, Connection)]:
        yield running.pop(connection).answer()
    for connection in [one for one, child in running.items() if child.remaining <= 0]:
        yield running.pop(connection).overdue()


class _Child:
    """One forked process and the pipe on which it answers."""

    def __init__(self, task: Task) -> None:
        self.task, self.start = task, time.monotonic()
        context = multiprocessing.get_context("fork")
        self.connection, theirs = context.Pipe(duplex=False)
        self.process = context.Process(target=_work, args=(task, theirs), daemon=True)
        self.process.start()
        theirs.close()

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self.start

    @property
    def remaining(self) -> float:
        return self.task.seconds - self.elapsed

    def answer(self) -> Answer:
        try:
            value, failure = self.connection.recv()
        except (EOFError, OSError):
            self.process.join(1)
            value, failure = None, f"the leg died without an answer (exit status {self.process.exitcode})"
        self.stop()
        return Answer(self.task, value, failure, self.elapsed)

    def overdue(self) -> Answer:
        self.stop()
        return Answer(self.task, None, f"stopped after {self.task.seconds:g} s", self.elapsed)

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


def _work(task: Task, connection: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupted run stops its legs itself, without their tracebacks
    _limit_memory(task.megabytes)
    try:
        connection.send((task.call(), ""))
    except MemoryError:
        connection.send((None, f"out of memory ({task.megabytes} MB)"))
    except Exception as error:  # whatever a leg raises is its own failure, never a verdict
        connection.send((None, f"{type(error).__name__}: {error}"))


def _limit_memory(megabytes: int) -> None:
    with open("/proc/self/statm", encoding="ascii") as statistics:
        pages = int(statistics.read().split()[0])
    limit = pages * resource.getpagesize() + megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
