"""What a sweep has found so far, on disk: written whole, and taken up only by the same sweep of the same code."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from verify.errors import UsageError
from verify.sweeps.sweep import Record
from verify.writing import write_whole

SECONDS_BETWEEN = 5.0
SHARE = 0.05  # of the time, at most, goes into writing


@dataclass
class ResultsFile:
    """Records by the number of their block's first point, under a head that says whose they are.

    Losing the machine costs the work of the last `between` seconds, with a large file some more.
    `flush` writes what is not written yet.
    """

    path: Path
    head: Mapping[str, Any]
    between: float = SECONDS_BETWEEN
    _written: float = field(default=float("-inf"), repr=False)
    _lasted: float = field(default=0.0, repr=False)

    def read(self) -> dict[int, Record]:
        """What an earlier run found, nothing if there was none; raises `UsageError` for a file of something else."""
        if not self.path.exists():
            return {}
        kept = self._content()
        for name, value in self.head.items():
            if kept.get(name) != value:
                raise UsageError(
                    f"{self.path} has results with {name} {kept.get(name)}, not {value}; name another file or remove it"
                )
        return {int(first): record for first, record in kept["records"].items()}

    def _content(self) -> dict[str, Any]:
        try:
            kept = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise UsageError(f"{self.path} cannot be read as results of a sweep; name another file") from error
        if not isinstance(kept, dict) or not isinstance(kept.get("records"), dict):
            raise UsageError(f"{self.path} has no results of a sweep; name another file")
        return kept

    def keep(self, records: Mapping[int, Record]) -> None:
        """Write, unless that was done a moment ago."""
        if time.monotonic() - self._written >= max(self.between, self._lasted / SHARE):
            self.flush(records)

    def flush(self, records: Mapping[int, Record]) -> None:
        """Write everything now, a block a line."""
        start = time.monotonic()
        lines = [f"{json.dumps(str(first))}: {json.dumps(records[first])}" for first in sorted(records)]
        head = json.dumps(dict(self.head))[1:-1]
        write_whole(self.path, f'{{{head}, "records": {{\n' + ",\n".join(lines) + "\n}}\n")
        self._written = time.monotonic()
        self._lasted = self._written - start
