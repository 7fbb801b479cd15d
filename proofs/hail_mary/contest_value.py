"""A player's value from the primitives alone: balls for 2 x 2 propagators, no roots, no closed form.

On an interval where both actions are constant the value solves (A.1) without the maximum,
    (r + lambda) V = flow + (a_i - a_j) pi V' + (a_i + a_j) sigma^2 V'' / 2,
so the vector (V - flow / (r + lambda), V') moves over a distance d by the exponential of d times a
companion matrix.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flint import arb, arb_mat

from proofs.hail_mary.contest import Contest, ball


class NoVolatilityError(ValueError):
    """Both players are safe on an interval: the gap does not move there and (A.1) is no differential
    equation."""

    def __init__(self) -> None:
        super().__init__("both actions are safe on an interval; give at least one player the risky move there")


@dataclass(frozen=True)
class Piece:
    """An interval of gaps: its length and the two actions (own, opponent's) on it."""

    length: arb
    own: int
    other: int


def companion(contest: Contest, own: int, other: int) -> arb_mat:
    """The matrix M of (u, u')' = M (u, u') for u = V - flow / (r + lambda)."""
    if own + other == 0:
        raise NoVolatilityError
    half_variance = ball(contest.sigma) ** 2 * (own + other) / 2
    drift = ball(contest.pi) * (own - other)
    return arb_mat([[0, 1], [ball(contest.killing) / half_variance, -drift / half_variance]])


def propagate(contest: Contest, state: arb_mat, pieces: Sequence[Piece]) -> arb_mat:
    """(u, u') carried over the pieces in their order; a negative length goes to the left."""
    for piece in pieces:
        state = (companion(contest, piece.own, piece.other) * piece.length).exp() * state
    return state


def follower_at_zero(contest: Contest, pieces: Sequence[Piece]) -> tuple[arb, arb]:
    """(V, V') at gap 0- from V = V' = 0 at the own boundary; pieces from that boundary up to 0."""
    outside = ball(contest.c) / ball(contest.killing)
    state = propagate(contest, arb_mat([[outside], [0]]), pieces)
    return state[0, 0] - outside, state[1, 0]


def leader_shortfall(contest: Contest, pieces: Sequence[Piece]) -> tuple[arb, arb]:
    """(h, h') at gap 0+ with V = V_win - h, h = 0 and h' = -1 at the opponent's boundary.

    pieces: from the opponent's boundary down to 0, lengths positive.
    """
    backward = [Piece(-piece.length, piece.own, piece.other) for piece in pieces]
    state = propagate(contest, arb_mat([[0], [-1]]), backward)
    return state[0, 0], state[1, 0]


def winning_value(contest: Contest) -> arb:
    """(lambda P - c) / (r + lambda)."""
    return (ball(contest.lam) * ball(contest.P) - ball(contest.c)) / ball(contest.killing)


def contact_residual(contest: Contest, follower: Sequence[Piece], leader: Sequence[Piece]) -> arb:
    """V(0-) + V'(0-) h(0+) / (-h'(0+)) - V_win: zero exactly when a C1 value meets (A.3) and (A.4).

    Positive when the own boundary is farther than optimal: V(0-) and V'(0-) increase in its distance.
    """
    value, slope = follower_at_zero(contest, follower)
    shortfall, shortfall_slope = leader_shortfall(contest, leader)
    return value + slope * shortfall / (-shortfall_slope) - winning_value(contest)
