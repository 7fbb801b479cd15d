"""The report as one HTML page: offline, readable without scripts, better with them."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from importlib.resources import files

from verify.kernel import Level, Verdict
from verify.reading.notation import FUNCTION, SCALAR
from verify.report.attention import attention
from verify.report.badges import LEVEL_MEANINGS, VERDICT_MEANINGS, verdict_badge
from verify.report.claim_article import claim_article
from verify.report.figures import figures_section
from verify.report.graph import dependency_section
from verify.report.markup import Markup, join, tag
from verify.report.material import Material
from verify.report.mathematics import formula
from verify.report.reading import assumed_letters
from verify.report.signatures import signed_link, signed_section
from verify.report.strength import strength_section
from verify.terminal import duration, summary_line


def html_page(material: Material) -> str:
    """The whole page."""
    style, script = Markup(asset("report.css")), Markup(asset("report.js"))
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", _title(material)),
        tag("style", style),
    )
    body = tag("body", *_body(material), tag("script", script))
    return "<!doctype html>\n" + tag("html", head, body, lang="en") + "\n"


def asset(name: str) -> str:
    """A file that goes into the page as it is."""
    return files("verify").joinpath(f"report/assets/{name}").read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Only this style and this script: nothing that a formula smuggles in could run, nothing is fetched."""
    return (
        f"default-src 'none'; img-src data:; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _title(material: Material) -> str:
    return "Claims of " + " and ".join(material.title(name) for name in material.paper_names)


def _body(material: Material) -> Iterator[Markup | None]:
    yield tag("a", "Skip to the claims", href="#attention", class_="skip")
    yield tag("header", tag("h1", _title(material)), _overview(material), _navigation(material), class_="top")
    yield _filters(material)
    yield tag(
        "main",
        attention(material),
        signed_section(material),
        figures_section(material),
        *(_paper(name, material) for name in material.paper_names),
        dependency_section(material),
        strength_section(material),
        _assumed(material),
        _legend(),
    )
    yield tag("footer", tag("p", _closing(material)))


def _overview(material: Material) -> Markup:
    counted = [(verdict, len(material.with_verdict(verdict))) for verdict in Verdict]
    items = [tag("li", verdict_badge(verdict), f" {count}") for verdict, count in counted if count]
    established = sum(one.is_established for one in material.established.values())
    holding = len(material.with_verdict(Verdict.HOLDS))
    said = f"{established} of the {holding} claims that hold are established: all that they rest on holds too."
    return join((tag("ul", *items, class_="counts"), tag("p", said)))


def _navigation(material: Material) -> Markup:
    links = [tag("a", "What needs an author", href="#attention")]
    links += filter(None, [signed_link(material)])
    if material.figures:
        links.append(tag("a", "Figures", href="#figures"))
    links += [tag("a", material.title(name), href=f"#paper-{name}") for name in material.paper_names]
    links += [tag("a", "What rests on what", href="#graph")] if any(one.uses for one in material.record.claims) else []
    links += [tag("a", "How firmly", href="#strength")] if material.strength else []
    links += [tag("a", "Words", href="#words")]
    return tag("nav", *(join((link, " ")) for link in links), aria_label="Parts of the page")


def _filters(material: Material) -> Markup:
    """Shown by the script alone; without it every claim is on the page anyway."""
    claims = material.record.claims
    levels = [level.value for level in Level if any(one.level is level for one in claims)]
    verdicts = [verdict.value for verdict in Verdict if any(one.verdict is verdict for one in claims)]
    sections = list(dict.fromkeys(claim.where for claim in claims))
    search = tag("label", "Search ", tag("input", type="search", id="search", aria_keyshortcuts="/"))
    chosen = [_choice("verdict", verdicts), _choice("level", levels), _choice("section", sections)]
    count = tag("output", f"{len(claims)} claims", id="count", aria_live="polite")
    theme = tag("button", "Dark or light", type="button", id="theme")
    hint = tag("span", "/ searches, j and k go from claim to claim", class_="hint")
    return tag("form", search, *chosen, count, theme, hint, id="filters", hidden=True, role="search")


def _choice(name: str, values: list[str]) -> Markup:
    options = [tag("option", "all", value="")] + [tag("option", value, value=value) for value in values]
    return tag("label", f"{name.capitalize()} ", tag("select", *options, id=f"filter-{name}", data_filter=name))


def _paper(name: str, material: Material) -> Markup:
    parts = [
        tag("section", tag("h3", where), *(claim_article(claim, material) for claim in claims), class_="part")
        for where, claims in material.sections(name)
    ]
    return tag("section", tag("h2", material.title(name)), *_source(name, material), *parts, id=f"paper-{name}")


def _source(name: str, material: Material) -> Iterator[Markup]:
    for paper in material.record.papers:
        if paper.name == name and paper.source:
            yield tag("p", f"Read from {paper.source} (SHA-256 {paper.sha256[:12]}), {paper.displays} displays.")


def _assumed(material: Material) -> Markup | None:
    rows = [
        tag(
            "tr",
            tag("td", material.title(paper.name)),
            tag("th", formula(letter.spelled), scope="row"),
            tag("td", str(letter.domain) if letter.kind in (SCALAR, FUNCTION) else letter.kind),
            tag("td", letter.said.removeprefix("assumed").lstrip(": ")),
        )
        for paper in material.papers.values()
        for letter in assumed_letters(paper)
    ]
    if not rows:
        return None
    names = ("paper", "letter", "range", "why")
    head = tag("thead", tag("tr", *(tag("th", one, scope="col") for one in names)))
    said = tag(
        "p",
        "Ranges that the papers do not print, because any reader would give them. The verdicts rest on them.",
    )
    title = tag("h2", "Ranges that are assumed")
    return tag(
        "section",
        title,
        said,
        tag("div", tag("table", head, tag("tbody", *rows)), class_="scroll"),
        id="assumed",
    )


def _legend() -> Markup:
    verdicts = [
        tag("div", tag("dt", verdict_badge(verdict)), tag("dd", meaning))
        for verdict, meaning in VERDICT_MEANINGS.items()
    ]
    levels = [tag("div", tag("dt", level.value), tag("dd", meaning)) for level, meaning in LEVEL_MEANINGS.items()]
    titles = (tag("h2", "What the words mean"), tag("h3", "Verdicts"), tag("h3", "Levels, strongest first"))
    return tag("section", titles[0], titles[1], tag("dl", *verdicts), titles[2], tag("dl", *levels), id="words")


def _closing(material: Material) -> str:
    seconds = sum(claim.seconds for claim in material.record.claims)
    return f"{summary_line(material.record)}. All legs together took {duration(seconds)}."
