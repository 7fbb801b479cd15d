"""Macros of a paper as data; they are never run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Macro:
    r"""What a command stands for: `body` with `#1` to `#9` for its `arguments`.

    `default` is the value of an optional first argument, `None` if there is none.
    """

    name: str
    arguments: int
    default: str | None
    body: str
