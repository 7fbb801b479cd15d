"""Whether two formulas by cases describe the same functions, as the constants that stand in them once take all values.

`C e^{x}` and `C e^{x+1}` do: what the one gives with C the other gives with C/e.
"""

from __future__ import annotations

from collections.abc import Sequence

from mpmath import lu_solve, matrix, mp, mpf

from verify.claims import Role, Step
from verify.errors import UndecidedError
from verify.model import Model, family_key
from verify.reading import tree
from verify.reading.notation import REAL, SCALAR
from verify.reading.tree import Chain, Node, Symbol
from verify.strength.decimals import Decimals, Value
from verify.strength.random_paper import RandomPaper

DRAWS, SPARE = 4, 3
EQUAL = mpf(10) ** -20


def same_family(before: tree.Cases, after: tree.Cases, model: Model, step: Step, others: Sequence[Step]) -> bool:
    """Row by row: each function of the one is a function of the other, and the other way round."""
    constants = arbitrary_constants(before, model, step, others)
    moving = _moving(before)
    if moving is None or constants != arbitrary_constants(after, model, step, others):
        return False
    return all(
        _rows(first, second, sorted(constants), moving, RandomPaper(model, step.section, f"family {draw}"))
        for first, second in zip(before.values, after.values, strict=True)
        for draw in range(DRAWS)
    )


def arbitrary_constants(node: Node, model: Model, step: Step, others: Sequence[Step]) -> set[str]:
    """Real letters without a definition that the formula has once, and that the claim's other formulas do not have."""
    found = [inner.name for inner in node.walk() if isinstance(inner, Symbol)]
    elsewhere = {
        inner.name
        for other in others
        if other is not step and other.role is Role.ASSERTION and other.latex != step.latex
        for inner in model.tree(other).walk()
        if isinstance(inner, Symbol)
    }
    return {
        name
        for name in found
        if found.count(name) == 1 and name not in elsewhere and _is_open(name, model, step.section)
    }


def _is_open(name: str, model: Model, section: str) -> bool:
    row = model.letter(name, section)
    return row.kind == SCALAR and row.domain == REAL and not any(one.name == name for one in model.definitions)


def _moving(node: tree.Cases) -> str | None:
    """The letter between two bounds in every condition."""
    inside = {
        condition.operands[1] if isinstance(condition, Chain) and len(condition.operands) == 3 else None
        for condition in node.conditions
    }
    letter = inside.pop() if len(inside) == 1 else None
    return family_key(letter.name, letter.indices) if isinstance(letter, Symbol) else None


def _rows(first: Node, second: Node, constants: list[str], moving: str, point: RandomPaper) -> bool:
    mine = [name for name in constants if any(_is_letter(inner, name) for inner in first.walk())]
    places = [mpf(k + 1) / 7 for k in range(len(mine) + SPARE)]
    base, columns = _affine(first, mine, moving, places, point)
    moved, turned = _affine(second, mine, moving, places, point)
    gap = [one - other for one, other in zip(base, moved, strict=True)]
    return all(_in_span(column, columns) for column in (*turned, gap)) and all(
        _in_span(column, turned) for column in columns
    )


def _is_letter(node: Node, name: str) -> bool:
    return isinstance(node, Symbol) and node.name == name


def _affine(
    node: Node, constants: list[str], moving: str, places: list[Value], point: RandomPaper
) -> tuple[list[Value], list[list[Value]]]:
    """The value with all constants 0, and what each of them adds; an error if that is not all there is to it."""

    def values(at: dict[str, Value]) -> list[Value]:
        return [Decimals(point).value(node, {**at, moving: place}) for place in places]

    zero = dict.fromkeys(constants, mpf(0))
    base = values(zero)
    columns = [[one - b for one, b in zip(values({**zero, name: mpf(1)}), base, strict=True)] for name in constants]
    factors = [mpf(k + 2) / 3 for k in range(len(constants))]
    mixed = values(dict(zip(constants, factors, strict=True)))
    for k, value in enumerate(mixed):
        sum_of = base[k] + sum((f * column[k] for f, column in zip(factors, columns, strict=True)), mpf(0))
        if abs(value - sum_of) > EQUAL * (1 + abs(value)):
            raise UndecidedError("a value that is not linear in its constants")
    return base, columns


def _in_span(vector: list[Value], columns: list[list[Value]]) -> bool:
    """Whether a vector is a combination of the columns."""
    size = mp.norm(vector)
    if size < EQUAL:
        return True
    if not columns:
        return False
    system = matrix([[column[k] for column in columns] for k in range(len(vector))])
    try:
        weights = lu_solve(system, matrix(vector))
    except (ZeroDivisionError, ValueError):
        return False
    return bool(mp.norm(system * weights - matrix(vector)) <= EQUAL * size)
