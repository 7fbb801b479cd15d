r"""The small-period limit where the payoff is smooth (s = 1): the game with a continuum of efforts against the HJB equation.

Both are solved by Chebyshev collocation on [-1, 1], where the decay of the gap keeps play inside. The game's effort solves its own
first-order condition r x = Delta pi'(g') + beta V'(g'); the equation's is V'(g)/r. Neither solution uses the other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.polynomial import chebyshev

from proofs.power_game.entries import Entries, Floats, plain
from proofs.power_game.game_walker import GameWalker
from verify.claims import Step
from verify.kernel import Evidence, Level, Outcome, combine
from verify.model import Model
from verify.obligations import Obligation
from verify.reading.rebuilding import replace_everywhere
from verify.reading.tree import Chain, Group, Node, Number, Symbol

NODES = 12
SECTION = "one-period-payoff"
HALVINGS = (Fraction(1, 16), Fraction(1, 32), Fraction(1, 64))
SETTLED = 1e-9


@dataclass(frozen=True)
class Smooth:
    """A smooth instance: pi at the nodes as Chebyshev coefficients, and the rates."""

    payoff: Floats
    mu: float
    rho: float
    r: float

    @property
    def gaps(self) -> Floats:
        return np.asarray(chebyshev.chebpts2(NODES))


def basis(points: Floats) -> Floats:
    return np.asarray(chebyshev.chebvander(points, NODES - 1))


def slopes(points: Floats) -> Floats:
    """(points, NODES): derivatives of the basis."""
    derived = chebyshev.chebder(np.eye(NODES))
    return np.asarray(chebyshev.chebvander(points, NODES - 2) @ derived)


def smooth_instance(model: Model, theta: float, *, mu: float = 1.0, rho: float = 0.5, r: float = 1.0) -> Smooth:
    """The live payoff at s = 1 on the nodes."""
    gaps = chebyshev.chebpts2(NODES)
    at = {"a": 1.0, r"\theta": theta, "s": 1.0, r"\omega": 1.0}
    walker = GameWalker(model, SECTION)
    value = walker.value(model.read(r"\pi(g)", SECTION), {"g": Entries(gaps), **{k: Entries(v) for k, v in at.items()}})
    return Smooth(np.asarray(np.linalg.solve(basis(gaps), plain(value)), dtype=np.float64), mu, rho, r)


def equation_solution(one: Smooth) -> Floats:
    """Coefficients of V with rho V = pi - r x^2/2 + (x - x(-g) - mu g) V' and x = V'/r at the nodes; Newton."""
    g = one.gaps
    value, slope = basis(g), slopes(g)

    def residual(V: Floats) -> Floats:
        x = slope @ V / one.r
        drift = x - x[::-1] - one.mu * g
        return np.asarray(one.rho * value @ V - value @ one.payoff + one.r * x**2 / 2 - drift * (slope @ V))

    return root_near(residual, one.payoff / (one.rho + one.mu))


def game_policy(one: Smooth, period: float) -> Floats:
    """The game's efforts at the nodes: V = Delta (pi(g') - r x^2/2) + beta V(g'), r x = Delta pi'(g') + beta V'(g')."""
    g, beta = one.gaps, float(np.exp(-one.rho * period))

    def residual(unknown: Floats) -> Floats:
        V, x = unknown[:NODES], unknown[NODES:]
        after = g + period * (x - x[::-1] - one.mu * g)
        reward = period * (basis(after) @ one.payoff - one.r * x**2 / 2)
        bellman = (basis(g) @ V - reward - beta * basis(after) @ V) / period
        effort = one.r * x - slopes(after) @ (period * one.payoff + beta * V)
        return np.concatenate([bellman, effort])

    start = equation_solution(one)
    return root_near(residual, np.concatenate([start, slopes(g) @ start / one.r]))[NODES:]


def equation_policy(one: Smooth) -> Floats:
    """V'/r at the nodes."""
    return np.asarray(slopes(one.gaps) @ equation_solution(one) / one.r)


def root_near(residual: Callable[[Floats], Floats], start: Floats) -> Floats:
    """A root of the collocation equations, checked; nan where none was found, which no comparison passes."""
    from scipy.optimize import root  # imported where it is used: it takes as long as all of this paper

    found = root(residual, start, tol=1e-13)
    return np.asarray(found.x if np.abs(residual(found.x)).max() < SETTLED else np.full_like(start, np.nan))


def first_order_rate(model: Model) -> Evidence:
    """Halving the period halves the distance between the game's policy and the equation's, for several payoffs."""
    rates: list[float] = []
    for theta in (0.5, 1.0, 1.5, 2.0):
        one = smooth_instance(model, theta)
        limit = equation_policy(one)
        off = [float(np.abs(game_policy(one, float(period)) - limit).max()) for period in HALVINGS]
        rates += [off[0] / off[1], off[1] / off[2]]
    good = min(rates) > 1.8 and max(rates) < 2.2
    detail = f"halving the period divides the distance by {min(rates):.3f} to {max(rates):.3f} (4 smooth payoffs, 2 halvings)"
    return Evidence("break", Outcome.SUPPORTED if good else Outcome.UNKNOWN, Level.SAMPLED, detail)


def prove_policy(model: Model, step: Step) -> Evidence:
    """The printed value satisfies the conditions of the strictly concave maximum of x V' - r x^2/2 over x >= 0."""
    from verify.symbolic.prove import prove

    printed = model.tree(step)
    if not (isinstance(printed, Chain) and printed.relations == ("=",)):
        return Evidence("prove", Outcome.UNKNOWN, Level.SYMBOLIC, "the policy is no equation")
    value = Group("(", printed.operands[1], ")")

    def asked(left: str, relation: str) -> Obligation:
        node: Node = replace_everywhere(model.read(left, step.section), Symbol("z"), value)
        return Obligation("relation", node, relation, Number("0"), step.section)

    wanted = (asked("z", r"\ge"), asked("V'(g)-rz", r"\le"), asked("(V'(g)-rz)z", "="))
    return combine([prove(one, model) for one in wanted], "prove")


def break_policy(model: Model, step: Step) -> Evidence:
    """The same conditions at exact points."""
    from verify.breakers.sampling import search

    printed = model.tree(step)
    if not (isinstance(printed, Chain) and printed.relations == ("=",)):
        return Evidence("break", Outcome.UNKNOWN, Level.SAMPLED, "the policy is no equation")
    value = Group("(", printed.operands[1], ")")
    found = []
    for left, relation in (("z", r"\ge"), ("V'(g)-rz", r"\le"), ("(V'(g)-rz)z", "=")):
        node = replace_everywhere(model.read(left, step.section), Symbol("z"), value)
        found.append(search(Obligation("relation", node, relation, Number("0"), step.section), model))
    return combine(found, "break")
