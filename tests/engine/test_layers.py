"""Imports go one way: papers use the engine and the solvers; these know neither each other nor the papers."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = {"verify": {"proofs", "numerics"}, "numerics": {"proofs", "verify"}, "proofs": {"tests", "benchmarks"}}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


@pytest.mark.parametrize("layer", FORBIDDEN)
def test_no_layer_imports_one_above_or_beside_it(layer):
    modules = sorted((ROOT / layer).rglob("*.py"))
    wrong = [
        f"{path}: {name}" for path in modules for name in imported(path) if name.partition(".")[0] in FORBIDDEN[layer]
    ]
    assert modules
    assert wrong == []


def test_the_entry_points_name_what_the_imports_may_not():
    from verify import papers

    assert {"power-game", "hail-mary"} <= set(papers.declared())
