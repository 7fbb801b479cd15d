r"""Printed displays in the proofs of Lemmas A.1 and A.2: what holds at k_i**, beyond it, and at the opponent's boundary."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from random import Random

import sympy as sp

from proofs.hail_mary import lemma_displays, lemma_steps
from proofs.hail_mary.exact_points import separate
from proofs.hail_mary.finding import Finding, all_of, proved, refuted, survived
from proofs.hail_mary.lemma_displays import DIFFERENTIATED, PREMISES, Lemma, third
from proofs.hail_mary.letters import P, c, curvature, lam, pi, r, slope
from proofs.hail_mary.printed import AnotherShapeError, Printed, as_chain, inference, sides, unqualified
from proofs.hail_mary.printed_signs import GAIN, SLOPE, not_the_gain
from proofs.hail_mary.real_implications import prove_implication
from verify.reading.tree import Inference, Limit, Listing, Node, Sentence, Symbol, Text

WIN = (lam * P - c) / (r + lam)

SWITCH = Symbol("k_{i}^{**}", (Symbol("i"),))


def at_switch(node: Node) -> Node:
    """A statement said of the gap k_i**, without that."""
    if isinstance(node, Sentence):
        chain = as_chain(node.parts[-1])
        if node.parts[1] != Text("at") or chain.operands != (Symbol(r"\Delta k"), SWITCH) or chain.relations != ("=",):
            raise AnotherShapeError("a statement at k_i**")
    return unqualified(node)


def _steps(node: Node) -> tuple[Node, list[Node]]:
    if not isinstance(node, Inference) or set(node.arrows) != {r"\Rightarrow"}:
        raise AnotherShapeError("statements joined by arrows")
    return node.parts[0], [at_switch(part) for part in node.parts[1:]]


def prove_chain(lemma: Lemma) -> Callable[[Printed, Node], Finding]:
    """(A.11) and (A.12): the best response at k_i**, and what follows from it."""

    def decide(printed: Printed, node: Node) -> Finding:
        first, rest = _steps(node)
        hypothesis = prove_implication((PREMISES[lemma][-1],), printed.relation(first), "the best response")
        wrong = _rearranged(printed, rest[-1], lemma)
        if wrong is not None:
            return wrong
        found = [("best response", hypothesis)]
        for number, one in enumerate(rest, 1):
            found.append((f"step {number}", lemma_displays.prove_display(lemma, printed.relation(one))))
        return all_of(found)

    return decide


def break_chain(lemma: Lemma) -> Callable[[Printed, Node], Finding]:
    """The same at exact draws."""

    def decide(printed: Printed, node: Node) -> Finding:
        first, rest = _steps(node)
        parts = [printed.holds(one) for one in (first, *rest)]
        return lemma_displays.break_display(lemma, lambda at: all(part(at) for part in parts))

    return decide


REARRANGED = pi * curvature + (r + lam) * slope / 2


def _rearranged(printed: Printed, node: Node, lemma: Lemma) -> Finding | None:
    """(A.11) or (A.12), or that with the differentiated equation put in: exact values if it is neither."""
    chain = as_chain(node)
    expression = printed.expression(chain.operands[0]) - printed.expression(chain.operands[-1])
    jerk = sp.solve(DIFFERENTIATED[lemma], third)[0]
    return not_the_gain(sp.expand(expression.subs(third, jerk)), (REARRANGED,), "not the line before it, rearranged")


def prove_at_switch(lemma: Lemma) -> Callable[[Printed, Node], Finding]:
    """A relation at k_i**: the line before it with the differentiated equation put in."""

    def decide(printed: Printed, node: Node) -> Finding:
        said = at_switch(node)
        wrong = _rearranged(printed, said, lemma)
        return wrong or lemma_displays.prove_display(lemma, printed.relation(said))

    return decide


def break_at_switch(lemma: Lemma) -> Callable[[Printed, Node], Finding]:
    """The same at exact draws."""
    return lambda printed, node: lemma_displays.break_display(lemma, printed.holds(at_switch(node)))


def _whenever(node: Node) -> tuple[Node, Node]:
    if not isinstance(node, Sentence) or len(node.parts) != 3 or node.parts[1] != Text("whenever"):
        raise AnotherShapeError("a statement that holds whenever another does")
    return node.parts[0], node.parts[2]


def prove_whenever(lemma: Lemma) -> Callable[[Printed, Node], Finding]:
    """The slope of the gain has its sign whenever the gain has the other, at every gap where the equation holds."""

    def decide(printed: Printed, node: Node) -> Finding:
        conclusion, condition = _whenever(node)
        for statement, known in ((conclusion, SLOPE), (condition, GAIN)):
            chain = as_chain(statement)
            off = not_the_gain(printed.expression(chain.operands[0]) - printed.expression(chain.operands[-1]), (known,))
            if off is not None:
                return off
        premises = (*PREMISES[lemma][:-1], printed.relation(condition), DIFFERENTIATED[lemma])
        return prove_implication(premises, printed.relation(conclusion), "the sign of the slope")

    return decide


def break_whenever(lemma: Lemma) -> Callable[[Printed, Node], Finding]:
    """The same at exact draws at which the gain has the lemma's sign."""

    def decide(printed: Printed, node: Node) -> Finding:
        conclusion, condition = (printed.holds(part) for part in _whenever(node))
        return lemma_displays.break_display(lemma, lambda at: condition(at) and conclusion(at))

    return decide


