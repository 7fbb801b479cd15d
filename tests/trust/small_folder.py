"""A folder with one registered paper whose legs write down that they were asked, and commands run in it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

PAPER = """
import time
from pathlib import Path

from verify.claims import Paper, display
from verify.kernel import Evidence, Level, Outcome
from verify.reading.notation import Letter, Notation

HERE = Path(__file__).resolve().parent.parent


def asked(name):
    with (HERE / "asked").open("a") as log:
        log.write(name + "\\n")


def build():
    paper = Paper("small", "Small", Notation((Letter("x"), Letter("y"))))
    section = paper.section("one", "One")
    section.claim("square", display("(x+1)^2=x^2+2x+1"))
    section.claim("wrong", display("(x+y)^2=x^2+y^2"))
    first = section.claim("first", display("x+y=y+x"))
    waiting = section.claim("waiting", display("x-x=0"))
    section.claim("cube", display("(x-1)^3=x^3-3x^2+3x-1"))

    @first.prover
    def counts(model):
        asked("first")
        return Evidence("prove", Outcome.PROVED, Level.EXACT, "counted")

    @waiting.prover
    def waits(model):
        asked("waiting")
        while (HERE / "wait").exists():
            time.sleep(0.02)
        return Evidence("prove", Outcome.PROVED, Level.EXACT, "waited")

    return paper
"""
COMMAND = (sys.executable, "-c", "import sys; from verify.command_line import main; sys.exit(main(sys.argv[1:]))")


class Folder:
    """The folder, with a cache of its own."""

    def __init__(self, home: Path) -> None:
        self.home, self.cache = home, home / "cache"
        (home / "small").mkdir()
        (home / "small" / "__init__.py").write_text("")
        (home / "small" / "paper.py").write_text(PAPER)
        (home / "verify.toml").write_text('[papers]\nsmall = "small"\n')

    def start(self, *words: str, seed: str = "0", **how: Any) -> subprocess.Popen[str]:
        """`verify` with these words, running."""
        known = {**os.environ, "VERIFY_CACHE": str(self.cache), "PYTHONHASHSEED": seed, **how.pop("environment", {})}
        options: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, **how}
        before = signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever started the tests may ignore it
        try:
            return subprocess.Popen([*COMMAND, *words], cwd=self.home, env=known, **options)
        finally:
            signal.signal(signal.SIGINT, before)

    def run(self, *words: str, **how: Any) -> subprocess.CompletedProcess[str]:
        """`verify` with these words, from start to end."""
        running = self.start(*words, **how)
        out, err = running.communicate(timeout=120)
        return subprocess.CompletedProcess(words, running.returncode, out, err)

    def record(self, *words: str, **how: Any) -> str:
        """The JSON of a run of all claims, without its times."""
        target = self.home / f"record{len(list(self.home.glob('record*')))}.json"
        self.run("run", "--json", str(target), *words, **how)
        return untimed(target)

    @property
    def asked(self) -> list[str]:
        """The legs of the paper's own that were called, in order."""
        log = self.home / "asked"
        return log.read_text().split() if log.exists() else []


def untimed(target: Path) -> str:
    """A record as text, seconds left out."""
    return json.dumps(_without_seconds(json.loads(target.read_text(encoding="utf-8"))), indent=1)


def _without_seconds(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_seconds(inner) for key, inner in value.items() if key != "seconds"}
    return [_without_seconds(inner) for inner in value] if isinstance(value, list) else value


def limited(limit: int, size: int) -> Callable[[], None]:
    """What a process does before it starts: take a resource limit."""

    def take() -> None:
        import resource

        resource.setrlimit(limit, (size, size))

    return take
