"""Whether one obligation holds at one exact point: True, False with certainty, or None where it cannot be told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from flint import arb

from verify.errors import UndecidedError
from verify.obligations import ARROWS, Approach, Maximand, Obligation, landau_terms, maximand, without_landau
from verify.reading import tree
from verify.reading.rebuilding import replace_everywhere
from verify.reading.tree import Chain, Listing, Node, Symbol
from verify.walk.balls import ball
from verify.walk.evaluate import Environment, Walker
from verify.walk.jets import Jet, UndefinedPointError, Value, is_zero, sign

Answer = bool | None
ORDER = 8
SMALL = arb(2) ** -24
FAR = tuple(2**k for k in range(2, 10))
NEAR = tuple(range(4, 36, 4))


def holds_at(obligation: Obligation, walker: Walker, at: Environment) -> Answer:
    """The answer at a point that satisfies the hypotheses."""
    checks: dict[str, Callable[[Obligation, Walker, Environment], Answer]] = {
        "relation": _relation,
        "expansion": _expansion,
        "convergence": _convergence,
        "equation": _equation,
    }
    return checks[obligation.kind](obligation, walker, at)


def condition_at(node: Node, walker: Walker, at: Environment) -> Answer:
    """Whether a hypothesis holds at a point."""
    if not isinstance(node, Chain):
        raise UndecidedError(f"a hypothesis that is no relation: {type(node).__name__}")
    answers = [
        compare(walker, left, relation, right, at)
        for left, relation, right in zip(node.operands, node.relations, node.operands[1:], strict=False)
    ]
    return _every(answers)


def _every(answers: Sequence[Answer]) -> Answer:
    """False if one is, else None if one cannot be told."""
    if False in answers:
        return False
    return None if None in answers else True


def _relation(obligation: Obligation, walker: Walker, at: Environment) -> Answer:
    return compare(walker, obligation.left, obligation.relation, obligation.right, at)


def compare(walker: Walker, left: Node, relation: str, right: Node, at: Environment) -> Answer:
    """A relation between two values at a point."""
    if relation == r"\in":
        return _member(walker, left, right, at)
    if relation in ARROWS:
        raise UndecidedError("a convergence among the hypotheses")
    return related(walker.value(left, at) - walker.value(right, at), relation)


def related(difference: Value, relation: str) -> Answer:
    """`difference relation 0` for a ball, or for a jet at small t > 0."""
    if isinstance(difference, Jet):
        leading = sign(difference)
        known = leading != 0 or relation in ("=", r"\equiv")  # else a term behind the known ones decides
        return _certain(leading, relation) if known else None
    if difference.is_nan():
        return None
    if relation in ("=", r"\equiv", r"\ne"):
        apart = not difference.contains(0)
        close = bool(difference.rad() < SMALL * (1 + abs(difference.mid())))
        same: Answer = False if apart else (True if close else None)
        return same if relation != r"\ne" else (None if same is None else not same)
    if is_zero(difference):
        return _certain(0, relation)
    if difference.contains(0):
        return True if relation in (r"\le", r"\ge") and difference.rad() < SMALL else None
    return _certain(1 if difference > 0 else -1, relation)


def _certain(direction: int, relation: str) -> bool:
    allowed = {
        "=": (0,),
        r"\equiv": (0,),
        r"\ne": (-1, 1),
        "<": (-1,),
        ">": (1,),
        r"\le": (-1, 0),
        r"\ge": (0, 1),
    }
    return direction in allowed[relation]


def _member(walker: Walker, left: Node, right: Node, at: Environment) -> Answer:
    if not isinstance(right, Listing) or len(right.items) != 2 or right.opening not in ("(", "["):
        raise UndecidedError("membership in what is no interval")
    lower = r"\ge" if right.opening == "[" else ">"
    upper = r"\le" if right.closing == "]" else "<"
    return _every([compare(walker, left, lower, right.items[0], at), compare(walker, left, upper, right.items[1], at)])


# --- expansions -----------------------------------------------------------------------------------------------------


def _expansion(obligation: Obligation, walker: Walker, at: Environment) -> Answer:
    assert obligation.approach is not None
    sides = _sides(obligation.approach, walker, at, obligation.section)
    return _every([_one_sided(obligation, replace(obligation.approach, side=side), walker, at) for side in sides])


def _one_sided(obligation: Obligation, approach: Approach, walker: Walker, at: Environment) -> Answer:
    near = approaching(approach, walker, at, ORDER)
    difference = walker.value(without_landau(obligation.left), near) - walker.value(
        without_landau(obligation.right), near
    )
    allowed = [_size(term, walker, near) for term in landau_terms(obligation.right)]
    claimed = [_size(term, walker, near) for term in landau_terms(obligation.left)]
    if claimed and not allowed:  # `1+t+O(t^2)=e^t` is printed for what is meant the other way round
        return False if _vanishes_to(difference, sum(min(claimed))) is False else None
    if claimed and min(claimed) < min(allowed):
        return False
    return _vanishes_to(difference, sum(min(allowed)) if allowed else ORDER + 1)


def approaching(approach: Approach, walker: Walker, at: Environment, order: int) -> Environment:
    """The environment with the letter at its point plus or minus an infinitesimal."""
    point = walker.value(approach.point, at)
    step = -1 if approach.side == "-" else 1
    return {**at, approach.letter: Jet([point, arb(step)] + [arb(0)] * (order - 1))}


def _vanishing(term: tree.Landau, walker: Walker, near: Environment) -> int:
    """How many leading coefficients of the remainder vanish: p for O(t^p), p + 1 for o(t^p)."""
    return sum(_size(term, walker, near))


def _size(term: tree.Landau, walker: Walker, near: Environment) -> tuple[int, int]:
    """(p, 0) for O(t^p), (p, 1) for o(t^p): o(t) lies between O(t) and O(t^2), and is neither."""
    scale = walker.value(term.scale, near)
    if not isinstance(scale, Jet):
        raise UndecidedError("a Landau term whose scale does not tend to zero")
    order = next((k for k, c in enumerate(scale.coefficients) if related(c, "=") is not True), None)
    if order is None or scale.coefficients[order].contains(0):
        raise UndecidedError("a Landau term whose order cannot be told")
    return order, int(term.order == "o")


def _vanishes_to(difference: Value, needed: int) -> Answer:
    coefficients = difference.coefficients if isinstance(difference, Jet) else [difference]
    for coefficient in coefficients[:needed]:
        answer = related(coefficient, "=")
        if answer is not True:
            return answer
    return True


# --- convergence ----------------------------------------------------------------------------------------------------


def _convergence(obligation: Obligation, walker: Walker, at: Environment) -> Answer:
    approach = obligation.approach
    assert approach is not None
    ways = _ways(approach, walker, at, obligation.section)
    return _every([_along(obligation, walker, [{**at, approach.letter: value} for value in way]) for way in ways])


def _along(obligation: Obligation, walker: Walker, path: list[Environment]) -> Answer:
    values = [walker.value(obligation.left, there) for there in path]
    ends = [walker.value(obligation.right, there) for there in path]
    if abs(ends[0]) == arb("inf"):
        return _grows(values if ends[0] > 0 else [-value for value in values])
    gaps = [value - end for value, end in zip(values, ends, strict=True)]
    return _settles(gaps) if not ARROWS[obligation.relation] else _settles_from(gaps, ARROWS[obligation.relation])


def _ways(approach: Approach, walker: Walker, at: Environment, section: str) -> list[list[Value]]:
    """The letter's values ever closer to its point, from each side."""
    end = walker.value(approach.point, at)
    if not end.is_finite():
        return [[arb(step if end > 0 else -step) for step in FAR]]
    sides = [-1 if side == "-" else 1 for side in _sides(approach, walker, at, section)]
    return [[end + side * arb(2) ** -step for step in NEAR] for side in sides]


