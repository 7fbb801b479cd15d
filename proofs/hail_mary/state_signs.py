"""Printed inequalities in V', V'', V''' along an equilibrium path, and the printed equivalences at
single states.

`prove_sign` knows the gain pi V' + sigma^2 V''/2 and its derivative; `break_sign` evaluates any printed
expression at certified states of seeded equilibria, so an edited one meets its counterexample.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Literal

import sympy as sp
from flint import arb, arb_mat

from proofs.hail_mary import high_case, low_case, medium_case
from proofs.hail_mary.boundary_solver import risky_reach, symmetric_boundary
from proofs.hail_mary.contest import Case, Contest, ball, contests
from proofs.hail_mary.contest_value import Piece, companion, propagate
from proofs.hail_mary.finding import Finding, all_of, refuted, survived, unknown
from proofs.hail_mary.lemma_displays import third
from proofs.hail_mary.letters import c, curvature, pi, sigma, slope

Side = Literal["leader", "leader beyond k_switch", "leader below k_switch", "follower"]
Sense = Literal["<=", ">="]

GAIN = pi * slope + sigma**2 * curvature / 2
GAIN_SLOPE = pi * curvature + sigma**2 * third / 2

_PROOFS: dict[tuple[Case, Side, int], tuple[Sense, Callable[[], Finding]]] = {
    ("low", "leader", 0): ("<=", low_case.prove_leader_safe),
    ("low", "leader", 1): (">=", low_case.prove_leader_second_order),
    ("low", "follower", 0): (">=", low_case.prove_follower_risky),
    ("low", "follower", 1): (">=", low_case.prove_follower_risky),
    ("high", "leader", 0): (">=", high_case.prove_leader_risky),
    ("high", "follower", 0): (">=", high_case.prove_follower_risky),
    ("high", "follower", 1): (">=", high_case.prove_follower_risky),
    ("medium", "leader beyond k_switch", 0): (">=", medium_case.prove_leader_switches),
    ("medium", "leader below k_switch", 0): ("<=", medium_case.prove_leader_switches),
    ("medium", "leader", 1): (">=", medium_case.prove_second_order),
    ("medium", "follower", 0): (">=", medium_case.prove_follower_risky),
    ("medium", "follower", 1): (">=", medium_case.prove_follower_risky),
}


def prove_sign(case: Case, side: Side, expression: sp.Expr, sense: Sense) -> Finding:
    """Is expression >= 0 (or <= 0) at every state of that side, in the equilibrium of that case?

    >>> prove_sign("low", "follower", GAIN, ">=").outcome, prove_sign("low", "follower", GAIN, "<=").outcome
    ('proved', 'refuted')
    """
    for order, known in enumerate((GAIN, GAIN_SLOPE)):
        multiple = sp.cancel(expression / known)
        if (case, side, order) in _PROOFS and multiple.is_number and multiple != 0:
            true_sense, leg = _PROOFS[case, side, order]
            if (sense == true_sense) == bool(multiple > 0):
                return leg()
            return refuted("symbolic", f"the sign is {true_sense} 0, strictly inside the interval", {"case": case})
    return unknown("not the gain of the risky move, nor its derivative", "symbolic")


def derivatives(contest: Contest, side: Side, distance: arb) -> dict[str, arb]:
    """V', V'', V''' at a distance from the boundary of the state's follower; the leader's scale is V' =
    1 there."""
    near = risky_reach(contest)
    leads = side != "follower"
    risky, safe = (1, 1), ((0, 1) if leads else (1, 0))
    inside = near is not None and not distance > near
    pieces = [Piece(distance, *(risky if inside else safe))]
    if near is not None and distance > near:
        pieces = [Piece(near, *risky), Piece(distance - near, *safe)]
    matrix = companion(contest, pieces[-1].own, pieces[-1].other)
    if leads:
        start, pieces = (
            arb_mat([[0], [1]]),
            [Piece(-piece.length, piece.own, piece.other) for piece in pieces],
        )
    else:
        start = arb_mat([[ball(contest.c) / ball(contest.killing)], [0]])
    state = propagate(contest, start, pieces)
    first, second = matrix * state, matrix * (matrix * state)
    return {"V_prime": state[1, 0], "V_second": first[1, 0], "V_third": second[1, 0]}


def break_sign(
    case: Case, side: Side, printed: Callable[[Mapping[str, arb]], arb], sense: Sense, count: int = 8
) -> Finding:
    """The printed expression at states of seeded equilibria, edges of the interval left out: certified
    signs."""
    places = 12
    for contest in contests(case, count):
        boundary, near = symmetric_boundary(contest), risky_reach(contest)
        for place in range(places):
            distance = boundary * ball(Fraction(2 * place + 1, 2 * places))
            if _elsewhere(side, distance, near):
                continue
            found = printed({**contest.balls(), **derivatives(contest, side, distance)})
            if found < 0 if sense == ">=" else found > 0:
                witness = {**contest.names(), "distance": distance.str(12)}
                return refuted("enclosure", f"the {side}'s expression is {found.str(6)}", witness)
    return survived(count * places, "states")


def _elsewhere(side: Side, distance: arb, near: arb | None) -> bool:
    if near is None or side in ("leader", "follower"):
        return False
    return bool(distance > near) if side == "leader beyond k_switch" else bool(distance < near)


# V' and V'' at the states where the paper evaluates the gain, in letters: s = V'(k*) > 0.
_s = sp.Symbol("s", positive=True)
_AT: dict[tuple[Case, str], dict[sp.Symbol, sp.Expr]] = {
    ("low", "k_star"): {slope: _s, curvature: 2 * pi * _s / sigma**2},
    ("high", "k_star"): {slope: _s, curvature: sp.Integer(0)},
    ("low", "-k_star"): {slope: sp.Integer(0), curvature: 2 * c / sigma**2},
    ("high", "-k_star"): {slope: sp.Integer(0), curvature: c / sigma**2},
    ("medium", "-k_star"): {slope: sp.Integer(0), curvature: c / sigma**2},
}


def prove_equivalence(
    case: Case, place: str, left: sp.Expr, left_sense: Sense, right: sp.Expr, right_sense: Sense
) -> Finding:
    """left (in V', V'') >= 0 at the place exactly if right (in pi or c) >= 0, in the printed senses.

    At the opponent's boundary V = V_win leaves the second-order terms of the line equal to zero; at one's own
    V = V' = 0 leaves c.

    >>> prove_equivalence("low", "k_star", GAIN, "<=", pi, "<=").outcome
    'proved'
    >>> prove_equivalence("low", "k_star", GAIN, "<=", pi, ">=").outcome
    'refuted'
    """
    there = sp.simplify(left.subs(_AT[case, place]))
    factor = sp.simplify(there / right)
    positive = factor.subs(sigma, sp.Symbol("sigma", positive=True)).is_positive
    if positive and left_sense == right_sense:
        return all_of([("value there", _finding(there, right, factor))])
    for ret in (-1, 0, 1):
        at = {pi: sp.Integer(ret), c: sp.Integer(1), sigma: sp.Integer(1), _s: sp.Integer(1)}
        values = there.subs(at), right.subs(at)
        if all(found.is_Rational for found in values) and _holds(values[0], left_sense) != _holds(
            values[1], right_sense
        ):
            witness = {
                "pi": ret,
                "c": 1,
                "sigma": 1,
                "V_prime at k_star": 1,
                "left": values[0],
                "right": values[1],
            }
            return refuted("exact", f"the left side there is {there}", witness)
    return unknown(f"the left side there is {there}", "symbolic")


def _holds(number: sp.Rational, sense: Sense) -> bool:
    return bool(number >= 0) if sense == ">=" else bool(number <= 0)


def _finding(there: sp.Expr, right: sp.Expr, factor: sp.Expr) -> Finding:
    return Finding("proved", "symbolic", f"the left side is {there} = ({factor}) x ({right})")
