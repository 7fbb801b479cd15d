"""Whether a statement that the legs hold true is true at random points: neither leg's arithmetic is used.

Its relations are lowered to expressions and evaluated as decimals by mpmath. The prover simplifies such expressions and
the breaker walks the tree in balls; this does neither.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sympy as sp

from verify.claims import Step
from verify.errors import GateError
from verify.model import Model
from verify.obligations import Obligation, landau_terms, obligations, without_landau
from verify.reading.notation import Domain
from verify.symbolic.lower import Lowering
from verify.symbolic.prove import Question
from verify.symbolic.reals import Comparison

Point = Mapping[Any, Any]
POINTS, TRIES, DIGITS = 12, 300, 30
NEGLIGIBLE = sp.Float(10) ** -20
SMALL = sp.Rational(1, 100)
GIVEN_UP = (
    GateError,
    KeyError,
    ValueError,
    TypeError,
    ZeroDivisionError,
    NotImplementedError,
    AttributeError,
    RecursionError,
)


def second_opinion(step: Step, model: Model) -> tuple[bool, str]:
    """Whether all that the step asserts is true at random points, and in words on what that rests."""
    try:
        asked = obligations(step, model)
        seen = [_points(one, model) for one in asked]
    except GIVEN_UP as error:
        return False, f"no second opinion: {type(error).__name__}"
    if not seen or min(seen) == 0:
        return False, "a second opinion finds no point or a false one"
    return True, f"true as well: a second opinion agrees at {min(seen)} random points"


def _points(asked: Obligation, model: Model) -> int:
    """At how many points the statement is true; 0 as soon as it is false at one."""
    question = Question(asked, Lowering(model.assigning(asked.assigned), asked.section), {})
    holds = _claim(asked, question)
    premises = question.premises
    agreed = 0
    for point in _draws(question, f"{asked.left} {asked.relation} {asked.right}"):
        if all(_is_true(one, point) for one in premises):
            if not holds(point):
                return 0
            agreed += 1
        if agreed == POINTS:
            break
    return agreed


def _claim(asked: Obligation, question: Question) -> Callable[[Point], bool]:
    """What the statement says of a point."""
    if asked.kind == "relation":
        compared = _compared(asked, question)
        return lambda point: _is_true(compared, point)
    if asked.kind not in ("convergence", "expansion"):
        raise GateError(f"a statement of the kind {asked.kind}")
    remainder = _remainder(asked, question)
    return lambda point: _shrinks(remainder, point)


def _compared(asked: Obligation, question: Question) -> Comparison:
    return Comparison(question.value(asked.left) - question.value(asked.right), asked.relation)


@dataclass(frozen=True)
class _Remainder:
    """What is left over its scale, as `letter` takes three values on its way; `bounded` is O, else it vanishes."""

    share: Any
    letter: Any
    way: tuple[Any, ...]
    bounded: bool


def _remainder(asked: Obligation, question: Question) -> _Remainder:
    approach = asked.approach
    if approach is None:
        raise GateError("a limit without an approach")
    left, right = (question.value(without_landau(node)) for node in (asked.left, asked.right))
    terms = [*landau_terms(asked.left), *landau_terms(asked.right)]
    scale = sum((abs(question.value(term.scale)) for term in terms), sp.Integer(0)) if terms else sp.Integer(1)
    end = question.value(approach.point)
    side = -1 if approach.side == "-" else 1
    far = tuple(sp.sign(end) * distance for distance in (20, 200, 2000))
    near = tuple(end + side * sp.Rational(1, 10**power) for power in (2, 4, 6))
    letter = question.lowering.symbols[approach.letter]
    bounded = bool(terms) and any(term.order == "O" for term in terms)
    return _Remainder((left - right) / scale, letter, far if end in (sp.oo, -sp.oo) else near, bounded)


def _shrinks(remainder: _Remainder, point: Point) -> bool:
    """Whether what is left stays within its scale, or becomes small against it."""
    others = {symbol: value for symbol, value in point.items() if symbol != remainder.letter}
    fixed = remainder.share.subs(others)
    shares = [abs(fixed.subs(remainder.letter, value).evalf(DIGITS)) for value in remainder.way]
    if remainder.bounded:
        return bool(shares[-1] <= 10 * shares[0] + 1)
    return bool(shares[-1] < SMALL and shares[-1] <= shares[0])


def _draws(question: Question, words: str) -> Iterator[dict[Any, Any]]:
    dice = random.Random(words)
    for _ in range(TRIES):
        yield {symbol: _drawn(domain, dice) for symbol, domain in question.domains.items()}


def _drawn(domain: Domain, dice: random.Random) -> Any:
    low = Fraction(domain.lower) if domain.lower is not None else None
    high = Fraction(domain.upper) if domain.upper is not None else None
    start = low if low is not None else (high - 4 if high is not None else Fraction(-4))
    end = high if high is not None else start + (4 if low is not None else 8)
    if domain.integer:
        return sp.Integer(dice.randint(int(start), int(end)))
    share = Fraction(dice.randint(1, 9_999), 10_000)
    value = start + (end - start) * share
    return sp.Rational(value.numerator, value.denominator)


def _is_true(one: Comparison, point: Point) -> bool:
    value = one.difference.subs(point).evalf(DIGITS)
    if not value.is_Float and not value.is_Integer and not value.is_Rational and value != 0:
        raise TypeError("a value that is no number")
    small = abs(value) < NEGLIGIBLE
    holds = {"=": small, r"\equiv": small, r"\ge": value > 0 or small, r"\le": value < 0 or small, r"\ne": not small}
    strict = {">": value > 0 and not small, "<": value < 0 and not small}
    return bool((holds | strict)[one.relation])
