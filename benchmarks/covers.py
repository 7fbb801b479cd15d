"""How the costs of covering a box with balls and of reading a formula grow with their size.

Run it with `python -m benchmarks.covers`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from flint import arb

from benchmarks.tables import print_table
from benchmarks.timing import seconds
from proofs.hail_mary.box_cover import cover
from proofs.hail_mary.slope_cover_sweep import BOX, slope_margin
from verify.reading.notation import Letter, Notation
from verify.reading.statements import read_formula

ENDS = (1, 2, 4, 8, 12)
TERMS = (10, 100, 1000)


def cover_rows() -> Iterator[list[str]]:
    """Boxes of a claim about the best reply's slope, each longer than the one before."""
    for end in ENDS:
        evaluated = 0

        def margin(at: Mapping[str, arb]) -> arb:
            nonlocal evaluated
            evaluated += 1
            return slope_margin(at)

        box = {**BOX, **{letter: (Fraction(1, 4), Fraction(end)) for letter in ("s_i", "s_j")}}
        spent = seconds(lambda box=box: cover(margin, box, "slope margin", 200_000), repeat=1)  # type: ignore[misc]
        yield [f"s_i, s_j from 1/4 to {end}", str(evaluated), f"{spent:.2f}", f"{1e6 * spent / evaluated:.0f}"]


def reading_rows() -> Iterator[list[str]]:
    """Sums of ever more terms."""
    table = Notation((Letter("x"), Letter("y")))
    for count in TERMS:
        text = "y=" + "+".join(rf"\frac{{x^{{{power}}}}}{{{power + 1}}}" for power in range(1, count + 1))
        spent = seconds(lambda text=text: read_formula(text, table), repeat=3)  # type: ignore[misc]
        yield [f"a sum of {count} fractions", str(len(text)), f"{1e3 * spent:.1f}", f"{1e6 * spent / len(text):.1f}"]


def main() -> None:
    """Print both tables."""
    print_table(["balls over a box", "evaluations", "seconds", "us each"], cover_rows())
    print_table(["reading", "characters", "ms", "us a character"], reading_rows())


if __name__ == "__main__":
    main()
