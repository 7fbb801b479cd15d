"""A leg that rests on a claim's kept certificates: no computer algebra, no solver, fractions alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from verify.certificates import checker
from verify.certificates.statements import Link
from verify.claims import Claim, Role
from verify.errors import GateError
from verify.kernel import Evidence, Level, Outcome
from verify.model import Model
from verify.obligations import obligations

NAME = "prove:certificate"


def certificate(claim: Claim, model: Model) -> Evidence:
    """Proved if every relation of the claim has a certificate that is checked, refuted if a point refutes one.

    The certificates are for the registered text; under a live text that differs they say nothing.
    """
    if model.live:
        return _unknown("the certificates are for the registered text")
    try:
        return _decided(claim, model)
    except (GateError, checker.RefusedError, KeyError, ValueError, OSError) as error:
        return _unknown(f"{type(error).__name__}: {error}")


def _decided(claim: Claim, model: Model) -> Evidence:
    from proofs.certified import recomputed

    links, shown = _links(claim.paper), set[str]()
    for one in kept(claim):
        derived = json.loads(json.dumps(recomputed(one, model.paper, links[(one["claim"], one["part"])])))
        if derived != [step["statement"] for step in one["steps"]]:
            return _unknown(f"the certificate of {one['part']} states something else")
        for step in one["steps"]:
            if checker.check(step) == "refuted":
                return _refuted(step["proof"], one)
        shown.add(one["part"])
    asked = sum(len(obligations(step, model)) for step in claim.steps)
    parts = {part for name, part in links if name == claim.id}
    whole = all(step.role is Role.ASSERTION and step.engine for step in claim.steps)
    if not whole or len(parts) != asked or shown != parts:
        return _unknown(f"certificates for {len(shown)} of {max(asked, len(parts))} relations")
    return Evidence(NAME, Outcome.PROVED, Level.EXACT, f"{len(shown)} certificates checked in rational arithmetic")


def kept(claim: Claim) -> Iterator[dict[str, Any]]:
    """The certificates of a claim; none where there is no file."""
    from proofs.certified import file_of

    path = file_of(claim.paper, claim.id)
    if path.is_file():
        yield from json.loads(path.read_text(encoding="utf-8"))["certificates"]


@cache
def _links(paper: str) -> dict[tuple[str, str], Link]:
    from proofs.certified import PAPERS, paper_links

    return {(link.claim, link.part): link for link in paper_links(PAPERS[paper]())}


def _refuted(proof: dict[str, Any], one: dict[str, Any]) -> Evidence:
    witness = {name: low if low == high else f"in [{low}, {high}]" for name, (low, high) in proof["point"].items()}
    return Evidence(NAME, Outcome.REFUTED, Level.EXACT, f"false at a point: {one['formula']}", witness, rechecked=True)


def _unknown(detail: str) -> Evidence:
    return Evidence(NAME, Outcome.UNKNOWN, Level.EXACT, detail)
