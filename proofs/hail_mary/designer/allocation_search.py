"""Solve the extended contest for whole arrays of allocations and look for splits that beat winner-takes-all.

Units as in `switching_balls`: distances in sigma / sqrt(R), p = pi / (sigma sqrt(R)), phi =
`profitability`, omega = `exit_profitability`. Four shapes of the leader's rule occur: never risky
(`safe`), always (`risky`), risky only near the boundary (`near`), risky only away from it (`far`). A
shape is an equilibrium when his gain from the risk, q = z - 2 p z_y, has the sign that his rule needs at
the boundary, at the switch and at a tie; it changes sign once. Plain floats: what is found here is
evidence, and `small_budget` certifies what matters.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Solutions = tuple[Array, Array, Array, Array]
SHAPES = ("none", "safe", "risky", "near", "far")


def _advance(state: Solutions, length: Array, risky: Mask, p: Array, rate: Array) -> Solutions:
    """Carry (C, S, C', S') on by `length` where the leader's action is `risky`."""
    root = np.where(risky, np.sqrt(rate), np.sqrt(p**2 + 2 * rate))
    brake = np.where(risky, 0.0, p)
    cosh, sinh, fade = np.cosh(root * length), np.sinh(root * length) / root, np.exp(-brake * length)
    e1, e2 = fade * (cosh + brake * sinh), fade * sinh
    e1_, e2_ = np.where(risky, rate, 2 * rate) * e2, e1 - 2 * brake * e2
    c, s, c1, s1 = state
    return e1 * c + e2 * c1, e1 * s + e2 * s1, e1_ * c + e2_ * c1, e1_ * s + e2_ * s1


def solutions(y: Array, switch: Array, near_risky: Mask, p: Array, rate: Array) -> Solutions:
    """C, S, C', S' at distance y when the action is `near_risky` below `switch` and the other one beyond."""
    one, zero = np.ones_like(y), np.zeros_like(y)
    first = np.minimum(y, switch)
    state = _advance((one, zero, zero, one), first, near_risky, p, rate)
    return _advance(state, y - first, ~near_risky, p, rate)


def boundary(switch: Array, near_risky: Mask, p: Array, phi: Array, omega: Array) -> Array:
    """k* for a given rule, by bisection: the equation's right-hand side increases in the distance."""
    excess, low, high = omega - phi, np.zeros_like(phi), np.full_like(phi, 8.0)
    for _ in range(48):
        mid = (low + high) / 2
        c, s, c1, s1 = solutions(mid, switch, near_risky, p, np.ones_like(mid))
        above = (1 - excess) * c + (1 + excess) * c1 * s / s1 > phi
        low, high = np.where(above, low, mid), np.where(above, mid, high)
    return (low + high) / 2


def gain_from_risk(y: Array, k: Array, switch: Array, near_risky: Mask, p: Array, phi: Array, omega: Array) -> Array:
    """The leader's q at distance y from the boundary, when k is the rule's k*."""
    excess, one = omega - phi, np.ones_like(phi)
    _, _, c1, s1 = solutions(k, switch, near_risky, p, one)
    slope = (1 + excess) * c1 / s1
    c, s, c1, s1 = solutions(np.minimum(y, k), switch, near_risky, p, one)
    return excess * c - slope * s - 2 * p * (excess * c1 - slope * s1)


@dataclass(frozen=True)
class Solved:
    """Per contest: k*, the switching distance, the index of the shape in SHAPES, and how many shapes are
    consistent."""

    k_star: Array
    switch: Array
    shape: NDArray[np.int64]
    consistent: NDArray[np.int64]

    @property
    def near_risky(self) -> Mask:
        """Whether the leader takes the risk at the boundary."""
        return np.isin(self.shape, (2, 3))


def _switch_root(near: bool, p: Array, phi: Array, omega: Array) -> Array:
    """Where q vanishes at the switch itself, by bisection between the boundary and the tie."""
    rule = np.full(phi.shape, near)
    low, high = np.zeros_like(phi), boundary(np.full_like(phi, 9.0), rule, p, phi, omega)
    for _ in range(34):
        mid = (low + high) / 2
        k = boundary(mid, rule, p, phi, omega)
        further = (gain_from_risk(mid, k, mid, rule, p, phi, omega) > 0) == near
        low, high = np.where(further, mid, low), np.where(further, high, mid)
    return (low + high) / 2


def _candidate(shape: int, p: Array, phi: Array, omega: Array) -> tuple[Array, Array, Mask]:
    """k*, switch and consistency of one shape."""
    rule = np.full(phi.shape, shape in (2, 3))
    whole = np.full_like(phi, 9.0)
    switch = whole if shape < 3 else _switch_root(shape == 3, p, phi, omega)
    k = boundary(switch, rule, p, phi, omega)
    ends = [gain_from_risk(y, k, switch, rule, p, phi, omega) for y in (np.zeros_like(k), k)]
    if shape < 3:
        sign = 1.0 if shape == 2 else -1.0
        return k, switch, (sign * ends[0] >= 0) & (sign * ends[1] >= 0)
    sign = 1.0 if shape == 3 else -1.0
    at = np.abs(gain_from_risk(switch, k, switch, rule, p, phi, omega)) < 1e-6
    return k, switch, (sign * ends[0] > 0) & (sign * ends[1] < 0) & at & (switch < k)


