"""Rational points at which a statement is false: simple ones tried in one order, brackets by bisection."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from random import Random
from typing import Any

from verify.certificates import checker
from verify.certificates.search import Proof, lemmas_shown, sign_of
from verify.certificates.statements import Link, Statement, statements, translatable
from verify.claims import Claim, Paper
from verify.errors import GateError

SIMPLE = tuple(Fraction(value) for value in ("1", "2", "1/2", "0", "3", "-1", "1/4", "5", "-2", "1/10"))
TRIES = 4000
HALVINGS = 40


def refute(statement: Statement, at: Mapping[str, str] | None = None) -> Proof | None:
    """A refutation at the given values, or at the first simple point that is one; None if there is none."""
    shown = lemmas_shown(statement, ())
    if statement["dropped"] or shown is None:
        return None
    for point in [{name: (value, value) for name, value in at.items()}] if at else _points(statement):
        proof: Proof = {"lemmas": shown, "point": point}
        try:
            checker.refute(statement, proof)
        except (checker.RefusedError, KeyError, ZeroDivisionError):
            continue
        return proof
    return None


def _points(statement: Statement) -> Iterator[dict[str, tuple[str, str]]]:
    """Values of the ranges of all letters, simplest first."""
    random = Random(1)
    names = sorted(statement["letters"])
    inside = {name: [value for value in SIMPLE if _allowed(statement["letters"][name], value)] for name in names}
    for k in range(TRIES):
        size = 1 + k * len(SIMPLE) // TRIES
        chosen = {name: random.choice(inside[name][:size]) for name in names if inside[name]}
        yield {name: (str(value), str(value)) for name, value in chosen.items()}


def _allowed(ends: Any, value: Fraction) -> bool:
    lower, above, upper, below = ends
    if lower is not None and (value < Fraction(lower) or (above and value == Fraction(lower))):
        return False
    return upper is None or value < Fraction(upper) or (not below and value == Fraction(upper))


def bracketed(statement: Statement, at: Mapping[str, str], letter: str, low: str, high: str) -> Proof | None:
    """A refutation on a bracket of `letter` in which the first given equation has a root."""
    ends = [Fraction(low), Fraction(high)]
    equation = checker.equations(statement)[0]
    point = {name: (Fraction(value), Fraction(value)) for name, value in at.items()}

    def sign(x: Fraction) -> int:
        bounds = checker.bounds(equation, checker.with_generators(statement, {**point, letter: (x, x)}))
        return (bounds[0] > 0) - (bounds[1] < 0)

    first = sign(ends[0])
    for _ in range(HALVINGS):
        middle = (ends[0] + ends[1]) / 2
        ends[0 if sign(middle) == first else 1] = middle
    words = {name: (value, value) for name, value in at.items()}
    proof: Proof = {"lemmas": [], "equation": 0, "point": {**words, letter: (str(ends[0]), str(ends[1]))}}
    try:
        checker.refute(statement, proof)
    except checker.RefusedError:
        return None
    return proof


def confirmed(claim: Claim, paper: Paper, witness: Mapping[str, str]) -> bool | None:
    """Whether a witness refutes a relation of the claim by another way than the one that found it: the translation
    to polynomials and rational bounds. None where no relation translates or the witness is no rational point.
    """
    try:
        at = {name: str(Fraction(value)) for name, value in witness.items()}
    except ValueError:
        return None
    answers = [answer for link in translatable(claim, paper) for answer in _at(link, paper, at)]
    return None if not answers else any(answers)


def _at(link: Link, paper: Paper, at: Mapping[str, str]) -> Iterator[bool]:
    """For each statement of a relation that has values for all letters, whether it is false there."""
    try:
        found = statements(link, paper, sign_of)
    except GateError:
        return
    for one in found:
        moving = {name: "1" for name in one["letters"] if name.endswith(" moving")}
        known = {**moving, **at}
        if not one["dropped"] and all(name in known for name in one["letters"]):
            yield refute(one, {name: known[name] for name in one["letters"]}) is not None
