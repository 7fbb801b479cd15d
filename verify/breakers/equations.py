"""Points that satisfy an equation among the hypotheses: the equation is solved for a letter that it is affine in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verify.breakers.letters import LetterFinder
from verify.errors import UndecidedError
from verify.model import Model, family_key
from verify.reading.notation import Domain
from verify.reading.tree import Call, Chain, Node, Symbol
from verify.walk.balls import ball
from verify.walk.evaluate import Walker
from verify.walk.jets import Value, divide


def solve_for_a_letter(equation: Chain, walker: Walker, at: dict[str, Any], model: Model, section: str) -> None:
    """Give one letter of the equation the value that satisfies it; leave the point as it is if none can."""
    if _residual(equation, walker, at).is_zero():
        return
    for key, name in _candidates(equation, model, section):
        if key not in at:
            continue
        for inverse in (False, True):
            value = _affine_root(equation, walker, at, key, inverse)
            if value is not None and _inside(value, model.letter(name, section).domain):
                at[key] = value
                return


def _candidates(equation: Chain, model: Model, section: str) -> list[tuple[str, str]]:
    """Letters printed outside calls first, then others of the equation, then those behind its definitions."""
    key = ("affine in", equation, section)
    if key not in model.found_once:
        model.found_once[key] = _open_letters(equation, model, section)
    kept: list[tuple[str, str]] = model.found_once[key]
    return kept


def _open_letters(equation: Chain, model: Model, section: str) -> list[tuple[str, str]]:
    finder = LetterFinder(model, section)
    finder.visit(equation)
    printed = {family_key(one.name, one.indices) for one in equation.walk() if isinstance(one, Symbol)}
    plain = {family_key(one.name, one.indices) for one in _outside_calls(equation)}
    return sorted(finder.open.letters.items(), key=lambda item: (item[0] not in plain, item[0] not in printed))


def _outside_calls(node: Node) -> Iterator[Symbol]:
    """Letters that stand in no argument: an equation is more likely to be affine in these."""
    if isinstance(node, Symbol):
        yield node
    elif not isinstance(node, Call):
        for child in node.children():
            yield from _outside_calls(child)


def _residual(equation: Chain, walker: Walker, at: dict[str, Any]) -> Value:
    return walker.value(equation.operands[0], at) - walker.value(equation.operands[1], at)


def _affine_root(equation: Chain, walker: Walker, at: dict[str, Any], key: str, inverse: bool) -> Value | None:
    """The root of a residual that is affine in the letter, or in its reciprocal."""
    try:
        values = [
            _residual(equation, walker, {**at, key: divide(ball(1), ball(point)) if inverse else ball(point)})
            for point in (1, 2, 3)
        ]
        slope = values[1] - values[0]
        curved = not (values[2] - values[1] * 2 + values[0]).contains(0)
        if curved or slope.contains(0):
            return None
        root = 1 - divide(values[0], slope)
        return divide(ball(1), root) if inverse else root
    except UndecidedError:
        return None


def _inside(value: Value, domain: Domain) -> bool:
    above = domain.lower is None or (value > ball(domain.lower) if domain.open_below else value >= ball(domain.lower))
    below = domain.upper is None or (value < ball(domain.upper) if domain.open_above else value <= ball(domain.upper))
    return bool(above and below)
