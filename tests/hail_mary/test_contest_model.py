"""Section 2 and the first page of Appendix A.1: what holds, what is misprinted, and what must be refused."""

from fractions import Fraction

from proofs.hail_mary import bellman_equation as bellman
from proofs.hail_mary import boundary_conditions, equilibrium
from proofs.hail_mary import model_primitives as model
from proofs.hail_mary.letters import P, action_i, action_j, c, curvature, lam, pi, r, sigma, slope


def test_log_progress_is_the_ito_image() -> None:
    assert model.prove_log_progress().outcome == "proved"
    assert model.break_log_progress().outcome == "unknown"


def test_log_progress_without_half_the_variance_is_refused() -> None:
    assert model.prove_log_progress(drift=1 + action_i * pi).outcome == "refuted"
    assert model.break_log_progress(drift=lambda at: 1 + at["a_i"] * at["pi"]).outcome == "refuted"


def test_both_sides_of_the_payoff_agree_and_a_tie_pays_twice() -> None:
    assert model.prove_payoff().outcome == "proved"
    assert model.break_payoff().outcome == "unknown"
    assert model.payoffs_at_a_tie()["paid"] == "2*P"


def test_payoff_with_the_cost_not_divided_by_r_is_refused() -> None:
    assert model.prove_payoff(right_cost=r * model.PAYOFF_COST).outcome == "refuted"
    wrong = model.break_payoff(lambda at: at["c"] * (1 - (-at["r"] * at["tau"]).exp()))
    assert wrong.outcome == "refuted"


def test_profitability_must_exceed_one() -> None:
    assert equilibrium.prove_profitability_needed().outcome == "proved"
    assert model.break_profitability_above_one().outcome == "unknown"


def test_profitability_of_two_is_not_needed() -> None:
    assert model.prove_profitability_above_one(multiple=2).outcome == "refuted"
    assert model.break_profitability_above_one(multiple=2).outcome == "refuted"


def test_value_of_winning_prints_q_for_the_prize() -> None:
    found = model.prove_win_value()
    assert (found.outcome, found.level) == ("refuted", "exact")
    assert model.break_win_value().outcome == "refuted"


def test_value_of_winning_with_the_prize_holds() -> None:
    assert model.prove_win_value(prize=P).outcome == "proved"
    assert model.break_win_value(lambda at: at["P"]).outcome == "unknown"
    assert model.prove_win_value(prize=P, result=(lam * P - c) / r).outcome == "refuted"


def test_ito_terms_hold_for_all_action_pairs() -> None:
    assert bellman.prove_ito().outcome == "proved"
    assert bellman.break_ito().outcome == "unknown"


def test_ito_with_subtracted_variances_is_refused() -> None:
    wrong = (action_i - action_j) * pi * slope + (action_i**2 - action_j**2) * sigma**2 * curvature / 2
    assert bellman.prove_ito(wrong).outcome == "refuted"
    refused = bellman.break_ito(lambda at: (at["a_i"] - at["a_j"]) * at["pi"] * at["V_prime"])
    assert refused.outcome == "refuted"


def test_bellman_equation_follows_from_the_one_in_dt() -> None:
    assert bellman.prove_bellman().outcome == "proved"
    assert bellman.break_bellman().outcome == "unknown"


def test_bellman_equation_that_pays_the_follower_is_refused() -> None:
    assert bellman.prove_bellman(follower=bellman.LEADER_MAXIMAND).outcome == "refuted"
    assert bellman.break_bellman(follower=bellman.leader_maximand).outcome == "refuted"


def test_best_response_is_the_sign_of_the_gain() -> None:
    assert bellman.prove_best_response().outcome == "proved"
    assert bellman.break_best_response().outcome == "proved"


def test_best_response_with_the_whole_variance_is_refused() -> None:
    assert bellman.prove_best_response(pi * slope + sigma**2 * curvature).outcome == "refuted"
    assert bellman.break_best_response("1").outcome == "refuted"


def test_value_matching_and_smooth_pasting_are_necessary() -> None:
    assert boundary_conditions.prove_boundary_conditions().outcome == "proved"
    assert boundary_conditions.break_boundary_conditions(count=4).outcome == "unknown"
    assert boundary_conditions.break_boundary_conditions("medium", count=2).outcome == "unknown"


def test_another_boundary_is_not_optimal() -> None:
    assert boundary_conditions.prove_smooth_pasting(sign=-1).outcome == "refuted"
    assert boundary_conditions.break_boundary_conditions(count=1, claimed=Fraction(3, 2)).outcome == "refuted"


def test_the_gap_is_sufficient_and_minimality_is_not_decided() -> None:
    found = bellman.prove_markov_sufficiency()
    assert found.outcome == "unknown"
    assert "cited theorem" in found.detail
