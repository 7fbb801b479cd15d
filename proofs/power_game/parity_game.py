r"""The one-period game at parity on a finite action grid, its payoffs enclosed in balls.

Instances are looked for on drawn grids in floating point; what is asserted of one is checked again in ball arithmetic on its exact
parameters, so that rounding decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import numpy as np
from flint import arb

from proofs.power_game.entries import Floats
from proofs.power_game.finite_game import LETTERS, SECTION, FiniteGame, Grids
from proofs.power_game.game_draws import spread
from proofs.power_game.game_walker import GameWalker
from verify.model import Model
from verify.walk.balls import ball
from verify.walk.evaluate import precision

BITS = 200
Balls = list[list[Any]]


def coarse_grids(count: int, *, efforts: tuple[int, ...] = (2, 3, 4), reach: int = 3) -> Iterator[Grids]:
    """Grids around parity with exact parameters, drawn with a fixed seed over the declared ranges; efforts up to `reach`."""
    draw = np.random.default_rng(20260103)
    for _ in range(count):
        largest = Fraction(int(draw.integers(1, 8 * reach + 1)), 8)
        compute = largest**2 * Fraction(int(draw.integers(9, 33)), 8)
        values = (
            Fraction(int(draw.integers(1, 17)), 8),
            Fraction(int(draw.integers(0, 33)), 8),
            Fraction(int(draw.integers(0, 9)), 8),
            Fraction(int(draw.integers(4, 17)), 8),
            Fraction(int(draw.integers(0, 9)), 8),
            Fraction(0),
            compute,
            compute * Fraction(int(draw.integers(1, 33)), 8),
        )
        actions = spread(Fraction(0), largest, int(draw.choice(efforts)))
        yield Grids(dict(zip(LETTERS, values, strict=True)), (-largest, Fraction(0), largest), actions)


def at_parity(model: Model, grids: Grids) -> Floats:
    """(2, A, A): both payoffs at g = 0, in floating point."""
    return np.asarray(FiniteGame(model, grids).payoffs[:, 1])


def enclosed(model: Model, grids: Grids) -> tuple[Balls, Balls]:
    """u_1(0, x_j, x_k) and u_2(0, x_j, x_k) as balls, from the live definitions."""
    walker = GameWalker(model, SECTION)
    letters = {name: ball(value) for name, value in grids.letters.items()} | {"g": arb(0)}
    formulas = [model.read(f"u_{i}(g,x_1,x_2)", SECTION) for i in (1, 2)]

    def value(i: int, first: Fraction, second: Fraction) -> Any:
        return walker.value(formulas[i], {**letters, "x_{1}": ball(first), "x_{2}": ball(second)})

    with precision(BITS):
        first, second = ([[value(i, x, y) for y in grids.actions] for x in grids.actions] for i in (0, 1))
    return first, second


def strict_pure_equilibria(first: Balls, second: Balls) -> list[tuple[int, int]]:
    """Pairs at which every deviation certainly loses."""
    size = range(len(first))
    return [
        (j, k)
        for j in size
        for k in size
        if all(first[m][k] < first[j][k] for m in size if m != j)
        and all(second[j][m] < second[j][k] for m in size if m != k)
    ]


def no_pure_equilibrium(first: Balls, second: Balls) -> bool:
    """Whether at every pair of actions some deviation certainly gains."""
    size = range(len(first))
    return all(
        any(first[m][k] > first[j][k] for m in size) or any(second[j][m] > second[j][k] for m in size)
        for j in size
        for k in size
    )


def inaction_is_strict(first: Balls) -> bool:
    """Whether at (0, 0) every positive effort certainly loses."""
    return all(first[m][0] < first[0][0] for m in range(1, len(first)))


def instance(
    model: Model,
    seems: Callable[[Floats, Floats], bool],
    is_so: Callable[[Balls, Balls], bool],
    *,
    count: int = 600,
    reach: int = 3,
) -> Grids | None:
    """The first drawn grid that seems to be an instance in floating point and is one in balls."""
    for grids in coarse_grids(count, reach=reach):
        if seems(*at_parity(model, grids)) and is_so(*enclosed(model, grids)):
            return grids
    return None


def pure_equilibria(A: Floats, B: Floats) -> int:
    """How many pairs of actions are mutual best replies.

    Examples
    --------
    >>> pure_equilibria(np.eye(2), np.eye(2))
    2
    """
    return int(((A.max(axis=0, keepdims=True) == A) & (B.max(axis=1, keepdims=True) == B)).sum())
