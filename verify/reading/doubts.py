r"""What a formula can be read as in two ways though its tokens are all known: refused, since a guess may be wrong.

The parser follows the notation table, and the table may say too little: `\tau(s)(a)` is a value of a value and no
product, `w_{it}` has two indices and no product of them, `\max_x f(x)-cx` has its whole right side under the maximum.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from verify.errors import ReadError
from verify.reading.binding import binding
from verify.reading.doubtful_products import IMAGINARY, doubts_of_product, kind_of, may_differentiate
from verify.reading.expressions import KNOWN_FUNCTIONS
from verify.reading.notation import INDEX, SET, Scope
from verify.reading.tokens import Token
from verify.reading.tree import (
    Absolute,
    Call,
    Chain,
    Derivative,
    Dots,
    FunctionName,
    Group,
    Inference,
    Integral,
    Limit,
    Listing,
    Node,
    Number,
    Optimum,
    PositivePart,
    Power,
    Product,
    Quotient,
    Sentence,
    Series,
    Statements,
    Sum,
    Summation,
    Symbol,
)

Binder = Summation | Series | Optimum | Limit
ASSERTING = (Chain, Inference, Sentence)
ASYMPTOTIC = frozenset((r"\Theta", r"\mathcal{O}", r"\tilde{O}", r"\widetilde{O}", r"\tilde{\Theta}", "O", "o"))
CAPITAL = re.compile(r"(?:\\(?:mathcal|mathscr|mathbb|mathfrak)\{)?[A-Z](?![a-z])")
SET_VALUED = re.compile(CAPITAL.pattern + r"|\\(?:Gamma|Delta|Omega|Theta|Lambda|Sigma|Pi|Phi|Psi|Xi)(?![A-Za-z])")
UPRIGHT = r"\mathrm{"
LOG = r"\log"
EULER = Symbol("e")
TIME = Symbol("t")
MINUS_ONE = Sum(("-",), (Number("1"),))
ARROWS = frozenset((r"\to", r"\mapsto"))


class DoubtfulError(ReadError):
    """A formula that a mathematician may read otherwise than the parser did."""


def require_sure(tree: Node, scope: Scope, first: Token) -> None:
    """Raise `DoubtfulError` at the formula's first token if any part of the tree has a second reading."""
    if isinstance(tree, Group) and isinstance(tree.body, Symbol) and tree.body.indices:
        reason = f"{tree.body.name} alone in brackets, which may be all of its values"
        raise DoubtfulError(reason, line=first.line, column=first.column, step="print it without brackets")
    for reason, step in _doubts(tree, scope, frozenset()):
        raise DoubtfulError(reason, line=first.line, column=first.column, step=step)
    for name in _open_ends(tree, scope):
        reason = f"a sum that may be over {name} too, of which nothing else is said"
        raise DoubtfulError(reason, line=first.line, column=first.column, step="print one sum for each index")


def _open_ends(tree: Node, scope: Scope) -> Iterator[str]:
    r"""`\sum_{i\ne j}` and `\sum_{i<j}` in a formula that prints the second index nowhere else."""
    for node in tree.walk():
        if isinstance(node, Summation | Series) and isinstance(node.binder, Chain):
            if set(node.binder.relations) & {"=", r"\in"}:
                continue
            for other in _counted(node.binder).keys() - {_bound_name(node)}:
                indexed = kind_of(Symbol(other), scope) == INDEX
                if indexed and _counted(node)[other] == _counted(tree)[other]:
                    yield other


