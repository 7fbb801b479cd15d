"""Whatever befalls one leg costs its own answer only: it says why there is none, and leaves nothing behind."""

from __future__ import annotations

import ctypes
import faulthandler
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from verify.cache import Store
from verify.claims import Paper
from verify.decisions import decide_legs
from verify.isolation import Answer, Task, run_all
from verify.kernel import Evidence, Level, Outcome, Verdict, rule
from verify.legs import Answers, Leg
from verify.model import Model
from verify.reading.notation import Letter, Notation

PROVED = (Evidence("prove", Outcome.PROVED, Level.EXACT, "yes"),)


def answered(call: Callable[[], Any], seconds: float = 20.0, megabytes: int = 512) -> Answer:
    (only,) = run_all([Task("one", call, seconds, megabytes)], 1)
    return only


def killed_by(number: int) -> None:
    faulthandler.disable()
    os.kill(os.getpid(), number)


def crash_in_native_code() -> None:
    faulthandler.disable()
    ctypes.string_at(0)


def exhaust_the_stack() -> int:
    return exhaust_the_stack()


def eat_in_python() -> int:
    return sum(len(x) for x in [bytes(1 << 20) for _ in range(1 << 16)])


def eat_in_numpy() -> float:
    import numpy

    return float(numpy.ones(1 << 31).sum())


class Unreadable:
    """A value that cannot be put together again."""

    def __reduce__(self) -> tuple[object, ...]:
        return (_refuse, ())


def _refuse() -> None:
    raise ValueError("no such thing")


def beside_a_child_that_stays(pid: Path, *, answers: bool) -> int:
    """Leaves a process behind that holds the pipe open for ten minutes; `pid` has its number."""
    child = os.fork()
    if child == 0:
        time.sleep(600)
        os._exit(0)
    pid.write_text(str(child))
    if not answers:
        os._exit(5)
    return 7


FAULTS: dict[str, tuple[Callable[[], Any], str]] = {
    "killed": (partial(killed_by, signal.SIGKILL), "exit status -9"),
    "terminated": (partial(killed_by, signal.SIGTERM), "exit status -15"),
    "aborted": (partial(killed_by, signal.SIGABRT), "exit status -6"),
    "an illegal instruction": (partial(killed_by, signal.SIGILL), "exit status -4"),
    "crashed in native code": (crash_in_native_code, "exit status -11"),
    "out of memory in Python": (eat_in_python, "out of memory (512 MB)"),
    "out of memory in numpy": (eat_in_numpy, "emory"),
    "out of stack": (exhaust_the_stack, "RecursionError"),
    "an answer that cannot be sent": (lambda: lambda: 1, "pickle"),
    "an answer that cannot be read": (Unreadable, "cannot be read (ValueError: no such thing)"),
    "an interruption of its own": (partial(killed_by, signal.SIGINT), ""),
    "an exit": (partial(sys.exit, 3), "exit status 3"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_leg_with_a_fault_says_why_it_has_no_answer(name: str) -> None:
    call, reason = FAULTS[name]
    found = answered(call)
    assert found.value is None
    assert reason in found.failure


def test_a_stopped_leg_is_ended_like_one_that_hangs() -> None:
    assert answered(partial(killed_by, signal.SIGSTOP), seconds=0.5).failure == "stopped after 0.5 s"


@pytest.mark.parametrize("answers", [True, False])
def test_a_leg_that_forks_is_not_waited_for_and_leaves_no_process(answers: bool, tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    found = answered(partial(beside_a_child_that_stays, pid, answers=answers), seconds=30)
    assert found.seconds < 30
    assert (found.value, found.failure) == (
        (7, "") if answers else (None, "the leg died without an answer (exit status 5)")
    )
    _until(lambda: _gone(pid.read_text()))


def test_what_a_leg_prints_does_not_reach_standard_output(capfd: pytest.CaptureFixture[str]) -> None:
    def talk() -> int:
        print("in Python", flush=True)
        os.write(1, b"below Python\n")
        return 1

    assert answered(talk).value == 1
    assert capfd.readouterr().out == ""


def test_legs_end_with_the_run_that_asked_even_if_it_is_killed(tmp_path: Path) -> None:
    mark = tmp_path / "pid"
    program = (
        "import os, time; from pathlib import Path; from verify.isolation import Task, run_all\n"
        f"def leg():\n Path({str(mark)!r}).write_text(str(os.getpid())); time.sleep(600)\n"
        "list(run_all([Task('one', leg, 600)], 1))\n"
    )
    run = subprocess.Popen([sys.executable, "-c", program])
    _until(lambda: mark.exists() and mark.read_text() != "")
    run.kill()
    run.wait()
    _until(lambda: _gone(mark.read_text()))


def _gone(pid: str) -> bool:
    """Whether the process has ended, even if nobody has asked for its exit status yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def _until(met: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not met():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.parametrize("name", [name for name in FAULTS if name != "an interruption of its own"])
def test_the_verdict_is_undecided_with_the_reason_and_the_other_leg_is_kept(name: str, tmp_path: Path) -> None:
    model = Model(Paper("small", "Small", Notation((Letter("x"),))))
    legs = [Leg("small/one", "prove", (), FAULTS[name][0], 20.0), Leg("small/one", "break", (), _supports)]
    store = Store(tmp_path)
    decisions = decide_legs(legs, model, store, 2)
    dead, alive = (decisions.evidence(leg) for leg in legs)
    assert (dead.outcome, alive.outcome) == (Outcome.UNKNOWN, Outcome.SUPPORTED)
    told = FAULTS[name][1].partition(" (")[0]
    assert (
        told in dead.detail or "not one evidence" in dead.detail
    )  # an answer that is none is refused before it is sent
    assert rule((dead, alive)).verdict is Verdict.UNDECIDED
    assert len(list(tmp_path.rglob("*.json"))) == 1


def _supports() -> Answers:
    return (Evidence("break", Outcome.SUPPORTED, Level.SAMPLED, "60 exact points, none against"),)
