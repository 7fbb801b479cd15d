"""A second process that imports what legs need while the first one reads the source, and then decides the open ones.

Imports are most of the time of a command that has one formula to decide. What is asked of the second process is data;
where a leg calls functions of the registry, of which a kept paper has the names alone, it builds the paper.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from verify.claims import Paper, Step
    from verify.isolation import Answer
    from verify.legs import Leg
    from verify.model import Model
    from verify.reading.macros import Macro

PATIENCE = 2.0
"""Seconds that the legs of the second process are given to end when it is stopped."""


@dataclass(frozen=True)
class OpenLegs:
    """Legs of a run by their places in its plan, and the live text under which they are asked.

    `loose` are the plan's steps that belong to no claim.
    """

    live: Mapping[Step, str]
    macros: Mapping[str, Macro]
    rewritten: frozenset[Step]
    loose: tuple[Step, ...]
    places: tuple[int, ...]
    jobs: int


class HeadStart:
    """The second process, from the first one's side; it is begun before anything slow is imported."""

    def __init__(self) -> None:
        context = get_context("fork")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_wait_and_decide, args=(theirs, self._connection, os.getpid()))
        self._process.start()
        theirs.close()
        self._asked = False

    def answers(self, model: Model, loose: Sequence[Step], legs: Mapping[int, Leg], jobs: int) -> Iterator[Answer]:
        """Ask for the legs at these places of the plan; their answers as they come, fewer if the process is lost."""
        rewritten = frozenset(step for step in model.live if step in model.rewritten)
        own = any(leg.own for leg in legs.values())
        asked = OpenLegs(model.live, model.macros, rewritten, tuple(loose), tuple(legs), jobs)
        with suppress(OSError):
            self._connection.send((model.paper.name, model.paper.kept, own, _packed(asked, model.paper)))
            self._asked = True
        return self._received(len(legs))

    def _received(self, count: int) -> Iterator[Answer]:
        with suppress(OSError, EOFError):
            for _ in range(count):
                yield pickle.loads(self._connection.recv_bytes())

    def stop(self) -> None:
        """End it, and the legs that it has begun."""
        if self._asked:
            self._process.terminate()
            self._process.join(PATIENCE)
        self._process.kill()
        self._process.join()
        self._connection.close()


# --- the second process ---------------------------------------------------------------------------------------------


def _wait_and_decide(connection: Connection, other_end: Connection, parent: int) -> None:
    from verify.isolation import die_with

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process stops this one, and this one its legs
    signal.signal(signal.SIGTERM, _leave)
    other_end.close()
    die_with(parent)
    with suppress(Exception):  # the first process notices, decides itself, and says what is wrong
        import verify.run
        import verify.symbolic.prove  # noqa: F401  it is here when a leg asks for it

        for answer in _decided(*connection.recv()):
            connection.send_bytes(pickle.dumps(answer))


def _leave(*_: object) -> NoReturn:
    raise SystemExit(0)


def _decided(name: str, code: str, own: bool, asked: bytes) -> Iterator[Answer]:
    """`own`: some leg calls functions of the registry, so that the paper has to be built."""
    from verify.decisions import answers_to
    from verify.kept_papers import load
    from verify.model import Model
    from verify.run import planned

    kept = load(name, code)
    if kept is None:
        return
    paper = _built(kept) if own else kept
    said = _unpacked(asked, paper)
    model = Model(paper, said.live, macros=said.macros, rewritten=said.rewritten)
    legs = planned(list(paper.claims.values()), model, said.loose).legs
    yield from answers_to({place: legs[place] for place in said.places}, model, said.jobs)


def _built(kept: Paper) -> Paper:
    """The paper with its functions, and with all that the kept one has read."""
    from verify import papers

    built = papers.paper(kept.name)
    built.notation.readings.update(kept.notation.readings)
    return built


# --- what goes over -------------------------------------------------------------------------------------------------


class _Writer(pickle.Pickler):
    """Writes a registered step as its place in the registry."""

    places: dict[int, int]

    def persistent_id(self, value: Any) -> int | None:
        return self.places.get(id(value))


class _Reader(pickle.Unpickler):
    """Finds registered steps at their places."""

    steps: tuple[Step, ...]

    def persistent_load(self, place: int) -> Step:
        return self.steps[place]


def _packed(asked: OpenLegs, paper: Paper) -> bytes:
    stream, steps = io.BytesIO(), paper.every_step
    writer = _Writer(stream, protocol=pickle.HIGHEST_PROTOCOL)
    writer.places = {id(step): place for place, step in enumerate(steps)}
    writer.dump((_registry(steps), asked))
    return stream.getvalue()


def _unpacked(asked: bytes, paper: Paper) -> OpenLegs:
    """Raises `LookupError` if the paper is not the one of which the question was asked."""
    reader = _Reader(io.BytesIO(asked))
    reader.steps = paper.every_step
    registry, said = reader.load()
    if registry != _registry(reader.steps) or not isinstance(said, OpenLegs):
        raise LookupError(f"{paper.name} is registered otherwise now")
    return said


def _registry(steps: Sequence[Step]) -> str:
    """A hash of what stands at which place."""
    return hashlib.sha256(repr([(step.section, step.latex) for step in steps]).encode()).hexdigest()
