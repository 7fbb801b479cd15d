"""Proof by covering a box: bisect until balls decide every piece, or stop with the piece that they do not
decide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flint import arb

Interval = tuple[float, float]
Box = tuple[Interval, ...]
Test = Callable[..., bool | None]


@dataclass(frozen=True)
class Cover:
    """How many pieces were looked at, and the first one that stayed open, if any."""

    pieces: int
    open_piece: Box | None

    @property
    def complete(self) -> bool:
        """Whether every piece was decided."""
        return self.open_piece is None


def interval(low: float, high: float) -> arb:
    """A ball that contains [low, high]; the ends are binary fractions, so only the radius is rounded up.

    >>> bool(interval(0.25, 0.5).contains(arb(0.25)))
    True
    """
    return arb((low + high) / 2, (high - low) / 2 * (1 + 2.0**-30) + 2.0**-60)


def cover(box: Box, holds: Test, most: int = 200_000) -> Cover:
    """Bisect the longest edge of every piece for which `holds` (balls, one an edge) is not True.

    >>> cover(((0.0, 1.0),), lambda x: bool(x * (1 - x) < 0.3)).complete
    True
    """
    waiting: list[Box] = [box]
    pieces = 0
    while waiting:
        piece = waiting.pop()
        pieces += 1
        if holds(*(interval(*edge) for edge in piece)):
            continue
        if pieces >= most or max(high - low for low, high in piece) < 2.0**-40:
            return Cover(pieces, piece)
        waiting.extend(_halves(piece))
    return Cover(pieces, None)


def _halves(piece: Sequence[Interval]) -> list[Box]:
    edge = max(range(len(piece)), key=lambda i: piece[i][1] - piece[i][0])
    low, high = piece[edge]
    mid = (low + high) / 2
    return [tuple(half if i == edge else e for i, e in enumerate(piece)) for half in ((low, mid), (mid, high))]


def _from_zero(x: arb) -> tuple[arb, arb]:
    low, high = x.lower(), x.upper()
    return (low if low > 0 else arb(0)), (high if high > 0 else arb(0))


def cosh(x: arb) -> arb:
    """cosh over a ball of nonnegative numbers, from its two ends since it increases."""
    low, high = _from_zero(x)
    return low.cosh().union(high.cosh())


def sinh_ratio(x: arb) -> arb:
    """sinh(x) / x over a ball of nonnegative numbers, 1 at zero; it increases.

    >>> sinh_ratio(arb(0)).str(5)
    '1.0000'
    """
    return _sinh_ratio_at(_from_zero(x)[0]).union(_sinh_ratio_at(_from_zero(x)[1]))


def _sinh_ratio_at(x: arb) -> arb:
    if x < 2.0**-10:  # the series' remainder is below a hundredth of its third term
        return 1 + x * x / 6 + x**4 / 120 * arb(1, 0.01)
    return x.sinh() / x
