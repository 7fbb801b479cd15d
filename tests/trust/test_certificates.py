"""Certificates are checked without computer algebra, and state what the claims print; nothing else is accepted."""

from __future__ import annotations

import ast
import copy
import json
import math
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofs import certified
from verify.certificates import checker
from verify.certificates.checker import RefusedError, check
from verify.certificates.fractions_of_polynomials import constant, exact_quotient, named
from verify.certificates.statements import links, statements
from verify.claims import Paper, display
from verify.reading.notation import CONSTANT, FUNCTION, POSITIVE, Domain, Letter, Notation

KEPT = [path for name in certified.PAPERS for path in sorted(certified.folder(name).glob("*.json"))]
REFUSALS = (RefusedError, KeyError, ValueError, TypeError, IndexError)


def certificates() -> Iterator[dict[str, Any]]:
    for path in KEPT:
        yield from json.loads(path.read_text(encoding="utf-8"))["certificates"]


ALL = list(certificates())
NAMES = [f"{one['claim']}: {one['part']}" for one in ALL]
PAPERS = {name: build() for name, build in certified.PAPERS.items()}
LINKS = {(link.claim, link.part): link for paper in PAPERS.values() for link in certified.paper_links(paper)}


def test_the_checker_is_short_and_knows_no_computer_algebra() -> None:
    source = Path(checker.__file__).read_text(encoding="utf-8")
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(source))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert len(source.splitlines()) < 200
    assert imported <= {"__future__", "collections", "fractions", "itertools", "math", "typing"}


@pytest.mark.parametrize("name", certified.PAPERS)
def test_at_least_fifteen_claims_of_each_paper_have_certificates(name: str) -> None:
    assert len({one["claim"] for one in ALL if one["claim"].startswith(f"{name}/")}) >= 15


@pytest.mark.parametrize("one", ALL, ids=NAMES)
def test_the_certificate_is_checked(one: dict[str, Any]) -> None:
    claim = PAPERS[one["claim"].partition("/")[0]].claims[one["claim"].partition("#")[0]]
    found = {check(step) for step in one["steps"]}
    assert found == {"proved"} or (found == {"refuted"} and claim.expected.value == "fails")


@pytest.mark.parametrize("one", ALL, ids=NAMES)
def test_it_states_what_the_claim_prints(one: dict[str, Any]) -> None:
    paper = PAPERS[one["claim"].partition("/")[0]]
    link = LINKS[(one["claim"], one["part"])]
    assert one["formula"] == link.formula
    derived = certified.recomputed(one, paper, link)
    assert json.loads(json.dumps(derived)) == [step["statement"] for step in one["steps"]]


# --- what must be refused -------------------------------------------------------------------------------------------


