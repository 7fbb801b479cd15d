"""A finding of the contest's proofs as evidence for the gate, and the two kinds of legs of a printed formula."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from proofs.hail_mary.contest import NotANumberError
from proofs.hail_mary.exponential_algebra import ForeignExponentError
from proofs.hail_mary.finding import Finding, all_of, refuted
from proofs.hail_mary.instances import Instances, false_at_an_instance
from proofs.hail_mary.paper_letters import in_letters
from proofs.hail_mary.printed import NAMES, AnotherShapeError, Printed, agents
from proofs.hail_mary.real_implications import NotRationalError
from verify.claims import CustomLeg, Step, StepLeg
from verify.errors import UndecidedError
from verify.kernel import Evidence, Level, Outcome
from verify.model import Model
from verify.reading.tree import Node
from verify.walk.jets import UndefinedPointError

Found = Finding | Iterable[Finding]
Decision = Callable[[Printed, Node], Found]
REFUSALS = (UndecidedError, UndefinedPointError, NotANumberError, NotRationalError, ForeignExponentError)


# r = lambda = 1/2, P = 17/5, c = 1: at the boundary the leader has (lambda P - c) / (r + lambda), the follower 0.
OTHER_AGENT = refuted(
    "exact",
    "the value of the other agent: at one gap the two differ",
    {"r": "1/2", "lambda": "1/2", "P": "17/5", "c": 1, "leader at k_star": "7/10", "follower at -k_star": 0},
)


def as_evidence(found: Found, *, breaking: bool) -> Evidence:
    """`unknown` of a breaking leg is a search that found nothing, which supports; of a proving leg it is nothing.

    >>> as_evidence(Finding("unknown", "sampled", "3 draws, none against"), breaking=True).outcome.value
    'supported'
    """
    one = found if isinstance(found, Finding) else all_of((str(k), part) for k, part in enumerate(found, 1))
    level, witness = Level(one.level), in_letters(one.witness or {})
    if one.outcome == "unknown":
        searched = breaking and level in (Level.SAMPLED, Level.SIMULATED)
        return Evidence("step", Outcome.SUPPORTED if searched else Outcome.UNKNOWN, level, one.detail)
    solid = one.outcome == "refuted" and level not in (Level.SAMPLED, Level.SIMULATED)
    return Evidence("step", Outcome(one.outcome), level, one.detail, witness, rechecked=solid)


def _leg(decision: Decision, names: dict[str, str], *, breaking: bool) -> StepLeg:
    def leg(model: Model, step: Step) -> Evidence:
        try:
            printed, tree = Printed(model, step, names), model.tree(step)
            if agents(tree) != agents(model.read(step.latex, step.section)) and agents(tree):
                return as_evidence(OTHER_AGENT, breaking=breaking)
            return as_evidence(decision(printed, tree), breaking=breaking)
        except REFUSALS as refusal:
            return Evidence("step", Outcome.UNKNOWN, Level.SAMPLED, str(refusal))

    return leg


def decided(
    prove: Decision, attack: Decision | None = None, *, names: dict[str, str] | None = None
) -> dict[str, StepLeg | bool | None]:
    """The options of a formula that these two legs decide instead of the engine's."""
    letters = names or NAMES
    return {
        "engine": False,
        "prover": _leg(prove, letters, breaking=False),
        "breaker": _leg(attack, letters, breaking=True) if attack else None,
    }


def words(prove: Callable[[], Found], attack: Callable[[], Found] | None = None) -> dict[str, StepLeg | bool | None]:
    """The options of a statement in words: its legs know what it says and read no formula."""
    proof, search = once(prove), once(attack) if attack else None
    return decided(lambda printed, node: proof(), (lambda printed, node: search()) if search else None)


def once(decision: Callable[[], Found]) -> Callable[[], Found]:
    """The same decision, taken once for all formulas that ask for it."""
    return cache(decision)


def registered(
    prove: Callable[[], Found], attack: Callable[[], Found] | None = None, instances: Instances | None = None
) -> dict[str, StepLeg | bool | None]:
    """The options of a formula whose legs decide what was registered.

    A live text that says something else is tried at `instances` of what was registered; if it is true there, it is not decided.
    """

    def guarded(asked: Callable[[], Found]) -> Decision:
        decision = once(asked)

        def decide(printed: Printed, node: Node) -> Found:
            try:
                printed.as_registered()
            except AnotherShapeError:
                found = false_at_an_instance(printed, node, instances) if instances else None
                if found is None:
                    raise
                return found
            return decision()

        return decide

    return decided(guarded(prove), guarded(attack) if attack else None)


def whole(decision: Callable[[], Found], *, breaking: bool = False) -> CustomLeg:
    """A leg of a claim or a repair that reads no formula."""

    def leg(model: Model) -> Evidence:
        return as_evidence(decision(), breaking=breaking)

    leg.__name__ = getattr(decision, "__name__", "decision")
    return leg