def _doubts(node: Node, scope: Scope, bound: frozenset[str]) -> Iterator[tuple[str, str]]:
    if isinstance(node, Product):
        yield from doubts_of_product(node, scope, bound)
    elif isinstance(node, Sum):
        yield from _terms(node)
        yield from _index_beside_values(node, scope, bound)
        yield from _last_of_list(node)
    elif isinstance(node, Quotient) and may_differentiate(node):
        yield "the same letter first above and below a line, which may be a derivative", "print d, or cancel the letter"
    elif isinstance(node, Power):
        yield from _exponent(node, scope, bound)
    elif isinstance(node, Group) and node.opening == r"\{" and isinstance(node.body, Symbol | Number):
        yield "braces around one letter, which are a set or a grouping", "print ( ) for a grouping"
    elif isinstance(node, Group | Listing) and node.opening == r"\langle":
        yield "angle brackets, which are a mean, a product of vectors or a list", "print ( ) for a grouping or a list"
    elif isinstance(node, Absolute) and isinstance(node.body, Absolute):
        yield "two bars on each side, which are a norm", "print one bar for a number"
    elif isinstance(node, Absolute) and isinstance(node.body, Call) and SET_VALUED.match(node.body.function.name):
        yield (
            f"bars around {node.body.function.name}(...), which may count elements",
            "bracket a number, as in |(F(x))|",
        )
    elif isinstance(node, Absolute) and isinstance(node.body, Symbol) and _may_be_set(node.body, scope):
        yield f"bars around {node.body.name}, which may count the elements of a set", "bracket a number, as in |(X)|"
    elif isinstance(node, PositivePart) and isinstance(node.body, Symbol):
        yield f"a plus above {node.body.name}, which may be a label", "bracket what the positive part is taken of"
    elif isinstance(node, PositivePart) and isinstance(node.body, Number):
        yield f"a plus above {node.body.text}, which is its right side", f"print {node.body.text}+ as an argument"
    elif isinstance(node, Integral) and (node.lower is None) is not (node.upper is None):
        yield "an integral with one end, which may be over what is printed there", "print both ends"
    elif isinstance(node, Integral) and _stands_still(node):
        yield f"{_stands_still(node)}(...) under an integral over t, which may move with it", "print the argument t"
    elif isinstance(node, Statements):
        yield from _parts(node)
    elif isinstance(node, Chain):
        yield from _replaced(node)
        yield from _between_sets(node, scope)
        yield from _goes_on_in_chain(node)
        yield from _pair_beside_value(node)
    elif isinstance(node, Derivative) and not node.above:
        yield from _behind_operator(node)
    elif isinstance(node, Summation | Series):
        yield from _unranged(node, scope)
    elif isinstance(node, Call) and node.function.name in ASYMPTOTIC and not _is_explained(node, scope):
        yield f"{node.function.name}(...), which may be an order of growth", "say in its row's `meaning` what it is"
    if isinstance(node, Symbol | FunctionName) and node.indices:
        yield from _indices(node, scope)
    within = bound | {_bound_name(node)} if isinstance(node, Binder) else bound
    for child in node.children():
        yield from _doubts(child, scope, within)


def _is_explained(node: Call, scope: Scope) -> bool:
    row = scope.by_name.get(node.function.name)
    return row is not None and bool(row.meaning)


def _may_be_set(letter: Symbol, scope: Scope) -> bool:
    """Sets are printed as capitals."""
    return kind_of(letter, scope) == SET or CAPITAL.match(letter.name) is not None


def _indices(letter: Symbol | FunctionName, scope: Scope) -> Iterator[tuple[str, str]]:
    r"""`w_{it}`: one slot of a family in which letters stand side by side; `p_d` beside `p_i`: d may be a label."""
    row = scope.by_name.get(letter.name)
    own = row.indices if row else ()
    for index in letter.indices:
        name = scope.first_names.get(index.name, index.name) if isinstance(index, Symbol) else ""
        if isinstance(index, Symbol) and name not in own and kind_of(index, scope) not in ("", INDEX):
            yield f"{index.name} below {letter.name}, which may be a label", "declare it as an index, or the letter"
        if isinstance(index, Sum) and index.signs == ("-",) and isinstance(index.terms[0], Symbol):
            yield f"a minus below {letter.name}, which may stand for all but that one", "print another name for it"
        if isinstance(index, Number) and "." in index.text:
            yield f"a decimal below {letter.name}, which is a label", "declare the letter with it"
        for node in index.walk():
            if isinstance(node, Product) and "" in node.joints and not isinstance(node.factors[0], Number):
                yield f"indices of {letter.name} side by side", "print commas between them, or \\cdot for a product"


def _index_beside_values(node: Sum, scope: Scope, bound: frozenset[str]) -> Iterator[tuple[str, str]]:
    r"""`i+c_0`: a value that has the name of an index, unless every other term counts too."""
    beside = any(isinstance(other, Symbol) and other.indices for other in node.terms)
    for term in node.terms:
        name = term.name if isinstance(term, Symbol) else ""
        if beside and name in IMAGINARY and name not in bound and kind_of(term, scope) == INDEX:
            yield f"the index {name} added to a value, which may be a number of its own", "name the index otherwise"


