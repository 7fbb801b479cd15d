"""Section 4.1: the ratio, what replacing phi by it does, and the adapted thresholds."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from proofs.hail_mary.designer import boundary_equation, cases, replacement
from proofs.hail_mary.designer.extended_value import ExtendedContest
from proofs.hail_mary.designer.letters import UnknownLetterError, in_letters

rates = st.fractions(Fraction(1, 10), 5, max_denominator=10)
prizes = st.fractions(0, 5, max_denominator=10)


def test_phi_bar_is_the_ratio_of_interior_levels() -> None:
    assert replacement.prove_profitability().outcome == "proved"
    assert replacement.break_profitability().outcome == "unknown"


def test_a_wrong_sign_in_phi_bar_is_refused() -> None:
    wrong = replacement.PHI_BAR.subs(replacement.LETTER["P_low"], -replacement.LETTER["P_low"])
    assert replacement.prove_profitability(wrong).outcome == "refuted"
    swapped = lambda v: replacement.phi_bar({**v, "P_high": v["P_low"], "P_low": v["P_high"]})  # noqa: E731
    assert replacement.break_profitability(swapped).outcome == "refuted"


def test_a_letter_of_another_paper_is_an_error() -> None:
    with pytest.raises(UnknownLetterError, match="omega"):
        in_letters(sp.Symbol("omega"))


@given(high=rates, low=rates, win=prizes, lose=prizes, r=rates, loss=rates)
def test_the_two_ratios_agree_only_where_the_class_says(
    high: Fraction, low: Fraction, win: Fraction, lose: Fraction, r: Fraction, loss: Fraction
) -> None:
    c = low * win + high * lose + loss
    contest = ExtendedContest(high, low, win, lose, c, r)
    agree = contest.profitability == contest.exit_profitability
    assert agree == (contest.lone_level == lose)
    without = ExtendedContest(high, low * 0, win, lose, high * lose + loss, r)
    assert without.profitability == without.exit_profitability


def test_the_replacement_holds_without_a_low_rate_and_fails_with_one() -> None:
    assert replacement.prove_replacement_class().outcome == "proved"
    assert replacement.decide_replacement().outcome == "refuted"
    assert replacement.break_replacement().outcome == "refuted"
    assert replacement.break_replacement(lambda_low_zero=True).outcome == "unknown"
    baseline = {**replacement.WITNESS, "lambda_low": Fraction(0)}
    assert replacement.decide_replacement(baseline).outcome == "unknown"


def test_two_ratios_repair_the_boundary() -> None:
    assert boundary_equation.prove_matching().outcome == "proved"
    assert boundary_equation.prove_high_closed_form().outcome == "proved"
    assert replacement.break_two_ratio_boundary().outcome == "unknown"


def test_adapted_thresholds_hold_only_where_the_ratios_agree() -> None:
    assert cases.prove_boundary_gain().outcome == "proved"
    assert cases.prove_threshold_without_low_rate().outcome == "proved"
    assert cases.decide_low_case().outcome == "refuted"
    assert cases.decide_high_case().outcome == "refuted"
    assert cases.break_definition(0.0).outcome == "unknown"
    assert cases.break_definition(0.3).outcome == "refuted"


def test_no_gain_at_the_boundary_without_a_low_rate() -> None:
    assert cases.decide_low_case({**replacement.WITNESS, "lambda_low": Fraction(0)}).outcome == "unknown"
    equal = ExtendedContest(Fraction(2), Fraction(0), Fraction(1), Fraction(0), Fraction(1), Fraction(1))
    assert cases.decide_high_case(equal).outcome == "unknown"
