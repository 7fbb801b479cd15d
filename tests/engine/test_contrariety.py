"""One statement taken as true refutes another only if no values there can be make both true."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.claims import Paper, Step, StepLeg, display
from verify.contrariety import clash
from verify.kernel import Evidence, Level, Outcome, Verdict, rule
from verify.legs import engine_legs, summary
from verify.model import Model
from verify.reading.notation import FUNCTION, POSITIVE, Letter, Notation
from verify.reading.statements import QUALIFIER
from verify.reading.tree import Chain, Node, Number, Product, Sum, Symbol

NOTATION = Notation(
    (Letter("x"), Letter("y"), Letter("k", domain=POSITIVE), Letter("g", FUNCTION), Letter("h", FUNCTION)),
    phrases={"at": QUALIFIER, "whenever": QUALIFIER, "for some": QUALIFIER, "and": "", "iff": ""},
)

AGAINST = (
    ("g(k)=k", "g(k)<k"),
    ("g(k)=k", r"g(k)\ne k"),
    ("g(k)=0", "g(k)=1"),
    ("g(k)=0", "2g(k)=1"),
    ("g(k)>0", "g(k)<0"),
    ("g(k)>0", r"-g(k)\ge 0"),
    ("g(k)<1", "g(k)>2"),
    (r"g(k)\ge 1", "g(k)=0"),
    (r"g(k)=\infty", r"g(k)<\infty"),
    (r"\lim_{x\to 0}g(x)<\infty", r"\lim_{x\to 0}g(x)>\infty"),
    (r"g(x)\to 0", r"g(x)\to 1"),
    ("g(k)=h(k)=0", "g(k)=h(k)=1"),
    ("g(k)=h(k)=0", "g(k)<0"),
    (r"x<g(k)\le y", "y<x"),
    (r"g(k)\in(-1,0)", r"g(k)\in(0,1)"),
    (r"g(k)\in[-1,0]", r"g(k)>0"),
    (r"g(x)>0\text{ at }x=k", r"g(x)<0\text{ at }x=k"),
    (r"g(x)>0\text{ whenever }x>k", r"g(x)=0\text{ whenever }x>k"),
    (r"g(x)=0\text{ and }h(x)=1", r"g(x)=0\text{ and }h(x)=2"),
    ("g(x)=0", "1=2"),
)
NEITHER = (
    ("g(k)<0", "g(k)<1"),
    ("g(k)<0", r"g(k)\le 0"),
    ("g(k)=0", r"g(k)\ge 0"),
    ("g(k)=k", "k=g(k)"),
    ("g(k)=k", "2g(k)-2k=0"),
    (r"g(k)\in(-1,0)", r"g(k)\in(-2,1)"),
    ("x<g(k)<y", "x<y"),
    (r"g(x)>0\text{ at }x=k", r"g(x)\ge 0\text{ at }x=k"),
    (r"x\in(-1,0)", r"x\in(0,1)"),
    ("g(k)=k", "h(k)<k"),
    ("g(k)=0", "g(2k)=1"),
    ("g(k)=0", "g'(k)=1"),
    ("g(k)<1", "g(k)<0"),
    (r"g(k)\in(-1,0)", r"g(k)\in(-\frac{1}{2},0)"),
    (r"g(\infty)<1", r"g(\infty)<0"),
    ("g(k)=x", "2g(k)=x"),
    ("x<g(k)>y", "x<y"),
    (r"g(x)>0\text{ at }x=k", r"g(x)<0\text{ at }x=2k"),
    (r"g(x)>0\text{ for some }x>k", r"g(x)<0\text{ for some }x>k"),
    (r"g(x)>0\text{ iff }x>k", r"g(x)<0\text{ iff }x>k"),
    (r"g(x)=O(x)", r"g(x)=O(x)+1"),
    (r"g(x)\to 0", r"h(x)\to 1"),
    (r"g(k)<\infty", r"2g(k)<\infty"),
)


def model(step: Step | None = None) -> Model:
    paper = Paper("small", "Small", NOTATION)
    paper.steps = [step] if step else []
    return Model(paper)


def read(text: str) -> Node:
    return model().read(text, "")


@pytest.mark.parametrize(("holds", "printed"), AGAINST)
def test_what_holds_leaves_no_room_for_it(holds: str, printed: str) -> None:
    found = clash(read(holds), read(printed))
    assert found is not None
    assert found.witness


@pytest.mark.parametrize(("holds", "printed"), NEITHER)
def test_nothing_is_said_where_both_can_be(holds: str, printed: str) -> None:
    assert clash(read(holds), read(printed)) is None


COMPARED: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "=": operator.eq, "<": operator.lt, ">": operator.gt, r"\le": operator.le, r"\ge": operator.ge, r"\ne": operator.ne,
}  # fmt: skip
numbers, marks = st.integers(-2, 2), st.sampled_from(list(COMPARED))
GRID = [(Fraction(i, 2), Fraction(j, 2)) for i in range(-9, 10) for j in range(-9, 10)]


def printed_value(a: int, b: int, c: int) -> Node:
    terms = tuple(Product((number(n), Symbol(name)), ("",)) for n, name in ((a, "x"), (b, "y")))
    return Sum(("", "+", "+"), (*terms, number(c)))


def number(n: int) -> Node:
    return Number(str(n)) if n >= 0 else Sum(("-",), (Number(str(-n)),))


def chain(operands, relations) -> Chain:
    return Chain(tuple(printed_value(*one) for one in operands), tuple(relations))


def is_true(operands, relations, x: Fraction, y: Fraction) -> bool:
    found = [a * x + b * y + c for a, b, c in operands]
    return all(COMPARED[mark](found[k], found[k + 1]) for k, mark in enumerate(relations))


@given(st.tuples(numbers, numbers, numbers), st.integers(-3, 3), numbers, st.tuples(marks, marks, marks))
def test_no_point_of_a_grid_has_both(value, scale, shift, printed) -> None:
    a, b, c = value
    first = [(0, 0, -1), value, (a, b, c + 1)], printed[:2]
    second = [(scale * a, scale * b, scale * c + shift), (0, 0, 0)], printed[2:]
    if clash(chain(*first), chain(*second)) is not None:
        assert not any(is_true(*first, *point) and is_true(*second, *point) for point in GRID)


@given(numbers, numbers, marks, marks)
def test_bounds_on_one_value_clash_if_and_only_if_no_number_has_both(first, second, one, other) -> None:
    before, after = ([(1, 0, 0), (0, 0, first)], [one]), ([(1, 0, 0), (0, 0, second)], [other])
    both = any(is_true(*before, *point) and is_true(*after, *point) for point in GRID)
    assert both is (clash(chain(*before), chain(*after)) is None)


def registered_only(outcome: Outcome, searched: Outcome = Outcome.SUPPORTED) -> Step:
    """A formula whose own legs know the registered text and no other."""

    def leg(found: Outcome) -> StepLeg:
        def answer(seen: Model, step: Step) -> Evidence:
            known = not seen.is_changed(step)
            witness, checked = {"k": "1"}, found is Outcome.REFUTED
            return Evidence("step", found if known else Outcome.UNKNOWN, Level.SYMBOLIC, "", witness, 0.0, checked)

        return answer

    return display("g(k)=k", engine=False, prover=leg(outcome), breaker=leg(searched))


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("g(k)=k", Verdict.HOLDS),
        ("k=g(k)", Verdict.HOLDS),
        ("g(k)<k", Verdict.FAILS),
        (r"g(k)\le k", Verdict.UNDECIDED),
        ("h(k)<k", Verdict.UNDECIDED),
    ],
)
def test_a_leg_for_the_registered_text_refutes_what_that_excludes(text, verdict) -> None:
    assert ruled(registered_only(Outcome.PROVED), text) is verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (r"0=g(k)\Leftrightarrow 1<k", Verdict.HOLDS),
        (r"g(k)=0\Leftrightarrow 2k>k+1", Verdict.UNDECIDED),
        (r"g(k)=0\Leftarrow k>1", Verdict.UNDECIDED),
        (r"g(k)=0\Leftrightarrow 1\le k", Verdict.UNDECIDED),
        (r"k>1\Leftrightarrow g(k)=0", Verdict.UNDECIDED),
    ],
)
def test_a_leg_for_the_registered_text_answers_for_parts_that_are_turned(text, verdict) -> None:
    step = registered_only(Outcome.PROVED)
    step.latex = r"g(k)=0\Leftrightarrow k>1"
    assert ruled(step, text) is verdict


@pytest.mark.parametrize("outcome", [Outcome.UNKNOWN, Outcome.SUPPORTED])
def test_what_is_not_proved_refutes_nothing(outcome: Outcome) -> None:
    assert ruled(registered_only(outcome), "g(k)<k") is Verdict.UNDECIDED


def test_what_is_disputed_refutes_nothing() -> None:
    assert ruled(registered_only(Outcome.PROVED, Outcome.REFUTED), "g(k)<k") is Verdict.UNDECIDED


def test_a_hypothesis_is_not_an_assertion_that_could_be_excluded() -> None:
    step = registered_only(Outcome.PROVED)
    step.latex, step.premises = r"g(k)=k,\quad h(k)=1", 1
    assert ruled(step, r"g(k)<k,\quad h(k)=1") is Verdict.UNDECIDED


def ruled(step: Step, text: str) -> Verdict:
    live = model(step).changing(step, text)
    return rule([summary(leg, leg.call(), 0.0) for leg in engine_legs("small/claim", (step,), live, 60)]).verdict


def test_equal_values_that_no_ball_can_separate_are_not_smaller_than_each_other() -> None:
    step = display(r"\exp(x)\exp(y)=\exp(x+y)")
    assert ruled(step, r"\exp(x)\exp(y)=\exp(y+x)") is Verdict.HOLDS
    assert ruled(step, r"\exp(x)\exp(y)<\exp(x+y)") is Verdict.FAILS
