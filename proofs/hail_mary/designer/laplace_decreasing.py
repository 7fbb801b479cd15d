"""Does Psi strictly decrease in k* in all three cases, the medium one with its moving switch included?

Measured from the boundary, y = k* - |Delta k|, the three cases have one law: where y is below a fixed
number the leader takes the risk, above it he does not, and (A.9) makes that number k* - k** the same for
every k*. Raising k* therefore only starts y higher and reflects it higher. The transform is

    Psi = [C(y_0) S'(k*) - C'(k*) S(y_0)] / S'(k*),   y_0 = k* - |k_0|,

with C, S the solutions of f'' = a f - b f' from (1, 0) and (0, 1), and its slope in k* is negative term
by term. The reason printed (continuous paths) is enough only because the law seen from the boundary does
not move with k*.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

import sympy as sp

from proofs.hail_mary.finding import Finding

K, START = sp.symbols("K k0", positive=True)
A, BRAKE = sp.symbols("a b", positive=True)
C, S = sp.Function("C"), sp.Function("S")


def transform_from_boundary() -> sp.Expr:
    """Psi in terms of the two solutions, as a function of k* (K) and |k_0|."""
    distance = K - START
    c1, s1 = C(K).diff(K), S(K).diff(K)
    return (C(distance) * s1 - c1 * S(distance)) / s1


def _slope_at(f: sp.Function, place: sp.Expr) -> sp.Expr:
    u = sp.Symbol("u")
    return f(u).diff(u).subs(u, place).doit()


def _slope_cleared() -> sp.Expr:
    swaps = {f(K).diff(K, 2): A * f(K) - BRAKE * f(K).diff(K) for f in (C, S)}
    slope = transform_from_boundary().diff(K).doit().subs(swaps)
    return sp.expand(sp.simplify(slope * S(K).diff(K) ** 2))


def prove_decreasing() -> Finding:
    """S'(k*)^2 dPsi/dk* = -S'(k*) X - a S(y_0) W(k*), with X = C'(k*) S'(y_0) - C'(y_0) S'(k*).

    S, S' and the Wronskian W are positive for y > 0; C'/S' has slope a W / S'^2 > 0, so X >= 0 for y_0 <=
    k*. Hence Psi strictly decreases in k* while |k_0| < k*, whatever the fixed switching distance.
    """
    y0 = K - START
    c1, s1 = C(K).diff(K), S(K).diff(K)
    wronskian = C(K) * s1 - c1 * S(K)
    cross = c1 * _slope_at(S, y0) - _slope_at(C, y0) * s1
    gap = sp.simplify((_slope_cleared() + s1 * cross + A * S(y0) * wronskian).doit())
    ratio = (c1 / s1).diff(K).subs({f(K).diff(K, 2): A * f(K) - BRAKE * f(K).diff(K) for f in (C, S)})
    rise = sp.simplify(ratio - A * wronskian / s1**2)
    if gap == 0 and rise == 0:
        return Finding("proved", "symbolic", "slope = -[S'(k*) X + a S(y_0) W] / S'(k*)^2 < 0 for |k_0| < k*")
    return Finding("refuted", "symbolic", f"slope off by {gap}, C'/S' by {rise}")


def prove_switch_distance_fixed(distance: sp.Expr | None = None) -> Finding:
    """(A.9) as printed: k* - k** is free of k* and of the prizes (given here as the printed difference)."""
    eta, ratio, k_star = sp.symbols("eta ratio k_star", positive=True)
    switch = k_star - sp.log((1 + ratio) / (1 - ratio)) / (2 * eta)
    printed = k_star - switch if distance is None else distance
    if k_star not in sp.simplify(printed).free_symbols:
        return Finding("proved", "symbolic", "k* - k** does not involve k*")
    return Finding("refuted", "symbolic", "k* - k** moves with k*")


def walk_transform(pi: float, theta: float, boundary: float, switch: float, start: float, cells: int) -> float:
    """Psi on a walk over |Delta k| with sigma = 1: leader safe below `switch`, risky above; one
    elimination sweep."""
    h = boundary / cells
    ratios: list[float] = []
    for n in range(cells):
        risky = n * h >= switch
        move, drift = (2 if risky else 1) / h**2, 0.0 if risky else -pi / (2 * h)
        up, down, total = move / 2 + drift, move / 2 - drift, move + theta
        ratios.append(move / total if n == 0 else up / (total - down * ratios[-1]))
    whole = int(start / h)
    return math.prod(ratios[whole:]) * math.pow(ratios[whole], whole - start / h)


def break_decreasing(draws: int = 25, seed: int = 0, distance_moves: bool = False, cells: int = 300) -> Finding:
    """Raise k* at drawn parameters of all three cases and watch Psi on the walk.

    With `distance_moves` the switching distance may rise with k*, as it can in the extended game; then
    Psi can rise.
    """
    rng = random.Random(seed)
    for _ in range(draws):
        pi, theta, low = rng.uniform(-2, 1.5), rng.uniform(0.3, 3), rng.uniform(0.3, 1.5)
        high, distance = low * rng.uniform(1.02, 1.3), rng.uniform(0, 1) * low if pi > 0 else 0.0
        start = rng.choice([0.0, rng.uniform(0, 0.9) * low])
        further = high if distance_moves and pi > 0 else distance
        values = [walk_transform(pi, theta, k, k - d, start, cells) for k, d in ((low, distance), (high, further))]
        if values[1] >= values[0]:
            witness = _named(("pi", "theta", "k*", "k*'", "k*-k**", "k_0"), (pi, theta, low, high, distance, start))
            return Finding("refuted", "sampled", f"Psi goes from {values[0]:.5f} to {values[1]:.5f}", witness)
    return Finding("unknown", "sampled", f"{draws} draws, none against")


def _named(names: Sequence[str], values: Sequence[float]) -> dict[str, str]:
    return {name: str(value) for name, value in zip(names, values, strict=True)}
