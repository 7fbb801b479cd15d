"""Where blocks run on this machine: in this process, or in processes of its own."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Place:
    """Somewhere to run: `opened()` gives an executor, and another one after that was lost.

    `at_once` blocks are handed in at a time: enough that no worker waits, few enough that an end loses little.
    """

    opened: Callable[[], AbstractContextManager[Executor]]
    at_once: int


class SerialExecutor(Executor):
    """Runs every call at once, in this process.

    >>> SerialExecutor().submit(max, 1, 2).result()
    2
    """

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """A future that has ended."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def this_process() -> Place:
    """One block after the other, here; a block that crashes takes the run with it."""
    return Place(SerialExecutor, 1)


def local_processes(jobs: int) -> Place:
    """`jobs` processes of this machine."""
    return Place(lambda: _pool(jobs), 2 * jobs)


@contextmanager
def _pool(jobs: int) -> Iterator[Executor]:
    before = set(multiprocessing.active_children())
    context = multiprocessing.get_context("forkserver")  # a pool that is opened again must not fork running threads
    executor = ProcessPoolExecutor(
        jobs, mp_context=context, initializer=_belong_to_the_run, initargs=(dict(os.environ),)
    )
    # All workers begin at once: one that begins while a broken pool ends is waited for without an end.
    executor._safe_to_dynamically_spawn_children = False  # type: ignore[attr-defined]
    try:
        yield executor
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        for child in set(multiprocessing.active_children()) - before:
            child.terminate()  # nobody waits for its block any more
        raise
    executor.shutdown()


def _belong_to_the_run(environment: dict[str, str]) -> None:
    """Take its environment as it is now, leave Ctrl-C to it, and end when it does."""
    os.environ.update(environment)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_run, daemon=True).start()


def _end_with_the_run() -> None:
    run = multiprocessing.parent_process()
    if run is not None:
        run.join()  # the server that forks for it lives on as long as its workers do
        os._exit(1)
