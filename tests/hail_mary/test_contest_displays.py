"""Single displays of the proofs, as printed and edited."""

import pytest
import sympy as sp

from proofs.hail_mary import lemma_displays as displays
from proofs.hail_mary import state_signs as signs
from proofs.hail_mary.letters import P, c, curvature, lam, pi, r, sigma, slope, value
from proofs.hail_mary.real_implications import prove_implication

ABOVE = (displays.RATIO_ABOVE, displays.A11, displays.SUBSTITUTED, displays.SLOPE_ABOVE)
BELOW = (displays.RATIO_BELOW, displays.A12, displays.SLOPE_BELOW)


@pytest.mark.parametrize("display", ABOVE, ids=["ratio", "A.11", "substituted", "slope"])
def test_displays_of_the_first_lemma(display: sp.Basic) -> None:
    assert displays.prove_display("above", display).outcome == "proved"
    assert displays.prove_display("below", display).outcome == "refuted"


@pytest.mark.parametrize("display", BELOW, ids=["ratio", "A.12", "slope"])
def test_displays_of_the_second_lemma(display: sp.Basic) -> None:
    assert displays.prove_display("below", display).outcome == "proved"
    assert displays.prove_display("above", display).outcome == "refuted"


def test_displays_at_exact_draws() -> None:
    def a11(at: dict) -> bool:
        return at["pi"] * at["V_second"] + (at["r"] + at["lambda"]) * at["V_prime"] / 2 < 0

    def last(at: dict) -> bool:
        return at["pi"] * at["V_second"] + at["sigma"] ** 2 * at["V_third"] / 2 > 0

    assert displays.break_display("above", a11).outcome == "unknown"
    assert displays.break_display("below", a11).outcome == "refuted"
    assert displays.break_display("below", last).outcome == "unknown"
    assert displays.break_display("above", last).outcome == "refuted"


@pytest.mark.parametrize("lemma", ["above", "below"])
def test_differentiated_equation(lemma: str) -> None:
    printed = displays.DIFFERENTIATED[lemma]
    assert displays.prove_differentiated(lemma, printed).outcome == "proved"
    other = displays.DIFFERENTIATED["below" if lemma == "above" else "above"]
    assert displays.prove_differentiated(lemma, other).outcome == "refuted"


def test_limit_at_the_boundary() -> None:
    assert displays.prove_boundary_limit(-pi * slope + sigma**2 * curvature / 2).outcome == "proved"
    assert displays.prove_boundary_limit(pi * slope + sigma**2 * curvature / 2).outcome == "refuted"


def test_value_is_at_least_that_of_winning() -> None:
    win = (lam * P - c) / (r + lam)
    weak = r * value >= lam * (P - value) - c
    strong = (r * value >= lam * (P - value) - c + sigma**2 * curvature, curvature >= 0)
    assert displays.prove_value_bound((weak,), value >= win).outcome == "proved"
    assert displays.prove_value_bound(strong, value >= win).outcome == "proved"
    assert displays.prove_value_bound((weak,), value > win).outcome == "refuted"
    assert prove_implication([weak], value >= lam * P / (r + lam)).outcome == "refuted"


SIGNS = [
    ("low", "leader", "<="),
    ("low", "follower", ">="),
    ("high", "leader", ">="),
    ("high", "follower", ">="),
    ("medium", "leader beyond k_switch", ">="),
    ("medium", "leader below k_switch", "<="),
    ("medium", "follower", ">="),
]
SLOPES = [
    ("low", "leader"),
    ("low", "follower"),
    ("high", "follower"),
    ("medium", "leader"),
    ("medium", "follower"),
]


def gain(at: dict) -> object:
    return at["pi"] * at["V_prime"] + at["sigma"] ** 2 * at["V_second"] / 2


def gain_slope(at: dict) -> object:
    return at["pi"] * at["V_second"] + at["sigma"] ** 2 * at["V_third"] / 2


@pytest.mark.parametrize(("case", "side", "sense"), SIGNS)
def test_gain_has_the_printed_sign(case: str, side: str, sense: str) -> None:
    other = "<=" if sense == ">=" else ">="
    assert signs.prove_sign(case, side, signs.GAIN, sense).outcome == "proved"
    assert signs.break_sign(case, side, gain, sense, count=3).outcome == "unknown"
    assert signs.prove_sign(case, side, signs.GAIN, other).outcome == "refuted"
    assert signs.break_sign(case, side, gain, other, count=3).outcome == "refuted"


@pytest.mark.parametrize(("case", "side"), SLOPES)
def test_second_order_condition_has_the_printed_sign(case: str, side: str) -> None:
    assert signs.prove_sign(case, side, signs.GAIN_SLOPE, ">=").outcome == "proved"
    assert signs.break_sign(case, side, gain_slope, ">=", count=3).outcome == "unknown"
    assert signs.prove_sign(case, side, signs.GAIN_SLOPE, "<=").outcome == "refuted"
    assert signs.break_sign(case, side, gain_slope, "<=", count=3).outcome == "refuted"


EQUIVALENCES = [
    ("low", "k_star", "<=", pi),
    ("high", "k_star", ">=", pi),
    ("low", "-k_star", ">=", c),
    ("high", "-k_star", ">=", c),
    ("medium", "-k_star", ">=", c),
]


@pytest.mark.parametrize(("case", "place", "sense", "right"), EQUIVALENCES)
def test_equivalence_at_a_boundary(case: str, place: str, sense: str, right: sp.Expr) -> None:
    other = "<=" if sense == ">=" else ">="
    assert signs.prove_equivalence(case, place, signs.GAIN, sense, right, sense).outcome == "proved"
    assert signs.prove_equivalence(case, place, signs.GAIN, sense, right, other).outcome == "refuted"
