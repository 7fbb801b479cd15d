"""What was said, found or compared is a record: nothing that reads it afterwards can change it."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import is_dataclass
from importlib import import_module
from pkgutil import walk_packages

import pytest

import verify

GATHERING = frozenset(
    {
        "verify.decisions.Decisions",
        "verify.breakers.letters.Open",
        "verify.breakers.sampling.Tally",
        "verify.certificates.generators.Generating",
        "verify.certificates.translation.Translation",
        "verify.reading.expansion.Expansion",
        "verify.reading.letters.Decoration",
        "verify.symbolic.normal_form.Generators",
        "verify.symbolic.prove.Question",
        "verify.walk.evaluate.Walker",
    }
)
"""What is filled while a formula is read or decided."""
PARTS = ("breakers", "certificates", "reading", "symbolic", "walk")
DECIDING = ("cache", "comparison", "contrariety", "decisions", "isolation", "kernel", "legs", "obligations")


def _modules() -> Iterator[str]:
    for found in walk_packages(verify.__path__, "verify."):
        part = found.name.split(".")[1]
        if not found.ispkg and part in (*PARTS, *DECIDING):
            yield found.name


def _records(module: str) -> Iterator[type]:
    for found in vars(import_module(module)).values():
        if inspect.isclass(found) and is_dataclass(found) and found.__module__ == module:
            yield found


@pytest.mark.parametrize("module", list(_modules()))
def test_a_record_is_frozen_unless_it_is_filled_while_it_is_made(module: str) -> None:
    for record in _records(module):
        name = f"{module}.{record.__name__}"
        frozen = record.__dataclass_params__.frozen
        assert frozen is (name not in GATHERING), name
