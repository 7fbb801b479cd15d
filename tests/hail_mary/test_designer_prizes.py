"""Section 4.2: budgets and splits, in the paper's algebra and in the extended game itself."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp

from proofs.hail_mary.designer import (
    allocation_curve,
    borderline_budget,
    boundary_in_profitability,
    budget_remarks,
    confirmation,
    keeping_prize,
    large_budget,
    low_return,
    only_if_small,
    prize_split,
    small_budget,
    solver_agreement,
    switch_response,
    winner_takes_all_boundary,
)
from proofs.hail_mary.finding import Finding


def outcomes(findings: list[Finding]) -> set[str]:
    return {finding.outcome for finding in findings}


def test_every_arrow_of_the_small_budget_chain_holds() -> None:
    assert outcomes(prize_split.prove_chain()) == {"proved"}
    assert prize_split.decide_conclusion_by_smt().outcome == "proved"
    assert prize_split.break_chain().outcome == "unknown"


@pytest.mark.parametrize("hypothesis", ["small", "budget"])
def test_the_chain_needs_its_hypotheses(hypothesis: str) -> None:
    assert prize_split.decide_conclusion_by_smt(drop=hypothesis).outcome == "refuted"
    assert prize_split.break_chain(small=False).outcome == "refuted"


def test_a_wrong_line_of_the_chain_is_refused() -> None:
    wrong = prize_split.LINES[0] + prize_split.LOSE * prize_split.COST
    assert prize_split.prove_first_arrow(line=wrong).outcome == "refuted"
    assert prize_split.prove_second_arrow(line=wrong).outcome == "refuted"
    assert prize_split.prove_third_arrow(last=prize_split.LINES[2] / 2).outcome == "refuted"
    assert prize_split.prove_denominator_positive(-prize_split.DENOMINATOR).outcome == "refuted"


@pytest.mark.parametrize("remark", ["too small", "large enough"])
def test_both_remarks_hold_when_the_whole_budget_is_paid(remark: str) -> None:
    assert budget_remarks.decide_by_smt(remark).outcome == "proved"
    assert budget_remarks.break_remark(remark).outcome == "unknown"
    proof = budget_remarks.prove_too_small if remark == "too small" else budget_remarks.prove_large_enough
    assert proof().outcome == "proved"


def test_the_second_remark_needs_the_whole_budget_and_a_drop_out_with_nothing() -> None:
    assert budget_remarks.decide_large_enough_below_budget().outcome == "refuted"
    assert budget_remarks.decide_large_enough_keeping_prize().outcome == "refuted"
    assert budget_remarks.decide_joint_exit().outcome == "refuted"
    assert budget_remarks.break_remark("large enough", full=False).outcome == "refuted"


def test_the_printed_range_of_epsilon_is_exactly_right() -> None:
    assert large_budget.prove_range().outcome == "proved"
    assert large_budget.prove_interior_levels().outcome == "proved"
    assert large_budget.prove_bound_reached().outcome == "proved"
    assert large_budget.break_range().outcome == "unknown"
    assert large_budget.break_staying().outcome == "unknown"


def test_a_wider_range_of_epsilon_is_refused() -> None:
    assert large_budget.prove_range(2 * large_budget.PRINTED_END).outcome == "refuted"
    assert large_budget.break_range(Fraction(9, 8)).outcome == "refuted"
    assert large_budget.break_staying(factor=Fraction(3)).outcome == "refuted"


def test_a_drop_out_who_keeps_the_losers_prize_always_leaves_some_time() -> None:
    assert large_budget.prove_no_split_keeps_prize().outcome == "proved"
    assert large_budget.decide_keeping_prize().outcome == "refuted"
    assert large_budget.decide_joint_exit_range().outcome == "proved"


def test_on_the_borderline_phi_bar_cannot_tell_splits_apart_but_the_second_ratio_can() -> None:
    assert borderline_budget.prove_constant_profitability().outcome == "proved"
    assert borderline_budget.prove_exit_ratio_increases().outcome == "proved"
    assert borderline_budget.decide_equal_split().outcome == "refuted"
    assert borderline_budget.break_constant_profitability().outcome == "unknown"
    off = borderline_budget.break_constant_profitability(off=Fraction(1, 10))
    assert off.outcome == "refuted"


def test_winner_takes_all_only_if_the_budget_is_small() -> None:
    assert outcomes(only_if_small.prove_only_if()) == {"proved"}
    assert only_if_small.break_only_if().outcome == "unknown"
    assert only_if_small.break_only_if(small=True).outcome == "refuted"
    assert only_if_small.decide_success_time_without_low_rate().outcome == "refuted"
    assert only_if_small.decide_keeping_prize().outcome == "refuted"


def test_k_star_rises_with_phi_bar_in_the_reduced_game_only() -> None:
    assert outcomes(boundary_in_profitability.prove_in_reduced_game()) == {"proved"}
    assert boundary_in_profitability.break_increase().outcome == "unknown"
    assert boundary_in_profitability.decide_in_extended_game().outcome == "refuted"
    assert boundary_in_profitability.break_increase(excess_share=0.3).outcome == "refuted"


def test_winner_takes_all_has_the_largest_boundary() -> None:
    assert outcomes(small_budget.prove_boundary_objective()) == {"proved"}
    assert small_budget.search("boundary", 100, 20).outcome == "unknown"
    assert small_budget.decide_objective("boundary").outcome == "unknown"


def test_a_wrong_step_of_the_boundary_proof_is_refused() -> None:
    steps = {"slope": winner_takes_all_boundary.gain_slope(sp.Integer(0), sp.Integer(1))}
    assert winner_takes_all_boundary._finding(steps, "no slope at all").outcome == "refuted"


@pytest.mark.parametrize("objective", ["stay", "success"])
def test_sharing_the_prize_beats_winner_takes_all_on_the_times(objective: str) -> None:
    assert small_budget.decide_objective(objective).outcome == "refuted"
    assert small_budget.search(objective, 200, 20).outcome == "refuted"
    assert small_budget.decide_objective(objective, lose=Fraction(1, 50)).outcome == "unknown"


@pytest.mark.parametrize("objective", ["boundary", "stay", "success"])
def test_without_a_low_rate_no_split_beats_winner_takes_all(objective: str) -> None:
    assert outcomes(small_budget.prove_fixed_rule_class()) == {"proved"}
    assert small_budget.search(objective, 60, 20, low_zero=True).outcome == "unknown"


@pytest.mark.parametrize("way", ["grid", "simulation"])
def test_two_further_ways_find_the_same_times(way: str) -> None:
    assert confirmation.confirm_order(way).outcome == "refuted"
    for prize in (Fraction(0), small_budget.EXAMPLE_LOSER_PRIZE):
        assert confirmation.confirm_stay(prize, way).outcome == "unknown"


def test_with_a_low_return_no_split_of_a_small_budget_beats_winner_takes_all_on_any_objective() -> None:
    assert low_return.prove_transform_response().outcome == "proved"
    assert low_return.prove_rate_monotone().outcome == "proved"
    assert switch_response.prove_steep_returns().outcome == "proved"
    assert low_return.prove_stay_rises().outcome == "proved"


def test_the_low_return_cover_stays_open_where_the_claim_is_false_or_stretched() -> None:
    assert low_return.prove_stay_rises(sign=1).outcome == "unknown"
    corner = ((0.875, 1.0), (0.625, 0.75), (0.0, 0.0625))
    assert low_return.prove_stay_rises(corner, weight=1.5).outcome == "unknown"


def test_one_switch_for_every_split_of_a_small_budget() -> None:
    assert switch_response.prove_response().outcome == "proved"
    assert outcomes([switch_response.prove_one_switch(chart) for chart in switch_response.CHARTS]) == {"proved"}
    assert solver_agreement.compare_solvers(12, 5).outcome == "unknown"
    assert solver_agreement.compare_solvers(12, 5, shift=0.01).outcome == "refuted"


def test_a_drop_out_who_keeps_the_prize_makes_winner_takes_all_best_for_every_budget() -> None:
    assert keeping_prize.prove_ratio_without_low_rate().outcome == "proved"
    assert outcomes(keeping_prize.prove_winner_takes_all()) == {"proved"}
    assert keeping_prize.break_winner_takes_all().outcome == "unknown"
    assert keeping_prize.break_winner_takes_all(keeps=False).outcome == "refuted"


def test_the_curve_shows_the_best_split_inside_for_the_stay_and_at_the_end_for_the_boundary() -> None:
    curve = allocation_curve.allocation_curve(small_budget.example_design(), 60)
    assert curve.k_star.argmax() == curve.reduced_stay.argmax() == curve.success[0:1].argmin() == 0
    assert 0 < curve.stay.argmax() == curve.success.argmin()
    assert curve.reduced_success.argmin() == 0
