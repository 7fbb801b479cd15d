r"""What the live text of a formula says, in the letters of the contest's proofs: sympy expressions, balls, exact rationals.

The value of an agent and its derivatives, printed with or without their argument, become the letters V, V_prime, V_second,
V_third: the formulas that are decided here hold at one gap at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cached_property

import sympy as sp
from flint import arb

from proofs.hail_mary import exact_walk
from proofs.hail_mary.contest import NotANumberError
from verify.claims import Step
from verify.errors import UndecidedError
from verify.model import Model, same_meaning
from verify.reading import tree
from verify.reading.rebuilding import rebuild
from verify.reading.tree import (
    Call,
    Cases,
    Chain,
    FunctionName,
    Group,
    ImpliedCall,
    Inference,
    Node,
    Sentence,
    Symbol,
    Text,
)
from verify.symbolic.lower import Lowering
from verify.walk.evaluate import Walker

ORDERS = ("V", "V_prime", "V_second", "V_third")
VALUES = ("V_{i}", "V_{j}")

NAMES = {
    **{letter: letter for letter in ("r", "P", "c", "q", "x", "B", "t", "k_0")},
    **{rf"\{name}": name for name in ("lambda", "pi", "sigma", "phi", "eta", "xi", "tau", "theta", "varepsilon")},
    **{f"C_{{{n}}}": f"C_{n}" for n in range(1, 9)},
    **{f"C_{{{n}i}}": f"C_{n}" for n in range(1, 9)},
    r"\xi_{+}": "xi_plus",
    r"\xi_{-}": "xi_minus",
    "k^{*}": "k_star",
    "k^{**}": "k_switch",
    "k_{i}^{*}": "k_i",
    "k_{j}^{*}": "k_j",
    "k_{i}^{**}": "switch_i",
    "k_{j}^{**}": "switch_j",
    r"\hat{k}_{i}": "k_i",
    r"\hat{k}_{j}": "k_j",
    "k_{0}": "k_0",
    r"\Delta k": "gap",
    "a_{i}": "a_i",
    "a_{j}": "a_j",
    "s_{j}": "a_j",
    r"\overline{\lambda}": "lambda_high",
    r"\underline{\lambda}": "lambda_low",
    r"\overline{P}": "P_high",
    r"\underline{P}": "P_low",
    r"\overline{\phi}": "phi",
    **{name: name for name in ORDERS},
}
# Agent i's switch against agent j's boundary is the symmetric switch with k* and k** renamed.
AGAINST_J = {**NAMES, "k_{j}^{*}": "k_star", "k_{i}^{**}": "k_switch"}
PROFITABILITY = Symbol(r"\phi")
RELATIONS: dict[str, Callable[[sp.Expr, sp.Expr], sp.Basic]] = {
    "=": sp.Eq,
    r"\equiv": sp.Eq,
    "<": sp.Lt,
    ">": sp.Gt,
    r"\le": sp.Le,
    r"\ge": sp.Ge,
}


class AnotherShapeError(UndecidedError):
    """The live formula is not built like the registered one, so its proof does not reach it."""

    def __init__(self, wanted: str) -> None:
        super().__init__(f"the formula is no longer {wanted}; its legs decide that form only")


def at_one_gap(node: Node) -> Node:
    """The tree with the value and its derivatives as letters, whatever argument they are printed with."""
    if isinstance(node, ImpliedCall | Call) and node.function.name in VALUES:
        return Symbol(_order(node.function))
    if isinstance(node, FunctionName) and node.name in VALUES:
        return Symbol(_order(node))
    return rebuild(node, at_one_gap)


def _order(function: FunctionName) -> str:
    if function.primes >= len(ORDERS):
        raise AnotherShapeError("in derivatives up to the third")
    return ORDERS[function.primes]


def agents(node: Node) -> set[str]:
    """Whose values a formula speaks of."""
    functions = [one.function for one in node.walk() if isinstance(one, ImpliedCall | Call)]
    named = [one for one in node.walk() if isinstance(one, FunctionName)]
    return {one.name for one in (*functions, *named) if one.name in VALUES}


def arguments_of_value(node: Node) -> set[Node]:
    """The arguments that the value or its derivatives are printed with."""
    return {
        one.arguments[0]
        for one in node.walk()
        if isinstance(one, Call) and one.function.name in VALUES and len(one.arguments) == 1
    }


class Printed:
    """Reads parts of one formula; `names` maps the paper's letters to those of the proofs.

    Every method refuses (AnotherShapeError, UndecidedError) rather than guess.
    """

    def __init__(self, model: Model, step: Step, names: Mapping[str, str] = NAMES) -> None:
        self.model, self.step, self.section, self.names = model, step, step.section, names
        self.symbols = {key: sp.Symbol(name) for key, name in names.items()}
        self.literal = False

    @property
    def _elsewhere(self) -> dict[str, arb]:
        """Boundaries that the statement is not about: it holds for every value of theirs, so for these."""
        return {key: arb(1 + len(name)) / 7 for key, name in self.names.items() if name in STAND_INS}

    def reading(self, names: Mapping[str, str]) -> Printed:
        """The same formula with other letters."""
        return Printed(self.model, self.step, {**self.names, **names})

    def as_letters(self) -> Printed:
        """The same formula as a statement about its letters, whatever profitability is defined to be."""
        found = Printed(self.model, self.step, self.names)
        found.literal = True
        return found

    @cached_property
    def profitability(self) -> sp.Expr:
        """The live definition of phi in units of lambda P / c, which the proofs call phi: 1 as registered."""
        found = self.model.definition(r"\phi")
        if found is None or self.literal:
            return sp.Integer(1)
        live = Lowering(self.model, self.section).expression(found.body, self.symbols)
        return sp.cancel(live * sp.Symbol("c") / (sp.Symbol("lambda") * sp.Symbol("P")))

    @property
    def registered(self) -> Node:
        """The tree of the registered text."""
        return self.model.read(self.step.latex, self.section)

    def as_registered(self) -> None:
        """Refuse a live text that says another thing than the registered one."""
        if not same_meaning(self.registered, self.model.tree(self.step)):
            raise AnotherShapeError("what was registered")

    def given(self, number: int) -> Node:
        """The live tree of an earlier formula that this one builds on."""
        earlier = self.step.given[number]
        return self.model.read(earlier, self.section) if isinstance(earlier, str) else self.model.tree(earlier)

    def expression(self, node: Node) -> sp.Expr:
        """The value of a node, letters as plain symbols, functions of the paper unfolded through its definitions."""
        lowered = Lowering(self.model, self.section).expression(at_one_gap(node), self.symbols)
        foreign = {symbol.name for symbol in lowered.free_symbols} - set(self.names.values())
        if foreign:
            raise UndecidedError("the formula uses a letter that its proof does not know")
        return self._with_live_profitability(node, lowered)

    def _with_live_profitability(self, node: Node, lowered: sp.Expr) -> sp.Expr:
        printed = sp.Symbol("phi")
        if PROFITABILITY not in set(node.walk()) or self.profitability == 1:
            return lowered
        return lowered.xreplace({printed: self.profitability * printed})

    def ball(self, node: Node) -> Callable[[Mapping[str, arb]], arb]:
        """The value of a node as a function of the proofs' letters in ball arithmetic."""
        shaped = at_one_gap(node)
        redefined = PROFITABILITY in set(node.walk()) and self.profitability != 1

        def evaluate(at: Mapping[str, arb]) -> arb:
            known = {key: at[name] for key, name in self.names.items() if name in at}
            known = {**self._elsewhere, **known}
            if redefined:
                del known[PROFITABILITY.name]
            value = Walker(self.model, self.section).value(shaped, known)
            if not isinstance(value, arb):
                raise NotANumberError
            return value

        return evaluate

    def exact(self, node: Node) -> Callable[[Mapping[str, Fraction]], Fraction]:
        """The value of a rational node as a function of exact rationals."""
        shaped = at_one_gap(node)

        def evaluate(at: Mapping[str, Fraction]) -> Fraction:
            return exact_walk.value(shaped, {key: at[name] for key, name in self.names.items() if name in at})

        return evaluate

    def relation(self, node: Node) -> sp.Basic:
        """A chain of relations as a conjunction."""
        chain = as_chain(node)
        values = [self.expression(operand) for operand in chain.operands]
        parts = []
        for k, mark in enumerate(chain.relations):
            if mark not in RELATIONS:
                raise AnotherShapeError("a chain of equations and inequalities")
            parts.append(RELATIONS[mark](values[k], values[k + 1]))
        return sp.And(*parts, evaluate=False) if len(parts) > 1 else parts[0]

    def holds(self, node: Node) -> Callable[[Mapping[str, Fraction]], bool]:
        """Whether a chain of relations between rational values is true at exact rationals."""
        chain = as_chain(node)
        values = [self.exact(operand) for operand in chain.operands]

        def evaluate(at: Mapping[str, Fraction]) -> bool:
            numbers = [one(at) for one in values]
            return all(exact_walk.compare(numbers[k], mark, numbers[k + 1]) for k, mark in enumerate(chain.relations))

        return evaluate


