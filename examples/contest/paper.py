"""Waste in a Contest: its sections in the order of the paper."""

from __future__ import annotations

from functools import cache

from verify.claims import Paper

from . import many_contestants, two_contestants
from .notation import NOTATION


@cache
def build() -> Paper:
    """The paper with its notation, printed formulas and claims."""
    paper = Paper("contest", "Waste in a Contest", NOTATION)
    two_contestants.add(paper)
    many_contestants.add(paper)
    return paper
