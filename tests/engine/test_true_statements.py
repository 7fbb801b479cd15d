"""True statements in unusual but equal form: every one must hold, proved and not objected to."""

from __future__ import annotations

import pytest
from statements import Statement, decided

from verify.kernel import Outcome, Verdict

SMALL, Q = r"\varepsilon\downarrow0", r"q\to\infty"
ONE, FACES, MARKET = "one-period-payoff", "two-faces", "compute-market-discipline"
GAIN = r"u_1(0,\varepsilon,0)-u_1(0,0,0)"

TRUE = [
    # the logistic share
    Statement("the share over e^z", r"L(z)=\frac{e^z}{e^z+1}"),
    Statement("the share as a hyperbolic tangent", r"L(z)=\frac{1+\tanh(z/2)}{2}"),
    Statement("the shares add to one", r"L(z)+L(-z)=1"),
    Statement("the logistic equation", r"L'(z)=L(z)(1-L(z))"),
    Statement("the logistic equation, expanded", r"\frac{d}{dz}L(z)=L(z)-L(z)^2"),
    Statement("slope of the share by hyperbolic cosine", r"L'(z)=\frac{1}{4\cosh^2(z/2)}"),
    Statement("second derivative by the first", r"L''(z)=L'(z)(1-2L(z))"),
    Statement("odds of the share", r"\frac{L(z)}{1-L(z)}=e^z"),
    Statement("logarithm of the odds", r"\log\left(\frac{L(z)}{1-L(z)}\right)=z"),
    Statement("third derivative, as a decimal", r"L'''(0)=-0.125"),
    Statement("fourth derivative", r"L''''(0)=0"),
    Statement("expansion with a larger remainder", r"L(z)=\frac{24+12z-z^3}{48}+O(z^4)", toward=r"z\to0"),
    Statement("expansion with little o", r"L(z)-\frac12=\frac z4+o(z^2)", toward=r"z\to0"),
    Statement("strictly between zero and one", r"0<L(z)<1"),
    # the Bertrand term
    Statement("as exponentials", r"B(g)=[e^{ag/2}-e^{-ag/2}]^+"),
    Statement("as a maximum", r"B(g)=\max\{0,2\sinh(ag/2)\}"),
    Statement("with the absolute value", r"B(g)=\sinh(ag/2)+|\sinh(ag/2)|"),
    Statement("the two positive parts", r"B(g)-B(-g)=2\sinh(ag/2)"),
    Statement("flat on the left", r"B'_-(0)=0"),
    Statement("slope on the right", r"B'_+(0)=a"),
    Statement("expansion to first order", r"2\sinh(ag/2)=ag+O(g^3)", toward=r"g\to0"),
    Statement(
        "expansion with its next term",
        r"2\sinh(ag/2)=ag\left(1+\frac{(ag)^2}{24}\right)+\frac{(ag)^5}{1920}+O(g^7)",
        toward=r"g\to0",
    ),
    # the payoff at parity
    Statement("right slope in one fraction", r"\pi'_+(0)=\frac{\omega a(4-4s+s\theta)}{4}"),
    Statement("left slope, reordered", r"\pi'_-(0)=\frac14a\omega\theta s"),
    Statement("kink without parentheses", r"\pi'_+(0)=\pi'_-(0)+\omega a-\omega as"),
    Statement(
        "mean of the slopes", r"\frac{\pi'_+(0)+\pi'_-(0)}{2}=\omega a\left(\frac{1-s}{2}+\frac{s\theta}{4}\right)"
    ),
    Statement("never steeper on the left", r"\pi'_-(0)\le\pi'_+(0)"),
    Statement("sum of the payoffs at g and -g", r"\pi(g)+\pi(-g)=2\omega(1-s)|\sinh(ag/2)|"),
    Statement("positive with the hypothesis", r"\pi'_+(0)>0", given=(r"\theta>0",)),
    # one period
    Statement("the gap update, collected", r"g'=g-\mu g-(x_2-x_1)", ONE),
    Statement("training as a product", r"2T=(x_1+x_2)^2-2x_1x_2", ONE),
    Statement("price as a quotient by the market", r"R(T)=\frac{2\bar W}{2\bar Q-x_1^2-x_2^2}", ONE),
    Statement("price at zero", r"r_0=\bar W/\bar Q", ONE),
    Statement(
        "payoff of a mover",
        r"u_1(0,\varepsilon,0)=\pi(\varepsilon)-\frac{\bar W\varepsilon^2}{2\bar Q-\varepsilon^2}",
        ONE,
    ),
    Statement(
        "gain with its quadratic term",
        rf"{GAIN}=\left(\pi'_+(0)-\frac{{r_0\varepsilon}}{{2}}\right)\varepsilon+O(\varepsilon^3)",
        ONE,
        SMALL,
    ),
    Statement("marginal gain", rf"\lim_{{\varepsilon\downarrow0}}\frac{{{GAIN}}}{{\varepsilon}}=\pi'_+(0)", ONE),
    Statement(
        "price expansion with its coefficient",
        r"R(\varepsilon^2/2)=r_0+\frac{r_0}{2\bar Q}\varepsilon^2+O(\varepsilon^4)",
        ONE,
        SMALL,
    ),
    # two faces
    Statement("lambda as a reciprocal", r"\lambda(q)=\frac{1}{e^q}", FACES),
    Statement("lambda solves its equation", r"\lambda'(q)=-\lambda(q)", FACES),
    Statement("derivative of the integrand", r"\frac{d}{dq}e^{-\lambda(q)n}=n\lambda(q)e^{-\lambda(q)n}", FACES),
    Statement("quality rises", r"C'(q)=\int n\lambda(q)e^{-\lambda(q)n}v(dn)", FACES),
    Statement("bounded by the total mass", r"C(q)\le\bar C", FACES),
    Statement("producer value by its logarithm", r"\log A(q)=\log b+a\log a-a+aq", FACES),
    Statement("producer value by the best length", r"A(q)=b\left(\frac{n^*(q)}{e}\right)^a", FACES),
    Statement("elasticity of the producer value", r"\frac{A'(q)}{A(q)}=a", FACES),
    Statement("best length times its rate", r"\lambda(q)n^*(q)=a", FACES),
    Statement("lambda falls to zero", r"\lambda(q)\downarrow0", FACES, Q),
    Statement("best length grows", r"n^*(q)\to\infty", FACES, Q),
    # the market
    Statement("expenditure beyond the base price", r"E_T=\bar W\left(\frac{\bar Q}{\bar Q-T}-1\right)", MARKET),
    Statement("price bound, cleared", r"\delta R(T)\le\bar W", MARKET, given=(r"T\le\bar Q-\delta",)),
]


def test_there_are_at_least_forty() -> None:
    assert len({statement.latex for statement in TRUE}) >= 40


@pytest.mark.parametrize("statement", TRUE, ids=str)
def test_a_true_statement_holds_in_any_form(statement: Statement) -> None:
    ruling, (proving, breaking) = decided(statement)
    assert proving.outcome is Outcome.PROVED, proving.detail
    assert breaking.outcome is not Outcome.REFUTED, breaking.detail
    assert ruling.verdict is Verdict.HOLDS
