r"""Printed Bellman equations and their solutions, case by case: actions, intervals, exponentials."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import sympy as sp
from flint import arb

from proofs.hail_mary import bellman_lines_balls, high_case, low_case, medium_case
from proofs.hail_mary.bellman_equation import (
    EXPECTED_CHANGE,
    FOLLOWER_MAXIMAND,
    LEADER_MAXIMAND,
    _printed_change,
    break_bellman,
    prove_bellman,
)
from proofs.hail_mary.contest import Case, contests
from proofs.hail_mary.exact_points import separate
from proofs.hail_mary.finding import Finding, all_of, proved, refuted
from proofs.hail_mary.letters import P, action_i, c, lam, r, value
from proofs.hail_mary.printed import (
    STAND_INS,
    AnotherShapeError,
    Printed,
    arguments_of_value,
    at_one_gap,
    between,
    gaps_where,
    holds_at_gap,
    lines,
    sides,
)
from verify.reading.rebuilding import replace_everywhere
from verify.reading.tree import Differential, Expectation, FunctionName, ImpliedCall, Node, Optimum, Sentence, Symbol

Interval = tuple[int, int]
GAP = Symbol(r"\Delta k")
WIN = (lam * P - c) / (r + lam)


@dataclass(frozen=True)
class Piece:
    """One case: is agent i ahead, both actions there, the interval in stand-ins, the two constants."""

    leads: bool
    own: int
    other: int
    interval: Interval
    constants: tuple[str, str]


def _pieces(*rows: tuple[bool, int, int, Interval]) -> tuple[Piece, ...]:
    return tuple(Piece(*row, (f"C_{2 * k + 1}", f"C_{2 * k + 2}")) for k, row in enumerate(rows))


# Symmetric profiles: k* = 4, k** = 2 stand in; against another boundary k_i = 4, k_j = 6, k_i** = 1, k_j** = 3.
LOW = _pieces((True, 0, 1, (0, 4)), (False, 1, 0, (-4, 0)))
HIGH = _pieces((True, 1, 1, (0, 4)), (False, 1, 1, (-4, 0)))
MEDIUM = _pieces((True, 1, 1, (2, 4)), (True, 0, 1, (0, 2)), (False, 1, 0, (-2, 0)), (False, 1, 1, (-4, -2)))
LOW_PAIR = _pieces((True, 0, 1, (0, 6)), (False, 1, 0, (-4, 0)))
MEDIUM_PAIR = _pieces((True, 1, 1, (1, 6)), (True, 0, 1, (0, 1)), (False, 1, 0, (-3, 0)), (False, 1, 1, (-4, -3)))


def wrong_interval(conditions: Sequence[Node], intervals: Sequence[Interval], printed: Printed) -> Finding | None:
    """A stand-in gap at which a printed condition is not what its case is for.

    Which case has an end does not count; that two have it, or that one has a boundary where an agent has stopped, is
    another statement.
    """
    for number, (condition, interval) in enumerate(zip(conditions, intervals, strict=True), 1):
        off = gaps_where(condition, printed.names) ^ between(*interval)
        if off:
            witness = {**STAND_INS, "gap": min(off)}
            return refuted("exact", f"case {number} is printed for other gaps than its own", witness)
    ends = sorted({Fraction(end) for interval in intervals for end in interval})
    for end in ends:
        cases = sum(holds_at_gap(condition, printed.names, end) for condition in conditions)
        if cases > (end not in (ends[0], ends[-1])):
            raise AnotherShapeError("cases that share no gap and end before the boundaries")
    return None


def _maximand(piece: Piece) -> sp.Expr:
    return LEADER_MAXIMAND if piece.leads else FOLLOWER_MAXIMAND


def prove_lines(pieces: tuple[Piece, ...]) -> Callable[[Printed, Node], Finding]:
    """Each printed line, on its interval, is (A.1) at the profile's actions."""

    def decide(printed: Printed, node: Node) -> Finding:
        left, values, conditions = lines(node, len(pieces))
        wrong = wrong_interval(conditions, [piece.interval for piece in pieces], printed)
        return wrong or _prove(printed, left, values, pieces)

    return decide


def _prove(printed: Printed, left: Node, values: Sequence[Node], pieces: Sequence[Piece]) -> Finding:
    moved = printed.expression(left) - r * value
    rows = [(printed.expression(one) - moved, piece) for one, piece in zip(values, pieces, strict=True)]
    return low_case.lines_of_bellman([(line, _maximand(piece), piece.own, piece.other) for line, piece in rows])


def break_lines(pieces: tuple[Piece, ...]) -> Callable[[Printed, Node], Finding]:
    """The same at random exact rationals, against the moments of the gap."""

    def decide(printed: Printed, node: Node) -> Finding:
        left, values, conditions = lines(node, len(pieces))
        wrong = wrong_interval(conditions, [piece.interval for piece in pieces], printed)
        return wrong or _break(printed, left, values, pieces)

    return decide


