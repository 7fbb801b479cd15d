"""LaTeX words as plain words, for titles and names."""

from __future__ import annotations

import re
from collections.abc import Mapping

SILENT = re.compile(
    r"\\(?:label|thanks|footnote|footnotemark|footnotetext|index|vspace\*?|hspace\*?|texorpdfstring\s*(?P<tex>))"
    r"(?![A-Za-z])(?:\[[^\]]*\])?"
)
REFERENCE = re.compile(r"\\(?:eq|c|C|auto|page|name)?ref\*?\s*\{([^{}]*)\}")
MATHS = re.compile(r"\$([^$]*)\$")
ACCENT = re.compile(r"\\[\"'`^~=.]\s*(?=[A-Za-z{\\])")
COMMAND = re.compile(r"\\(?:[A-Za-z@]+\*?\s*|.)", re.DOTALL)
BRACE = re.compile(r"\\.|[{}]", re.DOTALL)


def plain(latex: str, references: Mapping[str, str] | None = None) -> str:
    r"""A title without its commands, notes and labels; names inside formulas stay.

    >>> plain(r"Value of $\epsilon$-play\thanks{With \emph{care}.}: ``now'' \label{sec:x}")
    'Value of epsilon-play: now'
    """
    text = REFERENCE.sub(lambda match: (references or {}).get(match[1], "??"), _without_notes(latex))
    text = MATHS.sub(lambda match: match[1].replace("\\", " "), text)
    text = COMMAND.sub(_spoken, ACCENT.sub("", text))
    text = re.sub(r"``|''|[{}$]", "", text.replace("~", " "))
    return re.sub(r"\s+([,;:.])", r"\1", " ".join(text.split()))


def _spoken(match: re.Match[str]) -> str:
    """The characters that a command prints: an escaped sign, a blank, or nothing."""
    command = match.group()
    return command[1] if command[1] in "&%#_$" else " " if not command[1].isalpha() or command[-1].isspace() else ""


def _without_notes(latex: str) -> str:
    kept, position = [], 0
    while match := SILENT.search(latex, position):
        kept.append(latex[position : match.start()])
        position = match.end()
        if latex[position : position + 1] == "{":
            end = closing_brace(latex, position)
            position = end if end >= 0 else len(latex)
    return "".join([*kept, latex[position:]])


def closing_brace(text: str, opening: int) -> int:
    """Where the group ends that opens at `opening`; -1 if it does not."""
    depth = 0
    for mark in BRACE.finditer(text, opening):
        depth += {"{": 1, "}": -1}.get(mark.group(), 0)
        if depth == 0:
            return mark.end()
    return -1
