"""Finite horizons by backward induction: one equilibrium by a named rule, or all equilibrium values of a
small game."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import ArrayLike

from numerics.all_equilibria import all_equilibria
from numerics.certificate import UNIT_ROUNDOFF, Certificate, rounding_unit
from numerics.errors import InvalidGameError, TooManyEquilibriaError
from numerics.selection import SELECTIONS, Selection, regret_of
from numerics.stochastic_game import StochasticGame
from numerics.transition import Floats

SELECTED_REGRET = 1e-8
SAME_VALUE = 1e-9


@dataclass(frozen=True)
class FiniteHorizonEquilibrium:
    """A Markov-perfect equilibrium of H periods.

    Attributes
    ----------
    values : (H + 1, 2, S), values[h] with h periods left
    profiles : H pairs ((S, A1), (S, A2)), profiles[h - 1] is played with h periods left
    certificate : one-shot gains and whole-game regret over all h, upper bounds
    selection : the rule that picked the stage equilibria
    mirrored : whether one half of the states was solved and the rest are mirror images
    """

    values: Floats
    profiles: tuple[tuple[Floats, Floats], ...]
    certificate: Certificate
    selection: str
    mirrored: bool


def backward_induction(
    game: StochasticGame,
    horizon: int,
    *,
    selection: str | Selection = "symmetric",
    terminal: ArrayLike | None = None,
) -> FiniteHorizonEquilibrium:
    """Solve the stage game U_h = u + beta E V_{h-1} at every state, for h = 1 .. horizon.

    Source: the Power Game derivation, "Finite-Horizon Recursion".

    Parameters
    ----------
    selection : "symmetric" (mirror images at mirrored states, a symmetric equilibrium at the middle, where
        the game is its own mirror image; first found elsewhere), "payoff-dominant" (small stage games),
        "first found", or a callable (A, B) -> (x, y), whose choices are checked
    terminal : (2, S), the values V_0; zeros by default

    Raises
    ------
    InvalidGameError : a horizon below one, an unknown rule, or a callable that does not choose an equilibrium

    Examples
    --------
    >>> game = StochasticGame(np.ones((2, 1, 1, 1)), np.ones((1, 1, 1, 1)), 0.5)
    >>> backward_induction(game, 3).values[:, 0, 0].tolist()
    [0.0, 1.0, 1.5, 1.75]
    """
    rule = named_rule(selection)
    if horizon < 1:
        raise InvalidGameError(f"horizon is {horizon}; it must be at least 1")
    mirrored = selection == "symmetric" and game.mirror is not None
    values = [np.zeros((2, game.shape[0])) if terminal is None else np.asarray(terminal, dtype=np.float64)]
    if values[0].shape != (2, game.shape[0]):
        raise InvalidGameError(f"terminal has shape {values[0].shape}; it must be (2, {game.shape[0]})")
    mirrored = mirrored and bool(np.array_equal(values[0][1], values[0][0, ::-1]))
    profiles = []
    for _ in range(horizon):
        x, y, value = one_period(game, values[-1], rule, mirrored)
        profiles.append((x, y))
        values.append(value)
    certificate = certify_horizon(game, profiles, values)
    name = selection if isinstance(selection, str) else getattr(selection, "__name__", "callable")
    return FiniteHorizonEquilibrium(np.stack(values), tuple(profiles), certificate, name, mirrored)


def named_rule(selection: str | Selection) -> Selection:
    """The rule of a name, or the callable itself."""
    if not isinstance(selection, str):
        return selection
    if selection not in SELECTIONS:
        raise InvalidGameError(f"selection is {selection!r}; choose one of {sorted(SELECTIONS)} or a callable")
    return SELECTIONS[selection]


def one_period(game: StochasticGame, after: Floats, rule: Selection, mirrored: bool) -> tuple[Floats, Floats, Floats]:
    """Stage equilibria x (S, A1), y (S, A2) of the game that goes on with `after`, and their values (2,
    S)."""
    stage = game.stage_games(after)
    S, A1, A2 = game.shape
    x, y, value = np.zeros((S, A1)), np.zeros((S, A2)), np.zeros((2, S))
    for s in range((S + 1) // 2 if mirrored else S):
        A, B = stage[0, s], stage[1, s]
        if mirrored and 2 * s == S - 1:
            # The rounding of the two matrices differs; the rule must see one symmetric game.
            B = A.T
        x[s], y[s] = checked_choice(rule, A, B, s)
        value[:, s] = x[s] @ A @ y[s], x[s] @ B @ y[s]
        if mirrored:
            x[S - 1 - s], y[S - 1 - s], value[:, S - 1 - s] = y[s], x[s], value[::-1, s]
    return x, y, value


def checked_choice(rule: Selection, A: Floats, B: Floats, s: int) -> tuple[Floats, Floats]:
    """What the rule chooses, or an error when that is no equilibrium."""
    x, y = (np.asarray(mix, dtype=np.float64) for mix in rule(A, B))
    scale = 1 + float(max(np.ptp(A), np.ptp(B)))
    if x.shape != A.shape[:1] or y.shape != A.shape[1:] or regret_of(A, B, x, y) > SELECTED_REGRET * scale:
        raise InvalidGameError(f"the selection's choice at state {s} is no equilibrium of its stage game")
    return x, y


def certify_horizon(game: StochasticGame, profiles: list[tuple[Floats, Floats]], values: list[Floats]) -> Certificate:
    """Bounds as for the stationary game: one-shot gains at any h, errors of the stated values, whole-game
    regret.

    A strategy of H periods gains at most the one-shot gains of all periods, discounted.
    """
    from numerics.bellman_kernels import stage_bounds

    law, shape = game.law, values[0].shape
    gains, errors, regrets = np.zeros(shape), np.zeros(2), np.zeros(2)
    up = 1 + 8 * UNIT_ROUNDOFF
    for h, (x, y) in enumerate(profiles):
        gain, shortfall, excess = np.empty(shape), np.empty(shape), np.empty(shape)
        stage_bounds(
            game.payoffs, law.successors, law.probabilities, game.discount, values[h + 1], values[h], x, y,
            rounding_unit(game, x, y), gain, shortfall, excess,
        )  # fmt: skip
        gain = np.maximum(gain + 2 * game.discount * errors[:, None] * up, 0) * up + np.finfo(np.float64).tiny
        errors = (np.maximum(shortfall, excess).max(axis=1) + game.discount * errors) * up
        gains = np.maximum(gains, gain)
        regrets = (gain.max(axis=1) + game.discount * regrets) * up
    return Certificate(gains, errors, regrets)


def equilibrium_values(game: StochasticGame, horizon: int, *, limit: int = 20_000) -> list[Floats]:
    """Values (2, S) of all Markov-perfect equilibria that choose extreme equilibria of the stage games.

    Brute force: every extreme equilibrium at every state after every continuation. In games without
    degenerate stages these are all Markov-perfect equilibrium values.

    Raises
    ------
    TooManyEquilibriaError : more than `limit` value functions

    Examples
    --------
    >>> coordination = np.diag([1.0, 2.0])[None]
    >>> game = StochasticGame(np.stack([coordination, coordination]), np.ones((1, 2, 2, 1)), 0.5)
    >>> sorted(round(float(v[0, 0]), 6) for v in equilibrium_values(game, 1))
    [0.666667, 1.0, 2.0]
    """
    found = [np.zeros((2, game.shape[0]))]
    for _ in range(horizon):
        following: list[Floats] = []
        for after in found:
            following.extend(stage_value_combinations(game, after, limit - len(following)))
        found = distinct(following)
    return found


def stage_value_combinations(game: StochasticGame, after: Floats, room: int) -> list[Floats]:
    """All combinations over the states of the stage games' extreme equilibrium values."""
    stage = game.stage_games(after)
    by_state = []
    for s in range(game.shape[0]):
        A, B = stage[0, s], stage[1, s]
        by_state.append([(float(x @ A @ y), float(x @ B @ y)) for x, y in all_equilibria(A, B).profiles])
    count = int(np.prod([len(values) for values in by_state], dtype=float))
    if count > room:
        raise TooManyEquilibriaError(
            f"{count} combinations of stage equilibria exceed the limit; take fewer states or periods"
        )
    return [np.array(choice).T for choice in product(*by_state)]


def distinct(values: list[Floats]) -> list[Floats]:
    """One of each group of value functions that differ by no more than rounding."""
    seen: dict[bytes, Floats] = {}
    for value in values:
        seen.setdefault((np.round(value / SAME_VALUE) + 0.0).tobytes(), value)
    return list(seen.values())
