"""A function that is drawn for one that a paper leaves free has its values in the declared domain, and smoothly so."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.breakers.draws import functions_in
from verify.breakers.sampling import search
from verify.claims import Paper, unprinted
from verify.kernel import Outcome
from verify.model import Model
from verify.obligations import obligations
from verify.reading.notation import FUNCTION, NONNEGATIVE, POSITIVE, Domain, Letter, Notation
from verify.walk.balls import ball
from verify.walk.evaluate import TestFunction, precision
from verify.walk.jets import Jet

DOMAINS = [
    Domain(),
    POSITIVE,
    NONNEGATIVE,
    Domain(3, None),
    Domain(None, 0),
    Domain(None, Fraction(-1, 3), open_above=True),
    Domain(0, 1),
    Domain(-1, 1, open_below=True, open_above=True),
    Domain(Fraction(1, 3), Fraction(2, 3)),
    Domain(0, 1, integer=True),
]
points = st.fractions(-3, 3, max_denominator=4)


@pytest.mark.parametrize("domain", DOMAINS, ids=str)
@settings(max_examples=20)
@given(data=st.data())
def test_its_values_lie_in_the_domain(domain: Domain, data: st.DataObject) -> None:
    drawn, y = data.draw(functions_in(domain)), data.draw(points)
    with precision(160):
        value = drawn.value(ball(y))
        assert domain.lower is None or value >= ball(domain.lower)
        assert domain.upper is None or value <= ball(domain.upper)
        assert not domain.integer or value.is_integer()


@pytest.mark.parametrize("domain", DOMAINS, ids=str)
@settings(max_examples=20)
@given(data=st.data())
def test_it_moves_as_it_is_derived(domain: Domain, data: st.DataObject) -> None:
    """The value a little further on is the first terms of the series, up to the square of the step."""
    drawn, y = data.draw(functions_in(domain)), data.draw(points)
    with precision(256):
        step = arb(2) ** -64
        series = drawn.value(Jet([ball(y), arb(1)])).coefficients
        size = abs(drawn.value(Jet([ball(y), arb(1), arb(0)])).coefficients[2]) + 1
        assert abs(drawn.value(ball(y) + step) - series[0] - series[1] * step) < 2 * size * step**2


@given(functions_in(Domain()), points, points)
def test_of_several_arguments_each_counts(drawn: TestFunction, y: Fraction, z: Fraction) -> None:
    with precision(160):
        assert abs(drawn.value(ball(y), ball(z)) - drawn.value(ball(y + 2 * z))) < arb(2) ** -100


FREE = (Letter(name, FUNCTION, domain=one) for name, one in zip("fghk", DOMAINS[4:8], strict=True))
NOTATION = Notation((Letter("x"), *FREE))


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"f(x)\le 0", Outcome.SUPPORTED),
        (r"f(x)<-1", Outcome.REFUTED),
        (r"g(x)<0", Outcome.SUPPORTED),
        (r"h(x)\le 1", Outcome.SUPPORTED),
        (r"h(x)=\frac{1}{2}", Outcome.REFUTED),
        (r"k(x)^2\le 1", Outcome.SUPPORTED),
        (r"h'(x)\ge 0", Outcome.REFUTED),
    ],
)
def test_no_function_outside_its_domain_refutes_anything(latex: str, expected: Outcome) -> None:
    paper = Paper("small", "Small", NOTATION)
    step = unprinted(latex)
    paper.section("one", "One").claim("claim", step)
    model = Model(paper)
    (asked,) = obligations(step, model)
    assert search(asked, model).outcome is expected
