"""A tree as one line that a reader can compare with the formula: every call, power, quotient and index is marked."""

from __future__ import annotations

from verify.reading import tree as t
from verify.reading.tree import Node


def compact(node: Node) -> str:
    """`f@(x)` is a call, `f@@x` one with an implied argument, `<a / b>` a quotient, `{...}` a sum."""
    if isinstance(node, t.Number | t.Sign):
        return node.text
    if isinstance(node, t.Infinity):
        return "oo"
    if isinstance(node, t.Symbol):
        return node.name + "".join(f"[{compact(index)}]" for index in node.indices)
    if isinstance(node, t.FunctionName):
        return node.name + "".join(f"[{compact(index)}]" for index in node.indices) + "'" * node.primes + node.side
    if isinstance(node, t.Call):
        return f"{compact(node.function)}@({', '.join(map(compact, node.arguments))})"
    if isinstance(node, t.ImpliedCall):
        return f"{compact(node.function)}@@{compact(node.argument)}"
    return _value(node) or _binder(node) or _statement(node)


def _value(node: Node) -> str:
    if isinstance(node, t.Group):
        return node.opening + compact(node.body) + node.closing
    if isinstance(node, t.Sum):
        return "{" + " ".join(s + compact(x) for s, x in zip(node.signs, node.terms, strict=True)) + "}"
    if isinstance(node, t.Product):
        return "*".join(map(compact, node.factors))
    if isinstance(node, t.Quotient):
        return f"<{compact(node.numerator)} / {compact(node.denominator)}>"
    if isinstance(node, t.Power):
        return f"{compact(node.base)}**({compact(node.exponent)})"
    if isinstance(node, t.Root):
        return f"sqrt<{compact(node.radicand)}>"
    if isinstance(node, t.Absolute):
        return f"abs<{compact(node.body)}>"
    if isinstance(node, t.Placeholder):
        return "."
    if isinstance(node, t.Listing):
        return f"L{node.opening}{', '.join(map(compact, node.items))}{node.closing}"
    return ""


def _binder(node: Node) -> str:
    if isinstance(node, t.Differential):
        return f"d<{compact(node.of)}>"
    if isinstance(node, t.Indicator):
        return f"1<{compact(node.condition)}>"
    if isinstance(node, t.Optimum):
        return f"{node.kind}[{compact(node.binder)}]{compact(node.body)}"
    if isinstance(node, t.Extremum):
        return f"{node.kind}<{', '.join(map(compact, node.items))}>"
    if isinstance(node, t.SetBuilder):
        return f"{compact(node.element)} : {compact(node.condition)}"
    if isinstance(node, t.Limit):
        return f"lim[{compact(node.approach)}]{compact(node.body)}"
    if isinstance(node, t.Expectation):
        law = f"_{compact(node.law)}" if node.law else ""
        given = f" given {compact(node.condition)}" if node.condition else ""
        return f"{node.operator[-2]}{law}<{compact(node.body)}{given}>"
    if isinstance(node, t.Integral):
        ends = f"{compact(node.lower)}..{compact(node.upper)}" if node.lower and node.upper else ""
        against = (
            f"d{compact(node.measure)}({compact(node.variable)})" if node.measure else f"d{compact(node.variable)}"
        )
        return f"int[{ends}]<{compact(node.integrand)} {against}>"
    return ""


def _statement(node: Node) -> str:
    if isinstance(node, t.Chain):
        rest = zip(node.relations, node.operands[1:], strict=True)
        return compact(node.operands[0]) + "".join(f" {mark} {compact(one)}" for mark, one in rest)
    if isinstance(node, t.Inference):
        rest = zip(node.arrows, node.parts[1:], strict=True)
        return f"INF[{compact(node.parts[0])}" + "".join(f"  {mark}  {compact(one)}" for mark, one in rest) + "]"
    if isinstance(node, t.Statements):
        return f"STS[{' ;; '.join(map(compact, node.parts))}]"
    if isinstance(node, t.Sentence):
        return f"SEN[{' | '.join(map(compact, node.parts))}]"
    if isinstance(node, t.Text):
        return f'"{node.words}"'
    if isinstance(node, t.Cases):
        rows = zip(node.values, node.conditions, strict=True)
        return f"CASES[{' ;; '.join(f'{compact(value)}  IF  {compact(condition)}' for value, condition in rows)}]"
    raise TypeError(f"no compact form for {type(node).__name__}")
