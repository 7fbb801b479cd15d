"""False statements of this field: none may hold, and each must be refuted at a point of the paper's own letters."""

from __future__ import annotations

from fractions import Fraction

import pytest
from statements import Statement, decided

from verify.kernel import Outcome, Verdict

ZERO, RIGHT = r"g\to0", r"g\downarrow0"
SMALL, Q = r"\varepsilon\downarrow0", r"q\to\infty"
ONE, FACES, MARKET = "one-period-payoff", "two-faces", "compute-market-discipline"
GAIN = r"u_1(0,\varepsilon,0)-u_1(0,0,0)"
LOGISTIC = r"L(\theta ag)-\frac12"

FALSE = [
    # signs
    Statement("sign: the share falls with the gap", r"L'(0)=-1/4"),
    Statement("sign: third derivative of the share", r"L'''(0)=1/8"),
    Statement("sign: cubic term of the share", r"L(z)=1/2+z/4+z^3/48+O(z^5)", toward=r"z\to0"),
    Statement("sign: cubic term of the Bertrand term", r"2\sinh(ag/2)=ag-\frac{a^3g^3}{24}+O(g^5)", toward=RIGHT),
    Statement("sign: size of the kink", r"\pi'_+(0)-\pi'_-(0)=\omega a(s-1)"),
    Statement("sign: cost is paid", r"u_1(g,x_1,x_2)=\pi(g')+R(T)x_1^2/2", ONE),
    Statement("sign: rival's effort closes the gap", r"g'=(1-\mu)g+x_1+x_2", ONE),
    Statement("sign: decay of lambda", r"\lambda'(q)=e^{-q}", FACES),
    Statement("sign: slope of the integrand", r"\frac{d}{dq}e^{-\lambda(q)n}=-ne^{-q}e^{-\lambda(q)n}", FACES),
    Statement("sign: quality rises", r"C'(q)=-e^{-q}\int ne^{-\lambda(q)n}v(dn)", FACES),
    Statement("sign: residual compute", r"S=\bar Q+T", ONE),
    Statement("sign: the share is odd about one half", r"L(-z)=L(z)-1"),
    # factors
    Statement("factor: slope of the share", r"L'(0)=1/2"),
    Statement("factor: cubic term of the share", r"L(z)=1/2+z/4-z^3/24+O(z^5)", toward=r"z\to0"),
    Statement("factor: cubic term of the Bertrand term", r"2\sinh(ag/2)=ag+\frac{a^3g^3}{12}+O(g^5)", toward=RIGHT),
    Statement(
        "factor: cubic coefficient without its cube",
        rf"{LOGISTIC}=\frac{{\theta a}}{{4}}g-\frac{{\theta a}}{{48}}g^3+O(g^5)",
        toward=ZERO,
    ),
    Statement("factor: left slope", r"\pi'_-(0)=\omega\frac{s\theta a}{2}"),
    Statement("factor: right slope without theta", r"\pi'_+(0)=\omega a(1-3s/4)"),
    Statement("factor: right slope without omega", r"\pi'_+(0)=a\left(1-s+\frac{s\theta}{4}\right)"),
    Statement("factor: training without its half", r"T=x_1^2+x_2^2", ONE),
    Statement("factor: cost without its half", r"u_1(g,x_1,x_2)=\pi(g')-R(T)x_1^2", ONE),
    Statement("factor: quadratic loss", rf"{GAIN}=\pi'_+(0)\varepsilon-r_0\varepsilon^2+O(\varepsilon^3)", ONE, SMALL),
    Statement("factor: producer value", r"A(q)=2b(a/e)^ae^{aq}", FACES),
    Statement(
        "factor: second derivative of the objective",
        r"\frac{d}{dn}\left(\frac an-\lambda(q)\right)=-\frac{2a}{n^2}",
        FACES,
    ),
    # exponents and powers
    Statement("exponent: off by one in the cost", r"u_1(g,x_1,x_2)=\pi(g')-R(T)x_1/2", ONE),
    Statement("exponent: off by one in the value", r"A(q)=b(a/e)^ae^{(a+1)q}", FACES),
    Statement("exponent: e^{-a} lost", r"A(q)=b\left(\frac a{\lambda(q)}\right)^a", FACES),
    Statement("exponent: inverse of lambda", r"A(q)=b(a\lambda(q))^ae^{-a}", FACES),
    Statement("exponent: square in the slope of the price", r"R'_+(0)=\bar W/\bar Q", MARKET),
    Statement("exponent: productivity ratio inverted", r"\frac{A(q_1)}{A(q_2)}=e^{a(q_2-q_1)}", FACES),
    Statement("exponent: productivity ratio of the sum", r"\frac{A(q_1)}{A(q_2)}=e^{a(q_1+q_2)}", FACES),
    Statement("exponent: argument of the share", r"L(z)=\frac{1}{1+e^{z}}"),
    Statement("exponent: tail of the share", r"1-L(z)=e^{-z}"),
    # orders of Landau terms
    Statement("order: price changes at second order only", r"R(\varepsilon^2/2)=R(0)+O(\varepsilon^3)", ONE, SMALL),
    Statement(
        "order: cost", r"R(\varepsilon^2/2)\varepsilon^2/2=\frac{r_0}2\varepsilon^2+O(\varepsilon^5)", ONE, SMALL
    ),
    Statement("order: little o of the square", r"R(\varepsilon^2/2)=R(0)+o(\varepsilon^2)", ONE, SMALL),
    Statement("order: gain", rf"{GAIN}=\pi'_+(0)\varepsilon+o(\varepsilon^2)", ONE, SMALL),
    Statement(
        "order: gain has no cubic remainder",
        rf"{GAIN}=\pi'_+(0)\varepsilon-\frac{{r_0}}2\varepsilon^2+O(\varepsilon^4)",
        ONE,
        SMALL,
    ),
    Statement("order: share", rf"{LOGISTIC}=\frac{{\theta a}}{{4}}g+O(g^5)", toward=ZERO),
    Statement("order: share to the sixth", r"L(z)=1/2+z/4-z^3/48+O(z^6)", toward=r"z\to0"),
    Statement("order: Bertrand term", r"2\sinh(ag/2)=ag+O(g^4)", toward=RIGHT),
    Statement("order: O is not o", r"2\sinh(ag/2)=ag+\frac{a^3g^3}{24}+o(g^5)", toward=RIGHT),
    # sides of the derivative, positive parts
    Statement("side: left slope at the right", r"\pi'_+(0)=\omega\frac{s\theta a}{4}"),
    Statement("side: right slope at the left", r"\pi'_-(0)=\omega a\left(1-s+\frac{s\theta}{4}\right)"),
    Statement("side: no kink", r"\pi'_+(0)=\pi'_-(0)"),
    Statement("side: Bertrand slope from the left", r"B'_-(0)=a"),
    Statement("side: expansion from the left", r"\pi(g)=\pi'_+(0)g+o(g)", toward=r"g\uparrow0"),
    Statement("positive part missing", r"B(g)=2\sinh(ag/2)"),
    Statement("positive part of the negative", r"B(g)=2\sinh(-ag/2)^+"),
    Statement("positive part outside the sum", r"B(g)=[2\sinh(ag/2)-ag]^+"),
    Statement("positive part as absolute value", r"B(g)=2|\sinh(ag/2)|"),
    # arguments
    Statement("argument: payoffs swapped", r"u_1(g,x_1,x_2)=u_1(g,x_2,x_1)", ONE),
    Statement("argument: mirror without its sign", r"u_2(g,x_1,x_2)=u_1(g,x_2,x_1)", ONE),
    Statement("argument: payoff at today's gap", r"u_1(g,x_1,x_2)=\pi(g)-R(T)x_1^2/2", ONE),
    Statement(
        "argument: price at the effort", r"u_1(0,\varepsilon,0)=\pi(\varepsilon)-R(\varepsilon)\varepsilon^2/2", ONE
    ),
    # limits and hypotheses
    Statement("limit: lambda does not vanish", r"\lambda(q)\to1", FACES, Q),
    Statement("limit: integrand", r"e^{-\lambda(q)n}\to0", FACES, Q),
    Statement("limit: quality", r"\lim_{q\to\infty}C(q)=\bar N", FACES),
    Statement("limit: rises instead of falls", r"\lambda(q)\uparrow0", FACES, Q),
    Statement(
        "limit: marginal gain", rf"\lim_{{\varepsilon\downarrow0}}\frac{{{GAIN}}}{{\varepsilon}}=\pi'_+(0)-r_0", ONE
    ),
    Statement("hypothesis: mean without a finite mean", r"C'(q)\le e^{-q}\bar N\to0", FACES, Q),
    Statement("hypothesis: slope positive without theta or s", r"\pi'_+(0)>0"),
    Statement("hypothesis: kinked at s = 1 too", r"\pi'_+(0)-\pi'_-(0)>0"),
    Statement("hypothesis: a factor that may be zero", "z=g", given=("(z-g)s=0",)),
    Statement("hypothesis: bound beyond its distance", r"R(T)\le\frac{\bar W}{\delta}", MARKET),
    # inequalities
    Statement("direction: price falls", r"\frac{d}{dz}R(z)<0", MARKET, given=(r"z<\bar Q",)),
    Statement("direction: first-order bound", r"ne^{-q}\ge e^{ne^{-q}-1}", FACES),
    Statement("direction: integrand above one", r"e^{-\lambda(q)n}\ge1", FACES),
    Statement("direction: bounds of the price", r"R(T)\ge\frac{\bar W}{\delta}", MARKET, given=(r"T\le\bar Q-\delta",)),
    Statement("strict where equality is reached", r"R(T)<\frac{\bar W}{\delta}", MARKET, given=(r"T\le\bar Q-\delta",)),
    Statement("strict at parity", r"B(g)>0", given=(r"g\ge0",)),
    Statement("bound: share slope", r"1-3s/4\ge1/2", ONE),
    Statement("bound: expenditure", r"E_T\le\frac{\bar W}{\delta}", MARKET, given=(r"T\le\bar Q-\delta",)),
]


def test_there_are_at_least_sixty() -> None:
    assert len({statement.latex for statement in FALSE}) >= 60


@pytest.mark.parametrize("statement", FALSE, ids=str)
def test_a_false_statement_is_refuted_with_a_witness(statement: Statement) -> None:
    ruling, (proving, breaking) = decided(statement)
    assert proving.outcome is not Outcome.PROVED
    assert ruling.verdict is Verdict.FAILS
    assert breaking.rechecked
    assert breaking.witness
    assert all(_exact(value) for value in breaking.witness.values())


def _exact(value: str) -> bool:
    """A rational, or the words of a drawn function, a measure or an approach."""
    try:
        return Fraction(value) == Fraction(value)
    except ValueError:
        return "->" in value or "δ" in value or "density" in value
