"""A sweep: how many random kinked Power Games does `solve` bring to a certified equilibrium, and by which stage?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from numerics.equilibrium import solve
from numerics.errors import NoEquilibriumError
from numerics.power_game import PowerGame, power_game
from verify.sweeps.sweep import Block, Record, Sweep

STATES, EFFORTS = 41, 11


def draw_game(seed: int, states: int = STATES, efforts: int = EFFORTS) -> PowerGame:
    """A game over the paper's ranges: s in [0, 1] and often 0, mu in [0, 1] and often an end, beta in [0, 0.95].

    Examples
    --------
    >>> game = draw_game(7)
    >>> game.shape, bool(0 <= game.discount <= 0.95)
    ((41, 11, 11), True)
    """
    rng = np.random.default_rng(seed)
    s = rng.choice([0.0, rng.uniform()], p=[0.15, 0.85])
    mu = rng.choice([0.0, 1.0, rng.uniform()], p=[0.1, 0.1, 0.8])
    largest, span = rng.uniform(0.3, 1.2), rng.uniform(1, 3)
    Q = largest**2 * rng.uniform(1.1, 4)
    return power_game(
        a=rng.uniform(0.5, 2),
        theta=rng.uniform(0, 4),
        s=s,
        omega=rng.uniform(0.5, 2),
        mu=mu,
        beta=rng.uniform(0, 0.95),
        Q=Q,
        W=Q * rng.uniform(0.2, 3),
        gaps=np.linspace(-span, span, states),
        actions=np.linspace(0, largest, efforts),
        paid_at="intended" if rng.uniform() < 0.5 else "realised",
    )


def solve_games(block: Block) -> Record:
    """How each game of the block came to its certificate, the largest regret proved, and the points without one."""
    methods: Counter[str] = Counter()
    regret, uncertified = 0.0, []
    for point in block.indices:
        try:
            found = solve(draw_game(block.seed_of(point)))
        except NoEquilibriumError:
            uncertified.append(point)
            continue
        methods[found.method] += 1
        regret = max(regret, found.certificate.regret)
    return {"methods": dict(sorted(methods.items())), "largest_regret": regret, "uncertified": uncertified}


def summary(records: Sequence[Record]) -> Record:
    """Counts over all games, and the first of the points at which no certificate was found."""
    methods: Counter[str] = Counter()
    for record in records:
        methods.update(record["methods"])
    uncertified = [point for record in records for point in record["uncertified"]]
    return {
        "certified": methods.total(),
        "uncertified": len(uncertified),
        "first_uncertified": uncertified[:20],
        "methods": dict(sorted(methods.items())),
        "largest_regret": max((record["largest_regret"] for record in records), default=0.0),
    }


SWEEP = Sweep(
    f"random kinked Power Games, {STATES} gaps and {EFFORTS} efforts, solved to a certificate of 1e-8",
    solve_games,
    summary,
    points=200,
    block=10,
    rests_on=("proofs.power_game.game_sweep", "numerics"),
)
