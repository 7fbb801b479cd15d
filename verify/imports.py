"""Which source files the answer of a function can depend on: its module's and all that they import, by their text."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

LIBRARIES = ("sympy", "mpmath", "z3-solver", "python-flint", "hypothesis", "numpy", "scipy", "numba", "quantecon")
OWN = ("verify", "numerics", "proofs")
BESIDE = Path(__file__).resolve().parent.parent
STATEMENT = re.compile(
    r"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n#]*)|import[ \t]+([\w., \t]+))", re.M
)


@cache
def code_of(*modules: str) -> str:
    """A hash of the text of these modules, of all that they import from packages like their own, of the data that
    such packages hold, and of libraries.

    A module that belongs to a paper stands for the paper's whole package: a registry hands functions around.

    >>> code_of("verify.kernel") == code_of("verify.kernel") != code_of("verify.claims")
    True
    """
    digest = hashlib.sha256(sys.version.encode())
    reached = _reached(modules)
    data = {kept for path in reached if path.name == "__init__.py" for kept in path.parent.rglob("*.json")}
    for path in sorted(reached | data):
        digest.update(path.name.encode() + path.read_bytes())
    for library in LIBRARIES:
        digest.update(f"{library}={metadata.version(library)}".encode())
    return digest.hexdigest()


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


def _reached(modules: tuple[str, ...]) -> set[Path]:
    """The files behind the modules and their imports; what does not stand beside them is a library."""
    near = {*OWN, *(module.split(".")[0] for module in modules)}
    waiting, found = list(modules), dict[str, Path]()
    while waiting:
        name = waiting.pop()
        path = _file(name) if name not in found and name.split(".")[0] in near else None
        if path is not None:
            found[name] = path
            waiting += _imported(path)
    return set(found.values())


@cache
def _imported(path: Path) -> tuple[str, ...]:
    return tuple(_names(path.read_text(encoding="utf-8")))


def _names(text: str) -> Iterator[str]:
    """Modules that a text may import; a name imported from a package may be one of its modules."""
    for origin, names, plain in STATEMENT.findall(text):
        if origin:
            yield origin
            yield from (f"{origin}.{word.split()[0]}" for word in names.strip("()").split(",") if word.split())
        else:
            yield from (word.split()[0] for word in plain.split(",") if word.split())


@cache
def _file(name: str) -> Path | None:
    """The source of a module: beside this package, or beside one that is loaded; None if there is none."""
    top, *rest = name.split(".")
    loaded = getattr(sys.modules.get(top), "__file__", None)
    start = BESIDE / top if top in OWN or loaded is None else Path(loaded).parent
    if not rest and top not in OWN and loaded is not None:
        return Path(loaded)
    base = start.joinpath(*rest)
    return next((path for path in (base / "__init__.py", base.with_suffix(".py")) if path.is_file()), None)
