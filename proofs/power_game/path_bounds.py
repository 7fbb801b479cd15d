r"""Training, rental price and expenditure along the paths of solved games."""

from __future__ import annotations

import numpy as np

from numerics.equilibrium import solve
from proofs.power_game.entries import Entries
from proofs.power_game.finite_game import FiniteGame, Grids
from proofs.power_game.game_draws import drawn_grids
from verify.kernel import Evidence
from verify.model import Model

SECTION = "compute-market-discipline"


def bounds_on_solved_paths(model: Model) -> Evidence:
    """Whatever is played with positive probability keeps T <= x_max^2, so both bounds hold with delta = Q-bar - x_max^2."""

    def objection(grids: Grids) -> str:
        game = FiniteGame(model, grids)
        x, y = solve(game.stochastic).profile
        played = (x[:, :, None] > 0) & (y[:, None, :] > 0)
        left = grids.letters[r"\bar{Q}"] - grids.actions[-1] ** 2
        slack = Entries(float(left))
        price, rent = game.value(r"R(T)", SECTION), game.value(r"\bar W/\delta", SECTION, more={r"\delta": slack})
        spent = game.value("E_T", SECTION)
        most = game.value(r"\bar W(\bar Q-\delta)/\delta", SECTION, more={r"\delta": slack})
        over = np.maximum(price - rent * (1 + 1e-12), spent - most * (1 + 1e-12))[played].max()
        return f"a pair of efforts that is played exceeds a bound by {over:.3g}" if over > 0 else ""

    return drawn_grids(
        objection, what="solved games, every pair of efforts played", states=(5, 9), efforts=(3,), examples=12
    )
