"""The equations of a game on its way to the one that is meant, on given supports, and their linearisation.

A share eps goes from one to zero. Everybody believes that the opponent plays a prior p with that share and an
answer with the rest, and that an action earns a bonus b times the share. With w the weights of the answer, the
mix that a player faces is eps p + w, and

    eps b_i + sum_j (eps p_j + w_j) A(s; i, j; V) <= V(s),  with equality where the own weight of i is positive,
    sum_j w_j = 1 - eps sum_j p_j.

At eps = 0 the weights are an equilibrium. Two beginnings at eps = 1 are known. Without bonus there is one best
reply to a prior: the linear tracing procedure (Harsanyi 1975; for stochastic games Herings and Peeters 2004).
Without prior there is a bonus, and a penalty, that makes any given profile an equilibrium. From there on the
solutions form a path of smooth pieces, on each of which the supports of the weights stay the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from numerics.stochastic_game import StochasticGame
from numerics.support_newton import Elimination, SupportSystem
from numerics.support_pivoting import Candidate, Supports, one_shot_gains
from numerics.transition import Floats
from numerics.value_iteration import policy_values

if TYPE_CHECKING:
    from scipy.sparse import csr_array

PENALTY = 0.01  # of the payoffs' range


@dataclass(frozen=True)
class TracedPoint:
    """Weights beyond the prior x (S, A1) and y (S, A2), values (2, S), the prior's share. Also used for directions."""

    x: Floats
    y: Floats
    values: Floats
    share: float

    def plus(self, step: TracedPoint, length: float = 1.0) -> TracedPoint:
        """The point after a step."""
        return TracedPoint(
            self.x + length * step.x,
            self.y + length * step.y,
            self.values + length * step.values,
            self.share + length * step.share,
        )

    def scaled(self, factor: float) -> TracedPoint:
        """The direction times a number."""
        return TracedPoint(factor * self.x, factor * self.y, factor * self.values, factor * self.share)


@dataclass(frozen=True)
class Linearised:
    """What one linearisation gives: the Newton step, a direction of the path (of either sign), the residual before."""

    correction: TracedPoint
    tangent: TracedPoint
    residual: float


@dataclass(frozen=True)
class PriorReplies:
    """What every action of a player earns against a prior, bonus included: reward (S, A) and discounted chances
    (S A, S) of the next states."""

    reward: Floats
    chances: csr_array

    @classmethod
    def of(cls, game: StochasticGame, player: int, prior: Floats, bonus: Floats) -> PriorReplies:
        """Sum over the opponent's actions once, so that gains along the path cost what the weights' supports cost."""
        from scipy.sparse import csr_array  # half of what a paper with games imports, for the games that are traced

        S, A1, A2 = game.shape
        mixed = prior[:, None, :] if player == 0 else prior[:, :, None]
        rows = np.arange(S * A1).reshape(S, A1, 1, 1) if player == 0 else np.arange(S * A2).reshape(S, 1, A2, 1)
        weights = game.discount * game.law.probabilities * mixed[..., None]
        believed = weights != 0
        entries = (np.broadcast_to(rows, weights.shape)[believed], game.law.successors[believed])
        shape = (S * game.shape[1 + player], S)
        reward = (game.payoffs[player] * mixed).sum(axis=2 - player) + bonus
        return cls(reward, csr_array((weights[believed], entries), shape=shape))

    def earned(self, values: Floats) -> Floats:
        """(S, A), going on with `values`."""
        return np.asarray(self.reward + (self.chances @ values).reshape(self.reward.shape))


