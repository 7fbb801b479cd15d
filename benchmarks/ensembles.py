"""Random kinked games over the whole parameter range of the paper."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from numerics.power_game import PowerGame, composition_payoff, power_game


def draw_power_game(rng: np.random.Generator, states: int, efforts: int) -> PowerGame:
    """s uniform in [0, 1] or zero, theta in [0, 4], mu in [0, 1] with both ends, beta in [0, 0.95].

    The other parameters spread the grid's coarseness and the price of training: a and omega in [0.5, 2], the largest
    effort in [0.3, 1.2], compute 1.1 to 4 times what both can use, spending 0.2 to 3 times compute, gaps up to 1 to 3.
    """
    a, omega, theta = rng.uniform(0.5, 2), rng.uniform(0.5, 2), rng.uniform(0, 4)
    s = rng.uniform(0, 1) if rng.random() > 0.15 else 0.0
    mu = float(rng.integers(0, 2)) if rng.random() < 0.2 else rng.uniform(0, 1)
    beta, largest = rng.uniform(0, 0.95), rng.uniform(0.3, 1.2)
    Q = largest**2 * rng.uniform(1.1, 4)
    W, span = Q * rng.uniform(0.2, 3), rng.uniform(1, 3)
    return power_game(
        a, theta, s, omega, mu, beta, Q, W,
        gaps=np.linspace(-span, span, states), actions=np.linspace(0, largest, efforts),
        paid_at="intended" if rng.random() < 0.5 else "realised",
    )  # fmt: skip


def short_period_game(period: float, states: int, efforts: int) -> PowerGame:
    """Flows over one short period, s = 1: payoff and cost in proportion to it, gaps that decay at rate 1/2."""
    return power_game(
        1, 1, 1, 1, period / 2, float(np.exp(-period / 2)), 4, 1,
        gaps=np.linspace(-1, 1, states), actions=period * np.linspace(0, 1, efforts), paid_at="realised",
        payoff=lambda gap: period * composition_payoff(gap, a=1, theta=1, s=1, omega=1),
        training_cost=lambda effort, _: effort**2 / (8 * period),
    )  # fmt: skip


def hard_games() -> Iterator[tuple[str, PowerGame]]:
    """Games on which value iteration at its full pace leads to no supports: short periods, and dear training that pays
    only at times."""
    for period, states in [(1 / 2, 41), (1 / 4, 81)]:
        yield f"s=1, period {period:g}, {states} x 21", short_period_game(period, states, 21)
    for W, efforts in [(4, 11), (8, 21)]:
        gaps, actions = np.linspace(-2, 2, 41), np.linspace(0, 1, efforts)
        game = power_game(1, 2, 1, 1, 0.1, 0.9, 4, W, gaps=gaps, actions=actions)
        yield f"s=1, theta=2, Q=4, W={W}, 41 x {efforts}", game
