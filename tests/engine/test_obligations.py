"""From a printed statement to what has to be decided: nothing asserted is dropped, nothing is added."""

from __future__ import annotations

import pytest

from verify.claims import Paper, Step, display, unprinted
from verify.errors import UndecidedError, UsageError
from verify.model import Model
from verify.obligations import Obligation, maximand, obligations
from verify.reading.notation import FUNCTION, POSITIVE, Letter, Notation
from verify.reading.outline import outline

NOTATION = Notation(
    (
        *(Letter(name) for name in ("x", "y", "z", "c", "g'")),
        Letter("t", domain=POSITIVE),
        Letter("f", FUNCTION),
        Letter("k", FUNCTION),
    )
)


def paper() -> Paper:
    built = Paper("small", "Small", NOTATION)
    built.section("one", "One").define("f(x)=x^2")
    return built


def asked(step: Step) -> tuple[Obligation, ...]:
    built = paper()
    built.section("one", "One").claim("claim", step)
    return obligations(step, Model(built))


def said(step: Step) -> list[str]:
    """Each obligation as `hypotheses |- left relation right`."""
    return [
        " ".join(
            [
                *(outline(one) for one in obligation.hypotheses),
                *(f"{name}:={outline(value)}" for name, value in obligation.assigned),
                "|-",
                outline(obligation.left),
                obligation.relation.lstrip("\\"),
                outline(obligation.right),
            ]
        )
        for obligation in asked(step)
    ]


def test_a_chain_asserts_each_of_its_relations() -> None:
    assert said(unprinted(r"x\le y<z=c")) == ["|- x le y", "|- y < z", "|- z = c"]


def test_a_list_asserts_each_of_its_parts() -> None:
    assert said(unprinted(r"x=y,\quad y<z")) == ["|- x = y", "|- y < z"]


def test_leading_parts_can_be_premises() -> None:
    assert said(unprinted(r"x=0,\quad y>1,\quad z=c", premises=2)) == ["(> y 1) x:=0 |- z = c"]


def test_an_inference_asserts_what_follows() -> None:
    assert said(unprinted(r"x<y\Rightarrow y>x")) == ["(< x y) |- y > x"]
    assert said(unprinted(r"x<y\Leftarrow y>x")) == ["(> y x) |- x < y"]
    assert said(unprinted(r"x<y\Leftrightarrow y>x")) == ["(< x y) |- y > x", "(> y x) |- x < y"]


def test_hypotheses_that_name_a_value_are_assignments() -> None:
    assert said(unprinted("f(x)=c", given=("x=y>0",))) == ["(> y 0) x:=y |- (call f x) = c"]
    assert said(unprinted("f(x)=c", given=("f(x)=y",))) == ["(= (call f x) y) |- (call f x) = c"]


def test_a_definition_asserts_its_further_links_only() -> None:
    built = paper()
    step = built.section("one", "One").define("k(x)=x+x=2x")
    found = obligations(step, Model(built))
    assert [(outline(one.left), outline(one.right)) for one in found] == [("(+ x x)", "(* 2 x)")]
    assert obligations(built.steps[0], Model(built)) == ()


def test_assumptions_and_mentions_assert_nothing() -> None:
    built = paper()
    section = built.section("one", "One")
    assert obligations(section.assume("x>0"), Model(built)) == ()
    assert obligations(section.mention("x"), Model(built)) == ()


def test_a_value_asserts_what_it_is_said_to_be() -> None:
    assert said(display("2x", equals="x+x")) == ["|- (* 2 x) = (+ x x)"]
    with pytest.raises(UsageError, match="asserts nothing"):
        asked(display("2x"))


def test_an_equivalence_asserts_both_directions() -> None:
    assert said(display("x<y", equivalent_to="y-x>0")) == [
        "(< x y) |- (+ y (- x)) > 0",
        "(> (+ y (- x)) 0) |- x < y",
    ]


def test_a_name_can_stand_for_another_letter() -> None:
    assert said(display("z=c", renames=(("z", "x"),))) == ["|- x = c"]


@pytest.mark.parametrize(
    ("latex", "toward", "kind", "relation"),
    [
        (r"x+O(x^2)=x", r"x\to0", "expansion", "="),
        (r"f(x)=x+o(x)", r"x\downarrow0", "expansion", "="),
        (r"f(x)\to0", r"x\to0", "convergence", r"\to"),
        (r"f(x)\downarrow0", r"x\downarrow0", "convergence", r"\downarrow"),
        (r"\lim_{x\to\infty}f(x)=c", "", "convergence", r"\to"),
        (r"x=y", "", "relation", "="),
        (r"x\in[0,1]", "", "relation", r"\in"),
    ],
)
def test_the_kind_of_what_is_asserted(latex: str, toward: str, kind: str, relation: str) -> None:
    (only,) = asked(unprinted(latex, toward=toward))
    assert (only.kind, only.relation) == (kind, relation)


@pytest.mark.parametrize(("toward", "side"), [(r"x\to0", ""), (r"x\downarrow0", "+"), (r"x\uparrow1", "-")])
def test_the_side_of_an_approach(toward: str, side: str) -> None:
    (only,) = asked(unprinted(r"f(x)\to c", toward=toward))
    assert only.approach is not None
    assert (only.approach.letter, only.approach.side) == ("x", side)


@pytest.mark.parametrize("latex", [r"f(x)\to0", r"f(x)=x+o(x)"])
def test_a_limit_without_an_approach_is_not_guessed(latex: str) -> None:
    with pytest.raises(UsageError, match="toward"):
        asked(unprinted(latex))


@pytest.mark.parametrize("latex", [r"x\approx y", r"x\sim y", r"x\propto y"])
def test_a_relation_without_a_decision_is_not_passed_over(latex: str) -> None:
    with pytest.raises(UsageError, match="no way to decide"):
        asked(unprinted(latex))


def test_the_maximand_of_an_equation() -> None:
    built = paper()
    tree = Model(built).read(r"c=x+\max_{t>0}\{k(t)-t\}", "one")
    found = maximand(tree)
    assert found.letter == "t"
    assert outline(found.value) == "(+ (+ x (+ (call k t) (- t))) (- c))"


@pytest.mark.parametrize(
    "latex", [r"c=\max_{t>0}k(t)+\max_{t>0}t", r"c=2\max_{t>0}k(t)", r"c=x-\max_{t>0}k(t)", "c=x", r"c<\max_{t>0}k(t)"]
)
def test_a_maximum_that_is_no_plain_term_is_not_opened(latex: str) -> None:
    with pytest.raises(UndecidedError):
        maximand(Model(paper()).read(latex, "one"))
