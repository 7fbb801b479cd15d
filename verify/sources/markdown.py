r"""Markdown to formulas: `\[ \]`, `$$ $$`, `\( \)`, `$ $`, fenced `math` and bare LaTeX environments.

Code, in fences or between backticks, HTML comments and front matter hold no formulas. For single dollars the
rule of Pandoc holds: no blank after the opening one, none before the closing one and no digit after it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from verify.sources.assembly import formula_at
from verify.sources.delimiters import BLANK_LINE, DISPLAYS, Span, span_from
from verify.sources.files import digest, read_text
from verify.sources.formula import Formula, Source
from verify.sources.headings import slug
from verify.sources.places import PaperText

FENCE = re.compile(r"[ \t>]*(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*)$")
HEADING = re.compile(r"^ {0,3}#{1,6}(?:[ \t]+(?P<title>[^\n]*?))?(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)
UNDERLINED = re.compile(r"^(?P<title> {0,3}[^\s#>\-*+|][^\n]*)\n {0,3}(?:=+|-{3,})[ \t]*$", re.MULTILINE)
ATTRIBUTES = re.compile(r"\s*\{[^{}]*\}\s*$")
EVENT = re.compile(
    r"[^\\$`<]*(?:\\begin\{(?P<begin>[A-Za-z]+\*?)\}|\\end\{(?P<end>[A-Za-z]+\*?)\}|\\(?P<open>[\[(])|(?P<stray>\\[\])])"
    r"|\\.|(?P<quoted>\$`)|(?P<dollars>\$\$?)|(?P<ticks>`+)|(?P<remark><!--)|(?P<other><))",
    re.DOTALL,
)
UNESCAPED_DOLLAR = re.compile(r"(?:[^\\$]|\\.)*\$", re.DOTALL)
TICKS = re.compile("`+")
QUOTE_MARKS = re.compile(r"(?<=\n)[ \t]*>(?:[ \t]*>)*")


@dataclass(frozen=True)
class Blocks:
    """The paper's text with its code blanked, and the spans of its fenced formulas."""

    paper: PaperText
    fenced: tuple[Span, ...]
    blank_lines: tuple[int, ...]

    def paragraph_end(self, offset: int, limit: int) -> int:
        """Where the paragraph ends that holds the character at `offset`."""
        index = bisect_left(self.blank_lines, offset)
        return min(self.blank_lines[index], limit) if index < len(self.blank_lines) else limit


def read_markdown(path: Path) -> Source:
    """The formulas of a Markdown file; see `verify.sources.read.read_source`."""
    text, data = read_text(path)
    return markdown_source(text, str(path), digest(data))


def markdown_source(text: str, file: str, sha256: str = "") -> Source:
    r"""The formulas of a Markdown text.

    >>> [found.latex for found in markdown_source(r"Let $x$ be \(y\), and `$z$` code.", "a.md").formulas]
    ['x', 'y']
    """
    blocks = _blocks(text, file)
    headings = _headings(blocks.paper.text)
    starts = [start for start, _ in headings]
    formulas = []
    for span in _spans(blocks):
        index = bisect_right(starts, span.opening) - 1
        section = slug(headings[index][1]) if index >= 0 else ""
        formulas.append(_formula(blocks.paper, span, section))
    title = headings[0][1] if headings else ""
    return Source(file, sha256, tuple(formulas), {}, title)


def _formula(paper: PaperText, span: Span, section: str) -> Formula:
    line_start = paper.text.rfind("\n", 0, span.opening) + 1
    quoted = paper.text[line_start : span.opening].lstrip().startswith(">")
    display = span.environment not in ("(", "$", "math")
    return formula_at(paper, span, section=section, display=display, blanked=QUOTE_MARKS if quoted else None)


def _headings(text: str) -> list[tuple[int, str]]:
    found = [(match.start(), match["title"] or "") for match in HEADING.finditer(text)]
    found += [(match.start(), match["title"]) for match in UNDERLINED.finditer(text)]
    return sorted((start, ATTRIBUTES.sub("", title).strip()) for start, title in found)


