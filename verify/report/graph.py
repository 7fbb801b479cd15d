"""What rests on what, drawn with the executed status of each claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from verify.kernel import Verdict
from verify.record import ClaimResult
from verify.report.badges import SIGNS
from verify.report.claim_article import claim_link, short_name
from verify.report.markup import Markup, join, tag
from verify.report.material import Material
from verify.terminal import shortened

NODE_WIDTH, NODE_HEIGHT, GAP_ACROSS, GAP_DOWN = 280, 26, 50, 10
LETTERS = 32


@dataclass(frozen=True)
class Place:
    """Where a claim is drawn: column (how long the chain below it is) and row."""

    column: int
    row: int

    @property
    def x(self) -> int:
        return self.column * (NODE_WIDTH + GAP_ACROSS) + 4

    @property
    def y(self) -> int:
        return self.row * (NODE_HEIGHT + GAP_DOWN) + 4


def dependency_section(material: Material) -> Markup | None:
    """A drawing a paper, with the same as text; nothing where no claim uses another."""
    drawings = [drawing for name in material.paper_names if (drawing := _drawing(name, material)) is not None]
    if not drawings:
        return None
    legend = (
        "A line leads from a claim to those that use it. A claim with a full frame is established: it holds, "
        "and so does all that it rests on. A broken frame means that something is missing."
    )
    return tag("section", tag("h2", "What rests on what"), tag("p", legend), *drawings, id="graph")


def _drawing(name: str, material: Material) -> Markup | None:
    claims = connected(material.claims(name))
    if not claims:
        return None
    places = layout(claims)
    width = max(place.x for place in places.values()) + NODE_WIDTH + 4
    height = max(place.y for place in places.values()) + NODE_HEIGHT + 4
    edges = [_edge(places[used], places[one.id]) for one in claims for used in one.uses if used in places]
    nodes = [_node(one, places[one.id], material) for one in claims]
    drawing = tag(
        "svg",
        tag("title", f"What rests on what in {material.title(name)}"),
        *edges,
        *nodes,
        viewBox=f"0 0 {width} {height}",
        width=str(width),
        height=str(height),
        role="group",
        class_="graph",
    )
    said = tag("details", tag("summary", "The same as text"), _as_text(claims))
    return join((tag("h3", material.title(name)), tag("div", drawing, class_="scroll"), said))


def connected(claims: Sequence[ClaimResult]) -> list[ClaimResult]:
    """The claims that use another one of the paper or are used by one."""
    known = {claim.id for claim in claims}
    used = {one for claim in claims for one in claim.uses}
    return [claim for claim in claims if claim.id in used or known.intersection(claim.uses)]


def layout(claims: Sequence[ClaimResult]) -> dict[str, Place]:
    """Each claim to the right of all that it rests on; rows in the order of the paper."""
    columns = depths(claims)
    filled: dict[int, int] = {}
    places: dict[str, Place] = {}
    for claim in claims:
        column = columns[claim.id]
        places[claim.id] = Place(column, filled.get(column, 0))
        filled[column] = filled.get(column, 0) + 1
    return places


def depths(claims: Sequence[ClaimResult]) -> Mapping[str, int]:
    """The length of the longest chain below each claim; a circle is cut at its length."""
    depth = {claim.id: 0 for claim in claims}
    for _ in claims:
        deeper = {
            claim.id: max((depth[used] + 1 for used in claim.uses if used in depth), default=0) for claim in claims
        }
        if deeper == depth:
            break
        depth = {name: min(value, len(claims)) for name, value in deeper.items()}
    return depth


def _edge(start: Place, end: Place) -> Markup:
    x, y = start.x + NODE_WIDTH, start.y + NODE_HEIGHT // 2
    to_x, to_y = end.x, end.y + NODE_HEIGHT // 2
    middle = (x + to_x) // 2
    return tag("path", d=f"M{x} {y}C{middle} {y} {middle} {to_y} {to_x} {to_y}", class_="edge")


def _node(claim: ClaimResult, place: Place, material: Material) -> Markup:
    established = material.established[claim.id].is_established
    standing = "established" if established else "open"
    said = "established" if established else "not established"
    label = f"{SIGNS[claim.verdict]} {shortened(short_name(claim.id), LETTERS)}"
    box = tag(
        "rect",
        x=str(place.x),
        y=str(place.y),
        width=str(NODE_WIDTH),
        height=str(NODE_HEIGHT),
        rx="5",
        class_=standing,
    )
    words = tag("text", label, x=str(place.x + 8), y=str(place.y + NODE_HEIGHT - 8))
    title = tag("title", f"{claim.id}: {claim.verdict.value}, {said}")
    return tag("a", title, box, words, href=f"#{claim.id}", class_=f"node {claim.verdict.value}")


def _as_text(claims: Sequence[ClaimResult]) -> Markup:
    items = []
    for claim in claims:
        used = [piece for one in claim.uses for piece in (", ", claim_link(one))][1:]
        verdict = "" if claim.verdict is Verdict.HOLDS else f" ({claim.verdict.value})"
        items.append(tag("li", claim_link(claim.id), verdict, " rests on " if used else " rests on no other", *used))
    return tag("ul", *items)