def _beyond(node: Node) -> Node:
    """A statement said of all gaps beyond k_i**."""
    if isinstance(node, Sentence) and len(node.parts) == 3 and node.parts[1] == Text("for all"):
        chain = as_chain(node.parts[2])
        if chain.operands == (Symbol(r"\Delta k"), SWITCH) and chain.relations == (">",):
            return node.parts[0]
    raise AnotherShapeError("a statement for all gaps beyond k_i**")


def prove_beyond(lemma: Lemma) -> Callable[[Printed, Node], Finding]:
    """Beyond k_i** the gain keeps its sign: it has it at k_i**, and its slope carries it on wherever it might turn.

    Above the bound a gain <= 0 has a negative slope, below it a gain >= 0 has a positive one; so the gain is strictly
    of that sign just beyond k_i** and cannot come back to 0.
    """

    def decide(printed: Printed, node: Node) -> Finding:
        said = printed.relation(_beyond(node))
        strict = sp.Lt(GAIN, 0) if lemma == "above" else sp.Gt(GAIN, 0)
        same = [
            ("as the gain's sign", prove_implication((strict,), said, "the printed sign")),
            ("and conversely", prove_implication((said,), strict, "the gain's sign")),
        ]
        slope_sign = lemma_displays.SLOPE_ABOVE if lemma == "above" else lemma_displays.SLOPE_BELOW
        return all_of([*same, ("slope", lemma_displays.prove_display(lemma, slope_sign))])

    return decide


def break_beyond(lemma: Lemma) -> Callable[[Printed, Node], Finding]:
    """A step of the gain along its slope from each exact draw: there the printed sign must hold."""

    def decide(printed: Printed, node: Node) -> Finding:
        said = printed.holds(_beyond(node))

        def after_a_step(at: Mapping[str, Fraction]) -> bool:
            step = Fraction(1, 10**6)
            moved = {
                **at,
                "V_prime": at["V_prime"] + step * at["V_second"],
                "V_second": at["V_second"] + step * at["V_third"],
            }
            return said(moved)

        return lemma_displays.break_display(lemma, after_a_step)

    return decide


def _equations(node: Node) -> tuple[Node, Node]:
    return inference(node, r"\Rightarrow")


def prove_differentiated(lemma: Lemma) -> Callable[[Printed, Node], Finding]:
    """Both equations are the derivative of the leader's line."""

    def decide(printed: Printed, node: Node) -> Finding:
        found = []
        for number, one in enumerate(_equations(node), 1):
            left, right = sides(one)
            printed_equation = sp.Eq(printed.expression(left), printed.expression(right), evaluate=False)
            found.append((f"equation {number}", lemma_displays.prove_differentiated(lemma, printed_equation)))
        return all_of(found)

    return decide


