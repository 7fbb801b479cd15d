"""From the reader's tree to quotients of polynomials, by a way of its own: neither computer algebra nor the walker.

Exponentials and square roots become letters; the exponents of one monomial share a letter, so that an identity with
exponentials becomes one of polynomials. What has no such form is refused, never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import singledispatchmethod
from math import isqrt, lcm

from verify.certificates.checker import ONE, Poly, times
from verify.certificates.derivatives import UntranslatableError, derivative
from verify.certificates.fractions_of_polynomials import (
    Monomial,
    Ratio,
    constant,
    named,
    number,
    ratio,
    shared_powers,
)
from verify.certificates.unfolding import Unfolding
from verify.reading import tree
from verify.reading.notation import CONSTANT, Domain
from verify.reading.printer import latex
from verify.reading.tree import FunctionName, Node, Symbol

Values = Mapping[str, Ratio]
Signs = Callable[["Translation", Ratio], int | None]
HALF = Ratio(number(Fraction(1, 2)), ONE)
LARGEST_POWER = 12
DEEPEST = 60


class FinerUnitError(Exception):
    """An exponent that is no whole multiple of the one its letter stands for; translate again with a finer one."""


@dataclass
class Translation:
    """The letters, generators and side conditions that the values of one statement need.

    `units` has, by the monomial of an exponent, how many parts of it one exponential is; `signs` answers whether what
    stands in a positive part is nonnegative (1), nonpositive (-1) or neither.
    """

    unfolding: Unfolding
    section: str
    signs: Signs
    units: dict[tuple[Monomial, str], int] = field(default_factory=dict)
    letters: dict[str, Domain] = field(default_factory=dict)
    generators: dict[str, tuple[str, Poly]] = field(default_factory=dict)
    equations: list[Poly] = field(default_factory=list)
    inequalities: list[tuple[Poly, bool]] = field(default_factory=list)
    nonzero: list[Poly] = field(default_factory=list)
    branches: list[Poly] = field(default_factory=list)
    chosen: list[int] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    logarithms: dict[str, Ratio] = field(default_factory=dict)
    atoms: dict[tuple[Monomial, str], str] = field(default_factory=dict)
    wholes: bool = False
    kept: frozenset[str] = frozenset()
    bound: set[str] = field(default_factory=set)
    depth: int = 0

    def value(self, node: Node, at: Values) -> Ratio:
        """The value of `node` where letters have the values `at`."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise UntranslatableError("definitions nested too deeply")
        found = self._value(node, at)
        self.depth -= 1
        return found

    @singledispatchmethod
    def _value(self, node: Node, at: Values) -> Ratio:
        raise UntranslatableError(f"a {type(node).__name__} is no quotient of polynomials")

    @_value.register
    def _(self, node: tree.Number, at: Values) -> Ratio:
        return constant(node.value)

    @_value.register
    def _(self, node: tree.Group, at: Values) -> Ratio:
        return self.value(node.body, at)

    @_value.register
    def _(self, node: tree.Symbol, at: Values) -> Ratio:
        key = latex(node)
        if key in at:
            return at[key]
        row = self.unfolding.row(node.name, self.section)
        if row.kind == CONSTANT and node.name == "e":
            return self.exponential(constant(1))
        body = self.unfolding.body(node.name, node.indices, ())
        if body is not None and key in self.kept:
            self.dropped.append(f"{key} is any number")
        if body is None or key in self.kept:
            return self.free(key, row.domain)
        found = self.value(body, at)
        self.inside(found, row.domain)
        return found

    @_value.register
    def _(self, node: tree.Sum, at: Values) -> Ratio:
        total = constant(0)
        for mark, term in zip(node.signs, node.terms, strict=True):
            if mark not in ("", "+", "-"):
                raise UntranslatableError(f"{mark} stands for two values")
            found = self.value(term, at)
            total = total - found if mark == "-" else total + found
        return total

    @_value.register
    def _(self, node: tree.Product, at: Values) -> Ratio:
        total = constant(1)
        for factor in node.factors:
            total = total * self.value(factor, at)
        return total

    @_value.register
    def _(self, node: tree.Quotient, at: Values) -> Ratio:
        return self.value(node.numerator, at) / self.divisor(self.value(node.denominator, at))

    @_value.register
    def _(self, node: tree.Power, at: Values) -> Ratio:
        exponent = self.value(node.exponent, at)
        if isinstance(node.base, Symbol) and node.base.name == "e" and "e" not in at:
            return self.exponential(exponent)
        base, whole = self.value(node.base, at), _whole(exponent)
        if whole is None:
            return self.exponential(exponent * self.logarithm(base))
        if abs(whole) > LARGEST_POWER:
            raise UntranslatableError(f"a power beyond {LARGEST_POWER}")
        return (self.divisor(base) if whole < 0 else base) ** whole

    @_value.register
    def _(self, node: tree.Root, at: Values) -> Ratio:
        if node.degree is not None:
            raise UntranslatableError("a root of another degree than two")
        return self.root(self.value(node.radicand, at))

    @_value.register
    def _(self, node: tree.PositivePart, at: Values) -> Ratio:
        return self.positive_part(self.value(node.body, at))

    @_value.register
    def _(self, node: tree.Extremum, at: Values) -> Ratio:
        best, *others = (self.value(item, at) for item in node.items)
        for other in others:
            if node.kind in ("max", "sup"):
                best = other + self.positive_part(best - other)
            else:
                best = other - self.positive_part(other - best)
        return best

    @_value.register
    def _(self, node: tree.Derivative, at: Values) -> Ratio:
        if not isinstance(node.variable, Symbol):
            raise UntranslatableError("a derivative with respect to what is no letter")
        key = latex(node.variable)
        moving = f"{key} moving"
        body = self.value(node.body, {**at, key: self.free(moving, self.unfolding.row(node.variable.name, "").domain)})
        return self.substituted(derivative(body, moving, self), moving, self.value(node.variable, at))

    @_value.register
    def _(self, node: tree.ImpliedCall, at: Values) -> Ratio:
        return self.value(tree.Call(node.function, (node.argument,)), at)

    @_value.register
    def _(self, node: tree.Call, at: Values) -> Ratio:
        arguments = tuple(self.value(argument, at) for argument in node.arguments)
        name = node.function
        if name.name in ELEMENTARY and len(arguments) == 1:
            return ELEMENTARY[name.name](self, arguments[0])
        return self._applied(name, arguments, at)

    def _applied(self, name: FunctionName, arguments: tuple[Ratio, ...], at: Values) -> Ratio:
        base = FunctionName(name.name, name.indices)
        defined = self.unfolding.parameters(base)
        if defined is None:
            key = f"{latex(name)}({', '.join(_text(one) for one in arguments)})"
            self.dropped.append(f"{name.name} is any function")
            return self.free(key, Domain())
        if not name.primes:
            body = self.unfolding.body(name.name, name.indices, defined)
            assert body is not None
            return self.value(body, {**at, **dict(zip(defined, arguments, strict=True))})
        if len(arguments) != 1 or name.primes > LARGEST_POWER:
            raise UntranslatableError("a derivative in several arguments")
        return self._slope(base, name, arguments[0], at)

    def _slope(self, base: FunctionName, name: FunctionName, point: Ratio, at: Values) -> Ratio:
        """The derivative on the side that is printed: of the value at `point + t`, or at `point - t`, with t > 0."""
        moving = f"{name.name}{name.side} moving"
        domain = Domain(0, None, open_below=True) if name.side else Domain()
        step = self.free(moving, domain)
        found = self._applied(base, (point - step if name.side == "-" else point + step,), at)
        for _ in range(name.primes):
            found = derivative(found, moving, self)
            found = -found if name.side == "-" else found
        return self.substituted(found, moving, constant(0))

    @_value.register
    def _(self, node: tree.Integral, at: Values) -> Ratio:
        """From 0 to infinity, of products of exponentials that fall: int e^{-s t} dt = 1 / s."""
        if node.style != "plain" or node.lower != tree.Number("0") or not isinstance(node.upper, tree.Infinity):
            raise UntranslatableError("an integral over another range than from 0 to infinity")
        if not isinstance(node.variable, Symbol):
            raise UntranslatableError("an integral over what is no letter")
        key = latex(node.variable)
        moving = f"{key} moving"
        found = self.value(node.integrand, {**at, key: self.free(moving, Domain(0, None))})
        total = constant(0)
        for monomial, c in found.above.items():
            total = total + self._falling(monomial, c, found.below, moving)
        del self.letters[moving]
        self.bound.add(moving)
        return total

    def _falling(self, monomial: Monomial, c: Fraction, below: Poly, moving: str) -> Ratio:
        """The integral of one term of the integrand."""
        rate, rest = constant(0), ratio({monomial: c}, below)
        for poly, sign in ((rest.above, 1), (rest.below, -1)):
            for name, k in shared_powers(list(poly)).items():
                kind, argument = self.generators.get(name, ("", {}))
                if kind == "exp" and any(part == moving for m in argument for part, _ in m):
                    rate = rate - constant(sign * k) * derivative(Ratio(argument, ONE), moving, self)
                    rest = rest / named(name) ** (sign * k)
        if any(moving in name for poly in (rest.above, rest.below) for m in poly for name, _ in m):
            raise UntranslatableError("an integrand that is no sum of exponentials")
        if not rate.above or not all(self._is_positive_monomial({m: d}) for m, d in rate.above.items()):
            raise UntranslatableError("an integrand that may not fall")
        return rest / rate

    # --- generators -------------------------------------------------------------------------------------------------

    def free(self, key: str, domain: Domain) -> Ratio:
        """A letter that stands for itself."""
        if domain.integer:
            self.dropped.append(f"{key} is whole")
        self.letters.setdefault(key, domain)
        return named(key)

    def divisor(self, found: Ratio) -> Ratio:
        """A denominator, which must not vanish."""
        if not found.above:
            raise UntranslatableError("division by zero")
        if found.above.keys() != {()} and found.above not in self.nonzero:
            self.nonzero.append(found.above)
        return found

    def inside(self, found: Ratio, domain: Domain) -> None:
        """What the table says of the range of a letter that the paper defines."""
        for end, sign, strict in ((domain.lower, 1, domain.open_below), (domain.upper, -1, domain.open_above)):
            if end is not None:
                gap = constant(sign) * (found - constant(end))
                fact = (times(gap.above, gap.below), strict)
                if gap.above.keys() - {()} and fact not in self.inequalities:
                    self.inequalities.append(fact)

    def exponential(self, exponent: Ratio) -> Ratio:
        """exp of a sum as a product of powers of the letters of its monomials."""
        result = constant(1)
        terms = sorted(exponent.above.items())
        if self.wholes and len(terms) > 1 and exponent.below == ONE:
            return self._whole_exponential(exponent.above)
        for monomial, c in terms:
            part = ratio({monomial: Fraction(1)}, exponent.below)
            ((bare, scale),) = part.above.items()
            result = result * self._power_of(bare, part.below, c * scale)
        return result

    def _power_of(self, monomial: Monomial, below: Poly, c: Fraction) -> Ratio:
        if len(monomial) == 1 and monomial[0][1] == 1 and below == ONE and c.denominator == 1:
            logged = self.logarithms.get(monomial[0][0])
            if logged is not None:
                return logged ** int(c)
        key = (monomial, _text(Ratio(below, ONE)))
        unit = self.units.setdefault(key, c.denominator)
        if unit % c.denominator:
            self.units[key] = lcm(unit, c.denominator)
            raise FinerUnitError
        return named(self._exponential_letter(key, monomial, below, unit)) ** int(c * unit)

    def _exponential_letter(self, key: tuple[Monomial, str], monomial: Monomial, below: Poly, unit: int) -> str:
        if key not in self.atoms:
            argument: Poly = {monomial: Fraction(1, unit)}
            if below != ONE:
                argument = times(argument, self._inverse(below).above)
            self.atoms[key] = f"E{len(self.atoms) + 1}"
            self.generators[self.atoms[key]] = ("exp", argument)
            logged = self.logarithms.get(monomial[0][0]) if len(monomial) == 1 and monomial[0][1] == 1 else None
            if logged is not None and below == ONE:  # exp(log(x) / n)^n = x
                self.equations.append((named(self.atoms[key]) ** unit - logged).above)
        return self.atoms[key]

    def _whole_exponential(self, exponent: Poly) -> Ratio:
        """A letter for an exponential of a sum as it stands, which is the product of those of its terms."""
        product = constant(1)
        for monomial, c in sorted(exponent.items()):
            product = product * self.exponential(Ratio({monomial: c}, ONE))
        name = next((name for name, known in self.generators.items() if known == ("exp", exponent)), "")
        if not name:
            name = f"W{sum(name[0] == 'W' for name in self.generators) + 1}"
            self.generators[name] = ("exp", exponent)
            self.equations.append((named(name) - product).above)
        return named(name)

    def _inverse(self, below: Poly) -> Ratio:
        """A letter for 1 / below, where an exponent is a quotient; one over an exponential is an exponential again."""
        name = f"1/({_text(Ratio(below, ONE))})"
        turned = self._turned(below)
        if turned is not None and name not in self.generators:
            self.generators[name] = ("exp", turned)
            self.equations.append((named(name) * Ratio(below, ONE) - constant(1)).above)
        if name not in self.letters and turned is None:
            found = self.free(name, Domain())
            self.equations.append((found * Ratio(below, ONE) - constant(1)).above)
        return named(name)

    def _turned(self, below: Poly) -> Poly | None:
        """The exponent of 1 / below, where that is a product of exponentials."""
        ((monomial, c),) = below.items() if len(below) == 1 else (((), Fraction(0)),)
        kinds = [self.generators.get(name, ("", {})) for name, _ in monomial]
        if c != 1 or not monomial or any(kind != "exp" for kind, _ in kinds):
            return None
        total = constant(0)
        for (_, k), (_, argument) in zip(monomial, kinds, strict=True):
            total = total - constant(k) * Ratio(argument, ONE)
        return total.above

    def logarithm(self, found: Ratio) -> Ratio:
        """log of a product of powers as a sum; of anything else a letter that an exponential undoes."""
        total = constant(0)
        for poly, sign in ((found.above, 1), (found.below, -1)):
            if len(poly) != 1:
                return self._logarithm_letter(found)
            ((monomial, c),) = poly.items()
            if c <= 0:
                raise UntranslatableError("a logarithm of what is not positive")
            if c != 1:
                total = total + constant(sign) * self._logarithm_letter(constant(c))
            for name, k in monomial:
                total = total + constant(sign * k) * self._logarithm_of_letter(name)
        return total

    def _logarithm_of_letter(self, name: str) -> Ratio:
        if name in self.generators and self.generators[name][0] == "exp":
            return Ratio(self.generators[name][1], ONE)
        domain = self.letters.get(name)
        if domain is None or domain.lower is None or domain.lower < 0 or not (domain.open_below or domain.lower > 0):
            raise UntranslatableError(f"a logarithm of {name}, which may be zero or negative")
        return self._logarithm_letter(named(name))

    def _logarithm_letter(self, found: Ratio) -> Ratio:
        name = f"log({_text(found)})"
        self.logarithms[name] = found
        self.dropped.append("a logarithm stands for any number")
        return self.free(name, Domain())

    def root(self, found: Ratio) -> Ratio:
        """A square root: of a rational square itself, else a letter; denominators must be positive monomials."""
        if found.below != ONE and not self._is_positive_monomial(found.below):
            raise UntranslatableError("a square root of a quotient")
        inside = times(found.above, found.below)
        if inside.keys() <= {()}:
            c = inside.get((), Fraction(0))
            exact = Fraction(isqrt(max(c.numerator, 0)), isqrt(c.denominator))
            if exact**2 == c:
                return constant(exact) / Ratio(found.below, ONE)
        name = next((name for name, known in self.generators.items() if known == ("root", inside)), "")
        if not name:
            name = f"R{sum(kind == 'root' for kind, _ in self.generators.values()) + 1}"
            self.generators[name] = ("root", inside)
        return named(name) / Ratio(found.below, ONE)

    def _is_positive_monomial(self, poly: Poly) -> bool:
        if len(poly) != 1 or next(iter(poly.values())) <= 0:
            return False
        domains = [self.letters.get(name) for monomial in poly for name, _ in monomial]
        return all(one is not None and one.lower == 0 and one.open_below for one in domains)

    def positive_part(self, found: Ratio) -> Ratio:
        """The value or zero, by the sign that is shown for it."""
        if not found.above:
            return found
        sign = self.signs(self, found)
        if sign is None:
            raise UntranslatableError("a positive part whose sign is not known")
        self.chosen.append(sign)
        self.branches.append(times(number(sign), times(found.above, found.below)))
        return found if sign > 0 else constant(0)

    def substituted(self, found: Ratio, name: str, new: Ratio) -> Ratio:
        """`found` with a letter replaced, in exponents and radicands too."""
        above, below = (self._replaced(poly, name, new) for poly in (found.above, found.below))
        return above / self.divisor(below)

    def _replaced(self, poly: Poly, name: str, new: Ratio) -> Ratio:
        total = constant(0)
        for monomial, c in poly.items():
            term = constant(c)
            for inner, k in monomial:
                term = term * self._new_letter(inner, name, new) ** k
            total = total + term
        return total

    def _new_letter(self, inner: str, name: str, new: Ratio) -> Ratio:
        if inner == name:
            return new
        if inner in self.generators:
            kind, argument = self.generators[inner]
            if any(part == name for monomial in argument for part, _ in monomial):
                moved = self._replaced(argument, name, new)
                return self.exponential(moved) if kind == "exp" else self.root(moved)
        if name in inner:
            raise UntranslatableError(f"{inner} depends on {name}")
        return named(inner)


