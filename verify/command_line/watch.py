"""`verify watch`: check a paper again at every change of its source, and say what became of it."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from verify import terminal
from verify.command_line import changes, deciding, options
from verify.comparison import compare
from verify.errors import GateError
from verify.record import ClaimResult, RunRecord
from verify.sameness import Sameness
from verify.sources.project import Project

if TYPE_CHECKING:
    from verify.claims import Paper

PAUSE = 0.3
"""Seconds between two looks at the files."""
COMPARING = 3.0
"""Seconds at most to show that a formula that is still accepted says the same as before."""

Pause = Callable[[float], None]


def add_to(subparsers: options.Subparsers) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser(
        "watch",
        help="check a paper's source at every change",
        description="Check the source again whenever one of its files changes, and print only what that changed. "
        "Ctrl-C ends it.",
    )
    parser.add_argument("path", type=Path, metavar="PATH", help="the paper's source, .md, .tex or .html")
    options.add_paper(parser, required=True)
    parser.add_argument("--jobs", type=options.job_count, default=options.usable_cores(), metavar="N", help="processes")
    parser.add_argument("--every", type=seconds, default=PAUSE, metavar="SECONDS", help="how often to look")
    parser.set_defaults(action=action)


def seconds(text: str) -> float:
    """A pause between a hundredth of a second and an hour."""
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0.01 <= number <= 3600:
        raise argparse.ArgumentTypeError(f"{text} is no pause; give seconds from 0.01 to 3600")
    return number


def action(chosen: argparse.Namespace) -> int:
    """Goes on until it is interrupted, exit code 130; 2 if the source cannot be opened at the start."""
    (paper,) = options.chosen_papers(chosen.paper)
    Watcher(paper, deciding.readable(chosen.path), sys.stdout, time.sleep, chosen.jobs, chosen.every).run()
    return 0


class _ChangedAgainError(Exception):
    """The source changed while it was checked."""


@dataclass
class Watcher:
    """One paper, built once, and what was last said of its source.

    `pause` waits between two looks; whatever it raises ends the watch.
    """

    paper: Paper
    path: Path
    stream: TextIO
    pause: Pause
    jobs: int = 1
    every: float = PAUSE
    record: RunRecord | None = None
    trouble: str = ""
    progress: terminal.Progress = field(default_factory=lambda: terminal.Progress(sys.stderr))

    def run(self) -> None:
        """Check, wait for a change, check again."""
        project = Project(self.path)
        for number, state in enumerate(self._states(project)):
            if number == 0:
                files = changes.counted_noun(len([one for one in project.files() if one.is_file()]), "file")
                self._say(f"watching {self.path} ({files}); Ctrl-C ends it")
            self.check(project, state)

    def _states(self, project: Project) -> Iterator[str]:
        """The fingerprint at the start and after every change, once two looks agree: editors write in steps."""
        known = ""
        while True:
            state = project.fingerprint()
            if state != known:
                self.pause(min(self.every, PAUSE))
                while state != (later := project.fingerprint()):
                    state = later
                    self.pause(min(self.every, PAUSE))
                known = state
                yield state
            else:
                self.pause(self.every)

    def check(self, project: Project, state: str) -> None:
        """One check; a source that cannot be read now is one line, and the last record stays."""
        from verify.run import check_source

        def told(claim: ClaimResult, done: int, total: int) -> None:
            if project.fingerprint() != state:
                raise _ChangedAgainError
            self.progress(claim, done, total)

        try:
            self._told(check_source(self.paper, self.path, jobs=self.jobs, progress=told))
        except _ChangedAgainError:
            return
        except (GateError, OSError) as error:
            self._trouble(str(error))
        except Exception as error:  # a defect that one edit brings out must not end the watch over the next ones
            self._trouble(f"{type(error).__name__}: {error}")
        finally:
            self.progress.clear()

    def _trouble(self, reason: str) -> None:
        if reason != self.trouble:
            self._say(f"cannot be checked now, waiting for the next change: {terminal.plain(reason)}")
        self.trouble = reason

    def _told(self, record: RunRecord) -> None:
        self.progress.clear()
        lines = first_lines(record) if self.record is None else list(self._changes(self.record, record))
        self.record, self.trouble = record, ""
        self._say(*lines, ("" if lines else "nothing changed; ") + changes.standing_line(record))

    def _changes(self, old: RunRecord, new: RunRecord) -> Iterator[str]:
        """What changed between two checks; nothing for an edit of the words around the formulas."""
        found = compare(old, new, Sameness(self.paper, seconds=COMPARING))
        for formula in found.changed:
            yield from changes.formula_lines(formula)
        for claim in found.claims:
            yield from changes.claim_change_lines(claim)

    def _say(self, *lines: str) -> None:
        self.stream.write("".join(f"{line}\n" for line in lines))
        self.stream.flush()


def first_lines(record: RunRecord) -> list[str]:
    """What stands in the way at the start, and the counts."""
    against = [one.id for one in record.unexpected]
    lines = [f"{terminal.plain(name)}: not as expected" for name in against]
    return [*terminal.objection_lines(record.objections), *lines, terminal.summary_line(record)]
