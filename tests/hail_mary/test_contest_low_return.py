"""Proposition 1: existence and uniqueness, as printed and repaired."""

from fractions import Fraction

import sympy as sp

from proofs.hail_mary import (
    action_gain_balls,
    bellman_lines_balls,
    best_response,
    best_response_balls,
    distance_functions,
    equilibrium,
    lemma_steps,
    low_case,
    profile,
    tie,
)
from proofs.hail_mary import first_order_condition as foc
from proofs.hail_mary import first_order_condition_balls as foc_balls
from proofs.hail_mary.letters import gap, k_i, k_j, pi, slope, xi_minus, xi_plus


def test_the_two_lines_are_the_bellman_equation_off_the_tie() -> None:
    assert low_case.prove_odes().outcome == "proved"
    assert bellman_lines_balls.break_lines(bellman_lines_balls.LOW_LINES).outcome == "unknown"


def test_a_line_with_the_wrong_drift_is_refused() -> None:
    found = low_case.prove_odes(leader=low_case.LEADER_SAFE + 2 * pi * slope)
    assert (found.outcome, found.level) == ("refuted", "exact")
    swapped = [(bellman_lines_balls.low_leader_line, True, 1, 0)]
    assert bellman_lines_balls.break_lines(swapped).outcome == "refuted"


def test_roots() -> None:
    assert low_case.prove_roots().outcome == "proved"
    assert bellman_lines_balls.break_roots().outcome == "unknown"


def test_roots_in_the_other_order_are_refused() -> None:
    assert low_case.prove_roots(roots=low_case.ROOTS[::-1]).outcome == "refuted"
    assert bellman_lines_balls.break_roots(lambda at: (at["xi_minus"], at["xi_plus"])).outcome == "refuted"


def test_value_form_is_the_general_solution() -> None:
    assert low_case.prove_value_form().outcome == "proved"
    assert bellman_lines_balls.break_value_form().outcome == "unknown"


def test_value_form_with_the_followers_exponents_for_the_leader_is_refused() -> None:
    wrong = low_case.LEADER_FORM.subs(gap, -gap)
    assert low_case.prove_value_form(leader=wrong).outcome == "refuted"
    flipped = (
        lambda at: bellman_lines_balls.leader_form_ball({**at, "gap": -at["gap"]}),
        "C_1",
        "C_2",
        True,
        0,
        1,
    )
    low_returns = [contest for contest in foc_balls.contests("low", 5) if contest.pi < 0]
    assert bellman_lines_balls.break_value_form([flipped], low_returns).outcome == "refuted"


def test_boundary_equation_as_printed_is_wrong() -> None:
    found = foc.prove_boundary_equation()
    assert (found.outcome, found.level) == ("refuted", "exact")
    assert found.witness is not None
    assert found.witness["k_star"] == "log(2)"
    assert foc_balls.break_boundary_equation(count=3).outcome == "refuted"


def test_boundary_equation_repaired_holds() -> None:
    assert foc.prove_boundary_equation(foc.A6_REPAIRED).outcome == "proved"
    assert foc_balls.break_boundary_equation(foc_balls.repaired_equation_ball, count=8).outcome == "unknown"


def test_boundary_equation_repaired_up_to_a_factor_is_not_flagged() -> None:
    same = sp.expand(foc.A6_REPAIRED * (xi_plus - xi_minus))
    assert foc.prove_boundary_equation(same).outcome == "proved"


def test_best_response_equation_holds_as_printed() -> None:
    assert foc.prove_best_response_equation().outcome == "proved"
    assert foc_balls.break_best_response_equation(count=3).outcome == "unknown"


def test_best_response_equation_with_players_swapped_is_refused() -> None:
    swapped = foc.A10_PRINTED.subs({k_i: k_j, k_j: k_i}, simultaneous=True)
    assert foc.prove_best_response_equation(swapped).outcome == "refuted"

    def swapped_ball(at: dict) -> object:
        return foc_balls.best_response_equation_ball({**at, "k_i": at["k_j"], "k_j": at["k_i"]})

    assert foc_balls.break_best_response_equation(swapped_ball, count=3).outcome == "refuted"


