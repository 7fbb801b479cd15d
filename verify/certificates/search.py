"""Finds proofs for the checker: identities by elimination, inequalities as sums of products of facts by linear search.

Nothing here is trusted: what it returns is checked by `verify.certificates.checker`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations_with_replacement
from typing import Any

from verify.certificates import checker
from verify.certificates.checker import ONE, Fact, Poly, plus, times
from verify.certificates.fractions_of_polynomials import Monomial, Ratio, letter, number
from verify.certificates.generators import Generating
from verify.certificates.statements import Statement, dumped, serialised

MOST_COLUMNS = 900
ROUNDS = ((False, 1), (False, 2), (False, 3), (True, 1), (True, 2), (False, 5), (True, 4))  # (all letters, factors)
Proof = dict[str, Any]
Lemma = tuple[Poly, str]
Column = tuple[list[Any], Poly, dict[int, Poly], bool]
Multiple = tuple[int, Poly, dict[int, Poly], Poly]


def prove(statement: Statement, lemmas: Sequence[Lemma] = ()) -> Proof | None:
    """A proof of the statement, the hinted lemmas and its branches first; None if the search finds none."""
    shown = lemmas_shown(statement, lemmas)
    if shown is None:
        return None
    known = [*checker.facts(statement), *((checker.parsed(poly), relation == ">") for poly, relation, _ in shown)]
    found = search(checker.goal(statement), statement["relation"], known, checker.equations(statement), statement)
    return None if found is None else {"lemmas": shown, **found}


def lemmas_shown(statement: Statement, lemmas: Sequence[Lemma]) -> list[Any] | None:
    """The lemmas and the statement's branches, each with its proof; None if one has none."""
    known, zero = checker.facts(statement), checker.equations(statement)
    shown: list[Any] = []
    for poly, relation in (*lemmas, *((checker.parsed(one), ">=") for one in statement["branches"])):
        found = search(poly, relation, known, zero, statement)
        if found is None:
            return None
        shown.append([dumped(poly), relation, found])
        known.append((poly, relation == ">"))
    return shown


def sign_of(where: Generating, found: Ratio) -> int | None:
    """1 or -1 if the value is shown to be nonnegative or nonpositive under what `where` has collected so far."""
    so_far = serialised(where, [found, found], "=")
    known, zero = checker.facts(so_far), checker.equations(so_far)
    for sign in (1, -1):
        poly = times(number(sign), times(found.above, found.below))
        if search(poly, ">=", known, zero, so_far) is not None:
            return sign
    return None


def search(goal: Poly, relation: str, known: list[Fact], zero: list[Poly], statement: Statement) -> Proof | None:
    """The identity that shows one goal, with one of a few multipliers."""
    if relation == "=" and not goal:
        return {}
    roots = [name for name, (kind, _) in statement["generators"].items() if kind == "root"]
    for multiplier in _multipliers(goal, known, roots):
        product = times(goal, _total(multiplier, known))
        found = _linear(product, relation, known, zero, roots)
        if found is not None:
            return {"multiplier": multiplier, **found} if multiplier else found
    return None


def _multipliers(goal: Poly, known: list[Fact], roots: list[str]) -> Iterator[list[Any]]:
    """None; one plus a root; the goal with a root's sign turned, where its terms are products of positive letters."""
    yield []
    for name in roots:
        turned = {m: (-c if dict(m).get(name, 0) % 2 else c) for m, c in goal.items()}
        for sign in (1, -1):
            written = _as_products(times(number(sign), turned), known)
            if written is not None:
                yield written
    places = {next(iter(poly)): k for k, (poly, _) in enumerate(known) if len(poly) == 1 and set(poly.values()) == {1}}
    for name in roots:
        yield [["1", dumped(ONE), []], ["1", dumped(ONE), [places[((name, 1),)]]]]


def _as_products(poly: Poly, known: list[Fact]) -> list[Any] | None:
    """Each term as a product of facts that are letters; None unless all coefficients are positive."""
    places = {next(iter(fact))[0][0]: k for k, (fact, _) in enumerate(known) if _is_letter(fact)}
    written = []
    for monomial, c in sorted(poly.items()):
        if c < 0 or any(name not in places for name, _ in monomial):
            return None
        written.append([str(c), dumped(ONE), [places[name] for name, k in monomial for _ in range(k)]])
    positive = any(all(known[k][1] for k in indices) for _, _, indices in written)
    return written if positive else None


