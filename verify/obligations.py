r"""From a printed statement to what has to be decided: relations, expansions, convergences, rewritten equations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from verify.claims import Role, Step
from verify.errors import UndecidedError, UsageError
from verify.model import Model, family_key
from verify.reading import tree
from verify.reading.expressions import DEFINING
from verify.reading.rebuilding import rebuild, replace_everywhere
from verify.reading.tree import Chain, Inference, Landau, Node, Optimum, Statements, Symbol

ORDERINGS = frozenset(("=", r"\equiv", "<", ">", r"\le", r"\ge", r"\ne"))
ARROWS = {r"\to": "", r"\downarrow": "down", r"\uparrow": "up"}
SIDES = {"": "", "down": "+", "up": "-"}


@dataclass(frozen=True)
class Approach:
    """A letter that tends to a point; `side` is `+` from above, `-` from below, empty for both or at infinity."""

    letter: str
    point: Node
    side: str = ""


@dataclass(frozen=True)
class Obligation:
    """One thing to decide: `left relation right` under hypotheses.

    `kind`: `relation`, `expansion` (a Landau term stands in it), `convergence`, `equation` (the maximisation problem
    `right` is `left` rewritten). `assigned` gives letters a value before anything else; `where` tells the reader
    which part it is.
    """

    kind: str
    left: Node
    relation: str
    right: Node
    section: str
    hypotheses: tuple[Node, ...] = ()
    assigned: tuple[tuple[str, Node], ...] = ()
    approach: Approach | None = None
    where: str = ""


def obligations(step: Step, model: Model) -> tuple[Obligation, ...]:
    """Everything that a step asserts; empty for definitions without further links, assumptions and mentions."""
    if step.role in (Role.MENTION, Role.ASSUMPTION):
        return ()
    statement = _with_value(step, model)
    hypotheses = tuple(part for given in step.given for part in _parts(_given(given, step, model)))
    parts = list(_parts(statement))
    hypotheses += tuple(parts[: step.premises])
    if step.equivalent_to:
        return tuple(_assign(one) for one in _equivalence(parts, step, model, hypotheses))
    found = tuple(
        one
        for part in parts[step.premises :]
        for one in _of(part, step, model, hypotheses, skip_first=step.role is Role.DEFINITION)
    )
    return tuple(_assign(one) for one in found)


def _given(given: Step | str, step: Step, model: Model) -> Node:
    return model.read(given, step.section) if isinstance(given, str) else model.tree(given)


def _with_value(step: Step, model: Model) -> Node:
    statement = model.tree(step)
    for old, new in step.renames:
        statement = replace_everywhere(statement, model.read(old, step.section), model.read(new, step.section))
    if not step.equals:
        return statement
    return Chain((statement, model.read(step.equals, step.section)), ("=",))


def _parts(node: Node) -> Iterator[Node]:
    if isinstance(node, Statements):
        for part in node.parts:
            yield from _parts(part)
    elif isinstance(node, tree.Sentence):
        raise UndecidedWordsError(node)
    else:
        yield node


class UndecidedWordsError(UsageError):
    """Words inside a formula need a leg of the claim's own."""

    def __init__(self, node: Node) -> None:
        super().__init__("a formula with words has no reading of its own; give the claim a leg that decides it")


def _of(
    part: Node, step: Step, model: Model, hypotheses: tuple[Node, ...], *, skip_first: bool = False
) -> Iterator[Obligation]:
    if isinstance(part, Inference):
        yield from _inference(part, step, model, hypotheses)
    elif isinstance(part, Chain):
        yield from _chain(part, step, model, hypotheses, skip_first=skip_first)
    elif not skip_first:
        raise UsageError(f"a formula that asserts nothing: {model.latex(step)}; say with `equals` what it is")


def _equivalence(parts: list[Node], step: Step, model: Model, hypotheses: tuple[Node, ...]) -> Iterator[Obligation]:
    meaning = list(_parts(model.read(step.equivalent_to, step.section)))
    for premises, conclusions in ((parts, meaning), (meaning, parts)):
        for conclusion in conclusions:
            yield from _of(conclusion, step, model, (*hypotheses, *premises))


def _inference(part: Inference, step: Step, model: Model, hypotheses: tuple[Node, ...]) -> Iterator[Obligation]:
    for before, arrow, after in zip(part.parts, part.arrows, part.parts[1:], strict=False):
        if arrow in (r"\Rightarrow", r"\Leftrightarrow"):
            yield from _of(after, step, model, (*hypotheses, before))
        if arrow in (r"\Leftarrow", r"\Leftrightarrow"):
            yield from _of(before, step, model, (*hypotheses, after))


def _chain(
    part: Chain, step: Step, model: Model, hypotheses: tuple[Node, ...], *, skip_first: bool
) -> Iterator[Obligation]:
    approach = _approach(step, model)
    for k, relation in enumerate(part.relations):
        if k == 0 and skip_first:
            continue
        left, right = (_applied(operand, model) for operand in part.operands[k : k + 2])
        said = "=" if relation in DEFINING else relation
        base = Obligation("relation", left, said, right, step.section, hypotheses, where=_where(part, k))
        yield _kind(base, part, k, step, model, approach)


def _applied(operand: Node, model: Model) -> Node:
    """A function printed without arguments in a relation is meant at every argument."""
    if not isinstance(operand, tree.FunctionName):
        return operand
    found = model.definition(operand.name, operand.indices)
    parameters = found.parameters if found else ()
    return tree.Call(operand, tuple(Symbol(name) for name in parameters)) if parameters else operand


def _where(part: Chain, k: int) -> str:
    return f"relation {k + 1} of {len(part.relations)}" if len(part.relations) > 1 else ""


