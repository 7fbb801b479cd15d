"""The same static games solved by other libraries."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from benchmarks.timing import stopped_after
from numerics.bimatrix import regrets
from numerics.transition import Floats


def quantecon_loop(A: Floats, B: Floats) -> list[Any]:
    """One equilibrium of each game by quantecon's Lemke-Howson."""
    import quantecon.game_theory as qe

    games = (qe.NormalFormGame((qe.Player(a), qe.Player(b.T))) for a, b in zip(A, B, strict=True))
    return [qe.lemke_howson(game) for game in games]


def nashpy_answers(A: Floats, B: Floats, limit: float = 0.2) -> list[Any]:
    """nashpy's Lemke-Howson on each game; None where it goes on for longer than `limit` seconds, for ever on some."""
    import nashpy

    answers: list[Any] = []
    for a, b in zip(A, B, strict=True):
        try:
            with warnings.catch_warnings(), stopped_after(limit):
                warnings.simplefilter("ignore")
                answers.append(nashpy.Game(a, b).lemke_howson(initial_dropped_label=0))
        except TimeoutError:
            answers.append(None)
    return answers


def nashpy_failures(A: Floats, B: Floats, answers: list[Any]) -> int:
    """How many answers are missing, have the wrong shape, no numbers, or regret."""
    return sum(not is_equilibrium(a, b, answer) for a, b, answer in zip(A, B, answers, strict=True))


def is_equilibrium(a: Floats, b: Floats, answer: Any) -> bool:
    """Whether an answer is a profile without regret."""
    if answer is None or answer[0].shape != a.shape[:1] or answer[1].shape != a.shape[1:]:
        return False
    x, y = answer
    proper = bool(np.isfinite(x).all() and np.isfinite(y).all()) and abs(x.sum() - 1) < 1e-8 and abs(y.sum() - 1) < 1e-8
    return proper and float(regrets(a[None], b[None], x[None], y[None])[0]) <= 1e-8
