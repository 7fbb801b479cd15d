"""What a run says on the terminal: live progress, a table, a last line with what to do next.

Plain text when the stream is no terminal or `NO_COLOR` is set; a paper's control characters never reach it.
"""

from __future__ import annotations

import os
import shutil
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TextIO

from verify.baseline import Change
from verify.record import ClaimResult, FormulaResult, RemovedFormula, Renamed, RunRecord

WIDTH = 100
VERDICT_WIDTH, LEVEL_WIDTH, SECONDS_WIDTH = 10, 10, 9
THEN = "verify report writes the page for your coauthors"
COLOURS = {
    "holds": "32",
    "admitted": "33",
    "fails": "31",
    "disputed": "31",
    "undecided": "35",
    "vacuous": "31",
    "stale": "35",
}


def is_live(stream: TextIO) -> bool:
    """Whether lines may be drawn over."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def is_coloured(stream: TextIO) -> bool:
    """Whether colours are shown: on a terminal, unless `NO_COLOR` holds anything (no-color.org)."""
    return is_live(stream) and not os.environ.get("NO_COLOR")


def plain(text: str) -> str:
    r"""One line without control characters and without marks that turn the direction of writing.

    >>> plain("a\x1b[31mb\nc")
    'a[31mb c'
    """
    joined = " ".join(text.split())
    return "".join(letter for letter in joined if unicodedata.category(letter) not in ("Cc", "Cf", "Cs"))


def shortened(text: str, width: int) -> str:
    """At most `width` characters, cut in the middle, so that both ends of an id stay.

    >>> shortened("power-game/composition/kink", 15)
    'power-g…on/kink'
    """
    if len(text) <= width:
        return text
    head = width // 2
    return text[:head] + "…" + text[len(text) - (width - head - 1) :]


def column_count(stream: TextIO) -> int:
    """Columns to fill: those of the terminal, at most 100, and 100 when piped."""
    return min(WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns) if stream.isatty() else WIDTH


def duration(seconds: float) -> str:
    """Milliseconds below one second, seconds above.

    >>> duration(0.0123), duration(12.3)
    ('12 ms', '12.3 s')
    """
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


def is_decided(claim: ClaimResult) -> bool:
    """Whether the result is a verdict already, and not only word that the legs of a claim have come back."""
    return bool(claim.legs or claim.reason)


class Progress:
    """One line that is drawn over while claims are decided; what is not as expected stays on the screen."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.live = is_live(stream)
        self.first_failure: str = ""

    def __call__(self, claim: ClaimResult, done: int, total: int) -> None:
        failed = is_decided(claim) and not claim.as_expected
        if failed and not self.first_failure:
            self.first_failure = claim.id
        if not self.live:
            return
        self.clear()
        if failed:
            self.stream.write(f"{claim.verdict.value}: {plain(claim.id)}\n")
        said = f"{claim.verdict.value} {plain(claim.id)} {duration(claim.seconds)}" if is_decided(claim) else claim.id
        self.stream.write(shortened(f"{done}/{total} {plain(said)}", column_count(self.stream) - 1))
        self.stream.flush()

    def clear(self) -> None:
        """Take the progress line away."""
        if self.live:
            self.stream.write("\r\x1b[K")
            self.stream.flush()


def table(claims: Iterable[ClaimResult], stream: TextIO) -> list[str]:
    """One line a claim, and under a claim that is not as expected why."""
    width = column_count(stream)
    name_width = max(20, width - VERDICT_WIDTH - LEVEL_WIDTH - SECONDS_WIDTH - 3)
    head = f"{'claim':<{name_width}} {'verdict':<{VERDICT_WIDTH}} {'level':<{LEVEL_WIDTH}}"
    rows = [f"{head} {'time':>{SECONDS_WIDTH}}"]
    for claim in claims:
        rows.append(_row(claim, name_width, stream))
        for line in notes(claim):
            rows += textwrap.wrap(line, width, initial_indent=" " * 4, subsequent_indent=" " * 8)
    return [row.rstrip() for row in rows]


def _row(claim: ClaimResult, name_width: int, stream: TextIO) -> str:
    verdict = f"{claim.verdict.value:<{VERDICT_WIDTH}}"
    level = claim.level.value if claim.level else "-"
    name = shortened(plain(claim.id), name_width)
    return (
        f"{name:<{name_width}} {coloured(verdict, claim.verdict.value, stream)} "
        f"{level:<{LEVEL_WIDTH}} {duration(claim.seconds):>{SECONDS_WIDTH}}"
    )


def coloured(text: str, verdict: str, stream: TextIO) -> str:
    """`text` in the colour of a verdict, where colours are shown."""
    return f"\x1b[{COLOURS[verdict]}m{text}\x1b[0m" if is_coloured(stream) and verdict in COLOURS else text


