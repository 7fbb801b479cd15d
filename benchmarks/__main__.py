"""All benchmarks, one after the other: `make bench`. `--write FILE` keeps what they print, each under its command."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path

from benchmarks import covers, edits, games, gate

PARTS: dict[str, Callable[[], object]] = {
    "python -m benchmarks.gate": gate.main,
    "python -m benchmarks.covers": covers.main,
    "python -m benchmarks.games": lambda: games.main([]),
    "python -m benchmarks.edits --paper power-game": lambda: edits.main(["--paper", "power-game"]),
    "python -m benchmarks.edits --paper hail-mary": lambda: edits.main(["--paper", "hail-mary"]),
}


class Both(io.StringIO):
    """Keeps what is printed, and prints it."""

    def write(self, text: str) -> int:
        sys.__stdout__.write(text)  # type: ignore[union-attr]
        return super().write(text)

    def flush(self) -> None:
        sys.__stdout__.flush()  # type: ignore[union-attr]


def main() -> None:
    """Print every part; with a file, write it after each."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--write", type=Path, metavar="FILE", help="Markdown, one section a command")
    chosen = parser.parse_args()
    kept = ["# What was measured\n\nSeconds are of one machine and one run; ratios within a run travel better.\n"]
    for command, part in PARTS.items():
        print(f"\n== {command}")
        said = Both()
        with redirect_stdout(said):
            part()
        kept.append(f"## `{command}`\n\n```text\n{said.getvalue().strip()}\n```\n")
        if chosen.write is not None:
            chosen.write.write_text("\n".join(kept), encoding="utf-8")


if __name__ == "__main__":
    main()
