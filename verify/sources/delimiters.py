r"""Where a formula ends, and what stands between its delimiters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from verify.sources.places import PaperText

DISPLAYS = frozenset(
    name + star
    for name in "equation align gather multline eqnarray alignat flalign xalignat xxalignat dmath dgroup".split()
    for star in ("", "*")
) | {"displaymath"}
INLINE_ENVIRONMENTS = frozenset({"math"})
COLUMN_COUNT = frozenset({"alignat", "alignat*", "xalignat", "xalignat*", "xxalignat", "xxalignat*"})
CLOSING = {"[": r"\]", "(": r"\)", "$": "$", "$$": "$$"}
FOREIGN = frozenset({r"\[", r"\]", r"\(", r"\)", "$", "$$"})
BLANK_LINE = re.compile(r"\n[ \t\f\v]*(?=\n)")
INSIDE = re.compile(r"[^\\${}]*(\\(?:begin|end)\s*\{([^{}]*)\}|\\.|\$\$?|[{}])", re.DOTALL)
REMOVED = re.compile(r"\\label\s*\{(?P<label>[^{}]*)\}|\\tag\*?\s*\{(?P<tag>(?:[^{}]|\{[^{}]*\})*)\}")


@dataclass(frozen=True)
class Span:
    """A formula in the paper's text: offsets of its delimiters and of what stands between them."""

    opening: int
    start: int
    end: int
    closing: int
    environment: str


def span_from(
    paper: PaperText, opening: int, start: int, environment: str, *, limit: int | None = None
) -> Span:
    r"""The formula whose opening delimiter runs from `opening` to `start`.

    `environment` is `[`, `(`, `$`, `$$` or the name of an environment; the end is the first closing delimiter
    outside braces. Raises `ReadError` at the opening delimiter if there is none before a blank line or `limit`.

    >>> paper = PaperText.of("a.tex", r"\[x\text{ if $y$}\]", r"\[x\text{ if $y$}\]")
    >>> span_from(paper, 0, 2, "[")
    Span(opening=0, start=2, end=17, closing=19, environment='[')
    """
    end, closing = _closing(paper, opening, start, environment, len(paper.text) if limit is None else limit)
    blank = BLANK_LINE.search(paper.printed, start, end)
    if blank:
        _unclosed(paper, opening, environment, "a blank line inside it")
    if not paper.same_piece(opening, max(opening, closing - 1)):
        paper.fail(opening, "a formula that goes over several files", "put it into one file")
    return Span(opening, start, end, closing, environment)


def _closing(paper: PaperText, opening: int, start: int, environment: str, limit: int) -> tuple[int, int]:
    expected, depth, nested = CLOSING.get(environment), 0, 0
    position = start
    while match := INSIDE.match(paper.text, position, limit):
        mark, position = match.group(1), match.end()
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth -= 1
            if depth < 0:
                _unclosed(paper, opening, environment, "a } that closes what stood before it")
        elif match.group(2) is not None:
            found = _environment_mark(mark, match.group(2), environment)
            if found == "end" and not depth and not nested:
                return match.start(1), match.end()
            nested += {"begin": 1, "inner end": -1}.get(found, 0)
            if found in ("new", "end") or nested < 0:
                _unclosed(paper, opening, environment, f"{mark} before its end")
        elif depth == 0 and nested == 0:
            if expected is not None and mark.startswith(expected):
                return match.start(1), match.start(1) + len(expected)
            if mark in FOREIGN:
                _unclosed(paper, opening, environment, f"{mark} before its end")
    return _unclosed(paper, opening, environment, "no end in sight")


def _environment_mark(mark: str, name: str, environment: str) -> str:
    opens = mark.startswith(r"\begin")
    if name == environment and environment not in CLOSING:
        return "new" if opens else "end"
    if name == "document" or (opens and name in DISPLAYS and environment in DISPLAYS):
        return "new"
    return "begin" if opens else "inner end"


def _unclosed(paper: PaperText, opening: int, environment: str, why: str) -> tuple[int, int]:
    shown = CLOSING.get(environment, f"\\end{{{environment}}}")
    what = "an inline formula" if environment in ("$", "(", "math") else "a display"
    paper.fail(opening, f"{what} that is not closed ({why})", f"close it with {shown}")


@dataclass(frozen=True)
class Content:
    """What stands between the delimiters: the text to read, where it starts, its labels and tags."""

    latex: str
    offset: int
    labels: tuple[str, ...]
    tags: tuple[str, ...]


def content(paper: PaperText, span: Span, blanked: re.Pattern[str] | None = None) -> Content:
    r"""The formula between the delimiters of `span` with `\label` and `\tag` blanked and no blanks at its ends.

    >>> text = r"\[ \label{eq:1} x=1 \]"
    >>> content(PaperText.of("a.tex", text, text), Span(0, 2, 20, 22, "["))
    Content(latex='x=1', offset=16, labels=('eq:1',), tags=())
    """
    inside = paper.text[span.start : span.end]
    if blanked is not None:
        inside = blanked.sub(blank_match, inside)
    labels: list[str] = []
    tags: list[str] = []
    if r"\label" in inside or r"\tag" in inside:
        for match in REMOVED.finditer(inside):
            (labels if match["label"] is not None else tags).append(
                (match["label"] or match["tag"] or "").strip()
            )
        inside = REMOVED.sub(blank_match, inside)
    kept = inside.lstrip()
    offset = span.start + len(inside) - len(kept)
    return Content(_without_trailing_blanks(kept), offset if kept else span.start, tuple(labels), tuple(tags))


def _without_trailing_blanks(inside: str) -> str:
    r"""A control space `\ ` at the end keeps its blank."""
    stripped = inside.rstrip()
    backslashes = len(stripped) - len(stripped.rstrip("\\"))
    return inside[: len(stripped) + 1] if backslashes % 2 else stripped


def blank(text: str) -> str:
    """As many blanks as `text` has characters, its line breaks kept."""
    return "\n".join(" " * len(line) for line in text.split("\n"))


def blank_match(match: re.Match[str]) -> str:
    return blank(match.group())
