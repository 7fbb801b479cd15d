"""Decisions kept by what they depend on: text, definitions, hypotheses, notation, the code of the legs, versions."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from importlib import metadata
from pathlib import Path

from verify.claims import Role, Step
from verify.kernel import Evidence, Level, Outcome
from verify.legs import Answers, Leg
from verify.model import Model
from verify.reading.tree import Call, FunctionName, ImpliedCall, Node, Symbol
from verify.registered import code_of

LIBRARIES = ("sympy", "z3-solver", "python-flint", "hypothesis", "numpy", "scipy")
PACKAGES = ("verify", "numerics", "proofs")


def folder() -> Path:
    """Where decisions are kept: `VERIFY_CACHE`, or the user's cache folder."""
    chosen = os.environ.get("VERIFY_CACHE")
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(chosen) if chosen else base / "theorem-gate"


@cache
def code_version() -> str:
    """A hash of the suite's own code and of the versions of the libraries that decide."""
    digest = hashlib.sha256(sys.version.encode())
    root = Path(__file__).resolve().parent.parent
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    for library in LIBRARIES:
        digest.update(f"{library}={metadata.version(library)}".encode())
    return digest.hexdigest()


class Keys:
    """Cache keys of the legs of one model."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.notation = hashlib.sha256(repr(model.notation.letters).encode()).hexdigest()

    def key(self, leg: Leg) -> str:
        """A leg of printed steps depends on what they reach; a claim's own leg on the whole paper."""
        parts = [code_version(), self.notation, leg.owner, leg.name]
        parts += list(self._texts(leg.steps)) if leg.steps else list(self._whole_paper())
        if not leg.steps or any(step.prover or step.breaker for step in leg.steps):
            parts.append(code_of(self.model.paper.name).hex())
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()

    def _whole_paper(self) -> Iterator[str]:
        for step in (*self.model.paper.background, *self.model.paper.steps):
            yield self.model.latex(step)

    def _texts(self, steps: tuple[Step, ...]) -> Iterator[str]:
        trees: list[Node] = []
        for step in steps:
            yield from self._step_text(step, trees)
        for definition in self._reached(trees):
            yield repr(definition)
        for step in self.model.paper.steps:
            if step.role is Role.ASSUMPTION:
                yield self.model.latex(step)

    def _step_text(self, step: Step, trees: list[Node]) -> Iterator[str]:
        trees.append(self.model.tree(step))
        yield from (self.model.latex(step), step.section, step.role.value, step.equals, step.equivalent_to)
        yield repr((step.premises, step.renames, step.defines))
        for other in (*step.given, step.toward, step.follows):
            if isinstance(other, Step):
                trees.append(self.model.tree(other))
                yield self.model.latex(other)
            elif other:
                trees.append(self.model.read(other, step.section))
                yield other
        for extra in (step.equals, step.equivalent_to):
            if extra:
                trees.append(self.model.read(extra, step.section))

    def _reached(self, trees: list[Node]) -> list[Node]:
        """Bodies of the definitions that the trees unfold to, by name."""
        waiting, seen, bodies = [*trees], set[str](), list[Node]()
        while waiting:
            for name in _names(waiting.pop()) - seen:
                seen.add(name)
                found = [one.body for one in self.model.definitions if one.name == name]
                bodies += found
                waiting += found
        return sorted(bodies, key=repr)


def _names(tree: Node) -> set[str]:
    found = set()
    for node in tree.walk():
        if isinstance(node, Symbol | FunctionName):
            found.add(node.name)
        elif isinstance(node, Call | ImpliedCall):
            found.add(node.function.name)
    return found


class Store:
    """Answers on disk, one small file a leg; unreadable files are as good as none."""

    def __init__(self, directory: Path | None = None, *, fresh: bool = False) -> None:
        self.directory, self.fresh = directory or folder(), fresh
        self.ignored = 0

    def get(self, key: str) -> tuple[Answers, float] | None:
        if self.fresh:
            return None
        try:
            kept = json.loads(self._path(key).read_text(encoding="utf-8"))
            return tuple(_evidence(one) for one in kept["answers"]), float(kept["seconds"])
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            self.ignored += 1
            return None

    def put(self, key: str, answers: Answers, seconds: float) -> None:
        """Kept whole or not at all; a cache that cannot be written costs time, not verdicts."""
        kept = {"answers": [_plain(one) for one in answers], "seconds": seconds}
        path = self._path(key)
        part = path.with_suffix(f".{os.getpid()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(kept), encoding="utf-8")
            os.replace(part, path)
        except OSError:
            with suppress(OSError):
                part.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self.directory / key[:2] / f"{key}.json"


def _plain(one: Evidence) -> dict[str, object]:
    return {**asdict(one), "outcome": one.outcome.value, "level": one.level.value}


def _evidence(kept: dict[str, object]) -> Evidence:
    fields = {**kept, "outcome": Outcome(kept["outcome"]), "level": Level(kept["level"])}
    return Evidence(**fields)  # type: ignore[arg-type]
