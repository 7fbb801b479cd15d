"""What every form of the report is made of: the record of a run, its papers, its changes, its figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from verify.baseline import Change
from verify.kernel import Verdict
from verify.record import ClaimResult, FormulaResult, RunRecord
from verify.report.establishment import Establishment, establish
from verify.report.figures import Figure
from verify.report.reading import Reader, Reading

if TYPE_CHECKING:
    from verify.claims import Claim, Paper
    from verify.signoffs.agreement import Standing
    from verify.strength.record import Strength


@dataclass(frozen=True)
class Material:
    """The record with what is needed to explain it; `papers` are those that were decided, by name.

    `signed` says who signed each claim, None where nobody keeps signatures; `strength` how firmly claims are pinned.
    """

    record: RunRecord
    papers: Mapping[str, Paper]
    changed: tuple[Change, ...] = ()
    figures: tuple[Figure, ...] = ()
    signed: Mapping[str, Standing] | None = None
    strength: Mapping[str, Strength] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        record: RunRecord,
        papers: Sequence[Paper],
        changed: Sequence[Change] = (),
        figures: Sequence[Figure] = (),
        signed: Mapping[str, Standing] | None = None,
        strength: Mapping[str, Strength] | None = None,
    ) -> Material:
        """From what the command line has at hand."""
        named = {paper.name: paper for paper in papers}
        return cls(record, named, tuple(changed), tuple(figures), signed, strength or {})

    @property
    def paper_names(self) -> tuple[str, ...]:
        """The papers in the order in which they were decided."""
        return tuple(dict.fromkeys(claim.paper for claim in self.record.claims))

    def title(self, name: str) -> str:
        """The title of a paper, or its name where the title is not known."""
        return self.papers[name].title if name in self.papers else name

    def claims(self, name: str) -> list[ClaimResult]:
        """The claims of a paper in the paper's order."""
        return [claim for claim in self.record.claims if claim.paper == name]

    def sections(self, name: str) -> Iterator[tuple[str, list[ClaimResult]]]:
        """The sections of a paper with their claims, in the paper's order."""
        for where in dict.fromkeys(claim.where for claim in self.claims(name)):
            yield where, [claim for claim in self.claims(name) if claim.where == where]

    def with_verdict(self, verdict: Verdict) -> list[ClaimResult]:
        """The claims of one verdict."""
        return [claim for claim in self.record.claims if claim.verdict is verdict]

    def formulas_of(self, claim: ClaimResult) -> list[FormulaResult]:
        """The formulas of the live source that say this claim."""
        return [formula for formula in self.record.formulas if claim.id in formula.claims]

    @cached_property
    def established(self) -> Mapping[str, Establishment]:
        """Which claims hold together with all that they rest on."""
        return establish(self.record.claims)

    @cached_property
    def _readers(self) -> dict[str, Reader]:
        return {}

    def registered(self, claim: ClaimResult) -> Claim | None:
        """The claim in the registry; None where the registry has other text than was decided."""
        paper = self.papers.get(claim.paper)
        known = paper.claims.get(claim.id) if paper else None
        return known if known is not None and known.statement == claim.statement else None

    def reading(self, claim: ClaimResult) -> Reading | None:
        """How the formulas of a claim were read."""
        known = self.registered(claim)
        if known is None:
            return None
        if claim.paper not in self._readers:
            self._readers[claim.paper] = Reader(self.papers[claim.paper])
        return self._readers[claim.paper].reading(known)
