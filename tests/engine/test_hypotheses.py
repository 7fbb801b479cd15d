"""A hypothesis left out is needed, not needed, concluded or not settled, and each answer is shown."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace
from typing import cast

import pytest

from verify.claims import Claim, Paper, Section, Step, unprinted
from verify.kernel import Evidence, Level, Outcome
from verify.model import Model
from verify.reading.notation import FUNCTION, NONNEGATIVE, POSITIVE, Domain, Letter, Notation
from verify.record import ClaimResult
from verify.report.markup import join
from verify.report.material import Material
from verify.report.strength import pinned
from verify.strength.hypotheses import CONCLUDED, NEEDED, NO_VALUE, NOT_NEEDED, NOT_SETTLED, Dropped, dropped
from verify.strength.record import Strength

LETTERS = (
    Letter("x"),
    Letter("y"),
    Letter("a", domain=POSITIVE),
    Letter("b", domain=POSITIVE),
    Letter("s", domain=NONNEGATIVE),
    Letter("n", domain=Domain(0, 1)),
    Letter("p", domain=POSITIVE),
    Letter("f", FUNCTION),
    Letter("g", FUNCTION),
)


def section() -> Section:
    """f(x) = 1 / x, p = a b."""
    made = Paper("lines", "Lines", Notation(LETTERS)).section("lines", "Lines")
    made.define(r"f(x)=\frac{1}{x}")
    made.define("p=ab")
    return made


def left_out(*statements: str, **options: object) -> dict[str, Dropped]:
    """What becomes of each hypothesis of a claim that states these formulas."""
    made = section()
    claim = made.claim("claim", *(unprinted(one, **options) for one in statements))
    return {one.hypothesis: one for one in dropped(claim, Model(made.paper))}


def range_of(name: str, found: dict[str, Dropped]) -> Dropped:
    return next(one for said, one in found.items() if said.startswith(f"{name} \\in"))


def yes(model: Model, step: Step) -> Evidence:
    return Evidence("step", Outcome.PROVED, Level.EXACT, "yes to everything")


OWN = {"engine": False, "prover": yes}


# --- a formula without a value ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "letter", "reason"),
    [
        (r"\frac{x}{a}=\frac{2x}{2a}", "a", "division by zero"),
        (r"\log a^2=2\log a", "a", "a logarithm of a number that is not positive"),
        (r"\sqrt{s}\sqrt{s}=s", "s", "a square root of a negative number"),
        (r"f(a)=\frac{2}{2a}", "a", "division by zero"),
        (r"\frac{x}{p}=\frac{x}{ab}", "b", "division by zero"),
    ],
)
def test_a_formula_without_a_value_shows_what_its_letter_needs(statement: str, letter: str, reason: str) -> None:
    found = range_of(letter, left_out(statement))
    assert (found.need, found.why) == (NEEDED, NO_VALUE)
    assert found.detail.endswith(reason)
    assert not next(row for row in LETTERS if row.name == letter).domain.contains(Fraction(found.witness[letter]))


def test_the_sum_of_two_positive_letters_vanishes_where_one_of_them_may_be_negative() -> None:
    found = range_of("a", left_out(r"\frac{x}{a+b}=\frac{x}{b+a}"))
    assert (found.need, found.why) == (NEEDED, NO_VALUE)
    assert Fraction(found.witness["a"]) + Fraction(found.witness["b"]) == 0


def test_each_side_of_an_equivalence_has_to_have_a_value() -> None:
    """An implication says nothing where its premise is false."""
    assert range_of("a", left_out(r"x>0\Leftrightarrow\frac{x}{a}>0")).why == "false"
    assert range_of("s", left_out(r"g(x)>0\Leftrightarrow\sqrt{s}+g(x)>\sqrt{s}", **OWN)).why == NO_VALUE
    assert range_of("s", left_out(r"s\ge0\Rightarrow\sqrt{s}\ge0", **OWN)).need == NOT_NEEDED


def test_a_stated_hypothesis_secures_a_value() -> None:
    found = left_out(r"\frac{x^2}{x-1}=\frac{xx}{x-1}", given=("x>1",))["x>1"]
    assert (found.need, found.why) == (NEEDED, NO_VALUE)
    assert Fraction(found.witness["x"]) == 1


def test_a_value_that_the_hypothesis_does_not_secure_does_not_count() -> None:
    """With a > 0 the denominator vanishes as well, so a > 0 is not what it asks for."""
    assert range_of("a", left_out(r"\frac{x}{a-1}=\frac{2x}{2a-2}")).need == NOT_NEEDED


def test_a_point_that_breaks_another_hypothesis_is_no_witness() -> None:
    """At a = 0 the stated hypothesis is false."""
    assert range_of("a", left_out(r"\frac{x}{a}=\frac{2x}{2a}", given=("a>1",))).need == NOT_NEEDED


def test_a_range_that_another_hypothesis_implies_is_not_needed() -> None:
    assert range_of("a", left_out("a>0", given=("a>1",))).need == NOT_NEEDED


def test_what_rests_on_a_bound_letter_has_no_point_without_a_value() -> None:
    found = left_out(r"\max_{a>0}\left(x-\frac{1}{a}-a\right)=x-2")
    assert not any(one.why == NO_VALUE for one in found.values())


def test_a_letter_that_tends_somewhere_is_not_left_open() -> None:
    assert left_out(r"\lim_{a\to\infty}\frac{1}{a}=0") == {}


# --- a claim that is false -------------------------------------------------------------------------------------------


def test_the_range_of_a_defined_letter_that_follows_from_another_goes_with_it() -> None:
    """p = ab > 0 holds since a and b are positive; without a > 0 it is no hypothesis of its own."""
    found = range_of("a", left_out("p+b^2>0"))
    assert (found.need, found.why) == (NEEDED, "false")
    a, b = (Fraction(found.witness[name]) for name in "ab")
    assert a <= 0 < b
    assert a * b + b**2 <= 0


def test_a_range_that_does_not_follow_stays_in_force() -> None:
    """That p is at most 1 follows from no other range; then p > 0 says with b > 0 that a is positive."""
    rows = (*(row for row in LETTERS if row.name != "p"), Letter("p", domain=Domain(0, 1, open_below=True)))
    made = Paper("lines", "Lines", Notation(rows)).section("lines", "Lines")
    made.define("p=ab")
    claim = made.claim("claim", unprinted("a+p>p"))
    assert range_of("a", {one.hypothesis: one for one in dropped(claim, Model(made.paper))}).need == NOT_NEEDED


def test_a_formula_of_own_legs_is_tried_where_the_engine_reads_what_the_claim_says() -> None:
    found = left_out("x+a>x", **OWN)
    assert range_of("a", found).need == NEEDED
    assert Fraction(range_of("a", found).witness["a"]) <= 0


def test_a_formula_of_own_legs_that_the_engine_refutes_with_all_hypotheses_shows_nothing() -> None:
    """What g is, only the claim's own legs know."""
    found = left_out("g(a)>0", **OWN)
    assert range_of("a", found).need == NOT_SETTLED


