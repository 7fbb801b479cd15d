"""`verify run`: decide claims from the registered text."""

from __future__ import annotations

import argparse
import sys

from verify import terminal
from verify.command_line import deciding, options
from verify.writing import write_json


def add_to(subparsers: options.Subparsers) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser("run", help="decide claims", description="Decide claims by all of their legs.")
    parser.add_argument("claims", nargs="*", metavar="CLAIM_GLOB", help="as in composition/* (default: all)")
    options.add_paper(parser)
    options.add_running(parser)
    options.add_json(parser)
    parser.set_defaults(action=action)


def action(chosen: argparse.Namespace) -> int:
    """Exit code 0 if every verdict is the expected one."""
    progress = terminal.Progress(sys.stderr)
    papers = options.kept_papers(chosen.paper)
    record = deciding.decide_papers(papers, chosen.claims, jobs=chosen.jobs, fresh=chosen.fresh, progress=progress)
    if chosen.json is not None:
        write_json(chosen.json, record.as_json())
    stream = deciding.reporting_stream(chosen.json)
    if chosen.paper is None:
        deciding.say_unwritten(stream)
    whole = () if chosen.claims else [paper.name for paper in papers]
    deciding.say(record, stream, first_failure=progress.first_failure, whole=whole)
    return 0 if record.passed else 1
