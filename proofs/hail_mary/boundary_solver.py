"""The stopping boundary as a ball, by bisection on the contact residual from the primitives."""

from __future__ import annotations

from collections.abc import Callable

from flint import arb

from proofs.hail_mary.contest import Contest, ball
from proofs.hail_mary.contest_value import Piece, contact_residual

BISECTIONS = 90


class NoBracketError(ArithmeticError):
    """No sign change was found."""

    def __init__(self, reached: arb) -> None:
        super().__init__(f"no sign change up to {reached.str(6)}; is lambda P > c?")


def increasing_root(function: Callable[[arb], arb], start: arb) -> arb:
    """A ball that contains the root of an increasing function with a negative value at 0+.

    Both ends of the ball have certified signs.

    >>> root = increasing_root(lambda x: x * x - 2, ball(1))
    >>> bool(abs(root * root - 2) < ball(1) / 10**20)
    True
    """
    low, high = ball(0), start
    for _ in range(200):
        if function(high) > 0:
            break
        low, high = high, 2 * high
    else:
        raise NoBracketError(high)
    for _ in range(BISECTIONS):
        middle = ((low + high) / 2).mid()
        sign = function(middle)
        if sign > 0:
            high = middle
        elif sign < 0:
            low = middle
        else:
            break
    return low.union(high)


def follower_pieces(boundary: arb, near: arb | None) -> list[Piece]:
    """The follower's interval: the leader is risky within `near` of the boundary (None: never), safe
    after that."""
    if near is None:
        return [Piece(boundary, 1, 0)]
    if not boundary > near:
        return [Piece(boundary, 1, 1)]
    return [Piece(near, 1, 1), Piece(boundary - near, 1, 0)]


def leader_pieces(boundary: arb, near: arb | None) -> list[Piece]:
    """The leader's interval from the opponent's boundary down: risky within `near` of it, safe after that."""
    return [Piece(piece.length, piece.other, piece.own) for piece in follower_pieces(boundary, near)]


def risky_reach(contest: Contest) -> arb | None:
    """How far from the opponent's boundary a leader is risky: None for never, atanh(t) / eta, infinite
    if t >= 1."""
    relative = contest.relative_return()
    if contest.pi <= 0:
        return None
    if 4 * contest.pi**2 >= contest.sigma**2 * contest.killing:
        return arb("inf")
    rate = ball(contest.killing).sqrt() / ball(contest.sigma)
    return ((1 + relative) / (1 - relative)).log() / (2 * rate)


def best_reply(contest: Contest, other: arb) -> arb:
    """BR(k_j) (low) and its counterpart with the leader's best switching (medium, high)."""
    near = risky_reach(contest)
    leader = leader_pieces(other, near)
    return increasing_root(
        lambda own: contact_residual(contest, follower_pieces(own, near), leader), _length_scale(contest)
    )


def symmetric_boundary(contest: Contest) -> arb:
    """k*, the boundary that is the best reply to itself."""
    near = risky_reach(contest)
    return increasing_root(
        lambda own: contact_residual(contest, follower_pieces(own, near), leader_pieces(own, near)),
        _length_scale(contest),
    )


def _length_scale(contest: Contest) -> arb:
    return ball(contest.sigma) / ball(contest.killing).sqrt() / 4
