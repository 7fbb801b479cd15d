"""The stopping boundary as a ball, by bracketing on the contact residual from the primitives."""

from __future__ import annotations

from collections.abc import Callable

from flint import arb

from proofs.hail_mary.contest import Contest, ball
from proofs.hail_mary.contest_value import Piece, contact_residual

STEPS = 400
TOLERANCE_BITS = 90


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
    below, above = function(low), function(high)
    for _ in range(200):
        if above > 0:
            return _enclose(function, low, high, below, above)
        low, high, below = high, 2 * high, above
        above = function(high)
    raise NoBracketError(high)


def _enclose(function: Callable[[arb], arb], low: arb, high: arb, below: arb, above: arb) -> arb:
    """Illinois steps on midpoints, then a ball around the last one with certified signs at both ends."""
    guess, last_side = low, 0
    for _ in range(STEPS):
        previous = guess
        # An exponential is no chord: halve until the bracket is short relative to the root, then interpolate.
        chord = (low * above - high * below) / (above - below)
        guess = (chord if 2 * high < 3 * low else (low + high) / 2).mid()
        radius = guess / 2**TOLERANCE_BITS
        if abs(guess - previous) < radius and function(guess - radius) < 0 < function(guess + radius):
            return arb(guess - radius).union(guess + radius)
        value = function(guess).mid()
        if value > 0:
            high, above, below, last_side = guess, value, below / 2 if last_side > 0 else below, 1
        else:
            low, below, above, last_side = guess, value, above / 2 if last_side < 0 else above, -1
    raise NoBracketError(high)


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
