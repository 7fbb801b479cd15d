"""The statements of a claim, link by link, as data that the checker reads: derived from the reader's trees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from verify.certificates import checker
from verify.certificates.checker import Poly, plus, times
from verify.certificates.derivatives import UntranslatableError, derivative
from verify.certificates.fractions_of_polynomials import Ratio, constant
from verify.certificates.generators import FinerUnitError, Generating, Signs
from verify.certificates.translation import Translation
from verify.certificates.unfolding import Unfolding
from verify.claims import Claim, Paper, Role, Step
from verify.errors import GateError
from verify.reading import tree
from verify.reading.notation import Domain
from verify.reading.printer import latex
from verify.reading.rebuilding import rebuild
from verify.reading.tree import Chain, Inference, Landau, Node, Statements, Symbol

RELATIONS = {"=": "=", r"\equiv": "=", ">": ">", r"\ge": ">=", "<": ">", r"\le": ">="}
TURNED = frozenset(("<", r"\le"))
SIDES = {r"\to": "", r"\downarrow": "+", r"\uparrow": "-"}
Statement = dict[str, Any]


@dataclass(frozen=True)
class Link:
    """One relation that a step of a claim asserts, under its hypotheses."""

    claim: str
    part: str
    formula: str
    section: str
    left: Node
    relation: str
    right: Node
    hypotheses: tuple[Node, ...]
    toward: Node | None = None


def links(claim: Claim, paper: Paper) -> Iterator[Link]:
    """Every relation of every step; what is rewritten or renamed is left to the legs."""
    unfolding = Unfolding(paper)
    for number_, step in enumerate(claim.steps):
        if step.role not in (Role.ASSERTION, Role.DEFINITION) or step.renames or step.follows or step.equivalent_to:
            continue
        whole = unfolding.tree(step)
        if step.equals:
            whole = Chain((whole, unfolding.read(step.equals, step.section)), ("=",))
        parts = list(_parts(whole))
        given = [part for one in step.given for part in _parts(_given(one, step, unfolding))]
        toward = _given(step.toward, step, unfolding) if step.toward else None
        given += parts[: step.premises]
        for k, part in enumerate(parts[step.premises :]):
            for n, link in enumerate(_of(part, tuple(given), step)):
                if not (step.role is Role.DEFINITION and n == 0):
                    yield replace(link, claim=claim.id, part=f"step {number_ + 1}, {k + 1}.{n + 1}", toward=toward)


def _given(one: Step | str, step: Step, unfolding: Unfolding) -> Node:
    return unfolding.read(one, step.section) if isinstance(one, str) else unfolding.tree(one)


def _parts(node: Node) -> Iterator[Node]:
    if isinstance(node, Statements):
        for part in node.parts:
            yield from _parts(part)
    else:
        yield node


def _of(part: Node, given: tuple[Node, ...], step: Step) -> Iterator[Link]:
    if isinstance(part, Inference):
        for before, arrow, after in zip(part.parts, part.arrows, part.parts[1:], strict=False):
            if arrow in (r"\Rightarrow", r"\Leftrightarrow"):
                yield from _of(after, (*given, before), step)
            if arrow in (r"\Leftarrow", r"\Leftrightarrow"):
                yield from _of(before, (*given, after), step)
    elif isinstance(part, Chain):
        for left, relation, right in zip(part.operands, part.relations, part.operands[1:], strict=False):
            if relation in RELATIONS:
                yield Link("", "", step.latex, step.section, left, relation, right, given)


# --- a link as a statement ------------------------------------------------------------------------------------------


def statements(link: Link, paper: Paper, signs: Signs, kept: frozenset[str] = frozenset()) -> list[Statement]:
    """One statement for a relation, one for each coefficient of an expansion; raises `UntranslatableError`.

    Letters in `kept` are not unfolded: what holds whatever they are holds for what they are.
    """
    units: dict[Any, int] = {}
    unfolding, wholes = Unfolding(paper), RELATIONS[link.relation] != "="
    for _ in range(20):
        try:
            return _translated(
                link, lambda: Translation(unfolding, link.section, signs, units, wholes=wholes, kept=kept)
            )
        except FinerUnitError:
            continue
        except (RecursionError, ZeroDivisionError) as error:
            raise UntranslatableError(f"no translation: {type(error).__name__}") from error
    raise UntranslatableError("exponents without a common unit")


def _translated(link: Link, fresh: Callable[[], Translation]) -> list[Statement]:
    if any(isinstance(inner, Landau) for side in (link.left, link.right) for inner in side.walk()):
        return _expansion(link, fresh)
    where = fresh()
    at = hypotheses(link, where)
    sides = [where.value(node, at) for node in (link.left, link.right)]
    return [serialised(where, sides, link.relation)]


def hypotheses(link: Link, where: Translation) -> dict[str, Ratio]:
    """Values that hypotheses give to letters; the others become equations and inequalities."""
    at: dict[str, Ratio] = {}
    for node in link.hypotheses:
        if not isinstance(node, Chain):
            where.dropped.append(f"a hypothesis that is no relation: {latex(node)}")
            continue
        first = node.operands[0]
        if node.relations[0] == "=" and isinstance(first, Symbol) and latex(first) not in at:
            at[latex(first)] = where.value(node.operands[1], at)
            node = Chain(node.operands[1:], node.relations[1:])
        for left, relation, right in zip(node.operands, node.relations, node.operands[1:], strict=False):
            _assume(left, relation, right, where, at)
    return at


def _assume(left: Node, relation: str, right: Node, where: Translation, at: dict[str, Ratio]) -> None:
    try:
        if relation not in RELATIONS:
            raise UntranslatableError(relation)
        gap = where.value(left, at) - where.value(right, at)
    except UntranslatableError as error:
        where.dropped.append(f"{latex(left)} {relation} {latex(right)}: {error}")
        return
    gap = -gap if relation in TURNED else gap
    if RELATIONS[relation] == "=":
        where.equations.append(gap.above)
    else:
        where.inequalities.append((times(gap.above, gap.below), RELATIONS[relation] == ">"))


def _expansion(link: Link, fresh: Callable[[], Translation]) -> list[Statement]:
    """The coefficients below the order of the remainder are equal."""
    if link.relation != "=" or not isinstance(link.toward, Chain) or len(link.toward.operands) != 2:
        raise UntranslatableError("a remainder without the point that it is for")
    letter, point = link.toward.operands
    side = SIDES.get(link.toward.relations[0])
    orders = [_order(link.right, latex(letter))]
    if any(isinstance(inner, Landau) for inner in link.left.walk()):
        orders.append(_order(link.left, latex(letter)))
        if orders[1] < orders[0]:
            raise UntranslatableError("the remainder on the left is larger")
    if side is None or not isinstance(letter, Symbol):
        raise UntranslatableError("no approach")
    return [_coefficient(link, fresh(), letter, point, side, k) for k in range(orders[0])]


def _coefficient(link: Link, where: Translation, letter: Symbol, point: Node, side: str, order: int) -> Statement:
    at = hypotheses(link, where)
    moving = f"{latex(letter)} moving"
    step = where.free(moving, Domain(0, None, open_below=True) if side else Domain())
    base = where.value(point, at)
    near = {**at, latex(letter): base - step if side == "-" else base + step}
    sides = []
    for node in (link.left, link.right):
        found = where.value(without_landau(node), near)
        for _ in range(order):
            found = derivative(found, moving, where)
        sides.append(where.substituted(found, moving, constant(0)))
    return serialised(where, sides, "=", f"coefficient {order}")


def without_landau(node: Node) -> Node:
    return tree.Number("0") if isinstance(node, Landau) else rebuild(node, without_landau)


def _order(node: Node, letter: str) -> int:
    """How many coefficients the remainder leaves: of O(x^p), p; only constants may stand before it."""
    if isinstance(node, Landau):
        power = 1
        scale = node.scale
        if isinstance(scale, tree.Power) and isinstance(scale.exponent, tree.Number):
            power, scale = int(scale.exponent.value), scale.base
        if latex(scale) != letter:
            raise UntranslatableError("a remainder in another letter")
        return power + (node.order == "o")
    if isinstance(node, tree.Sum):
        found = [_order(term, letter) for term in node.terms if any(isinstance(x, Landau) for x in term.walk())]
        if found:
            return min(found)
    if isinstance(node, tree.Group):
        return _order(node.body, letter)
    if isinstance(node, tree.Product) and sum(not isinstance(one, tree.Number) for one in node.factors) == 1:
        return _order(next(one for one in node.factors if not isinstance(one, tree.Number)), letter)
    raise UntranslatableError("a remainder inside a product")


def serialised(where: Generating, sides: list[Ratio], relation: str, of: str = "") -> Statement:
    """The statement that `sides` are related so, with all that their values need, as JSON."""
    if relation in TURNED:
        sides = sides[::-1]
    return {
        "of": of,
        "letters": {name: _range(domain) for name, domain in sorted(where.letters.items())},
        "generators": {name: [kind, dumped(poly)] for name, (kind, poly) in _used(where)},
        "equations": [dumped(poly) for poly in where.equations],
        "inequalities": [[dumped(poly), strict] for poly, strict in where.inequalities],
        "nonzero": [dumped(poly) for poly in where.nonzero],
        "branches": [dumped(poly) for poly in where.branches],
        "signs": list(where.chosen),
        "dropped": sorted(set(where.dropped)),
        "sides": [[dumped(side.above), dumped(side.below)] for side in sides],
        "relation": RELATIONS[relation],
    }


def _used(where: Generating) -> Iterator[tuple[str, tuple[str, Poly]]]:
    """The generators without those of a variable that has been integrated over."""
    for name, (kind, poly) in where.generators.items():
        if not any(part in where.bound for monomial in poly for part, _ in monomial):
            yield name, (kind, poly)


def _range(domain: Domain) -> list[Any]:
    ends = [None if end is None else str(end) for end in (domain.lower, domain.upper)]
    return [ends[0], domain.open_below, ends[1], domain.open_above]


def dumped(poly: Poly) -> list[Any]:
    """A polynomial as JSON, its terms in one order.

    >>> dumped({(): 2, (("x", 3),): 1})
    [['2', {}], ['1', {'x': 3}]]
    """
    return [[str(c), dict(monomial)] for monomial, c in sorted(poly.items())]


def recorded_signs(branches: Iterable[Any]) -> Signs:
    """The signs that make positive parts the branches of a certificate, each to be shown by its own proof."""
    known = [checker.parsed(branch) for branch in branches]

    def sign(where: Generating, found: Ratio) -> int | None:
        poly = times(found.above, found.below)
        return 1 if poly in known else -1 if plus({}, poly, -1) in known else None

    return sign


def translatable(claim: Claim, paper: Paper) -> list[Link]:
    """The links of a claim; none if its text cannot be read."""
    try:
        return list(links(claim, paper))
    except GateError:
        return []