def test_diagonal_of_the_pair_equation_is_the_repaired_one_not_the_printed_one() -> None:
    assert foc.prove_collapse().outcome == "refuted"
    assert foc_balls.break_collapse(count=3).outcome == "refuted"
    assert foc.prove_collapse(symmetric=foc.A6_REPAIRED).outcome == "proved"
    assert foc_balls.break_collapse(symmetric=foc_balls.repaired_equation_ball, count=5).outcome == "unknown"


def test_printed_equation_need_not_have_a_root() -> None:
    assert foc.prove_boundary_unique().outcome == "refuted"
    assert foc_balls.break_boundary_unique(count=2).outcome == "refuted"


def test_repaired_equation_has_one_root() -> None:
    assert foc.prove_boundary_unique(foc.A6_REPAIRED).outcome == "proved"
    assert foc_balls.break_boundary_unique(foc_balls.repaired_equation_ball, count=5).outcome == "unknown"


def test_leader_is_safe() -> None:
    assert low_case.prove_leader_safe().outcome == "proved"
    assert action_gain_balls.break_leader_action("low", count=6).outcome == "unknown"


def test_leader_who_prefers_the_risk_is_refused() -> None:
    assert low_case.prove_leader_second_order(sign=-1).outcome == "refuted"
    assert action_gain_balls.break_leader_action("low", count=2, swapped=True).outcome == "refuted"


def test_follower_is_risky() -> None:
    assert low_case.prove_follower_risky().outcome == "proved"
    assert action_gain_balls.break_follower_risky("low", count=6).outcome == "unknown"
    assert action_gain_balls.break_follower_risky("low", count=1, swapped=True).outcome == "refuted"


def test_profile_as_printed_fails_at_the_tie() -> None:
    found = equilibrium.prove_equilibrium("low", profile.low_rule)
    assert (found.outcome, found.level) == ("refuted", "exact")
    assert equilibrium.break_equilibrium("low", profile.low_rule, count=2).outcome == "refuted"
    assert tie.prove_absorbed_tie_equilibrium().outcome == "proved"


def test_profile_with_the_tie_played_risky_is_an_equilibrium() -> None:
    assert equilibrium.prove_equilibrium("low", profile.low_rule_repaired).outcome == "proved"
    assert equilibrium.break_equilibrium("low", profile.low_rule_repaired, count=4).outcome == "unknown"


def test_other_profiles_are_refused_when_the_return_is_low() -> None:
    for rule in (profile.high_rule, lambda gap, k, kk: int(gap >= 0)):
        assert equilibrium.prove_equilibrium("low", rule).outcome == "refuted"
        assert equilibrium.break_equilibrium("low", rule, count=2).outcome == "refuted"


def test_best_response_slope_and_limits() -> None:
    for leg in (best_response.prove_slope, best_response.prove_slope_at_zero, best_response.prove_limits):
        assert leg().outcome == "proved"
    for leg in (best_response_balls.break_slope, best_response_balls.break_slope_at_zero):
        assert leg(count=3).outcome == "unknown"
    assert best_response_balls.break_limits(count=3).outcome == "unknown"


def test_a_tighter_slope_bound_is_refused() -> None:
    assert best_response.prove_slope(lower=sp.Rational(-1, 2)).outcome != "proved"
    assert best_response_balls.break_slope(count=2, lower=Fraction(-1, 2)).outcome == "refuted"
    assert best_response.prove_slope_at_zero(claimed=0).outcome == "refuted"


def test_one_symmetric_fixed_point() -> None:
    assert best_response.prove_fixed_point().outcome == "proved"
    assert best_response_balls.break_fixed_point(count=2).outcome == "unknown"


def test_a_fixed_point_elsewhere_is_refused() -> None:
    assert best_response.prove_slope_product(lower=-2).outcome == "refuted"
    assert best_response_balls.break_fixed_point(count=1, claimed=Fraction(3)).outcome == "refuted"


def test_uniqueness_proof_names_the_wrong_action() -> None:
    assert lemma_steps.prove_leader_action().outcome == "refuted"
    assert action_gain_balls.break_leader_action("low", count=2, swapped=True).outcome == "refuted"
    assert lemma_steps.prove_leader_action(0).outcome == "proved"
    assert lemma_steps.prove_leader_action_without_slope().outcome == "refuted"


def test_well_behaved_equilibrium_is_unique() -> None:
    assert equilibrium.prove_uniqueness("low").outcome == "proved"
    assert distance_functions.prove_ode().outcome == "proved"
