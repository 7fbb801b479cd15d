"""The numbers that a display prints, one a row where its environment numbers rows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from verify.sources.numbering import Counters

ROWS = frozenset(
    {"align", "gather", "eqnarray", "flalign", "alignat", "xalignat", "xxalignat", "IEEEeqnarray", "numcases"}
)
SINGLE = frozenset({"equation", "multline", "dmath"})
MARK = re.compile(r"\\begin\s*\{|\\end\s*\{|\\\\|\\.|[{}]", re.DOTALL)
DEPTHS = {"{": 1, "}": -1}
TAG = re.compile(r"\\tag\*?\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
LABEL = re.compile(r"\\label\s*\{([^{}]*)\}")
UNNUMBERED = re.compile(r"\\(?:nonumber|notag|IEEEnonumber)(?![A-Za-z])")
EQUATION_NUMBER = re.compile(r"\\l?eqno(?![A-Za-z])\s*(?P<number>.*)\Z", re.DOTALL)


@dataclass(frozen=True)
class Numbers:
    """Printed numbers in order, and the number of each label."""

    printed: tuple[str, ...]
    labels: dict[str, str]


def numbers_of(inside: str, environment: str, counters: Counters, shown: frozenset[str] | None = None) -> Numbers:
    r"""The numbers of a display, its counter stepped for each; with `shown`, of these labels only.

    >>> numbers_of(r"a&=b\label{x}\\ &=c\nonumber", "align", Counters(chapters=False))
    Numbers(printed=('1',), labels={'x': '1'})
    """
    rows = rows_of(inside) if environment.removesuffix("*") in ROWS else [inside]
    counted = environment in ROWS | SINGLE
    printed: list[str] = []
    labels: dict[str, str] = {}
    for row in rows:
        names = [label.strip() for label in LABEL.findall(row)]
        number = _number(row, counted and (shown is None or not shown.isdisjoint(names)), counters)
        if number:
            printed.append(number)
        labels |= dict.fromkeys(names, number)
    return Numbers(tuple(printed), labels)


def _number(row: str, counted: bool, counters: Counters) -> str:
    tag = TAG.search(row) or EQUATION_NUMBER.search(row)
    if tag:
        return printed_tag(tag[1])
    return counters.step("equation") if counted and not UNNUMBERED.search(row) else ""


def printed_tag(tag: str) -> str:
    r"""A tag without its parentheses and dollars.

    >>> printed_tag(r"($\ast$)")
    '\\ast'
    """
    return tag.strip().removeprefix("(").removesuffix(")").strip().strip("$").strip()


def rows_of(inside: str) -> list[str]:
    r"""The rows of a display, split at each `\\` outside braces and inner environments.

    >>> rows_of(r"a\\{b\\c}")
    ['a', '{b\\\\c}']
    """
    depth, start, rows = 0, 0, []
    for mark in MARK.finditer(inside):
        text = mark.group()
        if text == r"\\":
            if depth == 0:
                rows.append(inside[start : mark.start()])
                start = mark.end()
        else:  # the } of its own argument takes one off again after \begin{ and \end{
            depth += 2 if text.startswith(r"\begin") else DEPTHS.get(text, 0)
    return [*rows, inside[start:]]