def _sides(approach: Approach, walker: Walker, at: Environment, section: str) -> tuple[str, ...]:
    """The side that is printed, else those that the letter's range has: a positive letter reaches 0 from above only."""
    if approach.side:
        return (approach.side,)
    domain, end = walker.model.letter(approach.letter, section).domain, walker.value(approach.point, at)
    if domain.lower is not None and end <= ball(domain.lower):
        return ("+",)
    return ("-",) if domain.upper is not None and end >= ball(domain.upper) else ("+", "-")


def _grows(values: list[Value]) -> Answer:
    """Whether values grow without bound; a value that hardly changes any more refutes it."""
    if values[-1] > 64 and values[-1] > values[-2] and values[-2] > values[-3]:
        return True
    return False if abs(values[-1] - values[-2]) < SMALL * (1 + abs(values[-1])) else None


def _settles(gaps: list[Value]) -> Answer:
    sizes = [abs(gap) for gap in gaps]
    if all(not size.is_finite() and not size.is_nan() for size in sizes):
        return False
    if any(size.is_nan() for size in sizes):
        return None
    tiny = arb(2) ** -10
    if sizes[-1] < tiny and sizes[-1].mid() <= sizes[-3].mid():
        return True
    if sizes[-1] > 4 * tiny and sizes[-1].mid() > sizes[-3].mid() * 0.9:
        return False
    return None


