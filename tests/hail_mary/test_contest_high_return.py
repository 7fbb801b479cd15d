"""Proposition 2."""

from fractions import Fraction

import sympy as sp

from proofs.hail_mary import action_gain_balls, bellman_lines_balls, best_response_balls, equilibrium, profile
from proofs.hail_mary import high_case as high
from proofs.hail_mary import medium_case_balls as medium_balls
from proofs.hail_mary import threshold_function as threshold
from proofs.hail_mary.contest import contests
from proofs.hail_mary.letters import gap, lam, phi, r, sigma


def test_root() -> None:
    assert high.prove_root().outcome == "proved"
    assert high.break_root().outcome == "unknown"
    assert high.prove_root(root=-high.ROOT).outcome == "refuted"
    assert high.prove_root(root=sp.sqrt(r + lam) * sigma).outcome == "refuted"
    assert high.break_root(lambda at: -at["eta"]).outcome == "refuted"


def test_value_form() -> None:
    forms = medium_balls.forms_with(medium_balls.repaired_first_form)
    assert high.prove_value_form().outcome == "proved"
    assert bellman_lines_balls.break_value_form([forms[0], forms[3]], contests("high", 4)).outcome == "unknown"
    assert high.prove_value_form(follower=high.FOLLOWER_FORM.subs(gap, 2 * gap)).outcome == "refuted"
    repeated = medium_balls.forms_with(medium_balls.printed_first_form)[:1]
    assert bellman_lines_balls.break_value_form(repeated, contests("high", 1)).outcome == "refuted"


def test_boundary_equation() -> None:
    assert high.prove_boundary_equation().outcome == "proved"
    assert high.break_boundary_equation(count=6).outcome == "unknown"


def test_boundary_equation_with_half_the_profitability_is_refused() -> None:
    assert high.prove_boundary_equation(high.A8_PRINTED.subs(phi, phi / 2)).outcome == "refuted"
    wrong = high.break_boundary_equation(lambda at: high.boundary_equation_ball({**at, "phi": at["phi"] / 2}), count=1)
    assert wrong.outcome == "refuted"


def test_closed_form() -> None:
    assert high.prove_closed_form().outcome == "proved"
    assert high.break_closed_form(count=6).outcome == "unknown"
    assert high.prove_closed_form(threshold.CLOSED_FORM_ARGUMENT / 2).outcome == "refuted"
    assert high.break_closed_form(lambda at: at["phi"] + 1, count=1).outcome == "refuted"


def test_leader_is_risky() -> None:
    assert high.prove_leader_risky().outcome == "proved"
    assert action_gain_balls.break_leader_action("high", count=6).outcome == "unknown"
    assert high.prove_leader_risky(threshold.THRESHOLD**2).outcome == "refuted"
    assert action_gain_balls.break_leader_action("high", count=1, swapped=True).outcome == "refuted"


def test_follower_is_risky() -> None:
    assert high.prove_follower_risky().outcome == "proved"
    assert action_gain_balls.break_follower_risky("high", count=6).outcome == "unknown"
    assert action_gain_balls.break_follower_risky("high", count=1, swapped=True).outcome == "refuted"


def test_profile_is_an_equilibrium_as_printed() -> None:
    assert equilibrium.prove_equilibrium("high", profile.high_rule).outcome == "proved"
    assert equilibrium.break_equilibrium("high", profile.high_rule, count=4).outcome == "unknown"


def test_a_safe_leader_is_refused_when_the_return_is_high() -> None:
    assert equilibrium.prove_equilibrium("high", profile.low_rule_repaired).outcome == "refuted"
    assert equilibrium.break_equilibrium("high", profile.low_rule_repaired, count=2).outcome == "refuted"


def test_uniqueness() -> None:
    assert equilibrium.prove_uniqueness("high").outcome == "proved"
    assert best_response_balls.break_fixed_point("high", count=2).outcome == "unknown"
    assert best_response_balls.break_fixed_point("high", count=1, claimed=Fraction(3)).outcome == "refuted"
