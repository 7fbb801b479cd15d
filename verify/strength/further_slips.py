r"""Slips that need to know the notation, or that come two at a time: for statements too short for twenty of one place.

`verify.mutation` has the slips that any tree offers. Here a letter is taken for another of its sort, a bound opens or
closes, a term, a hypothesis or a prime is left out, a phrase says `for all` where it said `for some`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain

from verify.mutation import Mutant, everywhere, mutants
from verify.reading import tree
from verify.reading.notation import CONSTANT, INDEX, SCALAR, Letter, Scope
from verify.reading.tree import Chain, FunctionName, Node, Number, Symbol

SLACK = {"<": r"\le", r"\le": "<", ">": r"\ge", r"\ge": ">"}
UNEQUAL = (">", r"\ne")
APPROACHES = (r"\to", r"\downarrow", r"\uparrow")
ARROWS = {r"\Rightarrow": r"\Leftarrow", r"\Leftarrow": r"\Rightarrow", r"\Leftrightarrow": r"\Rightarrow"}
ENDS = {"(": "[", "[": "(", ")": "]", "]": ")"}
VALUES = (Number, Symbol, tree.Call, tree.Product, tree.Quotient, tree.Power)
ROUNDS = 6  # how often each first slip is paired
NEIGHBOURS = 2  # letters of its sort for which one letter is taken
Slip = Callable[[Node, Scope], Iterator[Node]]


def further_mutants(node: Node, scope: Scope) -> Iterator[Mutant]:
    """Every statement with one slip of the kinds below.

    >>> from verify.reading.notation import Notation
    >>> one = Chain((Symbol("x"), Number("2")), ("<",))
    >>> scope = Notation((Letter("x"),)).in_scope("")
    >>> [mutant.kind for mutant in further_mutants(one, scope)]
    ['strictness', 'constant', 'shift', 'negated', 'negated']
    """
    for kind, slip in KINDS.items():
        for changed in everywhere(node, lambda inner, slip=slip: slip(inner, scope)):  # type: ignore[misc]
            yield Mutant(kind, changed)


def pairs(node: Node, scope: Scope, words: str) -> Iterator[Mutant]:
    """Statements with two slips, in a random order that `words` determines; some are slips that cancel."""
    dice = random.Random(words)
    first = list(one_slip(node, scope))
    dice.shuffle(first)
    for one in first * ROUNDS:
        second = list(one_slip(one.node, scope))
        if second:
            other = dice.choice(second)
            yield Mutant(f"{one.kind} and {other.kind}", other.node)


def one_slip(node: Node, scope: Scope) -> Iterator[Mutant]:
    """All statements with one slip of any kind."""
    return chain(mutants(node), further_mutants(node, scope))


def _strictness(node: Node, scope: Scope) -> Iterator[Node]:
    """A bound that takes its end in, or leaves it out."""
    if isinstance(node, Chain):
        for k, relation in enumerate(node.relations):
            if relation in SLACK:
                yield _with_relation(node, k, SLACK[relation])
    if isinstance(node, tree.Listing) and node.opening in ENDS:
        yield replace(node, opening=ENDS[node.opening])
        yield replace(node, closing=ENDS[node.closing])


def _with_relation(node: Chain, k: int, relation: str) -> Chain:
    return replace(node, relations=(*node.relations[:k], relation, *node.relations[k + 1 :]))


def _inequality(node: Node, scope: Scope) -> Iterator[Node]:
    """An equality printed as an order, or as its contrary; up to a remainder that would say less."""
    if isinstance(node, Chain) and not any(isinstance(inner, tree.Landau) for inner in node.walk()):
        for k, relation in enumerate(node.relations):
            if relation == "=":
                yield from (_with_relation(node, k, other) for other in UNEQUAL)


def _approach(node: Node, scope: Scope) -> Iterator[Node]:
    if isinstance(node, Chain):
        for k, relation in enumerate(node.relations):
            if relation in APPROACHES:
                yield from (_with_relation(node, k, other) for other in APPROACHES if other != relation)


def _constant(node: Node, scope: Scope) -> Iterator[Node]:
    if isinstance(node, Number) and node.value.denominator == 1 and node.value > 0:
        yield Number(str(int(node.value) - 1))


def _term(node: Node, scope: Scope) -> Iterator[Node]:
    """A term left out."""
    if isinstance(node, tree.Sum) and len(node.terms) > 1 and not isinstance(node.terms[-1], tree.Placeholder):
        for k in range(len(node.terms)):
            signs, terms = (*node.signs[:k], *node.signs[k + 1 :]), (*node.terms[:k], *node.terms[k + 1 :])
            first = "" if signs[0] == "+" else signs[0]
            yield replace(node, signs=(first, *signs[1:]), terms=terms)


def _exponent(node: Node, scope: Scope) -> Iterator[Node]:
    """A power left out."""
    if isinstance(node, tree.Power):
        yield node.base


def _letter(node: Node, scope: Scope) -> Iterator[Node]:
    """A letter taken for another of its sort."""
    if isinstance(node, Symbol) and node.name in scope.by_name:
        row = scope.by_name[node.name]
        for other in _of_its_sort(row, scope):
            yield replace(node, name=other.name)


def _function(node: Node, scope: Scope) -> Iterator[Node]:
    """A function taken for another one."""
    if isinstance(node, FunctionName) and node.name in scope.by_name:
        row = scope.by_name[node.name]
        for other in _of_its_sort(row, scope):
            yield replace(node, name=other.name)


def _of_its_sort(row: Letter, scope: Scope) -> list[Letter]:
    """The letters next to it in the table that could stand where it stands."""
    alike = [one for one in scope.letters if _sort(one) == _sort(row) or one is row]
    if row.kind == CONSTANT:
        return []
    place = alike.index(row)
    return [one for one in (*alike[place + 1 :], *alike[:place]) if one is not row][:NEIGHBOURS]


def _sort(row: Letter) -> tuple[object, ...]:
    return (row.kind, len(row.indices), row.arity, row.bare, row.argument)


def _shift(node: Node, scope: Scope) -> Iterator[Node]:
    """A letter or an index off by one."""
    if isinstance(node, Symbol) and node.name in scope.by_name:
        kind = scope.by_name[node.name].kind
        if kind == INDEX:
            yield tree.Sum(("", "+"), (node, Number("1")))
        elif kind == SCALAR:
            yield tree.Group("(", tree.Sum(("", "+"), (node, Number("1"))), ")")


def _prime(node: Node, scope: Scope) -> Iterator[Node]:
    """A derivative printed as the function."""
    if isinstance(node, FunctionName) and node.primes:
        yield replace(node, primes=node.primes - 1, side=node.side if node.primes > 1 else "")


def _negated(node: Node, scope: Scope) -> Iterator[Node]:
    """A side of a relation with the other sign."""
    if isinstance(node, Chain):
        for k, operand in enumerate(node.operands):
            if isinstance(operand, VALUES) and operand != Number("0"):
                turned = tree.Sum(("-",), (operand,))
                yield replace(node, operands=(*node.operands[:k], turned, *node.operands[k + 1 :]))


def _inference(node: Node, scope: Scope) -> Iterator[Node]:
    """An arrow turned round; a hypothesis left out."""
    if isinstance(node, tree.Inference):
        for k, arrow in enumerate(node.arrows):
            if arrow in ARROWS:
                yield replace(node, arrows=(*node.arrows[:k], ARROWS[arrow], *node.arrows[k + 1 :]))
        yield node.parts[-1]


def _cases(node: Node, scope: Scope) -> Iterator[Node]:
    """Two values by cases exchanged."""
    if isinstance(node, tree.Cases):
        first, second, *others = node.values
        yield replace(node, values=(second, first, *others))


def _phrase(node: Node, scope: Scope) -> Iterator[Node]:
    """Words taken for others of their role: `for some` for `for all`, `or` for `iff`."""
    if isinstance(node, tree.Text):
        role = scope.phrases.get(node.words)
        alike = [words for words, other in scope.phrases.items() if other == role and words != node.words]
        yield from (tree.Text(words) for words in alike[:NEIGHBOURS])


KINDS: dict[str, Slip] = {
    "strictness": _strictness,
    "inequality": _inequality,
    "quantifier": _phrase,
    "hypothesis": _inference,
    "approach": _approach,
    "constant": _constant,
    "term": _term,
    "exponent": _exponent,
    "letter": _letter,
    "function": _function,
    "shift": _shift,
    "prime": _prime,
    "case": _cases,
    "negated": _negated,
}
