"""The gain of the risky over the safe action, pi V' + sigma^2 V''/2, in balls from propagators of the
primitives."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from flint import arb, arb_mat

from proofs.hail_mary.boundary_solver import risky_reach, symmetric_boundary
from proofs.hail_mary.contest import Case, Contest, ball, contests
from proofs.hail_mary.contest_value import Piece, companion, propagate
from proofs.hail_mary.finding import Finding, refuted, survived


def _gain(contest: Contest, state: arb_mat, own: int, other: int, sign: int) -> arb:
    """sign = 1: u is V minus a constant; sign = -1: u is a shortfall, V = level - u."""
    curvature = (companion(contest, own, other) * state)[1, 0]
    return sign * (ball(contest.pi) * state[1, 0] + ball(contest.sigma) ** 2 * curvature / 2)


def _pieces(distance: arb, near: arb | None, risky: tuple[int, int], safe: tuple[int, int]) -> list[Piece]:
    if near is None:
        return [Piece(distance, *safe)]
    if not distance > near:
        return [Piece(distance, *risky)]
    return [Piece(near, *risky), Piece(distance - near, *safe)]


def leader_gain(contest: Contest, distance: arb) -> arb:
    """The leader's gain at a distance from the opponent's boundary, V'(boundary) = 1; best switching
    assumed."""
    pieces = _pieces(distance, risky_reach(contest), (1, 1), (0, 1))
    backward = [Piece(-piece.length, piece.own, piece.other) for piece in pieces]
    state = propagate(contest, arb_mat([[0], [-1]]), backward)
    return _gain(contest, state, pieces[-1].own, pieces[-1].other, -1)


def follower_gain(contest: Contest, distance: arb) -> arb:
    """The follower's gain at a distance from his own boundary, in units of value; the leader switches as
    he does."""
    pieces = _pieces(distance, risky_reach(contest), (1, 1), (1, 0))
    state = propagate(contest, arb_mat([[ball(contest.c) / ball(contest.killing)], [0]]), pieces)
    return _gain(contest, state, pieces[-1].own, pieces[-1].other, 1)


def _distances(boundary: arb, cells: int) -> Iterator[arb]:
    return (boundary * ball(Fraction(2 * cell + 1, 2 * cells)) for cell in range(cells))


def break_leader_action(case: Case, count: int = 12, cells: int = 15, swapped: bool = False) -> Finding:
    """At certified distances inside (0, k*): risky where the profile says so, safe where it says so.

    swapped: try the opposite statement, which must be refused.
    """
    for contest in contests(case, count):
        near = risky_reach(contest)
        for distance in _distances(symmetric_boundary(contest), cells):
            gain = leader_gain(contest, distance)
            plays_risky = (near is not None and bool(distance < near)) != swapped
            if gain < 0 if plays_risky else gain > 0:
                return refuted("enclosure", "the leader gains by the other action", _at(contest, distance))
    return survived(count * cells, "states of a leader")


def break_follower_risky(case: Case, count: int = 12, cells: int = 15, swapped: bool = False) -> Finding:
    """At certified distances inside (0, k*) of his own boundary the follower's gain is not negative, and
    it is c or c / 2 at the boundary itself. swapped: try the opposite statement, which must be refused.
    """
    for contest in contests(case, count):
        previous = follower_gain(contest, ball(0))
        if not previous > 0:
            return refuted("enclosure", "no gain at the own boundary", _at(contest, ball(0)))
        for distance in _distances(symmetric_boundary(contest), cells):
            gain = follower_gain(contest, distance)
            if gain < 0 or gain < previous or (swapped and gain > 0):
                return refuted("enclosure", "the follower's gain is negative or falls", _at(contest, distance))
            previous = gain
    return survived(count * cells, "states of a follower")


def break_leader_concave(case: Case, count: int = 10, cells: int = 12, swapped: bool = False) -> Finding:
    """V'' < 0 at certified distances from the opponent's boundary, up to three times k* (unequal boundaries).

    swapped: try V'' > 0, which must be refused.
    """
    for contest in contests(case, count):
        near = risky_reach(contest)
        for distance in _distances(3 * symmetric_boundary(contest), cells):
            pieces = _pieces(distance, near, (1, 1), (0, 1))
            backward = [Piece(-piece.length, piece.own, piece.other) for piece in pieces]
            state = propagate(contest, arb_mat([[0], [-1]]), backward)
            curvature = -(companion(contest, pieces[-1].own, pieces[-1].other) * state)[1, 0]
            if curvature < 0 if swapped else curvature > 0:
                return refuted("enclosure", "V'' has the other sign", _at(contest, distance))
    return survived(count * cells, "states of a leader")


def break_leader_gain_rises(case: Case, count: int = 12, cells: int = 15) -> Finding:
    """The leader's gain rises towards the follower's boundary: certified order at neighbouring distances."""
    for contest in contests(case, count):
        previous = leader_gain(contest, ball(0))
        for distance in _distances(symmetric_boundary(contest), cells):
            gain = leader_gain(contest, distance)
            if gain > previous:
                return refuted("enclosure", "the gain is larger farther from the boundary", _at(contest, distance))
            previous = gain
    return survived(count * cells, "neighbouring states of a leader")


def _at(contest: Contest, distance: arb) -> dict[str, object]:
    return {**contest.names(), "distance": distance.str(12)}
