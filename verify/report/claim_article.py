"""One claim on the page: what is printed, the verdict, and folded away how it was decided."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from verify.claims import Step
from verify.explanation import next_step
from verify.kernel import Evidence
from verify.record import ClaimResult
from verify.report.badges import standing_badge, verdict_badge
from verify.report.markup import Child, Markup, join, tag, text
from verify.report.material import Material
from verify.report.mathematics import formula, formula_or_words
from verify.report.reading import Reading
from verify.report.strength import pinned
from verify.terminal import duration

NUMBER = re.compile(r"[-+]?[\d.]+(/\d+)?|.*\\.*")


def claim_article(claim: ClaimResult, material: Material) -> Markup:
    """The claim as an article that can be linked to by its id."""
    level = claim.level.value if claim.level else "none"
    return tag(
        "article",
        _head(claim, material),
        printed(claim, material),
        refutation(claim) or reason(claim),
        repair(claim, material),
        tag("p", claim.remark, class_="remark") if claim.remark else None,
        tag("details", tag("summary", "How it was decided"), *_details(claim, material)),
        id=claim.id,
        class_="claim" if claim.as_expected else "claim unexpected",
        data_verdict=claim.verdict.value,
        data_level=level,
        data_section=claim.where,
        data_paper=claim.paper,
        tabindex="-1",
    )


def short_name(claim: str) -> str:
    """The id without the paper."""
    return claim.partition("/")[2] or claim


def claim_link(claim: str, *, whole: bool = False) -> Markup:
    """A link to a claim on the page."""
    return tag("a", claim if whole else short_name(claim), href=f"#{claim}")


def _head(claim: ClaimResult, material: Material) -> Markup:
    badges = (
        verdict_badge(claim.verdict, claim.level),
        " ",
        standing_badge(claim, material.established[claim.id]),
    )
    return tag("header", tag("h4", claim_link(claim.id)), tag("span", *badges, class_="badges"))


def printed(claim: ClaimResult, material: Material) -> Markup:
    """The statement, a formula a line, as the registry tells them apart where that is what was decided."""
    known = material.registered(claim)
    lines = [_statement(step) for step in known.steps] if known else []
    return tag("div", *(lines or [_line(claim.statement)]), class_="printed")


def _statement(step: Step) -> Markup:
    """A formula, whether the paper prints it, and the conditions under which it was decided."""
    named = (*step.given, step.toward) if step.toward else step.given
    given = [formula(one if isinstance(one, str) else one.latex) for one in named]
    conditions = tag("span", "for ", *_separated(given, ", "), class_="given") if given else None
    words = None if step.printed else tag("span", "not printed as a formula", class_="given")
    said = [piece for piece in (words, conditions) if piece is not None]
    return join((_line(step.latex), tag("div", *_separated(said, "; "), class_="conditions") if said else None))


def _line(latex: str) -> Markup:
    return tag("div", formula(latex, block=True), class_="formula")


def reason(claim: ClaimResult) -> Markup | None:
    """Why the verdict is what it is."""
    return tag("p", claim.reason, class_="reason") if claim.reason else None


def point(witness: dict[str, str]) -> Markup:
    """A witness in the paper's letters."""
    values = [tag("span", formula(letter), " = ", _value(value), class_="value") for letter, value in witness.items()]
    return join(_separated(values, ", "))


def _value(value: str) -> Markup:
    """A number as mathematics, a function or measure that is described as its description."""
    return formula(value) if NUMBER.fullmatch(value) else text(value)


def finding(leg: Evidence) -> str:
    """What a leg found, without the witness that is shown beside it."""
    named = ", ".join(f"{letter} = {value}" for letter, value in leg.witness.items())
    return leg.detail.replace(f"false at {named}", "").strip(" :;") if named else leg.detail


def refutation(claim: ClaimResult) -> Markup | None:
    """The first point at which the printed statement fails."""
    for leg in claim.legs:
        if leg.witness and leg.outcome.value == "refuted":
            detail = tag("span", f" ({finding(leg)})", class_="detail") if finding(leg) else None
            return tag("p", tag("b", "Fails at "), point(leg.witness), detail, class_="witness")
    return None


