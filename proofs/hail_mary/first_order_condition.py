"""The first-order condition of the low-return case, derived from the boundary value problem: (A.6) and
(A.10).

Value matching, smooth pasting and C1 contact at zero are five linear equations for four constants; they
can be met
exactly when a 5 x 5 determinant vanishes. A printed equation is right when it is that determinant times
something that has no zero, and wrong when an exact point solves one and not the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import sympy as sp

from proofs.hail_mary.distance_functions import prove_one_boundary
from proofs.hail_mary.exponential_algebra import exponentials_to_letters, ratio
from proofs.hail_mary.finding import Finding, all_of, proved, refuted, unknown
from proofs.hail_mary.letters import k_i, k_j, k_star, phi, xi_minus, xi_plus

_total, _spread = xi_plus + xi_minus, xi_plus - xi_minus
_X, _Y, _Xi, _Yi, _Xj, _Yj = sp.symbols("X Y X_i Y_i X_j Y_j", positive=True)

SYMMETRIC_LETTERS = {xi_plus * k_star: _X, xi_minus * k_star: _Y}
PAIR_LETTERS = {xi_plus * k_i: _Xi, xi_minus * k_i: _Yi, xi_plus * k_j: _Xj, xi_minus * k_j: _Yj}


def _symmetric(bracket: sp.Expr) -> sp.Expr:
    right = phi * _spread * (xi_plus * sp.exp(xi_plus * k_star) - xi_minus * sp.exp(xi_minus * k_star))
    return _total**2 * sp.exp(_total * k_star) - 2 * xi_plus * xi_minus * bracket - right


# Left side minus right side, as printed; the printed bracket of (A.6) carries a root too many in each term.
A6_PRINTED = _symmetric(xi_plus * sp.exp(2 * xi_plus * k_star) + xi_minus * sp.exp(2 * xi_minus * k_star))
A6_REPAIRED = _symmetric(sp.exp(2 * xi_plus * k_star) + sp.exp(2 * xi_minus * k_star))
A10_PRINTED = (
    _total * (xi_plus * sp.exp(xi_minus * k_i + xi_plus * k_j) + xi_minus * sp.exp(xi_plus * k_i + xi_minus * k_j))
    - 2 * xi_plus * xi_minus * (sp.exp(xi_plus * (k_i + k_j)) + sp.exp(xi_minus * (k_i + k_j)))
    - phi * _spread * (xi_plus * sp.exp(xi_plus * k_j) - xi_minus * sp.exp(xi_minus * k_j))
)


@cache
def derived_condition() -> sp.Expr:
    """The determinant, in the letters of PAIR_LETTERS, in units of c / (r + lambda).

    Unknowns C_1..C_4 of the printed value: rows are (A.3), (A.4) twice, and value and slope at zero.
    """
    rows = [
        [1 / _Xj, 1 / _Yj, 0, 0, 0],
        [0, 0, 1 / _Xi, 1 / _Yi, 1],
        [0, 0, xi_plus / _Xi, xi_minus / _Yi, 0],
        [1, 1, -1, -1, -phi],
        [-xi_plus, -xi_minus, -xi_plus, -xi_minus, 0],
    ]
    return sp.factor(sp.Matrix(rows).det())


def symmetric_condition() -> sp.Expr:
    """The determinant at k_i = k_j = k*, in X = exp(xi_+ k*), Y = exp(xi_- k*)."""
    return derived_condition().subs({_Xi: _X, _Xj: _X, _Yi: _Y, _Yj: _Y})


def has_no_zero(factor: sp.Expr) -> bool:
    """Whether a product of letters, xi_+ - xi_-, xi_+ and xi_- is left: nonzero for xi_+ > 0 > xi_-."""
    harmless = {_spread, -_spread, xi_plus, xi_minus}
    pieces = sp.Mul.make_args(sp.factor(factor))
    bases = [piece.as_base_exp()[0] for piece in pieces]
    return factor != 0 and all(base.is_positive or base in harmless or base.is_number for base in bases)


def _compare(printed: sp.Expr, derived: sp.Expr, letters: Mapping[sp.Expr, sp.Symbol]) -> Finding:
    factor = ratio(printed, derived, letters)
    if has_no_zero(factor):
        return proved("symbolic", f"printed = ({factor}) x determinant of the five conditions; the factor has no zero")
    return _separating_point(exponentials_to_letters(printed, letters), derived)


def _separating_point(printed: sp.Expr, derived: sp.Expr) -> Finding:
    """An exact point: integer roots with k* = k_i = log 2, k_j = log 4 make every exponential rational."""
    for plus, minus in ((1, -1), (2, -1), (3, -2)):
        at = {xi_plus: sp.Integer(plus), xi_minus: sp.Integer(minus)}
        powers = {letter: _base(letter) ** (plus if str(letter).startswith("X") else minus) for letter in _letters()}
        (solution,) = sp.solve(derived.subs(powers).subs(at), phi)
        value = printed.subs(powers).subs(at).subs(phi, solution)
        if value.is_Rational and value != 0 and solution > 1:
            roots = {"xi_plus": plus, "xi_minus": minus, "phi": solution}
            witness = {**roots, **_places(derived), **_primitives(plus, minus)}
            return refuted("exact", f"the five conditions are met there, printed left minus right is {value}", witness)
    return unknown("neither proportional nor separated at the trial points", "exact")


def _base(letter: sp.Symbol) -> sp.Integer:
    return sp.Integer(4 if str(letter).endswith("j") else 2)


def _places(derived: sp.Expr) -> dict[str, object]:
    return {"k_star": "log(2)"} if derived.has(_X) else {"k_i": "log(2)", "k_j": "log(4)"}


def _letters() -> tuple[sp.Symbol, ...]:
    return (_X, _Y, _Xi, _Yi, _Xj, _Yj)


def _primitives(plus: int, minus: int) -> dict[str, object]:
    """With sigma = 1 the roots give pi = -(xi_+ + xi_-)/2 and r + lambda = -xi_+ xi_-/2."""
    return {"sigma": 1, "pi": sp.Rational(-(plus + minus), 2), "r+lambda": sp.Rational(-plus * minus, 2)}


def prove_boundary_equation(printed: sp.Expr = A6_PRINTED) -> Finding:
    """(A.6): is the printed left minus right zero exactly where the five conditions can be met, k_i =
    k_j = k*?

    >>> prove_boundary_equation().outcome, prove_boundary_equation(A6_REPAIRED).outcome
    ('refuted', 'proved')
    """
    return _compare(printed, symmetric_condition(), SYMMETRIC_LETTERS)


def prove_best_response_equation(printed: sp.Expr = A10_PRINTED) -> Finding:
    """(A.10): the same for k_i given k_j.

    >>> prove_best_response_equation().outcome
    'proved'
    """
    return _compare(printed, derived_condition(), PAIR_LETTERS)


def prove_collapse(pair: sp.Expr = A10_PRINTED, symmetric: sp.Expr = A6_PRINTED) -> Finding:
    """Does putting k_i = k_j = k* in the pair equation give the symmetric one, up to a factor without a
    zero?"""
    collapsed = pair.subs({k_i: k_star, k_j: k_star}, simultaneous=True)
    return _compare(symmetric, exponentials_to_letters(collapsed, SYMMETRIC_LETTERS), SYMMETRIC_LETTERS)


def prove_boundary_unique(printed: sp.Expr = A6_PRINTED) -> Finding:
    """The printed equation has exactly one positive root, for all admissible parameters, and it is k*."""
    if sp.expand(printed - A6_PRINTED) == 0:
        return prove_printed_has_no_root()
    return all_of([("equation", prove_boundary_equation(printed)), ("one root", prove_one_boundary())])


def prove_printed_has_no_root() -> Finding:
    """(A.6) as printed need not have a positive root: xi_+ = 10, xi_- = -1, phi = 3/2 gives left > right
    for all k >= 0.

    With X = exp(10 k) = 1 + u and Y = exp(-k) in (0, 1], left minus right is at least
    81 + 200 X^2 - 20 - 165 X - 33/2, whose coefficients in u are positive.
    """
    at = {xi_plus: sp.Integer(10), xi_minus: sp.Integer(-1), phi: sp.Rational(3, 2)}
    u = sp.Symbol("u", positive=True)
    difference = exponentials_to_letters(A6_PRINTED, SYMMETRIC_LETTERS).subs(at)
    expected = 81 * _X * _Y + 20 * (10 * _X**2 - _Y**2) - sp.Rational(33, 2) * (10 * _X + _Y)
    bound = sp.Poly(sp.expand((81 + 200 * _X**2 - 20 - 165 * _X - sp.Rational(33, 2)).subs(_X, 1 + u)), u)
    if sp.expand(difference - expected) == 0 and all(entry > 0 for entry in bound.coeffs()):
        witness = {"xi_plus": 10, "xi_minus": -1, "phi": "3/2", **_primitives(10, -1)}
        return refuted("exact", "left minus right of (A.6) is positive for every k >= 0: no root", witness)
    return unknown("the bound failed", "exact")
