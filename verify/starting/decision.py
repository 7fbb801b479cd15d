"""What the two legs said of one step of a source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from verify.kernel import Evidence, Level, Outcome, Ruling, Verdict


@dataclass(frozen=True)
class Decision:
    """What the legs said of one step; `witness` maps letters to the values that refute it."""

    verdict: Verdict
    level: Level | None
    reason: str
    witness: Mapping[str, str]
    seconds: float

    @property
    def where(self) -> str:
        """The witness in one line; empty without."""
        return ", ".join(f"{letter} = {value}" for letter, value in self.witness.items())


def decision_of(ruling: Ruling, evidence: Sequence[Evidence]) -> Decision:
    """The ruling with the first leg's witness against the step, and why a leg could not tell."""
    against = [one.witness for one in evidence if one.outcome is Outcome.REFUTED]
    reasons = "; ".join(dict.fromkeys(one.detail for one in evidence if one.outcome is Outcome.UNKNOWN and one.detail))
    reason = reasons if ruling.verdict is Verdict.UNDECIDED and reasons else ruling.reason
    return Decision(
        ruling.verdict, ruling.level, reason, against[0] if against else {}, sum(one.seconds for one in evidence)
    )
