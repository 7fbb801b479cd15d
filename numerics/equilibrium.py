"""Stationary Markov-perfect equilibria of finite two-player discounted stochastic games, with
certificates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from numerics.certificate import Certificate, certify
from numerics.errors import InvalidGameError, NoEquilibriumError
from numerics.homotopy import trace
from numerics.refinement import coarse_to_fine
from numerics.stochastic_game import StochasticGame
from numerics.support_pivoting import Candidate, Supports, pivot_supports
from numerics.tracing import traced_average, traced_profile
from numerics.transition import Floats
from numerics.value_iteration import Iterate, iterate_values, policy_values

SAME_PROFILE = 1e-7
FINE_ACTIONS = 16
EARLY_STARTS = 3  # after which short paths are tried
SHORT_PATH = 20_000  # pieces times actions of all states
FEWEST_PIECES = 10
PACES = (0.5, 0.7, 0.2)  # of value iteration from random starts, by turns
NEAREST = 6  # profiles whose bonus is taken away, those that value iteration moved least
FURTHER_PATHS = 2


@dataclass(frozen=True)
class Equilibrium:
    """A stationary profile, its values, and what was proved about it.

    Attributes
    ----------
    profile : (S, A1) and (S, A2), mixed actions at every state
    values : (2, S)
    certificate : one-shot gains and whole-game regret, all upper bounds
    method : which stage of the solver found it, "supports", "tracing", "refinement" or "logit"
    """

    profile: tuple[Floats, Floats]
    values: Floats
    certificate: Certificate
    method: str

    def same_as(self, other: Equilibrium) -> bool:
        """Whether the profiles differ by no more than rounding."""
        pairs = zip(self.profile, other.profile, strict=True)
        return all(float(np.abs(a - b).max()) <= SAME_PROFILE for a, b in pairs)


@dataclass(frozen=True)
class EquilibriumSearch:
    """The distinct equilibria that several starts led to; there may be others.

    Attributes
    ----------
    found : each certified, no two the same
    starts : from how many starts the search went out
    """

    found: tuple[Equilibrium, ...]
    starts: int


def solve(
    game: StochasticGame,
    *,
    tolerance: float = 1e-8,
    symmetric: bool | None = None,
    sweeps: int = 60,
    starts: int = 90,
    homotopy_steps: int = 800,
) -> Equilibrium:
    """One stationary equilibrium whose whole-game regret is proved to be at most `tolerance`.

    Value iteration leads to supports, Newton and the signs of its solution mend them. Where that fails, it begins
    again from random profiles, at a slower pace. Where that fails too, paths are followed: from the profiles that
    were reached and from average play by tracing, from coarse action grids to fine ones, and along logit
    equilibria. Whatever comes out, the certificate decides.

    Parameters
    ----------
    game : S states, A1 x A2 actions
    tolerance : of the regret, in units of the payoffs, from any state and by any strategy
    symmetric : an equilibrium that is its own mirror image; by default wherever the game is its own mirror
        image
    sweeps : of value iteration
    starts : further starts of value iteration, drawn at random with fixed seeds
    homotopy_steps : along the longer paths

    Raises
    ------
    NoEquilibriumError : how far every stage got
    InvalidGameError : symmetric=True for a game that is not its own mirror image

    Notes
    -----
    An equilibrium exists (Fink 1964), also a symmetric one of a mirrored game. It need not be the only one:
    see `search`.

    Examples
    --------
    >>> pennies = np.array([[1.0, -1.0], [-1.0, 1.0]])
    >>> game = StochasticGame(np.stack([pennies[None], -pennies[None]]), np.ones((1, 2, 2, 1)), 0.9)
    >>> solution = solve(game)
    >>> solution.profile[0].round(9).tolist(), bool(solution.certificate.regret < 1e-8)
    ([[0.5, 0.5]], True)
    """
    mirrored = in_the_mirror(game, symmetric)
    best: float = np.inf
    stages: dict[str, str] = {}
    for method, candidate in candidates(game, mirrored, sweeps, starts, homotopy_steps):
        if candidate is None:
            stages.setdefault(method, "no supports with consistent signs")
            continue
        equilibrium = certified(game, candidate, method)
        if equilibrium.certificate.regret <= tolerance:
            return equilibrium
        best = min(best, equilibrium.certificate.regret)
        stages[method] = f"regret {best:.3g}"
    raise NoEquilibriumError(best, tolerance, stages)


def search(
    game: StochasticGame,
    *,
    starts: int = 10,
    tolerance: float = 1e-8,
    symmetric: bool | None = None,
    sweeps: int = 60,
    homotopy_steps: int = 0,
) -> EquilibriumSearch:
    """The distinct equilibria that value iteration (and, with steps, the path) reaches from several starts.

    Finding one is no proof that there is only one.

    Examples
    --------
    >>> coordination = np.diag([1.0, 2.0])[None]
    >>> game = StochasticGame(np.stack([coordination, coordination]), np.ones((1, 2, 2, 1)), 0.5)
    >>> len(search(game, symmetric=False).found) >= 2
    True
    """
    mirrored = in_the_mirror(game, symmetric)
    found: list[Equilibrium] = []
    for method, candidate in candidates(game, mirrored, sweeps, starts, homotopy_steps):
        if candidate is not None:
            equilibrium = certified(game, candidate, method)
            new = not any(equilibrium.same_as(known) for known in found)
            if new and equilibrium.certificate.regret <= tolerance:
                found.append(equilibrium)
    return EquilibriumSearch(tuple(found), starts + 1)


def in_the_mirror(game: StochasticGame, symmetric: bool | None) -> bool:
    """Whether to look for a symmetric equilibrium."""
    if symmetric and game.mirror is None:
        raise InvalidGameError("symmetric=True needs a game that is its own mirror image; leave `symmetric` out")
    return game.mirror is not None if symmetric is None else symmetric


def certified(game: StochasticGame, candidate: Candidate, method: str) -> Equilibrium:
    """A candidate with its certificate, whatever that says."""
    certificate = certify(game, (candidate.x, candidate.y), candidate.values)
    return Equilibrium((candidate.x, candidate.y), candidate.values, certificate, method)


def candidates(
    game: StochasticGame, mirrored: bool, sweeps: int, starts: int, homotopy_steps: int
) -> Iterator[tuple[str, Candidate | None]]:
    """Profiles that may be equilibria, cheapest first."""
    reached: list[Iterate] = []
    for seed in (None, *range(starts)):
        here = from_first_actions(game, mirrored, sweeps) if seed is None else from_draw(game, mirrored, sweeps, seed)
        reached.append(here)
        guess = Candidate(here.x, here.y, here.values)
        yield "supports", pivot_supports(game, Supports.of(here.x, here.y), guess, mirrored=mirrored)
        if len(reached) == EARLY_STARTS:
            for early in reached:
                steps = min(homotopy_steps // 4, short_path(game))
                if steps > 0:
                    yield "tracing", traced_profile(game, early.x, early.y, mirrored=mirrored, steps=steps)
    if homotopy_steps > 0:
        yield from along_paths(game, mirrored, reached, homotopy_steps)


def short_path(game: StochasticGame) -> int:
    """How many pieces of a path cost about what one more start costs; none on a large game."""
    S, A1, A2 = game.shape
    pieces = SHORT_PATH // (S * (A1 + A2))
    return pieces if pieces >= FEWEST_PIECES else 0


def from_first_actions(game: StochasticGame, mirrored: bool, sweeps: int) -> Iterate:
    """Value iteration at its full pace."""
    return iterate_values(game, sweeps=sweeps, mirrored=mirrored)


def from_draw(game: StochasticGame, mirrored: bool, sweeps: int, seed: int) -> Iterate:
    """Value iteration from a pure profile drawn at random, at the paces by turns, the slower the more sweeps."""
    pace = PACES[seed % len(PACES)]
    start = pure_profile(game, mirrored, seed)
    return iterate_values(game, sweeps=int(sweeps * PACES[0] / pace), mirrored=mirrored, start=start, pace=pace)


def along_paths(
    game: StochasticGame, mirrored: bool, reached: list[Iterate], steps: int
) -> Iterator[tuple[str, Candidate | None]]:
    """The ends of paths, from the short ones to the long ones."""
    for here in sorted(reached, key=lambda here: here.moved)[:NEAREST]:
        yield "tracing", traced_profile(game, here.x, here.y, mirrored=mirrored, steps=steps // 4)
    yield "tracing", traced_average(game, mirrored=mirrored, steps=steps)
    for averaged in (True, False):
        for candidate in trace(game, mirrored=mirrored, steps=steps // 2, averaged=averaged):
            yield "logit", candidate
    if min(game.shape[1:]) > FINE_ACTIONS:
        yield "refinement", coarse_to_fine(game, mirrored, steps)
    for seed in range(FURTHER_PATHS):
        yield "tracing", traced_average(game, mirrored=mirrored, steps=steps, seed=seed)
    if min(game.shape[1:]) <= FINE_ACTIONS:
        yield "tracing", traced_average(game, mirrored=mirrored, steps=4 * steps)
        for candidate in trace(game, mirrored=mirrored, steps=steps):
            yield "logit", candidate


def pure_profile(game: StochasticGame, mirrored: bool, seed: int) -> tuple[Floats, Floats, Floats]:
    """One action for each player and state, drawn at random, and what they are worth."""
    S, A1, A2 = game.shape
    draw = np.random.default_rng(seed)
    x = np.eye(A1)[draw.integers(0, A1, size=S)]
    y = x[::-1].copy() if mirrored else np.eye(A2)[draw.integers(0, A2, size=S)]
    return x, y, policy_values(game, x, y)
