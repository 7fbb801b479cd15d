"""Finite two-player discounted stochastic games (Shapley 1953; general-sum: Fink 1964)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from numerics.errors import InvalidGameError
from numerics.transition import Floats, SparseTransition, refuse_first, sparse_from_dense


@dataclass(frozen=True)
class StochasticGame:
    """Two players, S states, A1 x A2 actions at each of them, payoffs added up with a discount factor.

    Parameters
    ----------
    payoffs : (2, S, A1, A2), the payoff of player i in the period that starts at state s
    transition : (S, A1, A2, S) probabilities of the next state, or a `SparseTransition`
    discount : in [0, 1); payoffs of the next period count this much

    Raises
    ------
    InvalidGameError : with the first wrong entry

    Notes
    -----
    The game that is meant has rows divided exactly by their sums; certificates allow for the rounding of that
    division.

    Examples
    --------
    >>> game = StochasticGame(np.zeros((2, 1, 2, 2)), np.ones((1, 2, 2, 1)), 0.5)
    >>> game.shape
    (1, 2, 2)
    """

    payoffs: Floats
    transition: Floats | SparseTransition
    discount: float

    def __post_init__(self) -> None:
        payoffs = np.ascontiguousarray(self.payoffs, dtype=np.float64)
        if payoffs.ndim != 4 or payoffs.shape[0] != 2 or payoffs.size == 0:
            raise InvalidGameError(f"payoffs have shape {payoffs.shape}; it must be (2, S, A1, A2)")
        refuse_first(~np.isfinite(payoffs), "payoffs", "is not finite")
        if not 0 <= self.discount < 1:
            raise InvalidGameError(f"discount is {self.discount}; it must lie in [0, 1)")
        object.__setattr__(self, "payoffs", payoffs)
        object.__setattr__(self, "discount", float(self.discount))
        if self.law.shape != payoffs.shape[1:]:
            raise InvalidGameError(
                f"transition is over (S, A1, A2) = {self.law.shape}, payoffs over {payoffs.shape[1:]}; make them equal"
            )

    @cached_property
    def law(self) -> SparseTransition:
        """The transition as rows of successors."""
        given = self.transition
        return given if isinstance(given, SparseTransition) else sparse_from_dense(given)

    @property
    def shape(self) -> tuple[int, int, int]:
        """(S, A1, A2)."""
        _, S, A1, A2 = self.payoffs.shape
        return S, A1, A2

    def stage_games(self, values: ArrayLike) -> Floats:
        """Continuation payoff matrices: values (2, S) -> (2, S, A1, A2).

        The paper's A_i(g; x_1, x_2), "Infinite-Horizon Finite-State Game".
        """
        of_state = np.asarray(values, dtype=np.float64)
        return np.stack([u + self.discount * self.law.expected(v) for u, v in zip(self.payoffs, of_state, strict=True)])

    @cached_property
    def mirror(self) -> NDArray[np.intp] | None:
        """The reversal of the states under which exchanging the players gives the same game, or None.

        State s goes to S-1-s: u_2(s, i, j) = u_1(S-1-s, j, i), and the moves are mirrored likewise, both
        exactly or to the rounding of the arithmetic that built them.
        """
        S, A1, A2 = self.shape
        if A1 != A2:
            return None
        exchanged = self.payoffs[0, ::-1].transpose(0, 2, 1)
        scale = max(1.0, float(np.abs(self.payoffs).max()))
        if np.abs(self.payoffs[1] - exchanged).max() > 1e-13 * scale:
            return None
        return np.arange(S)[::-1] if mirrored_moves(self.law) else None


def mirrored_moves(law: SparseTransition) -> bool:
    """Whether state s under (i, j) moves as state S-1-s under (j, i) does, seen in the mirror."""
    S = law.shape[0]
    # Three functions of the next state tell kernels apart that are not equal, outside a set of measure zero.
    probes = np.random.default_rng(20).uniform(-1, 1, size=(3, S))
    return all(
        np.abs(law.expected(probe) - law.expected(probe[::-1])[::-1].transpose(0, 2, 1)).max() < 1e-12
        for probe in probes
    )
