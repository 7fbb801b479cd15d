"""The blocks of a Markdown text: front matter, fences of code, formulas and text, headings, paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from verify.sources.delimiters import BLANK_LINE, Span
from verify.sources.headings import slug
from verify.sources.places import PaperText

FENCE = re.compile(r"[ \t>]*(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*)$")
MATH = re.compile(r"\{?math\}?(?:\s|$)")
TEXT = re.compile(
    r"\{(?:(?:prf|proof):[a-z]+|theorem|lemma|proof|exercise|solution|admonition|note|warning|tip|important|hint"
    r"|attention|caution|danger|error|seealso|topic|sidebar|margin|dropdown|figure|epigraph|aside|details)\}"
)
OPTION = re.compile(r"[ \t>]*:(?P<name>[\w-]+):[ \t]*(?P<value>.*)")
HEADING = re.compile(r"^ {0,3}#{1,6}(?:[ \t]+(?P<title>[^\n]*?))?(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)
UNDERLINED = re.compile(r"^(?P<title> {0,3}[^\s#>\-*+|][^\n]*)\n {0,3}(?:=+|-{3,})[ \t]*$", re.MULTILINE)
ATTRIBUTES = re.compile(r"\s*\{[^{}]*\}\s*$")
TITLE = re.compile(r"title:\s*[\"']?(.*?)[\"']?\s*$")


@dataclass(frozen=True)
class FencedFormula:
    """A formula between fences, and the label that an option line gives it."""

    span: Span
    label: str = ""


@dataclass(frozen=True)
class Blocks:
    """The paper's text with its code blanked, its fenced formulas, blank lines and headings."""

    paper: PaperText
    fenced: tuple[FencedFormula, ...]
    blank_lines: tuple[int, ...]
    headings: tuple[tuple[int, str], ...]
    title: str

    def paragraph_end(self, offset: int, limit: int) -> int:
        """Where the paragraph ends that holds the character at `offset`."""
        index = bisect_left(self.blank_lines, offset)
        return min(self.blank_lines[index], limit) if index < len(self.blank_lines) else limit

    def section(self, offset: int) -> str:
        """The innermost heading above `offset` as a short name."""
        index = bisect_right(self.headings, offset, key=lambda heading: heading[0]) - 1
        return slug(self.headings[index][1]) if index >= 0 else ""


@dataclass
class _Fence:
    """An open fence: its marks, what stands in it, where it and its content start."""

    marks: str
    kind: str
    opening: int
    start: int
    label: str = ""
    options: bool = True

    def closed_by(self, match: re.Match[str]) -> bool:
        return match["fence"].startswith(self.marks) and not match["info"].strip()


@dataclass
class _Lines:
    """Reads the lines in order; `kept` is the text with code, fences and options blanked."""

    kept: list[str] = field(default_factory=list)
    open: list[_Fence] = field(default_factory=list)
    fenced: list[FencedFormula] = field(default_factory=list)

    def read(self, line: str, offset: int) -> None:
        inner = self.open[-1] if self.open else None
        match = FENCE.match(line)
        if match and inner and inner.closed_by(match):
            self._close(self.open.pop(), offset, offset + len(line))
        elif match and (inner is None or inner.kind == "text"):
            self.open.append(_Fence(match["fence"], _kind(match["info"]), offset, offset + len(line) + 1))
        elif inner is None or inner.kind != "code":
            self.kept.append(" " * len(line) if inner and self._is_option(inner, line, offset) else line)
            return
        self.kept.append(" " * len(line))

    def _is_option(self, fence: _Fence, line: str, offset: int) -> bool:
        option = OPTION.fullmatch(line) if fence.options else None
        fence.options = option is not None
        if option is None:
            return False
        if option["name"] in ("label", "name"):
            fence.label = option["value"].strip()
        if fence.kind == "math":
            fence.start = offset + len(line) + 1
        return True

    def _close(self, fence: _Fence, offset: int, end: int) -> None:
        if fence.kind == "math":
            span = Span(fence.opening, min(fence.start, offset), offset, end, "```math")
            self.fenced.append(FencedFormula(span, fence.label))


def _kind(info: str) -> str:
    return "math" if MATH.match(info.strip()) else "text" if TEXT.match(info.strip()) else "code"


def blocks_of(text: str, file: str) -> Blocks:
    """The blocks of a Markdown text; a fenced formula that is not closed is a `ReadError`.

    >>> [one.label for one in blocks_of("```{math}\\n:label: x\\na=b\\n```", "a.md").fenced]
    ['x']
    """
    lines, reader, offset = text.split("\n"), _Lines(), 0
    front = _front_matter(lines)
    for index, line in enumerate(lines):
        if index < front:
            reader.kept.append(" " * len(line))
        else:
            reader.read(line, offset)
        offset += len(line) + 1
    paper = PaperText.of(file, text, "\n".join(reader.kept))
    for fence in reader.open:
        if fence.kind == "math":
            paper.fail(fence.opening, "a display that is not closed", f"close it with {fence.marks}")
    headings = _headings(paper.text)
    titles = [match[1] for line in lines[:front] if (match := TITLE.match(line))]
    titles += [title for _, title in headings]
    blank_lines = tuple(match.start() for match in BLANK_LINE.finditer(text))
    return Blocks(paper, tuple(reader.fenced), blank_lines, headings, titles[0] if titles else "")


def _headings(text: str) -> tuple[tuple[int, str], ...]:
    found = [(match.start(), match["title"] or "") for match in HEADING.finditer(text)]
    found += [(match.start(), match["title"]) for match in UNDERLINED.finditer(text)]
    return tuple(sorted((start, ATTRIBUTES.sub("", title).strip()) for start, title in found))


def _front_matter(lines: list[str]) -> int:
    """How many lines the front matter takes."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    ends = (index for index, line in enumerate(lines[1:], 2) if line.rstrip() in ("---", "..."))
    return next(ends, 0)
