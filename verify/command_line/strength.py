"""`verify strength`: slip in each claim's statement, leave out each hypothesis, and keep what the gate made of it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from verify import terminal
from verify.command_line import options
from verify.writing import write_whole

if TYPE_CHECKING:
    from verify.strength.record import Strength


def add_to(subparsers: options.Subparsers) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser(
        "strength",
        help="how firmly the claims are pinned",
        description="Make slips in each claim's statement and leave out each of its hypotheses, decide what is left by "
        "the claim's own legs, and keep the result for the report. Takes minutes.",
    )
    parser.add_argument("claims", nargs="*", metavar="CLAIM_GLOB", help="claims to try (default: all)")
    options.add_paper(parser)
    cores = options.usable_cores()
    parser.add_argument("--jobs", type=options.job_count, default=cores, metavar="N", help="processes to use")
    parser.add_argument(
        "--slips",
        type=slip_count,
        default=20,
        metavar="N",
        help="slips a claim at most (default 20); 0 leaves out hypotheses alone and keeps what is known of slips",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="where it is kept (default reports/strength.json)")
    parser.set_defaults(action=action)


def action(chosen: argparse.Namespace) -> int:
    """Exit code 0 if no slip survived, 1 otherwise; what is kept of other claims stays."""
    from verify import papers as registry
    from verify.strength import record
    from verify.strength.run import strengths

    path = chosen.json or record.DEFAULT
    papers = options.chosen_papers(chosen.paper)
    wanted = registry.choose(list(papers), chosen.claims)
    found = record.read(path)
    survived = False
    for paper in papers:
        claims = [paper.claims[name] for name in wanted[paper.name]]
        for name, one in strengths(paper, claims, jobs=chosen.jobs, count=chosen.slips):
            sys.stdout.write(_line(name, one) + "\n")
            sys.stdout.flush()
            if not isinstance(one, str):
                found[name] = one if chosen.slips else one.with_slips_of(found.get(name))
                survived |= bool(found[name].survived)
                write_whole(path, record.as_text(found))  # an interrupted run keeps what it has
    sys.stdout.write(_closing(found, path))
    return 1 if survived else 0


def slip_count(text: str) -> int:
    """A whole number, 0 too."""
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text} is no number of slips; give 0 or more")
    return int(text[:6])


def _line(name: str, one: Strength | str) -> str:
    if isinstance(one, str):
        return f"{terminal.plain(name)}: {terminal.plain(one)}"
    counted = ", ".join(f"{count} {outcome}" for outcome, count in sorted(one.outcomes.items())) or "no slips"
    needs = ", ".join(f"{terminal.plain(each.hypothesis)} {each.need}" for each in one.hypotheses)
    return f"{terminal.plain(name)}: {counted}" + (f"; {needs}" if needs else "")


def _closing(found: Mapping[str, Strength], path: Path) -> str:
    from verify.strength.record import kill_rate

    slips = sum(sum(one.outcomes.values()) for one in found.values())
    true = sum(one.outcomes.get("true", 0) for one in found.values())
    rate = f"{100 * kill_rate(found.values()):.1f}"
    return f"{slips} slips, {true} as true as the original; of the others {rate} % are killed\nwrote {path}\n"
