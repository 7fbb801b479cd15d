"""Options that several subcommands share."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verify.errors import UsageError

if TYPE_CHECKING:
    from verify.claims import Paper

Subparsers = Any
"""argparse names the type of `add_subparsers` only in private."""


def usable_cores() -> int:
    """The number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def job_count(text: str) -> int:
    """A positive whole number of processes."""
    if not text.isascii() or not text.isdigit() or int(text[:6]) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no number of processes; give 1 or more")
    return int(text[:6])


def add_running(parser: argparse.ArgumentParser) -> None:
    """`--jobs` and `--fresh`."""
    parser.add_argument("--jobs", type=job_count, default=usable_cores(), metavar="N", help="processes to use")
    parser.add_argument("--fresh", action="store_true", help="decide again what earlier runs have decided")


def add_paper(parser: argparse.ArgumentParser, *, required: bool = False) -> None:
    """`--paper NAME`."""
    parser.add_argument("--paper", metavar="NAME", required=required, help="name of a paper, as verify list shows it")


def add_json(parser: argparse.ArgumentParser) -> None:
    """`--json FILE`."""
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the record of the run; - is standard output")


def chosen_papers(name: str | None) -> list[Paper]:
    """The paper of that name, or all."""
    from verify import papers

    return papers.all_papers() if name is None else [papers.paper(name)]


def kept_papers(name: str | None) -> list[Paper]:
    """The paper of that name, or all, as they were built last: for what needs no function of theirs."""
    from verify import papers

    return [papers.kept(each) for each in (papers.written() if name is None else [name])]


def named_source(text: str) -> tuple[str, Path]:
    """`NAME=PATH` as its two parts; raises `UsageError`."""
    name, equals, path = text.partition("=")
    if not (name and equals and path):
        raise UsageError(f"{text} is not of the form NAME=PATH, as in power-game=paper.md")
    return name, Path(path)


def refuse_unknown(sources: Mapping[str, Path], papers: Sequence[Paper]) -> None:
    """Raises `UsageError` for a source of a paper that is not decided here."""
    known = [paper.name for paper in papers]
    for name in sources:
        if name not in known:
            raise UsageError(f"no paper called {name}; the papers are {', '.join(known)}")