def _is_letter(poly: Poly) -> bool:
    return len(poly) == 1 and set(poly.values()) == {1} and [k for _, k in next(iter(poly))] == [1]


def _total(terms: list[Any], known: list[Fact]) -> Poly:
    return checker.combination(terms, known)[0] if terms else ONE


# --- one linear problem ---------------------------------------------------------------------------------------------


def _linear(goal: Poly, relation: str, known: list[Fact], zero: list[Poly], roots: list[str]) -> Proof | None:
    """Weights c >= 0 of products, and free ones of equations, that add up to the goal, by exact linear arithmetic."""
    given = len(zero) - len(roots)
    goal_rest, goal_cofactors = _reduced(goal, zero, roots)
    if relation == "=" and not given:
        return _proof([], goal_cofactors) if not goal_rest else None
    degree = max((sum(k for _, k in m) for m in goal_rest), default=0) + 1
    near = _letters(goal_rest)
    wide = near | _letters(monomial for fact, _ in known for monomial in fact if len(fact) > 1)
    for letters, factors in ROUNDS if relation != "=" else ((False, 0),):
        usable = [k for k, (fact, _) in enumerate(known) if fact and _letters(fact) <= (wide if letters else near)]
        columns = [] if relation == "=" else _products(goal_rest, known, usable, factors, degree, zero, roots)
        free = list(_multiples(goal_rest, zero[:given], degree, zero, roots))
        found = _solved(goal_rest, relation, columns, free)
        if found is not None:
            terms, multiples = found
            cofactors = dict(goal_cofactors)
            for c, column in zip(terms, columns, strict=True):
                for k, cofactor in column[2].items():
                    cofactors[k] = plus(cofactors.get(k, {}), times(number(c), cofactor), -1)
            for c, (k, multiple, extra, _) in zip(multiples, free, strict=True):
                cofactors[k] = plus(cofactors.get(k, {}), times(number(c), multiple))
                for j, cofactor in extra.items():
                    cofactors[j] = plus(cofactors.get(j, {}), times(number(c), cofactor), -1)
            used = [[str(c), *column[0]] for c, column in zip(terms, columns, strict=True) if c]
            return _proof(used, cofactors)
    return None


def _proof(terms: list[Any], cofactors: dict[int, Poly]) -> Proof:
    return {"terms": terms, "cofactors": [[k, dumped(poly)] for k, poly in sorted(cofactors.items()) if poly]}


def _reduced(poly: Poly, zero: list[Poly], roots: list[str]) -> tuple[Poly, dict[int, Poly]]:
    """`poly` with even powers of roots replaced: poly = rest + sum of cofactors times equations."""
    cofactors: dict[int, Poly] = {}
    first = len(zero) - len(roots)
    for k in reversed(range(len(roots))):
        name, equation = roots[k], zero[first + k]
        while high := [(m, c) for m, c in poly.items() if dict(m).get(name, 0) > 1]:
            monomial, c = high[0]
            powers = dict(monomial)
            powers[name] -= 2
            factor: Poly = {tuple(sorted((n, j) for n, j in powers.items() if j)): c}
            cofactors[first + k] = plus(cofactors.get(first + k, {}), factor)
            poly = plus(poly, times(factor, equation), -1)
    return poly, cofactors


def _products(
    goal: Poly, known: list[Fact], usable: list[int], factors: int, degree: int, zero: list[Poly], roots: list[str]
) -> list[Column]:
    """Products of up to so many facts, and squares of differences of letters times up to one fact."""
    degrees = {k: max(map(_degree, known[k][0])) for k in usable}
    found: list[Column] = []
    seen: set[Any] = set()
    for size in range(factors + 1):
        for chosen in combinations_with_replacement(usable, size):
            if sum(degrees[k] for k in chosen) > degree + 1:
                continue
            product: Poly = ONE
            for k in chosen:
                product = times(product, known[k][0])
            found.append(_column(ONE, list(chosen), product, known, zero, roots, seen))
            if len(found) > MOST_COLUMNS:
                return [one for one in found if one[1]]
    for factor in _squares(sorted(_letters(goal))):
        for extra in ([], *[[k] for k in usable]):
            if max(map(_degree, factor)) * 2 + sum(degrees[k] for k in extra) > degree + 1 or len(found) > MOST_COLUMNS:
                continue
            product = times(factor, factor)
            for k in extra:
                product = times(product, known[k][0])
            found.append(_column(factor, extra, product, known, zero, roots, seen))
    return [one for one in found if one[1]]


