r"""A tree as one line of prefix notation: what was read, without a doubt about grouping.

The form is for a reader who checks by hand that a formula was understood: `V'(g)` is `(call (D1 V) g)`, a derivative,
where `g'` is a letter of its own; printed delimiters around a value are left out, since the nesting says the same.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatch

from verify.reading import tree
from verify.reading.tree import Node


@singledispatch
def outline(node: Node) -> str:
    r"""The prefix form of a tree.

    >>> outline(tree.Power(tree.Symbol("x"), tree.Number("2")))
    '(^ x 2)'
    """
    raise TypeError(f"no outline for {type(node).__name__}; add one")


def _form(head: str, *parts: Node | None) -> str:
    return "(" + " ".join([head, *(outline(part) for part in parts if part is not None)]) + ")"


def _letter(name: str, indices: tuple[Node, ...]) -> str:
    """The indices of a family in brackets: `V_{i,h}` at i and h - 1 is `V_{i,h}[i (- h 1)]`."""
    return name + ("[" + " ".join(outline(index) for index in indices) + "]" if indices else "")


@outline.register
def _(node: tree.Number) -> str:
    return node.text


@outline.register
def _(node: tree.Symbol) -> str:
    return _letter(node.name, node.indices)


@outline.register
def _(node: tree.FunctionName) -> str:
    side = {"+": "right", "-": "left"}.get(node.side, "")
    order = f"D{node.primes}{side} " if node.primes else ""
    name = order + _letter(node.name, node.indices)
    return f"({name})" if order else name


@outline.register
def _(node: tree.Call) -> str:
    return _form("call", node.function, *node.arguments)


@outline.register
def _(node: tree.ImpliedCall) -> str:
    return _form("call-implied", node.function, node.argument)


@outline.register
def _(node: tree.Group) -> str:
    return outline(node.body)


@outline.register
def _(node: tree.Sum) -> str:
    """The first term stands as it is; `(+ a (- b))` is a minus b."""
    terms = [
        f"({mark} {outline(term)})" if mark not in ("", "+") else outline(term)
        for mark, term in zip(node.signs, node.terms, strict=True)
    ]
    return terms[0] if len(terms) == 1 else f"(+ {' '.join(terms)})"


@outline.register
def _(node: tree.Summation) -> str:
    return _form("sum-over", node.binder, node.body)


@outline.register
def _(node: tree.Series) -> str:
    upper = f" to {outline(node.upper)}" if node.upper else ""
    return f"({node.kind}-over {outline(node.binder)}{upper} {outline(node.body)})"


@outline.register
def _(node: tree.Quotient) -> str:
    return _form("/", node.numerator, node.denominator)


@outline.register
def _(node: tree.Derivative) -> str:
    return _form("d/d", node.variable, node.body)


@outline.register
def _(node: tree.Integral) -> str:
    against = f"{outline(node.measure)}(d{outline(node.variable)})" if node.measure else f"d{outline(node.variable)}"
    ends = "".join(f" {name} {outline(end)}" for name, end in (("from", node.lower), ("to", node.upper)) if end)
    return f"(integral {against}{ends} {outline(node.integrand)})"


@outline.register
def _(node: tree.Optimum) -> str:
    return _form(f"{node.kind}-over", node.binder, node.body)


@outline.register
def _(node: tree.Extremum) -> str:
    return _form(node.kind, *node.items)


@outline.register
def _(node: tree.Landau) -> str:
    return _form("big-o" if node.order == "O" else "little-o", node.scale)


@outline.register
def _(node: tree.Expectation) -> str:
    law = f" under {outline(node.law)}" if node.law else ""
    given = f" given {outline(node.condition)}" if node.condition else ""
    head = "probability" if node.operator.endswith("{P}") else "mean"
    return f"({head}{law} {outline(node.body)}{given})"


@outline.register
def _(node: tree.Listing) -> str:
    brackets = node.opening + node.closing
    return _form(f"list{brackets}", *node.items)


@outline.register
def _(node: tree.Dots) -> str:
    return "..."


@outline.register
def _(node: tree.Chain) -> str:
    """A chain of one relation is prefix; a longer one keeps its relations between the operands."""
    if len(node.relations) == 1:
        return _form(node.relations[0].lstrip("\\"), *node.operands)
    text = outline(node.operands[0])
    for relation, operand in zip(node.relations, node.operands[1:], strict=True):
        text += f" {relation.lstrip(chr(92))} {outline(operand)}"
    return f"(chain {text})"


@outline.register
def _(node: tree.Inference) -> str:
    text = outline(node.parts[0])
    for arrow, part in zip(node.arrows, node.parts[1:], strict=True):
        text += f" {arrow.lstrip(chr(92))} {outline(part)}"
    return f"(infer {text})"


@outline.register
def _(node: tree.Cases) -> str:
    rows = [
        f"[{outline(value)} if {outline(condition)}]"
        for value, condition in zip(node.values, node.conditions, strict=True)
    ]
    return f"(cases {' '.join(rows)})"


@outline.register
def _(node: tree.Text) -> str:
    return f'"{node.words}"'


def _plain(head: str) -> Callable[..., str]:
    return lambda node: _form(head, *node.children())


for kind, head in (
    (tree.Product, "*"),
    (tree.Power, "^"),
    (tree.Root, "root"),
    (tree.PositivePart, "positive-part"),
    (tree.Absolute, "abs"),
    (tree.Indicator, "indicator"),
    (tree.Differential, "increment"),
    (tree.Limit, "limit"),
    (tree.SetBuilder, "set"),
    (tree.Statements, "and"),
    (tree.Sentence, "say"),
):
    outline.register(kind, _plain(head))
outline.register(tree.Infinity, lambda node: "infinity")
outline.register(tree.Placeholder, lambda node: "_")