def notes(claim: ClaimResult) -> list[str]:
    """What stands under a claim: why it is not as expected or that it is on record, a witness, its repair."""
    lines: list[str] = []
    if not claim.as_expected:
        lines.append(f"expected {claim.expected.value}: {plain(claim.reason)}")
    elif claim.verdict.value == "fails":
        lines.append("on record as an erratum")
    elif claim.verdict.value == "admitted":
        lines.append(plain(claim.reason))
    lines += [f"at {witness}" for witness in witnesses(claim)[:1]]
    if claim.repair is not None:
        lines.append(f"repair ({claim.repair.kind}) {claim.repair.verdict.value}: {plain(claim.repair.words)}")
    return lines


def witnesses(claim: ClaimResult) -> list[str]:
    """The points that refute a claim, in the paper's letters."""
    return [
        ", ".join(f"{plain(letter)} = {plain(value)}" for letter, value in leg.witness.items())
        for leg in claim.legs
        if leg.witness and leg.outcome.value == "refuted"
    ]


def objection_lines(formulas: Iterable[FormulaResult]) -> list[str]:
    """A line a formula that stands in the way, as `file:line:column: status: why`, which editors follow."""
    return [
        f"{plain(one.file)}:{one.line}:{one.column}: {one.status}: "
        + plain("; ".join(part for part in (", ".join(one.claims), one.detail) if part) or one.latex)
        for one in formulas
    ]


def removal_lines(removed: Iterable[RemovedFormula]) -> list[str]:
    """A line a formula that the source no longer prints, with what rested on it."""
    return [
        f"gone: {plain(one.latex)} ({plain(one.section)})"
        + (f"; rested on it: {plain(', '.join(one.claims))}" if one.claims else "; no claim rested on it")
        for one in removed
    ]


def renamed_lines(renamed: Iterable[Renamed]) -> list[str]:
    """A line a letter that the source writes otherwise than the notation table."""
    return [
        f"renamed: {plain(one.letter)} is written {plain(one.written)} at {line_list(one.lines)}; {plain(one.advice)}"
        for one in renamed
    ]


def line_list(lines: Sequence[int], *, most: int = 8) -> str:
    """The numbers of lines, the first few by name.

    >>> line_list((3, 5)), line_list((1, 2, 3), most=2)
    ('lines 3, 5', 'lines 1, 2 and 1 more')
    """
    more = f" and {len(lines) - most} more" if len(lines) > most else ""
    return f"line{'s' if len(lines) > 1 else ''} {', '.join(str(line) for line in lines[:most])}{more}"


def summary_line(record: RunRecord) -> str:
    """How many claims have each verdict, and how many formulas each status."""
    verdicts = ", ".join(f"{count} {verdict}" for verdict, count in record.summary.items())
    counted: dict[str, int] = {}
    for formula in record.formulas:
        counted[formula.status] = counted.get(formula.status, 0) + 1
    formulas = ", ".join(f"{count} {status}" for status, count in counted.items())
    said = f"{len(record.claims)} claims: {verdicts}" if verdicts else "0 claims"
    return f"{said}; {len(record.formulas)} formulas: {formulas}" if formulas else said


def slowest_line(record: RunRecord, *, count: int = 3) -> str:
    """The claims that took longest, empty for a run of one."""
    if len(record.claims) < 2:
        return ""
    slow = sorted(record.claims, key=lambda claim: -claim.seconds)[:count]
    named = ", ".join(f"{plain(claim.id)} {duration(claim.seconds)}" for claim in slow)
    return textwrap.fill(f"slowest: {named}", WIDTH, subsequent_indent=" " * 9, break_on_hyphens=False)


def change_lines(changes: Iterable[Change]) -> list[str]:
    """What changed against the accepted verdicts."""
    return [f"changed: {plain(str(change))}" for change in changes]


def next_step(record: RunRecord, *, first_failure: str = "", then: str = THEN) -> str:
    """The last line: what to do now; `then` is for a run in which all is as expected."""
    unexpected = [claim.id for claim in record.unexpected]
    if unexpected:
        first = first_failure if first_failure in unexpected else unexpected[0]
        return f"{_counted(len(unexpected), 'claim')} not as expected; next: verify show {plain(first)}"
    if record.objections:
        one = record.objections[0]
        counted = _counted(len(record.objections), "formula")
        return f"{counted} not accepted; next: look at {plain(one.file)}:{one.line}"
    return f"all as expected; next: {then}"


def _counted(count: int, noun: str) -> str:
    return f"1 {noun} is" if count == 1 else f"{count} {noun}s are"
