"""A symmetric Markov profile read off a printed rule, and which case it belongs to.

A rule maps (gap, k*, k**) to an action and depends only on the order of gap, -k*, -k**, 0, k**, k*; so
one stand-in for each of the seven places decides what it says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from proofs.hail_mary.contest import Case

Rule = Callable[[Fraction, Fraction, Fraction], int]


@dataclass(frozen=True)
class Zones:
    """The actions on (-k*, -k**), (-k**, 0), at 0, on (0, k**), (k**, k*)."""

    follower_near: int
    follower_far: int
    tie: int
    leader_near_zero: int
    leader_near_boundary: int


def zones(rule: Rule) -> Zones:
    """What the rule says on each zone, from stand-ins k* = 2, k** = 1.

    >>> zones(low_rule)
    Zones(follower_near=1, follower_far=1, tie=0, leader_near_zero=0, leader_near_boundary=0)
    """
    boundary, switch = Fraction(2), Fraction(1)
    places = (Fraction(-3, 2), Fraction(-1, 2), Fraction(0), Fraction(1, 2), Fraction(3, 2))
    return Zones(*(int(rule(place, boundary, switch)) for place in places))


def low_rule(gap: Fraction, k_star: Fraction, k_switch: Fraction) -> int:
    """Proposition 1 as printed: risky iff gap < 0."""
    return int(gap < 0)


def high_rule(gap: Fraction, k_star: Fraction, k_switch: Fraction) -> int:
    """Proposition 2 as printed: always risky."""
    return 1


def medium_rule(gap: Fraction, k_star: Fraction, k_switch: Fraction) -> int:
    """Proposition 3 as printed: risky iff gap < 0 or gap >= k**."""
    return int(gap < 0 or gap >= k_switch)


def low_rule_repaired(gap: Fraction, k_star: Fraction, k_switch: Fraction) -> int:
    """Risky iff gap <= 0: the tie is played risky."""
    return int(gap <= 0)


def medium_rule_repaired(gap: Fraction, k_star: Fraction, k_switch: Fraction) -> int:
    """Risky iff gap <= 0 or gap >= k**."""
    return int(gap <= 0 or gap >= k_switch)


PRINTED: dict[Case, Rule] = {"low": low_rule, "medium": medium_rule, "high": high_rule}
REPAIRED: dict[Case, Rule] = {"low": low_rule_repaired, "medium": medium_rule_repaired, "high": high_rule}

# What the Bellman equation asks off the tie, by `leader_ratio` and the follower checks.
OPTIMAL: dict[Case, tuple[int, int]] = {"low": (0, 0), "medium": (0, 1), "high": (1, 1)}
