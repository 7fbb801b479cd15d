"""The solver of the contest's claims about all reals, limited by its own count of steps: no clock decides a verdict."""

from __future__ import annotations

import z3

STEPS = 2_000_000


def solver(*assertions: z3.BoolRef) -> z3.Solver:
    """A solver of statements about reals that answers `unknown` after a fixed number of its own steps.

    >>> x = z3.Real("x")
    >>> solver(x * x < 0).check()
    unsat
    """
    limited = z3.Solver()
    limited.set("rlimit", STEPS)
    limited.set("random_seed", 1)
    limited.add(*assertions)
    return limited
