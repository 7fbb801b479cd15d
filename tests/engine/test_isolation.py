"""A leg that hangs, crashes or eats the memory costs its own answer only, and says so."""

from __future__ import annotations

import ctypes
import faulthandler
import os
import signal
import time
from functools import partial

import pytest

from verify.cache import Store
from verify.claims import Paper
from verify.decisions import decide_legs
from verify.isolation import MEGABYTE, Answer, Task, run_all
from verify.kernel import Evidence, Level, Outcome
from verify.legs import Answers, Leg
from verify.model import Model
from verify.reading.notation import Letter, Notation


def answer(task: Task) -> Answer:
    (only,) = run_all([task], 1)
    return only


def segfault() -> None:
    faulthandler.disable()
    ctypes.string_at(0)


def eat() -> int:
    return len(bytearray(900 * MEGABYTE))


def fail() -> None:
    raise ValueError("no such root")


def hang() -> None:
    while True:
        time.sleep(1)


def deaf() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    hang()


def proved(seconds: float = 0.0) -> Answers:
    return (Evidence("prove", Outcome.PROVED, Level.EXACT, str(seconds)),)


def test_an_answer_comes_back() -> None:
    assert answer(Task("one", lambda: 41 + 1)).value == 42


def test_a_leg_that_hangs_is_stopped() -> None:
    for call in (hang, deaf):
        stopped = answer(Task("hang", call, seconds=0.3))
        assert stopped.value is None
        assert stopped.failure == "stopped after 0.3 s"


@pytest.mark.parametrize("status", [0, 1, 77])
def test_a_leg_that_exits_is_no_answer(status: int) -> None:
    died = answer(Task("exit", partial(os._exit, status)))
    assert died.value is None
    assert died.failure == f"the leg died without an answer (exit status {status})"


def test_a_leg_that_crashes_in_native_code_is_no_answer() -> None:
    assert answer(Task("crash", segfault)).failure == "the leg died without an answer (exit status -11)"


def test_a_leg_without_memory_is_no_answer() -> None:
    assert answer(Task("eat", eat, megabytes=64)).failure == "out of memory (64 MB)"


def test_an_error_in_a_leg_is_its_failure() -> None:
    assert answer(Task("fail", fail)).failure == "ValueError: no such root"


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_others_are_answered_beside_legs_that_die(jobs: int) -> None:
    calls = [segfault, partial(os._exit, 3), fail, *(partial(int, k) for k in range(5))]
    tasks = [Task(str(k), call) for k, call in enumerate(calls)]
    answers = {one.name: one for one in run_all(tasks, jobs)}
    assert set(answers) == {task.name for task in tasks}
    assert [answers[str(k + 3)].value for k in range(5)] == list(range(5))


def test_no_tasks_no_answers() -> None:
    assert list(run_all([], 2)) == []


@pytest.mark.parametrize(
    "call", [hang, segfault, partial(os._exit, 0), fail], ids=["hung", "crashed", "exited", "raised"]
)
def test_a_leg_that_dies_is_unknown_and_is_not_kept(call: object, tmp_path: object) -> None:
    model = Model(Paper("small", "Small", Notation((Letter("x"),))))
    legs = [Leg("small/one", "prove", (), call, 0.5), Leg("small/one", "prove:other", (), proved)]  # type: ignore[arg-type]
    store = Store(tmp_path)  # type: ignore[arg-type]
    decisions = decide_legs(legs, model, store, 1)
    dead, alive = (decisions.evidence(leg) for leg in legs)
    assert dead.outcome is Outcome.UNKNOWN
    assert dead.detail
    assert alive.outcome is Outcome.PROVED
    assert len(list(tmp_path.rglob("*.json"))) == 1  # type: ignore[attr-defined]
