"""The typed syntax tree of a formula: what is printed, not yet evaluated.

Nothing is cancelled, reordered or simplified while a tree is built; delimiters and the choice between a fraction
bar and a slash are kept, so that printing a tree gives the formula back (`verify.reading.printer`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from fractions import Fraction
from functools import cache, cached_property
from typing import Any


@dataclass(frozen=True)
class Node:
    """A node of the tree; equality is structural."""

    def children(self) -> Iterator[Node]:
        """The direct child nodes, in printed order.

        >>> [child.name for child in Power(Symbol("x"), Symbol("n")).children()]
        ['x', 'n']
        """
        kind: Any = type(self)
        for name in fields_of(kind):
            value = getattr(self, name)
            if isinstance(value, Node):
                yield value
            elif isinstance(value, tuple):
                yield from _nodes_in(value)

    def walk(self) -> Iterator[Node]:
        """This node and everything below it, outermost first."""
        yield self
        for child in self.children():
            yield from child.walk()


@cache
def fields_of(kind: Any) -> tuple[str, ...]:
    """The names of the fields of a node kind, in printed order."""
    return tuple(one.name for one in fields(kind))


def _nodes_in(values: tuple[Any, ...]) -> Iterator[Node]:
    for value in values:
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            yield from _nodes_in(value)


# --- values -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Number(Node):
    """A decimal numeral as printed; `value` is exact."""

    text: str

    @cached_property
    def value(self) -> Fraction:
        return Fraction(self.text)


@dataclass(frozen=True)
class Infinity(Node):
    r"""The symbol `\infty`."""


@dataclass(frozen=True)
class Symbol(Node):
    r"""A declared letter under its canonical key, with the index expressions of a family.

    `x_1` declared as a letter of its own is `Symbol("x_1")`; `k_{i}^{*}` of a family `k^{*}` is
    `Symbol("k^{*}", (Symbol("i"),))`.
    """

    name: str
    indices: tuple[Node, ...] = ()


@dataclass(frozen=True)
class FunctionName(Node):
    r"""A function letter, how often it is differentiated, and from which side (`+`, `-` or empty).

    `\pi'_+` is `FunctionName("\\pi", (), 1, "+")`; `V_{i,h}` is `FunctionName("V", (i, h))`.
    """

    name: str
    indices: tuple[Node, ...] = ()
    primes: int = 0
    side: str = ""


@dataclass(frozen=True)
class Call(Node):
    r"""A function applied to arguments; `opening` is the printed delimiter, empty for `\log n`.

    `separators` are the printed commas, semicolons and bars between the arguments.
    """

    function: FunctionName
    arguments: tuple[Node, ...]
    opening: str = "("
    separators: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImpliedCall(Node):
    """A function printed without its argument where the notation table says which one is meant."""

    function: FunctionName
    argument: Node


@dataclass(frozen=True)
class Group(Node):
    """Printed delimiters around one value."""

    opening: str
    body: Node
    closing: str


@dataclass(frozen=True)
class Sum(Node):
    """Signed terms; a leading `+` is empty text in `signs[0]`."""

    signs: tuple[str, ...]
    terms: tuple[Node, ...]


@dataclass(frozen=True)
class Product(Node):
    r"""Factors with the printed joint before each but the first: empty, `\cdot` or `\times`."""

    factors: tuple[Node, ...]
    joints: tuple[str, ...]


@dataclass(frozen=True)
class Quotient(Node):
    r"""A fraction; `style` is `frac` or `slash`."""

    numerator: Node
    denominator: Node
    style: str = "frac"


@dataclass(frozen=True)
class Power(Node):
    base: Node
    exponent: Node


@dataclass(frozen=True)
class Root(Node):
    """A square root, or the root of the printed degree."""

    radicand: Node
    degree: Node | None = None


@dataclass(frozen=True)
class PositivePart(Node):
    r"""`[x]^+`, or `\sinh(x)^+` where the plus belongs to the value of the call."""

    body: Node


@dataclass(frozen=True)
class Absolute(Node):
    body: Node


@dataclass(frozen=True)
class Indicator(Node):
    r"""`\bm{1}(condition)`."""

    mark: str
    condition: Node
    opening: str = "("


@dataclass(frozen=True)
class Derivative(Node):
    r"""`\frac{d}{dq} body` with the product that follows, or `\frac{d body}{dq}` where `above` is set.

    How it is printed, with `d` or `\partial`, makes no other derivative.
    """

    variable: Node
    body: Node
    above: bool = field(default=False, compare=False)
    mark: str = field(default="d", compare=False)


@dataclass(frozen=True)
class Differential(Node):
    """`dt`, `dk_{i}`, `dV_{i}`: an increment in a stochastic differential."""

    of: Node


@dataclass(frozen=True)
class Integral(Node):
    r"""An integral against `measure(d variable)`, or against `d variable` where `measure` is None.

    `style` says how the differential was printed: `measure` for `v(dn)`, `plain` for `dt`, `stieltjes` for `dF(x)`;
    `bare` that the integrand 1 was left out.
    """

    integrand: Node
    variable: Node
    measure: Node | None = None
    lower: Node | None = None
    upper: Node | None = None
    style: str = "plain"
    bare: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Summation(Node):
    """A sum over the range that its binder states."""

    binder: Node
    body: Node


@dataclass(frozen=True)
class Series(Node):
    r"""`\sum_{i=1}^{n} body`, or a product where `kind` is `prod`: the binder is the printed start, or a set.

    `upper` is the last value of the bound letter, None where the binder states the whole range.
    """

    kind: str
    binder: Node
    upper: Node | None
    body: Node


@dataclass(frozen=True)
class Optimum(Node):
    r"""`\max_{n>0} body`: `kind` is `max`, `min`, `sup` or `inf`; the binder is the printed condition."""

    kind: str
    binder: Node
    body: Node


@dataclass(frozen=True)
class Extremum(Node):
    r"""The largest or smallest of listed values, `\max\{0, x\}`."""

    kind: str
    items: tuple[Node, ...]
    opening: str = "\\{"


@dataclass(frozen=True)
class Limit(Node):
    r"""`\lim_{q\to\infty} body`."""

    approach: Node
    body: Node


@dataclass(frozen=True)
class Expectation(Node):
    r"""`\mathbb E_{law}[body \mid condition]`, or a probability where `operator` is `\mathbb P`."""

    operator: str
    body: Node
    law: Node | None = None
    condition: Node | None = None
    opening: str = "["


@dataclass(frozen=True)
class Landau(Node):
    r"""`O(g^5)` or `o(\varepsilon)`; the limit point is the claim's business."""

    order: str
    scale: Node


