"""What can go wrong with a contest or its solution, and what to do next."""

from __future__ import annotations


class InvalidContestError(ValueError):
    """An entry of the primitives, or a state or strategy handed in, is outside its domain; the text names
    it."""


class NoContestEquilibriumError(RuntimeError):
    """The contest has no equilibrium of the form that was asked for; the text says why and what to call
    instead."""


class SolverPrecisionError(RuntimeError):
    """A root could not be enclosed at the working precision; the text says which precision to ask for."""
