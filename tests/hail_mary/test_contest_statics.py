"""Section 3.1."""

from proofs.hail_mary import comparative_statics as statics
from proofs.hail_mary import comparative_statics_balls as paths


def test_boundary_rises_with_prize_over_cost() -> None:
    assert statics.prove_prize_over_cost().outcome == "proved"
    assert paths.break_increasing(paths.rising_prize, count=2).outcome == "unknown"
    assert paths.break_increasing(paths.falling_cost, count=2).outcome == "unknown"


def test_boundary_that_falls_with_prize_over_cost_is_refused() -> None:
    assert statics.prove_prize_over_cost(direction=-1).outcome == "refuted"
    refused = paths.break_increasing(lambda contest, step: paths.falling_cost(contest, 1 / step), count=1)
    assert refused.outcome == "refuted"


def test_ratio_alone_does_not_determine_the_boundary() -> None:
    found = statics.refute_ratio_alone()
    assert (found.outcome, found.level) == ("refuted", "exact")
    assert paths.break_ratio_alone(count=1).outcome == "refuted"


def test_boundary_rises_with_return_at_fixed_risk_and_with_risk_at_fixed_return() -> None:
    assert statics.prove_return_over_risk_repaired().outcome == "proved"
    assert paths.break_increasing(paths.rising_return, count=2).outcome == "unknown"
    assert paths.break_increasing(paths.rising_risk, count=2).outcome == "unknown"


def test_boundary_vanishes_with_return_or_risk() -> None:
    assert statics.prove_return_over_risk_limits().outcome == "proved"
    assert paths.break_limits(count=2).outcome == "unknown"


def test_boundary_is_single_peaked_in_the_success_rate() -> None:
    assert statics.prove_success_rate().outcome == "proved"
    assert paths.break_single_peaked().outcome == "unknown"


def test_a_monotone_boundary_in_the_success_rate_is_refused() -> None:
    assert paths.break_monotone_in_success_rate(count=1).outcome == "refuted"
