"""Compilation of the array kernels, cached on disk under a digest of every kernel's source.

Numba's own cache looks only at the file of the function that is called. A kernel that calls one of another
file would go on using the old one after an update, so the directory of the cache carries a digest of all
kernel files.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from numba import config, njit, types

Kernel = TypeVar("Kernel", bound=Callable[..., object])


@cache
def kernel_cache_directory() -> str:
    """The directory of compiled kernels, another one for every state of the sources.

    `NUMBA_CACHE_DIR` moves it; without it the kernels lie beside the package, or in the user's cache where
    the package is installed read-only.
    """
    package = Path(__file__).parent
    digest = hashlib.sha256()
    for source in sorted(package.glob("*_kernels.py")):
        digest.update(source.read_bytes())
    root = os.environ.get("NUMBA_CACHE_DIR")
    if root is None:
        local = package / "__pycache__"
        writable = os.access(local if local.exists() else package, os.W_OK)
        root = str(local if writable else Path.home() / ".cache" / "theorem-gate")
    return str(Path(root) / f"kernels-{digest.hexdigest()[:16]}")


def compiled(kernel: Kernel) -> Kernel:
    """Compile a kernel of scalars and arrays at its first call; it releases the interpreter while it runs."""
    return with_cache(kernel)


def compiled_part(kernel: Kernel) -> Kernel:
    """Compile a function that only other kernels call: without the wrapper for Python, which takes long to compile."""
    return with_cache(kernel, no_cpython_wrapper=True, no_cfunc_wrapper=True)


def inlined(kernel: Kernel) -> Kernel:
    """Compile a function into every place that calls it: one so short that handing arrays to it takes far longer."""
    return with_cache(kernel, inline="always", no_cpython_wrapper=True, no_cfunc_wrapper=True)


def with_cache(kernel: Kernel, **options: Any) -> Kernel:
    """Compile, with the cache in this package's directory and no other library's changed."""
    before = config.CACHE_DIR  # type: ignore[attr-defined]
    config.CACHE_DIR = kernel_cache_directory()  # type: ignore[attr-defined]
    try:
        dispatcher = njit(cache=True, nogil=True, error_model="numpy", **options)(kernel)
    finally:
        config.CACHE_DIR = before  # type: ignore[attr-defined]
    return cast(Kernel, one_version_for_constants(dispatcher))


def one_version_for_constants(dispatcher: Any) -> Any:
    """Numba compiles a part anew for every constant that it is called with; let them all share one version."""
    resolve = dispatcher.get_call_template

    def resolved(arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        plain: Any = types.unliteral
        return resolve(tuple(map(plain, arguments)), {name: plain(argument) for name, argument in keywords.items()})

    dispatcher.get_call_template = resolved
    return dispatcher
