"""The files that a paper's source consists of, as far as they can be named without reading the paper."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from verify.sources.inclusion import INCLUDING, PACKAGES, TWO_PARTS

MOST_NAMES = 2000


@dataclass
class Project:
    """A main file and what it includes, whether these files are there at the moment or not.

    A file that is gone for a moment, or cut off while it is written, is a state of the project like any other.
    """

    main: Path
    _files: tuple[Path, ...] = field(default=(), init=False, repr=False, compare=False)
    _state: str = field(default="", init=False, repr=False, compare=False)

    def files(self) -> tuple[Path, ...]:
        """The main file, then every file inside its folder that an inclusion may mean, absent ones too."""
        main = self.main.resolve()
        known, waiting = {main: None}, [main] if self.main.suffix.lower() == ".tex" else []
        while waiting and len(known) < MOST_NAMES:
            path = waiting.pop()
            for named in _included(path, main.parent):
                if named not in known:
                    known[named] = None
                    waiting.append(named)
        return tuple(known)

    def fingerprint(self) -> str:
        """A hash of all files and their contents; equal fingerprints, equal projects.

        The contents decide and not the times, because some file systems count in seconds and a flipped sign has
        the size of the right one. The files are named anew only if one of them changed: nothing else names files.
        """
        if not self._files or _digest(self._files) != self._state:
            self._files = self.files()
            self._state = _digest(self._files)
        return self._state


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        content = _content(path)
        state = b"absent" if content is None else hashlib.sha256(content).digest()
        digest.update(str(path).encode("utf-8", "surrogateescape") + b"\0" + state + b"\0")
    return digest.hexdigest()


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _included(path: Path, folder: Path) -> Iterator[Path]:
    text = (_content(path) or b"").decode("utf-8", "replace")
    for match in INCLUDING.finditer(text):
        for name in _names(match):
            yield from _candidates(name, (folder, path.parent), folder)


def _names(match: re.Match[str]) -> Iterator[str]:
    """The file names of one inclusion; one that a macro makes is nobody's to guess."""
    command, name = match["command"], (match["name"] or match["bare"] or "").strip()
    if command in PACKAGES:
        yield from (one.strip() + PACKAGES[command] for one in name.split(","))
    elif command in TWO_PARTS:
        yield f"{name}/{(match['second'] or '').strip()}"
    else:
        yield name.strip('"')


def _candidates(name: str, folders: tuple[Path, Path], root: Path) -> Iterator[Path]:
    if not name or set(name) & set("\\#\0\n"):
        return
    for folder in folders:
        for spelled in (name, f"{name}.tex"):
            path = (folder / spelled).resolve()
            if path.is_relative_to(root) and not path.is_dir():
                yield path
