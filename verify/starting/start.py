"""A paper's folder from its source: what each letter means, what each formula does, what is decided at once."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from verify.errors import UsageError
from verify.model import definitions_in
from verify.reading.notation import SCALAR
from verify.registered import FILE, FolderPoint, register
from verify.sources.formula import Source
from verify.sources.read import read_source
from verify.starting.deciding import Decided, Told, decide_steps
from verify.starting.decision import Decision
from verify.starting.entries import Entry, Kind
from verify.starting.modules import Folder, folder_text
from verify.starting.naming import module_name
from verify.starting.ranges import with_ranges
from verify.starting.roles import roles
from verify.starting.statements import Statement, numbered_statements
from verify.starting.table import Table, infer_table
from verify.writing import write_whole

GATE = "claims.gate"


@dataclass(frozen=True)
class Start:
    """What a source gave: its table, entries, statements, decisions, and the text of its folder."""

    name: str
    title: str
    source: Source
    table: Table
    decided: Decided
    statements: tuple[Statement, ...]
    folder: Folder

    def decision(self, entry: Entry) -> Decision | None:
        return self.decided.decisions.get(id(entry))

    def of_kind(self, kind: Kind, *, display: bool) -> list[Entry]:
        """The entries of one role, displays or inline formulas."""
        return [one for one in self.decided.entries if one.kind is kind and one.formula.display is display]


def start(name: str, path: Path, *, jobs: int = 1, fresh: bool = False, told: Told | None = None) -> Start:
    """Reads the source at `path` and decides its steps; nothing is written. `told` is called as legs answer.

    Raises `UsageError` for a name or a file that cannot be used, and `ReadError` with line and column for a source
    whose formulas cannot be told from its text.
    """
    module_name(name)
    source = _relative(read_source(path), path.parent)
    if not source.formulas:
        raise UsageError(f"{path} has no formula; give the file that holds the paper's text")
    statements, titles = numbered_statements(path)
    statements = [replace(one, file=_shown(one.file, path.parent)) for one in statements]
    table = with_ranges(infer_table(source), source)
    entries = roles(source, table.notation)
    table = with_definitions(table, entries)
    decided = decide_steps(name, table.notation, entries, jobs=jobs, fresh=fresh, told=told)
    title = source.title or path.stem
    text = folder_text(name, title, path.name, table, decided.entries, statements, titles)
    return Start(name, title, source, table, decided, tuple(statements), text)


def with_definitions(table: Table, entries: Sequence[Entry]) -> Table:
    """The table in which a letter that a formula defines rests on that formula, not on an assumed range."""
    defined: dict[str, str] = {}
    for entry in entries:
        if entry.kind is Kind.DEFINITION and entry.tree is not None:
            for one in definitions_in(entry.tree):
                defined.setdefault(one.name, f"{entry.formula.place}: defined by the formula there")
    rows = [
        replace(row, said=defined[row.name]) if row.name in defined and row.assumed and row.kind == SCALAR else row
        for row in table.letters
    ]
    return replace(table, letters=rows)


def _relative(source: Source, home: Path) -> Source:
    """The same source with its files named from its own folder, so that no machine's paths are written down."""
    formulas = tuple(replace(one, file=_shown(one.file, home)) for one in source.formulas)
    return replace(source, formulas=formulas)


def _shown(file: str, home: Path) -> str:
    return Path(os.path.relpath(file, home)).as_posix()


def refuse_taken(name: str, home: Path) -> None:
    """Raises `UsageError` if the folder or the name is taken; nothing is ever written over."""
    folder = home / module_name(name)
    if folder.exists() or folder.is_symlink():
        raise UsageError(f"{folder.name} exists already and stays as it is; choose another name, or move it away")
    register(name, folder.name, home)


def write(started: Start, home: Path) -> list[str]:
    """Writes the folder whole or not at all, then registers it; returns what was written.

    The paper is loaded from what was written before it gets its name, so that a folder that stands can be used.
    """
    refuse_taken(started.name, home)
    folder = home / module_name(started.name)
    part = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=home))
    try:
        for file, text in started.folder.files.items():
            (part / file).write_text(text, encoding="utf-8")
        _check(started, part)
        part.chmod(0o755)
        os.rename(part, folder)
    except OSError as error:
        raise UsageError(f"cannot write {folder}: {error.strerror}; choose another place or make room") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    write_whole(home / FILE, register(started.name, folder.name, home))
    written = [f"{folder.name}/", FILE]
    if not (home / GATE).exists():
        write_whole(home / GATE, f"{started.name}/*\n")
        written.append(GATE)
    return written


def _check(started: Start, part: Path) -> None:
    """The written modules build the paper that was decided."""
    built = FolderPoint(started.name, part).load()()
    wanted = {
        f"{started.name}/{one}" for one in (*started.folder.step_ids.values(), *started.folder.statement_ids.values())
    }
    registered = [entry.latex for entry in started.decided.entries if entry.registered]
    if set(built.claims) != wanted or sorted(step.latex for step in built.steps) != sorted(registered):
        raise UsageError("what was written does not build the paper that was read; please report this source")
    shutil.rmtree(part / "__pycache__", ignore_errors=True)
