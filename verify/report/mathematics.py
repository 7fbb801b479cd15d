"""Formulas of a paper as MathML, or as their LaTeX where they cannot be converted."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from xml.etree.ElementTree import Element

from latex2mathml.converter import convert_to_element

from verify.report.markup import Markup, tag, text

LONGEST = 6000
"""Characters; longer text is shown as it is."""

ELEMENT = re.compile(
    "m(row|i|n|o|text|s|space|frac|sqrt|root|sub|sup|subsup|under|over|underover|table|tr|td|style|padded|phantom)"
    "|menclose|mmultiscripts|mprescripts|none"
)
ATTRIBUTE = re.compile(
    "stretchy|fence|form|separator|width|height|depth|linethickness|minsize|maxsize|mathvariant|accent|columnalign"
    "|rowspacing|columnspacing|displaystyle|lspace|rspace|movablelimits|scriptlevel|symmetric|largeop"
)
PLAIN_VALUE = re.compile(r"[\w .%+-]*")
ENVIRONMENTS = {"aligned": "align*", "split": "align*", "gathered": "align*", "align": "align*"}
SPELLINGS = {r"\bm": r"\mathbf", r"\boldsymbol": r"\mathbf", r"\dfrac": r"\frac", r"\tfrac": r"\frac"}
WORDS = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")


def formula(latex: str, *, block: bool = False) -> Markup:
    """The formula as MathML whose every element and attribute is known to be harmless.

    >>> formula("x<1")[:5], formula(r"\\unheard{x}")
    ('<math', '<code class="latex">\\\\unheard{x}</code>')
    """
    return _converted(latex, "block" if block else "inline") or tag("code", latex, class_="latex")


def formula_or_words(said: str) -> Markup:
    """Mathematics as mathematics, a sentence as text."""
    return text(said) if WORDS.search(re.sub(r"\\[A-Za-z]+", "", said)) else formula(said)


@lru_cache(maxsize=4096)
def _converted(latex: str, display: str) -> Markup | None:
    if not latex.strip() or len(latex) > LONGEST:
        return None
    try:
        root = convert_to_element(_spelled(latex), display=display)
        return _serialized(root, latex)
    except Exception:  # whatever a converter meets in hostile text, the text itself can still be shown
        return None


def _spelled(latex: str) -> str:
    """The formula in the environments and commands that the converter knows; labels are no mathematics."""
    told = re.sub(r"\\(label|tag\*?)\s*\{[^{}]*\}|\\(nonumber|notag)\b", "", latex)
    for known, spelled in ENVIRONMENTS.items():
        for edge in ("begin", "end"):
            told = told.replace(rf"\{edge}{{{known}}}", rf"\{edge}{{{spelled}}}")
    for known, spelled in SPELLINGS.items():
        told = spelled.join(re.split(re.escape(known) + r"(?![A-Za-z])", told))
    if "&" in told and r"\begin" not in told:
        told = rf"\begin{{align*}}{told}\end{{align*}}"
    return told


class _UnknownMarkError(Exception):
    """The converter left something that is no presentation MathML or a command that it does not know."""


def _serialized(root: Element, latex: str) -> Markup:
    source = tag("annotation", latex, encoding="application/x-tex")
    return tag("math", tag("semantics", *map(_element, root), source), display=root.get("display", "inline"))


def _element(element: Element) -> Markup:
    if not ELEMENT.fullmatch(element.tag):
        raise _UnknownMarkError(element.tag)
    shown = html.unescape(element.text or "")
    if "\\" in shown and element.tag != "mtext":
        raise _UnknownMarkError(shown)
    kept = {
        name: value
        for name, value in element.attrib.items()
        if ATTRIBUTE.fullmatch(name) and PLAIN_VALUE.fullmatch(value)
    }
    return tag(element.tag, shown, *(_element(child) for child in element), **kept)
