"""Appendix A.2: the two chains, the Laplace transform, and how the three objectives hang together."""

from __future__ import annotations

from fractions import Fraction

import sympy as sp

from proofs.hail_mary.designer import chains, laplace_decreasing, laplace_transform, objectives
from proofs.hail_mary.finding import Finding


def outcomes(findings: list[Finding]) -> list[str]:
    return [finding.outcome for finding in findings]


def test_every_equality_of_the_first_chain_holds() -> None:
    assert outcomes(chains.prove_stay_time()) == ["proved", "proved"]
    assert chains.break_chain_end(chains.printed_stay_time, of_success=False).outcome == "unknown"


def test_only_the_second_equality_of_the_second_chain_fails() -> None:
    assert outcomes(chains.decide_success_time()) == ["refuted", "proved", "proved"]
    assert chains.break_chain_end(chains.printed_success_time, of_success=True).outcome == "refuted"


def test_the_repaired_success_time_is_right() -> None:
    assert chains.prove_repaired_success_time().outcome == "proved"
    assert chains.break_chain_end(chains.repaired_success_time, of_success=True).outcome == "unknown"
    assert chains.prove_success_time_without_low_rate().outcome == "proved"


def test_a_dropped_denominator_is_refused_in_both_chains() -> None:
    first = chains.stay_chain()
    assert outcomes(chains.decide_chain([first[0], first[1], first[2] * 2]))[-1] == "refuted"
    wrong = lambda high, low, psi: 1 - psi(high + low)  # noqa: E731
    assert chains.break_chain_end(wrong, of_success=False).outcome == "refuted"


def test_a_transform_that_falls_is_no_reason_for_the_printed_sum_but_is_for_the_repaired() -> None:
    assert chains.decide_monotonicity_reason().outcome == "refuted"
    assert chains.prove_repaired_reason().outcome == "proved"
    assert chains.prove_printed_sum_decreases_in_tau().outcome == "proved"


def test_footnote_11_holds_from_the_tie_to_the_boundary_and_nowhere_else() -> None:
    assert laplace_transform.prove_transform().outcome == "proved"
    assert laplace_transform.break_transform().outcome == "unknown"
    assert laplace_transform.decide_at_gap(sp.Rational(1, 2)).outcome == "unknown"
    assert laplace_transform.decide_at_gap(sp.Rational(-1, 2)).outcome == "refuted"
    assert laplace_transform.decide_at_gap(sp.Integer(2)).outcome == "refuted"
    assert laplace_transform.break_transform(low=-1, high=0).outcome == "refuted"
    assert laplace_transform.break_transform(low=1, high=2).outcome == "refuted"


def test_a_drift_of_the_wrong_sign_is_refused() -> None:
    wrong = laplace_transform.PRINTED.subs(laplace_transform.PI, -laplace_transform.PI)
    assert laplace_transform.prove_transform(wrong).outcome == "refuted"
    mirrored = lambda v: laplace_transform.printed_transform({**v, "pi": -v["pi"]})  # noqa: E731
    assert laplace_transform.break_transform(mirrored).outcome == "refuted"


def test_the_transform_falls_in_the_boundary_while_the_switch_keeps_its_distance() -> None:
    assert laplace_transform.prove_decreasing_in_boundary().outcome == "proved"
    assert laplace_decreasing.prove_decreasing().outcome == "proved"
    assert laplace_decreasing.prove_switch_distance_fixed().outcome == "proved"
    assert laplace_decreasing.break_decreasing().outcome == "unknown"
    assert laplace_decreasing.break_decreasing(distance_moves=True).outcome == "refuted"
    moving = sp.Symbol("k_star", positive=True) / 2
    assert laplace_decreasing.prove_switch_distance_fixed(moving).outcome == "refuted"


def test_the_objectives_part_without_a_low_rate_from_far_apart_and_in_the_extended_game() -> None:
    assert objectives.decide_without_low_rate().outcome == "refuted"
    assert objectives.decide_far_start().outcome == "refuted"
    assert objectives.decide_far_start(Fraction(1, 2)).outcome == "unknown"
    assert outcomes(objectives.decide_in_extended_game()) == ["unknown", "refuted", "refuted"]


def test_the_objectives_agree_where_the_rule_is_fixed() -> None:
    assert set(outcomes(objectives.prove_agree_at_fixed_rule())) == {"proved"}
    assert objectives.break_equivalence(low_zero=True).outcome == "unknown"
    assert objectives.break_equivalence().outcome == "refuted"
