"""What a search reports: a witness in the paper's letters, looked at twice, or how much was seen, or why nothing."""

from __future__ import annotations

from fractions import Fraction
from itertools import cycle

import pytest
from flint import arb, ctx
from hypothesis.errors import UnsatisfiedAssumption

from verify.breakers import sampling
from verify.breakers.draws import Point
from verify.breakers.letters import Open
from verify.breakers.sampling import (
    BATCH,
    BITS,
    EXAMPLES,
    MANY,
    PATIENCE,
    RECHECK_BITS,
    SEARCHED_EXAMPLES,
    CounterexampleError,
    Tally,
    search,
    setting,
    witness,
)
from verify.claims import Paper, unprinted
from verify.errors import UndecidedError
from verify.kernel import Evidence, Level, Outcome
from verify.model import Model
from verify.obligations import Obligation, obligations
from verify.reading.notation import FUNCTION, MEASURE, NONNEGATIVE, Domain, Letter, Notation
from verify.walk.balls import ball

TABLE = Notation(
    (
        *(Letter(name) for name in ("v", "w", "x", "y", "z")),
        Letter("q", domain=NONNEGATIVE),
        Letter("p", domain=Domain(0, 1)),
        Letter("f", FUNCTION),
        Letter("m", MEASURE),
    )
)
MODEL = Model(Paper("small", "Small", TABLE))
EQUATION = r"v=\max_{x\ge1}\{wx-x^2\}"


def asked(latex: str, **options: object) -> Obligation:
    return obligations(unprinted(latex, **options), MODEL)[-1]


def point(**letters: Fraction | int) -> Point:
    return Point({name: Fraction(value) for name, value in letters.items()}, {}, {})


def found(latex: str, **options: object) -> Evidence:
    return search(asked(latex, **options), MODEL)


# --- witnesses ------------------------------------------------------------------------------------------------------


def test_a_letter_that_a_hypothesis_is_solved_for_has_the_value_that_solves_it() -> None:
    words = witness(asked("x>y", given=("2x+y=4",)), MODEL, point(x=5, y=1))
    assert words == {"x": "1.50000000000", "y": "1"}
    assert witness(asked("x>y", given=("2x+y=4",)), MODEL, point(x=1, y=2)) == {"x": "1", "y": "2"}
    assert witness(asked("x>y", given=("x>0",)), MODEL, point(x=5, y=Fraction(1, 3))) == {"x": "5", "y": "1/3"}


def test_only_equations_are_solved() -> None:
    for hypothesis in ("2x+y<4", r"2x+y\ne4", "2x+y=4=z", r"x\in[0,1]"):
        _, at = setting(asked("x>y", given=(hypothesis,)), MODEL, point(x=5, y=1, z=4))
        assert (at["x"], at["y"]) == (5, 1)


def test_every_equation_is_solved_in_its_turn() -> None:
    _, at = setting(asked("x>y", given=("2x+y=4", "z-x=0")), MODEL, point(x=5, y=1, z=9))
    assert at["x"] == ball(Fraction(3, 2))
    assert at["z"] == at["x"]


def test_the_letter_of_a_maximisation_is_the_paper_s() -> None:
    question = asked(r"v=\max_{x\ge1}\{2wx-x^2\}", follows=EQUATION)
    assert witness(question, MODEL, point(v=1, w=2, chosen=3)) == {"v": "1", "w": "2", "x": "3"}


def test_a_choice_below_its_range_is_reflected_at_the_end() -> None:
    question = asked(r"v=\max_{x\ge1}\{2wx-x^2\}", follows=EQUATION)
    for drawn, chosen in ((-2, 4), (0, 2), (1, 1), (5, 5)):
        _, at = setting(question, MODEL, point(v=1, w=2, chosen=drawn))
        assert at["chosen"] == chosen
    assert witness(question, MODEL, point(v=1, w=2, chosen=-2))["x"] == "4.00000000000"


