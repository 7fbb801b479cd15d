r"""A LaTeX file's text with what is not printed blanked: comments, verbatim parts, `\iffalse`, links.

Every character keeps its place; blanked ones become blanks, line breaks stay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from verify.sources.delimiters import blank
from verify.sources.places import FileText

VERBATIM = (
    r"verbatim(?:\*|write)?|[BLV]?Verbatim\*?|SaveVerbatim|lstlisting|minted|comment|alltt|filecontents\*?|CCSXML"
    r"|luacode\*?|pycode|sagesilent|knitrout"
)
UNPRINTED = re.compile(
    rf"[^\\%]*(?:(?P<comment>%[^\n]*)|\\begin\s*\{{(?P<verbatim>{VERBATIM})\}}"
    r"|\\(?:verb\*?|lstinline(?:\[[^\]]*\])?)(?P<mark>[^A-Za-z\s*])"
    r"|\\(?:url|nolinkurl|href)\s*(?P<link>\{)|(?P<stop>\\endinput)(?![A-Za-z@])|\\.)",
    re.DOTALL,
)
CONDITIONAL = re.compile(
    r"[^\\]*\\(?:newif\s*\\if(?P<declared>[A-Za-z@]+)"
    r"|let\s*\\if(?P<let>[A-Za-z@]+)\s*=?\s*\\if(?P<value>[A-Za-z@]+)"
    r"|(?P<branch>else|fi)(?![A-Za-z@])|if(?P<test>[A-Za-z@]*)|(?P<setter>[A-Za-z@]+)|.)",
    re.DOTALL,
)
BRACED_TESTS = frozenset(
    {"f", "thenelse", "bool", "toggle", "def", "undef", "csdef", "csundef", "blank", "strequal", "strempty"}
    | {"defempty", "defvoid", "numcomp", "boolexpr", "defstring", "notbool", "nottoggle", "defmacro"}
)


@dataclass
class Flags:
    r"""What is known of the paper's conditionals: `\iftrue`, `\iffalse` and those that `\newif` declares."""

    known: dict[str, bool] = field(default_factory=lambda: {"true": True, "false": False})


def printed_text(source: FileText, flags: Flags | None = None) -> str:
    r"""The text of a file with unprinted parts blanked; `flags` carries conditionals from file to file.

    Raises `ReadError` for a verbatim part or an `\iffalse` that does not end. Of a conditional whose value
    is not known both branches are kept.

    >>> printed_text(FileText("a.tex", "x % y\n\\iffalse z\\fi w"))
    'x    \n\\iffalse  \\fi w'
    """
    flags = flags if flags is not None else Flags()
    text = _without_comments(source)
    return _without_dropped_branches(source, text, flags) if r"\if" in text or r"\newif" in text else text


def _without_comments(source: FileText) -> str:
    text, kept, position = source.text, [], 0
    while match := UNPRINTED.match(text, position):
        start, end = _unprinted_span(source, match)
        kept += [text[position:start], blank(text[start:end])]
        position = end
    return "".join([*kept, text[position:]])


def _unprinted_span(source: FileText, match: re.Match[str]) -> tuple[int, int]:
    """Start and end of the part to blank."""
    if match["comment"] is not None:
        return match.start("comment"), match.end()
    if match["verbatim"]:
        return match.end(), _verbatim_end(source, match)
    if match["mark"]:
        closing = "}" if match["mark"] == "{" else match["mark"]
        line_end = source.text.find("\n", match.end())
        end = source.text.find(closing, match.end(), line_end if line_end >= 0 else len(source.text))
        if end < 0:
            source.fail(match.end() - 1, r"a \verb that is not closed", f"close it with {closing} on the same line")
        return match.start("mark"), end + 1
    if match["link"]:
        return match.end(), _link_end(source.text, match.end())
    if match["stop"]:
        return match.start("stop"), len(source.text)
    return match.end(), match.end()


def _verbatim_end(source: FileText, match: re.Match[str]) -> int:
    end = source.text.find(rf"\end{{{match['verbatim']}}}", match.end())
    if end < 0:
        name = match["verbatim"]
        source.fail(match.start("verbatim") - 7, f"environment {name} that is not closed", rf"add \end{{{name}}}")
    return end


def _link_end(text: str, position: int) -> int:
    depth = 1
    for mark in re.compile(r"\\.|[{}\n]", re.DOTALL).finditer(text, position):
        depth += {"{": 1, "}": -1}.get(mark.group(), 0)
        if depth == 0 or mark.group() == "\n":
            return mark.start()
    return position


class _Branches:
    """The conditionals that are open at a place; a branch is printed, dropped, or of unknown value."""

    def __init__(self) -> None:
        self.open: list[tuple[bool | None, int]] = []
        self.dropped_from: int | None = None

    @property
    def dropping(self) -> bool:
        return any(value is False for value, _ in self.open)


def _without_dropped_branches(source: FileText, text: str, flags: Flags) -> str:
    branches, dropped, position = _Branches(), [], 0
    while match := CONDITIONAL.match(text, position):
        position = match.end()
        before = branches.dropping
        mark = text.rindex("\\", match.start(), match.start() + len(match.group())) if match["branch"] else position
        _apply(match, branches, flags, text)
        if branches.dropping and not before:
            dropped.append([position, len(text)])
        elif before and not branches.dropping:
            dropped[-1][1] = mark
    for value, start in branches.open:
        if value is False:
            source.fail(start, r"\iffalse without its \fi", r"add \fi")
    return _blanked(text, dropped)


def _apply(match: re.Match[str], branches: _Branches, flags: Flags, text: str) -> None:
    live = not branches.dropping
    if match["declared"]:
        flags.known.setdefault(match["declared"], False)
    elif match["let"]:
        if live and match["value"] in flags.known:
            flags.known[match["let"]] = flags.known[match["value"]]
    elif match["branch"]:
        _turn(match["branch"], branches)
    elif match["test"] is not None:
        if match["test"] not in BRACED_TESTS and (
            match["test"] in flags.known or text[match.end() : match.end() + 1] != "{"
        ):
            branches.open.append((flags.known.get(match["test"]), match.end() - len(match["test"]) - 3))
    elif match["setter"] and live:
        for word, value in (("true", True), ("false", False)):
            name = match["setter"].removesuffix(word)
            if name != match["setter"] and name in flags.known and name:
                flags.known[name] = value


def _turn(branch: str, branches: _Branches) -> None:
    if not branches.open:
        return
    value, start = branches.open.pop()
    if branch == "else":
        branches.open.append((None if value is None else not value, start))


def _blanked(text: str, spans: list[list[int]]) -> str:
    kept, position = [], 0
    for start, end in spans:
        kept += [text[position:start], blank(text[start:end])]
        position = end
    return "".join([*kept, text[position:]])
