r"""Composition: the logistic share, the Bertrand term, and the kink of the payoff at parity."""

from __future__ import annotations

from verify.claims import Paper, display, unprinted

AT_ZERO = r"z\to0"


def add(paper: Paper) -> None:
    """The section's formulas and claims, in the order of the paper."""
    section = paper.section("composition", "Composition")
    section.define(r"L(z)=\frac1{1+e^{-z}}.")
    section.claim(
        "composition/logistic-derivatives",
        display(r"L(0)=1/2,\quad L'(0)=1/4,\quad L''(0)=0,\quad L'''(0)=-1/8."),
    )
    logistic = section.state(display(r"L(z)=1/2+z/4-z^3/48+O(z^5).", toward=AT_ZERO))
    scaled = section.assume(r"z=\theta ag")
    section.claim(
        "composition/logistic-expansion",
        logistic,
        display(
            r"L(\theta ag)-1/2 =\frac{\theta a}{4}g-\frac{(\theta a)^3}{48}g^3+O(g^5).",
            toward=r"g\to0",
        ),
        unprinted(r"L(z)=L(\theta ag)", given=(scaled,)),
    )
    section.define(r"2\sinh(ag/2)^+.", defines="B(g)")
    below = section.assume("g<0")
    section.assume("g>0")
    section.claim(
        "composition/bertrand-term",
        unprinted("B(g)=0", given=(below,)),
        display(
            r"2\sinh(ag/2) =2\left(\frac{ag}{2}+\frac{(ag/2)^3}{6}+O(g^5)\right) =ag+\frac{a^3g^3}{24}+O(g^5).",
            toward=r"g\downarrow0",
        ),
        unprinted(r"B(g)=2\sinh(ag/2)", given=("g>0",)),
    )
    section.claim("composition/left-slope", display(r"\pi'_-(0)=\omega\frac{s\theta a}{4},"))
    section.claim(
        "composition/right-slope",
        display(
            r"\pi'_+(0)=\omega\left[s\frac{\theta a}{4}+(1-s)a\right] =\omega a\left(1-s+\frac{s\theta}{4}\right)."
        ),
        remark="Disagrees with the one-period section, which prints omega a (1 - 3s/4); this one is right.",
    )
    size = section.state(display(r"\pi'_+(0)-\pi'_-(0)=\omega a(1-s)."))
    kinked = section.assume("s<1")
    section.claim(
        "composition/kink",
        size,
        unprinted(r"\pi'_+(0)-\pi'_-(0)>0", given=(kinked,)),
        unprinted(r"\pi'_+(0)-\pi'_-(0)=0", given=("s=1",)),
        uses=("power-game/composition/left-slope", "power-game/composition/right-slope"),
        remark="Kinked exactly when s < 1.",
    )
