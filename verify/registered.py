"""The papers of a folder: named in the file `verify.toml` there, each with the folder that holds its registry.

    [papers]
    my-paper = "my_paper"

A paper's folder is a package whose module `paper` has `build() -> verify.claims.Paper`. It must lie inside the folder
of `verify.toml`, so that nothing is run but what stands there. Only the current folder is looked at.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from verify.claims import Paper
from verify.errors import UsageError

FILE = "verify.toml"
TABLE = "papers"
HEADER = re.compile(r"^[ \t]*\[[ \t]*papers[ \t]*\][^\n]*(?:\n|\Z)", re.MULTILINE)
FIRST_LINES = "# The papers of this folder and where their claims stand; `verify init NAME PATH` adds one.\n"


@dataclass(frozen=True)
class FolderPoint:
    """A registered paper; it is used like an entry point.

    >>> FolderPoint("my-paper", Path("/papers/my_paper")).value
    '/papers/my_paper/paper.py:build'
    """

    name: str
    folder: Path

    @property
    def value(self) -> str:
        return f"{self.folder / 'paper.py'}:build"

    @property
    def is_written(self) -> bool:
        return (self.folder / "paper.py").is_file()

    def load(self) -> Callable[[], Paper]:
        """The function that builds the paper; raises `UsageError` that says what is wrong with its code."""
        with self._told_in_one_line():
            build = importlib.import_module(f"{_package(self.folder).__name__}.paper").build
        if not callable(build):
            raise UsageError(f"{self.name}: build in {self.folder / 'paper.py'} is no function; see verify.claims")
        return build  # type: ignore[no-any-return]

    def files(self) -> tuple[Path, ...]:
        """What the paper is built from. From here on its modules are found by their names, imported or not."""
        with self._told_in_one_line():
            _package(self.folder)
        return tuple(sorted(self.folder.rglob("*.py")))

    @contextmanager
    def _told_in_one_line(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # of any kind: the code is a user's
            raise UsageError(f"{self.name}: {self.folder} cannot be loaded: {_told(error)}; mend it") from error


def _told(error: Exception) -> str:
    where = (
        f" ({Path(error.filename).name}:{error.lineno})" if isinstance(error, SyntaxError) and error.filename else ""
    )
    return f"{type(error).__name__}: {error}{where}"


def _package(folder: Path) -> ModuleType:
    """The folder as a package under a name that no other module can have; nothing is added to the search path."""
    plain = re.sub(r"\W", "_", folder.name)
    name = f"registered_{hashlib.sha256(str(folder).encode()).hexdigest()[:12]}_{plain}"
    if name in sys.modules:
        return sys.modules[name]
    start = folder / "__init__.py"
    spec = importlib.util.spec_from_file_location(name, start, submodule_search_locations=[str(folder)])
    if spec is None or spec.loader is None or not start.is_file():
        raise UsageError(f"{folder} has no __init__.py; add an empty one")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def registered(root: Path | None = None) -> dict[str, FolderPoint]:
    """The papers of a folder (the current one), by name; empty without a `verify.toml`.

    Raises `UsageError` for a file that cannot be read, and for a paper outside the folder.
    """
    home = (root or Path.cwd()).resolve()
    table = _table(_text(home / FILE), home / FILE)
    return {name: FolderPoint(name, _inside(home, name, said)) for name, said in sorted(table.items())}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read {path}; it must be a text file of the form TOML") from error


def _table(text: str, path: Path) -> dict[str, str]:
    try:
        table = tomllib.loads(text).get(TABLE, {})
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} is no TOML: {error}; write one line a paper, as in my-paper = 'my_paper'") from error
    if not isinstance(table, dict) or not all(isinstance(folder, str) for folder in table.values()):
        raise UsageError(f"{path}: [papers] needs one line a paper, as in my-paper = 'my_paper'")
    return table


def _inside(home: Path, name: str, said: str) -> Path:
    folder = (home / said).resolve()
    if home not in folder.parents:
        raise UsageError(f"{FILE}: {name} is at {said}, outside its folder; move the paper inside")
    return folder


def register(name: str, folder: str, root: Path | None = None) -> str:
    """The text of `verify.toml` with one more paper; raises `UsageError` if the name is taken."""
    path = (root or Path.cwd()) / FILE
    text = _text(path)
    known = _table(text, path)
    if name in known:
        raise UsageError(f"{FILE} has a paper called {name} already; choose another name")
    grown = _with_row(text, f'{name} = "{folder}"\n')
    if _table(grown, path) != known | {name: folder}:
        raise UsageError(f"{FILE} is written in a way that cannot be added to; add {name} = {folder!r} to its [papers]")
    return grown


def _with_row(text: str, row: str) -> str:
    header = HEADER.search(text)
    if header is None:
        gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
        return (text or FIRST_LINES) + gap + f"[{TABLE}]\n{row}"
    before = text[: header.end()]
    return before + ("" if before.endswith("\n") else "\n") + row + text[header.end() :]
