"""The findings of a run as SARIF 2.1.0, with the paper's lines, for editors and code hosts."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from verify.record import ClaimResult, FormulaResult, RunRecord

VERSION = "2.1.0"
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

RULES = {
    "refuted": ("error", "A printed formula is false"),
    "changed-definition": ("error", "A definition says something else than before"),
    "unread": ("error", "A formula cannot be read"),
    "unlinked": ("warning", "Nothing decides a formula"),
    "erratum": ("note", "A printed formula is false, and on record"),
    "unexpected-verdict": ("error", "A claim has not its expected verdict"),
}


def sarif_log(record: RunRecord) -> dict[str, Any]:
    """The log of one run: a result for each formula objected to or on record, and each unexpected claim."""
    placed = [formula for formula in record.formulas if formula.status in RULES]
    told = {claim for formula in placed for claim in formula.claims}
    results = [_formula_result(formula) for formula in placed]
    results += [_claim_result(claim, record) for claim in record.unexpected if claim.id not in told]
    return {"$schema": SCHEMA, "version": VERSION, "runs": [{"tool": _tool(), "results": results}]}


def _tool() -> dict[str, Any]:
    rules = [
        {"id": name, "shortDescription": {"text": text}, "defaultConfiguration": {"level": level}}
        for name, (level, text) in RULES.items()
    ]
    return {"driver": {"name": "verify", "rules": rules}}


def _formula_result(formula: FormulaResult) -> dict[str, Any]:
    said = [RULES[formula.status][1], ", ".join(formula.claims), formula.detail or formula.latex]
    region = {"startLine": max(1, formula.line), "startColumn": max(1, formula.column)}
    region["endLine"] = max(formula.line, formula.end_line, 1)
    if region["endLine"] == region["startLine"]:
        region["endColumn"] = region["startColumn"] + max(1, len(formula.latex))
    return _result(formula.status, ": ".join(part for part in said if part), formula.file, region)


def _claim_result(claim: ClaimResult, record: RunRecord) -> dict[str, Any]:
    text = f"{claim.id} is {claim.verdict.value}, expected {claim.expected.value}: {claim.reason}"
    sources = [paper.source for paper in record.papers if paper.name == claim.paper]
    line = claim.lines[0] if claim.lines else 1
    return _result("unexpected-verdict", text, sources[0] if sources else "", {"startLine": max(1, line)})


def _result(rule: str, text: str, file: str, region: dict[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {"ruleId": rule, "level": RULES[rule][0], "message": {"text": text}}
    if file:
        address = {"artifactLocation": {"uri": quote(PurePath(file).as_posix())}, "region": region}
        result["locations"] = [{"physicalLocation": address}]
    return result
