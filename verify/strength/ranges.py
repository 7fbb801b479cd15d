"""Declared ranges left out: of a letter, and of the defined letters whose range follows from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from verify.breakers.letters import LetterFinder
from verify.errors import GateError
from verify.kernel import Outcome
from verify.model import Definition, Model
from verify.obligations import Obligation
from verify.reading.notation import Domain, Letter, Notation
from verify.reading.tree import Call, Chain, FunctionName, Node, Number, Quotient, Sum, Symbol


def freed(model: Model, names: set[str], only: Letter | None = None) -> Model:
    """The model with these letters unbounded; `only` one of several rows of a letter, where it is given."""
    rows = tuple(
        replace(row, domain=Domain(integer=row.domain.integer))
        if row.name in names and (only is None or row is only)
        else row
        for row in model.notation.letters
    )
    return model.under(Notation(rows, model.notation.phrases, model.notation.differentials))


def with_consequences(letter: Letter, asked: Sequence[Obligation], model: Model, wider: Model) -> Model:
    """`wider` without the ranges of defined letters that follow from `letter`'s own, which is proved one by one.

    Such a range is no hypothesis of its own. What a proof may use shrinks as ranges are found to follow, so that no
    two of them rest on each other.
    """
    followed: set[str] = set()
    for node, row, section in _resting_on(letter, asked, model):
        if row.name not in followed and follows(node, row.domain, section, freed(model, {*followed, row.name})):
            followed.add(row.name)
            wider = freed(wider, {row.name})
    return wider


def _resting_on(letter: Letter, asked: Sequence[Obligation], model: Model) -> Iterator[tuple[Node, Letter, str]]:
    """The defined letters with a range that the obligations reach and whose value rests on `letter`."""
    for one in asked:
        for node in _defined((one.left, one.right, *one.hypotheses), model):
            row = model.letter(node.name if isinstance(node, Symbol) else node.function.name, one.section)
            finder = LetterFinder(model, one.section)
            finder.visit(node)
            if is_bounded(row.domain) and row.name != letter.name and letter.name in finder.open.letters.values():
                yield node, row, one.section


def is_bounded(domain: Domain) -> bool:
    """Whether the interval has an end."""
    return (domain.lower, domain.upper) != (None, None)


def _defined(nodes: tuple[Node, ...], model: Model) -> list[Symbol | Call]:
    """Defined letters, and functions at their parameters, from the printed ones inwards."""
    seen: dict[Symbol | Call, None] = {}
    waiting = list(nodes)
    while waiting:
        for inner in waiting.pop(0).walk():
            if isinstance(inner, Symbol | FunctionName):
                found = model.definition(inner.name, inner.indices)
                bare = inner if isinstance(inner, Symbol) else _at_parameters(inner, found)
                if found is not None and bare not in seen:
                    seen[bare] = None
                    waiting.append(found.body)
    return list(seen)


def _at_parameters(name: FunctionName, found: Definition | None) -> Call:
    parameters = found.parameters if found is not None else ()
    return Call(FunctionName(name.name, name.indices), tuple(Symbol(one) for one in parameters))


def follows(node: Node, domain: Domain, section: str, base: Model, given: tuple[Chain, ...] = ()) -> bool:
    """Whether the engine proves in `base` that a value lies in an interval."""
    from verify.symbolic.prove import prove

    try:
        each = [Obligation("relation", node, relation, end, section, given) for relation, end in _ends(domain)]
        return all(prove(one, base).outcome is Outcome.PROVED for one in each)
    except GateError:
        return False


def _ends(domain: Domain) -> Iterator[tuple[str, Node]]:
    if domain.lower is not None:
        yield (">" if domain.open_below else r"\ge"), _exactly(domain.lower)
    if domain.upper is not None:
        yield ("<" if domain.open_above else r"\le"), _exactly(domain.upper)


def _exactly(value: Fraction | int) -> Node:
    exact = Fraction(value)
    size: Node = Quotient(Number(str(abs(exact.numerator))), Number(str(exact.denominator)))
    return size if exact >= 0 else Sum(("-",), (size,))
