"""Ball arithmetic over a box: split until the sign of a function is certain on every cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from flint import arb

from proofs.hail_mary.contest import ball
from proofs.hail_mary.finding import Finding, proved, refuted, unknown

Interval = tuple[Fraction, Fraction]
Box = Mapping[str, Interval]
Margin = Callable[[Mapping[str, arb]], arb]


def hull(interval: Interval) -> arb:
    """The smallest ball over an interval with rational ends, rounded outwards.

    >>> bool(hull((Fraction(0), Fraction(1))).contains(ball(Fraction(1, 3))))
    True
    """
    return ball(interval[0]).union(ball(interval[1]))


def cover(margin: Margin, box: Box, name: str, cells: int = 4000) -> Finding:
    """Is `margin` > 0 on the whole box? Cells are halved across their longest side relative to the box.

    >>> cover(lambda at: at["x"] + 1, {"x": (Fraction(0), Fraction(2))}, "x + 1").level
    'enclosure'
    """
    waiting, settled = [dict(box)], 0
    while waiting and settled + len(waiting) <= cells:
        cell = waiting.pop()
        if margin({letter: hull(interval) for letter, interval in cell.items()}) > 0:
            settled += 1
            continue
        centre = {letter: (interval[0] + interval[1]) / 2 for letter, interval in cell.items()}
        if margin({letter: ball(number) for letter, number in centre.items()}) < 0:
            return refuted("enclosure", f"{name} is negative", centre)
        waiting += _halves(cell, box)
    if waiting:
        return unknown(f"{name}: {len(waiting)} cells undecided after {settled}", "enclosure")
    return proved("enclosure", f"{name} > 0 on {_described(box)}, {settled} cells")


def _halves(cell: dict[str, Interval], box: Box) -> list[dict[str, Interval]]:
    def share(letter: str) -> Fraction:
        (low, high), (first, last) = cell[letter], box[letter]
        return (high - low) / (last - first)

    longest = max(cell, key=share)
    low, high = cell[longest]
    middle = (low + high) / 2
    return [{**cell, longest: (low, middle)}, {**cell, longest: (middle, high)}]


def _described(box: Box) -> str:
    return " x ".join(f"{letter} in [{low}, {high}]" for letter, (low, high) in box.items())