def _kind(base: Obligation, part: Chain, k: int, step: Step, model: Model, approach: Approach | None) -> Obligation:
    if _has(base.left, Landau) or _has(base.right, Landau):
        if step.follows is not None:
            return _equation(base, step, model, approach)
        return replace(base, kind="expansion", approach=_needed(approach, step))
    if isinstance(base.left, tree.Limit) and base.relation == "=":
        return replace(
            base,
            kind="convergence",
            left=base.left.body,
            relation=r"\to",
            approach=approach_in(base.left.approach),
        )
    if base.relation in ARROWS:
        return replace(base, kind="convergence", approach=_needed(approach, step))
    if step.follows is not None:
        return _equation(base, step, model, approach)
    if base.relation in ORDERINGS or base.relation == r"\in":
        return base
    raise UsageError(f"no way to decide the relation {base.relation}; give the claim a leg of its own")


def _equation(base: Obligation, step: Step, model: Model, approach: Approach | None) -> Obligation:
    assert step.follows is not None
    before = _given(step.follows, step, model)
    after = Chain((base.left, base.right), (base.relation,))
    return replace(base, kind="equation", left=before, relation=r"\Rightarrow", right=after, approach=approach)


def _needed(approach: Approach | None, step: Step) -> Approach:
    if approach is None:
        raise UsageError(f"which letter tends where in {step.latex}? say it with `toward`")
    return approach


def _approach(step: Step, model: Model) -> Approach | None:
    if not step.toward:
        return None
    return approach_in(_given(step.toward, step, model))


def approach_in(node: Node) -> Approach:
    r"""The approach that `q\to\infty` or `g\downarrow0` states."""
    match node:
        case Chain((Symbol() as letter, point), (arrow,)) if arrow in ARROWS:
            return Approach(letter.name, point, SIDES[ARROWS[arrow]])
    raise UsageError("an approach is a letter, an arrow and a point, as in q\\to\\infty")


def _has(node: Node, kind: type[Node]) -> bool:
    return any(isinstance(inner, kind) for inner in node.walk())


def _assign(obligation: Obligation) -> Obligation:
    """Hypotheses `letter = value` and `x_1 = \varepsilon > 0` become assignments; the rest stay conditions."""
    assigned: list[tuple[str, Node]] = []
    conditions: list[Node] = []
    for hypothesis in obligation.hypotheses:
        chosen, rest = _split(hypothesis)
        for name, value in chosen:
            if any(name == known and value != kept for known, kept in assigned):
                conditions.append(Chain((Symbol(name), value), ("=",)))  # a second value is a condition on the first
            else:
                assigned.append((name, value))
        conditions += rest
    return replace(obligation, assigned=tuple(assigned), hypotheses=tuple(conditions))


def _split(hypothesis: Node) -> tuple[list[tuple[str, Node]], list[Node]]:
    if not isinstance(hypothesis, Chain):
        return [], [hypothesis]
    assigned: list[tuple[str, Node]] = []
    end = 0
    while (
        end < len(hypothesis.relations)
        and hypothesis.relations[end] == "="
        and isinstance(hypothesis.operands[end], Symbol)
    ):
        end += 1
    value = hypothesis.operands[end]
    for operand in hypothesis.operands[:end]:
        assert isinstance(operand, Symbol)
        assigned.append((operand.name, value))
    rest = hypothesis.relations[end:]
    return assigned, [Chain(hypothesis.operands[end:], rest)] if rest else []


def landau_terms(node: Node) -> tuple[Landau, ...]:
    """The O(.) and o(.) of a value, each with the scale at which it reaches the whole value.

    In g (1 + O(g^2)) the remainder is O(g^3): the scale is what the value changes by when O(x) becomes x.
    """
    found = [inner for inner in node.walk() if isinstance(inner, Landau)]
    bare = without_landau(node)
    return tuple(Landau(one.order, tree.Sum(("", "-"), (_reached(node, one), bare))) for one in found)


def _reached(node: Node, term: Landau) -> Node:
    return without_landau(replace_everywhere(node, term, term.scale))


def without_landau(node: Node) -> Node:
    """The formula with each O(.) and o(.) set to zero."""
    if isinstance(node, Landau):
        return tree.Number("0")
    return rebuild(node, without_landau)


@dataclass(frozen=True)
class Maximand:
    """`L = a + max_D F` as the value F + a - L, the letter chosen, and the range with that letter as a placeholder."""

    value: Node
    letter: str
    range: Node


def maximand(equation: Node) -> Maximand:
    """The maximisation problem of an equation, with everything on one side."""
    if not (isinstance(equation, Chain) and equation.relations == ("=",)):
        raise UndecidedError("an equation with one equals sign is needed")
    left, right = equation.operands
    optima = [inner for inner in right.walk() if isinstance(inner, Optimum)]
    if len(optima) != 1:
        raise UndecidedError("an equation with one maximisation is needed")
    optimum = optima[0]
    name = optimum.binder.operands[0] if isinstance(optimum.binder, Chain) else None
    if not isinstance(name, Symbol):
        raise UndecidedError("a maximisation over what is no letter")
    chosen_range = replace_everywhere(optimum.binder, name, tree.Placeholder())
    return Maximand(
        tree.Sum(("", "-"), (_opened(right, optimum), left)), family_key(name.name, name.indices), chosen_range
    )


def _opened(right: Node, optimum: Optimum) -> Node:
    """The right side with the maximisation replaced by its maximand; it must stand there as a plain term."""
    if right == optimum:
        return optimum.body
    if isinstance(right, tree.Sum):
        for mark, term in zip(right.signs, right.terms, strict=True):
            if term == optimum and mark in ("", "+"):
                return replace_everywhere(right, optimum, optimum.body)
    raise UndecidedError("the maximisation is not a plain term of the equation")
