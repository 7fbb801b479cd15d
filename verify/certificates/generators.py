"""Exponentials, logarithms and square roots as letters of their own, and what holds of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from math import isqrt, lcm

from verify.certificates.checker import ONE, Poly, times
from verify.certificates.derivatives import UntranslatableError
from verify.certificates.fractions_of_polynomials import Monomial, Ratio, constant, named, number, ratio
from verify.certificates.unfolding import Unfolding
from verify.reading.notation import Domain

Signs = Callable[["Generating", Ratio], int | None]


class FinerUnitError(Exception):
    """An exponent that is no whole multiple of the one its letter stands for; translate again with a finer one."""


@dataclass
class Generating:
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
        key = (monomial, quotient_text(Ratio(below, ONE)))
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
        name = f"1/({quotient_text(Ratio(below, ONE))})"
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
        name = f"log({quotient_text(found)})"
        self.logarithms[name] = found
        self.dropped.append("a logarithm stands for any number")
        return self.free(name, Domain())

    def root(self, found: Ratio) -> Ratio:
        """A square root: of a rational square itself, else a letter; denominators must be positive monomials."""
        if found.below != ONE and not self.is_positive_monomial(found.below):
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

    def is_positive_monomial(self, poly: Poly) -> bool:
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


def quotient_text(found: Ratio) -> str:
    """One text for one quotient."""
    parts = [
        " + ".join("*".join([str(c), *(f"{name}^{k}" for name, k in monomial)]) for monomial, c in sorted(poly.items()))
        for poly in (found.above, found.below)
    ]
    return parts[0] if parts[1] == "1" else f"({parts[0]})/({parts[1]})"
