"""Exact rational draws from declared domains, edges included, and functions drawn for those a paper leaves free."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import islice, product
from math import ceil, floor
from typing import Any

from hypothesis import strategies as st

from verify.breakers.letters import Open
from verify.model import Model
from verify.reading.notation import Domain
from verify.walk.balls import ball
from verify.walk.evaluate import TestFunction
from verify.walk.jets import Value, divide, exp
from verify.walk.measures import Atoms, ParetoWithoutMean

REACH = Fraction(6)
FINEST = 12
MOST_CORNERS = 64


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
    drawn = st.tuples(*(_together(part) for part in (letters, functions, measures)))
    return drawn.map(lambda parts: Point(*parts))


def corners(open_letters: Open, model: Model, section: str) -> list[Point]:
    """Points at which every letter with closed ends sits on one of them and the others are one, at most 64.

    None where functions or measures are left open: those are drawn.
    """
    if open_letters.functions or open_letters.measures:
        return []
    values = [_ends(model.letter(name, section).domain) for name in open_letters.letters.values()]
    combined = islice(product(*values), MOST_CORNERS)
    return [Point(dict(zip(open_letters.letters, chosen, strict=True)), {}, {}) for chosen in combined]


def _ends(domain: Domain) -> list[Fraction]:
    """The closed ends of a domain, or one value inside it."""
    ends = [Fraction(end) for end in (domain.lower, domain.upper) if end is not None and domain.contains(Fraction(end))]
    return ends or [next(value for value in between(-REACH, REACH, 2) if domain.contains(value) and value)]


def _together(named: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    names = tuple(named)
    return st.tuples(*named.values()).map(lambda values: dict(zip(names, values, strict=True)))


def fractions(domain: Domain) -> st.SearchStrategy[Fraction]:
    """Rationals of the domain with small denominators; half of the draws are its closed ends and whole numbers near it.

    One choice from a table, simplest first: a draw is cheap and shrinks to the simplest value that still objects.
    """
    lower = Fraction(domain.lower) if domain.lower is not None else None
    upper = Fraction(domain.upper) if domain.upper is not None else None
    low = lower if lower is not None else (upper - REACH if upper is not None else -REACH)
    high = upper if upper is not None else low + (REACH if lower is not None else 2 * REACH)
    finest = 1 if domain.integer else FINEST
    inside = [value for value in between(low, high, finest) if domain.contains(value)]
    edges = [Fraction(value) for value in (1, 0, 2, low, high, (low + high) / 2) if domain.contains(Fraction(value))]
    if not edges:
        return st.sampled_from(inside)
    return st.sampled_from(edges * max(len(inside) // len(edges), 1) + inside)


@cache
def between(low: Fraction, high: Fraction, finest: int) -> tuple[Fraction, ...]:
    """Every rational of [low, high] with a denominator up to `finest`, simplest first.

    >>> [str(value) for value in between(Fraction(0), Fraction(1), 3)]
    ['0', '1', '1/2', '1/3', '2/3']
    """
    found = {
        Fraction(above, below)
        for below in range(1, finest + 1)
        for above in range(ceil(low * below), floor(high * below) + 1)
    }
    return tuple(sorted(found, key=lambda value: (value.denominator, abs(value), value < 0)))


def atoms() -> st.SearchStrategy[Atoms]:
    """Finite nonnegative measures on positive points."""
    positive = st.sampled_from(between(Fraction(1, 4), Fraction(4), 4))
    mass = st.sampled_from(between(Fraction(0), Fraction(3), 4))
    return st.lists(st.tuples(positive, mass), min_size=1, max_size=3).map(lambda pairs: Atoms(tuple(pairs)))


def functions_in(domain: Domain) -> st.SearchStrategy[TestFunction]:
    """Smooth functions with values in the domain: polynomials where it is the whole line, else built on exp of one.

    Of whole values only constants are smooth.
    """
    if domain.integer:
        return fractions(domain).map(lambda drawn: _polynomial([drawn]))
    coefficients = st.lists(st.sampled_from(between(Fraction(-2), Fraction(2), 3)), min_size=1, max_size=4)
    if domain.lower is None and domain.upper is None:
        return coefficients.map(_polynomial)
    return coefficients.map(lambda drawn: _within(domain, drawn[:2]))


def _polynomial(coefficients: list[Fraction]) -> TestFunction:
    words = " + ".join(f"({c})y^{k}" for k, c in enumerate(coefficients) if c) or "0"
    return TestFunction("y -> " + words, _polynomial_value(coefficients))


def _within(domain: Domain, coefficients: list[Fraction]) -> TestFunction:
    """With exp of the polynomial as the distance from one end, or as odds between the two."""
    inner, low, high = _polynomial(coefficients), domain.lower, domain.upper
    words = "exp(" + inner.words.removeprefix("y -> ") + ")"
    if low is None and high is not None:
        return TestFunction(
            f"y -> {high} - {words}" if high else f"y -> -{words}", lambda *y: -exp(inner.value(*y)) + ball(high)
        )
    low = low or 0
    start = f"{low} + " if low else ""
    if high is None:
        return TestFunction(f"y -> {start}{words}", lambda *y: exp(inner.value(*y)) + ball(low))
    odds = f"{start}{high - low}/(1 + {words})"
    return TestFunction(f"y -> {odds}", lambda *y: divide(ball(high - low), exp(inner.value(*y)) + 1) + ball(low))


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
