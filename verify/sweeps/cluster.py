"""Where blocks run on other machines: a Dask cluster, through the executor of its client (extra `distributed`)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

from verify.errors import UsageError
from verify.sweeps.places import Place

AT_ONCE = 512
SECONDS_TO_CONNECT, SECONDS_FOR_A_WORKER = 10, 60


def dask_cluster(address: str) -> Place:
    """The workers of the scheduler at `address`, as in tcp://host:8786; raises `UsageError` without the extra."""
    if find_spec("distributed") is None:
        raise UsageError('a cluster needs the extra distributed; pip install "theorem-gate[distributed]"')
    return Place(lambda: _client(address), AT_ONCE)


@contextmanager
def _client(address: str) -> Iterator[Executor]:
    try:
        client = _connected(address)
    except (OSError, ValueError) as error:
        raise UsageError(f"no scheduler answers at {address}; start one with `dask scheduler`") from error
    try:
        _await_a_worker(client, address)
        yield client.get_executor(pure=False)  # a block that is sent again is a call of its own, not the lost one
    finally:
        client.close()


def _connected(address: str) -> Any:
    """The client: of any type, since the library gives most of its methods none."""
    import distributed

    for logger in ("distributed", "distributed.client"):  # what is lost is told by the run, in one line
        logging.getLogger(logger).setLevel(logging.CRITICAL)
    connect: Any = distributed.Client
    return connect(address, timeout=SECONDS_TO_CONNECT, set_as_default=False)


def _await_a_worker(client: Any, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=SECONDS_FOR_A_WORKER)
    except TimeoutError as error:
        raise UsageError(
            f"the scheduler at {address} has no workers; start some with `dask worker {address}`"
        ) from error