def _replaced(node: Chain) -> Iterator[tuple[str, str]]:
    r"""`s\to 1/s` puts a value in the place of a letter, and says nothing of a limit."""
    for left, relation, right in zip(node.operands, node.relations, node.operands[1:], strict=False):
        if relation in ARROWS and isinstance(left, Symbol) and left.name in _names(right):
            yield f"an arrow from {left.name} to a value of it, which is a substitution", "print a new letter for it"


def _between_sets(node: Chain, scope: Scope) -> Iterator[tuple[str, str]]:
    r"""`\mathbb R\to\mathbb R` alone names the sets of some function, and nothing approaches anything."""
    if node.relations[0] == ":":
        return
    for left, relation, right in zip(node.operands, node.relations, node.operands[1:], strict=False):
        if relation == r"\to" and SET in (kind_of(left, scope), kind_of(right, scope)):
            yield "an arrow between sets, which belongs to a function", r"print the function too, as in f:A\to B"


def _stands_still(node: Integral) -> str:
    r"""The u of `\int e^{-\rho t}u(c)\,dt`, where c may be short for c(t); empty without."""
    if node.variable != TIME or node.style != "plain":
        return ""
    inside = [node.integrand]
    while inside:
        one = inside.pop()
        if isinstance(one, Call) and one.function.name not in KNOWN_FUNCTIONS:
            names = {name for argument in one.arguments for name in _names(argument)}
            if names and TIME.name not in names:
                return one.function.name
        if not isinstance(one, Integral | Binder):
            inside.extend(one.children())
    return ""


def _goes_on_in_chain(node: Chain) -> Iterator[tuple[str, str]]:
    r"""`\max_q f(q)=q-q^2`: what is under the operator goes on behind the relation."""
    for operand in node.operands:
        if isinstance(operand, Optimum) and any(_bound_name(operand) in _names(other) for other in node.operands):
            yield "a bound letter behind a relation, where its operator may go on", "print the operator on each side"


def _pair_beside_value(node: Chain) -> Iterator[tuple[str, str]]:
    """`(24,9)=3`, which says something of a number that belongs to the pair, such as its greatest common divisor."""
    links = zip(node.operands, node.relations, node.operands[1:], strict=False)
    for left, relation, right in links:
        if relation == "=" and _is_pair(left) is not _is_pair(right):
            yield "a list beside one value, which may be what stands for it", "print what is meant, as in \\max(x,y)"


def _is_pair(node: Node) -> bool:
    return isinstance(node, Listing) and node.opening == "("


def _behind_operator(node: Derivative) -> Iterator[tuple[str, str]]:
    r"""`\frac{d}{dx}(1-x)f(x)`: a factor behind the bracket may not be under the operator."""
    body, name = node.body, node.variable.name if isinstance(node.variable, Symbol) else ""
    if not isinstance(body, Product) or not isinstance(body.factors[0], Group):
        return
    if any(name in _names(factor) for factor in body.factors[1:]):
        yield "a factor behind the brackets of a derivative", "bracket all that the derivative is taken of"


def _unranged(node: Summation | Series, scope: Scope) -> Iterator[tuple[str, str]]:
    r"""`\sum_p p^{-s}` and `\prod_{p\ge3}`: what p may be is nowhere said, where it is no index."""
    binder = node.binder
    if isinstance(binder, Chain) and set(binder.relations) & {"=", r"\in"}:
        return
    first = binder.operands[0] if isinstance(binder, Chain) else binder
    if isinstance(first, Symbol) and kind_of(first, scope) != INDEX:
        yield f"a sum or product over {first.name}, of which no range is said", "print both ends, or declare an index"


def _terms(node: Sum) -> Iterator[tuple[str, str]]:
    """A letter that an operator binds and that stands in a later term: whether that term is under the operator."""
    bound: set[str] = set()
    for term in node.terms:
        if bound & _names(term):
            yield "a bound letter in a term behind its operator", "bracket all that the operator is applied to"
        last = term.factors[-1] if isinstance(term, Product) else term
        if isinstance(last, Binder):
            bound.add(_bound_name(last))
        if isinstance(term, Binder):
            bound.add(_bound_name(term))


