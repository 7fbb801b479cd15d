"""Search for the supports of an equilibrium: Newton on a guess, then the signs say what to add and what to
drop."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from numerics.stochastic_game import StochasticGame
from numerics.support_newton import Mask, SupportSystem, newton
from numerics.transition import Floats

SIGN_TOLERANCE = 1e-11
ROOT_TOLERANCE = 1e-9


@dataclass(frozen=True)
class Candidate:
    """A profile and values that solve the equations of their supports."""

    x: Floats
    y: Floats
    values: Floats


@dataclass(frozen=True)
class Supports:
    """The actions that each player may use at each state: (S, A1) and (S, A2)."""

    first: Mask
    second: Mask

    @property
    def key(self) -> bytes:
        """To recognise supports that came before."""
        return np.packbits(np.concatenate([self.first.ravel(), self.second.ravel()])).tobytes()

    @classmethod
    def of(cls, x: Floats, y: Floats, threshold: float = 0.0) -> Supports:
        """The actions with more than a threshold of probability."""
        return cls(x > threshold, y > threshold)


def indifferent_profile(
    game: StochasticGame, supports: Supports, guess: Candidate, mirrored: bool
) -> tuple[Candidate, float]:
    """The root of both players' support systems near a guess, and its residual; probabilities may be
    negative."""
    y, v1, residual1 = newton(SupportSystem(game, 0, supports.first, supports.second), guess.y, guess.values[0])
    if mirrored:
        return Candidate(y[::-1].copy(), y, np.stack([v1, v1[::-1]])), residual1
    x, v2, residual2 = newton(SupportSystem(game, 1, supports.second, supports.first), guess.x, guess.values[1])
    return Candidate(x, y, np.stack([v1, v2])), max(residual1, residual2)


def one_shot_gains(game: StochasticGame, at: Candidate) -> tuple[Floats, Floats]:
    """(S, A1) and (S, A2): what every action earns beyond the value of its state; mixes may have either
    sign."""
    from numerics.bellman_kernels import deviation_payoffs

    first, second = np.empty_like(at.x), np.empty_like(at.y)
    law = game.law
    deviation_payoffs(
        game.payoffs, law.successors, law.probabilities, game.discount, at.values, at.x, at.y, first, second
    )
    return first - at.values[0][:, None], second - at.values[1][:, None]


def exchanged(mask: Mask, mix: Floats, gains: Floats) -> Mask:
    """At every state drop the action of the most negative weight, or else add the one that gains most."""
    changed = mask.copy()
    states = np.arange(mask.shape[0])
    worst, best = mix.argmin(axis=1), np.where(mask, -np.inf, gains).argmax(axis=1)
    drop = mix[states, worst] < -SIGN_TOLERANCE
    add = ~drop & ~mask[states, best] & (gains[states, best] > SIGN_TOLERANCE)
    changed[states[drop], worst[drop]] = False
    changed[states[add], best[add]] = True
    return changed


def pivot_supports(
    game: StochasticGame, supports: Supports, guess: Candidate, *, mirrored: bool, rounds: int = 40
) -> Candidate | None:
    """Follow the signs from one pair of supports to the next until they are those of an equilibrium.

    None when Newton finds no root, or when supports come back that were there before.
    """
    seen: set[bytes] = set()
    for _ in range(rounds):
        if supports.key in seen:
            return None
        seen.add(supports.key)
        at, residual = indifferent_profile(game, supports, guess, mirrored)
        if residual > ROOT_TOLERANCE:
            return None
        gains = one_shot_gains(game, at)
        first = exchanged(supports.first, at.x, gains[0])
        second = first[::-1] if mirrored else exchanged(supports.second, at.y, gains[1])
        changed = Supports(first, second)
        if changed.key == supports.key:
            return Candidate(positive_part(at.x), positive_part(at.y), at.values)
        supports, guess = changed, at
    return None


def positive_part(mix: Floats) -> Floats:
    """Rows without the negative rounding errors, summing to one."""
    kept = np.maximum(mix, 0)
    return np.asarray(kept / kept.sum(axis=1, keepdims=True))
