"""Whether a statement that the legs hold true is true at random points: neither leg's arithmetic is used.

Its relations are lowered to expressions and evaluated as decimals by mpmath. The prover simplifies such expressions and
the breaker walks the tree in balls; this does neither.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import sympy as sp

from verify.claims import Step
from verify.errors import GateError
from verify.model import Model
from verify.obligations import Obligation, obligations
from verify.reading.notation import Domain
from verify.symbolic.lower import Lowering
from verify.symbolic.prove import Question
from verify.symbolic.reals import Comparison

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
    if asked.kind not in ("relation", "convergence"):
        raise GateError(f"a statement of the kind {asked.kind}")
    question = Question(asked, Lowering(model.assigning(asked.assigned), asked.section), {})
    wanted = [_compared(asked, question)] if asked.kind == "relation" else []
    tending = None if asked.kind == "relation" else _tending(asked, question)
    premises = question.premises
    agreed = 0
    for point in _draws(question, f"{asked.left} {asked.relation} {asked.right}"):
        if all(_is_true(one, point) for one in premises):
            if not all(_is_true(one, point) for one in wanted) or (tending and not _tends(*tending, point)):
                return 0
            agreed += 1
        if agreed == POINTS:
            break
    return agreed


def _compared(asked: Obligation, question: Question) -> Comparison:
    return Comparison(question.value(asked.left) - question.value(asked.right), asked.relation)


def _tending(asked: Obligation, question: Question) -> tuple[Any, Any, list[Any]]:
    """What tends to zero, the letter that moves, and three of its values on the way."""
    approach = asked.approach
    if approach is None:
        raise GateError("a convergence without an approach")
    distance = question.value(asked.left) - question.value(asked.right)
    letter = question.lowering.symbols[approach.letter]
    end = question.value(approach.point)
    if end in (sp.oo, -sp.oo):
        return distance, letter, [sp.sign(end) * far for far in (20, 200, 2000)]
    side = -1 if approach.side == "-" else 1
    return distance, letter, [end + side * sp.Rational(1, 10**power) for power in (3, 6, 9)]


def _tends(distance: Any, letter: Any, way: list[Any], point: Mapping[Any, Any]) -> bool:
    """Whether what is left becomes small along the way, and smaller."""
    fixed = distance.subs({symbol: value for symbol, value in point.items() if symbol != letter})
    left = [abs(fixed.subs(letter, value).evalf(DIGITS)) for value in way]
    return bool(left and left[-1] < SMALL and left[-1] <= left[0])


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


def _is_true(one: Comparison, point: Mapping[Any, Any]) -> bool:
    value = one.difference.subs(point).evalf(DIGITS)
    if not value.is_Float and not value.is_Integer and not value.is_Rational and value != 0:
        raise TypeError("a value that is no number")
    small = abs(value) < NEGLIGIBLE
    holds = {"=": small, r"\equiv": small, r"\ge": value > 0 or small, r"\le": value < 0 or small, r"\ne": not small}
    strict = {">": value > 0 and not small, "<": value < 0 and not small}
    return bool((holds | strict)[one.relation])