def _names(node: Node) -> set[str]:
    r"""The letters free in a term; one that the term binds itself is none of them."""
    found = {node.name} if isinstance(node, Symbol) else set()
    for child in node.children():
        found |= _names(child)
    return found - ({_bound_name(node)} if isinstance(node, Binder) else set())


def _counted(tree: Node) -> Counter[str]:
    return Counter(node.name for node in tree.walk() if isinstance(node, Symbol))


def _bound_name(node: Binder) -> str:
    found = binding(node)
    return found[0].name if found else ""


def _last_of_list(node: Sum) -> Iterator[tuple[str, str]]:
    r"""`1+2+\dots+k-1`, of which k or k-1 is the last."""
    for k, (before, last) in enumerate(pairwise(node.terms)):
        behind = node.terms[k + 2] if k + 2 < len(node.terms) else None
        if isinstance(before, Dots) and isinstance(last, Symbol) and isinstance(behind, Number):
            yield f"{last.name} and a number behind dots, which may be the last term together", "bracket the last term"


def _exponent(node: Power, scope: Scope, bound: frozenset[str]) -> Iterator[tuple[str, str]]:
    r"""`p_{s}^{i}`: an index that is bound nowhere may as well be an upper index."""
    exponent = node.exponent
    if isinstance(node.base, Call) and node.base.function.name in KNOWN_FUNCTIONS and exponent == MINUS_ONE:
        yield f"{node.base.function.name} to the power -1, which is its inverse or a reciprocal", "print 1/ or its name"
    if isinstance(node.base, Number) and any(
        isinstance(one, Call) and one.function.name == LOG for one in exponent.walk()
    ):
        yield "a logarithm above a numeral, which may be its base", r"print \ln, or the base below \log"
    if isinstance(node.base, Symbol | Call) and node.base != EULER and _may_count(exponent):
        yield "an exponent in parentheses, which may be a label or count derivatives", "print the power without them"
    if not isinstance(node.base, Symbol | Call) or not isinstance(exponent, Symbol):
        return
    if exponent.name not in bound and kind_of(exponent, scope) == INDEX:
        yield f"the index {exponent.name} as an exponent, which may be an upper index", "bracket the base of a power"
    if exponent.name.startswith(UPRIGHT):
        yield "a word as an exponent, which names the letter that it stands on", "declare the letter with its word"


def _may_count(exponent: Node) -> bool:
    """`n`, `2` or `n+1` in parentheses: a product or a fraction counts nothing and labels nothing."""
    if not isinstance(exponent, Group) or exponent.opening != "(":
        return False
    body = exponent.body
    return all(isinstance(one, Symbol | Number) for one in (body.terms if isinstance(body, Sum) else (body,)))


def _shares_ends(before: Node, after: Node) -> bool:
    r"""`0<\alpha,\delta<1`: two letters that both bounds are said of."""
    if not isinstance(before, Chain) or not isinstance(after, Chain):
        return False
    bounded = isinstance(before.operands[0], Number) and isinstance(after.operands[-1], Number)
    between = isinstance(before.operands[-1], Symbol) and isinstance(after.operands[0], Symbol)
    ordered = {before.relations[-1], after.relations[0]} <= {"<", r"\le"} or {
        before.relations[-1],
        after.relations[0],
    } <= {">", r"\ge"}
    return bounded and between and ordered and len(before.operands) == len(after.operands) == 2


def _parts(node: Statements) -> Iterator[tuple[str, str]]:
    r"""`a,b>0` alone says it of both, and is used so; in any other list it is open what else a relation is of."""
    *leading, last = node.parts
    if isinstance(last, Chain) and all(isinstance(part, Symbol) for part in leading) and set(node.separators) == {","}:
        return
    for before, after in pairwise(node.parts):
        if _shares_ends(before, after) and "," in node.separators:
            yield "a list of letters between two bounds, each of which may hold for all", "print each range in full"
        if isinstance(before, ASSERTING) != isinstance(after, ASSERTING):
            yield "values listed beside a relation, of which it may say something too", "print each relation in full"