def _settles_from(gaps: list[Value], direction: str) -> Answer:
    """Monotone convergence, from somewhere on: the last step of which the direction is certain refutes it, or none."""
    expected = 1 if direction == "down" else -1
    steps = [_nearer(near * expected, far * expected) for near, far in pairwise(gaps)]
    certain = [step for step in steps if step is not None]
    if certain and not certain[-1]:
        return False
    return None if False in certain else _settles(gaps)


def _nearer(near: Value, far: Value) -> Answer:
    """Whether a positive gap becomes smaller; None where it cannot be told."""
    if near < 0 or far > near:
        return False
    return True if near > 0 and far < near else None


# --- equations with a maximisation ----------------------------------------------------------------------------------


def _equation(obligation: Obligation, walker: Walker, at: Environment) -> Answer:
    """Both equations as 0 = max of a maximand; the later is the earlier, or its leading term."""
    earlier, later = maximand(obligation.left), maximand(obligation.right)
    same = _same_range(earlier.range, later.range, walker, at)
    if same is not True:
        return same
    if not is_admissible(earlier, walker, at):
        raise UndefinedPointError("a choice outside its range")
    if obligation.approach is None:
        return related(_chosen(earlier, walker, at) - _chosen(later, walker, at), "=")
    near = approaching(obligation.approach, walker, at, ORDER)
    first, second = _chosen(earlier, walker, near), _chosen(later, walker, near)
    orders = [_vanishing(term, walker, _with_choice(later, near)) for term in landau_terms(later.value)]
    if orders:
        return _vanishes_to(first - second, min(orders))
    return _leading_term(first, second, earlier, walker, near)


def is_admissible(problem: Maximand, walker: Walker, at: Environment) -> bool:
    """Whether the drawn choice is in the range of the maximisation."""
    return condition_at(replace_everywhere(problem.range, tree.Placeholder(), Symbol("chosen")), walker, at) is True


def _same_range(one: Node, other: Node, walker: Walker, at: Environment) -> Answer:
    if one == other:
        return True
    if not (isinstance(one, Chain) and isinstance(other, Chain) and len(one.relations) == len(other.relations) == 1):
        return None
    same = compare(walker, one.operands[1], "=", other.operands[1], at)
    return same if same is False or one.relations == other.relations else None


def _chosen(problem: Maximand, walker: Walker, at: Environment) -> Value:
    """The maximand at the drawn choice."""
    return walker.value(without_landau(problem.value), _with_choice(problem, at))


def _with_choice(problem: Maximand, at: Environment) -> Environment:
    return {**at, problem.letter: at["chosen"]}


def _leading_term(first: Value, second: Value, earlier: Maximand, walker: Walker, near: Environment) -> Answer:
    """Divided by the infinitesimal and taken to the limit."""
    if not isinstance(first, Jet):
        return related(first - second, "=")
    dropped = [_vanishing(term, walker, _with_choice(earlier, near)) for term in landau_terms(earlier.value)]
    if dropped and min(dropped) < 2:
        return None
    if related(first.coefficients[0], "=") is not True:
        return related(first.coefficients[0], "=")
    constant = second.coefficients[0] if isinstance(second, Jet) else second
    return related(first.coefficients[1] - constant, "=")
