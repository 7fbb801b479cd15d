"""The one record of a run, from which the report, the gate, JSON, SARIF and JUnit are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from verify.kernel import Evidence, Level, Verdict

SCHEMA = 1


@dataclass(frozen=True)
class RepairResult:
    """A repair and what was decided about it."""

    kind: str
    statement: str
    words: str
    verdict: Verdict
    level: Level | None

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "statement": self.statement,
            "words": self.words,
            "verdict": self.verdict.value,
            "level": self.level.value if self.level else None,
        }


@dataclass(frozen=True)
class ClaimResult:
    """A claim with the evidence of its legs and the verdict on it."""

    id: str
    paper: str
    where: str
    statement: str
    verdict: Verdict
    expected: Verdict
    level: Level | None
    reason: str
    legs: tuple[Evidence, ...]
    repair: RepairResult | None = None
    uses: tuple[str, ...] = ()
    trusts: tuple[str, ...] = ()
    hypotheses: tuple[str, ...] = ()
    remark: str = ""
    lines: tuple[int, ...] = ()

    @property
    def as_expected(self) -> bool:
        """Whether the gate passes: the verdict is the expected one and a recorded erratum has a repair that holds."""
        repaired = self.repair is None or self.repair.verdict is Verdict.HOLDS
        return self.verdict is self.expected and (self.expected is not Verdict.FAILS or repaired)

    @property
    def seconds(self) -> float:
        return sum(leg.seconds for leg in self.legs)

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "paper": self.paper,
            "where": self.where,
            "statement": self.statement,
            "verdict": self.verdict.value,
            "expected": self.expected.value,
            "level": self.level.value if self.level else None,
            "reason": self.reason,
            "legs": [leg_json(leg) for leg in self.legs],
            "repair": self.repair.as_json() if self.repair else None,
            "uses": list(self.uses),
            "trusts": list(self.trusts),
            "hypotheses": list(self.hypotheses),
            "remark": self.remark,
        }


def leg_json(leg: Evidence) -> dict[str, Any]:
    """One leg in the published form."""
    return {
        "kind": leg.leg,
        "outcome": leg.outcome.value,
        "level": leg.level.value,
        "seconds": round(leg.seconds, 4),
        "detail": leg.detail,
        "witness": dict(leg.witness),
    }


@dataclass(frozen=True)
class FormulaResult:
    """One formula of a paper's source. `status` is one of the words that the design lists for displays.

    `registered` says which registered formula it was matched with: the section and the number there, counted from 1 in
    the order of the registry; empty for a formula that nobody registered.
    """

    line: int
    end_line: int
    latex: str
    status: str
    claims: tuple[str, ...] = ()
    detail: str = ""
    file: str = ""
    column: int = 1
    section: str = ""
    label: str = ""
    display: bool = True
    registered: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "line": self.line,
            "end_line": self.end_line,
            "latex": self.latex,
            "status": self.status,
            "claims": list(self.claims),
            "detail": self.detail,
            "file": self.file,
            "column": self.column,
            "section": self.section,
            "label": self.label,
            "registered": self.registered,
        }


@dataclass(frozen=True)
class RemovedFormula:
    """A registered formula that a live source no longer prints, and the claims that rested on it."""

    latex: str
    section: str
    claims: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {"latex": self.latex, "section": self.section, "claims": list(self.claims)}


@dataclass(frozen=True)
class Renamed:
    """A letter that the live source writes otherwise without leave: at which lines, and where it stands as before."""

    letter: str
    written: str
    lines: tuple[int, ...]
    kept: tuple[int, ...]
    advice: str

    def as_json(self) -> dict[str, Any]:
        lines = {"lines": list(self.lines), "kept": list(self.kept)}
        return {"letter": self.letter, "written": self.written, **lines, "advice": self.advice}


@dataclass(frozen=True)
class PaperResult:
    """Which source was read."""

    name: str
    source: str
    sha256: str
    displays: int
    title: str = ""

    def as_json(self) -> dict[str, Any]:
        return {"name": self.name, "source": self.source, "sha256": self.sha256, "displays": self.displays}


ACCEPTED = frozenset(("verified", "definition", "erratum"))


@dataclass
class RunRecord:
    """Everything that one run decided."""

    papers: list[PaperResult] = field(default_factory=list)
    claims: list[ClaimResult] = field(default_factory=list)
    formulas: list[FormulaResult] = field(default_factory=list)
    removed: list[RemovedFormula] = field(default_factory=list)
    renamed: list[Renamed] = field(default_factory=list)

    @property
    def displays(self) -> list[FormulaResult]:
        return [one for one in self.formulas if one.display]

    @property
    def inline(self) -> list[FormulaResult]:
        return [one for one in self.formulas if not one.display]

    @property
    def summary(self) -> dict[str, int]:
        """How many claims have each verdict."""
        counted = Counter(claim.verdict.value for claim in self.claims)
        return {verdict.value: counted[verdict.value] for verdict in Verdict if counted[verdict.value]}

    @property
    def unexpected(self) -> list[ClaimResult]:
        return [claim for claim in self.claims if not claim.as_expected]

    @property
    def objections(self) -> list[FormulaResult]:
        """Formulas for which `verify paper` does not exit 0."""
        return [one for one in self.formulas if one.status not in ACCEPTED]

    @property
    def passed(self) -> bool:
        """Exit code 0."""
        return not self.unexpected and not self.objections

    def as_json(self) -> dict[str, Any]:
        """The published form; see the schema."""
        return {
            "schema": SCHEMA,
            "papers": [paper.as_json() for paper in self.papers],
            "claims": [claim.as_json() for claim in self.claims],
            "displays": [one.as_json() for one in self.displays],
            "inline": [one.as_json() for one in self.inline],
            "removed": [one.as_json() for one in self.removed],
            "renamed": [one.as_json() for one in self.renamed],
            "summary": self.summary,
        }


def merged(records: Iterable[RunRecord]) -> RunRecord:
    """Several runs as one record."""
    whole = RunRecord()
    for record in records:
        whole.papers += record.papers
        whole.claims += record.claims
        whole.formulas += record.formulas
        whole.removed += record.removed
        whole.renamed += record.renamed
    return whole
