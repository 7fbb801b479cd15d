"""A claim's result as text: what is printed, what was decided, where it fails, what mends it."""

from __future__ import annotations

from collections.abc import Iterator

from verify.kernel import Evidence, Verdict
from verify.record import ClaimResult
from verify.terminal import duration, plain


def claim_lines(claim: ClaimResult) -> Iterator[str]:
    """Everything about one claim."""
    yield f"{plain(claim.id)} ({plain(claim.where)})"
    yield _fact("statement", claim.statement)
    yield from (_fact("given", hypothesis) for hypothesis in claim.hypotheses)
    yield _fact("verdict", verdict_words(claim))
    for leg in claim.legs:
        yield from _leg_lines(leg)
    if claim.repair is not None:
        yield _fact("repair", f"{claim.repair.kind}, {claim.repair.verdict.value}: {claim.repair.words}")
        yield _fact("", claim.repair.statement)
    for name, values in (("uses", claim.uses), ("trusts", claim.trusts)):
        if values:
            yield _fact(name, ", ".join(values))
    if claim.remark:
        yield _fact("remark", claim.remark)
    yield _fact("next", next_step(claim))


def verdict_words(claim: ClaimResult) -> str:
    """The verdict, its level, what was expected if that differs, and the reason."""
    level = f", {claim.level.value}" if claim.level else ""
    expected = f" (expected {claim.expected.value})" if claim.verdict is not claim.expected else ""
    return f"{claim.verdict.value}{level}{expected}: {claim.reason}"


def next_step(claim: ClaimResult) -> str:
    """What to do about a claim."""
    if claim.as_expected:
        return f"nothing; verify run {plain(claim.id)} --fresh decides it again"
    if claim.expected is Verdict.FAILS and claim.verdict is Verdict.HOLDS:
        return "the mistake is gone: remove its record, that is `expected` and `repair` of the claim"
    if claim.expected is Verdict.FAILS and claim.verdict is Verdict.FAILS:
        return "the mistake is on record, but its repair does not hold: give one that does"
    if claim.verdict is Verdict.FAILS:
        return "correct the formula, or put the mistake on record with a repair"
    return f"verify run {plain(claim.id)} --fresh decides it again"


def _fact(name: str, value: str) -> str:
    return f"  {name:<10} {plain(value)}".rstrip()


def _leg_lines(leg: Evidence) -> Iterator[str]:
    said = f": {leg.detail}" if leg.detail else ""
    yield _fact("leg", f"{leg.leg}: {leg.outcome.value}, {leg.level.value}, {duration(leg.seconds)}{said}")
    if leg.witness:
        yield _fact("", "at " + ", ".join(f"{letter} = {value}" for letter, value in leg.witness.items()))
