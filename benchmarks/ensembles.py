"""Random kinked games over the whole parameter range of the paper."""

from __future__ import annotations

import numpy as np

from numerics.power_game import PowerGame, power_game


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