@dataclass(frozen=True)
class TracingSystem:
    """The equations of a game with a prior and a bonus.

    Attributes
    ----------
    mirrored : the priors, the weights and the values are their own mirror images
    prior1, prior2 : (S, A1) and (S, A2), what the opponents believe at first
    bonus1, bonus2 : (S, A1) and (S, A2), what an action earns besides, times the share
    """

    game: StochasticGame
    mirrored: bool
    prior1: Floats
    prior2: Floats
    bonus1: Floats
    bonus2: Floats

    @cached_property
    def replies(self) -> tuple[PriorReplies, PriorReplies]:
        """What the actions of player 1 and of player 2 earn against the prior."""
        first = PriorReplies.of(self.game, 0, self.prior2, self.bonus1)
        return first, first if self.mirrored else PriorReplies.of(self.game, 1, self.prior1, self.bonus2)

    def faced(self, at: TracedPoint) -> Candidate:
        """The mixes that the opponents face, eps p + w, and the values."""
        return Candidate(at.share * self.prior1 + at.x, at.share * self.prior2 + at.y, at.values)

    def gains(self, at: TracedPoint) -> tuple[Floats, Floats]:
        """(S, A1) and (S, A2): what every action earns beyond the value of its state."""
        x = np.zeros_like(at.x) if self.mirrored else at.x  # player 2's gains are the mirror images then
        first, second = one_shot_gains(self.game, Candidate(x, at.y, at.values))
        first += at.share * self.replies[0].earned(at.values[0])
        if self.mirrored:
            return first, first[::-1]
        return first, second + at.share * self.replies[1].earned(at.values[1])

    def gain_slopes(self, at: TracedPoint, direction: TracedPoint) -> tuple[Floats, Floats]:
        """The derivatives of the gains; the difference is exact because the gains are quadratic."""
        ahead, behind = self.gains(at.plus(direction)), self.gains(at.plus(direction, -1.0))
        return (ahead[0] - behind[0]) / 2, (ahead[1] - behind[1]) / 2

    def eliminations(self, at: TracedPoint, supports: Supports) -> list[Elimination]:
        """The linearised equations of player 1 and, without a mirror, of player 2."""
        faced, game = self.faced(at), self.game
        first = SupportSystem(game, 0, supports.first, supports.second)
        found = [first.eliminated(faced.y, at.values[0], self.prior2, self.bonus1, at.share)]
        if not self.mirrored:
            second = SupportSystem(game, 1, supports.second, supports.first)
            found.append(second.eliminated(faced.x, at.values[1], self.prior1, self.bonus2, at.share))
        whole = [left for left in found if left is not None]
        if len(whole) < len(found):
            raise np.linalg.LinAlgError("the equations of a state are dependent")
        return whole

    def linearised(self, at: TracedPoint, supports: Supports) -> Linearised:
        """The Newton step and the direction of the path.

        Raises
        ------
        numpy.linalg.LinAlgError : where the path is not a curve
        """
        sides = self.eliminations(at, supports)
        matrix = stacked([left.reduced for left in sides])
        spare = sum(left.undetermined for left in sides)
        unknowns = len(matrix[0]) - 1
        if spare > 1 or len(matrix) != unknowns - 1 + spare:
            raise np.linalg.LinAlgError("as many directions as there are supports too large")
        right = np.zeros((unknowns, 2))
        right[: len(matrix), 0] = matrix[:, -1]
        square = matrix[:, :-1]
        if not spare:
            # Any row makes the matrix regular whose product with the direction is not zero.
            border = np.random.default_rng(unknowns).uniform(0.5, 1.5, size=(1, unknowns))
            square, right[-1, 1] = np.concatenate([square, border]), 1.0
        steps = np.ascontiguousarray(np.linalg.solve(square, right).T)
        tangent = self.expanded(sides, steps[1], 0.0, float(spare))
        tangent = tangent.scaled(1 / np.sqrt(inner(tangent, tangent)))
        correction = self.expanded(sides, steps[0], 1.0, 0.0)
        across = correction.plus(tangent, -inner(correction, tangent))
        return Linearised(across, tangent, max(left.residual for left in sides))

    def expanded(self, sides: list[Elimination], step: Floats, weight: float, spare: float) -> TracedPoint:
        """A step of all unknowns from that of the values and of the share."""
        share = float(step[-1])
        values = step[:-1].reshape(len(sides), -1)
        mixes = [left.mix_step(weight, v, share, spare) for left, v in zip(sides, values, strict=True)]
        if self.mirrored:
            return TracedPoint(mixes[0][::-1].copy(), mixes[0], np.stack([values[0], values[0][::-1]]), share)
        return TracedPoint(mixes[1], mixes[0], values.copy(), share)


