"""(A.3) and (A.4): value matching at the opponent's boundary, value matching and smooth pasting at one's
own."""

from __future__ import annotations

from fractions import Fraction

import sympy as sp
from flint import arb, arb_mat

from proofs.hail_mary.boundary_solver import (
    best_reply,
    leader_pieces,
    risky_reach,
    symmetric_boundary,
)
from proofs.hail_mary.contest import Case, Contest, ball, contests
from proofs.hail_mary.contest_value import Piece, follower_at_zero, leader_shortfall, propagate, winning_value
from proofs.hail_mary.distance_functions import k
from proofs.hail_mary.finding import Finding, all_of, proved, refuted, survived
from proofs.hail_mary.letters import P, p, q
from proofs.hail_mary.model_primitives import prove_win_value
from proofs.hail_mary.positivity import certify_positive

_x, _v0, _v = sp.symbols("x V_0 v", positive=True)


def prove_smooth_pasting(sign: int = 1) -> Finding:
    """At a boundary that is optimal among boundaries V' = 0: the value with boundary k changes at rate
    sign * V'(-k) u, sign = 1.

    On (-k, 0), with V(-k) = 0 and any value V_0 at a tie, dV/dk = V'(-k) u with u the homogeneous
    solution that is
    1 at -k and 0 at the tie; u > 0 in between. So V'(-k) > 0 makes a farther boundary better at every
    state, and
    V'(-k) < 0 a nearer one. (A convex kink cannot be optimal because the follower's gap is volatile there.)
    The paper's reason, the two values, gives the value matching only.
    """
    rising, falling = sp.symbols("A B")
    form = -1 + rising * sp.exp(p * _x) + falling * sp.exp(-q * _x)
    solved = sp.solve([form.subs(_x, -k), form.subs(_x, 0) - _v0], [rising, falling], dict=True)[0]
    level = form.subs(solved)
    homogeneous = (sp.exp(p * _x) - sp.exp(-q * _x)) / (sp.exp(-p * k) - sp.exp(q * k))
    difference = sp.simplify(level.diff(k) - sign * level.diff(_x).subs(_x, -k) * homogeneous)
    ends = (sp.simplify(homogeneous.subs(_x, -k) - 1), homogeneous.subs(_x, 0))
    grown = (1 - (1 + _v)) / (1 - (1 + _v) * (1 + _v))  # u at x = -k/2 or any other point: both factors negative
    if difference != 0 or ends != (0, 0):
        return refuted("symbolic", "dV/dk is not that multiple of V'(-k) u", {"sign": sign})
    return all_of([("u > 0", certify_positive(sp.cancel(grown), [_v], "u")), ("dV/dk", proved("symbolic", "V'(-k) u"))])


def prove_boundary_conditions() -> Finding:
    """(A.3): beyond the opponent's boundary the player wins for sure; (A.4): leaving is worth 0, and
    smooth pasting."""
    return all_of([("value of winning", prove_win_value(prize=P)), ("smooth pasting", prove_smooth_pasting())])


def value_at_tie(contest: Contest, own: arb, other: arb, switch: arb) -> tuple[arb, arb]:
    """(V(0), V'(-own)) for given boundaries without smooth pasting: value matching at both ends, C1 at a tie.

    switch: the lead from which the opponent is risky; it stays where it is when the own boundary moves.
    """
    mine, theirs = _against_switch(own, switch), leader_pieces(other, risky_reach(contest))
    level, level_slope = follower_at_zero(contest, mine)
    kernel = propagate(contest, arb_mat([[0], [1]]), mine)
    shortfall, shortfall_slope = leader_shortfall(contest, theirs)
    system = arb_mat([[kernel[0, 0], shortfall], [kernel[1, 0], shortfall_slope]])
    found = system.solve(arb_mat([[winning_value(contest) - level], [-level_slope]]))
    return level + found[0, 0] * kernel[0, 0], found[0, 0]


def _against_switch(own: arb, switch: arb) -> list[Piece]:
    """From the own boundary to the tie: the opponent is risky while his lead exceeds the switch."""
    if own > switch:
        return [Piece(own - switch, 1, 1), Piece(switch, 1, 0)]
    return [Piece(own, 1, 0)]


def _switch(contest: Contest, boundary: arb) -> arb:
    """The opponent's best switch against this boundary: never (low), k - s or 0."""
    near = risky_reach(contest)
    if near is None:
        return boundary * 1000
    return boundary - near if boundary > near else ball(0)


def break_boundary_conditions(case: Case = "low", count: int = 8, claimed: Fraction = Fraction(1)) -> Finding:
    """Against a fixed k_j the value at a tie is largest at `claimed` times the boundary with V' = 0.

    Compared with shares of that boundary; V'(-k) > 0 exactly on its near side.
    """
    for contest in contests(case, count):
        other = symmetric_boundary(contest).mid()
        own = best_reply(contest, other).mid()
        switch = _switch(contest, own)
        best, _ = value_at_tie(contest, own * ball(claimed), other, switch)
        for share in (Fraction(1, 2), Fraction(9, 10), Fraction(11, 10), Fraction(2)):
            value, slope = value_at_tie(contest, own * ball(share), other, switch)
            if value > best or (slope > 0) == (share > 1):
                return refuted("enclosure", "another boundary is better", {**contest.names(), "share": share})
    return survived(4 * count, "boundaries")
