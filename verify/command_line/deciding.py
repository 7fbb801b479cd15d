"""Deciding claims from the command line: progress while it works, the table and the last line after."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from verify import baseline, terminal
from verify.record import RunRecord, merged
from verify.writing import STANDARD_OUTPUT

if TYPE_CHECKING:
    from verify.claims import Paper
    from verify.head_start import HeadStart


def decide_papers(
    papers: Sequence[Paper],
    globs: list[str],
    *,
    sources: Mapping[str, Path] | None = None,
    jobs: int = 1,
    fresh: bool = False,
    progress: terminal.Progress | None = None,
    ahead: HeadStart | None = None,
) -> RunRecord:
    """Decide the chosen claims of each paper; a paper of `sources` is decided under its live source.

    A kept paper is built as soon as a function of its own is needed, unless a head start has done so.
    """
    from verify import papers as registry
    from verify import run
    from verify.errors import UnbuiltError

    def decided(paper: Paper) -> RunRecord:
        if paper.name in live:
            return run.check_source(paper, live[paper.name], jobs=jobs, fresh=fresh, progress=progress, ahead=ahead)
        ids = chosen[paper.name] if globs else None
        return run.decide(paper, claims=ids, jobs=jobs, fresh=fresh, progress=progress)

    chosen = registry.choose(list(papers), globs)
    live = {paper.name: readable(sources[paper.name]) for paper in papers if sources and paper.name in sources}
    records = []
    for paper in papers:
        if paper.name in live or chosen[paper.name]:
            try:
                records.append(decided(paper))
            except UnbuiltError:
                built = registry.paper(paper.name)
                built.notation.readings.update(paper.notation.readings)  # the same table has read the same texts
                records.append(decided(built))
    if progress is not None:
        progress.clear()
    return merged(records)


def readable(path: Path) -> Path:
    """`path`, if it is a file that can be opened; raises `UsageError`."""
    from verify.errors import UsageError

    try:
        with path.open("rb"):
            return path
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}; give the path of the paper's source") from error


def reporting_stream(*files: Path | None) -> TextIO:
    """Where the table goes: standard error when standard output carries a file."""
    return sys.stderr if STANDARD_OUTPUT in files else sys.stdout


def say(
    record: RunRecord,
    stream: TextIO,
    *,
    first_failure: str = "",
    whole: Iterable[str] = (),
    table: bool = True,
    then: str = terminal.THEN,
    accepted: Path = baseline.DEFAULT,
) -> None:
    """The table, what changed against the accepted verdicts, the summary, and what to do next."""
    lines = terminal.table(record.claims, stream) if table else []
    lines += terminal.objection_lines(record.objections) + terminal.removal_lines(record.removed)
    lines += terminal.renamed_lines(record.renamed)
    known = baseline.read(accepted)
    if known:
        lines += terminal.change_lines(baseline.changes(known, record, whole=whole))
    lines += [terminal.slowest_line(record), terminal.summary_line(record)]
    lines.append(terminal.next_step(record, first_failure=first_failure, then=then))
    stream.write("\n".join(line for line in lines if line) + "\n")


def say_unwritten(stream: TextIO) -> None:
    """Names the papers that are declared without a module, so that nobody takes them for decided."""
    from verify import papers as registry

    for name in registry.unwritten():
        stream.write(f"{name}: declared, but its module is not written; nothing of it is decided\n")
