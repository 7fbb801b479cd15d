r"""Two Faces: household quality C(q) as an integral against a measure of task lengths, producer value A(q) as a maximum."""

from __future__ import annotations

from verify.claims import Paper, Repair, Step, display, inline, unprinted
from verify.kernel import Verdict

Q_TO_INFINITY = r"q\to\infty"


def add(paper: Paper) -> None:
    """The section's formulas and claims, in the order of the paper."""
    section = paper.section("two-faces", "Two Faces")
    section.define(r"\bar C=\int 1\,v(dn)", printed=False)
    section.define(r"\bar N=\int n\,v(dn)", printed=False)
    section.define(r"n^*(q)=\frac{a}{\lambda(q)}", printed=False)
    section.define(r"K=b(a/e)^a", printed=False)
    _household(paper)
    _producer(paper)


def _household(paper: Paper) -> None:
    section = paper.section("two-faces", "Two Faces")
    section.define(r"C(q)=\int e^{-\lambda(q)n}v(dn),\qquad \lambda(q)=e^{-q}.")
    growing = section.assume(r"q\to\infty")
    section.claim(
        "household/lambda-vanishes",
        inline(r"e^{-q}\to0", toward=growing),
        inline(r"\lambda(q)\to0", toward=growing),
    )
    section.mention("n")
    section.claim("household/integrand-limit", display(r"e^{-\lambda(q)n}\to e^0=1.", toward=growing))
    section.claim(
        "household/limit",
        inline(r"\lambda(q)\downarrow0", toward=growing),
        display(r"\lim_{q\to\infty}C(q)=\int 1\,v(dn)=\bar C."),
        unprinted(r"\frac{d}{dq}e^{-\lambda(q)n}\ge0"),
        unprinted(r"e^{-\lambda(q)n}\le1"),
        trusts=("monotone convergence",),
        remark="Needs no more of v than that it is nonnegative: with infinite total mass both sides are infinite. "
        "The last two steps are the hypotheses of the theorem: the integrand increases in q and is bounded by its limit.",
    )
    first = display(r"\frac{d}{dq}e^{-\lambda(q)n} =e^{-\lambda(q)n}\{-n\lambda'(q)\}.")
    slope = inline(r"\lambda'(q)=-e^{-q}")
    second = display(r"\frac{d}{dq}e^{-\lambda(q)n} =ne^{-q}e^{-\lambda(q)n}.")
    section.claim("household/integrand-derivative", first, slope, second)
    section.claim(
        "household/derivative",
        display(r"C'(q)=e^{-q}\int n e^{-\lambda(q)n}v(dn)."),
        unprinted(r"ne^{-q}\le e^{ne^{-q}-1}"),
        trusts=("differentiation under the integral (dominated convergence)",),
        remark="Needs a finite v only, not a finite mean: n e^{-q} e^{-n e^{-q}} is at most 1/e for all n and q, "
        "so the constant 1/e dominates the derivative of the integrand.",
    )
    _vanishing_derivative(paper, growing)


def _vanishing_derivative(paper: Paper, growing: Step) -> None:
    section = paper.section("two-faces", "Two Faces")
    bounded = section.state(inline(r"e^{-\lambda(q)n}\le1"))
    chain = r"0\le C'(q)\le e^{-q}\int n\,v(dn)=e^{-q}\bar N\to0"
    section.claim(
        "household/derivative-vanishes",
        bounded,
        display(chain + ".", toward=growing),
        expected=Verdict.FAILS,
        repair=Repair(
            "assumption",
            "Suppose that v has a finite mean.",
            (unprinted(chain, toward=Q_TO_INFINITY, given=(r"\int n\,v(dn)<\infty",)),),
        ),
        remark="The chain needs a finite mean N-bar, which is nowhere stated. Its conclusion does not: see "
        "household/derivative-vanishes-for-every-finite-measure.",
    )
    section.claim(
        "household/derivative-vanishes-for-every-finite-measure",
        unprinted(r"ne^{-q}e^{-\lambda(q)n}\to0", toward=Q_TO_INFINITY),
        unprinted(r"ne^{-q}\le e^{ne^{-q}-1}"),
        trusts=("dominated convergence",),
        remark="The integrand of C'(q) tends to zero and is at most 1/e, so C'(q) -> 0 for every finite v.",
    )


def _producer(paper: Paper) -> None:
    section = paper.section("two-faces", "Two Faces")
    section.define(r"A(q)=\max_{n>0}bn^ae^{-\lambda(q)n}.")
    objective = r"\log\left(bn^ae^{-\lambda(q)n}\right)"
    level = display(r"\log b+a\log n-\lambda(q)n.", equals=objective)
    variable = section.state(level)
    section.mention("n")
    slope = display(r"\frac{a}{n}-\lambda(q).", equals=rf"\frac{{d}}{{dn}}{objective}")
    section.claim("producer/log-objective", variable, slope)
    first_order = display(
        r"\frac{a}{n}=\lambda(q) \quad\Rightarrow\quad n^*(q)=\frac{a}{\lambda(q)}.", renames=(("n^*(q)", "n"),)
    )
    section.claim(
        "producer/argmax",
        first_order,
        inline(r"\lambda(q)=e^{-q}"),
        display(r"n^*(q)=ae^q."),
    )
    section.claim(
        "producer/second-order",
        display(r"-\frac{a}{n^2}<0,"),
        unprinted(r"\frac{d}{dn}\left(\frac{a}{n}-\lambda(q)\right)=-\frac{a}{n^2}"),
        unprinted(r"b(n^*(q))^ae^{-\lambda(q)n^*(q)}=\max_{n>0}bn^ae^{-\lambda(q)n}"),
        remark="A negative second derivative of the logarithm at every n > 0 makes the stationary point the global maximum.",
    )
    section.mention("n^*(q)")
    section.claim(
        "producer/value",
        display(r"A(q)=b\left(\frac{a}{\lambda(q)}\right)^a e^{-a}."),
        inline(r"\lambda(q)=e^{-q}"),
        display(r"A(q)=b(a/e)^ae^{aq}\equiv Ke^{aq}."),
    )
    section.claim(
        "producer/attained",
        unprinted(r"b(n^*(q))^ae^{-\lambda(q)n^*(q)}=\max_{n>0}bn^ae^{-\lambda(q)n}"),
        unprinted(r"n^*(q)>0"),
        remark="Attained, at one point, for every a > 0 and b > 0. At a = 0 the supremum b is approached as n falls to 0 "
        "and not attained.",
    )
    section.claim(
        "producer/ratio",
        display(r"\frac{A(q_1)}{A(q_2)} =\frac{Ke^{aq_1}}{Ke^{aq_2}} =e^{a(q_1-q_2)} =e^{ag}.", given=(r"g=q_1-q_2",)),
        remark="Read with the gap g = q_1 - q_2, which the section does not display.",
    )