def as_chain(node: Node) -> Chain:
    if not isinstance(node, Chain):
        raise AnotherShapeError("a relation")
    return node


def sides(node: Node) -> tuple[Node, Node]:
    """Left and right of an equation with one equals sign."""
    if not isinstance(node, Chain) or node.relations != ("=",):
        raise AnotherShapeError("an equation with one equals sign")
    return node.operands[0], node.operands[1]


def difference(node: Node) -> Node:
    """Left minus right of an equation."""
    left, right = sides(node)
    return tree.Sum(("", "-"), (Group("(", left, ")"), Group("(", right, ")")))


def lines(node: Node, count: int) -> tuple[Node, list[Node], list[Node]]:
    """The left side of an equation by cases, the values of the cases, and their conditions."""
    left, right = sides(node)
    if not isinstance(right, Cases) or len(right.values) != count:
        raise AnotherShapeError(f"an equation by {count} cases")
    return left, list(right.values), list(right.conditions)


def inference(node: Node, arrow: str) -> tuple[Node, Node]:
    """The two statements of an inference with one arrow."""
    if not isinstance(node, Inference) or node.arrows != (arrow,):
        raise AnotherShapeError(f"two statements joined by {arrow}")
    return node.parts[0], node.parts[1]


def unqualified(node: Node) -> Node:
    """The statement without the place that it is said of."""
    return node.parts[0] if isinstance(node, Sentence) else node


