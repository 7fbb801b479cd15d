"""The same work done by other libraries."""

from __future__ import annotations

import signal
import time
import warnings
from typing import Any

import numpy as np

from numerics.stochastic_game import StochasticGame
from numerics.transition import Floats


def quantecon_loop(A: Floats, B: Floats) -> list[Any]:
    """One equilibrium of each game by quantecon's Lemke-Howson."""
    import quantecon.game_theory as qe

    games = (qe.NormalFormGame((qe.Player(a), qe.Player(b.T))) for a, b in zip(A, B, strict=True))
    return [qe.lemke_howson(game) for game in games]


def nashpy_answers(A: Floats, B: Floats, limit: float = 0.2) -> list[Any]:
    """nashpy's Lemke-Howson on each game; None where it goes on for longer than `limit` seconds, for ever on some."""
    import nashpy

    def interrupt(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, interrupt)
    answers: list[Any] = []
    try:
        for a, b in zip(A, B, strict=True):
            signal.setitimer(signal.ITIMER_REAL, limit)
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    answers.append(nashpy.Game(a, b).lemke_howson(initial_dropped_label=0))
            except TimeoutError:
                answers.append(None)
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        signal.signal(signal.SIGALRM, before)
    return answers


def sgamesolver_seconds(game: StochasticGame) -> float | None:
    """Seconds that sgamesolver's logit homotopy takes; None when it is not installed or does not finish."""
    restore_numpy_names()
    try:
        import sgamesolver
    except ImportError:
        return None
    S = game.shape[0]
    kernel = game.law.dense()
    peer = sgamesolver.SGame(
        payoff_matrices=[game.payoffs[:, s] for s in range(S)],
        transition_matrices=[kernel[s] for s in range(S)],
        discount_factors=game.discount,
    )
    homotopy = sgamesolver.homotopy.QRE(peer)
    start = time.perf_counter()
    homotopy.solver_setup()
    homotopy.solver.verbose = 0
    answer = homotopy.solve()
    return time.perf_counter() - start if answer is None or answer.get("success", True) else None


def restore_numpy_names() -> None:
    """Names of NumPy 1 that sgamesolver still uses."""
    for name, now in {"Inf": np.inf, "float_": np.float64, "product": np.prod, "in1d": np.isin}.items():
        if not hasattr(np, name):
            setattr(np, name, now)
