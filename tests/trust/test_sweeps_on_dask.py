"""Sweeps on a real Dask scheduler with two worker processes, one of which is killed at work."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import counted_sweeps
import pytest

pytest.importorskip("distributed", reason='needs the extra distributed: pip install "theorem-gate[distributed]"')

from dask_cluster import DaskCluster

from proofs.hail_mary.designer import allocation_sweep
from verify.errors import UsageError
from verify.sweeps import cluster as cluster_module
from verify.sweeps.cluster import dask_cluster
from verify.sweeps.places import local_processes, this_process
from verify.sweeps.run import run_sweep


@pytest.fixture
def cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(counted_sweeps.FOLDER, str(tmp_path))
    with DaskCluster(tmp_path, workers=2) as running:
        yield running


def kill_who_is_stuck(folder: Path, killed: list[int]) -> None:
    """Wait for the mark of the block that waits to be killed, and do it."""
    end = time.monotonic() + 120
    mark = folder / "stuck"
    while not (mark.exists() and mark.read_text().endswith("\n")):
        if time.monotonic() > end:
            return
        time.sleep(0.02)
    killed.append(int(mark.read_text()))
    os.kill(killed[0], signal.SIGKILL)


def test_a_killed_worker_costs_nothing_but_time(cluster: DaskCluster, tmp_path: Path) -> None:
    killed: list[int] = []
    killer = threading.Thread(target=kill_who_is_stuck, args=(tmp_path, killed))
    killer.start()
    sweep = counted_sweeps.of(counted_sweeps.sums_with_a_stuck_block)
    found = run_sweep("sums", sweep, dask_cluster(cluster.address), resume=tmp_path / "results.json")
    killer.join()
    assert killed[0] in [worker.pid for worker in cluster.workers]
    assert found == run_sweep("sums", counted_sweeps.of(counted_sweeps.sums), this_process())
    assert not found.missing
    assert run_sweep("sums", sweep, this_process(), resume=tmp_path / "results.json") == found


def test_the_allocation_search_is_the_same_here_on_two_processes_and_on_dask(cluster: DaskCluster) -> None:
    here, processes, on_dask = (
        run_sweep("prize-allocations", allocation_sweep.SWEEP, place, points=260)
        for place in (this_process(), local_processes(2), dask_cluster(cluster.address))
    )
    assert here == processes == on_dask


def test_no_scheduler_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "SECONDS_TO_CONNECT", 1)
    with pytest.raises(UsageError, match=r"no scheduler answers at tcp://127\.0\.0\.1:1"):
        run_sweep("sums", counted_sweeps.of(counted_sweeps.sums), dask_cluster("tcp://127.0.0.1:1"))
