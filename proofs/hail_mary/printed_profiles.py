r"""Printed strategy profiles: who drops out where, and the action at every other gap."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from itertools import product

from proofs.hail_mary import equilibrium
from proofs.hail_mary.best_response_balls import break_fixed_point
from proofs.hail_mary.contest import Case
from proofs.hail_mary.finding import Finding, all_of, refuted
from proofs.hail_mary.printed import (
    STAND_INS,
    ZONES,
    AnotherShapeError,
    Printed,
    between,
    gaps_where,
    holds_at_gap,
    true_at,
)
from proofs.hail_mary.printed_signs import printed_action, printed_actions
from proofs.hail_mary.profile import Rule, Zones, zones
from verify.reading.tree import Node, Sentence, Symbol, Text

MAGNITUDES = [Fraction(*one) for one in ((-6, 1), (-1, 9), (0, 1), (1, 9), (1, 2), (1, 1), (2, 1), (4, 1), (90, 1))]
ORDERS = tuple(product(MAGNITUDES, repeat=2))
CLAUSES = {"Drop out iff", "and otherwise", "iff", "for some"}
GAP, BOUNDARY, SWITCH = Symbol(r"\Delta k"), Symbol("k^{*}"), Symbol("k^{**}")


def clauses(node: Node) -> dict[str, Node]:
    """The statements of a profile by the words before them."""
    if not isinstance(node, Sentence) or len(node.parts) % 2:
        raise AnotherShapeError("a profile in words")
    heads, bodies = node.parts[::2], node.parts[1::2]
    found = {head.words: body for head, body in zip(heads, bodies, strict=True) if isinstance(head, Text)}
    heads_known = {"Drop out iff", "and otherwise"} <= found.keys() <= CLAUSES
    if len(found) != len(bodies) or not heads_known:
        raise AnotherShapeError("a profile: drop out iff, and otherwise")
    return found


def rule_of(node: Node) -> Rule:
    """The action rule that a profile prints."""
    said = clauses(node)
    action = said["and otherwise"]
    risky, condition = printed_action(action), said.get("iff")

    def rule(gap: Fraction, k_star: Fraction, k_switch: Fraction) -> int:
        at = {r"\Delta k": gap, "k^{*}": k_star, "k^{**}": k_switch}
        return risky if condition is None or true_at(condition, at) else 1 - risky

    return rule


def no_action_left(printed: Printed, said: dict[str, Node]) -> Finding | None:
    """A stand-in gap, of those where nobody drops out, at which both actions are against the rule that is printed."""
    actions, condition = printed_actions(said["and otherwise"]), said.get("iff")
    playing = set(ZONES) - gaps_where(said["Drop out iff"], printed.names)
    asked = playing if condition is None else playing & gaps_where(condition, printed.names)
    wrong = {frozenset(): asked, frozenset((0, 1)): playing - asked}.get(actions, set())
    if not wrong:
        return None
    return refuted("exact", "neither action is as the rule says", {**STAND_INS, "gap": min(wrong)})


def wrong_clause(printed: Printed, node: Node, case: Case) -> Finding | None:
    """A stand-in gap at which the stopping rule is another, or an order of the boundaries that is another."""
    said = clauses(node)
    impossible = no_action_left(printed, said)
    if impossible is not None:
        return impossible
    off = gaps_where(said["Drop out iff"], printed.names) ^ between(-100, -4)
    if not off and not holds_at_gap(said["Drop out iff"], printed.names, -STAND_INS["k_star"]):
        raise AnotherShapeError("stopping at the boundary itself")
    if off:
        return refuted("exact", "stops at other gaps than at most -k*", {**STAND_INS, "gap": min(off)})
    order = said.get("for some")
    for boundary, switch in ORDERS if order is not None else ():
        at = {"k^{*}": boundary, "k^{**}": switch}
        true = boundary > 0 if case != "medium" else boundary > switch > 0
        if true_at(order, at) != true:  # type: ignore[arg-type]
            return refuted(
                "exact", "another order of the boundaries", {"k_star": str(boundary), "k_switch": str(switch)}
            )
    return None


def of_zones(said: Zones) -> Rule:
    """The rule that plays these actions."""

    def rule(gap: Fraction, k_star: Fraction, k_switch: Fraction) -> int:
        if gap == 0:
            return said.tie
        if gap < 0:
            return said.follower_near if gap < -k_switch else said.follower_far
        return said.leader_near_zero if gap < k_switch else said.leader_near_boundary

    return rule


@cache
def _proof(case: Case, said: Zones) -> Finding:
    return equilibrium.prove_equilibrium(case, of_zones(said))


@cache
def _search(case: Case, said: Zones) -> Finding:
    return equilibrium.break_equilibrium(case, of_zones(said))


def prove_equilibrium(case: Case) -> Callable[[Printed, Node], Finding]:
    """The printed profile, its action at a tie included, is an equilibrium with one pair of boundaries."""

    def decide(printed: Printed, node: Node) -> Finding:
        return wrong_clause(printed, node, case) or _proof(case, zones(rule_of(node)))

    return decide


def break_equilibrium(case: Case) -> Callable[[Printed, Node], Finding]:
    """The same by one-shot deviations in balls."""

    def decide(printed: Printed, node: Node) -> Finding:
        return wrong_clause(printed, node, case) or _search(case, zones(rule_of(node)))

    return decide


def off_the_tie(rule: Rule) -> Rule:
    """The rule with the tie played risky: what holds up to actions on a null set."""
    return lambda gap, k_star, k_switch: 1 if gap == 0 else rule(gap, k_star, k_switch)


def prove_unique(case: Case) -> Callable[[Printed, Node], Finding]:
    """Up to the action at a tie, the printed profile is the one well-behaved equilibrium."""

    def decide(printed: Printed, node: Node) -> Finding:
        wrong = wrong_clause(printed, node, case)
        if wrong is not None:
            return wrong
        exists = _proof(case, zones(off_the_tie(rule_of(node))))
        return all_of([("existence", exists), ("uniqueness", equilibrium.prove_uniqueness(case))])

    return decide


def break_unique(case: Case) -> Callable[[Printed, Node], Finding]:
    """One-shot deviations off the tie, and more than one fixed point of the best responses."""

    def decide(printed: Printed, node: Node) -> Finding:
        wrong = wrong_clause(printed, node, case)
        found = wrong or _search(case, zones(off_the_tie(rule_of(node))))
        return found if found.outcome == "refuted" else break_fixed_point(case)

    return decide
