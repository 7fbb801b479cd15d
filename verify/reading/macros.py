r"""Macros of a paper as data: what `\newcommand`, `\def` and `\let` define; TeX is never run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NoReturn

from verify.errors import ReadError

NAME = r"\\(?:[A-Za-z@]+|[^A-Za-z@])"
DEFINING = re.compile(
    r"(?:(?<!\\)|(?<=(?<!\\)\\\\))\\(?P<kind>(?:re)?newcommand|providecommand|DeclareRobustCommand"
    r"|(?:New|Renew|Provide|Declare)DocumentCommand|(?:re)?newenvironment|DeclareMathOperator"
    r"|DeclarePairedDelimiter|[egx]?def|let)\*?(?![A-Za-z@*])"
)
COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)(%[^\n]*)")
BRACES = re.compile(r"[^\\{}]*(\\.|[{}])", re.DOTALL)
NAMED = re.compile(rf"\s*(?:\{{\s*({NAME})\s*\}}|({NAME}))", re.DOTALL)
ENVIRONMENT_NAMED = re.compile(r"\s*\{\s*([^{}\\]+?)\s*\}")
COUNT = re.compile(r"\s*\[\s*(\d)\s*\]")
LETTING = re.compile(rf"\s*({NAME})\s*=?\s?({NAME}|\S)", re.DOTALL)
PARAMETERS = re.compile(rf"\s*({NAME})([^{{}}]*)(?=\{{)", re.DOTALL)
SPECIFICATION = re.compile(r"\s*\{\s*((?:[om]|O\s*\{[^{}]*\}|\s)*)\s*\}")
BODY_STARTS = r"\begin{document}"


class UnfinishedDefinitionError(ReadError):
    """A definition that does not end; `offset` is its place in the text that was searched."""

    def __init__(self, reason: str, *, offset: int, line: int, column: int) -> None:
        self.offset = offset
        super().__init__(reason, line=line, column=column, step="complete it")


@dataclass(frozen=True)
class Macro:
    r"""What a command stands for: `body` with `#1` to `#9` for its `arguments`.

    `default` is the value of an optional first argument, `None` if there is none. `refusal` says why the
    macro cannot be used; `primitive` that the body is a command kept by `\let` and is not expanded further;
    `starred` that a star and an optional size after the name are dropped, as for paired delimiters.
    """

    name: str
    arguments: int
    default: str | None
    body: str
    refusal: str = ""
    primitive: bool = False
    starred: bool = False


@dataclass(frozen=True)
class Definition:
    """A macro or environment as defined at an offset by a command (`kind`); `closing` ends an environment."""

    start: int
    end: int
    kind: str
    macro: Macro
    closing: str = ""


def collect_macros(text: str) -> dict[str, Macro]:
    r"""The macros that a LaTeX text defines, by name; `\providecommand` does not replace.

    In the body of a document a command that is defined anew, or used before it is defined, has two
    meanings; it is refused where it is used.

    >>> collect_macros(r"\newcommand{\E}[2][x]{\mathbb{E}_{#1}[#2]}")["\\E"].default
    'x'
    """
    text = COMMENT.sub(lambda match: match[1] + " " * len(match[2]), text)
    return gathered(text, list(definitions(text)), text.find(BODY_STARTS))


def gathered(text: str, found: list[Definition], body: int) -> dict[str, Macro]:
    """The macros of the definitions `found` in `text`, whose body begins at `body` (-1 if it has none)."""
    macros: dict[str, Macro] = {}
    late: dict[str, int] = {}
    for definition in found:
        if definition.kind.endswith("environment"):
            continue
        name, macro = definition.macro.name, _kept(definition, macros)
        if definition.kind == "let" and definition.macro.body in (r"\undefined", r"\relax"):
            macros.pop(name, None)
            continue
        if definition.kind == "newcommand" and name in macros and macros[name] != macro:
            macro = replace(macro, refusal=f"{name} is defined twice")
        if 0 <= body < definition.start:
            late.setdefault(name, definition.start)
            if name in macros and macros[name] != macro:
                macro = replace(macro, refusal=f"{name} is defined twice in the text")
        macros[name] = macro
    for name in _used_before(text, body, late):
        macros[name] = replace(macros[name], refusal=f"{name} is used before the text defines it")
    return macros


def _kept(definition: Definition, macros: dict[str, Macro]) -> Macro:
    macro = definition.macro
    if definition.kind == "providecommand" or definition.kind == "ProvideDocumentCommand":
        return macros.get(macro.name, macro)
    if definition.kind == "let" and macro.body in macros:
        return replace(macros[macro.body], name=macro.name)
    return macro


def _used_before(text: str, body: int, late: dict[str, int]) -> list[str]:
    """The names of `late` that the body holds before the place of their definition."""
    if not late:
        return []
    first: dict[str, int] = {}
    for match in re.compile(NAME, re.DOTALL).finditer(text, body):
        first.setdefault(match.group(), match.start())
    return [name for name, place in late.items() if first.get(name, place) < place]


def definitions(text: str) -> Iterator[Definition]:
    """The outermost definitions in a text without comments, in order.

    Raises `ReadError` for a definition that does not end; its line and column are those in `text`.
    """
    position = 0
    while match := DEFINING.search(text, position):
        definition = _definition(text, match)
        if definition is None:
            position = match.end()
            continue
        yield definition
        position = max(definition.end, match.end())


def _definition(text: str, match: re.Match[str]) -> Definition | None:
    kind, start, position = match["kind"], match.start(), match.end()
    if kind == "let":
        let = LETTING.match(text, position)
        return let and Definition(start, let.end(), kind, Macro(let[1], 0, None, let[2], primitive=True))
    if kind.endswith("def"):
        return _primitive_definition(text, kind, start, position)
    if kind.endswith("environment"):
        return _environment_definition(text, kind, start, position)
    named = NAMED.match(text, position)
    if named is None:
        return None
    name, position = named[1] or named[2], named.end()
    if kind == "DeclareMathOperator":
        body, end = group(text, position)
        star = "*" if text[match.end() - 1] == "*" else ""
        return Definition(start, end, kind, Macro(name, 0, None, rf"\operatorname{star}{{{body.strip()}}}"))
    if kind == "DeclarePairedDelimiter":
        left, position = group(text, position)
        right, end = group(text, position)
        return Definition(start, end, kind, Macro(name, 1, None, rf"\left{left} #1\right{right}", starred=True))
    if kind.endswith("DocumentCommand"):
        return _document_command(text, kind, start, name, position)
    arguments, default, position = _signature(text, position)
    body, end = group(text, position)
    return Definition(start, end, kind, Macro(name, arguments, default, body))


def _signature(text: str, position: int) -> tuple[int, str | None, int]:
    """Number of arguments and default of the optional one."""
    count = COUNT.match(text, position)
    if count is None:
        return 0, None, position
    default, end = optional_group(text, count.end())
    return int(count[1]), default, end


def _document_command(text: str, kind: str, start: int, name: str, position: int) -> Definition:
    specification = SPECIFICATION.match(text, position)
    if specification is None:
        _, position = group(text, position)
        _, end = group(text, position)
        return Definition(start, end, kind, _refused(name, "takes arguments that are no plain ones"))
    body, end = group(text, specification.end())
    wanted = re.findall(r"m|o|O\s*\{([^{}]*)\}", specification[1])
    letters = re.findall(r"[mo]|O(?=\s*\{)", re.sub(r"\{[^{}]*\}", "{}", specification[1]))
    if "o" in letters or "O" in letters[1:]:
        return Definition(start, end, kind, _refused(name, "has optional arguments without a default"))
    default = wanted[0] if letters[:1] == ["O"] else None
    return Definition(start, end, kind, Macro(name, len(letters), default, body))


def _primitive_definition(text: str, kind: str, start: int, position: int) -> Definition | None:
    found = PARAMETERS.match(text, position)
    if found is None:
        return None
    body, end = group(text, found.end())
    parameters = found[2].strip()
    count = parameters.count("#")
    if parameters != "".join(f"#{index}" for index in range(1, count + 1)):
        why = r"takes delimited arguments of \def"
        return Definition(start, end, kind, replace(_refused(found[1], why), body=body))
    if kind in ("edef", "xdef"):
        return Definition(start, end, kind, _refused(found[1], rf"is made by \{kind}"))
    return Definition(start, end, kind, Macro(found[1], count, None, body))


def _refused(name: str, why: str) -> Macro:
    return Macro(name, 0, None, "", refusal=f"{name} {why}")


def _environment_definition(text: str, kind: str, start: int, position: int) -> Definition | None:
    named = ENVIRONMENT_NAMED.match(text, position)
    if named is None:
        return None
    arguments, default, position = _signature(text, named.end())
    opening, position = group(text, position)
    closing, end = group(text, position)
    return Definition(start, end, kind, Macro(named[1], arguments, default, opening), closing)


def group(text: str, position: int) -> tuple[str, int]:
    r"""What stands in the braces at `position`, or the one command or character there, and where it ends.

    >>> group(r" {a{b}} c", 0)
    ('a{b}', 7)
    """
    opening = re.compile(r"\s*(?:\{|(\\(?:[A-Za-z@]+|.)|[^\s{}]))", re.DOTALL).match(text, position)
    if opening is None:
        _fail(text, position, "a command without its argument in braces")
    if opening[1] is not None:
        return opening[1], opening.end()
    depth, end = 1, opening.end()
    while depth:
        brace = BRACES.match(text, end)
        if brace is None:
            _fail(text, opening.end() - 1, "a { that is never closed")
        depth += {"{": 1, "}": -1}.get(brace[1], 0)
        end = brace.end()
    return text[opening.end() : end - 1], end


def optional_group(text: str, position: int) -> tuple[str | None, int]:
    """What stands in the brackets at `position` and where they end; `None` if there are none.

    >>> optional_group("[a{]}]b", 0)
    ('a{]}', 6)
    """
    opening = re.compile(r"\s*\[").match(text, position)
    if opening is None:
        return None, position
    depth, end = 0, opening.end()
    for mark in re.compile(r"\\.|[{}\]]", re.DOTALL).finditer(text, end):
        depth += {"{": 1, "}": -1}.get(mark.group(), 0)
        if mark.group() == "]" and depth == 0:
            return text[end : mark.start()], mark.end()
    _fail(text, end - 1, "a [ that is never closed")


def _fail(text: str, position: int, reason: str) -> NoReturn:
    line_start = text.rfind("\n", 0, position) + 1
    line = text.count("\n", 0, position) + 1
    raise UnfinishedDefinitionError(reason, offset=position, line=line, column=position - line_start + 1)
