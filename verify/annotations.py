"""The findings of a run as annotations that a code host shows beside the paper's lines."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from verify.record import ClaimResult, FormulaResult, RunRecord
from verify.sarif import RULES
from verify.terminal import plain, witnesses

HOSTS = ("github",)
ROOT = "GITHUB_WORKSPACE"


def github_lines(record: RunRecord, root: Path | None = None) -> list[str]:
    """Workflow commands of GitHub Actions, errors first, because a step shows only its first ten of each kind.

    A formula that is not accepted stands at its line, a claim that no such formula explains at the first formula that
    says it, or at the top of the source. Files are named from `root` on, the checked-out repository; errata on record
    are as expected and silent.
    """
    told = {claim for formula in record.objections for claim in formula.claims}
    found = [_formula(formula, root) for formula in record.objections]
    found += [_claim(claim, record, root) for claim in record.unexpected if claim.id not in told]
    return sorted(found, key=lambda line: not line.startswith("::error"))


def workspace() -> Path | None:
    """Where the runner has checked the repository out; None outside of it."""
    named = os.environ.get(ROOT)
    return Path(named) if named else None


@contextmanager
def inert(stream: TextIO) -> Iterator[None]:
    """Print inside as text alone: the runner takes any line that begins with `::` for a command."""
    token = secrets.token_hex(16)
    stream.write(f"::stop-commands::{token}\n")
    try:
        yield
    finally:
        stream.write(f"::{token}::\n")


def _formula(formula: FormulaResult, root: Path | None) -> str:
    level, words = RULES.get(formula.status, ("error", "A formula is not accepted"))
    named = ", ".join(formula.claims)
    said = "; ".join(part for part in (words, named, formula.detail) if part)
    place = _place(formula.file, formula.line, formula.end_line, formula.column, root)
    return command(
        level, f"{plain(said)}\n{plain(formula.latex)}", **place, title=f"{formula.status}: {named or 'no claim'}"
    )


def _claim(claim: ClaimResult, record: RunRecord, root: Path | None) -> str:
    said = "\n".join([f"{claim.id}: {plain(_verdict(claim))}", *(f"at {point}" for point in witnesses(claim)[:1])])
    return command("error", said, **_claim_place(claim, record, root), title=f"{claim.verdict.value}: {claim.id}")


def _verdict(claim: ClaimResult) -> str:
    """Why the claim is not as expected."""
    if claim.verdict is claim.expected and claim.repair is not None:
        return f"{claim.verdict.value} as on record, but its repair is {claim.repair.verdict.value}"
    return f"{claim.verdict.value}, expected {claim.expected.value}: {claim.reason}"


def _claim_place(claim: ClaimResult, record: RunRecord, root: Path | None) -> dict[str, str | int]:
    """The first formula that says the claim, else the top of the source."""
    for formula in record.formulas:
        if claim.id in formula.claims:
            return _place(formula.file, formula.line, formula.end_line, formula.column, root)
    sources = [paper.source for paper in record.papers if paper.name == claim.paper and paper.source]
    return _place(sources[0], 1, 1, 1, root) if sources else {}


def _place(file: str, line: int, end_line: int, column: int, root: Path | None) -> dict[str, str | int]:
    """Columns only on one line: the host refuses them on several."""
    if not file:
        return {}
    lines = {"line": max(line, 1), "endLine": max(end_line, line, 1)}
    columns = {"col": max(column, 1)} if end_line <= line else {}
    return {"file": _from_root(file, root), **lines, **columns}


def _from_root(file: str, root: Path | None) -> str:
    path = Path(file).resolve()
    if root is not None and path.is_relative_to(root.resolve()):
        return path.relative_to(root.resolve()).as_posix()
    return Path(file).as_posix()


def command(name: str, message: str, **properties: str | int) -> str:
    r"""One workflow command, with what would end a property or the line escaped.

    >>> command("error", "50 %: no\nyes", file="a,b.tex", line=3)
    '::error file=a%2Cb.tex,line=3::50 %25: no%0Ayes'
    """
    said = ",".join(f"{key}={_escaped_property(value)}" for key, value in properties.items())
    return f"::{name} {said}::{_escaped(message)}" if said else f"::{name}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(value: str | int) -> str:
    return _escaped(plain(str(value))).replace(":", "%3A").replace(",", "%2C")
