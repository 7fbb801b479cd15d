r"""With a constant rental price and efforts without bound, is there a finite value? The growth of pi against the cost of drifting.

Below s = 1 the payoff grows like e^{a g/2}. Moving the gap at a constant speed v costs r (v + mu v t + x_2)^2/2 a unit of time, a
polynomial in t where the opponent's effort grows at most linearly, so at v > 2 rho/a the discounted payoff grows without bound.
"""

from __future__ import annotations

import itertools
from fractions import Fraction

import sympy as sp
from flint import arb

from proofs.power_game.finite_game import SECTION
from proofs.power_game.game_walker import GameWalker
from verify.kernel import Evidence, Level, Outcome
from verify.model import Model
from verify.symbolic.lower import Lowering, resolved
from verify.walk.balls import ball
from verify.walk.evaluate import precision

LETTERS = {"a": Fraction(1), r"\theta": Fraction(0), "s": Fraction(0), r"\omega": Fraction(1)}
RHO, R, SPEED = Fraction(1, 10), Fraction(1), Fraction(1)
TIMES = (20, 40, 80, 160)


def discounted_flow(model: Model, time: int) -> arb:
    """e^{-rho t} (pi(v t) - r v^2/2) with x_1 = v, x_2 = 0, mu = 0, enclosed."""
    walker = GameWalker(model, SECTION)
    with precision(256):
        gap = ball(SPEED * time)
        payoff = walker.value(model.read(r"\pi(g)", SECTION), {"g": gap, **{k: ball(v) for k, v in LETTERS.items()}})
        return arb((-ball(RHO * time)).exp() * (payoff - ball(R * SPEED**2 / 2)))


def flow_limit(model: Model) -> object:
    """The limit of the same flow as t grows, by computer algebra on the live payoff; parts that grow are positive in the end."""
    lowering = Lowering(model, SECTION)
    t = sp.Symbol("t", positive=True)
    at = {name: sp.Rational(value.numerator, value.denominator) for name, value in LETTERS.items()}
    payoff = lowering.expression(model.read(r"\pi(g)", SECTION), {"g": t, **at})
    payoff = resolved(payoff, lambda inner: 1 if sp.limit(inner, t, sp.oo) == sp.oo else None)
    rational = [sp.Rational(one.numerator, one.denominator) for one in (RHO, R)]
    return sp.limit(sp.exp(-rational[0] * t) * (payoff.rewrite(sp.exp) - rational[1] / 2), t, sp.oo)


def drifting_away_is_worth_infinitely_much(model: Model) -> Evidence:
    """A witness: at unit speed the discounted flow itself grows without bound, so its integral diverges."""
    flows = [discounted_flow(model, time) for time in TIMES]
    growing = all(later > 2 * earlier for earlier, later in itertools.pairwise(flows)) and flows[0] > 1
    if not growing or flow_limit(model) != sp.oo:
        return Evidence(
            "break", Outcome.SUPPORTED, Level.ENCLOSURE, "the discounted flow along a constant drift does not grow"
        )
    witness = {name: str(value) for name, value in LETTERS.items()}
    witness |= {r"\mu": "0", r"\rho": str(RHO), "r": str(R), "x_{1}": str(SPEED), "x_{2}": "0", "g": "t"}
    shown = ", ".join(f"{float(flow):.3g} at t = {time}" for time, flow in zip(TIMES, flows, strict=True))
    detail = f"x_1 = 1 against x_2 = 0 from parity: the discounted flow is {shown} and tends to infinity, so no value is finite"
    return Evidence("break", Outcome.REFUTED, Level.ENCLOSURE, detail, witness, rechecked=True)
