"""A sweep: many points of the same question, worked on in blocks that know nothing of each other."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from verify.errors import UsageError

Record = dict[str, Any]
"""What a block or a whole sweep found: JSON, without NaN and infinities."""


@dataclass(frozen=True)
class Block:
    """The points `first`, ..., `first + count - 1` of a sweep of `points` points with this `seed`."""

    first: int
    count: int
    points: int
    seed: int

    @property
    def indices(self) -> range:
        """The numbers of the points.

        >>> list(Block(4, 2, points=6, seed=0).indices)
        [4, 5]
        """
        return range(self.first, self.first + self.count)

    def seed_of(self, point: int) -> int:
        """The seed of a point, in [0, 2^64): it depends on the sweep's seed and the point, on nothing else.

        >>> one, other = Block(0, 9, points=9, seed=1), Block(5, 1, points=6, seed=1)
        >>> one.seed_of(5) == other.seed_of(5) != one.seed_of(6)
        True
        """
        digest = hashlib.blake2b(f"{self.seed}/{point}".encode(), digest_size=8)
        return int.from_bytes(digest.digest(), "big")

    def __str__(self) -> str:
        return f"points {self.first} to {self.first + self.count - 1}"


@dataclass(frozen=True)
class Sweep:
    """What is asked at every point, and what the answers amount to.

    Attributes
    ----------
    what : one line for people
    work : Block -> Record; a function with a name in a module, since workers import it. Equal blocks give equal
        records, wherever and whenever they run
    summary : the records in the order of the blocks -> Record
    points : how many points without `--points`
    block : points a block; about a second of work keeps the cost of sending it out of sight
    rests_on : packages whose code decides the results; workers with another version of it are refused
    """

    what: str
    work: Callable[[Block], Record]
    summary: Callable[[Sequence[Record]], Record]
    points: int
    block: int
    rests_on: tuple[str, ...]

    def __post_init__(self) -> None:
        try:
            pickle.dumps(self.work)
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            raise UsageError(
                f"{self.what}: workers cannot import its work ({error}); name a module's function"
            ) from error

    @property
    def packages(self) -> tuple[str, ...]:
        """All code that decides the results: what the sweep rests on, and how points get their seeds."""
        return (__name__, *self.rests_on)

    def blocks(self, points: int, seed: int) -> Iterator[Block]:
        """All points, cut into blocks in their order; the last one may be shorter."""
        for first in range(0, points, self.block):
            yield Block(first, min(self.block, points - first), points, seed)
