"""A paper's source file, read by its ending."""

from __future__ import annotations

from pathlib import Path

from verify.errors import UsageError
from verify.sources.formula import Source
from verify.sources.html import read_html
from verify.sources.latex import read_latex
from verify.sources.markdown import read_markdown

ENDINGS = ".md, .markdown, .tex, .html or .htm"


def read_source(path: Path) -> Source:
    """The formulas of the paper at `path`, whose ending says how it is written.

    Raises `UsageError` for a file that is missing, empty or not text, and `ReadError` with line and column
    for a formula or an environment that is not closed.
    """
    ending = path.suffix.lower()
    if ending in (".md", ".markdown"):
        return read_markdown(path)
    if ending == ".tex":
        return read_latex(path)
    if ending in (".html", ".htm"):
        return read_html(path)
    raise UsageError(f"{path}: no source that can be read; give a file that ends in {ENDINGS}")
