"""Implications between polynomial or rational relations over the reals, by z3, from sympy relations.

The letters are those of `letters.py`; r, lambda, P, c, sigma are positive unless told otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp
import z3

from proofs.hail_mary.finding import Finding, proved, refuted, unknown
from proofs.hail_mary.smt import solver

POSITIVE_LETTERS = frozenset({"r", "lambda", "P", "c", "sigma", "eta", "phi"})


class NotRationalError(ValueError):
    """The expression is not built from numbers, letters, sums, products and integer powers."""

    def __init__(self, expression: sp.Basic) -> None:
        super().__init__(f"{expression} is not rational; replace it by a letter with a defining equation first")


def to_z3(expression: sp.Basic) -> z3.ExprRef:
    """The z3 term of a rational expression, relation or conjunction.

    >>> to_z3(sp.Symbol("x") ** 2 > 1)
    x*x > 1
    """
    relations = {
        sp.Lt: "__lt__",
        sp.Le: "__le__",
        sp.Gt: "__gt__",
        sp.Ge: "__ge__",
        sp.Eq: "__eq__",
        sp.Ne: "__ne__",
    }
    for kind, operator in relations.items():
        if isinstance(expression, kind):
            return getattr(to_z3(expression.lhs), operator)(to_z3(expression.rhs))
    if isinstance(expression, sp.And):
        return z3.And(*(to_z3(part) for part in expression.args))
    if expression in (sp.true, sp.false):
        return z3.BoolVal(bool(expression))
    return _term(expression)


def _term(expression: sp.Basic) -> z3.ArithRef:
    if isinstance(expression, sp.Symbol):
        return z3.Real(expression.name)
    if isinstance(expression, sp.Rational):
        return z3.RealVal(f"{expression.p}/{expression.q}")
    if isinstance(expression, sp.Add):
        return sum((_term(part) for part in expression.args[1:]), _term(expression.args[0]))
    if isinstance(expression, sp.Mul):
        product = _term(expression.args[0])
        for part in expression.args[1:]:
            product = product * _term(part)
        return product
    if isinstance(expression, sp.Pow) and isinstance(expression.exp, sp.Integer):
        return _power(expression)
    raise NotRationalError(expression)


def _power(expression: sp.Pow) -> z3.ArithRef:
    base, product = _term(expression.base), z3.RealVal(1)
    for step in range(abs(int(expression.exp))):
        product = base if step == 0 else product * base
    return product if expression.exp > 0 else 1 / product


def prove_implication(premises: Sequence[sp.Basic], conclusion: sp.Basic, name: str = "conclusion") -> Finding:
    """Do the premises force the conclusion, for all real letters and positive r, lambda, P, c, sigma?

    >>> x = sp.Symbol("x")
    >>> prove_implication([x > 1], x**2 > x).outcome, prove_implication([x > 0], x**2 > x).outcome
    ('proved', 'refuted')
    """
    letters = sorted(set().union(*(part.free_symbols for part in (*premises, conclusion))), key=str)
    asked = solver(*(z3.Real(letter.name) > 0 for letter in letters if letter.name in POSITIVE_LETTERS))
    asked.add(*(to_z3(premise) for premise in premises), z3.Not(to_z3(conclusion)))
    verdict = asked.check()
    if verdict == z3.unsat:
        return proved("symbolic", f"z3: {name} follows for all reals")
    if verdict == z3.unknown:
        return unknown(f"z3 did not decide {name}", "symbolic")
    model = asked.model()
    witness = {letter.name: model.eval(z3.Real(letter.name), model_completion=True) for letter in letters}
    return refuted("exact", f"{name} does not follow", witness)
