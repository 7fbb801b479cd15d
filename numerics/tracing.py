"""Paths to an equilibrium, piece by piece: where a weight or a gain reaches zero, the supports change.

A path may turn back in the share of what it began with. Which way is on after a change needs no determinants:
an action whose weight has reached zero must begin to lose, and one that no longer loses must begin to have weight.
So it is complementary pivoting along curves; no corner needs rounding, and supports of different sizes are nothing
special.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from numerics.stochastic_game import StochasticGame
from numerics.support_pivoting import Candidate, Supports, pivot_supports
from numerics.tracing_system import Beginning, TracedPoint, from_prior, from_profile, inner
from numerics.transition import Floats
from numerics.value_iteration import average_play

ON_PATH = 1e-13
ON_CORNER = 1e-12
CORRECTIONS = 6
SHORTEST_STEP = 1e-10
LONGEST_STEP = 1.0
LARGEST_CORRECTION = 0.3  # of the step's length
SHARPEST_TURN = 0.8
LARGEST_SHARE = 1.001


@dataclass(frozen=True)
class Pair:
    """An action whose weight and loss exclude each other: of player 0 or 1, at a state."""

    player: int
    state: int
    action: int


@dataclass(frozen=True)
class Slacks:
    """For every pair the one of weight and loss that may be positive: (S, A1) and (S, A2)."""

    first: Floats
    second: Floats

    def of(self, pair: Pair) -> float:
        """One entry."""
        return float((self.first, self.second)[pair.player][pair.state, pair.action])

    @classmethod
    def chosen(cls, supports: Supports, weights: tuple[Floats, Floats], gains: tuple[Floats, Floats]) -> Slacks:
        """Weights inside the supports, losses outside."""
        return cls(np.where(supports.first, weights[0], -gains[0]), np.where(supports.second, weights[1], -gains[1]))


@dataclass(frozen=True)
class Piece:
    """A smooth piece of the path from a point on: its supports, its direction there, and at a corner the pair that
    has changed."""

    at: TracedPoint
    supports: Supports
    tangent: TracedPoint
    opened: Pair | None


class TracedPath:
    """The pieces of a path in their order, from its beginning to an equilibrium."""

    def __init__(self, beginning: Beginning) -> None:
        self.beginning, self.system = beginning, beginning.system
        spread = float(np.ptp(self.system.game.payoffs))
        self.accuracy = ON_PATH * (1 + spread)
        self.corner = ON_CORNER * (1 + spread)

    def pieces(self, steps: int) -> Iterator[Piece]:
        """Follow the path until the share is zero, or is back at one, or the steps are used up."""
        piece = self.begun(self.beginning.at, self.beginning.supports, None)
        for _ in range(steps):
            if piece is None or piece.at.share > LARGEST_SHARE:
                return
            yield piece
            if piece.at.share <= SHORTEST_STEP:
                return
            piece = self.following(piece)

    def end(self, steps: int) -> Candidate | None:
        """The equilibrium at the end, polished; None where the path did not get there."""
        last = deque(self.pieces(steps), maxlen=1)
        if not last or last[0].at.share > SHORTEST_STEP:
            return None
        here, game = last[0], self.system.game
        return pivot_supports(game, here.supports, self.system.faced(here.at), mirrored=self.system.mirrored, rounds=10)

    def begun(self, at: TracedPoint, supports: Supports, opened: Pair | None) -> Piece | None:
        """A piece from its corner on: such that the slack of the opened pair grows, or else that the share falls."""
        try:
            tangent = self.system.linearised(at, supports).tangent
        except np.linalg.LinAlgError:
            return None
        grows = -tangent.share if opened is None else self.slopes(at, supports, tangent).of(opened)
        return Piece(at, supports, tangent if grows > 0 else tangent.scaled(-1.0), opened)

    def slacks(self, at: TracedPoint, supports: Supports) -> Slacks:
        """What must stay nonnegative."""
        return Slacks.chosen(supports, (at.x, at.y), self.system.gains(at))

    def slopes(self, at: TracedPoint, supports: Supports, tangent: TracedPoint) -> Slacks:
        """The slacks' derivatives."""
        return Slacks.chosen(supports, (tangent.x, tangent.y), self.system.gain_slopes(at, tangent))

    def following(self, piece: Piece) -> Piece | None:
        """The next point of the piece, or the piece after the corner that it ends in."""
        before = self.slacks(piece.at, piece.supports)
        slopes = self.slopes(piece.at, piece.supports, piece.tangent)
        length, pair = self.first_zero(before, slopes, piece.opened)
        if length < SHORTEST_STEP:
            return self.begun(piece.at, self.exchanged(piece.supports, pair), pair)
        falling = piece.tangent.share < 0
        length = min(length, -piece.at.share / piece.tangent.share if falling else np.inf, LONGEST_STEP)
        while length >= SHORTEST_STEP:
            there = self.moved(piece, length)
            if there is None:
                length /= 2
                continue
            after = self.slacks(there.at, there.supports)
            worst = self.smallest(after)
            if there.at.share < -SHORTEST_STEP:
                length *= piece.at.share / (piece.at.share - there.at.share)
            elif after.of(worst) < -self.corner:
                first = max(before.of(worst), 0.0)
                length *= max(0.05, first / (first - after.of(worst)))
            elif after.of(worst) <= self.corner and worst != piece.opened:
                return self.begun(there.at, self.exchanged(there.supports, worst), worst)
            else:
                return there
        return None

    def moved(self, piece: Piece, length: float) -> Piece | None:
        """The point of the piece nearest its tangent's end; None where that is far or the piece turns."""
        at, room = piece.at.plus(piece.tangent, length), LARGEST_CORRECTION * length
        for _ in range(CORRECTIONS):
            try:
                here = self.system.linearised(at, piece.supports)
            except np.linalg.LinAlgError:
                return None
            if here.residual <= self.accuracy:
                turn = inner(here.tangent, piece.tangent)
                tangent = here.tangent if turn > 0 else here.tangent.scaled(-1.0)
                return Piece(at, piece.supports, tangent, None) if abs(turn) > SHARPEST_TURN else None
            room -= float(np.sqrt(inner(here.correction, here.correction)))
            if not room > 0:
                return None
            at = at.plus(here.correction)
        return None

    def first_zero(self, slacks: Slacks, slopes: Slacks, opened: Pair | None) -> tuple[float, Pair]:
        """The length after which the first slack vanishes, to first order, and its pair."""
        with np.errstate(divide="ignore", invalid="ignore"):
            lengths = Slacks(
                *(
                    np.where(slope < 0, np.maximum(slack, 0) / -slope, np.inf)
                    for slack, slope in ((slacks.first, slopes.first), (slacks.second, slopes.second))
                )
            )
        if opened is not None:
            (lengths.first, lengths.second)[opened.player][opened.state, opened.action] = np.inf
        pair = self.smallest(lengths)
        return lengths.of(pair), pair

    def smallest(self, slacks: Slacks) -> Pair:
        """The pair with the smallest entry; in the mirror those of player 1 stand for both."""
        pairs = []
        for player, slack in enumerate((slacks.first, slacks.second)[: 1 if self.system.mirrored else 2]):
            state, action = np.unravel_index(int(slack.argmin()), slack.shape)
            pairs.append(Pair(player, int(state), int(action)))
        return min(pairs, key=slacks.of)

    def exchanged(self, supports: Supports, pair: Pair) -> Supports:
        """The supports with one action taken in or out, and its mirror image with it."""
        first, second = supports.first.copy(), supports.second.copy()
        mask = (first, second)[pair.player]
        mask[pair.state, pair.action] ^= True
        if self.system.mirrored:
            second = first[::-1].copy()
        return Supports(first, second)