@dataclass(frozen=True)
class Listing(Node):
    r"""Values in a row with printed separators: `x_1,x_2`, `1,\ldots,H`; delimiters may be empty."""

    items: tuple[Node, ...]
    separators: tuple[str, ...]
    opening: str = ""
    closing: str = ""


@dataclass(frozen=True)
class Dots(Node):
    r"""`\ldots` in a listing."""

    text: str


@dataclass(frozen=True)
class Placeholder(Node):
    r"""`\cdot` in the place of an argument."""


@dataclass(frozen=True)
class Sign(Node):
    """A sign of arithmetic printed alone, as in a heading that joins two words with a plus."""

    text: str


@dataclass(frozen=True)
class SetBuilder(Node):
    """A set by its element and the condition on it."""

    element: Node
    condition: Node


@dataclass(frozen=True)
class Cases(Node):
    """A value by cases; `layout` is the environment that printed it."""

    values: tuple[Node, ...]
    conditions: tuple[Node, ...]
    layout: str


# --- statements -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Chain(Node):
    r"""`a = b \le c`: operands with the relation before each but the first."""

    operands: tuple[Node, ...]
    relations: tuple[str, ...]


@dataclass(frozen=True)
class Inference(Node):
    r"""Statements joined by `\Rightarrow`, `\Leftarrow` or `\Leftrightarrow`."""

    parts: tuple[Node, ...]
    arrows: tuple[str, ...]


@dataclass(frozen=True)
class Statements(Node):
    r"""Several statements in one formula with what was printed between them (`,`, `\qquad`)."""

    parts: tuple[Node, ...]
    separators: tuple[str, ...]


@dataclass(frozen=True)
class Text(Node):
    """Words inside a formula; only phrases that the notation table declares are read."""

    words: str


@dataclass(frozen=True)
class Sentence(Node):
    """Statements, values and declared phrases in the order in which they were printed."""

    parts: tuple[Node, ...]
