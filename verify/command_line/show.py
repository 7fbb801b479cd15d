"""`verify show`: everything about one claim, decided now."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from verify import papers, terminal
from verify.command_line import deciding, options
from verify.errors import UsageError
from verify.record import ClaimResult
from verify.terminal import plain

if TYPE_CHECKING:
    from verify.claims import Paper
    from verify.kernel import Evidence


def add_to(subparsers: options.Subparsers) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser(
        "show", help="show one claim", description="Decide one claim and show its statement, legs and repair."
    )
    parser.add_argument("claim", metavar="CLAIM", help="an id, as verify list shows it")
    options.add_running(parser)
    parser.set_defaults(action=action)


def action(chosen: argparse.Namespace) -> int:
    """Exit code 0 if the verdict is the expected one."""
    paper, claim = _find(chosen.claim)
    progress = terminal.Progress(sys.stderr)
    record = deciding.decide_papers([paper], [claim], jobs=chosen.jobs, fresh=chosen.fresh, progress=progress)
    for result in record.claims:
        if result.id == claim:
            print("\n".join(claim_lines(result)))
    return 0 if record.passed else 1


def _find(name: str) -> tuple[Paper, str]:
    """The one paper and id that a name, perhaps without the paper in front, stands for."""
    built = papers.all_papers()
    chosen = papers.choose(built, [name])
    found = [(paper, claim) for paper in built for claim in chosen[paper.name]]
    if len(found) > 1:
        raise UsageError(f"{name} stands for {len(found)} claims, {found[0][1]} among them; give one id")
    return found[0]


def claim_lines(claim: ClaimResult) -> Iterator[str]:
    """The claim as text, one fact a line."""
    yield f"{plain(claim.id)} ({plain(claim.where)})"
    yield f"  statement  {plain(claim.statement)}"
    for hypothesis in claim.hypotheses:
        yield f"  given      {plain(hypothesis)}"
    level = f", {claim.level.value}" if claim.level else ""
    expected = "" if claim.as_expected else f" (expected {claim.expected.value})"
    yield f"  verdict    {claim.verdict.value}{level}{expected}: {plain(claim.reason)}"
    for leg in claim.legs:
        yield from _leg_lines(leg)
    if claim.repair is not None:
        yield f"  repair     {claim.repair.kind}, {claim.repair.verdict.value}: {plain(claim.repair.words)}"
        yield f"             {plain(claim.repair.statement)}"
    for name, values in (("uses", claim.uses), ("trusts", claim.trusts)):
        if values:
            yield f"  {name:<10} {plain(', '.join(values))}"
    if claim.remark:
        yield f"  remark     {plain(claim.remark)}"
    yield f"  again      verify run {plain(claim.id)} --fresh"


def _leg_lines(leg: Evidence) -> Iterator[str]:
    said = f": {plain(leg.detail)}" if leg.detail else ""
    took = terminal.duration(leg.seconds)
    yield f"  leg        {plain(leg.leg)}: {leg.outcome.value}, {leg.level.value}, {took}{said}"
    if leg.witness:
        yield "             at " + ", ".join(f"{plain(a)} = {plain(b)}" for a, b in leg.witness.items())
