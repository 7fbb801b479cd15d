"""What `verify init` says: the letters and what they rest on, what is open, what is not read, what was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TextIO

from verify.kernel import Verdict
from verify.reading import notation
from verify.reading.notation import REAL, Letter
from verify.starting.entries import Entry, Kind
from verify.starting.start import Start
from verify.terminal import coloured, plain


def lines(started: Start, stream: TextIO) -> Iterator[str]:
    """The whole report, a section at a time."""
    yield from _letters(started)
    yield from _questions(started)
    yield from _unread(started)
    yield from _definitions(started)
    yield from _decided(started, stream)
    yield from _open(started)
    yield from _statements(started)


def _letters(started: Start) -> Iterator[str]:
    yield f"letters ({len(started.table.letters)})"
    for row in started.table.letters:
        yield f"  {row.name:<10} {kind_words(row):<24} {plain(row.said)}"


def kind_words(row: Letter) -> str:
    """What a row says of its letter, in a few words."""
    if row.kind == notation.SCALAR:
        return "a real number" if row.domain == REAL else f"in {row.domain}"
    of = f" of {row.arity}" if row.kind == notation.FUNCTION and row.arity > 1 else ""
    return f"{row.kind}{of}" + (f" in {row.domain}" if row.kind == notation.INDEX else "")


def _questions(started: Start) -> Iterator[str]:
    if started.table.questions:
        yield f"questions about letters ({len(started.table.questions)})"
        yield from (f"  {plain(str(question))}" for question in started.table.questions)


def _unread(started: Start) -> Iterator[str]:
    unread = [one for one in started.decided.entries if one.kind is Kind.UNREAD]
    if unread:
        yield f"not read ({len(unread)})"
        yield from (f"  {one.place}: {plain(one.because)}" for one in unread)


def _definitions(started: Start) -> Iterator[str]:
    defining = [one for one in started.decided.entries if one.kind in (Kind.DEFINITION, Kind.ASSUMPTION)]
    defining = [one for one in defining if one.kind is Kind.DEFINITION or one.formula.display]
    if defining:
        yield f"taken as said, not decided ({len(defining)})"
    for one in defining:
        yield f"  {one.formula.place}: {plain(one.latex)}"
        yield f"      {plain(one.because)}"


def _decided(started: Start, stream: TextIO) -> Iterator[str]:
    steps = [one for one in started.decided.entries if one.kind is Kind.STEP]
    if steps:
        yield f"steps decided ({len(steps)})"
    for entry in steps:
        yield from _step(started, entry, stream)


def _step(started: Start, entry: Entry, stream: TextIO) -> Iterator[str]:
    decision = started.decision(entry)
    assert decision is not None
    verdict = coloured(f"{decision.verdict.value:<9}", decision.verdict.value, stream)
    level = decision.level.value if decision.level else "-"
    given = ", ".join(one.latex for one in entry.given)
    under = f" given {plain(given)}" if given else ""
    yield f"  {verdict} {level:<9} {started.folder.step_ids[id(entry)]:<34} {entry.formula.place}{under}"
    if decision.witness:
        yield "      at " + ", ".join(f"{plain(letter)} = {plain(value)}" for letter, value in decision.witness.items())
    elif decision.verdict is not Verdict.HOLDS:
        yield f"      {plain(decision.reason)}"


def _open(started: Start) -> Iterator[str]:
    asked = [one for one in started.decided.entries if one.kind is Kind.OPEN]
    if asked:
        yield f"questions about formulas ({len(asked)}), undecided until they are answered"
    for entry in asked:
        name = started.folder.step_ids.get(id(entry), "not registered")
        yield f"  {entry.place}: {name}: {plain(entry.latex)}"
        yield f"      {plain(entry.because)}"


def _statements(started: Start) -> Iterator[str]:
    if started.statements:
        yield f"numbered statements ({len(started.statements)}), undecided"
    for one in started.statements:
        name = f" {plain(one.name)}" if one.name else ""
        yield f"  {started.folder.statement_ids[id(one)]:<44} {one.place}{name}"


def summary(started: Start) -> str:
    """One line: how much was read and what came of it."""
    shown = [one for one in started.decided.entries if one.formula.display]
    read = sum(one.kind is not Kind.UNREAD for one in shown)
    verdicts = Counter(
        decision.verdict.value
        for one in started.decided.entries
        if one.kind is Kind.STEP and (decision := started.decision(one))
    )
    steps = ", ".join(f"{count} {verdict}" for verdict, count in verdicts.items()) or "none"
    definitions = sum(one.kind is Kind.DEFINITION for one in started.decided.entries)
    return (
        f"{read} of {len(shown)} displays read, {len(started.table.letters)} letters settled, "
        f"{definitions} definitions; steps: {steps}"
    )
