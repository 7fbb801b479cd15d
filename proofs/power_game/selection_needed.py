r"""Does 'solving the one-period matrix game' give one value? Only once an equilibrium is selected."""

from __future__ import annotations

from typing import Any

from proofs.power_game.fink import nash_applies
from proofs.power_game.parity_game import Balls, enclosed, instance, pure_equilibria, strict_pure_equilibria
from verify.kernel import Evidence, Level, Outcome
from verify.model import Model


def two_values(first: Balls, second: Balls) -> tuple[Any, Any] | None:
    """What laboratory 1 gets in two strict equilibria, where these differ for certain."""
    values = [first[j][k] for j, k in strict_pure_equilibria(first, second)]
    return next(((v, w) for v in values for w in values if v < w), None)


def one_period_values_differ(model: Model) -> Evidence:
    """A witness: a grid whose matrix game at parity has two strict equilibria that are worth different amounts."""
    found = instance(model, lambda A, B: pure_equilibria(A, B) > 1, lambda A, B: two_values(A, B) is not None)
    if found is None:
        return Evidence("break", Outcome.SUPPORTED, Level.SAMPLED, "no drawn matrix game has two values")
    values = two_values(*enclosed(model, found))
    assert values is not None
    low, high = (float(value) for value in values)
    detail = f"two strict equilibria at parity are worth {low:.6g} and {high:.6g} to laboratory 1"
    return Evidence("break", Outcome.REFUTED, Level.ENCLOSURE, detail, found.words() | {"g": "0"}, rechecked=low < high)


def a_selection_fixes_the_value(model: Model) -> Evidence:
    """With one equilibrium chosen at g the value is the average of U_{i,1}, one number; some equilibrium exists (Nash 1951)."""
    found = nash_applies(model)
    if found.outcome is not Outcome.PROVED:
        return found
    detail = "one equilibrium selected: the expectation of U_{i,1} under it is one number; one exists (Nash 1951, real payoffs)"
    return Evidence("prove", Outcome.PROVED, Level.SYMBOLIC, detail)
