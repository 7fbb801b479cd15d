"""Who has signed what on the page and in the comment: first what nobody has."""

from __future__ import annotations

from collections.abc import Mapping

from verify.report.claim_article import claim_link
from verify.report.markup import Markup, join, tag
from verify.report.material import Material
from verify.signoffs.agreement import Standing


def signed_section(material: Material) -> Markup | None:
    """The section of the page; None for a run without a file of signatures."""
    if material.signed is None:
        return None
    open_claims, earlier = unsigned(material.signed), signed_before(material.signed)
    parts = [tag("h2", "Who has signed"), tag("p", signed_words(material.signed))]
    if open_claims:
        parts += [
            tag("h3", f"Signed by nobody ({len(open_claims)})"),
            _links(open_claims, whole=len(material.paper_names) > 1),
        ]
    if earlier:
        items = [tag("li", claim_link(name, whole=True), f": {one.words}") for name, one in earlier.items()]
        parts += [tag("h3", f"Changed since somebody signed ({len(earlier)})"), tag("ul", *items)]
    return tag("section", *parts, id="signed")


def _links(names: list[str], *, whole: bool) -> Markup:
    """In one paragraph: there may be many."""
    links = [claim_link(name, whole=whole) for name in names]
    return tag("p", *(join((link, ", ")) for link in links[:-1]), *links[-1:])


def signed_link(material: Material) -> Markup | None:
    """The way to the section."""
    return tag("a", "Who has signed", href="#signed") if material.signed is not None else None


def signed_words(signed: Mapping[str, Standing]) -> str:
    """How many claims are signed as they stand, and by whom."""
    names = dict.fromkeys(name for one in signed.values() for name in one.signed)
    counted = [f"{name} {sum(name in one.signed for one in signed.values())}" for name in sorted(names)]
    total = sum(bool(one.signed) for one in signed.values())
    by = f" ({', '.join(counted)})" if counted else ""
    return f"{total} of {len(signed)} claims are signed as they stand{by}."


def unsigned(signed: Mapping[str, Standing]) -> list[str]:
    """The claims that nobody has ever signed."""
    return [name for name, one in signed.items() if not one.signed and not one.changed]


def signed_before(signed: Mapping[str, Standing]) -> dict[str, Standing]:
    """The claims that somebody signed in another form."""
    return {name: one for name, one in signed.items() if one.changed}
