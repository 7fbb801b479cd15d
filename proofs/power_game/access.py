r"""Access Pricing: the indifference price of the leader's units, the rent, and when it sells."""

from __future__ import annotations

from verify.claims import Paper, Repair, display, unprinted
from verify.kernel import Verdict


def add(paper: Paper) -> None:
    """The section's formulas and claims, in the order of the paper."""
    section = paper.section("access-pricing", "Access Pricing")
    leader = "g=q_L-q_F"
    produced = section.state(display(r"A(q)=Ke^{aq}."))
    section.mention("q_L")
    section.mention("q_F")
    ratio = r"\frac{A(q_L)}{A(q_F)} =\frac{Ke^{aq_L}}{Ke^{aq_F}} =e^{a(q_L-q_F)} =e^{ag}."
    section.claim("access/productivity-ratio", produced, display(ratio, given=(leader,)))
    indifferent = section.assume(r"\frac{A(q_L)}{P_0}=A(q_F).", inline=False)
    section.claim(
        "access/indifference-price",
        display(r"P_0=\frac{A(q_L)}{A(q_F)}=e^{ag}.", given=(indifferent, leader)),
        unprinted(r"\frac{A(q_L)}{P_0}\ge A(q_F)", given=(leader, r"P_0\le e^{ag}")),
        unprinted(r"\frac{A(q_L)}{P_0}<A(q_F)", given=(leader, r"P_0>e^{ag}")),
        remark="The follower buys exactly up to P_0: at a lower price a unit of the leader's compute is worth more than its own.",
    )
    price = "P_0=e^{ag}"
    section.claim(
        "access/markup-and-margin",
        display(r"P_0-1=e^{ag}-1.", given=(price,)),
        display(r"\frac{P_0-1}{P_0}=1-e^{-ag}.", given=(price,)),
    )
    section.mention("E")
    section.mention("E/P_0")
    section.claim(
        "access/rent",
        display(r"E-E/P_0=E(1-e^{-ag}).", given=(price,)),
        unprinted(r"E(1-e^{-ag})\ge0", given=(r"g\ge0",)),
    )
    section.mention(r"\ell(E)\Delta V(g)")
    section.claim(
        "access/sale",
        display(
            r"E(1-e^{-ag})\ge \ell(E)\Delta V(g).", equivalent_to=r"E-E/P_0-\ell(E)\Delta V(g)\ge0", given=(price,)
        ),
        remark="The printed condition is that the sale does not lower the leader's payoff. At equality the leader is indifferent: "
        "'iff' then presumes that ties are broken towards a sale.",
    )
    section.claim(
        "access/consistent-with-composition",
        unprinted(r"E(1-e^{-ag})=2\sinh(ag/2)", given=("g>0",)),
        expected=Verdict.FAILS,
        repair=Repair(
            "assumption",
            "The rent is the repeatable Bertrand term exactly when gross expenditure is E = e^{ag/2}.",
            (
                unprinted(r"E(1-e^{-ag})=2\sinh(ag/2)", given=("g>0", "E=e^{ag/2}")),
                unprinted(r"E=e^{ag/2}", given=("g>0", r"E(1-e^{-ag})=2\sinh(ag/2)")),
            ),
        ),
        remark="The rent here and the Bertrand term of Composition are different functions of the gap for a fixed expenditure.",
    )
