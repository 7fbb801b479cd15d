"""`verify paper`: read a live source and decide its claims under it."""

from __future__ import annotations

import argparse
import sys
from contextlib import nullcontext
from pathlib import Path

from verify import terminal
from verify.annotations import HOSTS, github_lines, inert, workspace
from verify.command_line import deciding, options
from verify.writing import write_json


def add_to(subparsers: options.Subparsers) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser(
        "paper",
        help="check a paper's source",
        description="Say which formula changed, whether it is still true, and what fell with a definition.",
    )
    parser.add_argument("path", type=Path, metavar="PATH", help="the paper's source, .md or .tex")
    options.add_paper(parser, required=True)
    options.add_running(parser)
    options.add_json(parser)
    parser.add_argument("--sarif", type=Path, metavar="FILE", help="write the findings with the paper's lines")
    parser.add_argument(
        "--annotations", choices=HOSTS, metavar="HOST", help="print what the code host shows beside the lines: github"
    )
    parser.set_defaults(action=action)


def action(chosen: argparse.Namespace) -> int:
    """Exit code 0 if no formula is objected to and every verdict is the expected one."""
    from verify.sarif import sarif_log

    progress = terminal.Progress(sys.stderr)
    record = deciding.decide_papers(
        options.kept_papers(chosen.paper),
        [],
        sources={chosen.paper: chosen.path},
        jobs=chosen.jobs,
        fresh=chosen.fresh,
        progress=progress,
        ahead=chosen.ahead if chosen.jobs > 1 else None,
    )
    if chosen.json is not None:
        write_json(chosen.json, record.as_json())
    if chosen.sarif is not None:
        write_json(chosen.sarif, sarif_log(record))
    stream = deciding.reporting_stream(chosen.json, chosen.sarif)
    with inert(stream) if chosen.annotations else nullcontext():
        deciding.say(record, stream, first_failure=progress.first_failure, whole=[chosen.paper])
    if chosen.annotations:
        stream.write("".join(f"{line}\n" for line in github_lines(record, workspace())))
    return 0 if record.passed else 1
