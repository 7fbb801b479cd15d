r"""Values of printed formulas on a finite game: expectations over mixed actions, sums over the grid, tables for values.

Arrays are laid out as (state, own action of laboratory 1, of laboratory 2); what does not depend on one of them has length one
there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from flint import arb
from numpy.typing import NDArray

from proofs.power_game.entries import Entries, Floats, plain
from verify.errors import UndecidedError
from verify.model import family_key
from verify.reading import tree
from verify.reading.tree import Node
from verify.walk.evaluate import Environment, TestFunction, Walker
from verify.walk.jets import Value

Indices = NDArray[np.intp]


@dataclass
class GameWalker(Walker):
    """Evaluates on a gap grid and an action grid.

    `strategies` maps \\sigma_{1} or \\sigma_{1,h} with its indices filled to a table (S, A); `gaps` is G.
    """

    gaps: Floats = field(default_factory=lambda: np.zeros(1))
    strategies: Mapping[str, Floats] = field(default_factory=dict)

    def _value(self, node: Node, at: Environment) -> Value:
        if isinstance(node, tree.Expectation):
            return self._expectation(node, at)
        if isinstance(node, tree.Summation):
            return self._sum_over_grid(node, at)
        if isinstance(node, tree.PositivePart):
            body = self.value(node.body, at)
            if isinstance(body, Entries):
                return body.positive_part()
            if isinstance(body, arb):
                return body.max(arb(0))
        return super()._value(node, at)

    def _expectation(self, node: tree.Expectation, at: Environment) -> Entries:
        if not isinstance(node.law, tree.Listing) or node.condition is not None:
            raise UndecidedError("an expectation without a list of strategies as its law")
        first, second = (self._mix(item, at) for item in self._two(node.law.items))
        body = plain(self.value(node.body, at))
        return Entries((body * first[:, :, None] * second[:, None, :]).sum(axis=(1, 2), keepdims=True))

    def _two(self, items: tuple[Node, ...]) -> tuple[Node, ...]:
        if len(items) != 2:
            raise UndecidedError("a law that is not a pair of strategies")
        return items

    def _mix(self, item: Node, at: Environment) -> Floats:
        """A strategy at the states that its argument names; these must lie on the grid."""
        if not isinstance(item, tree.Call) or len(item.arguments) != 1:
            raise UndecidedError("a law that is no strategy at a state")
        name = family_key(item.function.name, item.function.indices)
        if name not in self.strategies:
            raise UndecidedError(f"no strategy {name}")
        states = plain(self.value(item.arguments[0], at))[:, 0, 0]
        return self.strategies[name][positions(self.gaps, states)]

    def _sum_over_grid(self, node: tree.Summation, at: Environment) -> Value:
        binder = node.binder
        if not (isinstance(binder, tree.Chain) and binder.relations == (r"\in",)):
            raise UndecidedError("a sum over what is no set")
        letter, over = binder.operands
        if not isinstance(letter, tree.Symbol) or over != tree.Symbol("G"):
            raise UndecidedError("a sum over another set than the grid")
        terms = [self.value(node.body, {**at, letter.name: Entries(np.full((1, 1, 1), gap))}) for gap in self.gaps]
        return Entries(sum(plain(term) for term in terms))


def positions(grid: Floats, points: Floats) -> Indices:
    """Where points of a grid stand in it.

    Examples
    --------
    >>> positions(np.array([-1.0, 0.0, 1.0]), np.array([1.0, -1.0])).tolist()
    [2, 0]
    """
    nearest = np.abs(grid[:, None] - points[None, :]).argmin(axis=0)
    if np.abs(grid[nearest] - points).max() > 1e-9:
        raise UndecidedError("a value is asked for off the grid")
    return np.asarray(nearest)


def interpolated(gaps: Floats, table: Floats, words: str) -> TestFunction:
    """A value function known on the grid, linear between its points, constant beyond."""
    return TestFunction(words, lambda point: Entries(np.interp(plain(point), gaps, table)))


def transition_table(gaps: Floats, actions: Floats, kernel: Floats) -> TestFunction:
    r"""P(g'' | g, x_1, x_2) of a dense kernel (S, A, A, S), asked for at any points of the grids."""

    def chance(after: Value, gap: Value, first: Value, second: Value) -> Entries:
        asked = ((gaps, gap), (actions, first), (actions, second), (gaps, after))
        at = tuple(found(grid, plain(one)) for grid, one in asked)
        return Entries(kernel[at])

    return TestFunction("P", chance)


def found(grid: Floats, points: Floats) -> Indices:
    """The places of an array of grid points, in its shape."""
    return positions(grid, points.ravel()).reshape(points.shape)
