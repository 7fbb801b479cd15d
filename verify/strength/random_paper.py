"""Random choices for all that a paper leaves open: letters, functions, measures, sets, and what has no value at all.

A choice depends on the seed and on the name alone, so that two formulas are compared under the same choices.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from mpmath import mp, mpf

from verify.errors import UndecidedError
from verify.model import Model
from verify.reading.notation import SCALAR, Domain

Value = Any  # mpmath ships no types
SPREAD = 4
EDGE, WIDE = 0.15, 0.3


@dataclass
class RandomPaper:
    """One choice of everything; `letters` are kept, so that some can be solved for or moved."""

    model: Model
    section: str
    seed: str
    letters: dict[str, Value] = field(default_factory=dict)

    def letter(self, key: str, name: str) -> Value:
        """The value of a scalar; index letters and sets have none."""
        if key not in self.letters:
            row = self.model.letter(name, self.section)
            if row.kind != SCALAR and not row.bare:
                raise UndecidedError(f"{name} is a {row.kind} and no scalar")
            self.letters[key] = number_in(row.domain, self._dice(key))
        return self.letters[key]

    def function(self, key: str, name: str, arity: int) -> Callable[..., Value]:
        """A function with values in the declared domain, with a kink at 0 where the paper does not call it smooth."""
        row = self.model.letter(name, self.section)
        dice = self._dice(f"{key} {arity}")
        inner = _smooth(arity, dice)
        kink = 0 if row.smooth else _coefficient(dice)
        return _into(row.domain, lambda *y: inner(*y) + kink * abs(sum(y)))

    def measure(self, name: str) -> list[tuple[Value, Value]]:
        """Points and their masses."""
        dice = self._dice(f"measure {name}")
        return [(mpf(dice.randint(1, 400)) / 100, mpf(dice.randint(1, 300)) / 100) for _ in range(3)]

    def elements(self, name: str) -> list[Value]:
        """The elements of a finite set."""
        dice = self._dice(f"set {name}")
        return [mpf(dice.randint(-400, 400)) / 100 for _ in range(3)]

    def unknown(self, what: str) -> Value:
        """A number for something that has no value here, an increment or an expectation: the same for the same."""
        return mpf(self._dice(f"unknown {what}").randint(-40_000, 40_000)) / 10_000

    def _dice(self, what: str) -> random.Random:
        return random.Random(f"{self.seed} {what}")


def number_in(domain: Domain, dice: random.Random) -> Value:
    """A number of the domain: a closed end, 0 or 1, a small or large one, or one of its first few units."""
    low, high = domain.lower, domain.upper
    if domain.integer:
        start = int(low) if low is not None else -SPREAD
        return mpf(dice.randint(start, int(high) if high is not None else start + SPREAD))
    ends = [end for end in (low, high, 0, 1) if end is not None and domain.contains(Fraction(end))]
    drawn = dice.random()
    if ends and drawn < EDGE:
        return _exact(dice.choice(ends))
    start = _exact(low) if low is not None else (_exact(high) - SPREAD if high is not None else mpf(-SPREAD))
    end = _exact(high) if high is not None else start + (SPREAD if low is not None else 2 * SPREAD)
    share = mpf(dice.randint(1, 9_999)) / 10_000
    if (low is None) != (high is None) and drawn < EDGE + WIDE:
        distance = mpf(10) ** (4 * share - 2)
        return start + distance if low is not None else end - distance
    return start + (end - start) * share


def _exact(end: Any) -> Value:
    return mpf(end.numerator) / end.denominator


def _coefficient(dice: random.Random) -> Value:
    return mpf(dice.randint(-2_000, 2_000)) / 1_000


def _smooth(arity: int, dice: random.Random) -> Callable[..., Value]:
    """A cubic in a weighted sum of the arguments, and the square of each."""
    weights, squares = ([_coefficient(dice) for _ in range(arity)] for _ in range(2))
    cubic = [_coefficient(dice) for _ in range(4)]

    def value(*y: Value) -> Value:
        total = sum((w * one for w, one in zip(weights, y, strict=True)), mpf(0))
        powers = sum((c * total**k for k, c in enumerate(cubic)), mpf(0))
        return powers + sum((c * one**2 for c, one in zip(squares, y, strict=True)), mpf(0))

    return value


def _into(domain: Domain, value: Callable[..., Value]) -> Callable[..., Value]:
    """The function, bent into the domain of its values."""
    if domain.integer:
        low = mpf(int(domain.lower or 0))
        return lambda *y: low + (1 if value(*y) > 0 else 0)
    if domain.lower is not None and domain.upper is not None:
        width = _exact(domain.upper) - _exact(domain.lower)
        return lambda *y: _exact(domain.lower) + width / (1 + mp.exp(-value(*y)))
    if domain.lower is not None:
        return lambda *y: _exact(domain.lower) + mp.exp(mp.tanh(value(*y)) + value(*y) / 8)
    if domain.upper is not None:
        return lambda *y: _exact(domain.upper) - mp.exp(mp.tanh(value(*y)) + value(*y) / 8)
    return value
