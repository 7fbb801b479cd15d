"""A digest of the code that decides the results: no result of other code is mixed in, from a worker or a file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from verify.errors import UsageError


class OtherCodeError(UsageError):
    """A worker has another version of the code than the process that sends it work."""

    def __init__(self, packages: tuple[str, ...]) -> None:
        self.packages = packages
        super().__init__(f"a worker has other code in {', '.join(packages)}; install the same version everywhere")

    def __reduce__(self) -> tuple[object, ...]:
        return (OtherCodeError, (self.packages,))


@cache
def code_digest(packages: tuple[str, ...]) -> str:
    """16 hexadecimal digits of the names and contents of all Python files of these packages or modules.

    >>> code_digest(("verify.sweeps",)) == code_digest(("verify.sweeps",)) != code_digest(("verify.walk",))
    True
    """
    digest = hashlib.sha256()
    for package in packages:
        for name, path in _files(package):
            digest.update(f"{name}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def refuse_other_code(packages: tuple[str, ...], digest: str) -> None:
    """Raises `OtherCodeError` unless this process has the code with that digest."""
    if code_digest(packages) != digest:
        raise OtherCodeError(packages)


def _files(package: str) -> Iterator[tuple[str, Path]]:
    spec = find_spec(package)
    if spec is None:
        raise UsageError(f"there is no package {package}, on which the sweep rests; install it here and on the workers")
    if spec.submodule_search_locations is None:
        yield package, Path(str(spec.origin))
        return
    for folder in map(Path, spec.submodule_search_locations):
        for path in sorted(folder.rglob("*.py")):
            yield f"{package}/{path.relative_to(folder).as_posix()}", path
