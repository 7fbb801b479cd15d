"""What one leg found out about one statement: a plain record that needs no engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Outcome = Literal["proved", "refuted", "unknown"]
Level = Literal["symbolic", "exact", "enclosure", "sampled", "simulated"]

_STRENGTH: tuple[Level, ...] = ("simulated", "sampled", "enclosure", "symbolic", "exact")


@dataclass(frozen=True)
class Finding:
    """The outcome of one leg.

    outcome: `proved` and `refuted` are decisions; `unknown` is not, and a search that found nothing against a
        statement is `unknown` at level `sampled`: it lends support and proves nothing.
    level: how strong the evidence is. `exact`: re-checked in rational arithmetic; `symbolic`: computer
    algebra or
        SMT, for all parameters; `enclosure`: ball arithmetic over a stated box; `sampled`: examples;
        `simulated`: Monte Carlo.
    witness: symbol -> exact value (`"log(2)"`, `"17/10"`), for a refutation.

    >>> proved("exact", "both sides agree").outcome
    'proved'
    """

    outcome: Outcome
    level: Level
    detail: str
    witness: dict[str, str] | None = None


def proved(level: Level, detail: str) -> Finding:
    """A decision in favour."""
    return Finding("proved", level, detail)


def refuted(level: Level, detail: str, witness: Mapping[str, object]) -> Finding:
    """A decision against, with the values at which the statement fails."""
    return Finding("refuted", level, detail, {name: str(value) for name, value in witness.items()})


def unknown(detail: str, level: Level = "sampled") -> Finding:
    """No decision: either nothing was found against the statement, or the method does not reach it."""
    return Finding("unknown", level, detail)


def survived(examples: int, what: str) -> Finding:
    """A search for counterexamples that found none.

    >>> survived(12, "draws").detail
    '12 draws, none against'
    """
    return unknown(f"{examples} {what}, none against")


def all_of(steps: Iterable[tuple[str, Finding]]) -> Finding:
    """The conjunction: refuted by the first refuted step, proved if all are, at the weakest of their levels.

    >>> all_of([("a", proved("exact", "")), ("b", proved("symbolic", ""))]).level
    'symbolic'
    """
    named = list(steps)
    for name, step in named:
        if step.outcome == "refuted":
            return Finding("refuted", step.level, f"{name}: {step.detail}", step.witness)
    for name, step in named:
        if step.outcome == "unknown":
            return Finding("unknown", step.level, f"{name}: {step.detail}")
    level = min((step.level for _, step in named), key=_STRENGTH.index)
    return Finding("proved", level, "proved: " + ", ".join(name for name, _ in named))
