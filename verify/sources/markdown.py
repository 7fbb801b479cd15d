r"""Markdown to formulas: `\[ \]`, `$$ $$`, `\( \)`, `$ $`, fenced `math` and bare LaTeX environments.

Code, in fences or between backticks, HTML comments and front matter hold no formulas. For single dollars the
rule of Pandoc holds: no blank after the opening one, none before the closing one and no digit after it; only what is
no prose may have blanks there, in a paragraph whose dollars come in pairs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from verify.reading.macros import DEFINING, collect_macros, definitions
from verify.sources.assembly import formula_at
from verify.sources.delimiters import BLANK_LINE, DISPLAYS, Span, blank, span_from
from verify.sources.files import digest, read_text
from verify.sources.formula import Formula, Source
from verify.sources.leads import Leads
from verify.sources.markdown_blocks import Blocks, blocks_of
from verify.sources.places import PaperText

EVENT = re.compile(
    r"[^\\$`<]*(?:\\begin\{(?P<begin>[A-Za-z]+\*?)\}|\\end\{(?P<end>[A-Za-z]+\*?)\}|\\(?P<open>[\[(])|(?P<stray>\\[\])])"
    r"|\\.|(?P<quoted>\$`)|(?P<dollars>\$\$?)|(?P<ticks>`+)|(?P<remark><!--)|(?P<other><))",
    re.DOTALL,
)
UNESCAPED_DOLLAR = re.compile(r"(?:[^\\$]|\\.)*\$", re.DOTALL)
SPACED = re.compile(r"\$(?P<before>[ \t]*)(?P<inside>[^$\n]{1,120}?)(?P<behind>[ \t]*)\$(?!\d)")
PROSE = re.compile(r"(?<![\\A-Za-z{])[A-Za-z]{2,}(?=[\s,]|$)|^[\d.,]+$")
NAMED = re.compile(r"[ \t]*(?:\((?P<myst>[A-Za-z][\w:.-]*)\)|\{#(?P<pandoc>[\w:.-]+)[^{}\n]*\})[ \t]*(?:\n|\Z)")
TICKS = re.compile("`+")
QUOTE_MARKS = re.compile(r"(?<=\n)[ \t]*>(?:[ \t]*>)*")


def read_markdown(path: Path) -> Source:
    """The formulas of a Markdown file; see `verify.sources.read.read_source`."""
    text, data = read_text(path)
    return markdown_source(text, str(path), digest(data))


def markdown_source(text: str, file: str, sha256: str = "") -> Source:
    r"""The formulas of a Markdown text.

    >>> [found.latex for found in markdown_source(r"Let $x$ be \(y\), and `$z$` code.", "a.md").formulas]
    ['x', 'y']
    """
    blocks = blocks_of(text, file)
    leads = Leads(blocks.paper.text)
    found = [_formula(blocks, span, label, leads) for span, label in _spans(blocks)]
    defining = [formula.latex for formula in found if DEFINING.search(formula.latex)]
    formulas = tuple(filter(None, map(_without_definitions, found)))
    return Source(file, sha256, formulas, collect_macros("\n".join(defining)), blocks.title)


def _formula(blocks: Blocks, span: Span, label: str, leads: Leads) -> Formula:
    paper = blocks.paper
    line_start = paper.text.rfind("\n", 0, span.opening) + 1
    quoted = paper.text[line_start : span.opening].lstrip().startswith(">")
    named = NAMED.match(paper.text, span.closing) if span.environment == "$$" else None
    label = label or (named["myst"] or named["pandoc"] if named else "")
    return formula_at(
        paper,
        span,
        section=blocks.section(span.opening),
        display=span.environment not in ("(", "$", "math"),
        within=leads.within(span.opening),
        labels=(label,) if label else (),
        blanked=QUOTE_MARKS if quoted else None,
    )


def _without_definitions(formula: Formula) -> Formula | None:
    """The formula with the macros that it defines blanked; `None` if it does nothing else."""
    if not DEFINING.search(formula.latex):
        return formula
    kept, position = [], 0
    for definition in definitions(formula.latex):
        kept += [
            formula.latex[position : definition.start],
            blank(formula.latex[definition.start : definition.end]),
        ]
        position = definition.end
    kept.append(formula.latex[position:])
    latex = "".join(kept)
    return replace(formula, latex=latex) if latex.strip() else None


def _spans(blocks: Blocks) -> Iterator[tuple[Span, str]]:
    """The formulas in order, those between fences with their labels."""
    paper, position = blocks.paper, 0
    for fenced in (*blocks.fenced, None):
        limit = fenced.span.opening if fenced else len(paper.text)
        while match := EVENT.match(paper.text, position, limit):
            span, position = _event(blocks, match, limit)
            if span is not None:
                yield span, ""
        if fenced:
            yield fenced.span, fenced.label
            position = fenced.span.closing


def _event(blocks: Blocks, match: re.Match[str], limit: int) -> tuple[Span | None, int]:
    """The formula that starts at a mark, if one does, and where to go on."""
    paper = blocks.paper
    if match["open"]:
        span = span_from(paper, match.end() - 2, match.end(), match["open"], limit=limit)
        return span, span.closing
    if match["dollars"]:
        return _dollars(blocks, match["dollars"], match.end(), limit)
    if match["begin"] and match["begin"] in DISPLAYS:
        span = span_from(paper, match.start("begin") - 7, match.end(), match["begin"], limit=limit)
        return span, span.closing
    if match["quoted"]:
        return _quoted(paper, match.end(), limit)
    if match["ticks"]:
        return None, _after_code(blocks, match["ticks"], match.end(), limit)
    if match["remark"]:
        end = paper.text.find("-->", match.end(), limit)
        return None, end + 3 if end >= 0 else limit
    if match["stray"] or match["end"] in DISPLAYS:
        opening = match.start("stray") if match["stray"] else match.start("end") - 5
        paper.fail(opening, "the end of a formula that never began", "write its beginning, or remove this mark")
    return None, match.end()


def _dollars(blocks: Blocks, mark: str, start: int, limit: int) -> tuple[Span | None, int]:
    paper = blocks.paper
    following = paper.text[start : start + 1]
    spaced = SPACED.match(paper.text, start - 1, limit) if mark == "$" else None
    if spaced is not None and _is_formula(spaced, paper.text, blocks.paragraph_end(start, limit)):
        return Span(start - 1, start, spaced.end() - 1, spaced.end(), "$"), spaced.end()
    if mark == "$" and (not following or following.isspace()):
        return None, start
    if mark == "$" and following.isdigit() and not _closes(paper.text, start, blocks.paragraph_end(start, limit)):
        return None, start
    span = span_from(paper, start - len(mark), start, mark, limit=limit)
    if mark == "$" and not _is_end(paper.text, span.end):
        paper.fail(
            start - 1,
            "a $ that opens no formula by its blanks",
            r"write \$ for a dollar, \( \) for a formula",
        )
    return span, span.closing


def _is_formula(spaced: re.Match[str], text: str, limit: int) -> bool:
    """Whether blanks inside the dollars leave no doubt: on both sides, or with all dollars behind them in pairs."""
    if PROSE.search(spaced["inside"]) or not (spaced["before"] or spaced["behind"]):
        return False
    both = bool(spaced["before"] and spaced["behind"])
    return both or len(UNESCAPED_DOLLAR.findall(text, spaced.end(), limit)) % 2 == 0


def _closes(text: str, start: int, limit: int) -> bool:
    """Whether the next dollar ends a formula; a price has none that does."""
    dollar = UNESCAPED_DOLLAR.match(text, start, limit)
    return dollar is not None and _is_end(text, dollar.end() - 1)


def _is_end(text: str, dollar: int) -> bool:
    return not text[dollar - 1].isspace() and not text[dollar + 1 : dollar + 2].isdigit()


def _quoted(paper: PaperText, start: int, limit: int) -> tuple[Span | None, int]:
    """GitHub's inline formula, a dollar and a backtick on each side."""
    end = paper.text.find("`$", start, limit)
    if end < 0 or BLANK_LINE.search(paper.printed, start, end):
        paper.fail(start - 2, "an inline formula that is not closed", "close it with `$")
    return Span(start - 2, start, end, end + 2, "$"), end + 2


def _after_code(blocks: Blocks, ticks: str, start: int, limit: int) -> int:
    """Where the code ends that a run of backticks begins; behind the run if no equal one follows."""
    for match in TICKS.finditer(blocks.paper.text, start, blocks.paragraph_end(start, limit)):
        if match.group() == ticks:
            return match.end()
    return start
