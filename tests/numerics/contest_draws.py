"""Contests drawn from the whole of their domain, their edges included."""

from __future__ import annotations

import math

from hypothesis import settings
from hypothesis import strategies as st

from numerics.contest import Contest


def drawn(examples: int) -> settings:
    """The same draws in every run."""
    return settings(max_examples=examples, deadline=None, derandomize=True, database=None)


def spread(low: float, high: float) -> st.SearchStrategy[float]:
    """Positive numbers spread evenly over the orders of magnitude."""
    return st.floats(math.log10(low), math.log10(high)).map(lambda exponent: 10.0**exponent)


@st.composite
def baseline_contests(draw: st.DrawFn, returns: st.SearchStrategy[float] | None = None) -> Contest:
    """Baseline contests with phi from hardly above one to a million and any return ratio p in `returns`."""
    r, rate, c, sigma = (draw(spread(0.01, 100.0)) for _ in range(4))
    phi = 1 + draw(spread(1e-9, 1e6))
    p = draw(returns if returns is not None else st.floats(-30.0, 3.0))
    prize = phi * c / rate
    return Contest(r=r, lambda_high=rate, c=c, pi=p * sigma * math.sqrt(r + rate) / 2, sigma=sigma, P_high=prize)


@st.composite
def extended_contests(draw: st.DrawFn, returns: st.SearchStrategy[float] | None = None) -> Contest:
    """Extended contests with a positive lambda_low, in which a lone agent stays and the follower drops
    out."""
    r, high, sigma = draw(spread(0.01, 100.0)), draw(spread(0.1, 10.0)), draw(spread(0.1, 10.0))
    low = high * draw(st.floats(0.01, 0.99))
    first = draw(spread(0.1, 10.0))
    second = first * draw(st.floats(0.0, 0.95)) * (high - low) / high
    behind, alone = low * first + high * second, high * first
    # c above what the follower wins and below what a lone agent does
    share = draw(st.floats(0.02, 0.98))
    p = draw(returns if returns is not None else st.floats(-1.0, 3.0))
    c = behind + share * (alone - behind)
    pi = p * sigma * math.sqrt(r + high + low) / 2
    return Contest(r=r, lambda_high=high, lambda_low=low, c=c, pi=pi, sigma=sigma, P_high=first, P_low=second)
