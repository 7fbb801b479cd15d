"""A contest: its primitives as exact rationals, its roots as balls, and seeded exact draws of admissible
ones."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Literal

from flint import arb, ctx, fmpq

Case = Literal["low", "medium", "high"]
PRECISION = 192  # bits; the equations are well scaled in the draws below, and 60 decimals leave room for cancellation


def ball(number: Fraction | int) -> arb:
    """The ball of an exact rational at the working precision."""
    ctx.prec = max(ctx.prec, PRECISION)
    exact = Fraction(number)
    return arb(fmpq(exact.numerator, exact.denominator))


class NotANumberError(ArithmeticError):
    """A ball computation left the real numbers; such a ball contains everything and would decide nothing."""

    def __init__(self) -> None:
        super().__init__("the expression is not a finite real number here; check the domain of its roots and logs")


def may_vanish(number: arb) -> bool:
    """Whether the ball contains zero; a ball that is not finite is an error, since it would contain
    anything."""
    if not number.is_finite():
        raise NotANumberError
    return bool(number.contains(0))


@dataclass(frozen=True)
class Contest:
    """Primitives of the baseline contest, Section 2: discount rate, hazard, prize, flow cost, return and
    risk.

    Rates are per unit of time; pi, sigma^2 in progress (squared) per unit of time. Admissible: r,
    lambda, P, c, sigma > 0 and lambda P > c.
    """

    r: Fraction
    lam: Fraction
    P: Fraction
    c: Fraction
    pi: Fraction
    sigma: Fraction

    @property
    def killing(self) -> Fraction:
        """r + lambda."""
        return self.r + self.lam

    @property
    def profitability(self) -> Fraction:
        """phi = lambda P / c."""
        return self.lam * self.P / self.c

    def names(self) -> dict[str, Fraction]:
        """Letter -> exact value, for a witness."""
        return {"r": self.r, "lambda": self.lam, "P": self.P, "c": self.c, "pi": self.pi, "sigma": self.sigma}

    def balls(self) -> dict[str, arb]:
        """Letter -> ball, the derived letters phi, xi_plus, xi_minus and eta included."""
        found = {name: ball(number) for name, number in self.names().items()}
        root = (found["pi"] ** 2 + 2 * ball(self.killing) * found["sigma"] ** 2).sqrt()
        found["xi_plus"] = (-found["pi"] + root) / found["sigma"] ** 2
        found["xi_minus"] = (-found["pi"] - root) / found["sigma"] ** 2
        found["eta"] = ball(self.killing).sqrt() / found["sigma"]
        found["phi"] = ball(self.profitability)
        return found

    def relative_return(self) -> arb:
        """t = 2 pi / (sigma sqrt(r + lambda)) = 2 pi / (eta sigma^2): the argument of the logarithms."""
        return 2 * ball(self.pi) / (ball(self.sigma) * ball(self.killing).sqrt())

    def threshold(self) -> arb:
        """f(phi) of Definition 1, from its root form: tanh of the x > 0 with cosh 2x = phi cosh x."""
        cosh = (ball(self.profitability) + (ball(self.profitability) ** 2 + 8).sqrt()) / 4
        return (1 - 1 / cosh**2).sqrt()


def draw(case: Case, random: Random) -> Contest:
    """One admissible contest of the case, its numbers spread over three decades."""
    r, lam, c = (Fraction(random.randint(1, 99), random.choice((7, 20, 90))) for _ in range(3))
    sigma = Fraction(random.randint(1, 60), 20)
    phi = 1 + Fraction(random.randint(1, 400), random.choice((9, 40, 400)))
    contest = Contest(r, lam, phi * c / lam, c, Fraction(0), sigma)
    return _with_return(contest, _relative_return(case, contest, random))


def _relative_return(case: Case, contest: Contest, random: Random) -> Fraction:
    share = Fraction(random.randint(1, 99), 100)
    below = Fraction(int(float(contest.threshold().lower()) * 10**9), 10**9)
    if case == "low":
        return -share * random.choice((0, 1, 1, 5))
    return below * share if case == "medium" else below + Fraction(1, 10**6) + share * random.choice((1, 1, 5))


def _with_return(contest: Contest, relative: Fraction) -> Contest:
    root = Fraction(int(float(ball(contest.killing).sqrt().mid()) * 10**9), 10**9)
    pi = relative * contest.sigma * root / 2
    return Contest(contest.r, contest.lam, contest.P, contest.c, pi.limit_denominator(10**12), contest.sigma)


# Points where something happens and every number is rational: r + lambda = 1 or 4, phi = 17/10 gives
# f(phi) = 3/5.
EDGES: dict[Case, tuple[Contest, ...]] = {
    "low": (
        Contest(Fraction(1, 2), Fraction(1, 2), Fraction(17, 5), Fraction(1), Fraction(0), Fraction(1)),
        Contest(Fraction(1, 2), Fraction(1, 2), Fraction(2001, 1000), Fraction(1), Fraction(-3), Fraction(1)),
        Contest(Fraction(1, 100), Fraction(5), Fraction(20), Fraction(1), Fraction(-1, 50), Fraction(3)),
    ),
    "medium": (
        Contest(Fraction(1, 2), Fraction(1, 2), Fraction(17, 5), Fraction(1), Fraction(1, 1000), Fraction(1)),
        Contest(Fraction(1, 2), Fraction(1, 2), Fraction(17, 5), Fraction(1), Fraction(299, 1000), Fraction(1)),
    ),
    "high": (
        Contest(Fraction(1, 2), Fraction(1, 2), Fraction(17, 5), Fraction(1), Fraction(3, 10), Fraction(1)),
        Contest(Fraction(1, 2), Fraction(1, 2), Fraction(17, 5), Fraction(1), Fraction(1, 2), Fraction(1)),
        Contest(Fraction(1, 2), Fraction(1, 2), Fraction(17, 5), Fraction(1), Fraction(4), Fraction(1)),
    ),
}


def contests(case: Case, count: int, seed: int = 0) -> list[Contest]:
    """The edges of the case, then `count` seeded draws.

    >>> all(found.pi <= 0 for found in contests("low", 5))
    True
    """
    random = Random(f"{case}-{seed}")
    return [*EDGES[case], *(draw(case, random) for _ in range(count))]
