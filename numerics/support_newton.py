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
    def square(self) -> bool:
        """Whether there are as many equations as unknowns."""
        return int(self.own.sum()) == int(self.other.sum())

    def evaluate(self, mix: Floats, values: Floats) -> tuple[Floats, Floats]:
        """Residual (n,) and Jacobian (n, n) at mix (S, A_other) and values (S,); n = sum of |J_s| + S."""
        from numerics.support_system_kernels import assemble

        z = np.concatenate([mix[self.other], values])
        rows = int(self.own.sum()) + self.own.shape[0]
        residual, jacobian = np.zeros(rows), np.zeros((rows, z.size))
        law = self.game.law
        assemble(
            self.game.payoffs, law.successors, law.probabilities, self.game.discount, self.player,
            positions(self.other), positions(self.own), z, residual, jacobian,
        )  # fmt: skip
        return residual, jacobian

    def newton_step(self, mix: Floats, values: Floats) -> tuple[Floats, Floats, float]:
        """The next mix and values, and the residual before the step; least squares where the Jacobian is
        singular."""
        residual, jacobian = self.evaluate(mix, values)
        step = solve_or_fit(jacobian, -residual)
        moved = np.zeros_like(mix)
        moved[self.other] = mix[self.other] + step[: -values.size]
        return moved, values + step[-values.size :], float(np.abs(residual).max())


def positions(mask: Mask) -> NDArray[np.int64]:
    """Running numbers of the true entries, -1 elsewhere."""
    numbers = np.full(mask.shape, -1, dtype=np.int64)
    numbers[mask] = np.arange(int(mask.sum()))
    return numbers


def solve_or_fit(matrix: Floats, right: Floats) -> Floats:
    """The solution of a square regular system, else the shortest least-squares solution."""
    if matrix.shape[0] == matrix.shape[1]:
        try:
            return np.asarray(np.linalg.solve(matrix, right))
        except np.linalg.LinAlgError:
            pass
    return np.asarray(np.linalg.lstsq(matrix, right, rcond=1e-12)[0])


def newton(
    system: SupportSystem, mix: Floats, values: Floats, *, steps: int = 30, accuracy: float = 1e-13
) -> tuple[Floats, Floats, float]:
    """Iterate to a root: mix (S, A_other), values (S,) and the largest residual, which says whether it is
    one.

    The mix may leave [0, 1]; then these supports are not those of an equilibrium, and the signs say what to
    change.
    """
    scale = 1 + float(np.abs(system.game.payoffs[system.player]).max())
    best = (mix, values, np.inf)
    for _ in range(steps):
        moved, shifted, residual = system.newton_step(mix, values)
        if residual < best[2]:
            best = (mix, values, residual)
        if (
            residual <= accuracy * scale
            or not np.isfinite(shifted).all()
            or np.abs(shifted).max() > 1e8 * scale
        ):
            break
        mix, values = moved, shifted
    return best
