"""What the engine's two legs make of one formula without a hypothesis, legs of the claim's own left aside."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction

from verify.breakers.checks import condition_at
from verify.breakers.draws import Point
from verify.breakers.sampling import BITS, setting
from verify.claims import Step
from verify.errors import GateError
from verify.kernel import Evidence, Outcome
from verify.legs import engine_legs
from verify.model import family_key
from verify.obligations import Obligation
from verify.reading.tree import Cases, Chain, Differential, Expectation, Indicator, Node, Placeholder, Symbol
from verify.strength.no_value import is_met
from verify.strength.ranges import follows
from verify.strength.without import Without, asked, opened
from verify.walk.evaluate import precision

UNVALUED = (Cases, Differential, Expectation, Indicator, Placeholder)


@dataclass(frozen=True)
class Answer:
    """The engine's evidence on a formula without the hypothesis.

    `own` says that legs of the claim's own decide the formula; `untouched` that it never had the hypothesis.
    """

    own: bool
    untouched: bool = False
    proof: Evidence | None = None
    attack: Evidence | None = None

    @property
    def is_proved(self) -> bool:
        """Whether the formula stands without the hypothesis, as it stood with it or by a proof that none refutes."""
        return self.untouched or (_is(self.proof, Outcome.PROVED) and not _is(self.attack, Outcome.REFUTED))

    @property
    def against(self) -> Evidence | None:
        """A point that speaks against the formula and was checked again, where no proof speaks for it."""
        found = self.attack
        if found is None or found.outcome is not Outcome.REFUTED or _is(self.proof, Outcome.PROVED):
            return None
        return found if found.rechecked and found.witness else None


def _is(evidence: Evidence | None, outcome: Outcome) -> bool:
    return evidence is not None and evidence.outcome is outcome


@dataclass
class ByEngine:
    """Asks the engine; whether it reads a formula as the claim does, it is asked only once."""

    read: dict[Step, bool] = field(default_factory=dict)

    def answer(self, step: Step, rest: Step, question: Without) -> Answer:
        """The engine on `rest`, which is `step` without the hypothesis; no evidence where it reads something else."""
        own = is_own(step)
        if question.given is not None and rest is step:
            return Answer(own, untouched=True)
        if own and not self._is_read(step, question):
            return Answer(own)
        proof, attack = (leg.call()[0] for leg in engine_legs("", [_bare(rest)], question.model, 0.0))
        if own and attack.outcome is Outcome.REFUTED and not breaks(attack.witness, step, rest, question):
            return Answer(own)
        return Answer(own, proof=proof, attack=attack)

    def _is_read(self, step: Step, question: Without) -> bool:
        """Whether the engine's breaker finds exact points for the formula of an own leg and none against it.

        That a letter lies in a range, the engine reads off the notation table and a claim has to prove.
        """
        each = asked(step, question.printed)
        if step not in self.read and any(_is_range(one, question) or _has_no_number(one) for one in each):
            self.read[step] = False
        if step not in self.read:
            met = all(is_met(one, question) for one in each)
            (_, attack) = engine_legs("", [_bare(step)], question.printed, 0.0)
            self.read[step] = met and attack.call()[0].outcome is Outcome.SUPPORTED
        return self.read[step]


def is_own(step: Step) -> bool:
    """Whether legs of the claim's own decide the formula, in whole or in part."""
    return not step.engine or step.prover is not None or step.breaker is not None


def _bare(step: Step) -> Step:
    """The formula without legs of its own."""
    return replace(step, engine=True, prover=None, breaker=None)


def breaks(witness: dict[str, str], step: Step, rest: Step, question: Without) -> bool:
    """Whether a witness breaks the hypothesis for certain; not if one of its letters is no exact number."""
    try:
        point = Point({name: Fraction(value) for name, value in witness.items()}, {}, {})
    except (ValueError, ZeroDivisionError):
        return False
    kept, left = asked(step, question.printed), asked(rest, question.model)
    if question.letter is not None:
        return any(_leaves(point, one, question) for one in left)
    return any(_is_lost(one, other, point, question) for one, other in zip(kept, left, strict=False))


def _leaves(point: Point, one: Obligation, question: Without) -> bool:
    """Whether a letter of the row lies outside its range."""
    row = question.letter
    assert row is not None
    letters = opened(one, question.model, hypotheses=True).items()
    values = [point.letters[key] for key, name in letters if name == row.name and key in point.letters]
    return any(not row.domain.contains(value) for value in values)


def _is_lost(one: Obligation, other: Obligation, point: Point, question: Without) -> bool:
    """Whether a condition that only the statement with the hypothesis has is false at the point."""
    lost: list[Node] = [node for node in one.hypotheses if node not in other.hypotheses]
    assigned = [pair for pair in one.assigned if pair not in other.assigned]
    lost += [Chain((Symbol(name), value), ("=",)) for name, value in assigned]
    with precision(BITS):
        try:
            walker, at = setting(other, question.model.assigning(other.assigned), point)
            return any(condition_at(node, walker, at) is False for node in lost)
        except (GateError, ValueError):
            return False


def _has_no_number(one: Obligation) -> bool:
    """Whether a side has a part that has no value at a point, however many are tried."""
    return any(isinstance(inner, UNVALUED) for node in (one.left, one.right) for inner in node.walk())


def _is_range(one: Obligation, question: Without) -> bool:
    """Whether a relation says of one letter that it lies in an interval with ends that are numbers."""
    return isinstance(one.left, Symbol) and list(opened(one, question.printed)) == [
        family_key(one.left.name, one.left.indices)
    ]


def concludes(step: Step, question: Without) -> bool:
    """Whether the formula, decided by own legs, says of the letter what the range left out says, and no more."""
    row, each = question.letter, asked(step, question.printed)
    if row is None or not is_own(step) or not each or any(one.hypotheses or one.assigned for one in each):
        return False
    if not all(_is_range(one, question) and one.left == each[0].left for one in each):
        return False
    if row.name not in opened(each[0], question.printed).values():
        return False
    from verify.symbolic.prove import prove

    said = tuple(Chain((one.left, one.right), (one.relation,)) for one in each)
    implied = follows(each[0].left, row.domain, step.section, question.model, said)
    return implied and all(prove(one, question.printed).outcome is Outcome.PROVED for one in each)
