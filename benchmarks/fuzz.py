"""A coverage-guided fuzzer of the reader: `python -m benchmarks.fuzz --seconds N --seed S [--out FOLDER]`.

Inputs are the registered formulas of every paper and documents made of them, changed at random; an input that reaches
lines in an order not seen before is kept and changed further. What counts as found: an error that is no `GateError`, a
reading of more than one second, more than 256 MB, and a formula that prints back as another one or with other tokens.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from types import FrameType
from typing import TYPE_CHECKING, Any

from benchmarks.fuzz_mutations import changed
from benchmarks.fuzz_seeds import Seed, seeds
from verify.errors import GateError
from verify.reading.echo import MisreadError

if TYPE_CHECKING:
    from verify.reading.notation import Notation
    from verify.reading.tree import Node

WATCHED = ("/verify/reading/", "/verify/sources/")
SECONDS = 1.0
WATCHING_COSTS = 20
WATCHED_SHARE = 0.4
MEGABYTES = 256
FOUND = 1


class OverdueError(Exception):
    """A reading takes longer than `SECONDS`."""


@dataclass(frozen=True)
class Finding:
    """An input and what is wrong with how it is read."""

    kind: str
    detail: str
    seed: Seed


@dataclass
class Edges:
    """Pairs of lines of the reader that ran one after the other."""

    seen: set[tuple[str, int, int]] = field(default_factory=set)
    new: int = 0

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Count, inside the block, the pairs that no input before has run."""
        self.new = 0
        sys.settrace(self._called)
        try:
            yield
        finally:
            sys.settrace(None)

    def _called(self, frame: FrameType, event: str, argument: Any) -> Any:
        name = frame.f_code.co_filename
        if not any(part in name for part in WATCHED):
            return None
        last, seen = frame.f_lineno, self.seen

        def line(inner: FrameType, event: str, argument: Any) -> Any:
            nonlocal last
            edge = (name, last, inner.f_lineno)
            if edge not in seen:
                seen.add(edge)
                self.new += 1
            last = inner.f_lineno
            return line

        return line


class Reader:
    """Reads inputs and says what went wrong; documents are read from a file in `folder`."""

    def __init__(self, notations: dict[str, Notation], folder: Path) -> None:
        self.notations, self.folder = notations, folder

    def tree(self, seed: Seed) -> Node | None:
        """The tree of a formula; None for a document and for what is refused."""
        from verify.reading.statements import read_formula
        from verify.sources.read import read_source

        try:
            if not seed.ending:
                return read_formula(seed.text, self.notations[seed.paper], section=seed.section)
            path = self.folder / f"paper{seed.ending}"
            path.write_text(seed.text, encoding="utf-8", errors="replace")
            read_source(path)
        except MisreadError:
            raise
        except GateError:
            pass
        return None

    def difference(self, seed: Seed, tree: Node) -> str:
        """Empty if what the tree prints as is read as the same tree."""
        from verify.reading.printer import latex
        from verify.reading.statements import read_formula

        printed = latex(tree)
        try:
            again = read_formula(printed, self.notations[seed.paper], section=seed.section)
        except GateError as error:
            return f"prints as {printed}, which is refused: {error}"
        return "" if again == tree else f"prints as {printed}, which is read as {latex(again)}"


def judged(reader: Reader, seed: Seed, edges: Edges | None = None) -> Finding | None:
    """What is wrong with the reading of one input, if anything."""
    try:
        with _in_time(SECONDS if edges is None else WATCHING_COSTS * SECONDS):
            with edges.watching() if edges else nullcontext():
                tree = reader.tree(seed)
            different = reader.difference(seed, tree) if tree is not None else ""
    except OverdueError:
        return judged(reader, seed) if edges else Finding("hang", f"more than {SECONDS:g} s", seed)
    except MisreadError as error:
        return Finding("misread", error.reason, seed)
    except MemoryError:
        return Finding("memory", f"more than {MEGABYTES} MB", seed)
    except Exception as error:  # whatever it is, the reader let it through
        return Finding("crash", f"{type(error).__name__} {_where(error)}: {error}"[:300], seed)
    return Finding("misread", different, seed) if different else None


