"""`verify init`: a paper's folder from its source."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TextIO

from verify.command_line import deciding, options
from verify.terminal import is_live


def add_to(subparsers: options.Subparsers) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser(
        "init",
        help="start a paper from its source",
        description="Infer the notation, register the formulas, decide the steps; write a folder to edit.",
    )
    parser.add_argument("name", metavar="NAME", help="what the paper is called, as in rent-contest")
    parser.add_argument("path", type=Path, metavar="PATH", help="the paper's source, .tex, .md or .html")
    options.add_running(parser)
    parser.set_defaults(action=action)


class Count:
    """How many answers have come, drawn over on a terminal."""

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.answers = stream, 0

    def __call__(self) -> None:
        self.answers += 1
        if is_live(self.stream):
            self.stream.write(f"\rdeciding the steps: {self.answers} answers")
            self.stream.flush()

    def clear(self) -> None:
        """Take the line away."""
        if is_live(self.stream):
            self.stream.write("\r\x1b[K")
            self.stream.flush()


def action(chosen: argparse.Namespace) -> int:
    """Exit code 0 if the folder was written, whatever the verdicts are; what exists is never written over."""
    from verify.starting import start, told
    from verify.starting.naming import module_name

    home = Path.cwd()
    start.refuse_taken(chosen.name, home)
    deciding.readable(chosen.path)
    count = Count(sys.stderr)
    started = start.start(chosen.name, chosen.path, jobs=chosen.jobs, fresh=chosen.fresh, told=count)
    count.clear()
    written = start.write(started, home)
    for line in told.lines(started, sys.stdout):
        print(line)
    print(told.summary(started))
    print(f"wrote {', '.join(written)}")
    print(f"next: answer what is asked in {module_name(chosen.name)}/, then verify run")
    return 0
