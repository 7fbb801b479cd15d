"""Headings as short names, and the words around a formula."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W_]+")
APOSTROPHES = re.compile("['’`‘\"]")
CONTEXT = 200


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
    joined = " ".join(taken.split())
    if len(joined) <= CONTEXT:
        return joined
    cut = joined[-CONTEXT:]
    return cut[cut.find(" ") + 1 :]


def words_after(text: str, offset: int) -> str:
    """Up to 200 characters of the text that starts at `offset`, blanks joined, cut between words."""
    joined = " ".join(text[offset : offset + 3 * CONTEXT].split())
    if len(joined) <= CONTEXT:
        return joined
    cut = joined[:CONTEXT]
    return cut[: cut.rfind(" ")] if " " in cut else cut
