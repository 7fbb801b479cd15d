"""Headings as short names, and the words around a formula."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W_]+")
APOSTROPHES = re.compile("['’`‘\"]")
CONTEXT = 200
LINE_OF_ITS_OWN = re.compile(r"^(?:#{1,6}[ \t]+\S[^\n]*|\*\*[^*\n]+\*\*(?=[ \t]*\n[ \t]*\n))", re.MULTILINE)
"""A heading of Markdown and a paragraph in bold letters, which end without a full stop."""


def slug(title: str) -> str:
    """A heading as its words in lower case, joined by hyphens.

    >>> slug("Compute-Market Discipline")
    'compute-market-discipline'
    >>> slug("2. The Follower's Value")
    '2-the-followers-value'
    """
    return "-".join(WORD.findall(APOSTROPHES.sub("", title).lower()))


def words_before(text: str, offset: int, start: int = 0) -> str:
    """Up to 200 characters of the text that ends at `offset`, blanks joined, cut between words."""
    taken = text[max(start, offset - 3 * CONTEXT) : offset]
    joined = _joined(taken)
    if len(joined) <= CONTEXT:
        return joined
    cut = joined[-CONTEXT:]
    return cut[cut.find(" ") + 1 :]


def words_after(text: str, offset: int) -> str:
    """Up to 200 characters of the text that starts at `offset`, blanks joined, cut between words."""
    joined = _joined(text[offset : offset + 3 * CONTEXT])
    if len(joined) <= CONTEXT:
        return joined
    cut = joined[:CONTEXT]
    return cut[: cut.rfind(" ")] if " " in cut else cut


def _joined(text: str) -> str:
    """Blanks joined, with a full stop behind each line that is a sentence of its own."""
    return " ".join(LINE_OF_ITS_OWN.sub(_ended, text).split())


def _ended(line: re.Match[str]) -> str:
    said = line.group().rstrip("#* \t")
    return line.group() if said.endswith((".", ":", "!", "?")) else f"{line.group().rstrip()}."
