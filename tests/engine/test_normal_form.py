"""The normal form tells identities with exponentials, powers, logarithms and roots from what only looks like one."""

from __future__ import annotations

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.symbolic.normal_form import PositivePartOf, is_identically_zero, normal_form

A, B, S = sp.symbols("a b s", positive=True)
X, Y = sp.symbols("x y", real=True)
E, L = sp.exp, sp.log

IDENTITIES = {
    "product of exponentials": E(X) * E(Y) - E(X + Y),
    "square of an exponential": E(X) ** 2 - E(2 * X),
    "root of an exponential": sp.sqrt(E(X)) - E(X / 2),
    "hyperbolic one": (E(X) + E(-X)) ** 2 / 4 - (E(X) - E(-X)) ** 2 / 4 - 1,
    "tangent as a logistic": 2 / (1 + E(-2 * X)) - 1 - sp.tanh(X),
    "double argument": sp.sinh(2 * X) - 2 * sp.sinh(X) * sp.cosh(X),
    "power as an exponential": A**S - E(S * L(A)),
    "power of a product": (A * B) ** S - A**S * B**S,
    "power of a quotient": (A / E(X)) ** S * E(S * X) - A**S,
    "logarithm of a product": L(A * B) - L(A) - L(B),
    "logarithm of a power": L(A**S) - S * L(A),
    "logarithm of an exponential": L(A * E(X)) - L(A) - X,
    "exponential of a logarithm": E(2 * L(A)) - A**2,
    "partial fractions": 1 / (X**2 + 1) - (X**2 + 1 - X**2) / (X**2 + 1),
    "root squared": sp.sqrt(A + 1) ** 2 - A - 1,
    "rationalised root": 1 / (sp.sqrt(A + 1) + sp.sqrt(A)) - (sp.sqrt(A + 1) - sp.sqrt(A)),
    "absolute value squared": sp.Abs(X) ** 2 - X**2,
    "absolute value of the negative": sp.Abs(X - Y) - sp.Abs(Y - X),
    "absolute value of a multiple": sp.Abs(3 * X) - 3 * sp.Abs(X),
    "the two positive parts": PositivePartOf(X) - PositivePartOf(-X) - X,
    "positive part of a multiple": PositivePartOf(2 * X) - 2 * PositivePartOf(X),
}
OTHERWISE = {
    "sum in an exponent": E(X) + E(Y) - E(X + Y),
    "half a root": sp.sqrt(E(X)) - E(X / 3),
    "sign inside": E(X) - E(-X),
    "power off by one": A**S - A ** (S + 1),
    "logarithm of a sum": L(A + B) - L(A) - L(B),
    "root of a square": sp.sqrt(X**2) - X,
    "absolute value": sp.Abs(X) - X,
    "positive part": PositivePartOf(X) - X,
    "positive part of the negative": PositivePartOf(X) - PositivePartOf(-X),
    "sum under a root": sp.sqrt(A + B) - sp.sqrt(A) - sp.sqrt(B),
    "product under a logarithm": L(A * B) - L(A) * L(B),
}


@pytest.mark.parametrize("identity", IDENTITIES.values(), ids=IDENTITIES.keys())
def test_identities_vanish(identity: sp.Expr) -> None:
    assert is_identically_zero(identity)


@pytest.mark.parametrize("difference", OTHERWISE.values(), ids=OTHERWISE.keys())
def test_what_is_no_identity_does_not_vanish(difference: sp.Expr) -> None:
    assert not is_identically_zero(difference)


atoms = st.sampled_from([X, Y, A, E(X), E(-Y), E(X / 2), L(A), A**S, sp.Integer(2), sp.Rational(1, 3)])
expressions = st.recursive(
    atoms,
    lambda inner: st.builds(lambda op, one, other: op(one, other), st.sampled_from([sp.Add, sp.Mul]), inner, inner),
    max_leaves=6,
)


@settings(max_examples=30, deadline=None)
@given(expressions, expressions)
def test_vanishing_is_closed_under_sums_and_products(one: sp.Expr, other: sp.Expr) -> None:
    assert is_identically_zero((one + other) ** 2 - one**2 - 2 * one * other - other**2)
    assert is_identically_zero(one * (other + 1) - one * other - one)


@settings(max_examples=30, deadline=None)
@given(expressions)
def test_what_vanishes_is_zero_at_a_point_and_nothing_else_is(expression: sp.Expr) -> None:
    point = {X: sp.Rational(3, 7), Y: sp.Rational(-5, 3), A: sp.Rational(11, 5), S: sp.Rational(2, 9)}
    for candidate in (expression - expression.expand(), expression):
        value = abs(sp.N(candidate.subs(point), 30))
        assert is_identically_zero(candidate) == bool(value < sp.Float("1e-20"))


def test_the_denominator_never_vanishes_identically() -> None:
    for expression in (*IDENTITIES.values(), *OTHERWISE.values()):
        assert normal_form(expression).denominator != 0
