"""Decides the legs of claims and steps, on all cores, through the cache."""

from __future__ import annotations

import gc
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from verify.cache import Store, folder
from verify.dependencies import Dependencies
from verify.errors import ReadError, UnbuiltError
from verify.isolation import Answer, Task, run_all
from verify.kernel import Evidence
from verify.legs import Answers, Leg, failed, summary
from verify.model import Lookup, Model

FEW = 2
"""Open legs of several kinds a core, up to which each imports for itself."""
MANY = 12
"""Open proofs, from which on one that simplifies and one that asks a solver are among them."""
Done = Callable[[Leg, "Decisions"], None]
Elsewhere = Callable[[Mapping[int, Leg]], Iterator[Answer]]
"""Has legs, by their places among all, decided in a process that is further than this one; may answer fewer."""


@dataclass
class Decisions:
    """What legs have answered, by leg, and what they looked up for it."""

    answers: dict[int, Answers] = field(default_factory=dict)
    seconds: dict[int, float] = field(default_factory=dict)
    lookups: dict[int, tuple[Lookup, ...]] = field(default_factory=dict)
    stale: dict[int, str] = field(default_factory=dict)

    def evidence(self, leg: Leg) -> Evidence:
        """The leg's evidence on its claim."""
        return summary(leg, self.answers[id(leg)], self.seconds[id(leg)])


def decide_legs(
    legs: Sequence[Leg],
    model: Model,
    store: Store,
    jobs: int,
    done: Done | None = None,
    elsewhere: Elsewhere | None = None,
) -> Decisions:
    """Answers from the cache where they are kept, else from processes of their own.

    Raises `UnbuiltError` for an open leg of the registry's own, whose functions a kept paper knows by name only.
    """
    decisions, rests_on, keys = Decisions(), Dependencies(model), dict[int, str]()
    for place, leg in enumerate(legs):
        try:
            key = rests_on.key(leg)
        except ReadError as error:
            _settle(decisions, leg, failed(leg, str(error)), 0.0, ())
            decisions.stale[id(leg)] = str(error)
            continue
        kept = store.get(key, rests_on.state)
        if kept is not None and _answers_each(leg, kept.answers):
            _settle(decisions, leg, kept.answers, kept.seconds, tuple(kept.found))
        else:
            keys[place] = key
    if model.paper.kept and elsewhere is None:
        _require_engine_only(legs[place] for place in keys)
    for leg in legs:
        if id(leg) in decisions.answers and id(leg) not in decisions.stale:
            _tell(done, leg, decisions)
    for answer in _answers({place: legs[place] for place in keys}, model, jobs, elsewhere):
        leg, key = legs[int(answer.name)], keys[int(answer.name)]
        answers, lookups = (failed(leg, answer.failure), ()) if answer.failure else answer.value
        if not answer.failure:
            store.put(key, lookups, rests_on.state, answers, answer.seconds)
        _settle(decisions, leg, answers, answer.seconds, lookups)
        _tell(done, leg, decisions)
    store.tell()
    return decisions


def _require_engine_only(legs: Iterable[Leg]) -> None:
    for leg in legs:
        if leg.own:
            raise UnbuiltError(f"{leg.name} of {leg.owner}")


def _settle(decisions: Decisions, leg: Leg, answers: Answers, seconds: float, lookups: tuple[Lookup, ...]) -> None:
    decisions.answers[id(leg)] = answers
    decisions.seconds[id(leg)] = seconds
    decisions.lookups[id(leg)] = lookups


def _tell(done: Done | None, leg: Leg, decisions: Decisions) -> None:
    if done is not None:
        done(leg, decisions)


def _answers(legs: Mapping[int, Leg], model: Model, jobs: int, elsewhere: Elsewhere | None) -> Iterator[Answer]:
    left = {place: leg for place, leg in legs.items() if elsewhere and not _imports_little(leg)}
    coming = elsewhere(left) if elsewhere and left else iter(())
    yield from answers_to({place: leg for place, leg in legs.items() if place not in left}, model, jobs)
    for answer in coming:
        del left[int(answer.name)]
        yield answer
    if model.paper.kept:
        _require_engine_only(left.values())
    yield from answers_to(left, model, jobs)


def _imports_little(leg: Leg) -> bool:
    """A search of the engine's own needs no computer algebra."""
    return leg.name == "break" and not leg.own


def answers_to(legs: Mapping[int, Leg], model: Model, jobs: int) -> Iterator[Answer]:
    """The answers to the legs as they come, named by their places; the value of each is answers and lookups."""
    kinds = {leg.name for leg in legs.values()}
    if len(legs) > FEW * jobs or (len(kinds) == 1 and len(legs) > 1):
        import_once(leg.name for leg in legs.values())
    tasks = [
        Task(str(place), partial(_watched, leg, model), leg.seconds)
        for place, leg in sorted(legs.items(), key=lambda item: _turn(item[1]))
    ]
    yield from run_all(tasks, jobs)


def _turn(leg: Leg) -> tuple[bool, int]:
    """Legs of the registry's own first, then those of many formulas: what takes long does not come last and alone."""
    return not leg.own, -len(leg.steps)


def _watched(leg: Leg, model: Model) -> tuple[Answers, tuple[Lookup, ...]]:
    """The leg's answers and all that it looked up in the paper for them."""
    _keep_examples_apart()
    model.watch()
    answers = leg.call()
    if not _answers_each(leg, answers):
        raise TypeError(f"{leg.name} gave {repr(answers)[:60]} and not one evidence for each formula")
    return answers, model.looked_up


def _answers_each(leg: Leg, answers: object) -> bool:
    """Whether there is one evidence for each formula of the leg, or one for a whole claim."""
    each = isinstance(answers, tuple) and all(isinstance(one, Evidence) for one in answers)
    return each and len(answers) == max(len(leg.steps), 1)  # type: ignore[arg-type]


def _keep_examples_apart() -> None:
    """What hypothesis keeps goes to the cache, not into the folder of whoever runs this; imported or not."""
    place = folder() / "hypothesis"
    os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = str(place)
    if "hypothesis.configuration" in sys.modules:
        sys.modules["hypothesis.configuration"].set_hypothesis_home_dir(place)


def import_once(legs: Iterable[str]) -> None:
    """Slow imports happen before the fork, and only for legs (by name) that need them.

    A few legs import side by side what each of them needs, sooner than one process imports all of it.
    """
    names = Counter(legs)
    if names["prove"]:
        import verify.symbolic.prove
    if names["prove"] > MANY:
        import sympy.physics.units  # noqa: F401  the first `simplify` of a process imports it
        import z3  # noqa: F401
    if names["break"]:
        import verify.breakers.sampling  # noqa: F401
    if names["break"] and "numpy" in sys.modules:
        import numpy.random  # noqa: F401  hypothesis seeds it where there is numpy
    gc.freeze()  # a fork does not walk, and so does not copy, what is here already
