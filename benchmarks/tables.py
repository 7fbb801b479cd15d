"""Tables on the terminal."""

from __future__ import annotations

from collections.abc import Iterable


def print_table(header: list[str], rows: Iterable[list[str]]) -> None:
    """Print rows as they come, in columns as wide as the header or 26 for the first."""
    widths = [max(40, len(header[0])), *(max(10, len(title)) for title in header[1:])]
    print()
    print(aligned(header, widths))
    print("-" * (sum(widths) + 2 * len(widths)))
    for row in rows:
        print(aligned(row, widths), flush=True)


def aligned(cells: list[str], widths: list[int]) -> str:
    """The first cell to the left, the others to the right."""
    padded = [cells[0].ljust(widths[0])]
    padded += [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=False)]
    return "  ".join(padded)
