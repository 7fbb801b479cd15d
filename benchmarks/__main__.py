"""All benchmarks, one after the other: `make bench`."""

from __future__ import annotations

from benchmarks import games, gate

if __name__ == "__main__":
    gate.main()
    games.main([])
