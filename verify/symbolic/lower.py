"""A tree to a sympy expression, definitions unfolded where they stand.

Letters become sympy symbols under mangled names with the assumptions of their domain; functions that the paper leaves
free become `FreeFunction`s whose derivatives are functions again. No text reaches a parser.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, singledispatchmethod
from typing import Any

import sympy as sp

from verify.errors import UndecidedError
from verify.model import Model, family_key
from verify.reading import tree
from verify.reading.notation import CONSTANT, Domain
from verify.reading.tree import FunctionName, Node, Symbol
from verify.reading.varying import index_letters
from verify.symbolic.derivatives import derivative
from verify.symbolic.normal_form import PositivePartOf

Expr = Any  # sympy ships no types
Oracle = Callable[[Any], int | None]
DEEPEST = 200


class FreeFunction(sp.Function):  # type: ignore[misc]  # sympy has no types
    """A value of a function that the paper leaves free."""


@cache
def free_function(name: str, order: int = 0) -> Any:
    """A function of one letter of which nothing but its smoothness is known; `fdiff` is the next derivative."""

    def fdiff(self: Any, argindex: int = 1) -> Any:
        return free_function(name, order + 1)(*self.args)

    return type(f"{name}D{order}", (FreeFunction,), {"fdiff": fdiff, "is_real": True})


def _no_oracle(value: Expr) -> int | None:
    return None


def assumptions(domain: Domain) -> dict[str, bool]:
    """What sympy may assume of a letter with this domain.

    >>> assumptions(Domain(0, None, open_below=True))
    {'real': True, 'positive': True}
    """
    known = {"real": True}
    if domain.lower is not None and domain.lower >= 0:
        known["positive" if domain.lower > 0 or domain.open_below else "nonnegative"] = True
    if domain.upper is not None and domain.upper <= 0:
        known["negative" if domain.upper < 0 or domain.open_above else "nonpositive"] = True
    if domain.integer:
        known["integer"] = True
    return known


class Lowering:
    """Lowers trees of one paper and section; the same letter is always the same symbol."""

    def __init__(self, model: Model, section: str = "") -> None:
        self.model, self.section = model, section
        self.symbols: dict[str, Expr] = {}
        self.point = sp.Symbol("pointn", positive=True)
        self.mass = sp.Symbol("massw", nonnegative=True)
        self.functions: dict[str, Any] = {}
        self.facts: list[tuple[Expr, Domain]] = []
        self.integrands: list[Expr] = []
        self.oracle: Oracle = _no_oracle
        self.depth = 0

    def symbol(self, key: str, name: str) -> Expr:
        """The sympy symbol of a letter."""
        if key not in self.symbols:
            domain = self.model.letter(name, self.section).domain
            self.symbols[key] = sp.Symbol(f"s{len(self.symbols)}", **assumptions(domain))
        return self.symbols[key]

    def names(self) -> dict[Expr, str]:
        """Symbols back to the paper's letters."""
        return {symbol: key for key, symbol in self.symbols.items()}

    @property
    def domains(self) -> dict[Expr, Domain]:
        """The domains of the symbols that stand for letters of the table."""
        known = {row.name for row in self.model.notation.letters}
        names = self.names()
        return {symbol: self.model.letter(key, self.section).domain for symbol, key in names.items() if key in known}

    def expression(self, node: Node, at: Mapping[str, Expr]) -> Expr:
        """The sympy expression of `node` where the letters in `at` have a value."""
        self.depth += 1
        if self.depth > DEEPEST:
            self.depth = 0
            raise UndecidedError("definitions nested deeper than 200; one of them may refer to itself")
        result = self._lower(node, at)
        self.depth -= 1
        return result

    @singledispatchmethod
    def _lower(self, node: Node, at: Mapping[str, Expr]) -> Expr:
        raise UndecidedError(f"no symbolic form for a {type(node).__name__}")

    @_lower.register
    def _(self, node: tree.Number, at: Mapping[str, Expr]) -> Expr:
        value = node.value
        return sp.Rational(value.numerator, value.denominator)

    @_lower.register
    def _(self, node: tree.Infinity, at: Mapping[str, Expr]) -> Expr:
        return sp.oo

    @_lower.register
    def _(self, node: tree.Group, at: Mapping[str, Expr]) -> Expr:
        return self.expression(node.body, at)

    @_lower.register
    def _(self, node: tree.Symbol, at: Mapping[str, Expr]) -> Expr:
        key = family_key(node.name, node.indices)
        if key in at:
            return at[key]
        row = self.model.letter(node.name, self.section)
        if row.kind == CONSTANT and node.name == "e":
            return sp.E
        found = self.model.definition(node.name, node.indices)
        if found is None:
            self._require_fixed(node, at)
            return self.symbol(key, node.name)
        value = self.expression(found.body, at)
        self.facts.append((value, row.domain))
        return value

    def _require_fixed(self, node: Symbol | FunctionName, at: Mapping[str, Expr]) -> None:
        """A letter with an index that is bound around it varies in a way that nothing says."""
        for letter in index_letters(node) & at.keys():
            raise UndecidedError(f"{node.name} varies with {letter}, and nothing says how")

    @_lower.register
    def _(self, node: tree.Sum, at: Mapping[str, Expr]) -> Expr:
        if any(mark not in ("", "+", "-") for mark in node.signs):
            raise UndecidedError("a plus-minus sign stands for two values")
        terms = [self.expression(term, at) for term in node.terms]
        return sp.Add(*[-term if mark == "-" else term for mark, term in zip(node.signs, terms, strict=True)])

    @_lower.register
    def _(self, node: tree.Product, at: Mapping[str, Expr]) -> Expr:
        return sp.Mul(*[self.expression(factor, at) for factor in node.factors])

    @_lower.register
    def _(self, node: tree.Quotient, at: Mapping[str, Expr]) -> Expr:
        below = self.expression(node.denominator, at)
        if below == 0:
            raise UndecidedError("division by zero")
        return self.expression(node.numerator, at) / below

    @_lower.register
    def _(self, node: tree.Power, at: Mapping[str, Expr]) -> Expr:
        exponent = self.expression(node.exponent, at)
        if isinstance(node.base, Symbol) and node.base.name == "e" and "e" not in at:
            return sp.exp(exponent)
        base = self.expression(node.base, at)
        if exponent.is_Rational:
            if abs(exponent) > 64:
                raise UndecidedError("an exponent beyond 64")
            return base**exponent
        return sp.exp(exponent * sp.log(base))

    @_lower.register
    def _(self, node: tree.Root, at: Mapping[str, Expr]) -> Expr:
        degree = self.expression(node.degree, at) if node.degree else sp.Integer(2)
        return self.expression(node.radicand, at) ** (1 / degree)

    @_lower.register
    def _(self, node: tree.PositivePart, at: Mapping[str, Expr]) -> Expr:
        return positive_part(self.expression(node.body, at))

    @_lower.register
    def _(self, node: tree.Extremum, at: Mapping[str, Expr]) -> Expr:
        """max(x, y) = y + (x - y)^+ and min(x, y) = y - (y - x)^+, one item after the other."""
        best, *others = (self.expression(item, at) for item in node.items)
        for other in others:
            if node.kind in ("max", "sup"):
                best = other + positive_part(best - other)
            else:
                best = other - positive_part(other - best)
        return best

    @_lower.register
    def _(self, node: tree.Absolute, at: Mapping[str, Expr]) -> Expr:
        return sp.Abs(self.expression(node.body, at))

    @_lower.register
    def _(self, node: tree.Derivative, at: Mapping[str, Expr]) -> Expr:
        if not isinstance(node.variable, Symbol):
            raise UndecidedError("a derivative with respect to what is no letter")
        key = family_key(node.variable.name, node.variable.indices)
        self.model.require_dependence(node.body, key)
        moving = sp.Dummy(**assumptions(self.model.letter(node.variable.name, self.section).domain))
        body = self.expression(node.body, {**at, key: moving})
        return derivative(body, moving, 1, self.expression(node.variable, at))

    @_lower.register
    def _(self, node: tree.Integral, at: Mapping[str, Expr]) -> Expr:
        """Against a free measure: its value on one point mass, which decides every relation linear in the measure."""
        if not isinstance(node.variable, Symbol):
            raise UndecidedError("an integral over what is no letter")
        if node.style == "measure":
            integrand = self.integrand(node, at)
            self.integrands.append(integrand)
            return self.mass * integrand
        if node.style != "plain" or node.lower is None or node.upper is None:
            raise UndecidedError("an integral whose measure is not known")
        from verify.symbolic.integrals import integral

        moving = sp.Dummy(real=True)
        body = self.expression(node.integrand, {**at, node.variable.name: moving})
        lower, upper = self.expression(node.lower, at), self.expression(node.upper, at)
        return integral(body, moving, lower, upper, self.domains)

    def integrand(self, node: tree.Integral, at: Mapping[str, Expr]) -> Expr:
        """What is integrated, as a function of `point`."""
        assert isinstance(node.variable, Symbol)
        return self.expression(node.integrand, {**at, node.variable.name: self.point})

    @_lower.register
    def _(self, node: tree.Optimum, at: Mapping[str, Expr]) -> Expr:
        from verify.symbolic.optimum import greatest

        return greatest(self, node, at)

    @_lower.register
    def _(self, node: tree.Series, at: Mapping[str, Expr]) -> Expr:
        from verify.symbolic.sums import sum_or_product

        return sum_or_product(self, node, at)

    @_lower.register
    def _(self, node: tree.Limit, at: Mapping[str, Expr]) -> Expr:
        from verify.obligations import approach_in
        from verify.symbolic.limits import limit_of

        return limit_of(self, node.body, approach_in(node.approach), at)

    @_lower.register
    def _(self, node: tree.ImpliedCall, at: Mapping[str, Expr]) -> Expr:
        return self.expression(tree.Call(node.function, (node.argument,)), at)

    @_lower.register
    def _(self, node: tree.Call, at: Mapping[str, Expr]) -> Expr:
        arguments = tuple(self.expression(argument, at) for argument in node.arguments)
        if node.function.name in ELEMENTARY:
            return ELEMENTARY[node.function.name](arguments[0])
        return self.applied(node.function, arguments, at)

    def applied(self, name: FunctionName, arguments: tuple[Expr, ...], at: Mapping[str, Expr]) -> Expr:
        """A function of the paper, or a derivative of it, at the arguments."""
        if not name.primes:
            return self._plain(name, arguments, at)
        if len(arguments) != 1:
            raise UndecidedError(f"a derivative of {name.name} in several arguments")
        base = FunctionName(name.name, name.indices)
        if self.model.definition(name.name, name.indices) is None:
            return free_function(self._free(name), name.primes)(arguments[0])
        side = {"": 0, "+": 1, "-": -1}[name.side]
        if side == 0:
            moving = sp.Dummy(real=True)
            value = self._plain(base, (moving,), at)
            if value.has(PositivePartOf):
                raise UndecidedError(f"{name.name} has a kink; print the side of its derivative")
            return derivative(value, moving, name.primes, arguments[0])
        away = sp.Dummy(positive=True)
        value = one_sided(self._plain(base, (arguments[0] + side * away,), at), away, self.oracle)
        return side**name.primes * sp.diff(value, away, name.primes).subs(away, 0)

    def _plain(self, name: FunctionName, arguments: tuple[Expr, ...], at: Mapping[str, Expr]) -> Expr:
        found = self.model.definition(name.name, name.indices)
        if found is None:
            if len(arguments) == 1:
                return free_function(self._free(name), 0)(arguments[0])
            return sp.Function(self._free(name), real=True)(*arguments)
        bound = dict(zip(found.parameters, arguments, strict=True)) if found.parameters else {}
        return self.expression(found.body, {**at, **bound})

    def _free(self, name: FunctionName) -> str:
        key = family_key(name.name, name.indices)
        return str(self.functions.setdefault(key, f"f{len(self.functions)}"))


