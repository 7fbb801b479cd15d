r"""The Power Game on finite grids, built from what the paper says now: payoff and gap law are the paper's definitions.

A changed definition of pi, R, T, u_1 or g' changes the arrays; only the discount factor and the grids are chosen here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

import numpy as np

from numerics.stochastic_game import StochasticGame
from numerics.transition import LineMove, move_on_line
from proofs.power_game.entries import Entries, Floats, plain
from proofs.power_game.game_walker import GameWalker
from verify.model import Model
from verify.reading.tree import Node
from verify.walk.evaluate import TestFunction

SECTION = "one-period-payoff"
LETTERS = ("a", r"\theta", "s", r"\omega", r"\mu", r"\beta", r"\bar{Q}", r"\bar{W}")


@dataclass(frozen=True)
class Grids:
    """Exact parameters by letter, gaps symmetric about zero, efforts increasing from zero."""

    letters: Mapping[str, Fraction]
    gaps: tuple[Fraction, ...]
    actions: tuple[Fraction, ...]

    def words(self) -> dict[str, str]:
        """The point in the paper's letters.

        Examples
        --------
        >>> Grids({"s": Fraction(1, 2)}, (Fraction(0),), (Fraction(0), Fraction(1))).words()
        {'s': '1/2', 'G': '0', 'X': '0, 1'}
        """
        shown = {name: str(value) for name, value in self.letters.items()}
        return shown | {"G": ", ".join(map(str, self.gaps)), "X": ", ".join(map(str, self.actions))}


@dataclass(frozen=True)
class FiniteGame:
    """One game of the live model: arrays over (state, x_1, x_2).

    `realised` pays pi at the gap after clipping to the grid; else at the intended gap, as the paper prints it.
    """

    model: Model
    grids: Grids
    realised: bool = False
    functions: Mapping[str, TestFunction] = field(default_factory=dict)
    strategies: Mapping[str, Floats] = field(default_factory=dict)

    @cached_property
    def gaps(self) -> Floats:
        return np.array([float(gap) for gap in self.grids.gaps])

    @cached_property
    def actions(self) -> Floats:
        return np.array([float(effort) for effort in self.grids.actions])

    @cached_property
    def environment(self) -> dict[str, Entries]:
        letters = {name: Entries(float(value)) for name, value in self.grids.letters.items()}
        return letters | {
            "g": Entries(self.gaps[:, None, None]),
            "x_{1}": Entries(self.actions[None, :, None]),
            "x_{2}": Entries(self.actions[None, None, :]),
        }

    @property
    def shape(self) -> tuple[int, int, int]:
        return len(self.grids.gaps), len(self.grids.actions), len(self.grids.actions)

    def value(
        self, formula: Node | str, section: str = SECTION, more: Mapping[str, Entries] = MappingProxyType({})
    ) -> Floats:
        """A formula at every state and pair of actions: (S, A, A)."""
        node = self.model.read(formula, section) if isinstance(formula, str) else formula
        walker = GameWalker(self.model, section, self.functions, gaps=self.gaps, strategies=self.strategies)
        return np.broadcast_to(plain(walker.value(node, {**self.environment, **more})), self.shape)

    @cached_property
    def move(self) -> LineMove:
        """The gap law, clipped to the grid and split between its two neighbouring points."""
        return move_on_line(self.gaps, self.value("g'"))

    @cached_property
    def payoffs(self) -> Floats:
        """(2, S, A, A): u_1 and u_2."""
        own = {"g'": Entries(self.move.realised)} if self.realised else {}
        first = self.value("u_1(g,x_1,x_2)", more=own)
        if self.realised:
            return np.stack([first, first[::-1].transpose(0, 2, 1)])
        return np.stack([first, self.value("u_2(g,x_1,x_2)")])

    @cached_property
    def stochastic(self) -> StochasticGame:
        """The game with its interpolating transition."""
        return StochasticGame(self.payoffs, self.move.transition, float(self.grids.letters[r"\beta"]))
