"""A component that lies is outvoted: a false statement never holds, and a true one never fails where it is proved."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
import sympy
import z3
from claims_of_each_kind import STATEMENTS, Said, decided
from flint import arb

import verify.breakers.checks
import verify.breakers.sampling
import verify.symbolic.limits
import verify.symbolic.normal_form
import verify.symbolic.prove
import verify.symbolic.reals
import verify.walk.evaluate
import verify.walk.jets
from verify.kernel import Evidence, Level, Outcome, Verdict
from verify.walk.evaluate import Walker

Lie = Callable[[pytest.MonkeyPatch], None]
YES = Evidence("prove", Outcome.PROVED, Level.SYMBOLIC, "yes")
NO = Evidence("break", Outcome.REFUTED, Level.EXACT, "no", {"x": "1"}, rechecked=True)
NOTHING = Evidence("break", Outcome.UNKNOWN, Level.SAMPLED, "nothing")
AGREES = Evidence("break", Outcome.SUPPORTED, Level.SAMPLED, "60 exact points, none against")


def always(module: Any, name: str, answer: Any) -> Lie:
    """`name` of `module` gives the same answer whatever it is asked."""
    return lambda patch: patch.setattr(module, name, lambda *_, **__: answer)


def shifted_walker(patch: pytest.MonkeyPatch) -> None:
    honest = Walker.value
    patch.setattr(Walker, "value", lambda self, node, at: honest(self, node, at) + arb(1) / 7)


def narrow_balls(patch: pytest.MonkeyPatch) -> None:
    """Every ball is a point: roundoff counts as a difference."""
    honest = verify.breakers.checks.related
    patch.setattr(verify.breakers.checks, "related", lambda d, r: honest(d.mid() if hasattr(d, "mid") else d, r))


def rough_exponential(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(verify.walk.jets, "exp", lambda x: 1 + x + x * x / 2)


PROVERS: dict[str, Lie] = {
    "a prover that says yes to everything": always(verify.symbolic.prove, "prove", YES),
    "simplify gives 0": always(sympy, "simplify", sympy.Integer(0)),
    "simplify gives 1": always(sympy, "simplify", sympy.Integer(1)),
    "together gives 0": always(sympy, "together", sympy.Integer(0)),
    "together gives 1": always(sympy, "together", sympy.Integer(1)),
    "expand gives 0": always(sympy, "expand", sympy.Integer(0)),
    "derivatives are 0": always(sympy, "diff", sympy.Integer(0)),
    "limits are 0": always(verify.symbolic.prove, "limit_of", sympy.Integer(0)),
    "all normal forms vanish": always(verify.symbolic.prove, "is_identically_zero", True),
    "everything follows": always(verify.symbolic.prove, "follows", True),
    "nothing is satisfiable for z3": always(z3.Solver, "check", z3.unsat),
    "everything is satisfiable for z3": always(z3.Solver, "check", z3.sat),
    "every sign is known and negative": always(verify.symbolic.prove.Question, "sign_of", -1),
    "hypotheses are forgotten by the prover": always(verify.symbolic.prove, "comparisons", []),
}
BREAKERS: dict[str, Lie] = {
    "a breaker that objects to everything": always(verify.breakers.sampling, "search", NO),
    "a breaker that says nothing": always(verify.breakers.sampling, "search", NOTHING),
    "a breaker that agrees with everything": always(verify.breakers.sampling, "search", AGREES),
    "a walker whose values are shifted": shifted_walker,
    "a walker whose values are 0": always(Walker, "value", arb(0)),
    "a walker whose values are nowhere known": always(Walker, "value", arb("nan")),
    "a derivative that is 1": always(verify.walk.evaluate, "both_ways", arb(1)),
    "a product that is 1": always(verify.walk.jets.Jet, "__mul__", verify.walk.jets.Jet([arb(1)])),
    "every relation is false": always(verify.breakers.checks, "related", False),
    "every relation is true": always(verify.breakers.checks, "related", True),
    "every hypothesis holds": always(verify.breakers.sampling, "condition_at", True),
    "no hypothesis holds": always(verify.breakers.sampling, "condition_at", False),
    "balls without radius": narrow_balls,
    "an exponential that is a parabola": rough_exponential,
}
LIES = PROVERS | BREAKERS
PATIENT = {
    "a walker whose values are nowhere known": 4,
    "no hypothesis holds": 4,
    "every relation is false": 8,
    "a walker whose values are 0": 8,
}
"""Lies under which the search goes on for long: these are told of so many statements, those with hypotheses."""
UNLIKE = frozenset((Verdict.DISPUTED, Verdict.UNDECIDED, Verdict.VACUOUS))


@cache
def honest(said: Said) -> Verdict:
    return decided(said)[0].verdict


@pytest.mark.parametrize("said", STATEMENTS, ids=str)
def test_without_a_lie_the_true_hold_and_the_false_fail(said: Said) -> None:
    assert honest(said) is (Verdict.HOLDS if said.true else Verdict.FAILS)


@pytest.mark.parametrize("lie", LIES)
def test_no_lie_makes_a_false_statement_hold_or_a_true_one_fail(lie: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told = sorted(STATEMENTS, key=lambda said: not said.given)[: PATIENT.get(lie)]
    for said in told:
        honest(said)
    LIES[lie](monkeypatch)
    changed = 0
    for said in told:
        verdict = decided(said)[0].verdict
        assert verdict is honest(said) or verdict in UNLIKE, said
        changed += verdict is not honest(said)
    assert changed, "the lie told nothing"


def test_a_prover_that_says_yes_makes_every_false_statement_disputed(monkeypatch: pytest.MonkeyPatch) -> None:
    PROVERS["a prover that says yes to everything"](monkeypatch)
    assert {decided(said)[0].verdict for said in STATEMENTS if not said.true} == {Verdict.DISPUTED}


def test_a_breaker_that_objects_makes_every_true_statement_disputed(monkeypatch: pytest.MonkeyPatch) -> None:
    BREAKERS["a breaker that objects to everything"](monkeypatch)
    assert {decided(said)[0].verdict for said in STATEMENTS if said.true} == {Verdict.DISPUTED}
