"""An interrupted run goes on where it stopped; a broken cache costs time, a full disk an error, neither a verdict."""

from __future__ import annotations

import errno
import os
import resource
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from small_folder import Folder, limited, untimed

from verify import writing
from verify.claims import Paper, display
from verify.errors import UsageError
from verify.reading.notation import Letter, Notation
from verify.run import decide


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def until(met: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not met():
        assert time.monotonic() < end
        time.sleep(0.02)


# --- interruption ---------------------------------------------------------------------------------------------------


def test_an_interrupted_run_keeps_what_it_decided_and_a_second_goes_on(folder: Folder) -> None:
    (folder.home / "wait").write_text("")
    running = folder.start("run", "--jobs", "1", "--json", "record.json")
    until(lambda: "waiting" in folder.asked)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert err.strip().splitlines()[-1] == "interrupted"
    assert "Traceback" not in err
    assert not (folder.home / "record.json").exists()
    (folder.home / "wait").unlink()
    second = folder.run("run", "--json", "record.json")
    assert second.returncode == 1
    assert folder.asked == ["first", "waiting", "waiting"]
    assert '"holds": 4' in untimed(folder.home / "record.json")


def test_a_killed_run_keeps_what_it_decided(folder: Folder) -> None:
    (folder.home / "wait").write_text("")
    running = folder.start("run", "--jobs", "1")
    until(lambda: "waiting" in folder.asked)
    running.kill()
    running.communicate(timeout=60)
    (folder.home / "wait").unlink()
    folder.run("run")
    assert folder.asked == ["first", "waiting", "waiting"]


# --- the cache ------------------------------------------------------------------------------------------------------


def test_two_runs_at_once_share_a_cache_without_harm(folder: Folder) -> None:
    both = [folder.start("run", "--json", name) for name in ("one.json", "two.json")]
    for running in both:
        running.communicate(timeout=120)
    assert [running.returncode for running in both] == [1, 1]
    assert untimed(folder.home / "one.json") == untimed(folder.home / "two.json") == folder.record()
    assert not list(folder.cache.rglob("*.part"))


ANSWER = '"leg": "prove", "outcome": "proved", "level": "exact"'
SPOILED: dict[str, bytes] = {
    "truncated": b'{"answers": [{"leg": "pro',
    "empty": b"",
    "binary": bytes(range(256)) * 40,
    "another program's": b'{"version": 3, "entries": {}}',
    "a list": b"[1, 2, 3]",
    "answers that are none": b'{"found": [], "answers": [1, null], "seconds": 1}',
    "answers that are words": b'{"found": [], "answers": "proved", "seconds": 1}',
    "another outcome": f'{{"found": [], "answers": [{{{ANSWER.replace("proved", "true")}}}], "seconds": 1}}'.encode(),
    "another level": f'{{"found": [], "answers": [{{{ANSWER.replace("exact", "sure")}}}], "seconds": 1}}'.encode(),
}


def small() -> Paper:
    paper = Paper("small", "Small", Notation((Letter("x"), Letter("y"))))
    section = paper.section("one", "One")
    section.claim("square", display("(x+1)^2=x^2+2x+1"))
    section.claim("wrong", display("(x+y)^2=x^2+y^2"))
    return paper


def verdicts() -> dict[str, str]:
    return {claim.id: claim.verdict.value for claim in decide(small()).claims}


TRUE_VERDICTS = {"small/square": "holds", "small/wrong": "fails"}


@pytest.mark.parametrize("name", SPOILED)
def test_spoiled_files_of_the_cache_are_ignored_with_one_line(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("VERIFY_CACHE", str(tmp_path))
    assert verdicts() == TRUE_VERDICTS
    for path in tmp_path.rglob("*.json"):
        path.write_bytes(SPOILED[name])
    caplog.clear()
    assert verdicts() == TRUE_VERDICTS
    assert len([line for line in caplog.messages if str(tmp_path) in line]) == 1
    caplog.clear()
    assert verdicts() == TRUE_VERDICTS


def test_the_line_about_the_cache_is_told_on_standard_error(folder: Folder) -> None:
    before = folder.record()
    for path in folder.cache.rglob("*.json"):
        path.write_bytes(b"spoiled")
    again = folder.run("run", "--json", "again.json")
    assert untimed(folder.home / "again.json") == before
    assert len([line for line in again.stderr.splitlines() if str(folder.cache) in line]) == 1


@pytest.mark.parametrize("place", ["taken", "/proc/nowhere", "/dev/null/cache"])
def test_a_cache_that_cannot_be_written_costs_no_verdict(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "taken").write_text("")
    monkeypatch.setenv("VERIFY_CACHE", str(tmp_path / place))
    assert verdicts() == TRUE_VERDICTS


# --- full disks -----------------------------------------------------------------------------------------------------


def test_a_limit_on_files_gives_an_error_and_no_half_record(folder: Folder) -> None:
    target = folder.home / "record.json"
    target.write_text("the record of yesterday")
    full = folder.run("run", "--json", str(target), preexec_fn=limited(resource.RLIMIT_FSIZE, 1000))
    assert full.returncode == 2
    assert "cannot write" in full.stderr
    assert "Traceback" not in full.stderr
    assert target.read_text() == "the record of yesterday"
    assert not list(folder.home.glob(".record*"))


@pytest.mark.parametrize("form", ["--html", "--md"])
def test_a_limit_on_files_gives_no_half_report(folder: Folder, form: str) -> None:
    full = folder.run("report", form, "report.out", preexec_fn=limited(resource.RLIMIT_FSIZE, 100))
    assert full.returncode == 2
    assert "cannot write" in full.stderr
    assert not (folder.home / "report.out").exists()


def test_a_full_device_is_an_error(folder: Folder) -> None:
    full = folder.run("run", "square", "--json", "/dev/full")
    assert full.returncode == 2
    assert "No space left" in full.stderr
    with open("/dev/full", "w") as device:
        silent = folder.run("run", "square", stdout=device)
    assert silent.returncode == 2
    assert "No space left" in silent.stderr


@pytest.mark.parametrize("call", ["fsync", "replace", "chmod", "fdopen"])
def test_a_disk_that_fills_while_a_file_is_written_leaves_the_old_one(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    target = tmp_path / "report.html"
    target.write_text("old")
    monkeypatch.setattr(writing.os, call, full)
    with pytest.raises(UsageError, match="No space left on device"):
        writing.write_whole(target, "new" * 1000)
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