def _blocks(text: str, file: str) -> Blocks:
    """Blanks front matter and code fences; fences with the word `math` are formulas."""
    source = PaperText.of(file, text, text)
    lines, kept = text.split("\n"), []
    fenced: list[Span] = []
    offset, fence, opened, math = 0, "", 0, False
    front = _front_matter(lines)
    for index, line in enumerate(lines):
        match = FENCE.match(line)
        end = offset + len(line)
        if index < front:
            kept.append(" " * len(line))
        elif not fence and match:
            fence, opened, math = match["fence"], offset, match["info"].strip() in ("math", "{math}")
            kept.append(" " * len(line))
        elif fence and match and match["fence"].startswith(fence) and not match["info"].strip():
            if math:
                first = text.index("\n", opened) + 1
                fenced.append(Span(opened, min(first, offset), offset, end, "```math"))
            fence = ""
            kept.append(" " * len(line))
        else:
            kept.append(" " * len(line) if fence and not math else line)
        offset = end + 1
    if fence and math:
        source.fail(opened, "a display that is not closed", f"close it with {fence}")
    blank_lines = tuple(match.start() for match in BLANK_LINE.finditer(text))
    return Blocks(PaperText.of(file, text, "\n".join(kept)), tuple(fenced), blank_lines)


def _front_matter(lines: list[str]) -> int:
    """How many lines the front matter takes."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    ends = (index for index, line in enumerate(lines[1:], 2) if line.rstrip() in ("---", "..."))
    return next(ends, 0)


def _spans(blocks: Blocks) -> Iterator[Span]:
    paper, position = blocks.paper, 0
    for fenced in (*blocks.fenced, None):
        limit = fenced.opening if fenced else len(paper.text)
        while match := EVENT.match(paper.text, position, limit):
            span, position = _event(blocks, match, limit)
            if span is not None:
                yield span
        if fenced:
            yield fenced
            position = fenced.closing


def _event(blocks: Blocks, match: re.Match[str], limit: int) -> tuple[Span | None, int]:
    """The formula that starts at a mark, if one does, and where to go on."""
    paper = blocks.paper
    if match["open"]:
        span = span_from(paper, match.end() - 2, match.end(), match["open"], limit=limit)
        return span, span.closing
    if match["dollars"]:
        return _dollars(blocks, match["dollars"], match.end(), limit)
    if match["begin"] and match["begin"] in DISPLAYS:
        span = span_from(paper, match.start("begin") - 7, match.end(), match["begin"], limit=limit)
        return span, span.closing
    if match["quoted"]:
        return _quoted(paper, match.end(), limit)
    if match["ticks"]:
        return None, _after_code(blocks, match["ticks"], match.end(), limit)
    if match["remark"]:
        end = paper.text.find("-->", match.end(), limit)
        return None, end + 3 if end >= 0 else limit
    if match["stray"] or match["end"] in DISPLAYS:
        opening = match.start("stray") if match["stray"] else match.start("end") - 5
        paper.fail(
            opening, "the end of a formula that never began", "write its beginning, or remove this mark"
        )
    return None, match.end()


def _dollars(blocks: Blocks, mark: str, start: int, limit: int) -> tuple[Span | None, int]:
    paper = blocks.paper
    following = paper.text[start : start + 1]
    if mark == "$" and (not following or following.isspace()):
        return None, start
    if (
        mark == "$"
        and following.isdigit()
        and not _closes(paper.text, start, blocks.paragraph_end(start, limit))
    ):
        return None, start
    span = span_from(paper, start - len(mark), start, mark, limit=limit)
    if mark == "$" and not _is_end(paper.text, span.end):
        paper.fail(
            start - 1,
            "a $ that opens no formula by its blanks",
            r"write \$ for a dollar, \( \) for a formula",
        )
    return span, span.closing


def _closes(text: str, start: int, limit: int) -> bool:
    """Whether the next dollar ends a formula; a price has none that does."""
    dollar = UNESCAPED_DOLLAR.match(text, start, limit)
    return dollar is not None and _is_end(text, dollar.end() - 1)


def _is_end(text: str, dollar: int) -> bool:
    return not text[dollar - 1].isspace() and not text[dollar + 1 : dollar + 2].isdigit()


def _quoted(paper: PaperText, start: int, limit: int) -> tuple[Span | None, int]:
    """GitHub's inline formula, a dollar and a backtick on each side."""
    end = paper.text.find("`$", start, limit)
    if end < 0 or BLANK_LINE.search(paper.printed, start, end):
        paper.fail(start - 2, "an inline formula that is not closed", "close it with `$")
    return Span(start - 2, start, end, end + 2, "$"), end + 2


def _after_code(blocks: Blocks, ticks: str, start: int, limit: int) -> int:
    """Where the code ends that a run of backticks begins; behind the run if no equal one follows."""
    for match in TICKS.finditer(blocks.paper.text, start, blocks.paragraph_end(start, limit)):
        if match.group() == ticks:
            return match.end()
    return start
