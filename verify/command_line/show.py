"""`verify show`: everything about one claim, decided now."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from verify import papers, terminal
from verify.command_line import deciding, options
from verify.errors import UsageError
from verify.explanation import claim_lines
from verify.terminal import plain

if TYPE_CHECKING:
    from verify.claims import Paper


def add_to(subparsers: options.Subparsers) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser(
        "show", help="show one claim", description="Decide one claim and show its statement, legs and repair."
    )
    parser.add_argument("claim", metavar="CLAIM", help="an id, as verify list shows it")
    options.add_running(parser)
    parser.set_defaults(action=action)


def action(chosen: argparse.Namespace) -> int:
    """Exit code 0 if the verdict is the expected one."""
    paper, claim = _find(chosen.claim)
    progress = terminal.Progress(sys.stderr)
    record = deciding.decide_papers([paper], [claim], jobs=chosen.jobs, fresh=chosen.fresh, progress=progress)
    for result in record.claims:
        if result.id == claim:
            print("\n".join((*claim_lines(result), *_reading_lines(paper, claim))))
    return 0 if record.passed else 1


def _reading_lines(paper: Paper, claim: str) -> Iterator[str]:
    """How the registered formulas were read, where that could be taken in two ways."""
    from verify.report.reading import Reader

    reading = Reader(paper).reading(paper.claims[claim])
    for note in reading.notes if reading else ():
        yield f"  read       {plain(note.part)}: {note.meaning}"


def _find(name: str) -> tuple[Paper, str]:
    """The one paper and id that a name, perhaps without the paper in front, stands for."""
    built = papers.all_papers()
    chosen = papers.choose(built, [name])
    found = [(paper, claim) for paper in built for claim in chosen[paper.name]]
    if len(found) > 1:
        raise UsageError(f"{name} stands for {len(found)} claims, {found[0][1]} among them; give one id")
    return found[0]
