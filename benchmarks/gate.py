"""How long the gate takes: cold, warm, after one edit, reading and deciding equalities, as ratios in one run.

Run it with `python -m benchmarks.gate`; it keeps its decisions in a folder of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.edits import checked, edits, printed
from benchmarks.tables import print_table
from verify.claims import Paper
from verify.command_line.options import usable_cores
from verify.live import same_statement
from verify.model import Model
from verify.papers import all_papers
from verify.reading.statements import read_formula
from verify.record import RunRecord
from verify.run import check_source, decide


def seconds(run: Callable[[], object]) -> float:
    """The time of one run."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def read_all(paper: Paper, *, displays: bool = False) -> int:
    """Read every registered formula, or display, once; how many there are."""
    chosen = [step for step in paper.steps if step.display or not displays]
    for step in chosen:
        read_formula(step.latex, paper.notation, section=step.section)
    return len(chosen)


def slowest(records: list[RunRecord], count: int = 10) -> list[tuple[str, str]]:
    """The legs that took longest, with their seconds."""
    legs = [
        (leg.seconds, f"{claim.id} [{leg.leg}]") for record in records for claim in record.claims for leg in claim.legs
    ]
    return [(name, f"{spent:.2f} s") for spent, name in sorted(legs, reverse=True)[:count]]


def edited(paper: Paper, count: int, jobs: int) -> list[float]:
    """The times from an edited copy to verdicts: one wrong formula each, every other decision kept."""
    planned = [edit for edit in edits(paper, seed=1, each=count, definitions=0) if edit.kind == "wrong"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.md"
        path.write_text(printed(paper), encoding="utf-8")
        check_source(paper, path, jobs=jobs)
        return [seconds(lambda edit=edit: checked(paper, [edit], "", Path(folder), ".md", jobs)) for edit in planned]


def equalities(paper: Paper, count: int) -> tuple[int, int, float]:
    """Formulas printed in another form: how many of how many are proved to be the same statement, and the time."""
    before = Model(paper)
    asked = [edit for edit in edits(paper, seed=2, each=count, definitions=0) if edit.kind == "equal"]
    start = time.perf_counter()
    proved = sum(same_statement(edit.step, before, before.changing(edit.step, edit.text)) for edit in asked)
    return proved, len(asked), time.perf_counter() - start


def commands(paper: Paper, count: int) -> tuple[float, float]:
    """Medians of `verify paper` as a user types it, imports and all: on the same text again, and after a wrong edit."""
    planned = [edit for edit in edits(paper, seed=3, each=count, definitions=0) if edit.kind == "wrong"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.md"
        again = [typed(path, printed(paper), paper.name) for _ in range(count + 2)][2:]
        after = [typed(path, printed(paper, {id(edit.step): edit.text}), paper.name) for edit in planned]
    return median(again), median(after)


def typed(path: Path, text: str, name: str) -> float:
    """The time of one command in a process of its own."""
    path.write_text(text, encoding="utf-8")
    command = [sys.executable, "-c", "from verify.command_line import main; raise SystemExit(main())"]
    return seconds(lambda: subprocess.run([*command, "paper", str(path), "--paper", name], capture_output=True))


def main() -> None:
    """Print the table of the gate's times and of its slowest legs."""
    papers = all_papers()
    jobs = usable_cores()
    with tempfile.TemporaryDirectory() as kept:
        os.environ["VERIFY_CACHE"] = kept
        records: list[RunRecord] = []
        cold = seconds(lambda: records.extend(decide(paper, jobs=jobs) for paper in papers))
        warm = seconds(lambda: [decide(paper, jobs=jobs) for paper in papers])
        after_edit = {paper.name: edited(paper, 6, jobs) for paper in papers}
        by_command = {paper.name: commands(paper, 6) for paper in papers}
    count = sum(read_all(paper) for paper in papers)
    reading = seconds(lambda: [read_all(paper) for paper in papers])
    displays = sum(read_all(paper, displays=True) for paper in papers)
    reading_displays = seconds(lambda: [read_all(paper, displays=True) for paper in papers])
    claims = sum(len(record.claims) for record in records)
    rows = [
        ["all claims, all legs, cold", f"{cold:.1f} s", "1"],
        ["the same, warm", f"{warm:.2f} s", f"{warm / cold:.4f}"],
    ]
    for name, times in after_edit.items():
        middle = median(times)
        rows.append(
            [
                f"{name}: one wrong formula to verdicts, median of {len(times)}",
                f"{middle:.2f} s",
                f"{middle / cold:.4f}",
            ]
        )
    for name, (again, after) in by_command.items():
        rows.append([f"verify paper, {name}, unchanged", f"{again:.2f} s", f"{again / cold:.4f}"])
        rows.append([f"verify paper, {name}, one wrong formula", f"{after:.2f} s", f"{after / cold:.4f}"])
    rows.append(["reading", f"{count / reading:.0f} formulas a second", ""])
    rows.append(["reading displays", f"{displays / reading_displays:.0f} displays a second", ""])
    for paper in papers:
        proved, tried, spent = equalities(paper, 20)
        rows.append(
            [
                f"{paper.name}: equal forms, {proved} of {tried} found equal",
                f"{1000 * spent / max(tried, 1):.1f} ms each",
                "",
            ]
        )
    print_table([f"the gate: {claims} claims, {jobs} jobs", "time", "ratio to cold"], rows)
    print_table(["slowest legs", "time"], [list(row) for row in slowest(records)])


if __name__ == "__main__":
    main()
