r"""What each letter of the contest paper means, its domain, and where that was said.

`assumed` marks the ranges that any reader would give a letter and that the paper does not print. Where the paper prints the
value of agent i without its argument, the gap seen by that agent is meant; the value of agent j is taken at the gap seen
by agent j, for which the paper has no letter, so it is left a function.
"""

from __future__ import annotations

from verify.reading.notation import (
    CONSTANT,
    FUNCTION,
    INDEX,
    NONNEGATIVE,
    POSITIVE,
    REAL,
    Domain,
    Letter,
    Notation,
)

NEGATIVE = Domain(None, 0, open_above=True)
ABOVE_ONE = Domain(1, None, open_below=True)
BINARY = Domain(0, 1, integer=True)

GAP = r"\Delta k"
TIMES = ("t", r"\tau", "0")

PRIMITIVES = (
    Letter("r", domain=POSITIVE, said="assumed: discount rate; (1) divides by it"),
    Letter(r"\lambda", domain=POSITIVE, said="assumed: success rate of the leader"),
    Letter("P", domain=POSITIVE, said="Section 2: P > 0", meaning="prize"),
    Letter("c", domain=POSITIVE, said="assumed: flow cost", meaning="flow cost of effort"),
    Letter(r"\pi", said="Section 2: mean return of the risky move is 1 + pi"),
    Letter(r"\sigma", domain=POSITIVE, said="assumed: volatility of the risky move"),
    Letter(r"\phi", domain=POSITIVE, said="Section 3: profitability, defined there"),
    Letter(r"\overline\lambda", domain=POSITIVE, said="Section 4.1: rate of the leader"),
    Letter(r"\underline\lambda", domain=NONNEGATIVE, said="Section 4.1: rate of the follower"),
    Letter(r"\overline P", domain=NONNEGATIVE, said="Section 4.1: prize of the winner"),
    Letter(r"\underline P", domain=NONNEGATIVE, said="Section 4.1: prize of the loser"),
    Letter(r"\overline\phi", said="Section 4.1, (2): generalised profitability"),
    Letter("B", domain=POSITIVE, said="assumed: budget of the designer"),
    Letter(r"\varepsilon", domain=POSITIVE, said="Proposition 5: epsilon > 0"),
    Letter("e", CONSTANT, said="assumed: Euler's number"),
)

STATE = (
    Letter("i", INDEX, domain=Domain(1, 2, integer=True), said="Section 2: i in {1, 2}"),
    Letter("j", INDEX, domain=Domain(1, 2, integer=True), said="Section 2: the other agent"),
    Letter("t", domain=NONNEGATIVE, said="Section 2: t >= 0", meaning="time"),
    Letter(r"\tau", domain=NONNEGATIVE, said="Section 2: duration of the contest"),
    Letter(GAP, said="Section 2: difference in progress"),
    Letter(
        "k_i", FUNCTION, indices=("i",), bare=True, called_with=TIMES, said="Section 2: progress; without time, now"
    ),
    Letter("K_i", domain=POSITIVE, indices=("i",), said="Section 2, footnote 2: its logarithm is taken"),
    Letter("w_i", indices=("i",), said="Section 2: Wiener processes"),
    Letter(
        "a_i",
        FUNCTION,
        indices=("i",),
        bare=True,
        called_with=TIMES,
        domain=BINARY,
        said="Section 2: action; without time, now",
    ),
    Letter("h", FUNCTION, arity=2, domain=NONNEGATIVE, smooth=False, said="Section 2: hazard rate of success"),
)

STRATEGIES = (
    Letter("k^{*}", domain=POSITIVE, said="Proposition 1: k* > 0", meaning="stopping boundary"),
    Letter("k_i^{*}", domain=POSITIVE, indices=("i",), said="Section 3.4: stopping boundary of an agent"),
    Letter("k^{**}", domain=NONNEGATIVE, said="Proposition 3: switching point"),
    Letter("k_i^{**}", domain=NONNEGATIVE, indices=("i",), said="Section 3.4: switching point of an agent"),
    Letter(r"\hat k_i", domain=POSITIVE, indices=("i",), said="Section 2: stopping rule"),
    Letter("s^{*}", said="Section 2: action rules of an equilibrium"),
    Letter("s_i", FUNCTION, indices=("i",), bare=True, domain=BINARY, smooth=False, said="Section 2: action rule"),
    Letter("s_i^{*}", FUNCTION, indices=("i",), bare=True, domain=BINARY, smooth=False, said="Section 2: action rule"),
)

VALUES = (
    Letter("V_i", FUNCTION, argument=GAP, smooth=False, said="Section 3.4: value of agent i"),
    Letter("V_j", FUNCTION, smooth=False, said="Appendix A.1: value of agent j at the gap seen by j"),
    Letter(r"\xi", said="Appendix A.1, (A.5): a characteristic root"),
    Letter(r"\xi_+", domain=POSITIVE, said="Appendix A.1: xi_+ > 0"),
    Letter(r"\xi_-", domain=NEGATIVE, said="Appendix A.1: xi_- < 0"),
    Letter(r"\xi_\pm", said="Appendix A.1, (A.5): both roots"),
    Letter(r"\eta", domain=POSITIVE, said="Appendix A.1, (A.7): eta > 0"),
    *(Letter(f"C_{n}", said="Appendix A.1: a constant of integration") for n in range(1, 9)),
    *(Letter(f"C_{{{n}i}}", said="Appendix A.1: a constant of integration of agent i") for n in range(1, 9)),
    Letter("f", FUNCTION, domain=NONNEGATIVE, said="Definition 1 and footnote 6"),
    Letter("BR", FUNCTION, domain=POSITIVE, said="Appendix A.1: best response of the stopping boundary"),
    Letter(r"\widehat{BR}", FUNCTION, domain=POSITIVE, said="Appendix A.1: best response, switch adapted"),
    Letter("g", FUNCTION, said="Appendix A.1: BR twice less the identity"),
    Letter("x", said="Appendix A.1: argument of g"),
    Letter("q", said="Appendix A.1: the win value prints it where the prize is meant"),
)

DESIGN = (
    Letter("k_0", said="Appendix A.2: starting gap"),
    Letter(r"\theta", domain=POSITIVE, said="Appendix A.2: theta > 0"),
    Letter("T", domain=NONNEGATIVE, said="Appendix A.2: duration before success"),
    Letter(r"\tau_{k^{*}}", domain=NONNEGATIVE, said="Section 4.2: hitting time of the stopping boundary"),
    Letter(r"F_{\tau_{k^{*}}}", FUNCTION, said="assumed: distribution function of the hitting time"),
    Letter(r"\Psi", FUNCTION, arity=3, domain=POSITIVE, said="Appendix A.2: Laplace transform of the hitting time"),
)

PHRASES = {
    "Drop out iff": "profile",
    "and otherwise": "profile",
    "iff": "connective",
    "or": "connective",
    "and": "connective",
    "whenever": "condition",
    "for all": "range",
    "for some": "range",
    "for": "range",
    "within a neighborhood of": "range",
    "at": "qualifier",
    "subject to": "condition",
    "indifferent": "value",
}

NOTATION = Notation(PRIMITIVES + STATE + STRATEGIES + VALUES + DESIGN, PHRASES, differentials=True)
__all__ = ["ABOVE_ONE", "NOTATION", "REAL"]