def repair(claim: ClaimResult, material: Material) -> Markup | None:
    """The correction with its own verdict."""
    if claim.repair is None:
        return None
    mended, badge = claim.repair, verdict_badge(claim.repair.verdict, claim.repair.level)
    known = material.registered(claim)
    steps = known.repair.steps if known and known.repair else ()
    lines = [_repaired(step) for step in steps] or [_line(mended.statement)]
    shown = tag("div", *lines, class_="printed") if mended.statement != mended.words else None
    head = tag("p", tag("b", f"Repair ({mended.kind}): "), mended.words, " ", badge)
    return tag("div", head, shown, class_="repair")


def _repaired(step: Step) -> Markup:
    return _statement(replace(step, printed=True))


def _details(claim: ClaimResult, material: Material) -> Iterator[Child]:
    yield legs_table(claim.legs)
    yield tag("dl", *_facts(claim, material))
    yield from _reading(material.reading(claim))


def legs_table(legs: Iterable[Evidence]) -> Markup:
    """What each leg returned."""
    head = tag("tr", *(tag("th", name, scope="col") for name in ("leg", "outcome", "level", "time", "what it found")))
    return tag("div", tag("table", tag("thead", head), tag("tbody", *map(_leg_row, legs))), class_="scroll")


def _leg_row(leg: Evidence) -> Markup:
    found: list[Child] = [finding(leg)]
    if leg.witness:
        found += [" at " if finding(leg) else "at ", point(leg.witness)]
    cells = (leg.outcome.value, leg.level.value, duration(leg.seconds))
    return tag("tr", tag("th", leg.leg, scope="row"), *(tag("td", cell) for cell in cells), tag("td", *found))


def _facts(claim: ClaimResult, material: Material) -> Iterator[Markup]:
    standing = material.established[claim.id]
    if claim.hypotheses:
        yield _fact("hypotheses used", [formula_or_words(one) for one in claim.hypotheses])
    yield from (_fact(name, values) for name, values in pinned(claim, material))
    if claim.uses:
        yield _fact("rests on", [claim_link(one) for one in claim.uses])
    if standing.in_the_way and standing.in_the_way != (claim.id,):
        yield _fact("not established because of", [claim_link(one) for one in standing.in_the_way])
    used_by = [one.id for one in material.record.claims if claim.id in one.uses]
    if used_by:
        yield _fact("used by", [claim_link(one) for one in used_by])
    if claim.trusts:
        yield _fact("trusts", list(claim.trusts))
    for place in material.formulas_of(claim):
        yield _fact("in the source", [f"{place.file}, line {place.line}: {place.status}"])
    if claim.verdict is not claim.expected:
        yield _fact("expected", [claim.expected.value])
    if material.signed is not None and claim.id in material.signed:
        yield _fact("signed by", [material.signed[claim.id].words])
    yield _fact("time", [duration(claim.seconds)])
    yield _fact("again", [tag("code", f"verify run {claim.id} --fresh")])
    if not claim.as_expected:
        yield _fact("next", [next_step(claim)])


def _fact(name: str, values: list[Child]) -> Markup:
    return tag("div", tag("dt", name), tag("dd", *_separated(values, ", ")))


def _separated(values: Iterable[Child], separator: str) -> Iterator[Child]:
    for position, value in enumerate(values):
        if position:
            yield separator
        yield value


def _reading(reading: Reading | None) -> Iterator[Markup]:
    if reading is None:
        return
    if reading.notes:
        notes = [tag("li", formula(note.part), f": {note.meaning}") for note in reading.notes]
        yield tag("h5", "How the formula was read")
        yield tag("ul", *notes, class_="notes")
    if reading.letters:
        rows = [
            tag("tr", tag("th", formula(one.spelled), scope="row"), tag("td", one.meaning or one.kind))
            for one in reading.letters
            if one.meaning
        ]
        if rows:
            yield tag("h5", "Letters")
            yield tag("table", tag("tbody", *rows), class_="letters")
