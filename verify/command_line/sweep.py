"""`verify sweep`: one question at many points, on this machine's cores or on a cluster."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from verify.command_line import deciding, options
from verify.terminal import plain
from verify.writing import write_json

if TYPE_CHECKING:
    from verify.sweeps.places import Place
    from verify.sweeps.run import SweepRecord

SHOWN = 5
MOST_POINTS, MOST_SEED = 10**8, 2**63 - 1


def add_to(subparsers: options.Subparsers) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser(
        "sweep",
        help="one question at many points",
        description="Work on many points on all cores or on a cluster; without a name, list the sweeps.",
    )
    parser.add_argument("name", nargs="?", metavar="NAME", help="as verify sweep lists it")
    parser.add_argument("--points", type=point_count, metavar="N", help="how many points")
    parser.add_argument("--seed", type=seed_number, default=0, metavar="S", help="seed of the draws (default: 0)")
    parser.add_argument("--jobs", type=options.job_count, default=options.usable_cores(), metavar="N", help="processes")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="of a Dask cluster, as in tcp://host:8786")
    parser.add_argument("--resume", type=Path, metavar="FILE", help="keep results here and go on from them")
    options.add_json(parser)
    parser.set_defaults(action=action)


def point_count(text: str) -> int:
    """A positive whole number of points."""
    if not 1 <= whole_number(text) <= MOST_POINTS:
        raise argparse.ArgumentTypeError(f"{text} is no number of points; give 1 to {MOST_POINTS}")
    return whole_number(text)


def seed_number(text: str) -> int:
    """A whole number from 0 to 2^63 - 1."""
    if not 0 <= whole_number(text) <= MOST_SEED:
        raise argparse.ArgumentTypeError(f"{text} is no seed; give a whole number from 0 to {MOST_SEED}")
    return whole_number(text)


def whole_number(text: str) -> int:
    """The number that up to 20 digits write, -1 for any other text."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 20 else -1


def action(chosen: argparse.Namespace) -> int:
    """Exit code 0 if every point was worked on."""
    from verify.sweeps import declared

    if chosen.name is None:
        for name in declared.declared():
            print(f"{name:<24} {declared.sweep(name).what}")
        return 0
    return _run(chosen)


def _run(chosen: argparse.Namespace) -> int:
    from verify.sweeps.declared import sweep
    from verify.sweeps.progress import SweepProgress
    from verify.sweeps.run import run_sweep

    found, progress = sweep(chosen.name), SweepProgress(sys.stderr)
    try:
        record = run_sweep(
            chosen.name,
            found,
            _place(chosen),
            points=chosen.points,
            seed=chosen.seed,
            resume=chosen.resume,
            told=progress,
        )
    finally:
        progress.clear()
    if chosen.json is not None:
        write_json(chosen.json, record.as_json())
    _say(record, chosen.resume, deciding.reporting_stream(chosen.json))
    return 1 if record.missing else 0


def _place(chosen: argparse.Namespace) -> Place:
    from verify.sweeps.cluster import dask_cluster
    from verify.sweeps.places import local_processes

    return local_processes(chosen.jobs) if chosen.scheduler is None else dask_cluster(chosen.scheduler)


def _say(record: SweepRecord, resume: Path | None, stream: TextIO) -> None:
    done = record.points - sum(one.block.count for one in record.missing)
    print(f"{record.name}: {done} of {record.points} points, seed {record.seed}", file=stream)
    for name, value in record.summary.items():
        print(f"  {name}: {plain(value if isinstance(value, str) else json.dumps(value))}", file=stream)
    for one in record.missing[:SHOWN]:
        print(f"missing: {one.block}: {plain(one.reason)}", file=stream)
    if record.missing:
        again = f"--resume {resume}" if resume is not None else "--resume FILE from the start"
        print(f"{len(record.missing)} blocks missing; next: the same command with {again}", file=stream)
