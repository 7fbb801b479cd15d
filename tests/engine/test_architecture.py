"""How the suite is built: imports go one way, files and functions stay small."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = {
    "verify": {"proofs", "numerics", "tests"},
    "numerics": {"proofs", "verify", "tests"},
    "proofs": {"tests"},
}
LONGEST_FILE = 400
ALGEBRA = {"sympy", "z3"}


def sources(*packages: str) -> list[Path]:
    return [path for package in packages for path in sorted((ROOT / package).rglob("*.py"))]


def imported(path: Path) -> Iterator[str]:
    """The modules that a file names in its imports, in functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: a relative import"
            yield node.module


@pytest.mark.parametrize("package", FORBIDDEN)
def test_imports_go_one_way(package: str) -> None:
    against = [
        f"{path.relative_to(ROOT)}: {module}"
        for path in sources(package)
        for module in imported(path)
        if module.partition(".")[0] in FORBIDDEN[package]
    ]
    assert against == []


def test_what_tries_to_break_shares_no_code_with_what_proves() -> None:
    """Reader, kernel and walker use no computer algebra; the symbolic legs use no walker and no breaker."""
    for path in sources("verify/walk", "verify/breakers", "verify/reading"):
        used = {module.partition(".")[0] for module in imported(path)}
        assert not used & ALGEBRA, path
        assert not any(module.startswith("verify.symbolic") for module in imported(path)), path
    for path in sources("verify/symbolic"):
        assert not any(
            module.startswith(("verify.walk", "verify.breakers", "flint", "hypothesis")) for module in imported(path)
        ), path


def test_the_kernel_looks_at_no_formula() -> None:
    assert not any(module.startswith("verify") for module in imported(ROOT / "verify" / "kernel.py"))


@pytest.mark.parametrize("package", ["verify", "proofs", "numerics", "tests"])
def test_files_stay_short(package: str) -> None:
    long = {str(path.relative_to(ROOT)): _lines(path) for path in sources(package) if _lines(path) > LONGEST_FILE}
    assert long == {}


def _lines(path: Path) -> int:
    """Lines with something on them; tables of readings are data."""
    if path.stem.endswith("_readings"):
        return 0
    return sum(bool(line.strip()) for line in path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("package", ["verify", "proofs", "numerics"])
def test_every_module_says_what_it_is(package: str) -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in sources(package)
        if path.read_text(encoding="utf-8").strip()
        and ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) is None
    ]
    assert silent == []


def test_most_functions_are_short() -> None:
    lengths = [
        (node.end_lineno or 0) - node.lineno + 1
        for path in sources("verify", "proofs", "numerics")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]
    assert sum(length <= 15 for length in lengths) >= 0.6 * len(lengths)
