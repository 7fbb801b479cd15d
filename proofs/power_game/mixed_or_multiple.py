"""Can the stage game at parity have mixed, and several, equilibria? One certified instance of each."""

from __future__ import annotations

from numerics.all_equilibria import all_equilibria
from numerics.bimatrix import regrets, solve_bimatrix
from proofs.power_game.parity_game import (
    at_parity,
    coarse_grids,
    instance,
    no_pure_equilibrium,
    pure_equilibria,
    strict_pure_equilibria,
)
from verify.kernel import Evidence, Level, Outcome
from verify.model import Model

GAMES = 150


def instances_of_each(model: Model) -> Evidence:
    """One grid without a pure equilibrium (Nash 1951: then there is a mixed one), one with two strict equilibria."""
    mixed = instance(model, lambda A, B: pure_equilibria(A, B) == 0, no_pure_equilibrium)
    several = instance(
        model,
        lambda A, B: pure_equilibria(A, B) >= 2,
        lambda first, second: len(strict_pure_equilibria(first, second)) >= 2,
    )
    if mixed is None or several is None:
        missing = "only mixed equilibria" if mixed is None else "several equilibria"
        return Evidence("prove", Outcome.UNKNOWN, Level.ENCLOSURE, f"no drawn grid whose game at parity has {missing}")
    detail = f"no pure equilibrium at {_words(mixed.words())}; two strict ones at {_words(several.words())}"
    return Evidence("prove", Outcome.PROVED, Level.ENCLOSURE, detail)


def _words(words: dict[str, str]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in words.items() if name not in (r"\beta", "G"))


def solver_finds_them(model: Model) -> Evidence:
    """Drawn games by exact enumeration and by the solver: some have several equilibria, some none that is pure."""
    several = mixed = 0
    for grids in coarse_grids(GAMES, efforts=(3, 4)):
        A, B = at_parity(model, grids)
        pure = pure_equilibria(A, B)
        several += pure > 1
        if pure == 0:
            found = all_equilibria(A, B).profiles
            mixed += bool(found) and all(max(x) < 1 or max(y) < 1 for x, y in found)
        x, y = solve_bimatrix(A, B)
        if regrets(A[None], B[None], x[None], y[None])[0] > 1e-8 * (1 + abs(A).max()):
            return Evidence("break", Outcome.UNKNOWN, Level.SAMPLED, "the solver's profile is no equilibrium")
    detail = f"of {GAMES} drawn games {several} have several pure equilibria, {mixed} only mixed ones"
    outcome = Outcome.SUPPORTED if several and mixed else Outcome.UNKNOWN
    return Evidence("break", outcome, Level.SAMPLED, detail)
