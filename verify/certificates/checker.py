"""Checks certificates in rational arithmetic: no computer algebra, no solver, nothing of the engine.

A statement has letters with their ranges, generators (exponentials and roots as letters), equations p = 0, inequalities
p >= 0 or p > 0, branches (p >= 0, to be proved as lemmas) and a goal. A proof of a goal p >= 0 is a polynomial identity
m p = sum of c_k q_k^2 h_k1 h_k2 ... + sum of f_i e_i with c_k >= 0, facts h, equations e_i = 0 and m a positive sum of
that form; a refutation is a rational point, or a bracket in which a given equation has a root.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import product
from math import factorial, isqrt
from typing import Any

Poly = dict[tuple[tuple[str, int], ...], Fraction]
Interval = tuple[Fraction, Fraction]
Fact = tuple[Poly, bool]
ONE: Poly = {(): Fraction(1)}
TERMS, GRID = 30, 1 << 256


class RefusedError(Exception):
    """A certificate that proves nothing; says which part does not hold."""


def require(condition: bool, what: str) -> None:
    if not condition:
        raise RefusedError(what)


def plus(left: Poly, right: Poly, sign: int = 1) -> Poly:
    total = dict(left)
    for monomial, c in right.items():
        total[monomial] = total.get(monomial, Fraction(0)) + sign * c
    return {monomial: c for monomial, c in total.items() if c}


def times(left: Poly, right: Poly) -> Poly:
    total: Poly = {}
    for (one, c), (other, d) in product(left.items(), right.items()):
        powers = Counter(dict(one)) + Counter(dict(other))
        monomial = tuple(sorted(powers.items()))
        total[monomial] = total.get(monomial, Fraction(0)) + c * d
    return {monomial: c for monomial, c in total.items() if c}


def parsed(terms: Any) -> Poly:
    """A polynomial from JSON: a list of [coefficient, {letter: exponent}]."""
    total: Poly = {}
    for coefficient, powers in terms:
        require(all(k > 0 for k in powers.values()), "an exponent that is not positive")
        total = plus(total, {tuple(sorted(powers.items())): Fraction(coefficient)})
    return total


def goal(statement: dict[str, Any]) -> Poly:
    """Left minus right, over one denominator; for an inequality times the denominator."""
    (a, b), (c, d) = ([parsed(poly) for poly in side] for side in statement["sides"])
    gap, below = (plus(a, c, -1), b) if b == d else (plus(times(a, d), times(c, b), -1), times(b, d))
    return gap if statement["relation"] == "=" else times(gap, below)


def facts(statement: dict[str, Any]) -> list[Fact]:
    """Polynomials that are nonnegative, or positive: ranges, hypotheses, generators, in this order."""
    found: list[Fact] = []
    for name, (lower, above, upper, below) in statement["letters"].items():
        x = parsed([[1, {name: 1}]])
        found += [(plus(x, parsed([[lower, {}]]), -1), above)] if lower is not None else []
        found += [(plus(parsed([[upper, {}]]), x, -1), below)] if upper is not None else []
    found += [(parsed(poly), strict) for poly, strict in statement["inequalities"]]
    for name, (kind, argument) in statement["generators"].items():
        require(kind in ("exp", "root"), f"no generator of the kind {kind}")
        x, e = parsed(argument), parsed([[1, {name: 1}]])
        tangents = [plus(plus(e, x, -1), ONE, -1), plus(ONE, times(e, plus(ONE, x, -1)), -1)]
        found += [(e, kind == "exp")] + [(fact, False) for fact in (tangents if kind == "exp" else [x])]
    return found


def equations(statement: dict[str, Any]) -> list[Poly]:
    """Polynomials that are zero: the given ones, then R^2 - argument for each root R."""
    roots = [(name, parsed(x)) for name, (kind, x) in statement["generators"].items() if kind == "root"]
    return [parsed(poly) for poly in statement["equations"]] + [plus({((r, 2),): Fraction(1)}, x, -1) for r, x in roots]


def check(certificate: dict[str, Any]) -> str:
    """`proved` or `refuted`; raises `RefusedError` if the certificate shows neither."""
    statement, proof = certificate["statement"], certificate["proof"]
    known = facts(statement)
    for poly, relation, shown in proof["lemmas"]:
        follow(parsed(poly), relation, shown, known, equations(statement))
        known.append((parsed(poly), relation == ">"))
    require(
        all([poly, ">="] in [lemma[:2] for lemma in proof["lemmas"]] for poly in statement["branches"]),
        "an open branch",
    )
    if "point" in proof:
        refute(statement, proof)
        return "refuted"
    follow(goal(statement), statement["relation"], proof, known, equations(statement))
    return "proved"


def follow(wanted: Poly, relation: str, proof: dict[str, Any], known: list[Fact], zero: list[Poly]) -> None:
    """Refuse unless the goal follows from the facts and equations by the identity of the proof."""
    multiplier, strict = combination(proof.get("multiplier", [["1", [["1", {}]], []]]), known)
    require(strict, "a multiplier that may vanish")
    right, strict = combination(proof.get("terms", []), known)
    require(relation != "=" or not right, "an equation shown by an inequality")
    require(relation in ("=", ">=") or (relation == ">" and strict), f"the terms do not show {relation}")
    for index, cofactor in proof.get("cofactors", []):
        right = plus(right, times(parsed(cofactor), zero[index]))
    require(times(multiplier, wanted) == right, "the two sides of the identity differ")


def combination(terms: Any, known: list[Fact]) -> tuple[Poly, bool]:
    """The sum of c q^2 h1 h2 ..., and whether one of its terms is positive."""
    total, positive = Poly(), False
    for coefficient, factor, indices in terms:
        require(Fraction(coefficient) >= 0, "a negative coefficient")
        square = times(parsed(factor), parsed(factor))
        term = times(parsed([[coefficient, {}]]), square)
        for index in indices:
            require(0 <= index < len(known), "a fact that is not given")
            term = times(term, known[index][0])
        total = plus(total, term)
        positive |= Fraction(coefficient) > 0 and list(square) == [()] and all(known[k][1] for k in indices)
    return total, positive


def refute(statement: dict[str, Any], proof: dict[str, Any]) -> None:
    """Refuse unless all hypotheses hold at the point, or on the bracket, and the goal is false there."""
    require(not statement["dropped"], "a refutation needs all hypotheses")
    point = {name: (Fraction(low), Fraction(high)) for name, (low, high) in proof["point"].items()}
    wide = [name for name, (low, high) in point.items() if low != high]
    require(len(wide) <= 1 and all(low <= high for low, high in point.values()), "no bracket of one letter")
    at = with_generators(statement, point)
    for poly, strict in facts({**statement, "generators": {}}):
        low, _ = bounds(poly, at)
        require(low > 0 if strict else low >= 0, "a hypothesis that does not hold there")
    for k, poly in enumerate(parsed(one) for one in statement["equations"]):
        if wide and k == proof["equation"]:
            signs = [bounds(poly, with_generators(statement, {**point, wide[0]: (x, x)})) for x in point[wide[0]]]
            require(signs[0][1] < 0 < signs[1][0] or signs[1][1] < 0 < signs[0][0], "no change of sign in the bracket")
        else:
            require(set(bounds(poly, at)) == {0}, "an equation that does not hold there")
    require(not wide or 0 <= proof["equation"] < len(statement["equations"]), "a bracket without an equation")
    for poly in statement["nonzero"]:
        low, high = bounds(parsed(poly), at)
        require(low > 0 or high < 0, "a denominator that vanishes there")
    low, high = bounds(goal(statement), at)
    false = {"=": low > 0 or high < 0, ">=": high < 0, ">": high <= 0}
    require(false[statement["relation"]], "the goal may hold there")


def with_generators(statement: dict[str, Any], at: dict[str, Interval]) -> dict[str, Interval]:
    for name, (kind, argument) in statement["generators"].items():
        low, high = bounds(parsed(argument), at)
        require(kind == "exp" or low >= 0, "a root of what may be negative")
        function = exp if kind == "exp" else root
        at = {**at, name: (function(low)[0], function(high)[1])}
    return at


def bounds(poly: Poly, at: dict[str, Interval]) -> Interval:
    """Rational bounds of a polynomial where its letters lie in the given intervals."""
    low = high = Fraction(0)
    for monomial, c in poly.items():
        ends: Interval = (c, c)
        for name, k in monomial:
            for _ in range(k):
                corners = [x * y for x in ends for y in at[name]]
                ends = (min(corners), max(corners))
        low, high = low + ends[0], high + ends[1]
    return low, high


def exp(x: Fraction) -> Interval:
    """Rational bounds of exp(x): Taylor's polynomial at x / 2^k with its remainder, squared k times."""
    halvings = (abs(x.numerator) // x.denominator).bit_length() + 1
    y = x / (1 << halvings)
    total = sum((y**k / factorial(k) for k in range(TERMS)), Fraction(0))
    rest = 2 * abs(y) ** TERMS / factorial(TERMS)
    low, high = total - rest, total + rest
    for _ in range(halvings):
        low, high = outward(low * low, high * high)
    return outward(low, high)


def root(x: Fraction) -> Interval:
    """Rational bounds of the square root of x >= 0, exact for squares of rationals."""
    exact = Fraction(isqrt(x.numerator), isqrt(x.denominator))
    scaled = isqrt(int(x * GRID * GRID))
    return (exact, exact) if exact**2 == x else (Fraction(scaled, GRID), Fraction(scaled + 1, GRID))


def outward(low: Fraction, high: Fraction) -> Interval:
    return Fraction(low * GRID // 1, GRID), -Fraction(-high * GRID // 1, GRID)
