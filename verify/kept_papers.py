"""A paper's registry as it was built last: a run that calls none of its functions imports none of its modules.

What is kept is data: formulas, claims, the notation table, the trees that were read. Functions are kept as names, and
nothing but the engine's own classes and fractions is made when it is loaded.
"""

from __future__ import annotations

import functools
import io
import logging
import pickle
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any

from verify.cache import folder
from verify.claims import Paper
from verify.errors import GateError, UnbuiltError
from verify.model import Model
from verify.writing import keep_whole

FUNCTIONS = (FunctionType, MethodType, BuiltinFunctionType, functools.partial, functools._lru_cache_wrapper)


class Unbuilt:
    """The name of a function of the registry.

    >>> Unbuilt("papers.mine", "existence").__name__
    'existence'
    """

    def __init__(self, module: str, name: str) -> None:
        self.__module__, self.__name__ = module, name

    def __call__(self, *_: object) -> Any:
        raise UnbuiltError(self.__name__)


class _Writer(pickle.Pickler):
    def persistent_id(self, value: Any) -> tuple[str, str] | None:
        if not isinstance(value, FUNCTIONS):
            return None
        inner: Any = getattr(value, "func", value)
        return inner.__module__, inner.__name__


class _Reader(pickle.Unpickler):
    def persistent_load(self, name: tuple[str, str]) -> Unbuilt:
        return Unbuilt(*name)

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("fractions", "Fraction"):
            return Fraction
        found = super().find_class(module, name) if module.startswith("verify.") else None
        if not isinstance(found, type) or not found.__module__.startswith("verify."):  # not what a module imports
            raise pickle.UnpicklingError(f"{module}.{name} is no class of the engine")
        return found


def load(name: str, code: str) -> Paper | None:
    """The paper built last from code with this hash; None if it was not kept or cannot be read."""
    try:
        found = _Reader(io.BytesIO(_place(name, code).read_bytes())).load()
        if isinstance(found, Paper) and (found.name, found.kept) == (name, code):
            return found
        raise pickle.UnpicklingError("another paper")
    except FileNotFoundError:
        return None
    except Exception:  # a spoiled file can raise anything; the paper is built instead
        logging.getLogger("verify").warning("%s could not be read and is written again", _place(name, code))
        return None


def keep(paper: Paper, code: str) -> None:
    """Keep the paper and the trees of all its formulas; a cache that cannot be written costs time only."""
    _read_all(paper)
    place = _place(paper.name, code)
    if keep_whole(place, _packed(replace(paper, kept=code))):
        for old in place.parent.glob(f"{paper.name}.*.kept"):
            if old != place:
                with suppress(OSError):
                    old.unlink()


def _packed(paper: Paper) -> bytes:
    stream = io.BytesIO()
    _Writer(stream, protocol=pickle.HIGHEST_PROTOCOL).dump(paper)
    return stream.getvalue()


def _read_all(paper: Paper) -> None:
    model = Model(paper)
    for step in paper.every_step:
        with suppress(GateError):  # who asks for the formula is told
            model.tree(step)


def _place(name: str, code: str) -> Path:
    return folder() / "papers" / f"{name}.{code}.kept"
