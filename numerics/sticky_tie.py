"""The low profile with both agents safe at a tie, taken at its word: the gap then has neither drift nor
volatility at zero.

"Risk iff behind" leaves both safe at a gap of exactly zero. The gap's equation there has coefficients zero,
so one of its
solutions stays at zero once it gets there, and the value at the tie is that of staying there for ever, not
the one that C1
contact gives. The dropping boundary changes with it, and V has a kink at the tie; an agent who takes the risk
there instead
gains if the kink is convex.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from numerics.bracketing import root_between
from numerics.contest import Contest
from numerics.contest_errors import NoContestEquilibriumError
from numerics.gap_basis import safe_leader_basis
from numerics.scale_free import distance_bound, length_unit, scale_free

TieRate = Literal["both lead", "shared"]


@dataclass(frozen=True)
class StickyTie:
    """The low profile with an absorbing tie: each side solved on its own.

    Attributes
    ----------
    k_star : dropping boundary that smooth pasting gives, progress
    value_at_tie : value of staying tied for ever
    slope_behind, slope_ahead : V'(0-) and V'(0+), value/progress
    leader_safe : whether the leader prefers the safe action on all of (0, k_star)
    """

    k_star: float
    value_at_tie: float
    slope_behind: float
    slope_ahead: float
    leader_safe: bool

    @property
    def leaving_the_tie_gains(self) -> bool:
        """Whether the risky move at the tie is a profitable deviation: the kink is convex."""
        return self.slope_ahead > self.slope_behind

    @property
    def is_equilibrium(self) -> bool:
        """Whether no agent gains by another action anywhere, the tie included."""
        return self.leader_safe and not self.leaving_the_tie_gains


def tie_value(contest: Contest, rate: TieRate = "both lead") -> float:
    """What an agent is worth who stays tied for ever, both safe.

    "both lead": h(k_i, k_j) = lambda_high 1(k_i >= k_j) + ... at its word, both succeed at lambda_high at a
    tie.
    "shared": success at lambda_high + lambda_low in all, even chances, the limit of an ever smaller gap.

    Source: Liu, Hail Mary Pass, Section 2, the hazard rate at k_i = k_j.

    Examples
    --------
    >>> game = Contest(r=1, lambda_high=1, c=1, pi=0, sigma=1, P_high=4)
    >>> tie_value(game), tie_value(game, "shared")
    (1.0, 0.5)
    """
    prizes = float(contest.P_high) + float(contest.P_low)
    if rate == "both lead":
        high = float(contest.lambda_high)
        return (high * prizes - float(contest.c)) / (float(contest.r) + 2 * high)
    return (float(contest.leader_value) + float(contest.follower_value)) / 2


def solve_sticky_tie(contest: Contest, rate: TieRate = "both lead") -> StickyTie:
    """Boundary, slopes and incentives of the low profile when the gap sticks at zero.

    Errors
    ------
    NoContestEquilibriumError if staying tied is worth no more than dropping out, or nobody ever drops out.

    Examples
    --------
    >>> game = Contest(r=1, lambda_high=1, c=1, pi=0, sigma=1, P_high=4)
    >>> solution = solve_sticky_tie(game)
    >>> round(solution.k_star, 6), solution.is_equilibrium
    (0.881374, True)
    """
    numbers, unit = scale_free(contest), float(length_unit(contest))
    worth = float(contest.exit_value) - float(contest.follower_value)
    tied = tie_value(contest, rate)
    rise = (tied - float(contest.exit_value)) / worth
    if rise <= 0:
        raise NoContestEquilibriumError(
            "staying tied is worth no more than dropping out, so nobody stays near the tie; raise the prizes"
        )
    upper = np.full(1, distance_bound(replace(numbers, phi=np.float64(rise))))
    s = root_between(lambda s: safe_leader_basis(s, numbers.p).h0_minus_1 - rise, np.zeros(1), upper)[0]
    basis = safe_leader_basis(s, numbers.p)
    # value matching at the tie: psi h0 - b h1 = (tied - L) / worth
    gap_below = (float(contest.leader_value) - tied) / worth
    b = (numbers.psi * basis.h0 + gap_below) / basis.h1
    slope = b * basis.h1_slope - numbers.psi * basis.h0_slope
    signs = numbers.psi + numbers.p * b, -gap_below + numbers.p * slope
    scale = worth / unit
    return StickyTie(float(unit * s), tied, float(scale * basis.h0_slope), float(scale * slope), bool(max(signs) <= 0))
