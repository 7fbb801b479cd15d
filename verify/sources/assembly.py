"""A formula put together from its span in the paper's text."""

from __future__ import annotations

import re

from verify.sources.delimiters import Span, content
from verify.sources.formula import Formula
from verify.sources.headings import words_after, words_before
from verify.sources.numbered_rows import printed_tag
from verify.sources.places import PaperText


def formula_at(
    paper: PaperText,
    span: Span,
    *,
    section: str,
    display: bool,
    within: str = "",
    labels: tuple[str, ...] = (),
    numbers: tuple[str, ...] | None = None,
    number: str | None = None,
    blanked: re.Pattern[str] | None = None,
) -> Formula:
    r"""The formula of `span`; without `numbers`, its tags are its numbers.

    >>> from verify.sources.delimiters import span_from
    >>> text = r"Let \(x=1\)."
    >>> paper = PaperText.of("a.md", text, text)
    >>> found = formula_at(paper, span_from(paper, 4, 6, "("), section="model", display=False)
    >>> found.latex, found.column, found.before, found.after
    ('x=1', 7, 'Let', '.')
    """
    inside = content(paper, span, blanked)
    place = paper.place(inside.offset)
    labels = inside.labels or labels
    numbers = tuple(printed_tag(tag) for tag in inside.tags) if numbers is None else numbers
    return Formula(
        latex=inside.latex,
        file=place.file,
        line=place.line,
        column=place.column,
        start_line=paper.place(span.opening).line,
        end_line=paper.place(max(span.opening, span.closing - 1)).line,
        section=section,
        display=display,
        label=labels[0] if labels else "",
        number=number if number is not None else (numbers[0] if numbers else ""),
        environment=span.environment,
        before=words_before(paper.text, span.opening),
        after=words_after(paper.text, span.closing),
        within=within,
        labels=labels,
        numbers=numbers,
    )
