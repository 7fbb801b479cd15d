"""The command `verify`: one file a subcommand, exit codes 0, 1, 2 and 130.

0: all as expected; 1: something is not; 2: wrong use or unreadable input; 130: interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from verify.errors import GateError

if TYPE_CHECKING:
    from verify.head_start import HeadStart

FEW_COLLECTIONS = (100_000, 20, 20)
"""A command is short and imports much: walking all objects for cycles every 700 allocations is a tenth of its time."""

WAITED_FOR = "paper"

EXPECTED, UNEXPECTED, UNUSABLE, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    gc.set_threshold(*FEW_COLLECTIONS)
    ahead = _head_start(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(arguments, ahead)
    finally:
        if ahead is not None:
            ahead.stop()


def _head_start(arguments: Sequence[str]) -> HeadStart | None:
    """A second process for the command that is waited for at every edit, before this one imports anything itself."""
    if list(arguments[:1]) != [WAITED_FOR] or not _second_core():
        return None
    from verify.head_start import HeadStart

    return HeadStart()


def _second_core() -> bool:
    return hasattr(os, "sched_getaffinity") and len(os.sched_getaffinity(0)) > 1


def _run(arguments: Sequence[str] | None, ahead: HeadStart | None) -> int:
    from verify.command_line.parsing import parser

    options = parser().parse_args(arguments)
    options.ahead = ahead
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
    from verify.terminal import plain

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