def _break(printed: Printed, left: Node, values: Sequence[Node], pieces: Sequence[Piece]) -> Finding:
    rows = zip(values, pieces, strict=True)
    return bellman_lines_balls.break_lines(
        [(_exact_line(printed, left, one), piece.leads, piece.own, piece.other) for one, piece in rows]
    )


def _exact_line(printed: Printed, left: Node, right: Node) -> Callable[[Mapping[str, Fraction]], Fraction]:
    above, below = printed.exact(left), printed.exact(right)
    return lambda at: below(at) - above(at) + at["r"] * at["V"]


# --- one line, said of a neighbourhood ------------------------------------------------------------------------------


def line_of(node: Node) -> Node:
    """The equation at the head of a sentence."""
    return node.parts[0] if isinstance(node, Sentence) else node


def prove_line(own: int, other: int) -> Callable[[Printed, Node], Finding]:
    """One line of a leader at given actions; a boundary value that is printed with it must be that of winning."""
    piece = Piece(True, own, other, (0, 4), ("C_1", "C_2"))

    def decide(printed: Printed, node: Node) -> Finding:
        left, right = sides(line_of(node))
        found = _prove(printed, left, [right], [piece])
        return all_of([("line", found), *_boundary(printed, node)])

    return decide


def _boundary(printed: Printed, node: Node) -> list[tuple[str, Finding]]:
    boundaries = [part for part in getattr(node, "parts", ())[1:] if hasattr(part, "relations")]
    if any(arguments_of_value(one) != {Symbol("k_{i}^{*}", (Symbol("j"),))} for one in boundaries):
        raise AnotherShapeError("a value at the opponent's boundary")
    return [("boundary", is_win_value(printed, sides(one)[1])) for one in boundaries]


def is_win_value(printed: Printed, node: Node) -> Finding:
    """Whether an expression is the value of winning for sure."""
    off = sp.simplify(printed.expression(node) - WIN)
    return (
        proved("symbolic", "the value of winning for sure") if off == 0 else separate(off, "not the value of winning")
    )


def break_line(own: int, other: int) -> Callable[[Printed, Node], Finding]:
    """One line at random exact rationals."""
    piece = Piece(True, own, other, (0, 4), ("C_1", "C_2"))

    def decide(printed: Printed, node: Node) -> Finding:
        left, right = sides(line_of(node))
        return _break(printed, left, [right], [piece])

    return decide


# --- lines with a maximisation --------------------------------------------------------------------------------------


def maximand(node: Node, action: str) -> Node:
    """What is maximised over the action of one agent."""
    if not isinstance(node, Optimum) or node.kind != "max" or node.binder != Symbol("a_{i}", (Symbol(action),)):
        raise AnotherShapeError(f"a maximisation over a_{action}")
    return node.body


def _two_maximands(printed: Printed, node: Node) -> tuple[Node, Node, Node] | Finding:
    left, values, conditions = lines(node, 2)
    wrong = wrong_interval(conditions, [(0, 6), (-4, 0)], printed)
    return wrong or (left, maximand(values[0], "i"), maximand(values[1], "i"))


def prove_two_maximands(printed: Printed, node: Node) -> Finding:
    """(A.1), both lines."""
    found = _two_maximands(printed, node)
    if isinstance(found, Finding):
        return found
    left, leader, follower = found
    moved = printed.expression(left) - r * value
    return prove_bellman(printed.expression(leader) - moved, printed.expression(follower) - moved)


def break_two_maximands(printed: Printed, node: Node) -> Finding:
    """(A.1), both lines, against a discrete step at exact rationals."""
    found = _two_maximands(printed, node)
    if isinstance(found, Finding):
        return found
    left, leader, follower = found
    return break_bellman(_exact_line(printed, left, leader), _exact_line(printed, left, follower))


TIME, CHANGE = Symbol("dt"), Symbol("E_dV")


def in_time(node: Node) -> Node:
    """The equation in increments with dt and E[dV] as letters."""
    change = Differential(ImpliedCall(FunctionName("V_{i}"), GAP))
    expected = Expectation(r"\mathbb{E}", change)
    return replace_everywhere(replace_everywhere(node, expected, CHANGE), Differential(Symbol("t")), TIME)


def prove_in_time(printed: Printed, node: Node) -> Finding:
    """The Bellman equation in dt, divided by dt with Ito's E[dV] put in, is (A.1)."""
    found = _two_maximands(printed, in_time(node))
    if isinstance(found, Finding):
        return found
    dt, reader = sp.Symbol("dt"), printed.reading({"dt": "dt", "E_dV": "E_dV"})
    over_dt = [sp.expand(reader.expression(one).subs(sp.Symbol("E_dV"), EXPECTED_CHANGE * dt) / dt) for one in found]
    moved = over_dt[0] - r * value
    return prove_bellman(over_dt[1] - moved, over_dt[2] - moved)