def _squares(names: list[str]) -> Iterator[Poly]:
    """What may stand squared: differences of letters, of a letter and 1 or 1/2, of a letter and a product of two."""
    for one in names:
        yield from (plus(letter(one), number(Fraction(-1, k))) for k in (1, 2))
    for i, one in enumerate(names):
        for other in names[i + 1 :]:
            yield plus(letter(one), letter(other), -1)
    for one in names:
        for pair in combinations_with_replacement([name for name in names if name != one], 2):
            yield plus(letter(one), times(letter(pair[0]), letter(pair[1])), -1)


def _column(
    factor: Poly,
    chosen: list[int],
    product: Poly,
    known: list[Fact],
    zero: list[Poly],
    roots: list[str],
    seen: set[Any],
) -> Column:
    rest, cofactors = _reduced(product, zero, roots)
    key = tuple(sorted(rest.items()))
    strict = factor == ONE and all(known[k][1] for k in chosen)
    if (key, strict) in seen or not rest:
        return [dumped(factor), chosen], {}, {}, False
    seen.add((key, strict))
    return [dumped(factor), chosen], rest, cofactors, strict


def _degree(monomial: Monomial) -> int:
    return sum(k for _, k in monomial)


def _letters(monomials: Any) -> set[str]:
    return {name for monomial in monomials for name, _ in monomial}


def _multiples(goal: Poly, given: list[Poly], degree: int, zero: list[Poly], roots: list[str]) -> Iterator[Multiple]:
    """Given equations times monomials of the letters at hand."""
    for k, equation in enumerate(given):
        names = sorted(_letters(goal) | _letters(equation))
        room = max(degree - max((_degree(m) for m in equation), default=0), 0)
        for size in range(min(room, 4) + 1):
            for chosen in combinations_with_replacement(names, size):
                multiple: Poly = ONE
                for name in chosen:
                    multiple = times(multiple, letter(name))
                rest, cofactors = _reduced(times(multiple, equation), zero, roots)
                yield k, multiple, cofactors, rest


def _solved(
    goal: Poly, relation: str, columns: list[Column], free: list[Multiple]
) -> tuple[list[Fraction], list[Fraction]] | None:
    import z3

    solver = z3.SolverFor("QF_LRA")
    solver.set("timeout", 4_000)
    weights = [z3.Real(f"c{k}") for k in range(len(columns))]
    others = [z3.Real(f"f{k}") for k in range(len(free))]
    rows: dict[Monomial, list[Any]] = {monomial: [] for monomial in goal}
    for weight, column in zip(weights, columns, strict=True):
        for monomial, c in column[1].items():
            rows.setdefault(monomial, []).append(z3.RealVal(str(c)) * weight)
    for weight, (_, _, _, rest) in zip(others, free, strict=True):
        for monomial, c in rest.items():
            rows.setdefault(monomial, []).append(z3.RealVal(str(c)) * weight)
    solver.add(*(weight >= 0 for weight in weights))
    for monomial, terms in rows.items():
        solver.add(z3.Sum([*terms, z3.RealVal(0)]) == z3.RealVal(str(goal.get(monomial, Fraction(0)))))
    if relation == ">":
        solver.add(z3.Sum([w for w, column in zip(weights, columns, strict=True) if column[3]] + [z3.RealVal(0)]) > 0)
    if solver.check() != z3.sat:
        return None
    model = solver.model()
    return ([_exact(model, w) for w in weights], [_exact(model, w) for w in others])


def _exact(model: Any, weight: Any) -> Fraction:
    value = model.eval(weight, model_completion=True)
    return Fraction(value.numerator_as_long(), value.denominator_as_long())
