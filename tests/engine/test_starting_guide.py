"""The README's guide says what happens: its lines are the command's, its edits those of the finished registry."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from verify import papers, run, terminal
from verify.starting import start, told

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"


def blocks() -> list[list[str]]:
    """The indented blocks of the section, each as its lines."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = text.partition("## Add a paper")[2].partition("\n## ")[0]
    found = re.findall(r"(?:^(?: {4,}\S[^\n]*)?\n)+", section, re.MULTILINE)
    indented = [[line.strip() for line in block.splitlines() if line.strip()] for block in found]
    return [lines for lines in indented if lines]


def bare(text: str) -> str:
    return "".join(text.split()).replace(",)", ")").rstrip(",")


def test_the_command_says_what_the_guide_shows():
    shown = blocks()[0]
    assert shown.pop(0) == "$ verify init contest contest.tex"
    started = start.start("contest", EXAMPLES / "contest.tex")
    said = [line.strip() for line in (*told.lines(started, sys.stdout), told.summary(started))]
    for line in shown:
        if line == "..." or line.startswith(("wrote ", "next: ")):
            continue
        assert any(one.startswith(line.removesuffix(" ...")) for one in said), line


def test_the_edits_of_the_guide_are_those_of_the_finished_registry():
    written = bare("".join(path.read_text(encoding="utf-8") for path in sorted((EXAMPLES / "contest").glob("*.py"))))
    edits = blocks()[1:-1]
    assert len(edits) == 4
    for line in (line for block in edits for line in block):
        assert bare(line) in written, line


@pytest.fixture
def table() -> list[str]:
    """What `verify run` prints of the finished registry, a line a claim with what stands below it."""
    here = Path.cwd()
    os.chdir(EXAMPLES)
    try:
        (paper,) = papers.all_papers()
        return [line.strip() for line in terminal.table(run.decide(paper).claims, sys.__stdout__)][1:]
    finally:
        os.chdir(here)


def test_the_verdicts_of_the_guide_are_those_of_the_run(table):
    shown = [line for line in blocks()[-1] if not line.startswith(("10 claims", "all as expected"))]
    assert [line.split()[:3] for line in shown] == [line.split()[:3] for line in table]
