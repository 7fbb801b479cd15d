"""A claim with a slip in its statement, decided by the legs that decide the claim: the gate has to turn red."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice, zip_longest

from verify.canaries import FALSE
from verify.claims import Claim, Role, Step
from verify.errors import GateError
from verify.kernel import Evidence, Verdict, rule
from verify.legs import Leg, engine_legs, legs_of, summary
from verify.model import Model
from verify.mutation import Mutant
from verify.reading.printer import latex
from verify.reading.rebuilding import without_groups
from verify.reading.tree import Node
from verify.strength.further_slips import one_slip, pairs
from verify.strength.second_opinion import second_opinion

COUNT = 20
PAIRS = 6  # pairs are made for each slip that is wanted: some are not new


@dataclass(frozen=True)
class Trial:
    """What became of one slip: `refuted`, `refused` (no leg decided it), `unread`, `disputed`, `true` or `survived`.

    `true` slips hold, and a second opinion agrees; `survived` ones hold and nothing vouches for them.
    """

    kind: str
    statement: str
    outcome: str
    detail: str = ""

    @property
    def killed(self) -> bool:
        """Whether the gate turned red.

        >>> Trial("sign", "x=-x", "refuted").killed, Trial("factor", "x=x", "true").killed
        (True, False)
        """
        return self.outcome in ("refuted", "refused", "unread", "disputed")


def trials(claim: Claim, model: Model, count: int = COUNT) -> Iterator[Trial]:
    """At most `count` slips of the claim's statement, of mixed kinds, the same at every run.

    A claim that holds is tried as printed, a recorded erratum by its repair.
    """
    for step, mutant in chosen_slips(claim, model, count):
        yield _tried(claim, step, mutant, model)


def chosen_slips(claim: Claim, model: Model, count: int) -> list[tuple[Step, Mutant]]:
    """Slips in turn of each kind, so that none crowds out the others; two at a time where single ones are too few."""
    steps = [step for step in claim.steps if step.role is Role.ASSERTION]
    single = _in_turn(claim, [(step, one) for step in steps for one in _singles(step, model)])
    found = list(islice(_readings(single, model), count))
    if len(found) < count:
        double = (one for turn in zip_longest(*(_pairs(claim, step, model) for step in steps)) for one in turn if one)
        found = list(islice(_readings(chain(single, islice(double, PAIRS * count)), model), count))
    return found


def _singles(step: Step, model: Model) -> Iterator[Mutant]:
    return one_slip(model.tree(step), model.notation.in_scope(step.section))


def _pairs(claim: Claim, step: Step, model: Model) -> Iterator[tuple[Step, Mutant]]:
    scope = model.notation.in_scope(step.section)
    return ((step, one) for one in pairs(model.tree(step), scope, f"{claim.id} {step.latex}"))


def _in_turn(claim: Claim, found: list[tuple[Step, Mutant]]) -> list[tuple[Step, Mutant]]:
    by_kind: dict[str, list[tuple[Step, Mutant]]] = {}
    for step, one in found:
        by_kind.setdefault(one.kind, []).append((step, one))
    for kind, alike in by_kind.items():
        random.Random(f"{claim.id} {kind}").shuffle(alike)
    return [one for turn in zip_longest(*by_kind.values()) for one in turn if one]


def _readings(found: Iterable[tuple[Step, Mutant]], model: Model) -> Iterator[tuple[Step, Mutant]]:
    """Each slip once, by what its print is read as; none that is read as the original."""
    seen: set[tuple[int, Node | str]] = set()
    for step, one in found:
        printed = latex(one.node)
        try:
            read: Node | str = without_groups(model.read(printed, step.section))
        except GateError:
            read = printed
        if (id(step), read) not in seen and read != without_groups(model.tree(step)):
            seen.add((id(step), read))
            yield step, one


def _tried(claim: Claim, step: Step, mutant: Mutant, model: Model) -> Trial:
    printed = latex(mutant.node)
    try:
        changed = model.changing(step, printed)
        changed.tree(step)
        evidence, verdict = _decided(claim, step, changed)
    except GateError as error:
        return Trial(mutant.kind, printed, "unread", str(error))
    except Exception as error:  # a leg that breaks down decides nothing, here as in a run
        return Trial(mutant.kind, printed, "refused", type(error).__name__)
    if verdict is not Verdict.HOLDS:
        outcome = {Verdict.FAILS: "refuted", Verdict.DISPUTED: "disputed"}.get(verdict, "refused")
        return Trial(mutant.kind, printed, outcome, _against(evidence))
    agreed, why = second_opinion(step, changed, model, claim.steps)
    return Trial(mutant.kind, printed, "true" if agreed else "survived", why)


def _decided(claim: Claim, step: Step, model: Model) -> tuple[list[Evidence], Verdict]:
    """By the legs that answer for this formula; a leg of the whole claim counts if it reads the formula."""
    if step.decided_alone:
        evidence = _asked(engine_legs(claim.id, (step,), model, claim.seconds))
        return evidence, rule(evidence, obstacle=claim.obstacle).verdict
    evidence = _own_legs(claim, model)
    verdict = rule(evidence, obstacle=claim.obstacle).verdict
    if verdict is Verdict.HOLDS and not _is_read(claim, step, model):
        verdict = Verdict.UNDECIDED
    return evidence, verdict


def _asked(legs: list[Leg]) -> list[Evidence]:
    """What the legs say, those that try to break it first: after a witness the gate is red whatever comes."""
    evidence: list[Evidence] = []
    for leg in sorted(legs, key=lambda leg: not leg.name.startswith("break")):
        evidence.append(summary(leg, leg.call(), 0.0))
        if rule(evidence).verdict is Verdict.FAILS:
            break
    return evidence


def _own_legs(claim: Claim, model: Model) -> list[Evidence]:
    return _asked([leg for leg in legs_of(claim, model) if not leg.steps])


def _is_read(claim: Claim, step: Step, model: Model) -> bool:
    """Whether the claim falls with this formula: a false one in its place is not held true."""
    made_false = model.changing(step, latex(FALSE))
    return rule(_own_legs(claim, made_false), obstacle=claim.obstacle).verdict is not Verdict.HOLDS


def _against(evidence: list[Evidence]) -> str:
    return next((one.detail for one in evidence if one.outcome.value == "refuted"), "")
