"""arXiv's HTML to formulas: LaTeXML keeps the TeX of each `math` element in its `alttext`.

Lines and columns are those of the TeX inside the HTML file. LaTeXML cuts the rows of an aligned display
into one `math` element a cell; they are put together again, cells with `&` and rows with a double backslash
between them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import NoReturn

from verify.errors import ReadError
from verify.sources.files import digest, read_text
from verify.sources.formula import Formula, Source
from verify.sources.headings import slug, words_after, words_before

ALTTEXT = re.compile(r"""\salttext\s*=\s*(?:"|'|(?=[^\s"']))""", re.IGNORECASE)
EQUATION = re.compile(r"\bE(?:x)?\d+\Z")  # of a table of several, LaTeXML names EGx, which no reference uses
HEADING = re.compile(r"h[1-6]")
SKIPPED_CLASSES = frozenset({"ltx_bibliography", "ltx_TOC", "ltx_page_footer", "ltx_verbatim", "ltx_lstlisting"})
SKIPPED_TAGS = frozenset({"script", "style", "nav", "pre", "code", "title"})
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
MOST_SECTIONS = 100
NO_SECTION = ("ltx_title_theorem", "ltx_title_proof", "ltx_title_abstract", "ltx_title_paragraph")
DELIMITERS = re.compile(r"\\\(|\\\[|\$\$")
UPPER_WORD = re.compile(r"[A-Z][a-z]+")


@dataclass
class Element:
    """An open element: its tag and classes, and what it is to the paper."""

    tag: str
    classes: frozenset[str]
    line: int
    column: int
    identifier: str = ""


@dataclass
class Cell:
    """The TeX of one `math` element, where it starts, and where its row of the display ends."""

    latex: str
    line: int
    column: int
    row: int = 0


@dataclass
class Display:
    """A table of LaTeXML that prints one display."""

    start_line: int
    depth: int
    labels: list[str] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    row: int = 0
    text_offset: int = 0


def read_html(path: Path) -> Source:
    """The formulas of an HTML file; see `verify.sources.read.read_source`."""
    text, data = read_text(path)
    return html_source(text, str(path), digest(data))


def html_source(text: str, file: str, sha256: str = "") -> Source:
    r"""The formulas of an HTML text.

    >>> page = '<p>Let <math alttext="x&gt;0" display="inline"><mi>x</mi></math>.</p>'
    >>> [(found.latex, found.line, found.column) for found in html_source(page, "a.html").formulas]
    [('x>0', 1, 23)]
    """
    _refuse_open_markup(text, file)
    reader = HtmlReader(file)
    try:
        reader.feed(text)
        reader.close()
    except AssertionError as error:  # what the standard library's parser raises on markup that HTML does not have
        line, column = reader.getpos()
        raise ReadError(f"no HTML: {error}", line=line, column=column + 1, step="remove it, or export again") from None
    return Source(file, sha256, reader.formulas(), {}, reader.title)


class HtmlReader(HTMLParser):
    """Follows the elements of a page and keeps its formulas."""

    def __init__(self, file: str) -> None:
        super().__init__(convert_charrefs=True)
        self.file, self.title, self.section = file, "", ""
        self.open: list[Element] = []
        self.tags: Counter[str] = Counter()
        self.found: list[tuple[Formula, int, int]] = []
        self.words: list[str] = []
        self.length = 0
        self.within: list[tuple[int, str]] = []
        self.display: Display | None = None
        self.math: Element | None = None
        self.cell: Cell | None = None
        self.math_display = False
        self.collected: list[str] | None = None
        self.collecting = 0
        self.stray: tuple[int, int] | None = None
        self.skipping = 0

    # --- the parser's events ------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        line, column = self.getpos()
        classes = frozenset(attributes.get("class", "").split())
        element = Element(tag, classes, line, column + 1, attributes.get("id", ""))
        if tag == "math" and not self.skipping:
            self._begin_math(element, attributes)
        if tag in VOID:
            return
        self.open.append(element)
        self.tags[tag] += 1
        if self.skipping or tag in SKIPPED_TAGS or classes & SKIPPED_CLASSES:
            self.skipping = self.skipping or len(self.open)
            return
        self._enter(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<x/>` is an end in MathML only; both events together are harmless elsewhere."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.tags[tag]:
            return
        while self.open:
            element = self.open.pop()
            self.tags[element.tag] -= 1
            self._leave(element, len(self.open) + 1)
            if element.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        if self.math is not None:
            annotation = self.open[-1].tag == "annotation"
            if annotation and self.cell is None and data.strip():
                line, column = self.getpos()
                self.cell = Cell(data.strip(), *_place_after(data[: len(data) - len(data.lstrip())], line, column + 1))
            return
        if self.skipping:
            return
        if DELIMITERS.search(data) and self.stray is None:
            self.stray = self.getpos()
        self._print(data)
        if self.collected is not None and not any("ltx_tag" in element.classes for element in self.open):
            self.collected.append(data)
        if self.open and self.open[-1].classes & {"ltx_tag_equation", "ltx_tag_equationgroup"} and self.display:
            self.display.numbers.append(data.strip().removeprefix("(").removesuffix(")"))
        if self.open and "ltx_tag_theorem" in self.open[-1].classes and self.within:
            self.within[-1] = (self.within[-1][0], _lowered(data))

    def close(self) -> None:
        super().close()
        if self.math is not None:
            self._fail(self.math, "a math element that is not closed", "close it with </math>")
        if self.display is not None:
            table = next(element for element in self.open if element.tag == "table")
            self._fail(table, "a display that is not closed", "close it with </table>")
        if self.stray is not None and not self.found:
            element = Element("", frozenset(), self.stray[0], self.stray[1] + 1)
            self._fail(element, "TeX outside math elements", "give the paper's source or LaTeXML's HTML")

    # --- elements -----------------------------------------------------------------------------------------

    def _enter(self, element: Element) -> None:
        classes = element.classes
        if "ltx_eqn_table" in classes and self.display is None:
            self.display = Display(element.line, len(self.open), text_offset=self.length)
        if self.display and self.math is None and EQUATION.search(element.identifier):
            self.display.labels.append(element.identifier)
        if self.display and "ltx_eqn_row" in classes:
            self.display.row += 1
        if "ltx_theorem" in classes or "ltx_proof" in classes:
            self.within.append((len(self.open), "proof" if "ltx_proof" in classes else ""))
        if HEADING.fullmatch(element.tag):
            self.collected, self.collecting = [], len(self.open)

    def _leave(self, element: Element, depth: int) -> None:
        if self.skipping:
            self.skipping = 0 if depth == self.skipping else self.skipping
            return
        if element.tag == "math":
            self._end_math()
        if self.collected is not None and depth == self.collecting:
            self._heading(element, " ".join("".join(self.collected).split()))
            self.collected = None
        if self.display is not None and depth == self.display.depth:
            self._end_display(self.display)
        if self.within and depth == self.within[-1][0]:
            self.within.pop()

    def _heading(self, element: Element, words: str) -> None:
        if "ltx_title_document" in element.classes or (not self.title and element.tag == "h1"):
            self.title = words
        elif "ltx_title_proof" in element.classes and self.within:
            self.within[-1] = (self.within[-1][0], _lowered(words.rstrip(".")))
        elif not element.classes.intersection(NO_SECTION):
            self.section = slug(words)

    # --- formulas -----------------------------------------------------------------------------------------

    def _begin_math(self, element: Element, attributes: dict[str, str]) -> None:
        if self.math is not None:
            self._fail(self.math, "a math element that is not closed", "close it with </math>")
        self.math, self.cell = element, None
        self.math_display = attributes.get("display", "inline") == "block"
        if "alttext" in attributes:
            tag = self.get_starttag_text() or ""
            value = ALTTEXT.search(tag)
            before = tag[: value.end()] if value else ""
            self.cell = Cell(attributes["alttext"], *_place_after(before, element.line, element.column))

    def _end_math(self) -> None:
        math, cell = self.math, self.cell
        self.math = None
        if math is None:
            return
        if cell is None:
            self._fail(math, "a formula without its TeX", "give HTML whose math elements have an alttext")
        if self.collected is not None:
            self.collected.append(cell.latex.replace("\\", " "))
        if self.display is not None:
            cell.row = self.display.row
            self.display.cells.append(cell)
            return
        start = self.length
        self._print(f"${cell.latex}$")
        self._keep([cell], math.line, start, display=self.math_display)

    def _end_display(self, display: Display) -> None:
        self.display = None
        if display.cells:
            self._print(" ")
            self._keep(display.cells, display.start_line, display.text_offset, display=True, table=display)

    def _keep(
        self, cells: list[Cell], start_line: int, start: int, *, display: bool, table: Display | None = None
    ) -> None:
        rows: dict[int, list[str]] = {}
        for cell in cells:
            rows.setdefault(cell.row, []).append(cell.latex.strip())
        labels = tuple(dict.fromkeys(table.labels)) if table else ()
        numbers = tuple(number for number in table.numbers if number) if table else ()
        formula = Formula(
            latex=" \\\\\n".join(" & ".join(row) for row in rows.values()),
            file=self.file,
            line=cells[0].line,
            column=cells[0].column,
            start_line=start_line,
            end_line=self.getpos()[0],
            section=self.section,
            display=display,
            label=labels[0] if labels else "",
            number=numbers[0] if numbers else "",
            environment="math",
            within=self.within[-1][1] if self.within else "",
            labels=labels,
            numbers=numbers,
        )
        self.found.append((formula, start, self.length))

    def formulas(self) -> tuple[Formula, ...]:
        """The formulas with the words around them."""
        text = "".join(self.words)
        return tuple(
            replace(formula, before=words_before(text, start), after=words_after(text, end))
            for formula, start, end in self.found
        )

    def _print(self, words: str) -> None:
        self.words.append(words)
        self.length += len(words)

    def _fail(self, element: Element, reason: str, step: str) -> NoReturn:
        raise ReadError(f"{reason} in {self.file}", line=element.line, column=element.column, step=step)


def _refuse_open_markup(text: str, file: str) -> None:
    """Markup that never ends; the parser would look for its end again and again."""
    for opening, closing in (("<!--", "-->"), ("<![", "]>"), ("<", ">")):
        start = text.find(opening, text.rfind(closing) + 1)
        if start >= 0 and (opening != "<![" or text.count(opening) > MOST_SECTIONS):
            line, column = _place_after(text[:start], 1, 1)
            reason = f"{opening} without its {closing} in {file}"
            raise ReadError(reason, line=line, column=column, step=f"close it with {closing}")


def _place_after(text: str, line: int, column: int) -> tuple[int, int]:
    """Line and column behind a text that starts at `line` and `column`."""
    newline = text.rfind("\n")
    return line + text.count("\n"), len(text) - newline if newline >= 0 else column + len(text)


def _lowered(words: str) -> str:
    """A name in lower case, its number as printed.

    >>> _lowered("Proposition A.1 ")
    'proposition A.1'
    """
    return UPPER_WORD.sub(lambda match: match.group().lower(), " ".join(words.split()))
