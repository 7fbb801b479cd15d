"""The peer sgamesolver (extra `solvers`), with the names of NumPy 1 that it still uses."""

from __future__ import annotations

import time

import numpy as np

from numerics.certificate import certify
from numerics.errors import InvalidGameError
from numerics.stochastic_game import StochasticGame
from numerics.transition import Floats
from numerics.value_iteration import policy_values

NUMPY_1_NAMES = {"NaN": np.nan}


def restore_numpy_names() -> None:
    """Names that NumPy 2 no longer has."""
    for name, now in NUMPY_1_NAMES.items():
        if not hasattr(np, name):
            setattr(np, name, now)


def installed() -> bool:
    """Whether the extra is there."""
    restore_numpy_names()
    try:
        import sgamesolver  # noqa: F401
    except ImportError:
        return False
    return True


def logit_homotopy(game: StochasticGame) -> tuple[float, float]:
    """Seconds that sgamesolver's logit homotopy takes, and the regret of what it ends in (inf without an end).

    The conversion of the game is not counted, the set-up of its compiled equations is.
    """
    restore_numpy_names()
    import sgamesolver

    S, A1, A2 = game.shape
    kernel = game.law.dense()
    peer = sgamesolver.SGame(
        payoff_matrices=[game.payoffs[:, s] for s in range(S)],
        transition_matrices=[kernel[s] for s in range(S)],
        discount_factors=game.discount,
    )
    start = time.perf_counter()
    homotopy = sgamesolver.homotopy.QRE(peer)
    homotopy.solver_setup()
    homotopy.solver.verbose = 0
    homotopy.solve()
    spent = time.perf_counter() - start
    if homotopy.equilibrium is None:
        return spent, np.inf
    mixes = np.asarray(homotopy.equilibrium.strategies, dtype=np.float64)
    return spent, regret(game, mixes[:, 0, :A1], mixes[:, 1, :A2])


def regret(game: StochasticGame, x: Floats, y: Floats) -> float:
    """The certified regret of a profile whose rows may be off one by the peer's accuracy."""
    x, y = (np.maximum(mix, 0) / np.maximum(mix, 0).sum(axis=1, keepdims=True) for mix in (x, y))
    try:
        return certify(game, (x, y), policy_values(game, x, y)).regret
    except InvalidGameError:
        return np.inf
