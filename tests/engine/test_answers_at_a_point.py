r"""What one point says of a statement: true, false with certainty, or that it cannot be told, and then why."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.breakers import checks
from verify.breakers.checks import ORDER, SMALL, approaching, compare, condition_at, holds_at, related
from verify.claims import Paper, unprinted
from verify.errors import UndecidedError
from verify.model import Model
from verify.obligations import Approach, Obligation, approach_in, landau_terms, obligations
from verify.reading.notation import FUNCTION, NONNEGATIVE, POSITIVE, Domain, Letter, Notation
from verify.walk.balls import ball
from verify.walk.evaluate import Walker, precision
from verify.walk.jets import Jet

TABLE = Notation(
    (
        *(Letter(name) for name in ("a", "b", "v", "w", "x", "y")),
        Letter("q", domain=NONNEGATIVE),
        Letter("t", domain=POSITIVE),
        Letter("u", domain=Domain(None, 1)),
        Letter("f", FUNCTION),
    )
)
MODEL = Model(Paper("small", "Small", TABLE))
WALKER = Walker(MODEL)
numbers = st.integers(-12, 12).map(lambda quarters: Fraction(quarters, 4))  # exact as balls
few = settings(max_examples=25)


def at(**letters: Fraction | int | arb | Jet) -> dict[str, object]:
    return {key: ball(one) if isinstance(one, Fraction | int) else one for key, one in letters.items()}


def condition(latex: str, **letters: Fraction | int | arb) -> bool | None:
    return condition_at(MODEL.read(latex, ""), WALKER, at(**letters))


def asked(latex: str, **options: str) -> Obligation:
    step = unprinted(latex, **options)
    (only,) = obligations(step, MODEL)
    return only


def answer(latex: str, toward: str, **letters: Fraction | int) -> bool | None:
    with precision(160):
        return holds_at(asked(latex, toward=toward), WALKER, at(**letters))


# --- conditions and intervals ---------------------------------------------------------------------------------------


@few
@given(numbers, numbers, numbers)
def test_a_chain_holds_where_each_of_its_links_does(a: Fraction, b: Fraction, x: Fraction) -> None:
    assert condition(r"a<x\le b", a=a, b=b, x=x) is (a < x <= b)
    assert condition(r"a\ne x>b", a=a, b=b, x=x) is (a != x > b)


@few
@given(numbers, st.sampled_from("(["), st.sampled_from(")]"))
def test_an_interval_has_its_ends_where_brackets_are_square(x: Fraction, left: str, right: str) -> None:
    above = x > -1 or (x == -1 and left == "[")
    below = x < 2 or (x == 2 and right == "]")
    assert condition(rf"x\in{left}-1,2{right}", x=x) is (above and below)
    assert condition(rf"x\in{left}-1,\infty)", x=x) is above
    assert condition(rf"x\in(-\infty,2{right}", x=x) is below


def test_what_cannot_be_told_of_a_link_cannot_be_told_of_the_chain() -> None:
    wide = arb(0, 1)
    assert condition("a<x<b", a=-2, x=wide, b=0) is None
    assert condition("a<x<b", a=2, x=wide, b=0) is False
    assert condition("a<x<b", a=0, x=wide, b=-2) is False
    assert condition(r"x\in(0,1]", x=wide) is None
    assert condition(r"x\in(0,-1]", x=arb(0, 0.5)) is False
    assert condition(r"x\in[2,3]", x=wide) is False


@pytest.mark.parametrize(
    ("latex", "reason"),
    [
        (r"x\in\{1,2\}", "membership in what is no interval"),
        (r"x\in(0,1,2)", "membership in what is no interval"),
        (r"x\in y", "membership in what is no interval"),
        (r"x\to0", "a convergence among the hypotheses"),
        ("x+1", "a hypothesis that is no relation: Sum"),
    ],
)
def test_what_is_no_condition_on_a_point_is_said_to_be_none(latex: str, reason: str) -> None:
    with pytest.raises(UndecidedError, match=reason):
        condition(latex, x=1, y=1)


def test_each_relation_of_two_sides_is_that_of_their_difference() -> None:
    left, right = MODEL.read("x", ""), MODEL.read("y", "")
    assert compare(WALKER, left, "<", right, at(x=1, y=2)) is True
    assert compare(WALKER, left, ">", right, at(x=1, y=2)) is False


# --- equality within a precision ------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["=", r"\equiv", r"\ne", r"\le", r"\ge", "<", ">"])
def test_only_a_narrow_ball_around_zero_is_as_good_as_zero(mark: str) -> None:
    narrow, wide = arb(0, SMALL / 2), arb(0, SMALL * 2)
    expected = {"=": True, r"\equiv": True, r"\ne": False, r"\le": True, r"\ge": True}.get(mark)
    assert related(narrow, mark) is expected
    assert related(wide, mark) is None
    assert related(arb("nan"), mark) is None


def test_a_difference_is_as_narrow_as_it_is_against_one_and_its_size() -> None:
    assert related(arb(-100, 101), "=") is None
    with precision(160):
        assert related(arb(1, 1.5) * SMALL / 2, "=") is True
        assert related(arb(1, SMALL), "=") is False


@given(st.sampled_from(["<", ">", r"\le", r"\ge", "=", r"\ne"]), st.integers(-3, 3).filter(bool))
def test_a_ball_away_from_zero_has_its_sign(mark: str, value: int) -> None:
    truth = {"<": value < 0, ">": value > 0, r"\le": value < 0, r"\ge": value > 0, "=": False, r"\ne": True}
    assert related(arb(value, 0.5), mark) is truth[mark]


# --- remainders -----------------------------------------------------------------------------------------------------

SCALES = [("O", "x", (1, 0)), ("o", "x", (1, 1)), ("O", "x^3", (3, 0)), ("o", "x^{2}", (2, 1)), ("O", "ax^2", (2, 0))]


@pytest.mark.parametrize(("order", "scale", "size"), SCALES)
def test_a_remainder_is_as_large_as_its_scale(order: str, scale: str, size: tuple[int, int]) -> None:
    (term,) = landau_terms(MODEL.read(f"1+{order}({scale})", ""))
    near = approaching(Approach("x", MODEL.read("0", "")), WALKER, at(a=2), ORDER)
    assert checks._size(term, WALKER, near) == size
    assert checks._vanishing(term, WALKER, near) == sum(size)


@pytest.mark.parametrize("scale", ["1+x", "x-x", "0x"])
@pytest.mark.parametrize("coefficient", [1, 0])
def test_a_scale_without_an_order_is_refused(scale: str, coefficient: int) -> None:
    (term,) = landau_terms(MODEL.read(f"O({scale})", ""))
    near = approaching(Approach("x", MODEL.read("0", "")), WALKER, at(), ORDER)
    if scale == "1+x":
        assert checks._size(term, WALKER, near) == (0, 0)
    else:
        with pytest.raises(UndecidedError, match="whose order cannot be told"):
            checks._size(term, WALKER, near)


def test_a_scale_that_may_vanish_has_no_order_either() -> None:
    (term,) = landau_terms(MODEL.read("O(ax)", ""))
    near = approaching(Approach("x", MODEL.read("0", "")), WALKER, at(a=arb(0, 1)), ORDER)
    with pytest.raises(UndecidedError, match="whose order cannot be told"):
        checks._size(term, WALKER, near)


def test_a_scale_that_does_not_move_is_none() -> None:
    (term,) = landau_terms(MODEL.read("O(a)", ""))
    with pytest.raises(UndecidedError, match="does not tend to zero"):
        checks._size(term, WALKER, at(a=1))


@pytest.mark.parametrize("side", ["", "+", "-"])
@few
@given(numbers)
def test_a_letter_approaches_its_point_from_its_side(side: str, a: Fraction) -> None:
    near = approaching(Approach("x", MODEL.read("a", ""), side), WALKER, at(a=a), 3)
    assert [float(c.mid()) for c in near["x"].coefficients] == [float(a), -1 if side == "-" else 1, 0, 0]
    assert near["a"] == ball(a)


@pytest.mark.parametrize("degree", range(1, ORDER + 1))
def test_the_order_of_a_remainder_is_exact(degree: int) -> None:
    assert answer(f"x^{degree}=O(x^{degree})", r"x\to0") is True
    assert answer(f"x^{degree}=o(x^{degree})", r"x\to0") is False
    if degree > 1:
        assert answer(f"x^{degree - 1}=O(x^{degree})", r"x\to0") is False
        assert answer(f"x^{degree}=o(x^{degree - 1})", r"x\to0") is True


@pytest.mark.parametrize("toward", [r"x\to0", r"x\downarrow0", r"x\uparrow0"])
@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("x+o(x)=x+O(x^2)", False),
        ("x+o(x)=x+O(x)", True),
        ("x+o(x)=x+o(x)", True),
        ("x+O(x^2)=x+o(x)", True),
        ("x+O(x)+O(x^3)=x+O(x^2)+O(x^4)", False),
        ("x+O(x^3)+O(x^4)=x+O(x^3)+O(x^5)", True),
        ("x+O(x)=x", None),
        ("1+x+O(x)=x", False),
        ("x+x^4=x+O(x^4)+O(x^7)", True),
        ("x+x^3=x+O(x^4)+O(x^7)", False),
    ],
)
def test_a_remainder_on_the_left_is_among_those_on_the_right(latex: str, toward: str, expected: bool | None) -> None:
    assert answer(latex, toward) is expected


@pytest.mark.parametrize(
    ("toward", "expected"),
    [(r"x\to0", False), (r"x\downarrow0", True), (r"x\uparrow0", False)],
)
def test_without_a_side_an_expansion_is_of_both(toward: str, expected: bool) -> None:
    assert answer("|x|=x+O(x^2)", toward) is expected


@pytest.mark.parametrize(("letter", "point"), [("t", "0"), ("q", "0")])
def test_a_positive_letter_reaches_zero_from_above_only(letter: str, point: str) -> None:
    assert answer(rf"|{letter}|={letter}+O({letter}^2)", rf"{letter}\to{point}") is True
    assert answer(rf"\sgn({letter})\to1", rf"{letter}\to{point}") is True


def test_a_letter_below_one_reaches_one_from_below_only() -> None:
    assert answer(r"|u-1|=1-u+O((u-1)^2)", r"u\to1") is True
    assert answer(r"|u-1|=1-u+O((u-1)^2)", r"u\downarrow1") is False
    assert answer(r"|u|=u+O(u^2)", r"u\to0") is False


def test_the_known_coefficients_alone_are_asked() -> None:
    assert checks._vanishes_to(Jet([arb(0), arb(0), arb(1)]), 2) is True
    assert checks._vanishes_to(Jet([arb(0), arb(0), arb(1)]), 3) is False
    assert checks._vanishes_to(Jet([arb(0), arb(0, 1), arb(1)]), 3) is None
    assert checks._vanishes_to(arb(0), 4) is True
    assert checks._vanishes_to(arb(1), 1) is False
    assert checks._vanishes_to(arb(1), 0) is True


# --- convergence ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("latex", "toward", "expected"),
    [
        (r"\sgn(x)\to1", r"x\to0", False),
        (r"\sgn(x)\to1", r"x\downarrow0", True),
        (r"\sgn(x)\to-1", r"x\uparrow0", True),
        (r"x^2\to0", r"x\to0", True),
        (r"x^2\downarrow0", r"x\to0", True),
        (r"x\downarrow0", r"x\to0", False),
        (r"x\to2", r"x\to2", True),
        (r"x\to\infty", r"x\to\infty", True),
        (r"x\to\infty", r"x\to+\infty", True),
        (r"-x\to\infty", r"x\to-\infty", True),
        (r"x\to-\infty", r"x\to-\infty", True),
        (r"1000-10x\to-\infty", r"x\to\infty", True),
        (r"\frac{1}{x^2}\to0", r"x\to-\infty", True),
        (r"\frac{1}{x^2}\to-\infty", r"x\to0", None),
        (r"\frac{1}{x^2}\to\infty", r"x\to0", True),
        (r"\frac{1}{x}\to\infty", r"x\to0", None),
        (r"\frac{1}{x}\to-\infty", r"x\uparrow0", True),
        (r"1-\frac{1}{x^3}\to\infty", r"x\to\infty", False),
        (r"1-\frac{1}{x^3}\to-\infty", r"x\to\infty", False),
    ],
)
def test_a_limit_is_approached_from_every_side(latex: str, toward: str, expected: bool | None) -> None:
    assert answer(latex, toward) is expected


def way(latex: str, **letters: Fraction) -> list[list[arb]]:
    with precision(160):
        return checks._ways(approach_in(MODEL.read(latex, "")), WALKER, at(**letters), "")


@few
@given(numbers)
def test_the_letter_comes_ever_closer_to_its_point(a: Fraction) -> None:
    above, below = way(r"x\to a", a=a)
    with precision(160):
        exact = [Fraction(1, 2**k) for k in checks.NEAR]
        assert all(value.contains(ball(a + step)) for value, step in zip(above, exact, strict=True))
        assert all(value.contains(ball(a - step)) for value, step in zip(below, exact, strict=True))
    assert way(r"x\downarrow a", a=a)[0][0] > ball(a) > way(r"x\uparrow a", a=a)[0][0]
    assert len(way(r"x\downarrow a", a=a)) == len(way(r"x\uparrow a", a=a)) == 1


def test_infinity_is_approached_through_powers_of_two() -> None:
    assert way(r"x\to\infty") == [[4, 8, 16, 32, 64, 128, 256, 512]]
    assert way(r"x\to-\infty") == [[-4, -8, -16, -32, -64, -128, -256, -512]]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 60, 65], True),
        ([1, 60, 64], None),
        ([62, 61, 65], None),
        ([62, 66, 65], None),
        ([60, 65, 65], False),
        ([1, 2, 2], False),
        ([1, 3, 2], None),
        ([-1, -60, -65], None),
        ([-5, -5, -5], False),
    ],
)
def test_what_grows_has_passed_every_bound_and_still_rises(values: list[int], expected: bool | None) -> None:
    assert checks._grows([arb(one) for one in values]) is expected


def test_what_hardly_changes_any_more_is_measured_by_its_size() -> None:
    for size in (1, 2**20, -(2**20)):
        near, far = arb(size) * (1 + SMALL / 2), arb(size) * (1 + 4 * SMALL)
        assert checks._grows([arb(size), near, arb(size)]) is False
        assert checks._grows([arb(size), far, arb(size)]) is None


TINY = Fraction(1, 2**10)


@pytest.mark.parametrize(
    ("gaps", "expected"),
    [
        ([1, TINY, TINY / 2], True),
        ([TINY / 2, 1, TINY / 2], True),
        ([TINY / 4, 1, TINY / 2], None),
        ([1, 1, TINY], None),
        ([1, 1, 1], False),
        ([1, 1, Fraction(95, 100)], False),
        ([1, 1, Fraction(85, 100)], None),
        ([-1, -1, -1], False),
        ([-1, -TINY, -TINY / 2], True),
        ([4 * TINY] * 3, None),
        ([5 * TINY] * 3, False),
        ([TINY * 2, TINY * 2, TINY * 2], None),
        ([0, 0, 0], True),
    ],
)
def test_gaps_settle_if_they_vanish_and_do_not_if_they_stay(gaps: list[Fraction], expected: bool | None) -> None:
    with precision(160):
        assert checks._settles([ball(one) for one in gaps]) is expected


def test_gaps_without_a_value_say_nothing_and_infinite_ones_do_not_settle() -> None:
    infinite, nothing = arb("+inf"), arb("nan")
    assert checks._settles([infinite] * 3) is False
    assert checks._settles([-infinite] * 3) is False
    assert checks._settles([nothing] * 3) is None
    assert checks._settles([arb(0), nothing, arb(0)]) is None
    assert checks._settles([infinite, arb(1), arb(0)]) is True


@pytest.mark.parametrize(
    ("gaps", "down", "up"),
    [
        ([Fraction(1), TINY, TINY / 2], True, False),
        ([-Fraction(1), -TINY, -TINY / 2], False, True),
        ([Fraction(1), -TINY, TINY / 2], False, None),
        ([TINY / 2, TINY, TINY / 4], None, False),
        ([-TINY / 2, -TINY, -TINY / 4], False, None),
        ([Fraction(3), Fraction(2), Fraction(1)], None, False),
        ([TINY / 2, TINY / 2, TINY / 2], True, False),
        ([Fraction(0)] * 3, True, True),
    ],
)
def test_a_direction_that_is_left_at_the_last_step_is_refuted_and_before_it_open(
    gaps: list[Fraction], down: bool | None, up: bool | None
) -> None:
    with precision(160):
        balls = [ball(one) for one in gaps]
        assert checks._settles_from(balls, "down") is down
        assert checks._settles_from(balls, "up") is up