def break_in_time(printed: Printed, node: Node) -> Finding:
    """The same at exact rationals with dt = 1."""
    found = _two_maximands(printed, in_time(node))
    if isinstance(found, Finding):
        return found
    reader = printed.reading({"dt": "dt", "E_dV": "E_dV"})

    def line(right: Node) -> Callable[[Mapping[str, Fraction]], Fraction]:
        whole = _exact_line(reader, found[0], right)
        return lambda at: whole({**at, "dt": Fraction(1), "E_dV": _printed_change(dict(at))})

    return break_bellman(line(found[1]), line(found[2]))


def prove_one_maximand(agent: str, other: int) -> Callable[[Printed, Node], Finding]:
    """A leader's equation against a known action of the follower, at both actions of his own."""

    def decide(printed: Printed, node: Node) -> Finding:
        left, right = sides(node)
        reader = printed.reading({f"a_{{{agent}}}": "a_i"})
        line = reader.expression(maximand(right, agent)) - reader.expression(left) + r * value
        return low_case.lines_of_bellman([(line.subs(action_i, own), LEADER_MAXIMAND, own, other) for own in (0, 1)])

    return decide


def break_one_maximand(agent: str, other: int) -> Callable[[Printed, Node], Finding]:
    """The same at random exact rationals."""

    def decide(printed: Printed, node: Node) -> Finding:
        left, right = sides(node)
        whole = _exact_line(printed.reading({f"a_{{{agent}}}": "a_i"}), left, maximand(right, agent))

        def at_action(own: int) -> Callable[[Mapping[str, Fraction]], Fraction]:
            return lambda at: whole({**at, "a_i": Fraction(own)})

        return bellman_lines_balls.break_lines([(at_action(own), True, own, other) for own in (0, 1)])

    return decide


# --- solutions ------------------------------------------------------------------------------------------------------


def _forms(printed: Printed, node: Node, pieces: tuple[Piece, ...]) -> list[Node] | Finding:
    left, values, conditions = lines(node, len(pieces))
    if at_one_gap(left) != Symbol("V") or arguments_of_value(left) != {GAP}:
        raise AnotherShapeError("a formula for V_i at the gap")
    return wrong_interval(conditions, [piece.interval for piece in pieces], printed) or values


PROOFS: dict[int, Callable[..., Finding]] = {
    id(LOW): low_case.prove_value_form,
    id(LOW_PAIR): low_case.prove_value_form,
    id(HIGH): high_case.prove_value_form,
}


def prove_forms(pieces: tuple[Piece, ...]) -> Callable[[Printed, Node], Finding]:
    """The printed exponentials are the general solutions of the lines of their intervals."""

    def decide(printed: Printed, node: Node) -> Finding:
        found = _forms(printed, node, pieces)
        if isinstance(found, Finding):
            return found
        forms = [printed.expression(one) for one in found]
        return PROOFS[id(pieces)](*forms) if id(pieces) in PROOFS else medium_case.prove_value_form(forms)

    return decide


def break_forms(pieces: tuple[Piece, ...], case: Case, count: int = 8) -> Callable[[Printed, Node], Finding]:
    """The same in balls: the constants fitted to propagated solutions at two gaps, tried at a third."""

    def decide(printed: Printed, node: Node) -> Finding:
        found = _forms(printed, node, pieces)
        if isinstance(found, Finding):
            return found
        forms = [
            (_ball_form(printed, one), *piece.constants, piece.leads, piece.own, piece.other)
            for one, piece in zip(found, pieces, strict=True)
        ]
        return bellman_lines_balls.break_value_form(forms, contests(case, count))

    return decide


def _ball_form(printed: Printed, node: Node) -> Callable[[Mapping[str, arb]], arb]:
    return printed.ball(node)


def wrong_structure(printed: Printed, node: Node) -> Finding | None:
    """A lead at which the printed action by cases is not 1 beyond k_i** and 0 below it."""
    left, values, conditions = lines(node, 2)
    actions = [getattr(one, "text", "") for one in values]
    if not set(actions) <= {"0", "1"} or getattr(left, "arguments", ()) != (GAP,):
        raise AnotherShapeError("the two actions by cases")
    zones = [gaps_where(condition, printed.names) for condition in conditions]
    for gap in sorted(between(0, 6)):
        named = [action for action, zone in zip(actions, zones, strict=True) if gap in zone]
        if named != ["1" if gap > 1 else "0"]:
            return refuted("exact", "another action than the best response", {**STAND_INS, "gap": gap})
    return None
