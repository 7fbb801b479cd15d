"""Whether a statement that the legs hold true is true at random points, or follows from what it was a slip of.

Neither the provers' algebra nor the breakers' balls are used: `verify.strength.decimals` evaluates by itself, and
`verify.strength.implication` compares the slip with the original.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from mpmath import findroot, mp, mpf

from verify.claims import Step
from verify.errors import GateError, UndecidedError
from verify.model import Model
from verify.obligations import Approach, Obligation, landau_terms, obligations, without_landau
from verify.reading import tree
from verify.reading.tree import Chain, Node
from verify.strength.decimals import DIGITS, At, Decimals, NoSuchPointError, Value
from verify.strength.implication import implied
from verify.strength.random_paper import RandomPaper

POINTS, TRIES = 24, 600
EQUAL = mpf(10) ** -12
SMALL = mpf(10) ** -2
STRICT = ("<", ">", r"\ne")


class FalseAtPointError(Exception):
    """A point at which the statement is false."""


def second_opinion(
    step: Step, model: Model, printed: Model | None = None, others: Sequence[Step] = ()
) -> tuple[bool, str]:
    """Whether all that the step asserts in `model` is true, and in words on what that rests.

    `printed` has the original: what follows from it at random points is as true. `others` are the claim's other
    steps, which may say more of a letter that looks arbitrary.
    """
    with mp.workdps(DIGITS):
        why = printed and implied(printed.tree(step), model.tree(step), model, step, others)
        if why:
            return True, f"true as well: {why}"
        try:
            seen = [_agreed(one, model) for one in obligations(step, model)]
        except FalseAtPointError as error:
            return False, f"a second opinion finds it false at {error}"
        except GateError as error:
            return False, f"no second opinion: {error}"
    if not seen or min(seen) < POINTS:
        return False, "no second opinion: too few points satisfy the hypotheses"
    return True, f"true as well: a second opinion agrees at {POINTS} random points"


def _agreed(asked: Obligation, model: Model) -> int:
    """At how many points the statement is true; raises `FalseAtPointError` at the first one where it is not."""
    model = model.assigning(asked.assigned)
    agreed, reason = 0, ""
    for k in range(TRIES):
        if agreed == POINTS or (k > 8 * POINTS and not agreed):
            break
        point = RandomPaper(model, asked.section, f"{asked.left} {asked.relation} {asked.right} {k}")
        try:
            holds = _holds(asked, Decimals(point))
        except NoSuchPointError as error:
            reason = str(error)
            continue
        if holds is False:
            raise FalseAtPointError(", ".join(f"{key} = {mp.nstr(one, 6)}" for key, one in point.letters.items()))
        agreed += holds is True
    if not agreed and reason:
        raise UndecidedError(reason)
    return agreed


def _holds(asked: Obligation, at: Decimals) -> bool | None:
    """Whether the statement is true at a point; None where the hypotheses are not."""
    for hypothesis in asked.hypotheses:
        _solved(hypothesis, at)
    if not all(holds(hypothesis, at) for hypothesis in asked.hypotheses):
        return None
    if asked.kind == "relation":
        return holds(Chain((asked.left, asked.right), (asked.relation,)), at)
    if asked.kind not in ("convergence", "expansion") or asked.approach is None:
        raise UndecidedError(f"a statement of the kind {asked.kind}")
    return _approaches(asked, asked.approach, at)


def _solved(hypothesis: Node, at: Decimals) -> None:
    """Give a letter of each equation among the hypotheses the value that solves it."""
    if isinstance(hypothesis, Chain):
        for (left, right), relation in zip(pairwise(hypothesis.operands), hypothesis.relations, strict=True):
            if relation == "=":
                _equated(left, right, at)


def _equated(left: Node, right: Node, at: Decimals) -> None:
    def off() -> Value:
        return at.value(left, {}) - at.value(right, {})

    if abs(off()) < EQUAL:
        return
    for key, drawn in list(at.chosen.letters.items()):
        if _root(lambda one, key=key: (at.chosen.letters.update({key: one}), off())[1], drawn):  # type: ignore[misc]
            return
        at.chosen.letters[key] = drawn


def _root(off: Callable[[Value], Value], start: Value) -> bool:
    try:
        found = findroot(off, start, tol=mpf(10) ** -40, maxsteps=60)
        return bool(abs(off(found)) < EQUAL)
    except (ValueError, ZeroDivisionError, UndecidedError):
        return False


def holds(statement: Node, at: Decimals) -> bool:
    """Whether a chain of relations is true at the point."""
    if not isinstance(statement, Chain):
        raise UndecidedError("a hypothesis that is no relation")
    links = zip(pairwise(statement.operands), statement.relations, strict=True)
    return all(_related(left, relation, right, at) for (left, right), relation in links)


def _related(left: Node, relation: str, right: Node, at: Decimals) -> bool:
    if relation == r"\in" and isinstance(right, tree.Listing) and len(right.items) == 2:
        above = _related(right.items[0], r"\le" if right.opening == "[" else "<", left, at)
        return above and _related(left, r"\le" if right.closing == "]" else "<", right.items[1], at)
    if relation not in COMPARED:
        raise UndecidedError(f"the relation {relation}")
    values = at.value(left, {}), at.value(right, {})
    if relation in STRICT and values[0] == values[1]:
        with mp.workdps(6 * DIGITS):  # equal to all digits is not yet equal
            values = at.value(left, {}), at.value(right, {})
    return compared(values[0], relation, values[1])


def compared(left: Value, relation: str, right: Value) -> bool:
    """Whether two numbers stand in a relation; what differs by the last digits is equal, or no point for `<`."""
    if mp.inf in (abs(left), abs(right)):
        return COMPARED[relation](mpf(0 if left == right else (1 if left > right else -1)))
    close = abs(left - right) <= EQUAL * (1 + abs(left) + abs(right))
    if close and left != right and relation in STRICT:
        raise NoSuchPointError("two values too close to tell apart")
    return COMPARED[relation](mpf(0) if close else left - right)


COMPARED: dict[str, Callable[[Value], bool]] = {
    "=": lambda difference: bool(difference == 0),
    r"\equiv": lambda difference: bool(difference == 0),
    r"\ne": lambda difference: bool(difference != 0),
    "<": lambda difference: bool(difference < 0),
    ">": lambda difference: bool(difference > 0),
    r"\le": lambda difference: bool(difference <= 0),
    r"\ge": lambda difference: bool(difference >= 0),
}


def _approaches(asked: Obligation, approach: Approach, at: Decimals) -> bool:
    """Whether what is left stays within its scale (O), or becomes small against it, on the way to the point."""
    sides = (approach.side,) if approach.side else ("+", "-")
    end = at.value(approach.point, {})
    if abs(end) == mp.inf:
        sides = ("",)
    admitted = [side for side in sides if _is_admitted(asked, approach, side, at)]
    if not admitted:
        raise NoSuchPointError("no side from which the point can be approached")
    ways = (at.approaching(Approach(approach.letter, approach.point, side), {}) for side in admitted)
    return all(_shrinks(asked, list(_left_over(asked, way, at)), way, approach, at) for way in ways)


def _is_admitted(asked: Obligation, approach: Approach, side: str, at: Decimals) -> bool:
    """A positive letter reaches 0 from above only."""
    domain = at.chosen.model.letter(approach.letter, asked.section).domain
    end = at.value(approach.point, {})
    low, high = (
        mpf(one.numerator) / one.denominator if one is not None else None for one in (domain.lower, domain.upper)
    )
    return not (side == "-" and low is not None and end <= low) and not (
        side == "+" and high is not None and end >= high
    )


def _left_over(asked: Obligation, way: Sequence[At], at: Decimals) -> Iterator[Value]:
    """The difference of the sides over the scale of the remainder, at each place on the way."""
    terms = [*landau_terms(asked.left), *landau_terms(asked.right)]
    left, right = (without_landau(node) for node in (asked.left, asked.right))
    for near in way:
        scale = sum((abs(at.value(term.scale, near)) for term in terms), mpf(0)) if terms else mpf(1)
        if isinstance(right, tree.Infinity):
            yield at.value(left, near)
        else:
            yield (at.value(left, near) - at.value(right, near)) / scale


def _shrinks(asked: Obligation, shares: list[Value], way: Sequence[At], approach: Approach, at: Decimals) -> bool:
    first, second, third = (abs(one) for one in shares)
    if isinstance(asked.right, tree.Infinity):
        return bool(shares[2] - shares[1] > (shares[1] - shares[0]) / 2 > 0)
    direction = {r"\downarrow": 1, r"\uparrow": -1}.get(asked.relation, 0)
    if any(direction * (later - earlier) > EQUAL for earlier, later in pairwise(shares)):
        return False
    terms = [*landau_terms(asked.left), *landau_terms(asked.right)]
    if terms and any(term.order == "O" for term in terms):
        return bool(third <= 10 * max(first, second) + EQUAL)
    return bool(third <= SMALL and third <= second * SMALL * 10 + EQUAL)
