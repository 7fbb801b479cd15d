"""A sweep: is the best reply's slope above -1 for low returns, on a box twice as long as the one that a claim's leg covers?

The inequality is 1 + (G''/G')(k_i) m(k_j) - m'(k_j) > 0, in the units of `scale_free_boxes`. The box is cut into as
many parts of the same size as there are points, and balls cover each part for itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from flint import arb

from proofs.hail_mary.box_cover import Box, cover
from proofs.hail_mary.scale_free_boxes import curvature_over_slope, ratio, ratio_slope
from verify.sweeps.sweep import Block, Record, Sweep

BOX: Box = {
    "a": (Fraction(1, 2), Fraction(31, 32)),
    "s_i": (Fraction(1, 4), Fraction(24)),
    "s_j": (Fraction(1, 4), Fraction(24)),
}


CELLS = 20_000  # of one part, before it is left open


def slope_margin(at: Mapping[str, arb]) -> arb:
    """1 + (G''/G')(s_i) m(s_j) - m'(s_j): positive where BR' > -1."""
    return 1 + curvature_over_slope(at["a"], at["s_i"]) * ratio(at["a"], at["s_j"]) - ratio_slope(at["a"], at["s_j"])


def part(box: Box, parts: int, number: int) -> Box:
    """One of `parts` parts of equal volume: every cut is across the side that is longest relative to the box.

    >>> line = {"x": (Fraction(0), Fraction(3))}
    >>> [str(part(line, 3, number)["x"][1]) for number in range(3)]
    ['1', '2', '3']
    """
    cell = dict(box)
    shares = dict.fromkeys(box, Fraction(1))
    while parts > 1:
        side = max(shares, key=lambda letter: shares[letter])
        low, high = cell[side]
        below = parts // 2
        middle = low + (high - low) * below / parts
        lower = number < below
        cell[side] = (low, middle) if lower else (middle, high)
        shares[side] *= Fraction(below if lower else parts - below, parts)
        number, parts = (number, below) if lower else (number - below, parts - below)
    return cell


def cover_parts(block: Block) -> Record:
    """How many parts of the block are covered; those that balls leave open, and those with a point against."""
    outcomes = {
        point: cover(slope_margin, part(BOX, block.points, point), "slope margin", CELLS) for point in block.indices
    }
    return {
        "covered": sum(found.outcome == "proved" for found in outcomes.values()),
        "open": [point for point, found in outcomes.items() if found.outcome == "unknown"],
        "against": [found.witness for found in outcomes.values() if found.outcome == "refuted"],
    }


def summary(records: Sequence[Record]) -> Record:
    """`proved` only if every part is; `refuted` with exact points as soon as there is one."""
    open_parts = [point for record in records for point in record["open"]]
    against = [witness for record in records for witness in record["against"]]
    return {
        "box": {letter: [str(end) for end in ends] for letter, ends in BOX.items()},
        "covered": sum(record["covered"] for record in records),
        "open": len(open_parts),
        "first_open": open_parts[:20],
        "against": against[:20],
    }


SWEEP = Sweep(
    "the best reply's slope is above -1 for low returns: a box in as many parts as points, covered by balls",
    cover_parts,
    summary,
    points=256,
    block=16,
    rests_on=("proofs.hail_mary.slope_cover_sweep", "proofs.hail_mary.scale_free_boxes", "proofs.hail_mary.box_cover"),
)
