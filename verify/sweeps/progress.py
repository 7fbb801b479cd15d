"""How far a sweep is, on the terminal; a line each tenth of the way where lines cannot be drawn over."""

from __future__ import annotations

import time
from typing import TextIO

from verify.sweeps.run import Standing
from verify.terminal import is_live


def clock(seconds: float) -> str:
    """Hours, minutes and seconds.

    >>> clock(59.6), clock(3725)
    ('1:00', '1:02:05')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def standing_line(standing: Standing, seconds: float) -> str:
    """Points done, points a second of this run, the time that is left at that rate, and what was lost on the way.

    >>> standing_line(Standing(done=600, earlier=100, points=1100, resubmissions=2), 50.0)
    '600/1100 points, 10 a second, 0:50 left, 2 blocks sent again'
    """
    rate = (standing.done - standing.earlier) / max(seconds, 1e-9)
    left = (standing.points - standing.done) / rate if rate else 0.0
    line = f"{standing.done}/{standing.points} points, {rate:.3g} a second, {clock(left)} left"
    return f"{line}, {standing.resubmissions} blocks sent again" if standing.resubmissions else line


class SweepProgress:
    """To be called with every standing."""

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.live = stream, is_live(stream)
        self.start, self.tenth = time.monotonic(), 0

    def __call__(self, standing: Standing) -> None:
        tenth = 10 * standing.done // standing.points
        if not self.live and tenth == self.tenth:
            return
        self.tenth = tenth
        line = standing_line(standing, time.monotonic() - self.start)
        self.stream.write(f"\r\x1b[K{line}" if self.live else f"{line}\n")
        self.stream.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self.live:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
