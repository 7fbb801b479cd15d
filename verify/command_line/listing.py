"""`verify list`: the papers and the ids of their claims, without deciding any."""

from __future__ import annotations

import argparse
import sys

from verify.command_line import deciding, options
from verify.terminal import plain


def add_to(subparsers: options.Subparsers) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser("list", help="name papers and claims", description="Name every paper and claim.")
    options.add_paper(parser)
    parser.set_defaults(action=action)


def action(chosen: argparse.Namespace) -> int:
    """Always 0 for papers that exist."""
    for paper in options.kept_papers(chosen.paper):
        print(f"{paper.name}: {plain(paper.title)} ({len(paper.claims)} claims)")
        for claim in paper.claims.values():
            expected = "" if claim.expected.value == "holds" else f"  (expected: {claim.expected.value})"
            print(f"  {claim.id}{expected}")
    if chosen.paper is None:
        deciding.say_unwritten(sys.stdout)
    return 0