def test_a_leg_that_says_yes_to_everything_settles_nothing() -> None:
    assert {one.need for one in left_out("g(a)>g(0)", "x+a>0", **OWN).values()} == {NOT_SETTLED}


def test_a_formula_of_own_legs_that_the_engine_proves_without_the_range_does_not_need_it() -> None:
    assert range_of("a", left_out(r"(x+a)^2\ge0", **OWN)).need == NOT_NEEDED


def test_one_formula_of_own_legs_that_is_not_settled_leaves_the_claim_so() -> None:
    made = section()
    claim: Claim = made.claim("claim", unprinted(r"(x+a)^2\ge0"), unprinted("g(a)>0", **OWN))
    (found,) = dropped(claim, Model(made.paper))
    assert found.need == NOT_SETTLED


# --- a range that the claim has as a conclusion ----------------------------------------------------------------------


def test_a_range_that_own_legs_prove_is_a_conclusion() -> None:
    assert range_of("a", left_out("a>0", **OWN)).need == CONCLUDED


@pytest.mark.parametrize("statement", ["a=1", "a>1", r"a\ge0"])
def test_more_or_less_than_the_range_is_no_such_conclusion(statement: str) -> None:
    assert range_of("a", left_out(statement, **OWN)).need == NOT_SETTLED


# --- what the report says --------------------------------------------------------------------------------------------


def said(*found: Dropped) -> dict[str, str]:
    """The facts that the page has on the hypotheses of a claim."""
    material = SimpleNamespace(strength={"small/claim": Strength("", {}, (), found)})
    facts = pinned(cast(ClaimResult, SimpleNamespace(id="small/claim")), cast(Material, material))
    return {name: str(join(values)) for name, values in facts}


def test_the_page_tells_a_claim_that_is_false_from_a_formula_without_a_value() -> None:
    false = Dropped("a>0", NEEDED, "false at a = -1", {"a": "-1"}, why="false")
    empty = Dropped("b>0", NEEDED, "b/c: division by zero", {"c": "0"}, why=NO_VALUE)
    assert "false without it at a = -1" in said(false)[NEEDED]
    assert "has no value at c = 0 (division by zero)" in said(empty)[NEEDED]
    assert "false" not in said(empty)[NEEDED]


def test_the_page_names_a_conclusion_apart_from_what_could_be_dropped() -> None:
    facts = said(Dropped("a>0", CONCLUDED, "a formula of the claim says it"), Dropped("b>0", NOT_NEEDED, "proved"))
    assert list(facts) == [NOT_NEEDED, CONCLUDED]
