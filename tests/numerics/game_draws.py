"""Games to test on: the Power Game over its parameter ranges, and stochastic games without any structure."""

from __future__ import annotations

import numpy as np
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from numerics.power_game import PowerGame, power_game
from numerics.stochastic_game import StochasticGame

claim = settings(
    deadline=None, derandomize=True, database=None, max_examples=15, suppress_health_check=list(HealthCheck)
)


def unit_interval(low: float, high: float) -> st.SearchStrategy[float]:
    """An interval with both its ends drawn on purpose."""
    inside = st.floats(low, high, allow_nan=False)
    return st.one_of(st.just(low), st.just(high), inside)


@st.composite
def power_games(draw: st.DrawFn, states: tuple[int, ...] = (5, 11, 21), efforts: tuple[int, ...] = (2, 5)) -> PowerGame:
    """s in [0, 1] and mu in [0, 1] with their ends, theta from 0 to 4, beta to 0.95, coarse and fine grids."""
    largest = draw(st.floats(0.25, 1.25))
    compute = largest**2 * draw(st.floats(1.125, 4.0))
    span = draw(st.floats(0.5, 3.0))
    return power_game(
        draw(st.floats(0.25, 2.0)),
        draw(unit_interval(0.0, 4.0)),
        draw(unit_interval(0.0, 1.0)),
        draw(st.floats(0.5, 2.0)),
        draw(unit_interval(0.0, 1.0)),
        draw(unit_interval(0.0, 0.95)),
        compute,
        compute * draw(st.floats(0.125, 3.0)),
        gaps=np.linspace(-span, span, draw(st.sampled_from(states))),
        actions=np.linspace(0, largest, draw(st.sampled_from(efforts))),
        paid_at=draw(st.sampled_from(["intended", "realised"])),
    )


def unstructured_game(seed: int, S: int = 4, A1: int = 3, A2: int = 2, discount: float = 0.8) -> StochasticGame:
    """Normal payoffs and Dirichlet transitions to every state."""
    rng = np.random.default_rng(seed)
    return StochasticGame(rng.standard_normal((2, S, A1, A2)), rng.dirichlet(np.ones(S), size=(S, A1, A2)), discount)


seeds = st.integers(0, 2**32 - 1)
