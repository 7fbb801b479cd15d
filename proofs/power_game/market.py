r"""Compute-Market Discipline: expenditure on training and what bounds it."""

from __future__ import annotations

from verify.claims import Paper, display, unprinted


def add(paper: Paper) -> None:
    """The section's formulas and claims, in the order of the paper."""
    section = paper.section("compute-market-discipline", "Compute-Market Discipline")
    total = section.state(display(r"T=\frac{x_1^2+x_2^2}{2}."))
    residual = section.state(display(r"S=\bar Q-T."))
    price = section.state(display(r"R(T)=\frac{\bar W}{\bar Q-T}."))
    spent = section.define(r"E_T=R(T)T.")
    section.mention("R(T)")
    section.claim(
        "market/expenditure",
        total,
        residual,
        price,
        spent,
        display(r"E_T=\frac{\bar W}{\bar Q-T}T =\frac{\bar WT}{\bar Q-T}."),
    )
    away = section.assume(r"T\le\bar Q-\delta")
    rental = display(r"R(T)\le\frac{\bar W}{\delta},", given=(away,))
    expenditure = display(r"E_T\le\frac{\bar W(\bar Q-\delta)}{\delta}.", given=(away,))
    section.claim(
        "market/bounds",
        rental,
        expenditure,
        unprinted(r"\frac{\bar W}{\bar Q-T}=\frac{\bar W}{\delta}", given=(r"T=\bar Q-\delta",)),
        remark="For every delta > 0; sharp, since T = Q-bar - delta gives equality in both.",
    )
    from proofs.power_game.capacity import add_capacity_claim

    add_capacity_claim(section)