def spoiled(step: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The same proof for another statement, and another proof for the same statement."""
    for k, side in enumerate(step["statement"]["sides"]):
        for n in range(len(side[0])):
            other = copy.deepcopy(step)
            term = other["statement"]["sides"][k][0][n]
            term[0] = str(Fraction(term[0]) + 1)
            yield f"coefficient {n} of side {k}", other
    proof = step["proof"]
    for key in ("terms", "cofactors", "multiplier"):
        for n in range(len(proof.get(key, ()))):
            other = copy.deepcopy(step)
            del other["proof"][key][n]
            yield f"{key} {n} left out", other
    for n, lemma in enumerate(proof["lemmas"]):
        if sum(one[:2] == lemma[:2] for one in proof["lemmas"]) > 1:
            continue
        other = copy.deepcopy(step)
        del other["proof"]["lemmas"][n]
        yield f"lemma {n} left out", other
    if step["statement"]["relation"] == ">=" and "point" not in proof:
        other = copy.deepcopy(step)
        other["statement"]["sides"].reverse()
        yield "sides exchanged", other


def refused(step: dict[str, Any]) -> bool:
    try:
        check(step)
    except REFUSALS:
        return True
    return False


@pytest.mark.parametrize("one", ALL, ids=NAMES)
def test_another_statement_or_proof_is_refused(one: dict[str, Any]) -> None:
    """A point refutes its neighbours too, so that only proofs have to refuse every change."""
    accepted = [
        name
        for step in one["steps"]
        if "point" not in step["proof"]
        for name, other in spoiled(step)
        if not refused(other)
    ]
    assert accepted == []


def base(**changes: Any) -> dict[str, Any]:
    """x > 0: x^2 + x >= 0, as x x + x."""
    statement = {
        "letters": {"x": ["0", True, None, False]},
        "generators": {},
        "equations": [],
        "inequalities": [],
        "nonzero": [],
        "branches": [],
        "dropped": [],
        "sides": [[[["1", {"x": 2}], ["1", {"x": 1}]], [["1", {}]]], [[], [["1", {}]]]],
        "relation": ">=",
    }
    terms = [["1", [["1", {}]], [0, 0]], ["1", [["1", {}]], [0]]]
    return {"statement": {**statement, **changes}, "proof": {"lemmas": [], "terms": terms}}


def test_a_sum_of_products_shows_an_inequality() -> None:
    assert check(base()) == "proved"
    assert check(base(relation=">")) == "proved"


BAD: dict[str, dict[str, Any]] = {
    "an equation shown by an inequality": {"statement": {"relation": "="}},
    "a negative coefficient": {"proof": {"terms": [["2", [["1", {}]], [0, 0]], ["-1", [["1", {}]], [0]]]}},
    "a fact that is not given": {"proof": {"terms": [["1", [["1", {}]], [0, 1]], ["1", [["1", {}]], [0]]]}},
    "a fact counted from the end": {"proof": {"terms": [["1", [["1", {}]], [-1, 0]], ["1", [["1", {}]], [0]]]}},
    "a strict sign from a range that is not": {
        "statement": {"relation": ">", "letters": {"x": ["0", False, None, False]}}
    },
    "no range": {"statement": {"letters": {"x": [None, False, None, False]}}},
    "an open branch": {"statement": {"branches": [[["-1", {"x": 1}]]]}},
    "a lemma without a proof": {"proof": {"lemmas": [[[["-1", {}]], ">=", {}]]}},
    "a lemma that rests on itself": {"proof": {"lemmas": [[[["-1", {}]], ">=", {"terms": [["1", [["1", {}]], [1]]]}]]}},
    "a multiplier that may vanish": {"proof": {"multiplier": [["0", [["1", {}]], []]], "terms": []}},
    "an unknown generator": {"statement": {"generators": {"S": ["sin", [["1", {"x": 1}]]]}}},
    "an unknown relation": {"statement": {"relation": "!="}},
}


@pytest.mark.parametrize("name", BAD)
def test_a_wrong_certificate_is_refused(name: str) -> None:
    step = base(**BAD[name].get("statement", {}))
    step["proof"] |= BAD[name].get("proof", {})
    assert refused(step)


def point(**values: Any) -> dict[str, Any]:
    return {"lemmas": [], "point": {name: (value, value) for name, value in values.items()}}


def test_a_point_refutes_only_where_all_hypotheses_hold() -> None:
    false = base(sides=[[[["1", {"x": 1}], ["-2", {}]], [["1", {}]]], [[], [["1", {}]]]])
    assert check({**false, "proof": point(x="1")}) == "refuted"
    assert refused({**false, "proof": point(x="3")})
    assert refused({**false, "proof": point(x="-1")})
    assert refused({**false, "proof": point()})
    false["statement"]["dropped"] = ["y is any number"]
    assert refused({**false, "proof": point(x="1")})
    false["statement"] |= {"dropped": [], "nonzero": [[["1", {"x": 1}], ["-1", {}]]]}
    assert refused({**false, "proof": point(x="1")})
    false["statement"] |= {"nonzero": [], "equations": [[["1", {"x": 1}], ["-1", {}]]]}
    assert check({**false, "proof": point(x="1")}) == "refuted"
    assert refused({**false, "proof": point(x="1/2")})


def test_a_bracket_needs_a_change_of_sign() -> None:
    """At the root of x^2 = 2, x is not 3/2."""
    step = base(
        equations=[[["1", {"x": 2}], ["-2", {}]]],
        relation="=",
        sides=[[[["1", {"x": 1}]], [["1", {}]]], [[["3/2", {}]], [["1", {}]]]],
    )
    for low, high, expected in (("7/5", "71/50", False), ("7/5", "3/2", True), ("71/50", "36/25", True)):
        step["proof"] = {"lemmas": [], "equation": 0, "point": {"x": (low, high)}}
        assert refused(step) is expected


# --- arithmetic -----------------------------------------------------------------------------------------------------

RATIONALS = st.fractions(min_value=-40, max_value=40, max_denominator=200)


@given(RATIONALS)
def test_bounds_of_the_exponential_and_the_root_hold(x: Fraction) -> None:
    low, high = checker.exp(x)
    assert 0 < low <= high
    assert low <= Fraction(math.exp(x)) * (1 + Fraction(1, 10**12))
    assert high >= Fraction(math.exp(x)) * (1 - Fraction(1, 10**12))
    assert high - low <= high / 10**20
    low, high = checker.root(abs(x))
    assert low**2 <= abs(x) <= high**2


@given(RATIONALS, RATIONALS)
def test_exponentials_of_sums_are_products(x: Fraction, y: Fraction) -> None:
    (a, b), (c, d), (e, f) = checker.exp(x), checker.exp(y), checker.exp(x + y)
    assert a * c <= f
    assert e <= b * d


@given(RATIONALS, RATIONALS, RATIONALS)
def test_quotients_of_polynomials_are_those_of_their_values(x: Fraction, y: Fraction, c: Fraction) -> None:
    one, two = named("x") * constant(c) + named("y"), named("x") * named("y") + constant(1)
    found = (one / two - two / (two * two) + one * one) * two
    at = {"x": (x, x), "y": (y, y)}
    left, right = c * x + y, x * y + 1
    if right and checker.bounds(found.below, at)[0]:
        value = checker.bounds(found.above, at)[0] / checker.bounds(found.below, at)[0]
        assert value == (left / right - 1 / right + left**2) * right


def test_what_does_not_divide_is_no_quotient() -> None:
    above, below = (named("x") * named("x") + constant(1)).above, (named("x") + constant(1)).above
    assert exact_quotient(above, below) is None


# --- the translation ------------------------------------------------------------------------------------------------

TABLE = Notation(
    (
        Letter("x"),
        Letter("y"),
        Letter("a", domain=POSITIVE),
        Letter("s", domain=Domain(0, 1)),
        Letter("t", domain=POSITIVE),
        Letter("f", FUNCTION),
        Letter("L", FUNCTION),
        Letter("e", CONSTANT),
    )
)
TRUE = [
    r"(x+y)^2=x^2+2xy+y^2",
    r"L(x)+L(-x)=1",
    r"L'(0)=\frac14",
    r"L'(x)=L(x)(1-L(x))",
    r"e^{x+y}=e^{x}e^{y}",
    r"e^{x/2}e^{x/3}=e^{5x/6}",
    r"\log(a^2)=2\log(a)",
    r"a^{x+y}=a^{x}a^{y}",
    r"\cosh(x)^2-\sinh(x)^2=1".replace(r"\cosh(x)^2", r"\cosh^2(x)").replace(r"\sinh(x)^2", r"\sinh^2(x)"),
    r"\sqrt{x^2+1}\sqrt{x^2+1}=x^2+1",
    r"\frac{d}{dx}\left(e^{ax}\right)=ae^{ax}",
    r"\int_0^\infty e^{-at}dt=\frac1a",
    r"\max\{a,-a\}=a",
    r"s(1-s)\le\frac14",
    r"e^{a}\ge1+a",
    r"x^2+y^2\ge2xy",
]
FALSE = [
    r"(x+y)^2=x^2+xy+y^2",
    r"L(x)+L(-x)=2",
    r"L'(0)=\frac12",
    r"e^{x+y}=e^{x}+e^{y}",
    r"\sqrt{x^2+1}=x+1",
    r"\max\{a,-a\}=-a",
    r"s(1-s)\le\frac15",
    r"e^{a}\ge1+2a",
    r"x^2+y^2\ge3xy",
    r"\int_0^\infty e^{-at}dt=a",
]


def one_claim(latex: str) -> Paper:
    paper = Paper("small", "Small", TABLE)
    section = paper.section("one", "One")
    section.define(r"L(x)=\frac1{1+e^{-x}}")
    section.claim("only", display(latex))
    return paper


@pytest.mark.parametrize("latex", [*TRUE, *FALSE])
def test_true_statements_are_proved_and_false_ones_refuted_at_a_point(latex: str) -> None:
    from verify.certificates.counterexamples import refute
    from verify.certificates.search import prove, sign_of

    paper = one_claim(latex)
    (link,) = links(paper.claims["small/only"], paper)
    (statement,) = statements(link, paper, sign_of)
    proof = prove(statement)
    if latex in TRUE:
        assert proof is not None
        assert check({"statement": statement, "proof": proof}) == "proved"
    else:
        assert proof is None
        point = refute(statement)
        assert point is not None
        assert check({"statement": statement, "proof": point}) == "refuted"


def test_a_function_that_is_not_defined_is_any_function() -> None:
    paper = one_claim(r"f(x)=x^2")
    (link,) = links(paper.claims["small/only"], paper)
    (statement,) = statements(link, paper, lambda where, found: None)
    assert statement["dropped"] == ["f is any function"]
