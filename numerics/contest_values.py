"""What an agent is worth at every gap under threshold strategies, with the first two derivatives.

The gap x = k_i - k_j is agent i's lead. He is out at x <= -k_i, alone at x >= k_j, and in between his value V
solves

    rho V = flow + (a_i - a_j) pi V' + (a_i + a_j) (sigma^2 / 2) V''

with C1 contact everywhere inside, V(-k_i) = exit value and V(k_j) = lone value (A.3). Smooth pasting (A.4)
holds only where
k_i is a best reply; elsewhere V has a kink there, which is what a deviation is measured by.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from numerics.arithmetic import DOUBLES, Arithmetic, Scalar, balls
from numerics.contest import Contest
from numerics.contest_errors import InvalidContestError
from numerics.extended_boundary import Profile
from numerics.extended_contest import ExtendedEquilibrium
from numerics.free_boundary import FreeBoundary
from numerics.gap_basis import GapBasis, gap_basis, safe_leader_roots
from numerics.scale_free import ScaleFree, length_unit, scale_free


@dataclass(frozen=True)
class ThresholdStrategy:
    """Drop out at -k, take the risk when behind, and when ahead iff the lead is at least `switch`.

    Attributes
    ----------
    k : dropping boundary, progress, positive
    switch : lead from which the leader takes the risk, progress; inf for never
    risky_above : False turns the leader's rule around: he takes the risk iff his lead is less than `switch`
    """

    k: Scalar
    switch: Scalar
    risky_above: bool = True

    def action(self, lead: Scalar) -> Any:
        """0 or 1 at a lead (negative: behind), for a float or an array; at a tie as a leader."""
        ahead = (np.asarray(lead) >= self.switch) == self.risky_above
        return np.where(np.asarray(lead) < 0, 1, ahead.astype(int))


def strategy_of(solution: FreeBoundary | ExtendedEquilibrium) -> ThresholdStrategy:
    """The strategy that both agents play in a symmetric equilibrium."""
    reverse = isinstance(solution, ExtendedEquilibrium) and solution.profile is Profile.REVERSE
    low = solution.case == "low" if isinstance(solution, FreeBoundary) else solution.profile is Profile.LOW
    return ThresholdStrategy(solution.k_star, math.inf if low else solution.k_switch, not reverse)


@dataclass(frozen=True)
class AgentValue:
    """Agent i's value under a pair of threshold strategies with finite positive boundaries.

    Attributes
    ----------
    contest : the primitives
    own, opposing : what agents i and j play
    arithmetic : DOUBLES, or `balls()` with strategies given in balls

    Source: Liu, Hail Mary Pass, Appendix A.1, the value functions of the proofs of Propositions 1-3.

    Examples
    --------
    >>> from numerics.free_boundary import solve_free_boundary
    >>> game = Contest(r=1, lambda_high=1, c=1, pi=0, sigma=1, P_high=3)
    >>> plan = strategy_of(solve_free_boundary(game))
    >>> V = AgentValue(game, plan, plan)
    >>> bool(abs(V.value(plan.k) - 1) < 1e-12), bool(abs(V.slope(-plan.k + 1e-9)) < 1e-6)
    (True, True)
    """

    contest: Contest
    own: ThresholdStrategy
    opposing: ThresholdStrategy
    arithmetic: Arithmetic = DOUBLES

    def __post_init__(self) -> None:
        for name, plan in (("own", self.own), ("opposing", self.opposing)):
            finite = plan.k.is_finite() if hasattr(plan.k, "is_finite") else math.isfinite(plan.k)
            if not (finite and plan.k > 0):
                raise InvalidContestError(
                    f"{name}.k must be finite and positive, not {plan.k}; `symmetric_values` takes others"
                )

    @cached_property
    def numbers(self) -> ScaleFree:
        """phi, psi, p and margin of the contest."""
        return scale_free(self._exact, self.arithmetic)

    @cached_property
    def unit(self) -> Scalar:
        """(exit value) - (follower's long-run value), value: the unit of the scale-free problem."""
        return self.arithmetic.number(self._exact.exit_value - self._exact.follower_value)

    @cached_property
    def slopes(self) -> tuple[Scalar, Scalar]:
        """V' at the own and at the opponent's boundary, in units of unit * eta: zero and b in equilibrium."""
        h, g = self._behind(0 * self.own.k), self._ahead(0 * self.own.k)
        psi = self.numbers.psi
        value_gap = self.numbers.margin + psi * g.h0_minus_1 - h.h0_minus_1
        slope_gap = h.h0_slope + psi * g.h0_slope
        wronskian = h.h1 * g.h1_slope + h.h1_slope * g.h1
        own = (value_gap * g.h1_slope - slope_gap * g.h1) / wronskian
        return own, (value_gap * h.h1_slope + slope_gap * h.h1) / wronskian

    def value(self, x: Scalar) -> Scalar:
        """V(x), value; x a float, an array of any shape, or a ball."""
        return self._piecewise(x, self._value_behind, self._value_ahead, *self._ends())

    def slope(self, x: Scalar) -> Scalar:
        """V'(x), value/progress; zero outside (-k_i, k_j)."""
        return self._piecewise(x, self._slope_behind, self._slope_ahead, 0.0, 0.0)

    def curvature(self, x: Scalar) -> Scalar:
        """V''(x), value/progress^2, from the right at the tie and at a switch; zero outside (-k_i, k_j)."""
        return self._piecewise(x, self._curvature_behind, self._curvature_ahead, 0.0, 0.0)

    def switching(self, x: Scalar) -> Scalar:
        """pi V' + sigma^2 V'' / 2, value/time: what the risky move gains over the safe one (A.2)."""
        number = self.arithmetic.number
        pi, sigma = number(self._exact.pi), number(self._exact.sigma)
        return pi * self.slope(x) + sigma * sigma / 2 * self.curvature(x)

    def deviation_gain(self, x: Scalar) -> Any:
        """The most that another action gains for an instant, value/time, never negative (doubles only)."""
        gain = self.switching(x)
        return np.maximum(np.where(self.own.action(x) == 1, -gain, gain), 0.0)

    @cached_property
    def _exact(self) -> Contest:
        return self.contest.exact()

    @cached_property
    def _eta(self) -> Scalar:
        return 1 / length_unit(self._exact, self.arithmetic)

    def _basis(self, distance: Scalar, leader: ThresholdStrategy, boundary: Scalar) -> GapBasis:
        near = boundary - leader.switch
        near = self.arithmetic.select(near > 0, near, 0 * boundary)
        return gap_basis(
            self._eta * distance,
            self._eta * near,
            self.numbers.p,
            risky_near=leader.risky_above,
            arithmetic=self.arithmetic,
        )

    def _behind(self, x: Scalar) -> GapBasis:
        return self._basis(x + self.own.k, self.opposing, self.own.k)

    def _ahead(self, x: Scalar) -> GapBasis:
        return self._basis(self.opposing.k - x, self.own, self.opposing.k)

    def _ends(self) -> tuple[Scalar, Scalar]:
        number = self.arithmetic.number
        return number(self._exact.exit_value), number(self._exact.lone_value)

    def _value_behind(self, x: Scalar) -> Scalar:
        basis = self._behind(x)
        return self._ends()[0] + self.unit * (basis.h0_minus_1 + self.slopes[0] * basis.h1)

    def _value_ahead(self, x: Scalar) -> Scalar:
        basis = self._ahead(x)
        return self._ends()[1] + self.unit * (self.numbers.psi * basis.h0_minus_1 - self.slopes[1] * basis.h1)

    def _slope_behind(self, x: Scalar) -> Scalar:
        basis = self._behind(x)
        return self.unit * self._eta * (basis.h0_slope + self.slopes[0] * basis.h1_slope)

    def _slope_ahead(self, x: Scalar) -> Scalar:
        basis = self._ahead(x)
        return self.unit * self._eta * (self.slopes[1] * basis.h1_slope - self.numbers.psi * basis.h0_slope)

    def _curvature_behind(self, x: Scalar) -> Scalar:
        basis = self._behind(x)
        y, slope = basis.h0 + self.slopes[0] * basis.h1, basis.h0_slope + self.slopes[0] * basis.h1_slope
        return self._curved(y, slope, self.opposing.action(-x))

    def _curvature_ahead(self, x: Scalar) -> Scalar:
        basis, (_, b) = self._ahead(x), self.slopes
        psi = self.numbers.psi
        y, slope = psi * basis.h0 - b * basis.h1, psi * basis.h0_slope - b * basis.h1_slope
        return self._curved(y, slope, self.own.action(x))

    def _curved(self, y: Scalar, slope: Scalar, leader_risky: Any) -> Scalar:
        safe = 2 * y - self.numbers.p * slope
        return self.unit * self._eta * self._eta * self.arithmetic.select(leader_risky == 1, y, safe)

    def _piecewise(self, x: Scalar, behind: Any, ahead: Any, out: Scalar, alone: Scalar) -> Scalar:
        if self.arithmetic is not DOUBLES:
            if x <= -self.own.k or x >= self.opposing.k:
                return out if x < 0 else alone
            return behind(x) if x < 0 else ahead(x)
        gap = np.asarray(x, dtype=np.float64)
        inside = np.clip(gap, -self.own.k, self.opposing.k)
        here = np.where(gap < 0, behind(np.minimum(inside, 0.0)), ahead(np.maximum(inside, 0.0)))
        here = np.where(gap <= -self.own.k, out, np.where(gap >= self.opposing.k, alone, here))
        return here if here.ndim else float(here)


def symmetric_values(
    contest: Contest, solution: FreeBoundary | ExtendedEquilibrium
) -> AgentValue | UnboundedValue | NothingLeft:
    """The value of either agent in a symmetric equilibrium, whichever profile it has; balls if it is in
    balls.

    Examples
    --------
    >>> from numerics.free_boundary import solve_free_boundary
    >>> game = Contest(r=1, lambda_high=1, c=1, pi=0, sigma=1, P_high=3)
    >>> V = symmetric_values(game, solve_free_boundary(game))
    >>> V.value(np.array([-9.0, 9.0])).tolist()
    [0.0, 1.0]
    """
    if isinstance(solution, ExtendedEquilibrium):
        if solution.profile is Profile.NEVER:
            return UnboundedValue(contest)
        if solution.profile is Profile.AT_ONCE:
            return NothingLeft()
    plan = strategy_of(solution)
    return AgentValue(contest, plan, plan, DOUBLES if isinstance(plan.k, float) else balls())


@dataclass(frozen=True)
class UnboundedValue:
    """The value when nobody ever drops out: V tends to the long-run values at both ends, exponentially.

    V(x) = F + (L - F) exp(z x) / 2 behind and L - (L - F) exp(-z x) / 2 ahead, z = eta z_+ with a safe leader
    (p < 1) and
    eta when both take the risk.

    Examples
    --------
    >>> game = Contest(r=1, lambda_high=2, lambda_low=1, c=1, pi=0, sigma=1, P_high=1, P_low=1)
    >>> UnboundedValue(game).value(0.0).tolist()
    0.5
    """

    contest: Contest

    @property
    def rate(self) -> float:
        """z, 1/progress."""
        p = self.contest.return_ratio
        return self.contest.eta * (float(safe_leader_roots(p)[0]) if p < 1 else 1.0)

    def value(self, x: Scalar) -> Scalar:
        """V(x), value; x a float or an array."""
        behind, ahead = float(self.contest.follower_value), float(self.contest.leader_value)
        decay = np.exp(-self.rate * np.abs(x)) * (ahead - behind) / 2
        return np.where(np.asarray(x) < 0, behind + decay, ahead - decay)[()]

    def slope(self, x: Scalar) -> Scalar:
        """V'(x), value/progress."""
        spread = float(self.contest.leader_value) - float(self.contest.follower_value)
        return self.rate * spread / 2 * np.exp(-self.rate * np.abs(x))

    def curvature(self, x: Scalar) -> Scalar:
        """V''(x), value/progress^2, from the right at the tie."""
        return np.where(np.asarray(x) < 0, self.rate, -self.rate)[()] * self.slope(x)


@dataclass(frozen=True)
class NothingLeft:
    """The value when both leave at once: zero everywhere."""

    def value(self, x: Scalar) -> Scalar:
        """Zero, in the shape of x."""
        return 0.0 * np.asarray(x, dtype=np.float64)[()]

    slope = curvature = value
