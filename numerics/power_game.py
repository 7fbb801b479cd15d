"""The Power Game on a gap grid and an action grid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from numerics.errors import InvalidGameError
from numerics.stochastic_game import StochasticGame
from numerics.transition import Floats, LineMove, move_on_line, refuse_first, strictly_increasing

PaidAt = Literal["intended", "realised"]
Payoff = Callable[[Floats], Floats]
RentalPrice = Callable[[Floats], Floats]
TrainingCost = Callable[[Floats, Floats], Floats]


@dataclass(frozen=True)
class PowerGame(StochasticGame):
    """A stochastic game whose states are gaps between two laboratories and whose actions are training
    efforts.

    Attributes
    ----------
    gaps : (S,) increasing
    actions : (A,) increasing, nonnegative, the same for both laboratories
    move : the law of the gap, with `move.clipped` (S, A, A) where the grid's end cuts it
    paid_at : whether the payoff is paid at the intended or at the realised (clipped) next gap
    total_training : (A, A), T = (x_1^2 + x_2^2) / 2
    rental_price : (A, A), R(T)
    """

    gaps: Floats
    actions: Floats
    move: LineMove
    paid_at: PaidAt
    total_training: Floats
    rental_price: Floats

    @property
    def clipped(self) -> NDArray[np.bool_]:
        """(S, A, A): where the next gap leaves the grid and is cut to its end."""
        return self.move.clipped


def composition_payoff(gap: ArrayLike, *, a: float, theta: float, s: float, omega: float) -> Floats:
    """pi(g) = omega (s (L(theta a g) - 1/2) + (1 - s) 2 sinh(a g / 2)^+), the paper's "Composition".

    L(z) = 1/(1 + e^-z) enters as L(z) - 1/2 = tanh(z/2)/2.

    Examples
    --------
    >>> composition_payoff([-1.0, 0.0], a=1, theta=1, s=0, omega=1).tolist()
    [0.0, 0.0]
    """
    g = np.asarray(gap, dtype=np.float64)
    one_time = s * np.tanh(theta * a * g / 2) / 2
    repeatable = (1 - s) * 2 * np.sinh(a * np.maximum(g, 0) / 2)
    return np.asarray(omega * (one_time + repeatable))


def residual_rental_price(total_training: ArrayLike, *, Q: float, W: float) -> Floats:
    """R(T) = W / (Q - T): constant spending W on the compute that training leaves over."""
    return np.asarray(W / (Q - np.asarray(total_training, dtype=np.float64)))


def quadratic_cost(effort: Floats, price: Floats) -> Floats:
    """R x^2 / 2: the training quantity x^2 / 2 at the rental price."""
    return np.asarray(price * effort**2 / 2)


def power_game(
    a: float,
    theta: float,
    s: float,
    omega: float,
    mu: float,
    beta: float,
    Q: float,
    W: float,
    *,
    gaps: ArrayLike,
    actions: ArrayLike,
    paid_at: PaidAt = "intended",
    payoff: Payoff | None = None,
    rental_price: RentalPrice | None = None,
    training_cost: TrainingCost = quadratic_cost,
) -> PowerGame:
    """The stochastic game of two laboratories that train.

    Per period laboratory 1 at gap g gets u_1(g, x_1, x_2) = pi(g') - R(T) x_1^2 / 2 with g' = (1 - mu) g +
    x_1 - x_2, T = (x_1^2 + x_2^2) / 2, R(T) = W / (Q - T); laboratory 2 gets u_2(g, x_1, x_2) = u_1(-g, x_2,
    x_1). Payoffs of the next period count beta. Source: the Power Game derivation, "One-Period Payoff",
    "Composition" and "Infinite-Horizon Finite-State Game".

    Parameters
    ----------
    a, theta : productivity exponent and sharpness of the one-time demand
    s : share of one-time demand in [0, 1]; below one the payoff is kinked at parity
    omega, W : sizes of the market for access and for serving compute
    mu : decay of the gap in [0, 1]
    beta : discount factor in [0, 1)
    Q : compute in total; the largest effort squared must stay below it
    gaps : (S,) increasing, symmetric about zero
    actions : (A,) increasing, nonnegative
    paid_at : the gap at which the payoff is paid when the grid's end clips the move
    payoff : pi, gaps -> payoffs, elementwise
    rental_price : R, total training -> price, elementwise
    training_cost : (effort, price) -> cost, elementwise

    Examples
    --------
    >>> game = power_game(1, 1, 0.5, 1, 0.1, 0.9, 4, 1, gaps=[-1, 0, 1], actions=[0, 0.5, 1])
    >>> game.shape, int(game.clipped.sum())
    ((3, 3, 3), 6)
    """
    grid, efforts = symmetric_grid(gaps), nonnegative_grid(actions)
    refuse_infinite(a=a, theta=theta, s=s, omega=omega, mu=mu, beta=beta, Q=Q, W=W)
    refuse_outside(s, "s", 0, 1)
    refuse_outside(mu, "mu", 0, 1)
    if paid_at not in ("intended", "realised"):
        raise InvalidGameError(f"paid_at is {paid_at!r}; it must be 'intended' or 'realised'")

    def composition(gap: Floats) -> Floats:
        return composition_payoff(gap, a=a, theta=theta, s=s, omega=omega)

    def constant_spending(total: Floats) -> Floats:
        return residual_rental_price(total, Q=Q, W=W)

    x1, x2 = efforts[:, None], efforts[None, :]
    total_training = (x1**2 + x2**2) / 2
    refuse_exhausted_compute(efforts, total_training, Q)
    price = elementwise(rental_price or constant_spending, total_training, "rental_price")
    move = move_on_line(grid, mirrored_next_gap(grid, efforts, mu))
    paid = move.intended if paid_at == "intended" else move.realised
    reward = elementwise(payoff or composition, paid, "payoff")
    first = reward - training_cost(x1 + 0 * x2, price)
    second = first[::-1].transpose(0, 2, 1)
    return PowerGame(
        np.stack([first, second]), move.transition, beta, grid, efforts, move, paid_at, total_training, price
    )


def mirrored_next_gap(grid: Floats, efforts: Floats, mu: float) -> Floats:
    """(S, A, A): (1 - mu) g + x_1 - x_2, rounded so that exchanging the players reverses the sign exactly."""
    effort_lead = efforts[:, None] - efforts[None, :]
    return np.asarray((1 - mu) * grid[:, None, None] + effort_lead)


def symmetric_grid(gaps: ArrayLike) -> Floats:
    """Gaps symmetric about zero, made exactly so; u_2(g, .) = u_1(-g, .) needs -g on the grid."""
    grid = strictly_increasing(gaps, "gaps")
    if np.abs(grid + grid[::-1]).max() > 1e-12 * max(1.0, float(np.abs(grid).max())):
        raise InvalidGameError("gaps must be symmetric about zero: player 2 at gap g is player 1 at -g")
    return np.asarray((grid - grid[::-1]) / 2)


def nonnegative_grid(actions: ArrayLike) -> Floats:
    """Training efforts: increasing, none negative."""
    efforts = strictly_increasing(actions, "actions")
    refuse_first(efforts < 0, "actions", "is negative")
    return efforts


def refuse_infinite(**parameters: float) -> None:
    """One error for the first parameter that is no finite number."""
    for name, number in parameters.items():
        if not np.isfinite(number):
            raise InvalidGameError(f"{name} is {number}; it must be a finite number")


def refuse_outside(number: float, name: str, low: float, high: float) -> None:
    """One error for a parameter outside its range."""
    if not low <= number <= high:
        raise InvalidGameError(f"{name} is {number}; it must lie in [{low}, {high}]")


def refuse_exhausted_compute(efforts: Floats, total_training: Floats, Q: float) -> None:
    """Training must leave compute for serving, also when both train as much as they can."""
    if total_training.max() >= Q:
        raise InvalidGameError(
            f"actions[{efforts.size - 1}] = {efforts[-1]:g} exhausts the compute: "
            f"x_max^2 = {efforts[-1] ** 2:g} must stay below Q = {Q:g}"
        )


def elementwise(function: Callable[[Floats], Floats], argument: Floats, name: str) -> Floats:
    """Values of a function that was handed in, with its shape and finiteness checked."""
    result = np.broadcast_to(np.asarray(function(argument), dtype=np.float64), argument.shape)
    refuse_first(~np.isfinite(result), name, "is not finite")
    return result
