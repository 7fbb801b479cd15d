"""The accepted verdicts, and what a run changed against them.

The baseline is a JSON object with one line a claim, so that a changed verdict is a changed line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from verify.errors import UsageError
from verify.record import ClaimResult, RunRecord
from verify.writing import write_json

DEFAULT = Path("reports/baseline.json")
SCHEMA = 1


@dataclass(frozen=True)
class Change:
    """A claim whose verdict is not the accepted one; `was` or `now` is empty for a new or a dropped claim."""

    claim: str
    was: str
    now: str

    def __str__(self) -> str:
        return f"{self.claim}: {self.was or 'not there'} -> {self.now or 'not there'}"


def verdict_line(claim: ClaimResult) -> str:
    """What the baseline says of one claim: `holds, symbolic` or `fails, exact; typo holds, symbolic`."""
    said = _graded(claim.verdict.value, claim.level.value if claim.level else "")
    if claim.repair is None:
        return said
    mended = _graded(claim.repair.verdict.value, claim.repair.level.value if claim.repair.level else "")
    return f"{said}; {claim.repair.kind} {mended}"


def _graded(verdict: str, level: str) -> str:
    return f"{verdict}, {level}" if level else verdict


def accepted_verdicts(record: RunRecord) -> dict[str, str]:
    """What `record` would have the baseline say, sorted by id."""
    return dict(sorted((claim.id, verdict_line(claim)) for claim in record.claims))


def read(path: Path = DEFAULT) -> dict[str, str]:
    """The accepted verdicts, empty without a file; raises `UsageError` for a file that is no baseline."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read the baseline {path}; write it again with `verify report --accept`") from error
    return _claims_of(text, path)


def _claims_of(text: str, path: Path) -> dict[str, str]:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path} is no JSON; write it again with `verify report --accept`") from error
    claims = content.get("claims") if isinstance(content, dict) and content.get("schema") == SCHEMA else None
    if not isinstance(claims, dict) or not all(isinstance(said, str) for said in claims.values()):
        raise UsageError(f"{path} is no baseline of schema {SCHEMA}; write it again with `verify report --accept`")
    return claims


def accept(record: RunRecord, path: Path = DEFAULT) -> None:
    """Write the verdicts of `record` as the accepted ones; papers that it does not hold keep theirs."""
    ran = {paper.name for paper in record.papers} | {claim.paper for claim in record.claims}
    kept = {claim: said for claim, said in read(path).items() if claim.partition("/")[0] not in ran}
    write_json(path, {"schema": SCHEMA, "claims": dict(sorted({**kept, **accepted_verdicts(record)}.items()))})


def changes(baseline: Mapping[str, str], record: RunRecord, *, whole: Iterable[str] = ()) -> list[Change]:
    """What `record` changed, sorted by id.

    A claim that did not run counts as dropped only in the papers of `whole`.
    """
    now = accepted_verdicts(record)
    ran_whole = frozenset(whole)
    dropped = {claim for claim in baseline if claim not in now and claim.partition("/")[0] in ran_whole}
    found = [Change(claim, baseline.get(claim, ""), said) for claim, said in now.items()]
    found += [Change(claim, baseline[claim], "") for claim in dropped]
    return sorted((one for one in found if one.was != one.now), key=lambda one: one.claim)