def positive_part(value: Expr) -> Expr:
    """max(x, 0), resolved where the sign of x is known."""
    if value.is_nonnegative:
        return value
    if value.is_nonpositive:
        return sp.Integer(0)
    return PositivePartOf(value)


def resolved(value: Expr, oracle: Oracle) -> Expr:
    """Positive parts replaced where the oracle knows the sign of what is inside."""

    def decided(inner: Expr) -> Expr:
        direction = oracle(inner)
        if direction is None:
            return PositivePartOf(inner)
        return inner if direction > 0 else sp.Integer(0)

    return value.replace(PositivePartOf, decided)


def one_sided(value: Expr, away: Expr, oracle: Oracle = _no_oracle) -> Expr:
    """The expression for small `away` > 0: each positive part is decided by the sign of its leading term."""

    def decided(inner: Expr) -> Expr:
        leading = leading_coefficient(inner, away)
        if leading.is_positive:
            return inner
        if leading.is_negative or leading == 0:
            return sp.Integer(0)
        direction = oracle(leading)
        if direction is None:
            raise UndecidedError("the sign of a positive part cannot be told near the point")
        return inner if direction > 0 else sp.Integer(0)

    return value.replace(PositivePartOf, decided)


def leading_coefficient(value: Expr, away: Expr, deepest: int = 6) -> Expr:
    """The first Taylor coefficient at 0 that does not vanish; 0 for what is 0, `UndecidedError` for what is flatter."""
    current = value
    for _ in range(deepest):
        there = sp.simplify(current.subs(away, 0))
        if there != 0:
            return there
        current = sp.diff(current, away)
    if sp.simplify(value) != 0:
        raise UndecidedError("a positive part of what vanishes to a high order near the point")
    return sp.Integer(0)


ELEMENTARY: dict[str, Any] = {
    r"\exp": sp.exp,
    r"\log": sp.log,
    r"\ln": sp.log,
    r"\sinh": lambda x: (sp.exp(x) - sp.exp(-x)) / 2,
    r"\cosh": lambda x: (sp.exp(x) + sp.exp(-x)) / 2,
    r"\tanh": lambda x: (sp.exp(2 * x) - 1) / (sp.exp(2 * x) + 1),
    r"\coth": lambda x: (sp.exp(2 * x) + 1) / (sp.exp(2 * x) - 1),
    r"\sin": sp.sin,
    r"\cos": sp.cos,
    r"\tan": sp.tan,
    r"\sgn": sp.sign,
}