def traced_average(
    game: StochasticGame, *, mirrored: bool, steps: int = 1600, seed: int | None = None
) -> Candidate | None:
    """Linear tracing from what value iteration plays on average; with a seed, mixed with a random prior.

    Examples
    --------
    >>> pennies = np.array([[1.0, -1.0], [-1.0, 1.0]])
    >>> game = StochasticGame(np.stack([pennies[None], -pennies[None]]), np.ones((1, 2, 2, 1)), 0.9)
    >>> traced_average(game, mirrored=False, seed=1).x.round(9).tolist()
    [[0.5, 0.5]]
    """
    x, y = average_play(game, mirrored)
    if seed is not None:
        draw = np.random.default_rng(seed)
        x, y = stirred(x, draw), stirred(y, draw)
    return TracedPath(from_prior(game, mirrored, x, x[::-1].copy() if mirrored else y)).end(steps)


def stirred(mix: Floats, draw: np.random.Generator) -> Floats:
    """A mix (S, A) with a tenth of a random one."""
    return np.asarray(0.9 * mix + 0.1 * draw.dirichlet(np.ones(mix.shape[1]), size=mix.shape[0]))


def traced_profile(game: StochasticGame, x: Floats, y: Floats, *, mirrored: bool, steps: int = 200) -> Candidate | None:
    """Take away the bonus that makes a profile an equilibrium; None where the path leads back to other equilibria
    with the bonus, as it may."""
    return TracedPath(from_profile(game, mirrored, x, y)).end(steps)