def test_functions_and_measures_are_part_of_the_point() -> None:
    evidence = found("f(x)=0")
    assert evidence.outcome is Outcome.REFUTED
    assert set(evidence.witness) == {"f", "x"}
    assert evidence.witness["f"].startswith("y -> ")
    evidence = found(r"\int_0^\infty y\,m(dy)\le2")
    assert evidence.outcome is Outcome.REFUTED
    assert set(evidence.witness) == {"m"}


def test_a_statement_without_letters_is_refuted_by_its_sides() -> None:
    evidence = found("1+1=3")
    assert evidence.witness == {"1 + 1": "2.00000000000", "3": "3.00000000000"}
    assert evidence.detail == "false at every point: left 2.0000000, right 3.0000000"
    assert evidence.rechecked


@pytest.mark.parametrize(
    ("toward", "where"),
    [
        (r"x\to0", "-> 0"),
        (r"x\downarrow0", "-> 0 from above"),
        (r"x\uparrow0", "-> 0 from below"),
        (r"x\to\infty", r"-> \infty"),
    ],
)
def test_or_by_where_it_is_approached(toward: str, where: str) -> None:
    evidence = found(r"\frac{x}{1+x^2}\to1", toward=toward)
    assert evidence.outcome is Outcome.REFUTED
    assert evidence.witness == {"x": where}
    assert evidence.detail == "false at every point"


def refuted(latex: str, at: Point, **options: object) -> Evidence:
    return sampling._refuted(asked(latex, **options), MODEL, at)


def test_a_refutation_says_where_and_shows_both_sides() -> None:
    evidence = refuted("x<y^2", point(x=3, y=1))
    assert evidence == Evidence(
        "break",
        Outcome.REFUTED,
        Level.EXACT,
        "false at x = 3, y = 1: left 3.0000000, right 1.0000000",
        {"x": "3", "y": "1"},
        rechecked=True,
    )
    assert refuted("x<y<1", point(x=0, y=1)).detail == (
        "false at x = 0, y = 1 (relation 2 of 2): left 1.0000000, right 1.0000000"
    )
    assert refuted(r"x\in[0,1]", point(x=3)).detail == "false at x = 3"


def test_only_relations_have_two_sides_to_show() -> None:
    assert sampling._sides(asked("x=x+O(x^2)", toward=r"x\to0"), MODEL, point()) == ""
    assert sampling._sides(asked(r"x\in[0,1]"), MODEL, point(x=3)) == ""
    assert sampling._sides(asked("x=y"), MODEL, point(x=1, y=2)) == ": left 1.0000000, right 2.0000000"


def test_what_is_true_at_the_second_look_is_not_rechecked() -> None:
    assert refuted("x<y", point(x=1, y=2)).rechecked is False
    assert refuted("x<y", point(x=2, y=1)).rechecked is True


def test_the_second_look_is_at_higher_precision(monkeypatch: pytest.MonkeyPatch) -> None:
    bits: list[int] = []
    answer = sampling._answer

    def watched(*arguments: object) -> bool | None:
        bits.append(ctx.prec)
        return answer(*arguments)

    monkeypatch.setattr(sampling, "_answer", watched)
    before = ctx.prec
    assert found("x<x").rechecked
    assert bits[-1] == RECHECK_BITS == 4 * BITS
    assert set(bits[:-1]) == {BITS}
    assert ctx.prec == before


def test_a_difference_below_the_first_precision_is_none() -> None:
    """10^-60 is not seen at 160 bits against a tolerance of 2^-24; a strict sign is."""
    assert found("x+10^{-60}=x").outcome is Outcome.REFUTED
    assert found("x+10^{-9}<x").outcome is Outcome.REFUTED


@pytest.mark.parametrize(("value", "text"), [(arb(1) / 3, "0.333333333333"), (arb(2), "2.00000000000")])
def test_decimals_have_twelve_digits(value: arb, text: str) -> None:
    assert sampling._decimal(value) == text
    assert sampling._decimal(object()) == "?"


def test_the_simplest_witness_is_reported() -> None:
    assert found(r"x\ne x").witness == {"x": "1"}
    assert found("q>0").witness == {"q": "0"}
    assert found("p<1").witness == {"p": "1"}
    assert found("xy=xy+p").witness == {"x": "1", "y": "1", "p": "1"}


