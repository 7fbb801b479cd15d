"""Small changes of the engine's own modules, drawn at random: what the operators of cosmic-ray make of a place.

Of one kind of change one is drawn at each place, so that no place crowds out the others; annotations are left alone,
since nothing reads them.
"""

from __future__ import annotations

import ast
import difflib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

PARTS = {
    "kernel": (
        *("arrangement.py", "comparison.py", "contrariety.py", "decisions.py", "kernel.py", "legs.py"),
        *("obligations.py", "rewriting.py", "sameness.py"),
    ),
    "reader": ("reading/*.py",),
    "provers": ("symbolic/*.py", "walk/*.py", "breakers/*.py"),
    "checker": ("certificates/*.py",),
}
"""The parts of the engine by what they do, as patterns inside `verify`."""
Place = tuple[int, int]


@dataclass(frozen=True)
class Mutant:
    """A module with one small change: its path from the root, the line, what was done, and the text with the change."""

    module: str
    line: int
    operator: str
    text: str

    def difference(self, root: Path) -> list[str]:
        """The lines that differ, with - and + before them."""
        before = (root / self.module).read_text().split("\n")
        lines = difflib.unified_diff(before, self.text.split("\n"), lineterm="", n=0)
        return [line for line in lines if line[0] in "+-" and line[:3] not in ("+++", "---")]


def modules(root: Path, part: str) -> list[str]:
    """The modules of a part, as paths from the root."""
    found = [path for pattern in PARTS[part] for path in sorted((root / "verify").glob(pattern))]
    return [str(path.relative_to(root)) for path in found if path.name != "__init__.py"]


def drawn(root: Path, part: str, count: int, seed: str) -> list[Mutant]:
    """As many mutants of a part; the same for the same seed and the same modules."""
    places: dict[tuple[str, Place, str], list[tuple[str, int]]] = defaultdict(list)
    for module in modules(root, part):
        for operator, occurrence, place in _changes((root / module).read_text()):
            places[module, place, operator.split("_")[0]].append((operator, occurrence))
    dice = Random(seed)
    pool = [(module, place, dice.choice(sorted(kinds))) for (module, place, _), kinds in sorted(places.items())]
    chosen = dice.sample(pool, min(count, len(pool)))
    return [_mutant(root, module, place, *change) for module, place, change in chosen]


def _changes(text: str) -> Iterator[tuple[str, int, Place]]:
    """Every change that an operator can make outside annotations: operator, which of its occurrences, where."""
    from cosmic_ray.ast import ast_nodes, get_ast

    spans = list(_annotations(text))
    for name, operator in _operators():
        starts = [start for node in ast_nodes(get_ast(text)) for start, _ in operator.mutation_positions(node)]
        for occurrence, start in enumerate(starts):
            if not any(first <= start <= last for first, last in spans):
                yield name, occurrence, start


def _operators() -> Iterator[tuple[str, Any]]:
    from cosmic_ray.plugins import get_operator, operator_names

    for name in sorted(operator_names()):
        if not get_operator(name).arguments():
            yield name, get_operator(name)()


def _annotations(text: str) -> Iterator[tuple[Place, Place]]:
    for node in ast.walk(ast.parse(text)):
        for one in _annotated(node):
            yield (one.lineno, one.col_offset), (one.end_lineno or one.lineno, one.end_col_offset or one.col_offset)


def _annotated(node: ast.AST) -> Sequence[ast.expr]:
    if isinstance(node, ast.AnnAssign):
        return [node.annotation]
    if not isinstance(node, ast.FunctionDef):
        return []
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg]
    found = [node.returns, *(one.annotation for one in arguments if one is not None)]
    return [one for one in found if one is not None]


def _mutant(root: Path, module: str, place: Place, operator: str, occurrence: int) -> Mutant:
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    text = mutate_code((root / module).read_text(), get_operator(operator)(), occurrence)
    return Mutant(module, place[0], operator.removeprefix("core/"), text)
