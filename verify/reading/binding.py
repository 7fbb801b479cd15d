"""Which letter an integral, a derivative, a limit, a maximum or a sum runs over, and in which parts of it."""

from __future__ import annotations

from verify.reading.tree import Chain, Derivative, Integral, Limit, Node, Optimum, Series, Summation, Symbol

BINDING = (Integral, Derivative, Limit, Optimum, Series, Summation)


def binding(node: Node) -> tuple[Symbol, tuple[Node, Node]] | None:
    """The letter with where it is named and the body; None for what binds no letter. Ends are outside its reach.

    >>> letter, _ = binding(Integral(Symbol("x"), Symbol("x"), upper=Symbol("q")))
    >>> letter.name
    'x'
    """
    match node:
        case Integral(integrand=body, variable=named) | Derivative(variable=named, body=body):
            pass
        case Limit(approach=named, body=body):
            pass
        case Optimum(binder=named, body=body) | Series(binder=named, body=body) | Summation(binder=named, body=body):
            pass
        case _:
            return None
    letter = named.operands[0] if isinstance(named, Chain) else named
    return (letter, (named, body)) if isinstance(letter, Symbol) else None
