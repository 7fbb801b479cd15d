"""How firmly claims are pinned: slips are caught, what is as true is told apart, hypotheses are needed or not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from small_paper import small_paper

from verify.claims import Claim, Paper, display, unprinted
from verify.errors import UsageError
from verify.kernel import Evidence, Level, Outcome
from verify.model import Model
from verify.strength import record
from verify.strength.hypotheses import dropped
from verify.strength.record import Strength, kill_rate, strength_of
from verify.strength.run import strengths
from verify.strength.slips import Trial, trials

PAPER = small_paper()
MODEL = Model(PAPER)


def tried(claim: Claim, paper: Paper = PAPER) -> list[Trial]:
    return list(trials(claim, Model(paper)))


@pytest.mark.parametrize("name", ["slope", "sum", "parabola-slope"])
def test_every_slip_is_killed_or_as_true_as_the_original(name: str) -> None:
    found = tried(PAPER.claims[f"small/{name}"])
    assert found
    assert all(one.killed or one.outcome == "true" for one in found), found


def test_the_same_slips_are_made_at_every_run() -> None:
    claim = PAPER.claims["small/sum"]
    assert tried(claim) == tried(claim)


def with_claim(statement: str, **legs: object) -> tuple[Claim, Paper]:
    paper = small_paper()
    return paper.section("lines", "Lines").claim("own", unprinted(statement, **legs)), paper


def test_a_slip_that_holds_is_told_from_one_that_nobody_caught() -> None:
    claim, paper = with_claim(r"x^2\ge0-x^2")
    outcomes = {one.outcome for one in tried(claim, paper)}
    assert "true" in outcomes
    assert "survived" not in outcomes


def yes(model: Model, step: object) -> Evidence:
    return Evidence("step", Outcome.PROVED, Level.EXACT, "yes to everything")


def nothing(model: Model, step: object) -> Evidence:
    return Evidence("step", Outcome.SUPPORTED, Level.SAMPLED, "nothing against it")


def test_a_leg_that_says_yes_to_everything_does_not_answer_for_another_text() -> None:
    claim, paper = with_claim("f(x)=ax", prover=yes, breaker=nothing)
    assert {one.outcome for one in tried(claim, paper)} == {"refused", "refuted"}  # f(x)<ax is excluded by f(x)=ax


def needs(claim: Claim, paper: Paper) -> dict[str, str]:
    return {one.hypothesis: one.need for one in dropped(claim, Model(paper))}


def test_a_hypothesis_that_a_claim_needs_comes_with_a_witness() -> None:
    (positive, range_of_a) = dropped(PAPER.claims["small/positive"], MODEL)
    assert (positive.hypothesis, positive.need) == ("x>0", "needed")
    assert positive.witness
    assert (range_of_a.need, range_of_a.assumed) == ("needed", False)


def test_a_hypothesis_that_adds_nothing_is_not_needed() -> None:
    paper = small_paper()
    claim = paper.section("lines", "Lines").claim("square", display(r"f(x)^2\ge0", given=("x>1",)))
    assert needs(claim, paper)["x>1"] == "not needed"


def test_what_is_kept_is_read_again_and_holds_for_the_same_statement_only(tmp_path: Path) -> None:
    claims = [PAPER.claims["small/slope"], PAPER.claims["small/positive"]]
    found = {name: one for name, one in strengths(PAPER, claims, count=4) if isinstance(one, Strength)}
    path = tmp_path / "strength.json"
    path.write_text(record.as_text(found), encoding="utf-8")
    assert record.as_text(record.read(path)) == record.as_text(found)
    assert record.current(found, claims).keys() == found.keys()
    changed, _ = with_claim("f(x)=ax")
    changed.id = "small/slope"
    assert not record.current(found, [changed])


def test_without_new_slips_those_of_the_same_statement_stay() -> None:
    claims = [PAPER.claims["small/slope"]]
    ((_, first),) = strengths(PAPER, claims, count=4)
    ((_, again),) = strengths(PAPER, claims, count=0)
    assert isinstance(first, Strength)
    assert isinstance(again, Strength)
    assert not again.outcomes
    assert again.with_slips_of(first) == first
    assert again.with_slips_of(replace(first, digest="another")) == again


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"claims": {"a": 1}}', "\0"])
def test_a_file_that_holds_something_else_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "strength.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="verify strength"):
        record.read(path)


def test_the_kill_rate_leaves_out_what_is_as_true() -> None:
    each = [Trial("sign", "a", "refuted"), Trial("sign", "b", "true"), Trial("sign", "c", "survived")]
    assert kill_rate([strength_of(PAPER.claims["small/slope"], each, ())]) == 0.5
    assert kill_rate([]) == 1.0
