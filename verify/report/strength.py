"""How firmly the claims are pinned, on the page: slips that the gate catches, hypotheses that could go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from verify.record import ClaimResult
from verify.report.markup import Child, Markup, join, tag
from verify.report.material import Material
from verify.report.mathematics import formula
from verify.strength.hypotheses import CONCLUDED, NEEDED, NO_VALUE, NOT_NEEDED, NOT_SETTLED, Dropped
from verify.strength.record import Strength, kill_rate

NEEDS = (NEEDED, NOT_NEEDED, CONCLUDED, NOT_SETTLED)


def pinned(claim: ClaimResult, material: Material) -> Iterator[tuple[str, list[Child]]]:
    """Facts about one claim: each hypothesis without which it falls or stands, and what became of slips in it."""
    found = material.strength.get(claim.id)
    if found is None:
        return
    for need in NEEDS:
        said: list[Child] = [_hypothesis(one) for one in found.hypotheses if one.need == need]
        if said:
            yield need, said
    if found.outcomes:
        yield "slips of the pen", [_slips(found)]


def _hypothesis(one: Dropped) -> Markup:
    range_of = " (assumed)" if one.assumed else ""
    return join((formula(one.hypothesis), range_of, *_without(one)))


def _without(one: Dropped) -> Iterator[Child]:
    """What becomes of the claim at the witness: it is false there, or a formula has no value."""
    witness = ", ".join(f"{letter} = {value}" for letter, value in one.witness.items())
    if one.need != NEEDED or not witness:
        return
    if one.why == NO_VALUE:
        value, _, reason = one.detail.rpartition(": ")
        yield from (": without it ", formula(value), f" has no value at {witness} ({reason})")
    else:
        yield f": false without it at {witness}"


def _slips(found: Strength) -> str:
    tried = sum(found.outcomes.values())
    rest = [f"{found.outcomes.get('true', 0)} as true as the original"] if found.outcomes.get("true") else []
    rest += [f"{found.survived} held without a second opinion"] if found.survived else []
    return f"{found.killed} of {tried} caught" + (f", {', '.join(rest)}" if rest else "")


def strength_section(material: Material) -> Markup | None:
    """The kill rate, the slips that were not caught, and the hypotheses that a paper could drop."""
    if not material.strength:
        return None
    said = " ".join(_said(list(material.strength.values())))
    parts = (
        tag("h2", "How firmly the claims are pinned"),
        tag("p", said),
        *_survivors(material),
        *_droppable(material),
    )
    return tag("section", *parts, id="strength")


def _said(each: list[Strength]) -> Iterator[str]:
    """How many slips there were, how they ended, and how few a claim has."""
    slips = [sum(one.outcomes.values()) for one in each]
    ended = {name: sum(one.outcomes.get(name, 0) for one in each) for name in ("refuted", "true")}
    yield (
        f"{sum(slips)} slips of the pen were made in the statements of {len(each)} claims, at least {min(slips)} in "
        "each, one at a time or two where single ones are too few, and decided by the claims' own legs."
    )
    yield f"{ended['refuted']} are refuted, {ended['true']} are as true as the original by a second opinion."
    yield f"Of those that are not as true as the original, {100 * kill_rate(each):.1f} % turn the gate red."
    yield from _left_out([one for found in each for one in found.hypotheses])


def _left_out(each: list[Dropped]) -> Iterator[str]:
    """How many hypotheses and ranges of letters are needed, in which sense, and how many are not."""
    if not each:
        return
    count = Counter(one.need for one in each)
    without = Counter(one.why for one in each if one.need == NEEDED)
    yield (
        f"{len(each)} hypotheses and ranges of letters were left out one at a time. {count[NEEDED]} are needed: "
        f"without {without[NO_VALUE]} of them a formula has no value at an exact point, without the others its claim "
        f"is false at one. {count[NOT_NEEDED]} are not needed, since the claim is proved without them, and "
        f"{count[CONCLUDED]} are what a formula of the claim says itself. {count[NOT_SETTLED]} are not settled."
    )


def _survivors(material: Material) -> Iterator[Markup]:
    rows = [
        tag("li", _link(name), ", ", one.kind, ": ", formula(one.statement), ": ", one.detail)
        for name, found in material.strength.items()
        for one in found.standing
        if one.outcome == "survived"
    ]
    if rows:
        yield tag(
            "details", tag("summary", f"{len(rows)} slips that hold, with no second opinion on them"), tag("ul", *rows)
        )


def _droppable(material: Material) -> Iterator[Markup]:
    """Stated hypotheses only: a range that any reader would give costs no reader anything."""
    rows = [
        tag("li", _link(name), ": ", formula(one.hypothesis))
        for name, found in material.strength.items()
        for one in found.hypotheses
        if one.need == "not needed" and not one.assumed
    ]
    if rows:
        head = tag("summary", f"{len(rows)} stated hypotheses without which a claim is proved as well")
        yield tag("details", head, tag("ul", *rows))


def _link(claim: str) -> Markup:
    return tag("a", claim.partition("/")[2], href=f"#{claim}")
