r"""Derivatives of letters of which it is not said what they depend on.

`\frac{dm}{dt}` of a letter of which nothing is said is no zero: m is a function of t that the source does not print.
"""

from __future__ import annotations

from collections.abc import Mapping

from verify.reading.tree import Call, Derivative, FunctionName, Node, Symbol


def without_dependence(tree: Node, bodies: Mapping[str, frozenset[str]]) -> str:
    r"""What is differentiated in a letter that it is not known to depend on, as in `\frac{dm}{dt}`; empty if nothing.

    `bodies` has the letters of all definitions.

    >>> without_dependence(Derivative(Symbol("t"), Symbol("m")), {})
    'm'
    >>> without_dependence(Derivative(Symbol("t"), Symbol("m")), {"m": frozenset("t")})
    ''
    """
    for node in tree.walk():
        if isinstance(node, Derivative) and isinstance(node.variable, Symbol):
            lost = _independent(node.body, node.variable.name, bodies)
            if lost:
                return lost
    return ""


def _independent(body: Node, variable: str, bodies: Mapping[str, frozenset[str]]) -> str:
    named = [one.function for one in body.walk() if isinstance(one, Call)]
    if any(isinstance(one, FunctionName) and one not in named for one in body.walk()):
        return ""
    waiting = {one.name for one in body.walk() if isinstance(one, Symbol | FunctionName)}
    first, known = sorted(one.name for one in body.walk() if isinstance(one, Symbol)), set[str]()
    while waiting:
        name = waiting.pop()
        if name == variable:
            return ""
        if name not in known:
            known.add(name)
            waiting |= bodies.get(name, frozenset())
    return first[0] if first else ""
