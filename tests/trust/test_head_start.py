"""What a second process decides is what the first one would have decided; without it only time is lost."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from small_folder import Folder, untimed

from verify import head_start
from verify.claims import Paper, display
from verify.head_start import OpenLegs
from verify.reading.notation import Letter, Notation

LINES = ("(x+1)^2=x^2+2x+1", "(x+y)^2=x^2+y^2", "x+y=y+x", "x-x=0", "(x-1)^3=x^3-3x^2+3x-1")
EDITS = {
    "a leg of the registry's own": (*LINES[:2], "x+y=y-x", *LINES[3:]),
    "both, and a formula more": (LINES[0], "(x+y)^2=x^2+2xy+y^2", "2x+y=y+2x", *LINES[3:], "(x+y)^2-y^2=x^2+2xy"),
}
PATIENCE = 20.0

pytestmark = pytest.mark.skipif(
    not hasattr(os, "sched_getaffinity") or len(os.sched_getaffinity(0)) < 2, reason="there is one core"
)


def one_core() -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """The folder after a run on the text as it is registered, so that the paper is kept."""
    made = Folder(tmp_path_factory.mktemp("head_start"))
    write(made, LINES)
    made.run(*COMMAND)
    return made


COMMAND = ("paper", "small.md", "--paper", "small", "--jobs", "2")


def write(folder: Folder, lines: tuple[str, ...]) -> None:
    text = "\n\n".join(f"$$\n{line}\n$$" for line in lines)
    (folder.home / "small.md").write_text(f"# One\n\n{text}\n")


def decided(folder: Folder, name: str, limits: Callable[[], None] | None = None) -> tuple[int, str, str]:
    target = folder.home / f"{name}.json"
    run = folder.run(*COMMAND, "--json", str(target), preexec_fn=limits, environment={"VERIFY_CACHE": cache(folder)})
    return run.returncode, run.stderr, untimed(target)


def cache(folder: Folder) -> str:
    """A copy of the cache as it was before the edit."""
    copy = folder.home / f"cache{len(list(folder.home.glob('cache*')))}"
    for path in folder.cache.rglob("*"):
        if path.is_file():
            target = copy / path.relative_to(folder.cache)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    return str(copy)


@pytest.mark.parametrize("lines", EDITS.values(), ids=EDITS)
def test_an_edit_is_decided_alike_with_and_without_it(lines: tuple[str, ...], folder: Folder) -> None:
    write(folder, lines)
    assert decided(folder, "two") == decided(folder, "one", one_core)


def children(number: int) -> Iterator[int]:
    """The processes that a process has started, and that these have started."""
    try:
        found = Path(f"/proc/{number}/task/{number}/children").read_text().split()
    except OSError:
        return
    for child in map(int, found):
        yield child
        yield from children(child)


def until(true: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while not true() and time.monotonic() < end:
        time.sleep(0.01)
    return true()


def alive(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_lost_second_process_costs_time_only(folder: Folder) -> None:
    write(folder, EDITS["both, and a formula more"])
    expected = decided(folder, "one", one_core)
    target = folder.home / "lost.json"
    running = folder.start(*COMMAND, "--json", str(target), environment={"VERIFY_CACHE": cache(folder)})
    assert until(lambda: any(children(running.pid)))
    os.kill(next(children(running.pid)), signal.SIGKILL)
    _, err = running.communicate(timeout=120)
    assert (running.returncode, err, untimed(target)) == expected


@pytest.mark.parametrize(("sign", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_nothing_goes_on_when_the_command_is_stopped(sign: signal.Signals, code: int, folder: Folder) -> None:
    write(folder, LINES)
    (folder.home / "wait").touch()
    before = folder.asked.count("waiting")
    running = folder.start(*COMMAND, "--fresh", environment={"VERIFY_CACHE": cache(folder)})
    assert until(lambda: folder.asked.count("waiting") > before)
    started = list(children(running.pid))
    assert len(started) >= 2  # the second process, and the leg that it has begun
    running.send_signal(sign)
    running.communicate(timeout=30)
    (folder.home / "wait").unlink()
    assert running.returncode == code
    assert until(lambda: not any(alive(one) for one in started))


def small(first: str) -> Paper:
    paper = Paper("small", "Small", Notation((Letter("x"),)))
    paper.section("one", "One").claim("first", display(first))
    return paper


def test_a_question_of_another_registry_is_not_answered() -> None:
    paper = small("x=x")
    asked = head_start._packed(OpenLegs({paper.steps[0]: "2x=2x"}, {}, frozenset(), (), (0,), 1), paper)
    again = small("x=x")
    assert head_start._unpacked(asked, again).live == {again.steps[0]: "2x=2x"}
    with pytest.raises(LookupError, match="registered otherwise"):
        head_start._unpacked(asked, small("x=2x"))
