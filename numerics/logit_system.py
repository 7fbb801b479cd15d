"""The logit quantal-response equations of a stochastic game, and Newton steps on them with the states
eliminated.

At noise tau every player's mix is proportional to exp(payoff / tau) and the value of a state is the soft
maximum

    tau log(x_i / p_i) = q_i(y, V) - V(s),    sum_i x_i = 1,

with q_i what action i earns when play goes on with V and p the mix that is played when noise is all, uniform
or any other. For large tau the mixes are p; as tau vanishes the solutions tend to equilibria (McKelvey and
Palfrey 1995; for stochastic games Eibelshaeuser and Poensgen 2019). With logarithms of probabilities as
unknowns the equations are nearly bilinear, and at each state they couple with other states only through V: a
Newton step needs one small block for every state and one matrix of the size of V.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from numerics.stochastic_game import StochasticGame
from numerics.transition import Floats


@dataclass(frozen=True)
class LogitPoint:
    """Logarithms of mixes u (S, A1), w (S, A2), values (2, S), and t = log tau. Also used for directions."""

    u: Floats
    w: Floats
    values: Floats
    t: float

    def plus(self, step: LogitPoint, length: float = 1.0) -> LogitPoint:
        """The point after a step, with log-probabilities kept at most zero."""
        return LogitPoint(
            np.minimum(self.u + length * step.u, 0.0),
            np.minimum(self.w + length * step.w, 0.0),
            self.values + length * step.values,
            self.t + length * step.t,
        )

    def scaled(self, factor: float) -> LogitPoint:
        """The direction times a number."""
        return LogitPoint(factor * self.u, factor * self.w, factor * self.values, factor * self.t)

    @property
    def x(self) -> Floats:
        """Player 1's probabilities."""
        return np.asarray(np.exp(self.u))

    @property
    def y(self) -> Floats:
        """Player 2's probabilities."""
        return np.asarray(np.exp(self.w))


@dataclass(frozen=True)
class NewtonDirections:
    """What one linearisation gives.

    Attributes
    ----------
    correction : the Newton step at fixed noise
    derivative : of the path by t = log tau, where it can be parametrised by it
    residual : the largest, in units of noise
    orientation : the sign of the determinant of the Jacobian at fixed noise; along a path it changes where t turns
    """

    correction: LogitPoint
    derivative: LogitPoint
    residual: float
    orientation: int


@dataclass(frozen=True)
class LogitSystem:
    """The equations of a game.

    Attributes
    ----------
    mirrored : solve one half of the states and keep the profile symmetric
    prior1, prior2 : (S, A1) and (S, A2), logarithms of the mixes without payoffs; mirror images where
        `mirrored`
    """

    game: StochasticGame
    mirrored: bool
    prior1: Floats
    prior2: Floats

    @property
    def solved(self) -> int:
        """How many of the states are solved; the rest are their mirror images."""
        S = self.game.shape[0]
        return (S + 1) // 2 if self.mirrored else S

    @property
    def middle(self) -> bool:
        """Whether the last solved state is its own mirror image."""
        return self.mirrored and self.game.shape[0] % 2 == 1

    def newton_directions(self, at: LogitPoint) -> NewtonDirections:
        """The Newton step at fixed noise, the path's derivative by t, the residual and the orientation.

        Raises
        ------
        numpy.linalg.LinAlgError : where a block or the equations of the values are singular
        """
        from numerics.logit_kernels import condense_states, expand_states

        S, A1, A2 = self.game.shape
        R, L, tau = self.solved, A1 + A2 + 2, float(np.exp(at.t))
        blocks, orders = np.empty((R, L, L)), np.empty((R, L), dtype=np.int64)
        left1, left2, sums = np.zeros((S, A1)), np.zeros((S, A2)), np.empty((R, 2))
        by_next, known = np.zeros((R, 2, 2, S)), np.empty((R, 2, 2))
        law = self.game.law
        common = (
            self.game.payoffs, law.successors, law.probabilities, self.game.discount, tau,
            self.prior1, self.prior2,
            at.u, at.w, at.x, at.y, at.values, R, self.middle, blocks, orders, left1, left2, sums,
        )  # fmt: skip
        sign = condense_states(*common, by_next, known)
        if sign == 0:
            raise np.linalg.LinAlgError("singular block")
        directions = []
        responses = self.responses(by_next)
        for column, change in enumerate(np.linalg.solve(responses, self.reduced(known)).T):
            values = self.both_values(change)
            du, dw = np.zeros((S, A1)), np.zeros((S, A2))
            expand_states(*common, values, column == 1, du, dw)
            directions.append(LogitPoint(*self.reflected(du, dw), values, 0.0))
        mixing = max(float(np.abs(left1[:R]).max()), float(np.abs(left2[:R]).max())) / tau
        residual = max(mixing, float(np.abs(sums).max()))
        orientation = sign * int(np.sign(np.linalg.slogdet(responses)[0]))
        return NewtonDirections(directions[0], directions[1], residual, orientation)

    def responses(self, by_next: Floats) -> Floats:
        """(M, M): the equations of the values alone, M = S in the mirror and 2 S otherwise."""
        S = self.game.shape[0]
        if self.mirrored:
            responses = self.reduced(by_next[:, :, 0] + by_next[:, :, 1, ::-1])
        else:
            responses = self.reduced(by_next.reshape(S, 2, 2 * S))
        return np.asarray(np.eye(len(responses)) - responses)

    def reduced(self, by_state: Floats) -> Floats:
        """(R, 2, ...) to (M, ...): player 1's values, then player 2's; in the mirror V_2 is V_1 reversed."""
        if not self.mirrored:
            return np.concatenate([by_state[:, 0], by_state[:, 1]])
        second = by_state[:-1, 1] if self.middle else by_state[:, 1]
        return np.concatenate([by_state[:, 0], second[::-1]])

    def both_values(self, reduced: Floats) -> Floats:
        """(2, S) from the reduced values."""
        if self.mirrored:
            return np.stack([reduced, reduced[::-1]])
        return np.ascontiguousarray(reduced.reshape(2, -1))

    def reflected(self, du: Floats, dw: Floats) -> tuple[Floats, Floats]:
        """The steps of all states; the mirror images take the other player's."""
        if self.mirrored:
            R = self.solved
            du[::-1][:R], dw[::-1][:R] = dw[:R].copy(), du[:R].copy()
        return du, dw
