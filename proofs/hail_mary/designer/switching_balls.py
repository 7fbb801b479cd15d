"""Balls around the extended contest's symmetric equilibrium in which the leader switches, and around the
times in it.

Units: distance to the boundary in sigma / sqrt(R), values in the follower's loss, p = pi / (sigma
sqrt(R)) in (0, 1/2). The leader takes the risk where the follower is within m of leaving and plays safe
beyond, w further up to a tie, so k* = m + w. With f'' = 2 f - 2 p f' solved by E1, E2 from (1, 0), (0, 1)
over w, matching at m and at the tie gives

    phi = v + v' N / N',   d = v' (sinh m - 2 p cosh m) / N',
    v = cosh m E1 + sinh m E2,   N = 2 p E1 + E2.

Any m, w > 0 that solve it are an equilibrium: the leader's gain from the risk, 2 p z' + z, solves q'' = q
near the boundary with q(m) = 0 > q'(m), and is -t (1 - 4 p^2) E2 < 0 beyond (z, z' < 0 there); the
follower's is v or p v' + v / 2. If m reaches the tie both always take the risk, and cosh k* solves a
quadratic.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import arb, arb_series, ctx

from proofs.hail_mary.designer.extended_value import ExtendedContest

Scalar = Any  # arb or arb_series
Pair = tuple[Any, Any]


class NoEnclosureError(ArithmeticError):
    """The Newton box did not close around a root; start closer to it or raise the precision."""


def ball(value: Fraction | int) -> arb:
    """Exact ratio as a ball.

    >>> ball(Fraction(1, 2)).str(3)
    '0.500'
    """
    return arb(Fraction(value).numerator) / Fraction(value).denominator


def _hyperbolic(x: Scalar) -> Pair:
    up, down = x.exp(), (-x).exp()
    return (up + down) / 2, (up - down) / 2


def safe_solutions(w: Scalar, p: arb, rate: arb) -> tuple[Scalar, Scalar, Scalar, Scalar]:
    """E1, E2, E1', E2' at w for f'' = 2 rate f - 2 p f'."""
    root = (p * p + 2 * rate).sqrt()
    cosh, sinh = _hyperbolic(w * root)
    brake = (-(w * p)).exp()
    second = brake * sinh / root
    first = brake * (cosh + sinh * (p / root))
    return first, second, second * (2 * rate), first - second * (2 * p)


def ratios_of_switch(m: Scalar, w: Scalar, p: arb) -> Pair:
    """(phi, omega - phi) of the contest whose equilibrium switches at distances m, then w."""
    one = ball(1)
    e1, e2, e1_, e2_ = safe_solutions(w, p, one)
    cosh, sinh = _hyperbolic(m)
    v, slope = cosh * e1 + sinh * e2, cosh * e1_ + sinh * e2_
    n, n_ = e1 * (2 * p) + e2, e1_ * (2 * p) + e2_
    return v + slope * n / n_, slope * (sinh - cosh * (2 * p)) / n_


def _jacobian(m: arb, w: arb, p: arb) -> tuple[arb, arb, arb, arb]:
    along_m = ratios_of_switch(arb_series([m, 1], 2), arb_series([w, 0], 2), p)
    along_w = ratios_of_switch(arb_series([m, 0], 2), arb_series([w, 1], 2), p)
    return along_m[0][1], along_w[0][1], along_m[1][1], along_w[1][1]


def _newton_step(m: arb, w: arb, target: Pair, p: arb) -> tuple[arb, arb]:
    phi, excess = ratios_of_switch(m, w, p)
    a, b, c, d = _jacobian(m, w, p)
    f, g, det = phi - target[0], excess - target[1], a * d - b * c
    return m - (d * f - b * g) / det, w - (a * g - c * f) / det


def _krawczyk(m: arb, w: arb, mid: Pair, target: Pair, p: arb) -> tuple[arb, arb]:
    """Image of the box m x w under Krawczyk's operator around `mid`: inside the box, it holds exactly one
    root."""
    a, b, c, d = (x.mid() for x in _jacobian(*mid, p))
    det = a * d - b * c
    inverse = d / det, -b / det, -c / det, a / det
    phi, excess = ratios_of_switch(*mid, p)
    f, g = phi - target[0], excess - target[1]
    ja, jb, jc, jd = _jacobian(m, w, p)
    dm, dw = m - mid[0], w - mid[1]
    slack = (
        1 - (inverse[0] * ja + inverse[1] * jc),
        -(inverse[0] * jb + inverse[1] * jd),
        -(inverse[2] * ja + inverse[3] * jc),
        1 - (inverse[2] * jb + inverse[3] * jd),
    )
    return (
        mid[0] - (inverse[0] * f + inverse[1] * g) + slack[0] * dm + slack[1] * dw,
        mid[1] - (inverse[2] * f + inverse[3] * g) + slack[2] * dm + slack[3] * dw,
    )