# Stand-ins that are all different, and one gap in each open zone that they cut.
STAND_INS = {name: Fraction(n) for name, n in (("k_star", 4), ("k_switch", 2), ("k_i", 4), ("k_j", 6))}
STAND_INS |= {"switch_i": Fraction(1), "switch_j": Fraction(3)}
ZONES = tuple(Fraction(2 * n + 1, 2) for n in range(-7, 7))


def gaps_where(condition: Node, names: Mapping[str, str]) -> set[Fraction]:
    """The stand-in gaps at which a printed condition on the gap is true."""
    return {gap for gap in ZONES if holds_at_gap(condition, names, gap)}


def holds_at_gap(condition: Node, names: Mapping[str, str], gap: Fraction) -> bool:
    """Whether a printed condition is true at a gap, boundaries being their stand-ins."""
    known = {key: STAND_INS[name] for key, name in names.items() if name in STAND_INS}
    return true_at(condition, {**known, r"\Delta k": gap})


def true_at(condition: Node, at: Mapping[str, Fraction]) -> bool:
    """Whether a chain of relations, or two of them joined by `or`, is true at exact values of its letters."""
    if isinstance(condition, Group):
        return true_at(condition.body, at)
    if isinstance(condition, Sentence):
        first, joint, second = _three(condition)
        if joint != Text("or"):
            raise AnotherShapeError("one condition, or two joined by `or`")
        return true_at(first, at) or true_at(second, at)
    chain = as_chain(condition)
    numbers = [exact_walk.value(operand, at) for operand in chain.operands]
    return all(exact_walk.compare(numbers[k], mark, numbers[k + 1]) for k, mark in enumerate(chain.relations))


def _three(sentence: Sentence) -> tuple[Node, Node, Node]:
    if len(sentence.parts) != 3:
        raise AnotherShapeError("three parts of a sentence")
    return sentence.parts[0], sentence.parts[1], sentence.parts[2]


def between(lower: int, upper: int) -> set[Fraction]:
    """The stand-in gaps of an open interval with stand-in ends.

    >>> sorted(between(0, 2)) == [Fraction(1, 2), Fraction(3, 2)]
    True
    """
    return {gap for gap in ZONES if lower < gap < upper}
