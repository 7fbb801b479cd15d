"""The parser of the command line: one file a subcommand."""

from __future__ import annotations

import argparse
from typing import NoReturn

from verify.command_line import UNUSABLE, diff, init, listing, paper, report, review, run, show, strength, sweep, watch
from verify.terminal import plain

SUBCOMMANDS = (run, paper, watch, diff, review, report, strength, sweep, listing, show, init)


class OneLineParser(argparse.ArgumentParser):
    """Says what is wrong in one line, without the usage text above it."""

    def error(self, message: str) -> NoReturn:
        self.exit(UNUSABLE, f"{self.prog}: {plain(message)}; see {self.prog} --help\n")


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command."""
    whole = OneLineParser(
        prog="verify", description="Decide every claim of a paper by proof and by trying to break it."
    )
    subparsers = whole.add_subparsers(dest="subcommand", metavar="COMMAND", required=True)
    for subcommand in SUBCOMMANDS:
        subcommand.add_to(subparsers)
    return whole
