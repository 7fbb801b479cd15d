"""Finite sums and series are proved in closed form, for all ends and ratios; false ones are not."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.claims import Paper, display
from verify.kernel import Outcome
from verify.model import Model
from verify.obligations import obligations
from verify.reading.notation import FUNCTION, INDEX, Domain, Letter, Notation
from verify.symbolic.prove import prove

NOTATION = Notation(
    (
        Letter("n", domain=Domain(1, integer=True)),
        Letter("m", domain=Domain(0, integer=True)),
        Letter("t"),
        Letter("k"),
        Letter("l"),
        Letter(r"\delta", domain=Domain(0, 1, open_below=True, open_above=True)),
        Letter("R", domain=Domain(1, open_below=True)),
        Letter("q", domain=Domain(0, open_below=True)),
        Letter("x_{i}", indices=("i",)),
        Letter("i", INDEX),
        Letter("f", FUNCTION),
    )
)


def proved(latex: str) -> bool:
    paper = Paper("sums", "Sums", NOTATION)
    claim = paper.section("one", "One").claim("sum", display(latex))
    model = Model(paper)
    return all(prove(one, model).outcome is Outcome.PROVED for one in obligations(claim.steps[0], model))


TRUE = (
    r"\sum_{k=1}^{n}k=\frac{n(n+1)}{2}",
    r"\sum_{k=0}^{m}k^2=\frac{m(m+1)(2m+1)}{6}",
    r"\sum_{k=1}^{m}k=\frac{m(m+1)}{2}",
    r"\sum_{k=0}^{n-1}\delta^k=\frac{1-\delta^n}{1-\delta}",
    r"\sum_{k=0}^{\infty}\delta^k=\frac{1}{1-\delta}",
    r"\sum_{k=1}^{\infty}k\delta(1-\delta)^{k-1}=\frac{1}{\delta}",
    r"\sum_{k=1}^{\infty}\frac{q}{R^k}=\frac{q}{R-1}",
    r"\sum_{k=1}^{n}\frac{1}{k(k+1)}=\frac{n}{n+1}",
    r"\sum_{k=1}^{\infty}\left(\frac1k-\frac1{k+1}\right)=1",
    r"\sum_{k=0}^{n}(n-k)=\frac{n(n+1)}{2}",
    r"\sum_{k=1}^{n}\sum_{l=1}^{k}l=\frac{n(n+1)(n+2)}{6}",
    r"\sum_{k=1}^{n}k\le n^2",
    r"\sum_{i=1}^{3}x_i=x_1+x_2+x_3",
    r"\prod_{k=1}^{3}q=q^3",
)
FALSE = (
    r"\sum_{k=1}^{n}k=\frac{n(n-1)}{2}",
    r"\sum_{k=0}^{n}\delta^k=\frac{1-\delta^n}{1-\delta}",
    r"\sum_{k=1}^{\infty}\delta^k=\frac{1}{1-\delta}",
    r"\sum_{k=1}^{\infty}k\delta(1-\delta)^{k-1}=\frac{1-\delta}{\delta}",
    r"\sum_{k=1}^{n}\frac{1}{k(k+1)}=\frac{n+1}{n+2}",
    r"\sum_{k=1}^{n}k\le n",
    r"\sum_{i=1}^{3}x_i=x_1+x_2",
    r"\prod_{k=1}^{3}q=3q",
    r"\sum_{k=1}^{\infty}R^k=\frac{R}{1-R}",  # it diverges
    r"\sum_{k=1}^{\infty}q=0",
)
NOT_SHOWN = (
    r"\sum_{k=1}^{t}k=\frac{t(t+1)}{2}",  # to what is no whole number
    r"\sum_{k=2}^{m}k=\frac{m(m+1)}{2}-1",  # m = 0 is before the beginning
    r"\sum_{k=0}^{n}q^k=\frac{1-q^{n+1}}{1-q}",  # the left side has a value at q = 1
    r"\sum_{i=1}^{n}x_i=nx_i",  # each i another letter
    r"\prod_{k=1}^{n}q=q^n",  # no closed forms of products
    r"\sum_{k=1}^{n}f(k)=nf(1)",
    r"\sum_{k=1}^{\infty}\frac1k=5",
)


@pytest.mark.parametrize("latex", TRUE)
def test_true_sums_are_proved(latex: str) -> None:
    assert proved(latex)


@pytest.mark.parametrize("latex", FALSE)
def test_false_sums_are_not(latex: str) -> None:
    assert not proved(latex)


@pytest.mark.parametrize("latex", NOT_SHOWN)
def test_what_no_closed_form_is_shown_for_stays_open(latex: str) -> None:
    assert not proved(latex)


def number(value: Fraction) -> str:
    return rf"\frac{{{value.numerator}}}{{{value.denominator}}}" if value >= 0 else f"(-{number(-value)})"


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(-3, 3), min_size=1, max_size=4), st.integers(0, 3), st.integers(0, 2))
def test_a_sum_of_a_polynomial_is_the_polynomial_through_its_first_values(
    coefficients: list[int], begin: int, shift: int
) -> None:
    """One degree more than the terms' settles it; one value changed, and it is another polynomial."""
    sums = [Fraction(sum(value(coefficients, k) for k in range(begin, end + 1))) for end in range(begin, begin + 6)]
    body = "+".join(f"({one})k^{{{power}}}" for power, one in enumerate(coefficients) if power) or "0"
    printed = rf"\sum_{{k={begin}}}^{{n+{begin + shift}}}\left({body}+({coefficients[0]})\right)="
    nodes = [Fraction(begin + place) for place in range(len(sums))]
    assert proved(printed + interpolated(nodes, sums, f"(n+{begin + shift})"))
    assert not proved(printed + interpolated(nodes, [*sums[:-1], sums[-1] + 1], f"(n+{begin + shift})"))


def value(coefficients: list[int], k: int) -> int:
    return sum(one * k**power for power, one in enumerate(coefficients))


def interpolated(nodes: list[Fraction], values: list[Fraction], letter: str) -> str:
    """Newton's form of the polynomial through the points."""
    differences, terms = list(values), []
    for order in range(len(nodes)):
        factors = "".join(rf"\left({letter}-{number(node)}\right)" for node in nodes[:order])
        terms.append(number(differences[0]) + factors)
        differences = [
            (after - before) / (nodes[place + order + 1] - nodes[place])
            for place, (before, after) in enumerate(pairwise(differences))
        ]
    return "+".join(terms)
