"""Whether the tests notice a change of the engine: `python -m benchmarks.mutants --part provers --count 60 --seed S`.

Needs `pip install cosmic-ray`, which makes the changes. Each mutant meets the engine's tests in a forked process that
has the changed module in memory, so that no file is touched: first those that name the module, then those that name its
package, then all others, until one fails or the patience is over. What is left may be equivalent: each is printed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import find_spec, spec_from_file_location
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

from benchmarks.engine_mutants import PARTS, Mutant, drawn
from benchmarks.tables import print_table

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("tests/engine", "tests/trust")
HUNG = 4  # times its patience after which a process is taken to hang
LEFT, KILLED, HANGS = "left", "killed", "hangs"


class Changed(SourceFileLoader):
    """Loads a module from a text that is not the file's."""

    def __init__(self, name: str, path: str, text: str) -> None:
        super().__init__(name, path)
        self.text = text

    def get_code(self, fullname: str) -> CodeType:
        """The changed text, compiled."""
        return compile(self.text, self.path, "exec", dont_inherit=True)


class Finder(MetaPathFinder):
    """Finds the changed module before anything else finds the file."""

    def __init__(self, mutant: Mutant) -> None:
        self.name = mutant.module.removesuffix(".py").replace("/", ".")
        self.mutant = mutant

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        """The changed module, nothing for any other."""
        if fullname != self.name:
            return None
        place = str(ROOT / self.mutant.module)
        return spec_from_file_location(fullname, place, loader=Changed(fullname, place, self.mutant.text))


class Watch:
    """Sees whether a test or its collection fails, and ends a run that has lasted long enough."""

    def __init__(self, patience: float) -> None:
        self.end = time.monotonic() + patience
        self.failed = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """After each part of a test."""
        self.failed |= report.failed

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """After each file is collected."""
        self.failed |= report.failed

    def pytest_runtest_teardown(self, item: pytest.Item) -> None:
        """After each test."""
        if time.monotonic() > self.end:
            item.session.shouldstop = "patience is over"


def files_of_tests(module: str) -> list[str]:
    """All files of tests: first the module's namesakes, then what names it, then its package; smaller ones earlier."""
    name = module.removesuffix(".py").replace("/", ".")
    package, _, stem = name.rpartition(".")

    def distance(path: Path) -> tuple[int, int]:
        text = path.read_text()
        near = [stem.rstrip("s") in path.stem, name in text, f"{package}." in text, True]
        return near.index(True), len(text)

    found = [path for folder in FOLDERS for path in (ROOT / folder).glob("test_*.py")]
    return [module, *(str(path.relative_to(ROOT)) for path in sorted(found, key=distance))]


def met(mutant: Mutant, patience: float) -> str:
    """What became of a mutant: `killed`, `left`, or `hangs`, which counts as killed."""
    cache = tempfile.mkdtemp(prefix="mutant-")
    process = os.fork()
    if process == 0:
        os.setpgid(0, 0)
        os._exit(_tested(mutant, patience, cache))
    answer = _waited(process, time.monotonic() + HUNG * patience)
    shutil.rmtree(cache, ignore_errors=True)
    return HANGS if answer is None else (KILLED if answer else LEFT)


def _tested(mutant: Mutant, patience: float, cache: str) -> int:
    """0 if no test fails; in a process of its own."""
    os.environ["VERIFY_CACHE"] = cache  # what was decided by the engine as it is must not be found
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    sys.meta_path.insert(0, Finder(mutant))
    options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--assert=plain"]  # whose hook reads the file
    watch = Watch(patience)
    try:
        ended = pytest.main([*options, *files_of_tests(mutant.module)], plugins=[watch])
    except BaseException:  # a changed module can raise anything while it is imported
        return 1
    return int(watch.failed or ended not in (pytest.ExitCode.OK, pytest.ExitCode.INTERRUPTED))


def _waited(process: int, end: float) -> int | None:
    while time.monotonic() < end:
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.05)
    os.killpg(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return None


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what became of each mutant and the shares; 1 if one is left."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutants", description=__doc__)
    parser.add_argument("--part", choices=PARTS, action="append", help="which part of the engine (default: all)")
    parser.add_argument("--count", type=int, default=60, help="mutants a part (default 60)")
    parser.add_argument("--seed", default="engine", help="any word; another word draws other mutants")
    parser.add_argument("--patience", type=float, default=120, help="seconds of tests a mutant (default 120)")
    chosen = parser.parse_args(arguments)
    if find_spec("cosmic_ray") is None:
        parser.error("cosmic-ray makes the changes and is not installed: pip install 'cosmic-ray>=8.4'")
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    found: dict[str, Counter[str]] = {}
    for part in chosen.part or PARTS:
        found[part] = Counter()
        for mutant in drawn(ROOT, part, chosen.count, chosen.seed):
            fate = met(mutant, chosen.patience)
            found[part][fate] += 1
            if fate == LEFT:
                print(
                    f"left: {mutant.module}:{mutant.line} {mutant.operator}",
                    *mutant.difference(ROOT),
                    sep="\n    ",
                    flush=True,
                )
    rows = [[part, *(str(fates[fate]) for fate in (KILLED, HANGS, LEFT))] for part, fates in found.items()]
    print_table(["mutants of", KILLED, HANGS, LEFT], rows)
    return int(any(fates[LEFT] for fates in found.values()))


if __name__ == "__main__":
    raise SystemExit(main())
