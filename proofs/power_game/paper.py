"""The Power Game derivation: all its sections in the order of the paper."""

from __future__ import annotations

from functools import cache

from proofs.certificate_leg import add_certificates
from proofs.power_game import (
    access,
    composition,
    continuous_game,
    continuous_time,
    horizons,
    market,
    modeling,
    one_period,
    two_faces,
)
from proofs.power_game.notation import NOTATION
from verify.claims import Paper


@cache
def build() -> Paper:
    """The paper with its notation, printed formulas and claims."""
    paper = Paper("power-game", "Step-by-Step Mathematical Derivation", NOTATION)
    modeling.add(paper)
    two_faces.add(paper)
    one_period.add(paper)
    horizons.add_recursions(paper)
    horizons.add_infinite_horizon(paper)
    market.add(paper)
    composition.add(paper)
    access.add(paper)
    continuous_time.add(paper)
    continuous_game.add(paper)
    add_certificates(paper)
    return paper
