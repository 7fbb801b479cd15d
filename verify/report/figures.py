"""Figures of a paper: drawings with a text alternative and the numbers behind them.

A package declares `name = "module:draw"` in the entry point group `verify.figures`, with the paper's name;
`draw()` returns the figures. They come from what was solved, never from a file that somebody drew.
"""

from __future__ import annotations

import base64
import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from verify.report.markup import Markup, tag
from verify.writing import write_whole

if TYPE_CHECKING:
    from verify.report.material import Material

GROUP = "verify.figures"


@dataclass(frozen=True)
class Figure:
    """A drawing: `svg` is a whole SVG document, `alternative` says in words what one sees.

    `columns` are its numbers, of equal length; `claims` are the ids that the figure is about.
    """

    name: str
    paper: str
    title: str
    alternative: str
    svg: str
    columns: Mapping[str, Sequence[float]]
    claims: tuple[str, ...] = ()

    @property
    def csv(self) -> str:
        """The numbers as comma separated values, with names in the first line."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(zip(*self.columns.values(), strict=True))
        return text.getvalue()


def declared_figures(papers: Sequence[str]) -> tuple[Figure, ...]:
    """The figures of these papers, drawn now."""
    drawn: list[Figure] = []
    for point in sorted(entry_points(group=GROUP), key=lambda one: one.name):
        if point.name in papers:
            draw: Callable[[], Sequence[Figure]] = point.load()
            drawn += draw()
    return tuple(drawn)


def write_figures(folder: Path, figures: Sequence[Figure]) -> list[Path]:
    """Write each figure and its numbers into `folder`; returns the files."""
    written = []
    for figure in figures:
        for ending, content in (("svg", figure.svg), ("csv", figure.csv)):
            path = folder / f"{figure.name}.{ending}"
            write_whole(path, content)
            written.append(path)
    return written


def figures_section(material: Material) -> Markup | None:
    """The figures with their alternatives and numbers; nothing where there are none."""
    if not material.figures:
        return None
    return tag("section", tag("h2", "Figures"), *map(_figure, material.figures), id="figures")


def _figure(figure: Figure) -> Markup:
    from verify.report.claim_article import claim_link

    drawing = "data:image/svg+xml;base64," + base64.b64encode(figure.svg.encode()).decode()
    numbers = "data:text/csv;charset=utf-8," + quote(figure.csv)
    link = tag("a", "The numbers (CSV)", href=numbers, download=f"{figure.name}.csv")
    about = [piece for claim in figure.claims for piece in (" ", claim_link(claim))]
    caption = tag("figcaption", tag("b", figure.title), ". ", figure.alternative, " ", link, *about)
    return tag("figure", tag("img", src=drawing, alt=figure.alternative), caption, id=f"figure-{figure.name}")
