"""Answers on disk, each with what it was found to rest on; good as long as all of that is found unchanged."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, astuple, dataclass
from math import isfinite
from pathlib import Path
from typing import Any

from verify.kernel import Evidence, Level, Outcome
from verify.legs import Answers
from verify.model import Lookup
from verify.writing import keep_whole

State = Callable[[Lookup], str]
KEPT = 24


def folder() -> Path:
    """Where decisions are kept: `VERIFY_CACHE`, or the user's cache folder."""
    chosen = os.environ.get("VERIFY_CACHE")
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(chosen) if chosen else base / "theorem-gate"


@dataclass(frozen=True)
class Kept:
    """An answer, how long it took, and the state of all that was looked up for it."""

    answers: Answers
    seconds: float
    found: Mapping[Lookup, str]


class Store:
    """Answers by question, one small file for each state of the paper they were given in; unreadable files are as
    good as none. Of one question the last 24 are kept: whoever takes an edit back finds the answer again.
    """

    def __init__(self, directory: Path | None = None, *, fresh: bool = False) -> None:
        self.directory, self.fresh = directory or folder(), fresh
        self.ignored = 0

    def get(self, key: str, state: State) -> Kept | None:
        """The answer whose lookups all have the state that they had."""
        for path in () if self.fresh else self._files(key):
            kept = self._read(path, key)
            if kept is not None and all(state(lookup) == found for lookup, found in kept.found.items()):
                return kept
        return None

    def put(self, key: str, lookups: Sequence[Lookup], state: State, answers: Answers, seconds: float) -> None:
        """Kept whole or not at all; a cache that cannot be written costs time, not verdicts."""
        found = [(*astuple(lookup), state(lookup)) for lookup in lookups]
        kept = {"key": key, "found": found, "answers": [_plain(one) for one in answers], "seconds": seconds}
        name = hashlib.sha256(json.dumps(found).encode()).hexdigest()[:32]
        if keep_whole(self._place(key) / f"{name}.json", json.dumps(kept).encode()):
            for old in self._files(key)[KEPT:]:
                with suppress(OSError):
                    old.unlink()

    def tell(self) -> None:
        """One line if kept answers could not be read."""
        if self.ignored:
            message = "%d kept decisions in %s could not be read and were made again"
            logging.getLogger("verify").warning(message, self.ignored, self.directory)

    def _place(self, key: str) -> Path:
        return self.directory / key[:2] / key

    def _files(self, key: str) -> list[Path]:
        """What is kept of a question, newest first."""
        with suppress(OSError):
            entries = [entry for entry in os.scandir(self._place(key)) if entry.name.endswith(".json")]
            if len(entries) > 1:
                entries.sort(key=lambda entry: entry.stat().st_mtime_ns, reverse=True)
            return [Path(entry.path) for entry in entries]
        return []

    def _read(self, path: Path, key: str) -> Kept | None:
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            if kept["key"] != key or not isfinite(kept["seconds"]):
                raise ValueError("the answer to another question")
            answers = tuple(_evidence(one) for one in kept["answers"])
            return Kept(answers, float(kept["seconds"]), dict(_lookups(kept["found"])))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            self.ignored += 1
            return None


def _lookups(found: Any) -> Iterator[tuple[Lookup, str]]:
    for kind, section, text, state in found:
        yield Lookup(str(kind), str(section), str(text)), str(state)


def _plain(one: Evidence) -> dict[str, object]:
    return {**asdict(one), "outcome": one.outcome.value, "level": one.level.value}


def _evidence(kept: dict[str, object]) -> Evidence:
    fields = {**kept, "outcome": Outcome(kept["outcome"]), "level": Level(kept["level"])}
    return Evidence(**fields)  # type: ignore[arg-type]