def test_a_search_draws_the_same_points_again() -> None:
    assert found("x^3-2x<7") == found("x^3-2x<7")


# --- what is open ---------------------------------------------------------------------------------------------------


def test_what_is_drawn_is_what_sides_hypotheses_and_the_point_of_approach_leave_open() -> None:
    question = asked("x=y", given=("z>0",))
    assert sampling._open(question, MODEL) == Open({"x": "x", "y": "y", "z": "z"})
    question = asked("x=x+w+O(x)", toward=r"x\to v")
    assert set(sampling._open(question, MODEL).letters) == {"v", "w"}
    question = asked(r"v=\max_{x\ge1}\{2wx-x^2\}", follows=EQUATION)
    assert sampling._open(question, MODEL).letters == {"v": "v", "w": "w", "chosen": "x"}


def test_a_choice_is_of_the_letter_under_the_maximum() -> None:
    assert sampling._chosen(MODEL.read(EQUATION, "")) == "x"
    with pytest.raises(UndecidedError, match="one maximisation is needed"):
        sampling._chosen(MODEL.read("v=w", ""))


# --- how much is seen -----------------------------------------------------------------------------------------------


def seen(evidence: Evidence) -> int:
    assert evidence.outcome is Outcome.SUPPORTED
    return int(evidence.detail.split()[0])


@pytest.mark.parametrize("examples", [10, EXAMPLES])
def test_a_search_ends_when_enough_points_agree(examples: int) -> None:
    assert examples <= seen(search(asked("(x+y)^2=x^2+2xy+y^2"), MODEL, examples=examples)) < examples + BATCH


def test_where_optima_are_searched_for_fewer_points_are_enough() -> None:
    question = asked(r"\max_{x>0}\{2x-x^2\}+z^2\ge z^2")
    assert SEARCHED_EXAMPLES <= seen(search(question, MODEL)) < SEARCHED_EXAMPLES + BATCH
    assert 6 <= seen(search(question, MODEL, examples=6)) < 6 + BATCH


def test_an_equation_is_looked_at_in_full() -> None:
    question = asked(EQUATION, follows=EQUATION)
    assert EXAMPLES <= seen(search(question, MODEL)) < EXAMPLES + BATCH


@pytest.mark.parametrize(
    ("tally", "outcome", "detail"),
    [
        (Tally(agreed=1), Outcome.SUPPORTED, "1 exact points, none against"),
        (Tally(agreed=7, unclear=50, undefined=50), Outcome.SUPPORTED, "7 exact points, none against"),
        (
            Tally(unclear=MANY, undefined=MANY, reason="a pole"),
            Outcome.VACUOUS,
            f"no real value at any of {MANY} exact points: a pole",
        ),
        (Tally(unclear=MANY - 1, undefined=MANY - 1, reason="a pole"), Outcome.UNKNOWN, "a pole"),
        (Tally(unclear=MANY + 1, undefined=MANY, reason="a pole"), Outcome.UNKNOWN, "a pole"),
        (Tally(unclear=3), Outcome.UNKNOWN, "no point at which it can be told"),
        (Tally(rejected=3), Outcome.UNKNOWN, "no point found that satisfies the hypotheses"),
        (Tally(), Outcome.UNKNOWN, "no point found that satisfies the hypotheses"),
    ],
)
def test_without_a_witness_what_was_seen_is_said(tally: Tally, outcome: Outcome, detail: str) -> None:
    assert sampling._not_refuted(tally, asked("x=y")) == Evidence("break", outcome, Level.SAMPLED, detail)


