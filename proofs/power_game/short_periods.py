r"""The game with periods of length Delta: flows Delta pi and Delta r x^2/2, moves Delta x, discount e^{-rho Delta}.

Played backwards over a fixed time with a constant rental price r, on a gap grid that refines with the period, so that every
difference of efforts lands on the grid (mu = 0).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from numerics.finite_horizon import backward_induction
from numerics.stochastic_game import StochasticGame
from numerics.transition import move_on_line
from proofs.power_game.entries import Entries, Floats
from proofs.power_game.finite_game import FiniteGame, Grids
from proofs.power_game.game_draws import spread
from verify.claims import CustomLeg
from verify.kernel import Evidence, Level, Outcome
from verify.model import Model

PERIODS = (Fraction(1, 4), Fraction(1, 8), Fraction(1, 16))
STEP = Fraction(1, 8)
TIME, RHO, PRICE = Fraction(1), Fraction(1, 2), Fraction(1)
CERTIFIED = 1e-8
CLEAR = 1e-6


@dataclass(frozen=True)
class AtParity:
    """What is played at g = 0 with the whole time left: mean and spread of effort, slopes of the value below and above.

    `least_gain` is the smallest gain that a symmetric pure pair leaves; where it is positive none is an equilibrium.
    """

    effort: float
    spread: float
    left: float
    right: float
    regret: float
    least_gain: float


def letters(s: Fraction) -> dict[str, Fraction]:
    one = Fraction(1)
    given = {"a": one, r"\theta": 2 * one, "s": s, r"\omega": one, r"\mu": 0 * one}
    return given | {r"\beta": 0 * one, r"\bar{Q}": 4 * one, r"\bar{W}": 4 * one}


def period_game(model: Model, s: Fraction, period: Fraction) -> tuple[StochasticGame, FiniteGame]:
    """The game of one period length, its payoff and gap law the live ones with efforts and flows scaled."""
    count = int(2 / (period * STEP)) + 1
    game = FiniteGame(
        model, Grids(letters(s), spread(Fraction(-1), Fraction(1), count), spread(Fraction(0), Fraction(1), 9))
    )
    moved = {name: game.environment[name] * float(period) for name in ("x_{1}", "x_{2}")}
    move = move_on_line(game.gaps, game.value("g'", more=moved))
    flow = (
        game.value(r"\pi(g)", more={"g": Entries(move.realised)}) - float(PRICE) * game.actions[None, :, None] ** 2 / 2
    )
    first = float(period) * flow
    payoffs = np.stack([first, first[::-1].transpose(0, 2, 1)])
    return StochasticGame(payoffs, move.transition, float(np.exp(-float(RHO * period)))), game


def at_parity(model: Model, s: Fraction, period: Fraction) -> AtParity:
    """Solve backwards over the whole time by the symmetric selection and look at parity."""
    stochastic, game = period_game(model, s, period)
    found = backward_induction(stochastic, int(TIME / period))
    middle, step = len(game.gaps) // 2, game.gaps[1] - game.gaps[0]
    mixed, value = found.profiles[-1][0][middle], found.values[-2][0]
    mean = float(mixed @ game.actions)
    spread_of = float(np.sqrt(max(mixed @ game.actions**2 - mean**2, 0)))
    stage = stochastic.stage_games(found.values[-2])[0, middle]
    gains: Floats = stage.max(axis=0) - np.diag(stage)
    left, right = (float(value[middle + k] - value[middle + k - 1]) / step for k in (0, 1))
    return AtParity(mean, spread_of, left, right, found.certificate.regret, float(gains.min()))


def words(shown: AtParity) -> str:
    return f"effort {shown.effort:.3f} +- {shown.spread:.3f}, V' {shown.left:.3f} | {shown.right:.3f}"


def parity_stays_mixed(model: Model) -> Evidence:
    """With s < 1 equilibria at parity stay mixed as the period and the grid shrink, and the slopes of V part further."""
    s = Fraction(1, 2)
    seen = [at_parity(model, s, period) for period in PERIODS]
    solid = all(one.regret < CERTIFIED and one.least_gain > CLEAR for one in seen)
    mixed = min(one.spread for one in seen) > float(STEP) / 2
    apart = all(one.right - one.left > 1e-2 for one in seen)
    table = "; ".join(f"Delta = {period}: {words(one)}" for period, one in zip(PERIODS, seen, strict=True))
    if not (solid and mixed and apart):
        return Evidence("break", Outcome.SUPPORTED, Level.SAMPLED, table)
    witness = {name: str(value) for name, value in letters(s).items() if name not in (r"\beta", r"\bar{Q}", r"\bar{W}")}
    witness |= {r"\rho": str(RHO), "r": str(PRICE), "g": "0", r"\Delta": ", ".join(map(str, PERIODS))}
    detail = f"at parity every symmetric pure effort leaves a gain, V has no derivative there: {table}"
    return Evidence("break", Outcome.REFUTED, Level.SAMPLED, detail, witness, rechecked=True)


def smooth_parity_follows(step: Fraction = STEP) -> CustomLeg:
    """A breaker of the repair: with s = 1 the equilibria at parity are pure and within a grid step of V'(0)/r."""

    def smooth_parity_follows_the_formula(model: Model) -> Evidence:
        seen = [at_parity(model, Fraction(1), period) for period in PERIODS]
        table = "; ".join(f"Delta = {period}: {words(one)}" for period, one in zip(PERIODS, seen, strict=True))
        last = seen[-1]
        off = abs(last.effort - (last.left + last.right) / 2 / float(PRICE))
        good = max(one.spread for one in seen) < CLEAR and off <= float(step) and last.regret < CERTIFIED
        return Evidence("break", Outcome.SUPPORTED if good else Outcome.UNKNOWN, Level.SAMPLED, table)

    return smooth_parity_follows_the_formula
