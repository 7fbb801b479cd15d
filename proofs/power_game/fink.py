r"""Fink's theorem on the Power Game: its hypotheses from the live definitions, and equilibria that are found and certified.

Fink (1964): a discounted stochastic game with finitely many states and actions, real payoffs, transition probabilities and a
discount factor in [0, 1) has a stationary equilibrium in mixed actions.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import sympy as sp

from numerics.all_equilibria import all_equilibria
from numerics.enclosure import Enclosure, enclose
from numerics.equilibrium import Equilibrium, search, solve
from numerics.errors import NoEquilibriumError, NotEnclosedError
from numerics.stochastic_game import StochasticGame
from proofs.power_game.finite_game import FiniteGame, Grids
from proofs.power_game.game_draws import drawn_grids
from proofs.power_game.one_shot import values_are_unique
from proofs.power_game.parity_game import coarse_grids
from verify.claims import CustomLeg, Step
from verify.kernel import Evidence, Level, Outcome
from verify.model import Model
from verify.obligations import Obligation
from verify.reading.tree import FunctionName, Node, Number, Quotient, Symbol
from verify.symbolic.reals import Comparison, follows

SECTION = "one-period-payoff"
FEASIBLE = (r"x_1^2<\bar Q", r"x_2^2<\bar Q")
TOLERANCE = 1e-8
DISTINCT_GAMES = 60
ENSEMBLE = 30
HALF = Fraction(1, 2)


def reached(model: Model, node: Node, seen: set[object]) -> Iterator[Node]:
    """A formula and the bodies of all definitions that it unfolds to."""
    yield node
    for inner in node.walk():
        if isinstance(inner, Symbol | FunctionName) and (inner.name, inner.indices) not in seen:
            seen.add((inner.name, inner.indices))
            found = model.definition(inner.name, inner.indices)
            if found is not None:
                yield from reached(model, found.body, seen)


def divisors(model: Model, formula: str) -> set[Node]:
    """Everything that the payoff divides by."""
    bodies = reached(model, model.read(formula, SECTION), set())
    return {node.denominator for body in bodies for node in body.walk() if isinstance(node, Quotient)}


def payoffs_are_real(model: Model) -> str:
    """Empty if every divisor of u_1 is proved positive where training leaves compute; else which one is not."""
    from verify.symbolic.prove import prove

    feasible = tuple(model.read(text, SECTION) for text in FEASIBLE)
    for divisor in divisors(model, "u_1(g,x_1,x_2)"):
        # The declared domain of a defined letter, S > 0, is what is to be shown here, so its definition is asked.
        meant = model.definition(divisor.name, divisor.indices) if isinstance(divisor, Symbol) else None
        asked = Obligation("relation", meant.body if meant else divisor, ">", Number("0"), SECTION, feasible)
        if prove(asked, model).outcome is not Outcome.PROVED:
            return f"the divisor {divisor} is not proved positive"
    return ""


def nash_applies(model: Model) -> Evidence:
    """Two laboratories, finitely many efforts, real payoffs where training leaves compute: Nash (1951)."""
    wrong = payoffs_are_real(model)
    if wrong:
        return Evidence("prove", Outcome.UNKNOWN, Level.SYMBOLIC, wrong)
    detail = "finitely many efforts, real payoffs where x_max^2 < Q-bar: Nash (1951) applies"
    return Evidence("prove", Outcome.PROVED, Level.SYMBOLIC, detail)


def interpolation_is_a_law() -> bool:
    """Splitting a point between its neighbours gives weights in [0, 1] that sum to one and have the point as their mean."""
    low, high, point = sp.symbols("low high point", real=True)
    share = (point - low) / (high - low)
    between = [Comparison(point - low, r"\ge"), Comparison(high - point, r"\ge"), Comparison(high - low, ">")]
    weights = all(follows(Comparison(weight, r"\ge"), between, {}) for weight in (share, 1 - share))
    return weights and sp.simplify(share * high + (1 - share) * low - point) == 0


def hypotheses_of_fink(patience: Step) -> CustomLeg:
    """A prover: real payoffs, transition probabilities, beta < 1 as printed; states and actions are finite by the paper."""

    def hypotheses_of_fink(model: Model) -> Evidence:
        wrong = payoffs_are_real(model)
        if wrong:
            return Evidence("prove", Outcome.UNKNOWN, Level.SYMBOLIC, wrong)
        if not interpolation_is_a_law() or not values_are_unique(model, patience):
            return Evidence(
                "prove", Outcome.UNKNOWN, Level.SYMBOLIC, "no transition law, or a discount that may reach one"
            )
        detail = "payoffs are real where x_max^2 < Q-bar, rows of P are probabilities, beta < 1: Fink (1964) applies"
        return Evidence("prove", Outcome.PROVED, Level.SYMBOLIC, detail)

    return hypotheses_of_fink


def equilibria_are_found(model: Model) -> Evidence:
    """On drawn games, paid at the intended and at the clipped gap, a stationary equilibrium is found and certified.

    A game that the solver does not get through says nothing against the theorem; it is counted and leaves the leg undecided.
    """
    certified: list[bool] = []

    def objection(grids: Grids) -> str:
        certified.extend(is_certified(FiniteGame(model, grids, realised=realised)) for realised in (False, True))
        return ""

    drawn_grids(objection, what="games", states=(5, 9, 15, 31), efforts=(3, 5, 9), examples=ENSEMBLE)
    detail = f"{sum(certified)} of {len(certified)} games certified to a regret of {TOLERANCE:g}"
    outcome = Outcome.SUPPORTED if all(certified) else Outcome.UNKNOWN
    return Evidence("break", outcome, Level.SAMPLED, detail)


def is_certified(game: FiniteGame) -> bool:
    """Whether the solver returns a profile, which it does only with its certificate."""
    try:
        solve(game.stochastic, tolerance=TOLERANCE)
    except NoEquilibriumError:
        return False
    return True


def two_enclosed(model: Model) -> tuple[Grids, Enclosure, Enclosure] | None:
    """A drawn game with two exact equilibria in disjoint balls."""
    for grids in coarse_grids(DISTINCT_GAMES):
        game = FiniteGame(model, _patient(grids)).stochastic
        proved: list[Enclosure] = []
        for found in search(game, starts=6, symmetric=False).found:
            proved += _enclosed(game, found)
        for one in proved:
            for other in proved:
                if apart(one, other):
                    return _patient(grids), one, other
    return None


def _patient(grids: Grids) -> Grids:
    """The same grid with mu = beta = 1/2, so that later periods count."""
    return Grids({**grids.letters, r"\beta": HALF, r"\mu": HALF}, grids.gaps, grids.actions)


def _enclosed(game: StochasticGame, found: Equilibrium) -> list[Enclosure]:
    try:
        return [enclose(game, found, mirrored=False)]
    except NotEnclosedError:
        return []


def apart(one: Enclosure, other: Enclosure) -> bool:
    """Whether the two enclosed equilibria cannot be the same."""
    distance = max(float(np.abs(a - b).max()) for a, b in zip(one.profile, other.profile, strict=True))
    return distance > one.radius + other.radius


def several_equilibria(model: Model) -> Evidence:
    """A prover: two exact stationary equilibria of one game, enclosed in disjoint balls."""
    found = two_enclosed(model)
    if found is None:
        return Evidence("prove", Outcome.UNKNOWN, Level.ENCLOSURE, "no drawn game showed two enclosed equilibria")
    grids, one, other = found
    words = ", ".join(f"{name} = {value}" for name, value in grids.words().items())
    values = [float(each.values[0, len(grids.gaps) // 2]) for each in (one, other)]
    detail = f"two exact equilibria, worth {values[0]:.6g} and {values[1]:.6g} to laboratory 1 at parity, at {words}"
    return Evidence("prove", Outcome.PROVED, Level.ENCLOSURE, detail)


def several_in_small_stage_games(model: Model) -> Evidence:
    """At beta = 0 the stationary equilibria are those of the stage games: exact enumeration counts them."""
    several = games = 0
    for grids in coarse_grids(30, efforts=(2, 3)):
        stage = FiniteGame(model, grids).payoffs[:, 1]
        several += len(all_equilibria(*stage).extreme) > 1
        games += 1
    outcome = Outcome.SUPPORTED if several else Outcome.UNKNOWN
    return Evidence(
        "break", outcome, Level.SAMPLED, f"at beta = 0, {several} of {games} drawn games have several at parity"
    )
