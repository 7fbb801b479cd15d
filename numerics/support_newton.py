"""Newton's method on the equations that given supports put on an equilibrium.

At many states of a kinked game the two supports differ in size: a mix there is pinned by other states, no
stage game alone determines it, and iteration over stage equilibria settles nowhere. The equations of all
states together do determine it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from numerics.stochastic_game import StochasticGame
from numerics.transition import Floats

Mask = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Elimination:
    """One linearisation with the mixes eliminated.

    Attributes
    ----------
    reduced : (n, S + 2), the equations left: by the values, minus the residual, by the prior's share
    undetermined : how many of the mixes' unknowns no equation determines
    residual : the largest
    """

    other: Mask
    upper: Floats
    order: Ints
    ranks: Ints
    reduced: Floats
    undetermined: int
    residual: float

    def mix_step(self, weight: float, change: Floats, share: float = 0.0, spare: float = 0.0) -> Floats:
        """The step (S, A_other) that goes with steps of the values (S,), of the share, and of what is undetermined."""
        from numerics.support_elimination_kernels import back_substitute

        step = np.empty(self.other.shape)
        back_substitute(self.other, self.upper, self.order, self.ranks, weight, change, share, spare, step)
        return step


@dataclass(frozen=True)
class SupportSystem:
    """The equations of one player's indifference, for the opponent's mix and the player's values.

    Attributes
    ----------
    player : 0 or 1, whose actions in `own` must earn the same
    own : (S, A_own) the player's supports
    other : (S, A_other) the opponent's supports
    """

    game: StochasticGame
    player: int
    own: Mask
    other: Mask

    def evaluate(self, mix: Floats, values: Floats) -> tuple[Floats, Floats]:
        """Residual (n,) and Jacobian (n, n) at mix (S, A_other) and values (S,); n = sum of |J_s| + S."""
        from numerics.support_system_kernels import assemble

        z = np.concatenate([mix[self.other], values])
        rows = int(self.own.sum()) + self.own.shape[0]
        residual, jacobian = np.zeros(rows), np.zeros((rows, z.size))
        law, game = self.game.law, self.game
        unknown, equation = positions(self.other), positions(self.own)
        assemble(
            game.payoffs, law.successors, law.probabilities, game.discount, self.player,
            unknown, equation, z, residual, jacobian,
        )  # fmt: skip
        return residual, jacobian

    def eliminated(self, mix: Floats, values: Floats, prior: Floats, bonus: Floats, share: float) -> Elimination | None:
        """Linearise at a mix (S, A_other) that holds a share of `prior`; None where far too many equations are
        left."""
        from numerics.support_elimination_kernels import condense

        S, law, game = values.size, self.game.law, self.game
        unknowns, widest, rows = self.room
        upper, block = np.empty((unknowns, widest + S + 2)), np.empty((rows, widest + S + 2))
        order, ranks = np.empty(self.other.shape, dtype=np.int64), np.empty(S + 2, dtype=np.int64)
        reduced = np.empty((S + 2, S + 2))
        residual = condense(
            game.payoffs, law.successors, law.probabilities, game.discount, self.player, self.own, self.other,
            mix, prior, bonus, share, values, upper, order, ranks, reduced, block,
        )  # fmt: skip
        if residual < 0:
            return None
        return Elimination(self.other, upper, order, ranks, reduced[: ranks[S]], int(ranks[S + 1]), residual)

    @cached_property
    def room(self) -> tuple[int, int, int]:
        """How many weights are unknown, at most how many at one state, and at most how many equations at one state."""
        of_state = self.other.sum(axis=1)
        return int(of_state.sum()), int(of_state.max()), int(self.own.sum(axis=1).max()) + 1

    @cached_property
    def square(self) -> bool:
        """Whether there are as many equations as unknowns."""
        return int(np.count_nonzero(self.own)) == self.room[0]

    @cached_property
    def nothing(self) -> tuple[Floats, Floats]:
        """No prior and no bonus."""
        return np.zeros(self.other.shape), np.zeros(self.own.shape)

    def newton_step(self, mix: Floats, values: Floats, accuracy: float = 0.0) -> tuple[Floats, Floats, float]:
        """The steps of mix and values, and the residual before them; infinite where the supports allow no step.

        Where the residual is no larger than the accuracy there is no step, and mix and values come back.
        """
        S = values.size
        if not self.square:
            return mix, values, np.inf
        left = self.eliminated(mix, values, *self.nothing, 0.0)
        if left is None or left.undetermined:
            return mix, values, np.inf
        if left.residual <= accuracy:
            return mix, values, left.residual
        try:
            change: Floats = np.asarray(np.linalg.solve(left.reduced[:, :S], left.reduced[:, S]), dtype=np.float64)
        except np.linalg.LinAlgError:
            return mix, values, np.inf
        return left.mix_step(1.0, change), change, left.residual


def positions(mask: Mask) -> NDArray[np.int64]:
    """Running numbers of the true entries, -1 elsewhere."""
    numbers = np.full(mask.shape, -1, dtype=np.int64)
    numbers[mask] = np.arange(int(mask.sum()))
    return numbers


def newton(
    system: SupportSystem, mix: Floats, values: Floats, *, steps: int = 12, accuracy: float = 1e-13
) -> tuple[Floats, Floats, float]:
    """Iterate to a root: mix (S, A_other), values (S,) and the largest residual, which says whether it is
    one.

    The mix may leave [0, 1]; then these supports are not those of an equilibrium, and the signs say what to
    change.
    """
    scale = 1 + float(np.abs(system.game.payoffs[system.player]).max())
    mix, values = np.where(system.other, mix, 0.0), values
    best = (mix, values, np.inf)
    for _ in range(steps):
        move, shift, residual = system.newton_step(mix, values, accuracy * scale)
        if residual < best[2]:
            best = (mix, values, residual)
        if residual <= accuracy * scale or not residual < 1e6 * scale:
            break
        mix, values = mix + move, values + shift
    return best
