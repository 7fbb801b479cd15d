"""The command `verify`: one file a subcommand, exit codes 0, 1, 2 and 130.

0: all as expected; 1: something is not; 2: wrong use or unreadable input; 130: interrupted.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

from verify.command_line import diff, init, listing, paper, report, review, run, show, strength, sweep, watch
from verify.errors import GateError
from verify.terminal import plain

SUBCOMMANDS = (run, paper, watch, diff, review, report, strength, sweep, listing, show, init)

FEW_COLLECTIONS = (100_000, 20, 20)
"""A command is short and imports much: walking all objects for cycles every 700 allocations is a tenth of its time."""

EXPECTED, UNEXPECTED, UNUSABLE, INTERRUPTED = 0, 1, 2, 130


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


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    options = parser().parse_args(arguments)
    gc.set_threshold(*FEW_COLLECTIONS)
    try:
        code = int(options.action(options))
        sys.stdout.flush()
    except GateError as error:
        return _refuse(str(error))
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        return _reader_has_left()
    except OSError as error:
        return _refuse(f"{error.strerror or error}; make room or choose another place")
    except RecursionError:
        return _refuse("the input is nested too deeply to be read; split the formula")
    return code


def _refuse(reason: str) -> int:
    _silence_standard_output()
    print(f"verify: {plain(reason)}", file=sys.stderr)
    return UNUSABLE


def _reader_has_left() -> int:
    """`verify list | head` is no error: the rest has nobody to read it."""
    _silence_standard_output()
    return EXPECTED


def _silence_standard_output() -> None:
    """Keeps the interpreter from complaining at its end about output that cannot be written."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
