"""The primitives of a contest with stochastic progress, and the constants that they fix."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from numerics.contest_errors import InvalidContestError

Real = int | float | Fraction


@dataclass(frozen=True, kw_only=True)
class Contest:
    """Two agents, a gap, two prizes and two hazard rates.

    Agent i's progress follows dk_i = (1 + a_i pi) dt + a_i sigma dw_i, a_i in {0, 1}, so the gap x = k_i -
    k_j drifts at
    (a_i - a_j) pi with variance (a_i + a_j) sigma^2 a unit of time. Both pay c a unit of time while they are
    in. The
    agent who is ahead succeeds at rate lambda_high, the other at lambda_low; the winner gets P_high, the
    other P_low.
    Once one of them is out, the other goes on alone and succeeds at lambda_high, or leaves too.

    Attributes
    ----------
    r : discount rate, 1/time, positive
    lambda_high, lambda_low : success rates, 1/time, lambda_high > lambda_low >= 0
    c : flow cost, value/time, positive
    pi : what the risky move adds to the drift of 1, progress/time, any sign
    sigma : volatility of the risky move, progress/sqrt(time), positive
    P_high, P_low : prizes, value, P_high >= P_low >= 0 and P_high > 0
    keeps_prize : whether an agent who has dropped out is still paid P_low when the one who went on succeeds

    The baseline game has lambda_low = 0 and P_low = 0. Entries may be int, float or Fraction; what is
    rational in them
    stays exact.

    Errors
    ------
    InvalidContestError names the first entry outside its domain.

    Source: Liu, Hail Mary Pass, Section 2 (baseline) and Section 4.1 (two rates, two prizes).

    Examples
    --------
    >>> from fractions import Fraction
    >>> game = Contest(r=1, lambda_high=1, c=1, pi=0, sigma=1, P_high=Fraction(5, 2))
    >>> game.profitability, game.lone_value
    (Fraction(5, 2), Fraction(3, 4))
    """

    r: Real
    lambda_high: Real
    c: Real
    pi: Real
    sigma: Real
    P_high: Real
    lambda_low: Real = 0
    P_low: Real = 0
    keeps_prize: bool = False

    def __post_init__(self) -> None:
        for name in ("r", "lambda_high", "c", "pi", "sigma", "P_high", "lambda_low", "P_low"):
            _require_finite_real(name, getattr(self, name))
        for name in ("r", "lambda_high", "c", "sigma", "P_high"):
            _require(getattr(self, name) > 0, name, "positive", getattr(self, name))
        for name, above in (("lambda_low", "lambda_high"), ("P_low", "P_high")):
            _require(getattr(self, name) >= 0, name, "nonnegative", getattr(self, name))
            _require(getattr(self, name) <= getattr(self, above), name, f"at most {above}", getattr(self, name))
        _require(self.lambda_low < self.lambda_high, "lambda_low", "less than lambda_high", self.lambda_low)

    def exact(self) -> Contest:
        """The same contest with every entry a Fraction; a float counts as the binary number that it is."""
        return Contest(
            r=Fraction(self.r),
            lambda_high=Fraction(self.lambda_high),
            c=Fraction(self.c),
            pi=Fraction(self.pi),
            sigma=Fraction(self.sigma),
            P_high=Fraction(self.P_high),
            lambda_low=Fraction(self.lambda_low),
            P_low=Fraction(self.P_low),
            keeps_prize=self.keeps_prize,
        )

    @property
    def is_baseline(self) -> bool:
        """Whether only the leader can succeed and the loser gets nothing (Section 2)."""
        return self.lambda_low == 0 and self.P_low == 0

    @property
    def total_rate(self) -> Real:
        """rho = r + lambda_high + lambda_low, 1/time: discounting and success with both agents in."""
        return self.r + self.lambda_high + self.lambda_low

    @property
    def leader_value(self) -> Real:
        """(lambda_high P_high + lambda_low P_low - c) / rho: ahead for ever with both agents in."""
        won = self.lambda_high * self.P_high + self.lambda_low * self.P_low
        return _ratio(won - self.c, self.total_rate)

    @property
    def follower_value(self) -> Real:
        """(lambda_low P_high + lambda_high P_low - c) / rho: behind for ever with both agents in."""
        won = self.lambda_low * self.P_high + self.lambda_high * self.P_low
        return _ratio(won - self.c, self.total_rate)

    @property
    def lone_agent_stays(self) -> bool:
        """Whether an agent alone in the contest covers his cost: lambda_high P_high > c, decided without rounding."""
        return Fraction(self.lambda_high) * Fraction(self.P_high) > Fraction(self.c)

    @property
    def lone_value(self) -> Real:
        """max(0, (lambda_high P_high - c) / (r + lambda_high)): alone in the contest, free to leave (A.3)."""
        if not self.lone_agent_stays:
            return 0
        return _ratio(self.lambda_high * self.P_high - self.c, self.r + self.lambda_high)

    @property
    def exit_value(self) -> Real:
        """What an agent is worth who drops out: 0, or lambda_high P_low / (r + lambda_high) if he keeps the
        prize."""
        if not (self.keeps_prize and self.lone_agent_stays):
            return 0
        return _ratio(self.lambda_high * self.P_low, self.r + self.lambda_high)

    @property
    def never_drops_out(self) -> bool:
        """Whether being behind for ever is worth at least as much as dropping out, so that nobody ever
        does."""
        exact = self.exact()
        return exact.follower_value >= exact.exit_value

    @property
    def profitability(self) -> Real:
        """phi = lambda_high P_high / c of the baseline game (Section 3)."""
        return _ratio(self.lambda_high * self.P_high, self.c)

    @property
    def generalised_profitability(self) -> Real:
        """phi-bar of equation (2); math.inf where its denominator is not positive."""
        margin = self.c - (self.lambda_low * self.P_high + self.lambda_high * self.P_low)
        if margin <= 0:
            return math.inf
        return _ratio((self.lambda_high - self.lambda_low) * (self.P_high - self.P_low), margin)

    @property
    def eta(self) -> float:
        """sqrt(rho) / sigma, 1/progress (A.7): the inverse of the length scale of the gap."""
        return math.sqrt(self.total_rate) / float(self.sigma)

    @property
    def return_ratio(self) -> float:
        """p = 2 pi / (sigma sqrt(rho)), a pure number: Definition 1 compares it with f(phi)."""
        return 2 * float(self.pi) / (float(self.sigma) * math.sqrt(self.total_rate))


def _ratio(numerator: Real, denominator: Real) -> Real:
    """The quotient, exact where both are rational."""
    if isinstance(numerator, float) or isinstance(denominator, float):
        return float(numerator) / float(denominator)
    return Fraction(numerator) / Fraction(denominator)


def _require_finite_real(name: str, entry: object) -> None:
    if isinstance(entry, bool) or not isinstance(entry, int | float | Fraction) or not math.isfinite(entry):
        raise InvalidContestError(f"{name} must be a finite int, float or Fraction, not {entry!r}; give a number")


def _require(holds: bool, name: str, domain: str, entry: Real) -> None:
    if not holds:
        raise InvalidContestError(f"{name} must be {domain}, not {entry!r}; change this entry")
