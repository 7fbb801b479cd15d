"""`verify diff`: what became of formulas and claims between two versions of a paper."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verify import terminal
from verify.command_line import changes, deciding, options
from verify.comparison import Comparison, Kind, compare
from verify.errors import UsageError
from verify.record import RunRecord
from verify.revisions import Repository
from verify.sameness import Sameness
from verify.sources.read import ENDINGS, read_source
from verify.writing import write_json

if TYPE_CHECKING:
    from verify.claims import Paper

WORKING_TREE = "working tree"


@dataclass(frozen=True)
class Version:
    """One version of the source: what the user calls it, its main file, and the temporary folder it lies in."""

    name: str
    main: Path
    temporary: Path | None = None

    def renamed(self, record: RunRecord) -> RunRecord:
        """The record with files as git names them, `HEAD~1:paper.tex`, where they were written out."""
        formulas = [replace(one, file=self._shown(one.file)) for one in record.formulas]
        return replace(record, formulas=formulas)

    def _shown(self, file: str) -> str:
        if self.temporary is None or not Path(file).is_relative_to(self.temporary):
            return file
        return f"{self.name}:{Path(file).relative_to(self.temporary).as_posix()}"


def add_to(subparsers: options.Subparsers) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser(
        "diff",
        help="compare two versions of a paper's source",
        description="Say which formulas changed between two files, folders or git revisions, and which claims fell. "
        "Exit code 0 if nothing fell, 1 if something did.",
    )
    parser.add_argument("old", metavar="OLD", help="a file or folder; with --source a git revision")
    parser.add_argument("new", metavar="NEW", nargs="?", help="the same; left out with --source, the file as it is now")
    options.add_paper(parser, required=True)
    parser.add_argument("--source", type=Path, metavar="PATH", help="compare this file between git revisions")
    options.add_running(parser)
    options.add_json(parser)
    parser.set_defaults(action=action)


def action(chosen: argparse.Namespace) -> int:
    """Exit code 1 if a formula or a claim fell."""
    (paper,) = options.chosen_papers(chosen.paper)
    with tempfile.TemporaryDirectory(prefix="verify-diff-") as folder:
        old, new = versions(chosen, Path(folder).resolve())
        progress = terminal.Progress(sys.stderr)
        before, after = (_decided(paper, version, chosen, progress) for version in (old, new))
        same = Sameness(paper, *(read_source(version.main).macros for version in (old, new)))
    found = compare(before, after, equal=same)
    if chosen.json is not None:
        write_json(chosen.json, as_json(old, new, found))
    stream = deciding.reporting_stream(chosen.json)
    stream.write("".join(f"{line}\n" for line in diff_lines(old, new, after, found)))
    return 1 if found.fallen_formulas or found.fallen_claims else 0


def _decided(paper: Paper, version: Version, chosen: argparse.Namespace, progress: terminal.Progress) -> RunRecord:
    sources = {paper.name: version.main}
    record = deciding.decide_papers(
        [paper], [], sources=sources, jobs=chosen.jobs, fresh=chosen.fresh, progress=progress
    )
    return version.renamed(record)


# --- the two versions -----------------------------------------------------------------------------------------------


def versions(chosen: argparse.Namespace, folder: Path) -> tuple[Version, Version]:
    """What is to be compared; revisions are written out below `folder`."""
    if chosen.source is None:
        if chosen.new is None:
            raise UsageError("one version alone; give NEW too, or --source PATH to compare git revisions")
        return tuple(Version(name, main_file(Path(name))) for name in (chosen.old, chosen.new))  # type: ignore[return-value]
    repository = Repository.of(chosen.source)
    old = _at(repository, chosen.old, folder / "old")
    if chosen.new is None:
        return old, Version(WORKING_TREE, deciding.readable(chosen.source))
    return old, _at(repository, chosen.new, folder / "new")


def _at(repository: Repository, revision: str, folder: Path) -> Version:
    return Version(revision, repository.write_out(revision, folder), folder)


def main_file(path: Path) -> Path:
    """The file itself, or the one paper in a folder; raises `UsageError`."""
    if not path.is_dir():
        if not path.exists():
            raise UsageError(f"no file or folder {path}; to compare git revisions give --source PATH")
        return deciding.readable(path)
    sources = sorted(one for one in path.iterdir() if one.suffix.lower() in SUFFIXES and one.is_file())
    papers = [one for one in sources if one.suffix.lower() != ".tex" or _is_document(one)]
    if len(papers) != 1:
        named = ", ".join(one.name for one in papers) or "none"
        raise UsageError(f"{path} should hold one paper ({ENDINGS}), found {named}; give the file itself")
    return papers[0]


SUFFIXES = frozenset((".md", ".markdown", ".tex", ".html", ".htm"))


def _is_document(path: Path) -> bool:
    try:
        return rb"\documentclass" in path.read_bytes()
    except OSError:
        return False


# --- what is said ---------------------------------------------------------------------------------------------------


def diff_lines(old: Version, new: Version, record: RunRecord, found: Comparison) -> Iterator[str]:
    """What fell first, then the other changes, the claims, and the counts."""
    for change in sorted(found.changed, key=lambda one: not one.fell):
        yield from changes.formula_lines(change)
    for claim in sorted(found.claims, key=lambda one: not one.fell):
        yield from changes.claim_change_lines(claim)
    yield f"{old.name} -> {new.name}: {counts(found)}"
    yield fall_line(found) or f"nothing fell; {new.name} by itself: {changes.standing_line(record)}"


def fall_line(found: Comparison) -> str:
    """How many formulas and claims fell, empty if none did."""
    counted = ((len(found.fallen_formulas), "formula"), (len(found.fallen_claims), "claim"))
    said = " and ".join(changes.counted_noun(number, noun) for number, noun in counted if number)
    return f"{said} fell" if said else ""


def counts(found: Comparison) -> str:
    """How many formulas there are of each kind, and how many claims changed.

    >>> counts(Comparison((), ()))
    'no formula; 0 claims changed'
    """
    numbered = [(len(found.of_kind(kind)), kind.value) for kind in Kind]
    formulas = ", ".join(f"{number} {said}" for number, said in numbered if number) or "no formula"
    return f"{formulas}; {changes.counted_noun(len(found.claims), 'claim')} changed"


def as_json(old: Version, new: Version, found: Comparison) -> dict[str, Any]:
    """The comparison as one JSON object."""
    return {
        "schema": 1,
        "old": old.name,
        "new": new.name,
        "formulas": [
            {
                "kind": one.kind.value,
                "fell": one.fell,
                "old": one.old.as_json() if one.old else None,
                "new": one.new.as_json() if one.new else None,
            }
            for one in found.changed
        ],
        "claims": [{"fell": one.fell, "old": one.old.as_json(), "new": one.new.as_json()} for one in found.claims],
    }