def solve_contests(p: Array, phi: Array, omega: Array) -> Solved:
    """Symmetric equilibria for arrays of contests; k* = 0 where omega <= 1 (nobody waits for a lone
    leader's loss).

    >>> two = solve_contests(np.array([0.0, 0.32]), np.array([2.0, 2.0]), np.array([2.0, 1.8]))
    >>> [SHAPES[i] for i in two.shape]
    ['safe', 'near']
    """
    k_star, switch = np.zeros_like(phi), np.zeros_like(phi)
    shape, consistent = np.zeros(phi.shape, np.int64), np.zeros(phi.shape, np.int64)
    live = (omega > 1) & (phi > 1)
    for kind in (1, 2, 3, 4):
        todo = live if kind < 3 else live & (consistent == 0)
        if not todo.any():
            continue
        k, at, fits = _candidate(kind, p[todo], phi[todo], omega[todo])
        index = np.flatnonzero(todo)[fits]
        consistent[index] += 1
        k_star[index], switch[index], shape[index] = k[fits], at[fits], kind
    return Solved(k_star, switch, shape, consistent)


def transform(found: Solved, p: Array, rate: Array, gap: Array) -> Array:
    """E e^{-rate R tau} from |Delta k| = gap; 1 where the follower leaves at once."""
    k = np.maximum(found.k_star, 1e-9)
    near = found.near_risky
    _, _, c1, s1 = solutions(k, found.switch, near, p, rate)
    c, s, _, _ = solutions(np.maximum(k - gap, 0), found.switch, near, p, rate)
    return np.where(gap >= found.k_star, 1.0, c - c1 / s1 * s)


@dataclass(frozen=True)
class Designs:
    """Arrays of contests with budgets, the cost normalised to 1; `high` to `p` per contest, splits along
    the last axis."""

    high: Array
    low: Array
    r: Array
    budget: Array
    p: Array
    win: Array
    lose: Array

    @property
    def ratios(self) -> tuple[Array, Array]:
        """phi and omega of every split, the lone leader leaving when he would lose."""
        h, low, r = self.high, self.low, self.r
        total = r + h + low
        loss = (1 - low * self.win - h * self.lose) / total
        lead = (h * self.win + low * self.lose - 1) / total
        alone = np.maximum(0, (h * self.win - 1) / (r + h))
        return 1 + lead / loss, 1 + alone / loss


def draw_designs(contests: int, splits: int, seed: int, closeness: tuple[float, float] = (-3, -0.1)) -> Designs:
    """Small budgets below 2 c / (lambda_high + lambda_low), log-uniformly close to it; the first split is
    winner-takes-all.

    Returns of both signs, success rates up to each other's size, discounting from a hundredth to ten
    times lambda_high.
    """
    rng = np.random.default_rng(seed)
    column = (contests, 1)
    high, low = np.ones(column), rng.uniform(0.02, 0.98, column)
    r, p = 10 ** rng.uniform(-2, 1, column), rng.uniform(-0.8, 0.8, column)
    top = 2 / (high + low)
    budget = top - (top - 1) * 10 ** rng.uniform(*closeness, column)
    lose = rng.uniform(0, 1, (contests, splits)) ** 2 * (budget - 1)
    slack = (
        rng.choice([0.0, 0.0, 1.0], (contests, splits)) * rng.uniform(0, 1, (contests, splits)) * (budget - 1 - lose)
    )
    lose[:, 0] = slack[:, 0] = 0
    wide = np.ones((contests, splits))
    return Designs(high * wide, low * wide, r * wide, budget * wide, p * wide, budget - lose - slack, lose)


@dataclass(frozen=True)
class Objectives:
    """Per contest and split: boundary, expected stay and expected time to success (rates of lambda_high =
    1)."""

    k_star: Array
    stay: Array
    success: Array
    solved: Solved


def objectives(designs: Designs, gap: float = 0.0) -> Objectives:
    """The three objectives of every split, from a start `gap` (in units of winner-takes-all's k*) apart."""
    shape = designs.win.shape
    phi, omega = (x.ravel() for x in designs.ratios)
    p = designs.p.ravel()
    found = solve_contests(p, phi, omega)
    start = gap * np.repeat(found.k_star.reshape(shape)[:, :1], shape[1], axis=1).ravel()
    both = (designs.high + designs.low).ravel()
    psi = transform(found, p, both / (both + designs.r.ravel()), start)
    alone = np.where(omega > 1, 1 / designs.high.ravel(), np.inf)
    stay, success = (1 - psi) / both, (1 - psi) / both + psi * alone
    return Objectives(found.k_star.reshape(shape), stay.reshape(shape), success.reshape(shape), found)
