"""Each claim on the game beside a slip, or a definition that says something else: its legs must refuse it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from proofs.power_game import (
    fink,
    grid_threshold,
    horizon_legs,
    mixed_or_multiple,
    one_shot,
    pure_parity,
    selection_needed,
    short_periods,
    smooth_limit,
    state_law,
    unbounded_effort,
)
from proofs.power_game.brute_force import best_plan_values
from proofs.power_game.finite_game import FiniteGame
from proofs.power_game.game_walker import GameWalker
from proofs.power_game.paper import build
from proofs.power_game.parity_game import coarse_grids
from proofs.power_game.path_bounds import bounds_on_solved_paths
from verify.claims import CustomLeg, Step
from verify.kernel import Evidence, Outcome
from verify.model import Model

PAPER = build()
PAPER_AS_PRINTED = Model(PAPER)
RIVALS_FORGOTTEN = {"u_1(g": r"u_1(g,x_1,x_2)=\pi(g')."}
NO_KINK = {r"2\sinh(ag/2)^+": r"2\sinh(ag/2)."}
PATIENCE_OF_ONE = {r"\beta<1": r"\beta\le1"}


def printed(start: str) -> Step:
    """The formula of the registry that begins like this."""
    return next(step for step in (*PAPER.steps, *PAPER.background) if step.latex.startswith(start))


def live(edits: dict[str, str]) -> Model:
    """The paper with other text in the place of some formulas."""
    return Model(PAPER, {printed(start): text for start, text in edits.items()})


def outcome(leg: CustomLeg, edits: dict[str, str]) -> Evidence:
    return leg(live(edits))


# --- displays -------------------------------------------------------------------------------------------------------

VALUE = r"V_{i,h}(g) =\mathbb E"
STATIONARY = r"V_i(g) =\mathbb E"
CONTINUATION = r"A_i(g;x_1,x_2) =u_i"
KERNEL = r"P(g''\mid g"
POLICY = r"x(g)=\frac"
E_STAGE = r"V_{i,h}(g)=\mathbb E_{%s}\left[%s\right]."
E_STATIONARY = r"V_i(g)=\mathbb E_{%s}\left[%s\right]."
SLIPS = [
    (VALUE, E_STAGE % (r"\sigma_{1,h}(g),\sigma_{2,h}(g)", "u_i(g,x_1,x_2)")),
    (VALUE, E_STAGE % (r"\sigma_{2,h}(g),\sigma_{1,h}(g)", "U_{i,h}(g,x_1,x_2)")),
    (VALUE, E_STAGE % (r"\sigma_{1,h}(g),\sigma_{2,h}(-g)", "U_{i,h}(g,x_1,x_2)")),
    (VALUE, E_STAGE % (r"\sigma_{1,h}(g),\sigma_{2,h}(g)", "U_{i,h}(g,x_2,x_1)")),
    (STATIONARY, E_STATIONARY % (r"\sigma_2(g),\sigma_1(g)", "A_i(g;x_1,x_2)")),
    (STATIONARY, E_STATIONARY % (r"\sigma_1(g),\sigma_2(g)", r"\beta A_i(g;x_1,x_2)")),
    (CONTINUATION, r"A_i(g;x_1,x_2)=u_i(g,x_1,x_2)+\sum_{g''\in G}P(g''\mid g,x_1,x_2)V_i(g'')."),
    (CONTINUATION, r"A_i(g;x_1,x_2)=u_i(g,x_1,x_2)-\beta\sum_{g''\in G}P(g''\mid g,x_1,x_2)V_i(g'')."),
    (CONTINUATION, r"A_i(g;x_1,x_2)=u_i(g,x_1,x_2)+\beta\sum_{g''\in G}P(g''\mid g,x_2,x_1)V_i(g'')."),
    (KERNEL, r"P(g''\mid g,x_2,x_1)"),
    (KERNEL, r"P(g\mid g,x_1,x_2)"),
    (POLICY, r"x(g)=\frac{V'(g)}{r}"),
    (POLICY, r"x(g)=\frac{[V'(g)]^+}{2r}"),
]


@pytest.mark.parametrize(("start", "text"), SLIPS)
def test_a_slip_in_a_display_is_not_proved_and_is_refuted(start: str, text: str) -> None:
    step = printed(start)
    model = live({start: text})
    assert step.prover is not None
    assert step.breaker is not None
    assert step.prover(model, step).outcome is not Outcome.PROVED
    found = step.breaker(model, step)
    assert found.outcome is Outcome.REFUTED
    assert found.witness
    assert found.rechecked


@pytest.mark.parametrize("start", [VALUE, STATIONARY, CONTINUATION, POLICY])
def test_the_displays_as_printed_are_proved(start: str) -> None:
    step = printed(start)
    assert step.prover is not None
    assert step.prover(PAPER_AS_PRINTED, step).outcome is Outcome.PROVED


@pytest.mark.parametrize(
    "text",
    [r"\pi(\varepsilon)>R(\varepsilon^2/2)\varepsilon^2.", r"\pi(\varepsilon)\ge R(\varepsilon^2/2)\varepsilon^2/2."],
)
def test_another_threshold_is_not_the_sign_of_the_gain(text: str) -> None:
    start = r"\pi(\varepsilon)>R"
    step = printed(start)
    assert grid_threshold.prove_gain_sign(PAPER_AS_PRINTED, step).outcome is Outcome.PROVED
    assert grid_threshold.prove_gain_sign(live({start: text}), step).outcome is not Outcome.PROVED


# --- provers under other definitions --------------------------------------------------------------------------------

PATIENCE = printed(r"\beta<1")
SCARCE = {r"S=\bar Q-T": r"S=\bar Q-3T.", r"R(T)=\frac{\bar W}{S}": r"R(T)=\frac{\bar W}{S}=\frac{\bar W}{\bar Q-3T}."}
NOT_PROVED: list[tuple[CustomLeg, dict[str, str]]] = [
    (state_law.only_full_decay_keeps_a_grid, {"g'=(1": "g'=x_1-x_2."}),
    (state_law.only_full_decay_keeps_a_grid, {"g'=(1": r"g'=(1-\mu)g+x_1."}),
    (one_shot.conditions_are_no_one_shot_gain(PATIENCE), PATIENCE_OF_ONE),
    (one_shot.recursion_is_markov_perfect, {"U_{i,h}(g": r"U_{i,h}(g,x_1,x_2)=u_i(g,x_1,x_2)-\beta V_{i,h-1}(g')."}),
    (one_shot.recursion_is_markov_perfect, {"V_{i,0}(g)=0": "V_{i,0}(g)=1"}),
    (fink.hypotheses_of_fink(PATIENCE), PATIENCE_OF_ONE),
    (fink.hypotheses_of_fink(PATIENCE), SCARCE),
    (fink.nash_applies, SCARCE),
    (selection_needed.a_selection_fixes_the_value, SCARCE),
    (mixed_or_multiple.instances_of_each, RIVALS_FORGOTTEN),
    (grid_threshold.grid_artifact, RIVALS_FORGOTTEN),
    (lambda model: pure_parity.no_symmetric_pure(model, PATIENCE), NO_KINK),
    (lambda model: pure_parity.no_symmetric_pure(model, PATIENCE), {"g'=(1": r"g'=(1-\mu)g+x_1^2-x_2^2."}),
]


@pytest.mark.parametrize(("leg", "edits"), NOT_PROVED)
def test_a_prover_refuses_a_paper_that_says_otherwise(
    leg: CustomLeg, edits: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proofs.power_game.parity_game.coarse_grids", few(coarse_grids))
    assert leg(live(edits)).outcome is not Outcome.PROVED


def few(draws: Callable[..., object]) -> Callable[..., object]:
    """A search that is to come back with nothing need not look long."""
    return lambda count, **how: draws(min(count, 40), **how)


# --- breakers under other definitions -------------------------------------------------------------------------------

REFUTED: list[tuple[CustomLeg, dict[str, str]]] = [
    (horizon_legs.displayed_payoffs(2), {"U_{i,h}(g": r"U_{i,h}(g,x_1,x_2)=u_i(g,x_1,x_2)+\beta^2V_{i,h-1}(g')."}),
    (horizon_legs.displayed_payoffs(3), {"U_{i,h}(g": r"U_{i,h}(g,x_1,x_2)=u_i(g,x_1,x_2)+V_{i,h-1}(g')."}),
    (state_law.every_small_grid_is_left, {"g'=(1": r"g'=x_1-x_2."}),
    (state_law.range_is_kept, {"g'=(1": r"g'=(1-\mu)g+2x_1-2x_2."}),
    (grid_threshold.inaction_falls_to_any_paying_action, {"u_2(g": "u_2(g,x_1,x_2)=2u_1(-g,x_2,x_1)"}),
    (bounds_on_solved_paths, {"R(T)=\\frac{\\bar W}{S}": r"R(T)=\frac{2\bar W}{S}=\frac{2\bar W}{\bar Q-T}."}),
]


@pytest.mark.parametrize(("leg", "edits"), REFUTED)
def test_a_breaker_finds_what_other_definitions_break(leg: CustomLeg, edits: dict[str, str]) -> None:
    found = outcome(leg, edits)
    assert found.outcome is Outcome.REFUTED
    assert found.witness


NOT_REFUTED: list[tuple[CustomLeg, dict[str, str]]] = [
    (grid_threshold.smallest_action_loses_yet_another_pays, {r"2\sinh(ag/2)^+": r"-(ag)^2."}),
    (selection_needed.one_period_values_differ, RIVALS_FORGOTTEN),
    (short_periods.parity_stays_mixed, {r"2\sinh(ag/2)^+": "ag."}),
    (unbounded_effort.drifting_away_is_worth_infinitely_much, {r"2\sinh(ag/2)^+": "ag."}),
]


@pytest.mark.parametrize(("leg", "edits"), NOT_REFUTED)
def test_a_witness_against_the_paper_is_none_against_a_paper_that_is_right(
    leg: CustomLeg, edits: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proofs.power_game.parity_game.coarse_grids", few(coarse_grids))
    assert outcome(leg, edits).outcome is not Outcome.REFUTED


def test_where_training_does_not_move_the_gap_it_does_not_move_tomorrow() -> None:
    edits = {"g'=(1": r"g'=(1-\mu)g."}
    assert outcome(horizon_legs.training_moves_tomorrow, edits).outcome is Outcome.UNKNOWN


# --- the measures that the legs compare -----------------------------------------------------------------------------


def test_a_plan_gains_against_a_profile_that_is_no_equilibrium() -> None:
    grids = next(coarse_grids(1, efforts=(2,)))
    game = FiniteGame(PAPER_AS_PRINTED, grids)
    profiles, _ = horizon_legs.recursion(game, 3)
    law = game.stochastic.law.dense()
    worst = [(np.roll(x, 1, axis=1), y) for x, y in profiles]
    kept = best_plan_values(game.payoffs, law, 0.5, worst)
    assert kept.shape == (2, 3)
    assert not np.allclose(kept, best_plan_values(game.payoffs, law, 0.5, profiles))


def test_the_distance_to_half_the_effort_does_not_shrink_with_the_period() -> None:
    one = smooth_limit.smooth_instance(PAPER_AS_PRINTED, 1.0)
    wrong = smooth_limit.equation_policy(one) / 2
    off = [float(np.abs(smooth_limit.game_policy(one, float(h)) - wrong).max()) for h in smooth_limit.HALVINGS[:2]]
    assert off[0] / off[1] < 1.2


def test_the_walker_averages_over_strategies_and_sums_over_the_grid() -> None:
    strategies = {r"\sigma_{1}": np.array([[0.5, 0.5]]), r"\sigma_{2}": np.array([[1.0, 0.0]])}
    from proofs.power_game.entries import Entries

    walker = GameWalker(PAPER_AS_PRINTED, "infinite-horizon-finite-state-game", gaps=np.zeros(1), strategies=strategies)
    at = {"g": Entries(np.zeros((1, 1, 1))), "x_{1}": Entries([[[0.0], [2.0]]]), "x_{2}": Entries([[[0.0, 5.0]]])}
    mean = PAPER_AS_PRINTED.read(r"\mathbb E_{\sigma_1(g),\sigma_2(g)}\left[x_1+x_2\right]", walker.section)
    assert walker.value(mean, at).array.ravel().tolist() == [1.0]
    total = PAPER_AS_PRINTED.read(r"\sum_{g''\in G}(g''+1)", walker.section)
    assert walker.value(total, at).array.ravel().tolist() == [1.0]
