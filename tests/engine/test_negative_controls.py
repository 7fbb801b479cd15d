"""Every claim of the Power Game that the engine decides has a control: its statement with one slip is refused."""

from __future__ import annotations

import random
from functools import cache

import pytest

from proofs.power_game.paper import build
from verify.claims import Claim, Role, Step
from verify.errors import GateError
from verify.kernel import Evidence, Outcome, Verdict, rule
from verify.legs import engine_legs, summary
from verify.model import Model
from verify.mutation import SLIPS, Mutant, mutants
from verify.obligations import obligations
from verify.reading.printer import latex
from verify.reading.statements import read_formula
from verify.reading.tree import Chain, Node, Number, Product, Sum, Symbol

PAPER = build()
TRIES = 8


def asserted(claim: Claim) -> list[Step]:
    """The steps that say something that the engine decides."""
    model = Model(PAPER)
    steps = [step for step in claim.steps if step.engine and step.role is Role.ASSERTION]
    return [step for step in steps if not _without_obligation(step, model)]


def _without_obligation(step: Step, model: Model) -> bool:
    try:
        return not obligations(step, model)
    except GateError:
        return True


CLAIMS = [claim for claim in PAPER.claims.values() if claim.expected is Verdict.HOLDS and asserted(claim)]


@cache
def controls(claim: str) -> list[tuple[Step, Mutant]]:
    """Slips of a claim's steps in a fixed order that mixes their kinds."""
    model = Model(PAPER)
    found = [(step, one) for step in asserted(PAPER.claims[claim]) for one in mutants(model.tree(step))]
    random.Random(claim).shuffle(found)
    return found


def refused(step: Step, mutant: Mutant) -> tuple[Verdict, list[Evidence]]:
    """What the engine's legs say of the step with the slip in the place of the printed text."""
    model = Model(PAPER, {step: latex(mutant.node)})
    evidence = [summary(leg, leg.call(), 0.0) for leg in engine_legs("control", (step,), model, 60)]
    return rule(evidence).verdict, evidence


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_a_slip_in_the_statement_is_refused(claim: Claim) -> None:
    seen = []
    for step, mutant in controls(claim.id)[:TRIES]:
        try:
            verdict, evidence = refused(step, mutant)
        except GateError:
            continue  # a slip that cannot be read is refused by the reader
        assert verdict is not Verdict.DISPUTED, (latex(mutant.node), evidence)
        seen.append((mutant.kind, latex(mutant.node), verdict.value))
        if verdict is Verdict.FAILS:
            assert any(one.outcome is Outcome.REFUTED and one.witness and one.rechecked for one in evidence)
            return
    pytest.fail(f"no slip was refuted: {seen}")


def test_every_kind_of_slip_is_made_somewhere() -> None:
    kinds = {mutant.kind for claim in CLAIMS for _, mutant in controls(claim.id)}
    assert kinds >= set(SLIPS) - {"positive part", "argument", "bound"}


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_a_slip_changes_one_place_and_prints_as_it_reads(claim: Claim) -> None:
    model = Model(PAPER)
    for step, mutant in controls(claim.id)[:TRIES]:
        assert mutant.node != model.tree(step)
        printed = latex(mutant.node)
        try:
            again = read_formula(printed, model.notation, section=step.section)
        except GateError:
            continue
        assert latex(again) == printed


# --- the slips themselves -------------------------------------------------------------------------------------------

X, Y = Symbol("x"), Symbol("y")


@pytest.mark.parametrize(
    ("kind", "node", "changed"),
    [
        ("sign", Sum(("", "-"), (X, Y)), {Sum(("-", "-"), (X, Y)), Sum(("", "+"), (X, Y))}),
        ("factor", Product((X, Y), ("",)), {X, Y}),
        (
            "factor",
            Product((X, Y, X), ("", r"\cdot")),
            {Product((Y, X), (r"\cdot",)), Product((X, X), (r"\cdot",)), Product((X, Y), ("",))},
        ),
        ("relation", Chain((X, Y, X), ("<", "=")), {Chain((X, Y, X), (">", "="))}),
        ("constant", Number("2"), {Number("3")}),
    ],
)
def test_slips_of_one_kind(kind: str, node: Node, changed: set[Node]) -> None:
    assert {mutant.node for mutant in mutants(node) if mutant.kind == kind} == changed