def break_differentiated(lemma: Lemma) -> Callable[[Printed, Node], Finding]:
    """Both equations at exact draws whose V''' is that of the differentiated line."""

    def decide(printed: Printed, node: Node) -> Finding:
        both = [printed.holds(one) for one in _equations(node)]
        return lemma_displays.break_display(lemma, lambda at: all(one(at) for one in both))

    return decide


BOUNDARY = Symbol("k_{i}^{*}", (Symbol("j"),))


def _limit_at_boundary(node: Node) -> Node:
    if not isinstance(node, Limit):
        raise AnotherShapeError("a limit at the opponent's boundary")
    chain = as_chain(node.approach)
    if chain.operands != (Symbol(r"\Delta k"), BOUNDARY) or chain.relations != (r"\uparrow",):
        raise AnotherShapeError("a limit at the opponent's boundary")
    return node.body


def prove_boundary_limit(printed: Printed, node: Node) -> Finding:
    """At the opponent's boundary the second-order terms of the safe line tend to the printed value."""
    left, right = sides(node)
    body = printed.expression(_limit_at_boundary(left)) - printed.expression(right)
    return lemma_displays.prove_boundary_limit(body)


def break_boundary_limit(printed: Printed, node: Node) -> Finding:
    """The same at exact rationals with V at the value of winning and V'' from the line."""
    left, right = sides(node)
    body, said = printed.exact(_limit_at_boundary(left)), printed.exact(right)
    random = Random(31)
    for _ in range(40):
        at = {name: Fraction(random.randint(1, 30), 6) for name in ("r", "lambda", "P", "c", "sigma", "pi", "V_prime")}
        at["V_second"] = 2 * at["pi"] * at["V_prime"] / at["sigma"] ** 2
        if body(at) != said(at):
            return refuted("exact", "the line leaves another limit", at)
    return survived(40, "exact points")


def prove_last_limit(printed: Printed, node: Node) -> Finding:
    """Do pi > 0 and V'' <= 0 make V' and V'' vanish at the boundary, as the reason printed for it says?"""
    printed.as_registered()
    return lemma_steps.prove_last_limit()


def break_last_limit(printed: Printed, node: Node) -> Finding:
    """Exact values with pi > 0, V'' < 0 and the limit before it, at which V' and V'' are not zero."""
    printed.as_registered()
    random = Random(47)
    for _ in range(20):
        at = {name: Fraction(random.randint(1, 30), 6) for name in ("pi", "sigma")}
        at["V_second"] = -Fraction(random.randint(1, 30), 6)
        at["V_prime"] = at["sigma"] ** 2 * at["V_second"] / (2 * at["pi"])
        left = -at["pi"] * at["V_prime"] + at["sigma"] ** 2 * at["V_second"] / 2
        if left == 0 and at["V_prime"] != 0:
            return refuted("exact", "the limit before it holds, and V' is not 0", at)
    return survived(20, "exact points")


def prove_constant_solution(printed: Printed, node: Node) -> Finding:
    """The solution with V = W and V' = 0 at the boundary is constant: h = h' = 0 gives h'' = 0."""
    if not isinstance(node, Sentence) or len(node.parts) != 3 or node.parts[1] != Text("for all"):
        raise AnotherShapeError("a value for all gaps of an interval")
    interval = as_chain(node.parts[2]).operands[-1]
    if not isinstance(interval, Listing) or interval.items != (SWITCH, BOUNDARY):
        raise AnotherShapeError("a value on (k_i**, k_j*)")
    off = sp.simplify(printed.expression(sides(node.parts[0])[1]) - WIN)
    if off != 0:
        return separate(off, "not the value of winning for sure")
    return all_of(
        [("value", proved("symbolic", "W solves the line")), ("only one", lemma_steps.prove_follower_risky())]
    )


def break_constant_solution(printed: Printed, node: Node) -> Finding:
    """The printed constant in the safe line with V' = V'' = 0, at exact rationals."""
    said = printed.exact(sides(unqualified(node))[1])
    random = Random(37)
    for _ in range(40):
        at = {name: Fraction(random.randint(1, 30), 6) for name in ("r", "lambda", "P", "c")}
        constant = said(at)
        if at["r"] * constant != at["lambda"] * (at["P"] - constant) - at["c"]:
            return refuted("exact", "the constant does not solve the line", at)
    return survived(40, "exact points")
