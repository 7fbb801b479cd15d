r"""Statements that a source sets off by hand: a paragraph that begins with `**Theorem 2.**` or `\textbf{Proof.}`.

They have no environment of their own; what is supposed in one is supposed there and not in the whole paper.
"""

from __future__ import annotations

import re
from bisect import bisect_right

OF_THEIR_OWN = (
    "theorem|lemma|proposition|corollary|claim|conjecture|fact|observation|result|remark|note|example|exercise|"
    "problem|question|solution|answer|proof|case|scenario|special case|illustration|application|step|part"
)
"""Statements whose hypotheses are theirs alone."""
NAMES = f"{OF_THEIR_OWN}|definition|assumption|condition"
LEAD = re.compile(
    rf"^[ \t>]*(?:[-*+][ \t]+|\d+\.[ \t]+)?(?:\\noindent\s*|\\item\s*)?"
    rf"(?:[*_]{{1,3}}|\\(?:textbf|textit|textsc|emph|underline|paragraph\*?)\s*\{{|\{{\\(?:bf|it|sc)(?:series|shape)?\s)\s*"
    rf"(?P<name>(?:{NAMES})\b[ \t]*[\w.()-]*)",
    re.MULTILINE | re.IGNORECASE,
)
HEADING = re.compile(r"^ {0,3}#{1,6}\s|^[ \t]*\\(?:chapter|(?:sub)*section)\*?", re.MULTILINE)


class Leads:
    """The statements set off by hand in a text, each up to the next one or to a heading.

    >>> text = "**Theorem 2.** Let $x>0$.\\n\\n# Next\\n\\nHere $y$."
    >>> Leads(text).within(20), Leads(text).within(45)
    ('theorem 2', '')
    """

    def __init__(self, text: str) -> None:
        found = [(match.start(), _name(match["name"])) for match in LEAD.finditer(text)]
        found += [(match.start(), "") for match in HEADING.finditer(text)]
        self.found = sorted(found)

    def within(self, offset: int) -> str:
        """The statement that the character at `offset` stands in, in lower case; empty without."""
        index = bisect_right(self.found, offset, key=lambda one: one[0]) - 1
        return self.found[index][1] if index >= 0 else ""


def _name(printed: str) -> str:
    """An assumption or a definition made by hand ends what is before it; where it ends itself nothing tells."""
    if printed.lower().startswith(("assumption", "condition", "definition")):
        return ""
    return " ".join(printed.lower().split()).rstrip(".:")
