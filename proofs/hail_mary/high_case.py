"""Proposition 2, existence: root (A.7), general solution, first-order condition (A.8), footnote 10, the
two checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import sympy as sp
from flint import arb

from proofs.hail_mary.bellman_equation import FOLLOWER_MAXIMAND, LEADER_MAXIMAND
from proofs.hail_mary.boundary_solver import symmetric_boundary
from proofs.hail_mary.contest import contests, may_vanish
from proofs.hail_mary.exact_points import separate
from proofs.hail_mary.exponential_algebra import exponentials_to_letters, ratio
from proofs.hail_mary.finding import Finding, all_of, proved, refuted, survived, unknown
from proofs.hail_mary.letters import (
    P,
    c,
    curvature,
    eta,
    gap,
    k_star,
    lam,
    phi,
    pi,
    r,
    sigma,
    value,
)
from proofs.hail_mary.low_case import is_general, lines_of_bellman, residual, solves
from proofs.hail_mary.threshold_function import (
    CLOSED_FORM_ARGUMENT,
    THRESHOLD,
    is_root_form,
    prove_increasing,
    prove_tanh,
)

C1, C2, C3, C4 = sp.symbols("C_1 C_2 C_3 C_4")
_E = sp.Symbol("E", positive=True)

LEADER_RISKY = lam * (P - value) - c + sigma**2 * curvature
FOLLOWER_RISKY = lam * (0 - value) - c + sigma**2 * curvature
LEADER_FORM = (lam * P - c) / (r + lam) + C1 * sp.exp(-eta * gap) + C2 * sp.exp(eta * gap)
FOLLOWER_FORM = -c / (r + lam) + C3 * sp.exp(eta * gap) + C4 * sp.exp(-eta * gap)
CHARACTERISTIC = -lam + sigma**2 * eta**2 - r
ROOT = sp.sqrt(r + lam) / sigma
A8_PRINTED = sp.exp(2 * eta * k_star) + sp.exp(-2 * eta * k_star) - phi * (sp.exp(eta * k_star) + sp.exp(-eta * k_star))


def prove_root(characteristic: sp.Expr = CHARACTERISTIC, root: sp.Expr = ROOT) -> Finding:
    """(A.7): eta = sqrt(r + lambda) / sigma > 0 solves the characteristic equation of both lines with
    both risky."""
    solution = sp.exp(eta * gap)
    line = FOLLOWER_RISKY + c - r * value
    homogeneous = line.subs({value: solution, curvature: solution.diff(gap, 2)})
    derived = sp.simplify(homogeneous / solution)
    for off in (derived - characteristic, characteristic.subs(eta, root)):
        if sp.simplify(off) != 0:
            return separate(off, "not a root of the characteristic equation of the line")
    at = {r: sp.Rational(1, 2), lam: sp.Rational(1, 2), sigma: 1}
    if root.subs(at) > 0:
        return proved("symbolic", "eta solves r + lambda = sigma^2 eta^2 and is the positive of its two roots")
    return refuted("exact", "the printed root is not positive", {str(letter): number for letter, number in at.items()})


def break_root(root: Callable[[Mapping[str, arb]], arb] | None = None, count: int = 30) -> Finding:
    """sigma^2 root^2 against r + lambda, in balls, for seeded contests."""
    for contest in contests("high", count):
        at = contest.balls()
        printed = root(at) if root else at["eta"]
        residual = at["sigma"] * at["sigma"] * printed * printed - at["r"] - at["lambda"]
        if not may_vanish(residual) or not printed > 0:
            return refuted("enclosure", "not the positive root", contest.names())
    return survived(count, "contests")


def prove_value_form(leader: sp.Expr = LEADER_FORM, follower: sp.Expr = FOLLOWER_FORM) -> Finding:
    """The printed exponentials are the general solutions on both sides of zero; the lines are (A.1),
    both risky."""
    lines = lines_of_bellman([(LEADER_RISKY, LEADER_MAXIMAND, 1, 1), (FOLLOWER_RISKY, FOLLOWER_MAXIMAND, 1, 1)])
    relation = {lam: sigma**2 * eta**2 - r}
    for form, line, constants in ((leader, LEADER_RISKY, (C1, C2)), (follower, FOLLOWER_RISKY, (C3, C4))):
        if not solves(form, line, relation):
            return separate(residual(form, line, {}), "a printed form does not solve its line")
        if not is_general(form, constants):
            return refuted("symbolic", f"{form} has one free constant, not two", {"Wronskian": 0})
    return all_of([("lines", lines), ("forms", proved("symbolic", "both solve, Wronskian not zero (eta > 0)"))])


@cache
def derived_condition() -> sp.Expr:
    """The determinant of value matching, smooth pasting and contact, in E = exp(eta k*)."""
    rows = [
        [1 / _E, _E, 0, 0, 0],
        [0, 0, 1 / _E, _E, 1],
        [0, 0, eta / _E, -eta * _E, 0],
        [1, 1, -1, -1, -phi],
        [-eta, eta, -eta, eta, 0],
    ]
    return sp.factor(sp.Matrix(rows).det())


def prove_boundary_equation(printed: sp.Expr = A8_PRINTED) -> Finding:
    """(A.8) is the first-order condition up to a factor without a zero, and has one positive root for
    phi > 1.

    In y = cosh(eta k*) it reads 2 y^2 - 1 = phi y: one root above 1, since the quadratic is 1 - phi < 0
    at y = 1.
    """
    letters = {eta * k_star: _E}
    factor = ratio(printed, derived_condition(), letters)
    if factor == 0 or factor.free_symbols - {eta, _E} or factor.has(sp.Add):
        return _boundary_witness(printed)
    y = sp.Symbol("y")
    in_cosh = exponentials_to_letters(A8_PRINTED, letters) - 2 * ((2 * y**2 - 1) - phi * y)
    identity = sp.simplify(in_cosh.subs(y, (_E + 1 / _E) / 2))
    at_one = sp.expand((2 * y**2 - 1 - phi * y).subs(y, 1))
    if identity == 0 and at_one == 1 - phi:
        return proved("symbolic", f"printed = ({factor}) x determinant; 2 y^2 - 1 = phi y has one root y > 1")
    return unknown("the quadratic in cosh was not confirmed", "symbolic")


def _boundary_witness(printed: sp.Expr) -> Finding:
    value_there = exponentials_to_letters(printed, {eta * k_star: _E}).subs({_E: 2, phi: sp.Rational(17, 10), eta: 1})
    if value_there.is_Rational and value_there != 0:
        witness = {"eta": 1, "k_star": "log(2)", "phi": "17/10"}
        return refuted("exact", f"k = log 2 meets the conditions, printed left minus right is {value_there}", witness)
    return unknown("neither proportional nor separated", "symbolic")


def boundary_equation_ball(at: Mapping[str, arb]) -> arb:
    """(A.8), left minus right."""
    x = at["eta"] * at["k_star"]
    return (2 * x).exp() + (-2 * x).exp() - at["phi"] * (x.exp() + (-x).exp())


def break_boundary_equation(
    printed: Callable[[Mapping[str, arb]], arb] = boundary_equation_ball, count: int = 25
) -> Finding:
    """(A.8) at the bisected boundary of the primitives, and not a hundredth away."""
    for contest in contests("high", count):
        at, root = contest.balls(), symmetric_boundary(contest)
        there = may_vanish(printed({**at, "k_star": root}))
        if not there or may_vanish(printed({**at, "k_star": root * 1.01})):
            return refuted("enclosure", "not the equation of k*", {**contest.names(), "k_star": root.str(12)})
    return survived(count, "bisected boundaries")


def prove_closed_form(exponential: sp.Expr = CLOSED_FORM_ARGUMENT) -> Finding:
    """Footnote 10: E = exp(eta k*) with E^2 + E^-2 = phi (E + 1/E), and E > 1 for phi > 1."""
    w, root = sp.symbols("w root", positive=True)
    grown = exponential.subs(sp.sqrt(phi**2 + 8), (w**2 + 8) / (2 * w)).subs(phi, (w**2 - 8) / (2 * w))
    grown = sp.simplify(grown).subs(sp.sqrt(w**2 - 16), root)
    equation = grown**2 + grown**-2 - (w**2 - 8) / (2 * w) * (grown + 1 / grown)
    numerator = sp.rem(sp.expand(sp.fraction(sp.together(equation))[0]), root**2 - w**2 + 16, root)
    above_one = sp.simplify(exponential.subs(phi, sp.Rational(17, 10)) - 2) == 0
    if sp.simplify(numerator) == 0 and above_one:
        return proved("symbolic", "solves (A.8) modulo root^2 = w^2 - 16; E = 2 at phi = 17/10, E = 1 only at phi = 1")
    at_witness = sp.simplify(exponential.subs(phi, sp.Rational(17, 10)))
    return refuted("exact", f"at phi = 17/10 the argument is {at_witness}, the root 2", {"phi": "17/10"})


def break_closed_form(argument: Callable[[Mapping[str, arb]], arb] | None = None, count: int = 25) -> Finding:
    """Footnote 10 against the bisected boundary of the primitives."""
    printed = argument or _closed_form_ball
    for contest in contests("high", count):
        at = contest.balls()
        if not may_vanish(printed(at).log() / at["eta"] - symmetric_boundary(contest)):
            return refuted("enclosure", "the logarithm is not k*", contest.names())
    return survived(count, "bisected boundaries")


def _closed_form_ball(at: Mapping[str, arb]) -> arb:
    total = (at["phi"] * at["phi"] + 8).sqrt() + at["phi"]
    return (total + (2 * at["phi"] * total - 8).sqrt()) / 4


_x, _distance = sp.symbols("x distance", positive=True)


@cache
def prove_leader_risky(threshold: sp.Expr = THRESHOLD) -> Finding:
    """Check 1, `threshold` the printed f: with V = V_win - C sinh(eta (k* - gap)) the gain is C eta (pi
    cosh - sigma^2 eta / 2 sinh).

    At k* it is C eta pi (>= 0 exactly if pi >= 0); at 0+ it is >= 0 exactly if tanh(eta k*) <= 2
    pi/(sigma^2 eta),
    and tanh(eta k*) = f(phi), 2/(sigma^2 eta) = 2/(sigma sqrt(r + lambda)). In between tanh(eta (k* -
    gap)) is
    smaller than at 0+, so the inequality holds on the whole interval; the gain itself need not be monotone.
    """
    shortfall = sp.sinh(eta * _distance)
    gain = pi * shortfall.diff(_distance) - sigma**2 * shortfall.diff(_distance, 2) / 2
    factored = eta * sp.cosh(eta * _distance) * (pi - sigma**2 * eta / 2 * sp.tanh(eta * _distance))
    same = sp.simplify((gain - factored).rewrite(sp.exp)) == 0
    at_boundary = sp.simplify(gain.subs(_distance, 0) - eta * pi) == 0
    scale = sp.simplify((2 / (sigma**2 * eta)).subs(eta, sp.sqrt(r + lam) / sigma) - 2 / (sigma * sp.sqrt(r + lam)))
    rising = sp.simplify(sp.tanh(_x).diff(_x) - 1 / sp.cosh(_x) ** 2) == 0
    if not is_root_form(threshold):
        return refuted("symbolic", "the printed bound is not f of Definition 1", {"phi": 2})
    if same and at_boundary and scale == 0 and rising:
        steps = proved("symbolic", "sign of pi - sigma^2 eta tanh / 2; tanh' = 1/cosh^2 > 0")
        return all_of([("gain", steps), ("f = tanh(eta k*)", prove_tanh()), ("f", prove_increasing())])
    return unknown("a step was not confirmed", "symbolic")


@cache
def prove_follower_risky() -> Finding:
    """Check 2: with V = (c / (r + lambda)) (cosh(eta (gap + k*)) - 1) the gain at -k* is c / 2, and both
    the gain and its derivative are sums of positive terms for pi >= 0.
    """
    level = sp.cosh(eta * _distance) - 1
    gain = pi * level.diff(_distance) + sigma**2 * level.diff(_distance, 2) / 2
    at_boundary = sp.simplify(gain.subs(_distance, 0) * c / (r + lam) - c / 2)
    at_boundary = sp.simplify(at_boundary.subs(lam, sigma**2 * eta**2 - r))
    terms = pi * eta * sp.sinh(eta * _distance) + sigma**2 * eta**2 * sp.cosh(eta * _distance) / 2
    slopes = pi * eta**2 * sp.cosh(eta * _distance) + sigma**2 * eta**3 * sp.sinh(eta * _distance) / 2
    if at_boundary == 0 and sp.simplify(gain - terms) == 0 and sp.simplify(gain.diff(_distance) - slopes) == 0:
        return proved("symbolic", "c/2 at -k*; gain and derivative are sums of terms of one sign for pi >= 0")
    return unknown("a step was not confirmed", "symbolic")
