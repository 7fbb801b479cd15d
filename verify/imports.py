"""Which source files the answer of a function can depend on: its module's and all that they import, by their text."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib import metadata
from pathlib import Path

from verify.cache import folder as cache_folder
from verify.source_index import SourceIndex

LIBRARIES = ("sympy", "mpmath", "z3-solver", "python-flint", "hypothesis", "numpy", "scipy", "numba", "quantecon")
OWN = ("verify", "numerics", "proofs")
BESIDE = Path(__file__).resolve().parent.parent


@cache
def code_of(*sources: str | Path) -> str:
    """A hash of the text of these modules or files, of all that they import from packages like their own, of the data
    that such packages hold, and of libraries.

    A module that belongs to a paper stands for the paper's whole package: a registry hands functions around.

    >>> code_of("verify.kernel") == code_of("verify.kernel") != code_of("verify.claims")
    True
    """
    digest = hashlib.sha256(sys.version.encode())
    index = _index(cache_folder() / "sources.json")
    reached = _reached(sources, index)
    data = {kept for path in reached if path.name == "__init__.py" for kept in path.parent.rglob("*.json")}
    for path in sorted(reached | data):
        digest.update(f"{path.name}={index.held(path).content}".encode())
    index.keep()
    return hashlib.sha256(f"{digest.hexdigest()} {_versions()}".encode()).hexdigest()


@cache
def _versions() -> str:
    return " ".join(f"{library}={metadata.version(library)}" for library in LIBRARIES)


@cache
def package_of(module: str) -> tuple[str, ...]:
    """Every module of the smallest package below the top one that holds `module`; the module alone outside packages.

    >>> "verify.walk.jets" in package_of("verify.walk.balls")
    True
    """
    parts = module.split(".")
    if len(parts) == 1:
        return (module,)
    named = ".".join(parts[:2])
    folder = _file(named)
    if folder is None or folder.name != "__init__.py":
        named, folder = parts[0], _file(parts[0])
    if folder is None:
        return (module,)
    inside = (path.relative_to(folder.parent).with_suffix("") for path in folder.parent.rglob("*.py"))
    return tuple(sorted(".".join((named, *path.parts)).removesuffix(".__init__") for path in inside))


@cache
def _index(place: Path) -> SourceIndex:
    return SourceIndex(place)


def _reached(sources: tuple[str | Path, ...], index: SourceIndex) -> set[Path]:
    """The files behind the sources and their imports; what does not stand beside them is a library."""
    files = {source for source in sources if isinstance(source, Path)}
    waiting = [source for source in sources if isinstance(source, str)]
    near = {*OWN, *(module.split(".")[0] for module in waiting)}
    waiting += [name for path in files for name in index.held(path).imports]
    found = dict[str, Path]()
    while waiting:
        name = waiting.pop()
        path = _file(name) if name not in found and name.split(".")[0] in near else None
        if path is not None:
            found[name] = path
            waiting += index.held(path).imports
    return files | set(found.values())


@cache
def _file(name: str) -> Path | None:
    """The source of a module: beside this package, or beside one that is loaded; None if there is none."""
    top, *rest = name.split(".")
    loaded = getattr(sys.modules.get(top), "__file__", None)
    start = BESIDE / top if top in OWN or loaded is None else Path(loaded).parent
    if not rest and top not in OWN and loaded is not None:
        return Path(loaded)
    within = _file(name.rpartition(".")[0]) if rest else None
    if within is not None and within.name != "__init__.py":  # a name that a module defines, not a module
        return None
    base = start.joinpath(*rest)
    return next((path for path in (base / "__init__.py", base.with_suffix(".py")) if path.is_file()), None)
