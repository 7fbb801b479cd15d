"""The certificate checker at the ends of what it allows: ranges, brackets, denominators and generators."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from verify.certificates import checker
from verify.certificates.checker import RefusedError, check

REFUSALS = (RefusedError, KeyError, ValueError, TypeError, IndexError)
X: list[Any] = [["1", {"x": 1}]]
ONE: list[Any] = [["1", {}]]


def statement(**changes: Any) -> dict[str, Any]:
    """About x alone: x is less than -2 or so, said in `sides`; no hypothesis unless one is given."""
    kept = {
        "letters": {"x": [None, False, None, False]},
        "generators": {},
        "equations": [],
        "inequalities": [],
        "nonzero": [],
        "branches": [],
        "dropped": [],
        "sides": [[X, ONE], [[], ONE]],
        "relation": ">=",
    }
    return {**kept, **changes}


def at(low: str, high: str = "", **proof: Any) -> dict[str, Any]:
    return {"lemmas": [], "point": {"x": (low, high or low)}, **proof}


def refutes(stated: dict[str, Any], proof: dict[str, Any]) -> bool:
    try:
        return check({"statement": stated, "proof": proof}) == "refuted"
    except REFUSALS:
        return False


def shifted(number: str) -> list[Any]:
    """x + number."""
    return [["1", {"x": 1}], [number, {}]]


def test_a_point_outside_the_range_of_a_letter_refutes_nothing() -> None:
    below_two = [[["-1", {"x": 1}], ["2", {}]], ONE]
    stated = statement(letters={"x": ["1", False, None, False]}, sides=[below_two, [[], ONE]])
    assert refutes(stated, at("3"))
    assert not refutes(statement(letters={"x": ["5", False, None, False]}, sides=[below_two, [[], ONE]]), at("3"))
    assert not refutes(statement(letters={"x": [None, False, "2", False]}, sides=[below_two, [[], ONE]]), at("3"))


@pytest.mark.parametrize(("number", "strict", "holds"), [("1", False, True), ("1", True, False), ("1/2", True, False)])
def test_a_hypothesis_holds_at_its_end_or_not(number: str, strict: bool, holds: bool) -> None:
    """At x = -1: x + 1 >= 0 is true, x + 1 > 0 is not, nor is x + 1/2 > 0."""
    assert refutes(statement(inequalities=[[shifted(number), strict]]), at("-1")) is holds


def test_a_denominator_may_be_negative_and_small() -> None:
    assert refutes(statement(nonzero=[shifted("1/2")]), at("-1"))
    assert refutes(statement(nonzero=[shifted("3/2")]), at("-1"))
    assert not refutes(statement(nonzero=[shifted("1")]), at("-1"))


TWO_MORE = [["-1", {"x": 2}], ["2", {}]]  # 2 - x^2
TWO_LESS = [["1", {"x": 2}], ["-2", {}]]  # x^2 - 2


@pytest.mark.parametrize("equation", [TWO_MORE, TWO_LESS])
@pytest.mark.parametrize(
    ("low", "high", "found"),
    [("-3/2", "-7/5", True), ("-36/25", "-71/50", False), ("-7/5", "-27/20", False)],
)
def test_a_bracket_has_a_change_of_sign_from_above_or_from_below(
    equation: list[Any], low: str, high: str, found: bool
) -> None:
    assert refutes(statement(equations=[equation]), at(low, high, equation=0)) is found


@pytest.mark.parametrize("way", [1, -1])
@pytest.mark.parametrize(("at_end", "found"), [("-3/2", True), ("-1", False), ("-2", False)])
def test_an_end_whose_sign_is_open_shows_no_change(way: int, at_end: str, found: bool) -> None:
    """exp(x) - c rises from -2 to -1; where c lies within the bounds of exp at an end, its sign there is not known."""
    c = sum(checker.exp(Fraction(at_end))) / 2
    equation = [[str(way), {"E": 1}], [str(-way * c), {}]]
    stated = statement(generators={"E": ["exp", X]}, equations=[equation])
    assert refutes(stated, at("-2", "-1", equation=0)) is found


@pytest.mark.parametrize("number", [-1, 1])
def test_a_bracket_is_that_of_one_of_the_equations(number: int) -> None:
    assert not refutes(statement(equations=[TWO_LESS]), at("-3/2", "-7/5", equation=number))
    assert not refutes(statement(), at("-3/2", "-7/5", equation=number))


def test_the_number_of_an_equation_may_be_large() -> None:
    """The bracket is that of the last of three hundred equations; the others hold everywhere."""
    nothing: list[Any] = []
    many = [nothing] * 299 + [TWO_LESS]
    assert refutes(statement(equations=many), at("-3/2", "-7/5", equation=int("299")))


def test_a_strict_lemma_gives_a_strict_fact() -> None:
    stated = statement(letters={"x": ["0", True, None, False]}, relation=">")
    lemma = [X, ">", {"terms": [["1", [["1", {}]], [0]]]}]
    proof = {"lemmas": [lemma], "terms": [["1", [["1", {}]], [1]]]}
    assert check({"statement": stated, "proof": proof}) == "proved"


def test_generators_are_bounded_on_the_whole_bracket() -> None:
    """On a bracket around x = -1.41 the exponential lies between its values at the ends, the root of -x too."""
    for kind, argument in (("exp", X), ("root", [["-1", {"x": 1}]])):
        at_ends = checker.with_generators({"generators": {"E": [kind, argument]}}, {"x": (Fraction(-2), Fraction(-1))})
        low, high = at_ends["E"]
        assert low < high
        assert high - low > Fraction(1, 5)


def test_an_exponential_is_no_root() -> None:
    """exp(0) = 1 and the root of 0 is 0, whichever kind comes first in the alphabet."""
    nought: list[Any] = []
    found = checker.with_generators({"generators": {"E": ["exp", nought], "R": ["root", nought]}}, {})
    assert found["E"][0] <= 1 <= found["E"][1]
    assert found["E"][0] > 0
    assert found["R"] == (Fraction(0), Fraction(0))


def test_the_lower_bound_of_an_exponential_is_below_it() -> None:
    one = checker.with_generators({"generators": {"E": ["exp", ONE]}}, {})["E"]
    assert one[0] < one[1]
    low, high = checker.exp(Fraction(1))
    assert one == (low, high)


def test_bounds_of_a_sum_are_sums_of_bounds() -> None:
    """On [1, 2], x^2 + x lies between 2 and 6, each end from the same end of both terms."""
    poly = checker.parsed([["1", {"x": 2}], ["1", {"x": 1}]])
    assert checker.bounds(poly, {"x": (Fraction(1), Fraction(2))}) == (Fraction(2), Fraction(6))


@pytest.mark.parametrize("relation", ["~", "\N{GREATER-THAN OR EQUAL TO}", "!=", "<"])
def test_a_relation_that_is_not_known_is_shown_by_nothing(relation: str) -> None:
    """Terms that show x > 0 show no relation that the checker does not know."""
    stated = statement(letters={"x": ["0", True, None, False]}, relation=relation)
    with pytest.raises(REFUSALS):
        check({"statement": stated, "proof": {"lemmas": [], "terms": [["1", [["1", {}]], [0]]]}})