@dataclass(frozen=True)
class SwitchingEquilibrium:
    """Distances m (risky) and w (safe, zero if the leader always takes the risk), with the p and rates
    they belong to."""

    m: arb
    w: arb
    p: arb
    kind: str

    @property
    def k_star(self) -> arb:
        """Distance from the boundary to a tie, in units of sigma / sqrt(R)."""
        return self.m + self.w

    def solutions(self, y: arb, rate: arb) -> tuple[arb, arb, arb, arb]:
        """C, S, C', S' at distance y, discounting at `rate` times R."""
        root = rate.sqrt()
        within = self.kind == "risky" or y <= self.m
        if not within and not y >= self.m:
            raise NoEnclosureError("this gap is at the leader's switch; move it or raise ctx.prec")
        cosh, sinh = _hyperbolic((y if within else self.m) * root)
        at = cosh, sinh / root, sinh * root, cosh
        if within:
            return at
        e1, e2, e1_, e2_ = safe_solutions(y - self.m, self.p, rate)
        c, s = at[0] * e1 + at[2] * e2, at[1] * e1 + at[3] * e2
        return c, s, at[0] * e1_ + at[2] * e2_, at[1] * e1_ + at[3] * e2_

    def transform(self, rate: arb, gap: arb) -> arb:
        """E e^{-rate R tau} from |Delta k| = gap (in the same unit), gap < k*."""
        _, _, c1, s1 = self.solutions(self.k_star, rate)
        c, s, _, _ = self.solutions(self.k_star - gap, rate)
        return c - c1 / s1 * s


def _risky_root(phi: arb, omega: arb) -> arb:
    return (phi + (phi * phi + 8 * (1 + omega - phi)).sqrt()) / 4


def always_risky(phi: arb, omega: arb, p: arb) -> SwitchingEquilibrium | None:
    """The equilibrium in which both always take the risk, if it is one: the leader gains at both ends of
    his region."""
    x = _risky_root(phi, omega)
    sinh = (x * x - 1).sqrt()
    slope = sinh * (2 * x - phi)
    gains_at_tie, gains_at_boundary = 2 * p * sinh + x - phi, omega - phi + 2 * p * slope
    if gains_at_tie > 0 and gains_at_boundary > 0:
        return SwitchingEquilibrium((x + sinh).log(), ball(0), p, "risky")
    return None


def switching(phi: arb, omega: arb, p: arb, start: tuple[float, float]) -> SwitchingEquilibrium:
    """The equilibrium that switches, near `start` = (m, w); proved to exist and be alone in a box around
    it."""
    m, w = arb(start[0]), arb(start[1])
    for _ in range(12):
        m, w = (x.mid() for x in _newton_step(m, w, (phi, omega - phi), p))
    radius = arb(0, 2.0 ** -(ctx.prec // 3))
    box = m + radius, w + radius
    image = _krawczyk(*box, (m, w), (phi, omega - phi), p)
    if not (box[0].contains_interior(image[0]) and box[1].contains_interior(image[1])):
        raise NoEnclosureError(f"no box around {start}; start closer to the root or raise ctx.prec")
    if not (image[0] > 0 and image[1] > 0 and 0 < p < 0.5):
        raise NoEnclosureError("the root is outside m, w > 0, 0 < p < 1/2, where it would be an equilibrium")
    return SwitchingEquilibrium(*image, p, "switching")


def equilibrium(
    contest: ExtendedContest, pi: Fraction, sigma: Fraction, start: tuple[float, float]
) -> SwitchingEquilibrium:
    """The contest's equilibrium in balls, for exact parameters with pi > 0; `start` serves where the
    leader switches."""
    phi, omega = ball(contest.profitability), ball(contest.exit_profitability)
    p = ball(pi) / (ball(sigma) * ball(contest.discount).sqrt())
    return always_risky(phi, omega, p) or switching(phi, omega, p, start)


def stay_time(contest: ExtendedContest, found: SwitchingEquilibrium, gap: arb | None = None) -> arb:
    """Expected time that the follower stays, from |Delta k| = gap sigma / sqrt(R), a tie unless given."""
    both = ball(contest.lambda_high + contest.lambda_low)
    return (1 - found.transform(both / ball(contest.discount), arb(0) if gap is None else gap)) / both


def success_time(contest: ExtendedContest, found: SwitchingEquilibrium, gap: arb | None = None) -> arb:
    """Expected time to success when the lone leader goes on, from the same start."""
    both, alone = ball(contest.lambda_high + contest.lambda_low), ball(contest.lambda_high)
    psi = found.transform(both / ball(contest.discount), arb(0) if gap is None else gap)
    return (1 - psi) / both + psi / alone
