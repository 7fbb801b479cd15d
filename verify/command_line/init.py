"""`verify init`: a paper's folder from its source."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from verify.command_line import deciding, options


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


def action(chosen: argparse.Namespace) -> int:
    """Exit code 0 if the folder was written, whatever the verdicts are; what exists is never written over."""
    from verify.starting import start, told
    from verify.starting.naming import module_name

    home = Path.cwd()
    start.refuse_taken(chosen.name, home)
    deciding.readable(chosen.path)
    started = start.start(chosen.name, chosen.path, jobs=chosen.jobs, fresh=chosen.fresh)
    written = start.write(started, home)
    for line in told.lines(started, sys.stdout):
        print(line)
    print(told.summary(started))
    print(f"wrote {', '.join(written)}")
    print(f"next: answer what is asked in {module_name(chosen.name)}/, then verify run")
    return 0
