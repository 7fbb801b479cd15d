"""A finite horizon without recursion: every plan of one laboratory against a fixed profile, played forward from every state."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from proofs.power_game.entries import Floats

Plans = NDArray[np.intp]


def plans(states: int, actions: int, horizon: int) -> Plans:
    """All deterministic plans (N, H, S): an action for every period and state; no history helps against Markov opponents.

    Examples
    --------
    >>> plans(1, 2, 2).shape
    (4, 2, 1)
    """
    every = np.array(list(product(range(actions), repeat=states * horizon)))
    return every.reshape(-1, horizon, states)


def earned(payoff: Floats, kernel: Floats, discount: float, chosen: Plans, other: Sequence[Floats]) -> Floats:
    """What plans earn from every state, by following the distribution of the states forward.

    Parameters
    ----------
    payoff : (S, A, B) of the laboratory that follows the plans
    kernel : (S, A, B, S)
    chosen : (N, H, S) plans, first period first
    other : H mixes (S, B) of the opponent, first period first

    Returns
    -------
    (N, S)

    Examples
    --------
    >>> earned(np.ones((1, 1, 1)), np.ones((1, 1, 1, 1)), 0.5, np.zeros((1, 2, 1), int), [np.ones((1, 1))] * 2).tolist()
    [[1.5]]
    """
    count, horizon, states = chosen.shape
    where = np.broadcast_to(np.eye(states), (count, states, states)).copy()
    total, everywhere = np.zeros((count, states)), np.arange(states)
    for t in range(horizon):
        reward = np.einsum("sab,sb->sa", payoff, other[t])[everywhere, chosen[:, t]]
        step = np.einsum("sabz,sb->saz", kernel, other[t])[everywhere, chosen[:, t]]
        total += discount**t * np.einsum("nos,ns->no", where, reward)
        where = np.einsum("nos,nsz->noz", where, step)
    return total


def best_plan_values(
    payoffs: Floats, kernel: Floats, discount: float, profiles: Sequence[tuple[Floats, Floats]]
) -> Floats:
    """(2, S): the most that each laboratory can earn by any plan when the other one keeps to its part.

    `payoffs` (2, S, A, A), `profiles` pairs (S, A), first period first.
    """
    S, A, B = payoffs.shape[1:]
    first = earned(payoffs[0], kernel, discount, plans(S, A, len(profiles)), [y for _, y in profiles])
    turned = payoffs[1].transpose(0, 2, 1), kernel.transpose(0, 2, 1, 3)
    second = earned(*turned, discount, plans(S, B, len(profiles)), [x for x, _ in profiles])
    return np.stack([first.max(axis=0), second.max(axis=0)])
