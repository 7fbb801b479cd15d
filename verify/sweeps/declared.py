"""The sweeps there are: a package declares `name = "module:sweep"` in the entry point group `verify.sweeps`."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points

from verify.errors import UsageError
from verify.sweeps.sweep import Sweep

GROUP = "verify.sweeps"


def declared() -> dict[str, EntryPoint]:
    """Every declared sweep, in the order of the names."""
    return {point.name: point for point in sorted(entry_points(group=GROUP), key=lambda one: one.name)}


def sweep(name: str) -> Sweep:
    """The sweep of that name; raises `UsageError` that lists the names there are."""
    points = declared()
    if name not in points:
        raise UsageError(f"no sweep called {name}; the sweeps are {', '.join(points) or 'none: declare one'}")
    found = points[name].load()
    if not isinstance(found, Sweep):
        raise UsageError(f"{points[name].value} is no Sweep; see verify.sweeps.sweep")
    return found
