"""Lemmas 1, 2, A.1, A.2 and what they leave between them."""

from fractions import Fraction

import pytest
import sympy as sp

from proofs.hail_mary import action_gain_balls, best_response, best_response_balls, hat_best_response
from proofs.hail_mary import lemma_steps as lemmas
from proofs.hail_mary.letters import lam, pi, r, sigma


@pytest.mark.parametrize("case", ["low", "medium", "high"])
def test_follower_takes_the_risk(case: str) -> None:
    assert lemmas.prove_follower_risky().outcome == "proved"
    assert action_gain_balls.break_follower_risky(case, count=3).outcome == "unknown"
    assert lemmas.prove_follower_bellman_step(strict=True).outcome == "refuted"
    assert action_gain_balls.break_follower_risky(case, count=1, swapped=True).outcome == "refuted"


def test_concavity_proof_takes_the_wrong_interval_and_the_repair_holds() -> None:
    found = lemmas.prove_leader_concave()
    assert (found.outcome, found.level) == ("refuted", "exact")
    assert lemmas.prove_leader_concave(upper="k_j").outcome == "proved"


def test_leader_always_risky_with_the_slope_supplied() -> None:
    assert lemmas.prove_leader_always_risky().outcome == "proved"
    assert lemmas.prove_last_limit().outcome == "refuted"
    assert lemmas.prove_leader_always_risky(above=False).outcome == "refuted"
    assert lemmas.break_displays("above").outcome == "unknown"
    assert lemmas.break_displays("above", turned=True).outcome == "refuted"


def test_risky_above() -> None:
    assert lemmas.prove_risky_above().outcome == "proved"
    assert lemmas.prove_risky_above(below=False).outcome == "refuted"
    assert lemmas.break_displays("below").outcome == "unknown"
    assert lemmas.break_displays("below", turned=True).outcome == "refuted"


def test_the_two_lemmas_leave_the_borderline_uncovered() -> None:
    assert lemmas.prove_cover().outcome == "refuted"
    assert lemmas.break_cover().outcome == "refuted"


def test_the_borderline_belongs_to_the_first_lemma() -> None:
    weak = sp.Ge(pi / sigma, sp.sqrt(r + lam) / 2)
    assert lemmas.prove_cover(first=weak).outcome == "proved"
    assert lemmas.break_cover(lambda t: t >= 1 or 0 < t < 1).outcome == "unknown"


def test_switch_formula_is_undefined_for_large_returns_and_right_below() -> None:
    assert lemmas.prove_switch_best_response().outcome == "refuted"
    assert lemmas.break_switch_best_response().outcome == "refuted"
    assert lemmas.prove_switch_best_response(defined_for_all=False).outcome == "proved"
    assert lemmas.break_switch_best_response(defined_for_all=False).outcome == "unknown"


def test_one_symmetric_fixed_point_with_switching_leaders() -> None:
    assert hat_best_response.prove_fixed_point().outcome == "proved"
    assert best_response_balls.break_slope("high", count=1).outcome == "unknown"
    assert best_response.prove_slope_product(lower=-2).outcome == "refuted"
    assert best_response_balls.break_slope("high", count=1, lower=Fraction(-1, 2)).outcome == "refuted"
