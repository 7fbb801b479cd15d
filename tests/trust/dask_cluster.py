"""A Dask scheduler and workers on this machine, as processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

HERE = Path(__file__).parent


class DaskCluster:
    """`workers` processes without nannies: one that is killed stays away."""

    def __init__(self, folder: Path, workers: int) -> None:
        self.file, self.folder = folder / "scheduler.json", folder
        path = os.pathsep.join([str(HERE), str(HERE.parents[1])])
        self.environment = os.environ | {"PYTHONPATH": path, "DASK_LOGGING__DISTRIBUTED": "critical"}
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        self.workers = [self._start_worker() for _ in range(workers)]

    def _start_worker(self) -> subprocess.Popen[bytes]:
        return self._start("worker", "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard")

    def _start(self, role: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", role, "--scheduler-file", str(self.file), *options]
        with (self.folder / "cluster.log").open("ab") as log:
            return subprocess.Popen(command, env=self.environment, cwd=self.folder, stdout=log, stderr=log)

    @property
    def address(self) -> str:
        end = time.monotonic() + 60
        while True:
            try:
                return str(json.loads(self.file.read_text())["address"])
            except (OSError, ValueError):
                assert time.monotonic() < end, (self.folder / "cluster.log").read_text()
                time.sleep(0.05)

    def __enter__(self) -> DaskCluster:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()