def inner(a: TracedPoint, b: TracedPoint) -> float:
    """The product of two directions."""
    mixes = float((a.x * b.x).sum() + (a.y * b.y).sum())
    return mixes + float((a.values * b.values).sum()) + a.share * b.share


def stacked(reduced: list[Floats]) -> Floats:
    """The players' equations, each (n, S + 2), in one matrix by [V of each | share | minus the residual]."""
    S, rows = reduced[0].shape[1] - 2, [len(part) for part in reduced]
    matrix, end = np.zeros((sum(rows), len(reduced) * S + 2)), 0
    for k, part in enumerate(reduced):
        here = slice(end, end + rows[k])
        matrix[here, k * S : (k + 1) * S] = part[:, :S]
        matrix[here, -2], matrix[here, -1] = part[:, S + 1], part[:, S]
        end += rows[k]
    return matrix


def best_reply_forever(game: StochasticGame, player: int, opponent: Floats) -> tuple[Floats, Floats]:
    """A pure stationary best reply (S, A) to the opponent's mix, and its values (S,), by policy iteration."""
    S, A = game.shape[0], game.shape[1 + player]
    actions = np.zeros(S, dtype=np.int64)
    for _ in range(100):
        own = np.eye(A)[actions]
        x, y = (own, opponent) if player == 0 else (opponent, own)
        values = policy_values(game, x, y)
        gains = one_shot_gains(game, Candidate(x, y, values))[player]
        better = gains.max(axis=1) > gains[np.arange(S), actions] + 1e-12 * (1 + np.abs(values[player]))
        if not better.any():
            break
        actions = np.where(better, gains.argmax(axis=1), actions)
    return own, values[player]


@dataclass(frozen=True)
class Beginning:
    """A system together with a solution of it at a share of one, and its supports."""

    system: TracingSystem
    at: TracedPoint
    supports: Supports


def from_prior(game: StochasticGame, mirrored: bool, x: Floats, y: Floats) -> Beginning:
    """Best replies to a prior x (S, A1), y (S, A2); mirror images where `mirrored`."""
    best_x, v1 = best_reply_forever(game, 0, y)
    best_y, v2 = (best_x[::-1].copy(), v1[::-1]) if mirrored else best_reply_forever(game, 1, x)
    at = TracedPoint(np.zeros_like(x), np.zeros_like(y), np.stack([v1, v2]), 1.0)
    system = TracingSystem(game, mirrored, x, y, np.zeros_like(x), np.zeros_like(y))
    return Beginning(system, at, Supports.of(best_x, best_y))


def from_profile(game: StochasticGame, mirrored: bool, x: Floats, y: Floats) -> Beginning:
    """A profile as the equilibrium that a bonus makes it: what its actions lose, less what others gain and a margin."""
    values = policy_values(game, x, y)
    gains = one_shot_gains(game, Candidate(x, y, values))
    supports = Supports.of(x, y)
    margins = np.random.default_rng(1).uniform(0.5, 1, size=gains[0].shape), np.ones_like(gains[1])
    bonus1, bonus2 = (
        np.where(mask, -gain, -np.maximum(gain, 0) - PENALTY * float(np.ptp(game.payoffs)) * margin)
        for mask, gain, margin in zip((supports.first, supports.second), gains, margins, strict=True)
    )
    if mirrored:
        bonus2 = bonus1[::-1].copy()
    system = TracingSystem(game, mirrored, np.zeros_like(x), np.zeros_like(y), bonus1, bonus2)
    return Beginning(system, TracedPoint(x, y, values, 1.0), supports)
