"""Runs claims to verdicts: the entry points of the gate.

`decide(paper, claims=..., live=..., jobs=..., progress=...)` decides the claims of a paper;
`check_source(paper, path, ...)` reads a live source, matches it and decides it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from verify.claims import Paper
from verify.record import ClaimResult, RunRecord

Progress = Callable[[ClaimResult, int, int], None]


def decide(
    paper: Paper,
    *,
    claims: Iterable[str] | None = None,
    jobs: int = 1,
    fresh: bool = False,
    progress: Progress | None = None,
) -> RunRecord:
    """Decide the claims of `paper` (all, or those whose ids are given) from the registered text.

    `progress` is called after each claim with its result, how many are done and how many there are.
    """
    raise NotImplementedError


def check_source(
    paper: Paper, source: Path, *, jobs: int = 1, fresh: bool = False, progress: Progress | None = None
) -> RunRecord:
    """Read a live source, match its formulas to the registered ones, and decide the claims under it."""
    raise NotImplementedError
