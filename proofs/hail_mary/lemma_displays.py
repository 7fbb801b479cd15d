"""The displays in the proofs of Lemmas A.1 and A.2, each as an implication from what stands before it.

Letters V_prime, V_second, V_third for V', V'', V''' at k_i**. What stands before: the lemma's hypothesis
on pi/sigma (squared, so that it is polynomial), Lemma 2 (V'' < 0), the best response (A.2) at k_i**, and the
equation of the interval differentiated once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from random import Random
from typing import Literal

import sympy as sp

from proofs.hail_mary.bellman_equation import LEADER_MAXIMAND
from proofs.hail_mary.finding import Finding, proved, refuted, survived
from proofs.hail_mary.letters import P, action_i, action_j, c, curvature, lam, pi, r, sigma, slope, value
from proofs.hail_mary.real_implications import prove_implication

Lemma = Literal["above", "below"]
third = sp.Symbol("V_third")

_gain = pi * slope + sigma**2 * curvature / 2
_size = sp.Rational(1, 4) * sigma**2 * (r + lam)

PREMISES: dict[Lemma, tuple[sp.Basic, ...]] = {
    "above": (pi > 0, pi**2 > _size, curvature < 0, _gain <= 0),
    "below": (pi > 0, pi**2 < _size, curvature < 0, _gain >= 0),
}
DIFFERENTIATED: dict[Lemma, sp.Basic] = {
    "above": sp.Eq((r + lam) * slope, sigma**2 * third / 2 - pi * curvature),
    "below": sp.Eq((r + lam) * slope, sigma**2 * third),
}

RATIO_ABOVE = sp.And(slope / -curvature <= sigma**2 / 2 / pi, sigma**2 / 2 / pi < pi / (sp.Rational(1, 2) * (r + lam)))
RATIO_BELOW = sp.And(slope / -curvature >= sigma**2 / 2 / pi, sigma**2 / 2 / pi > pi / (sp.Rational(1, 2) * (r + lam)))
A11 = pi * curvature + (r + lam) * slope / 2 < 0
A12 = pi * curvature + (r + lam) * slope / 2 > 0
SUBSTITUTED = pi * curvature + sigma**2 * third / 4 - pi * curvature / 2 < 0
SLOPE_ABOVE = pi * curvature + sigma**2 * third / 2 < 0
SLOPE_BELOW = pi * curvature + sigma**2 * third / 2 > 0


def prove_display(lemma: Lemma, printed: sp.Basic) -> Finding:
    """A printed relation follows from the premises of its lemma and the differentiated equation.

    >>> prove_display("above", A11).outcome, prove_display("above", A12).outcome
    ('proved', 'refuted')
    """
    premises = PREMISES[lemma]
    if third in printed.free_symbols:
        premises = (*premises, DIFFERENTIATED[lemma])
    return prove_implication(premises, printed, "the display")


def prove_differentiated(lemma: Lemma, printed: sp.Eq) -> Finding:
    """The printed equation is the derivative of the leader's line in the gap (safe above, risky below).

    >>> prove_differentiated("below", DIFFERENTIATED["below"]).outcome
    'proved'
    """
    line = LEADER_MAXIMAND.subs({action_i: 0 if lemma == "above" else 1, action_j: 1}) - r * value
    moved = {value: slope, slope: curvature, curvature: third}
    derived = sp.expand(sum(sp.expand(line).coeff(letter) * later for letter, later in moved.items()))
    factor = sp.cancel((printed.lhs - printed.rhs) / derived)
    if factor.is_number and factor != 0:
        return proved("symbolic", f"{factor} times the derivative of the line")
    return refuted("symbolic", f"the derivative of the line is {derived} = 0", {})


def prove_boundary_limit(printed: sp.Expr) -> Finding:
    """Lemma A.1: at V = (lambda P - c)/(r + lambda) the safe line leaves `printed` = 0.

    >>> prove_boundary_limit(-pi * slope + sigma**2 * curvature / 2).outcome
    'proved'
    """
    line = LEADER_MAXIMAND.subs({action_i: 0, action_j: 1}) - r * value
    remainder = sp.simplify(line.subs(value, (lam * P - c) / (r + lam)) - printed)
    if remainder == 0:
        return proved("symbolic", "the rest of the line vanishes at the value of winning")
    return refuted("symbolic", f"the line leaves another expression, off by {remainder}", {})


def prove_value_bound(premises: tuple[sp.Basic, ...], conclusion: sp.Basic) -> Finding:
    """Lemmas 1 and 2: r V >= lambda (P - V) - c (+ sigma^2 V'') gives V >= (lambda P - c)/(r + lambda).

    >>> win = (lam * P - c) / (r + lam)
    >>> prove_value_bound((r * value >= lam * (P - value) - c,), value >= win).outcome
    'proved'
    """
    return prove_implication(premises, conclusion, "the bound on V")


ExactRelation = Callable[[Mapping[str, Fraction]], bool]


def break_display(lemma: Lemma, printed: ExactRelation, count: int = 300) -> Finding:
    """The display at exact draws that satisfy its premises, their edges included (gain 0, pi near the
    bound)."""
    random = Random(23)
    tried = 0
    for _ in range(count):
        at = {name: Fraction(random.randint(1, 90), 9) for name in ("r", "lambda", "sigma")}
        at |= {"pi": Fraction(random.randint(1, 400), 20), "V_second": -Fraction(random.randint(1, 90), 9)}
        size = at["sigma"] ** 2 * (at["r"] + at["lambda"]) / 4
        if at["pi"] ** 2 == size or (at["pi"] ** 2 > size) != (lemma == "above"):
            continue
        edge = -(at["sigma"] ** 2) * at["V_second"] / (2 * at["pi"])
        at["V_prime"] = edge + Fraction(random.randint(0, 20), 5) * (-1 if lemma == "above" else 1)
        drift = at["pi"] * at["V_second"] if lemma == "above" else 0
        share = 2 if lemma == "above" else 1
        at["V_third"] = share * ((at["r"] + at["lambda"]) * at["V_prime"] + drift) / at["sigma"] ** 2
        tried += 1
        if not printed(at):
            return refuted("exact", "the display fails", at)
    return survived(tried, "exact draws")
