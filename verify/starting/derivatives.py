r"""Derivatives of letters of which it is not said what they depend on.

`\frac{dm}{dt}` of a letter of which nothing is said is no zero: m is a function of t that the source does not print.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from verify.reading.tree import Call, Derivative, FunctionName, Node, Symbol
from verify.sources.formula import Source
from verify.starting.occurrences import Occurrence
from verify.starting.questions import Question

MARKS = re.compile(r"\\(?:partial|nabla|dot|ddot|int)(?![A-Za-z])|\\d?frac\s*\{\s*(?:d|\\mathrm\s*\{\s*d\s*\})")
WORDS = re.compile(
    r"derivative|differenti|slope|marginal|first[- ]order|second[- ]order|\bF\.?O\.?C|conca|convex|increas|decreas|"
    r"monoton|rates? of change|gradient|Taylor|smooth|elasticit|velocity|tangent|Inada|Euler|densit|stationar|"
    r"critical point|strictly (?:positive|negative)|curvature|hazard",
    re.IGNORECASE,
)
BELOW = re.compile(
    r"subscripts?\b[^.;]{0,40}\b(?:denot\w*|indicat\w*|represent\w*|stand\w*|mean\w*)\b[^.;]{0,30}(?:derivative|differenti)"
)
SIGN = re.compile(r"(?:<|>|=|\\[lg]eq?(?:slant)?)0(?![.\d])")


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


def speaks_of_derivatives(source: Source) -> bool:
    """Whether a formula of the source has the mark of a derivative, or words beside one speak of such."""
    return any(
        MARKS.search(one.latex) or WORDS.search(one.before) or WORDS.search(one.after) for one in source.formulas
    )


def may_be_another(here: Iterable[Occurrence]) -> Question | None:
    """`Y'(Q)` of a source without a word of derivatives: a second function, if its sign or its own prime is nowhere."""
    primed = [one for one in here if one.primes and not one.side]
    if not primed or any(one.primes > 1 or SIGN.search("".join(one.formula.latex.split())) for one in primed):
        return None
    shown = primed[0]
    return Question(shown.spelled, shown.place, "is what has a prime its derivative, or another function?")


def differentiates_below(source: Source) -> bool:
    """Whether the source says that what stands below a letter is what it is differentiated in."""
    return any(BELOW.search(text.lower()) for one in source.formulas for text in (one.before, one.after))
