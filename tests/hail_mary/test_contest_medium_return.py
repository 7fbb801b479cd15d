"""Proposition 3 and footnote 8."""

from fractions import Fraction

import sympy as sp

from proofs.hail_mary import action_gain_balls, best_response_balls, equilibrium, profile
from proofs.hail_mary import medium_case as medium
from proofs.hail_mary import medium_case_balls as balls
from proofs.hail_mary import threshold_function as threshold
from proofs.hail_mary.letters import eta, k_star


def test_lines_as_printed_are_wrong_and_the_repair_holds() -> None:
    found = medium.prove_bellman()
    assert (found.outcome, found.level) == ("refuted", "exact")
    assert balls.break_bellman().outcome == "refuted"
    assert medium.prove_bellman(medium.LINES_REPAIRED).outcome == "proved"
    assert balls.break_bellman(balls.LINES_REPAIRED).outcome == "unknown"


def test_first_form_as_printed_is_not_general_and_the_repair_holds() -> None:
    assert medium.prove_value_form().outcome == "refuted"
    assert balls.break_forms(count=1).outcome == "refuted"
    assert medium.prove_value_form(medium.FORMS_REPAIRED).outcome == "proved"
    assert balls.break_forms(balls.forms_with(balls.repaired_first_form), count=3).outcome == "unknown"


def test_indifference() -> None:
    assert medium.prove_indifference().outcome == "proved"
    assert balls.break_indifference(count=3).outcome == "unknown"


def test_indifference_at_half_the_return_is_refused() -> None:
    assert medium.prove_indifference(right=medium.RELATIVE_RETURN / 2).outcome == "refuted"
    refused = balls.break_indifference(lambda at: balls.indifference_ball({**at, "pi": at["pi"] / 2}), count=1)
    assert refused.outcome == "refuted"


def test_switch_closed_form() -> None:
    assert medium.prove_switch_closed_form().outcome == "proved"
    assert balls.break_switch_closed_form(count=3).outcome == "unknown"


def test_switch_without_the_half_is_refused() -> None:
    doubled = k_star + 2 * (medium.SWITCH_PRINTED - k_star)
    assert medium.prove_switch_closed_form(doubled).outcome == "refuted"
    refused = balls.break_switch_closed_form(lambda at: 2 * balls.switch_ball(at) - at["k_star"], count=1)
    assert refused.outcome == "refuted"
    assert medium.prove_switch_closed_form(k_star - sp.log(2) / eta).outcome == "refuted"


def test_leader_switches() -> None:
    assert medium.prove_leader_switches().outcome == "proved"
    assert action_gain_balls.break_leader_action("medium", count=5).outcome == "unknown"
    assert action_gain_balls.break_leader_action("medium", count=1, swapped=True).outcome == "refuted"


def test_follower_is_risky() -> None:
    assert medium.prove_follower_risky().outcome == "proved"
    assert action_gain_balls.break_follower_risky("medium", count=5).outcome == "unknown"
    assert action_gain_balls.break_follower_risky("medium", count=1, swapped=True).outcome == "refuted"


def test_profile_as_printed_fails_at_the_tie_and_the_repair_holds() -> None:
    assert equilibrium.prove_equilibrium("medium", profile.medium_rule).outcome == "refuted"
    assert equilibrium.break_equilibrium("medium", profile.medium_rule, count=2).outcome == "refuted"
    assert equilibrium.prove_equilibrium("medium", profile.medium_rule_repaired).outcome == "proved"
    assert equilibrium.break_equilibrium("medium", profile.medium_rule_repaired, count=4).outcome == "unknown"


def test_other_profiles_are_refused_when_the_return_is_medium() -> None:
    for rule in (profile.low_rule_repaired, profile.high_rule):
        assert equilibrium.prove_equilibrium("medium", rule).outcome == "refuted"
        assert equilibrium.break_equilibrium("medium", rule, count=2).outcome == "refuted"


def test_threshold_equivalence() -> None:
    assert medium.prove_threshold_equivalence().outcome == "proved"
    assert balls.break_threshold_equivalence(count=4).outcome == "unknown"
    assert medium.prove_threshold_equivalence(threshold.THRESHOLD**2).outcome == "refuted"
    refused = balls.break_threshold_equivalence(lambda at: threshold.threshold_ball(at) / 2, count=12)
    assert refused.outcome == "refuted"


def test_limits_hold_at_fixed_risk_and_not_in_the_ratio_alone() -> None:
    assert medium.prove_limits().outcome == "proved"
    assert balls.break_limits(count=1).outcome == "unknown"
    assert medium.refute_limits_in_the_ratio().outcome == "refuted"
    assert balls.break_limits_in_the_ratio().outcome == "refuted"


def test_motive_is_strongest_at_the_boundary() -> None:
    assert medium.prove_motive_strongest_at_boundary().outcome == "proved"
    assert action_gain_balls.break_leader_gain_rises("medium", count=5).outcome == "unknown"


def test_motive_is_not_always_strongest_at_the_boundary_when_the_return_is_high() -> None:
    assert action_gain_balls.break_leader_gain_rises("high", count=2).outcome == "refuted"


def test_uniqueness() -> None:
    assert equilibrium.prove_uniqueness("medium").outcome == "proved"
    assert best_response_balls.break_fixed_point("medium", count=1).outcome == "unknown"
    assert best_response_balls.break_slope("medium", count=1).outcome == "unknown"
    assert best_response_balls.break_fixed_point("medium", count=1, claimed=Fraction(3)).outcome == "refuted"
