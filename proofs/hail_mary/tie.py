"""What happens at gap 0, where Propositions 1 and 3 print the safe action for both players.

With both safe at 0 the gap has no drift and no volatility there: staying at 0 for ever solves the law of
motion, and
so does leaving at once, so the printed profile does not determine the process. (A.1) at gap 0 with s_j =
0 and the
safe action gives (r + lambda) V(0) >= lambda P - c, while the value built from (A.3), (A.4) and contact has
V(0) = V_win - h(0) with h(0) > 0. If one player is risky at a tie, the time spent at 0 is null and
nothing else changes.
"""

from __future__ import annotations

import sympy as sp

from proofs.hail_mary import hat_best_response
from proofs.hail_mary.boundary_solver import follower_pieces, risky_reach, symmetric_boundary
from proofs.hail_mary.contest import EDGES, Case, contests
from proofs.hail_mary.contest_value import follower_at_zero, winning_value
from proofs.hail_mary.distance_functions import G, h, k, prove_signs
from proofs.hail_mary.finding import Finding, all_of, proved, refuted, survived, unknown
from proofs.hail_mary.letters import action_i, action_j, p, pi, q, sigma


def gap_moves_at_tie(own: int, other: int) -> bool:
    """Whether the gap has volatility at 0: (a_i + a_j) sigma^2 > 0.

    >>> gap_moves_at_tie(0, 0), gap_moves_at_tie(1, 1)
    (False, True)
    """
    variance = ((action_i**2 + action_j**2) * sigma**2).subs({action_i: own, action_j: other})
    drift = ((action_i - action_j) * pi).subs({action_i: own, action_j: other})
    return not (variance == 0 and drift == 0)


def prove_tie(tie_action: int, case: Case = "low") -> Finding:
    """Is the profile with this action of both players at a tie compatible with (A.1) at gap 0?

    >>> prove_tie(0).outcome, prove_tie(1).outcome
    ('refuted', 'proved')
    """
    if gap_moves_at_tie(tie_action, tie_action):
        return proved("symbolic", "the quadratic variation of the gap grows at 2 sigma^2 at 0: no time is spent there")
    shortfall = prove_signs() if case == "low" else hat_best_response.prove_slope()
    if shortfall.outcome != "proved":
        return unknown("V(0) < V_win was not confirmed", "symbolic")
    return _low_witness() if case == "low" else _ball_witness(case)


def _low_witness() -> Finding:
    """pi = 0, sigma = 1, r + lambda = 1/2, k* = log 2: V(0) = 1/4 and V_win = 7/10 in units of c / (r +
    lambda)."""
    at = {p: 1, q: 1, k: sp.log(2)}
    own_value = sp.simplify((G - 1).subs(at))
    win = sp.simplify((G + G.diff(k) * h / h.diff(k)).subs(at)) - 1
    if not (own_value.is_Rational and win.is_Rational and own_value < win):
        return unknown("the witness was not confirmed", "exact")
    witness = {"pi": 0, "sigma": 1, "r+lambda": "1/2", "phi": win + 1, "k_star": "log(2)", "gap": 0}
    detail = f"both safe at a tie: (A.1) asks V(0) >= {win}, it is {own_value} (unit c/(r + lambda))"
    return refuted("exact", detail, witness)


def _ball_witness(case: Case) -> Finding:
    contest = EDGES[case][-1]
    boundary = symmetric_boundary(contest)
    own_value, _ = follower_at_zero(contest, follower_pieces(boundary, risky_reach(contest)))
    win = winning_value(contest)
    if not own_value < win:
        return unknown("the witness was not confirmed", "enclosure")
    detail = f"both safe at a tie: (A.1) asks V(0) >= {win.str(8)}, the profile's value is {own_value.str(8)}"
    return refuted("enclosure", detail, {**contest.names(), "k_star": boundary.str(12), "gap": 0})


def break_tie(tie_action: int, case: Case = "low", count: int = 10) -> Finding:
    """The payoff of the two players who stay tied for ever against the profile's value at 0, in balls.

    If the gap stays at 0 under the profile, each player is paid the prize of a leader at every instant.
    """
    for contest in contests(case, count):
        if tie_action:
            continue
        boundary = symmetric_boundary(contest)
        own_value, _ = follower_at_zero(contest, follower_pieces(boundary, risky_reach(contest)))
        stays = winning_value(contest)
        if stays > own_value:
            detail = f"staying tied pays {stays.str(8)}, the value at 0 is {own_value.str(8)}"
            return refuted("enclosure", detail, {**contest.names(), "gap": 0})
    return survived(count, "contests")


def prove_absorbed_tie_equilibrium() -> Finding:
    """Under the other solution, the gap absorbed at 0, the printed profile is an equilibrium for another
    boundary.

    Read (1) literally at ties (both indicators 1, contest ending at rate lambda). Then a leader is worth
    V_win
    whatever he does, and the follower stops at kbar with G(kbar) = phi, which is BR(0+), not at the root
    k* of the first-order condition: G(k*) = phi - G'(k*) m(k*) < phi. So no single k* serves both solutions.
    """
    signs = prove_signs()
    at = {p: 1, q: 1, k: sp.log(2)}
    shortfall = sp.simplify((G.diff(k) * h / h.diff(k)).subs(at))
    if signs.outcome == "proved" and shortfall == sp.Rational(9, 20):
        return all_of([("G' m > 0", signs), ("example", proved("exact", "phi - G(k*) = 9/20 at k* = log 2"))])
    return unknown("not confirmed", "symbolic")
