"""Propositions 1 to 3: is the profile, action at a tie included, a Markov perfect equilibrium? One
boundary only?"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from flint import arb, arb_mat

from proofs.hail_mary import (
    best_response,
    distance_functions,
    hat_best_response,
    high_case,
    low_case,
    medium_case,
)
from proofs.hail_mary.boundary_solver import increasing_root, risky_reach
from proofs.hail_mary.contest import Case, Contest, ball, contests
from proofs.hail_mary.contest_value import (
    NoVolatilityError,
    Piece,
    companion,
    contact_residual,
    leader_shortfall,
    propagate,
)
from proofs.hail_mary.finding import Finding, all_of, refuted, survived
from proofs.hail_mary.lemma_steps import prove_follower_risky as prove_follower_lemma
from proofs.hail_mary.model_primitives import prove_profitability_above_one
from proofs.hail_mary.profile import OPTIMAL, Rule, Zones, zones
from proofs.hail_mary.tie import break_tie, prove_tie


def prove_equilibrium(case: Case, rule: Rule) -> Finding:
    """Existence: one k* (and k**), the Bellman inequalities of leader and follower, and a process at the tie.

    That a C1, piecewise C2 solution of the Bellman equation is the value, and the profile an
    equilibrium, is the
    verification theorem (Ito and Tanaka), taken as given; its volatility condition at the kink is the tie's.
    """
    said = zones(rule)
    wrong = _wrong_action(case, said)
    if wrong is not None:
        return wrong
    return all_of([("tie", prove_tie(said.tie, case)), *_checks(case)])


def _wrong_action(case: Case, said: Zones) -> Finding | None:
    if (said.follower_near, said.follower_far) != (1, 1):
        return refuted("symbolic", "a follower's gain from the risky move is positive throughout", {"gap": "-k_star/2"})
    expected = OPTIMAL[case]
    if (said.leader_near_zero, said.leader_near_boundary) != expected:
        return refuted("symbolic", f"a leader's best actions are {expected}, near a tie and near k*", {"case": case})
    return None


def _checks(case: Case) -> list[tuple[str, Finding]]:
    if case == "low":
        return [
            ("one boundary", distance_functions.prove_one_boundary()),
            ("leader", low_case.prove_leader_safe()),
            ("follower", low_case.prove_follower_risky()),
        ]
    if case == "high":
        return [
            ("one boundary", high_case.prove_boundary_equation()),
            ("leader", high_case.prove_leader_risky()),
            ("follower", high_case.prove_follower_risky()),
        ]
    return [
        ("one pair", hat_best_response.prove_switch_positive()),
        ("leader", medium_case.prove_leader_switches()),
        ("follower", medium_case.prove_follower_risky()),
    ]


def prove_profitability_needed() -> Finding:
    """phi > 1 is what the propositions need: a stay loses if lambda P < c, and for phi <= 1 the
    first-order condition has no positive root in any of the three cases, while for phi > 1 it has one.
    """
    return all_of(
        [
            ("a stay loses", prove_profitability_above_one()),
            ("low", distance_functions.prove_one_boundary()),
            ("medium and high", hat_best_response.prove_one_boundary()),
        ]
    )


def prove_uniqueness(case: Case) -> Finding:
    """The well-behaved equilibrium is unique and symmetric, up to actions on null sets of gaps, the tie
    among them.

    Lemma 1 and the leader's ratio leave a pair of boundaries; their best responses have one fixed point.
    No boundary is <= 0: a leader's flow is positive for phi > 1, and BR(0+) > 0.
    """
    fixed = best_response.prove_fixed_point() if case == "low" else hat_best_response.prove_fixed_point()
    return all_of([("follower", prove_follower_lemma()), ("best responses", fixed)])


def _pieces(said: Zones, boundary: arb, near: arb, side: str) -> list[Piece]:
    """From a boundary inwards: the zone within `near` of it, then the rest."""
    outer, inner = (said.follower_near, said.leader_near_boundary), (said.follower_far, said.leader_near_zero)
    if side == "leader":
        outer, inner = (outer[1], outer[0]), (inner[1], inner[0])
    if not boundary > near:
        return [Piece(boundary, *outer)]
    return [Piece(near, *outer), Piece(boundary - near, *inner)]


def _reach(case: Case, contest: Contest) -> arb:
    reach = risky_reach(contest)
    return reach if case == "medium" and reach is not None else ball(contest.sigma) / 100


def break_equilibrium(case: Case, rule: Rule, count: int = 8, places: int = 12) -> Finding:
    """Solve the contact equation for the printed rule and look for a profitable one-shot deviation, in
    balls."""
    said = zones(rule)
    for contest in contests(case, count):
        try:
            failure = _deviation(case, contest, said, places)
        except NoVolatilityError:
            return refuted("exact", "both are safe on an interval of gaps: the gap freezes there", contest.names())
        if failure:
            return refuted("enclosure", failure, contest.names())
    at_tie = break_tie(said.tie, case, count)
    return at_tie if at_tie.outcome == "refuted" else survived(2 * count * places, "states")


def _deviation(case: Case, contest: Contest, said: Zones, places: int) -> str:
    near = _reach(case, contest)

    def residual(boundary: arb) -> arb:
        return contact_residual(
            contest, _pieces(said, boundary, near, "follower"), _pieces(said, boundary, near, "leader")
        )

    boundary = increasing_root(residual, ball(contest.sigma) / 10).mid()
    for place in range(places):
        share = boundary * ball(Fraction(2 * place + 1, 2 * places))
        for side in ("follower", "leader"):
            if _other_action_gains(contest, _pieces(said, share, near, side), side):
                return f"the {side} gains by the other action at distance {share.str(8)} from the boundary"
    shortfall, slope = leader_shortfall(contest, _pieces(said, boundary, near, "leader"))
    return "" if shortfall > 0 and slope < 0 else "the leader is not below the value of winning"


def _other_action_gains(contest: Contest, pieces: Sequence[Piece], side: str) -> bool:
    own, other = pieces[-1].own, pieces[-1].other
    if side == "follower":
        start, sign, directed = arb_mat([[ball(contest.c) / ball(contest.killing)], [0]]), 1, list(pieces)
    else:
        start, sign = arb_mat([[0], [-1]]), -1
        directed = [Piece(-piece.length, piece.own, piece.other) for piece in pieces]
    state = propagate(contest, start, directed)
    curvature = (companion(contest, own, other) * state)[1, 0]
    gain = sign * (ball(contest.pi) * state[1, 0] + ball(contest.sigma) ** 2 * curvature / 2)
    return bool(gain < 0) if own == 1 else bool(gain > 0)
