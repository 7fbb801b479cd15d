"""The papers there are: those of the current folder's `verify.toml`, else those installed beside the engine.

An installed package declares `name = "module:build"` in the entry point group `verify.papers`; `build()` returns the
`Paper`. A folder with papers of its own (`verify.registered`) has only these. The engine itself imports no paper.
"""

from __future__ import annotations

import difflib
from fnmatch import fnmatchcase
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path

from verify import imports, kept_papers
from verify.claims import Paper
from verify.errors import UsageError
from verify.registered import FolderPoint, registered

GROUP = "verify.papers"


def declared() -> dict[str, EntryPoint | FolderPoint]:
    """Every declared paper, by name, in the order of the names."""
    here = registered()
    found = {point.name: point for point in entry_points(group=GROUP)}
    return {**here} if here else dict(sorted(found.items()))


def is_written(point: EntryPoint | FolderPoint) -> bool:
    """Whether the module of a declared paper exists."""
    if isinstance(point, FolderPoint):
        return point.is_written
    try:
        return find_spec(point.module) is not None
    except ModuleNotFoundError:
        return False


def names() -> tuple[str, ...]:
    """The names of the papers whose module exists."""
    return tuple(name for name, point in declared().items() if is_written(point))


def written() -> tuple[str, ...]:
    """The same names; raises `UsageError` if there is none."""
    found = names()
    if not found:
        raise UsageError(f"no paper is installed; declare one as an entry point of the group {GROUP}")
    return found


def unwritten() -> tuple[str, ...]:
    """The names that are declared but whose module does not exist."""
    return tuple(name for name, point in declared().items() if not is_written(point))


def paper(name: str) -> Paper:
    """The paper of that name; raises `UsageError` that lists the names there are."""
    if name not in names():
        raise UsageError(f"no paper called {name}; the papers are {', '.join(names()) or 'none: declare one'}")
    built = declared()[name].load()()
    if not isinstance(built, Paper):
        raise UsageError(f"{declared()[name].value} returns no Paper; see verify.claims.Paper")
    if built.name != name:
        raise UsageError(f"{declared()[name].value} returns a paper called {built.name}; call it {name}")
    return built


def kept(name: str) -> Paper:
    """The paper of that name as it was built last from the code that there is now; see `verify.kept_papers`.

    Raises `UsageError` as `paper` does.
    """
    if name not in names():
        return paper(name)
    code = imports.code_of("verify.kept_papers", *_sources(declared()[name]))
    found = kept_papers.load(name, code)
    if found is None:
        found = paper(name)
        kept_papers.keep(found, code)
    return found


def _sources(point: EntryPoint | FolderPoint) -> tuple[str | Path, ...]:
    """What a paper is built from: its module, or all files of its folder."""
    return point.files() if isinstance(point, FolderPoint) else (point.module,)


def all_papers() -> list[Paper]:
    """Every written paper; raises `UsageError` if there is none."""
    return [paper(name) for name in written()]


def matches(claim: str, glob: str) -> bool:
    """Whether a claim's id matches a glob, with or without the paper's name in front.

    >>> matches("power-game/entry/kink", "entry/*"), matches("power-game/entry/kink", "kink")
    (True, False)
    """
    return fnmatchcase(claim, glob) or fnmatchcase(claim.partition("/")[2], glob)


def choose(papers: list[Paper], globs: list[str]) -> dict[str, list[str]]:
    """The ids that the globs choose, by paper; all of them without a glob.

    Raises `UsageError` for a glob that matches no claim.
    """
    known = [claim for paper in papers for claim in paper.claims]
    for glob in globs:
        if not any(matches(claim, glob) for claim in known):
            raise UsageError(f"no claim matches {glob}{_nearest(glob, known)}; `verify list` names them all")
    return {
        paper.name: [claim for claim in paper.claims if not globs or any(matches(claim, glob) for glob in globs)]
        for paper in papers
    }


def _nearest(glob: str, known: list[str]) -> str:
    near = difflib.get_close_matches(glob, known, n=1)
    return f"; do you mean {near[0]}?" if near else ""
