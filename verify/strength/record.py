"""What is kept of the trials of the claims, in `reports/strength.json`: small, sorted, for statements that stand."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from verify.claims import Claim, Step
from verify.errors import UsageError
from verify.strength.hypotheses import Dropped
from verify.strength.slips import Trial

DEFAULT = Path("reports/strength.json")
SCHEMA = 1
AGAIN = "write it anew with verify strength"


@dataclass(frozen=True)
class Strength:
    """The trials of one claim: how many slips ended how, those that were not killed, the hypotheses left out."""

    digest: str
    outcomes: Mapping[str, int]
    standing: tuple[Trial, ...]
    hypotheses: tuple[Dropped, ...]

    def with_slips_of(self, earlier: Strength | None) -> Strength:
        """These hypotheses with the slips of an earlier record, if that is one of the same statement.

        >>> Strength("a", {}, (), ()).with_slips_of(Strength("a", {"refuted": 3}, (), ())).outcomes
        {'refuted': 3}
        """
        if earlier is None or earlier.digest != self.digest:
            return self
        return replace(self, outcomes=earlier.outcomes, standing=earlier.standing)

    @property
    def killed(self) -> int:
        return sum(count for outcome, count in self.outcomes.items() if Trial("", "", outcome).killed)

    @property
    def survived(self) -> int:
        """Slips that hold and that no second opinion vouches for."""
        return self.outcomes.get("survived", 0)

    def as_json(self) -> dict[str, Any]:
        return {
            "statement": self.digest,
            "slips": dict(sorted(self.outcomes.items())),
            "standing": [asdict(one) for one in self.standing],
            "hypotheses": [asdict(one) for one in self.hypotheses],
        }


def strength_of(claim: Claim, tried: Iterable[Trial], dropped: Iterable[Dropped]) -> Strength:
    """The record of a claim's trials."""
    trials = tuple(tried)
    outcomes = Counter(one.outcome for one in trials)
    return Strength(digest(claim), outcomes, tuple(one for one in trials if not one.killed), tuple(dropped))


def digest(claim: Claim) -> str:
    """A hash of what the claim says: its formulas, its hypotheses, what it uses."""
    parts = [claim.id, *claim.uses]
    for step in claim.steps:
        parts += [step.latex, step.equals, *(one.latex if isinstance(one, Step) else one for one in step.given)]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def kill_rate(found: Iterable[Strength]) -> float:
    """The share of the slips that are not as true as the original which turned the gate red; 1 if there is none.

    >>> kill_rate([Strength("", {"refuted": 3, "true": 2, "survived": 1}, (), ())])
    0.75
    """
    each = list(found)
    killed, survived = sum(one.killed for one in each), sum(one.survived for one in each)
    return killed / (killed + survived) if killed + survived else 1.0


def as_text(found: Mapping[str, Strength]) -> str:
    """The file's text."""
    claims = {name: found[name].as_json() for name in sorted(found)}
    return json.dumps({"schema": SCHEMA, "claims": claims}, indent=1, ensure_ascii=False) + "\n"


def read(path: Path = DEFAULT) -> dict[str, Strength]:
    """The kept trials, empty if there is no file; raises `UsageError` for a file that is something else."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): _strength(one) for name, one in kept["claims"].items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path} holds no trials of claims ({type(error).__name__}); {AGAIN}") from error


def _strength(kept: Mapping[str, Any]) -> Strength:
    return Strength(
        str(kept["statement"]),
        {str(name): int(count) for name, count in kept["slips"].items()},
        tuple(Trial(**one) for one in kept["standing"]),
        tuple(Dropped(**one) for one in kept["hypotheses"]),
    )


def current(found: Mapping[str, Strength], claims: Iterable[Claim]) -> dict[str, Strength]:
    """The trials of claims that say what they said then."""
    return {
        claim.id: found[claim.id] for claim in claims if claim.id in found and found[claim.id].digest == digest(claim)
    }
