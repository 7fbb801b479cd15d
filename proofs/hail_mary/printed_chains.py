r"""The chains of expected times as printed: each line's value where the hitting time is known to be x.

Every line is linear in the law of the hitting time, so two lines agree for all laws exactly when they agree at each known x.
"""

from __future__ import annotations

import sympy as sp

from proofs.hail_mary.designer.chains import T, X, decide_chain, survival
from proofs.hail_mary.designer.letters import in_letters
from proofs.hail_mary.finding import Finding
from proofs.hail_mary.printed import AnotherShapeError, Printed, as_chain
from verify.reading.tree import (
    Call,
    Chain,
    Expectation,
    FunctionName,
    Group,
    Indicator,
    Infinity,
    Integral,
    Listing,
    Node,
    Number,
    Product,
    Quotient,
    Sum,
    Symbol,
)

HITTING, END, START, TIME = Symbol(r"\tau_{k^{*}}"), Symbol("T"), Symbol("k_{0}"), Symbol("t")
BEFORE = Chain((HITTING, TIME), (">",))
AFTER = Chain((HITTING, TIME), (r"\le",))
RUNNING = Chain((END, TIME), (">",))


def prove_equalities(printed: Printed, node: Node) -> list[Finding]:
    """One finding for each equality of the live chain."""
    chain = as_chain(node)
    if set(chain.relations) != {"="}:
        raise AnotherShapeError("a chain of equalities")
    return decide_chain([at_known_time(printed, line) for line in chain.operands])


def at_known_time(printed: Printed, node: Node) -> sp.Expr:
    """The value of a line where the hitting time is x for sure."""
    if isinstance(node, Group):
        return at_known_time(printed, node.body)
    if isinstance(node, Sum):
        terms = zip(node.signs, node.terms, strict=True)
        return sp.Add(*(at_known_time(printed, term) * (-1 if mark == "-" else 1) for mark, term in terms))
    if isinstance(node, Quotient):
        return at_known_time(printed, node.numerator) / at_known_time(printed, node.denominator)
    if isinstance(node, Call) and node.function == FunctionName(r"\Psi"):
        return _transform(printed, node)
    if isinstance(node, Expectation):
        return _expected(node)
    if isinstance(node, Integral):
        return _integral(printed, node)
    return in_letters(printed.expression(node))


def _transform(printed: Printed, node: Call) -> sp.Expr:
    if node.arguments[1:] != (Symbol("k^{*}"), START):
        raise AnotherShapeError("a transform at k* and k_0")
    return sp.exp(-in_letters(printed.expression(node.arguments[0])) * X)


def _over_time(node: Integral) -> None:
    if node.variable != TIME or node.style != "plain":
        raise AnotherShapeError("an integral over time")
    _over_all_times(node)


def _over_all_times(node: Integral) -> None:
    if node.lower != Number("0") or not isinstance(node.upper, Infinity):
        raise AnotherShapeError("an integral from 0 to infinity")


def _conditions(node: Node) -> list[Node]:
    """The conditions of a product of indicators."""
    if isinstance(node, Product):
        return [one for factor in node.factors for one in _conditions(factor)]
    if isinstance(node, Indicator):
        joint = node.condition
        return list(joint.items) if isinstance(joint, Listing) else [joint]
    raise AnotherShapeError("a product of indicators")


def _expected(node: Expectation) -> sp.Expr:
    """The expected time during which all conditions hold, from the rates alone."""
    if node.condition != START or node.operator != r"\mathbb{E}" or not isinstance(node.body, Integral):
        raise AnotherShapeError("an expected time from k_0")
    _over_time(node.body)
    found = _conditions(node.body.integrand)
    rest = [one for one in found if one != RUNNING]
    if found.count(RUNNING) != 1 or len(rest) > 1 or not set(rest) <= {BEFORE, AFTER}:
        raise AnotherShapeError("time before success, before or after the boundary is hit")
    early = sp.integrate(survival(True), (T, 0, X)) if rest != [AFTER] else sp.Integer(0)
    late = sp.integrate(survival(False), (T, X, sp.oo)) if rest != [BEFORE] else sp.Integer(0)
    return early + late


def _integral(printed: Printed, node: Integral) -> sp.Expr:
    if node.style == "stieltjes":
        if node.measure != FunctionName(r"F_{\tau_{k^{*}}}") or node.variable != Symbol("x"):
            raise AnotherShapeError("an integral against the law of the hitting time")
        _over_all_times(node)
        return in_letters(printed.expression(node.integrand))
    _over_time(node)
    factors = node.integrand.factors if isinstance(node.integrand, Product) else (node.integrand,)
    chances = [one for one in factors if isinstance(one, Expectation)]
    if len(chances) != 1 or chances[0].operator != r"\mathbb{P}" or chances[0].condition != START:
        raise AnotherShapeError("a probability of the hitting time, times a discount")
    ends = {BEFORE: (sp.Integer(0), X), AFTER: (X, sp.oo)}
    if chances[0].body not in ends:
        raise AnotherShapeError("a probability of the hitting time")
    rest = sp.Mul(*(in_letters(printed.expression(one)) for one in factors if one is not chances[0]))
    return sp.integrate(rest, (T, *ends[chances[0].body]))
