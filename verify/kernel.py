"""From the evidence of a claim's legs to its verdict. Small, and covered branch by branch.

Nothing here looks at a formula. A verdict is a function of the evidence alone, so that no verdict can be typed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum


class Outcome(Enum):
    """What one leg returned."""

    PROVED = "proved"
    REFUTED = "refuted"
    SUPPORTED = "supported"
    UNKNOWN = "unknown"
    VACUOUS = "vacuous"


class Level(Enum):
    """How strongly, strongest first."""

    KERNEL = "kernel"
    EXACT = "exact"
    SYMBOLIC = "symbolic"
    ENCLOSURE = "enclosure"
    SAMPLED = "sampled"
    SIMULATED = "simulated"

    @property
    def rank(self) -> int:
        """0 for the strongest.

        >>> Level.EXACT.rank < Level.SAMPLED.rank
        True
        """
        return list(Level).index(self)


class Verdict(Enum):
    """What the evidence of all legs amounts to."""

    HOLDS = "holds"
    FAILS = "fails"
    DISPUTED = "disputed"
    UNDECIDED = "undecided"
    VACUOUS = "vacuous"
    STALE = "stale"
    ADMITTED = "admitted"


PROVING = frozenset((Level.KERNEL, Level.EXACT, Level.SYMBOLIC, Level.ENCLOSURE))


@dataclass(frozen=True)
class Evidence:
    """One leg's answer. `witness` maps the paper's letters to exact values; a refutation without one does not count."""

    leg: str
    outcome: Outcome
    level: Level
    detail: str = ""
    witness: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    rechecked: bool = False

    def timed(self, seconds: float) -> Evidence:
        """The same evidence with the time that the leg took."""
        return replace(self, seconds=seconds)


@dataclass(frozen=True)
class Ruling:
    """A verdict, its level and the reason in one line."""

    verdict: Verdict
    level: Level | None
    reason: str


def rule(evidence: Sequence[Evidence], *, obstacle: str = "", admitted: str = "", stale: str = "") -> Ruling:
    """The verdict on a claim.

    `obstacle` is the sentence that says why a proof is out of reach: only with it can sampling alone make `holds`.
    `admitted` and `stale` are reasons that come from the registry and from the live paper.

    >>> proof = Evidence("prove", Outcome.PROVED, Level.SYMBOLIC)
    >>> doubt = Evidence("break", Outcome.REFUTED, Level.EXACT, witness={"x": "1"}, rechecked=True)
    >>> rule([proof]).verdict.value, rule([proof, doubt]).verdict.value, rule([doubt]).verdict.value
    ('holds', 'disputed', 'fails')
    """
    if stale:
        return Ruling(Verdict.STALE, None, stale)
    if admitted:
        return Ruling(Verdict.ADMITTED, None, admitted)
    empty = [one for one in evidence if one.outcome is Outcome.VACUOUS]
    if empty:
        return Ruling(Verdict.VACUOUS, None, empty[0].detail or "no exact point satisfies the hypotheses")
    return _weigh(evidence, obstacle)


def _weigh(evidence: Sequence[Evidence], obstacle: str) -> Ruling:
    proofs = [one for one in evidence if one.outcome is Outcome.PROVED and one.level in PROVING]
    refutations = [one for one in evidence if one.outcome is Outcome.REFUTED]
    solid = [one for one in refutations if one.rechecked and one.witness]
    support = [one for one in evidence if one.outcome is Outcome.SUPPORTED]
    if refutations and proofs:
        return Ruling(Verdict.DISPUTED, None, f"{proofs[0].leg} proves it, {refutations[0].leg} refutes it")
    if solid:
        return Ruling(Verdict.FAILS, _strongest(solid), solid[0].detail)
    if refutations:
        return Ruling(Verdict.UNDECIDED, None, f"{refutations[0].leg} objects without a witness that was re-checked")
    if proofs:
        return Ruling(Verdict.HOLDS, _strongest(proofs), proofs[0].detail)
    if support and obstacle:
        return Ruling(Verdict.HOLDS, _strongest(support), obstacle)
    return Ruling(Verdict.UNDECIDED, None, "no leg decided it")


def _strongest(evidence: Sequence[Evidence]) -> Level:
    return min((one.level for one in evidence), key=lambda level: level.rank)


def combine(parts: Sequence[Evidence], leg: str) -> Evidence:
    """One leg's evidence on a claim of several steps: proved only if every step is, refuted if one is.

    >>> yes = Evidence("prove", Outcome.PROVED, Level.EXACT)
    >>> unsure = Evidence("prove", Outcome.UNKNOWN, Level.SYMBOLIC)
    >>> combine([yes, unsure], "prove").outcome.value
    'unknown'
    """
    for outcome in (Outcome.VACUOUS, Outcome.REFUTED, Outcome.UNKNOWN, Outcome.SUPPORTED, Outcome.PROVED):
        chosen = [part for part in parts if part.outcome is outcome]
        if chosen:
            break
    else:
        return Evidence(leg, Outcome.UNKNOWN, Level.SAMPLED, "no step to decide")
    weakest = max((part.level for part in chosen), key=lambda level: level.rank)
    details = dict.fromkeys(part.detail for part in chosen if part.detail)
    seconds = sum(part.seconds for part in parts)
    first = chosen[0]
    return Evidence(leg, outcome, weakest, "; ".join(details), first.witness, seconds, first.rechecked)
