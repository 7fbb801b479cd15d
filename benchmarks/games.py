"""Speed of the game solvers, as ratios within one run: `python -m benchmarks.games`.

The machine's load is the same for both sides of a ratio, so that ratios travel better than seconds.
"""

from __future__ import annotations

import argparse
import sys

from benchmarks import static_batches, stationary
from benchmarks.static_batches import Batch
from benchmarks.tables import print_table
from benchmarks.timing import load

PARTS = ("static", "growth", "peer", "shares", "hard")
GROWTH = "11x5,21x11,41x11,41x21,81x41,401x101"
SHARES = "41x11:200,81x41:40"
SHARE_HEADER = [
    "certified at 1e-8", "games", "certified", *(f"by {method}" for method in stationary.METHODS),
    "median ms", "90% ms", "failed",
]  # fmt: skip


def size(text: str) -> stationary.Size:
    """41x11: states x actions."""
    states, actions = text.split("x")
    return int(states), int(actions)


def sizes(text: str) -> list[stationary.Size]:
    """Sizes with commas between them."""
    return [size(part) for part in text.split(",")]


def counted_sizes(text: str) -> list[tuple[stationary.Size, int]]:
    """41x11:200, a size and how many games of it."""
    return [(size(part.split(":")[0]), int(part.split(":")[1])) for part in text.split(",")]


def options(arguments: list[str]) -> argparse.Namespace:
    """What to measure, on which games."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.games", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all without any")
    parser.add_argument("--games", type=int, default=1000, help="static games in the batch")
    parser.add_argument("--actions", type=int, default=11, help="of each player of a static game")
    parser.add_argument("--growth", type=sizes, default=sizes(GROWTH), help=f"sizes, for instance {GROWTH}")
    parser.add_argument("--shares", type=counted_sizes, default=counted_sizes(SHARES), help=f"for instance {SHARES}")
    parser.add_argument("--peer", type=sizes, default=sizes("3x2,11x3,11x5"), help="sizes against sgamesolver")
    parser.add_argument(
        "--patience", type=float, default=20, help="seconds of computing after which a game counts as failed"
    )
    parser.add_argument("--seed", type=int, default=1, help="of all random games")
    chosen = parser.parse_args(arguments)
    for part in chosen.parts:
        if part not in PARTS:
            parser.error(f"{part!r} is no part; choose from {', '.join(PARTS)}")
    return chosen


def main(arguments: list[str]) -> int:
    """Print the tables."""
    chosen = options(arguments)
    parts = chosen.parts or PARTS
    print(f"game solvers: {load()}, seed {chosen.seed}")
    if "static" in parts:
        batch = Batch(chosen.games, chosen.actions, chosen.seed)
        print_table([batch.title(), "ms", "quantecon ms", "ratio"], static_batches.rows(batch))
    if "growth" in parts:
        header = ["states x actions", "found by", "regret <=", "first ms", "again ms", "certificate ms"]
        print_table(header, stationary.growth_rows(chosen.growth, chosen.seed))
    if "peer" in parts:
        header = ["against sgamesolver", "ms", "sgamesolver ms", "ratio", "its regret"]
        print_table(header, stationary.peer_rows(chosen.peer, chosen.seed))
    if "shares" in parts:
        print_table(SHARE_HEADER, stationary.share_rows(chosen.shares, chosen.seed, chosen.patience))
    if "hard" in parts:
        print_table(SHARE_HEADER, stationary.hard_rows(chosen.patience))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
