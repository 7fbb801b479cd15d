"""What can go wrong with a game or a solution, and what to do next."""

from __future__ import annotations


class InvalidGameError(ValueError):
    """The arrays do not describe a game; the text names the first entry that is wrong."""


class NoEquilibriumError(RuntimeError):
    """No profile with a certificate was found.

    Attributes
    ----------
    best_regret : the smallest whole-game regret bound among the profiles that were tried (inf when none came
        close)
    stages : for every stage of the solver, what it reached
    """

    def __init__(self, best_regret: float, tolerance: float, stages: dict[str, str]) -> None:
        self.best_regret = best_regret
        self.stages = stages
        reached = "; ".join(f"{stage}: {text}" for stage, text in stages.items())
        super().__init__(
            f"no profile with regret at most {tolerance:g} was certified; the best had {best_regret:.3g} "
            f"({reached}). "
            "Raise `starts` or `homotopy_steps`, set symmetric=False, or accept a larger `tolerance`."
        )


class NotEnclosedError(RuntimeError):
    """No exact equilibrium was proved to lie near an approximate one; its certificate stands nevertheless."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"no exact equilibrium was enclosed: {why}. The certificate still bounds every gain from deviating; "
            "perturb the game or ask for another equilibrium with `starts` to get a regular one."
        )


class TooManyEquilibriaError(ValueError):
    """Enumeration would take too long; the text says how much was asked for."""
