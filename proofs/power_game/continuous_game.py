r"""Continuous-Time Approximation against the game: values, and the policy at parity."""

from __future__ import annotations

from verify.claims import Paper


def add(paper: Paper) -> None:
    """Claims that compare the equation with the game."""
