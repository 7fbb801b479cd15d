"""Real arithmetic: a relation between exponential-rational expressions, decided by z3 on its polynomial core.

Each generator of the normal form becomes a real variable with the facts that hold of it (an exponential is positive,
is at least 1 + its argument, a root is nonnegative and satisfies its equation). Unsatisfiable negation is a proof for
all parameters; a model of the negation is no counterexample, since the facts are not complete.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sympy as sp

from verify.errors import UndecidedError
from verify.reading.notation import Domain
from verify.symbolic.normal_form import Generators, normal_form

Expr = Any
MILLISECONDS = 60_000
EFFORT = 800_000  # z3's own count of steps: unlike seconds, the same on every machine


@dataclass(frozen=True)
class Comparison:
    """`difference relation 0`; relations are `=`, `<`, `>`, `\\le`, `\\ge`, `\\ne`."""

    difference: Expr
    relation: str


def follows(
    conclusion: Comparison,
    premises: Iterable[Comparison],
    domains: dict[Expr, Domain],
    *,
    milliseconds: int = MILLISECONDS,
) -> bool:
    """Whether the conclusion follows from the premises and the domains of the symbols.

    >>> x = sp.Symbol("x", real=True)
    >>> follows(Comparison(x**2 + 1, ">"), [], {})
    True
    """
    core = _Core(domains)
    solver = core.solver(premises, milliseconds)
    solver.add(core.z3.Not(core.comparison(conclusion)))
    return bool(solver.check() == core.z3.unsat)


def satisfiable(premises: Iterable[Comparison], domains: dict[Expr, Domain], *, effort: int = EFFORT) -> bool | None:
    """Whether some point may satisfy the premises: False is certain, True and None are not.

    >>> x = sp.Symbol("x", real=True)
    >>> satisfiable([Comparison(x**2, "<")], {})
    False
    """
    core = _Core(domains)
    solver = core.solver(premises, MILLISECONDS)
    solver.limit(effort)
    answer = solver.check()
    if answer == core.z3.unsat:
        return False
    return True if answer == core.z3.sat else None


class _Core:
    """The z3 terms of one question; generators are shared by all its comparisons."""

    def __init__(self, domains: dict[Expr, Domain]) -> None:
        import z3

        self.z3 = z3
        self.domains = domains
        self.generators = Generators()
        self.variables: dict[Expr, Any] = {}
        self.nonzero: list[Any] = []
        self.tangents: set[Expr] = set()

    def solver(self, premises: Iterable[Comparison], milliseconds: int) -> Any:
        solver = self.z3.Solver()
        solver.set("timeout", milliseconds)
        solver.set("rlimit", EFFORT)
        solver.set("random_seed", 1)
        for premise in premises:
            solver.add(self.comparison(premise))
        return _WithFacts(self, solver)

    def comparison(self, one: Comparison) -> Any:
        self._whole_exponents(one.difference)
        form = normal_form(one.difference, self.generators)
        above, below = self.term(form.numerator), self.term(form.denominator)
        if form.denominator.is_number:
            product = above * below
        else:
            self.nonzero.append(below != 0)
            product = above * below
        return _RELATIONS[one.relation](product)

    def _whole_exponents(self, e: Expr) -> None:
        """exp(x) >= 1 + x for each exponent as it stands, before it is split into monomials."""
        for exponential in e.atoms(sp.exp):
            if exponential.args[0].is_Add:
                self.tangents.add(exponential - 1 - exponential.args[0])

    def term(self, e: Expr) -> Any:
        if e.is_Rational:
            return self.z3.RealVal(f"{e.p}/{e.q}")
        if e.is_Symbol:
            return self.variables.setdefault(e, self.z3.Real(f"x{len(self.variables)}"))
        if e.is_Add:
            return self.z3.Sum([self.term(argument) for argument in e.args])
        if e.is_Mul:
            return self.z3.Product([self.term(argument) for argument in e.args])
        if e.is_Pow and e.exp.is_Integer and 0 < e.exp <= 16:
            base = self.term(e.base)
            return self.z3.Product([base] * int(e.exp))
        raise UndecidedError(f"no polynomial form for a {e.func.__name__}")

    def facts(self) -> list[Any]:
        found = [*self.nonzero]
        for tangent in sorted(self.tangents, key=sp.default_sort_key):
            form = normal_form(tangent, self.generators)
            found.append(self.term(form.numerator) * self.term(form.denominator) >= 0)
        for monomial, generator in list(self.generators.exponentials.items()):
            found += self._exponential_facts(monomial, generator)
        for (radicand, degree), generator in list(self.generators.roots.items()):
            if generator in self.variables:
                form = normal_form(radicand, self.generators)
                root = self.term(generator)
                power = self.z3.Product([root] * degree)
                found += [power * self.term(form.denominator) == self.term(form.numerator), root >= 0]
        for symbol, variable in list(self.variables.items()):
            found += self._domain_facts(symbol, variable)
        return found

    def _exponential_facts(self, monomial: Expr, generator: Expr) -> list[Any]:
        if generator not in self.variables:
            return []
        variable = self.variables[generator]
        facts = [variable > 0]
        try:
            form = normal_form(monomial, self.generators)
            above, below = self.term(form.numerator), self.term(form.denominator)
        except UndecidedError:
            return facts
        argument = above * below
        facts += [
            self.z3.Implies(argument > 0, variable > 1),
            self.z3.Implies(argument < 0, variable < 1),
            self.z3.Implies(argument == 0, variable == 1),
        ]
        if form.denominator.is_number:
            value = above / below
            facts += [variable >= 1 + value, variable * (1 - value) <= 1]
        return facts

    def _domain_facts(self, symbol: Expr, variable: Any) -> list[Any]:
        facts: list[Any] = []
        if symbol.is_positive:
            facts.append(variable > 0)
        elif symbol.is_nonnegative:
            facts.append(variable >= 0)
        domain = self.domains.get(symbol)
        if domain is None:
            return facts
        if domain.lower is not None:
            low = self.z3.RealVal(str(domain.lower))
            facts.append(variable > low if domain.open_below else variable >= low)
        if domain.upper is not None:
            high = self.z3.RealVal(str(domain.upper))
            facts.append(variable < high if domain.open_above else variable <= high)
        return facts


class _WithFacts:
    """A solver that adds the facts about all generators when it is asked."""

    def __init__(self, core: _Core, solver: Any) -> None:
        self.core, self.inner = core, solver

    def add(self, condition: Any) -> None:
        self.inner.add(condition)

    def limit(self, effort: int) -> None:
        self.inner.set("rlimit", effort)

    def check(self) -> Any:
        for fact in self.core.facts():
            self.inner.add(fact)
        for fact in self.core.facts():
            self.inner.add(fact)
        return self.inner.check()


_RELATIONS: dict[str, Any] = {
    "=": lambda x: x == 0,
    r"\equiv": lambda x: x == 0,
    r"\ne": lambda x: x != 0,
    "<": lambda x: x < 0,
    ">": lambda x: x > 0,
    r"\le": lambda x: x <= 0,
    r"\ge": lambda x: x >= 0,
}
