"""What each source file holds, by its hash, and what it imports: remembered for as long as its size and time stay."""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from verify.writing import keep_whole

RECENT = 2_000_000_000
"""Nanoseconds: a file that was written just now can be written once more at the same time, so it is read again."""
STATEMENT = re.compile(
    r"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n#]*)|import[ \t]+([\w., \t]+))", re.M
)


@dataclass(frozen=True)
class Held:
    """A file at one time: its size, the hash of its content, and the modules that it may import."""

    written: int
    size: int
    content: str
    imports: tuple[str, ...]


@dataclass
class SourceIndex:
    """The files that were read so far, kept in one JSON file; a file that cannot be read or written costs time only."""

    place: Path
    _held: dict[str, Held] = field(default_factory=dict)
    _new: bool = False

    def __post_init__(self) -> None:
        with suppress(OSError, ValueError, TypeError, AttributeError):
            kept: dict[str, Any] = json.loads(self.place.read_text(encoding="utf-8"))
            self._held = {
                name: Held(int(written), int(size), str(content), tuple(map(str, imports)))
                for name, (written, size, content, imports) in kept.items()
            }

    def held(self, path: Path) -> Held:
        """What the file holds now. Raises `OSError` if it cannot be read."""
        state, name = path.stat(), str(path)
        known = self._held.get(name)
        if known is None or (known.written, known.size) != (state.st_mtime_ns, state.st_size):
            content = path.read_bytes()
            imports = tuple(_imports(content.decode("utf-8"))) if path.suffix == ".py" else ()
            known = Held(state.st_mtime_ns, state.st_size, hashlib.sha256(content).hexdigest(), imports)
            if time.time_ns() - state.st_mtime_ns > RECENT:
                self._held[name], self._new = known, True
        return known

    def keep(self) -> None:
        """Write what is new, whole or not at all."""
        if not self._new:
            return
        rows = {name: [one.written, one.size, one.content, one.imports] for name, one in self._held.items()}
        self._new = not keep_whole(self.place, json.dumps(rows).encode())


def _imports(text: str) -> Iterator[str]:
    """Modules that a text may import; a name imported from a package may be one of its modules."""
    for origin, names, plain in STATEMENT.findall(text):
        if origin:
            yield origin
            yield from (f"{origin}.{word.split()[0]}" for word in names.strip("()").split(",") if word.split())
        else:
            yield from (word.split()[0] for word in plain.split(",") if word.split())
