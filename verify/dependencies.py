"""What an answer rests on: what a leg is asked, by which code, and what it looked up in the paper meanwhile."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from verify.claims import Step
from verify.imports import code_of, package_of
from verify.legs import Leg
from verify.model import Lookup, Model

ENGINE = {"prove": ("verify.legs", "verify.symbolic.prove"), "break": ("verify.legs", "verify.breakers.sampling")}


class Dependencies:
    """Keys of questions and states of what was looked up, under one model.

    An answer that is kept under a question's key is good as long as every lookup that led to it finds what it found.
    """

    def __init__(self, model: Model) -> None:
        self.model = model
        self.notation = hashlib.sha256(repr(model.notation).encode()).hexdigest()
        self._states: dict[Lookup, str] = {}
        self._by_text: dict[tuple[str, str], list[Step]] = {}
        for claim in model.paper.claims.values():
            for step in (*claim.steps, *(claim.repair.steps if claim.repair else ())):
                self._register(step)
        for step in (*model.paper.background, *model.paper.steps):
            self._register(step)

    def _register(self, step: Step) -> None:
        for one in (step, *(other for other in (*step.given, step.toward, step.follows) if isinstance(other, Step))):
            known = self._by_text.setdefault((one.section, one.latex), [])
            if not any(one is other for other in known):
                known.append(one)

    def key(self, leg: Leg) -> str:
        """The question: who asks, with which code, what the registry says of the steps. Raises `ReadError`."""
        read = [repr(self.model.tree(step)) for step in leg.steps]
        asked = [text for step in leg.steps for text in _asked(step)]
        parts = [self._code(leg), self.notation, leg.owner, leg.name, *read, *asked]
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()

    def _code(self, leg: Leg) -> str:
        own = sorted({module for function in leg.own for module in package_of(function)})
        return code_of(*ENGINE.get(leg.name, ENGINE["prove"]), *own)

    def state(self, lookup: Lookup) -> str:
        """A hash of what the model answers to a lookup."""
        if lookup not in self._states:
            self._states[lookup] = hashlib.sha256("\x1f".join(self._found(lookup)).encode()).hexdigest()[:32]
        return self._states[lookup]

    def _found(self, lookup: Lookup) -> Iterator[str]:
        if lookup.kind == "definition":
            yield from sorted(
                repr((one.indices, one.parameters, one.body))
                for one in self.model.definitions
                if one.name == lookup.text
            )
        else:
            for step in self._by_text.get((lookup.section, lookup.text), ()):
                yield self.model.latex(step) if lookup.kind == "latex" else repr(self.model.tree(step))


def _asked(step: Step) -> Iterator[str]:
    """What the registry says of a step; its live text is looked up."""
    yield from (step.latex, step.section, step.role.value, step.equals, step.equivalent_to, step.defines)
    yield repr((step.premises, step.renames, step.printed, step.engine, step.prover is None, step.breaker is None))
    for other in (*step.given, step.toward, step.follows):
        yield other.latex if isinstance(other, Step) else str(other)
