"""How long a contest lasts: hitting time of the dropping boundary, time the follower stays, time to success.

|x| = |k_i - k_j| is a diffusion reflected at zero: it drifts at -pi with variance sigma^2 where the leader is
safe, and has no
drift and variance 2 sigma^2 where both take the risk. Its Laplace transform Psi solves the boundary value
problem

    theta Psi = drift Psi' + variance/2 Psi'',  Psi'(0) = 0,  Psi(k*) = 1,

so Psi(x) = g(x) / g(k*) with g the solution that starts at the tie with value 1 and slope 0. With both agents
in, success
comes at rate lambda_high + lambda_low whatever the gap, so all expected times follow from Psi.
"""

from __future__ import annotations

import math
from typing import Any, Literal

import numpy as np

from numerics.arithmetic import DOUBLES, Arithmetic, Scalar
from numerics.contest import Contest
from numerics.contest_errors import InvalidContestError
from numerics.contest_values import ThresholdStrategy
from numerics.gap_basis import GapBasis, gap_basis

TieAction = Literal["risky", "safe"]


def laplace_transform(
    contest: Contest,
    plan: ThresholdStrategy,
    theta: Scalar,
    start: Scalar = 0.0,
    *,
    tie: TieAction = "risky",
    arithmetic: Arithmetic = DOUBLES,
) -> Scalar:
    """Psi(theta; k*, x) = E[exp(-theta tau)], tau the first time with |x| >= k*, when both agents play
    `plan`.

    Parameters
    ----------
    contest : only pi and sigma matter
    plan : boundary and switch, progress; an infinite boundary gives 0
    theta : positive, 1/time
    start : the gap at time 0, progress, any sign; a float, an array or a ball. From |start| >= k* it is 1.
    tie : what is played at a gap of exactly zero. "risky" (either agent) lets the gap pass through zero;
        "safe" is both
        safe there: no drift and no volatility, so the gap sticks at zero once it gets there.

    Source: Liu, Hail Mary Pass, Appendix A.2; footnote 11 is the low profile.

    Examples
    --------
    >>> game = Contest(r=1, lambda_high=1, c=1, pi=0, sigma=1, P_high=3)
    >>> plan = ThresholdStrategy(1.0, math.inf)
    >>> abs(laplace_transform(game, plan, 0.5) - 1 / math.cosh(1.0)) < 1e-15
    True
    """
    if not theta > 0:
        raise InvalidContestError(f"theta must be positive, not {theta!r}; expected times are the other functions")
    here, there = _from_tie(contest, plan, theta, (start, plan.k), arithmetic)
    return _plain(here.h1 / there.h1 if tie == "safe" else here.h0 / there.h0)


def follower_stay_time(
    contest: Contest, plan: ThresholdStrategy, start: Scalar = 0.0, *, arithmetic: Arithmetic = DOUBLES
) -> Scalar:
    """E[min(tau, T)], time: how long both agents are in, T the time of success while they are.

    (1 - Psi(Lambda)) / Lambda with Lambda = lambda_high + lambda_low, the first chain of Appendix A.2. Zero
    from
    |start| >= k*. In balls with `arithmetic=balls()`, an exact contest and a plan in balls.

    Examples
    --------
    >>> game = Contest(r=1, lambda_high=1, c=1, pi=0, sigma=1, P_high=3)
    >>> follower_stay_time(game, ThresholdStrategy(math.inf, math.inf))
    1.0
    """
    rate = arithmetic.number(contest.lambda_high + contest.lambda_low)
    if _has_no_boundary(plan):
        return _plain((1 - _ended_before(plan, start)) / rate)
    here, there = _from_tie(contest, plan, rate, (start, plan.k), arithmetic)
    return _plain((there.h0_minus_1 - here.h0_minus_1) / (there.h0 * rate))


