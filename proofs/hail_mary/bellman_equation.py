"""Appendix A.1, first page: Ito's formula for the value, the Bellman equation (A.1), the best response
(A.2)."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import comb
from random import Random

import sympy as sp
import z3

from proofs.hail_mary.exact_points import separate
from proofs.hail_mary.finding import Finding, proved, refuted, survived, unknown
from proofs.hail_mary.letters import P, action_i, action_j, c, curvature, lam, pi, sigma, slope, value

EXPECTED_CHANGE = (action_i - action_j) * pi * slope + (action_i**2 + action_j**2) * sigma**2 * curvature / 2
LEADER_MAXIMAND = lam * (P - value) - c + EXPECTED_CHANGE
FOLLOWER_MAXIMAND = lam * (0 - value) - c + EXPECTED_CHANGE
ACTION_GAIN = pi * slope + sigma**2 * curvature / 2

ACTION_PAIRS = ((0, 0), (0, 1), (1, 0), (1, 1))


def prove_ito(expected_change: sp.Expr = EXPECTED_CHANGE) -> Finding:
    """Display above (A.1): E[dV]/dt for the gap k_i - k_j, from the two-dimensional Ito formula for
    V(k_i - k_j).

    V is C2 off zero; at zero, where V is C1, the Ito-Tanaka formula has no local-time term.
    """
    k_first, k_second = sp.symbols("k_1 k_2")
    unspecified = sp.Function("V")
    composed = unspecified(k_first - k_second)
    drift = {k_first: 1 + action_i * pi, k_second: 1 + action_j * pi}
    variance = {k_first: (action_i * sigma) ** 2, k_second: (action_j * sigma) ** 2}
    generator = sum(drift[k] * composed.diff(k) + variance[k] * composed.diff(k, 2) / 2 for k in (k_first, k_second))
    point = sp.Symbol("x")
    derivatives = {slope: unspecified(point).diff(point), curvature: unspecified(point).diff(point, 2)}
    printed = expected_change.subs(derivatives).subs(point, k_first - k_second)
    for first, second in ACTION_PAIRS:
        actions = {action_i: first, action_j: second}
        if sp.simplify((generator.subs(actions) - printed.subs(actions)).doit()) != 0:
            return refuted("symbolic", "drift or volatility differs from Ito's", {"a_i": first, "a_j": second})
    return proved("symbolic", "the printed drift and volatility are Ito's for all four action pairs")


def break_ito(expected_change: Callable[[dict[str, Fraction]], Fraction] | None = None, count: int = 30) -> Finding:
    """On V = x^n, n <= 4: the exact derivative at t = 0 of E[(x + m t + s sqrt(t) Z)^n] against the
    printed one."""
    printed = expected_change or _printed_change
    random = Random(7)
    for _ in range(count):
        x, pi_, sigma_ = (Fraction(random.randint(-30, 30), 7) for _ in range(3))
        for power in range(1, 5):
            for first, second in ACTION_PAIRS:
                at = {"pi": pi_, "sigma": sigma_, "a_i": Fraction(first), "a_j": Fraction(second)}
                at |= {
                    "V_prime": power * x ** (power - 1),
                    "V_second": power * (power - 1) * _power(x, power - 2),
                }
                if printed(at) != _moment_rate(x, power, at):
                    return refuted("exact", f"E[x^{power}] moves at another rate", {**at, "x": x})
    return survived(16 * count, "exact Gaussian moments")


def _printed_change(at: dict[str, Fraction]) -> Fraction:
    drift = (at["a_i"] - at["a_j"]) * at["pi"] * at["V_prime"]
    return drift + (at["a_i"] ** 2 + at["a_j"] ** 2) * at["sigma"] ** 2 * at["V_second"] / 2


def _power(base: Fraction, exponent: int) -> Fraction:
    return base**exponent if exponent >= 0 else Fraction(0)


def _moment_rate(x: Fraction, power: int, at: dict[str, Fraction]) -> Fraction:
    """d/dt at 0 of E[(x + D)^n] for D Gaussian, mean and variance of order t: first moments of the two
    progresses."""
    mean = (1 + at["a_i"] * at["pi"]) - (1 + at["a_j"] * at["pi"])
    variance = (at["a_i"] * at["sigma"]) ** 2 + (at["a_j"] * at["sigma"]) ** 2
    return comb(power, 1) * _power(x, power - 1) * mean + comb(power, 2) * _power(x, power - 2) * variance


def prove_bellman(leader: sp.Expr = LEADER_MAXIMAND, follower: sp.Expr = FOLLOWER_MAXIMAND) -> Finding:
    """(A.1): dividing the Bellman equation in dt by dt, with E[dV] from Ito, gives the two printed
    maximands."""
    dt = sp.Symbol("dt")
    for name, printed, prize in (("leader", leader, P), ("follower", follower, sp.Integer(0))):
        in_time = (lam * (prize - value) - c) * dt + EXPECTED_CHANGE * dt
        if sp.expand(in_time / dt - printed) != 0:
            return refuted("symbolic", f"the {name}'s line differs by {sp.expand(in_time / dt - printed)}", {})
    return proved("symbolic", "both lines are the Bellman equation in dt with Ito's E[dV], divided by dt")


ExactLine = Callable[[dict[str, Fraction]], Fraction]


def leader_maximand(at: dict[str, Fraction]) -> Fraction:
    """First line of (A.1) at given actions."""
    return at["lambda"] * (at["P"] - at["V"]) - at["c"] + _printed_change(at)


def follower_maximand(at: dict[str, Fraction]) -> Fraction:
    """Second line of (A.1) at given actions."""
    return at["lambda"] * (0 - at["V"]) - at["c"] + _printed_change(at)


def break_bellman(leader: ExactLine = leader_maximand, follower: ExactLine = follower_maximand) -> Finding:
    """(A.1) by a discrete step of length s: (1 - r s)(lambda s prize + (1 - lambda s) E V(gap after s))
    - c s - V is a
    polynomial in s; its exact coefficient of s must be the printed line minus r V. V is a cubic.
    """
    random, count = Random(11), 25
    letters = ("r", "lambda", "P", "c", "pi", "sigma", "V", "V_prime", "V_second", "V_third")
    for _ in range(count):
        numbers = {letter: Fraction(random.randint(-40, 40), 9) for letter in letters}
        numbers |= {letter: abs(numbers[letter]) + 1 for letter in ("r", "lambda", "P", "c", "sigma")}
        for own, other in ACTION_PAIRS:
            at = {**numbers, "a_i": Fraction(own), "a_j": Fraction(other)}
            for printed, prize in ((leader, at["P"]), (follower, Fraction(0))):
                if _step_coefficient(at, prize) != printed(at) - at["r"] * at["V"]:
                    return refuted("exact", "not the first-order term of the discrete step", at)
    return survived(2 * 4 * count, "discrete steps")


def _step_coefficient(at: dict[str, Fraction], prize: Fraction) -> Fraction:
    """Coefficient of s, from the values of the polynomial at five points by Lagrange's formula for its
    derivative."""
    nodes = [Fraction(node) for node in range(-3, 4)]
    total = Fraction(0)
    for node in nodes:
        weight = Fraction(0)
        others = [other for other in nodes if other != node]
        for dropped in others:
            term = Fraction(1)
            for other in others:
                term *= 1 if other == dropped else -other
            weight += term
        for other in others:
            weight /= node - other
        total += weight * _step(at, prize, node)
    return total


def _step(at: dict[str, Fraction], prize: Fraction, length: Fraction) -> Fraction:
    mean = ((1 + at["a_i"] * at["pi"]) - (1 + at["a_j"] * at["pi"])) * length
    variance = ((at["a_i"] * at["sigma"]) ** 2 + (at["a_j"] * at["sigma"]) ** 2) * length
    moments = (mean, variance + mean**2, mean**3 + 3 * mean * variance)
    derivatives = (at["V_prime"], at["V_second"] / 2, at["V_third"] / 6)
    later = at["V"] + sum(one * two for one, two in zip(moments, derivatives, strict=True))
    success = at["lambda"] * length
    return (1 - at["r"] * length) * (success * prize + (1 - success) * later) - at["c"] * length - at["V"]


def prove_best_response(gain: sp.Expr = ACTION_GAIN) -> Finding:
    """(A.2): the maximand at a = 1 minus that at a = 0 is pi V' + sigma^2 V''/2, whatever the opponent
    does."""
    for name, maximand in (("leader", LEADER_MAXIMAND), ("follower", FOLLOWER_MAXIMAND)):
        difference = sp.expand(maximand.subs(action_i, 1) - maximand.subs(action_i, 0) - gain)
        if difference != 0:
            return separate(difference, f"the {name}'s gain differs")
    return proved("symbolic", "risky minus safe in (A.1) is the printed expression for the leader and the follower")


def break_best_response(variance_share: str = "1/2") -> Finding:
    """(A.2) by z3: no real numbers make an action that the sign rule names worse than the other one.

    variance_share: the coefficient of sigma^2 V'' in the printed rule.
    """
    pi_, sigma_, first, second, other = z3.Reals("pi sigma V_prime V_second s_j")
    half = z3.RealVal("1/2")

    def maximand(own: int) -> z3.ArithRef:
        return (own - other) * pi_ * first + half * (own * own + other * other) * sigma_ * sigma_ * second

    gain = pi_ * first + z3.RealVal(variance_share) * sigma_ * sigma_ * second
    solver = z3.Solver()
    solver.add(z3.Or(other == 0, other == 1))
    solver.add(
        z3.Or(
            z3.And(gain > 0, maximand(1) <= maximand(0)),
            z3.And(gain < 0, maximand(0) <= maximand(1)),
            z3.And(gain == 0, maximand(0) != maximand(1)),
        )
    )
    verdict = solver.check()
    if verdict == z3.sat:
        return refuted(
            "exact",
            "the sign rule names a worse action",
            {str(letter): solver.model()[letter] for letter in solver.model().decls()},
        )
    if verdict == z3.unsat:
        return proved("symbolic", "z3: the sign of the gain orders the two actions for all reals")
    return unknown("z3 gave up", "symbolic")


def prove_markov_sufficiency() -> Finding:
    """Footnote 5, the half that can be shown here: hazards, payoff and law of motion are unchanged if
    both players'
    progress shifts by the same amount, so histories with the same gap have the same continuation game.
    That no coarser partition is consistent is Maskin and Tirole (2001), Theorem 3.3, taken as given.
    """
    k_first, k_second, shift = sp.symbols("k_1 k_2 shift")
    lead = k_first - k_second
    same_lead = sp.expand(lead.subs({k_first: k_first + shift, k_second: k_second + shift}, simultaneous=True) - lead)
    motion = 1 + action_i * pi  # the drift and the volatility of progress do not contain progress
    if same_lead == 0 and not motion.free_symbols & {k_first, k_second}:
        return unknown("the gap is sufficient; minimality is the cited theorem's, not decided here", "symbolic")
    return refuted("symbolic", "the primitives see more than the gap", {})
