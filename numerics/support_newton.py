"""Newton's method on the equations that given supports put on an equilibrium.

At many states of a kinked game the two supports differ in size: a mix there is pinned by other states, no
stage game alone determines it, and iteration over stage equilibria settles nowhere. The equations of all
states together do determine it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from numerics.stochastic_game import StochasticGame
from numerics.transition import Floats

Mask = NDArray[np.bool_]
LARGEST_FITTED = 0


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

    @property
    def balanced(self) -> bool:
        """Whether there are as many equations as unknowns."""
        return int(self.own.sum()) == int(self.other.sum())

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

    def newton_step(self, mix: Floats, values: Floats) -> tuple[Floats, Floats, float]:
        """The steps of mix and values, and the residual before them; infinite where no step is found."""
        step = self.eliminated_step(mix, values)
        if step is None and int(self.other.sum()) <= LARGEST_FITTED:
            step = self.fitted_step(mix, values)
        return step or (mix, values, np.inf)

    def eliminated_step(self, mix: Floats, values: Floats) -> tuple[Floats, Floats, float] | None:
        """The step by elimination of the states' mixes; None where the supports or the equations do not allow
        it."""
        from numerics.support_elimination_kernels import back_substitute, condense

        S, law, game = values.size, self.game.law, self.game
        columns = int(self.other.sum(axis=1).max()) + S + 1
        upper, reduced = np.empty((int(self.other.sum()), columns)), np.empty((S, S + 1))
        block = np.empty((int(self.own.sum(axis=1).max()) + 1, columns))
        residual = condense(
            game.payoffs, law.successors, law.probabilities, game.discount, self.player,
            self.own, self.other, mix, values, upper, reduced, block,
        )  # fmt: skip
        if residual < 0:
            return None
        try:
            change: Floats = np.asarray(np.linalg.solve(reduced[:, :S], reduced[:, S]), dtype=np.float64)
        except np.linalg.LinAlgError:
            return None
        step = np.empty_like(mix)
        back_substitute(self.other, upper, change, step)
        return step, change, residual

    def fitted_step(self, mix: Floats, values: Floats) -> tuple[Floats, Floats, float]:
        """The shortest least-squares step, where the equations are dependent or too many."""
        residual, jacobian = self.evaluate(mix, values)
        fit = np.asarray(np.linalg.lstsq(jacobian, -residual, rcond=1e-12)[0], dtype=np.float64)
        step = np.zeros_like(mix)
        step[self.other] = fit[: -values.size]
        return step, fit[-values.size :], float(np.abs(residual).max())


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
        move, shift, residual = system.newton_step(mix, values)
        if residual < best[2]:
            best = (mix, values, residual)
        if residual <= accuracy * scale or not residual < 1e6 * scale:
            break
        mix, values = mix + move, values + shift
    return best
