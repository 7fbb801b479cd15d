r"""No symmetric pure profile at parity below s = 1: a little more or a little less effort pays.

At x_1 = x_2 = z and g = 0 the next gap is zero, where pi has a kink, while the cost of training is smooth in x_1. The gains of z + e
and of z - e add up to (pi'_+ (0) - pi'_- (0)) e + o(e), so below s = 1 one of them is positive for small e.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy as sp

from proofs.power_game.finite_game import LETTERS, SECTION, Grids
from proofs.power_game.game_draws import grids, tried
from proofs.power_game.game_walker import GameWalker
from proofs.power_game.recursion_displays import sound, unknown
from verify.claims import Step
from verify.kernel import Evidence, Level, Outcome
from verify.model import Model
from verify.symbolic.lower import Lowering
from verify.symbolic.reals import Comparison, follows
from verify.walk.balls import ball
from verify.walk.evaluate import precision

FINEST = 60


@sound
def no_symmetric_pure(model: Model, step: Step) -> Evidence:
    """By computer algebra: the two gains add up to the kink times the change, and the kink is positive below s = 1."""
    from verify.obligations import Obligation
    from verify.symbolic.prove import prove

    kink = Obligation(
        "relation", model.read(r"\pi'_+(0)-\pi'_-(0)", SECTION), ">", model.read("0", SECTION), SECTION,
        (model.read("s<1", SECTION),),
    )  # fmt: skip
    if prove(kink, model).outcome is not Outcome.PROVED:
        return unknown("the payoff is not proved to be kinked upwards at parity for every s < 1")
    if not cost_is_smooth(model):
        return unknown("the rest of the payoff is not proved to be differentiable in the own effort")
    return Evidence(
        "prove", Outcome.PROVED, Level.SYMBOLIC, "cost smooth in x_1, next gap moves one for one, kink positive"
    )


def cost_is_smooth(model: Model) -> bool:
    """u_1(0, x_1, z) - pi(g') is differentiable in x_1 from both sides alike, and g' rises one for one with x_1."""
    lowering = Lowering(model, SECTION)
    x1, z = sp.symbols("x1 z", positive=True)
    at: dict[str, Any] = {"g": sp.Integer(0), "x_{1}": x1, "x_{2}": z}
    cost = lowering.expression(model.read(r"\pi(g')-u_1(g,x_1,x_2)", SECTION), at)
    gap = lowering.expression(model.read("g'", SECTION), at)
    capacity = lowering.symbol(r"\bar{Q}", r"\bar{Q}")
    rational = cost.is_rational_function(x1, z)
    below = sp.denom(sp.together(cost)).subs(x1, z)
    feasible = [Comparison(capacity - z**2, ">"), Comparison(z, ">"), Comparison(capacity, ">")]
    return bool(rational and sp.expand(gap - (x1 - z)) == 0 and follows(Comparison(below, r"\ne"), feasible, {}))


@sound
def best_reply_jumps(model: Model, step: Step) -> Evidence:
    """At drawn parameters with s < 1 and a drawn common effort, some power of 1/2 more or less certainly gains."""

    def objection(drawn: Grids) -> str:
        if drawn.letters["s"] == 1:
            return ""
        common = drawn.actions[1]
        return "" if paying_change(model, drawn, common) else f"no change of the common effort {common} gains"

    return tried(
        grids(efforts=(3,)),
        objection,
        Grids.words,
        what="common efforts, at each of them a change that gains",
        examples=25,
    )


def paying_change(model: Model, drawn: Grids, common: Fraction) -> Fraction | None:
    """A change of the common effort at parity that certainly gains."""
    walker = GameWalker(model, SECTION)
    letters = {name: ball(drawn.letters[name]) for name in LETTERS} | {"g": ball(0), "x_{2}": ball(common)}
    payoff = model.read("u_1(g,x_1,x_2)", SECTION)
    with precision(300):
        kept = walker.value(payoff, {**letters, "x_{1}": ball(common)})
        for k in range(1, FINEST):
            for change in (common * Fraction(1, 2**k), -common * Fraction(1, 2**k)):
                if walker.value(payoff, {**letters, "x_{1}": ball(common + change)}) > kept:
                    return change
    return None
