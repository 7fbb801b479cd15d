"""Stationary equilibria: growth with the size, the certificate alone, certified shares, and sgamesolver."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from benchmarks import sgamesolver_adapter
from benchmarks.ensembles import draw_power_game, hard_games
from benchmarks.timing import milliseconds, seconds, stopped_after
from numerics.certificate import certify
from numerics.equilibrium import Equilibrium, solve
from numerics.errors import NoEquilibriumError
from numerics.power_game import PowerGame

METHODS = ("supports", "tracing", "logit", "refinement")
PEER_SECONDS = 5.0
SAME_ACCURACY = 1e-2
Size = tuple[int, int]


def named(size: Size) -> str:
    """States x actions."""
    return f"{size[0]} x {size[1]}"


def growth_rows(sizes: list[Size], seed: int) -> Iterator[list[str]]:
    """One game of every size: solving it, and its certificate alone."""
    for size in sizes:
        game = draw_power_game(np.random.default_rng(seed), *size)
        start = time.perf_counter()
        try:
            solution = solve(game)
        except NoEquilibriumError as failure:
            yield [named(size), "none", f"{failure.best_regret:.1e}", "", "", ""]
            continue
        first = time.perf_counter() - start
        again = seconds(lambda game=game: solve(game), 1 if first > 1 else 3)  # type: ignore[misc]
        alone, regret = certificate_seconds(game, solution), f"{solution.certificate.regret:.1e}"
        yield [named(size), solution.method, regret, *(f"{1e3 * time:.2f}" for time in (first, again, alone))]


def certificate_seconds(game: PowerGame, solution: Equilibrium) -> float:
    """The certificate alone."""
    return seconds(lambda: certify(game, solution.profile, solution.values), 20)


@dataclass
class Tally:
    """What solving many games came to, each stopped after `patience` seconds of computing."""

    patience: float
    spent: list[float] = field(default_factory=list)
    methods: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def add(self, name: str, game: PowerGame) -> None:
        """Solve one more."""
        start = time.perf_counter()
        try:
            with stopped_after(self.patience, computing=True):
                self.methods.append(solve(game).method)
        except NoEquilibriumError:
            self.failed.append(f"{name} (no path ended)")
        except TimeoutError:
            self.failed.append(f"{name} (stopped)")
        self.spent.append(time.perf_counter() - start)

    def row(self, title: str) -> list[str]:
        """Share, how they were found, times, failures."""
        count = len(self.spent)
        counts = (str(self.methods.count(method)) for method in METHODS)
        times = (f"{1e3 * float(np.quantile(self.spent, q)):.1f}" for q in (0.5, 0.9))
        share = f"{len(self.methods) / count:.1%}"
        return [title, str(count), share, *counts, *times, ", ".join(self.failed) or "none"]


def share_rows(sizes: list[tuple[Size, int]], seed: int, patience: float) -> Iterator[list[str]]:
    """Certified shares on games drawn over the whole parameter range; failures by their number in the draw."""
    for size, count in sizes:
        draw, tally = np.random.default_rng(seed), Tally(patience)
        for number in range(count):
            tally.add(str(number), draw_power_game(draw, *size))
        yield tally.row(named(size))


def hard_rows(patience: float) -> Iterator[list[str]]:
    """Games that are known to be hard."""
    for name, game in hard_games():
        tally = Tally(patience)
        tally.add(name, game)
        yield tally.row(name)


def peer_rows(sizes: list[Size], seed: int) -> Iterator[list[str]]:
    """The solver against sgamesolver's logit homotopy, stopped where it goes on for long."""
    if not sgamesolver_adapter.installed():
        yield ["absent: pip install 'theorem-gate[solvers]'", "", "", "", ""]
        return
    for size in sizes:
        for drawn in (seed, seed + 1):
            yield peer_row(f"{named(size)}, seed {drawn}", draw_power_game(np.random.default_rng(drawn), *size))


def peer_row(title: str, game: PowerGame) -> list[str]:
    """One game."""
    solve(game)
    ours = seconds(lambda: solve(game))
    try:
        with stopped_after(PEER_SECONDS):
            theirs, regret = sgamesolver_adapter.logit_homotopy(game)
    except TimeoutError as stop:
        return [title, f"{1e3 * ours:.1f}", str(stop), f"> {PEER_SECONDS / ours:.0f}", ""]
    ratio = milliseconds(ours, theirs) if regret < SAME_ACCURACY else [f"{1e3 * ours:.1f}", "no equilibrium", ""]
    return [title, *ratio, f"{regret:.1e}"]