def success_time(
    contest: Contest, plan: ThresholdStrategy, start: Scalar = 0.0, *, arithmetic: Arithmetic = DOUBLES
) -> Scalar:
    """The expected time to success, time; inf where it may never come, because a lone agent leaves.

    1 / Lambda + Psi(Lambda) (1 / lambda_high - 1 / Lambda): success at rate Lambda while both are in, at
    lambda_high
    after. It does not depend on the boundary if lambda_low = 0.

    Source: the primitives; the second chain of Appendix A.2 ends in another expression,
    `printed_success_time`.

    Examples
    --------
    >>> game = Contest(r=1, lambda_high=1, lambda_low=1/2, c=1, pi=0, sigma=1, P_high=3)
    >>> success_time(game, ThresholdStrategy(1.0, math.inf), 7.0)
    1.0
    """
    high, rate = (arithmetic.number(x) for x in (contest.lambda_high, contest.lambda_high + contest.lambda_low))
    psi = _transform_or_ended(contest, plan, rate, start, arithmetic)
    if contest.lone_agent_stays:
        return _plain(1 / rate + psi * (1 / high - 1 / rate))
    return _plain(np.where(psi > 0, np.inf, 1 / rate))


def printed_success_time(contest: Contest, plan: ThresholdStrategy, start: Scalar = 0.0) -> Scalar:
    """The last line of the second chain of Appendix A.2, (1 - Psi(Lambda)) / Lambda + Psi(lambda_high) /
    lambda_high.

    For comparison only: it lets success before tau come at lambda_high in the second term.

    Examples
    --------
    >>> game = Contest(r=1, lambda_high=1, c=1, pi=0, sigma=1, P_high=3)
    >>> plan = ThresholdStrategy(1.0, math.inf)
    >>> printed_success_time(game, plan) == success_time(game, plan)
    True
    """
    high, rate = float(contest.lambda_high), float(contest.lambda_high) + float(contest.lambda_low)
    fast, slow = (_transform_or_ended(contest, plan, theta, start, DOUBLES) for theta in (rate, high))
    return _plain((1 - fast) / rate + slow / high)


def _has_no_boundary(plan: ThresholdStrategy) -> bool:
    """Whether nobody ever drops out (infinite) or both do at once (zero)."""
    return isinstance(plan.k, float | int) and not 0 < plan.k < math.inf


def _ended_before(plan: ThresholdStrategy, start: Scalar) -> Scalar:
    return (0.0 if plan.k > 0 else 1.0) + np.zeros(np.shape(start))


def _transform_or_ended(
    contest: Contest, plan: ThresholdStrategy, theta: Scalar, start: Scalar, arithmetic: Arithmetic
) -> Scalar:
    if _has_no_boundary(plan):
        return _ended_before(plan, start)
    return laplace_transform(contest, plan, theta, start, arithmetic=arithmetic)


def _from_tie(
    contest: Contest,
    plan: ThresholdStrategy,
    theta: Scalar,
    gaps: tuple[Scalar, Scalar],
    arithmetic: Arithmetic,
) -> tuple[GapBasis, GapBasis]:
    """The basis that starts at the tie, at min(|gap|, k*) for both gaps.

    Away from the tie the safe leader's drift has the other sign than towards it, so p enters with a minus.
    """
    number = arithmetic.number
    sigma, root = number(contest.sigma), arithmetic.sqrt(number(theta))
    p = -2 * number(contest.pi) / (sigma * root)
    scale = root / sigma
    boundary = number(plan.k)
    never = isinstance(plan.switch, float) and math.isinf(plan.switch)
    switch = boundary if never else arithmetic.select(plan.switch < boundary, number(plan.switch), boundary)

    def basis(gap: Scalar) -> GapBasis:
        distance = np.abs(np.asarray(gap, dtype=np.float64)) if arithmetic is DOUBLES else abs(number(gap))
        inside = arithmetic.select(distance < boundary, distance, boundary)
        return gap_basis(scale * inside, scale * switch, p, risky_near=not plan.risky_above, arithmetic=arithmetic)

    return basis(gaps[0]), basis(gaps[1])


def _plain(value: Any) -> Any:
    """A Python float for a single state in doubles; an array or a ball as it is."""
    return float(value) if isinstance(value, np.generic | np.ndarray) and value.ndim == 0 else value
