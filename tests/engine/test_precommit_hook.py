"""The hook for pre-commit names a command that exists."""

from __future__ import annotations

import re
from pathlib import Path

from verify.command_line.parsing import parser

MANIFEST = Path(__file__).resolve().parents[2] / ".pre-commit-hooks.yaml"


def test_every_entry_is_a_subcommand_that_takes_the_options_of_the_readme():
    entries = re.findall(r"^  entry: verify (\w+)$", MANIFEST.read_text(encoding="utf-8"), re.MULTILINE)
    assert entries
    for entry in entries:
        options = parser().parse_args([entry, "draft.tex", "--paper", "my-paper"])
        assert (options.subcommand, str(options.path)) == (entry, "draft.tex")
