r"""A typed tree back to LaTeX, as it was printed up to spacing, `\left`/`\right` and invisible braces."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, singledispatch

from verify.reading import tree
from verify.reading.macros import Macro
from verify.reading.tree import Node


@singledispatch
def latex(node: Node) -> str:
    r"""The formula that a tree stands for.

    >>> latex(tree.Power(tree.Symbol("x"), tree.Number("2")))
    'x^{2}'
    """
    raise TypeError(f"no printed form for {type(node).__name__}")


def canonical(text: str, macros: Mapping[str, Macro] | None = None) -> str:
    r"""A formula without what has no meaning in print, for comparing sources; `macros` are those of its paper.

    >>> canonical(r"\left( x \right)^2\,") == canonical("(x)^{2}")
    True
    """
    return _plain(text) if not macros else _joined(text, macros)


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return _joined(text, None)


def _joined(text: str, macros: Mapping[str, Macro] | None) -> str:
    from verify.reading.tokens import tokenize

    tokens = (token.text for token in tokenize(text, macros=macros) if token.kind != "expansion")
    return " ".join(tokens).rstrip(" .,;")


def _spelled(name: str, indices: tuple[Node, ...]) -> str:
    """A canonical name with its printed indices in the slots."""
    if not indices:
        return name
    head, _, rest = name.partition("_{")
    _, _, tail = rest.partition("}")
    between = " " if len(indices) > 1 and "," not in name else ","
    return head + "_{" + between.join(latex(index) for index in indices) + "}" + tail


def _interleave(items: tuple[Node, ...], separators: tuple[str, ...]) -> str:
    text = latex(items[0])
    for separator, item in zip(separators, items[1:], strict=True):
        text += f" {separator} {latex(item)}"
    return text


@latex.register
def _(node: tree.Number) -> str:
    return node.text


@latex.register
def _(node: tree.Infinity) -> str:
    return r"\infty"


@latex.register
def _(node: tree.Symbol) -> str:
    return _spelled(node.name, node.indices)


@latex.register
def _(node: tree.FunctionName) -> str:
    side = f"_{{{node.side}}}" if node.side else ""
    return _spelled(node.name, node.indices) + "'" * node.primes + side


@latex.register
def _(node: tree.Call) -> str:
    name, inside = latex(node.function), _interleave(node.arguments, node.separators)
    return f"{name} {node.opening} {inside} {_closing(node.opening)}" if node.opening else f"{name} {inside}"


def _closing(opening: str) -> str:
    return {"(": ")", "[": "]", r"\{": r"\}", r"\langle": r"\rangle"}[opening]


@latex.register
def _(node: tree.ImpliedCall) -> str:
    return latex(node.function)


@latex.register
def _(node: tree.Group) -> str:
    return f"{node.opening} {latex(node.body)} {node.closing}"


@latex.register
def _(node: tree.Sum) -> str:
    if isinstance(node.terms[-1], tree.Placeholder) and len(node.terms) == 2:  # a one-sided value, `0+`
        return latex(node.terms[0]) + node.signs[1]
    return " ".join(f"{sign} {latex(term)}" for sign, term in zip(node.signs, node.terms, strict=True)).strip()


@latex.register
def _(node: tree.Product) -> str:
    return _interleave(node.factors, node.joints)


@latex.register
def _(node: tree.Quotient) -> str:
    above, below = latex(node.numerator), latex(node.denominator)
    return rf"\frac{{{above}}}{{{below}}}" if node.style == "frac" else f"{above} / {below}"


@latex.register
def _(node: tree.Power) -> str:
    call = node.base
    if isinstance(call, tree.Call) and call.function.name.startswith("\\") and not call.function.primes:
        inside = _interleave(call.arguments, call.separators)
        body = f"{call.opening} {inside} {_closing(call.opening)}" if call.opening else inside
        if call.function.name in FUNCTION_POWERS:
            return f"{latex(call.function)}^{{{latex(node.exponent)}}} {body}"
    return f"{latex(node.base)}^{{{latex(node.exponent)}}}"


FUNCTION_POWERS = frozenset(r"\log \ln \exp \sinh \cosh \tanh \coth \sin \cos \tan \arctan \sgn".split())


@latex.register
def _(node: tree.Root) -> str:
    degree = f"[{latex(node.degree)}]" if node.degree else ""
    return rf"\sqrt{degree}{{{latex(node.radicand)}}}"


@latex.register
def _(node: tree.PositivePart) -> str:
    return f"{latex(node.body)}^{{+}}"


@latex.register
def _(node: tree.Absolute) -> str:
    return f"| {latex(node.body)} |"


@latex.register
def _(node: tree.Indicator) -> str:
    return f"{node.mark} {node.opening} {latex(node.condition)} {_closing(node.opening)}"


@latex.register
def _(node: tree.Derivative) -> str:
    body, below = latex(node.body), f"{node.mark} {latex(node.variable)}"
    return rf"\frac{{{node.mark} {body}}}{{{below}}}" if node.above else rf"\frac{{{node.mark}}}{{{below}}} {body}"


@latex.register
def _(node: tree.Differential) -> str:
    return f"d {latex(node.of)}"


@latex.register
def _(node: tree.Integral) -> str:
    lower = f"_{{{latex(node.lower)}}}" if node.lower else ""
    upper = f"^{{{latex(node.upper)}}}" if node.upper else ""
    integrand = "" if node.bare else latex(node.integrand)
    return rf"\int{lower}{upper} {integrand} {_differential(node)}"


def _differential(node: tree.Integral) -> str:
    variable = latex(node.variable)
    if node.style == "measure" and node.measure is not None:
        return f"{latex(node.measure)} ( d {variable} )"
    if node.style == "stieltjes" and node.measure is not None:
        return f"d {latex(node.measure)} ( {variable} )"
    return f"d {variable}"


@latex.register
def _(node: tree.Summation) -> str:
    return rf"\sum_{{{latex(node.binder)}}} {latex(node.body)}"


@latex.register
def _(node: tree.Series) -> str:
    upper = f"^{{{latex(node.upper)}}}" if node.upper else ""
    return rf"\{node.kind}_{{{latex(node.binder)}}}{upper} {latex(node.body)}"


@latex.register
def _(node: tree.Optimum) -> str:
    return rf"\{node.kind}_{{{latex(node.binder)}}} {latex(node.body)}"


@latex.register
def _(node: tree.Extremum) -> str:
    inside = " , ".join(latex(item) for item in node.items)
    return rf"\{node.kind} {node.opening} {inside} {_closing(node.opening)}"


@latex.register
def _(node: tree.Limit) -> str:
    return rf"\lim_{{{latex(node.approach)}}} {latex(node.body)}"


@latex.register
def _(node: tree.Expectation) -> str:
    law = f"_{{{latex(node.law)}}}" if node.law else ""
    condition = f" | {latex(node.condition)}" if node.condition else ""
    return f"{node.operator}{law} {node.opening} {latex(node.body)}{condition} {_closing(node.opening)}"


@latex.register
def _(node: tree.Landau) -> str:
    return f"{node.order} ( {latex(node.scale)} )"


@latex.register
def _(node: tree.Listing) -> str:
    return f"{node.opening} {_interleave(node.items, node.separators)} {node.closing}".strip()


@latex.register
def _(node: tree.Dots) -> str:
    return node.text


@latex.register
def _(node: tree.Placeholder) -> str:
    return r"\cdot"


@latex.register
def _(node: tree.Sign) -> str:
    return node.text


@latex.register
def _(node: tree.SetBuilder) -> str:
    return f"{latex(node.element)} : {latex(node.condition)}"


@latex.register
def _(node: tree.Cases) -> str:
    rows = r" \\ ".join(
        f"{latex(value)} & {latex(condition)}" for value, condition in zip(node.values, node.conditions, strict=True)
    )
    body = rf"\begin{{{node.layout}}} {rows} \end{{{node.layout}}}"
    return body if node.layout == "cases" else rf"\left\{{ {body} \right."


@latex.register
def _(node: tree.Chain) -> str:
    return _interleave(node.operands, node.relations)


@latex.register
def _(node: tree.Inference) -> str:
    return _interleave(node.parts, node.arrows)


@latex.register
def _(node: tree.Statements) -> str:
    return _interleave(node.parts, node.separators)


@latex.register
def _(node: tree.Text) -> str:
    return node.words if node.words.startswith("\\") else rf"\text{{ {node.words} }}"


@latex.register
def _(node: tree.Sentence) -> str:
    return " ".join(latex(part) for part in node.parts)
