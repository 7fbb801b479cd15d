"""Exact rational draws from declared domains, edges included, and functions drawn for those a paper leaves free."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from verify.breakers.letters import Open
from verify.model import Model
from verify.reading.notation import Domain
from verify.walk.balls import ball
from verify.walk.evaluate import TestFunction
from verify.walk.jets import Value, exp
from verify.walk.measures import Atoms, ParetoWithoutMean

REACH = Fraction(6)
FINEST = 12


@dataclass(frozen=True)
class Point:
    """One draw: exact letter values, functions and measures."""

    letters: dict[str, Fraction]
    functions: dict[str, TestFunction]
    measures: dict[str, Atoms | ParetoWithoutMean]

    def words(self) -> dict[str, str]:
        """The draw in the paper's letters."""
        shown = {name: str(value) for name, value in self.letters.items()}
        shown |= {name: drawn.words for name, drawn in self.functions.items()}
        return shown | {name: measure.words for name, measure in self.measures.items()}


def points(open_letters: Open, model: Model, section: str) -> st.SearchStrategy[Point]:
    """A strategy for everything that a statement leaves open."""
    letters = {key: fractions(model.letter(name, section).domain) for key, name in open_letters.letters.items()}
    functions = {key: functions_in(model.letter(name, section).domain) for key, name in open_letters.functions.items()}
    measures = {name: st.one_of(atoms(), st.just(ParetoWithoutMean())) for name in sorted(open_letters.measures)}
    return st.builds(
        Point, st.fixed_dictionaries(letters), st.fixed_dictionaries(functions), st.fixed_dictionaries(measures)
    )


def fractions(domain: Domain) -> st.SearchStrategy[Fraction]:
    """Rationals of the domain with small denominators; its closed ends and whole numbers near it come first."""
    lower = Fraction(domain.lower) if domain.lower is not None else None
    upper = Fraction(domain.upper) if domain.upper is not None else None
    low = lower if lower is not None else (upper - REACH if upper is not None else -REACH)
    high = upper if upper is not None else low + (REACH if lower is not None else 2 * REACH)
    if domain.integer:
        whole = st.integers(int(low), int(high)).map(Fraction)
        return whole.filter(domain.contains)
    inside = st.fractions(low, high, max_denominator=FINEST).filter(domain.contains)
    edges = [Fraction(value) for value in (1, 0, 2, low, high, (low + high) / 2) if domain.contains(Fraction(value))]
    return st.one_of(st.sampled_from(edges), inside) if edges else inside


def atoms() -> st.SearchStrategy[Atoms]:
    """Finite nonnegative measures on positive points."""
    positive = st.fractions(Fraction(1, 4), 4, max_denominator=4)
    mass = st.fractions(0, 3, max_denominator=4)
    return st.lists(st.tuples(positive, mass), min_size=1, max_size=3).map(lambda pairs: Atoms(tuple(pairs)))


def functions_in(domain: Domain) -> st.SearchStrategy[TestFunction]:
    """Smooth functions with values in the domain: polynomials, or the exponential of one where values are positive."""
    coefficients = st.lists(st.fractions(-2, 2, max_denominator=3), min_size=1, max_size=4)
    if domain.lower is None and domain.upper is None:
        return coefficients.map(_polynomial)
    return coefficients.map(lambda drawn: _positive(drawn[:2]))


def _polynomial(coefficients: list[Fraction]) -> TestFunction:
    words = " + ".join(f"({c})y^{k}" for k, c in enumerate(coefficients) if c) or "0"
    return TestFunction("y -> " + words, _polynomial_value(coefficients))


def _positive(coefficients: list[Fraction]) -> TestFunction:
    inner = _polynomial(coefficients)
    return TestFunction("y -> exp(" + inner.words.removeprefix("y -> ") + ")", lambda *y: exp(inner.value(*y)))


def _polynomial_value(coefficients: list[Fraction]) -> Callable[..., Value]:
    def value(*arguments: Value) -> Value:
        y: Any = arguments[0]
        for k, further in enumerate(arguments[1:], start=2):
            y = y + further * k
        total: Any = y * 0
        for c in reversed(coefficients):
            total = total * y + ball(c)
        return total

    return value
