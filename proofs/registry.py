"""The papers that come with the suite, by name; each is built on first use."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from verify.claims import Paper
from verify.errors import UsageError

PAPERS: dict[str, str] = {
    "power-game": "proofs.power_game.paper",
    "hail-mary": "proofs.hail_mary.paper",
}


def paper(name: str) -> Paper:
    """The paper of that name; raises `UsageError` that lists the names there are."""
    if name not in PAPERS:
        raise UsageError(f"no paper called {name}; the papers are {', '.join(PAPERS)}")
    build: Callable[[], Paper] = import_module(PAPERS[name]).build
    return build()
