"""Short marks: verdict, level, whether all that a claim rests on is established. Never by colour alone."""

from __future__ import annotations

from verify.kernel import Level, Verdict
from verify.record import ClaimResult
from verify.report.establishment import Establishment
from verify.report.markup import Markup, join, tag

SIGNS = {
    Verdict.HOLDS: "✓",
    Verdict.FAILS: "✗",
    Verdict.DISPUTED: "≠",
    Verdict.UNDECIDED: "?",
    Verdict.VACUOUS: "∅",
    Verdict.STALE: "↺",
    Verdict.ADMITTED: "–",
}
VERDICT_MEANINGS = {
    Verdict.HOLDS: "a proving leg decided it and no leg found anything against it",
    Verdict.FAILS: "a witness refutes what is printed; it was checked again exactly or with balls",
    Verdict.DISPUTED: "the legs disagree",
    Verdict.UNDECIDED: "no leg decided it",
    Verdict.VACUOUS: "no exact point satisfies the hypotheses, or the formula has a value at none",
    Verdict.STALE: "the live paper says something else, and the new text could not be read",
    Verdict.ADMITTED: "outside what the suite can decide",
}
LEVEL_MEANINGS = {
    Level.KERNEL: "a proof assistant checked it",
    Level.EXACT: "a witness was checked again in rational arithmetic",
    Level.SYMBOLIC: "computer algebra or an SMT solver, for all parameters",
    Level.ENCLOSURE: "ball arithmetic over a stated box",
    Level.SAMPLED: "examples, none against",
    Level.SIMULATED: "Monte Carlo with an error bound",
}


def verdict_badge(verdict: Verdict, level: Level | None = None) -> Markup:
    """The verdict with its sign, and its level."""
    sign = tag("span", SIGNS[verdict] + " ", aria_hidden="true")
    badge = tag("span", sign, verdict.value, class_=f"badge {verdict.value}", title=VERDICT_MEANINGS[verdict])
    if level is None:
        return badge
    return join((badge, " ", tag("span", level.value, class_="level", title=LEVEL_MEANINGS[level])))


def standing_badge(claim: ClaimResult, standing: Establishment) -> Markup | None:
    """Says of a claim that holds whether all that it rests on does."""
    if claim.verdict is not Verdict.HOLDS:
        return None if claim.as_expected else tag("span", "not expected", class_="standing open")
    if standing.is_established:
        return tag("span", "established", class_="standing", title="it holds, and so does all that it rests on")
    return tag("span", "conditional", class_="standing open", title="something that it rests on does not hold")
