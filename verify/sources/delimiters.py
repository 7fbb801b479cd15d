r"""Where a formula ends, and what stands between its delimiters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from verify.sources.places import PaperText

NUMBERED_DISPLAYS = (
    *("equation", "align", "gather", "multline", "eqnarray", "alignat", "flalign"),
    *("xalignat", "xxalignat", "dmath", "IEEEeqnarray"),
)
OTHER_DISPLAYS = (
    *("displaymath", "numcases", "subnumcases", "empheq", "mathpar"),
    *(name + mark for name in ("mini", "maxi", "argmini", "argmaxi") for mark in ("", "*", "!")),
)
DISPLAYS = frozenset(name + star for name in NUMBERED_DISPLAYS for star in ("", "*")) | set(OTHER_DISPLAYS)
INLINE_ENVIRONMENTS = frozenset({"math"})
COLUMNS = ("alignat", "alignat*", "xalignat", "xalignat*", "xxalignat", "IEEEeqnarray", "IEEEeqnarray*")
ARGUMENTS = dict.fromkeys((*COLUMNS, "empheq"), 1) | {"dmath": 0, "dmath*": 0}
"""Displays with an optional argument and as many others before the formula."""
CLOSING = {"[": r"\]", "(": r"\)", "$": "$", "$$": "$$"}
NO_CLOSERS: Mapping[str, str] = {}
FOREIGN = frozenset({r"\[", r"\]", r"\(", r"\)", "$", "$$"})
BLANK_LINE = re.compile(r"\n[ \t\f\v]*(?=\n)")
INSIDE = re.compile(r"[^\\${}]*(\\(?:begin|end)\s*\{([^{}]*)\}|\\(?:[A-Za-z@]+|.)|\$\$?|[{}])", re.DOTALL)
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
    paper: PaperText,
    opening: int,
    start: int,
    environment: str,
    *,
    limit: int | None = None,
    closers: Mapping[str, str] = NO_CLOSERS,
) -> Span:
    r"""The formula whose opening delimiter runs from `opening` to `start`.

    `environment` is `[`, `(`, `$`, `$$` or the name of an environment; the end is the first closing
    delimiter outside braces and inner environments. `closers` are further commands with the environment
    that they close. Raises `ReadError` at the opening delimiter if there is no end before a blank line or
    `limit`.

    >>> paper = PaperText.of("a.tex", r"\[x\text{ if $y$}\]", r"\[x\text{ if $y$}\]")
    >>> span_from(paper, 0, 2, "[")
    Span(opening=0, start=2, end=17, closing=19, environment='[')
    """
    search = _Search(paper, opening, environment, closers)
    end, closing = search.end_from(start, len(paper.text) if limit is None else limit)
    if BLANK_LINE.search(paper.printed, start, end):
        search.fail("a blank line inside it")
    if not paper.same_piece(opening, closing - 1):
        paper.fail(opening, "a formula that goes over several files", "put it into one file")
    return Span(opening, start, end, closing, environment)


@dataclass(frozen=True)
class _Search:
    """The search for the end of one formula."""

    paper: PaperText
    opening: int
    environment: str
    closers: Mapping[str, str]

    def end_from(self, position: int, limit: int) -> tuple[int, int]:
        """Where the closing delimiter starts and ends."""
        depth = nested = 0
        while match := INSIDE.match(self.paper.text, position, limit):
            mark, name, position = match[1], match[2], match.end()
            outside = depth == 0 and nested == 0
            if outside and (length := self._closing_length(mark, name)):
                return match.start(1), match.start(1) + length
            self._refuse(mark, name, outside)
            if name is not None:
                nested += 1 if mark.startswith(r"\begin") else -1
            depth += {"{": 1, "}": -1}.get(mark, 0)
            if depth < 0 or nested < 0:
                self.fail(f"{mark} closes what stood before it")
        return self.fail("no end in sight")

    def _closing_length(self, mark: str, name: str | None) -> int:
        """How many characters of `mark` close the formula; of `$$` an inline formula takes one."""
        closes = self.closers.get(mark) if name is None else name if mark.startswith(r"\end") else None
        if closes == self.environment:
            return len(mark)
        expected = CLOSING.get(self.environment)
        return len(expected) if expected is not None and mark.startswith(expected) else 0

    def _refuse(self, mark: str, name: str | None, outside: bool) -> None:
        """What cannot stand inside a formula shows that it was not closed."""
        known = self.environment not in CLOSING
        display_inside = name in DISPLAYS and known and mark.startswith(r"\begin")
        if name == "document" or (known and name == self.environment) or display_inside:
            self.fail(f"{mark} before its end")
        if outside and mark in FOREIGN:
            self.fail(f"{mark} before its end")

    def fail(self, why: str) -> NoReturn:
        shown = CLOSING.get(self.environment, rf"\end{{{self.environment}}}")
        what = "an inline formula" if self.environment in ("$", "(", "math") else "a display"
        self.paper.fail(self.opening, f"{what} that is not closed ({why})", f"close it with {shown}")


@dataclass(frozen=True)
class Content:
    """What stands between the delimiters: the text to read, where it starts, its labels and tags."""

    latex: str
    offset: int
    labels: tuple[str, ...]
    tags: tuple[str, ...]


def content(paper: PaperText, span: Span, blanked: re.Pattern[str] | None = None) -> Content:
    r"""The formula between the delimiters of `span`, `\label` and `\tag` blanked, without blanks at its ends.

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
            (labels if match["label"] is not None else tags).append((match["label"] or match["tag"] or "").strip())
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
