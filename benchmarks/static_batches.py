"""Many static games at once against loops over quantecon and nashpy.

Fresh means a new process, nothing compiled that there is no compiled code on disk either; the time of the run
includes what is compiled in it. The second fresh process finds on disk what the first has left there.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from benchmarks.peers import nashpy_answers, nashpy_failures, quantecon_loop
from benchmarks.timing import by_turns, milliseconds, seconds
from numerics.bimatrix import by_kernel, solve_bimatrices
from numerics.transition import Floats

NASHPY_GAMES = 30

FRESH = """
import time
start = time.perf_counter()
import json, sys
from benchmarks.static_batches import Batch
A, B = Batch(*map(int, sys.argv[1:])).games()
{setup}
ready = time.perf_counter()
{run}
done = time.perf_counter()
print(json.dumps([ready - start, done - ready]))
"""
OURS = ("from numerics.bimatrix import solve_bimatrices", "solve_bimatrices(A, B)")
THEIRS = ("from benchmarks.peers import quantecon_loop", "quantecon_loop(A, B)")


@dataclass(frozen=True)
class Batch:
    """So many games of actions x actions normal payoffs."""

    count: int
    actions: int
    seed: int

    def games(self) -> tuple[Floats, Floats]:
        """A and B, each (count, actions, actions)."""
        draw, shape = np.random.default_rng(self.seed), (self.count, self.actions, self.actions)
        return draw.standard_normal(shape), draw.standard_normal(shape)

    def title(self) -> str:
        """What is solved."""
        return f"{self.count} static games, {self.actions} x {self.actions}"


def fresh_seconds(batch: Batch, setup: str, run: str, compiled: str) -> tuple[float, float]:
    """Imports and run of a new process with the given folder of compiled code."""
    command = [sys.executable, "-c", FRESH.format(setup=setup, run=run)]
    command += [str(number) for number in (batch.count, batch.actions, batch.seed)]
    answer = subprocess.run(
        command, env={**os.environ, "NUMBA_CACHE_DIR": compiled}, capture_output=True, check=True, text=True
    )
    imports, work = json.loads(answer.stdout)
    return float(imports), float(work)


def fresh_rows(batch: Batch) -> Iterator[list[str]]:
    """Two processes one after the other, for us and for the loop over quantecon."""
    with tempfile.TemporaryDirectory() as compiled:
        for name in ("nothing compiled", "compiled code on disk"):
            ours, theirs = (fresh_seconds(batch, *script, compiled) for script in (OURS, THEIRS))
            yield [f"fresh process, {name}", *milliseconds(ours[1], theirs[1])]
            yield ["  the same with imports", *milliseconds(sum(ours), sum(theirs))]


def warm_rows(batch: Batch) -> Iterator[list[str]]:
    """In this process, all kernels compiled."""
    A, B = batch.games()
    quantecon_loop(A[:2], B[:2])
    by_kernel(A, B, 0)
    warm, loop = by_turns(lambda: solve_bimatrices(A, B), lambda: quantecon_loop(A, B))
    yield ["warm", *milliseconds(warm, loop)]
    path, loop = by_turns(lambda: by_kernel(A, B, 0, pure_first=False), lambda: quantecon_loop(A, B))
    yield ["warm, Lemke-Howson on every game", *milliseconds(path, loop)]
    A, B = A[:NASHPY_GAMES], B[:NASHPY_GAMES]
    answers = nashpy_answers(A, B)
    fine = [k for k, answer in enumerate(answers) if answer is not None]
    peer = seconds(lambda: nashpy_answers(A[fine], B[fine]), 3) * batch.count / len(fine)
    yield ["warm, against nashpy where it returns", *milliseconds(warm, peer)]
    yield ["nashpy's answers that are no equilibrium", "", f"{nashpy_failures(A, B, answers)} of {len(A)}", ""]


def rows(batch: Batch) -> Iterator[list[str]]:
    """All of it."""
    yield from fresh_rows(batch)
    yield from warm_rows(batch)