@pytest.mark.parametrize("options", [{"toward": r"x\to0"}])
def test_what_is_approached_is_never_vacuous(options: dict[str, object]) -> None:
    tally = Tally(unclear=MANY, undefined=MANY, reason="a pole")
    for latex in (r"x\to0", "x=x+O(x)"):
        assert sampling._not_refuted(tally, asked(latex, **options)).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("tally", "hopeless"),
    [
        (Tally(unclear=PATIENCE), False),
        (Tally(unclear=PATIENCE + 1), True),
        (Tally(unclear=1, rejected=PATIENCE), True),
        (Tally(unclear=1, rejected=PATIENCE - 1), False),
        (Tally(rejected=6 * PATIENCE), False),
        (Tally(rejected=6 * PATIENCE + 1), True),
        (Tally(agreed=1, unclear=6 * PATIENCE + 1), False),
        (Tally(unclear=PATIENCE + 1, witness=point()), False),
    ],
)
def test_patience_ends_after_so_many_points_and_not_one_earlier(tally: Tally, hopeless: bool) -> None:
    assert tally.hopeless is hopeless


# --- one point ------------------------------------------------------------------------------------------------------


def counted(latex: str, at: Point, tally: Tally | None = None, **options: object) -> tuple[bool | None, Tally]:
    tally = tally or Tally()
    return sampling._answer(asked(latex, **options), MODEL, at, tally), tally


def test_a_point_is_counted_by_what_it_says() -> None:
    assert counted("x<y", point(x=1, y=2)) == (True, Tally())
    assert counted("x<y", point(x=2, y=1)) == (False, Tally())
    assert counted("x<y", point(x=2, y=1), given=("x<0",)) == (None, Tally(rejected=1))
    assert counted("x<y", point(x=2, y=1), given=("x>0", "y<0", "x<0")) == (None, Tally(rejected=1))
    answer, tally = counted(r"\log(x)<y", point(x=-2, y=1))
    assert (answer, tally.unclear, tally.undefined) == (None, 1, 1)
    assert tally.reason == "logarithm of a value that is not positive"
    answer, tally = counted(r"f(x)<y", point(x=-2, y=1))
    assert (answer, tally) == (None, Tally(unclear=1, reason="the function f has no definition"))
    answer, tally = counted(r"\frac{1}{x^2}\to-\infty", point(), toward=r"x\to0")
    assert (answer, tally) == (None, Tally(unclear=1))


def test_a_hopeless_search_asks_no_more() -> None:
    tally = Tally(unclear=PATIENCE + 1)
    assert counted("x<y", point(x=2, y=1), tally)[0] is None
    assert tally == Tally(unclear=PATIENCE + 1)


def required(condition: bool) -> None:
    if not condition:
        raise UnsatisfiedAssumption


def hunt(answers: list[bool | None], monkeypatch: pytest.MonkeyPatch, examples: int = 12) -> sampling._Hunt:
    given = cycle(answers)
    monkeypatch.setattr(sampling, "_answer", lambda *_: next(given))
    monkeypatch.setattr(sampling, "assume", required)
    return sampling._Hunt(asked("x=y"), MODEL, Open({"x": "x", "y": "y"}), examples)


POINTS = [point(x=k, y=0) for k in range(4)]


@pytest.mark.parametrize(("agreeing", "counts"), [(4, True), (2, True), (1, False), (0, False)])
def test_a_batch_counts_if_half_of_it_decides_something(
    agreeing: int, counts: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    tally = Tally(agreed=1)
    search = hunt([True] * agreeing + [None] * (4 - agreeing), monkeypatch)
    if counts:
        search._attempt(POINTS, tally)
    else:
        with pytest.raises(UnsatisfiedAssumption):
            search._attempt(POINTS, tally)
    assert tally.agreed == 1 + agreeing


def test_the_point_that_objects_is_the_witness(monkeypatch: pytest.MonkeyPatch) -> None:
    tally = Tally()
    with pytest.raises(CounterexampleError):
        hunt([True, None, False, True], monkeypatch)._attempt(POINTS, tally)
    assert tally == Tally(agreed=1, witness=POINTS[2])


def test_enough_points_end_a_search_unless_a_witness_shrinks(monkeypatch: pytest.MonkeyPatch) -> None:
    search = hunt([False], monkeypatch)
    search._attempt(POINTS, Tally(agreed=12))
    for tally in (Tally(agreed=11), Tally(agreed=12, witness=POINTS[3])):
        with pytest.raises(CounterexampleError):
            search._attempt(POINTS, tally)
