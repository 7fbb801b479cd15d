"""`verify review`: sign claims as they are printed, read and decided; a claim that changed is asked about again."""

from __future__ import annotations

import argparse
import subprocess
import sys
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from verify import terminal
from verify.command_line import changes, deciding, options
from verify.errors import UsageError
from verify.record import RunRecord
from verify.signoffs.agreement import Agreement, agreements
from verify.signoffs.book import Signature, beside, day_of, read_book, write_book
from verify.terminal import plain

if TYPE_CHECKING:
    from verify.claims import Paper

LONGEST_NAME = 100
QUESTION = "agree? y: yes, n: not now, q: end > "


def add_to(subparsers: options.Subparsers) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser(
        "review",
        help="sign claims, or see who has",
        description="Show each claim as it is printed, read and decided, and record who agrees. "
        "With --list and --yes the exit code is 1 while a chosen claim lacks a signature.",
    )
    parser.add_argument("path", type=Path, metavar="PATH", help="the paper's source")
    parser.add_argument("claims", nargs="*", metavar="CLAIM_GLOB", help="as in composition/* (default: all)")
    options.add_paper(parser, required=True)
    parser.add_argument("--as", dest="name", metavar="NAME", help="who signs (default: the user.name of git)")
    parser.add_argument("--date", default="", metavar="YYYY-MM-DD", help="a day to note beside the signatures")
    parser.add_argument("--signoffs", type=Path, metavar="FILE", help="where (default: signoffs.toml by the source)")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--list", action="store_true", help="say who has signed what, and ask nothing")
    how.add_argument("--yes", action="store_true", help="sign all chosen claims without asking")
    options.add_running(parser)
    parser.set_defaults(action=action)


def action(chosen: argparse.Namespace) -> int:
    """Exit code 0 if every chosen claim is signed: by NAME, or with `--list` by anybody."""
    (paper,) = options.chosen_papers(chosen.paper)
    from verify import papers as registry

    names = registry.choose([paper], chosen.claims)[paper.name]
    path = chosen.signoffs or beside(chosen.path)
    read_book(path)
    day = day_of(chosen.date, "--date") if chosen.date else ""
    signer = "" if chosen.list else signer_name(chosen.name, chosen.path)
    asked, record = _agreements(paper, chosen)
    review = Review({name: asked[name] for name in names}, record, path, sys.stdout)
    if chosen.list:
        return review.tell()
    return review.sign(signer, day, sure=chosen.yes)


def _agreements(paper: Paper, chosen: argparse.Namespace) -> tuple[dict[str, Agreement], RunRecord]:
    from verify.signoffs.standings import decided_model

    progress = terminal.Progress(sys.stderr)
    sources = {paper.name: chosen.path}
    record = deciding.decide_papers(
        [paper], [], sources=sources, jobs=chosen.jobs, fresh=chosen.fresh, progress=progress
    )
    return agreements(paper, decided_model(paper, chosen.path), record), record


def signer_name(given: str | None, source: Path) -> str:
    """Who signs; raises `UsageError` if nobody is named."""
    name = given if given is not None else _git_user(source.resolve().parent)
    if not name or name != plain(name) or len(name) > LONGEST_NAME:
        raise UsageError(f"who signs? give --as NAME, one line of at most {LONGEST_NAME} letters")
    return name


def _git_user(folder: Path) -> str:
    try:
        asked = ["git", "-C", str(folder), "config", "user.name"]
        return subprocess.run(asked, capture_output=True, check=False, text=True).stdout.strip()
    except (OSError, UnicodeDecodeError):
        return ""


@dataclass
class Review:
    """The chosen claims, and the file of their signatures."""

    asked: Mapping[str, Agreement]
    record: RunRecord
    path: Path
    stream: TextIO

    def tell(self) -> int:
        """A line a claim: who has signed it. 0 if somebody has signed each."""
        book = read_book(self.path)
        standings = {name: book.standing(agreement) for name, agreement in self.asked.items()}
        for name, standing in standings.items():
            self._say(f"{name}: {plain(standing.words)}")
        signed = sum(bool(standing.signed) for standing in standings.values())
        self._say(f"{signed} of {changes.counted_noun(len(standings), 'claim')} signed")
        return 0 if signed == len(standings) else 1

    def sign(self, name: str, day: str, *, sure: bool) -> int:
        """Ask about each claim that `name` has not signed as it is; 0 if all are signed then."""
        book = read_book(self.path)
        waiting = [one for one in self.asked.values() if name not in book.standing(one).signed]
        signed = len(self.asked) - len(waiting)
        for number, agreement in enumerate(waiting, 1):
            if not agreement.as_expected:
                self._say(f"{agreement.claim}: {agreement.decided[0]}, which is not as expected; mend it, then sign")
                continue
            answer = "y" if sure else self._asked(agreement, name, f"{number} of {len(waiting)}")
            if answer == "q":
                break
            if answer == "y":
                self._record(agreement, name, day)
                signed += 1
        self._say(f"{name} has signed {signed} of {changes.counted_noun(len(self.asked), 'claim')} ({self.path})")
        return 0 if signed == len(self.asked) else 1

    def _asked(self, agreement: Agreement, name: str, count: str) -> str:
        self._say(*claim_lines(agreement, self.record, count, read_book(self.path).standing(agreement).words))
        while True:
            self.stream.write(QUESTION)
            self.stream.flush()
            try:
                answer = sys.stdin.readline()
            except KeyboardInterrupt:
                self._say("")
                raise
            if not answer:
                self._say("")
                return "q"
            if answer.strip().lower() in ("y", "yes", "n", "no", "q", "quit"):
                return answer.strip().lower()[0]

    def _record(self, agreement: Agreement, name: str, day: str) -> None:
        """Read anew, so that a signature that somebody gave meanwhile stays."""
        book = read_book(self.path).with_signature(agreement.claim, name, Signature(agreement.marks, day))
        write_book(self.path, book)

    def _say(self, *lines: str) -> None:
        self.stream.write("".join(f"{line}\n" for line in lines))
        self.stream.flush()


def claim_lines(agreement: Agreement, record: RunRecord, count: str, signed: str) -> Iterator[str]:
    """Printed, read and decided, one under the other."""
    yield f"{agreement.claim} ({count})"
    places = [f"{one.file}:{one.line}" for one in record.formulas if agreement.claim in one.claims]
    yield from _fact("where", ", ".join(dict.fromkeys(places)))
    for number, (printed, read) in enumerate(agreement.formulas):
        yield from _fact("in words" if number in agreement.unprinted else "printed", printed)
        yield from _fact("read", read)
        if agreement.conditions[number]:
            yield from _fact("taken", ", ".join(agreement.conditions[number]))
    for name in ("notes", "letters", "definitions", "decided"):
        for place, said in enumerate(getattr(agreement, name)):
            yield from _fact("" if place else TITLES[name], said)
    result = next(one for one in record.claims if one.id == agreement.claim)
    yield from (line for point in terminal.witnesses(result)[:1] for line in _fact("fails at", point))
    yield from _fact("signed by", signed)


TITLES = {"notes": "that is", "letters": "letters", "definitions": "by", "decided": "decided"}


def _fact(name: str, said: str) -> list[str]:
    head = f"  {name:<10} "
    width = terminal.column_count(sys.stdout)
    return textwrap.wrap(
        plain(said), width, initial_indent=head, subsequent_indent=" " * 15, break_on_hyphens=False
    ) or ([head.rstrip()] if name else [])
