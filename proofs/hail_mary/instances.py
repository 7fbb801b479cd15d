"""Instances of what a registered statement says, at which another statement in its place can be seen to be false."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from flint import arb

from proofs.hail_mary.boundary_solver import risky_reach, symmetric_boundary
from proofs.hail_mary.contest import Case, ball, contests
from proofs.hail_mary.finding import Finding, refuted
from proofs.hail_mary.printed import Printed
from proofs.hail_mary.state_signs import derivatives
from verify.errors import UndecidedError
from verify.reading.tree import Chain, Listing, Node

Instance = Mapping[str, arb]
Instances = Callable[[], Iterator[Instance]]


def equilibria(case: Case) -> Instances:
    """Symmetric equilibria of seeded contests, boundaries and switching points of both agents included."""

    def found() -> Iterator[Instance]:
        for contest in contests(case, 3):
            boundary, reach = symmetric_boundary(contest), risky_reach(contest)
            inside = reach is not None and boundary > reach
            switch = boundary - reach if inside and reach is not None else ball(0)
            both = {"k_star": boundary, "k_i": boundary, "k_j": boundary}
            yield {**contest.balls(), **both, "k_switch": switch, "switch_i": switch, "switch_j": switch}

    return found


def leaders() -> Iterator[Instance]:
    """States of leaders in seeded equilibria, with the derivatives of their values."""
    cases: tuple[Case, ...] = ("low", "medium", "high")
    for case in cases:
        for contest in contests(case, 2):
            distance = symmetric_boundary(contest) / 3
            yield {**contest.balls(), **derivatives(contest, "leader", distance)}


def exact(*rows: Mapping[str, str]) -> Instances:
    """Instances with exact rational letters."""
    return lambda: ({name: ball(Fraction(text)) for name, text in row.items()} for row in rows)


def false_at_an_instance(printed: Printed, node: Node, instances: Instances) -> Finding | None:
    """A certified failure of a chain of relations at one of the instances."""
    if not isinstance(node, Chain):
        return None
    for instance in instances():
        try:
            failing = any(_fails(printed, node, k, instance) for k in range(len(node.relations)))
        except UndecidedError:
            return None
        if failing:
            return refuted("enclosure", "false where the registered statement is true", _shown(instance))
    return None


def _shown(instance: Instance) -> dict[str, str]:
    return {name: number.str(12) for name, number in instance.items()}


def _fails(printed: Printed, chain: Chain, k: int, at: Instance) -> bool:
    left, mark, right = chain.operands[k], chain.relations[k], chain.operands[k + 1]
    value = printed.ball(left)(at)
    if mark == r"\in" and isinstance(right, Listing) and len(right.items) == 2:
        lower, upper = (printed.ball(item)(at) for item in right.items)
        below = value <= lower if right.opening == "(" else value < lower
        return bool(below or (value >= upper if right.closing == ")" else value > upper))
    difference = value - printed.ball(right)(at)
    fails = {
        "=": difference != 0,
        "<": difference >= 0,
        ">": difference <= 0,
        r"\le": difference > 0,
        r"\ge": difference < 0,
    }
    return bool(fails.get(mark, False))
