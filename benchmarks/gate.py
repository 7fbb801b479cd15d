"""How long the gate takes: reading, cold, warm, and after one edit, as ratios to the cold run of the same process.

Run it with `python -m benchmarks.gate`; it keeps its decisions in a folder of its own.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable

from benchmarks.tables import print_table
from verify.claims import Paper
from verify.papers import all_papers
from verify.reading.statements import read_formula
from verify.record import RunRecord
from verify.run import decide, default_jobs


def seconds(run: Callable[[], object]) -> float:
    """The time of one run."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def read_all(paper: Paper) -> int:
    """Read every registered formula once; how many there are."""
    for step in paper.steps:
        read_formula(step.latex, paper.notation, section=step.section)
    return len(paper.steps)


def slowest(records: list[RunRecord], count: int = 10) -> list[tuple[str, str]]:
    """The legs that took longest, with their seconds."""
    legs = [
        (leg.seconds, f"{claim.id} [{leg.leg}]") for record in records for claim in record.claims for leg in claim.legs
    ]
    return [(name, f"{spent:.2f} s") for spent, name in sorted(legs, reverse=True)[:count]]


def main() -> None:
    """Print the table of the gate's times and of its slowest legs."""
    papers = all_papers()
    jobs = default_jobs()
    with tempfile.TemporaryDirectory() as kept:
        os.environ["VERIFY_CACHE"] = kept
        records: list[RunRecord] = []
        cold = seconds(lambda: records.extend(decide(paper, jobs=jobs) for paper in papers))
        warm = seconds(lambda: [decide(paper, jobs=jobs) for paper in papers])
    count = sum(read_all(paper) for paper in papers)
    reading = seconds(lambda: [read_all(paper) for paper in papers])
    claims = sum(len(record.claims) for record in records)
    print_table(
        [f"the gate: {claims} claims, {jobs} jobs", "time", "ratio to cold"],
        [
            ["all claims, all legs, cold", f"{cold:.1f} s", "1"],
            ["the same, warm", f"{warm:.2f} s", f"{warm / cold:.4f}"],
            ["reading", f"{count / reading:.0f} formulas a second", ""],
        ],
    )
    print_table(["slowest legs", "time"], [list(row) for row in slowest(records)])


if __name__ == "__main__":
    main()
