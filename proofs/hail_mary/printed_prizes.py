r"""The printed algebra of small budgets and the printed range of splits of large ones."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from proofs.hail_mary.designer import large_budget, prize_split
from proofs.hail_mary.finding import Finding, refuted, survived
from proofs.hail_mary.printed import AnotherShapeError, Printed, as_chain
from verify.errors import UndecidedError
from verify.reading.tree import Inference, Listing, Node, Number, Symbol


def prove_denominator(printed: Printed, node: Node) -> Finding:
    """The denominator of phi-bar as a positive number plus two nonnegative products."""
    chain = as_chain(node)
    if chain.relations != (">",) or chain.operands[1] != Number("0"):
        raise AnotherShapeError("a positive denominator")
    return prize_split.prove_denominator_positive(printed.expression(chain.operands[0]))


def _four(node: Node) -> tuple[Node, list[Node]]:
    """The comparison of the two ratios, and the three lines that are at least 0."""
    arrows = (r"\Leftrightarrow", r"\Leftarrow", r"\Leftrightarrow")
    if not isinstance(node, Inference) or node.arrows != arrows:
        raise AnotherShapeError("four statements joined by these three arrows")
    lines = [as_chain(part) for part in node.parts[1:]]
    if any(line.relations != (r"\ge",) or line.operands[1] != Number("0") for line in lines):
        raise AnotherShapeError("three lines that are at least 0")
    if as_chain(node.parts[0]).relations != (r"\le",):
        raise AnotherShapeError("one ratio at most another")
    return node.parts[0], [line.operands[0] for line in lines]


def prove_arrows(printed: Printed, node: Node) -> list[Finding]:
    """Each arrow of the live chain, and what makes the first an equivalence."""
    comparison, lines = _four(node)
    left, right = (printed.expression(one) for one in as_chain(comparison).operands)
    first, second, last = (printed.expression(one) for one in lines)
    return [
        prize_split.prove_other_denominator_positive(),
        prize_split.prove_first_arrow(left, right, first),
        prize_split.prove_second_arrow(first, second),
        prize_split.prove_third_arrow(second, last),
    ]


def break_arrows(printed: Printed, node: Node) -> Finding:
    """Exact draws: every statement for small budgets, every arrow wherever both denominators are positive."""
    if not isinstance(node, Inference):
        raise AnotherShapeError("statements joined by arrows")
    statements, random = [printed.holds(part) for part in node.parts], Random(11)
    for number in range(600):
        small = number % 2 == 0
        at = prize_split.draw_split(random, small)
        denominators = (at["lambda_low"] * at["P_high"] + at["lambda_high"] * at["P_low"], at["lambda_low"] * at["B"])
        if at["c"] <= max(denominators):
            continue
        try:
            true = [one(at) for one in statements]
        except UndecidedError:
            return refuted("exact", "a printed denominator vanishes where those of the ratios are positive", at)
        arrows = zip(true, node.arrows, true[1:], strict=False)
        if (small and not all(true)) or any(_broken(*arrow) for arrow in arrows):
            return refuted("exact", "a statement or an arrow of the chain fails", at)
    return survived(600, "draws")


def _broken(before: bool, arrow: str, after: bool) -> bool:
    forward, backward = before and not after, after and not before
    return {r"\Rightarrow": forward, r"\Leftarrow": backward}.get(arrow, forward or backward)


def _end_of_range(node: Node) -> Node:
    chain = as_chain(node)
    interval = chain.operands[-1]
    shaped = chain.operands[0] == Symbol(r"\varepsilon") and chain.relations == (r"\in",)
    if not shaped or not isinstance(interval, Listing) or interval.items[0] != Number("0"):
        raise AnotherShapeError("a range for epsilon from 0")
    return interval.items[1]


def prove_range(printed: Printed, node: Node) -> Finding:
    """The printed end of the range is where following for ever stops paying."""
    return large_budget.prove_range(printed.expression(_end_of_range(node)))


def break_range(printed: Printed, node: Node) -> Finding:
    """Exact draws: an eighth inside the printed end following pays, an eighth outside it does not."""
    end, random = printed.exact(_end_of_range(node)), Random(0)
    for _ in range(300):
        at = large_budget.draw_large(random)
        for share, pays in ((Fraction(7, 8), True), (Fraction(9, 8), False)):
            epsilon = end(at) * share
            flow = at["lambda_low"] * (at["B"] / 2 + epsilon) + at["lambda_high"] * (at["B"] / 2 - epsilon) - at["c"]
            if (flow > 0) != pays:
                return refuted("exact", f"following earns {flow}", {**at, "varepsilon": epsilon})
    return survived(600, "draws")
