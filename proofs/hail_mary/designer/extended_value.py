"""What each place in the extended contest is worth when nobody moves: four levels and the two ratios they
make.

With both agents in, success comes at lambda_high + lambda_low, so values discount at R = r + lambda_high
+ lambda_low. The derivations of Section 3 see the contest only through these levels, measured from what a
drop-out gets and in units of what the follower loses by staying: `profitability` is the leader's level,
`exit_profitability` the level that the leader jumps to when the follower drops out. Section 3 has one
ratio because its two are equal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

RATES = ("lambda_high", "lambda_low", "P_high", "P_low", "c", "r")
Number = Any  # Fraction, sympy.Expr, flint.arb or float: only + - * / are used


@dataclass(frozen=True)
class ExtendedContest:
    """Rates, prizes and cost of Section 4.1; `keeps_loser_prize`: a drop-out is paid P_low when the other
    succeeds.

    >>> from fractions import Fraction as Q
    >>> contest = ExtendedContest(Q(2), Q(1), Q(1), Q(0), c=Q(3, 2), r=Q(1))
    >>> contest.profitability, contest.exit_profitability
    (Fraction(2, 1), Fraction(7, 3))
    """

    lambda_high: Number
    lambda_low: Number
    P_high: Number
    P_low: Number
    c: Number
    r: Number
    keeps_loser_prize: bool = False

    @classmethod
    def at(cls, values: Mapping[str, Number]) -> ExtendedContest:
        """The contest whose rates, prizes and cost are the entries of that name."""
        return cls(**{name: values[name] for name in RATES})

    @property
    def discount(self) -> Number:
        """R = r + lambda_high + lambda_low, per unit of time."""
        return self.r + self.lambda_high + self.lambda_low

    @property
    def leader_level(self) -> Number:
        """Worth of leading for ever with the rival in."""
        return (self.lambda_high * self.P_high + self.lambda_low * self.P_low - self.c) / self.discount

    @property
    def follower_loss(self) -> Number:
        """Minus the worth of following for ever."""
        return (self.c - self.lambda_low * self.P_high - self.lambda_high * self.P_low) / self.discount

    @property
    def lone_level(self) -> Number:
        """Worth of going on alone, before the choice to leave instead."""
        return (self.lambda_high * self.P_high - self.c) / (self.r + self.lambda_high)

    @property
    def dropout_level(self) -> Number:
        """Worth of having dropped out while the other goes on."""
        if not self.keeps_loser_prize:
            return self.P_low * 0
        return self.lambda_high * self.P_low / (self.r + self.lambda_high)

    @property
    def unit(self) -> Number:
        """What the follower would lose by staying for ever; positive where he ever drops out."""
        return self.follower_loss + self.dropout_level

    @property
    def profitability(self) -> Number:
        """The ratio that takes the place of phi inside the region where both are in."""
        return (self.leader_level + self.follower_loss) / self.unit

    @property
    def exit_profitability(self) -> Number:
        """The ratio that takes the place of phi in (A.3), the leader's value at the follower's boundary."""
        return (self.lone_level + self.follower_loss) / self.unit
