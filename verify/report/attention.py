"""What needs an author, before anything else on the page."""

from __future__ import annotations

from collections.abc import Iterator

from verify.kernel import Verdict
from verify.record import ClaimResult, FormulaResult
from verify.report.badges import verdict_badge
from verify.report.claim_article import claim_link, printed, reason, refutation, repair
from verify.report.markup import Markup, tag, text
from verify.report.material import Material
from verify.report.mathematics import formula


def attention(material: Material) -> Markup:
    """Errata, contradictions, what is not decided, refuted lines, changed verdicts, or that all is well."""
    groups = list(_groups(material)) or [tag("p", "Nothing: every claim holds, and every formula is accepted.")]
    return tag("section", tag("h2", "What needs an author"), *groups, id="attention")


def _groups(material: Material) -> Iterator[Markup]:
    claims = material.record.claims
    yield from _claims("Not as expected", [one for one in claims if not one.as_expected], material)
    yield from _formulas(material.record.objections)
    failing = [one for one in claims if one.as_expected and one.verdict is Verdict.FAILS]
    yield from _claims("Errata", [one for one in failing if not is_unprinted(one, material)], material)
    between = [one for one in failing if is_unprinted(one, material)]
    yield from _claims("Places that do not agree, and sentences that fail", between, material)
    rest = [one for one in claims if one.as_expected and one.verdict not in (Verdict.FAILS, Verdict.HOLDS)]
    yield from _claims("Admitted and undecided", rest, material)
    yield from _changes(material)


def is_unprinted(claim: ClaimResult, material: Material) -> bool:
    """Whether no formula of the paper prints the claim: its words say it, or two places together."""
    paper = material.papers.get(claim.paper)
    known = paper.claims.get(claim.id) if paper else None
    return known is not None and bool(known.steps) and not any(step.printed for step in known.steps)


def _claims(title: str, claims: list[ClaimResult], material: Material) -> Iterator[Markup]:
    if claims:
        cards = [_card(claim, material) for claim in claims]
        yield tag("h3", f"{title} ({len(claims)})")
        yield tag("div", *cards, class_="cards")


def _card(claim: ClaimResult, material: Material) -> Markup:
    place = tag("p", text(f"{material.title(claim.paper)}, {claim.where}"), class_="place")
    badges = tag("span", verdict_badge(claim.verdict, claim.level), class_="badges")
    head = tag("header", tag("h4", claim_link(claim.id)), badges)
    remark = tag("p", claim.remark, class_="remark") if claim.remark else None
    body = (head, place, printed(claim, material), refutation(claim) or reason(claim), repair(claim, material), remark)
    return tag("div", *body, class_="card")


def _formulas(formulas: list[FormulaResult]) -> Iterator[Markup]:
    if formulas:
        rows = [
            tag(
                "tr",
                tag("th", f"{one.file}:{one.line}", scope="row"),
                tag("td", one.status),
                tag("td", formula(one.latex)),
                tag("td", one.detail),
            )
            for one in formulas
        ]
        yield tag("h3", f"Formulas that are not accepted ({len(formulas)})")
        yield tag("div", tag("table", tag("tbody", *rows)), class_="scroll")


def _changes(material: Material) -> Iterator[Markup]:
    if material.changed:
        known = {claim.id for claim in material.record.claims}
        items = [
            tag(
                "li",
                claim_link(one.claim, whole=True) if one.claim in known else one.claim,
                f": {one.was or 'new'} → {one.now or 'dropped'}",
            )
            for one in material.changed
        ]
        yield tag("h3", f"Changed against the accepted verdicts ({len(items)})")
        yield tag("ul", *items)
