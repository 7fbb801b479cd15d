r"""Counters of a LaTeX document: steps, resets within one another, and how `\theequation` prints."""

from __future__ import annotations

import re
from itertools import pairwise

ROMAN = {
    "m": 1000, "cm": 900, "d": 500, "cd": 400, "c": 100, "xc": 90, "l": 50,
    "xl": 40, "x": 10, "ix": 9, "v": 5, "iv": 4, "i": 1,
}  # fmt: skip
PRINTING = re.compile(
    r"\\(?P<style>arabic|alph|Alph|roman|Roman|fnsymbol|value)\s*\{\s*(?P<counter>[A-Za-z@*]+)\s*\}"
    r"|\\the(?P<the>[A-Za-z@]+)|\\[A-Za-z@]+\s?|\\.|[{}]"
)
SECTIONS = ("part", "chapter", "section", "subsection", "subsubsection")
LONGEST_FORMAT, LONGEST_NUMBER, MOST_PARTS = 200, 60, 30
CHAPTER_BEFORE = "chapterbefore"  # the chapter's number and a point, nothing before the first chapter


class Counters:
    r"""The counters that number sections, formulas and theorems.

    >>> counters = Counters(chapters=False)
    >>> counters.within("equation", "section")
    >>> counters.step("section"), counters.step("equation"), counters.step("equation")
    ('1', '1.1', '1.2')
    """

    def __init__(self, *, chapters: bool) -> None:
        self.values = dict.fromkeys((*SECTIONS, "equation", "figure", "table"), 0)
        self.values["secnumdepth"] = 2 if chapters else 3
        self.formats = {name: rf"\arabic{{{name}}}" for name in self.values} | {"part": r"\Roman{part}"}
        self.formatted = 0
        self.children: dict[str, list[str]] = {}
        levels = SECTIONS[1:] if chapters else SECTIONS[2:]
        for parent, child in pairwise(levels):
            self.within(child, parent)
        if chapters:
            for name in ("equation", "figure", "table"):
                self.resets(name, "chapter")
                self.formats[name] = rf"\the{CHAPTER_BEFORE}\arabic{{{name}}}"

    def declare(self, name: str, parent: str = "") -> None:
        """A new counter, reset by its parent."""
        self.values.setdefault(name, 0)
        self.formats[name] = rf"\arabic{{{name}}}"
        if parent:
            self.within(name, parent)

    def within(self, name: str, parent: str) -> None:
        r"""`\numberwithin{name}{parent}`: reset by the parent and printed behind it."""
        self.values.setdefault(name, 0)
        self.resets(name, parent)
        self.formats[name] = rf"\the{parent}.\arabic{{{name}}}"

    def resets(self, name: str, parent: str) -> None:
        """`name` starts again whenever `parent` steps."""
        if name not in self.children.setdefault(parent, []):
            self.children[parent].append(name)

    def step(self, name: str) -> str:
        """Adds one, resets what counts within, and gives the printed number."""
        self.values[name] = self.values.get(name, 0) + 1
        self.formats.setdefault(name, rf"\arabic{{{name}}}")
        self._reset_below(name, {name})
        return self.printed(name)

    def _reset_below(self, name: str, seen: set[str]) -> None:
        for child in self.children.get(name, ()):
            if child not in seen:
                self.values[child] = 0
                self._reset_below(child, seen | {child})

    def printed(self, name: str) -> str:
        r"""What `\the<name>` prints."""
        self.formatted = 0
        return self._format(self.formats.get(name, ""))[:LONGEST_NUMBER]

    def _format(self, form: str) -> str:
        def shown(match: re.Match[str]) -> str:
            self.formatted += 1
            if self.formatted > MOST_PARTS:
                return ""
            if match["style"]:
                return numeral(match["style"], self.values.get(match["counter"], 0))
            if match["the"] == CHAPTER_BEFORE:
                return f"{self.printed('chapter')}." if self.values["chapter"] > 0 else ""
            if match["the"]:
                return self._format(self.formats.get(match["the"], ""))
            return ""

        return PRINTING.sub(shown, form[:LONGEST_FORMAT]).strip()

    def appendix(self, *, chapters: bool) -> None:
        r"""`\appendix`: the top level starts again, with letters; what counts within goes on."""
        top, below = ("chapter", "section") if chapters else ("section", "subsection")
        self.values[top] = self.values[below] = 0
        self.formats[top] = rf"\Alph{{{top}}}"


def numeral(style: str, value: int) -> str:
    """A counter's value as printed.

    >>> numeral("Alph", 2), numeral("roman", 14), numeral("arabic", 7)
    ('B', 'xiv', '7')
    """
    if style in ("alph", "Alph"):
        letter = chr(ord("a") + value - 1) if 1 <= value <= 26 else "" if value == 0 else "?"
        return letter.upper() if style == "Alph" else letter
    if style in ("roman", "Roman"):
        digits = ""
        for sign, size in ROMAN.items():
            while value >= size:
                digits, value = digits + sign, value - size
        return digits.upper() if style == "Roman" else digits
    return str(value)
