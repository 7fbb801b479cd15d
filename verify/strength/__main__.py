"""`python -m verify.strength [CLAIM_GLOB ...]`: leave out hypotheses anew and keep what is known of slips."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from verify import papers as registry
from verify import terminal
from verify.command_line import options
from verify.strength import record
from verify.strength.hypotheses import Dropped
from verify.strength.run import hypotheses
from verify.writing import write_whole


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0; a claim without slips on record, or with those of another statement, is named and left alone."""
    chosen = _parser().parse_args(arguments)
    papers = options.chosen_papers(chosen.paper)
    wanted = registry.choose(list(papers), chosen.claims)
    found = record.read(chosen.json)
    for paper in papers:
        claims = [paper.claims[name] for name in wanted[paper.name]]
        current = record.current(found, claims)
        for name, one in hypotheses(paper, [claim for claim in claims if claim.id in current], jobs=chosen.jobs):
            if not isinstance(one, str):
                found[name] = replace(found[name], hypotheses=one)
                write_whole(chosen.json, record.as_text(found))
            sys.stdout.write(f"{terminal.plain(name)}: {_line(one)}\n")
            sys.stdout.flush()
        for claim in claims:
            if claim.id not in current:
                sys.stdout.write(f"{terminal.plain(claim.id)}: no trials on record; run verify strength first\n")
    return 0


def _line(one: tuple[Dropped, ...] | str) -> str:
    if isinstance(one, str):
        return terminal.plain(one)
    return ", ".join(f"{terminal.plain(each.hypothesis)} {each.need}" for each in one) or "no hypotheses"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m verify.strength", description=__doc__)
    parser.add_argument("claims", nargs="*", metavar="CLAIM_GLOB", help="claims to try (default: all)")
    options.add_paper(parser)
    parser.add_argument("--jobs", type=options.job_count, default=1, metavar="N", help="processes to use")
    parser.add_argument("--json", type=Path, default=record.DEFAULT, metavar="FILE", help="where it is kept")
    return parser


if __name__ == "__main__":
    sys.exit(main())
