"""Runs legs in processes of their own, each within a time and a memory limit.

A leg that is killed, runs out of memory, hangs or crashes in native code costs its own answer only.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import pickle
import resource
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

MEGABYTE = 1 << 20
PR_SET_PDEATHSIG = 1  # linux/prctl.h


@dataclass(frozen=True)
class Task:
    """A call with its limits: wall-clock seconds and megabytes of address space beyond what is in use."""

    name: str
    call: Callable[[], Any]
    seconds: float = 60.0
    megabytes: int = 4096


@dataclass(frozen=True)
class Answer:
    """The value of the task of that name, or the reason why there is none."""

    name: str
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
    """What has come in, or is overdue; a leg that is gone has answered, even if what it started holds its pipe open."""
    nearest = min(child.remaining for child in running.values())
    signs: dict[Any, Connection] = {sign: one for one, child in running.items() for sign in (one, child.ended)}
    ready = wait(list(signs), timeout=max(nearest, 0))
    for connection in dict.fromkeys(signs[one] for one in ready):
        yield running.pop(connection).answer()
    for connection in [one for one, child in running.items() if child.remaining <= 0]:
        yield running.pop(connection).overdue()


class _Child:
    """One forked process, with a group of its own for what it starts, and the pipe on which it answers."""

    def __init__(self, task: Task) -> None:
        self.task, self.start = task, time.monotonic()
        context = multiprocessing.get_context("fork")
        self.connection, theirs = context.Pipe(duplex=False)
        self.process = context.Process(target=_work, args=(task, theirs, os.getpid()), daemon=True)
        self.process.start()
        self.ended = _sign_of_end(self.process)
        with suppress(OSError):  # whoever comes first; the process does the same
            os.setpgid(self._number, self._number)
        theirs.close()

    @property
    def _number(self) -> int:
        assert self.process.pid is not None
        return self.process.pid

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self.start

    @property
    def remaining(self) -> float:
        return self.task.seconds - self.elapsed

    def answer(self) -> Answer:
        value, failure = self._received()
        self.stop()
        return Answer(self.task.name, value, failure, self.elapsed)

    def _received(self) -> tuple[Any, str]:
        try:
            if self.connection.poll():
                value, failure = pickle.loads(self.connection.recv_bytes())
                return value, str(failure)
        except (EOFError, OSError):
            pass
        except Exception as error:  # an answer that cannot be put together again is none
            return None, f"the leg's answer cannot be read ({type(error).__name__}: {error})"
        self.process.join(1)
        return None, f"the leg died without an answer (exit status {self.process.exitcode})"

    def overdue(self) -> Answer:
        self.stop()
        return Answer(self.task.name, None, f"stopped after {self.task.seconds:g} s", self.elapsed)

    def stop(self) -> None:
        """End the leg and all that it has started."""
        with suppress(OSError):
            os.killpg(self._number, signal.SIGKILL)
        self.process.kill()
        self.process.join()
        self.connection.close()
        if self.ended != self.process.sentinel:
            os.close(self.ended)


def _sign_of_end(process: BaseProcess) -> int:
    """What becomes ready when the process ends; its sentinel stays open in whatever it has forked."""
    try:
        return os.pidfd_open(process.pid or 0)
    except (OSError, AttributeError):
        return process.sentinel


def _work(task: Task, connection: Connection, parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupted run stops its legs itself, without their tracebacks
    with suppress(OSError):
        os.setpgid(0, 0)
    die_with(parent)
    with suppress(OSError):
        os.dup2(2, 1)  # standard output may carry the record
    sys.stdout = sys.stderr
    _limit_memory(task.megabytes)
    connection.send_bytes(_answered(task))


def _answered(task: Task) -> bytes:
    """The value or the failure, made into bytes while errors still count as the leg's own."""
    try:
        return pickle.dumps((task.call(), ""))
    except MemoryError:
        return pickle.dumps((None, f"out of memory ({task.megabytes} MB)"))
    except Exception as error:  # whatever a leg raises is its own failure, never a verdict
        return pickle.dumps((None, f"{type(error).__name__}: {error}"))


def die_with(parent: int) -> None:
    """Have the system end this process when the run that asked ends, however it does."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _limit_memory(megabytes: int) -> None:
    with open("/proc/self/statm", encoding="ascii") as statistics:
        pages = int(statistics.read().split()[0])
    limit = pages * resource.getpagesize() + megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
