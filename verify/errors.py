"""Errors that a user of the gate can meet; each says where and what to do next."""

from __future__ import annotations


class GateError(Exception):
    """Any error that the gate explains in one line; exit code 2."""


class UsageError(GateError):
    """The command line, a file or a claim was given in a way that cannot be used."""


class ReadError(GateError):
    """A formula cannot be read; fails closed with its place and a next step.

    ``line`` and ``column`` count from 1 in the source file that holds the formula.

    >>> print(ReadError("undeclared letter z", line=3, column=7, step="declare it in the notation table"))
    line 3, column 7: undeclared letter z; declare it in the notation table
    """

    def __init__(self, reason: str, *, line: int, column: int, step: str) -> None:
        self.reason, self.line, self.column, self.step = reason, line, column, step
        super().__init__(f"line {line}, column {column}: {reason}; {step}")

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild_read_error, (self.reason, self.line, self.column, self.step))


def _rebuild_read_error(reason: str, line: int, column: int, step: str) -> ReadError:
    return ReadError(reason, line=line, column=column, step=step)


class UnbuiltError(Exception):
    """A function of the registry is needed, and only its name was kept: build the paper and ask again."""


class UndecidedError(GateError):
    """A prover or walker met something outside what it can decide; the leg answers `unknown`."""