@contextmanager
def _in_time(seconds: float) -> Iterator[None]:
    def ring(number: int, frame: FrameType | None) -> None:
        raise OverdueError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""


def shortest(reader: Reader, found: Finding) -> Finding:
    """The finding with as much of its input cut away as leaves the same kind of finding."""
    from benchmarks.fuzz_mutations import pieces

    best, size = found, max(len(found.seed.text) // 2, 1)
    while size and found.kind != "hang":
        parts, start = pieces(best.seed.text), 0
        while start < len(parts):
            tried = judged(reader, best.seed.saying("".join(parts[:start] + parts[start + size :])))
            if tried is not None and _class(tried) == _class(found):
                best, parts = tried, pieces(tried.seed.text)
            else:
                start += size
        size //= 2
    return best


def _class(found: Finding) -> str:
    """Findings of one class have one cause, as far as their first words tell."""
    return f"{found.kind} {found.detail.partition(',')[0][:60] if found.kind != 'hang' else ''}"


def fuzz(seconds: float, seed: int, tell: Callable[[Finding], None]) -> tuple[int, int, int]:
    """Run for so long; returns how many inputs were read, kept, and how many edges they reached."""
    from verify.papers import all_papers

    papers, random, edges = all_papers(), Random(seed), Edges()
    queue, classes, count, end = seeds(papers), set[str](), 0, time.monotonic() + seconds
    texts = [one.text for one in queue]
    with tempfile.TemporaryDirectory() as folder:
        reader = Reader({paper.name: paper.notation for paper in papers}, Path(folder))
        waiting = list(queue)
        while time.monotonic() < end:
            fresh = waiting.pop() if waiting else None
            tried = fresh or _next(queue, texts, random)
            watched = fresh is not None or random.random() < WATCHED_SHARE
            found = judged(reader, tried, edges if watched else None)
            count += 1
            if found is None and watched and edges.new and fresh is None:
                queue.append(tried)
            if found is not None and _class(found) not in classes:
                classes.add(_class(found))
                tell(shortest(reader, found))
    return count, len(queue), len(edges.seen)


def _next(queue: list[Seed], texts: list[str], random: Random) -> Seed:
    """A changed input; those that were kept last are chosen half of the time."""
    recent = queue[-200:] if random.random() < 0.5 else queue
    chosen = random.choice(recent)
    return chosen.saying(changed(chosen.text, random, texts))


def main(arguments: list[str] | None = None) -> int:
    """Exit code 1 if something was found."""
    parser = argparse.ArgumentParser(description="Fuzz the reader, guided by the lines that it runs.")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="a folder for the findings, one JSON file each")
    chosen = parser.parse_args(arguments)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_address_space() + MEGABYTES * (1 << 20), hard))
    findings: list[Finding] = []

    def tell(found: Finding) -> None:
        findings.append(found)
        print(f"{found.kind}: {found.detail}\n    {found.seed.text[:300]!r}", flush=True)
        if chosen.out is not None:
            chosen.out.mkdir(parents=True, exist_ok=True)
            name = hashlib.sha256(repr(found.seed).encode()).hexdigest()[:12]
            text = json.dumps({**asdict(found)}, ensure_ascii=False, indent=1)
            (chosen.out / f"{found.kind}-{name}.json").write_text(text, encoding="utf-8")

    count, kept, edges = fuzz(chosen.seconds, chosen.seed, tell)
    print(f"{count} inputs, {kept} kept, {edges} edges, {len(findings)} findings")
    return FOUND if findings else 0


def _address_space() -> int:
    """Bytes in use, once all that reading needs is imported."""
    from verify.papers import all_papers

    all_papers()
    with open("/proc/self/statm", encoding="ascii") as statistics:
        return int(statistics.read().split()[0]) * resource.getpagesize()


if __name__ == "__main__":
    sys.exit(main())
