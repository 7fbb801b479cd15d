"""Definition 1 and footnotes 6 and 10."""

import sympy as sp

from proofs.hail_mary import threshold_function as threshold
from proofs.hail_mary.letters import phi

WRONG = threshold.THRESHOLD.subs(phi, 2 * phi)


def test_limits() -> None:
    assert threshold.prove_limits().outcome == "proved"
    assert threshold.break_limits().outcome == "unknown"


def test_limits_of_a_shifted_function_are_refused() -> None:
    assert threshold.prove_limits(WRONG).outcome == "refuted"
    assert threshold.break_limits(lambda at: threshold.threshold_ball({"phi": 2 * at["phi"]})).outcome == "refuted"


def test_increasing_with_values_between_zero_and_one() -> None:
    assert threshold.prove_increasing().outcome == "proved"
    assert threshold.break_increasing().outcome == "unknown"


def test_a_decreasing_function_is_refused() -> None:
    assert threshold.prove_increasing(1 - threshold.THRESHOLD).outcome == "refuted"
    assert threshold.break_increasing(lambda at: 1 - threshold.threshold_ball(at)).outcome == "refuted"


def test_threshold_is_tanh_of_the_boundary() -> None:
    assert threshold.prove_tanh().outcome == "proved"
    assert threshold.break_tanh().outcome == "unknown"


def test_tanh_of_twice_the_boundary_is_refused() -> None:
    assert threshold.prove_tanh(exponential=threshold.CLOSED_FORM_ARGUMENT**2).outcome == "refuted"
    assert threshold.break_tanh(lambda at: threshold.threshold_ball(at) ** 2).outcome == "refuted"
    assert threshold.prove_tanh(threshold=sp.sqrt(threshold.THRESHOLD)).outcome == "refuted"
