"""Sources of a few lines, started without being written down."""

from __future__ import annotations

from pathlib import Path

from verify.sources.formula import Source
from verify.sources.read import read_source
from verify.starting.entries import Entry, Kind
from verify.starting.ranges import with_ranges
from verify.starting.roles import roles
from verify.starting.table import Table, infer_table


def source_of(text: str, folder: Path) -> Source:
    """The formulas of a Markdown text."""
    path = folder / "draft.md"
    path.write_text(text, encoding="utf-8")
    return read_source(path)


def table_of(text: str, folder: Path) -> Table:
    source = source_of(text, folder)
    return with_ranges(infer_table(source), source)


def entries_of(text: str, folder: Path) -> list[Entry]:
    source = source_of(text, folder)
    return roles(source, with_ranges(infer_table(source), source).notation)


def kinds_of(text: str, folder: Path) -> dict[str, Kind]:
    """The role of each formula by its text."""
    return {one.formula.latex.strip().rstrip(".,"): one.kind for one in entries_of(text, folder)}