def _whole(found: Ratio) -> int | None:
    if found.below == ONE and found.above.keys() <= {()}:
        c = found.above.get((), Fraction(0))
        return int(c) if c.denominator == 1 else None
    return None


def _text(found: Ratio) -> str:
    """One text for one quotient."""
    parts = [
        " + ".join("*".join([str(c), *(f"{name}^{k}" for name, k in monomial)]) for monomial, c in sorted(poly.items()))
        for poly in (found.above, found.below)
    ]
    return parts[0] if parts[1] == "1" else f"({parts[0]})/({parts[1]})"


def _up_down(where: Translation, x: Ratio) -> tuple[Ratio, Ratio]:
    return where.exponential(x), where.exponential(-x)


def _sinh(where: Translation, x: Ratio) -> Ratio:
    up, down = _up_down(where, x)
    return (up - down) * HALF


def _cosh(where: Translation, x: Ratio) -> Ratio:
    up, down = _up_down(where, x)
    return (up + down) * HALF


ELEMENTARY: dict[str, Callable[[Translation, Ratio], Ratio]] = {
    r"\exp": Translation.exponential,
    r"\log": Translation.logarithm,
    r"\ln": Translation.logarithm,
    r"\sinh": _sinh,
    r"\cosh": _cosh,
    r"\tanh": lambda where, x: _sinh(where, x) / _cosh(where, x),
    r"\coth": lambda where, x: _cosh(where, x) / where.divisor(_sinh(where, x)),
}
