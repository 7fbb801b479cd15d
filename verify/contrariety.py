"""Whether one statement, taken as true, leaves no room for another.

For a formula that only a paper's own leg decides, and in another text than the registered one: where `k = BR(k)`
holds, `k < BR(k)` cannot, whatever BR is. A relation between two values is a set of signs of their difference; two
relations are compared where one difference is a multiple of the other and a number. What arithmetic does not look
into has one value in both statements, and nothing is assumed of it. The converse, that a statement gives a weaker one,
is not asked: a formula may be what another one is said of, and is a stronger claim with a wider interval.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from verify.arrangement import INEXACT, ONE, TURNED, Monomial, Terms, arranged, terms_of
from verify.reading.printer import latex
from verify.reading.rebuilding import without_groups
from verify.reading.tree import (
    Chain,
    Group,
    Infinity,
    Listing,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sentence,
    Statements,
    Sum,
    Symbol,
    Text,
)

Signs = frozenset[int]
SIGNS: dict[str, Signs] = {
    "=": frozenset((0,)),
    r"\equiv": frozenset((0,)),
    "<": frozenset((-1,)),
    ">": frozenset((1,)),
    r"\le": frozenset((-1, 0)),
    r"\ge": frozenset((0, 1)),
    r"\ne": frozenset((-1, 1)),
}
EVERY: Signs = frozenset((-1, 0, 1))
LIMIT = r"\to"
JOINED, QUALIFYING = frozenset(("and",)), frozenset(("at", "as", "for", "for all", "whenever", "when", "where", "if"))


@dataclass(frozen=True)
class Fact:
    """`left relation right`: the sign of left - right is one of `signs`; a limit has one value, which is compared."""

    left: Node
    relation: str
    right: Node
    difference: tuple[tuple[Monomial, Fraction], ...]

    @property
    def signs(self) -> Signs:
        return SIGNS["="] if self.relation == LIMIT else SIGNS[self.relation]

    @property
    def terms(self) -> Terms:
        return dict(self.difference)

    @property
    def latex(self) -> str:
        """As it would be printed."""
        return f"{latex(self.left)} {self.relation} {latex(self.right)}"


@dataclass(frozen=True)
class Clash:
    """Something that holds, and what is printed against it."""

    holds: Fact
    printed: Fact

    @property
    def witness(self) -> dict[str, str]:
        """The value, or the bound, that leaves no room for what is printed."""
        fact = self.holds
        turned = isinstance(fact.left, Number | Infinity)
        name, other = (fact.right, fact.left) if turned else (fact.left, fact.right)
        if fact.signs == SIGNS["="]:
            return {latex(name): latex(other)}
        return {latex(name): f"{TURNED[fact.relation] if turned else fact.relation} {latex(other)}"}


def clash(holds: Node, printed: Node) -> Clash | None:
    """Why `printed` cannot be true where `holds` is; None if that does not show.

    Examples
    --------
    >>> from verify.reading.tree import Symbol
    >>> zero, one, g = Number("0"), Number("1"), Symbol("g")
    >>> clash(Chain((g, zero), ("=",)), Chain((g, one), ("=",))).witness
    {'g': '0'}
    >>> clash(Chain((g, one), ("<",)), Chain((g, zero), ("<",)))
    """
    pair = _asserted(holds, printed)
    if pair is None:
        return None
    known = list(_facts(pair[0]))
    for said in _facts(pair[1]):
        for fact in known:
            if not _signs_left(fact, said) & said.signs:
                return Clash(fact, said)
    return None


def _asserted(holds: Node, printed: Node) -> tuple[list[Chain], list[Chain]] | None:
    """The relations that both statements assert, under the same qualification; None if they are built otherwise."""
    if isinstance(holds, Sentence) and isinstance(printed, Sentence):
        return _unqualified(holds, printed)
    before, after = _conjuncts(holds), _conjuncts(printed)
    return (before, after) if before and after else None


def _unqualified(holds: Sentence, printed: Sentence) -> tuple[list[Chain], list[Chain]] | None:
    """What stands before the first word that is not `and`, if all from there on is the same and qualifies it.

    A qualification that nothing meets would make both true; it would have made the registered formula vacuous.
    """
    first, second = _end_of_assertion(holds), _end_of_assertion(printed)
    if [without_groups(part) for part in holds.parts[first:]] != [
        without_groups(part) for part in printed.parts[second:]
    ]:
        return None
    if any(isinstance(part, Text) and part.words not in QUALIFYING | JOINED for part in holds.parts[first:]):
        return None
    before, after = _all_chains(holds.parts[:first]), _all_chains(printed.parts[:second])
    return (before, after) if before and after else None


def _end_of_assertion(sentence: Sentence) -> int:
    ends = (k for k, part in enumerate(sentence.parts) if isinstance(part, Text) and part.words not in JOINED)
    return next(ends, len(sentence.parts))


def _conjuncts(node: Node) -> list[Chain] | None:
    if isinstance(node, Chain):
        return [node]
    return _all_chains(node.parts) if isinstance(node, Statements) else None


def _all_chains(parts: tuple[Node, ...]) -> list[Chain] | None:
    """The parts that are no words, if they are relations all of them."""
    said = [part for part in parts if not isinstance(part, Text)]
    chains = [part for part in said if isinstance(part, Chain)]
    return chains if len(chains) == len(said) else None


def _facts(chains: list[Chain]) -> Iterator[Fact]:
    """The relation of any two values of a chain, and the two ends of an interval."""
    for chain in chains:
        for i, j in combinations(range(len(chain.operands)), 2):
            relation = _composed(chain.relations[i:j])
            yield from _between(chain.operands[i], relation, chain.operands[j])


def _composed(relations: tuple[str, ...]) -> str:
    """The relation between the ends of a part of a chain; empty if there is none."""
    if len(relations) == 1:
        return relations[0]
    kinds = {"=" if relation == r"\equiv" else relation for relation in relations} - {"="}
    if not kinds:
        return "="
    for strict, weak in (("<", r"\le"), (">", r"\ge")):
        if kinds <= {strict, weak}:
            return strict if strict in kinds else weak
    return ""


def _between(left: Node, relation: str, right: Node) -> Iterator[Fact]:
    if relation == r"\in":
        yield from _within(left, right)
    elif any(isinstance(inner, INEXACT) for node in (left, right) for inner in node.walk()):
        return
    elif relation in SIGNS or relation == LIMIT:
        yield Fact(left, relation, right, _difference(left, relation, right))


def _within(value: Node, interval: Node) -> Iterator[Fact]:
    """A function's value beyond the lower end of an interval and below the upper; nothing for any other set.

    Where letters alone are in an interval, that says what the rest is about.
    """
    match interval:
        case Listing((lower, upper), (_,), opening, closing) if not _of_letters(value):
            yield from _between(value, {"(": ">", "[": r"\ge"}.get(opening, ""), lower)
            yield from _between(value, {")": "<", "]": r"\le"}.get(closing, ""), upper)


def _of_letters(value: Node) -> bool:
    plain = (Symbol, Number, Sum, Product, Quotient, Power, Group)
    return all(isinstance(inner, plain) for inner in value.walk())


def _difference(left: Node, relation: str, right: Node) -> tuple[tuple[Monomial, Fraction], ...]:
    """left - right; what tends to something is compared by its limit, of which nothing is known but that it is one."""
    found = dict(terms_of(left)) if relation != LIMIT else {frozenset({((LIMIT, arranged(left)), 1)}): Fraction(1)}
    for monomial, share in terms_of(right).items():
        found[monomial] = found.get(monomial, Fraction(0)) - share
    return tuple((monomial, share) for monomial, share in found.items() if share)


def _signs_left(known: Fact, said: Fact) -> Signs:
    """The signs that the difference of `said` can have where `known` is true."""
    printed = said.terms
    number = printed.pop(ONE, Fraction(0))
    if not printed:
        return frozenset((_sign(number),))
    given = known.terms
    shift = given.pop(ONE, Fraction(0))
    scale = _multiple(given, printed)
    if not scale or (_speaks_of_infinity(known, said) and (scale != 1 or number != shift)):
        return EVERY
    return frozenset(sign for one in known.signs for sign in _reached(one, scale, number - scale * shift))


def _multiple(given: Terms, printed: Terms) -> Fraction:
    """The number by which `given` is to be multiplied to be `printed`; 0 if there is none."""
    if given.keys() != printed.keys():
        return Fraction(0)
    shares = {printed[monomial] / share for monomial, share in given.items()}
    return shares.pop() if len(shares) == 1 else Fraction(0)


def _speaks_of_infinity(*facts: Fact) -> bool:
    """Whether infinity is one of the values, or a part of one, that arithmetic would have to do with."""
    atoms = (factor for fact in facts for monomial in fact.terms for factor, _ in monomial)
    return any(factor == arranged(Infinity()) for factor in atoms)


def _reached(sign: int, scale: Fraction, number: Fraction) -> Signs:
    """The signs of scale d + number over all d of the given sign."""
    way = sign * _sign(scale)
    if way == 0 or _sign(number) == way:
        return frozenset((_sign(number),))
    return frozenset((way,)) if number == 0 else EVERY


def _sign(number: Fraction) -> int:
    return (number > 0) - (number < 0)
