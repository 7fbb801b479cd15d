"""A paper of one page with its registry, to be edited in tests."""

from __future__ import annotations

from verify.claims import Paper, Repair, display, inline, unprinted
from verify.kernel import Verdict
from verify.reading.notation import FUNCTION, POSITIVE, Letter, Notation

NOTATION = Notation(
    (Letter("x"), Letter("y"), Letter("a", domain=POSITIVE), Letter("f", FUNCTION), Letter("h", FUNCTION)),
    phrases={"for all": ""},
)

SOURCE = r"""# A small paper

## Lines

A line is
\[
f(x)=ax.
\]
It has the slope
\[
f'(x)=a.
\]
For \(x>0\) it is positive,
\[
f(x)>0.
\]

## Parabolas

Let
\[
h(x)=x^2.
\]
Then
\[
h(x)+f(x)=x(x+a).
\]
Near zero
\[
h(x)=f(x)+O(x^2).
\]
The slope is \(h'(x)=2x\).
"""


def small_paper() -> Paper:
    """The last display is a recorded erratum: the remainder is of order one."""
    paper = Paper("small", "A small paper", NOTATION)
    lines = paper.section("lines", "Lines")
    lines.define("f(x)=ax.")
    lines.claim("slope", display("f'(x)=a."))
    positive = lines.assume("x>0")
    lines.claim("positive", display("f(x)>0.", given=(positive,)))
    parabolas = paper.section("parabolas", "Parabolas")
    parabolas.define("h(x)=x^2.")
    parabolas.claim("sum", display("h(x)+f(x)=x(x+a)."))
    parabolas.claim(
        "near-zero",
        display("h(x)=f(x)+O(x^2).", toward=r"x\to0"),
        expected=Verdict.FAILS,
        repair=Repair("formula", "Of first order.", (unprinted("h(x)=f(x)+O(x)", toward=r"x\to0"),)),
    )
    parabolas.claim("parabola-slope", inline("h'(x)=2x"))
    return paper
